/// Small pictures with captions, such as the digits of MNIST.
public struct ImageGrid: Hashable, Codable, Sendable {
  /// The heading over the pictures; `nil` for none.
  public var title: String?
  /// What the pictures show, in a sentence: their text alternative.
  public var summary: String
  /// The pictures in reading order.
  public var images: [Image]

  /// Pictures under an optional title.
  public init(title: String? = nil, summary: String, images: [Image]) {
    self.title = title
    self.summary = summary
    self.images = images
  }

  /// A grey picture.
  public struct Image: Hashable, Codable, Sendable {
    /// Pixels in a row, at least 0.
    public var width: Int
    /// Rows of pixels, at least 0.
    public var height: Int
    /// `width * height` bytes row by row, as in the data: 0 is paper and 255 is ink, so that they
    /// are shown dark on light.
    public var pixels: [UInt8]
    /// The text under the picture; empty for none.
    public var caption: String

    /// A picture; `pixels` must hold `width * height` bytes.
    public init(width: Int, height: Int, pixels: [UInt8], caption: String) {
      self.width = width
      self.height = height
      self.pixels = pixels
      self.caption = caption
    }

    private enum CodingKeys: String, CodingKey { case width, height, pixels, caption }

    /// Writes the pixels in base64.
    public func encode(to encoder: Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(width, forKey: .width)
      try container.encode(height, forKey: .height)
      try container.encode(pixels.base64, forKey: .pixels)
      try container.encode(caption, forKey: .caption)
    }

    /// Reads what `encode(to:)` writes; throws a `DecodingError` when the size and the pixels
    /// disagree.
    public init(from decoder: Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      width = try container.decode(Int.self, forKey: .width)
      height = try container.decode(Int.self, forKey: .height)
      caption = try container.decode(String.self, forKey: .caption)
      let text = try container.decode(String.self, forKey: .pixels)
      guard let pixels = [UInt8](base64: text), width >= 0, height >= 0,
        width.multipliedReportingOverflow(by: height) == (pixels.count, false)
      else {
        throw DecodingError.dataCorruptedError(
          forKey: .pixels, in: container,
          debugDescription: "expected \(width) x \(height) bytes in base64")
      }
      self.pixels = pixels
    }
  }
}
