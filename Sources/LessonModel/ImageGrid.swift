/// Small pictures with captions, such as the digits of MNIST.
public struct ImageGrid: Hashable, Codable, Sendable {
  public var title: String?
  /// What the pictures show, in a sentence: their text alternative.
  public var summary: String
  public var images: [Image]

  public init(title: String? = nil, summary: String, images: [Image]) {
    self.title = title
    self.summary = summary
    self.images = images
  }

  /// A grey picture.
  public struct Image: Hashable, Codable, Sendable {
    public var width: Int
    public var height: Int
    /// `width * height` bytes row by row, 0 to 255.
    public var pixels: [UInt8]
    /// Bytes as in the data, where 0 is paper and 255 is ink, are shown dark on light.
    public var caption: String

    public init(width: Int, height: Int, pixels: [UInt8], caption: String) {
      self.width = width
      self.height = height
      self.pixels = pixels
      self.caption = caption
    }

    private enum CodingKeys: String, CodingKey { case width, height, pixels, caption }

    public func encode(to encoder: Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(width, forKey: .width)
      try container.encode(height, forKey: .height)
      try container.encode(pixels.base64, forKey: .pixels)
      try container.encode(caption, forKey: .caption)
    }

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
