/// A Swift floating-point type whose values a cell can hold.
protocol ScriptFloat: BinaryFloatingPoint, LosslessStringConvertible, Sendable {
  var value: Value { get }
  static func from(_ value: Value) throws -> Self
  static func unboxed(_ code: Code) -> Run<Self>
  static func code(_ run: @escaping Run<Self>) -> Code
  static func random<G: RandomNumberGenerator>(
    between bounds: (Self, Self), isClosed: Bool, using generator: inout G
  ) -> Self
  init?(parsing text: Substring)
}

extension ScriptFloat {
  var negated: Self { -self }
  var absolute: Self { Swift.abs(self) }
}

extension Double: ScriptFloat {
  var value: Value { .double(self) }
  static func from(_ value: Value) throws -> Double { try value.double }
  static func unboxed(_ code: Code) -> Run<Double> {
    if case .double(let run) = code { return run }
    let run = code.boxed
    return { try run($0).double }
  }
  static func code(_ run: @escaping Run<Double>) -> Code { .double(run) }
  static func random<G: RandomNumberGenerator>(
    between bounds: (Double, Double), isClosed: Bool, using generator: inout G
  ) -> Double {
    isClosed
      ? .random(in: bounds.0...bounds.1, using: &generator)
      : .random(in: bounds.0..<bounds.1, using: &generator)
  }
  init?(parsing text: Substring) { self.init(text) }
}

extension Float: ScriptFloat {
  var value: Value { .float(self) }
  static func from(_ value: Value) throws -> Float { try value.float }
  static func unboxed(_ code: Code) -> Run<Float> {
    let run = code.boxed
    return { try run($0).float }
  }
  static func code(_ run: @escaping Run<Float>) -> Code { .value { .float(try run($0)) } }
  static func random<G: RandomNumberGenerator>(
    between bounds: (Float, Float), isClosed: Bool, using generator: inout G
  ) -> Float {
    isClosed
      ? .random(in: bounds.0...bounds.1, using: &generator)
      : .random(in: bounds.0..<bounds.1, using: &generator)
  }
  init?(parsing text: Substring) { self.init(text) }
}

extension Intrinsic.Use {
  /// The floating-point type that a type is.
  func floatType(_ type: Type) -> any ScriptFloat.Type { type == .float ? Float.self : Double.self }

  /// An argument of a floating-point type.
  func float<T: ScriptFloat>(_ index: Int, _: T.Type) -> Run<T> {
    switch arguments[index] {
    case .code(let code, _): T.unboxed(code)
    case .place(let place, _): T.unboxed(.value(place.load))
    }
  }
}
