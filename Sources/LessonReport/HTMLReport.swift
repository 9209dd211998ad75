import LessonModel

/// A run as one HTML page that needs nothing but itself: no network, no script to be complete.
///
/// The parts, each in a file of its own: `HTMLHeader` (title, banners, this run's results),
/// `HTMLContents`, `HTMLProse` (blocks and inlines), `HTMLCell` and `HTMLCode` (code, its diagnostics
/// and outputs), `HTMLFigures` (charts and pictures), `HTMLTable`, `HTMLProvenance`; `Stylesheet` and
/// `PageScript` are what the page carries with it.
public enum HTMLReport {
  /// The page of a run: the same report, the same bytes.
  public static func render(_ report: Report) -> String {
    let page = Page(report)
    var bytes = Array("<!DOCTYPE html>\n".utf8)
    bytes.reserveCapacity(1 << 18)
    page.document.write(to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A report prepared for writing: what has to be looked up more than once, found once.
struct Page {
  let report: Report
  /// The cells by id, with their number from 1.
  let cells: [String: (number: Int, cell: Cell)]
  let results: [String: CellResult]
  /// Diagnostics with their place in a cell, by the cell's id.
  let located: [String: [Diagnostic]]
  /// The heading that only repeats the title, shown once.
  let titleAnchor: String?
  /// How far headings move down so that the title is the only first-level one.
  let headingShift: Int
  let anchors: Set<String>

  init(_ report: Report) {
    self.report = report
    var cells: [String: (number: Int, cell: Cell)] = [:]
    for (index, cell) in report.lesson.cells.enumerated() where cells[cell.id] == nil {
      cells[cell.id] = (index + 1, cell)
    }
    self.cells = cells
    results = Dictionary(report.cells.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var located: [String: [Diagnostic]] = [:]
    for cell in report.lesson.cells {
      let found = report.diagnostics.filter { cell.holds($0) }
      let own = results[cell.id]?.diagnostics ?? []
      located[cell.id] = own + found.filter { !own.contains($0) }
    }
    self.located = located

    let headings = report.lesson.blocks.compactMap { block -> Block.Heading? in
      if case .heading(let heading) = block { heading } else { nil }
    }
    let title = headings.first { $0.level <= 1 && $0.content.plainText == report.lesson.title }
    titleAnchor = title?.anchor
    headingShift = headings.contains { $0.level <= 1 && $0.anchor != title?.anchor } ? 1 : 0
    anchors = Set(headings.map(\.anchor))
  }

  /// BCP 47.
  var language: String { languageTag(report.lesson.metadata.language) }

  /// Whether the lesson speaks the language of the program.
  var isEnglish: Bool { language == "en" || language.hasPrefix("en-") }

  /// Everything from `<html>` on.
  var document: Markup {
    let direction = ["ar", "fa", "he", "ur", "yi"].contains(language.prefix(2)) ? "rtl" : "ltr"
    return element("html", ["lang": language, "dir": direction], [head, bodyElement])
  }

  private var head: Markup {
    element(
      "head", [:],
      [
        element("meta", ["charset": "utf-8"]),
        element(
          "meta", ["http-equiv": "Content-Security-Policy", "content": PageScript.securityPolicy]),
        element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
        element("meta", ["name": "color-scheme", "content": "light dark"]),
        element("meta", ["name": "generator", "content": "lesson \(report.toolVersion)"]),
        report.lesson.metadata.description.map {
          element("meta", ["name": "description", "content": $0])
        } ?? .empty,
        element("title", [:], report.lesson.title),
        element("style", [:], Stylesheet.markup),
      ])
  }

  private var bodyElement: Markup {
    let contents = HTMLContents(self)
    return element(
      "body", [:],
      [
        element("a", ["class": "skip", "href": "#main"], "Skip to the lesson").inEnglish(of: self),
        contents.sidebar,
        element(
          "main", ["id": "main"],
          [
            header,
            contents.folded,
            element("article", [:], blocks(report.lesson.blocks)),
            footnotes,
            provenance.inEnglish(of: self),
            machineBlock,
          ]),
        element("script", [:], [.verbatim(PageScript.text)]),
      ])
  }

  /// The id a cell has in the page: its own, unless a heading has it.
  func anchor(of cell: Cell) -> String {
    anchors.contains(cell.id) ? "cell:\(cell.id)" : cell.id
  }
}

extension Cell {
  /// Whether a diagnostic begins in a line of the cell.
  func holds(_ diagnostic: Diagnostic) -> Bool {
    guard let line = diagnostic.range?.start.line, let first = lineStarts.first,
      let last = lineStarts.last
    else { return false }
    return first.line <= line && line <= last.line
  }
}

/// A language tag as BCP 47 allows it; English when it is none.
private func languageTag(_ text: String) -> String {
  let allowed =
    !text.isEmpty && text.utf8.count <= 35
    && text.utf8.allSatisfy {
      ($0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z"))
        || ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9")) || $0 == UInt8(ascii: "-")
    }
  return allowed ? text : "en"
}
