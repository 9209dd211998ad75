import CKernels

/// Numbers in a box of any rank: a value, copied only when it must be.
///
/// Elements lie in row-major order. Integers stay integers (`uint8`, `int32`) and print as such;
/// everything else is `float32`. The API speaks `Double` and `Int`.
///
/// `images / 255.0` on bytes stays lazy: the bytes and a table of their 256 possible values. A part
/// along the first axis (`images[0..<10]`) shares the memory of the whole.
public struct Tensor: Sendable {
  /// The kind of number a tensor holds.
  public enum DType: String, Hashable, Sendable, CustomStringConvertible {
    /// Bytes, 0 to 255: pixels and labels as files hold them.
    case uint8
    /// Whole numbers: labels, counts, positions.
    case int32
    /// Single-precision numbers.
    case float32

    /// NumPy's name.
    public var description: String { rawValue }
  }

  enum Storage: Sendable {
    case bytes([UInt8])
    /// Element i is `table[bytes[i]]`; the table has 256 entries.
    case mapped([UInt8], table: [Float])
    case ints([Int32])
    case floats([Float])
  }

  var storage: Storage
  /// Where in the storage this tensor's elements begin.
  var offset: Int
  /// The size of each axis; empty for a single number.
  public let shape: [Int]
  /// The number of elements.
  public let count: Int
  /// Says that the memory of the elements is held; shared by all tensors that share it.
  private var lease: Lease

  /// The number of axes.
  public var rank: Int { shape.count }

  /// The kind of number.
  public var dtype: DType {
    switch storage {
    case .bytes: .uint8
    case .ints: .int32
    case .mapped, .floats: .float32
    }
  }

  /// The memory the elements need, in bytes; a lazy tensor needs that of its bytes.
  public var byteCount: Int {
    switch storage {
    case .bytes, .mapped: count
    case .ints, .floats: saturating(count, 4)
    }
  }

  /// A tensor of new elements.
  init(_ storage: Storage, shape: [Int], count: Int) {
    self.storage = storage
    offset = 0
    self.shape = shape
    self.count = count
    let size =
      switch storage {
      case .bytes, .mapped: count
      case .ints, .floats: saturating(count, 4)
      }
    lease = Lease(bytes: size)
  }

  private init(
    _ storage: Storage, offset: Int, shape: [Int], count: Int, sharing lease: Lease
  ) {
    self.storage = storage
    self.offset = offset
    self.shape = shape
    self.count = count
    self.lease = lease
  }

  init(floats: [Float], shape: [Int]) {
    self.init(.floats(floats), shape: shape, count: floats.count)
  }

  /// Whether no other tensor shares the memory, so that it may be changed in place.
  mutating func isAlone() -> Bool { isKnownUniquelyReferenced(&lease) }

  /// Elements of this tensor from `start` on, in another shape; the memory is shared.
  func view(from start: Int = 0, shape: [Int], count: Int) -> Tensor {
    Tensor(storage, offset: offset + start, shape: shape, count: count, sharing: lease)
  }

  /// The same bytes with another table of what they stand for; the memory is shared.
  func view(_ bytes: [UInt8], table: [Float]) -> Tensor {
    Tensor(
      .mapped(bytes, table: table), offset: offset, shape: shape, count: count, sharing: lease)
  }

  init(ints: [Int32], shape: [Int]) {
    self.init(.ints(ints), shape: shape, count: ints.count)
  }

  // MARK: Elements

  /// Element `i` in row-major order, as the float it is or becomes.
  func float(at i: Int) -> Float {
    switch storage {
    case .bytes(let bytes): Float(bytes[offset + i])
    case .mapped(let bytes, let table): table[Int(bytes[offset + i])]
    case .ints(let ints): Float(ints[offset + i])
    case .floats(let floats): floats[offset + i]
    }
  }

  /// Element `i` in row-major order.
  func double(at i: Int) -> Double {
    switch storage {
    case .bytes(let bytes): Double(bytes[offset + i])
    case .mapped(let bytes, let table): Double(table[Int(bytes[offset + i])])
    case .ints(let ints): Double(ints[offset + i])
    case .floats(let floats): Double(floats[offset + i])
    }
  }

  var isInteger: Bool {
    switch storage {
    case .bytes, .ints: true
    case .mapped, .floats: false
    }
  }

  /// All elements as floats, in row-major order; no copy where they are stored so.
  func floats() -> [Float] {
    let range = offset..<offset + count
    switch storage {
    case .bytes(let bytes): return bytes[range].map { Float($0) }
    case .mapped(let bytes, let table): return bytes[range].map { table[Int($0)] }
    case .ints(let ints): return ints[range].map { Float($0) }
    case .floats(let floats):
      return range == floats.indices ? floats : Array(floats[range])
    }
  }

  /// All elements as whole numbers; nil for a tensor of floats.
  func integers() -> [Int32]? {
    let range = offset..<offset + count
    switch storage {
    case .bytes(let bytes): return bytes[range].map { Int32($0) }
    case .ints(let ints): return range == ints.indices ? ints : Array(ints[range])
    case .mapped, .floats: return nil
    }
  }

  /// All elements in row-major order.
  public var scalars: [Double] { (0..<count).map { double(at: $0) } }

  /// The one element of a tensor that has one.
  ///
  /// - Throws: `NeuralError` if there are more, or none.
  public var item: Double {
    get throws {
      guard count == 1 else {
        throw NeuralError(
          .shape, "item: the tensor is not a single number", expected: "one element",
          got: "shape \(Shape.text(shape))", hint: "choose an element, as in `t[0]`, first")
      }
      return double(at: 0)
    }
  }
}

extension Tensor: Equatable {
  /// Whether both have the same shape and the same numbers; the kinds of number may differ.
  public static func == (a: Tensor, b: Tensor) -> Bool {
    guard a.shape == b.shape else { return false }
    return (0..<a.count).allSatisfy { a.double(at: $0) == b.double(at: $0) }
  }
}
