/// Bytes in order, from wherever they come. Pulling them piece by piece is what lets a gzipped file
/// of any size become an array without ever lying in memory twice.
protocol ByteSource: AnyObject {
  /// Puts the next bytes into `buffer` and says how many; 0 at the end, and only there.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(DataError) -> Int
}

extension ByteSource {
  /// Fills `buffer`, or as much of it as there are bytes left; says how many there were.
  func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(DataError) -> Int {
    var filled = 0
    while filled < buffer.count {
      let count = try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
      if count == 0 { break }
      filled += count
    }
    return filled
  }

  /// All bytes that are left.
  ///
  /// - Throws: ``DataError`` when there are more than `limit`.
  func rest(atMost limit: Int) throws(DataError) -> [UInt8] {
    var failure: DataError?
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, filled in
      do throws(DataError) {
        filled = try fill(UnsafeMutableRawBufferPointer(buffer))
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    guard try isAtEnd() else {
      throw DataError(.tooLarge, "is too large: expected at most \(counted(limit, "byte"))")
    }
    return bytes
  }

  /// Whether every byte has been read. Reads one more to find out.
  func isAtEnd() throws(DataError) -> Bool {
    var byte: UInt8 = 0
    var result: Result<Int, DataError> = .success(0)
    withUnsafeMutableBytes(of: &byte) { buffer in
      do throws(DataError) { result = .success(try read(into: buffer)) } catch {
        result = .failure(error)
      }
    }
    return try result.get() == 0
  }
}

/// The bytes of an array.
final class MemorySource: ByteSource {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, bytes.count - position)
    buffer.copyBytes(from: bytes[position..<position + count])
    position += count
    return count
  }
}
