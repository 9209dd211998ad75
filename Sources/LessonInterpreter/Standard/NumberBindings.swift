import LessonModel

// This file declares `Int`, `Double`, `Float` and `Bool`.

extension StandardLibrary {
  static let integers = TypeBinding(
    standard: "Int",
    members: [
      Binding(intrinsic: "init(_ source: Int)") { use in .int(use.int(0)) },
      Binding(intrinsic: "init(_ source: Double)") { use in
        let run = use.double(0)
        let range = use.range
        return .int { frame in try whole(try run(frame), range) }
      },
      Binding(intrinsic: "init(_ source: Float)") { use in
        let run = use.value(0)
        let range = use.range
        return .int { frame in
          guard case .float(let number) = try run(frame) else { throw InternalError("Float") }
          return try whole(Double(number), range)
        }
      },
      Binding(intrinsic: "init?(_ text: String)") { use in
        let run = use.string(0)
        return .value { frame in Int(try run(frame)).map { .int($0) } ?? .none }
      },
      Binding(intrinsic: "init?(_ text: String, radix: Int)") { use in
        let (text, radix) = (use.string(0), use.int(1))
        let range = use.range
        return .value { frame in
          let text = try text(frame)
          let radix = try Self.radix(try radix(frame), range)
          return Int(text, radix: radix).map { .int($0) } ?? .none
        }
      },
      Binding(intrinsic: "init?(exactly source: Double)") { use in
        let run = use.double(0)
        return .value { frame in Int(exactly: try run(frame)).map { .int($0) } ?? .none }
      },
      Binding(intrinsic: "static var max: Int") { _ in .int { _ in Int.max } },
      Binding(intrinsic: "static var min: Int") { _ in .int { _ in Int.min } },
      Binding(intrinsic: "static var zero: Int") { _ in .int { _ in 0 } },
      Binding(intrinsic: "var description: String") { use in
        let run = use.int(0)
        return .value { .string(String(try run($0))) }
      },
      Binding(intrinsic: "func isMultiple(of other: Int) -> Bool") { use in
        let (a, b) = (use.int(0), use.int(1))
        return .bool { frame in
          let number = try a(frame)
          return number.isMultiple(of: try b(frame))
        }
      },
      Binding(intrinsic: "func signum() -> Int") { use in
        let run = use.int(0)
        return .int { try run($0).signum() }
      },
      Binding(
        intrinsic:
          "func quotientAndRemainder(dividingBy rhs: Int) -> (quotient: Int, remainder: Int)"
      ) { use in
        let (a, b) = (use.int(0), use.int(1))
        let range = use.range
        return .value { frame in
          let (x, y) = (try a(frame), try b(frame))
          guard y != 0, !(x == .min && y == -1) else {
            throw Fault.failed(RuntimeError.arithmetic(.divide, x, y, range))
          }
          return .tuple([.int(x / y), .int(x % y)])
        }
      },
      Binding(intrinsic: "mutating func negate()") { use in
        let place = use.place(0)
        let range = use.range
        return .void { frame in
          try place.modify(frame) { value in
            let (result, overflow) = (0).subtractingReportingOverflow(try value.int)
            if overflow { throw Fault.failed(RuntimeError.negation(try value.int, range)) }
            value = .int(result)
          }
        }
      },
    ])

  /// The whole number that a floating-point number is cut to.
  private static func whole(_ number: Double, _ range: SourceRange) throws -> Int {
    guard let result = Int(exactly: number.rounded(.towardZero)) else {
      let why = number.isFinite ? "it does not fit" : "it is not finite"
      throw Fault.failed(
        RuntimeError.precondition(
          "'\(Describer.text(number))' cannot be converted to 'Int': \(why)", range))
    }
    return result
  }

  static func radix(_ radix: Int, _ range: SourceRange) throws -> Int {
    guard (2...36).contains(radix) else {
      throw Fault.failed(
        RuntimeError.precondition("a radix is between 2 and 36, found \(radix)", range))
    }
    return radix
  }

  static let doubles = TypeBinding(
    standard: "Double",
    members: [
      Binding(intrinsic: "init(_ source: Int)") { use in
        let run = use.int(0)
        return .double { Double(try run($0)) }
      },
      Binding(intrinsic: "init(_ source: Double)") { use in .double(use.double(0)) },
      Binding(intrinsic: "init(_ source: Float)") { use in
        let run = use.value(0)
        return .double { frame in
          guard case .float(let number) = try run(frame) else { throw InternalError("Float") }
          return Double(number)
        }
      },
      Binding(intrinsic: "init?(_ text: String)") { use in
        let run = use.string(0)
        return .value { frame in Double(try run(frame)).map { .double($0) } ?? .none }
      },
      constant("pi", .pi), constant("infinity", .infinity), constant("nan", .nan),
      constant("zero", 0), constant("ulpOfOne", .ulpOfOne),
      constant("greatestFiniteMagnitude", .greatestFiniteMagnitude),
      constant("leastNonzeroMagnitude", .leastNonzeroMagnitude),
      constant("leastNormalMagnitude", .leastNormalMagnitude),
      Binding(intrinsic: "var description: String") { use in
        let run = use.double(0)
        return .value { .string(Describer.text(try run($0))) }
      },
      Binding(intrinsic: "var magnitude: Double") { use in
        let run = use.double(0)
        return .double { try run($0).magnitude }
      },
      test("isNaN") { $0.isNaN }, test("isInfinite") { $0.isInfinite },
      test("isFinite") { $0.isFinite }, test("isZero") { $0.isZero },
      Binding(intrinsic: "func squareRoot() -> Double") { use in
        let run = use.double(0)
        return .double { try run($0).squareRoot() }
      },
      Binding(intrinsic: "func rounded() -> Double") { use in
        let run = use.double(0)
        return .double { try run($0).rounded() }
      },
      Binding(intrinsic: "func rounded(_ rule: FloatingPointRoundingRule) -> Double") { use in
        let (run, rule) = (use.double(0), use.value(1))
        return .double { frame in
          let number = try run(frame)
          return number.rounded(try roundingRule(try rule(frame)))
        }
      },
      Binding(intrinsic: "mutating func round()") { use in
        let place = use.place(0)
        return .void { frame in
          try place.modify(frame) { $0 = .double(try $0.double.rounded()) }
        }
      },
      Binding(intrinsic: "func truncatingRemainder(dividingBy other: Double) -> Double") { use in
        let (a, b) = (use.double(0), use.double(1))
        return .double { frame in
          let number = try a(frame)
          return number.truncatingRemainder(dividingBy: try b(frame))
        }
      },
      Binding(intrinsic: "mutating func negate()") { use in
        let place = use.place(0)
        return .void { frame in try place.modify(frame) { $0 = .double(-(try $0.double)) } }
      },
    ])

  private static func constant(_ name: String, _ number: Double) -> Binding {
    Binding(intrinsic: "static var \(name): Double") { _ in .double { _ in number } }
  }

  private static func test(
    _ name: String, _ test: @escaping @Sendable (Double) -> Bool
  ) -> Binding {
    Binding(intrinsic: "var \(name): Bool") { use in
      let run = use.double(0)
      return .bool { test(try run($0)) }
    }
  }

  static let floats = TypeBinding(
    standard: "Float",
    members: [
      Binding(intrinsic: "init(_ source: Int)") { use in
        let run = use.int(0)
        return .value { .float(Float(try run($0))) }
      },
      Binding(intrinsic: "init(_ source: Double)") { use in
        let run = use.double(0)
        return .value { .float(Float(try run($0))) }
      },
      Binding(intrinsic: "init(_ source: Float)") { use in .value(use.value(0)) },
      Binding(intrinsic: "init?(_ text: String)") { use in
        let run = use.string(0)
        return .value { frame in Float(try run(frame)).map { .float($0) } ?? .none }
      },
      Binding(intrinsic: "static var pi: Float") { _ in .value { _ in .float(.pi) } },
      Binding(intrinsic: "static var infinity: Float") { _ in .value { _ in .float(.infinity) } },
      Binding(intrinsic: "static var nan: Float") { _ in .value { _ in .float(.nan) } },
      Binding(intrinsic: "var description: String") { use in
        let text = Describer(library: use.library).text(.float)
        let run = use.value(0)
        return .value { .string(text(try run($0))) }
      },
      Binding(intrinsic: "func squareRoot() -> Float") { use in
        change(use) { $0.squareRoot() }
      },
      Binding(intrinsic: "func rounded() -> Float") { use in change(use) { $0.rounded() } },
      Binding(intrinsic: "var magnitude: Float") { use in change(use) { $0.magnitude } },
    ])

  private static func change(
    _ use: Intrinsic.Use, _ change: @escaping @Sendable (Float) -> Float
  ) -> Code {
    let run = use.value(0)
    return .value { frame in
      guard case .float(let number) = try run(frame) else { throw InternalError("Float") }
      return .float(change(number))
    }
  }

  static let booleans = TypeBinding(
    standard: "Bool",
    members: [
      Binding(intrinsic: "init(_ value: Bool)") { use in .bool(use.bool(0)) },
      Binding(intrinsic: "init?(_ text: String)") { use in
        let run = use.string(0)
        return .value { frame in Bool(try run(frame)).map { .bool($0) } ?? .none }
      },
      Binding(intrinsic: "var description: String") { use in
        let run = use.bool(0)
        return .value { .string(try run($0) ? "true" : "false") }
      },
      Binding(intrinsic: "mutating func toggle()") { use in
        let place = use.place(0)
        return .void { frame in try place.modify(frame) { $0 = .bool(!(try $0.bool)) } }
      },
    ])

  static let optionals = TypeBinding(
    standard: "Optional", ["Wrapped"],
    members: [
      Binding(intrinsic: "static var none: Wrapped?") { _ in .value { _ in .none } },
      Binding(intrinsic: "static func some(_ value: Wrapped) -> Wrapped?") { use in
        let run = use.value(0)
        let isNested = use.type(0).wrapped != nil
        return .value { Value.wrapped(try run($0), isOptional: isNested) }
      },
      Binding(intrinsic: "func map<U>(_ transform: (Wrapped) throws -> U) -> U?") { use in
        let (run, function) = (use.value(0), use.function(1))
        let (window, range) = (use.window, use.range)
        let isNested = use.result.wrapped?.wrapped != nil
        return .value { frame in
          let value = try run(frame)
          let transform = try function(frame)
          let inner = frame.window(window.words, window.values)
          switch value {
          case .none: return .none
          case .some(let wrapped):
            return Value.wrapped(try transform.call(wrapped, inner, range), isOptional: isNested)
          default:
            return Value.wrapped(try transform.call(value, inner, range), isOptional: isNested)
          }
        }
      },
      Binding(intrinsic: "func flatMap<U>(_ transform: (Wrapped) throws -> U?) -> U?") { use in
        let (run, function) = (use.value(0), use.function(1))
        let (window, range) = (use.window, use.range)
        return .value { frame in
          let value = try run(frame)
          let transform = try function(frame)
          let inner = frame.window(window.words, window.values)
          switch value {
          case .none: return .none
          case .some(let wrapped): return try transform.call(wrapped, inner, range)
          default: return try transform.call(value, inner, range)
          }
        }
      },
    ])
}
