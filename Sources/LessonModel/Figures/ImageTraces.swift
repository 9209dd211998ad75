/// Pictures on their way through a network of two layers: what the hidden neurons say, and what each
/// adds to the two largest sums.
public struct ImageTraces: Hashable, Codable, Sendable {
  /// The heading over the figure.
  public var title: String
  /// What it shows, in a sentence or two: its text alternative.
  public var summary: String
  /// The names of the classes, in the order of the outputs.
  public var classes: [String]
  /// The pictures, in the order of `traces`.
  public var pictures: PictureSheet
  /// One for each picture.
  public var traces: [Trace]
  /// The weights from the hidden neurons to the outputs: a row for each neuron.
  public var outputWeights: [[Number]]
  /// The bias of each output.
  public var outputBiases: [Number]

  /// Traces of some pictures.
  public init(
    title: String, summary: String, classes: [String], pictures: PictureSheet, traces: [Trace],
    outputWeights: [[Double]], outputBiases: [Double]
  ) {
    self.title = title
    self.summary = summary
    self.classes = classes
    self.pictures = pictures
    self.traces = traces
    self.outputWeights = outputWeights.map { $0.map(Number.init) }
    self.outputBiases = outputBiases.map(Number.init)
  }

  /// What happened to one picture.
  public struct Trace: Hashable, Codable, Sendable {
    /// Its place in the data, from 0.
    public var index: Int
    /// The right class; `nil` when it is not known.
    public var truth: Int?
    /// What the hidden neurons gave.
    public var hidden: [Number]
    /// The sums of the last layer.
    public var logits: [Number]
    /// What the network answered.
    public var probabilities: [Number]

    /// A trace from numbers that the engine computed.
    public init(
      index: Int, truth: Int?, hidden: [Double], logits: [Double], probabilities: [Double]
    ) {
      self.index = index
      self.truth = truth
      self.hidden = hidden.map(Number.init)
      self.logits = logits.map(Number.init)
      self.probabilities = probabilities.map(Number.init)
    }
  }
}
