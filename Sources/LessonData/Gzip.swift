import CZlib

/// Reading of gzip files (RFC 1952) with one member, through zlib.
///
/// Only inflating: its result is laid down by the format, whereas what zlib's deflate writes changes
/// with its version, and no output may depend on that.
public enum Gzip {
  /// The content of a gzip file.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - limit: The most bytes the content may have. No more than that is ever allocated.
  /// - Returns: The content.
  /// - Throws: ``DataError`` for bytes that are no gzip file, are damaged or cut short, expand beyond
  ///   `limit`, or go on after their end with a second member or anything else.
  public static func inflate(_ bytes: [UInt8], limit: Int) throws(DataError) -> [UInt8] {
    let stream = try GzipSource(MemorySource(bytes))
    // The last four bytes tell the content's size modulo 2^32. A file may lie; then it is damaged.
    let told = bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    let capacity = min(told, max(0, limit))
    var failure: DataError?
    let content = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      do throws(DataError) {
        count = try stream.fill(UnsafeMutableRawBufferPointer(buffer))
        // More than was told: what is wrong shows at the end, or at the limit.
        var size = count
        try withScratch { (scratch) throws(DataError) in
          while true {
            let more = try stream.fill(scratch)
            if more == 0 { break }
            size += more
            guard size <= limit else { throw .tooLarge(limit: limit) }
          }
        }
        guard size == count else { throw .damagedGzip }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return content
  }

  private static func withScratch(
    _ body: (UnsafeMutableRawBufferPointer) throws(DataError) -> Void
  ) throws(DataError) {
    let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 14, alignment: 16)
    defer { scratch.deallocate() }
    try body(scratch)
  }
}

/// The inflated content of a gzipped source.
final class GzipSource: ByteSource {
  private let source: any ByteSource
  /// zlib keeps the stream's address, so the stream may not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableRawBufferPointer
  /// How many bytes have come from the source.
  private var consumed = 0
  private var isEnded = false

  /// Reads the first bytes of `source`, to tell a file that is no gzip file from a damaged one.
  init(_ source: any ByteSource) throws(DataError) {
    self.source = source
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    input = .allocate(byteCount: 1 << 18, alignment: 16)
    // 15 bits of window, and 16 for a gzip header and trailer, whose check sum zlib then compares.
    guard
      inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { throw DataError(.unreadable, "could not be inflated: zlib does not start") }
    try refill()
    guard !isExhausted else { throw .emptyFile }
    let magic = input.prefix(min(2, Int(stream.pointee.avail_in)))
    guard magic.elementsEqual([0x1f, 0x8b]) else { throw .notGzip(Array(magic)) }
  }

  deinit {
    inflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
    input.deallocate()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(DataError) -> Int {
    if isEnded || buffer.isEmpty { return 0 }
    let room = min(buffer.count, 1 << 30)
    stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(room)
    while !isEnded, stream.pointee.avail_out > 0 {
      if stream.pointee.avail_in == 0 { try refill() }
      let wasExhausted = isExhausted
      switch CZlib.inflate(stream, Z_NO_FLUSH) {
      case Z_OK: break
      case Z_STREAM_END:
        isEnded = true
        try expectEnd()
      case Z_BUF_ERROR where wasExhausted: throw .truncatedGzip(at: consumed)
      case Z_MEM_ERROR: throw DataError(.unreadable, "could not be inflated: no memory is left")
      default: throw .damagedGzip
      }
    }
    return room - Int(stream.pointee.avail_out)
  }

  /// Whether neither zlib nor the source has bytes left; meaningful after `refill`.
  private var isExhausted: Bool { stream.pointee.avail_in == 0 }

  private func refill() throws(DataError) {
    let count = try source.read(into: input)
    consumed += count
    stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = UInt32(count)
  }

  private func expectEnd() throws(DataError) {
    if stream.pointee.avail_in == 0 { try refill() }
    guard !isExhausted else { return }
    let position = consumed - Int(stream.pointee.avail_in)
    throw stream.pointee.next_in.pointee == 0x1f
      ? .secondMember(at: position) : .trailingBytes(at: position)
  }
}

extension DataError {
  static let emptyFile = DataError(.corrupt, "is empty")

  static func notGzip(_ start: [UInt8]) -> DataError {
    DataError(
      .corrupt, "is no gzip file: expected the first bytes 1f 8b, got \(hexadecimal(start))")
  }

  static let damagedGzip = DataError(
    .corrupt, "is damaged: its compressed data or its check sum is wrong")

  static func truncatedGzip(at position: Int) -> DataError {
    DataError(
      .corrupt, "is cut short: expected more compressed data after its \(counted(position, "byte"))"
    )
  }

  static func secondMember(at position: Int) -> DataError {
    DataError(
      .corrupt,
      "holds more than one compressed file: expected one, got another at byte \(grouped(position))"
    )
  }

  static func trailingBytes(at position: Int) -> DataError {
    DataError(.corrupt, "goes on after its end: expected nothing from byte \(grouped(position)) on")
  }

  static func tooLarge(limit: Int) -> DataError {
    DataError(.tooLarge, "expands too far: expected at most \(counted(limit, "byte"))")
  }

  /// `1f 8b`, or `nothing`.
  static func hexadecimal(_ bytes: [UInt8]) -> String {
    if bytes.isEmpty { return "nothing" }
    return bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
  }
}
