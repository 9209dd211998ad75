/// In training only: every number becomes 0 with probability `rate`, and the others grow by
/// 1 / (1 - rate), so that the sum stays the same on average.
public final class Dropout: LayerCore, Layer {
  /// The probability of becoming 0.
  public let rate: Double
  private let seed: Int?

  /// Creates the layer.
  ///
  /// Without `seed` its choices come from the run's own.
  ///
  /// - Throws: `NeuralError` if `rate` is not in `0 ... 1`.
  public init(_ rate: Double, seed: Int? = nil, name: String? = nil) throws {
    guard rate >= 0, rate <= 1 else {
      throw NeuralError(
        .argument, "Dropout: the rate must be a probability", expected: "0 to 1", got: "\(rate)")
    }
    self.rate = rate
    self.seed = seed
    try super.init(typeName: "Dropout", name: name)
  }

  override func makeOperations(input: [Int]) -> [Operation] {
    [Drop(rate: rate, seed: seed, width: input.reduce(1, *))]
  }
}

/// y = x m, with m = 0 or 1 / (1 - rate); back dx = dy m.
final class Drop: Operation {
  private let rate: Double
  private let seed: Int?
  private var stream: Philox?
  private var mask = FloatBuffer(count: 0)

  init(rate: Double, seed: Int?, width: Int) {
    self.rate = rate
    self.seed = seed
    super.init(inputWidth: width, outputWidth: width)
  }

  override func prepare(capacity: Int) { mask = FloatBuffer(count: capacity * outputWidth) }

  // A seeded layer goes on where it was, as Keras' seed generator does.
  override func beginFit() {
    if stream == nil || seed == nil { stream = RandomSource.stream(seed: seed) }
  }

  override func forward(_ rows: Int, from input: BatchInput, to y: FloatPointer, training: Bool) {
    guard case .dense(let x) = input else { return }
    let count = rows * outputWidth
    guard training, rate > 0, var stream else {
      y.update(from: x, count: count)
      mask.pointer.update(repeating: 1, count: count)
      return
    }
    let keep = rate < 1 ? Float(1 / (1 - rate)) : 0
    // A word below the threshold drops: the rate to 32 bits.
    let threshold = UInt64(rate * 0x1p32)
    for i in 0..<count {
      mask.pointer[i] = UInt64(stream.nextWord()) < threshold ? 0 : keep
      y[i] = x[i] * mask.pointer[i]
    }
    self.stream = stream
  }

  override func backward(
    _ rows: Int, input: BatchInput, output: FloatPointer, gradient d: FloatPointer,
    inputGradient dx: FloatPointer?
  ) {
    guard let dx else { return }
    for i in 0..<rows * outputWidth { dx[i] = d[i] * mask.pointer[i] }
  }
}
