import LessonModel

/// Makes a cell of a fenced block.
struct CellReader {
  let source: SourceText
  let defaults: Cell.Options
  private(set) var cells: [Cell] = []
  /// Where each label was given.
  private var labels: [String: SourceRange] = [:]

  init(source: SourceText, defaults: Cell.Options) {
    self.source = source
    self.defaults = defaults
  }

  /// Reads a cell whose fence stands at a line, and gives its id.
  mutating func read(
    _ literal: String, info: FenceInfo, line: Int, _ diagnostics: inout DiagnosticList
  ) -> String {
    var code = Array(literal.utf8)
    let lines = Self.lines(of: code)
    let starts = lines.enumerated().map { index, range in
      place(of: range.count, in: line + 1 + index)
    }
    var reader = CellOptions(defaults: defaults)
    reader.read(info, line: line, &diagnostics)
    var yaml = LocatedText()
    for (range, start) in zip(lines, starts) {
      guard let mark = CellOptions.markLength(code[range]) else { break }
      yaml.append(
        code[range].dropFirst(mark),
        at: SourcePosition(line: start.line, column: start.column + mark))
      yaml.endLine()
      hideMark(&code, range.lowerBound)
    }
    if !yaml.bytes.isEmpty { reader.read(yaml, &diagnostics) }
    for (range, start) in zip(lines, starts) { Self.check(code[range], start, &diagnostics) }

    let id = identify(&reader, &diagnostics)
    let fence = SourcePosition(line: line, column: 1)
    cells.append(
      Cell(
        id: id, source: String(decoding: code, as: UTF8.self),
        lineStarts: starts.isEmpty ? [fence] : starts, options: reader.options))
    return id
  }

  /// A label, or `cell-3` for the third cell.
  private mutating func identify(
    _ reader: inout CellOptions, _ diagnostics: inout DiagnosticList
  ) -> String {
    let byPosition = "cell-\(cells.count + 1)"
    guard let label = reader.options.label, let range = reader.labelRange else {
      return byPosition
    }
    if let first = labels[label] {
      diagnostics.add(
        Diagnostic(
          .error, id: "duplicate-label",
          "label '\(label)' is given twice; expected one cell a label",
          at: range, notes: [.init("the first cell of that label", at: first)]))
    } else if label.hasPrefix("cell-"), label.dropFirst(5).utf8.allSatisfy(\.isDigit),
      label.utf8.count > 5
    {
      diagnostics.error(
        "bad-label", "label '\(label)' is kept for cells without a label; choose another",
        at: range)
    } else {
      labels[label] = range
      return label
    }
    reader.options.label = nil
    return byPosition
  }

  /// Where a line of code of so many bytes begins in a line of the file.
  ///
  /// Lists, quotes and an indented fence take something off the beginning of a line, so what is
  /// left is its end. A tab that is taken off in part leaves spaces, which the file does not have:
  /// then the line begins before the tab, and the code after those spaces is where it says.
  private func place(of length: Int, in number: Int) -> SourcePosition {
    SourcePosition(line: number, column: source.line(number).count - length + 1)
  }

  /// The lines, without their ends.
  private static func lines(of code: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for (index, byte) in code.enumerated() where byte == newline {
      lines.append(start..<index)
      start = index + 1
    }
    if start < code.count { lines.append(start..<code.count) }
    return lines
  }

  /// `#|` marks an option line for other tools; to Swift it must look like a comment.
  private func hideMark(_ code: inout [UInt8], _ start: Int) {
    guard code[start] == UInt8(ascii: "#"),
      let bar = code[start...].firstIndex(of: UInt8(ascii: "|"))
    else { return }
    for index in start...bar { code[index] = 32 }
    code[start] = UInt8(ascii: "/")
    code[start + 1] = UInt8(ascii: "/")
    // The bar stays where there is room for it, so that the line still reads as an option.
    let place = max(bar, start + 2)
    if place < code.count, code[place] == 32 { code[place] = UInt8(ascii: "|") }
  }

  /// Warns of characters that make code read otherwise than it runs.
  static func check(
    _ line: ArraySlice<UInt8>, _ start: SourcePosition, _ diagnostics: inout DiagnosticList
  ) {
    var index = line.startIndex
    while index + 1 < line.endIndex {
      let byte = line[index]
      guard byte == 0xE2 || byte == 0xD8 || byte == 0xEF else {
        index += 1
        continue
      }
      let third = index + 2 < line.endIndex ? line[index + 2] : 0
      let found: (name: String, what: String, length: Int)? =
        switch (byte, line[index + 1], third) {
        case (0xD8, 0x9C, _): ("U+061C", "reorders the text around it", 2)
        case (0xE2, 0x80, 0x8B): ("U+200B", "cannot be seen", 3)
        case (0xE2, 0x81, 0xA0): ("U+2060", "cannot be seen", 3)
        case (0xEF, 0xBB, 0xBF): ("U+FEFF", "cannot be seen", 3)
        case (0xE2, 0x80, 0x8E...0x8F), (0xE2, 0x80, 0xAA...0xAE):
          ("U+20" + hex(third - 0x80), "reorders the text around it", 3)
        case (0xE2, 0x81, 0xA6...0xA9):
          ("U+20" + hex(third - 0x40), "reorders the text around it", 3)
        default: nil
        }
      if let found {
        let column = start.column + index - line.startIndex
        diagnostics.warning(
          "hidden-character",
          "character \(found.name) \(found.what); write '\\u{\(found.name.dropFirst(2))}' in a string",
          at: SourceRange(
            SourcePosition(line: start.line, column: column),
            SourcePosition(line: start.line, column: column + found.length)))
        // One a line is enough to look at it.
        return
      }
      index += 1
    }
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return byte < 16 ? "0" + digits : digits
  }
}
