/// y = x above a threshold and up to a maximum, else a part of what is missing: Keras' `ReLU` with its
/// options. With none of them it is max(0, x), the activation `.relu`.
///
/// With slope s, threshold t and maximum m: y = x, at most m, for x > t; else y = s (x - t). The
/// gradient is 1 between t and m, 0 above m, and s at t and below.
public final class ReLU: LayerCore, Layer {
  /// What y is at most.
  public let maxValue: Double?
  /// The factor at the threshold and below.
  public let negativeSlope: Double
  /// Above it a number passes as it is.
  public let threshold: Double

  /// Creates the layer.
  ///
  /// - Throws: `NeuralError` for a number that is negative or not finite, as in Keras.
  public init(
    maxValue: Double? = nil, negativeSlope: Double = 0, threshold: Double = 0, name: String? = nil
  ) throws {
    for (what, value) in [
      ("largest value", maxValue ?? 0), ("slope", negativeSlope), ("threshold", threshold),
    ] where !(value >= 0 && value.isFinite) {
      throw NeuralError(
        .argument, "ReLU: the \(what) is out of range", expected: "0 or more", got: "\(value)")
    }
    self.maxValue = maxValue
    self.negativeSlope = negativeSlope
    self.threshold = threshold
    try super.init(typeName: "ReLU", name: name)
  }

  override func makeOperations(input: [Int]) -> [Operation] {
    [
      Rectify(
        most: maxValue.map { Float($0) } ?? .infinity, slope: Float(negativeSlope),
        threshold: Float(threshold), width: input.reduce(1, *))
    ]
  }
}

/// z above 0, else negativeSlope z.
public final class LeakyReLU: LayerCore, Layer {
  /// The factor below 0.
  public let negativeSlope: Double

  /// Creates the layer; its slope is 0.3 unless given, while the activation's is 0.2 (as in Keras).
  ///
  /// - Throws: `NeuralError` for a slope that is negative or not finite.
  public init(negativeSlope: Double = 0.3, name: String? = nil) throws {
    guard negativeSlope >= 0, negativeSlope.isFinite else {
      throw NeuralError(
        .argument, "LeakyReLU: the slope is out of range", expected: "0 or more",
        got: "\(negativeSlope)")
    }
    self.negativeSlope = negativeSlope
    try super.init(typeName: "LeakyReLU", name: name)
  }

  override func makeOperations(input: [Int]) -> [Operation] {
    [Activate(.leakyRelu, shape: input, slope: Float(negativeSlope))]
  }
}

/// y = min(x, most) for x > threshold, else slope (x - threshold); back dx = dy times 1, 0 or slope.
final class Rectify: Operation {
  private let most: Float
  private let slope: Float
  private let threshold: Float

  init(most: Float, slope: Float, threshold: Float, width: Int) {
    self.most = most
    self.slope = slope
    self.threshold = threshold
    super.init(inputWidth: width, outputWidth: width)
  }

  override func forward(_ rows: Int, from input: BatchInput, to y: FloatPointer, training: Bool) {
    guard case .dense(let x) = input else { return }
    for i in 0..<rows * outputWidth {
      // NaN stays NaN: it is not above the threshold.
      y[i] = x[i] > threshold ? (x[i] > most ? most : x[i]) : slope * (x[i] - threshold)
    }
  }

  override func backward(
    _ rows: Int, input: BatchInput, output: FloatPointer, gradient d: FloatPointer,
    inputGradient dx: FloatPointer?
  ) {
    guard let dx, case .dense(let x) = input else { return }
    for i in 0..<rows * outputWidth {
      dx[i] = x[i] > threshold ? (x[i] < most ? d[i] : 0) : d[i] * slope
    }
  }
}
