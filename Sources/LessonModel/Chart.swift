/// A chart as data: what is drawn, not how.
public struct Chart: Hashable, Codable, Sendable {
  public var title: String
  /// What the chart shows, in a sentence or two: its text alternative.
  public var summary: String
  public var x: Axis
  public var y: Axis
  public var series: [Series]

  public init(title: String, summary: String, x: Axis, y: Axis, series: [Series]) {
    self.title = title
    self.summary = summary
    self.x = x
    self.y = y
    self.series = series
  }

  public struct Axis: Hashable, Codable, Sendable {
    public enum Scale: String, Codable, Sendable { case linear, logarithmic }

    public var label: String
    public var scale: Scale
    /// Ticks at whole numbers only.
    public var integral: Bool
    /// The axis begins at zero.
    public var includesZero: Bool
    /// Names for the positions 0, 1, 2, ...; empty for numbers.
    public var categories: [String]
    public var format: NumberFormat

    public init(
      _ label: String, scale: Scale = .linear, integral: Bool = false, includesZero: Bool = false,
      categories: [String] = [], format: NumberFormat = .significant(digits: 4)
    ) {
      self.label = label
      self.scale = scale
      self.integral = integral
      self.includesZero = includesZero
      self.categories = categories
      self.format = format
    }
  }

  public struct Series: Hashable, Codable, Sendable {
    public enum Mark: String, Codable, Sendable { case line, points, bars }

    public var name: String
    public var mark: Mark
    public var x: [Number]
    public var y: [Number]
    /// Drawn dashed: a second measurement of the same thing, such as validation beside training.
    public var secondary: Bool

    public init(
      _ name: String, _ mark: Mark, x: [Double], y: [Double], secondary: Bool = false
    ) {
      self.name = name
      self.mark = mark
      self.x = x.map(Number.init)
      self.y = y.map(Number.init)
      self.secondary = secondary
    }
  }
}

/// A number of a result, which may be NaN or infinite: JSON has words for neither.
///
/// Two are equal when their bits are, so that a run that gave NaN equals itself.
public struct Number: Hashable, Codable, Sendable {
  public var value: Double

  public init(_ value: Double) { self.value = value }

  public static func == (a: Self, b: Self) -> Bool { a.value.bitPattern == b.value.bitPattern }

  public func hash(into hasher: inout Hasher) { hasher.combine(value.bitPattern) }

  public func encode(to encoder: Encoder) throws {
    var container = encoder.singleValueContainer()
    if value.isFinite { try container.encode(value) } else { try container.encode(NonFinite(value)) }
  }

  public init(from decoder: Decoder) throws {
    let container = try decoder.singleValueContainer()
    value = try (try? container.decode(Double.self)) ?? container.decode(NonFinite.self).value
  }
}
