// This file writes lessons and diagnostics as short text, so that a test shows what it expects.

import LessonMarkdown
import LessonModel

/// Reads a lesson and writes its blocks, one a line, indented.
func dump(_ text: String) -> String {
  let (lesson, _) = LessonReader.read(text, name: "test")
  var lines: [String] = []
  for block in lesson.blocks { dump(block, 0, &lines) }
  for note in lesson.footnotes {
    lines.append("footnote \(note.number) (\(note.references))")
    for block in note.blocks { dump(block, 1, &lines) }
  }
  return lines.joined(separator: "\n")
}

/// Reads a lesson and writes what was wrong, one a line: `2:5-2:9 warning: message [id]`.
func problems(_ text: String) -> [String] {
  LessonReader.read(text, name: "test").diagnostics.map(describe)
}

func describe(_ diagnostic: Diagnostic) -> String {
  let place =
    diagnostic.range.map {
      "\($0.start.line):\($0.start.column)-\($0.end.line):\($0.end.column) "
    } ?? ""
  return "\(place)\(diagnostic.severity): \(diagnostic.message) [\(diagnostic.id)]"
}

private func dump(_ block: Block, _ depth: Int, _ lines: inout [String]) {
  func line(_ text: String) {
    lines.append(String(repeating: "  ", count: depth) + text)
  }
  switch block {
  case .heading(let heading):
    line("heading \(heading.level) #\(heading.anchor): \(dump(heading.content))")
  case .paragraph(let content): line("paragraph: \(dump(content))")
  case .list(let list):
    let kind = list.start.map { "from \($0)" } ?? "bullets"
    line("list \(kind) \(list.tight ? "tight" : "loose")")
    for item in list.items {
      let mark = item.checked.map { $0 ? " [x]" : " [ ]" } ?? ""
      lines.append(String(repeating: "  ", count: depth + 1) + "item" + mark)
      for block in item.blocks { dump(block, depth + 2, &lines) }
    }
  case .quote(let blocks):
    line("quote")
    for block in blocks { dump(block, depth + 1, &lines) }
  case .code(let code): line("code \(code.language): \(code.text.debugDescription)")
  case .table(let table):
    line("table \(table.alignments.map(\.rawValue).joined(separator: " "))")
    for row in [table.header] + table.rows {
      lines.append(
        String(repeating: "  ", count: depth + 1) + row.map(dump).joined(separator: " | "))
    }
  case .math(let formula): line(dump(formula))
  case .details(let details):
    line("details: \(dump(details.summary))")
    for block in details.blocks { dump(block, depth + 1, &lines) }
  case .cell(let id): line("cell \(id)")
  case .rule: line("rule")
  }
}

private func dump(_ formula: MathFormula) -> String {
  let mark = formula.display ? "$$" : "$"
  return "\(formula.root == nil ? "unread" : "")\(mark)\(formula.source)\(mark)"
}

func dump(_ content: [Inline]) -> String {
  content.map { inline in
    switch inline {
    case .text(let text): text
    case .code(let text): "`\(text)`"
    case .emphasis(let content): "*\(dump(content))*"
    case .strong(let content): "**\(dump(content))**"
    case .strikethrough(let content): "~\(dump(content))~"
    case .link(let link):
      "[\(dump(link.content))](\(link.destination)\(link.title.map { " '\($0)'" } ?? ""))"
    case .image(let image):
      "![\(image.alternative)](\(image.source.prefix(20))\(image.title.map { " '\($0)'" } ?? ""))"
    case .math(let formula): dump(formula)
    case .footnote(let reference): "^\(reference.number).\(reference.occurrence)"
    case .lineBreak: "⏎"
    case .softBreak: "↵"
    }
  }.joined()
}
