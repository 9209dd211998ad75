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
