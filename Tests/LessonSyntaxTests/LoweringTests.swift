import LessonModel
import LessonSyntax
import Testing

@Suite struct LoweringTests {
  private func lower(_ source: String) -> (program: Program, diagnostics: [Diagnostic]) {
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false).count
    return Lowering.lower(
      Cell(
        id: "c", source: source,
        lineStarts: (0..<lines).map { SourcePosition(line: 10 + $0, column: 3) }))
  }

  @Test func syntaxErrorsAreTheParsersOwnAndAllOfThem() {
    let found = lower("let a = \nlet b = (1\nfunc 3() {}").diagnostics
    #expect(found.count >= 3)
    #expect(found.allSatisfy { $0.id == "syntax" && $0.severity == .error })
    #expect(found.first?.message == "expected expression in variable")
    #expect(found.first?.range?.start == SourcePosition(line: 10, column: 11))
    #expect(found.allSatisfy { ($0.range?.start.line ?? 0) >= 10 })
  }

  @Test func placesInFoldedOperatorsAreThoseOfTheText() throws {
    let program = lower("let x =\n  1 + (2 * three) - 4").program
    guard case .binding(_, let bindings) = try #require(program.statements.first).kind,
      let value = bindings.first?.value, case .binary(let sum, let minus, let four) = value.kind,
      case .binary(_, _, let group) = sum.kind, case .parenthesized(let product) = group.kind,
      case .binary(_, _, let three) = product.kind
    else {
      Issue.record("expected '1 + (2 * three) - 4'")
      return
    }
    #expect(minus.text == "-")
    #expect(minus.range.start == SourcePosition(line: 11, column: 21))
    #expect(four.range.start == SourcePosition(line: 11, column: 23))
    #expect(three.range.start == SourcePosition(line: 11, column: 14))
    #expect(three.range.end == SourcePosition(line: 11, column: 19))
  }

  @Test func holesAreToDo() {
    let found = lower("let x = <#your number#>\nprint(<#a#>, <#b#>)").diagnostics
    #expect(found.map(\.message) == ["your number", "a", "b"])
    #expect(found.map(\.severity) == [.toDo, .toDo, .toDo])
  }

  @Test func deepNestingIsRefused() {
    for source in [
      String(repeating: "(", count: 1000) + "1" + String(repeating: ")", count: 1000),
      String(repeating: "[", count: 1000) + String(repeating: "]", count: 1000),
      String(repeating: "if true {", count: 1000) + String(repeating: "}", count: 1000),
      "x" + String(repeating: ".a", count: 20_000),
      "f" + String(repeating: "()", count: 20_000),
      "x" + String(repeating: "[0]", count: 20_000),
      "let x = " + String(repeating: "-(", count: 1000) + "1",
      "let x: " + String(repeating: "[", count: 1000) + "Int",
      String(repeating: "{ ", count: 1000),
      "let x = " + String(repeating: "a ? b : ", count: 1000) + "c",
      "let x = " + String(repeating: "1 + ", count: 20_000) + "1",
      String(repeating: "if a {} else ", count: 1000) + "{}",
      "let x: " + String(repeating: "A<", count: 10_000),
      String(repeating: "let x = [[[[[[[[[[1]]]]]]]]]]\n", count: 100),
    ] {
      let (program, diagnostics) = lower(source)
      #expect(!diagnostics.isEmpty, "\(source.prefix(20))")
      #expect(!program.isComplete)
    }
  }

  @Test func longChainsWithinTheLimitAreRead() {
    #expect(lower("let x = " + String(repeating: "1 + ", count: 450) + "1").diagnostics.isEmpty)
    #expect(
      lower("let s = f" + String(repeating: ".g()", count: 90)).diagnostics.isEmpty)
  }

  @Test func unbalancedAndStrangeTextIsReported() {
    for source in [
      ")", "}", "]", "{", "\"", "\"\"\"", "/*", "#", "\\", "`", "let", "func", "@", "<#", "#>",
      "\u{0}", "\u{202E}let x = 1", "case", "a..b", "0x", "1e", "$0",
      "\"\\(", "switch", "for", "if", "?.", "&", "let (a, = 1", "func f(", "{ (x: in }",
    ] {
      #expect(lower(source).diagnostics.map(\.message) != [], "\(source.debugDescription)")
    }
  }

  @Test func aCellThatIsTooLongIsRefused() {
    let found = lower(String(repeating: "let x = 1\n", count: 200_000)).diagnostics
    #expect(found.map(\.id) == ["too-long"])
  }

  @Test func emptyCellsHaveNothing() {
    for source in ["", "\n\n", "// a comment", "/* a */"] {
      let (program, diagnostics) = lower(source)
      #expect(program.statements.isEmpty)
      #expect(diagnostics.isEmpty)
    }
  }

  @Test func multiLineStringsLoseTheirIndentation() throws {
    let program = lower("\"\"\"\n  a\n    b\\n\\\n  c\n  \"\"\"").program
    guard case .expression(let expression) = try #require(program.statements.first).kind,
      case .string(let parts) = expression.kind, case .text(let text)? = parts.first
    else {
      Issue.record("expected a string")
      return
    }
    #expect(text == "a\n  b\nc")
  }
}
