/// The elementary functions, the same on every machine.
///
/// The system's mathematical library differs between systems and versions, so its results may reach
/// no output. These are computed to about 100 bits with `TwoDoubles` and rounded once, which gives the
/// correctly rounded result but for cases too rare to meet.
package enum Mathematics {
  private static let ln2 = TwoDoubles(0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56)
  private static let ln2Rest = 0x1.7b57a079a1934p-111
  private static let ln10 = TwoDoubles(0x1.26bb1bbb55516p+1, -0x1.f48ad494ea3e9p-53)
  private static let halfPi = TwoDoubles(0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54)
  private static let halfPiRest = -0x1.f1976b7ed8fbcp-110

  /// 1/n! for n up to 27.
  private static let inverseFactorials: [TwoDoubles] = {
    var values = [TwoDoubles(1)]
    for n in 1...27 { values.append(values[n - 1] / TwoDoubles(Double(n))) }
    return values
  }()

  // MARK: Exponential and logarithm

  /// e^x as m * 2^k for |x| below about 1000.
  private static func exponential(_ x: TwoDoubles) -> (TwoDoubles, Int) {
    let k = (x.high * 1.442_695_040_888_963_4).rounded(.toNearestOrEven)
    let times = TwoDoubles.product(k, ln2.high) + TwoDoubles.product(k, ln2.low)
    let reduced = x - times - TwoDoubles(k * ln2Rest)
    // r = reduced / 512; the series converges fast, then it is squared nine times.
    let r = TwoDoubles(reduced.high / 512, reduced.low / 512)
    // e^r - 1, so that no digits are lost while squaring: (1 + p)^2 - 1 = 2p + p^2.
    var p = TwoDoubles(0)
    for n in stride(from: 9, through: 1, by: -1) { p = (p + inverseFactorials[n]) * r }
    for _ in 0..<9 { p = TwoDoubles(2 * p.high, 2 * p.low) + p * p }
    return (TwoDoubles(1) + p, Int(k))
  }

  /// m * 2^k, rounded once even when the result is subnormal.
  private static func scaled(_ m: TwoDoubles, _ k: Int) -> Double {
    if k >= -1020 {
      // Two steps, since 2^1024 is no double.
      let half = k / 2
      return m.rounded * power(half) * power(k - half)
    }
    // Adding a large number first rounds at the place where the subnormal ends.
    let unit = power(-1074 - k)
    let rounder = unit * 0x1.8p52
    let sum = TwoDoubles.sum(rounder, m.high)
    let rest = sum.low + m.low
    var nearest = sum.high - rounder
    let half = unit / 2
    if rest > half || (rest == half && (nearest / unit).truncatingRemainder(dividingBy: 2) != 0) {
      nearest += unit
    } else if rest < -half {
      nearest -= unit
    }
    return nearest / unit * Double.leastNonzeroMagnitude
  }

  /// 2^k for a normal exponent.
  private static func power(_ k: Int) -> Double {
    Double(bitPattern: UInt64(max(1, min(2046, k + 1023))) << 52)
  }

  /// e^x.
  package static func exp(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    if x > 710 { return .infinity }
    if x < -746 { return 0 }
    if x == 0 { return 1 }
    let (m, k) = exponential(TwoDoubles(x))
    return scaled(m, k)
  }

  /// ln x for a positive finite x.
  private static func logarithm(_ x: Double) -> TwoDoubles {
    var exponent = Int(x.exponent)
    var m = x.significand
    if m > 1.414_213_562_373_095 {
      m /= 2
      exponent += 1
    }
    if m == 1, exponent == 0 { return TwoDoubles(0) }
    let s = (m - 1) / (m + 1)
    let s2 = s * s
    var series = 0.0
    for n in stride(from: 23, through: 1, by: -2) { series = series * s2 + 1 / Double(n) }
    let guess = 2 * s * series
    // One step of Halley's method: y + 2 (m - e^y) / (m + e^y).
    let (e, k) = exponential(TwoDoubles(guess))
    let factor = power(k)
    let exact = TwoDoubles(e.high * factor, e.low * factor)
    let step = (TwoDoubles(m) - exact) / (TwoDoubles(m) + exact)
    let y = TwoDoubles(guess) + TwoDoubles(2 * step.high, 2 * step.low)
    let n = Double(exponent)
    return TwoDoubles.product(n, ln2.high) + TwoDoubles.product(n, ln2.low) + y
  }

  /// The natural logarithm.
  package static func log(_ x: Double) -> Double {
    if x.isNaN || x < 0 { return .nan }
    if x == 0 { return -.infinity }
    if x == .infinity { return .infinity }
    return logarithm(x).rounded
  }

  /// The logarithm to the base 2.
  package static func log2(_ x: Double) -> Double {
    if x.isNaN || x < 0 { return .nan }
    if x == 0 { return -.infinity }
    if x == .infinity { return .infinity }
    if x.significand == 1 { return Double(x.exponent) }
    return (logarithm(x) / ln2).rounded
  }

  /// The logarithm to the base 10.
  package static func log10(_ x: Double) -> Double {
    if x.isNaN || x < 0 { return .nan }
    if x == 0 { return -.infinity }
    if x == .infinity { return .infinity }
    return (logarithm(x) / ln10).rounded
  }

  /// x^y.
  package static func pow(_ x: Double, _ y: Double) -> Double {
    if y == 0 || x == 1 { return 1 }
    if x.isNaN || y.isNaN { return .nan }
    let isWhole = y.rounded(.towardZero) == y
    let isOdd = isWhole && y.magnitude < 0x1p53 && Int(y) % 2 != 0
    if y.isInfinite {
      if x == -1 { return 1 }
      return (x.magnitude > 1) == (y > 0) ? .infinity : 0
    }
    if x == 0 {
      let sign = x.sign == .minus && isOdd ? -1.0 : 1
      return y > 0 ? sign * 0 : sign * .infinity
    }
    if x.isInfinite {
      let sign = x < 0 && isOdd ? -1.0 : 1
      return y > 0 ? sign * .infinity : sign * 0
    }
    if x < 0, !isWhole { return .nan }
    let sign = x < 0 && isOdd ? -1.0 : 1
    if y.magnitude > 0x1p65 {
      if x.magnitude == 1 { return 1 }
      return (x.magnitude > 1) == (y > 0) ? .infinity : 0
    }
    let exponent = logarithm(x.magnitude) * TwoDoubles(y)
    if exponent.high > 710 { return sign * .infinity }
    if exponent.high < -746 { return sign * 0 }
    let (m, k) = exponential(exponent)
    return sign * scaled(m, k)
  }

  // MARK: Trigonometry

  /// The first bits of 2/pi, after a word of zeros.
  private static let twoOverPi: [UInt64] = [
    0, 0xA2F9_836E_4E44_1529, 0xFC27_57D1_F534_DDC0, 0xDB62_9599_3C43_9041,
    0xFE51_63AB_DEBB_C561, 0xB724_6E3A_424D_D2E0, 0x0649_2EEA_09D1_921C, 0xFE1D_EB1C_B129_A73E,
    0xE882_35F5_2EBB_4484, 0xE99C_7026_B45F_7E41, 0x3991_D639_8353_39F4, 0x9C84_5F8B_BDF9_283B,
    0x1FF8_97FF_DE05_980F, 0xEF2F_118B_5A0A_6D1F, 0x6D36_7ECF_27CB_09B7, 0x4F46_3F66_9E5F_EA2D,
    0x7527_BAC7_EBE5_F17B, 0x3D07_39F7_8A52_92EA, 0x6BFB_5FB1_1F8D_5D08, 0x5603_3046_FC7B_6BAB,
    0xF0CF_BC20_9AF4_361D,
  ]

  /// What is left of x after whole quarter turns, between -pi/4 and pi/4, and how many of them.
  private static func reduced(_ x: Double) -> (TwoDoubles, Int) {
    if x.magnitude < 0x1p25 {
      let n = (x * 0.636_619_772_367_581_4).rounded(.toNearestOrEven)
      let times = TwoDoubles.product(n, halfPi.high)
      let more = TwoDoubles.product(n, halfPi.low)
      let rest = TwoDoubles.sum(x, -times.high) + TwoDoubles(-times.low)
      return (rest - more - TwoDoubles(n * halfPiRest), Int(n) & 3)
    }
    // x = m * 2^e. Of m * 2^e * (2/pi) only the bits below 4 matter: 256 bits of 2/pi from bit e - 1
    // on give them and 200 bits after the point (Payne and Hanek).
    let e = Int(x.exponent) - 52
    let m = UInt64(x.magnitude.significandBitPattern) | 1 << 52
    let start = e - 2 + 64
    func word(_ index: Int) -> UInt64 {
      let bit = start + index * 64
      let (position, shift) = (bit / 64, bit % 64)
      func at(_ i: Int) -> UInt64 { twoOverPi.indices.contains(i) ? twoOverPi[i] : 0 }
      return shift == 0
        ? at(position) : at(position) << UInt64(shift) | at(position + 1) >> UInt64(64 - shift)
    }
    // The product modulo 2^256, highest word first.
    var product: [UInt64] = [0, 0, 0, 0]
    var carry: UInt64 = 0
    for index in stride(from: 3, through: 0, by: -1) {
      let (high, low) = word(index).multipliedFullWidth(by: m)
      let (sum, overflow) = low.addingReportingOverflow(carry)
      product[index] = sum
      carry = high + (overflow ? 1 : 0)
    }
    var turns = Int(product[0] >> 62)
    // The fraction as a number with 254 bits after the point, above a half as a negative one.
    product[0] &= (1 << 62) - 1
    var isNegative = false
    if product[0] >> 61 == 1 {
      turns += 1
      isNegative = true
      var borrow = true
      for index in stride(from: 3, through: 0, by: -1) {
        product[index] = ~product[index]
        if borrow {
          let (sum, overflow) = product[index].addingReportingOverflow(1)
          product[index] = sum
          borrow = overflow
        }
      }
      product[0] &= (1 << 62) - 1
    }
    var fraction = TwoDoubles(0)
    var weight = 0x1p-62
    for word in product {
      let high = Double(word >> 32) * 0x1p32 * weight
      let low = Double(word & 0xFFFF_FFFF) * weight
      fraction = fraction + TwoDoubles(high) + TwoDoubles(low)
      weight *= 0x1p-64
    }
    var rest = fraction * halfPi
    if isNegative { rest = -rest }
    if x < 0 {
      rest = -rest
      turns = -turns
    }
    return (rest, turns & 3)
  }

  /// sin r and cos r for |r| up to pi/4, by their series.
  private static func sineAndCosine(_ r: TwoDoubles) -> (TwoDoubles, TwoDoubles) {
    let r2 = r * r
    var sine = TwoDoubles(0)
    var cosine = TwoDoubles(0)
    for n in stride(from: 27, through: 1, by: -2) { sine = inverseFactorials[n] - sine * r2 }
    for n in stride(from: 26, through: 0, by: -2) { cosine = inverseFactorials[n] - cosine * r2 }
    return (sine * r, cosine)
  }

  private static func turned(_ x: Double) -> (sine: TwoDoubles, cosine: TwoDoubles) {
    let (r, turns) = reduced(x)
    let (s, c) = sineAndCosine(r)
    return switch turns {
    case 0: (s, c)
    case 1: (c, -s)
    case 2: (-s, -c)
    default: (-c, s)
    }
  }

  /// The sine of an angle in radians.
  package static func sin(_ x: Double) -> Double {
    guard x.isFinite else { return .nan }
    return x.magnitude < 0x1p-30 ? x - x * x * x / 6 : turned(x).sine.rounded
  }

  /// The cosine of an angle in radians.
  package static func cos(_ x: Double) -> Double { x.isFinite ? turned(x).cosine.rounded : .nan }

  /// The tangent of an angle in radians.
  package static func tan(_ x: Double) -> Double {
    guard x.isFinite else { return .nan }
    if x.magnitude < 0x1p-30 { return x + x * x * x / 3 }
    let (s, c) = turned(x)
    return (s / c).rounded
  }

  /// atan of a number that is not negative.
  private static func arcTangent(_ x: TwoDoubles) -> TwoDoubles {
    if x.high > 1 { return halfPi + TwoDoubles(halfPiRest) - arcTangent(TwoDoubles(1) / x) }
    // Half the angle twice, then the series: a guess good to a double.
    var t = x.high
    for _ in 0..<2 { t = t / (1 + (1 + t * t).squareRoot()) }
    let t2 = t * t
    var series = 0.0
    for n in stride(from: 25, through: 1, by: -2) { series = 1 / Double(n) - series * t2 }
    let guess = 4 * t * series
    let (s, c) = sineAndCosine(TwoDoubles(guess))
    let step = (x * c - s) / (c + x * s)
    return TwoDoubles(guess) + step
  }

  /// The angle whose tangent is x.
  package static func atan(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    if x.isInfinite { return x > 0 ? halfPi.high : -halfPi.high }
    if x.magnitude < 0x1p-30 { return x - x * x * x / 3 }
    let angle = arcTangent(TwoDoubles(x.magnitude)).rounded
    return x < 0 ? -angle : angle
  }

  /// The angle of the point (x, y).
  package static func atan2(_ y: Double, _ x: Double) -> Double {
    if x.isNaN || y.isNaN { return .nan }
    let isLeft = x.sign == .minus
    let sign = y.sign == .minus ? -1.0 : 1
    let pi = TwoDoubles(2 * halfPi.high, 2 * halfPi.low)
    if y == 0 { return isLeft ? sign * pi.high : sign * 0 }
    if x == 0 { return sign * halfPi.high }
    if x.isInfinite || y.isInfinite {
      let angle =
        x.isInfinite && y.isInfinite
        ? (isLeft ? 0.75 : 0.25) * pi.high : x.isInfinite ? (isLeft ? pi.high : 0) : halfPi.high
      return sign * angle
    }
    let ratio = y.magnitude / x.magnitude
    if ratio == 0 || ratio.isSubnormal { return isLeft ? sign * pi.high : sign * ratio }
    if ratio.isInfinite { return sign * halfPi.high }
    // Both to a size where products neither overflow nor vanish.
    let shift = power(-max(-1000, min(1000, Int(max(x.magnitude, y.magnitude).exponent))))
    let angle = arcTangent(TwoDoubles(y.magnitude * shift) / TwoDoubles(x.magnitude * shift))
    return sign * (isLeft ? pi - angle : angle).rounded
  }

  /// The angle whose sine is x.
  package static func asin(_ x: Double) -> Double {
    guard x.magnitude <= 1 else { return .nan }
    if x.magnitude < 0x1p-30 { return x + x * x * x / 6 }
    let m = x.magnitude
    let angle: TwoDoubles
    if m == 1 {
      angle = halfPi
    } else {
      let other = ((TwoDoubles(1) - TwoDoubles(m)) * (TwoDoubles(1) + TwoDoubles(m))).squareRoot
      angle = arcTangent(TwoDoubles(m) / other)
    }
    return x < 0 ? -angle.rounded : angle.rounded
  }

  /// The angle whose cosine is x.
  package static func acos(_ x: Double) -> Double {
    guard x.magnitude <= 1 else { return .nan }
    let pi = TwoDoubles(2 * halfPi.high, 2 * halfPi.low)
    if x == 1 { return 0 }
    if x == -1 { return pi.high }
    if x == 0 { return halfPi.high }
    let m = x.magnitude
    let other = ((TwoDoubles(1) - TwoDoubles(m)) * (TwoDoubles(1) + TwoDoubles(m))).squareRoot
    let angle = arcTangent(other / TwoDoubles(m))
    return (x < 0 ? pi - angle : angle).rounded
  }

  // MARK: Hyperbolic functions

  /// e^x / 2 and e^-x / 2 for |x| below about 350.
  private static func halves(_ x: Double) -> (TwoDoubles, TwoDoubles) {
    let (m, k) = exponential(TwoDoubles(x))
    let up = power(k - 1)
    let grown = TwoDoubles(m.high * up, m.low * up)
    return (grown, TwoDoubles(0.25) / grown)
  }

  /// The hyperbolic sine.
  package static func sinh(_ x: Double) -> Double {
    if x.isNaN || x.isInfinite || x == 0 { return x.isNaN ? .nan : x }
    if x.magnitude < 0x1p-17 { return x + x * x * x / 6 }
    if x.magnitude > 340 {
      let (m, k) = exponential(TwoDoubles(min(x.magnitude, 720)))
      let size = scaled(m, k - 1)
      return x < 0 ? -size : size
    }
    let (up, down) = halves(x)
    return (up - down).rounded
  }

  /// The hyperbolic cosine.
  package static func cosh(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    if x.isInfinite { return .infinity }
    if x.magnitude > 340 {
      let (m, k) = exponential(TwoDoubles(min(x.magnitude, 720)))
      return scaled(m, k - 1)
    }
    let (up, down) = halves(x)
    return (up + down).rounded
  }

  /// The hyperbolic tangent.
  package static func tanh(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    if x.magnitude > 20 { return x > 0 ? 1 : -1 }
    if x.magnitude < 0x1p-17 { return x - x * x * x / 3 }
    let (up, down) = halves(x)
    return ((up - down) / (up + down)).rounded
  }

  /// The length of the hypotenuse.
  package static func hypot(_ x: Double, _ y: Double) -> Double {
    if x.isInfinite || y.isInfinite { return .infinity }
    if x.isNaN || y.isNaN { return .nan }
    let largest = max(x.magnitude, y.magnitude)
    guard largest > 0 else { return 0 }
    let exponent = max(-1000, min(1000, Int(largest.exponent)))
    let shift = power(-exponent)
    let (a, b) = (x * shift, y * shift)
    let root = (TwoDoubles.product(a, a) + TwoDoubles.product(b, b)).squareRoot
    return scaled(root, exponent)
  }
}
