import LessonModel

/// Makes a tree of a formula's tokens by recursive descent, to a bounded depth.
struct TeXParser {
  /// Deeper than any formula that can be read by people.
  static let maximumDepth = 40
  /// After so many problems the rest is not looked at.
  static let maximumProblems = 8

  var lexer: TeXLexer
  var problems: [TeXProblem] = []
  var alphabet = MathAlphabet.italic
  private var depth = 0
  /// Whether a subscript or superscript is being read: there signs stand close to each other.
  private(set) var inScript = false

  init(_ source: String) { lexer = TeXLexer(source) }

  /// Reads all of it; problems are in `problems`.
  mutating func parseFormula() -> MathNode? {
    do throws(TeXProblem) {
      let atoms = try parseAtoms()
      if let stray = lexer.peek() { throw unexpected(stray) }
      if atoms.isEmpty, problems.isEmpty {
        throw TeXProblem(
          "empty-formula", "expected a formula between the dollars, found nothing",
          at: 0..<lexer.bytes.count)
      }
      return row(atoms)
    } catch {
      problems.append(error)
      return nil
    }
  }

  // MARK: Rows

  /// Puts atoms in a row, as the place of the row asks.
  func row(_ atoms: [Atom], continued: Bool = false) -> MathNode {
    Atom.row(atoms, continued: continued, inScript: inScript)
  }

  /// Reads atoms up to what cannot be part of a row: the end, `}`, `&`, `\\`, `\right`, `\end`; or
  /// `]` where that ends an option.
  mutating func parseAtoms(
    inOption: Bool = false, continued: Bool = false
  ) throws(TeXProblem) -> [Atom] {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw TeXProblem(
        "deep-formula", "formula is nested deeper than \(Self.maximumDepth) levels",
        at: lexer.offset..<lexer.offset)
    }
    var atoms: [Atom] = []
    while let lexeme = lexer.peek(), !endsRow(lexeme.token, inOption: inOption) {
      if case .command(let name) = lexeme.token {
        if let display = Self.styles[name] {
          lexer.take()
          let rest = try parseAtoms(inOption: inOption)
          atoms.append(Atom(node: .style(display: display, row(rest)), kind: .ordinary))
          return atoms
        }
        if let fraction = Self.infixFractions[name] {
          lexer.take()
          let below = try parseAtoms(inOption: inOption)
          let node = MathNode.fraction(
            .init(row(atoms), over: row(below), line: fraction.line))
          return [Atom(node: fraction.enclose(node), kind: .ordinary)]
        }
      }
      if let atom = try parseScripted() { append(atom, to: &atoms) }
    }
    return atoms
  }

  private static let styles = ["displaystyle": true, "textstyle": false]

  private struct InfixFraction {
    var line: Bool
    var parentheses = false
    func enclose(_ node: MathNode) -> MathNode {
      parentheses ? TeXParser.enclosed(node, "(", ")") : node
    }
  }
  private static let infixFractions: [String: InfixFraction] = [
    "over": InfixFraction(line: true), "atop": InfixFraction(line: false),
    "choose": InfixFraction(line: false, parentheses: true),
  ]

  private func endsRow(_ token: TeXLexer.Token, inOption: Bool) -> Bool {
    switch token {
    case .endGroup, .alignment: true
    case .command("\\"), .command("cr"), .command("right"), .command("middle"), .command("end"):
      true
    case .scalar("]"): inOption
    default: false
    }
  }

  /// Letters of one upright name and digits of one number grow together.
  private func append(_ atom: Atom, to atoms: inout [Atom]) {
    if atom.joins, let last = atoms.last, last.joins {
      switch (last.node, atom.node) {
      case (.upright(let a), .upright(let b)): atoms[atoms.count - 1].node = .upright(a + b)
      case (.identifier(let a), .identifier(let b)):
        atoms[atoms.count - 1].node = .identifier(a + b)
      default: atoms.append(atom)
      }
    } else {
      atoms.append(atom)
    }
  }

  // MARK: Scripts

  /// Reads an atom with what is lowered and raised at it; `nil` where there is nothing to show.
  private mutating func parseScripted() throws(TeXProblem) -> Atom? {
    var base: Atom
    switch lexer.peek()?.token {
    case .raise, .lower, .prime:
      base = Atom(node: .row([]), kind: .ordinary)
    default:
      guard let nucleus = try parseNucleus() else { return nil }
      base = nucleus
    }
    var lower: MathNode?
    var upper: MathNode?
    var primes = 0
    scripts: while let lexeme = lexer.peek() {
      switch lexeme.token {
      case .prime:
        guard upper == nil else { throw repeated(lexeme, "superscript") }
        lexer.take()
        primes += 1
      case .raise:
        guard upper == nil else { throw repeated(lexeme, "superscript") }
        lexer.take()
        upper = try parseScript(of: "^", at: lexeme.range)
      case .lower:
        guard lower == nil else { throw repeated(lexeme, "subscript") }
        lexer.take()
        lower = try parseScript(of: "_", at: lexeme.range)
      case .command("limits"), .command("nolimits"):
        lexer.take()
        base.limits = lexeme.token == .command("limits")
        if base.limits { base.node = base.node.withFixedLimits }
      default: break scripts
      }
    }
    if primes > 0 {
      let prime = MathNode.operator(.init(Self.primes(primes)))
      upper =
        switch upper {
        case nil: prime
        case .row(let nodes)?: .row([prime] + nodes)
        case let node?: .row([prime, node])
        }
    }
    guard lower != nil || upper != nil else { return base }
    base.joins = false
    if base.limits {
      base.node = .stack(.init(base.node, below: lower, above: upper))
    } else {
      base.node = .scripts(.init(base.node, lower: lower, upper: upper))
    }
    return base
  }

  private mutating func parseScript(
    of mark: String, at place: Range<Int>
  ) throws(TeXProblem) -> MathNode {
    let outer = inScript
    inScript = true
    defer { inScript = outer }
    return try parseArgument(of: mark, at: place)
  }

  private static func primes(_ count: Int) -> String {
    switch count {
    case 1: "′"
    case 2: "″"
    case 3: "‴"
    default: String(repeating: "′", count: count)
    }
  }

  private func repeated(_ lexeme: TeXLexer.Lexeme, _ what: String) -> TeXProblem {
    TeXProblem(
      "double-script", "a second \(what) at the same place; enclose what comes before in '{ }'",
      at: lexeme.range)
  }

  // MARK: Atoms

  /// Reads one atom without its scripts.
  private mutating func parseNucleus() throws(TeXProblem) -> Atom? {
    guard let lexeme = lexer.take() else { return nil }
    switch lexeme.token {
    case .beginGroup:
      return Atom(node: try parseGroup(after: lexeme).closedUpAlone, kind: .ordinary)
    case .command(let name): return try parseCommand(name, at: lexeme.range)
    case .scalar("#"), .scalar("$"): throw unexpected(lexeme)
    case .scalar(let scalar): return atom(scalar, at: lexeme.range)
    case .tie: return Atom(node: .space(6), kind: .space)
    case .endGroup, .alignment, .raise, .lower, .prime: throw unexpected(lexeme)
    }
  }

  /// Reads up to the `}` of the `{` that was just taken.
  mutating func parseGroup(after open: TeXLexer.Lexeme) throws(TeXProblem) -> MathNode {
    let atoms = try parseAtoms()
    guard let close = lexer.peek(), close.token == .endGroup else {
      if let stray = lexer.peek(), stray.token != .endGroup, !isRowEnd(stray) {
        throw unexpected(stray)
      }
      throw TeXProblem("unbalanced-brace", "'{' is never closed by '}'", at: open.range)
    }
    lexer.take()
    return row(atoms)
  }

  /// `\right` and `\end` within a group mean that the group lacks its `}`.
  private func isRowEnd(_ lexeme: TeXLexer.Lexeme) -> Bool {
    switch lexeme.token {
    case .command("right"), .command("end"): true
    default: false
    }
  }

  /// Reads what a command applies to: a group, or the next sign.
  mutating func parseArgument(
    of command: String, at place: Range<Int>
  ) throws(TeXProblem) -> MathNode {
    try parseArgumentAtom(of: command, at: place).node
  }

  mutating func parseArgumentAtom(
    of command: String, at place: Range<Int>
  ) throws(TeXProblem) -> Atom {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw TeXProblem(
        "deep-formula", "formula is nested deeper than \(Self.maximumDepth) levels", at: place)
    }
    guard let lexeme = lexer.peek(), !endsRow(lexeme.token, inOption: false) else {
      throw missingArgument(command, place)
    }
    switch lexeme.token {
    case .raise, .lower, .prime: throw missingArgument(command, place)
    case .scalar(let scalar) where scalar.properties.numericType != nil && scalar.isASCII:
      // One digit only: `x^12` is x¹2, as in TeX.
      lexer.take()
      return Atom(node: .number(String(alphabet.styled(scalar))), kind: .number)
    case .beginGroup:
      lexer.take()
      return Atom(node: try parseGroup(after: lexeme), kind: .ordinary)
    default:
      guard let atom = try parseNucleus() else { throw missingArgument(command, place) }
      return atom
    }
  }

  private func missingArgument(_ command: String, _ place: Range<Int>) -> TeXProblem {
    TeXProblem(
      "missing-tex-argument", "'\(command)' expects an argument such as '{x}', found none",
      at: place)
  }

  func unexpected(_ lexeme: TeXLexer.Lexeme) -> TeXProblem {
    switch lexeme.token {
    case .endGroup:
      TeXProblem(
        "unbalanced-brace", "'}' closes nothing; write '\\}' for a brace", at: lexeme.range)
    case .alignment:
      TeXProblem(
        "misplaced-alignment",
        "'&' stands outside of a matrix or '\\begin{aligned}'; write '\\&' for the sign",
        at: lexeme.range)
    case .command("\\"), .command("cr"):
      TeXProblem(
        "misplaced-newline",
        "'\\\\' begins a new line only within a matrix or '\\begin{aligned}'", at: lexeme.range)
    case .command("right"), .command("middle"):
      TeXProblem(
        "unbalanced-delimiter", "'\(lexer.text(lexeme.range))' has no '\\left' before it",
        at: lexeme.range)
    case .command("end"):
      TeXProblem("unbalanced-environment", "'\\end' has no '\\begin' before it", at: lexeme.range)
    case .scalar("#"), .scalar("$"):
      TeXProblem(
        "unexpected-tex",
        "'\(lexer.text(lexeme.range))' has a meaning of its own in TeX; write "
          + "'\\\(lexer.text(lexeme.range))' for the sign", at: lexeme.range,
        replacement: "\\" + lexer.text(lexeme.range))
    default:
      TeXProblem(
        "unexpected-tex", "'\(lexer.text(lexeme.range))' cannot stand here", at: lexeme.range)
    }
  }

  // MARK: Signs

  /// A sign that is written as itself. A digit takes the digits after it.
  private mutating func atom(_ scalar: Unicode.Scalar, at range: Range<Int>) -> Atom {
    if Self.isDigit(scalar) || (scalar == "." && digitFollows(range.upperBound)) {
      return number(from: range)
    }
    if scalar.isASCII, scalar.properties.isAlphabetic { return letter(scalar) }
    if let symbol = TeXSymbols.byScalar[scalar] { return atom(symbol) }
    // Another script's letter, a picture: as it is.
    return Atom(node: .upright(String(scalar)), kind: .uprightLetter, joins: true)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private func digitFollows(_ offset: Int) -> Bool {
    offset < lexer.end && (48...57).contains(lexer.bytes[offset])
  }

  private mutating func number(from range: Range<Int>) -> Atom {
    var end = range.upperBound
    var hasPoint = lexer.bytes[range.lowerBound] == UInt8(ascii: ".")
    while end < lexer.end {
      if (48...57).contains(lexer.bytes[end]) {
        end += 1
      } else if lexer.bytes[end] == UInt8(ascii: "."), !hasPoint, digitFollows(end + 1) {
        hasPoint = true
        end += 1
      } else {
        break
      }
    }
    lexer.move(to: end)
    var digits = String.UnicodeScalarView()
    for scalar in lexer.text(range.lowerBound..<end).unicodeScalars {
      digits.append(alphabet.styled(scalar))
    }
    return Atom(node: .number(String(digits)), kind: .number)
  }

  private func letter(_ scalar: Unicode.Scalar) -> Atom {
    let text = String(alphabet.styled(scalar))
    let node: MathNode =
      switch alphabet {
      case .roman: .upright(text)
      default: .identifier(text)
      }
    return Atom(node: node, kind: .letter, joins: alphabet.joinsLetters)
  }

  /// A sign from the tables.
  func atom(_ symbol: TeXSymbols.Symbol) -> Atom {
    let text = symbol.text
    switch symbol.kind {
    case .letter, .uprightLetter:
      let scalars = text.unicodeScalars
      guard let scalar = scalars.first, scalars.count == 1 else {
        return Atom(node: .upright(text), kind: .uprightLetter)
      }
      let styled = String(alphabet.styled(scalar))
      let upright = symbol.kind == .uprightLetter || alphabet == .roman
      return Atom(
        node: upright && styled == text ? .upright(text) : .identifier(styled), kind: symbol.kind)
    case .ordinary:
      return Atom(node: .operator(.init(text, before: 0, after: 0)), kind: .ordinary)
    case .open, .close:
      let stretchy = text == "!" || text == "?" ? nil : false
      return Atom(node: .operator(.init(text, stretchy: stretchy)), kind: symbol.kind)
    case .relation:
      // Arrows and bars would grow with what stands beside them.
      let stretchy = Self.growingRelations.contains(text) ? false : nil
      return Atom(node: .operator(.init(text, stretchy: stretchy)), kind: .relation)
    case .large:
      return Atom(
        node: .operator(.init(text)), kind: .large,
        limits: TeXSymbols.limitsByDefault.contains(text))
    case .binary, .punctuation, .number, .text, .function, .space:
      return Atom(node: .operator(.init(text)), kind: symbol.kind)
    }
  }

  private static let growingRelations: Set<String> = [
    "∣", "∥", "↑", "↓", "↕", "⇑", "⇓", "⇕",
  ]

  static func enclosed(_ node: MathNode, _ open: String, _ close: String) -> MathNode {
    var nodes: [MathNode] = []
    if !open.isEmpty { nodes.append(.operator(.init(open, form: .prefix, stretchy: true))) }
    nodes.append(node)
    if !close.isEmpty { nodes.append(.operator(.init(close, form: .postfix, stretchy: true))) }
    return .row(nodes)
  }
}

extension MathNode {
  /// A sign alone in braces keeps no room: `1{,}000`.
  fileprivate var closedUpAlone: MathNode {
    if case .operator = self { return closedUp }
    return self
  }

  /// `\limits`: they stay below and above even within a line.
  fileprivate var withFixedLimits: MathNode {
    guard case .operator(var sign) = self else { return self }
    sign.movableLimits = false
    return .operator(sign)
  }
}
