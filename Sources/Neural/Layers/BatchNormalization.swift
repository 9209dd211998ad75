/// y = gamma (x - m) / sqrt(v + epsilon) + beta, channel by channel along the last axis.
///
/// In training m and v are the mean and the (population) variance of the batch, over all other axes,
/// and the moving ones follow them: moving = moving momentum + batch (1 - momentum). Elsewhere m and
/// v are the moving ones. Weights: gamma, beta, moving mean, moving variance, each [channels].
public final class BatchNormalization: LayerCore, Layer {
  /// How slowly the moving statistics follow.
  public let momentum: Double
  /// What keeps the division possible.
  public let epsilon: Double
  /// Whether there is a beta.
  public let center: Bool
  /// Whether there is a gamma.
  public let scale: Bool

  /// Creates the layer.
  ///
  /// `inputShape` is the shape of one input, for the first layer of a model.
  ///
  /// - Throws: `NeuralError` if `momentum` is not in `0 ... 1`, or `epsilon` not positive.
  public init(
    momentum: Double = 0.99, epsilon: Double = 1e-3, center: Bool = true, scale: Bool = true,
    inputShape: [Int]? = nil, name: String? = nil
  ) throws {
    guard momentum >= 0, momentum <= 1 else {
      throw NeuralError(
        .argument, "BatchNormalization: the momentum is out of range", expected: "0 to 1",
        got: "\(momentum)")
    }
    guard epsilon > 0, epsilon.isFinite else {
      throw NeuralError(
        .argument, "BatchNormalization: the epsilon is out of range", expected: "above 0",
        got: "\(epsilon)")
    }
    self.momentum = momentum
    self.epsilon = epsilon
    self.center = center
    self.scale = scale
    try super.init(typeName: "BatchNormalization", name: name, input: inputShape)
  }

  override func outputShape(for input: [Int]) throws -> [Int] {
    guard !input.isEmpty else {
      throw NeuralError(
        .shape, "BatchNormalization: the input has no axis of channels",
        expected: "a shape such as [784]", got: "[]")
    }
    return input
  }

  override func makeParameters(input: [Int]) throws -> [Parameter] {
    let channels = input.last ?? 1
    try Observation.charge(
      "BatchNormalization", multiplyAdds: channels, bytes: saturating(channels, 16))
    func parameter(_ name: String, _ value: Float, _ isTrainable: Bool) -> Parameter {
      Parameter(
        name: name, shape: [channels], values: [Float](repeating: value, count: channels),
        isTrainable: isTrainable)
    }
    return (scale ? [parameter("gamma", 1, true)] : [])
      + (center ? [parameter("beta", 0, true)] : [])
      + [parameter("moving_mean", 0, false), parameter("moving_variance", 1, false)]
  }

  override func makeOperations(input: [Int]) -> [Operation] {
    let statistics = parameters.suffix(2)
    guard let mean = statistics.first, let variance = statistics.last else { return [] }
    return [
      NormalizeBatch(
        gamma: scale ? parameters[0] : nil, beta: center ? parameters[scale ? 1 : 0] : nil,
        movingMean: mean, movingVariance: variance, momentum: momentum,
        epsilon: Float(epsilon), width: input.reduce(1, *), channels: input.last ?? 1)
    ]
  }
}

/// x^ = (x - m) r with r = 1 / sqrt(v + epsilon), y = gamma x^ + beta.
///
/// Back, with n rows and sums over them: dbeta = sum dy, dgamma = sum dy x^ and in training
/// dx = gamma r (dy - dbeta / n - x^ dgamma / n); with moving statistics dx = gamma r dy.
final class NormalizeBatch: Operation {
  private let gamma: ParameterState?
  private let beta: ParameterState?
  private let movingMean: FloatBuffer
  private let movingVariance: FloatBuffer
  private let momentum: Float
  private let rest: Float
  private let epsilon: Float
  private let channels: Int
  private var isTraining = false
  private var normalized = FloatBuffer(count: 0)
  private let mean: FloatBuffer
  private let factor: FloatBuffer
  private let gammaGradient: FloatBuffer
  private let betaGradient: FloatBuffer
  // Sums run in double precision: a batch of feature maps has thousands of rows.
  private let sums: UnsafeMutablePointer<Double>
  private let products: UnsafeMutablePointer<Double>

  init(
    gamma: Parameter?, beta: Parameter?, movingMean: Parameter, movingVariance: Parameter,
    momentum: Double, epsilon: Float, width: Int, channels: Int
  ) {
    self.gamma = gamma.map { ParameterState($0) }
    self.beta = beta.map { ParameterState($0) }
    self.movingMean = movingMean.buffer
    self.movingVariance = movingVariance.buffer
    self.momentum = Float(momentum)
    rest = Float(1 - momentum)
    self.epsilon = epsilon
    self.channels = channels
    mean = FloatBuffer(count: channels)
    factor = FloatBuffer(count: channels)
    gammaGradient = FloatBuffer(count: channels)
    betaGradient = FloatBuffer(count: channels)
    sums = .allocate(capacity: channels)
    products = .allocate(capacity: channels)
    super.init(inputWidth: width, outputWidth: width)
  }

  deinit {
    sums.deallocate()
    products.deallocate()
  }

  override var states: [ParameterState] { [gamma, beta].compactMap { $0 } }

  override var multiplyAdds: Int { saturating(outputWidth, 4) }

  override func prepare(capacity: Int) { normalized = FloatBuffer(count: capacity * outputWidth) }

  override func forward(_ rows: Int, from input: BatchInput, to y: FloatPointer, training: Bool) {
    guard case .dense(let x) = input else { return }
    isTraining = training
    let n = rows * outputWidth / channels
    let (m, r, kept) = (mean.pointer, factor.pointer, normalized.pointer)
    if training {
      measure(x, n)
    } else {
      for c in 0..<channels {
        m[c] = movingMean.pointer[c]
        r[c] = 1 / (movingVariance.pointer[c] + epsilon).squareRoot()
      }
    }
    let (scale, shift) = (gamma?.parameter.buffer.pointer, beta?.parameter.buffer.pointer)
    for row in 0..<n {
      let (from, to, out) = (x + row * channels, kept + row * channels, y + row * channels)
      for c in 0..<channels { to[c] = (from[c] - m[c]) * r[c] }
      if let scale {
        for c in 0..<channels { out[c] = to[c] * scale[c] }
      } else {
        for c in 0..<channels { out[c] = to[c] }
      }
      if let shift { for c in 0..<channels { out[c] += shift[c] } }
    }
  }

  /// The mean and variance of the batch, and a step of the moving ones towards them.
  private func measure(_ x: FloatPointer, _ n: Int) {
    let (m, r) = (mean.pointer, factor.pointer)
    let count = Double(max(1, n))
    sums.update(repeating: 0, count: channels)
    products.update(repeating: 0, count: channels)
    for row in 0..<n {
      let from = x + row * channels
      for c in 0..<channels { sums[c] += Double(from[c]) }
    }
    for c in 0..<channels { sums[c] /= count }
    for row in 0..<n {
      let from = x + row * channels
      for c in 0..<channels {
        let difference = Double(from[c]) - sums[c]
        products[c] += difference * difference
      }
    }
    for c in 0..<channels {
      let variance = products[c] / count
      m[c] = Float(sums[c])
      r[c] = Float(1 / (variance + Double(epsilon)).squareRoot())
      movingMean.pointer[c] = movingMean.pointer[c] * momentum + m[c] * rest
      movingVariance.pointer[c] =
        movingVariance.pointer[c] * momentum + Float(variance) * rest
    }
  }

  override func backward(
    _ rows: Int, input: BatchInput, output: FloatPointer, gradient d: FloatPointer,
    inputGradient dx: FloatPointer?
  ) {
    let n = rows * outputWidth / channels
    let kept = normalized.pointer
    sums.update(repeating: 0, count: channels)
    products.update(repeating: 0, count: channels)
    for row in 0..<n {
      let (dy, hat) = (d + row * channels, kept + row * channels)
      for c in 0..<channels {
        sums[c] += Double(dy[c])
        products[c] += Double(dy[c]) * Double(hat[c])
      }
    }
    let (dGamma, dBeta) = (gammaGradient.pointer, betaGradient.pointer)
    for c in 0..<channels {
      dBeta[c] = Float(sums[c])
      dGamma[c] = Float(products[c])
    }
    if let dx {
      let count = Float(max(1, n))
      let (r, scale) = (factor.pointer, gamma?.parameter.buffer.pointer)
      for row in 0..<n {
        let (dy, hat, out) = (d + row * channels, kept + row * channels, dx + row * channels)
        for c in 0..<channels {
          let whole =
            isTraining ? dy[c] - (dBeta[c] / count) - hat[c] * (dGamma[c] / count) : dy[c]
          out[c] = whole * (scale.map { $0[c] * r[c] } ?? r[c])
        }
      }
    }
    gamma?.use(gammaGradient)
    beta?.use(betaGradient)
  }
}
