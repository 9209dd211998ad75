import LessonModel

// This file says what TeX's commands make of what follows them.

extension TeXParser {
  /// Reads what a command needs, and gives the atom it makes; `nil` where there is nothing to show.
  mutating func parseCommand(_ name: String, at place: Range<Int>) throws(TeXProblem) -> Atom? {
    if let symbol = TeXSymbols.byCommand[name] { return atom(symbol) }
    if let width = TeXSymbols.spaces[name] { return Atom(node: .space(width), kind: .space) }
    if TeXSymbols.functions.contains(name) {
      return Atom(node: .upright(name), kind: .function)
    }
    if let text = TeXSymbols.functionsWithLimits[name] { return functionWithLimits(text) }
    if let accent = TeXSymbols.accents[name] { return try parseAccent(accent, name, place) }
    if let alphabet = Self.alphabets[name] {
      let outer = self.alphabet
      self.alphabet = alphabet
      defer { self.alphabet = outer }
      return try parseArgumentAtom(of: "\\" + name, at: place)
    }
    if let kind = Self.classes[name] {
      return Atom(node: try argument(name, place), kind: kind, limits: kind == .large)
    }
    if let text = Self.textAlphabets[name] { return try parseText(text, name, place) }
    if let size = Self.sizes[name] { return try parseSized(size, name, place) }
    switch name {
    case "frac", "dfrac", "tfrac", "cfrac": return try parseFraction(name, place)
    case "binom", "dbinom", "tbinom": return try parseBinomial(name, place)
    case "sqrt": return try parseRoot(place)
    case "left": return try parseLeftRight(place)
    case "begin": return try parseEnvironment(place)
    case "operatorname": return try parseOperatorName(place)
    case "not": return try parseNot(place)
    case "overset", "stackrel", "underset": return try parseSet(name, place)
    case "xrightarrow", "xleftarrow": return try parseLongArrow(name, place)
    case "substack": return try parseSubstack(place)
    case "phantom":
      return Atom(node: .phantom(try argument(name, place)), kind: .ordinary)
    case "boxed": return Atom(node: .boxed(try argument(name, place)), kind: .ordinary)
    case "pmod", "bmod", "mod": return try parseModulo(name, place)
    case "hspace", "mspace", "hskip", "mskip", "kern", "mkern":
      return Atom(node: .space(try parseDimension(name, place)), kind: .space)
    case "tag": return try parseTag(place)
    case "nonumber", "notag", "limits", "nolimits", "allowbreak", "relax": return nil
    default: return try refuse(name, place)
    }
  }

  private mutating func argument(_ name: String, _ place: Range<Int>) throws(TeXProblem) -> MathNode
  {
    try parseArgument(of: "\\" + name, at: place)
  }

  // MARK: Tables

  private static let alphabets: [String: MathAlphabet] = [
    "mathrm": .roman, "mathup": .roman, "mathnormal": .italic, "mathit": .italic,
    "mathbf": .bold, "boldsymbol": .boldItalic, "bm": .boldItalic, "mathbb": .blackboard,
    "mathcal": .script, "mathscr": .script, "mathfrak": .fraktur, "mathsf": .sansSerif,
    "mathtt": .monospace,
  ]

  private static let classes: [String: Atom.Kind] = [
    "mathord": .ordinary, "mathop": .large, "mathbin": .binary, "mathrel": .relation,
    "mathopen": .open, "mathclose": .close, "mathpunct": .punctuation, "mathinner": .ordinary,
  ]

  private static let textAlphabets: [String: MathAlphabet] = [
    "text": .roman, "textrm": .roman, "textnormal": .roman, "textup": .roman, "mbox": .roman,
    "hbox": .roman, "textbf": .bold, "textit": .italic, "textsf": .sansSerif, "texttt": .monospace,
  ]

  /// The height in hundredths of an em, as LaTeX has it, and the class.
  private static let sizes: [String: (height: Int, kind: Atom.Kind)] = {
    var table: [String: (height: Int, kind: Atom.Kind)] = [:]
    for (name, height) in [("big", 120), ("Big", 180), ("bigg", 240), ("Bigg", 300)] {
      table[name] = (height, .ordinary)
      table[name + "l"] = (height, .open)
      table[name + "r"] = (height, .close)
      table[name + "m"] = (height, .relation)
    }
    return table
  }()

  /// Commands that would change the page, the reader's colours or the language itself.
  private static let refused: [String: String] = [
    "color": "a formula takes the colours of the page",
    "textcolor": "a formula takes the colours of the page",
    "colorbox": "a formula takes the colours of the page", "href": "a formula holds no links",
    "url": "a formula holds no links", "includegraphics": "a formula holds no pictures",
    "newcommand": "write the command out", "renewcommand": "write the command out",
    "providecommand": "write the command out", "def": "write the command out",
    "let": "write the command out", "gdef": "write the command out",
    "DeclareMathOperator": "write '\\operatorname{name}' where the name is used",
    "require": "all that is understood is there already",
    "label": "formulas are not numbered", "ref": "formulas are not numbered",
    "eqref": "formulas are not numbered",
  ]

  /// Every command, for "did you mean".
  private static let allCommands: [String] = {
    var names: Set<String> = [
      "frac", "dfrac", "tfrac", "cfrac", "binom", "dbinom", "tbinom", "sqrt", "left", "right",
      "middle", "begin", "end", "operatorname", "not", "overset", "underset", "stackrel",
      "xrightarrow", "xleftarrow", "substack", "phantom", "boxed", "pmod", "bmod", "mod",
      "hspace", "mspace", "tag", "nonumber", "notag", "limits", "nolimits", "displaystyle",
      "textstyle", "over", "choose",
    ]
    names.formUnion(TeXSymbols.byCommand.keys)
    names.formUnion(TeXSymbols.spaces.keys)
    names.formUnion(TeXSymbols.functions)
    names.formUnion(TeXSymbols.functionsWithLimits.keys)
    names.formUnion(TeXSymbols.accents.keys)
    names.formUnion(alphabets.keys)
    names.formUnion(textAlphabets.keys)
    names.formUnion(sizes.keys)
    return names.filter { $0.utf8.count > 1 }.sorted()
  }()

  /// Notes a command that is not understood, and goes on to find the next one.
  private mutating func refuse(_ name: String, _ place: Range<Int>) throws(TeXProblem) -> Atom? {
    let shown = name.utf8.count > 40 ? String(name.prefix(40)) + "…" : name
    let problem: TeXProblem
    if let reason = Self.refused[name] {
      problem = TeXProblem("refused-tex-command", "'\\\(shown)' is refused: \(reason)", at: place)
    } else if name.isEmpty {
      problem = TeXProblem(
        "unknown-tex-command", "'\\' expects the name of a command, found the end", at: place)
    } else if let near = Spelling.nearest(to: name, in: Self.allCommands) {
      problem = TeXProblem(
        "unknown-tex-command", "unknown TeX command '\\\(shown)'; did you mean '\\\(near)'?",
        at: place, replacement: "\\" + near)
    } else {
      problem = TeXProblem("unknown-tex-command", "unknown TeX command '\\\(shown)'", at: place)
    }
    guard problems.count + 1 < Self.maximumProblems else { throw problem }
    problems.append(problem)
    return nil
  }

  // MARK: Fractions and roots

  private mutating func parseFraction(
    _ name: String, _ place: Range<Int>
  ) throws(TeXProblem) -> Atom {
    let numerator = try argument(name, place)
    let denominator = try argument(name, place)
    return Atom(
      node: styled(.fraction(.init(numerator, over: denominator)), by: name), kind: .ordinary)
  }

  private mutating func parseBinomial(
    _ name: String, _ place: Range<Int>
  ) throws(TeXProblem) -> Atom {
    let upper = try argument(name, place)
    let lower = try argument(name, place)
    let pair = MathNode.fraction(.init(upper, over: lower, line: false))
    return Atom(node: styled(Self.enclosed(pair, "(", ")"), by: name), kind: .ordinary)
  }

  private func styled(_ node: MathNode, by name: String) -> MathNode {
    switch name.first {
    case "d", "c": .style(display: true, node)
    case "t": .style(display: false, node)
    default: node
    }
  }

  private mutating func parseRoot(_ place: Range<Int>) throws(TeXProblem) -> Atom {
    let index = try parseOption()
    let radicand = try parseArgument(of: "\\sqrt", at: place)
    return Atom(node: .root(.init(radicand, index: index)), kind: .ordinary)
  }

  /// Reads `[...]` where there is one.
  private mutating func parseOption() throws(TeXProblem) -> MathNode? {
    guard let open = lexer.peek(), open.token == .scalar("[") else { return nil }
    lexer.take()
    let atoms = try parseAtoms(inOption: true)
    guard lexer.peek()?.token == .scalar("]") else {
      throw TeXProblem("unbalanced-brace", "'[' is never closed by ']'", at: open.range)
    }
    lexer.take()
    return row(atoms)
  }

  // MARK: Delimiters

  private mutating func parseDelimiter(
    after command: String, at place: Range<Int>
  ) throws(TeXProblem) -> String {
    guard let lexeme = lexer.peek() else { throw missingDelimiter(command, place) }
    let sign: String? =
      switch lexeme.token {
      case .scalar(let scalar): TeXSymbols.delimiterScalars[scalar]
      case .command(let name): TeXSymbols.delimiterCommands[name]
      default: nil
      }
    guard let sign else { throw missingDelimiter(command, place) }
    lexer.take()
    return sign
  }

  private func missingDelimiter(_ command: String, _ place: Range<Int>) -> TeXProblem {
    TeXProblem(
      "missing-delimiter",
      "'\\\(command)' expects a delimiter such as '(', '[', '\\{', '|' or '.', found none",
      at: place)
  }

  private mutating func parseLeftRight(_ place: Range<Int>) throws(TeXProblem) -> Atom {
    let open = try parseDelimiter(after: "left", at: place)
    var nodes: [MathNode] = []
    if !open.isEmpty { nodes.append(.operator(.init(open, form: .prefix, stretchy: true))) }
    while true {
      nodes.append(row(try parseAtoms()))
      guard let lexeme = lexer.peek(), case .command(let name) = lexeme.token,
        name == "right" || name == "middle"
      else {
        if let stray = lexer.peek(), stray.token != .command("end"), stray.token != .endGroup {
          throw unexpected(stray)
        }
        throw TeXProblem("unbalanced-delimiter", "'\\left' has no '\\right' after it", at: place)
      }
      lexer.take()
      let sign = try parseDelimiter(after: name, at: lexeme.range)
      if name == "middle" {
        nodes.append(.operator(.init(sign, before: 3, after: 3, stretchy: true)))
        continue
      }
      if !sign.isEmpty { nodes.append(.operator(.init(sign, form: .postfix, stretchy: true))) }
      return Atom(node: .row(nodes), kind: .ordinary)
    }
  }

  private mutating func parseSized(
    _ size: (height: Int, kind: Atom.Kind), _ name: String, _ place: Range<Int>
  ) throws(TeXProblem) -> Atom? {
    let sign = try parseDelimiter(after: name, at: place)
    guard !sign.isEmpty else { return nil }
    let form: MathNode.Operator.Form? =
      switch size.kind {
      case .open: .prefix
      case .close: .postfix
      default: nil
      }
    let tight = size.kind == .ordinary
    return Atom(
      node: .operator(
        .init(
          sign, form: form, before: tight ? 0 : nil, after: tight ? 0 : nil, stretchy: true,
          size: size.height)), kind: size.kind)
  }

  // MARK: Above and below

  private mutating func parseAccent(
    _ accent: TeXSymbols.Accent, _ name: String, _ place: Range<Int>
  ) throws(TeXProblem) -> Atom {
    let base = try argument(name, place)
    let sign = MathNode.operator(.init(accent.sign, stretchy: accent.stretchy))
    let stack = MathNode.Stack(
      base, below: accent.below ? sign : nil, above: accent.below ? nil : sign, accent: true)
    // What is written at a brace names what it embraces.
    let limits = name.hasSuffix("brace") || name.hasSuffix("bracket")
    return Atom(node: .stack(stack), kind: .ordinary, limits: limits)
  }

  private mutating func parseSet(_ name: String, _ place: Range<Int>) throws(TeXProblem) -> Atom {
    let mark = try argument(name, place)
    let base = try parseArgumentAtom(of: "\\" + name, at: place)
    let kind: Atom.Kind =
      if name == "stackrel" { .relation } else if base.kind == .binary || base.isRelation {
        base.isRelation ? .relation : .binary
      } else { .ordinary }
    let below = name == "underset"
    return Atom(
      node: .stack(.init(base.node, below: below ? mark : nil, above: below ? nil : mark)),
      kind: kind)
  }

  private mutating func parseLongArrow(
    _ name: String, _ place: Range<Int>
  ) throws(TeXProblem) -> Atom {
    let below = try parseOption()
    let above = try argument(name, place)
    let arrow = MathNode.operator(.init(name == "xrightarrow" ? "→" : "←", stretchy: true))
    // A little room makes the arrow longer than what stands at it.
    let padded: (MathNode) -> MathNode = { .row([.space(5), $0, .space(5)]) }
    return Atom(
      node: .stack(.init(arrow, below: below.map(padded), above: padded(above))), kind: .relation)
  }

  private mutating func parseNot(_ place: Range<Int>) throws(TeXProblem) -> Atom {
    var atom = try parseArgumentAtom(of: "\\not", at: place)
    switch atom.node {
    case .operator(var sign):
      sign.symbol = TeXSymbols.negations[sign.symbol] ?? sign.symbol + "\u{0338}"
      atom.node = .operator(sign)
    case .identifier(let name): atom.node = .identifier(name + "\u{0338}")
    case .upright(let name): atom.node = .upright(name + "\u{0338}")
    default:
      throw TeXProblem("unexpected-tex", "'\\not' expects one sign after it", at: place)
    }
    return atom
  }

  // MARK: Names

  private func functionWithLimits(_ text: String) -> Atom {
    Atom(
      node: .operator(.init(text, before: 0, after: 0, movableLimits: true)), kind: .function,
      limits: true)
  }

  private mutating func parseOperatorName(_ place: Range<Int>) throws(TeXProblem) -> Atom {
    var limits = false
    if lexer.peek()?.token == .scalar("*") {
      lexer.take()
      limits = true
    }
    let outer = alphabet
    alphabet = .roman
    defer { alphabet = outer }
    let name = try parseArgument(of: "\\operatorname", at: place)
    guard let text = name.plainName else { return Atom(node: name, kind: .function) }
    return limits ? functionWithLimits(text) : Atom(node: .upright(text), kind: .function)
  }

  private mutating func parseModulo(
    _ name: String, _ place: Range<Int>
  ) throws(TeXProblem) -> Atom {
    let sign = MathNode.upright("mod")
    if name == "bmod" {
      return Atom(node: .operator(.init("mod", before: 4, after: 4)), kind: .binary)
    }
    if name == "mod" { return Atom(node: .row([.space(18), sign, .space(6)]), kind: .ordinary) }
    let modulus = try argument(name, place)
    return Atom(
      node: .row([
        .space(18), .operator(.init("(", stretchy: false)), sign, .space(6), modulus,
        .operator(.init(")", stretchy: false)),
      ]), kind: .ordinary)
  }

  // MARK: Room

  /// Reads `{1em}`, `-3mu`, `{0.5ex}`.
  private mutating func parseDimension(
    _ name: String, _ place: Range<Int>
  ) throws(TeXProblem) -> Int {
    var end = lexer.offset
    let bytes = lexer.bytes
    func skipSpaces() { while end < bytes.count, bytes[end] == 32 { end += 1 } }
    skipSpaces()
    let braced = end < bytes.count && bytes[end] == UInt8(ascii: "{")
    if braced { end += 1 }
    skipSpaces()
    let numberStart = end
    while end < bytes.count, end - numberStart < 12,
      (48...57).contains(bytes[end]) || bytes[end] == UInt8(ascii: ".")
        || (end == numberStart && bytes[end] == UInt8(ascii: "-"))
    { end += 1 }
    let number = Double(lexer.text(numberStart..<end))
    skipSpaces()
    let unit = lexer.text(end..<min(end + 2, bytes.count))
    end = min(end + 2, bytes.count)
    skipSpaces()
    let perUnit: [String: Double] = ["em": 18, "mu": 1, "ex": 7.75, "pt": 1.8]
    guard let number, number.magnitude <= 100, let factor = perUnit[unit],
      !braced || (end < bytes.count && bytes[end] == UInt8(ascii: "}"))
    else {
      throw TeXProblem(
        "bad-tex-dimension",
        "'\\\(name)' expects a width such as '{1em}', with unit em, ex, mu or pt", at: place)
    }
    lexer.move(to: braced ? end + 1 : end)
    return Int((number * factor).rounded())
  }
}

extension Atom {
  fileprivate var isRelation: Bool { kind == .relation }
}

extension MathNode {
  /// The name that upright letters and thin spaces make: `arg\,max`.
  fileprivate var plainName: String? {
    switch self {
    case .upright(let name), .text(let name), .number(let name): return name
    case .operator(let sign) where sign.symbol == "−": return "-"
    case .operator(let sign): return sign.symbol
    case .space(let width): return width > 0 ? "\u{2009}" : ""
    case .row(let nodes):
      var name = ""
      for node in nodes {
        guard let part = node.plainName else { return nil }
        name += part
      }
      return name
    default: return nil
    }
  }
}
