import Testing

@testable import LessonReport

@Suite struct PNGTests {
  /// The pixels of a PNG of ours, every check verified; `nil` when anything is wrong.
  private func decode(_ file: [UInt8]) -> (width: Int, height: Int, pixels: [UInt8])? {
    guard file.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else { return nil }
    func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
    var index = 8
    var chunks: [String: [UInt8]] = [:]
    while index + 12 <= file.count {
      let length = number(file[index..<index + 4])
      guard index + 12 + length <= file.count else { return nil }
      let body = file[index + 4..<index + 8 + length]
      var crc: UInt32 = 0xFFFF_FFFF
      for byte in body {
        crc ^= UInt32(byte)
        for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
      }
      guard number(file[index + 8 + length..<index + 12 + length]) == Int(~crc) else { return nil }
      chunks[String(decoding: body.prefix(4), as: UTF8.self)] = Array(body.dropFirst(4))
      index += 12 + length
    }
    guard index == file.count, chunks["IEND"] == [], let header = chunks["IHDR"],
      header.count == 13, header[8...] == [8, 0, 0, 0, 0], let data = chunks["IDAT"],
      let rows = inflate(data)
    else { return nil }
    let (width, height) = (number(header[0..<4]), number(header[4..<8]))
    guard rows.count == height * (width + 1) else { return nil }
    var pixels: [UInt8] = []
    for row in 0..<height {
      guard rows[row * (width + 1)] == 0 else { return nil }
      pixels += rows[row * (width + 1) + 1..<(row + 1) * (width + 1)]
    }
    return (width, height, pixels)
  }

  /// A zlib stream of one block of fixed codes, read as RFC 1951 describes it.
  private func inflate(_ data: [UInt8]) -> [UInt8]? {
    guard data.count > 6, (Int(data[0]) << 8 | Int(data[1])) % 31 == 0, data[0] & 15 == 8 else {
      return nil
    }
    var position = 16
    func bits(_ count: Int) -> Int {
      var value = 0
      for bit in 0..<count {
        let byte = position / 8 < data.count ? data[position / 8] : 0
        value |= Int(byte >> (position % 8) & 1) << bit
        position += 1
      }
      return value
    }
    func code(_ count: Int) -> Int { (0..<count).reduce(0) { value, _ in value << 1 | bits(1) } }
    func symbol() -> Int {
      let seven = code(7)
      if seven < 24 { return 256 + seven }
      let eight = seven << 1 | bits(1)
      if (48..<192).contains(eight) { return eight - 48 }
      if (192..<200).contains(eight) { return eight - 192 + 280 }
      return (eight << 1 | bits(1)) - 400 + 144
    }
    let lengths = [
      3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
      163, 195, 227, 258,
    ]
    let distances = [
      1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537,
      2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577,
    ]
    guard bits(1) == 1, bits(2) == 1 else { return nil }
    var output: [UInt8] = []
    while true {
      let next = symbol()
      if next == 256 { break }
      if next < 256 {
        output.append(UInt8(next))
        continue
      }
      guard next - 257 < lengths.count else { return nil }
      let extra = next == 285 || next < 265 ? 0 : (next - 261) / 4
      let length = lengths[next - 257] + bits(extra)
      let far = code(5)
      guard far < distances.count else { return nil }
      let distance = distances[far] + bits(far < 4 ? 0 : far / 2 - 1)
      guard distance <= output.count else { return nil }
      for _ in 0..<length { output.append(output[output.count - distance]) }
    }
    var (a, b) = (1, 0)
    for byte in output {
      a = (a + Int(byte)) % 65521
      b = (b + a) % 65521
    }
    let end = (position + 7) / 8
    guard end + 4 == data.count,
      data[end...].reduce(0, { $0 << 8 | Int($1) }) == b << 16 | a
    else { return nil }
    return output
  }

  @Test func picturesReadBack() throws {
    var state: UInt32 = 1
    for (width, height) in [(1, 1), (2, 3), (28, 28), (7, 300), (300, 2)] {
      let noise = (0..<width * height).map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return UInt8(state >> 24)
      }
      let flat = [UInt8](repeating: 200, count: width * height)
      let striped = (0..<width * height).map { UInt8($0 % 5 * 50) }
      for pixels in [noise, flat, striped] {
        let file = try #require(PNG.grey(width: width, height: height, pixels: pixels))
        let decoded = try #require(decode(file))
        #expect(decoded == (width, height, pixels))
      }
    }
  }

  @Test func longDistancesReadBack() throws {
    var state: UInt32 = 7
    let noise = (0..<12_000).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(state >> 24)
    }
    let data = noise + [UInt8](repeating: 0, count: 15_000) + noise + noise
    let stream = data.zlibCompressed
    #expect(inflate(stream) == data)
    // Noise takes about nine bits a byte; its repetitions take next to nothing.
    #expect(stream.count < 14_500)
  }

  @Test func flatPaperIsSmall() throws {
    let file = try #require(
      PNG.grey(width: 28, height: 28, pixels: [UInt8](repeating: 255, count: 784)))
    #expect(file.count < 90)
  }

  @Test func impossiblePicturesAreRefused() {
    #expect(PNG.grey(width: 0, height: 1, pixels: []) == nil)
    #expect(PNG.grey(width: 2, height: 2, pixels: [1, 2, 3]) == nil)
    #expect(PNG.grey(width: -1, height: -1, pixels: [1]) == nil)
    #expect(PNG.grey(width: .max, height: .max, pixels: []) == nil)
  }
}
