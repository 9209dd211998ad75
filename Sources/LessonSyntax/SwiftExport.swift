public import LessonModel
internal import SwiftParser
internal import SwiftSyntax

/// Writes the cells of a lesson as one plain Swift program.
///
/// The text of a cell stays as it is but for what the lesson's language leaves out: `try` before
/// library calls that may throw, `_ =` before a value that a cell shows, and `#expect` and `#require`,
/// which become functions of `LessonKit`. Option lines are left out, and a comment marks where a cell
/// begins.
public struct SwiftExport {
  private let throwingCalls: [Place]
  private let shown: Set<SourcePosition>
  private var usesChecks = false

  /// An export of a lesson that was checked.
  ///
  /// - Parameters:
  ///   - throwingCalls: Where library functions that may throw are called.
  ///   - shownValues: Where the values are that cells show.
  public init(throwingCalls: [LessonModel.SourceRange], shownValues: [LessonModel.SourceRange]) {
    self.throwingCalls = throwingCalls
    shown = Set(shownValues.map(\.start))
  }

  /// The program: imports, the seed, the cells.
  public mutating func program(of lesson: Lesson, seed: UInt64) -> String {
    var text = "// \(Self.comment(lesson.title)): a lesson as plain Swift.\n"
    text += "import LessonKit\n"
    if seed != 0 { text += "\nRandomSource.current.restart(seed: \(seed))\n" }
    for cell in lesson.cells where cell.options.eval {
      text += "\n// MARK: \(cell.id)\n\n" + export(cell)
    }
    if usesChecks { text += "\nLessonKit.endChecks()\n" }
    return text
  }

  private static func comment(_ title: String) -> String {
    title.split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  // MARK: A cell

  /// A change of the text: what is put at an offset, and how many bytes it replaces.
  private struct Edit {
    var offset: Int
    var order: Int
    var text: String
    var length = 0
  }

  private mutating func export(_ cell: Cell) -> String {
    let tree = Parser.parse(source: cell.source)
    let places = Offsets(cell)
    let finder = Finder(viewMode: .sourceAccurate)
    finder.walk(tree)
    for call in throwingCalls {
      guard let start = places.offset(call.start), let end = places.offset(call.end),
        let expression = Self.expression(in: tree, from: start, to: end)
      else { continue }
      finder.mark(expression, at: start)
    }
    usesChecks = usesChecks || finder.hasChecks
    var edits: [Int: Edit] = [:]
    for edit in finder.edits { edits[edit.offset &* 4 &+ edit.order] = edit }
    for statement in tree.statements {
      let offset = statement.item.positionAfterSkippingLeadingTrivia.utf8Offset
      if let position = places.position(offset), shown.contains(position) {
        edits[offset &* 4] = Edit(offset: offset, order: 0, text: "_ = ")
      }
    }
    var bytes = Array(cell.source.utf8)
    for edit in edits.values.sorted(by: { ($0.offset, $0.order) > ($1.offset, $1.order) }) {
      bytes.replaceSubrange(edit.offset..<edit.offset + edit.length, with: Array(edit.text.utf8))
    }
    var lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let line = lines.first, Self.isOption(line) { lines = lines.dropFirst() }
    while lines.first?.allSatisfy(\.isWhitespace) == true, lines.count > 1 {
      lines = lines.dropFirst()
    }
    while lines.last?.isEmpty == true { lines = lines.dropLast() }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func isOption(_ line: Substring) -> Bool {
    guard line.hasPrefix("//") else { return false }
    return line.dropFirst(2).drop { $0 == " " || $0 == "\t" }.first == "|"
  }

  /// The smallest expression that covers a stretch of the text.
  private static func expression(
    in tree: SourceFileSyntax, from start: Int, to end: Int
  ) -> ExprSyntax? {
    guard let token = tree.token(at: AbsolutePosition(utf8Offset: start)) else { return nil }
    var node = Syntax(token)
    while let parent = node.parent {
      if node.endPositionBeforeTrailingTrivia.utf8Offset >= end,
        let expression = node.as(ExprSyntax.self)
      {
        return expression
      }
      node = parent
    }
    return nil
  }

  // MARK: Places

  /// Places of the lesson file as offsets in a cell's text, and back.
  private struct Offsets {
    let cell: Cell
    let starts: [Int]

    init(_ cell: Cell) {
      self.cell = cell
      var starts = [0]
      for (offset, byte) in cell.source.utf8.enumerated() where byte == UInt8(ascii: "\n") {
        starts.append(offset + 1)
      }
      self.starts = starts
    }

    /// The offset of a place of the lesson file; `nil` for one that is not in this cell.
    func offset(_ position: SourcePosition) -> Int? {
      var low = 0
      var high = cell.lineStarts.count
      guard let first = cell.lineStarts.first, let last = cell.lineStarts.last,
        first.line <= position.line, position.line <= last.line
      else { return nil }
      while high - low > 1 {
        let middle = (low + high) / 2
        if cell.lineStarts[middle].line <= position.line { low = middle } else { high = middle }
      }
      guard cell.lineStarts[low].line == position.line, starts.indices.contains(low) else {
        return nil
      }
      let offset = starts[low] + position.column - cell.lineStarts[low].column
      return (0...cell.source.utf8.count).contains(offset) ? offset : nil
    }

    func position(_ offset: Int) -> SourcePosition? {
      var low = 0
      var high = starts.count
      while high - low > 1 {
        let middle = (low + high) / 2
        if starts[middle] <= offset { low = middle } else { high = middle }
      }
      return cell.position(line: low, column: offset - starts[low])
    }
  }

  // MARK: Where `try` is written

  private final class Finder: SyntaxVisitor {
    var edits: [Edit] = []
    var hasChecks = false

    override func visit(_ node: MacroExpansionExprSyntax) -> SyntaxVisitorContinueKind {
      guard CheckSource.names.contains(node.macroName.text) else { return .visitChildren }
      hasChecks = true
      edits.append(
        Edit(
          offset: node.pound.positionAfterSkippingLeadingTrivia.utf8Offset, order: 2,
          text: "LessonKit.", length: node.pound.trimmedLength.utf8Length))
      return .visitChildren
    }

    /// Writes `try` where it covers a call at an offset.
    func mark(_ call: ExprSyntax, at start: Int) {
      var node = Syntax(call)
      var top = call
      climbing: while let parent = node.parent {
        switch parent.as(SyntaxEnum.self) {
        case .tryExpr: return
        case .labeledExpr, .labeledExprList, .arrayElement, .arrayElementList,
          .dictionaryElement, .dictionaryElementList, .exprList, .expressionSegment,
          .stringLiteralSegmentList:
          node = parent
        case .closureExpr, .ifExpr, .switchExpr: break climbing
        default:
          guard let expression = parent.as(ExprSyntax.self) else { break climbing }
          node = parent
          top = expression
        }
      }
      var place = top.positionAfterSkippingLeadingTrivia.utf8Offset
      if let sequence = top.as(SequenceExprSyntax.self) {
        // `x = try f()` reads better than `try x = f()`.
        let elements = Array(sequence.elements)
        if let first = elements.first, first.is(TryExprSyntax.self) { return }
        for (index, element) in elements.enumerated()
        where element.is(AssignmentExprSyntax.self) && index + 1 < elements.count {
          let value = elements[index + 1]
          if value.is(TryExprSyntax.self) { return }
          if value.positionAfterSkippingLeadingTrivia.utf8Offset <= start {
            place = value.positionAfterSkippingLeadingTrivia.utf8Offset
          }
        }
      }
      edits.append(Edit(offset: place, order: 1, text: mayThrow(top) ? "try " : "try! "))
    }

    /// Whether an error may leave the place where the expression stands.
    private func mayThrow(_ expression: ExprSyntax) -> Bool {
      var node = Syntax(expression)
      while let parent = node.parent {
        switch parent.as(SyntaxEnum.self) {
        case .functionDecl(let function):
          return function.body?.id == node.id
            && function.signature.effectSpecifiers?.throwsClause != nil
        case .initializerDecl(let initializer):
          return initializer.body?.id == node.id
            && initializer.signature.effectSpecifiers?.throwsClause != nil
        case .closureExpr(let closure):
          return closure.signature?.effectSpecifiers?.throwsClause != nil
        case .accessorBlock, .accessorDecl, .memberBlock, .subscriptDecl: return false
        case .doStmt(let statement) where statement.body.id == node.id:
          if statement.catchClauses.contains(where: { $0.catchItems.isEmpty }) { return true }
        default: break
        }
        node = parent
      }
      return true
    }
  }
}
