import LessonModel

// This file declares what all integer types have, once for all of them.

extension StandardLibrary {
  static let binaryIntegers = TypeBinding(
    standard: "BinaryInteger", isProtocol: true,
    members: conversions + counting + overflowing + randomIntegers + [
      Binding(intrinsic: "static var max: Self") { constant($0) { $0.max } },
      Binding(intrinsic: "static var min: Self") { constant($0) { $0.min } },
      Binding(intrinsic: "static var zero: Self") { constant($0) { $0.zero } },
      Binding(intrinsic: "var description: String") { use in
        let text = Describer(library: use.library).text(use.type(0))
        let run = use.value(0)
        return .value { .string(text(try run($0))) }
      },
      Binding(intrinsic: "func isMultiple(of other: Self) -> Bool") { use in
        if use.type(0) == .int {
          let (a, b) = (use.int(0), use.int(1))
          return .bool { frame in
            let number = try a(frame)
            return number.isMultiple(of: try b(frame))
          }
        }
        func make<T: ScriptInteger>(_: T.Type) -> Code {
          let (a, b) = (use.integer(0, T.self), use.integer(1, T.self))
          return .bool { frame in
            let number = try a(frame)
            return number.isMultiple(of: try b(frame))
          }
        }
        return make(use.kind(use.type(0)))
      },
      Binding(intrinsic: "func signum() -> Self") { change($0) { $0.signum() } },
      Binding(intrinsic: "var byteSwapped: Self") { change($0) { $0.byteSwapped } },
      Binding(
        intrinsic:
          "func quotientAndRemainder(dividingBy rhs: Self) -> (quotient: Self, remainder: Self)"
      ) { use in
        func make<T: ScriptInteger>(_: T.Type) -> Code {
          let (a, b) = (use.integer(0, T.self), use.integer(1, T.self))
          let range = use.range
          return .value { frame in
            let (x, y) = (try a(frame), try b(frame))
            let quotient = try Integers.apply(.divide, x, y, range)
            return .tuple([quotient.value, (x &- quotient &* y).value])
          }
        }
        return make(use.kind(use.type(0)))
      },
      Binding(intrinsic: "mutating func negate()") { use in
        let place = use.place(0)
        let negate = Integers.applier(.subtract, use.kind(use.type(0)).kind, use.range)
        let zero = use.kind(use.type(0)).zeroValue
        return .void { frame in try place.modify(frame) { $0 = try negate(zero, $0) } }
      },
      Binding(intrinsic: "func distance(to other: Self) -> Int") { use in
        func make<T: ScriptInteger>(_: T.Type) -> Code {
          let (a, b) = (use.integer(0, T.self), use.integer(1, T.self))
          let range = use.range
          return .int { frame in
            let (x, y) = (try a(frame), try b(frame))
            let distance = Int128(y) - Int128(x)
            guard let result = Int(exactly: distance) else {
              throw Integers.fault(.subtract, y, x, range)
            }
            return result
          }
        }
        return make(use.kind(use.type(0)))
      },
      Binding(intrinsic: "func advanced(by n: Int) -> Self") { use in
        func make<T: ScriptInteger>(_: T.Type) -> Code {
          let (a, b) = (use.integer(0, T.self), use.int(1))
          let range = use.range
          return T.code { frame in
            let (x, n) = (try a(frame), try b(frame))
            guard let result = T(exactly: Int128(x) + Int128(n)) else {
              throw Fault.failed(
                RuntimeError.arithmetic(
                  .add, "\(x)", "\(n)", isByZero: false, in: T.kind.rawValue, range))
            }
            return result
          }
        }
        return make(use.kind(use.type(0)))
      },
    ])

  // MARK: Conversion

  private static let conversions: [Binding] = [
    Binding(intrinsic: "init<T: BinaryInteger>(_ source: T)") { use in
      if use.type(0) == use.result, case .code(let code, _) = use.arguments[0] { return code }
      let range = use.range
      return convert(use) { source, _, target in
        { value in
          guard let result = target.exactly(value) else {
            throw cannotConvert("\(value)", target.kind.rawValue, "it does not fit", range)
          }
          return result
        }
      }
    },
    Binding(intrinsic: "init(_ source: Double)") { use in
      whole(use) { try $0.double }
    },
    Binding(intrinsic: "init(_ source: Float)") { use in
      whole(use) { Double(try $0.float) }
    },
    Binding(intrinsic: "init?<T: BinaryInteger>(exactly source: T)") { use in
      convert(use) { _, _, target in { target.exactly($0) ?? .none } }
    },
    Binding(intrinsic: "init?(exactly source: Double)") { use in
      let kind = use.kind(use.result.wrapped ?? use.result)
      let run = use.double(0)
      return .value { kind.exactly(try run($0)) ?? .none }
    },
    Binding(intrinsic: "init?(exactly source: Float)") { use in
      let kind = use.kind(use.result.wrapped ?? use.result)
      let run = use.value(0)
      return .value { kind.exactly(Double(try run($0).float)) ?? .none }
    },
    Binding(intrinsic: "init<T: BinaryInteger>(truncatingIfNeeded source: T)") { use in
      convert(use) { _, _, target in { target.truncating($0) } }
    },
    Binding(intrinsic: "init<T: BinaryInteger>(clamping source: T)") { use in
      convert(use) { _, _, target in { target.clamping($0) } }
    },
    Binding(intrinsic: "init?<S: StringProtocol>(_ text: S)") { use in
      let kind = use.kind(use.result.wrapped ?? use.result)
      let run = use.value(0)
      return .value { kind.parsing(try run($0).text, radix: 10) ?? .none }
    },
    Binding(intrinsic: "init?<S: StringProtocol>(_ text: S, radix: Int)") { use in
      let kind = use.kind(use.result.wrapped ?? use.result)
      let (run, radix) = (use.value(0), use.int(1))
      let range = use.range
      return .value { frame in
        let text = try run(frame).text
        return kind.parsing(text, radix: try Self.radix(try radix(frame), range)) ?? .none
      }
    },
  ]

  static func cannotConvert(
    _ value: String, _ type: String, _ why: String, _ range: SourceRange
  ) -> Fault {
    .failed(
      RuntimeError.precondition("'\(value)' cannot be converted to '\(type)': \(why)", range))
  }

  /// Code that makes a number of one integer type of a number of another.
  private static func convert(
    _ use: Intrinsic.Use,
    _ make: (IntegerKind, SourceRange, any ScriptInteger.Type) -> (Int128) throws -> Value
  ) -> Code {
    let source = use.kind(use.type(0))
    let type = use.result.wrapped ?? use.result
    let target = use.kind(type)
    let run = use.value(0)
    let convert = make(source.kind, use.range, target)
    return Representation(use.result).unboxing { frame in
      switch try run(frame) {
      case .int(let number): try convert(Int128(number))
      case .uint(let number): try convert(Int128(number))
      default: throw InternalError("integer")
      }
    }
  }

  /// The whole number that a floating-point number is cut to.
  private static func whole(
    _ use: Intrinsic.Use, _ number: @escaping (Value) throws -> Double
  ) -> Code {
    let run = use.value(0)
    let kind = use.kind(use.result)
    let range = use.range
    if use.result == .int, case .code(.double(let run), _) = use.arguments[0] {
      return .int { frame in
        let number = try run(frame)
        guard let result = Int(exactly: number.rounded(.towardZero)) else {
          throw outside(number, "Int", range)
        }
        return result
      }
    }
    return Representation(use.result).unboxing { frame in
      let number = try number(try run(frame))
      guard let result = kind.exactly(number.rounded(.towardZero)) else {
        throw outside(number, kind.kind.rawValue, range)
      }
      return result
    }
  }

  private static func outside(_ number: Double, _ type: String, _ range: SourceRange) -> Fault {
    cannotConvert(
      Describer.text(number), type, number.isFinite ? "it does not fit" : "it is not finite", range)
  }

  static func radix(_ radix: Int, _ range: SourceRange) throws -> Int {
    guard (2...36).contains(radix) else {
      throw Fault.failed(
        RuntimeError.precondition("a radix is between 2 and 36, found \(radix)", range))
    }
    return radix
  }

  // MARK: Bits and overflow

  private static let counting: [Binding] = [
    Binding(intrinsic: "static var bitWidth: Int") { use in
      // The type stands for itself: nothing is given.
      let bits = (use.generics["Self"].map { use.kind($0) } ?? Int.self).bits
      return .int { _ in bits }
    },
    count("bitWidth") { $0.bitWidth }, count("nonzeroBitCount") { $0.nonzeroBitCount },
    count("leadingZeroBitCount") { $0.leadingZeroBitCount },
    count("trailingZeroBitCount") { $0.trailingZeroBitCount },
  ]

  private static func count(
    _ name: String, _ count: @escaping @Sendable (any ScriptInteger) -> Int
  ) -> Binding {
    Binding(intrinsic: "var \(name): Int") { use in
      func make<T: ScriptInteger>(_: T.Type) -> Code {
        let run = use.integer(0, T.self)
        return .int { count(try run($0)) }
      }
      return make(use.kind(use.type(0)))
    }
  }

  private static let overflowing: [Binding] = [
    reporting("addingReportingOverflow(_ rhs: Self)", .add),
    reporting("subtractingReportingOverflow(_ rhs: Self)", .subtract),
    reporting("multipliedReportingOverflow(by rhs: Self)", .multiply),
    reporting("dividedReportingOverflow(by rhs: Self)", .divide),
    reporting("remainderReportingOverflow(dividingBy rhs: Self)", .remainder),
  ]

  private static func reporting(_ name: String, _ operation: Arithmetic) -> Binding {
    Binding(intrinsic: "func \(name) -> (partialValue: Self, overflow: Bool)") { use in
      func make<T: ScriptInteger>(_: T.Type) -> Code {
        let (a, b) = (use.integer(0, T.self), use.integer(1, T.self))
        return .value { frame in
          let (x, y) = (try a(frame), try b(frame))
          let result =
            switch operation {
            case .add: x.addingReportingOverflow(y)
            case .subtract: x.subtractingReportingOverflow(y)
            case .multiply: x.multipliedReportingOverflow(by: y)
            case .divide: x.dividedReportingOverflow(by: y)
            default: x.remainderReportingOverflow(dividingBy: y)
            }
          return .tuple([result.partialValue.value, .bool(result.overflow)])
        }
      }
      return make(use.kind(use.type(0)))
    }
  }

  private static func constant(
    _ use: Intrinsic.Use, _ pick: (any ScriptInteger.Type) -> any ScriptInteger
  ) -> Code {
    let value = pick(use.kind(use.result)).value
    return Representation(use.result).unboxing { _ in value }
  }

  private static func change(
    _ use: Intrinsic.Use, _ change: @escaping (any ScriptInteger) -> any ScriptInteger
  ) -> Code {
    func make<T: ScriptInteger>(_: T.Type) -> Code {
      let run = use.integer(0, T.self)
      return Representation(use.result).unboxing { change(try run($0)).value }
    }
    return make(use.kind(use.type(0)))
  }

  // MARK: What differs from type to type

  static let integers: [TypeBinding] = IntegerKind.allCases.map { kind in
    let other =
      kind.isSigned ? "U" + kind.rawValue : String(kind.rawValue.dropFirst())
    let magnitude = kind.isSigned ? other : kind.rawValue
    return TypeBinding(
      standard: kind.rawValue,
      members: [
        Binding(intrinsic: "var magnitude: \(magnitude)") { use in
          func make<T: ScriptInteger>(_: T.Type) -> Code {
            let run = use.integer(0, T.self)
            return T.Magnitude.code { try run($0).magnitude }
          }
          return make(use.kind(use.type(0)))
        },
        Binding(intrinsic: "init(bitPattern source: \(other))") { use in
          convert(use) { _, _, target in { target.truncating($0) } }
        },
      ])
  }
}

extension ScriptInteger {
  static var bits: Int { bitWidth }
  static var zeroValue: Value { Self.zero.value }
  static func exactly(_ number: Int128) -> Value? { Self(exactly: number)?.value }
  static func exactly(_ number: Double) -> Value? { Self(exactly: number)?.value }
  static func truncating(_ number: Int128) -> Value { Self(truncatingIfNeeded: number).value }
  static func clamping(_ number: Int128) -> Value { Self(clamping: number).value }
  static func parsing(_ text: Substring, radix: Int) -> Value? { Self(text, radix: radix)?.value }
}

extension Intrinsic.Use {
  /// The integer type that a type is.
  func kind(_ type: Type) -> any ScriptInteger.Type { type.integerKind?.type ?? Int.self }

  /// An argument of an integer type.
  func integer<T: ScriptInteger>(_ index: Int, _: T.Type) -> Run<T> {
    switch arguments[index] {
    case .code(let code, _): T.unboxed(code)
    case .place(let place, _): T.unboxed(.value(place.load))
    }
  }
}

extension Value {
  var float: Float {
    get throws { if case .float(let it) = self { it } else { throw InternalError("Float") } }
  }

  /// The characters of a string or of part of one.
  var text: Substring {
    get throws {
      switch self {
      case .string(let text): text[...]
      case .substring(let text): text
      default: throw InternalError("String")
      }
    }
  }
}
