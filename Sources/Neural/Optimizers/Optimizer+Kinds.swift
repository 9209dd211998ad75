/// The optimizers, each by itself with its defaults, with numbers of one's own, and with a schedule.
extension Optimizer {
  // MARK: Stochastic gradient descent

  /// Stochastic gradient descent with learning rate 0.01.
  public static let sgd = sgd()

  /// Stochastic gradient descent: w -= rate g; with momentum v = momentum v - rate g, w += v; in
  /// Nesterov's form w += momentum v - rate g.
  public static func sgd(
    learningRate: Double = 0.01, momentum: Double = 0, nesterov: Bool = false,
    weightDecay: Double? = nil, clipNorm: Double? = nil, globalClipNorm: Double? = nil,
    clipValue: Double? = nil
  ) -> Optimizer {
    Optimizer(
      name: "sgd", learningRate: learningRate, schedule: nil,
      rule: .sgd(momentum: momentum, nesterov: nesterov), weightDecay: weightDecay,
      clipNorm: clipNorm, globalClipNorm: globalClipNorm, clipValue: clipValue)
  }

  /// The same with a learning rate that changes.
  public static func sgd(
    learningRate: LearningRateSchedule, momentum: Double = 0, nesterov: Bool = false,
    weightDecay: Double? = nil, clipNorm: Double? = nil, globalClipNorm: Double? = nil,
    clipValue: Double? = nil
  ) -> Optimizer {
    Optimizer(
      name: "sgd", learningRate: learningRate(0), schedule: learningRate,
      rule: .sgd(momentum: momentum, nesterov: nesterov), weightDecay: weightDecay,
      clipNorm: clipNorm, globalClipNorm: globalClipNorm, clipValue: clipValue)
  }

  // MARK: Adam

  /// Adam with learning rate 0.001.
  public static let adam = adam()

  /// Adam (Kingma and Ba, 2014): m += (g - m)(1 - beta1), v += (g^2 - v)(1 - beta2),
  /// w -= rate sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon). With `amsgrad` (Reddi and
  /// others, 2018) v never shrinks there.
  public static func adam(
    learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-7, amsgrad: Bool = false, weightDecay: Double? = nil,
    clipNorm: Double? = nil, globalClipNorm: Double? = nil, clipValue: Double? = nil
  ) -> Optimizer {
    Optimizer(
      name: "adam", learningRate: learningRate, schedule: nil,
      rule: .adam(beta1: beta1, beta2: beta2, epsilon: epsilon, amsgrad: amsgrad),
      weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
      clipValue: clipValue)
  }

  /// The same with a learning rate that changes.
  public static func adam(
    learningRate: LearningRateSchedule, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-7, amsgrad: Bool = false, weightDecay: Double? = nil,
    clipNorm: Double? = nil, globalClipNorm: Double? = nil, clipValue: Double? = nil
  ) -> Optimizer {
    Optimizer(
      name: "adam", learningRate: learningRate(0), schedule: learningRate,
      rule: .adam(beta1: beta1, beta2: beta2, epsilon: epsilon, amsgrad: amsgrad),
      weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
      clipValue: clipValue)
  }

  // MARK: AdamW

  /// AdamW with learning rate 0.001.
  public static let adamW = adamW()

  /// Adam with weight decay, 0.004 unless given (Loshchilov and Hutter, 2019).
  public static func adamW(
    learningRate: Double = 0.001, weightDecay: Double? = 0.004, beta1: Double = 0.9,
    beta2: Double = 0.999, epsilon: Double = 1e-7, amsgrad: Bool = false, clipNorm: Double? = nil,
    globalClipNorm: Double? = nil, clipValue: Double? = nil
  ) -> Optimizer {
    Optimizer(
      name: "adamw", learningRate: learningRate, schedule: nil,
      rule: .adam(beta1: beta1, beta2: beta2, epsilon: epsilon, amsgrad: amsgrad),
      weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
      clipValue: clipValue)
  }

  /// The same with a learning rate that changes.
  public static func adamW(
    learningRate: LearningRateSchedule, weightDecay: Double? = 0.004, beta1: Double = 0.9,
    beta2: Double = 0.999, epsilon: Double = 1e-7, amsgrad: Bool = false, clipNorm: Double? = nil,
    globalClipNorm: Double? = nil, clipValue: Double? = nil
  ) -> Optimizer {
    Optimizer(
      name: "adamw", learningRate: learningRate(0), schedule: learningRate,
      rule: .adam(beta1: beta1, beta2: beta2, epsilon: epsilon, amsgrad: amsgrad),
      weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
      clipValue: clipValue)
  }

  // MARK: RMSprop

  /// RMSprop with learning rate 0.001.
  public static let rmsprop = rmsprop()

  /// RMSprop (Hinton, 2012): v = rho v + (1 - rho) g^2, d = rate g / sqrt(v + epsilon), w -= d;
  /// with momentum m = momentum m + d, w -= m. `centered` takes the square of the mean gradient off v.
  public static func rmsprop(
    learningRate: Double = 0.001, rho: Double = 0.9, momentum: Double = 0, epsilon: Double = 1e-7,
    centered: Bool = false, weightDecay: Double? = nil, clipNorm: Double? = nil,
    globalClipNorm: Double? = nil, clipValue: Double? = nil
  ) -> Optimizer {
    Optimizer(
      name: "rmsprop", learningRate: learningRate, schedule: nil,
      rule: .rmsprop(rho: rho, momentum: momentum, epsilon: epsilon, centered: centered),
      weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
      clipValue: clipValue)
  }

  /// The same with a learning rate that changes.
  public static func rmsprop(
    learningRate: LearningRateSchedule, rho: Double = 0.9, momentum: Double = 0,
    epsilon: Double = 1e-7, centered: Bool = false, weightDecay: Double? = nil,
    clipNorm: Double? = nil, globalClipNorm: Double? = nil, clipValue: Double? = nil
  ) -> Optimizer {
    Optimizer(
      name: "rmsprop", learningRate: learningRate(0), schedule: learningRate,
      rule: .rmsprop(rho: rho, momentum: momentum, epsilon: epsilon, centered: centered),
      weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
      clipValue: clipValue)
  }

  // MARK: Adagrad

  /// Adagrad with learning rate 0.001.
  public static let adagrad = adagrad()

  /// Adagrad (Duchi and others, 2011): a += g^2, w -= rate g / sqrt(a + epsilon).
  public static func adagrad(
    learningRate: Double = 0.001, initialAccumulator: Double = 0.1, epsilon: Double = 1e-7,
    weightDecay: Double? = nil, clipNorm: Double? = nil, globalClipNorm: Double? = nil,
    clipValue: Double? = nil
  ) -> Optimizer {
    Optimizer(
      name: "adagrad", learningRate: learningRate, schedule: nil,
      rule: .adagrad(accumulator: initialAccumulator, epsilon: epsilon), weightDecay: weightDecay,
      clipNorm: clipNorm, globalClipNorm: globalClipNorm, clipValue: clipValue)
  }

  /// The same with a learning rate that changes.
  public static func adagrad(
    learningRate: LearningRateSchedule, initialAccumulator: Double = 0.1, epsilon: Double = 1e-7,
    weightDecay: Double? = nil, clipNorm: Double? = nil, globalClipNorm: Double? = nil,
    clipValue: Double? = nil
  ) -> Optimizer {
    Optimizer(
      name: "adagrad", learningRate: learningRate(0), schedule: learningRate,
      rule: .adagrad(accumulator: initialAccumulator, epsilon: epsilon), weightDecay: weightDecay,
      clipNorm: clipNorm, globalClipNorm: globalClipNorm, clipValue: clipValue)
  }

  // MARK: Adadelta

  /// Adadelta with learning rate 0.001.
  public static let adadelta = adadelta()

  /// Adadelta (Zeiler, 2012): a = rho a + (1 - rho) g^2, d = sqrt(u + epsilon) / sqrt(a + epsilon) g,
  /// u = rho u + (1 - rho) d^2, w -= rate d.
  public static func adadelta(
    learningRate: Double = 0.001, rho: Double = 0.95, epsilon: Double = 1e-7,
    weightDecay: Double? = nil, clipNorm: Double? = nil, globalClipNorm: Double? = nil,
    clipValue: Double? = nil
  ) -> Optimizer {
    Optimizer(
      name: "adadelta", learningRate: learningRate, schedule: nil,
      rule: .adadelta(rho: rho, epsilon: epsilon), weightDecay: weightDecay, clipNorm: clipNorm,
      globalClipNorm: globalClipNorm, clipValue: clipValue)
  }

  /// The same with a learning rate that changes.
  public static func adadelta(
    learningRate: LearningRateSchedule, rho: Double = 0.95, epsilon: Double = 1e-7,
    weightDecay: Double? = nil, clipNorm: Double? = nil, globalClipNorm: Double? = nil,
    clipValue: Double? = nil
  ) -> Optimizer {
    Optimizer(
      name: "adadelta", learningRate: learningRate(0), schedule: learningRate,
      rule: .adadelta(rho: rho, epsilon: epsilon), weightDecay: weightDecay, clipNorm: clipNorm,
      globalClipNorm: globalClipNorm, clipValue: clipValue)
  }

  // MARK: Adamax

  /// Adamax with learning rate 0.001.
  public static let adamax = adamax()

  /// Adamax (Kingma and Ba, 2014): m as in Adam, u = max(beta2 u, |g|),
  /// w -= rate m / ((1 - beta1^t)(u + epsilon)).
  public static func adamax(
    learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-7, weightDecay: Double? = nil, clipNorm: Double? = nil,
    globalClipNorm: Double? = nil, clipValue: Double? = nil
  ) -> Optimizer {
    Optimizer(
      name: "adamax", learningRate: learningRate, schedule: nil,
      rule: .adamax(beta1: beta1, beta2: beta2, epsilon: epsilon), weightDecay: weightDecay,
      clipNorm: clipNorm, globalClipNorm: globalClipNorm, clipValue: clipValue)
  }

  /// The same with a learning rate that changes.
  public static func adamax(
    learningRate: LearningRateSchedule, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-7, weightDecay: Double? = nil, clipNorm: Double? = nil,
    globalClipNorm: Double? = nil, clipValue: Double? = nil
  ) -> Optimizer {
    Optimizer(
      name: "adamax", learningRate: learningRate(0), schedule: learningRate,
      rule: .adamax(beta1: beta1, beta2: beta2, epsilon: epsilon), weightDecay: weightDecay,
      clipNorm: clipNorm, globalClipNorm: globalClipNorm, clipValue: clipValue)
  }

  // MARK: Nadam

  /// Nadam with learning rate 0.001.
  public static let nadam = nadam()

  /// Nadam (Dozat, 2016): Adam with Nesterov's look ahead.
  public static func nadam(
    learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-7, weightDecay: Double? = nil, clipNorm: Double? = nil,
    globalClipNorm: Double? = nil, clipValue: Double? = nil
  ) -> Optimizer {
    Optimizer(
      name: "nadam", learningRate: learningRate, schedule: nil,
      rule: .nadam(beta1: beta1, beta2: beta2, epsilon: epsilon), weightDecay: weightDecay,
      clipNorm: clipNorm, globalClipNorm: globalClipNorm, clipValue: clipValue)
  }

  /// The same with a learning rate that changes.
  public static func nadam(
    learningRate: LearningRateSchedule, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-7, weightDecay: Double? = nil, clipNorm: Double? = nil,
    globalClipNorm: Double? = nil, clipValue: Double? = nil
  ) -> Optimizer {
    Optimizer(
      name: "nadam", learningRate: learningRate(0), schedule: learningRate,
      rule: .nadam(beta1: beta1, beta2: beta2, epsilon: epsilon), weightDecay: weightDecay,
      clipNorm: clipNorm, globalClipNorm: globalClipNorm, clipValue: clipValue)
  }

}
