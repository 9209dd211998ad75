// This file writes and reads base64 (RFC 4648): pictures in a result file, data URIs in a page.

private let alphabet = Array(
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

extension [UInt8] {
  /// The bytes in base64, padded.
  public var base64: String {
    var text: [UInt8] = []
    text.reserveCapacity((count + 2) / 3 * 4)
    for start in stride(from: 0, to: count, by: 3) {
      let size = Swift.min(3, count - start)
      var group = 0
      for offset in 0..<3 {
        group = group << 8 | (offset < size ? Int(self[start + offset]) : 0)
      }
      for digit in 0..<4 {
        text.append(digit <= size ? alphabet[group >> (18 - 6 * digit) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes that a padded base64 text stands for; `nil` when it is none.
  public init?(base64 text: String) {
    let digits = Array(text.utf8)
    guard digits.count % 4 == 0 else { return nil }
    let padding = digits.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    guard padding <= 2 else { return nil }
    var values = [Int](repeating: -1, count: 256)
    for (value, digit) in alphabet.enumerated() { values[Int(digit)] = value }
    self = []
    reserveCapacity(digits.count / 4 * 3)
    var group = 0
    for (index, digit) in digits.enumerated() {
      let isPadding = index >= digits.count - padding
      let value = isPadding ? 0 : values[Int(digit)]
      guard value >= 0 else { return nil }
      group = group << 6 | value
      if index % 4 == 3 {
        append(contentsOf: [UInt8(group >> 16 & 255), UInt8(group >> 8 & 255), UInt8(group & 255)])
        group = 0
      }
    }
    removeLast(padding)
  }
}
