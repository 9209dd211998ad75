/// A number as the sum of two doubles: about 106 bits, made of additions and multiplications only, so
/// that it is the same on every machine.
struct TwoDoubles {
  var high: Double
  var low: Double

  init(_ high: Double, _ low: Double = 0) {
    self.high = high
    self.low = low
  }

  /// The exact sum of two doubles (Knuth).
  static func sum(_ a: Double, _ b: Double) -> TwoDoubles {
    let s = a + b
    let t = s - a
    return TwoDoubles(s, (a - (s - t)) + (b - t))
  }

  /// The exact sum when the first is not the smaller (Dekker).
  private static func quickSum(_ a: Double, _ b: Double) -> TwoDoubles {
    let s = a + b
    return TwoDoubles(s, b - (s - a))
  }

  /// The two halves of a double's digits (Veltkamp).
  private static func split(_ a: Double) -> (Double, Double) {
    let t = 134_217_729 * a
    let high = t - (t - a)
    return (high, a - high)
  }

  /// The exact product of two doubles (Dekker).
  static func product(_ a: Double, _ b: Double) -> TwoDoubles {
    let p = a * b
    let (a1, a2) = split(a)
    let (b1, b2) = split(b)
    return TwoDoubles(p, ((a1 * b1 - p) + a1 * b2 + a2 * b1) + a2 * b2)
  }

  static func + (a: Self, b: Self) -> Self {
    let s = sum(a.high, b.high)
    let t = sum(a.low, b.low)
    let u = quickSum(s.high, s.low + t.high)
    return quickSum(u.high, u.low + t.low)
  }

  static prefix func - (a: Self) -> Self { TwoDoubles(-a.high, -a.low) }
  static func - (a: Self, b: Self) -> Self { a + -b }

  static func * (a: Self, b: Self) -> Self {
    let p = product(a.high, b.high)
    return quickSum(p.high, p.low + (a.high * b.low + a.low * b.high))
  }

  static func / (a: Self, b: Self) -> Self {
    let q1 = a.high / b.high
    var rest = a - b * TwoDoubles(q1)
    let q2 = rest.high / b.high
    rest = rest - b * TwoDoubles(q2)
    let q3 = rest.high / b.high
    return quickSum(q1, q2) + TwoDoubles(q3)
  }

  /// The square root; zero for zero.
  var squareRoot: Self {
    guard high > 0 else { return TwoDoubles(0) }
    let x = high.squareRoot()
    let rest = self - TwoDoubles.product(x, x)
    return TwoDoubles.quickSum(x, rest.high / (2 * x))
  }

  /// The nearest double.
  var rounded: Double { high + low }
}
