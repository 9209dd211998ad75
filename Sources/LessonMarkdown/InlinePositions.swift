import LessonModel

/// Says where in the file a piece of a paragraph, heading or table cell stands.
///
/// libcmark-gfm reads such a block without the marks and the indentation at the beginning of its
/// lines, counts columns in what is left, and adds the column where the block begins. So only the
/// first line's columns are true. This type undoes that: it takes the library's line and column back
/// to an offset in the content of a line, and walks from there through the file's lines, whose
/// content begins after their spaces and the `>` of the quotes around them. Lines that the library
/// does not count (within a formula, after a backslash) are walked over.
struct InlinePositions {
  private let source: SourceText
  private let quoteDepth: Int
  /// Where the content begins in the file, and the last line it can reach.
  private let firstLine: Int
  private let firstColumn: Int
  private let lastLine: Int
  /// What the library has for the place where the content begins.
  private let countedLine: Int
  private let countedColumn: Int
  /// Where a table cell writes `\|` for a bar, as offsets in what the library makes of the content.
  private var escapes: [Int] = []
  /// Lines that the library does not know of, and those it will not know of from the next line on.
  private var skippedLines = 0
  private var pendingLines = 0
  /// The line that the last place was counted from, and the offset at which a later one begins.
  private var walk: (from: Int, offset: Int, line: Int)?

  /// For the content of a block; of a table cell, with the row it stands in.
  init(
    block: CMarkTree.Node, row: CMarkTree.Node?, quoteDepth: Int, in source: SourceText
  ) {
    self.source = source
    self.quoteDepth = quoteDepth
    var (line, column, lastLine) = (block.line, block.column, block.endLine)
    countedLine = block.isCounted ? block.line : 0
    var countedColumn = block.isCounted ? block.column : 0
    if case .heading = block.kind {
      // The content of `## Title` begins after the marks; an underlined title has none.
      let text = source.line(line).dropFirst(column - 1)
      let marks = text.prefix { $0 == UInt8(ascii: "#") }.count
      let spaces = text.dropFirst(marks).prefix { $0.isBlank }.count
      if marks > 0, spaces > 0 {
        column += marks + spaces
        countedColumn = column
      }
    }
    if case .tableCell = block.kind, let row {
      if case .tableRow(isHeader: true) = row.kind {
        // A head is counted from the beginning of its paragraph, which may have lines above it.
        (line, column) = (row.line, row.column)
        countedColumn = column
        lastLine = max(lastLine, row.endLine)
      } else {
        // A row is counted from where its table begins, whatever its own indentation.
        column += Self.prefix(of: source.line(row.line), quotes: quoteDepth) + 1 - row.column
      }
    }
    self.countedColumn = countedColumn
    firstLine = line
    firstColumn = max(column, 1)
    self.lastLine = max(line, lastLine)
    if case .tableCell = block.kind { findEscapes(from: block.column - countedColumn) }
  }

  private mutating func findEscapes(from start: Int) {
    let bar = UInt8(ascii: "|")
    let place = position(line: firstLine, offset: start)
    walk = nil
    var cell = source.line(place.line).dropFirst(place.column - 1)
    var offset = start
    while let byte = cell.first, byte != bar {
      cell = cell.dropFirst()
      if byte == UInt8(ascii: "\\"), cell.first == bar {
        escapes.append(offset)
        cell = cell.dropFirst()
      }
      offset += 1
    }
  }

  // MARK: Lines the library does not count

  /// A formula of so many further lines was read.
  mutating func skip(lines: Int) { pendingLines += lines }

  /// The library began a new line.
  mutating func endLine() {
    skippedLines += pendingLines
    pendingLines = 0
  }

  /// Whether the line of a node ends with the backslash that breaks lines.
  mutating func endsWithBackslash(_ node: CMarkTree.Node) -> Bool {
    source.line(position(node).line).last == UInt8(ascii: "\\")
  }

  // MARK: Places

  /// The place of what the library has at a line and column of its own counting. Places are asked
  /// for in the order of the text.
  mutating func position(_ node: CMarkTree.Node) -> SourcePosition {
    let line = firstLine + node.line - countedLine + skippedLines
    return position(
      line: min(max(line, firstLine), lastLine), offset: max(node.column - countedColumn, 0))
  }

  /// The place of an offset from the beginning of a line's content; past the line's end it goes on
  /// in the next one, and a later search goes on from there.
  private mutating func position(line start: Int, offset: Int) -> SourcePosition {
    var line = start
    var offset = offset + escapes(before: offset)
    if let walk, walk.from == line, walk.offset <= offset {
      offset -= walk.offset
      line = walk.line
    } else {
      walk = (line, 0, line)
    }
    while true {
      let column = contentColumn(of: line)
      let length = source.line(line).count - (column - 1)
      if offset <= length || line >= lastLine {
        return SourcePosition(line: line, column: column + min(offset, max(length, 0)))
      }
      offset -= length + 1
      line += 1
      walk?.offset += length + 1
      walk?.line = line
    }
  }

  /// How many bars are written with a backslash before an offset.
  private func escapes(before offset: Int) -> Int {
    var low = 0
    var high = escapes.count
    while low < high {
      let middle = (low + high) / 2
      if escapes[middle] < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The column (from 1) where the content of a line begins.
  private func contentColumn(of line: Int) -> Int {
    if line == firstLine { return firstColumn }
    return Self.prefix(of: source.line(line), quotes: quoteDepth) + 1
  }

  /// The bytes at the beginning of a line that are indentation and marks of so many quotes.
  private static func prefix(of line: ArraySlice<UInt8>, quotes: Int) -> Int {
    var quotes = quotes
    return line.prefix { byte in
      if byte.isBlank { return true }
      guard byte == UInt8(ascii: ">"), quotes > 0 else { return false }
      quotes -= 1
      return true
    }.count
  }

  /// A stretch that begins at a place and may go on over further lines, with the places of its
  /// bytes.
  func locate(_ text: String, at start: SourcePosition) -> LocatedText {
    var located = LocatedText()
    var position = start
    for (index, line) in text.utf8.split(separator: newline, omittingEmptySubsequences: false)
      .enumerated()
    {
      if index > 0 {
        located.endLine()
        let next = min(position.line + 1, lastLine)
        position = SourcePosition(line: next, column: contentColumn(of: next))
      }
      located.append(line, at: position)
    }
    return located
  }
}
