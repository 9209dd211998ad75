import LessonInterpreter
import LessonModel
import LessonSyntax
import Testing

@Suite struct SessionTests {
  private let library = Library(types: sampleTypes, functions: sampleFunctions)

  @Test func laterCellsSeeEarlierNames() {
    let outcome = run(["var n = 1\nfunc f() -> Int { n * 10 }", "n += 1", "f()"])
    #expect(outcome.messages == [])
    #expect(outcome.runs.last?.value?.text == "20")
  }

  @Test func everyCellIsCheckedBeforeTheFirstRuns() {
    let outcome = run(["print(1)", "print(undefined)"])
    #expect(outcome.printed == "")
    #expect(outcome.messages == ["2:7: error: cannot find 'undefined' in scope"])
  }

  @Test func diagnosticsBelongToTheirCells() {
    let cells = ["let a = 1", "let b = x", "let c = y + z"].map { cell($0) }
    let lesson = Checker.check(
      cells: cells.map { ($0, Lowering.lower($0).program) }, library: Library())
    #expect(lesson.diagnostics.map(\.count) == [0, 1, 2])
  }

  @Test func aNameIsNotDeclaredAgainInALaterCell() {
    let outcome = run(["let a = 1", "let a = 2"])
    #expect(outcome.messages == ["2:5: error: invalid redeclaration of 'a'"])
  }

  @Test func theLastExpressionIsShown() {
    #expect(run(["1 + 1"]).runs.first?.value?.text == "2")
    #expect(run(["let a = \"x\"\na"]).runs.first?.value?.text == "x")
    #expect(run(["[\"x\"]"]).runs.first?.value?.typeName == "[String]")
    #expect(run(["var a = 1\na = 2"]).runs.first?.value == nil)
    #expect(run(["print(1)"]).runs.first?.value == nil)
  }

  @Test func aValueOfTheLibraryIsShownAsItself() {
    let shown = run(["Vector([1, 2])"], library: library).runs.first?.value
    #expect(shown?.typeName == "Vector")
    #expect((shown?.host as? Vector)?.numbers == [1, 2])
    #expect(shown?.text == "Vector([1.0, 2.0])")
  }

  @Test func aFailedCellKeepsWhatWasPrinted() {
    let outcome = run(["print(1)\nlet xs = [1]\nprint(xs[2])\nprint(2)"])
    #expect(outcome.printed == "1\n")
    guard case .failed(let diagnostic)? = outcome.runs.last?.status else {
      Issue.record("expected the cell to fail")
      return
    }
    #expect(diagnostic.range?.start == SourcePosition(line: 3, column: 7))
  }

  @Test func aFaultTellsHowTheProgramCameToIt() {
    let outcome = run(["func f(_ n: Int) -> Int { 1 / n }\nfunc g() -> Int { f(0) }\ng()"])
    #expect(
      outcome.diagnostics.first?.notes.map(\.message) == [
        "in 'f', called here", "in 'g', called here",
      ])
    #expect(outcome.diagnostics.first?.notes.compactMap(\.range?.start.line) == [2, 3])
  }

  @Test func positionsAreThoseOfTheLessonFile() {
    let cell = Cell(
      id: "c", source: "let a = 1\nb",
      lineStarts: [SourcePosition(line: 10, column: 3), SourcePosition(line: 11, column: 3)])
    let lesson = check(cell)
    #expect(lesson.diagnostics[0].first?.range?.start == SourcePosition(line: 11, column: 3))
  }

  @Test func aCellThatCannotBeReadDoesNotTroubleTheNext() {
    let outcome = run(["let a = (1", "print(a)"])
    #expect(outcome.diagnostics.allSatisfy { $0.id == "syntax" })
    #expect(!outcome.diagnostics.isEmpty)
  }
}
