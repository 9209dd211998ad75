/// Every example as one row: [28, 28] becomes [784]. Nothing is computed and nothing moves.
public final class Flatten: LayerCore, Layer {
  /// Creates the layer.
  ///
  /// `inputShape` is the shape of one input, for the first layer of a model.
  ///
  /// - Throws: `NeuralError` for a shape without elements, or too large.
  public init(inputShape: [Int]? = nil, name: String? = nil) throws {
    try super.init(typeName: "Flatten", name: name, input: inputShape)
  }

  override func outputShape(for input: [Int]) throws -> [Int] { [input.reduce(1, *)] }
}

/// The shape of one example, declared before the first layer (Keras: `Input(shape=...)`).
public final class Input: LayerCore, Layer {
  /// Creates the declaration.
  ///
  /// - Throws: `NeuralError` for a shape without elements, or too large.
  public init(shape: [Int], name: String? = nil) throws {
    try super.init(typeName: "InputLayer", name: name, input: shape)
  }
}
