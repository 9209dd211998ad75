import LessonModel

// This file shows how good a classifier is: what it takes for what, its costliest errors, and what the
// curve of its training says.

extension Page {
  func confusion(_ table: ConfusionTable, id: String) -> Markup {
    let classes = table.classes
    guard table.counts.count == classes.count else { return .empty }
    var most = 1
    var mostWrong = 1
    for (row, counts) in table.counts.enumerated() {
      for (column, count) in counts.enumerated() {
        if row == column { most = max(most, count) } else { mostWrong = max(mostWrong, count) }
      }
    }
    let percent = { (number: Number) in NumberText.percent(number.value, digits: 1) }
    let rows = table.counts.indices.map { row -> [Markup] in
      let support = table.counts[row].reduce(0, +)
      return [element("th", ["scope": "row"], classes[row])]
        + table.counts[row].enumerated().map { column, count -> Markup in
          let isRight = row == column
          let share = Double(count) / Double(isRight ? most : mostWrong)
          let step = count == 0 ? 0 : max(1, Int((share * 6).rounded()))
          return element(
            "td",
            [
              "class": "count \(isRight ? "right" : "wrong") q\(step)", "data-truth": "\(row)",
              "data-answer": "\(column)",
            ], NumberText.count(Double(count)))
        } + [
          numberCell(table.recall.indices.contains(row) ? percent(table.recall[row]) : ""),
          numberCell(NumberText.count(Double(support))),
        ]
    }
    let precision =
      [rowName("precision")] + table.precision.map { numberCell(percent($0)) }
      + [element("td"), element("td")]
    let f1 =
      [rowName("F1")] + table.f1.map { numberCell(percent($0)) } + [element("td"), element("td")]
    let matrix = HTMLTable.scrolling(
      element(
        "table", ["class": "result matrix"],
        [
          element(
            "thead", [:],
            [
              element(
                "tr", [:],
                [element("td", ["class": "corner"], "real ↓ read as →")]
                  + classes.map { element("th", ["scope": "col"], $0) }
                  + ["recall", "examples"].map { element("th", ["scope": "col"], $0) })
            ]),
          element("tbody", [:], (rows).map { element("tr", [:], $0) }),
          element("tfoot", [:], [precision, f1].map { element("tr", [:], $0) }),
        ]), label: table.title)
    var groups: [Markup] = []
    if let pictures = table.pictures {
      var start = 0
      while start < table.examples.count {
        let first = table.examples[start]
        var end = start
        while end < table.examples.count, table.examples[end].truth == first.truth,
          table.examples[end].answer == first.answer
        {
          end += 1
        }
        guard classes.indices.contains(first.truth), classes.indices.contains(first.answer) else {
          break
        }
        let all = table.counts[first.truth][first.answer]
        let name = "\(classes[first.truth]) read as \(classes[first.answer])"
        groups.append(
          element(
            "div",
            ["class": "pair", "data-truth": "\(first.truth)", "data-answer": "\(first.answer)"],
            [
              element("span", ["class": "pair-name"], "\(name), \(all)×"),
              element(
                "span", ["class": "pair-pictures"],
                (start..<end).map { index in
                  pictures.markup(
                    index, scale: 1, alternative: "picture \(table.examples[index].index): \(name)")
                }),
            ]))
        start = end
      }
    }
    return FigureFrame(id, "confusion", table.title, table.summary).markup([
      matrix,
      element("div", ["class": "chosen-pair", "aria-live": "polite"]),
      groups.isEmpty
        ? .empty
        : element(
          "details", ["class": "data pairs"],
          [
            element("summary", [:], "The pictures behind the wrong answers"),
            element("div", ["class": "pair-list"], groups),
          ]),
    ])
  }

  func errors(_ gallery: ErrorGallery, id: String) -> Markup {
    let items = gallery.errors.enumerated().map { index, error -> Markup in
      let truth = gallery.classes.indices.contains(error.truth) ? gallery.classes[error.truth] : ""
      let answer =
        gallery.classes.indices.contains(error.answer) ? gallery.classes[error.answer] : ""
      let p = { (index: Int) in
        error.probabilities.indices.contains(index) ? error.probabilities[index].value : 0
      }
      return element(
        "li", [:],
        [
          gallery.pictures.markup(
            index, scale: 3, alternative: "picture \(error.index): \(truth), read as \(answer)"),
          element(
            "span", ["class": "image-caption"],
            [
              element("b", [:], truth), .text(", read as "), element("b", [:], answer),
            ]),
          element(
            "span", ["class": "mini"],
            [
              element("span", ["class": "mini-name"], answer),
              element(
                "span", ["class": "mini-track", "aria-hidden": "true"],
                [
                  element(
                    "span",
                    [
                      "class": "mini-bar wrong",
                      "style":
                        "width:\(NumberText.fixed(min(max(p(error.answer), 0), 1) * 100, digits: 1))%",
                    ])
                ]),
              element(
                "span", ["class": "mini-value"], NumberText.percent(p(error.answer), digits: 0)),
            ]),
          element(
            "span", ["class": "mini"],
            [
              element("span", ["class": "mini-name"], truth),
              element(
                "span", ["class": "mini-track", "aria-hidden": "true"],
                [
                  element(
                    "span",
                    [
                      "class": "mini-bar right",
                      "style":
                        "width:\(NumberText.fixed(min(max(p(error.truth), 0), 1) * 100, digits: 1))%",
                    ])
                ]),
              element(
                "span", ["class": "mini-value"], NumberText.percent(p(error.truth), digits: 0)),
            ]),
        ])
    }
    let rows = gallery.errors.map { error -> [Markup] in
      [
        rowName(NumberText.count(Double(error.index))),
        element(
          "td", [:],
          gallery.classes.indices.contains(error.truth) ? gallery.classes[error.truth] : ""),
        element(
          "td", [:],
          gallery.classes.indices.contains(error.answer) ? gallery.classes[error.answer] : ""),
        numberCell(NumberText.significant(error.loss.value, digits: 4)),
      ]
    }
    return FigureFrame(id, "errors", gallery.title, gallery.summary).markup([
      element(
        "ul",
        ["class": "images gallery", "style": "--w:\(max(84, gallery.pictures.width * 3))px;--n:8"],
        items),
      element(
        "details", ["class": "data"],
        [
          element("summary", [:], "Data table"),
          plainTable(["picture", "is", "read as", "loss"], rows, label: gallery.title),
        ]),
    ])
  }

  func diagnosis(_ diagnosis: LossDiagnosis, id: String) -> Markup {
    let shapes = LossDiagnosis.Verdict.allCases.map { verdict -> Markup in
      let isThis = verdict == diagnosis.verdict
      return element(
        "li", isThis ? ["class": "this", "aria-current": "true"] : [:],
        [
          element(
            "svg",
            [
              "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 80 44", "width": "80",
              "height": "44", "aria-hidden": "true", "focusable": "false",
            ],
            [
              element("path", ["class": "axis", "d": "M4 2V40H78"]),
              element("path", ["class": "curve", "d": verdict.shape]),
              verdict == .overfitting
                ? element("path", ["class": "second", "d": "M6 6C16 24 28 26 38 24S62 16 76 10"])
                : .empty,
            ]), element("span", [:], verdict.words + (isThis ? " ← yours" : "")),
        ])
    }
    return FigureFrame(id, "diagnosis", diagnosis.summary, "").markup([
      element("ul", ["class": "evidence"], diagnosis.evidence.map { element("li", [:], $0) }),
      element(
        "p", ["class": "advice"],
        [element("strong", [:], "Try next: "), .fragment(codeSpans(diagnosis.advice + "."))]),
      element("ul", ["class": "shapes", "aria-label": "Shapes that loss curves have"], shapes),
    ])
  }

  /// Text with code between backticks.
  private func codeSpans(_ text: String) -> [Markup] {
    text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { index, part in
      index % 2 == 1 ? element("code", [:], String(part)) : .text(String(part))
    }
  }
}

extension LossDiagnosis.Verdict {
  fileprivate var words: String {
    switch self {
    case .healthy: "healthy"
    case .diverging: "diverging"
    case .oscillating: "oscillating"
    case .plateau: "plateau"
    case .unfinished: "not finished"
    case .overfitting: "over-fitting"
    }
  }

  /// A sketch of the curve, 80 by 44.
  fileprivate var shape: String {
    switch self {
    case .healthy: "M6 4C12 30 24 35 76 37"
    case .diverging: "M6 32C30 34 52 30 62 4"
    case .oscillating: "M6 8L14 28L22 10L30 30L38 12L46 28L54 10L62 30L70 12L76 24"
    case .plateau: "M6 10C30 12 50 11 76 11"
    case .unfinished: "M6 4C24 12 50 24 76 34"
    case .overfitting: "M6 4C14 28 30 34 76 37"
    }
  }
}
