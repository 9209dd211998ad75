/// The functions after a layer's sum, each with its slope.
public struct ActivationCurves: Hashable, Codable, Sendable {
  /// The heading over the figure.
  public var title: String
  /// What it shows, in a sentence or two: its text alternative.
  public var summary: String
  /// The sums at which the functions were computed, in order.
  public var x: [Number]
  /// The functions.
  public var curves: [Curve]

  /// Functions over the same sums.
  public init(title: String, summary: String, x: [Double], curves: [Curve]) {
    self.title = title
    self.summary = summary
    self.x = x.map(Number.init)
    self.curves = curves
  }

  /// One function.
  public struct Curve: Hashable, Codable, Sendable {
    /// `relu`.
    public var name: String
    /// Whether a layer of the model has it.
    public var isUsed: Bool
    /// The function at each sum.
    public var values: [Number]
    /// Its slope at each sum.
    public var slopes: [Number]

    /// A function from its values and slopes.
    public init(name: String, isUsed: Bool, values: [Double], slopes: [Double]) {
      self.name = name
      self.isUsed = isUsed
      self.values = values.map(Number.init)
      self.slopes = slopes.map(Number.init)
    }
  }
}
