/// Makes the anchors of headings: `What a neuron does` becomes `what-a-neuron-does`.
///
/// The rule is GitHub's, so that links work there too: letters and digits stay, ASCII capitals become
/// small, spaces become hyphens, the rest goes; a second `data` is `data-1`. Classes of characters
/// are ranges written here, since the tables of the standard library change with its version.
struct Anchors {
  /// Anchors given out so far.
  private(set) var used: Set<String> = []
  /// How often a name was asked for.
  private var counts: [String: Int] = [:]

  /// A new anchor for a heading's words.
  mutating func make(for words: String) -> String {
    let name = Self.name(words)
    var anchor = name
    while !used.insert(anchor).inserted {
      counts[name, default: 0] += 1
      anchor = "\(name)-\(counts[name, default: 0])"
    }
    return anchor
  }

  private static func name(_ words: String) -> String {
    var name = String.UnicodeScalarView()
    for scalar in words.unicodeScalars.prefix(200) {
      switch scalar {
      case "a"..."z", "0"..."9", "-", "_": name.append(scalar)
      case "A"..."Z": name.append(Unicode.Scalar(UInt8(scalar.value) + 32))
      case " ": name.append("-")
      case "\u{00AA}", "\u{00B5}", "\u{00BA}": name.append(scalar)
      // Punctuation, symbols, arrows, mathematics, controls, pictures.
      case "\0"..."\u{BF}", "×", "÷", "\u{2000}"..."\u{2BFF}", "\u{3000}"..."\u{303F}",
        "\u{E000}"..."\u{F8FF}", "\u{FE00}"..."\u{FE6F}", "\u{FF00}"..."\u{FF0F}",
        "\u{FFF0}"..."\u{FFFF}", "\u{1F000}"..."\u{10FFFF}":
        continue
      default: name.append(scalar)
      }
    }
    return name.isEmpty ? "section" : String(name)
  }
}
