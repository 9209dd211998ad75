/// `String(format:)` for numbers and text, without a locale and without the system's `printf`: the
/// digits come from exact integer arithmetic, so they are the same on every machine.
package enum Format {
  /// Why a format cannot be filled.
  package struct Problem: Error {
    /// What is wrong, for the reader.
    package let message: String
  }

  /// What fills a place of a format.
  package enum Argument {
    /// A whole number; one that is unsigned by its bits.
    case integer(Int)
    /// A number with a fraction.
    case floating(Double)
    /// A text.
    case text(String)
  }

  private struct Spec {
    var isLeft = false
    var isSigned = false
    var hasSpace = false
    var isPadded = false
    var isAlternate = false
    var width = 0
    var precision: Int?
  }

  /// Fills the places of a format with arguments.
  package static func text(_ format: String, _ arguments: [Argument]) throws -> String {
    var result = ""
    var rest = Array(format.unicodeScalars)[...]
    var next = 0
    func take(_ place: String) throws -> Argument {
      guard next < arguments.count else {
        throw Problem(
          message: "the format's '\(place)' has no argument: there are \(arguments.count)")
      }
      defer { next += 1 }
      return arguments[next]
    }
    while let scalar = rest.popFirst() {
      guard scalar == "%" else {
        result.unicodeScalars.append(scalar)
        continue
      }
      let start = rest
      var spec = Spec()
      flags: while let flag = rest.first {
        switch flag {
        case "-": spec.isLeft = true
        case "+": spec.isSigned = true
        case " ": spec.hasSpace = true
        case "0": spec.isPadded = true
        case "#": spec.isAlternate = true
        default: break flags
        }
        rest.removeFirst()
      }
      spec.width = number(&rest) ?? 0
      if rest.first == "." {
        rest.removeFirst()
        spec.precision = number(&rest) ?? 0
      }
      guard spec.width <= 10_000, spec.precision ?? 0 <= 1_000 else {
        throw Problem(message: "the format asks for too many characters")
      }
      while let size = rest.first, "lhqLz".unicodeScalars.contains(size) { rest.removeFirst() }
      let kind = rest.popFirst()
      let place = "%" + String(String.UnicodeScalarView(start[..<rest.startIndex]))
      switch kind {
      case "%": result += "%"
      case "d", "i", "u":
        guard case .integer(let value) = try take(place) else {
          throw Problem(message: "'\(place)' takes an 'Int'; use '%f' or '%g' for a 'Double'")
        }
        var digits = kind == "u" ? String(UInt(bitPattern: value)) : String(value.magnitude)
        if let precision = spec.precision {
          digits = String(repeating: "0", count: max(0, precision - digits.count)) + digits
          spec.isPadded = false
        }
        result += padded(digits, isNegative: kind != "u" && value < 0, spec)
      case "x", "X", "o":
        guard case .integer(let value) = try take(place) else {
          throw Problem(message: "'\(place)' takes an 'Int'")
        }
        var digits = String(
          UInt(bitPattern: value), radix: kind == "o" ? 8 : 16, uppercase: kind == "X")
        if let precision = spec.precision {
          digits = String(repeating: "0", count: max(0, precision - digits.count)) + digits
          spec.isPadded = false
        }
        if spec.isAlternate, value != 0 {
          digits = (kind == "o" ? "0" : "0\(kind == "X" ? "X" : "x")") + digits
        }
        result += padded(digits, isNegative: false, spec, isUnsigned: true)
      case "f", "F", "e", "E", "g", "G":
        let value: Double
        switch try take(place) {
        case .floating(let number): value = number
        default: throw Problem(message: "'\(place)' takes a 'Double'; use '%d' for an 'Int'")
        }
        result += float(value, kind ?? "f", spec)
      case "s", "@":
        var text: String
        switch try take(place) {
        case .text(let string): text = string
        case .integer(let number): text = String(number)
        case .floating(let number): text = number.isNaN ? "nan" : number.description
        }
        if let precision = spec.precision, kind == "s" { text = String(text.prefix(precision)) }
        let fill = String(repeating: " ", count: max(0, spec.width - text.count))
        result += spec.isLeft ? text + fill : fill + text
      case "c":
        guard case .integer(let code) = try take(place),
          let scalar = Unicode.Scalar(UInt32(truncatingIfNeeded: code))
        else {
          throw Problem(message: "'\(place)' takes the code of a character")
        }
        result.unicodeScalars.append(scalar)
      default:
        throw Problem(message: "'\(place)' is no place that 'String(format:)' knows")
      }
    }
    return result
  }

  private static func number(_ rest: inout ArraySlice<Unicode.Scalar>) -> Int? {
    var value: Int?
    while let digit = rest.first?.value, (48...57).contains(digit) {
      value = min((value ?? 0) * 10 + Int(digit - 48), 100_000)
      rest.removeFirst()
    }
    return value
  }

  private static func padded(
    _ digits: String, isNegative: Bool, _ spec: Spec, isUnsigned: Bool = false,
    mayPad: Bool = true
  ) -> String {
    let sign = isNegative ? "-" : isUnsigned ? "" : spec.isSigned ? "+" : spec.hasSpace ? " " : ""
    let missing = max(0, spec.width - digits.count - sign.count)
    if spec.isLeft { return sign + digits + String(repeating: " ", count: missing) }
    if spec.isPadded, mayPad { return sign + String(repeating: "0", count: missing) + digits }
    return String(repeating: " ", count: missing) + sign + digits
  }

  private static func float(_ value: Double, _ kind: Unicode.Scalar, _ spec: Spec) -> String {
    let isUpper = kind == "E" || kind == "G" || kind == "F"
    guard value.isFinite else {
      let text = value.isNaN ? "nan" : "inf"
      return padded(
        isUpper ? text.uppercased() : text, isNegative: !value.isNaN && value < 0, spec,
        mayPad: false)
    }
    let precision = spec.precision ?? 6
    let isNegative = value.sign == .minus
    var digits: String
    switch kind {
    case "f", "F": digits = DecimalDigits(value).fixed(precision)
    case "e", "E": digits = DecimalDigits(value).exponential(precision)
    default: digits = DecimalDigits(value).general(max(1, precision), keepsZeros: spec.isAlternate)
    }
    if isUpper { digits = digits.uppercased() }
    return padded(digits, isNegative: isNegative, spec)
  }
}

/// The exact decimal digits of a number, and their correct rounding (half to even on the exact
/// value, as C's `printf` does).
struct DecimalDigits {
  /// The digits of the exact value without leading zeros.
  private var digits: [UInt8]
  /// Where the point stands: after this many digits; may be negative.
  private var point: Int

  init(_ value: Double) {
    let magnitude = value.magnitude
    guard magnitude > 0, magnitude.isFinite else {
      digits = []
      point = 0
      return
    }
    // value = significand * 2^exponent with a whole significand.
    let raw = magnitude.bitPattern
    let biased = Int(raw >> 52)
    var significand = raw & ((1 << 52) - 1)
    var exponent = -1074
    if biased > 0 {
      significand |= 1 << 52
      exponent = biased - 1075
    }
    // Limbs of nine decimal digits, lowest first.
    let base: UInt64 = 1_000_000_000
    var limbs: [UInt64] = []
    while significand > 0 {
      limbs.append(significand % base)
      significand /= base
    }
    func multiply(by factor: UInt64) {
      var carry: UInt64 = 0
      for index in limbs.indices {
        let product = limbs[index] * factor + carry
        limbs[index] = product % base
        carry = product / base
      }
      while carry > 0 {
        limbs.append(carry % base)
        carry /= base
      }
    }
    var places = 0
    if exponent >= 0 {
      var left = exponent
      while left > 0 {
        let step = min(left, 30)
        multiply(by: 1 << UInt64(step))
        left -= step
      }
    } else {
      // n / 2^k = n * 5^k / 10^k.
      places = -exponent
      var left = places
      while left > 0 {
        let step = min(left, 13)
        var power: UInt64 = 1
        for _ in 0..<step { power *= 5 }
        multiply(by: power)
        left -= step
      }
    }
    var text: [UInt8] = []
    for (index, limb) in limbs.reversed().enumerated() {
      var part = Array(String(limb).utf8)
      if index > 0 { part = Array(repeating: 48, count: 9 - part.count) + part }
      text += part
    }
    digits = text.map { $0 - 48 }
    point = digits.count - places
    while let first = digits.first, first == 0 {
      digits.removeFirst()
      point -= 1
    }
  }

  /// The first so many digits, correctly rounded, with the place of the point.
  private func rounded(_ count: Int) -> (digits: [UInt8], point: Int) {
    guard count >= 0 else { return ([], point) }
    if digits.count <= count {
      return (digits + Array(repeating: 0, count: count - digits.count), point)
    }
    var kept = Array(digits[..<count])
    let next = digits[count]
    let isHalf = next == 5 && digits[(count + 1)...].allSatisfy { $0 == 0 }
    let isUp = next > 5 || next == 5 && (!isHalf || (kept.last ?? 0) % 2 == 1)
    guard isUp else { return (kept, point) }
    var index = count - 1
    while index >= 0 {
      if kept[index] < 9 {
        kept[index] += 1
        return (kept, point)
      }
      kept[index] = 0
      index -= 1
    }
    return ([1] + kept, point + 1)
  }

  private static func text(_ digits: some Sequence<UInt8>) -> String {
    String(decoding: digits.map { $0 + 48 }, as: UTF8.self)
  }

  /// `%.nf`.
  func fixed(_ places: Int) -> String {
    let (digits, point) = rounded(point + places)
    var all = digits
    var whole = point
    if whole <= 0 {
      all = Array(repeating: 0, count: 1 - whole) + all
      whole = 1
    }
    if all.count < whole + places {
      all += Array(repeating: 0, count: whole + places - all.count)
    }
    let head = Self.text(all[..<whole])
    return places == 0 ? head : head + "." + Self.text(all[whole..<(whole + places)])
  }

  /// `%.ne`.
  func exponential(_ places: Int) -> String {
    let (rounded, point) = rounded(places + 1)
    var digits = Array(rounded.prefix(places + 1))
    digits += Array(repeating: 0, count: places + 1 - digits.count)
    let exponent = self.digits.isEmpty ? 0 : point - 1
    let head = Self.text(digits[..<1])
    let tail = places == 0 ? "" : "." + Self.text(digits[1...])
    let size = abs(exponent)
    return head + tail + "e" + (exponent < 0 ? "-" : "+") + (size < 10 ? "0" : "") + String(size)
  }

  /// `%.ng`.
  func general(_ significant: Int, keepsZeros: Bool) -> String {
    let exponent = digits.isEmpty ? 0 : rounded(significant).point - 1
    var text: String
    if exponent < -4 || exponent >= significant {
      text = exponential(significant - 1)
      guard !keepsZeros, let mark = text.firstIndex(of: "e") else { return text }
      return Self.trimmed(String(text[..<mark])) + text[mark...]
    }
    text = fixed(significant - 1 - exponent)
    return keepsZeros ? text : Self.trimmed(text)
  }

  private static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = text
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
