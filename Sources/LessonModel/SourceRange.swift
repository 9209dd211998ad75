/// A place in a lesson file, counted as the Swift compiler counts.
public struct SourcePosition: Hashable, Comparable, Codable, Sendable {
  /// The line, from 1.
  public var line: Int
  /// The column in UTF-8 bytes, from 1.
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (a: Self, b: Self) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// A stretch of a lesson file; `end` is the first position after it.
public struct SourceRange: Hashable, Codable, Sendable {
  public var start: SourcePosition
  public var end: SourcePosition

  public init(_ start: SourcePosition, _ end: SourcePosition) {
    self.start = start
    self.end = max(start, end)
  }

  /// An empty range: a place, nothing under it.
  public init(at position: SourcePosition) { self.init(position, position) }
}
