/// A learning rate that changes with the steps of training, counted from 0: Keras'
/// `LearningRateSchedule`.
public struct LearningRateSchedule: Hashable, Sendable {
  enum Rule: Hashable {
    case constant
    case exponential(rate: Double, staircase: Bool)
    case inverseTime(rate: Double, staircase: Bool)
    case polynomial(end: Double, power: Double, cycle: Bool)
    case cosine(alpha: Double, warmupTarget: Double?, warmupSteps: Int)
    case piecewise(boundaries: [Int], values: [Double])
  }

  let initial: Double
  let decaySteps: Int
  let rule: Rule

  /// The learning rate of a step, counted from 0.
  public func callAsFunction(_ step: Int) -> Double {
    let at = Double(step)
    let steps = Double(decaySteps)
    switch rule {
    case .constant: return initial
    case .exponential(let rate, let staircase):
      let p = at / steps
      return initial * Elementary.power(rate, staircase ? p.rounded(.down) : p)
    case .inverseTime(let rate, let staircase):
      let p = at / steps
      return initial / (1 + rate * (staircase ? p.rounded(.down) : p))
    case .polynomial(let end, let power, let cycle):
      let length = cycle && step > 0 ? steps * (at / steps).rounded(.up) : steps
      let p = min(at, length) / length
      return (initial - end) * Elementary.power(1 - p, power) + end
    case .cosine(let alpha, let target, let warmup):
      guard let target else { return cosine(at / steps, from: initial, alpha) }
      if step < warmup { return (target - initial) * (at / Double(warmup)) + initial }
      return cosine((at - Double(warmup)) / steps, from: target, alpha)
    case .piecewise(let boundaries, let values):
      let part = boundaries.firstIndex { step <= $0 } ?? boundaries.count
      return part < values.count ? values[part] : initial
    }
  }

  private func cosine(_ p: Double, from rate: Double, _ alpha: Double) -> Double {
    let wave = 0.5 * (1 + Elementary.cosine(ofHalfTurns: min(p, 1)))
    return rate * ((1 - alpha) * wave + alpha)
  }

  /// The schedule, after its numbers were found to make sense; `name` is that of the function called.
  func checked(_ name: String) throws -> LearningRateSchedule {
    func require(_ fits: Bool, _ what: String, _ expected: String, _ got: String) throws {
      guard fits else {
        throw NeuralError(
          .argument, "\(name): the \(what) is out of range", expected: expected, got: got)
      }
    }
    func rate(_ value: Double, _ what: String) throws {
      try require(value >= 0 && value.isFinite, what, "0 or more", "\(value)")
    }
    try require(decaySteps >= 1, "number of decay steps", "1 or more", "\(decaySteps)")
    try rate(initial, "first learning rate")
    switch rule {
    case .constant: break
    case .exponential(let decay, _), .inverseTime(let decay, _): try rate(decay, "decay rate")
    case .polynomial(let end, let power, _):
      try rate(end, "last learning rate")
      try require(power > 0 && power.isFinite, "power", "above 0", "\(power)")
    case .cosine(let alpha, let target, let steps):
      try require(alpha >= 0 && alpha <= 1, "alpha", "0 to 1", "\(alpha)")
      try rate(target ?? 0, "warm-up target")
      try require(steps >= 0, "number of warm-up steps", "0 or more", "\(steps)")
    case .piecewise(let boundaries, let values):
      try require(
        values.count == boundaries.count + 1 && !boundaries.isEmpty, "number of values",
        "one more than boundaries", "\(values.count) values and \(boundaries.count) boundaries")
      for value in values { try rate(value, "learning rate") }
      for (a, b) in zip(boundaries, boundaries.dropFirst()) {
        try require(a < b, "order of boundaries", "each larger than the one before", "\(a), \(b)")
      }
    }
    return self
  }
}

/// What an optimizer takes for its learning rate: a number, or a schedule.
public protocol LearningRate: Sendable {
  /// The learning rate of every step.
  var learningRateSchedule: LearningRateSchedule { get }
}

extension Double: LearningRate {
  /// This number at every step.
  public var learningRateSchedule: LearningRateSchedule {
    LearningRateSchedule(initial: self, decaySteps: 1, rule: .constant)
  }
}

// What a `Double` is called where one is expected.
extension LearningRate where Self == Double {
  /// Not a number, which no optimizer takes.
  public static var nan: Double { Double.nan }
  /// More than any number, which no optimizer takes.
  public static var infinity: Double { Double.infinity }
  /// The largest number, which no optimizer survives.
  public static var greatestFiniteMagnitude: Double { Double.greatestFiniteMagnitude }
  /// 3.14159, half a circle.
  public static var pi: Double { Double.pi }
}

extension LearningRateSchedule: LearningRate {
  /// The schedule itself.
  public var learningRateSchedule: LearningRateSchedule { self }
}

// Members of the protocol, so that `.sgd(learningRate: .cosineDecay(...))` finds them.
extension LearningRate where Self == LearningRateSchedule {
  /// initial * rate^(step / decaySteps); with `staircase` the exponent is a whole number.
  ///
  /// - Throws: `NeuralError` for numbers that make no sense.
  public static func exponentialDecay(
    _ initialLearningRate: Double, decaySteps: Int, decayRate: Double, staircase: Bool = false
  ) throws -> LearningRateSchedule {
    try LearningRateSchedule(
      initial: initialLearningRate, decaySteps: decaySteps,
      rule: .exponential(rate: decayRate, staircase: staircase)
    ).checked("exponentialDecay")
  }

  /// initial / (1 + rate * step / decaySteps); with `staircase` the fraction is a whole number.
  ///
  /// - Throws: `NeuralError` for numbers that make no sense.
  public static func inverseTimeDecay(
    _ initialLearningRate: Double, decaySteps: Int, decayRate: Double, staircase: Bool = false
  ) throws -> LearningRateSchedule {
    try LearningRateSchedule(
      initial: initialLearningRate, decaySteps: decaySteps,
      rule: .inverseTime(rate: decayRate, staircase: staircase)
    ).checked("inverseTimeDecay")
  }

  /// (initial - end) * (1 - step / decaySteps)^power + end, and `end` after `decaySteps`; with
  /// `cycle` the way down is stretched to the next multiple of `decaySteps` instead.
  ///
  /// - Throws: `NeuralError` for numbers that make no sense.
  public static func polynomialDecay(
    _ initialLearningRate: Double, decaySteps: Int, endLearningRate: Double = 0.0001,
    power: Double = 1, cycle: Bool = false
  ) throws -> LearningRateSchedule {
    try LearningRateSchedule(
      initial: initialLearningRate, decaySteps: decaySteps,
      rule: .polynomial(end: endLearningRate, power: power, cycle: cycle)
    ).checked("polynomialDecay")
  }

  /// initial * ((1 - alpha) * (1 + cos(pi step / decaySteps)) / 2 + alpha), down to
  /// alpha * initial. With a warm-up the rate first goes straight from `initialLearningRate` to
  /// `warmupTarget`, and then down from there.
  ///
  /// - Throws: `NeuralError` for numbers that make no sense.
  public static func cosineDecay(
    _ initialLearningRate: Double, decaySteps: Int, alpha: Double = 0,
    warmupTarget: Double? = nil, warmupSteps: Int = 0
  ) throws -> LearningRateSchedule {
    try LearningRateSchedule(
      initial: initialLearningRate, decaySteps: decaySteps,
      rule: .cosine(alpha: alpha, warmupTarget: warmupTarget, warmupSteps: warmupSteps)
    ).checked("cosineDecay")
  }

  /// values[0] up to and with step boundaries[0], values[1] up to and with boundaries[1], ..., and
  /// the last value after the last boundary.
  ///
  /// - Throws: `NeuralError` for numbers that make no sense.
  public static func piecewiseConstantDecay(
    boundaries: [Int], values: [Double]
  ) throws -> LearningRateSchedule {
    try LearningRateSchedule(
      initial: values.first ?? 0, decaySteps: 1,
      rule: .piecewise(boundaries: boundaries, values: values)
    ).checked("piecewiseConstantDecay")
  }
}
