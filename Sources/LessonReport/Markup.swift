// This file builds HTML, SVG and MathML as a tree of values and writes it as text. It holds the only
// escaping function of the report: whatever comes from a lesson enters the tree as `text` or as the
// value of an attribute, and neither can become markup.

/// A piece of a page: text, an element, or several pieces in a row.
indirect enum Markup: Sendable {
  /// Characters to be read; escaped when written.
  case text(String)
  /// An element with its attributes, in order, and its content.
  case element(String, [(String, String)], [Markup])
  /// Several pieces where one is expected.
  case fragment([Markup])
  /// Our own stylesheet or script, written as it stands. Only a literal of our source can be one.
  case verbatim(StaticString)
  /// JSON for the page's script, inside a `script` element of a type that no browser runs.
  case data(String)

  /// Nothing at all.
  static let empty = Markup.fragment([])
}

/// An element: `element("a", ["href": target], [.text("next")])`.
func element(
  _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ content: [Markup] = []
) -> Markup {
  .element(name, attributes.map { ($0.key, $0.value) }, content)
}

/// An element that holds words: `element("p", ["class": "note"], "40 epochs")`.
func element(
  _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ text: String
) -> Markup {
  .element(name, attributes.map { ($0.key, $0.value) }, [.text(text)])
}

extension Markup {
  /// The element, marked as English where the page speaks another language: the program's own words
  /// are not the lesson's.
  func inEnglish(of page: Page) -> Markup {
    guard case .element(let name, let attributes, let content) = self, !page.isEnglish else {
      return self
    }
    return .element(name, attributes + [("lang", "en"), ("dir", "ltr")], content)
  }

  /// The markup as text.
  var rendered: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the markup, in UTF-8.
  func write(to bytes: inout [UInt8]) {
    switch self {
    case .text(let text): text.writeEscaped(to: &bytes)
    case .fragment(let pieces): for piece in pieces { piece.write(to: &bytes) }
    case .verbatim(let literal):
      literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    case .data(let json):
      // Outside its strings JSON has none of these, and inside a reference is as good: so the text can
      // neither end its element nor begin another.
      for byte in json.utf8 {
        switch byte {
        case UInt8(ascii: "<"): bytes.append(contentsOf: "\\u003c".utf8)
        case UInt8(ascii: ">"): bytes.append(contentsOf: "\\u003e".utf8)
        case UInt8(ascii: "&"): bytes.append(contentsOf: "\\u0026".utf8)
        default: bytes.append(byte)
        }
      }
    case .element(let name, let attributes, let content):
      bytes.append(UInt8(ascii: "<"))
      bytes.append(contentsOf: name.utf8)
      for (attribute, value) in attributes {
        bytes.append(UInt8(ascii: " "))
        bytes.append(contentsOf: attribute.utf8)
        bytes.append(contentsOf: [UInt8(ascii: "="), UInt8(ascii: "\"")])
        value.writeEscaped(to: &bytes)
        bytes.append(UInt8(ascii: "\""))
      }
      if content.isEmpty && selfClosing.contains(name) {
        bytes.append(contentsOf: [UInt8(ascii: "/"), UInt8(ascii: ">")])
        return
      }
      bytes.append(UInt8(ascii: ">"))
      for piece in content { piece.write(to: &bytes) }
      bytes.append(contentsOf: [UInt8(ascii: "<"), UInt8(ascii: "/")])
      bytes.append(contentsOf: name.utf8)
      bytes.append(UInt8(ascii: ">"))
    }
  }
}

/// Elements that HTML ends where they begin, and SVG shapes, which never hold anything here.
private let selfClosing: Set<String> = [
  "br", "circle", "hr", "img", "input", "line", "link", "meta", "path", "polygon", "rect", "use",
]

extension String {
  /// Appends the text so that a page shows it and does nothing else with it: markup characters as
  /// references, control characters as their pictures (`␛`), and the controls that reorder text as
  /// `⟨U+202E⟩`, since a program must read the way it runs.
  func writeEscaped(to bytes: inout [UInt8]) {
    var text = self
    text.withUTF8 { source in
      var index = 0
      while index < source.count {
        let byte = source[index]
        let next = index + 1 < source.count ? source[index + 1] : 0
        let third = index + 2 < source.count ? source[index + 2] : 0
        var length = 1
        switch byte {
        case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
        case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
        case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
        case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
        case UInt8(ascii: "'"): bytes.append(contentsOf: "&#39;".utf8)
        case UInt8(ascii: "\t"), UInt8(ascii: "\n"): bytes.append(byte)
        case UInt8(ascii: "\r") where next == UInt8(ascii: "\n"): break
        // The pictures of the control characters are U+2400 to U+241F, and U+2421 for delete.
        case 0..<0x20: bytes.append(contentsOf: [0xE2, 0x90, 0x80 + byte])
        case 0x7F: bytes.append(contentsOf: [0xE2, 0x90, 0xA1])
        case 0xC2 where next < 0xA0:  // U+0080 to U+009F, controls
          bytes.append(contentsOf: replacementCharacter)
          length = 2
        case 0xE2 where next == 0x80 && (0xAA...0xAE).contains(third):  // U+202A to U+202E
          bytes.append(contentsOf: "⟨U+202\(hexadecimal(third - 0xA0))⟩".utf8)
          length = 3
        case 0xE2 where next == 0x81 && (0xA6...0xA9).contains(third):  // U+2066 to U+2069
          bytes.append(contentsOf: "⟨U+206\(hexadecimal(third - 0xA0))⟩".utf8)
          length = 3
        case 0xEF where next == 0xBF && third >= 0xBE:  // U+FFFE and U+FFFF, no characters
          bytes.append(contentsOf: replacementCharacter)
          length = 3
        default: bytes.append(byte)
        }
        index += length
      }
    }
  }
}

private let replacementCharacter: [UInt8] = Array("\u{FFFD}".utf8)

private func hexadecimal(_ digit: UInt8) -> String {
  String(digit, radix: 16, uppercase: true)
}
