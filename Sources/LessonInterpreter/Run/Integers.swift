import LessonModel

/// The integer types of the standard library.
enum IntegerKind: String, CaseIterable, Sendable {
  case int = "Int"
  case int8 = "Int8"
  case int16 = "Int16"
  case int32 = "Int32"
  case int64 = "Int64"
  case uint = "UInt"
  case uint8 = "UInt8"
  case uint16 = "UInt16"
  case uint32 = "UInt32"
  case uint64 = "UInt64"

  /// Whether every value fits in an `Int`, so that it is kept in a word. The others are kept as
  /// values.
  var isWord: Bool { self != .uint && self != .uint64 }

  var isSigned: Bool {
    switch self {
    case .int, .int8, .int16, .int32, .int64: true
    case .uint, .uint8, .uint16, .uint32, .uint64: false
    }
  }

  /// The Swift type.
  var type: any ScriptInteger.Type {
    switch self {
    case .int: Int.self
    case .int8: Int8.self
    case .int16: Int16.self
    case .int32: Int32.self
    case .int64: Int64.self
    case .uint: UInt.self
    case .uint8: UInt8.self
    case .uint16: UInt16.self
    case .uint32: UInt32.self
    case .uint64: UInt64.self
    }
  }
}

extension Type {
  /// Which integer type it is, if it is one.
  var integerKind: IntegerKind? {
    guard case .named(let name, let arguments) = self, arguments.isEmpty else { return nil }
    return IntegerKind(rawValue: name)
  }

  /// Whether it is an integer type whose values are kept in a word.
  var isWordInteger: Bool { integerKind?.isWord ?? false }
}

/// A Swift integer type whose values a cell can hold.
protocol ScriptInteger: FixedWidthInteger, Sendable where Magnitude: ScriptInteger {
  static var kind: IntegerKind { get }
  static func from(_ value: Value) throws -> Self
  var value: Value { get }
  /// Code that gives such a number, from code as it is kept.
  static func unboxed(_ code: Code) -> Run<Self>
  /// The code as it is kept.
  static func code(_ run: @escaping Run<Self>) -> Code
}

/// Those that fit in a word.
protocol WordInteger: ScriptInteger {}

extension WordInteger {
  @inline(__always) static func from(_ value: Value) throws -> Self {
    Self(truncatingIfNeeded: try value.int)
  }
  @inline(__always) var value: Value { .int(Int(truncatingIfNeeded: self)) }
  static func unboxed(_ code: Code) -> Run<Self> {
    if case .int(let run) = code { return { Self(truncatingIfNeeded: try run($0)) } }
    let run = code.boxed
    return { try from(try run($0)) }
  }
  static func code(_ run: @escaping Run<Self>) -> Code {
    .int { Int(truncatingIfNeeded: try run($0)) }
  }
}

/// Those that do not.
protocol LongInteger: ScriptInteger {}

extension LongInteger {
  static func from(_ value: Value) throws -> Self {
    guard case .uint(let number) = value else { throw InternalError("UInt") }
    return Self(truncatingIfNeeded: number)
  }
  var value: Value { .uint(UInt64(truncatingIfNeeded: self)) }
  static func unboxed(_ code: Code) -> Run<Self> {
    let run = code.boxed
    return { try from(try run($0)) }
  }
  static func code(_ run: @escaping Run<Self>) -> Code { .value { try run($0).value } }
}

extension Int: WordInteger { static var kind: IntegerKind { .int } }
extension Int8: WordInteger { static var kind: IntegerKind { .int8 } }
extension Int16: WordInteger { static var kind: IntegerKind { .int16 } }
extension Int32: WordInteger { static var kind: IntegerKind { .int32 } }
extension Int64: WordInteger { static var kind: IntegerKind { .int64 } }
extension UInt8: WordInteger { static var kind: IntegerKind { .uint8 } }
extension UInt16: WordInteger { static var kind: IntegerKind { .uint16 } }
extension UInt32: WordInteger { static var kind: IntegerKind { .uint32 } }
extension UInt: LongInteger { static var kind: IntegerKind { .uint } }
extension UInt64: LongInteger { static var kind: IntegerKind { .uint64 } }

/// The arithmetic of all integer types.
enum Integers {
  /// One operation on two numbers of a type.
  @inline(__always)
  static func apply<T: ScriptInteger>(
    _ operation: Arithmetic, _ x: T, _ y: T, _ range: SourceRange
  ) throws -> T {
    let result: (partialValue: T, overflow: Bool)
    switch operation {
    case .add: result = x.addingReportingOverflow(y)
    case .subtract: result = x.subtractingReportingOverflow(y)
    case .multiply: result = x.multipliedReportingOverflow(by: y)
    case .divide: result = x.dividedReportingOverflow(by: y)
    case .remainder: result = x.remainderReportingOverflow(dividingBy: y)
    case .addWrapping: return x &+ y
    case .subtractWrapping: return x &- y
    case .multiplyWrapping: return x &* y
    case .and: return x & y
    case .or: return x | y
    case .xor: return x ^ y
    case .shiftLeft, .shiftRight, .shiftLeftMasking, .shiftRightMasking:
      throw InternalError("shift")
    }
    if result.overflow { throw fault(operation, x, y, range) }
    return result.partialValue
  }

  @inline(never)
  static func fault<T: ScriptInteger>(
    _ operation: Arithmetic, _ x: T, _ y: T, _ range: SourceRange
  ) -> Fault {
    .failed(
      RuntimeError.arithmetic(
        operation, "\(x)", "\(y)", isByZero: y == 0, in: T.kind.rawValue, range))
  }

  /// A shift, by a number of any integer type: too far gives 0 or -1, backwards shifts the other way.
  @inline(__always)
  static func shift<T: ScriptInteger>(_ operation: Arithmetic, _ x: T, by count: Int) -> T {
    switch operation {
    case .shiftLeft: x << count
    case .shiftRight: x >> count
    case .shiftLeftMasking: x &<< T(truncatingIfNeeded: count)
    default: x &>> T(truncatingIfNeeded: count)
    }
  }

  /// Code of an operation on numbers of the type.
  static func code(
    _ operation: Arithmetic, _ kind: IntegerKind, _ a: Code, _ b: Code, _ range: SourceRange
  ) -> Code {
    // Written out, so that each type's code is made for it.
    switch kind {
    case .int: code(operation, Int.self, a, b, range)
    case .int8: code(operation, Int8.self, a, b, range)
    case .int16: code(operation, Int16.self, a, b, range)
    case .int32: code(operation, Int32.self, a, b, range)
    case .int64: code(operation, Int64.self, a, b, range)
    case .uint: code(operation, UInt.self, a, b, range)
    case .uint8: code(operation, UInt8.self, a, b, range)
    case .uint16: code(operation, UInt16.self, a, b, range)
    case .uint32: code(operation, UInt32.self, a, b, range)
    case .uint64: code(operation, UInt64.self, a, b, range)
    }
  }

  private static func code<T: ScriptInteger>(
    _ operation: Arithmetic, _: T.Type, _ a: Code, _ b: Code, _ range: SourceRange
  ) -> Code {
    let x = T.unboxed(a)
    if operation.isShift {
      let count = shiftCount(b)
      return T.code { frame in
        let number = try x(frame)
        return shift(operation, number, by: try count(frame))
      }
    }
    let y = T.unboxed(b)
    return T.code { frame in
      let number = try x(frame)
      return try apply(operation, number, try y(frame), range)
    }
  }

  /// How far a shift goes: what does not fit in an `Int` is too far anyway.
  static func shiftCount(_ code: Code) -> Run<Int> {
    if case .int(let run) = code { return run }
    let run = code.boxed
    return { frame in
      switch try run(frame) {
      case .int(let count): count
      case .uint(let count): Int(clamping: count)
      default: throw InternalError("shift")
      }
    }
  }

  /// `-x`.
  static func negated(_ kind: IntegerKind, _ inner: Code, _ range: SourceRange) -> Code {
    func make<T: ScriptInteger>(_: T.Type) -> Code {
      let run = T.unboxed(inner)
      return T.code { frame in
        let number = try run(frame)
        let (result, overflow) = T.zero.subtractingReportingOverflow(number)
        if overflow {
          throw Fault.failed(RuntimeError.negation("\(number)", in: T.kind.rawValue, range))
        }
        return result
      }
    }
    return make(kind.type)
  }

  /// One operation on two values of a type.
  static func applier(
    _ operation: Arithmetic, _ kind: IntegerKind, _ range: SourceRange
  ) -> (Value, Value) throws -> Value {
    func make<T: ScriptInteger>(_: T.Type) -> (Value, Value) throws -> Value {
      if operation.isShift {
        return { a, b in
          let count =
            switch b {
            case .int(let count): count
            case .uint(let count): Int(clamping: count)
            default: throw InternalError("shift")
            }
          return shift(operation, try T.from(a), by: count).value
        }
      }
      return { a, b in try apply(operation, try T.from(a), try T.from(b), range).value }
    }
    return make(kind.type)
  }
}
