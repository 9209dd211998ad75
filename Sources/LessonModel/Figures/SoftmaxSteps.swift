/// How softmax makes probabilities of the sums of the last layer, for one example.
public struct SoftmaxSteps: Hashable, Codable, Sendable {
  /// The heading over the figure.
  public var title: String
  /// What it shows, in a sentence or two: its text alternative.
  public var summary: String
  /// The example, when it is a picture.
  public var image: ImageGrid.Image?
  /// The names of the classes, in the order of the outputs.
  public var classes: [String]
  /// What enters the softmax, one for each class.
  public var logits: [Number]
  /// `exp(logit - largest logit)`.
  public var exponentials: [Number]
  /// The sum of the exponentials.
  public var sum: Number
  /// What the network answered.
  public var probabilities: [Number]
  /// The most probable class.
  public var answer: Int

  /// The steps of one example, from numbers that the engine computed.
  public init(
    title: String, summary: String, image: ImageGrid.Image?, classes: [String], logits: [Double],
    exponentials: [Double], sum: Double, probabilities: [Double], answer: Int
  ) {
    self.title = title
    self.summary = summary
    self.image = image
    self.classes = classes
    self.logits = logits.map(Number.init)
    self.exponentials = exponentials.map(Number.init)
    self.sum = Number(sum)
    self.probabilities = probabilities.map(Number.init)
    self.answer = answer
  }
}
