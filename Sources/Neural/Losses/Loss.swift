/// What training makes small: a number for one example's target t and output p, averaged over the
/// batch.
public enum Loss: String, Hashable, Sendable, CaseIterable, CustomStringConvertible {
  /// -log p of the right class; targets are class numbers.
  case sparseCategoricalCrossentropy
  /// -sum of t log p over the classes; targets are rows of probabilities, such as one-hot rows.
  case categoricalCrossentropy
  /// -(t log p + (1 - t) log(1 - p)), the mean over the outputs.
  case binaryCrossentropy
  /// (t - p)^2, the mean over the outputs.
  case meanSquaredError
  /// |t - p|, the mean over the outputs.
  case meanAbsoluteError

  /// `meanSquaredError`.
  public static let mse = Loss.meanSquaredError
  /// `meanAbsoluteError`.
  public static let mae = Loss.meanAbsoluteError

  /// Keras' name: `sparse_categorical_crossentropy`.
  public var description: String {
    switch self {
    case .sparseCategoricalCrossentropy: "sparse_categorical_crossentropy"
    case .categoricalCrossentropy: "categorical_crossentropy"
    case .binaryCrossentropy: "binary_crossentropy"
    case .meanSquaredError: "mean_squared_error"
    case .meanAbsoluteError: "mean_absolute_error"
    }
  }

  /// Whether targets are class numbers instead of numbers shaped like the output.
  var takesLabels: Bool { self == .sparseCategoricalCrossentropy }

  /// The activation whose output this loss takes before it is applied: the sum of exponentials then
  /// cancels, nothing is clipped, and the gradient is p - t.
  var fuses: Activation? {
    switch self {
    case .sparseCategoricalCrossentropy, .categoricalCrossentropy: .softmax
    case .binaryCrossentropy: .sigmoid
    case .meanSquaredError, .meanAbsoluteError: nil
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
