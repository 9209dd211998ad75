/// A learning rate that changes with the steps of training, counted from 0: Keras'
/// `LearningRateSchedule`.
public struct LearningRateSchedule: Hashable, Sendable {
  enum Rule: Hashable {
    case exponential(rate: Double, staircase: Bool)
    case inverseTime(rate: Double, staircase: Bool)
    case polynomial(end: Double, power: Double, cycle: Bool)
    case cosine(alpha: Double, warmupTarget: Double?, warmupSteps: Int)
    case piecewise(boundaries: [Int], values: [Double])
  }

  let initial: Double
  let decaySteps: Int
  let rule: Rule

  /// initial * rate^(step / decaySteps); with `staircase` the exponent is a whole number.
  public static func exponentialDecay(
    _ initialLearningRate: Double, decaySteps: Int, decayRate: Double, staircase: Bool = false
  ) -> LearningRateSchedule {
    LearningRateSchedule(
      initial: initialLearningRate, decaySteps: decaySteps,
      rule: .exponential(rate: decayRate, staircase: staircase))
  }

  /// initial / (1 + rate * step / decaySteps); with `staircase` the fraction is a whole number.
  public static func inverseTimeDecay(
    _ initialLearningRate: Double, decaySteps: Int, decayRate: Double, staircase: Bool = false
  ) -> LearningRateSchedule {
    LearningRateSchedule(
      initial: initialLearningRate, decaySteps: decaySteps,
      rule: .inverseTime(rate: decayRate, staircase: staircase))
  }

  /// (initial - end) * (1 - step / decaySteps)^power + end, and `end` after `decaySteps`; with
  /// `cycle` the way down is stretched to the next multiple of `decaySteps` instead.
  public static func polynomialDecay(
    _ initialLearningRate: Double, decaySteps: Int, endLearningRate: Double = 0.0001,
    power: Double = 1, cycle: Bool = false
  ) -> LearningRateSchedule {
    LearningRateSchedule(
      initial: initialLearningRate, decaySteps: decaySteps,
      rule: .polynomial(end: endLearningRate, power: power, cycle: cycle))
  }

  /// initial * ((1 - alpha) * (1 + cos(pi step / decaySteps)) / 2 + alpha), down to
  /// alpha * initial. With a warm-up the rate first goes straight from `initialLearningRate` to
  /// `warmupTarget`, and then down from there.
  public static func cosineDecay(
    _ initialLearningRate: Double, decaySteps: Int, alpha: Double = 0,
    warmupTarget: Double? = nil, warmupSteps: Int = 0
  ) -> LearningRateSchedule {
    LearningRateSchedule(
      initial: initialLearningRate, decaySteps: decaySteps,
      rule: .cosine(alpha: alpha, warmupTarget: warmupTarget, warmupSteps: warmupSteps))
  }

  /// values[0] up to and with step boundaries[0], values[1] up to and with boundaries[1], ..., and
  /// the last value after the last boundary.
  public static func piecewiseConstantDecay(
    boundaries: [Int], values: [Double]
  ) -> LearningRateSchedule {
    LearningRateSchedule(
      initial: values.first ?? 0, decaySteps: 1,
      rule: .piecewise(boundaries: boundaries, values: values))
  }

  /// The learning rate of a step, counted from 0.
  public func callAsFunction(_ step: Int) -> Double {
    let at = Double(step)
    let steps = Double(decaySteps)
    switch rule {
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

  /// Refuses numbers that make no sense.
  func check() throws {
    func require(_ fits: Bool, _ what: String, _ expected: String, _ got: String) throws {
      guard fits else {
        throw NeuralError(
          .argument, "compile: the \(what) of the learning rate schedule is out of range",
          expected: expected, got: got)
      }
    }
    func rate(_ value: Double, _ what: String) throws {
      try require(value >= 0 && value.isFinite, what, "0 or more", "\(value)")
    }
    try require(decaySteps >= 1, "number of decay steps", "1 or more", "\(decaySteps)")
    try rate(initial, "first rate")
    switch rule {
    case .exponential(let decay, _), .inverseTime(let decay, _): try rate(decay, "decay rate")
    case .polynomial(let end, let power, _):
      try rate(end, "end rate")
      try require(power > 0 && power.isFinite, "power", "above 0", "\(power)")
    case .cosine(let alpha, let target, let steps):
      try require(alpha >= 0 && alpha <= 1, "alpha", "0 to 1", "\(alpha)")
      try rate(target ?? 0, "warm-up target")
      try require(steps >= 0, "number of warm-up steps", "0 or more", "\(steps)")
    case .piecewise(let boundaries, let values):
      try require(
        values.count == boundaries.count + 1 && !boundaries.isEmpty, "number of values",
        "one more than boundaries", "\(values.count) values and \(boundaries.count) boundaries")
      for value in values { try rate(value, "value") }
      for (a, b) in zip(boundaries, boundaries.dropFirst()) {
        try require(a < b, "order of boundaries", "each larger than the one before", "\(a), \(b)")
      }
    }
  }
}
