/// Doubles as C's `%.4f` and `%.4e` write them: rounded from the exact value, halves to even.
///
/// C's own functions are not called, as the locale may change what they write.
enum DecimalRounding {
  /// `%.{digits}f`.
  static func fixed(_ value: Double, digits: Int) -> String {
    var (whole, fraction) = expansion(of: value.magnitude)
    round(&whole, &fraction, keep: digits)
    let sign = value.sign == .minus ? "-" : ""
    return sign + text(whole) + (digits > 0 ? "." + text(fraction) : "")
  }

  /// `%.{digits}e`; with `alwaysPoint`, as `%#.{digits}e`, the point stays where nothing follows it.
  static func scientific(_ value: Double, digits: Int, alwaysPoint: Bool = false) -> String {
    let sign = value.sign == .minus ? "-" : ""
    if value == 0 {
      return sign + "0" + (digits > 0 || alwaysPoint ? "." : "")
        + String(repeating: "0", count: digits) + "e+00"
    }
    let (whole, fraction) = expansion(of: value.magnitude)
    let all = whole + fraction
    let first = all.firstIndex { $0 != 0 } ?? 0
    var power = whole.count - 1 - first
    // One digit before the point: move the point behind the first significant digit.
    var head = [all[first]]
    var tail = Array(all[(first + 1)...])
    round(&head, &tail, keep: digits)
    if head.count > 1 {
      power += 1
      tail = Array(([head[1]] + tail).prefix(digits))
      head = [head[0]]
    }
    let size = String(power.magnitude)
    return sign + text(head) + (digits > 0 || alwaysPoint ? "." : "") + text(tail)
      + (power < 0 ? "e-" : "e+") + (size.utf8.count < 2 ? "0" + size : size)
  }

  /// All digits of a non-negative finite number, before and after the point.
  private static func expansion(of value: Double) -> (whole: [UInt8], fraction: [UInt8]) {
    guard value > 0 else { return ([0], []) }
    let mantissa = value.significandBitPattern | (value.isNormal ? 1 << 52 : 0)
    let exponent = (value.isNormal ? Int(value.exponent) : -1022) - 52
    // Digits base 10, most significant first.
    var digits = String(mantissa).utf8.map { $0 - UInt8(ascii: "0") }
    var point = digits.count
    if exponent >= 0 {
      for _ in 0..<exponent {
        var carry: UInt8 = 0
        for i in digits.indices.reversed() {
          let double = digits[i] * 2 + carry
          digits[i] = double % 10
          carry = double / 10
        }
        if carry > 0 { digits.insert(carry, at: 0) }
      }
      point = digits.count
    } else {
      for _ in 0..<(-exponent) {
        var rest: UInt8 = 0
        for i in digits.indices {
          let part = rest * 10 + digits[i]
          digits[i] = part / 2
          rest = part % 2
        }
        if rest > 0 { digits.append(5) }
      }
    }
    var whole = Array(digits[..<point].drop { $0 == 0 })
    if whole.isEmpty { whole = [0] }
    return (whole, Array(digits[point...]))
  }

  /// Keeps so many digits after the point, rounding halves to even and carrying into the whole part.
  private static func round(_ whole: inout [UInt8], _ fraction: inout [UInt8], keep: Int) {
    if fraction.count <= keep {
      fraction += [UInt8](repeating: 0, count: keep - fraction.count)
      return
    }
    let rest = fraction[keep...]
    fraction = Array(fraction[..<keep])
    let isAbove = rest.first.map { $0 > 5 || ($0 == 5 && rest.dropFirst().contains { $0 != 0 }) }
    let isHalf = rest.first == 5 && !rest.dropFirst().contains { $0 != 0 }
    let last = fraction.last ?? whole.last ?? 0
    guard isAbove == true || (isHalf && last % 2 == 1) else { return }
    for i in fraction.indices.reversed() {
      fraction[i] += 1
      if fraction[i] < 10 { return }
      fraction[i] = 0
    }
    for i in whole.indices.reversed() {
      whole[i] += 1
      if whole[i] < 10 { return }
      whole[i] = 0
    }
    whole.insert(1, at: 0)
  }

  private static func text(_ digits: [UInt8]) -> String {
    String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
  }
}
