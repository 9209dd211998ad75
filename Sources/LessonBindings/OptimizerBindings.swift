import LessonInterpreter
import LessonKit
import Neural

/// Optimizers: each with its defaults, with a number for its learning rate, and with a schedule.
enum OptimizerBindings {
  static let type = TypeBinding(Optimizer.self, doc: "How gradients change weights.") {
    constants
    functions(Double.self, value: "0.02")
    functions(
      LearningRateSchedule.self, value: ".exponentialDecay(0.1, decaySteps: 100, decayRate: 0.96)",
      note: " With a learning rate that changes.")
    Binding("var name: String", doc: "The name in Keras.", example: "print(Optimizer.adamW.name)") {
      (it: Optimizer) in it.name
    }
    Binding(
      "var learningRate: Double", doc: "The size of a step, the first one's with a schedule.",
      example: "print(Optimizer.adam.learningRate)"
    ) { (it: Optimizer) in it.learningRate }
  }

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

  /// The optimizers by their functions, for one type of learning rate; a schedule has no default.
  private static func functions<Rate: LearningRate & Bridged>(
    _ type: Rate.Type, value: String, note: String = ""
  ) -> [Binding] {
    func rate(_ initial: String) -> String {
      type == Double.self ? "Double = \(initial)" : "\(type)"
    }
    let clipping =
      "clipNorm: Double? = nil, globalClipNorm: Double? = nil, clipValue: Double? = nil"
    return [
      Binding(
        """
        static func sgd(learningRate: \(rate("0.01")), momentum: Double = 0, nesterov: Bool = false, weightDecay: Double? = nil, \(clipping)) throws -> Optimizer
        """,
        doc: "Gradient descent: w -= rate * gradient." + note,
        example: "print(Optimizer.sgd(learningRate: \(value), clipNorm: 1).learningRate)"
      ) {
        (
          rate: Rate, momentum: Double, nesterov: Bool, weightDecay: Double?, clipNorm: Double?,
          globalClipNorm: Double?, clipValue: Double?
        ) in
        try Optimizer.sgd(
          learningRate: rate, momentum: momentum, nesterov: nesterov, weightDecay: weightDecay,
          clipNorm: clipNorm, globalClipNorm: globalClipNorm, clipValue: clipValue)
      },
      Binding(
        """
        static func adam(learningRate: \(rate("0.001")), beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7, amsgrad: Bool = false, weightDecay: Double? = nil, \(clipping)) throws -> Optimizer
        """,
        doc: "Adam: each weight has a step size of its own." + note,
        example: "print(Optimizer.adam(learningRate: \(value), clipNorm: 1).learningRate)"
      ) {
        (
          rate: Rate, beta1: Double, beta2: Double, epsilon: Double, amsgrad: Bool,
          weightDecay: Double?, clipNorm: Double?, globalClipNorm: Double?, clipValue: Double?
        ) in
        try Optimizer.adam(
          learningRate: rate, beta1: beta1, beta2: beta2, epsilon: epsilon, amsgrad: amsgrad,
          weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
          clipValue: clipValue)
      },
      Binding(
        """
        static func adamW(learningRate: \(rate("0.001")), weightDecay: Double? = 0.004, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7, amsgrad: Bool = false, \(clipping)) throws -> Optimizer
        """,
        doc: "Adam whose weights decay at every step." + note,
        example: "print(Optimizer.adamW(learningRate: \(value), clipNorm: 1).learningRate)"
      ) {
        (
          rate: Rate, weightDecay: Double?, beta1: Double, beta2: Double, epsilon: Double,
          amsgrad: Bool, clipNorm: Double?, globalClipNorm: Double?, clipValue: Double?
        ) in
        try Optimizer.adamW(
          learningRate: rate, weightDecay: weightDecay, beta1: beta1, beta2: beta2,
          epsilon: epsilon, amsgrad: amsgrad, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
          clipValue: clipValue)
      },
      Binding(
        """
        static func rmsprop(learningRate: \(rate("0.001")), rho: Double = 0.9, momentum: Double = 0, epsilon: Double = 1e-7, centered: Bool = false, weightDecay: Double? = nil, \(clipping)) throws -> Optimizer
        """,
        doc: "RMSprop: steps divided by the size of recent gradients." + note,
        example: "print(Optimizer.rmsprop(learningRate: \(value), clipNorm: 1).learningRate)"
      ) {
        (
          rate: Rate, rho: Double, momentum: Double, epsilon: Double, centered: Bool,
          weightDecay: Double?, clipNorm: Double?, globalClipNorm: Double?, clipValue: Double?
        ) in
        try Optimizer.rmsprop(
          learningRate: rate, rho: rho, momentum: momentum, epsilon: epsilon, centered: centered,
          weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
          clipValue: clipValue)
      },
      Binding(
        """
        static func adagrad(learningRate: \(rate("0.001")), initialAccumulator: Double = 0.1, epsilon: Double = 1e-7, weightDecay: Double? = nil, \(clipping)) throws -> Optimizer
        """,
        doc: "Adagrad: steps divided by the size of all gradients so far." + note,
        example: "print(Optimizer.adagrad(learningRate: \(value), clipNorm: 1).learningRate)"
      ) {
        (
          rate: Rate, initialAccumulator: Double, epsilon: Double, weightDecay: Double?,
          clipNorm: Double?, globalClipNorm: Double?, clipValue: Double?
        ) in
        try Optimizer.adagrad(
          learningRate: rate, initialAccumulator: initialAccumulator, epsilon: epsilon,
          weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
          clipValue: clipValue)
      },
      Binding(
        """
        static func adadelta(learningRate: \(rate("0.001")), rho: Double = 0.95, epsilon: Double = 1e-7, weightDecay: Double? = nil, \(clipping)) throws -> Optimizer
        """,
        doc: "Adadelta: steps as large as recent steps were." + note,
        example: "print(Optimizer.adadelta(learningRate: \(value), clipNorm: 1).learningRate)"
      ) {
        (
          rate: Rate, rho: Double, epsilon: Double, weightDecay: Double?, clipNorm: Double?,
          globalClipNorm: Double?, clipValue: Double?
        ) in
        try Optimizer.adadelta(
          learningRate: rate, rho: rho, epsilon: epsilon, weightDecay: weightDecay,
          clipNorm: clipNorm, globalClipNorm: globalClipNorm, clipValue: clipValue)
      },
      Binding(
        """
        static func adamax(learningRate: \(rate("0.001")), beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7, weightDecay: Double? = nil, \(clipping)) throws -> Optimizer
        """,
        doc: "Adam with the largest recent gradient in the place of the mean square." + note,
        example: "print(Optimizer.adamax(learningRate: \(value), clipNorm: 1).learningRate)"
      ) {
        (
          rate: Rate, beta1: Double, beta2: Double, epsilon: Double, weightDecay: Double?,
          clipNorm: Double?, globalClipNorm: Double?, clipValue: Double?
        ) in
        try Optimizer.adamax(
          learningRate: rate, beta1: beta1, beta2: beta2, epsilon: epsilon,
          weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
          clipValue: clipValue)
      },
      Binding(
        """
        static func nadam(learningRate: \(rate("0.001")), beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-7, weightDecay: Double? = nil, \(clipping)) throws -> Optimizer
        """,
        doc: "Adam with Nesterov's look ahead." + note,
        example: "print(Optimizer.nadam(learningRate: \(value), clipNorm: 1).learningRate)"
      ) {
        (
          rate: Rate, beta1: Double, beta2: Double, epsilon: Double, weightDecay: Double?,
          clipNorm: Double?, globalClipNorm: Double?, clipValue: Double?
        ) in
        try Optimizer.nadam(
          learningRate: rate, beta1: beta1, beta2: beta2, epsilon: epsilon,
          weightDecay: weightDecay, clipNorm: clipNorm, globalClipNorm: globalClipNorm,
          clipValue: clipValue)
      },
    ]
  }
}
