import LessonModel

/// Text taken out of a lesson, with the place that each byte of it came from.
struct LocatedText {
  private(set) var bytes: [UInt8] = []
  /// Where stretches begin, in the text and in the file, in order.
  private var stretches: [(offset: Int, position: SourcePosition)] = []

  /// Adds a stretch that stands in one line of the file.
  mutating func append(_ stretch: some Collection<UInt8>, at position: SourcePosition) {
    stretches.append((bytes.count, position))
    bytes += stretch
  }

  /// Adds the end of a line, which stands where the last stretch ended.
  mutating func endLine() { bytes.append(newline) }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The place of a byte, counted from 0.
  func position(_ offset: Int) -> SourcePosition {
    var low = 0
    var high = stretches.count
    while low < high {
      let middle = (low + high) / 2
      if stretches[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else {
      return stretches.first?.position ?? SourcePosition(line: 1, column: 1)
    }
    let stretch = stretches[low - 1]
    return SourcePosition(
      line: stretch.position.line, column: stretch.position.column + offset - stretch.offset)
  }

  func range(_ offsets: Range<Int>) -> SourceRange {
    SourceRange(position(offsets.lowerBound), position(offsets.upperBound))
  }
}
