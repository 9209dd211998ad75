/// Numbers over two directions, as colours, or as contour lines like those of a map.
public struct HeatMap: Hashable, Codable, Sendable {
  /// The heading over the figure.
  public var title: String
  /// What it shows, in a sentence or two: its text alternative.
  public var summary: String
  /// The direction from left to right; its categories name the columns.
  public var x: Chart.Axis
  /// The direction from bottom to top, or from top to bottom where it names rows.
  public var y: Chart.Axis
  /// The ends of the horizontal direction, first and last column; `nil` for numbered columns.
  public var xRange: [Number]?
  /// The ends of the vertical direction, first and last row.
  public var yRange: [Number]?
  /// The numbers, row by row; the first row is the one at the top, or with a `yRange` the lowest.
  public var values: [[Number]]
  /// Lines of equal height instead of a colour for each number.
  public var isContour: Bool
  /// Zero in the middle of the colours: orange below, blue above.
  public var isSigned: Bool
  /// How the numbers read.
  public var format: NumberFormat

  /// A heat map from its rows of numbers.
  public init(
    title: String, summary: String, x: Chart.Axis, y: Chart.Axis, xRange: [Double]? = nil,
    yRange: [Double]? = nil, values: [[Double]], isContour: Bool = false, isSigned: Bool = false,
    format: NumberFormat = .significant(digits: 3)
  ) {
    self.title = title
    self.summary = summary
    self.x = x
    self.y = y
    self.xRange = xRange?.map(Number.init)
    self.yRange = yRange?.map(Number.init)
    self.values = values.map { $0.map(Number.init) }
    self.isContour = isContour
    self.isSigned = isSigned
    self.format = format
  }
}
