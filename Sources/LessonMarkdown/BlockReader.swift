import LessonModel

/// Makes the blocks of a lesson from the events of the Markdown tree, with a stack of its own
/// instead of recursion.
struct BlockReader {
  /// Lists and quotes within each other beyond this are an error.
  static let maximumDepth = 32

  private enum Container {
    case document, quote, footnote
    case list(start: Int?, tight: Bool)
    case item(checked: Bool?)
    case table([CMarkTree.Node.Alignment])
    case row(isHeader: Bool)
    /// Blocks whose content is inline.
    case paragraph, cell
    case heading(level: Int)
    case summary
  }

  private struct OpenDetails {
    var range: SourceRange
    var summary: [Inline]?
    var blocks: [Block] = []
  }

  private struct Frame {
    var container: Container
    var line: Int
    var blocks: [Block] = []
    var items: [Block.List.Item] = []
    var cells: [[Inline]] = []
    var header: [[Inline]] = []
    var rows: [[[Inline]]] = []
    /// The `<details>` begun and not ended among these blocks.
    var details: [OpenDetails] = []

    mutating func append(_ block: Block) {
      if details.isEmpty {
        blocks.append(block)
      } else {
        details[details.count - 1].blocks.append(block)
      }
    }
  }

  private struct Fence {
    var line: Int
    var endLine: Int
    var contentLines: Int
  }

  private let source: SourceText
  private let structure: Structure
  private let runsBracedFencesOnly: Bool
  private var state: ReadingState
  private var stack: [Frame] = []
  private var inlines: InlineReader?
  /// Nodes begun within one that is too deep.
  private var skipping = 0
  private var quoteDepth = 0
  /// The table row being read, or the last one.
  private var row: CMarkTree.Node?
  private var cellReader: CellReader
  private var anchors = Anchors()
  private var fences: [Fence] = []
  private var codeLines: Set<Int> = []
  private var formulasLeft: Set<Int>
  private var plainFence: Int?
  private var bracedFence: Int?
  private var firstTitle: [Inline]?

  private(set) var blocks: [Block] = []
  private(set) var footnotes: [Lesson.Footnote] = []

  init(
    _ source: SourceText, _ structure: Structure, _ frontMatter: FrontMatter,
    _ diagnostics: DiagnosticList
  ) {
    self.source = source
    self.structure = structure
    runsBracedFencesOnly = frontMatter.runsBracedFencesOnly
    state = ReadingState(diagnostics: diagnostics)
    cellReader = CellReader(source: source, defaults: frontMatter.cellDefaults)
    formulasLeft = Set(
      structure.parts.compactMap { line, part in
        if case .formula = part { line } else { nil }
      })
  }

  var cells: [Cell] { cellReader.cells }
  var diagnostics: DiagnosticList { state.diagnostics }
  /// The words of the first heading of level 1.
  var title: String? {
    let words = firstTitle?.plainText ?? ""
    return words.isEmpty ? nil : words
  }

  // MARK: Events

  mutating func visit(_ event: CMarkTree.Event) {
    switch event {
    case .enter(let node): enter(node)
    case .leaf(let node): leaf(node)
    case .exit: exit()
    }
  }

  private mutating func enter(_ node: CMarkTree.Node) {
    if skipping > 0 {
      skipping += 1
      return
    }
    if inlines != nil {
      inlines?.enter(node, &state)
      // What is within a paragraph is closed by the paragraph's own reader.
      inlineDepth += 1
      return
    }
    let container: Container
    switch node.kind {
    case .document: container = .document
    case .quote: container = .quote
    case .footnoteDefinition: container = .footnote
    case .list(let start, let tight): container = .list(start: start, tight: tight)
    case .item(let checked): container = .item(checked: checked)
    case .table(let alignments): container = .table(alignments)
    case .tableRow(let isHeader):
      container = .row(isHeader: isHeader)
      row = node
    case .paragraph: container = .paragraph
    case .tableCell: container = .cell
    case .heading(let level): container = summary(at: node.line) ?? .heading(level: level)
    default:
      skipping = 1
      return
    }
    switch container {
    case .paragraph, .cell, .heading, .summary:
      inlines = InlineReader(
        positions: InlinePositions(
          block: node, row: row, quoteDepth: quoteDepth, in: source))
    default:
      if stack.count > Self.maximumDepth {
        state.diagnostics.error(
          "deep-nesting",
          "lists and quotes within each other deeper than \(Self.maximumDepth) levels",
          at: source.range(ofLine: node.line))
        skipping = 1
        return
      }
    }
    if case .quote = container { quoteDepth += 1 }
    stack.append(Frame(container: container, line: node.line))
  }

  private var inlineDepth = 0

  private mutating func exit() {
    if skipping > 0 {
      skipping -= 1
      return
    }
    if inlineDepth > 0 {
      inlineDepth -= 1
      inlines?.exit(&state)
      return
    }
    guard var frame = stack.popLast() else { return }
    closeDetails(&frame)
    let content = inlines?.finish(&state) ?? []
    inlines = nil
    finish(frame, content)
  }

  /// Puts what has ended into what it stands in.
  private mutating func finish(_ frame: Frame, _ content: [Inline]) {
    switch frame.container {
    case .document: blocks = frame.blocks
    case .quote:
      quoteDepth -= 1
      append(.quote(frame.blocks))
    case .footnote:
      let number = footnotes.count + 1
      footnotes.append(.init(number: number, references: 0, blocks: frame.blocks))
    case .list(let start, let tight):
      append(.list(.init(start: start, tight: tight, items: frame.items)))
    case .item(let checked):
      modifyLast { $0.items.append(.init(checked: checked, blocks: frame.blocks)) }
    case .table(let alignments):
      append(
        .table(
          .init(
            alignments: alignments.map { alignment in
              switch alignment {
              case .none: .none
              case .left: .left
              case .center: .center
              case .right: .right
              }
            }, header: frame.header, rows: frame.rows)))
    case .row(let isHeader):
      modifyLast {
        if isHeader { $0.header = frame.cells } else { $0.rows.append(frame.cells) }
      }
    case .cell: modifyLast { $0.cells.append(content) }
    case .paragraph: finishParagraph(content)
    case .heading(let level):
      if level == 1, firstTitle == nil { firstTitle = content }
      append(
        .heading(
          .init(level: level, content: content, anchor: anchors.make(for: content.plainText))))
    case .summary: setSummary(content, line: frame.line)
    }
  }

  private mutating func append(_ block: Block) { modifyLast { $0.append(block) } }

  private mutating func modifyLast(_ change: (inout Frame) -> Void) {
    guard !stack.isEmpty else { return }
    change(&stack[stack.count - 1])
  }

  /// A paragraph of nothing but displayed formulas is those formulas.
  private mutating func finishParagraph(_ content: [Inline]) {
    var formulas: [MathFormula] = []
    for inline in content {
      switch inline {
      case .math(let formula) where formula.display: formulas.append(formula)
      case .softBreak, .lineBreak: break
      case .text(let words) where words.utf8.allSatisfy(\.isBlank): break
      default:
        append(.paragraph(content))
        return
      }
    }
    for formula in formulas { append(.math(formula)) }
  }

  private mutating func leaf(_ node: CMarkTree.Node) {
    guard skipping == 0 else { return }
    if inlines != nil {
      inlines?.leaf(node, &state)
      return
    }
    switch node.kind {
    case .rule: append(.rule)
    case .codeBlock(let literal, let isFenced): readCode(literal, isFenced, node)
    case .htmlBlock(let html): readHTML(html, node)
    default: break
    }
  }

  // MARK: Code

  private mutating func readCode(_ literal: String, _ isFenced: Bool, _ node: CMarkTree.Node) {
    codeLines.insert(node.line)
    if case .formula(let tex) = structure.parts[node.line] {
      formulasLeft.remove(node.line)
      append(.math(state.formula(tex, display: true)))
      return
    }
    guard isFenced else {
      append(.code(.init(language: "", text: withoutLastNewline(literal))))
      return
    }
    fences.append(
      Fence(
        line: node.line, endLine: node.endLine,
        contentLines: literal.utf8.count { $0 == newline }))
    let info = FenceInfo(line: source.line(node.line), column: node.column)
    switch info.kind {
    case .code(let language):
      append(.code(.init(language: language, text: withoutLastNewline(literal))))
    case .math:
      var tex = LocatedText()
      for (index, line) in literal.utf8.split(separator: newline, omittingEmptySubsequences: false)
        .enumerated()
      {
        let number = node.line + 1 + index
        tex.append(
          line,
          at: SourcePosition(line: number, column: source.line(number).count - line.count + 1))
        tex.endLine()
      }
      append(.math(state.formula(tex, display: true)))
    case .cell: readCell(literal, info, node)
    }
  }

  private mutating func readCell(_ literal: String, _ info: FenceInfo, _ node: CMarkTree.Node) {
    if runsBracedFencesOnly, !info.isBraced {
      append(.code(.init(language: "swift", text: withoutLastNewline(literal))))
      return
    }
    if stack.contains(where: { if case .footnote = $0.container { true } else { false } }) {
      state.diagnostics.error(
        "cell-in-footnote", "a cell cannot stand in a footnote; put it where it is to be run",
        at: source.range(ofLine: node.line))
      return
    }
    if info.isBraced { bracedFence = bracedFence ?? node.line }
    if !info.isBraced { plainFence = plainFence ?? node.line }
    append(
      .cell(cellReader.read(literal, info: info, line: node.line, &state.diagnostics)))
  }

  private func withoutLastNewline(_ literal: String) -> String {
    literal.utf8.last == newline ? String(literal.dropLast()) : literal
  }

  // MARK: HTML

  private mutating func readHTML(_ html: String, _ node: CMarkTree.Node) {
    switch structure.parts[node.line] {
    case .open:
      let range = source.range(ofLine: node.line)
      if openDetailsCount >= Self.maximumDepth {
        state.diagnostics.error(
          "deep-nesting", "'<details>' within each other deeper than \(Self.maximumDepth) levels",
          at: range)
      } else {
        modifyLast { $0.details.append(OpenDetails(range: range)) }
      }
      return
    case .close:
      endDetails(line: node.line)
      return
    case .summary, .formula, nil: break
    }
    var rest = html.trimmingBlanks[...]
    while rest.hasPrefix("<!--") {
      guard let end = rest.firstRange(of: "-->") else {
        state.diagnostics.error(
          "unterminated-comment", "comment '<!--' is never closed by '-->'",
          at: source.range(ofLine: node.line))
        return
      }
      rest = String(rest[end.upperBound...]).trimmingBlanks[...]
    }
    guard !rest.isEmpty else { return }
    state.diagnostics.warning(
      "raw-html",
      "HTML is shown as text; only '<details>', '<summary>...</summary>' and '</details>', each on "
        + "a line of its own, are understood", at: source.range(ofLine: node.line))
    var content: [Inline] = []
    for line in rest.split(separator: "\n") {
      if !content.isEmpty { content.append(.softBreak) }
      content.append(.text(String(line)))
    }
    append(.paragraph(content))
  }

  // MARK: Details

  private var openDetailsCount: Int { stack.reduce(0) { $0 + $1.details.count } }

  /// Whether the heading at a line stands for a summary; begins its `<details>` where that stands in
  /// the same line.
  private mutating func summary(at line: Int) -> Container? {
    switch structure.parts[line] {
    case .summary: return .summary
    case .open(hasSummary: true):
      let range = source.range(ofLine: line)
      guard openDetailsCount < Self.maximumDepth else {
        state.diagnostics.error(
          "deep-nesting", "'<details>' within each other deeper than \(Self.maximumDepth) levels",
          at: range)
        return .summary
      }
      modifyLast { $0.details.append(OpenDetails(range: range)) }
      return .summary
    case .open, .close, .formula, nil: return nil
    }
  }

  private mutating func setSummary(_ content: [Inline], line: Int) {
    guard let frame = stack.last, let details = frame.details.last, details.summary == nil,
      details.blocks.isEmpty
    else {
      state.diagnostics.error(
        "misplaced-summary", "'<summary>' expects to be the first line after '<details>'",
        at: source.range(ofLine: line))
      return
    }
    modifyLast { $0.details[$0.details.count - 1].summary = content }
  }

  private mutating func endDetails(line: Int) {
    guard let details = stack.last?.details.last else {
      state.diagnostics.error(
        "unbalanced-details", "'</details>' closes nothing; expected '<details>' before it",
        at: source.range(ofLine: line))
      return
    }
    modifyLast { frame in
      frame.details.removeLast()
      frame.append(.details(Self.block(details)))
    }
  }

  private static func block(_ details: OpenDetails) -> Block.Details {
    Block.Details(summary: details.summary ?? [.text("Details")], blocks: details.blocks)
  }

  /// Ends what the author did not end, at the end of the list item, quote or lesson.
  private mutating func closeDetails(_ frame: inout Frame) {
    while let details = frame.details.popLast() {
      state.diagnostics.error(
        "unbalanced-details", "'<details>' is never closed; expected '</details>' after it",
        at: details.range)
      frame.append(.details(Self.block(details)))
    }
  }

  // MARK: The end

  /// Checks what can be known only when all was read.
  mutating func finish() {
    for index in footnotes.indices {
      footnotes[index].references = state.footnoteReferences[footnotes[index].number, default: 0]
    }
    for fence in fences where !isClosed(fence) {
      state.diagnostics.error(
        "unterminated-fence",
        "fenced block is never closed: expected a line of the same marks after it",
        at: source.range(ofLine: fence.line))
    }
    for line in formulasLeft.sorted() {
      state.diagnostics.warning(
        "misplaced-formula", "formula is not shown: begin '$$' where its paragraph begins",
        at: source.range(ofLine: line))
    }
    if let plainFence, let bracedFence {
      state.diagnostics.warning(
        "mixed-fences", "cells are written '```swift' and '```{swift}'; expected one of the two",
        at: source.range(ofLine: max(plainFence, bracedFence)))
    }
    let places = anchors.used.union(cells.map(\.id))
    for link in state.anchorLinks where !places.contains(link.anchor) {
      guard !state.diagnostics.isFull else { break }
      let near = Spelling.nearest(to: link.anchor, in: places.sorted())
      state.diagnostics.warning(
        "unknown-anchor",
        "no heading or cell has the anchor '#\(link.anchor.prefix(60))'"
          + (near.map { "; did you mean '#\($0)'?" } ?? ""), at: link.range)
    }
  }

  /// The library does not say whether a fence was closed, and its last line may be the line after
  /// the list or quote that ended it.
  private func isClosed(_ fence: Fence) -> Bool {
    guard fence.contentLines == fence.endLine - fence.line - 1, !codeLines.contains(fence.endLine)
    else { return false }
    let opening = source.line(fence.line)
    let closing = source.line(fence.endLine)
      .drop { $0.isBlank || $0 == UInt8(ascii: ">") }.trimmed
    guard let mark = closing.first, closing.allSatisfy({ $0 == mark }) else { return false }
    return (mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~")) && closing.count >= 3
      && opening.contains(mark)
  }
}

extension String {
  /// Without spaces and ends of lines at its ends.
  fileprivate var trimmingBlanks: String {
    let isBlank: (UInt8) -> Bool = { $0.isBlank || $0 == newline }
    guard let first = utf8.firstIndex(where: { !isBlank($0) }),
      let last = utf8.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(self[first...last])
  }

  fileprivate func firstRange(of part: String) -> Range<String.Index>? {
    Substring(self).firstRange(of: part)
  }
}

extension Substring {
  fileprivate func firstRange(of part: String) -> Range<String.Index>? {
    let bytes = Array(part.utf8)
    var start = utf8.startIndex
    while let found = utf8[start...].firstIndex(of: bytes[0]) {
      if utf8[found...].starts(with: bytes) {
        return found..<utf8.index(found, offsetBy: bytes.count)
      }
      start = utf8.index(after: found)
    }
    return nil
  }
}
