// This file compresses bytes in the zlib format (RFC 1950, RFC 1951). It is our own because a
// system's zlib may change what it writes from version to version, and a page must not.

extension [UInt8] {
  /// The bytes as a zlib stream.
  var zlibCompressed: [UInt8] {
    var writer = BitWriter()
    // A window of 32 KiB, the default level, and the check that makes it a multiple of 31.
    writer.bytes = [0x78, 0x9C]
    writer.write(bits: 1, count: 1)  // the last block
    writer.write(bits: 1, count: 2)  // of fixed codes
    writeMatches(to: &writer)
    writer.writeSymbol(256)
    writer.flush()
    let sum = adler32
    for shift in [24, 16, 8, 0] as [UInt32] { writer.bytes.append(UInt8(sum >> shift & 255)) }
    return writer.bytes
  }

  /// RFC 1950's check of the uncompressed bytes.
  private var adler32: UInt32 {
    var a: UInt32 = 1
    var b: UInt32 = 0
    for byte in self {
      a = (a + UInt32(byte)) % 65521
      b = (b + a) % 65521
    }
    return b << 16 | a
  }

  /// Greedy matching: at each place the longest of the latest repetitions of its three bytes.
  private func writeMatches(to writer: inout BitWriter) {
    let chainLimit = 32
    var latest = [Int](repeating: -1, count: 1 << 12)
    var previous = [Int](repeating: -1, count: count)
    func slot(_ index: Int) -> Int {
      (Int(self[index]) << 8 ^ Int(self[index + 1]) << 4 ^ Int(self[index + 2])) & 0xFFF
    }
    var index = 0
    while index < count {
      var length = 0
      var distance = 0
      if index + 2 < count {
        var candidate = latest[slot(index)]
        var tries = 0
        let longest = Swift.min(258, count - index)
        while candidate >= 0, index - candidate <= 32768, tries < chainLimit, length < longest {
          var same = 0
          while same < longest, self[candidate + same] == self[index + same] { same += 1 }
          if same > length {
            length = same
            distance = index - candidate
          }
          candidate = previous[candidate]
          tries += 1
        }
      }
      if length < 3 {
        length = 1
        writer.writeSymbol(Int(self[index]))
      } else {
        writer.writeMatch(length: length, distance: distance)
      }
      for passed in index..<Swift.min(index + length, Swift.max(count - 2, index)) {
        let slot = slot(passed)
        previous[passed] = latest[slot]
        latest[slot] = passed
      }
      index += length
    }
  }
}

/// Bits in DEFLATE's order: from the lowest of each byte.
private struct BitWriter {
  var bytes: [UInt8] = []
  private var buffer: UInt32 = 0
  private var filled: UInt32 = 0

  init() {}

  mutating func write(bits: UInt32, count: UInt32) {
    buffer |= bits << filled
    filled += count
    while filled >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: buffer))
      buffer >>= 8
      filled -= 8
    }
  }

  mutating func flush() { if filled > 0 { write(bits: 0, count: 8 - filled) } }

  /// A literal byte, the end of the block (256) or a length, in the fixed code of RFC 1951, 3.2.6.
  mutating func writeSymbol(_ symbol: Int) {
    switch symbol {
    case ..<144: writeCode(UInt32(0x30 + symbol), count: 8)
    case ..<256: writeCode(UInt32(0x190 + symbol - 144), count: 9)
    case ..<280: writeCode(UInt32(symbol - 256), count: 7)
    default: writeCode(UInt32(0xC0 + symbol - 280), count: 8)
    }
  }

  mutating func writeMatch(length: Int, distance: Int) {
    let (lengthSymbol, lengthBase, lengthBits) = lengthCode(length)
    writeSymbol(lengthSymbol)
    write(bits: UInt32(length - lengthBase), count: lengthBits)
    let (distanceSymbol, distanceBase, distanceBits) = distanceCode(distance)
    writeCode(UInt32(distanceSymbol), count: 5)
    write(bits: UInt32(distance - distanceBase), count: distanceBits)
  }

  /// Codes are written from their highest bit.
  private mutating func writeCode(_ code: UInt32, count: UInt32) {
    var reversed: UInt32 = 0
    for bit in 0..<count where code >> bit & 1 == 1 { reversed |= 1 << (count - 1 - bit) }
    write(bits: reversed, count: count)
  }

  /// Symbol, first length and extra bits for a length of 3 to 258.
  private func lengthCode(_ length: Int) -> (Int, Int, UInt32) {
    if length == 258 { return (285, 258, 0) }
    var symbol = 257
    var base = 3
    var bits: UInt32 = 0
    while true {
      // Eight codes without extra bits, then four for each further bit.
      let codes = bits == 0 ? 8 : 4
      for _ in 0..<codes {
        if length < base + 1 << bits { return (symbol, base, bits) }
        base += 1 << bits
        symbol += 1
      }
      bits += 1
    }
  }

  /// Symbol, first distance and extra bits for a distance of 1 to 32768.
  private func distanceCode(_ distance: Int) -> (Int, Int, UInt32) {
    var symbol = 0
    var base = 1
    var bits: UInt32 = 0
    while true {
      let codes = bits == 0 ? 4 : 2
      for _ in 0..<codes {
        if distance < base + 1 << bits { return (symbol, base, bits) }
        base += 1 << bits
        symbol += 1
      }
      bits += 1
    }
  }
}
