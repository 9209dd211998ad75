import LessonInterpreter
import LessonKit
import LessonModel

/// Everything a cell can call beyond the standard library: the one place that knows both the engine
/// and the interpreter.
///
/// - `TensorBindings`: numbers in boxes; `TensorFunctionBindings`, `TensorShapeBindings` and
///   `TensorPartBindings` what is done with them
/// - `LayerBindings`, `ImageLayerBindings`, `NormalizationBindings`: layers
/// - `ActivationBindings`, `InitializerBindings`, `RegularizerBindings`: what layers are made of
/// - `OptimizerBindings`, `LearningRateBindings`: optimizers and their learning rates
/// - `TrainingBindings`: models, losses, metrics and what they return
/// - `CallbackBindings`: what is told about every epoch of a training
/// - `DataBindings`: tables and toys
/// - `DisplayBindings`: pictures' data sets, pictures and curves
/// - `RandomBindings`: a generator for what is drawn
/// - `FigureBindings`: charts, figures and explanations on request
public enum LessonLibrary {
  /// The library of a lesson.
  public static let library = Library(
    types: TensorBindings.types + ActivationBindings.types + InitializerBindings.types
      + LayerBindings.types + ImageLayerBindings.types + NormalizationBindings.types
      + [OptimizerBindings.type, LearningRateBindings.type, RegularizerBindings.type]
      + TrainingBindings.types + CallbackBindings.types + DataBindings.types
      + DisplayBindings.types + [RandomBindings.type],
    functions: TensorBindings.functions + DataBindings.functions + DisplayBindings.functions
      + FigureBindings.functions)

  /// Nobody reads more of a value than this, in bytes.
  static let longestValue = 20_000

  /// What a value shows under its cell: its own figures and tables, or its text.
  public static func outputs(of value: Any?, text: String) -> [Output] {
    if let display = value as? any DisplayValue { return display.outputs }
    guard text.utf8.count > longestValue else { return [.value(text)] }
    let start = String(decoding: text.utf8.prefix(longestValue), as: UTF8.self)
    let count = NumberFormat.count.text(Double(text.utf8.count))
    return [.value(start + "…"), .notice("the value is cut: its text has \(count) bytes")]
  }
}
