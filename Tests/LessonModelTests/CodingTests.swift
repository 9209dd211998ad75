import Foundation
import LessonModel
import Testing

/// Every case of the model goes into JSON and comes back as it was.
@Suite struct CodingTests {
  private func comesBack<Value: Codable & Equatable>(_ value: Value) throws -> Bool {
    try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value)) == value
  }

  private func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static let formula = MathFormula(source: "x^2", display: true, root: .row([.row([])]))
  static let table = Table(
    columns: [
      Table.Column("a", .text), Table.Column("b", .code),
      Table.Column([.code("c")], .number(.fixed(digits: 2))),
      Table.Column("d", .bar(.shortest, full: 1)),
    ], rows: [Table.Row([.empty, .text("x"), .number(1.5), .number(.nan)], highlighted: true)])
  static let chart = Chart(
    title: "t", summary: "s",
    x: Chart.Axis("x", scale: .logarithmic, integral: true, includesZero: true, categories: ["a"]),
    y: Chart.Axis("y", format: .percent(digits: 1)),
    series: [
      Chart.Series("s", .line, x: [1, .infinity], y: [-.infinity, .nan], secondary: true),
      Chart.Series("p", .points, x: [], y: []), Chart.Series("b", .bars, x: [-0.0], y: [0.1]),
    ])
  static let images = ImageGrid(
    summary: "s", images: [ImageGrid.Image(width: 1, height: 2, pixels: [0, 255], caption: "c")])
  static let explanation = Explanation(
    topic: "t", title: "T",
    parts: [
      .paragraph([.text("a")]), .formula(formula), .table(table), .chart(chart), .images(images),
    ])

  @Test(arguments: [
    Inline.text("a"), .code("b"), .emphasis([.text("c")]), .strong([.text("d")]),
    .strikethrough([.text("e")]),
    .link(Inline.Link(destination: "#a", title: "t", content: [.text("f")])),
    .image(Inline.Image(source: "data:", title: nil, alternative: "g")), .math(formula),
    .footnote(Inline.FootnoteReference(number: 1, occurrence: 0)), .lineBreak, .softBreak,
  ])
  func inlines(inline: Inline) throws {
    #expect(try comesBack(inline))
  }

  @Test(arguments: [
    Block.heading(Block.Heading(level: 2, content: [.text("a")], anchor: "a")),
    .paragraph([.text("b")]),
    .list(
      Block.List(
        start: 1, tight: true,
        items: [Block.List.Item(checked: true, blocks: [.rule]), Block.List.Item(blocks: [])])),
    .quote([.rule]), .code(Block.Code(language: "swift", text: "let")),
    .table(
      Block.ProseTable(
        alignments: [.none, .left, .center, .right], header: [[.text("h")]], rows: [[[.text("c")]]])
    ),
    .math(formula), .details(Block.Details(summary: [.text("s")], blocks: [.rule])), .cell("a"),
    .rule,
  ])
  func blocks(block: Block) throws {
    #expect(try comesBack(block))
  }

  @Test(arguments: [
    Output.printed("a"), .value("b"), .table(table), .chart(chart), .images(images),
    .explanation(explanation), .notice("c"),
  ])
  func outputs(output: Output) throws {
    #expect(try comesBack(output))
  }

  @Test(arguments: [
    NumberFormat.shortest, .fixed(digits: 2), .significant(digits: 3), .percent(digits: 0), .count,
  ])
  func numberFormats(format: NumberFormat) throws {
    #expect(try comesBack(format))
  }

  @Test func cellsKeepOptionsAndColours() throws {
    let cell = Cell(
      id: "a", source: "let\n", lineStarts: [SourcePosition(line: 1, column: 2)],
      options: Cell.Options(
        label: "a", echo: false, eval: false, output: false, include: false, error: true,
        explain: false, codeFold: true, figureCaption: "c"),
      highlights: [Cell.Highlight(offset: 0, length: 3, kind: .operator)])
    #expect(try comesBack(cell))
    #expect(try json(cell.highlights) == "[[0,3,\"operator\"]]")
  }

  @Test func diagnosticsKeepNotesAndFix() throws {
    let range = SourceRange(at: SourcePosition(line: 3, column: 4))
    #expect(
      try comesBack(
        Diagnostic(
          .error, id: "a", "b", at: range, notes: [Diagnostic.Note("c", at: range)],
          fix: Diagnostic.Fix("d", range: range, replacement: "e"))))
  }

  @Test func aCaseIsAnObjectOfOneKey() throws {
    #expect(try json(Inline.emphasis([.text("a")])) == "{\"emphasis\":[{\"text\":\"a\"}]}")
    #expect(try json(Block.rule) == "{\"rule\":true}")
    #expect(try json(Output.value("1")) == "{\"value\":\"1\"}")
  }

  @Test func numbersThatJSONLacks() throws {
    #expect(
      try json([Number(.nan), Number(.infinity), Number(-.infinity), Number(0.1)])
        == "[{\"nonFinite\":\"nan\"},{\"nonFinite\":\"inf\"},{\"nonFinite\":\"-inf\"},0.1]")
    #expect(
      try json([Table.Value.empty, .text("nan"), .number(.nan), .number(2)])
        == "[null,\"nan\",{\"nonFinite\":\"nan\"},2]")
  }

  @Test(arguments: [
    "{}", "{\"text\":\"a\",\"code\":\"b\"}", "{\"video\":\"a\"}", "3", "{\"text\":3}",
  ])
  func otherInlinesAreErrors(text: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Inline.self, from: Data(text.utf8))
    }
  }

  @Test(arguments: [
    (-1, 2), (2, -1), (-1, -2), (Int.max, 2), (Int.max, Int.max), (1, 1), (3, 1),
  ])
  func picturesOfTheWrongSizeAreErrors(width: Int, height: Int) {
    let text = "{\"width\":\(width),\"height\":\(height),\"caption\":\"\",\"pixels\":\"AAA=\"}"
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(ImageGrid.Image.self, from: Data(text.utf8))
    }
  }
}
