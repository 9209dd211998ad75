/// A table that a run made.
public struct Table: Hashable, Codable, Sendable {
  /// The heading over the table; `nil` for none.
  public var title: String?
  /// What to see in it, in one sentence.
  public var summary: String?
  /// The columns from left to right.
  public var columns: [Column]
  /// The rows from top to bottom, each with a value for each column.
  public var rows: [Row]
  /// The first cell of a row names the row.
  public var rowHeaders: Bool

  /// A table from its columns and rows.
  public init(
    title: String? = nil, summary: String? = nil, columns: [Column], rows: [Row],
    rowHeaders: Bool = false
  ) {
    self.title = title
    self.summary = summary
    self.columns = columns
    self.rows = rows
    self.rowHeaders = rowHeaders
  }

  /// What a column is called and how its values read.
  public struct Column: Hashable, Codable, Sendable {
    /// How the values of a column are shown and aligned.
    public enum Role: Hashable, Codable, Sendable {
      case text, code
      /// A number, aligned with those above and below it.
      case number(NumberFormat)
      /// A number with a bar beside it, as long as its share of `full`.
      case bar(NumberFormat, full: Double)
    }

    /// The words at the head of the column; they may hold code and formulas.
    public var title: [Inline]
    /// How the column's values read: as text, code, numbers, or numbers with bars.
    public var role: Role

    /// A column under a heading with emphasis, code or formulas.
    public init(_ title: [Inline], _ role: Role) {
      self.title = title
      self.role = role
    }

    /// A column under plain words.
    public init(_ title: String, _ role: Role) { self.init([.text(title)], role) }
  }

  /// One line of the table.
  public struct Row: Hashable, Codable, Sendable {
    /// A value for each column, from left to right.
    public var cells: [Value]
    /// The row the eye should find.
    public var highlighted: Bool

    /// A row of values, not highlighted unless asked for.
    public init(_ cells: [Value], highlighted: Bool = false) {
      self.cells = cells
      self.highlighted = highlighted
    }
  }

  /// What stands in one place. Two numbers are equal when their bits are.
  public enum Value: Hashable, Sendable {
    /// Nothing stands here.
    case empty
    /// Words, plain or as code by the column's role.
    case text(String)
    /// A number, which may be NaN or infinite; the column says how it reads.
    case number(Double)

    /// Whether both are empty, the same text, or numbers of the same bits.
    public static func == (a: Self, b: Self) -> Bool {
      switch (a, b) {
      case (.empty, .empty): true
      case (.text(let a), .text(let b)): a == b
      case (.number(let a), .number(let b)): Number(a) == Number(b)
      case (.empty, _), (.text, _), (.number, _): false
      }
    }

    /// Hashes a number's bits, as `==` compares them.
    public func hash(into hasher: inout Hasher) {
      switch self {
      case .empty: hasher.combine(0)
      case .text(let text): hasher.combine(text)
      case .number(let number): hasher.combine(Number(number))
      }
    }
  }
}

extension Table.Value: Codable {
  /// Writes `null`, a string or a number; `{"nonFinite": "nan"}` for what JSON has no word for.
  public func encode(to encoder: Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .empty: try container.encodeNil()
    case .text(let text): try container.encode(text)
    // JSON has no word for these; a table's text never needs them otherwise.
    case .number(let number) where !number.isFinite:
      try container.encode(NonFinite(number))
    case .number(let number): try container.encode(number)
    }
  }

  /// Reads what `encode(to:)` writes.
  public init(from decoder: Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .empty
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let number = try? container.decode(NonFinite.self) {
      self = .number(number.value)
    } else {
      self = .text(try container.decode(String.self))
    }
  }
}

/// NaN and the infinities as `{"nonFinite": "nan"}`.
struct NonFinite: Codable {
  var nonFinite: String

  init(_ value: Double) { nonFinite = value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }

  var value: Double { nonFinite == "nan" ? .nan : nonFinite == "-inf" ? -.infinity : .infinity }
}
