import LessonModel

/// What can go wrong while a checked cell runs, each with the values involved.
enum RuntimeError {
  /// The id of errors that the library throws.
  static let thrown = "thrown"

  static func arithmetic(
    _ operation: Arithmetic, _ x: Int, _ y: Int, _ range: SourceRange
  ) -> Diagnostic {
    arithmetic(operation, "\(x)", "\(y)", isByZero: y == 0, in: "Int", range)
  }

  static func arithmetic(
    _ operation: Arithmetic, _ x: String, _ y: String, isByZero: Bool, in type: String,
    _ range: SourceRange
  ) -> Diagnostic {
    if isByZero, operation == .divide || operation == .remainder {
      return Diagnostic(
        .error, id: "division-by-zero", "division by zero in '\(x) \(operation.rawValue) 0'",
        at: range)
    }
    return Diagnostic(
      .error, id: "overflow",
      "arithmetic overflow: the \(operation.noun) '\(x) \(operation.rawValue) \(y)' does not fit in '\(type)'",
      at: range)
  }

  static func negation(_ x: Int, _ range: SourceRange) -> Diagnostic {
    negation("\(x)", in: "Int", range)
  }

  static func negation(_ x: String, in type: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, id: "overflow", "arithmetic overflow: '-(\(x))' does not fit in '\(type)'", at: range)
  }

  static func foundNil(_ type: Type, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, id: "found-nil", "unexpectedly found nil while unwrapping a value of type '\(type)'",
      at: range)
  }

  static func index(_ index: Int, _ bounds: Range<Int>, _ range: SourceRange) -> Diagnostic {
    let message =
      bounds.isEmpty
      ? "index \(index) is out of range: the array is empty"
      : "index \(index) is out of range: the array has the indices \(bounds.lowerBound)...\(bounds.upperBound - 1)"
    return Diagnostic(.error, id: "index", message, at: range)
  }

  static func slice(
    _ lower: Int, _ upper: Int, _ bounds: Range<Int>, _ range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, id: "index",
      "the range \(lower)..<\(upper) is out of bounds: the array has the indices \(bounds.lowerBound)..<\(bounds.upperBound)",
      at: range)
  }

  static func range(
    _ lower: String, _ upper: String, _ isClosed: Bool, _ range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      .error, id: "range",
      "a range needs its lower bound first, found '\(lower)\(isClosed ? "..." : "..<")\(upper)'",
      at: range)
  }

  /// An error of the program that nothing catches.
  static func uncaught(_ value: Value, _ range: SourceRange) -> Diagnostic {
    let text =
      switch value {
      case .instance(let instance): instance.debugText
      case .host(let box): box.text
      default: ""
      }
    return Diagnostic(
      .error, id: "uncaught", "the error '\(text)' was thrown here and nothing catches it",
      at: range)
  }

  /// An error where `try!` expected none.
  static func forced(_ value: Value, _ range: SourceRange) -> Diagnostic {
    let text =
      switch value {
      case .instance(let instance): instance.debugText
      case .host(let box): box.text
      default: ""
      }
    return Diagnostic(
      .error, id: "uncaught", "'try!' expression unexpectedly raised an error: \(text)", at: range)
  }

  /// Something a standard function cannot do with what it was given.
  static func precondition(_ message: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(.error, id: "precondition", message, at: range)
  }
}
