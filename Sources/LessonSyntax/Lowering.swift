public import LessonModel
internal import SwiftDiagnostics
internal import SwiftOperators
internal import SwiftParser
internal import SwiftParserDiagnostics
internal import SwiftSyntax

/// Reads a cell: its text becomes a `Program`, and what is wrong with the text becomes diagnostics.
///
/// The parser is Swift's own, so a syntax error reads as the compiler would put it. Everything that
/// parses and is no part of the language is refused by name (`Dialect`).
public struct Lowering {
  /// The longest cell that is read, in bytes of UTF-8.
  public static let longestCell = 1_000_000
  /// How deep expressions and statements may nest.
  public static let deepestNesting = 200
  /// The longest chain of operands and operators in one expression.
  public static let longestSequence = 1_001

  /// Reads a cell.
  public static func lower(_ cell: Cell) -> (
    program: Program, diagnostics: [LessonModel.Diagnostic]
  ) {
    LargeStack.run { lowerHere(cell) }
  }

  /// Reads many cells, one after the other, on one stack.
  public static func lower(
    _ cells: [Cell]
  ) -> [(program: Program, diagnostics: [LessonModel.Diagnostic])] {
    LargeStack.run { cells.map(lowerHere) }
  }

  /// Reads one expression of a library declaration, such as a default value.
  static func lowerExpression(_ text: String) -> (Expression, [LessonModel.Diagnostic]) {
    var lowering = Lowering(source: text, cell: nil)
    var parser = Parser(text)
    let tree = ExprSyntax.parse(from: &parser)
    lowering.report(parserDiagnosticsOf: tree)
    return (lowering.expression(tree), lowering.diagnostics)
  }

  private static func lowerHere(_ cell: Cell) -> (
    program: Program, diagnostics: [LessonModel.Diagnostic]
  ) {
    var lowering = Lowering(source: cell.source, cell: cell)
    let bytes = cell.source.utf8.count
    guard bytes <= longestCell else {
      let start = Place(at: cell.position(line: 0, column: 0))
      let diagnostic = Dialect.largeCell(bytes, limit: longestCell, at: start)
      return (Program(statements: [], isReadable: false, isComplete: false), [diagnostic])
    }
    if let excess = BracketScan(cell.source).excess {
      let place = Place(at: lowering.position(excess))
      return (
        Program(statements: [], isReadable: false, isComplete: false),
        [Dialect.nesting(at: place)]
      )
    }
    let tree = Parser.parse(source: cell.source)
    guard lowering.isShallow(tree) else {
      return (Program(statements: [], isReadable: false, isComplete: false), lowering.diagnostics)
    }
    lowering.report(parserDiagnosticsOf: tree)
    let statements = lowering.statements(tree.statements)
    let errors = lowering.diagnostics.filter { $0.severity != .warning }
    let program = Program(
      statements: statements,
      isReadable: !errors.contains { $0.id == "syntax" || $0.id == "too-deep" },
      isComplete: errors.isEmpty, refusedNames: lowering.refusedNames)
    return (program, lowering.diagnostics)
  }

  var diagnostics: [LessonModel.Diagnostic] = []
  /// UTF-8 offsets at which the lines of the text begin.
  private var lines: [Int] = [0]
  private let cell: Cell?
  /// Where the tree that is being read begins in the text: folded sequences are trees of their own.
  var base = 0
  /// How deep the node that is being read is nested.
  var depth = 0
  /// The names that refused declarations would have declared.
  var refusedNames: Set<String> = []
  /// Whether a `?` was seen in the chain that is being read.
  var chainLinks = false
  /// The highest `$n` seen in each closure that is being read, plus one.
  var shorthands: [Int] = []
  let operators = Operators.table

  init(source: String, cell: Cell?) {
    self.cell = cell
    var offset = 0
    for byte in source.utf8 {
      offset += 1
      if byte == UInt8(ascii: "\n") { lines.append(offset) }
    }
  }

  /// The place in the lesson file of an offset in the text.
  func position(_ offset: Int) -> SourcePosition {
    var low = 0
    var high = lines.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lines[middle] <= offset { low = middle } else { high = middle }
    }
    let column = offset - lines[low]
    return cell?.position(line: low, column: column)
      ?? SourcePosition(line: low + 1, column: column + 1)
  }

  func range(_ node: some SyntaxProtocol) -> Place {
    Place(
      position(base + node.positionAfterSkippingLeadingTrivia.utf8Offset),
      position(base + node.endPositionBeforeTrailingTrivia.utf8Offset))
  }

  mutating func refuse(_ what: String, _ instead: String, _ node: some SyntaxProtocol) {
    diagnostics.append(Dialect.refused(what, instead, at: range(node)))
  }

  mutating func report(_ id: String, _ message: String, _ node: some SyntaxProtocol) {
    diagnostics.append(LessonModel.Diagnostic(.error, id: id, message, at: range(node)))
  }

  /// Reads something nested, unless it is nested too deeply.
  mutating func nested<T>(_ node: some SyntaxProtocol, _ read: (inout Self) -> T) -> T? {
    guard depth < Self.deepestNesting else {
      if !diagnostics.contains(where: { $0.id == "too-deep" }) {
        diagnostics.append(Dialect.nesting(at: range(node)))
      }
      return nil
    }
    depth += 1
    defer { depth -= 1 }
    return read(&self)
  }

  /// Whether the tree is shallow enough for recursive walks over it. Chains such as `a.b.c` are read
  /// by the parser in a loop, so the parser's own limit does not bound the depth of its tree.
  private mutating func isShallow(_ tree: SourceFileSyntax) -> Bool {
    // A level takes at least two bytes; a small text cannot be too deep.
    guard tree.totalLength.utf8Length > 20_000 else { return true }
    var pending: [(Syntax, Int)] = [(Syntax(tree), 0)]
    while let (node, level) = pending.popLast() {
      if level > 4_000 {
        diagnostics.append(Dialect.nesting(at: range(node)))
        return false
      }
      for child in node.children(viewMode: .sourceAccurate) where !child.is(TokenSyntax.self) {
        pending.append((child, level + 1))
      }
    }
    return true
  }

  /// Takes over everything the parser has to say about the text.
  private mutating func report(parserDiagnosticsOf tree: some SyntaxProtocol) {
    guard tree.hasError || tree.hasWarning else { return }
    for found in ParseDiagnosticsGenerator.diagnostics(for: tree) {
      if let hole = found.node.firstToken(viewMode: .sourceAccurate), hole.text.hasPrefix("<#") {
        // A hole is to do, not a mistake.
        report(hole: hole)
        continue
      }
      let severity: LessonModel.Diagnostic.Severity =
        found.diagMessage.severity == .error ? .error : .warning
      let place = position(found.position.utf8Offset)
      let end = position(found.node.endPositionBeforeTrailingTrivia.utf8Offset)
      let notes = found.notes.map {
        LessonModel.Diagnostic.Note(
          $0.message, at: Place(at: position($0.position.utf8Offset)))
      }
      diagnostics.append(
        LessonModel.Diagnostic(
          severity, id: "syntax", found.message,
          at: end.line == place.line ? Place(place, end) : Place(at: place),
          notes: notes))
    }
  }
}
