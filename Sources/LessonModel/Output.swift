/// Something a cell shows.
public enum Output: Hashable, Sendable {
  /// What the cell printed, up to the next output.
  case printed(String)
  /// The value of the cell's last expression, as text.
  case value(String)
  /// Numbers in rows, such as the summary of a model.
  case table(Table)
  /// A chart, such as the curves of a training.
  case chart(Chart)
  /// Pictures, such as the digits of a data set.
  case images(ImageGrid)
  /// A figure with a form of its own, such as a confusion matrix.
  case figure(Figure)
  /// What just happened, where the lesson explains itself.
  case explanation(Explanation)
  /// What became of an `#expect` or `#require`.
  case check(CheckResult)
  /// A notice about the run itself, such as "the bundled sample was used".
  case notice(String)
}

extension Output: Codable {
  /// Writes an object of one key, the case's name: `{"printed": "..."}`.
  public func encode(to encoder: Encoder) throws {
    switch self {
    case .printed(let text): try encoder.encodeCase("printed", text)
    case .value(let text): try encoder.encodeCase("value", text)
    case .table(let table): try encoder.encodeCase("table", table)
    case .chart(let chart): try encoder.encodeCase("chart", chart)
    case .images(let images): try encoder.encodeCase("images", images)
    case .figure(let figure): try encoder.encodeCase("figure", figure)
    case .explanation(let explanation): try encoder.encodeCase("explanation", explanation)
    case .check(let check): try encoder.encodeCase("check", check)
    case .notice(let text): try encoder.encodeCase("notice", text)
    }
  }

  /// Reads what `encode(to:)` writes; throws a `DecodingError` for an unknown case.
  public init(from decoder: Decoder) throws {
    let encoded = try EncodedCase(decoder)
    switch encoded.name {
    case "printed": self = .printed(try encoded.payload())
    case "value": self = .value(try encoded.payload())
    case "table": self = .table(try encoded.payload())
    case "chart": self = .chart(try encoded.payload())
    case "images": self = .images(try encoded.payload())
    case "figure": self = .figure(try encoded.payload())
    case "explanation": self = .explanation(try encoded.payload())
    case "check": self = .check(try encoded.payload())
    case "notice": self = .notice(try encoded.payload())
    default: throw encoded.unknown("output")
    }
  }
}
