import LessonModel

/// The lines of a lesson that mean more to us than to Markdown: displayed formulas of several lines,
/// and the lines of a `<details>`.
///
/// The Markdown library must not read the inside of a formula (a line `= b` would make a heading of
/// the line above it), and it takes prose after a `<details>` line for HTML. So these lines are
/// replaced, one by one, by Markdown that stands for them: a formula becomes a fenced block, a
/// summary a heading, the other lines comments. Every line keeps its number, and a summary its
/// columns. What stands in code or in a comment is left alone: a first parse says where that is.
struct Structure {
  enum Part {
    /// `<details>`, which may hold its summary: `<details><summary>Why?</summary>`.
    case open(hasSummary: Bool)
    case summary
    case close
    /// The formula that begins in this line.
    case formula(LocatedText)
  }

  /// By line, from 1.
  private(set) var parts: [Int: Part] = [:]
  /// What the Markdown library reads in place of lines.
  private(set) var replacements: [Int: [UInt8]] = [:]

  private let source: SourceText
  /// Lines that hold code or comments.
  private var opaque: [Bool] = []

  /// Finds them in a lesson whose prose begins at a line.
  init(_ source: SourceText, from firstLine: Int, _ diagnostics: inout DiagnosticList) {
    self.source = source
    for number in 1..<max(firstLine, 1) { replacements[number] = [] }
    let lines = firstLine..<max(firstLine, source.lineCount + 1)

    let tags = lines.filter { detailsTag(source.line($0)) != nil }
    if !tags.isEmpty {
      findOpaqueLines()
      for number in tags where !opaque[number] { replaceTag(number) }
    }
    let dollars = lines.filter { displayStart(source.line($0)) != nil }
    guard !dollars.isEmpty else { return }
    findOpaqueLines()
    var next = firstLine
    for number in dollars where number >= next && !opaque[number] {
      next = replaceFormula(number, &diagnostics)
    }
  }

  /// The text for the Markdown library.
  var markdown: [UInt8] { source.replacing(replacements) }

  // MARK: Code and comments

  private mutating func findOpaqueLines() {
    var opaque = Array(repeating: false, count: source.lineCount + 2)
    CMarkTree(markdown)?.walk { event in
      guard case .leaf(let node) = event else { return }
      let last: Int
      switch node.kind {
      case .codeBlock(let literal, _):
        // A block that its quote or list ends has the line after it as its last.
        last = min(node.endLine, node.line + literal.utf8.count { $0 == newline } + 1)
      case .htmlBlock(let literal) where Self.isVerbatim(literal): last = node.endLine
      default: return
      }
      for number in node.line...max(node.line, last) where number < opaque.count {
        opaque[number] = true
      }
    }
    self.opaque = opaque
  }

  /// HTML whose inside is not Markdown to anyone.
  private static func isVerbatim(_ html: String) -> Bool {
    let start = html.drop { $0 == " " }.prefix(10).lowercased()
    return ["<!", "<?", "<script", "<pre", "<style", "<textarea"].contains { start.hasPrefix($0) }
  }

  // MARK: Details

  /// The tag that is all of a line, and where the words of its summary stand.
  private func detailsTag(
    _ line: ArraySlice<UInt8>
  ) -> (part: Part, start: Int, summary: Range<Int>?)? {
    guard let tag = line.firstIndex(of: UInt8(ascii: "<")), areMarks(line[..<tag]) else {
      return nil
    }
    let text = line[tag...].trimmed
    guard text.count >= 9 else { return nil }
    if matches(text, "</details>") { return (.close, text.startIndex, nil) }
    var rest = text
    var opens = false
    for tag in ["<details>", "<details open>", "<details open=\"\">"] where hasPrefix(rest, tag) {
      rest = rest.dropFirst(tag.utf8.count).trimmed
      opens = true
      if rest.isEmpty { return (.open(hasSummary: false), text.startIndex, nil) }
      break
    }
    guard hasPrefix(rest, "<summary>"), rest.count >= 19, matches(rest.suffix(10), "</summary>")
    else { return nil }
    let words = rest.startIndex + 9..<rest.endIndex - 10
    return (opens ? .open(hasSummary: true) : .summary, text.startIndex, words)
  }

  private func hasPrefix(_ text: ArraySlice<UInt8>, _ tag: String) -> Bool {
    text.count >= tag.utf8.count && matches(text.prefix(tag.utf8.count), tag)
  }

  private func matches(_ text: ArraySlice<UInt8>, _ tag: String) -> Bool {
    text.elementsEqual(tag.utf8) { byte, expected in
      (65...90).contains(byte) ? byte + 32 == expected : byte == expected
    }
  }

  private mutating func replaceTag(_ number: Int) {
    let line = source.line(number)
    guard let tag = detailsTag(line) else { return }
    parts[number] = tag.part
    var replacement = Array(line[..<tag.start])
    if let words = tag.summary {
      replacement.append(UInt8(ascii: "#"))
      replacement += Array(repeating: 32, count: words.lowerBound - tag.start - 1)
      replacement += line[words]
    } else {
      replacement += Array("<!---->".utf8)
    }
    replacements[number] = replacement
  }

  // MARK: Displayed formulas

  /// Where the `$$` stands that begins a line, after the marks of quotes and lists.
  private func displayStart(_ line: ArraySlice<UInt8>) -> Int? {
    let dollar = UInt8(ascii: "$")
    guard let start = line.firstIndex(of: dollar), start + 1 < line.endIndex,
      line[start + 1] == dollar
    else { return nil }
    return areMarks(line[..<start]) ? start : nil
  }

  /// Whether the beginning of a line is nothing but marks of quotes and lists; a list's mark needs a
  /// space after it.
  private func areMarks(_ start: ArraySlice<UInt8>) -> Bool {
    let isBetween: (UInt8) -> Bool = { $0.isBlank || $0 == UInt8(ascii: ">") }
    guard start.last.map(isBetween) ?? true else { return false }
    return start.split(whereSeparator: isBetween).allSatisfy { mark in
      switch mark.last {
      case UInt8(ascii: "."), UInt8(ascii: ")"):
        mark.count > 1 && mark.dropLast().allSatisfy(\.isDigit)
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"): mark.count == 1
      default: false
      }
    }
  }

  /// Replaces the formula that begins in a line, if it goes on over several and takes whole lines;
  /// one within a line is found with the words around it. Returns the line to go on with.
  private mutating func replaceFormula(
    _ number: Int, _ diagnostics: inout DiagnosticList
  ) -> Int {
    let line = source.line(number)
    guard let start = displayStart(line), closing(in: line, from: start + 2) == nil else {
      return number + 1
    }
    let quotes = line[..<start].count { $0 == UInt8(ascii: ">") }
    var formula = LocatedText()
    let first = line[(start + 2)...]
    formula.append(
      first, at: SourcePosition(line: number, column: start + 2 - line.startIndex + 1))
    var last = number + 1
    while true {
      let content = inner(source.line(last), quotes: quotes)
      if last > source.lineCount || content.trimmed.isEmpty {
        diagnostics.warning(
          "unterminated-formula",
          "'$$' is never closed: expected '$$' before the next blank line",
          at: SourceRange(
            SourcePosition(line: number, column: start - line.startIndex + 1),
            SourcePosition(line: number, column: start - line.startIndex + 3)))
        return number + 1
      }
      let column = content.startIndex - source.line(last).startIndex + 1
      let position = SourcePosition(line: last, column: column)
      formula.endLine()
      guard let end = closing(in: content, from: content.startIndex) else {
        formula.append(content, at: position)
        last += 1
        continue
      }
      // Words after the formula make it a part of a paragraph.
      guard content[(end + 2)...].trimmed.isEmpty else { return number + 1 }
      formula.append(content[..<end], at: position)
      break
    }
    parts[number] = .formula(formula)
    // In further lines a list's mark is indentation.
    let prefix = line[..<start].map { $0.isBlank || $0 == UInt8(ascii: ">") ? $0 : 32 }
    let fence = Array("~~~~".utf8)
    replacements[number] = line[..<start] + fence
    for inside in number + 1..<last { replacements[inside] = prefix }
    replacements[last] = prefix + fence
    return last + 1
  }

  /// A line without its indentation and the marks of so many quotes.
  private func inner(_ line: ArraySlice<UInt8>, quotes: Int) -> ArraySlice<UInt8> {
    var left = quotes
    return line.drop { byte in
      if byte.isBlank { return true }
      guard byte == UInt8(ascii: ">"), left > 0 else { return false }
      left -= 1
      return true
    }
  }

  /// Where a `$$` stands that no backslash precedes.
  private func closing(in line: ArraySlice<UInt8>, from start: Int) -> Int? {
    var index = start
    while index + 1 < line.endIndex {
      if line[index] == UInt8(ascii: "\\") {
        index += 2
      } else if line[index] == UInt8(ascii: "$"), line[index + 1] == UInt8(ascii: "$") {
        return index
      } else {
        index += 1
      }
    }
    return nil
  }
}
