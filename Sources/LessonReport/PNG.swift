import LessonModel

/// Grey pictures as PNG files, the same bytes everywhere.
enum PNG {
  /// An 8-bit grey picture.
  ///
  /// - Parameters:
  ///   - width: Pixels in a row, 1 to 4096.
  ///   - height: Rows, 1 to 4096.
  ///   - pixels: `width * height` bytes row by row; 0 is black.
  /// - Returns: The file; `nil` when the size is empty, too large for a page or not the pixels'.
  static func grey(width: Int, height: Int, pixels: [UInt8]) -> [UInt8]? {
    guard (1...4096).contains(width), (1...4096).contains(height), pixels.count == width * height
    else { return nil }
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    // Size, 8 bits, grey, and the only compression, filter set and (no) interlacing there is.
    append("IHDR", bigEndian(width) + bigEndian(height) + [8, 0, 0, 0, 0], to: &file)
    var rows: [UInt8] = []
    rows.reserveCapacity(height * (width + 1))
    for row in 0..<height {
      rows.append(0)  // unfiltered: small pictures with flat paper compress best so
      rows += pixels[row * width..<(row + 1) * width]
    }
    append("IDAT", rows.zlibCompressed, to: &file)
    append("IEND", [], to: &file)
    return file
  }

  /// A picture of sixteen colours, two pixels in a byte.
  ///
  /// - Parameters:
  ///   - width: Pixels in a row, 1 to 4096.
  ///   - height: Rows, 1 to 4096.
  ///   - levels: `width * height` numbers of colours, row by row.
  ///   - palette: Red, green and blue of up to sixteen colours.
  /// - Returns: The file; `nil` when the size is empty, too large for a page or not the pixels'.
  static func indexed(
    width: Int, height: Int, levels: [UInt8], palette: [(UInt8, UInt8, UInt8)]
  ) -> [UInt8]? {
    guard (1...4096).contains(width), (1...4096).contains(height), levels.count == width * height,
      (1...16).contains(palette.count), levels.allSatisfy({ $0 < palette.count })
    else { return nil }
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    append("IHDR", bigEndian(width) + bigEndian(height) + [4, 3, 0, 0, 0], to: &file)
    append("PLTE", palette.flatMap { [$0.0, $0.1, $0.2] }, to: &file)
    var rows: [UInt8] = []
    rows.reserveCapacity(height * (width / 2 + 2))
    for row in 0..<height {
      rows.append(0)
      rows += Array(levels[row * width..<(row + 1) * width]).packedNibbles
    }
    append("IDAT", rows.zlibCompressed, to: &file)
    append("IEND", [], to: &file)
    return file
  }

  /// Paper to ink in sixteen steps.
  static let ink: [(UInt8, UInt8, UInt8)] = (0..<16).map {
    let grey = UInt8(255 - $0 * 17)
    return (grey, grey, grey)
  }

  /// Orange for numbers below zero, white for zero (8), blue above; 0 is not used.
  static let signed: [(UInt8, UInt8, UInt8)] = (0..<16).map { level in
    let share = min(7, abs(level - 8))
    func mixed(_ full: Int) -> UInt8 { UInt8(252 + (full - 252) * share / 7) }
    return level < 8
      ? (mixed(200), mixed(84), mixed(8)) : (mixed(24), mixed(90), mixed(190))
  }

  private static func append(_ type: String, _ data: [UInt8], to file: inout [UInt8]) {
    let body = Array(type.utf8) + data
    file += bigEndian(data.count)
    file += body
    file += bigEndian(Int(crc32(body)))
  }

  private static func bigEndian(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(value >> $0 & 255) }
  }

  private static func crc32(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes { crc = crcTable[Int((crc ^ UInt32(byte)) & 255)] ^ crc >> 8 }
    return ~crc
  }

  /// The polynomial of the PNG specification, reflected.
  private static let crcTable: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { crc, _ in crc & 1 == 1 ? 0xEDB8_8320 ^ crc >> 1 : crc >> 1 }
  }
}
