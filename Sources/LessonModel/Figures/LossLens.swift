/// What an answer costs, by the probability that the network gave to the truth.
public struct LossLens: Hashable, Codable, Sendable {
  /// The heading over the figure.
  public var title: String
  /// What it shows, in a sentence or two: its text alternative.
  public var summary: String
  /// The names of the classes, in the order of the outputs.
  public var classes: [String]
  /// The loss of knowing nothing: the logarithm of the number of classes.
  public var ignorance: Number
  /// Probabilities of the truth at which the costs were computed, rising.
  public var probabilities: [Number]
  /// `-log p` at each.
  public var crossEntropy: [Number]
  /// `(1 - p)²` at each: the squared distance from the right answer.
  public var squaredError: [Number]
  /// Examples of this run.
  public var examples: [Example]

  /// A lens on some examples.
  public init(
    title: String, summary: String, classes: [String], ignorance: Double, probabilities: [Double],
    crossEntropy: [Double], squaredError: [Double], examples: [Example]
  ) {
    self.title = title
    self.summary = summary
    self.classes = classes
    self.ignorance = Number(ignorance)
    self.probabilities = probabilities.map(Number.init)
    self.crossEntropy = crossEntropy.map(Number.init)
    self.squaredError = squaredError.map(Number.init)
    self.examples = examples
  }

  /// One example and its cost.
  public struct Example: Hashable, Codable, Sendable {
    /// Its place in the data, from 0.
    public var index: Int
    /// The right class.
    public var truth: Int
    /// What the network answered, one probability for each class.
    public var answers: [Number]
    /// `-log` of the probability of the truth.
    public var loss: Number

    /// An example from what the network answered.
    public init(index: Int, truth: Int, answers: [Double], loss: Double) {
      self.index = index
      self.truth = truth
      self.answers = answers.map(Number.init)
      self.loss = Number(loss)
    }
  }
}
