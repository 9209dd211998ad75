import LessonModel

// This file writes the top of the page: the title, what went wrong, and what this run achieved.

extension Page {
  var header: Markup {
    let metadata = report.lesson.metadata
    let byline =
      (metadata.authors.isEmpty ? [] : [metadata.authors.joined(separator: ", ")])
      + [metadata.date].compactMap { $0 }
    return element(
      "header", ["class": "title"],
      [
        .element("h1", titleAnchor.map { [("id", $0)] } ?? [], [.text(report.lesson.title)]),
        metadata.description.map { element("p", ["class": "lead"], $0) } ?? .empty,
        byline.isEmpty
          ? .empty : element("p", ["class": "byline"], byline.joined(separator: " · ")),
        .fragment(errorBanner.map { $0.inEnglish(of: self) }),
        warningBanner.inEnglish(of: self),
        .fragment(sampleNotices.map { $0.inEnglish(of: self) }),
        results(of: report.trainings.last).inEnglish(of: self),
        rail.inEnglish(of: self),
      ])
  }

  // MARK: What went wrong

  /// The errors, each with the way to its line.
  private var errorBanner: [Markup] {
    let failed = report.lesson.cells.filter { results[$0.id]?.status == .failed }
    let errors = (report.diagnostics + failed.flatMap { results[$0.id]?.diagnostics ?? [] })
      .filter { $0.severity == .error }
    guard !errors.isEmpty || !failed.isEmpty else { return [] }
    let unreached = report.cells.filter { $0.status == .notReached }.count
    let headline =
      if let cell = failed.last, let number = cells[cell.id]?.number {
        unreached == 0 && failed.allSatisfy(\.options.error)
          ? "Cell \(number) failed, as the lesson allows" : "The lesson stopped in cell \(number)"
      } else {
        "The lesson was not run"
      }
    let after =
      unreached == 0
      ? "" : unreached == 1 ? "One cell was not reached." : "\(unreached) cells were not reached."
    return [
      banner(
        "error", headline,
        [.element("ul", [], errors.map(bannerItem))]
          + (after.isEmpty ? [] : [element("p", [:], after)]))
    ]
  }

  private var warningBanner: Markup {
    let warnings =
      report.diagnostics.filter { $0.severity == .warning }
      + report.lesson.cells.flatMap { results[$0.id]?.diagnostics ?? [] }
      .filter { $0.severity == .warning }
    guard !warnings.isEmpty else { return .empty }
    let headline = warnings.count == 1 ? "One warning" : "\(warnings.count) warnings"
    return banner("warning", headline, [.element("ul", [], warnings.map(bannerItem))])
  }

  private func bannerItem(_ diagnostic: Diagnostic) -> Markup {
    let message = Markup.text(diagnostic.message)
    guard let start = diagnostic.range?.start else { return element("li", [:], [message]) }
    let place = "line \(start.line)"
    let isShown = located.values.contains { $0.contains(diagnostic) }
    return element(
      "li", [:],
      [
        isShown
          ? element("a", ["href": "#L\(start.line)"], place)
          : element("span", ["class": "place"], place),
        .text(": "), message,
      ] + (isShown ? [] : [.fragment(furtherLines(of: diagnostic))]))
  }

  /// A set that is only a sample changes what the numbers mean, so the page begins with it.
  private var sampleNotices: [Markup] {
    report.datasets.filter { $0.origin == .sample }.map { dataset in
      let sizes = dataset.files.filter { $0.role.hasSuffix("labels") }.map {
        NumberText.count(Double($0.count)) + " "
          + ($0.role.hasSuffix(" labels") ? String($0.role.dropLast(7)) : $0.role)
      }
      let size = sizes.isEmpty ? "" : ": " + sizes.joined(separator: " and ") + " examples"
      return banner(
        "notice", "\(dataset.name): the bundled sample was used",
        [
          element(
            "p", [:],
            "This run used the sample that comes with the program\(size). With the whole set the numbers are better."
          )
        ])
    }
  }

  /// A box that asks to be read first.
  func banner(_ kind: String, _ headline: String, _ content: [Markup]) -> Markup {
    element(
      "div", ["class": "banner \(kind)", "role": kind == "error" ? "alert" : "note"],
      [element("p", ["class": "headline"], headline)] + content)
  }

  // MARK: What this run achieved

  /// The last epoch's numbers, large.
  private func results(of training: Training?) -> Markup {
    guard let training, let last = training.epochs.last else { return .empty }
    let numbers = training.metrics.compactMap { metric in
      metric.values.last.map { (name: metric.name, value: $0.value) }
    }
    guard !numbers.isEmpty else { return .empty }
    let items = numbers.prefix(6).map { number in
      element(
        "div", [:],
        [
          element("dt", [:], number.name.metricTitle),
          element("dd", [:], NumberText.format(number.value, number.name.metricFormat)),
        ])
    }
    let epochs = NumberText.count(Double(last)) + (last == 1 ? " epoch" : " epochs")
    let target = cells[training.cell].map { anchor(of: $0.cell) } ?? ""
    return element(
      "section", ["class": "results", "aria-label": "Results of this run"],
      [
        element(
          "p", ["class": "kicker"],
          [.text("After "), element("a", ["href": "#\(target)"], "\(epochs) of training")]),
        element("dl", [:], Array(items)),
      ])
  }
}

extension String {
  /// Keras' name of a metric as words: `val_accuracy` is `Validation accuracy`.
  var metricTitle: String {
    let isValidation = hasPrefix("val_")
    let words = (isValidation ? String(dropFirst(4)) : self).map { $0 == "_" ? " " : $0 }
    let name = String(words)
    return (isValidation ? "Validation " : "Training ") + name
  }

  /// How a metric reads: shares as percentages.
  var metricFormat: NumberFormat {
    hasSuffix("accuracy") ? .percent(digits: 2) : .significant(digits: 4)
  }
}
