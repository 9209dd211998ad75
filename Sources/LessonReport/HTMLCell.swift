import LessonModel

// This file writes a cell: its code, what became of it, and what it showed.

extension Page {
  func cell(_ id: String) -> Markup {
    guard let (number, cell) = cells[id] else { return .empty }
    let result = results[id]
    let status = result?.status ?? .notRun
    let diagnostics = located[id] ?? []
    let hasError = status == .failed || diagnostics.contains { $0.severity == .error }
    // An author may hide a cell, but not that it failed.
    guard cell.options.include || hasError else { return .empty }
    let showsCode = cell.options.echo || !diagnostics.isEmpty || hasError
    let outputs = cell.options.output ? self.outputs(of: cell, number, result?.outputs ?? []) : []
    let elsewhere = diagnostics.filter { !showsCode || !cell.holds($0) }

    var content: [Markup] = []
    if showsCode {
      content.append(cellHead(number, cell, status))
      content.append(code(of: cell, diagnostics, isOpen: hasError))
    }
    content += elsewhere.map { diagnostic in
      element(
        "div", ["class": "diagnostic loose \(diagnostic.severity.rawValue)"],
        [diagnostic.sentence] + furtherLines(of: diagnostic))
    }
    if !outputs.isEmpty {
      content.append(element("div", ["class": "outputs"], outputs))
    }
    guard !content.isEmpty else { return element("span", ["id": anchor(of: cell)]) }
    return element(
      "section",
      [
        "class": "cell \(status.className)\(showsCode ? "" : " bare")", "id": anchor(of: cell),
        "aria-label": "Cell \(number)",
      ], content
    ).inEnglish(of: self)
  }

  private func cellHead(_ number: Int, _ cell: Cell, _ status: CellResult.Status) -> Markup {
    element(
      "div", ["class": "cell-head"],
      [
        element("span", ["class": "cell-number"], "Cell \(number)"),
        cell.options.label.map { element("span", ["class": "cell-label"], $0) } ?? .empty,
        .fragment(
          Workflow.stages(of: cell).map { element("span", ["class": "stage-tag"], $0.name) }),
        element("span", ["class": "status"], status.words),
      ])
  }

  private func code(of cell: Cell, _ diagnostics: [Diagnostic], isOpen: Bool) -> Markup {
    let code = HTMLCode.cell(cell, diagnostics.filter { cell.holds($0) })
    guard cell.options.codeFold else { return code }
    return .element(
      "details", [("class", "fold")] + (isOpen ? [("open", "")] : []),
      [element("summary", [:], "Show the code"), code])
  }

  // MARK: Outputs

  /// The outputs in order; charts that follow each other stand side by side where there is room.
  private func outputs(of cell: Cell, _ number: Int, _ outputs: [Output]) -> [Markup] {
    var content: [Markup] = []
    var charts: [Markup] = []
    func endRow() {
      if charts.count > 1 {
        content.append(element("div", ["class": "side-by-side"], charts))
      } else {
        content += charts
      }
      charts = []
    }
    for (index, output) in outputs.enumerated() {
      let id = "figure:\(number)-\(index + 1)"
      if case .chart(let chart) = output {
        charts.append(HTMLFigures.chart(chart, id: id))
      } else {
        endRow()
        content.append(self.output(output, id: id))
      }
    }
    endRow()
    if let caption = cell.options.figureCaption, !content.isEmpty {
      return [
        element(
          "figure", ["class": "captioned"],
          content + [element("figcaption", [:], caption)])
      ]
    }
    return content
  }

  private func output(_ output: Output, id: String) -> Markup {
    switch output {
    case .printed(let text): return printed(text, "printed", label: "Printed text")
    case .value(let text): return printed(text, "value", label: "Value of the cell")
    case .table(let table): return HTMLTable.table(table, self)
    case .chart(let chart): return HTMLFigures.chart(chart, id: id)
    case .images(let images): return HTMLFigures.images(images)
    case .figure(let figure): return self.figure(figure, id: id)
    case .explanation(let explanation): return self.explanation(explanation, id: id)
    case .check(let check): return self.check(check)
    case .notice(let text):
      return element("p", ["class": "notice", "role": "note"], text)
    }
  }

  private func printed(_ text: String, _ style: String, label: String) -> Markup {
    let trimmed = text.hasSuffix("\n") ? String(text.dropLast()) : text
    // A few long lines wrap; many are a matrix, whose columns must stay under each other.
    let wraps = trimmed.utf8.count(where: { $0 == UInt8(ascii: "\n") }) < 6
    return element(
      "pre",
      [
        "class": wraps ? style + " wrapping" : style, "tabindex": "0", "role": "region",
        "aria-label": label,
      ],
      [element("samp", [:], trimmed)])
  }

  private func explanation(_ explanation: Explanation, id: String) -> Markup {
    var parts: [Markup] = []
    var picture: Markup?
    for (index, part) in explanation.parts.enumerated() {
      var markup = self.part(part, id: "\(id)-\(index + 1)")
      // A picture stands beside the table that reads it.
      if case .table = part, let before = picture {
        parts.removeLast()
        markup = element("div", ["class": "beside"], [before, markup])
      }
      if case .images(let grid) = part, grid.images.count == 1 {
        picture = markup
      } else {
        picture = nil
      }
      parts.append(markup)
    }
    return element(
      "aside", ["class": "explanation", "aria-label": explanation.title],
      [
        element(
          "details", ["open": ""],
          [
            element(
              "summary", [:],
              [
                element("span", ["class": "kicker"], "What just happened"),
                element("span", ["class": "explanation-title"], explanation.title),
              ]),
            element("div", ["class": "explanation-body"], parts),
          ])
      ])
  }
}

extension Page {
  fileprivate func part(_ part: Explanation.Part, id: String) -> Markup {
    switch part {
    case .paragraph(let content): element("p", [:], inlines(content))
    case .formula(let formula): element("div", ["class": "formula"], [MathML.markup(formula)])
    case .table(let table): HTMLTable.table(table, self)
    case .chart(let chart): HTMLFigures.chart(chart, id: id)
    case .images(let images): HTMLFigures.images(images)
    case .figure(let figure): self.figure(figure, id: id)
    }
  }
}

extension CellResult.Status {
  var className: String {
    switch self {
    case .passed: "passed"
    case .failed: "failed"
    case .notReached: "not-reached"
    case .notRun: "not-run"
    case .toDo: "to-do"
    }
  }

  fileprivate var words: String {
    switch self {
    case .passed: "✓ ran"
    case .failed: "✕ failed"
    case .notReached: "– not reached"
    case .notRun: "○ not run"
    case .toDo: "○ to do"
    }
  }
}
