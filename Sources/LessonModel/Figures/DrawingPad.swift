/// The trained network itself, so that a reader can draw a picture and see what it answers.
public struct DrawingPad: Hashable, Codable, Sendable {
  /// The heading over the figure.
  public var title: String
  /// What it shows, in a sentence or two: its text alternative.
  public var summary: String
  /// Pixels in a row of the pictures the network reads.
  public var width: Int
  /// Rows of the pictures.
  public var height: Int
  /// The names of the classes, in the order of the outputs.
  public var classes: [String]
  /// What a pixel full of ink is to the network: 1 when it was trained with numbers up to 1.
  public var ink: Number
  /// The layers that have weights, from input to output; the last one ends in softmax.
  public var layers: [Layer]
  /// Pictures to begin with.
  public var pictures: PictureSheet
  /// The right class of each of them.
  public var labels: [Int]
  /// What the network answered to each of them: a row of probabilities.
  public var answers: [[Number]]

  /// A pad for a network.
  public init(
    title: String, summary: String, width: Int, height: Int, classes: [String], ink: Double,
    layers: [Layer], pictures: PictureSheet, labels: [Int], answers: [[Double]]
  ) {
    self.title = title
    self.summary = summary
    self.width = width
    self.height = height
    self.classes = classes
    self.ink = Number(ink)
    self.layers = layers
    self.pictures = pictures
    self.labels = labels
    self.answers = answers.map { $0.map(Number.init) }
  }

  /// A layer y = f(xW + b).
  public struct Layer: Hashable, Codable, Sendable {
    /// How many numbers enter.
    public var inputs: Int
    /// How many numbers leave.
    public var outputs: Int
    /// `relu`, `linear`, `sigmoid`, `tanh` or `softmax`.
    public var activation: String
    /// W row by row, then b: little-endian 32-bit floating-point numbers in base64.
    public var weights: String

    /// A layer from its numbers: `inputs * outputs` weights row by row, then `outputs` biases.
    public init(inputs: Int, outputs: Int, activation: String, weights: [Float]) {
      self.inputs = inputs
      self.outputs = outputs
      self.activation = activation
      self.weights =
        weights.flatMap { weight -> [UInt8] in
          let bits = weight.bitPattern
          return [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: bits >> $0) }
        }.base64
    }
  }
}
