import LessonMath
import LessonModel

/// What the reading of one piece of a lesson leaves for the others.
struct ReadingState {
  var diagnostics = DiagnosticList()
  /// How often each footnote was referred to.
  var footnoteReferences: [Int: Int] = [:]
  /// Links to places of the lesson, to be checked when all places are known.
  var anchorLinks: [(anchor: String, range: SourceRange)] = []

  /// Reads a formula and notes what was wrong with it, where it stands.
  mutating func formula(_ tex: LocatedText, display: Bool) -> MathFormula {
    let text = tex.text
    guard !diagnostics.isFull else {
      return MathFormula(source: text, display: display, root: nil)
    }
    let (formula, problems) = TeXReader.read(text, display: display)
    for problem in problems {
      let range = tex.range(problem.range)
      diagnostics.warning(
        problem.id, problem.message, at: range,
        fix: problem.replacement.map {
          .init("replace it with '\($0)'", range: range, replacement: $0)
        })
    }
    return formula
  }
}

/// Makes the inline content of one paragraph, heading or table cell.
struct InlineReader {
  /// Marks within each other beyond this are left out, their words stay.
  static let maximumDepth = 32

  private enum Span {
    case root, emphasis, strong, strikethrough
    case link(destination: String, title: String, at: SourceRange)
    case image(source: String, title: String, at: SourceRange)
    /// Too deep to be told apart.
    case flattened
  }

  private var positions: InlinePositions
  private var spans: [(span: Span, content: [Inline])] = [(.root, [])]
  private var text = ""
  private var textStart: CMarkTree.Node?
  /// The last that has a place.
  private var lastNode: CMarkTree.Node?
  /// How many spans were too deep.
  private var flattened = 0

  init(positions: InlinePositions) { self.positions = positions }

  // MARK: Events

  mutating func enter(_ node: CMarkTree.Node, _ state: inout ReadingState) {
    flush(&state)
    var span: Span =
      switch node.kind {
      case .emphasis: .emphasis
      case .strong: .strong
      case .strikethrough: .strikethrough
      case .link(let destination, let title):
        .link(
          destination: destination, title: title, at: SourceRange(at: positions.position(node)))
      case .image(let source, let title):
        .image(source: source, title: title, at: SourceRange(at: positions.position(node)))
      default: .flattened
      }
    if spans.count > Self.maximumDepth {
      if flattened == 0 {
        state.diagnostics.warning(
          "deep-nesting", "marks within each other deeper than \(Self.maximumDepth) levels",
          at: SourceRange(at: positions.position(node)))
      }
      flattened += 1
      span = .flattened
    }
    spans.append((span, []))
  }

  mutating func exit(_ state: inout ReadingState) {
    flush(&state)
    guard spans.count > 1, let (span, content) = spans.popLast() else { return }
    switch span {
    case .root, .flattened: append(contentsOf: content)
    case .emphasis: append(.emphasis(content))
    case .strong: append(.strong(content))
    case .strikethrough: append(.strikethrough(content))
    case .link(let destination, let title, let range):
      finishLink(destination, title, content, range, &state)
    case .image(let source, let title, let range):
      finishImage(source, title, content, range, &state)
    }
  }

  mutating func leaf(_ node: CMarkTree.Node, _ state: inout ReadingState) {
    defer {
      switch node.kind {
      // These have no place.
      case .softBreak, .lineBreak: break
      default: lastNode = node
      }
    }
    switch node.kind {
    case .text(let words):
      if text.isEmpty { textStart = node }
      text += words
    case .html(let tag):
      if tag.hasPrefix("<!--") { return }
      if text.isEmpty { textStart = node }
      text += tag
      let start = positions.position(node)
      let length = tag.utf8.prefix { $0 != newline }.count
      state.diagnostics.warning(
        "raw-html", "HTML is shown as text: '\(tag.prefix(60))'",
        at: SourceRange(
          start, SourcePosition(line: start.line, column: start.column + length)))
    case .softBreak:
      flush(&state)
      append(.softBreak)
      positions.endLine()
    case .lineBreak:
      flush(&state)
      append(.lineBreak)
      // The library counts a line that ends with spaces, and none that ends with a backslash.
      if let lastNode, positions.endsWithBackslash(lastNode) {
        positions.skip(lines: 1)
      } else {
        positions.endLine()
      }
    case .code(let code):
      flush(&state)
      append(.code(code))
    case .math(let tex, let display):
      flush(&state)
      let start = positions.position(node)
      let content = SourcePosition(
        line: start.line, column: start.column + (display ? 2 : 1))
      append(.math(state.formula(positions.locate(tex, at: content), display: display)))
      positions.skip(lines: tex.utf8.count { $0 == newline })
    case .footnoteReference(let number):
      flush(&state)
      let occurrence = state.footnoteReferences[number, default: 0]
      state.footnoteReferences[number] = occurrence + 1
      append(.footnote(.init(number: number, occurrence: occurrence)))
    default: break
    }
  }

  /// All of it, at the end of the block.
  mutating func finish(_ state: inout ReadingState) -> [Inline] {
    flush(&state)
    while spans.count > 1 { exit(&state) }
    return spans.first?.content ?? []
  }

  // MARK: Parts

  private mutating func append(_ inline: Inline) {
    spans[spans.count - 1].content.append(inline)
  }

  private mutating func append(contentsOf inlines: [Inline]) {
    spans[spans.count - 1].content += inlines
  }

  private var isInLink: Bool {
    spans.contains { if case .link = $0.span { true } else { false } }
  }

  /// Ends a stretch of words.
  private mutating func flush(_ state: inout ReadingState) {
    guard !text.isEmpty else { return }
    warnOfUndefinedFootnote(&state)
    if isInLink {
      append(.text(text))
    } else {
      append(contentsOf: Autolinks.find(in: text))
    }
    text = ""
  }

  /// A reference to a footnote that is not there stays as it was written.
  private mutating func warnOfUndefinedFootnote(_ state: inout ReadingState) {
    guard !state.diagnostics.isFull, text.utf8.contains(UInt8(ascii: "^")) else { return }
    let bytes = Array(text.utf8)
    guard
      let start = bytes.indices.dropLast(3).first(where: {
        bytes[$0] == UInt8(ascii: "[") && bytes[$0 + 1] == UInt8(ascii: "^")
      }),
      let end = bytes[start...].prefix(100).firstIndex(of: UInt8(ascii: "]")),
      end > start + 2, !bytes[start..<end].contains(32), let textStart
    else { return }
    let place = positions.position(textStart)
    let name = String(decoding: bytes[start...end], as: UTF8.self)
    state.diagnostics.warning(
      "undefined-footnote", "footnote '\(name)' is not defined; expected a line '\(name): ...'",
      at: SourceRange(
        SourcePosition(line: place.line, column: place.column + start),
        SourcePosition(line: place.line, column: place.column + end + 1)))
  }

  /// Keeps a link that is safe to follow and works from any place; of others, the words.
  private mutating func finishLink(
    _ destination: String, _ title: String, _ content: [Inline], _ range: SourceRange,
    _ state: inout ReadingState
  ) {
    let scheme = destination.prefix(8).lowercased()
    let isSafe = destination.unicodeScalars.allSatisfy { $0.value > 32 && $0.value != 0x7F }
    if isSafe, destination.hasPrefix("#"), destination.utf8.count > 1 {
      state.anchorLinks.append((String(destination.dropFirst()), range))
    } else if !isSafe || !["http://", "https://", "mailto:"].contains(where: scheme.hasPrefix) {
      state.diagnostics.warning(
        "unsafe-link",
        "link to '\(destination.prefix(60))' is shown as its words; "
          + "expected 'https://', 'http://', 'mailto:' or '#heading'", at: range)
      append(contentsOf: content)
      return
    }
    append(
      .link(
        .init(destination: destination, title: title.isEmpty ? nil : title, content: content)))
  }

  /// Keeps a picture that lies in the lesson itself; of others, the description.
  private mutating func finishImage(
    _ source: String, _ title: String, _ content: [Inline], _ range: SourceRange,
    _ state: inout ReadingState
  ) {
    guard Self.isPicture(source) else {
      state.diagnostics.warning(
        "unsafe-image",
        "picture '\(source.prefix(60))' is shown as its description; expected one that lies in the "
          + "lesson: 'data:image/png;base64,...' (png, jpeg, gif or webp)",
        at: range)
      append(contentsOf: content)
      return
    }
    append(
      .image(
        .init(
          source: source, title: title.isEmpty ? nil : title, alternative: content.plainText)))
  }

  /// A data URI whose content begins as its type says, and which holds nothing but Base64.
  private static func isPicture(_ source: String) -> Bool {
    let types = [
      "data:image/png;base64,": "iVBORw0KGgo", "data:image/jpeg;base64,": "/9j/",
      "data:image/gif;base64,": "R0lGOD", "data:image/webp;base64,": "UklGR",
    ]
    guard let (prefix, signature) = types.first(where: { source.hasPrefix($0.key) }) else {
      return false
    }
    let data = source.utf8.dropFirst(prefix.utf8.count)
    return data.starts(with: signature.utf8)
      && data.allSatisfy {
        $0.isLetterOrDigit || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/")
          || $0 == UInt8(ascii: "=")
      }
  }
}
