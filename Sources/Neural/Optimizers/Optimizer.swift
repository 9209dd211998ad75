import CKernels

/// How a gradient changes a weight. The formulas are Keras', with g the gradient, t the step from 1.
///
/// - SGD: w -= rate g; with momentum v = momentum v - rate g, w += v; Nesterov's form adds
///   momentum v - rate g instead.
/// - Adam: m += (g - m)(1 - beta1), v += (g^2 - v)(1 - beta2),
///   w -= rate sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon).
/// - RMSprop: v = rho v + (1 - rho) g^2, w -= rate g / sqrt(v + epsilon).
public struct Optimizer: Hashable, Sendable {
  enum Rule: Hashable {
    case sgd(momentum: Double, nesterov: Bool)
    case adam(beta1: Double, beta2: Double, epsilon: Double)
    case rmsprop(rho: Double, momentum: Double, epsilon: Double)
  }

  /// Keras' name: `adam`.
  public let name: String
  /// The size of the steps.
  public let learningRate: Double
  let rule: Rule

  /// Stochastic gradient descent with learning rate 0.01.
  public static let sgd = sgd()
  /// Adam with learning rate 0.001.
  public static let adam = adam()
  /// RMSprop with learning rate 0.001.
  public static let rmsprop = rmsprop()

  /// Stochastic gradient descent.
  public static func sgd(
    learningRate: Double = 0.01, momentum: Double = 0, nesterov: Bool = false
  ) -> Optimizer {
    Optimizer(
      name: "sgd", learningRate: learningRate, rule: .sgd(momentum: momentum, nesterov: nesterov))
  }

  /// Adam (Kingma and Ba, 2014).
  public static func adam(
    learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999,
    epsilon: Double = 1e-7
  ) -> Optimizer {
    Optimizer(
      name: "adam", learningRate: learningRate,
      rule: .adam(beta1: beta1, beta2: beta2, epsilon: epsilon))
  }

  /// RMSprop (Hinton, 2012).
  public static func rmsprop(
    learningRate: Double = 0.001, rho: Double = 0.9, momentum: Double = 0, epsilon: Double = 1e-7
  ) -> Optimizer {
    Optimizer(
      name: "rmsprop", learningRate: learningRate,
      rule: .rmsprop(rho: rho, momentum: momentum, epsilon: epsilon))
  }

  /// Refuses numbers that make no sense, before any work.
  func check() throws {
    func require(_ name: String, _ value: Double, _ fits: Bool, _ expected: String) throws {
      guard fits else {
        throw NeuralError(
          .argument, "compile: the \(name) of \(self.name) is out of range", expected: expected,
          got: "\(value)")
      }
    }
    func fraction(_ name: String, _ value: Double) throws {
      try require(name, value, value >= 0 && value < 1, "0 or more, below 1")
    }
    func positive(_ name: String, _ value: Double) throws {
      try require(name, value, value > 0 && value.isFinite, "above 0")
    }
    try require(
      "learning rate", learningRate, learningRate >= 0 && learningRate.isFinite, "0 or more")
    switch rule {
    case .sgd(let momentum, _):
      try require("momentum", momentum, momentum >= 0 && momentum <= 1, "0 to 1")
    case .adam(let beta1, let beta2, let epsilon):
      try fraction("beta1", beta1)
      try fraction("beta2", beta2)
      try positive("epsilon", epsilon)
    case .rmsprop(let rho, let momentum, let epsilon):
      try fraction("rho", rho)
      try require("momentum", momentum, momentum >= 0 && momentum <= 1, "0 to 1")
      try positive("epsilon", epsilon)
    }
  }

  /// Whether a parameter needs the first and the second slot.
  var slots: (first: Bool, second: Bool) {
    switch rule {
    case .sgd(let momentum, _): (momentum > 0, false)
    case .adam: (true, true)
    case .rmsprop(_, let momentum, _): (momentum > 0, true)
    }
  }
}

/// An optimizer at work: the step it has come to.
struct OptimizerState {
  let optimizer: Optimizer
  /// Updates done so far.
  private(set) var iterations = 0
  // beta1^t and beta2^t, by repeated multiplication.
  private var power1 = 1.0
  private var power2 = 1.0

  init(_ optimizer: Optimizer) { self.optimizer = optimizer }

  /// The update of the next step.
  mutating func next() -> kernels_rule {
    iterations += 1
    var rule = kernels_rule()
    rule.rate = Float(optimizer.learningRate)
    switch optimizer.rule {
    case .sgd(let momentum, let nesterov):
      let kind = momentum == 0 ? KERNELS_SGD : nesterov ? KERNELS_NESTEROV : KERNELS_MOMENTUM
      rule.kind = Int32(kind)
      rule.a = Float(momentum)
    case .adam(let beta1, let beta2, let epsilon):
      rule.kind = Int32(KERNELS_ADAM)
      power1 *= beta1
      power2 *= beta2
      rule.rate = Float(optimizer.learningRate * (1 - power2).squareRoot() / (1 - power1))
      rule.a = Float(1 - beta1)
      rule.b = Float(1 - beta2)
      rule.epsilon = Float(epsilon)
    case .rmsprop(let rho, let momentum, let epsilon):
      let kind = momentum == 0 ? KERNELS_RMSPROP : KERNELS_RMSPROP_MOMENTUM
      rule.kind = Int32(kind)
      rule.a = Float(rho)
      rule.b = Float(1 - rho)
      rule.c = Float(momentum)
      rule.epsilon = Float(epsilon)
    }
    return rule
  }
}
