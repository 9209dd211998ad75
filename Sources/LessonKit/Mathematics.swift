// This file gives a lesson as plain Swift the mathematical functions of the interpreter, so that both
// print the same bytes on every machine: the system's own differ in their last digits.
internal import LessonNumerics

/// The square root.
public func sqrt(_ x: Double) -> Double { x.squareRoot() }
/// The square root.
public func sqrt(_ x: Float) -> Float { x.squareRoot() }
/// e^x.
public func exp(_ x: Double) -> Double { Mathematics.exp(x) }
/// e^x.
public func exp(_ x: Float) -> Float { Float(Mathematics.exp(Double(x))) }
/// The natural logarithm.
public func log(_ x: Double) -> Double { Mathematics.log(x) }
/// The natural logarithm.
public func log(_ x: Float) -> Float { Float(Mathematics.log(Double(x))) }
/// The logarithm to the base 2.
public func log2(_ x: Double) -> Double { Mathematics.log2(x) }
/// The logarithm to the base 2.
public func log2(_ x: Float) -> Float { Float(Mathematics.log2(Double(x))) }
/// The logarithm to the base 10.
public func log10(_ x: Double) -> Double { Mathematics.log10(x) }
/// The logarithm to the base 10.
public func log10(_ x: Float) -> Float { Float(Mathematics.log10(Double(x))) }
/// The sine of an angle in radians.
public func sin(_ x: Double) -> Double { Mathematics.sin(x) }
/// The sine of an angle in radians.
public func sin(_ x: Float) -> Float { Float(Mathematics.sin(Double(x))) }
/// The cosine of an angle in radians.
public func cos(_ x: Double) -> Double { Mathematics.cos(x) }
/// The cosine of an angle in radians.
public func cos(_ x: Float) -> Float { Float(Mathematics.cos(Double(x))) }
/// The tangent of an angle in radians.
public func tan(_ x: Double) -> Double { Mathematics.tan(x) }
/// The tangent of an angle in radians.
public func tan(_ x: Float) -> Float { Float(Mathematics.tan(Double(x))) }
/// The angle whose sine is `x`.
public func asin(_ x: Double) -> Double { Mathematics.asin(x) }
/// The angle whose sine is `x`.
public func asin(_ x: Float) -> Float { Float(Mathematics.asin(Double(x))) }
/// The angle whose cosine is `x`.
public func acos(_ x: Double) -> Double { Mathematics.acos(x) }
/// The angle whose cosine is `x`.
public func acos(_ x: Float) -> Float { Float(Mathematics.acos(Double(x))) }
/// The angle whose tangent is `x`.
public func atan(_ x: Double) -> Double { Mathematics.atan(x) }
/// The angle whose tangent is `x`.
public func atan(_ x: Float) -> Float { Float(Mathematics.atan(Double(x))) }
/// The hyperbolic sine.
public func sinh(_ x: Double) -> Double { Mathematics.sinh(x) }
/// The hyperbolic sine.
public func sinh(_ x: Float) -> Float { Float(Mathematics.sinh(Double(x))) }
/// The hyperbolic cosine.
public func cosh(_ x: Double) -> Double { Mathematics.cosh(x) }
/// The hyperbolic cosine.
public func cosh(_ x: Float) -> Float { Float(Mathematics.cosh(Double(x))) }
/// The hyperbolic tangent.
public func tanh(_ x: Double) -> Double { Mathematics.tanh(x) }
/// The hyperbolic tangent.
public func tanh(_ x: Float) -> Float { Float(Mathematics.tanh(Double(x))) }
/// The nearest whole number, halves away from zero.
public func round(_ x: Double) -> Double { x.rounded() }
/// The nearest whole number, halves away from zero.
public func round(_ x: Float) -> Float { x.rounded() }
/// The greatest whole number that is not greater.
public func floor(_ x: Double) -> Double { x.rounded(.down) }
/// The greatest whole number that is not greater.
public func floor(_ x: Float) -> Float { x.rounded(.down) }
/// The least whole number that is not less.
public func ceil(_ x: Double) -> Double { x.rounded(.up) }
/// The least whole number that is not less.
public func ceil(_ x: Float) -> Float { x.rounded(.up) }
/// The whole number without the fraction.
public func trunc(_ x: Double) -> Double { x.rounded(.towardZero) }
/// The whole number without the fraction.
public func trunc(_ x: Float) -> Float { x.rounded(.towardZero) }
/// `x` to the power of `y`.
public func pow(_ x: Double, _ y: Double) -> Double { Mathematics.pow(x, y) }
/// `x` to the power of `y`.
public func pow(_ x: Float, _ y: Float) -> Float {
  Float(Mathematics.pow(Double(x), Double(y)))
}
/// The angle of the point (`x`, `y`).
public func atan2(_ y: Double, _ x: Double) -> Double { Mathematics.atan2(y, x) }
/// The angle of the point (`x`, `y`).
public func atan2(_ y: Float, _ x: Float) -> Float {
  Float(Mathematics.atan2(Double(y), Double(x)))
}
/// The length of the hypotenuse of a right triangle.
public func hypot(_ x: Double, _ y: Double) -> Double { Mathematics.hypot(x, y) }
/// The length of the hypotenuse of a right triangle.
public func hypot(_ x: Float, _ y: Float) -> Float {
  Float(Mathematics.hypot(Double(x), Double(y)))
}

/// What can fill a place of a format: numbers and text.
public protocol FormatArgument {}
extension Int: FormatArgument {}
extension Int8: FormatArgument {}
extension Int16: FormatArgument {}
extension Int32: FormatArgument {}
extension Int64: FormatArgument {}
extension UInt: FormatArgument {}
extension UInt8: FormatArgument {}
extension UInt16: FormatArgument {}
extension UInt32: FormatArgument {}
extension UInt64: FormatArgument {}
extension Double: FormatArgument {}
extension Float: FormatArgument {}
extension String: FormatArgument {}

extension String {
  /// Fills the places of a format, such as `%5.2f`, without the system's `printf` and its locale.
  public init(format: String, _ arguments: any FormatArgument...) {
    let values = arguments.map { argument -> Format.Argument in
      switch argument {
      case let number as Double: .floating(number)
      case let number as Float: .floating(Double(number))
      case let number as any BinaryInteger: .integer(Int(truncatingIfNeeded: number))
      default: .text("\(argument)")
      }
    }
    do { self = try Format.text(format, values) } catch {
      preconditionFailure((error as? Format.Problem)?.message ?? "\(error)")
    }
  }
}
