import LessonInterpreter
import LessonKit
import LessonModel

/// Everything a cell can call beyond the standard library: the one place that knows both the engine
/// and the interpreter.
///
/// - `TensorBindings`: numbers in boxes
/// - `LayerBindings`: layers, activations, initialisers
/// - `TrainingBindings`: models, optimizers, losses, metrics and what they return
/// - `DisplayBindings`: data sets, pictures and curves
public enum LessonLibrary {
  /// The library of a lesson.
  public static let library = Library(
    types: TensorBindings.types + LayerBindings.types + TrainingBindings.types
      + DisplayBindings.types,
    functions: TensorBindings.functions + DisplayBindings.functions)

  /// What a value shows under its cell: its own figures and tables, or its text.
  public static func outputs(of value: Any?, text: String) -> [Output] {
    if let display = value as? any DisplayValue { return display.outputs }
    return [.value(text)]
  }
}
