/// What was taken for what: the right classes against the answers of a network.
public struct ConfusionTable: Hashable, Codable, Sendable {
  /// The heading over the figure.
  public var title: String
  /// What it shows, in a sentence or two: its text alternative.
  public var summary: String
  /// The names of the classes.
  public var classes: [String]
  /// How often each class (row) was taken for each (column).
  public var counts: [[Int]]
  /// For each class, the share of its answers that are right.
  public var precision: [Number]
  /// For each class, the share of its examples that were found.
  public var recall: [Number]
  /// For each class, the harmonic mean of the two.
  public var f1: [Number]
  /// Pictures of wrong answers, in the order of `examples`.
  public var pictures: PictureSheet?
  /// Which wrong answer each picture is.
  public var examples: [Example]

  /// A table of counts; the shares follow from them.
  public init(
    title: String, summary: String, classes: [String], counts: [[Int]],
    pictures: PictureSheet? = nil, examples: [Example] = []
  ) {
    self.title = title
    self.summary = summary
    self.classes = classes
    self.counts = counts
    self.pictures = pictures
    self.examples = examples
    var precision: [Number] = []
    var recall: [Number] = []
    var f1: [Number] = []
    for index in counts.indices {
      let right = counts[index].indices.contains(index) ? counts[index][index] : 0
      let answered = counts.reduce(0) { $0 + ($1.indices.contains(index) ? $1[index] : 0) }
      let real = counts[index].reduce(0, +)
      // Nothing answered or nothing there: no share, as scikit-learn reports 0.
      let p = answered > 0 ? Double(right) / Double(answered) : 0
      let r = real > 0 ? Double(right) / Double(real) : 0
      precision.append(Number(p))
      recall.append(Number(r))
      f1.append(Number(p + r > 0 ? 2 * p * r / (p + r) : 0))
    }
    (self.precision, self.recall, self.f1) = (precision, recall, f1)
  }

  /// One wrong answer.
  public struct Example: Hashable, Codable, Sendable {
    /// Its place in the data, from 0.
    public var index: Int
    /// The right class.
    public var truth: Int
    /// What the network answered.
    public var answer: Int

    /// A wrong answer by its place.
    public init(index: Int, truth: Int, answer: Int) {
      self.index = index
      self.truth = truth
      self.answer = answer
    }
  }
}
