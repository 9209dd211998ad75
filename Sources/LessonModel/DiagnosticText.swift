/// A diagnostic as text, in the form that compilers and editors agree on:
/// `file:line:col: error: message`, the line it is about, and a caret under the place.
public struct DiagnosticText: Sendable {
  /// What to call the file: its path as the user typed it.
  public var file: String
  /// The lines of the file, without their ends.
  public var lines: [String]
  /// Colour for a terminal.
  public var color: Bool

  /// Splits the source into lines, which may end in `\n` or `\r\n`; colour is off unless asked for.
  public init(file: String, source: String, color: Bool = false) {
    self.file = file
    // By bytes: to a `String`, "\r\n" is one character.
    self.lines = source.utf8.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    ).map { line in
      String(line.last == UInt8(ascii: "\r") ? line.dropLast() : line) ?? ""
    }
    self.color = color
  }

  /// The diagnostic with its notes, each line ended by a newline.
  public func render(_ diagnostic: Diagnostic) -> String {
    var text = message(
      diagnostic.severity.label, diagnostic.message, at: diagnostic.range,
      style: Self.style(of: diagnostic.severity))
    if let fix = diagnostic.fix {
      text += message("fix", fix.message, at: fix.range, style: "32", excerpt: false)
    }
    for note in diagnostic.notes {
      text += message("note", note.message, at: note.range, style: "36", excerpt: note.range != nil)
    }
    return text
  }

  private static func style(of severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "31"
    case .warning: "35"
    case .toDo: "34"
    }
  }

  private func message(
    _ label: String, _ message: String, at range: SourceRange?, style: String, excerpt: Bool = true
  ) -> String {
    let place = range.map { "\(file):\($0.start.line):\($0.start.column)" } ?? file
    var text = "\(paint(place, "1")): \(paint("\(label):", "1;\(style)")) "
    text += paint(Self.visible(message), "1") + "\n"
    if excerpt, let range, let marked = self.excerpt(range, style: style) { text += marked }
    return text
  }

  /// The line of the range's start and, below it, the caret and its tail.
  private func excerpt(_ range: SourceRange, style: String) -> String? {
    guard lines.indices.contains(range.start.line - 1) else { return nil }
    let bytes = Array(lines[range.start.line - 1].utf8)
    guard range.start.column >= 1, range.start.column <= bytes.count + 1 else { return nil }
    let start = range.start.column - 1
    let end =
      range.end.line == range.start.line
      ? min(max(range.end.column - 1, start + 1), bytes.count) : bytes.count
    // A very long line is shown around the place only.
    let first = start > 120 ? start - 60 : 0
    let last = min(bytes.count, max(start, first) + 160)
    let before = Self.visible(String(decoding: bytes[first..<start], as: UTF8.self))
    let under = Self.visible(
      String(decoding: bytes[start..<max(start, min(end, last))], as: UTF8.self))
    let after = Self.visible(
      String(decoding: bytes[max(start, min(end, last))..<last], as: UTF8.self))
    let number = String(range.start.line)
    let margin = String(repeating: " ", count: max(0, 5 - number.count)) + number
    let padding = String(repeating: " ", count: Self.width(before))
    let caret = "^" + String(repeating: "~", count: max(0, Self.width(under) - 1))
    return "\(margin) | \(before)\(under)\(after)\n"
      + "      | \(padding)\(paint(caret, "1;\(style)"))\n"
  }

  private func paint(_ text: String, _ style: String) -> String {
    color ? "\u{1B}[\(style)m\(text)\u{1B}[0m" : text
  }

  /// The text with what could move or restyle the terminal's cursor made visible.
  static func visible(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control where scalar == "\t": result.append(contentsOf: "    ".unicodeScalars)
      case .control, .format, .lineSeparator, .paragraphSeparator: result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// How many columns of a terminal the text takes: combining marks none, East Asian wide ones two.
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { sum, scalar in
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark: sum
      default:
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
          0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
          sum + 2
        default: sum + 1
        }
      }
    }
  }
}
