import LessonModel

// This file declares floating-point numbers, `Bool` and `Optional`.

extension StandardLibrary {
  static let floatingPoint = TypeBinding(
    standard: "FloatingPoint", isProtocol: true,
    members: floatConversions + floatConstants + floatRounding + randomFloats + [
      Binding(intrinsic: "var description: String") { use in
        let text = Describer(library: use.library).text(use.type(0))
        let run = use.value(0)
        return .value { .string(text(try run($0))) }
      },
      test("isNaN") { $0.isNaN }, test("isInfinite") { $0.isInfinite },
      test("isFinite") { $0.isFinite }, test("isZero") { $0.isZero },
      test("isNormal") { $0.isNormal }, test("isSubnormal") { $0.isSubnormal },
      one("var magnitude: Self", { $0.absolute }, double: { $0.magnitude }),
      one("var nextUp: Self") { $0.nextUp },
      one("var nextDown: Self") { $0.nextDown }, one("var ulp: Self") { $0.ulp },
      one("var significand: Self") { $0.significand }, one("var binade: Self") { $0.binade },
      one("func squareRoot() -> Self", { $0.squareRoot() }, double: { $0.squareRoot() }),
      Binding(intrinsic: "var exponent: Int") { use in
        func make<T: ScriptFloat>(_: T.Type) -> Code {
          let run = use.float(0, T.self)
          return .int { Int(try run($0).exponent) }
        }
        return make(use.floatType(use.type(0)))
      },
      Binding(intrinsic: "var sign: FloatingPointSign") { use in
        func make<T: ScriptFloat>(_: T.Type) -> Code {
          let run = use.float(0, T.self)
          return .value { .int(try run($0).sign == .minus ? 1 : 0) }
        }
        return make(use.floatType(use.type(0)))
      },
      two("func truncatingRemainder(dividingBy other: Self) -> Self") {
        $0.truncatingRemainder(dividingBy: $1)
      } double: {
        $0.truncatingRemainder(dividingBy: $1)
      },
      two("func remainder(dividingBy other: Self) -> Self") {
        $0.remainder(dividingBy: $1)
      } double: {
        $0.remainder(dividingBy: $1)
      },
      two("static func minimum(_ x: Self, _ y: Self) -> Self") {
        Float.minimum($0, $1)
      } double: {
        Double.minimum($0, $1)
      },
      two("static func maximum(_ x: Self, _ y: Self) -> Self") {
        Float.maximum($0, $1)
      } double: {
        Double.maximum($0, $1)
      },
      Binding(intrinsic: "func addingProduct(_ lhs: Self, _ rhs: Self) -> Self") { use in
        func make<T: ScriptFloat>(_: T.Type) -> Code {
          let (a, b, c) = (use.float(0, T.self), use.float(1, T.self), use.float(2, T.self))
          return T.code { frame in
            let (x, y) = (try a(frame), try b(frame))
            return x.addingProduct(y, try c(frame))
          }
        }
        return make(use.floatType(use.type(0)))
      },
      changing("mutating func negate()") { $0.negated },
      changing("mutating func round()") { $0.rounded() },
      changing("mutating func formSquareRoot()") { $0.squareRoot() },
      Binding(intrinsic: "mutating func round(_ rule: FloatingPointRoundingRule)") { use in
        let (place, rule) = (use.place(0), use.value(1))
        return .void { frame in
          let rule = try roundingRule(try rule(frame))
          try place.modify(frame) { value in
            switch value {
            case .double(let number): value = .double(number.rounded(rule))
            case .float(let number): value = .float(number.rounded(rule))
            default: throw InternalError("FloatingPoint")
            }
          }
        }
      },
      Binding(intrinsic: "mutating func formTruncatingRemainder(dividingBy other: Self)") { use in
        let (place, other) = (use.place(0), use.value(1))
        return .void { frame in
          let other = try other(frame)
          try place.modify(frame) { value in
            switch (value, other) {
            case (.double(let x), .double(let y)):
              value = .double(x.truncatingRemainder(dividingBy: y))
            case (.float(let x), .float(let y)):
              value = .float(x.truncatingRemainder(dividingBy: y))
            default: throw InternalError("FloatingPoint")
            }
          }
        }
      },
    ])

  // MARK: Conversion

  private static let floatConversions: [Binding] = [
    Binding(intrinsic: "init<T: BinaryInteger>(_ source: T)") { use in
      if use.result == .double, use.type(0).isWordInteger {
        let run = use.int(0)
        return .double { Double(try run($0)) }
      }
      func make<T: ScriptFloat>(_: T.Type) -> Code {
        let run = use.value(0)
        if use.type(0).isWordInteger {
          let run = use.int(0)
          return T.code { T(try run($0)) }
        }
        return T.code { frame in
          guard case .uint(let number) = try run(frame) else { throw InternalError("UInt") }
          return T(number)
        }
      }
      return make(use.floatType(use.result))
    },
    Binding(intrinsic: "init(_ source: Double)") { use in
      func make<T: ScriptFloat>(_: T.Type) -> Code {
        let run = use.double(0)
        return T.code { T(try run($0)) }
      }
      return make(use.floatType(use.result))
    },
    Binding(intrinsic: "init(_ source: Float)") { use in
      func make<T: ScriptFloat>(_: T.Type) -> Code {
        let run = use.float(0, Float.self)
        return T.code { T(try run($0)) }
      }
      return make(use.floatType(use.result))
    },
    Binding(intrinsic: "init?<S: StringProtocol>(_ text: S)") { use in
      func make<T: ScriptFloat>(_: T.Type) -> Code {
        let run = use.value(0)
        return .value { T(parsing: try run($0).text)?.value ?? .none }
      }
      return make(use.floatType(use.result.wrapped ?? .double))
    },
    Binding(intrinsic: "init?<T: BinaryInteger>(exactly source: T)") { use in
      func make<T: ScriptFloat>(_: T.Type) -> Code {
        let run = use.value(0)
        return .value { frame in
          switch try run(frame) {
          case .int(let number): T(exactly: number)?.value ?? .none
          case .uint(let number): T(exactly: number)?.value ?? .none
          default: throw InternalError("integer")
          }
        }
      }
      return make(use.floatType(use.result.wrapped ?? .double))
    },
    Binding(intrinsic: "init?(exactly source: Double)") { use in
      func make<T: ScriptFloat>(_: T.Type) -> Code {
        let run = use.double(0)
        return .value { T(exactly: try run($0))?.value ?? .none }
      }
      return make(use.floatType(use.result.wrapped ?? .double))
    },
    Binding(intrinsic: "init?(exactly source: Float)") { use in
      func make<T: ScriptFloat>(_: T.Type) -> Code {
        let run = use.float(0, Float.self)
        return .value { T(exactly: try run($0))?.value ?? .none }
      }
      return make(use.floatType(use.result.wrapped ?? .double))
    },
  ]

  private static let floatConstants: [Binding] = [
    constant("pi", .pi, .pi), constant("infinity", .infinity, .infinity),
    constant("nan", .nan, .nan), constant("zero", 0, 0),
    constant("ulpOfOne", .ulpOfOne, .ulpOfOne),
    constant("greatestFiniteMagnitude", .greatestFiniteMagnitude, .greatestFiniteMagnitude),
    constant("leastNonzeroMagnitude", .leastNonzeroMagnitude, .leastNonzeroMagnitude),
    constant("leastNormalMagnitude", .leastNormalMagnitude, .leastNormalMagnitude),
  ]

  private static let floatRounding: [Binding] = [
    one("func rounded() -> Self", { $0.rounded() }, double: { $0.rounded() }),
    Binding(intrinsic: "func rounded(_ rule: FloatingPointRoundingRule) -> Self") { use in
      if use.type(0) == .double {
        let (run, rule) = (use.double(0), use.value(1))
        return .double { frame in
          let number = try run(frame)
          return number.rounded(try roundingRule(try rule(frame)))
        }
      }
      func make<T: ScriptFloat>(_: T.Type) -> Code {
        let (run, rule) = (use.float(0, T.self), use.value(1))
        return T.code { frame in
          let number = try run(frame)
          return number.rounded(try roundingRule(try rule(frame)))
        }
      }
      return make(use.floatType(use.type(0)))
    },
  ]

  private static func constant(_ name: String, _ double: Double, _ float: Float) -> Binding {
    Binding(intrinsic: "static var \(name): Self") { use in
      if use.result == .float { return .value { _ in .float(float) } }
      return .double { _ in double }
    }
  }

  private static func test(
    _ name: String, _ test: @escaping @Sendable (any ScriptFloat) -> Bool
  ) -> Binding {
    Binding(intrinsic: "var \(name): Bool") { use in
      if use.type(0) == .double {
        let run = use.double(0)
        return .bool { test(try run($0)) }
      }
      let run = use.float(0, Float.self)
      return .bool { test(try run($0)) }
    }
  }

  /// A property or method that gives a number of the same type.
  private static func one(
    _ declaration: String, _ change: @escaping @Sendable (any ScriptFloat) -> any ScriptFloat,
    double: (@Sendable (Double) -> Double)? = nil
  ) -> Binding {
    Binding(intrinsic: declaration) { use in
      if use.type(0) == .double {
        let run = use.double(0)
        if let double { return .double { double(try run($0)) } }
        return .double { try change(try run($0)).value.double }
      }
      let run = use.float(0, Float.self)
      return .value { change(try run($0)).value }
    }
  }

  private static func two(
    _ declaration: String, _ float: @escaping @Sendable (Float, Float) -> Float,
    double: @escaping @Sendable (Double, Double) -> Double
  ) -> Binding {
    Binding(intrinsic: declaration) { use in
      if use.type(0) == .double {
        let (a, b) = (use.double(0), use.double(1))
        return .double { frame in
          let x = try a(frame)
          return double(x, try b(frame))
        }
      }
      let (a, b) = (use.float(0, Float.self), use.float(1, Float.self))
      return .value { frame in
        let x = try a(frame)
        return .float(float(x, try b(frame)))
      }
    }
  }

  private static func changing(
    _ declaration: String, _ change: @escaping @Sendable (any ScriptFloat) -> any ScriptFloat
  ) -> Binding {
    Binding(intrinsic: declaration) { use in
      let place = use.place(0)
      return .void { frame in
        try place.modify(frame) { value in
          switch value {
          case .double(let number): value = change(number).value
          case .float(let number): value = change(number).value
          default: throw InternalError("FloatingPoint")
          }
        }
      }
    }
  }

  static let doubles = TypeBinding(
    standard: "Double",
    members: [
      Binding(intrinsic: "var bitPattern: UInt64") { use in
        let run = use.double(0)
        return .value { .uint(try run($0).bitPattern) }
      },
      Binding(intrinsic: "init(bitPattern: UInt64)") { use in
        let run = use.integer(0, UInt64.self)
        return .double { Double(bitPattern: try run($0)) }
      },
    ])

  static let floats = TypeBinding(
    standard: "Float",
    members: [
      Binding(intrinsic: "var bitPattern: UInt32") { use in
        let run = use.float(0, Float.self)
        return .int { Int(try run($0).bitPattern) }
      },
      Binding(intrinsic: "init(bitPattern: UInt32)") { use in
        let run = use.integer(0, UInt32.self)
        return .value { .float(Float(bitPattern: try run($0))) }
      },
    ])

  static let sign = TypeBinding(
    standard: "FloatingPointSign", conformsTo: ["Equatable", "Hashable"],
    members: ["plus", "minus"].enumerated().map { index, name in
      Binding(intrinsic: "static var \(name): FloatingPointSign") { _ in .value { _ in .int(index) }
      }
    })

  static let booleans = TypeBinding(
    standard: "Bool",
    members: [
      randomBool,
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

  private static func some(_ declaration: String) -> Binding {
    Binding(intrinsic: declaration) { use in
      let run = use.value(0)
      let isNested = use.type(0).wrapped != nil
      return .value { Value.wrapped(try run($0), isOptional: isNested) }
    }
  }

  static let optionals = TypeBinding(
    standard: "Optional", ["Wrapped"],
    members: [
      Binding(intrinsic: "static var none: Wrapped?") { _ in .value { _ in .none } },
      some("static func some(_ value: Wrapped) -> Wrapped?"),
      some("init(_ value: Wrapped)"),
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
