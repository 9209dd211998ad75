/// A piece of a lesson's prose, or the place of a cell.
public indirect enum Block: Hashable, Sendable {
  /// A heading of level 1 to 6.
  case heading(Heading)
  /// Running text.
  case paragraph([Inline])
  /// Bullets, numbers or tasks.
  case list(List)
  /// What stands behind `>`.
  case quote([Block])
  /// Code that is shown, not run.
  case code(Code)
  /// A table of words; what a run measures is a `Table`.
  case table(ProseTable)
  /// A formula on a line of its own.
  case math(MathFormula)
  /// A question that opens to its answer.
  case details(Details)
  /// The cell with this id stands here.
  case cell(String)
  /// A line between two parts.
  case rule

  /// A heading and where links to it lead.
  public struct Heading: Hashable, Codable, Sendable {
    /// 1 to 6.
    public var level: Int
    /// The words, with their emphasis and code.
    public var content: [Inline]
    /// Unique in the lesson, made from the words: `what-a-neuron-does`.
    public var anchor: String

    /// A heading; its level is not checked.
    public init(level: Int, content: [Inline], anchor: String) {
      self.level = level
      self.content = content
      self.anchor = anchor
    }
  }

  /// A list: bullets, numbers or tasks.
  public struct List: Hashable, Codable, Sendable {
    /// The first number of an ordered list; `nil` for bullets.
    public var start: Int?
    /// Items without space between them.
    public var tight: Bool
    /// The items in order; each may hold paragraphs, code and further lists.
    public var items: [Item]

    /// A list, numbered from `start` or with bullets.
    public init(start: Int?, tight: Bool, items: [Item]) {
      self.start = start
      self.tight = tight
      self.items = items
    }

    /// One item of a list.
    public struct Item: Hashable, Codable, Sendable {
      /// The state of a task; `nil` for an ordinary item.
      public var checked: Bool?
      /// What stands in the item; empty for an item without text.
      public var blocks: [Block]

      /// An item, or a task when `checked` is given.
      public init(checked: Bool? = nil, blocks: [Block]) {
        self.checked = checked
        self.blocks = blocks
      }
    }
  }

  /// A block of code in the prose.
  public struct Code: Hashable, Codable, Sendable {
    /// The first word after the fence; empty when there is none.
    public var language: String
    /// The code between the fences, its lines ended by `\n`.
    public var text: String
    /// What the words of the code are, for colouring, with offsets in `text`; empty when nothing is
    /// coloured.
    public var highlights: [Cell.Highlight]

    /// Code of a language, without colours unless they are given.
    public init(language: String, text: String, highlights: [Cell.Highlight] = []) {
      self.language = language
      self.text = text
      self.highlights = highlights
    }
  }

  /// A table that the author wrote.
  public struct ProseTable: Hashable, Codable, Sendable {
    /// Where the text of a column stands; `none` leaves it to the page.
    public enum Alignment: String, Codable, Sendable { case none, left, center, right }

    /// One for each column, from the colons of the table's second line.
    public var alignments: [Alignment]
    /// The first line of the table: one text for each column.
    public var header: [[Inline]]
    /// The other lines from top to bottom, each with one text for each column.
    public var rows: [[[Inline]]]

    /// A table from its parts.
    public init(alignments: [Alignment], header: [[Inline]], rows: [[[Inline]]]) {
      self.alignments = alignments
      self.header = header
      self.rows = rows
    }
  }

  /// A question that opens to its answer: `<details><summary>`, the one HTML that is understood.
  public struct Details: Hashable, Codable, Sendable {
    /// The question: what is seen while it is closed.
    public var summary: [Inline]
    /// The answer: what opening it shows.
    public var blocks: [Block]

    /// A question with its answer.
    public init(summary: [Inline], blocks: [Block]) {
      self.summary = summary
      self.blocks = blocks
    }
  }
}

extension Block: Codable {
  /// Writes an object of one key, the case's name: `{"paragraph": [...]}`.
  public func encode(to encoder: Encoder) throws {
    switch self {
    case .heading(let heading): try encoder.encodeCase("heading", heading)
    case .paragraph(let content): try encoder.encodeCase("paragraph", content)
    case .list(let list): try encoder.encodeCase("list", list)
    case .quote(let blocks): try encoder.encodeCase("quote", blocks)
    case .code(let code): try encoder.encodeCase("code", code)
    case .table(let table): try encoder.encodeCase("table", table)
    case .math(let formula): try encoder.encodeCase("math", formula)
    case .details(let details): try encoder.encodeCase("details", details)
    case .cell(let id): try encoder.encodeCase("cell", id)
    case .rule: try encoder.encodeCase("rule", true)
    }
  }

  /// Reads what `encode(to:)` writes; throws a `DecodingError` for an unknown case.
  public init(from decoder: Decoder) throws {
    let encoded = try EncodedCase(decoder)
    switch encoded.name {
    case "heading": self = .heading(try encoded.payload())
    case "paragraph": self = .paragraph(try encoded.payload())
    case "list": self = .list(try encoded.payload())
    case "quote": self = .quote(try encoded.payload())
    case "code": self = .code(try encoded.payload())
    case "table": self = .table(try encoded.payload())
    case "math": self = .math(try encoded.payload())
    case "details": self = .details(try encoded.payload())
    case "cell": self = .cell(try encoded.payload())
    case "rule": self = .rule
    default: throw encoded.unknown("block")
    }
  }
}
