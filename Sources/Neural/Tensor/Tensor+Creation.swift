/// How tensors come to be.
extension Tensor {
  /// Creates a single number.
  public init(_ value: Double) { self.init(floats: [Float(value)], shape: []) }

  /// Creates a row of numbers.
  public init(_ values: [Double]) {
    self.init(floats: values.map { Float($0) }, shape: [values.count])
  }

  /// Creates a row of whole numbers.
  ///
  /// - Throws: `NeuralError` for numbers that 32 bits do not hold.
  public init(_ values: [Int]) throws {
    self.init(ints: try Self.int32(values), shape: [values.count])
  }

  /// Creates a table of numbers, row by row.
  ///
  /// - Throws: `NeuralError` if the rows have different lengths.
  public init(_ rows: [[Double]]) throws {
    let width = try Self.width(of: rows.map(\.count))
    self.init(floats: rows.joined().map { Float($0) }, shape: [rows.count, width])
  }

  /// Creates a table of whole numbers, row by row.
  ///
  /// - Throws: `NeuralError` if the rows have different lengths, or for numbers that 32 bits do not
  ///   hold.
  public init(_ rows: [[Int]]) throws {
    let width = try Self.width(of: rows.map(\.count))
    self.init(ints: try Self.int32(Array(rows.joined())), shape: [rows.count, width])
  }

  /// Creates a stack of tables.
  ///
  /// - Throws: `NeuralError` if the tables or their rows differ in size.
  public init(_ tables: [[[Double]]]) throws {
    let height = try Self.width(of: tables.map(\.count))
    let width = try Self.width(of: tables.joined().map(\.count))
    self.init(
      floats: tables.joined().joined().map { Float($0) }, shape: [tables.count, height, width])
  }

  /// Creates a stack of tables of whole numbers.
  ///
  /// - Throws: `NeuralError` if the tables or their rows differ in size, or for numbers that 32 bits
  ///   do not hold.
  public init(_ tables: [[[Int]]]) throws {
    let height = try Self.width(of: tables.map(\.count))
    let width = try Self.width(of: tables.joined().map(\.count))
    self.init(
      ints: try Self.int32(Array(tables.joined().joined())),
      shape: [tables.count, height, width])
  }

  /// Creates a tensor of bytes, row-major: pixels and labels as files hold them.
  ///
  /// - Throws: `NeuralError` if the shape does not hold as many elements.
  public init(bytes: [UInt8], shape: [Int]) throws {
    let count = try Self.count(of: shape, holding: bytes.count)
    self.init(.bytes(bytes), shape: shape, count: count)
  }

  /// Creates a tensor of numbers, row-major.
  ///
  /// - Throws: `NeuralError` if the shape does not hold as many elements.
  public init(_ values: [Double], shape: [Int]) throws {
    _ = try Self.count(of: shape, holding: values.count)
    self.init(floats: values.map { Float($0) }, shape: shape)
  }

  /// Creates a tensor of zeros.
  ///
  /// - Throws: `NeuralError` for a shape that cannot be.
  public static func zeros(_ shape: [Int]) throws -> Tensor {
    try full(shape, 0, in: "zeros")
  }

  /// Creates a tensor of ones.
  ///
  /// - Throws: `NeuralError` for a shape that cannot be.
  public static func ones(_ shape: [Int]) throws -> Tensor {
    try full(shape, 1, in: "ones")
  }

  /// Creates a tensor whose elements are all `value`.
  ///
  /// - Throws: `NeuralError` for a shape that cannot be.
  public static func full(_ shape: [Int], _ value: Double) throws -> Tensor {
    try full(shape, value, in: "full")
  }

  private static func full(
    _ shape: [Int], _ value: Double, in operation: String
  ) throws -> Tensor {
    let count = try Shape.count(of: shape, in: operation)
    try Observation.charge(operation, multiplyAdds: count, bytes: saturating(count, 4))
    return Tensor(floats: [Float](repeating: Float(value), count: count), shape: shape)
  }

  /// Creates the whole numbers `0 ..< stop`.
  ///
  /// - Throws: `NeuralError` for a `stop` beyond 32 bits; there are none for a negative one.
  public static func arange(_ stop: Int) throws -> Tensor {
    let count = try Shape.count(of: [Swift.max(0, stop)], in: "arange")
    try Observation.charge("arange", multiplyAdds: count, bytes: saturating(count, 4))
    return Tensor(ints: (0..<count).map { Int32($0) }, shape: [count])
  }

  /// Creates the numbers `start`, `start + step`, ... below `stop` (above it for a negative step).
  ///
  /// - Throws: `NeuralError` for a step of 0, or more numbers than a tensor holds.
  public static func arange(_ start: Double, _ stop: Double, step: Double = 1) throws -> Tensor {
    guard step != 0, step.isFinite, start.isFinite, stop.isFinite else {
      throw NeuralError(
        .argument, "arange: cannot count in such steps", expected: "finite numbers and a step",
        got: "\(start), \(stop), step \(step)")
    }
    try Chance.check(start, "start", in: "arange")
    try Chance.check(stop, "end", in: "arange")
    let length = ((stop - start) / step).rounded(.up)
    guard length <= Double(Shape.maximumCount) else {
      throw NeuralError(
        .overflow, "arange: the tensor would be too large",
        expected: "at most \(Shape.maximumCount) elements", got: "\(length)")
    }
    let count = Int(Swift.max(0, length))
    try Observation.charge("arange", multiplyAdds: count, bytes: saturating(count, 4))
    return Tensor(
      floats: (0..<count).map { Float(start + Double($0) * step) }, shape: [count])
  }

  /// Creates `count` numbers from `start` to `stop`, both included, evenly apart.
  ///
  /// - Throws: `NeuralError` for a negative count, or one beyond what a tensor holds, or ends that
  ///   single precision does not hold.
  public static func linspace(_ start: Double, _ stop: Double, count: Int = 50) throws -> Tensor {
    try Chance.check(start, "start", in: "linspace")
    try Chance.check(stop, "end", in: "linspace")
    let count = try Shape.count(of: [count], in: "linspace")
    try Observation.charge("linspace", multiplyAdds: count, bytes: saturating(count, 4))
    let step = count > 1 ? (stop - start) / Double(count - 1) : 0
    let floats = (0..<count).map { i in
      i > 0 && i == count - 1 ? Float(stop) : Float(start + Double(i) * step)
    }
    return Tensor(floats: floats, shape: [count])
  }

  /// Creates numbers drawn evenly from `low ..< high`.
  ///
  /// - Throws: `NeuralError` for a shape that cannot be, or bounds that are exchanged or not finite.
  public static func random(
    _ shape: [Int], low: Double = 0, high: Double = 1, seed: Int? = nil
  ) throws -> Tensor {
    try Chance.check(low: low, high: high, in: "random")
    let count = try Shape.count(of: shape, in: "random")
    try Observation.charge("random", multiplyAdds: count, bytes: saturating(count, 4))
    var stream = RandomSource.stream(seed: seed)
    return Tensor(
      floats: (0..<count).map { _ in Float(low + (high - low) * stream.uniform()) }, shape: shape)
  }

  /// Creates numbers drawn from a normal distribution.
  ///
  /// - Throws: `NeuralError` for a shape that cannot be, a negative deviation, or numbers that are not
  ///   finite.
  public static func randomNormal(
    _ shape: [Int], mean: Double = 0, standardDeviation: Double = 1, seed: Int? = nil
  ) throws -> Tensor {
    try Chance.check(mean: mean, deviation: standardDeviation, in: "randomNormal")
    let count = try Shape.count(of: shape, in: "randomNormal")
    try Observation.charge("randomNormal", multiplyAdds: count, bytes: saturating(count, 4))
    var stream = RandomSource.stream(seed: seed)
    return Tensor(
      floats: (0..<count).map { _ in Float(mean + standardDeviation * stream.normal()) },
      shape: shape)
  }

  private static func int32(_ values: [Int]) throws -> [Int32] {
    try values.map { value in
      guard let narrow = Int32(exactly: value) else {
        throw NeuralError(
          .overflow, "tensor: a whole number is too large",
          expected: "\(Int32.min) to \(Int32.max)", got: "\(value)",
          hint: "write it as a decimal number to store it as a float")
      }
      return narrow
    }
  }

  private static func width(of lengths: [Int]) throws -> Int {
    let width = lengths.first ?? 0
    if let odd = lengths.firstIndex(where: { $0 != width }) {
      throw NeuralError(
        .shape, "tensor: the rows have different lengths", expected: "\(width) in each",
        got: "\(lengths[odd]) in row \(odd)")
    }
    return width
  }

  private static func count(of shape: [Int], holding elements: Int) throws -> Int {
    let count = try Shape.count(of: shape, in: "tensor")
    guard count == elements else {
      throw NeuralError(
        .shape, "tensor: the shape does not hold the elements",
        expected: "\(count) elements for shape \(Shape.text(shape))", got: "\(elements)")
    }
    return count
  }
}
