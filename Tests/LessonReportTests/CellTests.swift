import LessonModel
import Testing

@testable import LessonReport

@Suite struct CellTests {
  private func render(_ report: Report) -> String { HTMLReport.render(report) }
  private func read(_ report: Report) -> PageReader { PageReader(page: render(report)) }

  // MARK: Code

  @Test func codeIsColouredByByteOffsets() {
    let report = SampleReport.cell(
      "let é = \"ü\" // ok\n",
      highlights: [
        Cell.Highlight(offset: 0, length: 3, kind: .keyword),
        Cell.Highlight(offset: 9, length: 4, kind: .string),
        Cell.Highlight(offset: 14, length: 5, kind: .comment),
      ])
    #expect(
      render(report).contains(
        "<pre><code><span class=\"line\" id=\"L10\" data-n=\"10\"><span class=\"kw\">let</span> é = "
          + "<span class=\"st\">&quot;ü&quot;</span> <span class=\"co\">// ok</span>\n"
          + "</span></code></pre>"))
  }

  @Test func coloursOutsideTheCodeAreIgnored() {
    let report = SampleReport.cell(
      "é\n",
      highlights: [
        Cell.Highlight(offset: -1, length: 2, kind: .keyword),
        Cell.Highlight(offset: 1, length: .max, kind: .type),
        Cell.Highlight(offset: .max, length: 1, kind: .call),
        Cell.Highlight(offset: 0, length: -5, kind: .member),
      ])
    #expect(render(report).contains("data-n=\"10\">é\n</span>"))
  }

  @Test func optionLinesAreNotShown() {
    let page = render(SampleReport.cell("//| label: a\n//| echo: true\nlet a = 1\n"))
    #expect(!page.contains("label: a"))
    #expect(page.contains("id=\"L12\" data-n=\"12\">let a = 1"))
  }

  @Test func anOptionLineWithAProblemIsShown() {
    let problem = Diagnostic(
      .warning, id: "option", "unknown option 'ecko'", at: SampleReport.range(11, 5, 9))
    let page = render(
      SampleReport.cell("//| label: a\n//| ecko: no\nlet a = 1\n", diagnostics: [problem]))
    #expect(!page.contains("label: a"))
    #expect(page.contains("<span class=\"marked mild\">ecko</span>"))
  }

  // MARK: Diagnostics

  @Test func aFailureStandsUnderItsLine() throws {
    let failure = Diagnostic(
      .error, id: "x", "cannot find 'c' in scope", at: SampleReport.range(11, 9, 10),
      notes: [Diagnostic.Note("'a' is declared here", at: SampleReport.range(10, 5, 6))],
      fix: Diagnostic.Fix(
        "replace 'c' with 'a'", range: SampleReport.range(11, 9, 10), replacement: "a"))
    let report = SampleReport.cell(
      "let a = 1\nlet b = c\nlet d = b\n", status: .failed, diagnostics: [failure])
    let page = render(report)
    #expect(
      page.contains(
        "data-n=\"11\">let b = <span class=\"marked\">c</span>\n</span></code></pre>"
          + "<div class=\"diagnostic error\"><p><strong>error:</strong> cannot find &#39;c&#39; in "
          + "scope</p><p class=\"note\"><strong>note:</strong> &#39;a&#39; is declared here (line 10)"
          + "</p><p class=\"fix\"><strong>fix:</strong> replace &#39;c&#39; with &#39;a&#39;</p></div>"
          + "<pre><code><span class=\"line\" id=\"L12\""))
    let reader = read(report)
    #expect(reader.withClass("failed").count == 1)
    #expect(reader.words.contains("The lesson stopped in cell 1line 11: cannot find 'c' in scope"))
    #expect(reader.all("a").contains { $0.attributes["href"] == "#L11" })
  }

  @Test func aPlaceWithoutWordsHasACaret() {
    let failure = Diagnostic(
      .error, id: "x", "expected ')'", at: SourceRange(at: SourcePosition(line: 10, column: 4)))
    let page = render(SampleReport.cell("\tf(\n", status: .failed, diagnostics: [failure]))
    #expect(page.contains("<pre class=\"caret\" aria-hidden=\"true\">\t  ^</pre>"))
  }

  @Test func columnsCountFromWhereTheCellStands() {
    // A cell in a list is indented in the file.
    let cell = Cell(
      id: "a", source: "let x = y\n",
      lineStarts: [SourcePosition(line: 5, column: 4), SourcePosition(line: 6, column: 4)])
    let report = Report(
      toolVersion: "1",
      lesson: Lesson(name: "a", title: "A", blocks: [.cell("a")], cells: [cell]), seed: 0,
      cells: [
        CellResult(
          id: "a", status: .failed,
          diagnostics: [Diagnostic(.error, id: "x", "no 'y'", at: SampleReport.range(5, 12, 13))])
      ])
    #expect(render(report).contains("let x = <span class=\"marked\">y</span>"))
  }

  @Test func anErrorOfTheCheckStandsInItsCell() {
    var report = SampleReport.cell("let a = b\n", status: .notReached)
    report.diagnostics = [
      Diagnostic(.error, id: "x", "cannot find 'b' in scope", at: SampleReport.range(10, 9, 10))
    ]
    let reader = read(report)
    #expect(reader.withClass("diagnostic").count == 1)
    #expect(reader.words.contains("The lesson was not run"))
    #expect(reader.words.contains("– not reached"))
  }

  @Test func aDiagnosticWithoutAPlaceFollowsTheCode() {
    let failure = Diagnostic(.error, id: "x", "the loss is nan", at: nil)
    let reader = read(SampleReport.cell("f()\n", status: .failed, diagnostics: [failure]))
    #expect(reader.withClass("loose").count == 1)
  }

  @Test func impossiblePlacesAreHarmless() {
    for range in [
      SampleReport.range(10, .min, .max), SampleReport.range(10, .max, .max),
      SampleReport.range(.max, 1, 1), SampleReport.range(.min, 0, 0), SampleReport.range(10, 0, 0),
      SourceRange(SourcePosition(line: 10, column: 3), SourcePosition(line: .max, column: .max)),
    ] {
      let failure = Diagnostic(.error, id: "x", "a message", at: range)
      let reader = read(SampleReport.cell("a\nb\n", status: .failed, diagnostics: [failure]))
      #expect(reader.error == nil)
      #expect(reader.withClass("diagnostic").count == 1)
    }
  }

  @Test func theStateOfEachCellIsSaid() {
    for (status, words) in [
      (CellResult.Status.passed, "✓ ran"), (.failed, "✕ failed"), (.notReached, "– not reached"),
      (.notRun, "○ not run"),
    ] {
      #expect(read(SampleReport.cell("a\n", status: status)).words.contains(words))
    }
  }

  // MARK: Options

  @Test func echoOffShowsOutputsOnly() {
    let reader = read(
      SampleReport.cell(
        "let secret = 1\n", outputs: [.printed("shown\n")], options: .init(echo: false)))
    #expect(!reader.words.contains("secret"))
    #expect(reader.words.contains("shown"))
  }

  @Test func outputOffShowsCodeOnly() {
    let reader = read(
      SampleReport.cell(
        "let a = 1\n", outputs: [.printed("hidden\n")], options: .init(output: false)))
    #expect(reader.words.contains("let a = 1"))
    #expect(!reader.words.contains("hidden"))
  }

  @Test func includeOffShowsNothingUnlessItFailed() {
    let options = Cell.Options(echo: false, include: false)
    let quiet = read(SampleReport.cell("let a = 1\n", outputs: [.value("1")], options: options))
    #expect(quiet.withClass("cell").isEmpty)
    let failure = Diagnostic(.error, id: "x", "it failed", at: SampleReport.range(10, 1, 4))
    let loud = read(
      SampleReport.cell("let a = 1\n", status: .failed, diagnostics: [failure], options: options))
    #expect(loud.withClass("diagnostic").count == 1)
    #expect(loud.words.contains("let a = 1"))
  }

  @Test func foldedCodeOpensWhenItFailed() {
    let options = Cell.Options(codeFold: true)
    let folded = read(SampleReport.cell("a\n", options: options)).withClass("fold").first
    #expect(folded != nil && folded?.attributes["open"] == nil)
    let failed = read(SampleReport.cell("a\n", status: .failed, options: options))
    #expect(failed.withClass("fold").first?.attributes["open"] == "")
  }

  @Test func aFigureCaptionStandsUnderTheOutputs() {
    let page = render(
      SampleReport.cell("a\n", outputs: [.value("1")], options: .init(figureCaption: "What it is")))
    #expect(page.contains("<figcaption>What it is</figcaption></figure>"))
  }

  // MARK: Outputs

  @Test func printedTextKeepsItsLines() {
    let page = render(SampleReport.cell("a\n", outputs: [.printed("a  b\n\n<c>\u{1B}[0m\n")]))
    #expect(page.contains("<samp>a  b\n\n&lt;c&gt;␛[0m</samp>"))
  }

  @Test func aMatrixScrollsAndALineWraps() {
    let matrix = String(repeating: "0 0 0\n", count: 28)
    #expect(
      read(SampleReport.cell("a\n", outputs: [.printed(matrix)])).withClass("wrapping").isEmpty)
    #expect(
      read(SampleReport.cell("a\n", outputs: [.printed("a\nb\n")])).withClass("wrapping").count == 1
    )
  }

  @Test func tablesFormatByRole() {
    let page = render(SampleReport.cell("a\n", outputs: [.table(SampleReport.table)]))
    #expect(
      page.contains("<caption><strong>Probabilities</strong><span>The largest belongs to 7.</span>")
    )
    #expect(
      page.contains(
        "<tr class=\"highlighted\" aria-current=\"true\"><th scope=\"row\">7</th>"
          + "<td><code>b</code></td><td class=\"number\">0.9989</td><td class=\"share\">"
          + "<span class=\"share-value\">50.0%</span><span class=\"share-track\" aria-hidden=\"true\">"
          + "<span class=\"share-bar\" style=\"width:50.00%\"></span></span></td></tr>"))
    #expect(page.contains("<td class=\"number\">nan</td>"))
    #expect(page.contains("width:0.00%"))
  }

  @Test func raggedTablesAreRectangles() {
    let table = Table(
      columns: [Table.Column("a", .text)],
      rows: [Table.Row([]), Table.Row([.text("x"), .number(2), .empty])])
    let reader = read(SampleReport.cell("a\n", outputs: [.table(table)]))
    #expect(reader.error == nil)
    #expect(reader.all("td").count == 6)
  }

  @Test func oneHotRowsShowTheirOnes() {
    let columns =
      [Table.Column("label", .number(.count))]
      + (0..<3).map { Table.Column("\($0)", .number(.count)) }
    let table = Table(
      columns: columns,
      rows: (0..<2).map { label in
        Table.Row([.number(Double(label))] + (0..<3).map { .number($0 == label ? 1 : 0) })
      }, rowHeaders: true)
    let reader = read(SampleReport.cell("a\n", outputs: [.table(table)]))
    #expect(reader.withClass("indicator").count == 1)
    #expect(reader.withClass("one").count == 2)
    #expect(reader.withClass("zero").count == 4)
  }

  @Test func chartsInARowStandSideBySide() {
    let two = read(
      SampleReport.cell("a\n", outputs: [.chart(SampleReport.chart), .chart(SampleReport.chart)]))
    #expect(two.withClass("side-by-side").count == 1)
    #expect(Set(two.all("title").compactMap { $0.attributes["id"] }).count == 4)
    let one = read(SampleReport.cell("a\n", outputs: [.chart(SampleReport.chart)]))
    #expect(one.withClass("side-by-side").isEmpty)
  }

  @Test func picturesAreScaledByWholeNumbers() {
    let digits = ImageGrid(
      summary: "Digits.",
      images: (0..<3).map {
        ImageGrid.Image(
          width: 28, height: 28, pixels: [UInt8](repeating: 9, count: 784), caption: "\($0)")
      })
    let pictures = read(SampleReport.cell("a\n", outputs: [.images(digits)])).all("img")
    #expect(pictures.map { $0.attributes["width"] } == ["84", "84", "84"])
    #expect(pictures.map { $0.attributes["alt"] } == ["picture: 0", "picture: 1", "picture: 2"])
  }

  @Test func aPictureThatIsNoneIsSaid() {
    let broken = ImageGrid(
      summary: "", images: [ImageGrid.Image(width: 2, height: 2, pixels: [1], caption: "")])
    let reader = read(SampleReport.cell("a\n", outputs: [.images(broken)]))
    #expect(reader.all("img").isEmpty)
    #expect(reader.words.contains("picture of 2 × 2 pixels"))
  }

  @Test func anExplanationIsAnOpenAside() {
    let reader = read(SampleReport.cell("a\n", outputs: [.explanation(SampleReport.explanation)]))
    #expect(reader.error == nil)
    #expect(
      reader.all("aside").first?.attributes["aria-label"] == "How numbers become probabilities")
    #expect(reader.all("details").first?.attributes["open"] == "")
    // The one picture stands beside the table that follows it.
    #expect(reader.withClass("beside").count == 1)
    #expect(reader.words.contains("Each z is raised."))
  }

  @Test func anUnknownCellIsNothing() {
    let reader = read(SampleReport.prose([.cell("nowhere"), .paragraph([.text("after")])]))
    #expect(reader.withClass("cell").isEmpty)
    #expect(reader.words.contains("after"))
  }
}
