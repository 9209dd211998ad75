/// y = x scale + offset, as in `Rescaling(scale: 1 / 255.0)` for pixels.
public final class Rescaling: LayerCore, Layer {
  /// The factor.
  public let scale: Double
  /// What is added after.
  public let offset: Double

  /// Creates the layer.
  ///
  /// `inputShape` is the shape of one input, for the first layer of a model.
  ///
  /// - Throws: `NeuralError` for numbers that are not finite.
  public init(
    scale: Double, offset: Double = 0, inputShape: [Int]? = nil, name: String? = nil
  ) throws {
    guard scale.isFinite, offset.isFinite else {
      throw NeuralError(
        .argument, "Rescaling: scale and offset must be finite numbers",
        got: "\(scale) and \(offset)")
    }
    self.scale = scale
    self.offset = offset
    try super.init(typeName: "Rescaling", name: name, input: inputShape)
  }

  override func makeOperations(input: [Int]) -> [Operation] {
    [Rescale(scale: Float(scale), offset: Float(offset), width: input.reduce(1, *))]
  }
}

/// y = x scale + offset; back dx = dy scale.
final class Rescale: Operation {
  private let scale: Float
  private let offset: Float

  init(scale: Float, offset: Float, width: Int) {
    self.scale = scale
    self.offset = offset
    super.init(inputWidth: width, outputWidth: width)
  }

  override func forward(_ rows: Int, from input: BatchInput, to y: FloatPointer, training: Bool) {
    guard case .dense(let x) = input else { return }
    for i in 0..<rows * outputWidth { y[i] = x[i] * scale + offset }
  }

  override func backward(
    _ rows: Int, input: BatchInput, output: FloatPointer, gradient d: FloatPointer,
    inputGradient dx: FloatPointer?
  ) {
    guard let dx else { return }
    for i in 0..<rows * outputWidth { dx[i] = d[i] * scale }
  }
}
