/// The optimizers, each by itself with its defaults, and with numbers of one's own. A learning rate is a
/// number or a `LearningRateSchedule`; numbers that make no sense are refused here, where they are
/// written.
extension Optimizer {
  /// Stochastic gradient descent with learning rate 0.01 and Keras' other defaults.
  public static let sgd = Optimizer("sgd", 0.01, .sgd(momentum: 0, nesterov: false))

  /// Stochastic gradient descent: w -= rate g; with momentum v = momentum v - rate g, w += v; in
  /// Nesterov's form w += momentum v - rate g.
  ///
  /// - Throws: `NeuralError` for a number out of range.
  public static func sgd(
    learningRate: some LearningRate = 0.01, momentum: Double = 0, nesterov: Bool = false,
    weightDecay: Double? = nil, clipNorm: Double? = nil, globalClipNorm: Double? = nil,
    clipValue: Double? = nil
  ) throws -> Optimizer {
    try Optimizer(
      "sgd", learningRate, .sgd(momentum: momentum, nesterov: nesterov), weightDecay: weightDecay,
      clipNorm: clipNorm, globalClipNorm: globalClipNorm, clipValue: clipValue)
  }

  /// Adam with learning rate 0.001 and Keras' other defaults.
  public static let adam = Optimizer(
    "adam", 0.001, .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-7, amsgrad: false))

  /// Adam (Kingma and Ba, 2014): m += (g - m)(1 - beta1), v += (g^2 - v)(1 - beta2),
  /// w -= rate sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon). With `amsgrad` (Reddi and
  /// others, 2018) v never shrinks there.
  ///
  /// - Throws: `NeuralError` for a number out of range.
  public static func adam(
    learningRate: some LearningRate = 0.001, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-7, amsgrad: Bool = false, weightDecay: Double? = nil,
    clipNorm: Double? = nil, globalClipNorm: Double? = nil, clipValue: Double? = nil
  ) throws -> Optimizer {
    try Optimizer(
      "adam", learningRate, .adam(beta1: beta1, beta2: beta2, epsilon: epsilon, amsgrad: amsgrad),
      weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
      clipValue: clipValue)
  }

  /// AdamW with learning rate 0.001 and Keras' other defaults.
  public static let adamW = Optimizer(
    "adamw", 0.001, .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-7, amsgrad: false),
    Options(weightDecay: 0.004))

  /// Adam with weight decay, 0.004 unless given (Loshchilov and Hutter, 2019).
  ///
  /// - Throws: `NeuralError` for a number out of range.
  public static func adamW(
    learningRate: some LearningRate = 0.001, weightDecay: Double? = 0.004, beta1: Double = 0.9,
    beta2: Double = 0.999, epsilon: Double = 1e-7, amsgrad: Bool = false, clipNorm: Double? = nil,
    globalClipNorm: Double? = nil, clipValue: Double? = nil
  ) throws -> Optimizer {
    try Optimizer(
      "adamW", learningRate, .adam(beta1: beta1, beta2: beta2, epsilon: epsilon, amsgrad: amsgrad),
      weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
      clipValue: clipValue)
  }

  /// RMSprop with learning rate 0.001 and Keras' other defaults.
  public static let rmsprop = Optimizer(
    "rmsprop", 0.001, .rmsprop(rho: 0.9, momentum: 0, epsilon: 1e-7, centered: false))

  /// RMSprop (Hinton, 2012): v = rho v + (1 - rho) g^2, d = rate g / sqrt(v + epsilon), w -= d;
  /// with momentum m = momentum m + d, w -= m. `centered` takes the square of the mean gradient off v.
  ///
  /// - Throws: `NeuralError` for a number out of range.
  public static func rmsprop(
    learningRate: some LearningRate = 0.001, rho: Double = 0.9, momentum: Double = 0,
    epsilon: Double = 1e-7, centered: Bool = false, weightDecay: Double? = nil,
    clipNorm: Double? = nil, globalClipNorm: Double? = nil, clipValue: Double? = nil
  ) throws -> Optimizer {
    try Optimizer(
      "rmsprop", learningRate,
      .rmsprop(rho: rho, momentum: momentum, epsilon: epsilon, centered: centered),
      weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
      clipValue: clipValue)
  }

  /// Adagrad with learning rate 0.001 and Keras' other defaults.
  public static let adagrad = Optimizer("adagrad", 0.001, .adagrad(accumulator: 0.1, epsilon: 1e-7))

  /// Adagrad (Duchi and others, 2011): a += g^2, w -= rate g / sqrt(a + epsilon).
  ///
  /// - Throws: `NeuralError` for a number out of range.
  public static func adagrad(
    learningRate: some LearningRate = 0.001, initialAccumulator: Double = 0.1,
    epsilon: Double = 1e-7, weightDecay: Double? = nil, clipNorm: Double? = nil,
    globalClipNorm: Double? = nil, clipValue: Double? = nil
  ) throws -> Optimizer {
    try Optimizer(
      "adagrad", learningRate, .adagrad(accumulator: initialAccumulator, epsilon: epsilon),
      weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
      clipValue: clipValue)
  }

  /// Adadelta with learning rate 0.001 and Keras' other defaults.
  public static let adadelta = Optimizer("adadelta", 0.001, .adadelta(rho: 0.95, epsilon: 1e-7))

  /// Adadelta (Zeiler, 2012): a = rho a + (1 - rho) g^2, d = sqrt(u + epsilon) / sqrt(a + epsilon) g,
  /// u = rho u + (1 - rho) d^2, w -= rate d.
  ///
  /// - Throws: `NeuralError` for a number out of range.
  public static func adadelta(
    learningRate: some LearningRate = 0.001, rho: Double = 0.95, epsilon: Double = 1e-7,
    weightDecay: Double? = nil, clipNorm: Double? = nil, globalClipNorm: Double? = nil,
    clipValue: Double? = nil
  ) throws -> Optimizer {
    try Optimizer(
      "adadelta", learningRate, .adadelta(rho: rho, epsilon: epsilon), weightDecay: weightDecay,
      clipNorm: clipNorm, globalClipNorm: globalClipNorm, clipValue: clipValue)
  }

  /// Adamax with learning rate 0.001 and Keras' other defaults.
  public static let adamax = Optimizer(
    "adamax", 0.001, .adamax(beta1: 0.9, beta2: 0.999, epsilon: 1e-7))

  /// Adamax (Kingma and Ba, 2014): m as in Adam, u = max(beta2 u, |g|),
  /// w -= rate m / ((1 - beta1^t)(u + epsilon)).
  ///
  /// - Throws: `NeuralError` for a number out of range.
  public static func adamax(
    learningRate: some LearningRate = 0.001, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-7, weightDecay: Double? = nil, clipNorm: Double? = nil,
    globalClipNorm: Double? = nil, clipValue: Double? = nil
  ) throws -> Optimizer {
    try Optimizer(
      "adamax", learningRate, .adamax(beta1: beta1, beta2: beta2, epsilon: epsilon),
      weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
      clipValue: clipValue)
  }

  /// Nadam with learning rate 0.001 and Keras' other defaults.
  public static let nadam = Optimizer(
    "nadam", 0.001, .nadam(beta1: 0.9, beta2: 0.999, epsilon: 1e-7))

  /// Nadam (Dozat, 2016): Adam with Nesterov's look ahead.
  ///
  /// - Throws: `NeuralError` for a number out of range.
  public static func nadam(
    learningRate: some LearningRate = 0.001, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-7, weightDecay: Double? = nil, clipNorm: Double? = nil,
    globalClipNorm: Double? = nil, clipValue: Double? = nil
  ) throws -> Optimizer {
    try Optimizer(
      "nadam", learningRate, .nadam(beta1: beta1, beta2: beta2, epsilon: epsilon),
      weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
      clipValue: clipValue)
  }
}
