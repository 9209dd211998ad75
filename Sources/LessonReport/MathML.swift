import LessonModel

/// Formulas as MathML Core, which every current browser sets by itself.
enum MathML {
  /// The formula as a `math` element, with its TeX as the text alternative; where it could not be
  /// understood, its TeX as code.
  static func markup(_ formula: MathFormula) -> Markup {
    guard let root = formula.root else {
      return element(
        "code", ["class": formula.display ? "math display" : "math"], formula.source)
    }
    var attributes = [("alttext", formula.source)]
    if formula.display { attributes.insert(("display", "block"), at: 0) }
    return .element("math", attributes, row(root))
  }

  /// What the elements need of a stylesheet: MathML Core leaves the columns of a table to it.
  static let stylesheet: StaticString = """
    math{font-family:"Latin Modern Math","STIX Two Math","Cambria Math","Noto Sans Math","DejaVu Math TeX Gyre",math}
    math .ml{text-align:left}math .mr{text-align:right}
    math .aligned>mtr>mtd{padding-left:0;padding-right:0}
    math .aligned>mtr>mtd:nth-child(2n+3){padding-left:2em}
    math .lines>mtr>mtd{padding:0}
    math .cases>mtr>mtd:first-child{padding-left:0}
    math .cases>mtr>mtd:nth-child(n+2){padding-left:1em}
    math .vl{border-left:1px solid}math .hl{border-top:1px solid}
    math .over{border-top:.06em solid;padding-top:.1em}
    math .under{border-bottom:.06em solid;padding-bottom:.1em}
    math .box{border:1px solid;padding:.3em .5em}
    math[display=block]{padding:.2em 0}
    """

  /// What stands in an element that lays out its content as a row by itself.
  private static func row(_ node: MathNode) -> [Markup] {
    if case .row(let nodes) = node { return nodes.map(markup) }
    return [markup(node)]
  }

  private static func markup(_ node: MathNode) -> Markup {
    switch node {
    case .identifier(let name): return element("mi", [:], name)
    case .upright(let name):
      // One letter would slant; several stand upright by themselves.
      let slants = name.unicodeScalars.count == 1
      return .element("mi", slants ? [("mathvariant", "normal")] : [], [.text(name)])
    case .number(let digits): return element("mn", [:], digits)
    case .operator(let sign): return markup(sign)
    case .text(let text): return element("mtext", [:], text)
    case .space(let width): return space(width)
    case .row(let nodes): return element("mrow", [:], nodes.map(markup))
    case .fraction(let fraction):
      return .element(
        "mfrac", fraction.line ? [] : [("linethickness", "0")],
        [markup(fraction.numerator), markup(fraction.denominator)])
    case .root(let root):
      guard let index = root.index else { return element("msqrt", [:], row(root.radicand)) }
      return element("mroot", [:], [markup(root.radicand), markup(index)])
    case .scripts(let scripts): return markup(scripts)
    case .stack(let stack): return markup(stack)
    case .grid(let grid): return markup(grid)
    case .style(let display, let node):
      return element("mstyle", ["displaystyle": display ? "true" : "false"], row(node))
    case .phantom(let node): return element("mphantom", [:], row(node))
    case .boxed(let node): return element("mrow", ["class": "box"], row(node))
    }
  }

  private static func markup(_ sign: MathNode.Operator) -> Markup {
    var attributes: [(String, String)] = []
    if let form = sign.form { attributes.append(("form", form.rawValue)) }
    if let before = sign.before { attributes.append(("lspace", ems(before))) }
    if let after = sign.after { attributes.append(("rspace", ems(after))) }
    if let stretchy = sign.stretchy { attributes.append(("stretchy", stretchy ? "true" : "false")) }
    if let size = sign.size {
      let height = decimal(size, over: 100) + "em"
      attributes.append(("minsize", height))
      attributes.append(("maxsize", height))
    }
    if let movable = sign.movableLimits {
      attributes.append(("movablelimits", movable ? "true" : "false"))
    }
    return .element("mo", attributes, [.text(sign.symbol)])
  }

  private static func space(_ width: Int) -> Markup {
    element("mspace", ["width": ems(width)])
  }

  private static func markup(_ scripts: MathNode.Scripts) -> Markup {
    let base = markup(scripts.base)
    switch (scripts.lower, scripts.upper) {
    case (nil, nil): return base
    case (let lower?, nil): return element("msub", [:], [base, markup(lower)])
    case (nil, let upper?): return element("msup", [:], [base, markup(upper)])
    case (let lower?, let upper?):
      return element("msubsup", [:], [base, markup(lower), markup(upper)])
    }
  }

  private static func markup(_ stack: MathNode.Stack) -> Markup {
    // Few fonts can stretch a line, so the stylesheet draws it.
    if stack.accent, let above = stack.above, above == overline {
      return element("mrow", ["class": "over"], row(stack.base))
    }
    if stack.accent, let below = stack.below, below == underline {
      return element("mrow", ["class": "under"], row(stack.base))
    }
    let base = markup(stack.base)
    switch (stack.below, stack.above) {
    case (nil, nil): return base
    case (let below?, nil):
      return .element(
        "munder", stack.accent ? [("accentunder", "true")] : [], [base, markup(below)])
    case (nil, let above?):
      return .element("mover", stack.accent ? [("accent", "true")] : [], [base, markup(above)])
    case (let below?, let above?):
      return element("munderover", [:], [base, markup(below), markup(above)])
    }
  }

  private static let overline = MathNode.operator(.init("‾", stretchy: true))
  private static let underline = MathNode.operator(.init("_", stretchy: true))

  private static func markup(_ grid: MathNode.Grid) -> Markup {
    let name: String? =
      switch grid.kind {
      case .matrix, .small: nil
      case .cases: "cases"
      case .aligned: "aligned"
      case .lines: "lines"
      }
    let rows = grid.rows.enumerated().map { y, row in
      element(
        "mtr", [:],
        row.enumerated().map { x, cell in
          var classes: [String] = []
          switch grid.alignments.indices.contains(x) ? grid.alignments[x] : .center {
          case .left: classes.append("ml")
          case .right: classes.append("mr")
          case .center: break
          }
          if grid.columnLines?.contains(x) == true { classes.append("vl") }
          if grid.rowLines?.contains(y) == true { classes.append("hl") }
          return .element(
            "mtd", classes.isEmpty ? [] : [("class", classes.joined(separator: " "))],
            self.row(cell))
        })
    }
    let table = Markup.element(
      "mtable",
      (name.map { [("class", $0)] } ?? [])
        + (grid.kind == .aligned ? [("displaystyle", "true")] : []), rows)
    guard grid.kind == .small else { return table }
    return element("mstyle", ["scriptlevel": "1"], [table])
  }

  /// Eighteenths of an em.
  private static func ems(_ width: Int) -> String {
    width == 0 ? "0" : decimal(width, over: 18) + "em"
  }

  /// A fraction with at most four digits after the point, by whole numbers alone.
  private static func decimal(_ value: Int, over divisor: Int) -> String {
    let limit = 1_000_000
    let clamped = min(max(value, -limit), limit)
    let scaled = (clamped.magnitude * 10_000 + UInt(divisor) / 2) / UInt(divisor)
    var digits = String(scaled % 10_000)
    digits = String(repeating: "0", count: 4 - digits.count) + digits
    while digits.hasSuffix("0") { digits.removeLast() }
    let whole = String(scaled / 10_000)
    return (clamped < 0 ? "-" : "") + whole + (digits.isEmpty ? "" : "." + digits)
  }
}
