import LessonModel

/// Code in colours, line by line, with diagnostics under the lines they speak of.
struct HTMLCode {
  /// Code that is only shown.
  static func shown(_ code: Block.Code) -> Markup {
    let text = code.text.hasSuffix("\n") ? String(code.text.dropLast()) : code.text
    let lines = HTMLCode(source: text, highlights: code.highlights).lines
    return element(
      "div", ["class": "code shown", "data-language": code.language],
      [
        element(
          "pre", ["tabindex": "0"],
          [element("code", [:], lines.map { element("span", ["class": "line"], $0) })])
      ])
  }

  /// The code of a cell with its line numbers in the lesson file.
  static func cell(_ cell: Cell, _ diagnostics: [Diagnostic]) -> Markup {
    func ranges(_ severity: Diagnostic.Severity) -> [Range<Int>] {
      diagnostics.filter { $0.severity == severity }
        .compactMap { $0.range.flatMap { cell.offsets(of: $0) } }
    }
    let code = HTMLCode(
      source: cell.source, highlights: cell.highlights, errors: ranges(.error),
      warnings: ranges(.warning))
    let hidden = cell.optionLines { line in
      diagnostics.contains { $0.range?.start.line == line }
    }
    var pieces: [Markup] = []
    var lines: [Markup] = []
    func endPiece() {
      guard !lines.isEmpty else { return }
      pieces.append(element("pre", [:], [element("code", [:], lines)]))
      lines = []
    }
    for (index, content) in code.lines.enumerated() where index >= hidden {
      let place = cell.position(line: index, column: 0).line
      // A last line without anything in it is only the end of the line before.
      if content.isEmpty, index == code.lines.count - 1 { break }
      let number = cell.lineStarts.indices.contains(index) ? "\(place)" : ""
      lines.append(
        .element(
          "span",
          [("class", "line")] + (number.isEmpty ? [] : [("id", "L\(number)"), ("data-n", number)]),
          content + [.text("\n")]))
      let here = diagnostics.filter { $0.range?.start.line == place }
      guard !here.isEmpty, !number.isEmpty else { continue }
      endPiece()
      pieces += here.map { cell.box($0, line: code.text(ofLine: index), index: index) }
    }
    endPiece()
    return element(
      "div", ["class": "code", "tabindex": "0", "role": "region", "aria-label": "Code"], pieces)
  }

  /// The lines of the source, each as coloured words.
  private(set) var lines: [[Markup]] = []
  private let bytes: [UInt8]
  private var starts: [Int] = [0]

  /// - Parameters:
  ///   - source: The code.
  ///   - highlights: What its words are; whatever lies outside the source is ignored.
  ///   - errors: UTF-8 offsets to underline.
  ///   - warnings: The same, for what only deserves a warning.
  init(
    source: String, highlights: [Cell.Highlight], errors: [Range<Int>] = [],
    warnings: [Range<Int>] = []
  ) {
    bytes = Array(source.utf8)
    // A byte's style: 0 for none, or the number of its kind; the high bits for marks.
    var styles = [UInt8](repeating: 0, count: bytes.count)
    for highlight in highlights where highlight.offset >= 0 && highlight.length > 0 {
      guard highlight.offset < bytes.count else { continue }
      let end = highlight.offset + min(highlight.length, bytes.count - highlight.offset)
      for index in highlight.offset..<end { styles[index] = highlight.kind.style }
    }
    for (ranges, mark) in [(errors, errorMark), (warnings, warningMark)] {
      for range in ranges {
        for index in range.clamped(to: 0..<bytes.count) { styles[index] |= mark }
      }
    }
    // A character is of one style, that of its first byte.
    for index in styles.indices.dropFirst() where bytes[index] & 0xC0 == 0x80 {
      styles[index] = styles[index - 1]
    }
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(index + 1)
    }
    lines = starts.indices.map { line in
      let end = line + 1 < starts.count ? starts[line + 1] - 1 : bytes.count
      return words(starts[line]..<end, styles)
    }
  }

  func text(ofLine line: Int) -> String {
    let end = line + 1 < starts.count ? starts[line + 1] - 1 : bytes.count
    return String(decoding: bytes[starts[line]..<end], as: UTF8.self)
  }

  private func words(_ range: Range<Int>, _ styles: [UInt8]) -> [Markup] {
    var words: [Markup] = []
    var start = range.lowerBound
    while start < range.upperBound {
      var end = start + 1
      while end < range.upperBound, styles[end] == styles[start] { end += 1 }
      let text = Markup.text(String(decoding: bytes[start..<end], as: UTF8.self))
      let style = [
        Cell.Highlight.Kind(style: styles[start] & ~(errorMark | warningMark))?.className,
        styles[start] & errorMark != 0
          ? "marked" : styles[start] & warningMark != 0 ? "marked mild" : nil,
      ].compactMap { $0 }.joined(separator: " ")
      words.append(style.isEmpty ? text : element("span", ["class": style], [text]))
      start = end
    }
    return words
  }
}

private let errorMark: UInt8 = 0x80
private let warningMark: UInt8 = 0x40

extension Cell.Highlight.Kind {
  private static let all: [Self] = [
    .keyword, .type, .call, .member, .label, .number, .string, .comment, .attribute, .operator,
  ]

  /// From 1, in the order of `all`.
  fileprivate var style: UInt8 {
    switch self {
    case .keyword: 1
    case .type: 2
    case .call: 3
    case .member: 4
    case .label: 5
    case .number: 6
    case .string: 7
    case .comment: 8
    case .attribute: 9
    case .operator: 10
    }
  }

  fileprivate init?(style: UInt8) {
    guard style > 0, Int(style) <= Self.all.count else { return nil }
    self = Self.all[Int(style) - 1]
  }

  /// Two letters: a page has thousands of them.
  fileprivate var className: String {
    switch self {
    case .keyword: "kw"
    case .type: "ty"
    case .call: "fn"
    case .member: "mb"
    case .label: "lb"
    case .number: "nu"
    case .string: "st"
    case .comment: "co"
    case .attribute: "at"
    case .operator: "op"
    }
  }
}

extension Cell {
  /// How many lines at the top only say how the cell is shown, and are not shown themselves.
  fileprivate func optionLines(unless isNeeded: (Int) -> Bool) -> Int {
    var count = 0
    for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
      let words = line.drop { $0 == " " || $0 == "\t" }
      guard words.hasPrefix("//|") || words.hasPrefix("// |") || words.hasPrefix("#|"),
        !isNeeded(position(line: count, column: 0).line)
      else { break }
      count += 1
    }
    return count
  }

  /// The UTF-8 offsets in the source of a range of the lesson file.
  fileprivate func offsets(of range: SourceRange) -> Range<Int>? {
    guard let start = offset(of: range.start) else { return nil }
    let end = offset(of: range.end) ?? start
    return start..<max(start, end)
  }

  private func offset(of position: SourcePosition) -> Int? {
    guard let line = lineStarts.firstIndex(where: { $0.line == position.line }) else { return nil }
    let lines = source.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.indices.contains(line) else { return nil }
    let start = lines[..<line].reduce(0) { $0 + $1.count + 1 }
    let column = position.column.subtractingReportingOverflow(lineStarts[line].column).partialValue
    return start + min(max(0, column), lines[line].count)
  }

  /// A diagnostic under its line: where, what, and what to do.
  fileprivate func box(_ diagnostic: Diagnostic, line: String, index: Int) -> Markup {
    var content: [Markup] = []
    // Words are underlined; a place between words has nothing to underline.
    if let range = diagnostic.range, let offsets = offsets(of: range), offsets.isEmpty,
      let start = offset(of: SourcePosition(line: range.start.line, column: 0))
    {
      let before = String(
        decoding: Array(line.utf8.prefix(offsets.lowerBound - start)), as: UTF8.self)
      // Tabs stay, so that the caret stands where the code does.
      let indent = String(before.map { $0 == "\t" ? "\t" : " " })
      content.append(element("pre", ["class": "caret", "aria-hidden": "true"], indent + "^"))
    }
    content.append(diagnostic.sentence)
    content += furtherLines(of: diagnostic)
    return element("div", ["class": "diagnostic \(diagnostic.severity.rawValue)"], content)
  }
}

extension Diagnostic {
  /// The message with its severity.
  var sentence: Markup {
    element(
      "p", [:],
      [element("strong", [:], severity.label + ":"), .text(" "), .text(message)])
  }
}

/// The notes and the mend of a diagnostic.
func furtherLines(of diagnostic: Diagnostic) -> [Markup] {
  let notes = diagnostic.notes.map { note in
    element(
      "p", ["class": "note"],
      [
        element("strong", [:], "note:"), .text(" "), .text(note.message),
        note.range.map { .text(" (line \($0.start.line))") } ?? .empty,
      ])
  }
  let fix = diagnostic.fix.map { fix in
    element(
      "p", ["class": "fix"], [element("strong", [:], "fix:"), .text(" "), .text(fix.message)])
  }
  return notes + [fix].compactMap { $0 }
}
