import LessonModel

/// A lesson file as text: valid UTF-8, lines ended by `\n`, without byte order mark and NUL.
///
/// What is changed on the way keeps every column: a byte order mark is counted by no editor, and a
/// carriage return stands at the end of its line.
struct SourceText {
  /// A lesson is read whole; nothing that people write is larger.
  static let maximumSize = 16_000_000

  let bytes: [UInt8]
  /// Where each line begins, in `bytes`.
  let lineStarts: [Int]

  /// Reads a file's bytes; `nil` and an error where they are not text.
  init?(_ raw: [UInt8], _ diagnostics: inout DiagnosticList) {
    guard raw.count <= Self.maximumSize else {
      diagnostics.error(
        "file-size",
        "lesson has \(raw.count) bytes, expected at most \(Self.maximumSize); split it", at: nil)
      return nil
    }
    if let offset = firstInvalidUTF8(raw) {
      let before = raw[..<offset]
      let line = before.count { $0 == newline } + 1
      let lineStart = before.lastIndex(of: newline).map { $0 + 1 } ?? 0
      let position = SourcePosition(line: line, column: offset - lineStart + 1)
      let isUTF16 = raw.starts(with: [0xFF, 0xFE]) || raw.starts(with: [0xFE, 0xFF])
      let hex = String(raw[offset], radix: 16, uppercase: true)
      diagnostics.error(
        "invalid-utf8",
        isUTF16
          ? "file is UTF-16, expected UTF-8; save it as UTF-8"
          : "byte \(offset) of the file, 0x\(hex), is not UTF-8; save the file as UTF-8",
        at: SourceRange(at: position))
      return nil
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(raw.count + 1)
    var lineStarts = [0]
    var index = raw.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while index < raw.count {
      switch raw[index] {
      case UInt8(ascii: "\r"):
        if index + 1 < raw.count, raw[index + 1] == newline { index += 1 }
        bytes.append(newline)
        lineStarts.append(bytes.count)
      case newline:
        bytes.append(newline)
        lineStarts.append(bytes.count)
      case 0:
        diagnostics.error(
          "nul-byte", "file holds a NUL byte, expected text; remove it",
          at: SourceRange(
            at: SourcePosition(
              line: lineStarts.count, column: bytes.count - lineStarts[lineStarts.count - 1] + 1)))
        bytes.append(UInt8(ascii: " "))
      case let byte: bytes.append(byte)
      }
      index += 1
    }
    self.bytes = bytes
    self.lineStarts = lineStarts
  }

  /// The number of lines; an empty last one counts.
  var lineCount: Int { lineStarts.count }

  /// The bytes of a line (from 1) without its end; empty beyond the last.
  func line(_ number: Int) -> ArraySlice<UInt8> {
    guard (1...lineStarts.count).contains(number) else { return bytes[bytes.count...] }
    let start = lineStarts[number - 1]
    let end = number < lineStarts.count ? lineStarts[number] - 1 : bytes.count
    return bytes[start..<end]
  }

  /// The place of a line from its first byte that is no space to its end.
  func range(ofLine number: Int) -> SourceRange {
    let line = line(number)
    let indent = line.prefix { $0.isBlank }.count
    return SourceRange(
      SourcePosition(line: number, column: indent + 1),
      SourcePosition(line: number, column: line.count + 1))
  }

  /// The text with some lines replaced.
  func replacing(_ lines: [Int: [UInt8]]) -> [UInt8] {
    guard !lines.isEmpty else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + lines.count * 4)
    for number in 1...lineCount {
      if let replacement = lines[number] {
        result += replacement
      } else {
        result += line(number)
      }
      if number < lineCount { result.append(newline) }
    }
    return result
  }
}

let newline = UInt8(ascii: "\n")

extension UInt8 {
  /// A space or a tab.
  var isBlank: Bool { self == 32 || self == 9 }
  var isDigit: Bool { (48...57).contains(self) }
  var isLetterOrDigit: Bool { isDigit || (97...122).contains(self | 0x20) }
}

extension ArraySlice<UInt8> {
  var text: String { String(decoding: self, as: UTF8.self) }
  /// Without spaces and tabs at its ends.
  var trimmed: ArraySlice<UInt8> {
    guard let first = firstIndex(where: { !$0.isBlank }),
      let last = lastIndex(where: { !$0.isBlank })
    else { return self[endIndex...] }
    return self[first...last]
  }
}

/// The offset of the first byte that no UTF-8 text has there (Unicode 16, table 3-7).
private func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
  bytes.withUnsafeBufferPointer { bytes in
    var index = 0
    while index < bytes.count {
      let first = bytes[index]
      if first < 0x80 {
        index += 1
        continue
      }
      let length: Int
      var second: ClosedRange<UInt8> = 0x80...0xBF
      switch first {
      case 0xC2...0xDF: length = 2
      case 0xE0: (length, second) = (3, 0xA0...0xBF)
      case 0xED: (length, second) = (3, 0x80...0x9F)
      case 0xE1...0xEF: length = 3
      case 0xF0: (length, second) = (4, 0x90...0xBF)
      case 0xF4: (length, second) = (4, 0x80...0x8F)
      case 0xF1...0xF3: length = 4
      default: return index
      }
      guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return index }
      for later in index + 2..<max(index + length, index + 2)
      where !(0x80...0xBF).contains(bytes[later]) { return index }
      index += length
    }
    return nil
  }
}
