import LessonInterpreter
import LessonKit
import LessonModel
import LessonSyntax
import Testing

@testable import LessonBindings

/// What a cell can call: the declarations are sound, told, and their examples run.
@Suite struct LibraryTests {
  static let library = LessonLibrary.library

  struct Example: CustomTestStringConvertible, Sendable {
    var declaration: String
    var code: String
    var testDescription: String { declaration }
  }

  static let bindings: [Binding] =
    library.documentation.types.flatMap(\.members) + library.documentation.functions

  static let examples = bindings.filter { !$0.example.isEmpty }.map {
    Example(declaration: $0.declaration, code: $0.example)
  }

  @Test func everyTextIsWhatItsFunctionIs() {
    #expect(Self.library.problems.map { "\($0)" } == [])
  }

  @Test func everythingIsTold() {
    for binding in Self.bindings {
      #expect(!binding.documentation.isEmpty, "\(binding.declaration)")
    }
    for type in Self.library.documentation.types {
      #expect(!type.documentation.isEmpty, "\(type.name)")
    }
  }

  @Test(arguments: examples)
  func everyExampleRuns(_ example: Example) throws {
    let lines = example.code.split(separator: "\n", omittingEmptySubsequences: false)
    let cell = Cell(
      id: "example", source: example.code + "\n",
      lineStarts: (0...lines.count).map { SourcePosition(line: $0 + 1, column: 1) })
    let lowered = Lowering.lower(cell)
    try #require(lowered.diagnostics.map(\.message) == [])
    let checked = Checker.check(
      cells: [(cell: cell, program: lowered.program)], library: Self.library)
    try #require(
      checked.diagnostics.joined().filter { $0.severity == .error }.map(\.message) == [])
    var printed = ""
    let session = Session(checked, write: { printed += $0 })
    if case .finished = session.run(0).status {
    } else {
      Issue.record("\(session.run(0).status)")
    }
    if example.code.contains("print(") { #expect(!printed.isEmpty) }
  }
}
