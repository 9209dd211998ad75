/// A table that a run made.
public struct Table: Hashable, Codable, Sendable {
  public var title: String?
  /// What to see in it, in one sentence.
  public var summary: String?
  public var columns: [Column]
  public var rows: [Row]
  /// The first cell of a row names the row.
  public var rowHeaders: Bool

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

  public struct Column: Hashable, Codable, Sendable {
    public enum Role: Hashable, Codable, Sendable {
      case text, code
      case number(NumberFormat)
      /// A number with a bar beside it, as long as its share of `full`.
      case bar(NumberFormat, full: Double)
    }

    public var title: [Inline]
    public var role: Role

    public init(_ title: [Inline], _ role: Role) {
      self.title = title
      self.role = role
    }

    public init(_ title: String, _ role: Role) { self.init([.text(title)], role) }
  }

  public struct Row: Hashable, Codable, Sendable {
    public var cells: [Value]
    /// The row the eye should find.
    public var highlighted: Bool

    public init(_ cells: [Value], highlighted: Bool = false) {
      self.cells = cells
      self.highlighted = highlighted
    }
  }

  /// What stands in one place. Two numbers are equal when their bits are.
  public enum Value: Hashable, Sendable {
    case empty
    case text(String)
    case number(Double)

    public static func == (a: Self, b: Self) -> Bool {
      switch (a, b) {
      case (.empty, .empty): true
      case (.text(let a), .text(let b)): a == b
      case (.number(let a), .number(let b)): Number(a) == Number(b)
      case (.empty, _), (.text, _), (.number, _): false
      }
    }

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
