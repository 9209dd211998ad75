import LessonModel

/// Keeps from the Markdown library what would cost it more than linear time or memory.
///
/// libcmark-gfm is the system's, and the versions in use are known to take quadratic time or memory
/// for a few shapes that no lesson has: deep nesting in one line, tables whose rows are filled up
/// with empty cells, a table's head after a very long paragraph, and link definitions repeated at
/// every use. Each is counted here, generously and in one pass.
struct ParserLimits {
  static let nestingInLine = 100
  static let tableColumns = 200
  static let tableCells = 200_000
  static let linesBeforeTable = 100
  static let expandedDefinitions = 256_000_000

  /// Notes an error and returns `false` where a text is not to be parsed.
  static func allow(_ source: SourceText, from firstLine: Int, _ diagnostics: inout DiagnosticList)
    -> Bool
  {
    var limits = ParserLimits()
    for number in firstLine..<max(firstLine, source.lineCount + 1) {
      if let message = limits.check(source.line(number)) {
        diagnostics.error("too-complex", message, at: source.range(ofLine: number))
        return false
      }
    }
    return true
  }

  /// Lines of text since the last blank one.
  private var linesInParagraph = 0
  /// Columns of the table that the lines belong to; 0 outside of tables.
  private var columns = 0
  private var pipesBefore = 0
  private var cells = 0
  private var brackets = 0
  private var largestDefinition = 0
  private var definition = 0

  private mutating func check(_ line: ArraySlice<UInt8>) -> String? {
    if nesting(of: line) > Self.nestingInLine {
      return "line begins more than \(Self.nestingInLine) lists and quotes within each other"
    }
    let text = line.drop { $0.isBlank || $0 == UInt8(ascii: ">") }
    if text.isEmpty {
      linesInParagraph = 0
      columns = 0
      pipesBefore = 0
      definition = 0
      return nil
    }
    if let message = checkDefinitions(text) { return message }
    let pipes = text.count { $0 == UInt8(ascii: "|") }
    defer {
      linesInParagraph += 1
      pipesBefore = pipes
    }
    if isDelimiterRow(text) {
      columns = pipes + 1
      if max(columns, pipesBefore) > Self.tableColumns {
        return "table has more than \(Self.tableColumns) columns"
      }
      if linesInParagraph > Self.linesBeforeTable {
        return "table's head follows \(linesInParagraph) lines of text; put a blank line before it"
      }
    }
    if columns > 0 {
      cells += max(columns, pipes)
      if pipes > Self.tableColumns {
        return "row of a table has more than \(Self.tableColumns) cells"
      }
      if cells > Self.tableCells {
        return "lesson has more than \(Self.tableCells) table cells; show large tables from a cell"
      }
    }
    return nil
  }

  /// How many lists and quotes a line may begin.
  private func nesting(of line: ArraySlice<UInt8>) -> Int {
    var count = 0
    var index = line.startIndex
    while index < line.endIndex {
      let byte = line[index]
      let next = index + 1 < line.endIndex ? line[index + 1] : 32
      switch byte {
      case 9, 32: break
      case UInt8(ascii: ">"): count += 1
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
        guard next.isBlank else { return count }
        count += 1
      case _ where byte.isDigit:
        guard
          let end = line[index...].prefix(10).firstIndex(where: { !$0.isDigit }),
          line[end] == UInt8(ascii: ".") || line[end] == UInt8(ascii: ")"),
          end + 1 >= line.endIndex || line[end + 1].isBlank
        else { return count }
        count += 1
        index = end
      default: return count
      }
      index += 1
    }
    return count
  }

  /// Whether a line could be the second one of a table: `|:--|--:|`.
  private func isDelimiterRow(_ text: ArraySlice<UInt8>) -> Bool {
    var hasDash = false
    var hasColumn = false
    for byte in text {
      switch byte {
      case UInt8(ascii: "-"): hasDash = true
      case UInt8(ascii: "|"), UInt8(ascii: ":"): hasColumn = true
      case 9, 32, 11, 12: break
      default: return false
      }
    }
    return hasDash && hasColumn
  }

  /// Every use of a link definition repeats its address and title.
  private mutating func checkDefinitions(_ text: ArraySlice<UInt8>) -> String? {
    var begins = false
    var previous: UInt8 = 0
    for byte in text {
      if byte == UInt8(ascii: "]") { brackets += 1 }
      if byte == UInt8(ascii: ":"), previous == UInt8(ascii: "]") { begins = true }
      previous = byte
    }
    if begins || definition > 0 { definition += text.count }
    largestDefinition = max(largestDefinition, definition)
    guard largestDefinition > 2000,
      largestDefinition.multipliedReportingOverflow(by: brackets).partialValue
        > Self.expandedDefinitions
    else { return nil }
    return "link definitions are too large for the number of links"
  }
}
