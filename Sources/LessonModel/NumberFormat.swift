/// How a number should read; the renderer does the formatting.
public enum NumberFormat: Hashable, Codable, Sendable {
  /// The fewest digits that read back as the same `Double`.
  case shortest
  /// So many digits after the point.
  case fixed(digits: Int)
  /// So many significant digits; very large and very small numbers with an exponent.
  case significant(digits: Int)
  /// A fraction as a percentage, with so many digits after the point.
  case percent(digits: Int)
  /// A whole number, thousands apart.
  case count
}
