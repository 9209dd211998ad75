/// Elementary functions in double precision, the same on every machine: series in fused steps,
/// relative error below 4e-16 (times the exponent, for `power`). The system's own differ from
/// version to version.
enum Elementary {
  private static let ln2High = 0x1.62e42fefa38p-1
  private static let ln2Low = 0x1.ef35793c7673p-45

  /// e^x: x = k ln 2 + r, e^x = 2^k times the Taylor series of e^r, |r| <= ln 2 / 2.
  static func exp(_ x: Double) -> Double {
    if x.isNaN { return x }
    if x > 709.79 { return .infinity }
    if x < -745.2 { return 0 }
    let k = (x * 1.4426950408889634).rounded()
    let r = (-k).fused(ln2Low, (-k).fused(ln2High, x))
    var sum = 1.0
    for n in stride(from: 14.0, through: 1, by: -1) { sum = (sum * r / n) + 1 }
    // In two halves, so that neither scale overflows before its time.
    let half = (k / 2).rounded(.down)
    let first = Double(sign: .plus, exponent: Int(half), significand: 1)
    return sum * first * Double(sign: .plus, exponent: Int(k - half), significand: 1)
  }

  /// ln x: x = 2^e m with m near 1, ln m = 2 (s + s^3 / 3 + s^5 / 5 + ...), s = (m - 1) / (m + 1).
  static func log(_ x: Double) -> Double {
    guard x > 0, x.isFinite else {
      return x == 0 ? -.infinity : x == .infinity ? x : .nan
    }
    var e = Double(x.exponent)
    var m = x.significand
    if m > 1.4142135623730951 {
      m /= 2
      e += 1
    }
    let s = (m - 1) / (m + 1)
    let square = s * s
    var sum = 0.0
    for n in stride(from: 25.0, through: 1, by: -2) { sum = sum.fused(square, 1 / n) }
    return e.fused(ln2High, e.fused(ln2Low, 2 * s * sum))
  }

  /// b^p for b >= 0.
  static func power(_ b: Double, _ p: Double) -> Double {
    if p == 0 || b == 1 { return 1 }
    if b == 0 { return p > 0 ? 0 : .infinity }
    return exp(p * log(b))
  }

  /// The sine of an angle in radians: the nearest multiple of pi/2 is taken off, and the rest is
  /// summed as a Taylor series. Beyond 10^9 the angle first loses whole turns, and digits with them.
  static func sine(_ x: Double) -> Double { wave(x, quarters: 0) }

  /// The cosine of an angle in radians.
  static func cosine(_ x: Double) -> Double { wave(x, quarters: 1) }

  private static func wave(_ angle: Double, quarters: Int) -> Double {
    guard angle.isFinite else { return .nan }
    let x = angle.magnitude > 1e9 ? angle.truncatingRemainder(dividingBy: 2 * .pi) : angle
    let n = (x * 0.6366197723675814).rounded()
    // pi/2 in two parts; the fused step rounds only what is left.
    let r = (-n).fused(0x1.1a62633145c07p-54, (-n).fused(0x1.921fb54442d18p0, x))
    let square = r * r
    var (odd, even) = (1.0, 1.0)
    for k in stride(from: 18.0, through: 2, by: -2) {
      odd = 1 - odd * square / (k * (k + 1))
      even = 1 - even * square / (k * (k - 1))
    }
    return switch (Int(n) + quarters) & 3 {
    case 0: r * odd
    case 1: even
    case 2: -r * odd
    default: -even
    }
  }

  /// cos(pi p) for p in 0 ... 1, as the sine of pi (1/2 - p).
  static func cosine(ofHalfTurns p: Double) -> Double {
    let x = Double.pi * (0.5 - p)
    let square = x * x
    var sum = 1.0
    for n in stride(from: 24.0, through: 2, by: -2) { sum = 1 - sum * square / (n * (n + 1)) }
    return x * sum
  }
}

extension Double {
  /// self * a + b, rounded once.
  fileprivate func fused(_ a: Double, _ b: Double) -> Double { b.addingProduct(self, a) }
}
