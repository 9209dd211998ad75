/// Numbers as text, the same on every machine: no locale, no C library. Rounding is exact, half to
/// even on the number's own binary value, as `printf` does it.
public enum NumberText {
  /// The number as a reader should see it.
  public static func format(_ value: Double, _ format: NumberFormat) -> String {
    switch format {
    case .shortest: shortest(value)
    case .fixed(let digits): fixed(value, digits: digits)
    case .significant(let digits): significant(value, digits: digits)
    case .percent(let digits): percent(value, digits: digits)
    case .count: count(value)
    }
  }

  /// The fewest digits that read back as the same number: `0.1`, `5`, `2.4921512e-09`.
  public static func shortest(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// So many digits after the point: `0.0794`.
  public static func fixed(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return value.description }
    return Decimal(value).fixed(digits: clamped(digits))
  }

  /// So many significant digits, without zeros at the end: `0.9989`, `15700`, `2.492e-09`.
  ///
  /// A whole part of up to seven digits is never rounded away.
  public static func significant(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return value.description }
    let digits = max(1, clamped(digits))
    var decimal = Decimal(value)
    let exact = decimal
    decimal.round(toSignificant: digits)
    guard !decimal.digits.isEmpty else { return "0" }
    let exponent = decimal.point - 1
    if exponent < -4 || exponent >= max(digits, 7) { return decimal.scientific }
    if exponent >= digits { return exact.fixed(digits: 0) }
    return decimal.fixed(digits: max(0, decimal.digits.count - decimal.point))
  }

  /// A fraction as a percentage: `97.62%`.
  public static func percent(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return value.description }
    var decimal = Decimal(value)
    if !decimal.digits.isEmpty { decimal.point += 2 }
    return decimal.fixed(digits: clamped(digits)) + "%"
  }

  /// A whole number, thousands apart: `60,000`. A number that is not whole keeps its digits.
  public static func count(_ value: Double) -> String {
    guard value.isFinite else { return value.description }
    guard value == value.rounded() else { return shortest(value) }
    let digits = Decimal(value.magnitude).fixed(digits: 0)
    var grouped = value < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    return grouped
  }

  /// A length in a picture, to a tenth: `12`, `12.5`. Not for readers.
  public static func coordinate(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e6 else { return "0" }
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let size = tenths.magnitude
    return size % 10 == 0 ? "\(sign)\(size / 10)" : "\(sign)\(size / 10).\(size % 10)"
  }

  /// More digits than a `Double` has are never asked for in earnest.
  private static func clamped(_ digits: Int) -> Int { min(max(digits, 0), 40) }
}

extension NumberFormat {
  /// The number as a reader should see it.
  public func text(_ value: Double) -> String { NumberText.format(value, self) }
}

/// The exact decimal value of a `Double`: `0.d₁d₂d₃… · 10^point`.
private struct Decimal {
  var isNegative: Bool
  /// From the most significant; neither end is a zero, and zero has none.
  var digits: [UInt8]
  var point: Int

  init(_ value: Double) {
    isNegative = value < 0
    let bits = value.bitPattern
    let field = Int(bits >> 52 & 0x7FF)
    let fraction = bits & (1 << 52 - 1)
    let significand = field == 0 ? fraction : fraction | 1 << 52
    // The value is significand · 2^exponent.
    let exponent = max(field, 1) - 1075
    var whole = Limbs(significand)
    var rest = Limbs(0)
    if exponent >= 0 {
      whole.shiftLeft(exponent)
    } else {
      rest = whole.split(atBit: -exponent)
    }
    digits = whole.decimalDigits()
    point = digits.count
    while !rest.isZero {
      rest.multiply(by: 1_000_000_000)
      var group = rest.takeAbove(bit: -exponent)
      var text = [UInt8](repeating: 0, count: 9)
      for index in text.indices.reversed() {
        text[index] = UInt8(group % 10)
        group /= 10
      }
      digits += text
    }
    trim()
  }

  /// Takes the zeros from both ends.
  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    point = digits.isEmpty ? 0 : point - zeros
  }

  /// Keeps so many digits, rounding half to even.
  mutating func round(toSignificant count: Int) {
    guard count < digits.count else { return }
    guard count >= 0 else {
      digits = []
      point = 0
      return
    }
    let next = digits[count]
    let isTie = next == 5 && digits.count == count + 1
    let up = isTie ? count > 0 && digits[count - 1] % 2 == 1 : next >= 5
    digits.removeSubrange(count...)
    if up {
      var index = count - 1
      while index >= 0, digits[index] == 9 {
        digits[index] = 0
        index -= 1
      }
      if index >= 0 {
        digits[index] += 1
      } else {
        digits.insert(1, at: 0)
        point += 1
      }
    }
    trim()
  }

  func fixed(digits count: Int) -> String {
    var rounded = self
    rounded.round(toSignificant: point + count)
    let value = rounded
    func digit(_ position: Int) -> Character {
      let index = position + value.point
      let digit = value.digits.indices.contains(index) ? value.digits[index] : 0
      return Character(Unicode.Scalar(UInt8(ascii: "0") + digit))
    }
    var text = isNegative && !value.digits.isEmpty ? "-" : ""
    for position in stride(from: -max(value.point, 1), to: 0, by: 1) {
      text.append(digit(position))
    }
    if count > 0 {
      text.append(".")
      for position in 0..<count { text.append(digit(position)) }
    }
    return text
  }

  var scientific: String {
    let letters = digits.map { String($0) }
    let exponent = point - 1
    let size = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
    return (isNegative ? "-" : "") + (letters.first ?? "0")
      + (letters.count > 1 ? "." + letters.dropFirst().joined() : "")
      + "e" + (exponent < 0 ? "-" : "+") + size
  }
}

/// A natural number of any size, least significant limb first.
private struct Limbs {
  var limbs: [UInt32]

  init(_ value: UInt64) { limbs = [UInt32(truncatingIfNeeded: value), UInt32(value >> 32)] }

  var isZero: Bool { limbs.allSatisfy { $0 == 0 } }

  mutating func shiftLeft(_ bits: Int) {
    let carryBits = UInt64(bits % 32)
    var carry: UInt64 = 0
    for index in limbs.indices {
      let shifted = UInt64(limbs[index]) << carryBits | carry
      limbs[index] = UInt32(truncatingIfNeeded: shifted)
      carry = shifted >> 32
    }
    limbs.append(UInt32(carry))
    limbs.insert(contentsOf: [UInt32](repeating: 0, count: bits / 32), at: 0)
  }

  /// Keeps what is above the bit and gives back what is below.
  mutating func split(atBit bit: Int) -> Limbs {
    var below = self
    let above = below.takeAbove(bit: bit)
    self = Limbs(above)
    return below
  }

  /// Removes and gives back the part from the bit upwards, which must fit in 64 bits.
  mutating func takeAbove(bit: Int) -> UInt64 {
    let limb = bit / 32
    let offset = UInt64(bit % 32)
    guard limb < limbs.count else { return 0 }
    var above = UInt64(limbs[limb]) >> offset
    if limb + 1 < limbs.count { above |= UInt64(limbs[limb + 1]) << (32 - offset) }
    if limb + 2 < limbs.count, offset > 0 { above |= UInt64(limbs[limb + 2]) << (64 - offset) }
    limbs[limb] &= UInt32(truncatingIfNeeded: (1 as UInt64) << offset - 1)
    limbs.removeSubrange((limb + 1)...)
    return above
  }

  mutating func multiply(by factor: UInt32) {
    var carry: UInt64 = 0
    for index in limbs.indices {
      let product = UInt64(limbs[index]) * UInt64(factor) + carry
      limbs[index] = UInt32(truncatingIfNeeded: product)
      carry = product >> 32
    }
    limbs.append(UInt32(carry))
  }

  /// The digits, from the most significant; none for zero.
  func decimalDigits() -> [UInt8] {
    var rest = limbs
    var reversed: [UInt8] = []
    while let top = rest.last {
      if top == 0 {
        rest.removeLast()
        continue
      }
      var remainder: UInt64 = 0
      for index in rest.indices.reversed() {
        let part = remainder << 32 | UInt64(rest[index])
        rest[index] = UInt32(part / 1_000_000_000)
        remainder = part % 1_000_000_000
      }
      for _ in 0..<9 {
        reversed.append(UInt8(remainder % 10))
        remainder /= 10
      }
    }
    while reversed.last == 0 { reversed.removeLast() }
    return reversed.reversed()
  }
}
