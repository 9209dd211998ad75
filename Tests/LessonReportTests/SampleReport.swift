import LessonModel

/// Reports made by hand, in which every kind of value of the model occurs.
enum SampleReport {
  /// A lesson of one cell of this source, from line 10 of its file.
  static func cell(
    _ source: String, status: CellResult.Status = .passed, outputs: [Output] = [],
    diagnostics: [Diagnostic] = [], options: Cell.Options = Cell.Options(),
    highlights: [Cell.Highlight] = []
  ) -> Report {
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    let cell = Cell(
      id: "cell-1", source: source,
      lineStarts: lines.indices.map { SourcePosition(line: 10 + $0, column: 1) },
      options: options, highlights: highlights)
    return Report(
      toolVersion: "1.2.3",
      lesson: Lesson(name: "sample", title: "Sample", blocks: [.cell("cell-1")], cells: [cell]),
      seed: 7,
      cells: [
        CellResult(id: "cell-1", status: status, outputs: outputs, diagnostics: diagnostics)
      ])
  }

  /// A lesson of these blocks and no cells.
  static func prose(_ blocks: [Block], footnotes: [Lesson.Footnote] = []) -> Report {
    Report(
      toolVersion: "1.2.3",
      lesson: Lesson(name: "sample", title: "Sample", blocks: blocks, footnotes: footnotes),
      seed: 7)
  }

  static func range(_ line: Int, _ start: Int, _ end: Int) -> SourceRange {
    SourceRange(
      SourcePosition(line: line, column: start), SourcePosition(line: line, column: end))
  }

  static let chart = Chart(
    title: "Loss", summary: "The loss fell from 0.5 to 0.25.",
    x: Chart.Axis("epoch", integral: true, format: .count), y: Chart.Axis("loss"),
    series: [
      Chart.Series("training", .line, x: [1, 2, 3], y: [0.5, 0.3, 0.25]),
      Chart.Series("validation", .line, x: [1, 2, 3], y: [0.6, .nan, 0.4], secondary: true),
    ])

  static let table = Table(
    title: "Probabilities", summary: "The largest belongs to 7.",
    columns: [
      Table.Column("digit", .text), Table.Column("code", .code),
      Table.Column([.strong([.text("p")])], .number(.significant(digits: 4))),
      Table.Column("share", .bar(.percent(digits: 1), full: 1)),
    ],
    rows: [
      Table.Row([.text("3"), .text("a"), .number(2.4921512e-09), .number(0)]),
      Table.Row([.text("7"), .text("b"), .number(0.9989478), .number(0.5)], highlighted: true),
      Table.Row([.text("?"), .empty, .number(.nan), .number(.infinity)]),
    ], rowHeaders: true)

  static let images = ImageGrid(
    title: "Pictures", summary: "Two small pictures.",
    images: [
      ImageGrid.Image(width: 2, height: 2, pixels: [0, 255, 128, 64], caption: "five"),
      ImageGrid.Image(width: 3, height: 1, pixels: [1, 2, 3], caption: ""),
    ])

  static let formula = MathFormula(source: "s_i < 1 & z", display: true, root: .row([]))

  static let explanation = Explanation(
    topic: "softmax", title: "How numbers become probabilities",
    parts: [
      .paragraph([.text("Each "), .code("z"), .text(" is raised.")]), .formula(formula),
      .images(ImageGrid(summary: "A picture.", images: [images.images[0]])), .table(table),
      .chart(chart), .images(images),
    ])

  static let inlines: [Inline] = [
    .text("text"), .code("code"), .emphasis([.text("em")]), .strong([.text("strong")]),
    .strikethrough([.text("gone")]),
    .link(
      Inline.Link(
        destination: "https://example.org/?a=1&b=2", title: "a page", content: [.text("a link")])),
    .link(Inline.Link(destination: "#a-heading", content: [.text("inside")])),
    .image(
      Inline.Image(source: "data:image/png;base64,AAAA", title: "t", alternative: "a picture")),
    .math(MathFormula(source: "x^2", display: false, root: nil)),
    .footnote(Inline.FootnoteReference(number: 1, occurrence: 0)), .lineBreak,
    .footnote(Inline.FootnoteReference(number: 1, occurrence: 1)), .softBreak, .text("end"),
  ]

  static let blocks: [Block] = [
    .heading(Block.Heading(level: 1, content: [.text("Everything")], anchor: "everything")),
    .heading(Block.Heading(level: 2, content: [.text("A heading")], anchor: "a-heading")),
    .paragraph(inlines),
    .list(
      Block.List(
        start: 3, tight: false,
        items: [Block.List.Item(blocks: [.paragraph([.text("three")])])])),
    .list(
      Block.List(
        start: nil, tight: true,
        items: [
          Block.List.Item(checked: true, blocks: [.paragraph([.text("done")])]),
          Block.List.Item(checked: false, blocks: [.paragraph([.text("open")])]),
        ])),
    .quote([.paragraph([.text("quoted")])]),
    .code(
      Block.Code(
        language: "python", text: "x = 1\n",
        highlights: [Cell.Highlight(offset: 4, length: 1, kind: .number)])),
    .table(
      Block.ProseTable(
        alignments: [.none, .left, .center, .right],
        header: [[.text("a")], [.text("b")], [.text("c")], [.text("d")]],
        rows: [[[.text("1")], [.text("2")], [.text("3")], [.text("4")]]])),
    .math(formula),
    .details(Block.Details(summary: [.text("Why?")], blocks: [.paragraph([.text("Because.")])])),
    .heading(Block.Heading(level: 3, content: [.text("Deeper")], anchor: "deeper")),
    .cell("first"), .rule, .cell("fit"), .cell("later"), .cell("unrun"),
  ]

  /// Everything at once: each block, inline, output and state, with the second of four cells failed.
  static let everything: Report = {
    func cell(_ id: String, _ line: Int, _ source: String, _ options: Cell.Options) -> Cell {
      Cell(
        id: id, source: source,
        lineStarts: [
          SourcePosition(line: line, column: 1), SourcePosition(line: line + 1, column: 1),
        ], options: options,
        highlights: [
          Cell.Highlight(offset: 0, length: 3, kind: .keyword),
          Cell.Highlight(offset: 8, length: 1, kind: .number),
        ])
    }
    return Report(
      toolVersion: "1.2.3",
      lesson: Lesson(
        name: "everything", title: "Everything",
        metadata: Lesson.Metadata(
          authors: ["Ada", "Grace"], date: "2026-09-01", description: "All there is.",
          language: "en-GB", seed: 18_446_744_073_709_551_615, explain: false),
        hash: String(repeating: "ab", count: 32), blocks: blocks,
        footnotes: [
          Lesson.Footnote(number: 1, references: 2, blocks: [.paragraph([.text("A note.")])])
        ],
        cells: [
          cell(
            "first", 30, "let a = 1\n", Cell.Options(label: "first", figureCaption: "A caption")),
          cell("fit", 40, "let b = a\n", Cell.Options(explain: true, codeFold: true)),
          cell("later", 50, "let c = b\n", Cell.Options()),
          cell("unrun", 60, "let d = c\n", Cell.Options(eval: false)),
        ]),
      seed: 18_446_744_073_709_551_615,
      datasets: [
        DatasetRecord(
          name: "MNIST", origin: .sample, licence: "CC BY-SA 3.0",
          files: [
            DatasetRecord.File(role: "training labels", sha256: "00ff", count: 4000),
            DatasetRecord.File(role: "validation labels", sha256: "11ee", count: 1000),
          ])
      ],
      cells: [
        CellResult(
          id: "first", status: .passed,
          outputs: [
            .printed("one\ntwo\n"), .value("[1, 2]"), .table(table), .chart(chart), .chart(chart),
            .images(images), .explanation(explanation), .notice("a notice"),
          ],
          diagnostics: [
            Diagnostic(.warning, id: "unused", "'a' is never used", at: range(30, 5, 6))
          ]),
        CellResult(
          id: "fit", status: .failed,
          diagnostics: [
            Diagnostic(
              .error, id: "unknown-name", "cannot find 'a' in scope", at: range(40, 9, 10),
              notes: [Diagnostic.Note("declared here", at: range(30, 5, 6))],
              fix: Diagnostic.Fix("replace 'a' with 'b'", range: range(40, 9, 10), replacement: "b")
            )
          ]),
        CellResult(id: "later", status: .notReached), CellResult(id: "unrun", status: .notRun),
      ],
      trainings: [
        Training(
          cell: "first", epochs: [1, 2],
          metrics: [
            Training.Metric(name: "loss", values: [0.5, .infinity]),
            Training.Metric(name: "val_accuracy", values: [0.91, 0.9575]),
          ])
      ],
      diagnostics: [
        Diagnostic(.warning, id: "math", "unknown command '\\foo'", at: range(12, 1, 5)),
        Diagnostic(.warning, id: "file", "no title", at: nil),
      ])
  }()
}
