import LessonModel

// This file writes where a run came from: everything needed to make the same page again.

extension Page {
  var provenance: Markup {
    let lesson = report.lesson
    let passed = report.cells.filter { $0.status == .passed }.count
    let facts: [(String, Markup)] = [
      ("Lesson", .text(lesson.name)),
      ("SHA-256 of the lesson", element("code", ["class": "hash"], lesson.hash)),
      ("Program", .text("lesson \(report.toolVersion)")),
      ("Seed", element("code", [:], "\(report.seed)")),
      ("Cells", .text("\(passed) of \(lesson.cells.count) ran")),
    ]
    return element(
      "section", ["class": "provenance", "id": "report:provenance"],
      [
        element("h2", [:], "About this run"),
        element(
          "p", [:],
          "The same lesson, data, seed and version of the program give this page again, byte for byte."
        ),
        element(
          "dl", [:],
          facts.map { name, value in
            element("div", [:], [element("dt", [:], name), element("dd", [:], [value])])
          }),
        .fragment(report.datasets.map(dataset)),
      ])
  }

  /// The same as one block for programs, with the lesson itself: enough to run it again and compare.
  var machineBlock: Markup {
    let lesson = report.lesson
    let string = ScriptData.string
    let datasets = report.datasets.map { dataset in
      let files = dataset.files.map {
        "{\"role\":\(string($0.role)),\"count\":\($0.count),\"sha256\":\(string($0.sha256))}"
      }
      return "{\"name\":\(string(dataset.name)),\"origin\":\(string(dataset.origin.rawValue)),"
        + "\"licence\":\(string(dataset.licence)),\"files\":[\(files.joined(separator: ","))]}"
    }
    // The seed as text: 64 bits are more than a JSON number holds in most programs.
    let json =
      "{\"schema\":\"lesson-provenance\",\"schemaVersion\":1,"
      + "\"toolVersion\":\(string(report.toolVersion)),\"lesson\":\(string(lesson.name)),"
      + "\"sha256\":\(string(lesson.hash)),\"seed\":\(string("\(report.seed)")),"
      + "\"datasets\":[\(datasets.joined(separator: ","))],\"source\":\(string(lesson.source))}"
    return element(
      "script", ["type": "application/json", "id": "report:data"], [.data(json)])
  }

  private func dataset(_ dataset: DatasetRecord) -> Markup {
    let origin =
      switch dataset.origin {
      case .full: "the whole set"
      case .sample: "the bundled sample"
      }
    let rows = dataset.files.map { file in
      element(
        "tr", [:],
        [
          element("th", ["scope": "row"], file.role),
          element("td", ["class": "number"], NumberText.count(Double(file.count))),
          element("td", [:], [element("code", ["class": "hash"], file.sha256)]),
        ])
    }
    let header = ["File", "Examples", "SHA-256"].map { element("th", ["scope": "col"], $0) }
    return .fragment([
      element(
        "h3", [:],
        [.text(dataset.name + " "), element("span", ["class": "origin"], origin)]),
      HTMLTable.scrolling(
        element(
          "table", ["class": "result"],
          [
            element("thead", [:], [element("tr", [:], header)]),
            element("tbody", [:], rows),
          ]), label: "Files of \(dataset.name)"),
      element("p", ["class": "licence"], "Licence: \(dataset.licence)"),
    ])
  }
}
