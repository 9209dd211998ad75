import LessonModel

/// Counts columns as other tools do: ours are bytes of UTF-8, theirs units of UTF-16.
struct ColumnCounter {
  private let lines: [Substring.UTF8View]

  init(_ source: String) {
    lines = source.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }

  /// The column of a place in units of UTF-16, from 1.
  func column(_ position: SourcePosition) -> Int {
    guard lines.indices.contains(position.line - 1) else { return max(1, position.column) }
    let before = lines[position.line - 1].prefix(max(0, position.column - 1))
    return String(decoding: before, as: UTF8.self).utf16.count + 1
  }
}
