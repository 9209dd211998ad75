/// How a tensor prints: as NumPy prints the same array (`str(array)` of NumPy 2.4, with its default
/// line width of 75, 8 digits, and `...` above 1000 elements).
extension Tensor: CustomStringConvertible {
  /// The numbers in brackets, or the number.
  ///
  /// Where even the summary would show more than 100,000 elements (ten axes of size 6, say), the
  /// shape stands for them.
  public var description: String {
    if rank == 0 {
      return isInteger ? String(Int(double(at: 0))) : DecimalText(float(at: 0)).scalar
    }
    if count == 0 { return "[]" }
    let summarized = count > 1000
    let most = summarized ? 2 * Self.edge : Int.max
    if saturating(shape.map { Swift.min($0, most) }) > 100_000 {
      return "Tensor(shape: \(Shape.text(shape)), dtype: \(dtype))"
    }
    // Only what is shown decides how it is shown.
    var shown: [Int] = []
    collect(axis: 0, from: 0, summarized: summarized, into: &shown)
    let words: [String]
    if isInteger {
      let texts = shown.map { String(Int(double(at: $0))) }
      let width = texts.map(\.utf8.count).max() ?? 0
      words = texts.map { $0.padded(left: width) }
    } else {
      words = FloatColumn(shown.map { float(at: $0) }).words
    }
    var next = 0
    return layout(axis: 0, indent: " ", width: 75, summarized: summarized, words, &next)
  }

  private static var edge: Int { 3 }

  private func positions(axis: Int, summarized: Bool) -> [Int] {
    let size = shape[axis]
    guard summarized, size > 2 * Self.edge else { return Array(0..<size) }
    return Array(0..<Self.edge) + Array(size - Self.edge..<size)
  }

  private func collect(axis: Int, from start: Int, summarized: Bool, into shown: inout [Int]) {
    if axis == rank {
      shown.append(start)
      return
    }
    let step = shape[(axis + 1)...].reduce(1, *)
    for i in positions(axis: axis, summarized: summarized) {
      collect(axis: axis + 1, from: start + i * step, summarized: summarized, into: &shown)
    }
  }

  /// One axis in brackets; words are taken in order.
  private func layout(
    axis: Int, indent: String, width: Int, summarized: Bool, _ words: [String], _ next: inout Int
  ) -> String {
    let cut = summarized && shape[axis] > 2 * Self.edge
    let items = positions(axis: axis, summarized: summarized).count
    var text = ""
    if axis == rank - 1 {
      let room = width - 1
      var line = indent
      func extend(_ word: String) {
        if line.utf8.count + word.utf8.count > room, line.utf8.count > indent.utf8.count {
          text += line.trimmedRight + "\n"
          line = indent
        }
        line += word
      }
      for i in 0..<items {
        if cut, i == Self.edge {
          extend("...")
          line += " "
        }
        extend(words[next])
        next += 1
        if i < items - 1 { line += " " }
      }
      text += line
    } else {
      let separator = String(repeating: "\n", count: rank - axis - 1)
      for i in 0..<items {
        if cut, i == Self.edge { text += indent + "..." + separator }
        text += indent
        text += layout(
          axis: axis + 1, indent: indent + " ", width: width - 1, summarized: summarized, words,
          &next)
        if i < items - 1 { text += separator }
      }
    }
    return "[" + text.dropFirst(indent.count) + "]"
  }
}

extension String {
  func padded(left width: Int) -> String {
    String(repeating: " ", count: Swift.max(0, width - utf8.count)) + self
  }

  fileprivate var trimmedRight: String {
    var end = endIndex
    while end > startIndex, self[index(before: end)] == " " { end = index(before: end) }
    return String(self[..<end])
  }
}

/// Floats that stand in one array and are written alike.
struct FloatColumn {
  let words: [String]

  init(_ values: [Float]) {
    let finite = values.filter(\.isFinite)
    let sizes = finite.filter { $0 != 0 }.map(\.magnitude)
    let largest = sizes.max() ?? 0
    let smallest = sizes.min() ?? 1
    // The cutoff is 10 to the digits a float32 is sure of.
    let scientific =
      !sizes.isEmpty && (largest >= 1e6 || smallest < 0.0001 || largest / smallest > 1000)
    let parts = finite.map { value in
      scientific ? DecimalText(value).scientific : DecimalText(value).positional
    }
    let whole = parts.map(\.whole.utf8.count).max() ?? 0
    let fraction = parts.map(\.fraction.utf8.count).max() ?? 0
    let exponent = parts.map(\.exponent.utf8.count).max() ?? 0
    // NumPy reserves "e+", the exponent's digits and the fraction where a number is not finite.
    let right = finite.isEmpty ? 0 : scientific ? exponent + fraction : fraction
    var left = whole
    if finite.count < values.count {
      let longest = values.contains { $0 == -.infinity } ? 4 : 3
      left = Swift.max(left, longest - (right + 1))
    }
    words = values.map { value in
      guard value.isFinite else {
        let name = value.isNaN ? "nan" : value < 0 ? "-inf" : "inf"
        return name.padded(left: left + right + 1)
      }
      let text = DecimalText(value)
      if scientific {
        // Digits beyond the fewest are those of the exact value, not zeros.
        let exact = DecimalRounding.scientific(
          Double(value), digits: fraction, alwaysPoint: true)
        let blanks = left - text.scientific.whole.utf8.count
        return String(repeating: " ", count: max(0, blanks))
          + exact
      }
      let part = text.positional
      let blanks = String(repeating: " ", count: fraction - part.fraction.utf8.count)
      return part.whole.padded(left: left) + "." + part.fraction + blanks
    }
  }
}

/// The decimal digits of a finite float: the fewest that read back as the same float.
struct DecimalText {
  struct Parts {
    var whole: String
    var fraction: String
    /// `e-09`; empty without an exponent.
    var exponent: String
  }

  private let value: Float
  private let negative: Bool
  /// Significant digits without leading or trailing zeros; empty for zero.
  private let digits: [UInt8]
  /// The value is 0.d1d2d3... times ten to this.
  private let point: Int

  init(_ value: Float) {
    self.value = value
    negative = value.sign == .minus
    var digits: [UInt8] = []
    var point = 0
    var seenPoint = false
    var exponent = 0
    // Swift writes the shortest digits, as `-1.25e-07` or `0.0125` or `12.5`.
    var text = value.magnitude.description.utf8[...]
    if let e = text.firstIndex(of: UInt8(ascii: "e")) {
      exponent = Int(String(text[text.index(after: e)...]) ?? "") ?? 0
      text = text[..<e]
    }
    for byte in text {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if digits.isEmpty, byte == UInt8(ascii: "0") {
          if seenPoint { point -= 1 }
        } else {
          digits.append(byte - UInt8(ascii: "0"))
          if !seenPoint { point += 1 }
        }
      default: seenPoint = true
      }
    }
    while digits.last == 0 { digits.removeLast() }
    self.digits = digits
    self.point = digits.isEmpty ? 0 : point + exponent
  }

  private static func text(_ digits: some Sequence<UInt8>) -> String {
    String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
  }

  private var sign: String { negative ? "-" : "" }

  /// Without exponent, at most 8 digits after the point.
  var positional: Parts {
    if digits.count - point > 8 {
      // Rounded from the exact value, halves to even, as digits cut from the shortest form would
      // be rounded twice. Below 1e6 the product is exact in 64 bits.
      let scale = value.magnitude.exponent - 23
      let mantissa = UInt64(value.magnitude.significandBitPattern) | 1 << 23
      let product = mantissa * 100_000_000
      let shift = -Int(scale)
      var rounded: UInt64 = 0
      if value.isNormal, shift > 0, shift < 63 {
        rounded = product >> UInt64(shift)
        let rest = product & (1 << UInt64(shift) - 1)
        let half: UInt64 = 1 << UInt64(shift - 1)
        if rest > half || (rest == half && rounded & 1 == 1) { rounded += 1 }
      }
      var fraction = String(rounded % 100_000_000)
      fraction = String(repeating: "0", count: 8 - fraction.utf8.count) + fraction
      while fraction.last == "0" { fraction.removeLast() }
      return Parts(whole: sign + String(rounded / 100_000_000), fraction: fraction, exponent: "")
    }
    if point <= 0 {
      let zeros = [UInt8](repeating: 0, count: digits.isEmpty ? 0 : -point)
      return Parts(whole: sign + "0", fraction: Self.text(zeros + digits), exponent: "")
    }
    let padded = digits + [UInt8](repeating: 0, count: Swift.max(0, point - digits.count))
    return Parts(
      whole: sign + Self.text(padded[..<point]), fraction: Self.text(padded[point...]),
      exponent: "")
  }

  /// With one digit before the point and an exponent of at least two digits.
  var scientific: Parts {
    let power = digits.isEmpty ? 0 : point - 1
    let size = String(power.magnitude)
    return Parts(
      whole: sign + Self.text([digits.first ?? 0]), fraction: Self.text(digits.dropFirst()),
      exponent: "e" + (power < 0 ? "-" : "+") + (size.utf8.count < 2 ? "0" + size : size))
  }

  /// As a number on its own: never cut, with an exponent below 0.0001 and from 1,000,000.
  var scalar: String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    if value != 0, value.magnitude < 1e-4 || value.magnitude >= 1e6 {
      let part = scientific
      return part.whole + (part.fraction.isEmpty ? "" : "." + part.fraction) + part.exponent
    }
    if point <= 0 {
      let zeros = [UInt8](repeating: 0, count: digits.isEmpty ? 1 : -point)
      return sign + "0." + Self.text(zeros + digits)
    }
    let padded = digits + [UInt8](repeating: 0, count: Swift.max(0, point - digits.count))
    let fraction = padded[point...]
    return sign + Self.text(padded[..<point]) + "."
      + (fraction.isEmpty ? "0" : Self.text(fraction))
  }
}
