/// How a gradient changes a weight. The formulas are Keras', with g the gradient, t the step from 1.
///
/// What all have in common happens first, in this order, and only where it is asked for:
///
/// - Gradients are cut: with `clipNorm` each weight array's own is shortened to that length, with
///   `globalClipNorm` all together are, with `clipValue` each number is kept within plus and minus
///   it. Where several are given the first of these counts.
/// - Weights decay: w -= w weightDecay rate.
public struct Optimizer: Hashable, Sendable {
  enum Rule: Hashable {
    case sgd(momentum: Double, nesterov: Bool)
    case adam(beta1: Double, beta2: Double, epsilon: Double, amsgrad: Bool)
    case rmsprop(rho: Double, momentum: Double, epsilon: Double, centered: Bool)
    case adagrad(accumulator: Double, epsilon: Double)
    case adadelta(rho: Double, epsilon: Double)
    case adamax(beta1: Double, beta2: Double, epsilon: Double)
    case nadam(beta1: Double, beta2: Double, epsilon: Double)
  }

  /// Keras' name: `adam`.
  public let name: String
  /// The learning rate of every step.
  let rates: LearningRateSchedule
  let rule: Rule
  let options: Options

  /// What all optimizers can do besides; nil for what is not wanted.
  struct Options: Hashable {
    var weightDecay: Double?
    var clipNorm: Double?
    var globalClipNorm: Double?
    var clipValue: Double?
  }

  /// An optimizer whose numbers are known to make sense.
  init(_ name: String, _ rates: Double, _ rule: Rule, _ options: Options = Options()) {
    self.name = name
    self.rates = rates.learningRateSchedule
    self.rule = rule
    self.options = options
  }

  /// An optimizer of numbers that are checked; `function` is that of the cell.
  init(
    _ function: String, _ rate: some LearningRate, _ rule: Rule, weightDecay: Double?,
    clipNorm: Double?, globalClipNorm: Double?, clipValue: Double?
  ) throws {
    name = function.lowercased()
    rates = rate.learningRateSchedule
    self.rule = rule
    options = Options(
      weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
      clipValue: clipValue)
    try check(function)
  }

  /// The size of the steps; the first one's with a schedule.
  public var learningRate: Double { rates(0) }
  /// How the size of the steps changes, if it does.
  public var schedule: LearningRateSchedule? { rates.rule == .constant ? nil : rates }

  /// Refuses numbers that make no sense, before any work.
  private func check(_ function: String) throws {
    func require(_ name: String, _ value: Double, _ fits: Bool, _ expected: String) throws {
      guard fits else {
        throw NeuralError(
          .argument, "\(function): the \(name) is out of range", expected: expected,
          got: "\(value)")
      }
    }
    func fraction(_ name: String, _ value: Double) throws {
      try require(name, value, value >= 0 && value < 1, "0 or more, below 1")
    }
    func positive(_ name: String, _ value: Double) throws {
      try require(name, value, value > 0 && value.isFinite, "above 0")
    }
    func momentum(_ value: Double) throws {
      try require("momentum", value, value >= 0 && value <= 1, "0 to 1")
    }
    try require(
      "learning rate", learningRate, learningRate >= 0 && learningRate.isFinite, "0 or more")
    if let weightDecay = options.weightDecay {
      try require(
        "weight decay", weightDecay, weightDecay >= 0 && weightDecay.isFinite, "0 or more")
    }
    for (name, value) in [
      ("clip norm", options.clipNorm), ("global clip norm", options.globalClipNorm),
      ("clip value", options.clipValue),
    ] {
      if let value { try positive(name, value) }
    }
    switch rule {
    case .sgd(let mu, _): try momentum(mu)
    case .adam(let beta1, let beta2, let epsilon, _), .adamax(let beta1, let beta2, let epsilon),
      .nadam(let beta1, let beta2, let epsilon):
      try fraction("beta1", beta1)
      try fraction("beta2", beta2)
      try positive("epsilon", epsilon)
    case .rmsprop(let rho, let mu, let epsilon, _):
      try fraction("rho", rho)
      try momentum(mu)
      try positive("epsilon", epsilon)
    case .adagrad(let accumulator, let epsilon):
      try require(
        "initial accumulator", accumulator, accumulator >= 0 && accumulator.isFinite, "0 or more")
      try positive("epsilon", epsilon)
    case .adadelta(let rho, let epsilon):
      try fraction("rho", rho)
      try positive("epsilon", epsilon)
    }
  }

  /// What each slot of a parameter holds at first; nil for a slot that is not needed.
  var slots: (first: Float?, second: Float?, third: Float?) {
    switch rule {
    case .sgd(let momentum, _): (momentum > 0 ? 0 : nil, nil, nil)
    case .adam(_, _, _, let amsgrad): (0, 0, amsgrad ? 0 : nil)
    case .rmsprop(_, let momentum, _, let centered):
      (momentum > 0 ? 0 : nil, 0, centered ? 0 : nil)
    case .adagrad(let accumulator, _): (Float(accumulator), nil, nil)
    case .adadelta, .adamax, .nadam: (0, 0, nil)
    }
  }

  /// Whether the kernels that make a gradient can use it at once; else it must be whole first.
  var isFused: Bool {
    guard options == Options() else { return false }
    return switch rule {
    case .sgd: true
    case .adam(_, _, _, let amsgrad): !amsgrad
    case .rmsprop(_, _, _, let centered): !centered
    case .adagrad, .adadelta, .adamax, .nadam: false
    }
  }
}
