/// A piece of a lesson's prose, or the place of a cell.
public indirect enum Block: Hashable, Sendable {
  case heading(Heading)
  case paragraph([Inline])
  case list(List)
  case quote([Block])
  /// Code that is shown, not run.
  case code(Code)
  case table(ProseTable)
  case math(MathFormula)
  case details(Details)
  /// The cell with this id stands here.
  case cell(String)
  case rule

  public struct Heading: Hashable, Codable, Sendable {
    /// 1 to 6.
    public var level: Int
    public var content: [Inline]
    /// Unique in the lesson, made from the words: `what-a-neuron-does`.
    public var anchor: String

    public init(level: Int, content: [Inline], anchor: String) {
      self.level = level
      self.content = content
      self.anchor = anchor
    }
  }

  public struct List: Hashable, Codable, Sendable {
    /// The first number of an ordered list; `nil` for bullets.
    public var start: Int?
    /// Items without space between them.
    public var tight: Bool
    public var items: [Item]

    public init(start: Int?, tight: Bool, items: [Item]) {
      self.start = start
      self.tight = tight
      self.items = items
    }

    public struct Item: Hashable, Codable, Sendable {
      /// The state of a task; `nil` for an ordinary item.
      public var checked: Bool?
      public var blocks: [Block]

      public init(checked: Bool? = nil, blocks: [Block]) {
        self.checked = checked
        self.blocks = blocks
      }
    }
  }

  public struct Code: Hashable, Codable, Sendable {
    /// The first word after the fence; empty when there is none.
    public var language: String
    public var text: String
    public var highlights: [Cell.Highlight]

    public init(language: String, text: String, highlights: [Cell.Highlight] = []) {
      self.language = language
      self.text = text
      self.highlights = highlights
    }
  }

  /// A table that the author wrote.
  public struct ProseTable: Hashable, Codable, Sendable {
    public enum Alignment: String, Codable, Sendable { case none, left, center, right }

    public var alignments: [Alignment]
    public var header: [[Inline]]
    public var rows: [[[Inline]]]

    public init(alignments: [Alignment], header: [[Inline]], rows: [[[Inline]]]) {
      self.alignments = alignments
      self.header = header
      self.rows = rows
    }
  }

  /// A question that opens to its answer: `<details><summary>`, the one HTML that is understood.
  public struct Details: Hashable, Codable, Sendable {
    public var summary: [Inline]
    public var blocks: [Block]

    public init(summary: [Inline], blocks: [Block]) {
      self.summary = summary
      self.blocks = blocks
    }
  }
}

extension Block: Codable {
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
