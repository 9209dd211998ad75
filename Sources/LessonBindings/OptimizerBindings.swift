import LessonInterpreter
import LessonKit
import Neural

/// Optimizers and what belongs to them: schedules of the learning rate, and regularisers.
enum OptimizerBindings {
  static let types: [TypeBinding] = [
    TypeBinding(Optimizer.self, doc: "How gradients change weights.") {
      constants
      functions
      schedules
      Binding(
        "var name: String", doc: "The name in Keras.", example: "print(Optimizer.adamW.name)"
      ) { (it: Optimizer) in it.name }
      Binding(
        "var learningRate: Double", doc: "The size of a step, the first one's with a schedule.",
        example: "print(Optimizer.adam.learningRate)"
      ) { (it: Optimizer) in it.learningRate }
    },
    schedule, regularizer,
  ]

  private static let constants: [Binding] = [
    Binding(
      "static let sgd: Optimizer", doc: "Gradient descent with learning rate 0.01.",
      example: "print(Optimizer.sgd.learningRate)"
    ) { Optimizer.sgd },
    Binding(
      "static let adam: Optimizer", doc: "Adam with learning rate 0.001.",
      example: "print(Optimizer.adam.learningRate)"
    ) { Optimizer.adam },
    Binding(
      "static let adamW: Optimizer", doc: "AdamW with learning rate 0.001.",
      example: "print(Optimizer.adamW.learningRate)"
    ) { Optimizer.adamW },
    Binding(
      "static let rmsprop: Optimizer", doc: "RMSprop with learning rate 0.001.",
      example: "print(Optimizer.rmsprop.learningRate)"
    ) { Optimizer.rmsprop },
    Binding(
      "static let adagrad: Optimizer", doc: "Adagrad with learning rate 0.001.",
      example: "print(Optimizer.adagrad.learningRate)"
    ) { Optimizer.adagrad },
    Binding(
      "static let adadelta: Optimizer", doc: "Adadelta with learning rate 0.001.",
      example: "print(Optimizer.adadelta.learningRate)"
    ) { Optimizer.adadelta },
    Binding(
      "static let adamax: Optimizer", doc: "Adamax with learning rate 0.001.",
      example: "print(Optimizer.adamax.learningRate)"
    ) { Optimizer.adamax },
    Binding(
      "static let nadam: Optimizer", doc: "Nadam with learning rate 0.001.",
      example: "print(Optimizer.nadam.learningRate)"
    ) { Optimizer.nadam },
  ]

  private static let functions: [Binding] = [
    Binding(
      """
      static func sgd(learningRate: Double = 0.01, momentum: Double = 0, nesterov: Bool = false, weightDecay: Double? = nil, clipNorm: Double? = nil, globalClipNorm: Double? = nil, clipValue: Double? = nil) -> Optimizer
      """,
      doc: "Gradient descent: w -= rate * gradient.",
      example: "print(Optimizer.sgd(learningRate: 0.02, clipNorm: 1).learningRate)"
    ) {
      (
        learningRate: Double, momentum: Double, nesterov: Bool, weightDecay: Double?,
        clipNorm: Double?, globalClipNorm: Double?, clipValue: Double?
      ) in
      Optimizer.sgd(
        learningRate: learningRate, momentum: momentum, nesterov: nesterov,
        weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
        clipValue: clipValue)
    },
    Binding(
      """
      static func adam(learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7, amsgrad: Bool = false, weightDecay: Double? = nil, clipNorm: Double? = nil, globalClipNorm: Double? = nil, clipValue: Double? = nil) -> Optimizer
      """,
      doc: "Adam: each weight has a step size of its own.",
      example: "print(Optimizer.adam(learningRate: 0.02, clipNorm: 1).learningRate)"
    ) {
      (
        learningRate: Double, beta1: Double, beta2: Double, epsilon: Double, amsgrad: Bool,
        weightDecay: Double?, clipNorm: Double?, globalClipNorm: Double?, clipValue: Double?
      ) in
      Optimizer.adam(
        learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon, amsgrad: amsgrad,
        weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
        clipValue: clipValue)
    },
    Binding(
      """
      static func adamW(learningRate: Double = 0.001, weightDecay: Double? = 0.004, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7, amsgrad: Bool = false, clipNorm: Double? = nil, globalClipNorm: Double? = nil, clipValue: Double? = nil) -> Optimizer
      """,
      doc: "Adam whose weights decay at every step.",
      example: "print(Optimizer.adamW(learningRate: 0.02, clipNorm: 1).learningRate)"
    ) {
      (
        learningRate: Double, weightDecay: Double?, beta1: Double, beta2: Double, epsilon: Double,
        amsgrad: Bool, clipNorm: Double?, globalClipNorm: Double?, clipValue: Double?
      ) in
      Optimizer.adamW(
        learningRate: learningRate, weightDecay: weightDecay, beta1: beta1, beta2: beta2,
        epsilon: epsilon, amsgrad: amsgrad, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
        clipValue: clipValue)
    },
    Binding(
      """
      static func rmsprop(learningRate: Double = 0.001, rho: Double = 0.9, momentum: Double = 0, epsilon: Double = 1e-7, centered: Bool = false, weightDecay: Double? = nil, clipNorm: Double? = nil, globalClipNorm: Double? = nil, clipValue: Double? = nil) -> Optimizer
      """,
      doc: "RMSprop: steps divided by the size of recent gradients.",
      example: "print(Optimizer.rmsprop(learningRate: 0.02, clipNorm: 1).learningRate)"
    ) {
      (
        learningRate: Double, rho: Double, momentum: Double, epsilon: Double, centered: Bool,
        weightDecay: Double?, clipNorm: Double?, globalClipNorm: Double?, clipValue: Double?
      ) in
      Optimizer.rmsprop(
        learningRate: learningRate, rho: rho, momentum: momentum, epsilon: epsilon,
        centered: centered, weightDecay: weightDecay, clipNorm: clipNorm,
        globalClipNorm: globalClipNorm, clipValue: clipValue)
    },
    Binding(
      """
      static func adagrad(learningRate: Double = 0.001, initialAccumulator: Double = 0.1, epsilon: Double = 1e-7, weightDecay: Double? = nil, clipNorm: Double? = nil, globalClipNorm: Double? = nil, clipValue: Double? = nil) -> Optimizer
      """,
      doc: "Adagrad: steps divided by the size of all gradients so far.",
      example: "print(Optimizer.adagrad(learningRate: 0.02, clipNorm: 1).learningRate)"
    ) {
      (
        learningRate: Double, initialAccumulator: Double, epsilon: Double, weightDecay: Double?,
        clipNorm: Double?, globalClipNorm: Double?, clipValue: Double?
      ) in
      Optimizer.adagrad(
        learningRate: learningRate, initialAccumulator: initialAccumulator, epsilon: epsilon,
        weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
        clipValue: clipValue)
    },
    Binding(
      """
      static func adadelta(learningRate: Double = 0.001, rho: Double = 0.95, epsilon: Double = 1e-7, weightDecay: Double? = nil, clipNorm: Double? = nil, globalClipNorm: Double? = nil, clipValue: Double? = nil) -> Optimizer
      """,
      doc: "Adadelta: steps as large as recent steps were.",
      example: "print(Optimizer.adadelta(learningRate: 0.02, clipNorm: 1).learningRate)"
    ) {
      (
        learningRate: Double, rho: Double, epsilon: Double, weightDecay: Double?, clipNorm: Double?,
        globalClipNorm: Double?, clipValue: Double?
      ) in
      Optimizer.adadelta(
        learningRate: learningRate, rho: rho, epsilon: epsilon, weightDecay: weightDecay,
        clipNorm: clipNorm, globalClipNorm: globalClipNorm, clipValue: clipValue)
    },
    Binding(
      """
      static func adamax(learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7, weightDecay: Double? = nil, clipNorm: Double? = nil, globalClipNorm: Double? = nil, clipValue: Double? = nil) -> Optimizer
      """,
      doc: "Adam with the largest recent gradient in the place of the mean square.",
      example: "print(Optimizer.adamax(learningRate: 0.02, clipNorm: 1).learningRate)"
    ) {
      (
        learningRate: Double, beta1: Double, beta2: Double, epsilon: Double, weightDecay: Double?,
        clipNorm: Double?, globalClipNorm: Double?, clipValue: Double?
      ) in
      Optimizer.adamax(
        learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon,
        weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
        clipValue: clipValue)
    },
    Binding(
      """
      static func nadam(learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7, weightDecay: Double? = nil, clipNorm: Double? = nil, globalClipNorm: Double? = nil, clipValue: Double? = nil) -> Optimizer
      """,
      doc: "Adam with Nesterov's look ahead.",
      example: "print(Optimizer.nadam(learningRate: 0.02, clipNorm: 1).learningRate)"
    ) {
      (
        learningRate: Double, beta1: Double, beta2: Double, epsilon: Double, weightDecay: Double?,
        clipNorm: Double?, globalClipNorm: Double?, clipValue: Double?
      ) in
      Optimizer.nadam(
        learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon,
        weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
        clipValue: clipValue)
    },
  ]

  private static let schedules: [Binding] = [
    Binding(
      """
      static func sgd(learningRate: LearningRateSchedule, momentum: Double = 0, nesterov: Bool = false, weightDecay: Double? = nil, clipNorm: Double? = nil, globalClipNorm: Double? = nil, clipValue: Double? = nil) -> Optimizer
      """,
      doc: "The same with a learning rate that changes.",
      example:
        "print(Optimizer.sgd(learningRate: .exponentialDecay(0.1, decaySteps: 100, decayRate: 0.96)).learningRate)"
    ) {
      (
        learningRate: LearningRateSchedule, momentum: Double, nesterov: Bool, weightDecay: Double?,
        clipNorm: Double?, globalClipNorm: Double?, clipValue: Double?
      ) in
      Optimizer.sgd(
        learningRate: learningRate, momentum: momentum, nesterov: nesterov,
        weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
        clipValue: clipValue)
    },
    Binding(
      """
      static func adam(learningRate: LearningRateSchedule, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7, amsgrad: Bool = false, weightDecay: Double? = nil, clipNorm: Double? = nil, globalClipNorm: Double? = nil, clipValue: Double? = nil) -> Optimizer
      """,
      doc: "The same with a learning rate that changes.",
      example:
        "print(Optimizer.adam(learningRate: .exponentialDecay(0.1, decaySteps: 100, decayRate: 0.96)).learningRate)"
    ) {
      (
        learningRate: LearningRateSchedule, beta1: Double, beta2: Double, epsilon: Double,
        amsgrad: Bool, weightDecay: Double?, clipNorm: Double?, globalClipNorm: Double?,
        clipValue: Double?
      ) in
      Optimizer.adam(
        learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon, amsgrad: amsgrad,
        weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
        clipValue: clipValue)
    },
    Binding(
      """
      static func adamW(learningRate: LearningRateSchedule, weightDecay: Double? = 0.004, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7, amsgrad: Bool = false, clipNorm: Double? = nil, globalClipNorm: Double? = nil, clipValue: Double? = nil) -> Optimizer
      """,
      doc: "The same with a learning rate that changes.",
      example:
        "print(Optimizer.adamW(learningRate: .exponentialDecay(0.1, decaySteps: 100, decayRate: 0.96)).learningRate)"
    ) {
      (
        learningRate: LearningRateSchedule, weightDecay: Double?, beta1: Double, beta2: Double,
        epsilon: Double, amsgrad: Bool, clipNorm: Double?, globalClipNorm: Double?,
        clipValue: Double?
      ) in
      Optimizer.adamW(
        learningRate: learningRate, weightDecay: weightDecay, beta1: beta1, beta2: beta2,
        epsilon: epsilon, amsgrad: amsgrad, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
        clipValue: clipValue)
    },
    Binding(
      """
      static func rmsprop(learningRate: LearningRateSchedule, rho: Double = 0.9, momentum: Double = 0, epsilon: Double = 1e-7, centered: Bool = false, weightDecay: Double? = nil, clipNorm: Double? = nil, globalClipNorm: Double? = nil, clipValue: Double? = nil) -> Optimizer
      """,
      doc: "The same with a learning rate that changes.",
      example:
        "print(Optimizer.rmsprop(learningRate: .exponentialDecay(0.1, decaySteps: 100, decayRate: 0.96)).learningRate)"
    ) {
      (
        learningRate: LearningRateSchedule, rho: Double, momentum: Double, epsilon: Double,
        centered: Bool, weightDecay: Double?, clipNorm: Double?, globalClipNorm: Double?,
        clipValue: Double?
      ) in
      Optimizer.rmsprop(
        learningRate: learningRate, rho: rho, momentum: momentum, epsilon: epsilon,
        centered: centered, weightDecay: weightDecay, clipNorm: clipNorm,
        globalClipNorm: globalClipNorm, clipValue: clipValue)
    },
    Binding(
      """
      static func adagrad(learningRate: LearningRateSchedule, initialAccumulator: Double = 0.1, epsilon: Double = 1e-7, weightDecay: Double? = nil, clipNorm: Double? = nil, globalClipNorm: Double? = nil, clipValue: Double? = nil) -> Optimizer
      """,
      doc: "The same with a learning rate that changes.",
      example:
        "print(Optimizer.adagrad(learningRate: .exponentialDecay(0.1, decaySteps: 100, decayRate: 0.96)).learningRate)"
    ) {
      (
        learningRate: LearningRateSchedule, initialAccumulator: Double, epsilon: Double,
        weightDecay: Double?, clipNorm: Double?, globalClipNorm: Double?, clipValue: Double?
      ) in
      Optimizer.adagrad(
        learningRate: learningRate, initialAccumulator: initialAccumulator, epsilon: epsilon,
        weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
        clipValue: clipValue)
    },
    Binding(
      """
      static func adadelta(learningRate: LearningRateSchedule, rho: Double = 0.95, epsilon: Double = 1e-7, weightDecay: Double? = nil, clipNorm: Double? = nil, globalClipNorm: Double? = nil, clipValue: Double? = nil) -> Optimizer
      """,
      doc: "The same with a learning rate that changes.",
      example:
        "print(Optimizer.adadelta(learningRate: .exponentialDecay(0.1, decaySteps: 100, decayRate: 0.96)).learningRate)"
    ) {
      (
        learningRate: LearningRateSchedule, rho: Double, epsilon: Double, weightDecay: Double?,
        clipNorm: Double?, globalClipNorm: Double?, clipValue: Double?
      ) in
      Optimizer.adadelta(
        learningRate: learningRate, rho: rho, epsilon: epsilon, weightDecay: weightDecay,
        clipNorm: clipNorm, globalClipNorm: globalClipNorm, clipValue: clipValue)
    },
    Binding(
      """
      static func adamax(learningRate: LearningRateSchedule, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7, weightDecay: Double? = nil, clipNorm: Double? = nil, globalClipNorm: Double? = nil, clipValue: Double? = nil) -> Optimizer
      """,
      doc: "The same with a learning rate that changes.",
      example:
        "print(Optimizer.adamax(learningRate: .exponentialDecay(0.1, decaySteps: 100, decayRate: 0.96)).learningRate)"
    ) {
      (
        learningRate: LearningRateSchedule, beta1: Double, beta2: Double, epsilon: Double,
        weightDecay: Double?, clipNorm: Double?, globalClipNorm: Double?, clipValue: Double?
      ) in
      Optimizer.adamax(
        learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon,
        weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
        clipValue: clipValue)
    },
    Binding(
      """
      static func nadam(learningRate: LearningRateSchedule, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7, weightDecay: Double? = nil, clipNorm: Double? = nil, globalClipNorm: Double? = nil, clipValue: Double? = nil) -> Optimizer
      """,
      doc: "The same with a learning rate that changes.",
      example:
        "print(Optimizer.nadam(learningRate: .exponentialDecay(0.1, decaySteps: 100, decayRate: 0.96)).learningRate)"
    ) {
      (
        learningRate: LearningRateSchedule, beta1: Double, beta2: Double, epsilon: Double,
        weightDecay: Double?, clipNorm: Double?, globalClipNorm: Double?, clipValue: Double?
      ) in
      Optimizer.nadam(
        learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon,
        weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
        clipValue: clipValue)
    },
  ]

  private static let schedule = TypeBinding(
    LearningRateSchedule.self, conformsTo: "Equatable",
    doc: "A learning rate that changes with the steps of training, counted from 0."
  ) {
    Binding(
      """
      static func exponentialDecay(_ initialLearningRate: Double, decaySteps: Int, \
      decayRate: Double, staircase: Bool = false) -> LearningRateSchedule
      """,
      doc: "initial * rate^(step / decaySteps).",
      example:
        "print(LearningRateSchedule.exponentialDecay(0.1, decaySteps: 10, decayRate: 0.5).callAsFunction(20))"
    ) { (initial: Double, steps: Int, rate: Double, staircase: Bool) in
      LearningRateSchedule.exponentialDecay(
        initial, decaySteps: steps, decayRate: rate, staircase: staircase)
    }
    Binding(
      """
      static func inverseTimeDecay(_ initialLearningRate: Double, decaySteps: Int, \
      decayRate: Double, staircase: Bool = false) -> LearningRateSchedule
      """,
      doc: "initial / (1 + rate * step / decaySteps).",
      example:
        "print(LearningRateSchedule.inverseTimeDecay(0.1, decaySteps: 10, decayRate: 1).callAsFunction(10))"
    ) { (initial: Double, steps: Int, rate: Double, staircase: Bool) in
      LearningRateSchedule.inverseTimeDecay(
        initial, decaySteps: steps, decayRate: rate, staircase: staircase)
    }
    Binding(
      """
      static func polynomialDecay(_ initialLearningRate: Double, decaySteps: Int, \
      endLearningRate: Double = 0.0001, power: Double = 1, cycle: Bool = false) \
      -> LearningRateSchedule
      """,
      doc:
        "From the first rate down to the last within `decaySteps`; a straight line with power 1.",
      example:
        "print(LearningRateSchedule.polynomialDecay(0.1, decaySteps: 10, endLearningRate: 0).callAsFunction(5))"
    ) { (initial: Double, steps: Int, end: Double, power: Double, cycle: Bool) in
      LearningRateSchedule.polynomialDecay(
        initial, decaySteps: steps, endLearningRate: end, power: power, cycle: cycle)
    }
    Binding(
      """
      static func cosineDecay(_ initialLearningRate: Double, decaySteps: Int, alpha: Double = 0, \
      warmupTarget: Double? = nil, warmupSteps: Int = 0) -> LearningRateSchedule
      """,
      doc: "From the first rate down to `alpha` times it, along half a wave.",
      example: "print(LearningRateSchedule.cosineDecay(0.1, decaySteps: 10).callAsFunction(10))"
    ) { (initial: Double, steps: Int, alpha: Double, target: Double?, warmup: Int) in
      LearningRateSchedule.cosineDecay(
        initial, decaySteps: steps, alpha: alpha, warmupTarget: target, warmupSteps: warmup)
    }
    Binding(
      """
      static func piecewiseConstantDecay(boundaries: [Int], values: [Double]) \
      -> LearningRateSchedule
      """,
      doc: "values[0] up to and with step boundaries[0], then values[1], and so on.",
      example: """
        print(LearningRateSchedule.piecewiseConstantDecay(boundaries: [10], values: [0.1, 0.01]).callAsFunction(11))
        """
    ) { (boundaries: [Int], values: [Double]) in
      LearningRateSchedule.piecewiseConstantDecay(boundaries: boundaries, values: values)
    }
    Binding(
      "func callAsFunction(_ step: Int) -> Double", doc: "The learning rate of a step.",
      example: "print(LearningRateSchedule.cosineDecay(0.1, decaySteps: 10).callAsFunction(0))"
    ) { (it: LearningRateSchedule, step: Int) in it(step) }
  }

  private static let regularizer = TypeBinding(
    Regularizer.self, conformsTo: "Equatable",
    doc: "What large weights cost: l1 * sum of |w| + l2 * sum of w², added to the loss."
  ) {
    Binding("static let l1: Regularizer", doc: "|w|, at 0.01.", example: "print(Regularizer.l1.l1)")
    {
      Regularizer.l1
    }
    Binding("static let l2: Regularizer", doc: "w², at 0.01.", example: "print(Regularizer.l2.l2)")
    {
      Regularizer.l2
    }
    Binding(
      "static func l1(_ price: Double = 0.01) -> Regularizer", doc: "The sum of |w|.",
      example: "print(Regularizer.l1(0.1).l1)"
    ) { (price: Double) in Regularizer.l1(price) }
    Binding(
      "static func l2(_ price: Double = 0.01) -> Regularizer", doc: "The sum of w².",
      example: "print(Regularizer.l2(0.1).l2)"
    ) { (price: Double) in Regularizer.l2(price) }
    Binding(
      "static func l1l2(l1: Double = 0.01, l2: Double = 0.01) -> Regularizer", doc: "Both.",
      example: "print(Regularizer.l1l2(l1: 0.1).l2)"
    ) { (l1: Double, l2: Double) in Regularizer.l1l2(l1: l1, l2: l2) }
    Binding("var l1: Double", doc: "The price of |w|.", example: "print(Regularizer.l1.l1)") {
      (it: Regularizer) in it.l1
    }
    Binding("var l2: Double", doc: "The price of w².", example: "print(Regularizer.l1.l2)") {
      (it: Regularizer) in it.l2
    }
  }
}
