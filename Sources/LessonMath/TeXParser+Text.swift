import LessonModel

// This file reads words within a formula, where spaces count and dollars begin a formula again.

extension TeXParser {
  /// Reads the `{words}` of `\text` and its kin.
  mutating func parseText(
    _ alphabet: MathAlphabet, _ name: String, _ place: Range<Int>
  ) throws(TeXProblem) -> Atom {
    let content = try rawGroup(of: name, at: place)
    let bytes = lexer.bytes
    var nodes: [MathNode] = []
    var words = String.UnicodeScalarView()
    var offset = content.lowerBound

    func flush() {
      guard !words.isEmpty else { return }
      nodes.append(.text(String(words).withKeptSpaces))
      words = String.UnicodeScalarView()
    }
    while offset < content.upperBound {
      let byte = bytes[offset]
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "}"): offset += 1
      case UInt8(ascii: "~"):
        words.append("\u{A0}")
        offset += 1
      case UInt8(ascii: "$"):
        let start = offset + 1
        guard let end = bytes[start..<content.upperBound].firstIndex(of: UInt8(ascii: "$")) else {
          throw TeXProblem(
            "unbalanced-dollar", "'$' within '\\\(name)' is never closed by '$'",
            at: offset..<offset + 1)
        }
        flush()
        nodes.append(try parsePart(start..<end))
        offset = end + 1
      case UInt8(ascii: "\\"):
        let next = offset + 1 < content.upperBound ? bytes[offset + 1] : 0
        switch next {
        case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: " "):
          words.append(" ")
        case UInt8(ascii: "%"), UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "#"),
          UInt8(ascii: "_"), UInt8(ascii: "{"), UInt8(ascii: "}"):
          words.append(Unicode.Scalar(next))
        default:
          let end = min(offset + 2, content.upperBound)
          throw TeXProblem(
            "tex-in-text",
            "'\(lexer.text(offset..<end))' cannot stand within '\\\(name)'; put formulas in '$...$'",
            at: offset..<end)
        }
        offset += 2
      case 9...13:
        words.append(" ")
        offset += 1
      default:
        let (scalar, end) = lexer.scalar(at: offset)
        words.append(alphabet.styled(scalar))
        offset = end
      }
    }
    flush()
    if nodes.count == 1, let only = nodes.first { return Atom(node: only, kind: .text) }
    return Atom(node: .row(nodes), kind: .text)
  }

  /// `\tag{1}`: the number of an equation, at its end.
  mutating func parseTag(_ place: Range<Int>) throws(TeXProblem) -> Atom {
    let content = try rawGroup(of: "tag", at: place)
    return Atom(
      node: .row([.space(36), .text("(\(lexer.text(content)))")]), kind: .text)
  }

  /// The place of what stands between the braces after a command, without the braces.
  mutating func rawGroup(of name: String, at place: Range<Int>) throws(TeXProblem) -> Range<Int> {
    guard let open = lexer.peek(), open.token == .beginGroup else {
      throw TeXProblem(
        "missing-tex-argument", "'\\\(name)' expects its words in braces: '\\\(name){...}'",
        at: place)
    }
    var offset = open.range.upperBound
    var level = 1
    let bytes = lexer.bytes
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\\"): offset += 1
      case UInt8(ascii: "{"): level += 1
      case UInt8(ascii: "}"):
        level -= 1
        if level == 0 {
          lexer.move(to: offset + 1)
          return open.range.upperBound..<offset
        }
      default: break
      }
      offset += 1
    }
    throw TeXProblem("unbalanced-brace", "'{' is never closed by '}'", at: open.range)
  }

  /// Reads a stretch as a formula of its own; problems keep their places.
  private mutating func parsePart(_ range: Range<Int>) throws(TeXProblem) -> MathNode {
    let after = lexer.offset
    let node = try parseStretch(range)
    lexer.move(to: after)
    return node
  }
}

extension String {
  /// MathML drops spaces at the ends of words; kept as spaces that do not break.
  fileprivate var withKeptSpaces: String {
    var scalars = Array(unicodeScalars)
    for index in scalars.indices {
      guard scalars[index] == " " else { break }
      scalars[index] = "\u{A0}"
    }
    for index in scalars.indices.reversed() {
      guard scalars[index] == " " else { break }
      scalars[index] = "\u{A0}"
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}
