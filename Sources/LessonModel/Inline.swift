/// Text within a paragraph.
public indirect enum Inline: Hashable, Sendable {
  /// Plain words, not escaped for any format.
  case text(String)
  /// Words of code: what stands between backticks.
  case code(String)
  /// What stands between single stars or underscores.
  case emphasis([Inline])
  /// What stands between double stars or underscores.
  case strong([Inline])
  /// What stands between tildes: words taken back.
  case strikethrough([Inline])
  /// Words that lead somewhere.
  case link(Link)
  /// A picture in the line.
  case image(Image)
  /// A formula in the line.
  case math(MathFormula)
  /// The reference to a footnote.
  case footnote(FootnoteReference)
  /// The author asked for a new line here.
  case lineBreak
  /// A new line in the source that is a space to the reader.
  case softBreak

  /// A link that is safe to follow: a reader keeps only http, https, mailto and `#anchor`.
  public struct Link: Hashable, Codable, Sendable {
    /// Where it leads, as the author wrote it.
    public var destination: String
    /// What a pointer resting on the link shows; `nil` for nothing.
    public var title: String?
    /// What is shown in the link's place.
    public var content: [Inline]

    /// A link; whoever makes it has checked the destination.
    public init(destination: String, title: String? = nil, content: [Inline]) {
      self.destination = destination
      self.title = title
      self.content = content
    }
  }

  /// A picture that lies in the report itself; `source` is a `data:` URI, never an address.
  public struct Image: Hashable, Codable, Sendable {
    /// The picture's bytes as a `data:` URI.
    public var source: String
    /// What a pointer resting on the picture shows; `nil` for nothing.
    public var title: String?
    /// What the picture shows, in words; empty for mere decoration.
    public var alternative: String

    /// A picture; whoever makes it has checked the source.
    public init(source: String, title: String? = nil, alternative: String) {
      self.source = source
      self.title = title
      self.alternative = alternative
    }
  }

  /// The small number in the text that leads to a footnote.
  public struct FootnoteReference: Hashable, Codable, Sendable {
    /// The number shown, from 1, in order of first reference.
    public var number: Int
    /// How often the footnote was referred to before, from 0: it makes the anchor unique.
    public var occurrence: Int

    /// The reference to the footnote of this number.
    public init(number: Int, occurrence: Int) {
      self.number = number
      self.occurrence = occurrence
    }
  }
}

extension [Inline] {
  /// The words alone, for titles, anchors and text alternatives.
  public var plainText: String {
    map { inline in
      switch inline {
      case .text(let text), .code(let text): text
      case .emphasis(let content), .strong(let content), .strikethrough(let content):
        content.plainText
      case .link(let link): link.content.plainText
      case .image(let image): image.alternative
      case .math(let formula): formula.source
      case .footnote: ""
      case .lineBreak, .softBreak: " "
      }
    }.joined()
  }
}

extension Inline: Codable {
  /// Writes an object of one key, the case's name: `{"text": "..."}`.
  public func encode(to encoder: Encoder) throws {
    switch self {
    case .text(let text): try encoder.encodeCase("text", text)
    case .code(let text): try encoder.encodeCase("code", text)
    case .emphasis(let content): try encoder.encodeCase("emphasis", content)
    case .strong(let content): try encoder.encodeCase("strong", content)
    case .strikethrough(let content): try encoder.encodeCase("strikethrough", content)
    case .link(let link): try encoder.encodeCase("link", link)
    case .image(let image): try encoder.encodeCase("image", image)
    case .math(let formula): try encoder.encodeCase("math", formula)
    case .footnote(let reference): try encoder.encodeCase("footnote", reference)
    case .lineBreak: try encoder.encodeCase("lineBreak", true)
    case .softBreak: try encoder.encodeCase("softBreak", true)
    }
  }

  /// Reads what `encode(to:)` writes; throws a `DecodingError` for an unknown case.
  public init(from decoder: Decoder) throws {
    let encoded = try EncodedCase(decoder)
    switch encoded.name {
    case "text": self = .text(try encoded.payload())
    case "code": self = .code(try encoded.payload())
    case "emphasis": self = .emphasis(try encoded.payload())
    case "strong": self = .strong(try encoded.payload())
    case "strikethrough": self = .strikethrough(try encoded.payload())
    case "link": self = .link(try encoded.payload())
    case "image": self = .image(try encoded.payload())
    case "math": self = .math(try encoded.payload())
    case "footnote": self = .footnote(try encoded.payload())
    case "lineBreak": self = .lineBreak
    case "softBreak": self = .softBreak
    default: throw encoded.unknown("inline")
    }
  }
}
