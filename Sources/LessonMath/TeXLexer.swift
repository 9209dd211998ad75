/// Finds the tokens of a formula, one at a time, so that a command may read what follows it raw.
struct TeXLexer {
  enum Token: Equatable {
    /// `\alpha`, `\,`, `\\`: the name without its backslash.
    case command(String)
    case beginGroup, endGroup, raise, lower, alignment, prime, tie
    case scalar(Unicode.Scalar)
  }

  struct Lexeme {
    var token: Token
    /// In UTF-8 bytes from the beginning of the formula.
    var range: Range<Int>
  }

  let bytes: [UInt8]
  /// Where the formula ends, or the part of it that is being read.
  var end: Int
  /// Where the next token is looked for.
  private(set) var offset = 0
  private var next: Lexeme??

  init(_ source: String) {
    bytes = Array(source.utf8)
    end = bytes.count
  }

  /// The next token, which stays; `nil` at the end.
  mutating func peek() -> Lexeme? {
    if let next { return next }
    let lexeme = scan()
    next = .some(lexeme)
    return lexeme
  }

  /// The next token, which is taken.
  @discardableResult
  mutating func take() -> Lexeme? {
    let lexeme = peek()
    next = nil
    if let lexeme { offset = lexeme.range.upperBound } else { offset = end }
    return lexeme
  }

  /// Goes on from another place.
  mutating func move(to offset: Int) {
    next = nil
    self.offset = offset
  }

  /// The scalar at `offset` and the offset after it; the bytes are a string's, so they are UTF-8.
  func scalar(at offset: Int) -> (scalar: Unicode.Scalar, end: Int) {
    let first = bytes[offset]
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    let end = min(offset + length, bytes.count)
    var decoder = UTF8()
    var iterator = bytes[offset..<end].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else {
      return ("\u{FFFD}", end)
    }
    return (scalar, end)
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func scan() -> Lexeme? {
    var start = offset
    // Spaces mean nothing in a formula, and a comment goes on to the end of its line.
    while start < end {
      let byte = bytes[start]
      if byte == UInt8(ascii: "%") {
        while start < end, bytes[start] != UInt8(ascii: "\n") { start += 1 }
      } else if byte == 32 || (9...13).contains(byte) {
        start += 1
      } else {
        break
      }
    }
    guard start < end else { return nil }
    let single: Token
    switch bytes[start] {
    case UInt8(ascii: "\\"): return scanCommand(at: start)
    case UInt8(ascii: "{"): single = .beginGroup
    case UInt8(ascii: "}"): single = .endGroup
    case UInt8(ascii: "^"): single = .raise
    case UInt8(ascii: "_"): single = .lower
    case UInt8(ascii: "&"): single = .alignment
    case UInt8(ascii: "'"): single = .prime
    case UInt8(ascii: "~"): single = .tie
    default:
      let (scalar, end) = scalar(at: start)
      return Lexeme(token: .scalar(scalar), range: start..<end)
    }
    return Lexeme(token: single, range: start..<start + 1)
  }

  private func scanCommand(at start: Int) -> Lexeme {
    var stop = start + 1
    while stop < end, Self.isLetter(bytes[stop]) { stop += 1 }
    if stop == start + 1, stop < end { stop = scalar(at: stop).end }
    return Lexeme(token: .command(text(start + 1..<stop)), range: start..<stop)
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
