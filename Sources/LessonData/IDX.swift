/// Reading of IDX files, the format of MNIST: a header with the size of each dimension, then the
/// elements, one byte each.
///
/// Byte 0 and 1 are zero, byte 2 is the type of the elements, byte 3 the number of dimensions; each
/// dimension follows as four bytes, the highest first. Source: the description of the format on
/// Yann LeCun's page of the MNIST database.
public enum IDX {
  /// What the first bytes of a file say.
  public struct Header: Hashable, Sendable {
    /// The size of each dimension, each at least 1.
    public var dimensions: [Int]
    /// The product of the dimensions.
    public var elementCount: Int

    /// The length of a header of this many dimensions in bytes.
    public static func length(rank: Int) -> Int { 4 + 4 * rank }
  }

  /// Grey pictures of one size, picture by picture and row by row.
  public struct Images: Hashable, Sendable {
    /// 0 is black, 255 white; `count` × `rows` × `columns` of them.
    public var pixels: [UInt8]
    /// How many pictures there are.
    public var count: Int
    /// The height of a picture in pixels.
    public var rows: Int
    /// The width of a picture in pixels.
    public var columns: Int
  }

  /// Reads a header of unsigned bytes.
  ///
  /// - Parameters:
  ///   - bytes: The file, or its beginning.
  ///   - rank: How many dimensions are expected: 3 for pictures, 1 for labels.
  /// - Returns: What the header says.
  /// - Throws: ``DataError`` for anything else.
  public static func header(_ bytes: [UInt8], rank: Int) throws(DataError) -> Header {
    guard !bytes.isEmpty else { throw .emptyFile }
    guard bytes.count >= 4 else { throw .shortHeader(expected: 4, got: bytes.count) }
    guard bytes[0] == 0, bytes[1] == 0 else { throw .notIDX(Array(bytes[..<4])) }
    guard bytes[2] == 0x08 else { throw .elementType(bytes[2]) }
    guard Int(bytes[3]) == rank else { throw .dimensionCount(expected: rank, got: Int(bytes[3])) }
    let length = Header.length(rank: rank)
    guard bytes.count >= length else { throw .shortHeader(expected: length, got: bytes.count) }
    var dimensions: [Int] = []
    var elementCount = 1
    for start in stride(from: 4, to: length, by: 4) {
      let size = bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
      guard size > 0 else { throw .emptyDimension(dimensions.count + 1) }
      dimensions.append(size)
      let (product, overflow) = elementCount.multipliedReportingOverflow(by: size)
      guard !overflow else { throw .hugeDimensions }
      elementCount = product
    }
    return Header(dimensions: dimensions, elementCount: elementCount)
  }

  /// Reads a file of grey pictures.
  ///
  /// - Throws: ``DataError`` when the header is not that of pictures, or the file is longer or shorter
  ///   than the header says.
  public static func images(_ bytes: [UInt8]) throws(DataError) -> Images {
    let header = try header(bytes, rank: 3)
    let pixels = try elements(of: bytes, header)
    return Images(
      pixels: pixels, count: header.dimensions[0], rows: header.dimensions[1],
      columns: header.dimensions[2])
  }

  /// Reads a file of labels.
  ///
  /// - Throws: ``DataError`` when the header is not that of labels, or the file is longer or shorter
  ///   than the header says.
  public static func labels(_ bytes: [UInt8]) throws(DataError) -> [UInt8] {
    try elements(of: bytes, header(bytes, rank: 1))
  }

  private static func elements(of bytes: [UInt8], _ header: Header) throws(DataError) -> [UInt8] {
    let start = Header.length(rank: header.dimensions.count)
    let count = bytes.count - start
    guard count >= header.elementCount else {
      throw .shortContent(expected: header.elementCount, got: count)
    }
    guard count == header.elementCount else { throw .longContent(expected: header.elementCount) }
    return Array(bytes[start...])
  }
}

extension DataError {
  static func notIDX(_ start: [UInt8]) -> DataError {
    DataError(
      .corrupt, "is no IDX file: expected the first bytes 00 00, got \(hexadecimal(start))")
  }

  static func shortHeader(expected: Int, got: Int) -> DataError {
    DataError(
      .corrupt, "ends in its header: expected \(counted(expected, "byte")), got \(grouped(got))")
  }

  static func elementType(_ code: UInt8) -> DataError {
    let names: [UInt8: String] = [
      0x09: "signed bytes", 0x0b: "16-bit integers", 0x0c: "32-bit integers",
      0x0d: "32-bit floats", 0x0e: "64-bit floats",
    ]
    let got = names[code] ?? "the unknown type \(hexadecimal([code]))"
    return DataError(.corrupt, "has the wrong type: expected unsigned bytes (08), got \(got)")
  }

  static func dimensionCount(expected: Int, got: Int) -> DataError {
    func name(_ rank: Int) -> String {
      switch rank {
      case 1: "1 dimension (labels)"
      case 3: "3 dimensions (pictures, rows, columns)"
      default: "\(rank) dimensions"
      }
    }
    return DataError(
      .corrupt, "has the wrong dimensions: expected \(name(expected)), got \(name(got))")
  }

  static func emptyDimension(_ number: Int) -> DataError {
    DataError(.corrupt, "has nothing in it: expected dimension \(number) to be at least 1, got 0")
  }

  static let hugeDimensions = DataError(
    .tooLarge, "has dimensions whose product does not fit 64 bits")

  static func shortContent(expected: Int, got: Int) -> DataError {
    DataError(
      .corrupt,
      "is cut short: expected \(counted(expected, "byte")) after the header, got \(grouped(got))")
  }

  static func longContent(expected: Int) -> DataError {
    DataError(
      .corrupt, "is too long: expected \(counted(expected, "byte")) after the header, got more")
  }
}
