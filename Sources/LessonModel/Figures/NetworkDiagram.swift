/// The layers of a model from input to output, with what each has to learn.
public struct NetworkDiagram: Hashable, Codable, Sendable {
  /// The heading over the figure.
  public var title: String
  /// What it shows, in a sentence or two: its text alternative.
  public var summary: String
  /// The shape of one example.
  public var inputShape: [Int]
  /// The layers from input to output.
  public var layers: [Layer]

  /// A diagram from its layers.
  public init(title: String, summary: String, inputShape: [Int], layers: [Layer]) {
    self.title = title
    self.summary = summary
    self.inputShape = inputShape
    self.layers = layers
  }

  /// All numbers to learn.
  public var parameterCount: Int { layers.reduce(0) { $0 &+ $1.parameters } }

  /// One step of the network.
  public struct Layer: Hashable, Codable, Sendable {
    /// Its name in the model: `dense_1`.
    public var name: String
    /// `Dense`, `Flatten`.
    public var kind: String
    /// The function after the sum: `relu`; `nil` when the layer has none.
    public var activation: String?
    /// The shape of one output.
    public var outputShape: [Int]
    /// The shape of the weights that multiply the inputs; empty when there are none.
    public var kernelShape: [Int]
    /// How many biases there are.
    public var biases: Int
    /// All its numbers.
    public var parameters: Int

    /// A layer of a diagram.
    public init(
      name: String, kind: String, activation: String? = nil, outputShape: [Int],
      kernelShape: [Int] = [], biases: Int = 0, parameters: Int = 0
    ) {
      self.name = name
      self.kind = kind
      self.activation = activation
      self.outputShape = outputShape
      self.kernelShape = kernelShape
      self.biases = biases
      self.parameters = parameters
    }
  }
}
