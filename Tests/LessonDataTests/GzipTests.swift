import Foundation
import Testing

@testable import LessonData

@Suite struct GzipTests {
  let content = (0..<100_000).map { UInt8($0 % 253) }

  /// The message of the error that inflating throws, or `nil`.
  func problem(_ bytes: [UInt8], limit: Int = 1 << 20) -> String? {
    dataError { _ = try Gzip.inflate(bytes, limit: limit) }?.problem
  }

  @Test func inflatesWhatWasStored() throws {
    #expect(try Gzip.inflate(gzipped(content), limit: 100_000) == content)
    #expect(try Gzip.inflate(gzipped([]), limit: 0) == [])
  }

  @Test func inflatesADeflatedFileWithAName() throws {
    // What `printf 'hello hello hello hello\n' > x; gzip -9N x` wrote.
    let file: [UInt8] = [
      0x1f, 0x8b, 0x08, 0x08, 0x5e, 0x15, 0x01, 0x6b, 0x02, 0x03, 0x78, 0x00, 0xcb, 0x48, 0xcd,
      0xc9, 0xc9, 0x57, 0xc8, 0x40, 0x27, 0xb9, 0x00, 0x00, 0x88, 0x59, 0x0b, 0x18, 0x00, 0x00,
      0x00,
    ]
    #expect(try Gzip.inflate(file, limit: 24) == Array("hello hello hello hello\n".utf8))
  }

  @Test func stopsAtTheLimit() {
    #expect(
      problem(gzipped(content), limit: 99_999) == "expands too far: expected at most 99,999 bytes")
    #expect(problem(gzipped(content), limit: -1) == "expands too far: expected at most -1 bytes")
  }

  @Test func refusesWhatIsNoGzip() {
    #expect(
      problem(Array("<html>".utf8)) == "is no gzip file: expected the first bytes 1f 8b, got 3c 68")
    #expect(problem([0x1f]) == "is no gzip file: expected the first bytes 1f 8b, got 1f")
    #expect(problem([]) == "is empty")
  }

  @Test func refusesEveryPrefix() {
    let file = gzipped(Array("some content".utf8))
    for count in 2..<file.count {
      #expect(
        problem(Array(file[..<count]))
          == "is cut short: expected more compressed data after its \(count) bytes")
    }
  }

  @Test func refusesWhatFollows() {
    let file = gzipped(content)
    #expect(
      problem(file + [0]) == "goes on after its end: expected nothing from byte 100,028 on")
    #expect(
      problem(file + file)
        == "holds more than one compressed file: expected one, got another at byte 100,028")
  }

  @Test func refusesEveryFlippedBit() {
    let file = gzipped(Array("some content".utf8))
    // The time, the flags of the compressor and the system are not checked by the format.
    for position in file.indices where !(4..<10).contains(position) {
      for bit in 0..<8 {
        var damaged = file
        damaged[position] ^= 1 << bit
        // Bit 0 of the flags only hints at text; a stored block's three bits are padded to a byte.
        if (position, bit) == (3, 0) || (position == 10 && bit > 2) { continue }
        #expect(problem(damaged) != nil, "byte \(position), bit \(bit)")
      }
    }
  }

  @Test func refusesAWrongSize() {
    for size in [10, 200] as [UInt8] {
      var file = gzipped(Array(content[..<100]))
      file[file.count - 4] = size
      #expect(problem(file) == "is damaged: its compressed data or its check sum is wrong")
    }
  }
}
