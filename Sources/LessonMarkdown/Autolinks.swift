import LessonModel

/// Finds addresses of the web and of mail that stand in text without marks around them, by the
/// rules of GitHub's "Autolinks (extension)", in one pass.
struct Autolinks {
  private let bytes: [UInt8]
  private var found: [Inline] = []
  /// Where the text begins that is not yet in `found`.
  private var done = 0

  /// The text with its addresses as links.
  static func find(in text: String) -> [Inline] {
    guard
      text.utf8.contains(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "@") })
        || text.contains("www.")
    else { return [.text(text)] }
    var search = Autolinks(text)
    return search.run()
  }

  private init(_ text: String) { bytes = Array(text.utf8) }

  private mutating func run() -> [Inline] {
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "h"), UInt8(ascii: "w"):
        if let end = address(at: index) {
          let text = string(index..<end)
          add(index..<end, destination: text.hasPrefix("www.") ? "http://" + text : text)
          index = end
          continue
        }
      case UInt8(ascii: "@"):
        if let range = mail(around: index) {
          add(range, destination: "mailto:" + string(range))
          index = range.upperBound
          continue
        }
      default: break
      }
      index += 1
    }
    if done < bytes.count { found.append(.text(string(done..<bytes.count))) }
    return found
  }

  private mutating func add(_ range: Range<Int>, destination: String) {
    if done < range.lowerBound { found.append(.text(string(done..<range.lowerBound))) }
    found.append(
      .link(Inline.Link(destination: destination, content: [.text(string(range))])))
    done = range.upperBound
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private func starts(with prefix: StaticString, at index: Int) -> Bool {
    index + prefix.utf8CodeUnitCount <= bytes.count
      && prefix.withUTF8Buffer { buffer in
        bytes[index..<index + buffer.count].elementsEqual(buffer)
      }
  }

  /// The end of the address that begins here.
  private func address(at start: Int) -> Int? {
    if start > done {
      let before = bytes[start - 1]
      let mayPrecede = [" ", "\n", "\t", "*", "_", "~", "("].contains {
        before == $0.utf8.first
      }
      guard mayPrecede else { return nil }
    }
    let domain: Int
    if starts(with: "https://", at: start) {
      domain = start + 8
    } else if starts(with: "http://", at: start) {
      domain = start + 7
    } else if starts(with: "www.", at: start) {
      domain = start + 4
    } else {
      return nil
    }
    guard domain < bytes.count, bytes[domain].isLetterOrDigit || bytes[domain] >= 0x80 else {
      return nil
    }
    var end = domain
    var opened = 0
    var closed = 0
    while end < bytes.count {
      let byte = bytes[end]
      if byte <= 32 || byte == UInt8(ascii: "<") || byte == 0x7F { break }
      if byte == UInt8(ascii: "(") { opened += 1 }
      if byte == UInt8(ascii: ")") { closed += 1 }
      end += 1
    }
    // Punctuation at the end belongs to the sentence; so does a parenthesis opened before.
    while end > domain + 1 {
      switch bytes[end - 1] {
      case UInt8(ascii: ")"):
        guard closed > opened else { return end }
        closed -= 1
      case UInt8(ascii: "?"), UInt8(ascii: "!"), UInt8(ascii: "."), UInt8(ascii: ","),
        UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "*"), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "'"), UInt8(ascii: "\""):
        break
      default: return end
      }
      end -= 1
    }
    return end
  }

  /// The mail address around an `@`.
  private func mail(around at: Int) -> Range<Int>? {
    var start = at
    while start > done, isMailName(bytes[start - 1]) { start -= 1 }
    guard start < at else { return nil }
    var end = at + 1
    var lastPoint: Int?
    while end < bytes.count {
      let byte = bytes[end]
      if byte == UInt8(ascii: "."), end + 1 < bytes.count, bytes[end + 1].isLetterOrDigit {
        lastPoint = end
      } else if !byte.isLetterOrDigit, byte != UInt8(ascii: "-"), byte != UInt8(ascii: "_") {
        break
      }
      end += 1
    }
    guard let lastPoint, lastPoint > at + 1, bytes[end - 1].isLetterOrDigit,
      end == bytes.count || bytes[end] != UInt8(ascii: "@")
    else { return nil }
    return start..<end
  }

  private func isMailName(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || [".", "-", "_", "+"].contains { byte == $0.utf8.first }
  }
}
