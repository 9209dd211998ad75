/// Many grey pictures of one size, kept together.
public struct PictureSheet: Hashable, Sendable {
  /// Pixels in a row of one picture.
  public var width: Int
  /// Rows of one picture.
  public var height: Int
  /// How many pictures there are.
  public var count: Int
  /// Grey levels of a pixel, 256 or 16. Sixteen are enough to recognise a digit, in half the space.
  public var levels: Int
  /// `count * height * width` pixels from 0, paper, to `levels - 1`, ink; picture after picture, row
  /// after row.
  public var pixels: [UInt8]

  /// A sheet of pictures whose pixels are bytes, brought to so many levels.
  public init(width: Int, height: Int, count: Int, levels: Int = 256, bytes: [UInt8]) {
    self.width = width
    self.height = height
    self.count = count
    self.levels = levels == 16 ? 16 : 256
    pixels = levels == 16 ? bytes.map { UInt8((Int($0) * 15 + 127) / 255) } : bytes
  }

  /// Whether there are as many pixels as the sizes say.
  public var isWhole: Bool {
    guard width > 0, height > 0, count >= 0 else { return false }
    let (size, first) = width.multipliedReportingOverflow(by: height)
    let (all, second) = size.multipliedReportingOverflow(by: count)
    return !first && !second && all == pixels.count
  }

  /// The pixels of a picture as bytes; empty when there is no such picture.
  public func bytes(of index: Int) -> [UInt8] {
    guard isWhole, index >= 0, index < count else { return [] }
    let size = width * height
    let part = pixels[index * size..<(index + 1) * size]
    return levels == 16 ? part.map { $0 * 17 } : Array(part)
  }
}

extension PictureSheet: Codable {
  private enum CodingKeys: String, CodingKey { case width, height, count, levels, pixels }

  /// Writes the pixels in base64: a byte each, or two in a byte when there are 16 levels.
  public func encode(to encoder: Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(width, forKey: .width)
    try container.encode(height, forKey: .height)
    try container.encode(count, forKey: .count)
    try container.encode(levels, forKey: .levels)
    try container.encode((levels == 16 ? pixels.packedNibbles : pixels).base64, forKey: .pixels)
  }

  /// Reads what `encode(to:)` writes; throws a `DecodingError` when the sizes and pixels disagree.
  public init(from decoder: Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    width = try container.decode(Int.self, forKey: .width)
    height = try container.decode(Int.self, forKey: .height)
    count = try container.decode(Int.self, forKey: .count)
    levels = try container.decode(Int.self, forKey: .levels) == 16 ? 16 : 256
    var bytes = [UInt8](base64: try container.decode(String.self, forKey: .pixels)) ?? []
    if levels == 16 {
      bytes = bytes.unpackedNibbles
      let (size, first) = width.multipliedReportingOverflow(by: height)
      let (all, second) = size.multipliedReportingOverflow(by: count)
      if !first, !second, all >= 0, bytes.count == all + 1 { bytes.removeLast() }
    }
    pixels = bytes
    guard isWhole else {
      throw DecodingError.dataCorruptedError(
        forKey: .pixels, in: container,
        debugDescription: "expected \(count) pictures of \(width) x \(height) pixels in base64")
    }
  }
}

extension [UInt8] {
  /// Two numbers below 16 in a byte, the first in its upper half; a last one alone gets a zero.
  package var packedNibbles: [UInt8] {
    stride(from: 0, to: count, by: 2).map { index in
      self[index] << 4 | (index + 1 < count ? self[index + 1] & 15 : 0)
    }
  }

  /// The numbers below 16 that `packedNibbles` holds.
  package var unpackedNibbles: [UInt8] { flatMap { [$0 >> 4, $0 & 15] } }
}
