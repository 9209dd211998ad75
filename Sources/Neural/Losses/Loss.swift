/// What training makes small: a number for one example's target t and output p, averaged over the
/// batch (the sum over the examples, each times its weight if it has one, divided by their number).
///
/// Cross-entropies take probabilities. Where the model's last activation makes them, they are
/// computed from what enters it, and nothing is cut off; probabilities that come from elsewhere are
/// clipped to 1e-7 ... 1 - 1e-7. With `fromLogits` the model's output is what would enter.
public struct Loss: Hashable, Sendable, CaseIterable, CustomStringConvertible {
  enum Kind: String, Hashable {
    case sparseCategorical = "sparse_categorical_crossentropy"
    case categorical = "categorical_crossentropy"
    case binary = "binary_crossentropy"
    case squared = "mean_squared_error"
    case absolute = "mean_absolute_error"
    case huber
  }

  let kind: Kind
  let fromLogits: Bool
  let labelSmoothing: Double
  let delta: Double

  private init(
    _ kind: Kind, fromLogits: Bool = false, labelSmoothing: Double = 0, delta: Double = 1
  ) {
    self.kind = kind
    self.fromLogits = fromLogits
    self.labelSmoothing = labelSmoothing
    self.delta = delta
  }

  /// -log p of the right class; targets are class numbers.
  public static let sparseCategoricalCrossentropy = Loss(.sparseCategorical)
  /// -sum of t log p over the classes; targets are rows of probabilities, such as one-hot rows.
  public static let categoricalCrossentropy = Loss(.categorical)
  /// -(t log p + (1 - t) log(1 - p)), the mean over the outputs.
  public static let binaryCrossentropy = Loss(.binary)
  /// (t - p)^2, the mean over the outputs.
  public static let meanSquaredError = Loss(.squared)
  /// |t - p|, the mean over the outputs.
  public static let meanAbsoluteError = Loss(.absolute)
  /// (t - p)^2 / 2 where |t - p| <= 1, else |t - p| - 1/2; the mean over the outputs.
  public static let huber = Loss(.huber)
  /// `meanSquaredError`.
  public static let mse = meanSquaredError
  /// `meanAbsoluteError`.
  public static let mae = meanAbsoluteError

  /// `sparseCategoricalCrossentropy` of logits: the model's output before any softmax.
  public static func sparseCategoricalCrossentropy(fromLogits: Bool) -> Loss {
    Loss(.sparseCategorical, fromLogits: fromLogits)
  }

  /// `categoricalCrossentropy` of logits, or with targets moved towards all classes alike:
  /// t (1 - labelSmoothing) + labelSmoothing / classes.
  ///
  /// - Throws: `NeuralError` for a smoothing outside `0 ... 1`.
  public static func categoricalCrossentropy(
    fromLogits: Bool = false, labelSmoothing: Double = 0
  ) throws -> Loss {
    try check(labelSmoothing, "categoricalCrossentropy")
    return Loss(.categorical, fromLogits: fromLogits, labelSmoothing: labelSmoothing)
  }

  /// `binaryCrossentropy` of logits, or with targets moved towards the middle:
  /// t (1 - labelSmoothing) + labelSmoothing / 2.
  ///
  /// - Throws: `NeuralError` for a smoothing outside `0 ... 1`.
  public static func binaryCrossentropy(
    fromLogits: Bool = false, labelSmoothing: Double = 0
  ) throws -> Loss {
    try check(labelSmoothing, "binaryCrossentropy")
    return Loss(.binary, fromLogits: fromLogits, labelSmoothing: labelSmoothing)
  }

  /// (t - p)^2 / 2 where |t - p| <= delta, else delta |t - p| - delta^2 / 2; the mean over the
  /// outputs.
  ///
  /// - Throws: `NeuralError` for a delta that is not above 0.
  public static func huber(delta: Double) throws -> Loss {
    guard delta > 0, delta.isFinite else {
      throw NeuralError(
        .argument, "huber: the delta is out of range", expected: "above 0", got: "\(delta)")
    }
    return Loss(.huber, delta: delta)
  }

  private static func check(_ labelSmoothing: Double, _ function: String) throws {
    guard labelSmoothing >= 0, labelSmoothing <= 1 else {
      throw NeuralError(
        .argument, "\(function): the label smoothing is out of range", expected: "0 to 1",
        got: "\(labelSmoothing)")
    }
  }

  /// Every loss with its defaults.
  public static var allCases: [Loss] {
    [
      .sparseCategoricalCrossentropy, .categoricalCrossentropy, .binaryCrossentropy,
      .meanSquaredError, .meanAbsoluteError, .huber,
    ]
  }

  /// Keras' name: `sparse_categorical_crossentropy`.
  public var description: String { kind.rawValue }

  /// Whether targets are class numbers instead of numbers shaped like the output.
  public var takesLabels: Bool { kind == .sparseCategorical }

  /// The activation whose output this loss takes before it is applied: the sum of exponentials then
  /// cancels, nothing is clipped, and the gradient is p - t.
  var fuses: Activation? {
    switch kind {
    case .sparseCategorical, .categorical: .softmax
    case .binary: .sigmoid
    case .squared, .absolute, .huber: nil
    }
  }
}

/// The targets of a data set, checked and ready to be picked by row.
enum Targets {
  /// One class number for each example.
  case labels([Int32])
  /// A row of numbers for each example.
  case rows([Float], width: Int)
}
