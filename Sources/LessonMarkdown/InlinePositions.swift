import LessonModel

/// Says where in the file a piece of a paragraph, heading or table cell stands.
///
/// libcmark-gfm reads such a block without the marks and the indentation at the beginning of its
/// lines, counts columns in what is left, and adds the column where the block begins. So only the
/// first line's columns are true. This type undoes that: the content of each further line begins
/// after its spaces and the `>` of the quotes around it. A formula of several lines is taken out
/// without the library counting its lines; `skipped` makes up for them.
struct InlinePositions {
  private let source: SourceText
  private let firstLine: Int
  private let lastLine: Int
  private let quoteDepth: Int
  /// The column (from 1) where the content begins in the first line.
  private let firstColumn: Int
  /// Lines that the library does not know of, and those it will not know of from the next line on.
  private var skippedLines = 0
  private var pendingLines = 0

  init(block: CMarkTree.Node, quoteDepth: Int, in source: SourceText) {
    self.source = source
    self.quoteDepth = quoteDepth
    firstLine = block.line
    lastLine = max(block.line, block.endLine)
    switch block.kind {
    case .heading:
      // The content of `## Title` begins after the marks; an underlined title has none.
      let line = source.line(block.line)
      let text = line.dropFirst(block.column - 1)
      let marks = text.prefix { $0 == UInt8(ascii: "#") }
      let isMarked = !marks.isEmpty && marks.count <= 6
      let spaces = isMarked ? text.dropFirst(marks.count).prefix { $0.isBlank }.count : 0
      firstColumn = block.column + (isMarked ? marks.count + spaces : 0)
    default: firstColumn = block.column
    }
  }

  /// A formula of so many lines was read.
  mutating func skip(lines: Int) { pendingLines += lines }

  /// The library began a new line.
  mutating func endLine() {
    skippedLines += pendingLines
    pendingLines = 0
  }

  /// The place of what the library has at a line and column of its own counting.
  func position(_ node: CMarkTree.Node) -> SourcePosition {
    position(line: node.line + skippedLines, offset: node.column - firstColumn)
  }

  /// The place of an offset from the beginning of a line's content; past the line's end it goes on
  /// in the next one.
  func position(line: Int, offset: Int) -> SourcePosition {
    var line = min(max(line, firstLine), lastLine)
    var offset = max(offset, 0)
    while true {
      let start = contentColumn(of: line)
      let length = source.line(line).count - (start - 1)
      if offset <= length || line >= lastLine {
        return SourcePosition(line: line, column: start + min(offset, max(length, 0)))
      }
      offset -= length + 1
      line += 1
    }
  }

  /// The column (from 1) where the content of a line begins.
  func contentColumn(of line: Int) -> Int {
    if line == firstLine { return firstColumn }
    var quotes = quoteDepth
    let prefix = source.line(line).prefix { byte in
      if byte.isBlank { return true }
      guard byte == UInt8(ascii: ">"), quotes > 0 else { return false }
      quotes -= 1
      return true
    }
    return prefix.count + 1
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
