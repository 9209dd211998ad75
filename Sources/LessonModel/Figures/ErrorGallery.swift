/// Pictures that were read wrongly, the costliest first.
public struct ErrorGallery: Hashable, Codable, Sendable {
  /// The heading over the figure.
  public var title: String
  /// What it shows, in a sentence or two: its text alternative.
  public var summary: String
  /// The names of the classes.
  public var classes: [String]
  /// The pictures, in the order of `errors`.
  public var pictures: PictureSheet
  /// One for each picture.
  public var errors: [Wrong]

  /// A gallery of wrong answers.
  public init(
    title: String, summary: String, classes: [String], pictures: PictureSheet, errors: [Wrong]
  ) {
    self.title = title
    self.summary = summary
    self.classes = classes
    self.pictures = pictures
    self.errors = errors
  }

  /// One wrong answer.
  public struct Wrong: Hashable, Codable, Sendable {
    /// Its place in the data, from 0.
    public var index: Int
    /// The right class.
    public var truth: Int
    /// The class with the largest probability.
    public var answer: Int
    /// What the network answered, one probability for each class.
    public var probabilities: [Number]
    /// `-log` of the probability of the truth.
    public var loss: Number

    /// A wrong answer from numbers that the engine computed.
    public init(index: Int, truth: Int, answer: Int, probabilities: [Double], loss: Double) {
      self.index = index
      self.truth = truth
      self.answer = answer
      self.probabilities = probabilities.map(Number.init)
      self.loss = Number(loss)
    }
  }
}
