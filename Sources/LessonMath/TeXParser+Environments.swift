import LessonModel

// This file reads what stands in rows and columns: matrices, cases, aligned equations.

extension TeXParser {
  private struct Environment {
    var kind: MathNode.Grid.Kind
    var open = ""
    var close = ""
    /// How the columns stand, over and over.
    var alignments: [MathNode.Grid.Alignment] = [.center]
  }

  private static let environments: [String: Environment] = {
    var table: [String: Environment] = [
      "matrix": Environment(kind: .matrix),
      "pmatrix": Environment(kind: .matrix, open: "(", close: ")"),
      "bmatrix": Environment(kind: .matrix, open: "[", close: "]"),
      "Bmatrix": Environment(kind: .matrix, open: "{", close: "}"),
      "vmatrix": Environment(kind: .matrix, open: "|", close: "|"),
      "Vmatrix": Environment(kind: .matrix, open: "‖", close: "‖"),
      "array": Environment(kind: .matrix),
      "smallmatrix": Environment(kind: .small),
      "cases": Environment(kind: .cases, open: "{", alignments: [.left]),
      "dcases": Environment(kind: .cases, open: "{", alignments: [.left]),
      "rcases": Environment(kind: .cases, close: "}", alignments: [.left]),
    ]
    for name in ["aligned", "align", "align*", "split", "alignedat", "alignat", "alignat*"] {
      table[name] = Environment(kind: .aligned, alignments: [.right, .left])
    }
    for name in ["gathered", "gather", "gather*", "equation", "equation*"] {
      table[name] = Environment(kind: .aligned)
    }
    return table
  }()

  /// Reads `{name} ... \end{name}` after `\begin`.
  mutating func parseEnvironment(_ place: Range<Int>) throws(TeXProblem) -> Atom {
    let nameRange = try rawGroup(of: "begin", at: place)
    let name = lexer.text(nameRange)
    guard let environment = Self.environments[name] else {
      let near = Spelling.nearest(to: name, in: Self.environments.keys.sorted())
      throw TeXProblem(
        "unknown-tex-environment",
        "unknown TeX environment '\(name.prefix(40))'"
          + (near.map { "; did you mean '\($0)'?" } ?? ""),
        at: nameRange, replacement: near)
    }
    var alignments = environment.alignments
    var columnLines: [Int] = []
    if name == "array" { (alignments, columnLines) = try parseColumns(place) }
    // The number of columns, which the rows tell anyway.
    if name.hasPrefix("aligned") && name.hasSuffix("at") || name.hasPrefix("alignat") {
      _ = try rawGroup(of: name, at: place)
    }
    var (rows, rowLines) = try parseRows(continued: environment.kind == .aligned)
    guard let end = lexer.peek(), end.token == .command("end") else {
      if let stray = lexer.peek(), stray.token != .endGroup { throw unexpected(stray) }
      throw TeXProblem(
        "unbalanced-environment", "'\\begin{\(name)}' has no '\\end{\(name)}' after it", at: place)
    }
    lexer.take()
    let endRange = try rawGroup(of: "end", at: end.range)
    guard lexer.text(endRange) == name else {
      throw TeXProblem(
        "unbalanced-environment",
        "expected '\\end{\(name)}', found '\\end{\(lexer.text(endRange).prefix(40))}'",
        at: end.range.lowerBound..<endRange.upperBound + 1, replacement: "\\end{\(name)}")
    }
    if name == "dcases" { rows = rows.map { $0.map { .style(display: true, $0) } } }
    let grid = MathNode.Grid(
      environment.kind, rows: rows, alignments: spread(alignments, over: rows),
      columnLines: columnLines.isEmpty ? nil : columnLines,
      rowLines: rowLines.isEmpty ? nil : rowLines)
    let bare = environment.open.isEmpty && environment.close.isEmpty
    return Atom(
      node: bare ? .grid(grid) : Self.enclosed(.grid(grid), environment.open, environment.close),
      kind: .ordinary)
  }

  /// `\substack{a \\ b}`: lines below a sum.
  mutating func parseSubstack(_ place: Range<Int>) throws(TeXProblem) -> Atom {
    guard let open = lexer.peek(), open.token == .beginGroup else {
      throw TeXProblem(
        "missing-tex-argument", "'\\substack' expects its lines in braces: '\\substack{a \\\\ b}'",
        at: place)
    }
    lexer.take()
    let (rows, _) = try parseRows(continued: false)
    guard let close = lexer.peek(), close.token == .endGroup else {
      if let stray = lexer.peek(), stray.token != .command("end") { throw unexpected(stray) }
      throw TeXProblem("unbalanced-brace", "'{' is never closed by '}'", at: open.range)
    }
    lexer.take()
    return Atom(
      node: .grid(.init(.lines, rows: rows, alignments: spread([.center], over: rows))),
      kind: .ordinary)
  }

  /// Reads a stretch of the formula as a formula of its own.
  mutating func parseStretch(_ range: Range<Int>) throws(TeXProblem) -> MathNode {
    let outerEnd = lexer.end
    lexer.end = range.upperBound
    lexer.move(to: range.lowerBound)
    let atoms = try parseAtoms()
    if let stray = lexer.peek() { throw unexpected(stray) }
    lexer.end = outerEnd
    return row(atoms)
  }

  /// Reads cells up to `\end` or `}`.
  private mutating func parseRows(
    continued: Bool
  ) throws(TeXProblem) -> (rows: [[MathNode]], lines: [Int]) {
    var rows: [[MathNode]] = []
    var row: [MathNode] = []
    var lines: [Int] = []
    while true {
      while lexer.peek()?.token == .command("hline") {
        lexer.take()
        if row.isEmpty, lines.last != rows.count { lines.append(rows.count) }
      }
      // The second column of aligned equations goes on what the first began.
      let atoms = try parseAtoms()
      row.append(self.row(atoms, continued: continued && row.count % 2 == 1))
      guard let lexeme = lexer.peek() else { break }
      if lexeme.token == .alignment {
        lexer.take()
      } else if lexeme.token == .command("\\") || lexeme.token == .command("cr") {
        lexer.take()
        try skipRowOption()
        rows.append(row)
        row = []
      } else {
        break
      }
    }
    // A newline after the last row begins no further row.
    if row.count > 1 || !(row.first?.isEmptyRow ?? true) || rows.isEmpty { rows.append(row) }
    return (rows, lines)
  }

  /// `\\[2pt]`: more room below a row; the page decides that.
  private mutating func skipRowOption() throws(TeXProblem) {
    guard lexer.offset < lexer.end, lexer.bytes[lexer.offset] == UInt8(ascii: "[") else { return }
    var end = lexer.offset + 1
    while end < lexer.end, end < lexer.offset + 16, lexer.bytes[end] != UInt8(ascii: "]") {
      let byte = lexer.bytes[end]
      guard (48...57).contains(byte) || TeXLexer.isLetter(byte) || [32, 45, 46].contains(byte)
      else { return }
      end += 1
    }
    if end < lexer.end, lexer.bytes[end] == UInt8(ascii: "]") { lexer.move(to: end + 1) }
  }

  /// `{lc|r}`: how the columns of an array stand, and where lines stand between them.
  private mutating func parseColumns(
    _ place: Range<Int>
  ) throws(TeXProblem) -> ([MathNode.Grid.Alignment], [Int]) {
    let range = try rawGroup(of: "begin{array}", at: place)
    var alignments: [MathNode.Grid.Alignment] = []
    var lines: [Int] = []
    for offset in range {
      switch lexer.bytes[offset] {
      case UInt8(ascii: "l"): alignments.append(.left)
      case UInt8(ascii: "c"): alignments.append(.center)
      case UInt8(ascii: "r"): alignments.append(.right)
      case UInt8(ascii: "|"): if lines.last != alignments.count { lines.append(alignments.count) }
      case UInt8(ascii: " "): break
      default:
        throw TeXProblem(
          "bad-tex-columns", "an array's columns are written with 'l', 'c', 'r' and '|'",
          at: offset..<offset + 1)
      }
    }
    return (alignments, lines)
  }

  private func spread(
    _ alignments: [MathNode.Grid.Alignment], over rows: [[MathNode]]
  ) -> [MathNode.Grid.Alignment] {
    let columns = rows.map(\.count).max() ?? 0
    guard !alignments.isEmpty else { return Array(repeating: .center, count: columns) }
    return (0..<columns).map { alignments[$0 % alignments.count] }
  }
}

extension MathNode {
  fileprivate var isEmptyRow: Bool { self == .row([]) }
}
