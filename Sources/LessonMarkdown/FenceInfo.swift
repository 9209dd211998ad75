import LessonModel

/// What the line that opens a fenced block says: `swift`, `{swift}`, `{code-cell} swift ignore`.
struct FenceInfo {
  enum Kind: Equatable {
    /// Swift that is run.
    case cell
    /// A formula on lines of its own.
    case math
    /// Code that is shown, in this language.
    case code(String)
  }

  /// A word after the language.
  struct Word {
    /// `echo` of `echo=false`, or the whole word.
    var key: String
    var value: String?
    /// Columns in the line, from 1.
    var columns: Range<Int>
  }

  private(set) var kind = Kind.code("")
  private(set) var words: [Word] = []
  /// Whether the language stands in braces, as in Quarto.
  private(set) var isBraced = false

  /// Reads the line of a fence whose first mark stands at a column.
  init(line: ArraySlice<UInt8>, column: Int) {
    let marks = line.dropFirst(column - 1)
    let info = marks.drop { $0 == marks.first }
    var tokens = Self.tokens(info, lineStart: line.startIndex)
    guard !tokens.isEmpty else { return }
    let first = tokens.removeFirst()
    var language = first.key
    if first.isBraced, !isBraced {
      isBraced = true
      if language == "code-cell" {
        // MyST: the language follows the braces.
        guard let next = tokens.first, !next.isBraced else { return }
        language = next.key
        tokens.removeFirst()
      } else if language.hasPrefix(".") {
        // Pandoc: code with attributes, which is shown.
        kind = .code(String(language.dropFirst()))
        return
      }
    }
    switch language {
    case "swift", "Swift": kind = .cell
    case "math": kind = .math
    default: kind = .code(language)
    }
    words = tokens.map { Word(key: $0.key, value: $0.value, columns: $0.columns) }
  }

  private struct Token {
    var key: String
    var value: String?
    var columns: Range<Int>
    var isBraced: Bool
  }

  /// Words between spaces, commas and braces; what stands in brackets or quotes stays together.
  private static func tokens(_ info: ArraySlice<UInt8>, lineStart: Int) -> [Token] {
    var tokens: [Token] = []
    var index = info.startIndex
    var inBraces = false
    while index < info.endIndex, tokens.count < 50 {
      let byte = info[index]
      if byte == UInt8(ascii: "{") { inBraces = true }
      if byte == UInt8(ascii: "}") { inBraces = false }
      if isSeparator(byte) {
        index += 1
        continue
      }
      let start = index
      var brackets = 0
      var quote: UInt8?
      var equals: Int?
      while index < info.endIndex {
        let byte = info[index]
        if let open = quote {
          if byte == open { quote = nil }
        } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
          quote = byte
        } else if byte == UInt8(ascii: "[") {
          brackets += 1
        } else if byte == UInt8(ascii: "]") {
          brackets -= 1
        } else if byte == UInt8(ascii: "="), equals == nil {
          equals = index
        } else if brackets <= 0, isSeparator(byte) {
          break
        }
        index += 1
      }
      let key = info[start..<(equals ?? index)].text
      let value = equals.map { unquoted(info[($0 + 1)..<index]) }
      tokens.append(
        Token(
          key: key, value: value, columns: start - lineStart + 1..<index - lineStart + 1,
          isBraced: inBraces))
    }
    return tokens
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte.isBlank || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "{")
      || byte == UInt8(ascii: "}")
  }

  private static func unquoted(_ value: ArraySlice<UInt8>) -> String {
    if let first = value.first, first == UInt8(ascii: "\"") || first == UInt8(ascii: "'"),
      value.count >= 2, value.last == first
    {
      return value.dropFirst().dropLast().text
    }
    return value.text
  }
}
