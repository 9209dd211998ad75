import LessonModel

/// The arithmetic of numbers whose operation or type is not part of the code.
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
    case (.int(let x), .int(let y)): return .int(try apply(operation, x, y, range))
    case (.double(let x), .double(let y)): return .double(apply(operation, x, y))
    default: throw InternalError("number")
    }
  }

  @inline(__always)
  static func apply(
    _ operation: Arithmetic, _ x: Int, _ y: Int, _ range: SourceRange
  ) throws -> Int {
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
    return result.partialValue
  }

  @inline(__always)
  static func apply(_ operation: Arithmetic, _ x: Double, _ y: Double) -> Double {
    switch operation {
    case .add: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: x / y
    default: .nan
    }
  }
}
