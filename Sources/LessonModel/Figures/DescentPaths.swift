/// How a line y = wx + b is found by walking downhill on the mean squared error.
public struct DescentPaths: Hashable, Codable, Sendable {
  /// The heading over the figure.
  public var title: String
  /// What it shows, in a sentence or two: its text alternative.
  public var summary: String
  /// The examples' inputs.
  public var x: [Number]
  /// The examples' targets.
  public var y: [Number]
  /// The error over weights (left to right) and biases (bottom to top).
  public var map: HeatMap
  /// The walks, each with its own learning rate.
  public var paths: [Path]
  /// Above this learning rate every walk ends in infinity: 2 divided by the largest curvature.
  public var largestStableRate: Number
  /// The rate that makes the slower direction as fast as the other.
  public var bestRate: Number

  /// Walks over an error map.
  public init(
    title: String, summary: String, x: [Double], y: [Double], map: HeatMap, paths: [Path],
    largestStableRate: Double, bestRate: Double
  ) {
    self.title = title
    self.summary = summary
    self.x = x.map(Number.init)
    self.y = y.map(Number.init)
    self.map = map
    self.paths = paths
    self.largestStableRate = Number(largestStableRate)
    self.bestRate = Number(bestRate)
  }

  /// One walk: where it stood after each step, the start first.
  public struct Path: Hashable, Codable, Sendable {
    /// What the walk is called: `learning rate 0.01`.
    public var name: String
    /// The weight after each step.
    public var weights: [Number]
    /// The bias after each step.
    public var biases: [Number]
    /// The mean squared error there.
    public var losses: [Number]

    /// A walk from its places.
    public init(name: String, weights: [Double], biases: [Double], losses: [Double]) {
      self.name = name
      self.weights = weights.map(Number.init)
      self.biases = biases.map(Number.init)
      self.losses = losses.map(Number.init)
    }
  }
}
