/// A chart as data: what is drawn, not how.
public struct Chart: Hashable, Codable, Sendable {
  /// The heading over the chart: "Loss per epoch".
  public var title: String
  /// What the chart shows, in a sentence or two: its text alternative.
  public var summary: String
  /// The axis from left to right.
  public var x: Axis
  /// The axis from bottom to top.
  public var y: Axis
  /// What is drawn, in the order of the legend.
  public var series: [Series]
  /// Places the eye should find: the best epoch, the loss of guessing.
  public var marks: [Mark]

  /// A chart from its axes and series, without marked places unless they are given.
  public init(
    title: String, summary: String, x: Axis, y: Axis, series: [Series], marks: [Mark] = []
  ) {
    self.title = title
    self.summary = summary
    self.x = x
    self.y = y
    self.series = series
    self.marks = marks
  }

  /// A line across the chart at one place of an axis, with a word beside it.
  public struct Mark: Hashable, Codable, Sendable {
    /// Which axis the place is on.
    public enum Direction: String, Codable, Sendable { case x, y }

    /// The axis.
    public var axis: Direction
    /// The place, in numbers of the data.
    public var value: Number
    /// What is there.
    public var label: String

    /// A marked place of an axis.
    public init(_ axis: Direction, at value: Double, _ label: String) {
      self.axis = axis
      self.value = Number(value)
      self.label = label
    }
  }

  /// What a direction of the chart measures.
  public struct Axis: Hashable, Codable, Sendable {
    /// Whether equal distances mean equal differences or equal ratios.
    public enum Scale: String, Codable, Sendable { case linear, logarithmic }

    /// What is measured, with its unit; empty for no label.
    public var label: String
    /// Linear by default; a logarithmic axis has no place for 0 and negative numbers.
    public var scale: Scale
    /// Ticks at whole numbers only.
    public var integral: Bool
    /// The axis begins at zero.
    public var includesZero: Bool
    /// Names for the positions 0, 1, 2, ...; empty for numbers.
    public var categories: [String]
    /// How the numbers at the ticks read; four significant digits by default.
    public var format: NumberFormat

    /// An axis of numbers, or of names when `categories` are given.
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

  /// One set of points, drawn in one colour.
  public struct Series: Hashable, Codable, Sendable {
    /// A line through the points, the points alone, or a bar up to each.
    public enum Mark: String, Codable, Sendable { case line, points, bars }

    /// Its name in the legend.
    public var name: String
    /// How the points are drawn.
    public var mark: Mark
    /// Where the points are on the x axis, one for each of `y`; with categories, their positions
    /// from 0.
    public var x: [Number]
    /// Where the points are on the y axis, one for each of `x`; a number that is not finite leaves
    /// a gap.
    public var y: [Number]
    /// Drawn dashed: a second measurement of the same thing, such as validation beside training.
    public var secondary: Bool

    /// A series of points from their coordinates, of which there are as many of `x` as of `y`.
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
  /// Any `Double`, NaN and the infinities among them.
  public var value: Double

  /// The number as it is, bit by bit.
  public init(_ value: Double) { self.value = value }

  /// Whether the bits are equal: NaN equals itself, and 0 differs from -0.
  public static func == (a: Self, b: Self) -> Bool { a.value.bitPattern == b.value.bitPattern }

  /// Hashes the bits, as `==` compares them.
  public func hash(into hasher: inout Hasher) { hasher.combine(value.bitPattern) }

  /// Writes a number, or `{"nonFinite": "nan"}`, `"inf"`, `"-inf"`.
  public func encode(to encoder: Encoder) throws {
    var container = encoder.singleValueContainer()
    if value.isFinite {
      try container.encode(value)
    } else {
      try container.encode(NonFinite(value))
    }
  }

  /// Reads what `encode(to:)` writes.
  public init(from decoder: Decoder) throws {
    let container = try decoder.singleValueContainer()
    value = try (try? container.decode(Double.self)) ?? container.decode(NonFinite.self).value
  }
}
