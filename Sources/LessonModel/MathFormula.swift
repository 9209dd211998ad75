/// A formula as its author wrote it, and as it was understood.
public struct MathFormula: Hashable, Codable, Sendable {
  /// The TeX between the dollars.
  public var source: String
  /// Set on a line of its own.
  public var display: Bool
  /// What the TeX means; `nil` when it could not be read, and then the source is shown.
  public var root: MathNode?

  /// A formula that was read elsewhere.
  public init(source: String, display: Bool, root: MathNode?) {
    self.source = source
    self.display = display
    self.root = root
  }
}

/// A piece of a formula; the cases are those of MathML Core that TeX for teaching needs.
public indirect enum MathNode: Hashable, Sendable {
  /// A name; one letter slants, several letters (`log`) stand upright.
  case identifier(String)
  /// A name that stands upright even when it is one letter.
  case upright(String)
  case number(String)
  case `operator`(Operator)
  /// Words within a formula.
  case text(String)
  /// Room, in eighteenths of an em, as TeX counts it; negative draws together.
  case space(Int)
  case row([MathNode])
  case fraction(Fraction)
  case root(Root)
  case scripts(Scripts)
  case stack(Stack)
  case grid(Grid)
  /// Set as on a line of its own (`true`) or as within a line (`false`).
  case style(display: Bool, MathNode)
  /// Takes its room and is not drawn.
  case phantom(MathNode)
  /// Framed, as a result is.
  case boxed(MathNode)

  /// A sign that relates, joins, encloses or accents. What is `nil` is left to the operator
  /// dictionary of MathML Core.
  public struct Operator: Hashable, Sendable {
    /// On which side of its operand it stands.
    public enum Form: String, Codable, Sendable { case prefix, infix, postfix }

    /// The sign itself: `+`, `∑`, `lim`.
    public var symbol: String
    /// Where it stands; by default as its place in the row says.
    public var form: Form?
    /// Room before it, in eighteenths of an em.
    public var before: Int?
    /// Room after it, in eighteenths of an em.
    public var after: Int?
    /// Grows with what it stands at.
    public var stretchy: Bool?
    /// A height of its own, in hundredths of an em.
    public var size: Int?
    /// Limits below and above become scripts within a line.
    public var movableLimits: Bool?

    /// A sign, with what the operator dictionary does not say of it.
    public init(
      _ symbol: String, form: Form? = nil, before: Int? = nil, after: Int? = nil,
      stretchy: Bool? = nil, size: Int? = nil, movableLimits: Bool? = nil
    ) {
      self.symbol = symbol
      self.form = form
      self.before = before
      self.after = after
      self.stretchy = stretchy
      self.size = size
      self.movableLimits = movableLimits
    }
  }

  /// One thing over another.
  public struct Fraction: Hashable, Codable, Sendable {
    /// What stands above.
    public var numerator: MathNode
    /// What stands below.
    public var denominator: MathNode
    /// With a line between the two; a binomial coefficient has none.
    public var line: Bool

    /// A fraction; without its line where `line` is `false`.
    public init(_ numerator: MathNode, over denominator: MathNode, line: Bool = true) {
      self.numerator = numerator
      self.denominator = denominator
      self.line = line
    }
  }

  /// A root, with its index.
  public struct Root: Hashable, Codable, Sendable {
    /// What the root is taken of.
    public var radicand: MathNode
    /// `nil` for the square root.
    public var index: MathNode?

    /// A root; the square root without `index`.
    public init(_ radicand: MathNode, index: MathNode? = nil) {
      self.radicand = radicand
      self.index = index
    }
  }

  /// A base with what stands to its right, lowered and raised.
  public struct Scripts: Hashable, Codable, Sendable {
    /// What the scripts stand at.
    public var base: MathNode
    /// The subscript.
    public var lower: MathNode?
    /// The superscript.
    public var upper: MathNode?

    /// A base and its scripts.
    public init(_ base: MathNode, lower: MathNode? = nil, upper: MathNode? = nil) {
      self.base = base
      self.lower = lower
      self.upper = upper
    }
  }

  /// A base with what stands below and above it: limits, accents, braces.
  public struct Stack: Hashable, Codable, Sendable {
    /// What the others stand at.
    public var base: MathNode
    /// The lower limit, or what is written below.
    public var below: MathNode?
    /// The upper limit, the accent, or what is written above.
    public var above: MathNode?
    /// What stands there is an accent, close to the base and as large as it.
    public var accent: Bool

    /// A base and what stands below and above it.
    public init(
      _ base: MathNode, below: MathNode? = nil, above: MathNode? = nil, accent: Bool = false
    ) {
      self.base = base
      self.below = below
      self.above = above
      self.accent = accent
    }
  }

  /// Rows and columns: a matrix, cases, aligned equations.
  public struct Grid: Hashable, Codable, Sendable {
    /// What the rows and columns are for.
    public enum Kind: String, Codable, Sendable {
      /// Entries apart.
      case matrix
      /// Small entries, for a matrix within a line.
      case small
      /// A value and its condition.
      case cases
      /// Equations one under the other, each set as on a line of its own; columns in pairs.
      case aligned
      /// Lines under each other without columns, as below a sum.
      case lines
    }
    /// How a column stands.
    public enum Alignment: String, Codable, Sendable { case left, center, right }

    /// What the rows and columns are for.
    public var kind: Kind
    /// The cells, row by row; rows may differ in length.
    public var rows: [[MathNode]]
    /// How the columns stand, one entry a column.
    public var alignments: [Alignment]
    /// The columns (from 0) with a line at their left.
    public var columnLines: [Int]?
    /// The rows (from 0) with a line above them.
    public var rowLines: [Int]?

    /// Rows and columns, without lines between them.
    public init(
      _ kind: Kind, rows: [[MathNode]], alignments: [Alignment], columnLines: [Int]? = nil,
      rowLines: [Int]? = nil
    ) {
      self.kind = kind
      self.rows = rows
      self.alignments = alignments
      self.columnLines = columnLines
      self.rowLines = rowLines
    }
  }
}

extension MathNode: Codable {
  /// Writes the case as an object of one key.
  public func encode(to encoder: Encoder) throws {
    switch self {
    case .identifier(let name): try encoder.encodeCase("identifier", name)
    case .upright(let name): try encoder.encodeCase("upright", name)
    case .number(let digits): try encoder.encodeCase("number", digits)
    case .operator(let sign): try encoder.encodeCase("operator", sign)
    case .text(let text): try encoder.encodeCase("text", text)
    case .space(let width): try encoder.encodeCase("space", width)
    case .row(let nodes): try encoder.encodeCase("row", nodes)
    case .fraction(let fraction): try encoder.encodeCase("fraction", fraction)
    case .root(let root): try encoder.encodeCase("root", root)
    case .scripts(let scripts): try encoder.encodeCase("scripts", scripts)
    case .stack(let stack): try encoder.encodeCase("stack", stack)
    case .grid(let grid): try encoder.encodeCase("grid", grid)
    case .style(display: true, let node): try encoder.encodeCase("displayed", node)
    case .style(display: false, let node): try encoder.encodeCase("inline", node)
    case .phantom(let node): try encoder.encodeCase("phantom", node)
    case .boxed(let node): try encoder.encodeCase("boxed", node)
    }
  }

  /// Reads what `encode(to:)` wrote.
  public init(from decoder: Decoder) throws {
    let encoded = try EncodedCase(decoder)
    switch encoded.name {
    case "identifier": self = .identifier(try encoded.payload())
    case "upright": self = .upright(try encoded.payload())
    case "number": self = .number(try encoded.payload())
    case "operator": self = .operator(try encoded.payload())
    case "text": self = .text(try encoded.payload())
    case "space": self = .space(try encoded.payload())
    case "row": self = .row(try encoded.payload())
    case "fraction": self = .fraction(try encoded.payload())
    case "root": self = .root(try encoded.payload())
    case "scripts": self = .scripts(try encoded.payload())
    case "stack": self = .stack(try encoded.payload())
    case "grid": self = .grid(try encoded.payload())
    case "displayed": self = .style(display: true, try encoded.payload())
    case "inline": self = .style(display: false, try encoded.payload())
    case "phantom": self = .phantom(try encoded.payload())
    case "boxed": self = .boxed(try encoded.payload())
    default: throw encoded.unknown("piece of a formula")
    }
  }
}

extension MathNode.Operator: Codable {
  private enum Key: String, CodingKey {
    case symbol, form, before, after, stretchy, size, movableLimits
  }

  /// Writes the sign alone, as a string, when there is nothing else to say.
  public func encode(to encoder: Encoder) throws {
    if self == Self(symbol) {
      var container = encoder.singleValueContainer()
      return try container.encode(symbol)
    }
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(symbol, forKey: .symbol)
    try container.encodeIfPresent(form, forKey: .form)
    try container.encodeIfPresent(before, forKey: .before)
    try container.encodeIfPresent(after, forKey: .after)
    try container.encodeIfPresent(stretchy, forKey: .stretchy)
    try container.encodeIfPresent(size, forKey: .size)
    try container.encodeIfPresent(movableLimits, forKey: .movableLimits)
  }

  /// Reads what `encode(to:)` wrote.
  public init(from decoder: Decoder) throws {
    if let symbol = try? decoder.singleValueContainer().decode(String.self) {
      self.init(symbol)
      return
    }
    let container = try decoder.container(keyedBy: Key.self)
    self.init(
      try container.decode(String.self, forKey: .symbol),
      form: try container.decodeIfPresent(Form.self, forKey: .form),
      before: try container.decodeIfPresent(Int.self, forKey: .before),
      after: try container.decodeIfPresent(Int.self, forKey: .after),
      stretchy: try container.decodeIfPresent(Bool.self, forKey: .stretchy),
      size: try container.decodeIfPresent(Int.self, forKey: .size),
      movableLimits: try container.decodeIfPresent(Bool.self, forKey: .movableLimits))
  }
}
