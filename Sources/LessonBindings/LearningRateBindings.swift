import LessonInterpreter
import Neural

/// Learning rates that change with the steps of training.
enum LearningRateBindings {
  static let type = TypeBinding(
    LearningRateSchedule.self, conformsTo: "Equatable",
    doc: "A learning rate that changes with the steps of training, counted from 0."
  ) {
    Binding(
      """
      static func exponentialDecay(_ initialLearningRate: Double, decaySteps: Int, \
      decayRate: Double, staircase: Bool = false) throws -> LearningRateSchedule
      """,
      doc: "initial * rate^(step / decaySteps).",
      example:
        "print(LearningRateSchedule.exponentialDecay(0.1, decaySteps: 10, decayRate: 0.5).callAsFunction(20))"
    ) { (initial: Double, steps: Int, rate: Double, staircase: Bool) in
      try LearningRateSchedule.exponentialDecay(
        initial, decaySteps: steps, decayRate: rate, staircase: staircase)
    }
    Binding(
      """
      static func inverseTimeDecay(_ initialLearningRate: Double, decaySteps: Int, \
      decayRate: Double, staircase: Bool = false) throws -> LearningRateSchedule
      """,
      doc: "initial / (1 + rate * step / decaySteps).",
      example:
        "print(LearningRateSchedule.inverseTimeDecay(0.1, decaySteps: 10, decayRate: 1).callAsFunction(10))"
    ) { (initial: Double, steps: Int, rate: Double, staircase: Bool) in
      try LearningRateSchedule.inverseTimeDecay(
        initial, decaySteps: steps, decayRate: rate, staircase: staircase)
    }
    Binding(
      """
      static func polynomialDecay(_ initialLearningRate: Double, decaySteps: Int, \
      endLearningRate: Double = 0.0001, power: Double = 1, cycle: Bool = false) \
      throws -> LearningRateSchedule
      """,
      doc:
        "From the first rate down to the last within `decaySteps`; a straight line with power 1.",
      example:
        "print(LearningRateSchedule.polynomialDecay(0.1, decaySteps: 10, endLearningRate: 0).callAsFunction(5))"
    ) { (initial: Double, steps: Int, end: Double, power: Double, cycle: Bool) in
      try LearningRateSchedule.polynomialDecay(
        initial, decaySteps: steps, endLearningRate: end, power: power, cycle: cycle)
    }
    Binding(
      """
      static func cosineDecay(_ initialLearningRate: Double, decaySteps: Int, alpha: Double = 0, \
      warmupTarget: Double? = nil, warmupSteps: Int = 0) throws -> LearningRateSchedule
      """,
      doc: "From the first rate down to `alpha` times it, along half a wave.",
      example: "print(LearningRateSchedule.cosineDecay(0.1, decaySteps: 10).callAsFunction(10))"
    ) { (initial: Double, steps: Int, alpha: Double, target: Double?, warmup: Int) in
      try LearningRateSchedule.cosineDecay(
        initial, decaySteps: steps, alpha: alpha, warmupTarget: target, warmupSteps: warmup)
    }
    Binding(
      """
      static func piecewiseConstantDecay(boundaries: [Int], values: [Double]) \
      throws -> LearningRateSchedule
      """,
      doc: "values[0] up to and with step boundaries[0], then values[1], and so on.",
      example: """
        print(LearningRateSchedule.piecewiseConstantDecay(boundaries: [10], values: [0.1, 0.01]).callAsFunction(11))
        """
    ) { (boundaries: [Int], values: [Double]) in
      try LearningRateSchedule.piecewiseConstantDecay(boundaries: boundaries, values: values)
    }
    Binding(
      "func callAsFunction(_ step: Int) -> Double", doc: "The learning rate of a step.",
      example: "print(LearningRateSchedule.cosineDecay(0.1, decaySteps: 10).callAsFunction(0))"
    ) { (it: LearningRateSchedule, step: Int) in it(step) }
  }
}
