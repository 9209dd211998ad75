/// What just happened, told with the run's own numbers.
public struct Explanation: Hashable, Codable, Sendable {
  /// The same for every run: `softmax`, `one-hot`.
  public var topic: String
  /// The heading over it: "How softmax made these probabilities".
  public var title: String
  /// The text, formulas and figures from top to bottom.
  public var parts: [Part]

  /// An explanation from its parts.
  public init(topic: String, title: String, parts: [Part]) {
    self.topic = topic
    self.title = title
    self.parts = parts
  }

  /// A piece of an explanation: its text, or a figure made from the run's numbers.
  public enum Part: Hashable, Sendable {
    /// Running text with the run's numbers in it.
    case paragraph([Inline])
    /// A formula on a line of its own.
    case formula(MathFormula)
    /// Numbers of the run in rows.
    case table(Table)
    /// Numbers of the run as a chart.
    case chart(Chart)
    /// Pictures from the run's data.
    case images(ImageGrid)
    /// A figure with a form of its own.
    case figure(Figure)
  }
}

extension Explanation.Part: Codable {
  /// Writes an object of one key, the case's name: `{"formula": {...}}`.
  public func encode(to encoder: Encoder) throws {
    switch self {
    case .paragraph(let content): try encoder.encodeCase("paragraph", content)
    case .formula(let formula): try encoder.encodeCase("formula", formula)
    case .table(let table): try encoder.encodeCase("table", table)
    case .chart(let chart): try encoder.encodeCase("chart", chart)
    case .images(let images): try encoder.encodeCase("images", images)
    case .figure(let figure): try encoder.encodeCase("figure", figure)
    }
  }

  /// Reads what `encode(to:)` writes; throws a `DecodingError` for an unknown case.
  public init(from decoder: Decoder) throws {
    let encoded = try EncodedCase(decoder)
    switch encoded.name {
    case "paragraph": self = .paragraph(try encoded.payload())
    case "formula": self = .formula(try encoded.payload())
    case "table": self = .table(try encoded.payload())
    case "chart": self = .chart(try encoded.payload())
    case "images": self = .images(try encoded.payload())
    case "figure": self = .figure(try encoded.payload())
    default: throw encoded.unknown("part of an explanation")
    }
  }
}
