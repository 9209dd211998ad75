/// A lesson as it was read: prose and cells in order.
public struct Lesson: Hashable, Codable, Sendable {
  /// The file's name without folder and extension: `mnist`.
  public var name: String
  /// The front matter's title, else the first heading, else the file's name.
  public var title: String
  /// What else the front matter says, with the defaults for what it does not.
  public var metadata: Metadata
  /// SHA-256 of the file's bytes, in hexadecimal.
  public var hash: String
  /// The file's text, so that a report can be run again from itself; empty when it is not kept.
  public var source: String
  /// The prose from top to bottom; a `.cell` marks where each cell stands.
  public var blocks: [Block]
  /// The footnotes that were referred to, in order of their numbers.
  public var footnotes: [Footnote]
  /// The Swift cells in the order they run.
  public var cells: [Cell]

  /// A lesson from its parts; only the name and the title have no default.
  public init(
    name: String, title: String, metadata: Metadata = Metadata(), hash: String = "",
    source: String = "", blocks: [Block] = [], footnotes: [Footnote] = [], cells: [Cell] = []
  ) {
    self.name = name
    self.title = title
    self.metadata = metadata
    self.hash = hash
    self.source = source
    self.blocks = blocks
    self.footnotes = footnotes
    self.cells = cells
  }

  /// What the front matter says.
  public struct Metadata: Hashable, Codable, Sendable {
    /// The names in the order given; empty when there are none.
    public var authors: [String]
    /// As written; a lesson never says "today".
    public var date: String?
    /// A sentence about the lesson for the page's metadata; `nil` when there is none.
    public var description: String?
    /// BCP 47; the page's `lang`.
    public var language: String
    /// Where every random number of the lesson comes from.
    public var seed: UInt64
    /// Whether explanations appear by themselves where a cell makes them relevant.
    public var explain: Bool
    /// The budgets that the lesson wants to be different; `nil` for none.
    public var limits: RunLimits.Change?

    /// The defaults of a lesson without front matter, or what is given instead.
    public init(
      authors: [String] = [], date: String? = nil, description: String? = nil,
      language: String = "en", seed: UInt64 = 0, explain: Bool = true,
      limits: RunLimits.Change? = nil
    ) {
      self.authors = authors
      self.date = date
      self.description = description
      self.language = language
      self.seed = seed
      self.explain = explain
      self.limits = limits
    }
  }

  /// A note at the end of the page.
  public struct Footnote: Hashable, Codable, Sendable {
    /// The number shown, from 1, in order of first reference.
    public var number: Int
    /// How many references lead to it.
    public var references: Int
    /// The text of the note.
    public var blocks: [Block]

    /// A footnote and how often it is referred to.
    public init(number: Int, references: Int, blocks: [Block]) {
      self.number = number
      self.references = references
      self.blocks = blocks
    }
  }
}

/// A Swift cell: code that is checked, run and shown.
public struct Cell: Hashable, Codable, Sendable {
  /// Unique in the lesson: its label, or `cell-1`, `cell-2`, ... by position.
  public var id: String
  /// The code, with its option lines, lines ended by `\n`.
  public var source: String
  /// Where in the lesson file each line of `source` begins: one entry a line.
  public var lineStarts: [SourcePosition]
  /// What to run and show of the cell; all of it by default.
  public var options: Options
  /// What the words of the code are, for colouring; filled in by the parser of the language.
  public var highlights: [Highlight]

  /// A cell of code; the options are the defaults unless they are given.
  public init(
    id: String, source: String, lineStarts: [SourcePosition], options: Options = Options(),
    highlights: [Highlight] = []
  ) {
    self.id = id
    self.source = source
    self.lineStarts = lineStarts
    self.options = options
    self.highlights = highlights
  }

  /// The place in the lesson file of a line (from 0) and a UTF-8 column (from 0) of `source`.
  public func position(line: Int, column: Int) -> SourcePosition {
    guard let last = lineStarts.last else { return SourcePosition(line: 1, column: 1) }
    let start = lineStarts.indices.contains(line) ? lineStarts[line] : last
    // A tab that a list takes in part leaves spaces that the file does not have: such a line begins
    // before the first column.
    return SourcePosition(line: start.line, column: max(1, start.column &+ column))
  }

  /// What the author asked of the cell, in `//|` lines at its top or after the fence's language.
  public struct Options: Hashable, Codable, Sendable {
    /// The name the author gave the cell, unique in the lesson; `nil` when there is none.
    public var label: String?
    /// Show the code.
    public var echo: Bool
    /// Run the code; a cell that is not run is not checked either.
    public var eval: Bool
    /// Show what the code gives.
    public var output: Bool
    /// Show the cell at all.
    public var include: Bool
    /// Go on with the next cell when this one fails.
    public var error: Bool
    /// Overrides the lesson's `explain`.
    public var explain: Bool?
    /// Show the code folded.
    public var codeFold: Bool
    /// The text under what the cell shows; `nil` for none.
    public var figureCaption: String?

    /// The defaults of a cell without options, or what is given instead.
    public init(
      label: String? = nil, echo: Bool = true, eval: Bool = true, output: Bool = true,
      include: Bool = true, error: Bool = false, explain: Bool? = nil, codeFold: Bool = false,
      figureCaption: String? = nil
    ) {
      self.label = label
      self.echo = echo
      self.eval = eval
      self.output = output
      self.include = include
      self.error = error
      self.explain = explain
      self.codeFold = codeFold
      self.figureCaption = figureCaption
    }
  }

  /// A stretch of the code and what it is. Encoded as `[offset, length, "kind"]`.
  public struct Highlight: Hashable, Sendable {
    /// What a word of the code is to a reader; what is no kind of these stays plain.
    public enum Kind: String, Codable, Sendable {
      case keyword, type, call, member, label, number, string, comment, attribute, `operator`
    }

    /// UTF-8 offset in the cell's source.
    public var offset: Int
    /// Length in UTF-8 bytes.
    public var length: Int
    /// What the stretch is.
    public var kind: Kind

    /// A stretch of code, in UTF-8 bytes from the start of the source.
    public init(offset: Int, length: Int, kind: Kind) {
      self.offset = offset
      self.length = length
      self.kind = kind
    }
  }
}

extension Cell.Highlight: Codable {
  /// Writes an array of three: `[offset, length, "kind"]`.
  public func encode(to encoder: Encoder) throws {
    var container = encoder.unkeyedContainer()
    try container.encode(offset)
    try container.encode(length)
    try container.encode(kind)
  }

  /// Reads what `encode(to:)` writes.
  public init(from decoder: Decoder) throws {
    var container = try decoder.unkeyedContainer()
    offset = try container.decode(Int.self)
    length = try container.decode(Int.self)
    kind = try container.decode(Kind.self)
  }
}
