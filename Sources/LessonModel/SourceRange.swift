/// A place in a lesson file, counted as the Swift compiler counts.
public struct SourcePosition: Hashable, Comparable, Codable, Sendable {
  /// The line, from 1.
  public var line: Int
  /// The column in UTF-8 bytes, from 1.
  public var column: Int

  /// The place at a line and a column, both from 1.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Whether the first place comes before the second in the file.
  public static func < (a: Self, b: Self) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// A stretch of a lesson file; `end` is the first position after it.
public struct SourceRange: Hashable, Codable, Sendable {
  /// The first position in it.
  public var start: SourcePosition
  /// The first position after it; never before `start`.
  public var end: SourcePosition

  /// The stretch from one position to before another; empty when the second is not after the first.
  public init(_ start: SourcePosition, _ end: SourcePosition) {
    self.start = start
    self.end = max(start, end)
  }

  /// An empty range: a place, nothing under it.
  public init(at position: SourcePosition) { self.init(position, position) }
}
