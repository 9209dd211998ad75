import LessonModel

/// The arithmetic of the numbers that are kept as values: `Float`.
enum Numbers {
  /// One operation on two values of a type.
  static func applier(
    _ operation: Arithmetic, _ type: Type, _ range: SourceRange
  ) -> (Value, Value) throws -> Value {
    if let kind = type.integerKind, kind != .int {
      return Integers.applier(operation, kind, range)
    }
    return { try apply(operation, $0, $1, range) }
  }

  static func apply(
    _ operation: Arithmetic, _ a: Value, _ b: Value, _ range: SourceRange
  ) throws -> Value {
    switch (a, b) {
    case (.float(let x), .float(let y)):
      switch operation {
      case .add: return .float(x + y)
      case .subtract: return .float(x - y)
      case .multiply: return .float(x * y)
      case .divide: return .float(x / y)
      default: throw InternalError("Float")
      }
    case (.int(let x), .int(let y)):
      let result: (partialValue: Int, overflow: Bool)
      switch operation {
      case .add: result = x.addingReportingOverflow(y)
      case .subtract: result = x.subtractingReportingOverflow(y)
      case .multiply: result = x.multipliedReportingOverflow(by: y)
      case .divide: result = x.dividedReportingOverflow(by: y)
      case .remainder: result = x.remainderReportingOverflow(dividingBy: y)
      case .addWrapping: result = (x &+ y, false)
      case .subtractWrapping: result = (x &- y, false)
      case .multiplyWrapping: result = (x &* y, false)
      case .and: result = (x & y, false)
      case .or: result = (x | y, false)
      case .xor: result = (x ^ y, false)
      case .shiftLeft, .shiftRight, .shiftLeftMasking, .shiftRightMasking:
        result = (Integers.shift(operation, x, by: y), false)
      }
      if result.overflow { throw Fault.failed(RuntimeError.arithmetic(operation, x, y, range)) }
      return .int(result.partialValue)
    case (.double(let x), .double(let y)):
      switch operation {
      case .add: return .double(x + y)
      case .subtract: return .double(x - y)
      case .multiply: return .double(x * y)
      case .divide: return .double(x / y)
      default: throw InternalError("Double")
      }
    default: throw InternalError("number")
    }
  }
}
