/// The natural logarithm by arithmetic alone, the same on every machine: the C library's may differ
/// in its last bit.
enum Logarithm {
  /// ln x for a positive, finite x; minus infinity for 0 and below.
  ///
  /// With `x = 2^e · m` and `m` in `[√½, √2)`: `ln x = e · ln 2 + 2 artanh((m - 1) / (m + 1))`, to
  /// 1e-15.
  static func natural(_ x: Double) -> Double {
    guard x > 0 else { return -.infinity }
    guard x.isFinite else { return x }
    var exponent = Double(x.exponent)
    var mantissa = x.significand
    if mantissa > 1.4142135623730951 {
      mantissa /= 2
      exponent += 1
    }
    let ratio = (mantissa - 1) / (mantissa + 1)
    var power = ratio
    var sum = 0.0
    var term = 1.0
    while term < 30 {
      sum += 2 * power / term
      power *= ratio * ratio
      term += 2
    }
    return exponent * 0.6931471805599453 + sum
  }
}
