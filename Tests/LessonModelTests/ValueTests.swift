import LessonModel
import Testing

@Suite struct ValueTests {
  @Test func numbersAreEqualByTheirBits() {
    #expect(Number(.nan) == Number(.nan))
    #expect(Number(0.0) != Number(-0.0))
    #expect(Table.Value.number(.nan) == .number(.nan))
    #expect(Table.Value.number(0) != .empty)
    #expect(Set([Table.Value.number(.nan), .number(.nan), .text("nan")]).count == 2)
  }

  @Test func plainTextLeavesTheWords() {
    let content: [Inline] = [
      .text("a"), .softBreak, .code("b"), .emphasis([.strong([.text("c")])]),
      .footnote(Inline.FootnoteReference(number: 1, occurrence: 0)),
      .link(Inline.Link(destination: "#x", content: [.strikethrough([.text("d")])])),
      .image(Inline.Image(source: "data:", alternative: "e")), .lineBreak,
      .math(MathFormula(source: "x^2", display: false, root: nil)),
    ]
    #expect(content.plainText == "a bcde x^2")
  }

  @Test func positionsOfACellAreThoseOfTheFile() {
    let cell = Cell(
      id: "a", source: "x\ny\n",
      lineStarts: [SourcePosition(line: 7, column: 3), SourcePosition(line: 8, column: 3)])
    #expect(cell.position(line: 0, column: 0) == SourcePosition(line: 7, column: 3))
    #expect(cell.position(line: 1, column: 4) == SourcePosition(line: 8, column: 7))
    #expect(cell.position(line: 9, column: 1) == SourcePosition(line: 8, column: 4))
    #expect(
      Cell(id: "b", source: "", lineStarts: []).position(line: 3, column: 3)
        == SourcePosition(line: 1, column: 1))
  }

  @Test func rangesNeverEndBeforeTheyStart() {
    let (early, late) = (SourcePosition(line: 1, column: 9), SourcePosition(line: 2, column: 1))
    #expect(early < late)
    #expect(SourceRange(late, early) == SourceRange(at: late))
  }

  @Test func aResultIsFoundByItsCell() {
    let report = Report(
      toolVersion: "1", lesson: Lesson(name: "a", title: "A"), seed: 0,
      cells: [CellResult(id: "a", status: .passed), CellResult(id: "b", status: .failed)])
    #expect(report.result(of: "b")?.status == .failed)
    #expect(report.result(of: "c") == nil)
  }
}
