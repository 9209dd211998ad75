import CKernels

/// Arithmetic, element by element, stretching axes of size 1 (broadcasting).
///
/// What kind of number comes out:
///
/// - Tensors of whole numbers with each other stay whole for `+`, `-` and `*`, and are `int32`; a
///   result that 32 bits do not hold is an error, never a wrong number. `/` gives fractions.
/// - With a `Double` the result is `float32`, even for `t * 2`: the number is a `Double` there. Bytes
///   and whole numbers are computed in double precision and rounded once, as NumPy does before Keras
///   rounds.
/// - `float32` with anything is `float32`, computed in single precision.
/// - Comparisons give bytes, 1 and 0, so that their sum counts and their mean is a share.
extension Tensor {
  /// Adds.
  public static func + (a: Tensor, b: Tensor) throws -> Tensor { try combine(.add, a, b) }
  /// Subtracts.
  public static func - (a: Tensor, b: Tensor) throws -> Tensor { try combine(.subtract, a, b) }
  /// Multiplies element by element; `matmul` is the matrix product.
  public static func * (a: Tensor, b: Tensor) throws -> Tensor { try combine(.multiply, a, b) }
  /// Divides.
  public static func / (a: Tensor, b: Tensor) throws -> Tensor { try combine(.divide, a, b) }

  /// Adds a number to every element.
  public static func + (a: Tensor, b: Double) throws -> Tensor { try combine(.add, a, b) }
  /// Subtracts a number from every element.
  public static func - (a: Tensor, b: Double) throws -> Tensor { try combine(.subtract, a, b) }
  /// Multiplies every element by a number.
  public static func * (a: Tensor, b: Double) throws -> Tensor { try combine(.multiply, a, b) }
  /// Divides every element by a number.
  public static func / (a: Tensor, b: Double) throws -> Tensor { try combine(.divide, a, b) }

  /// Adds every element to a number.
  public static func + (a: Double, b: Tensor) throws -> Tensor {
    try combine(.add, b, a, flip: true)
  }
  /// Subtracts every element from a number.
  public static func - (a: Double, b: Tensor) throws -> Tensor {
    try combine(.subtract, b, a, flip: true)
  }
  /// Multiplies a number by every element.
  public static func * (a: Double, b: Tensor) throws -> Tensor {
    try combine(.multiply, b, a, flip: true)
  }
  /// Divides a number by every element.
  public static func / (a: Double, b: Tensor) throws -> Tensor {
    try combine(.divide, b, a, flip: true)
  }

  /// Changes every sign.
  public static prefix func - (a: Tensor) throws -> Tensor {
    if let integers = a.integers() {
      try Observation.charge("-", multiplyAdds: a.count, bytes: saturating(a.count, 4))
      return Tensor(ints: try integers.map { try narrow(-Int($0), "-") }, shape: a.shape)
    }
    return try combine(.subtract, a, -0.0, flip: true)
  }

  /// Adds to the left side.
  public static func += (a: inout Tensor, b: Tensor) throws { a = try a + b }
  /// Subtracts from the left side.
  public static func -= (a: inout Tensor, b: Tensor) throws { a = try a - b }
  /// Multiplies the left side.
  public static func *= (a: inout Tensor, b: Tensor) throws { a = try a * b }
  /// Divides the left side.
  public static func /= (a: inout Tensor, b: Tensor) throws { a = try a / b }
  /// Adds a number to the left side.
  public static func += (a: inout Tensor, b: Double) throws { a = try a + b }
  /// Subtracts a number from the left side.
  public static func -= (a: inout Tensor, b: Double) throws { a = try a - b }
  /// Multiplies the left side by a number.
  public static func *= (a: inout Tensor, b: Double) throws { a = try a * b }
  /// Divides the left side by a number.
  public static func /= (a: inout Tensor, b: Double) throws { a = try a / b }

  /// e to the power of every element.
  public func exp() throws -> Tensor { try mapped("exp", kernels_exp) }
  /// The natural logarithm of every element: -inf of 0, nan of a negative number.
  public func log() throws -> Tensor { try mapped("log", kernels_log) }
  /// The square root of every element: nan of a negative number.
  public func sqrt() throws -> Tensor { try mapped("sqrt") { $0.squareRoot() } }
  /// Every element without its sign.
  public func abs() throws -> Tensor { try mapped("abs") { $0.magnitude } }
  /// Every element times itself.
  public func squared() throws -> Tensor { try mapped("squared") { $0 * $0 } }

  // MARK: Comparison

  /// 1 where the elements are equal, else 0.
  public static func .== (a: Tensor, b: Tensor) throws -> Tensor { try compare(".==", a, b, ==) }
  /// 1 where the elements differ, else 0.
  public static func .!= (a: Tensor, b: Tensor) throws -> Tensor { try compare(".!=", a, b, !=) }
  /// 1 where the left element is smaller, else 0.
  public static func .< (a: Tensor, b: Tensor) throws -> Tensor { try compare(".<", a, b, <) }
  /// 1 where the left element is not larger, else 0.
  public static func .<= (a: Tensor, b: Tensor) throws -> Tensor { try compare(".<=", a, b, <=) }
  /// 1 where the left element is larger, else 0.
  public static func .> (a: Tensor, b: Tensor) throws -> Tensor { try compare(".>", a, b, >) }
  /// 1 where the left element is not smaller, else 0.
  public static func .>= (a: Tensor, b: Tensor) throws -> Tensor { try compare(".>=", a, b, >=) }
  /// 1 where the element equals the number, else 0.
  public static func .== (a: Tensor, b: Double) throws -> Tensor {
    try compare(".==", a, Tensor(b), ==)
  }
  /// 1 where the element differs from the number, else 0.
  public static func .!= (a: Tensor, b: Double) throws -> Tensor {
    try compare(".!=", a, Tensor(b), !=)
  }
  /// 1 where the element is smaller than the number, else 0.
  public static func .< (a: Tensor, b: Double) throws -> Tensor {
    try compare(".<", a, Tensor(b), <)
  }
  /// 1 where the element is larger than the number, else 0.
  public static func .> (a: Tensor, b: Double) throws -> Tensor {
    try compare(".>", a, Tensor(b), >)
  }

  /// 1 where the element is not larger than the number, else 0.
  public static func .<= (a: Tensor, b: Double) throws -> Tensor {
    try compare(".<=", a, Tensor(b), <=)
  }
  /// 1 where the element is not smaller than the number, else 0.
  public static func .>= (a: Tensor, b: Double) throws -> Tensor {
    try compare(".>=", a, Tensor(b), >=)
  }

  // MARK: How

  private enum Operator: String {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
  }

  private static func apply<Number: FloatingPoint>(
    _ operation: Operator, _ a: Number, _ b: Number
  ) -> Number {
    switch operation {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    }
  }

  private static func narrow(_ value: Int, _ operation: String) throws -> Int32 {
    guard let narrow = Int32(exactly: value) else {
      throw NeuralError(
        .overflow, "\(operation): a whole number grew too large",
        expected: "\(Int32.min) to \(Int32.max)", got: "\(value)",
        hint: "multiply by 1.0 first to compute with floats")
    }
    return narrow
  }

  /// `a op b`, or `b op a` if flipped.
  private static func combine(
    _ operation: Operator, _ a: Tensor, _ b: Double, flip: Bool = false
  ) throws -> Tensor {
    let name = operation.rawValue
    // Two closures of one meaning: once in double precision for integers, once in single.
    let wide = { (x: Double) -> Float in
      Float(flip ? apply(operation, b, x) : apply(operation, x, b))
    }
    let c = Float(b)
    switch a.storage {
    case .bytes(let bytes):
      let table = (0..<256).map { wide(Double($0)) }
      return a.view(bytes, table: table)
    case .mapped(let bytes, let old):
      let table = old.map { flip ? apply(operation, c, $0) : apply(operation, $0, c) }
      return a.view(bytes, table: table)
    case .ints(let ints):
      try Observation.charge(name, multiplyAdds: a.count, bytes: saturating(a.count, 4))
      let floats = ints[a.offset..<a.offset + a.count].map { wide(Double($0)) }
      return Tensor(floats: floats, shape: a.shape)
    case .floats(let values):
      try Observation.charge(name, multiplyAdds: a.count, bytes: saturating(a.count, 4))
      let part = values[a.offset..<a.offset + a.count]
      let floats: [Float]
      switch (operation, flip) {
      case (.add, _): floats = part.map { $0 + c }
      case (.subtract, false): floats = part.map { $0 - c }
      case (.subtract, true): floats = part.map { c - $0 }
      case (.multiply, _): floats = part.map { $0 * c }
      case (.divide, false): floats = part.map { $0 / c }
      case (.divide, true): floats = part.map { c / $0 }
      }
      return Tensor(floats: floats, shape: a.shape)
    }
  }

  private static func combine(_ operation: Operator, _ a: Tensor, _ b: Tensor) throws -> Tensor {
    let name = operation.rawValue
    let shape = try Shape.broadcast(a.shape, b.shape, in: name)
    let count = try Shape.count(of: shape, in: name)
    try Observation.charge(name, multiplyAdds: count, bytes: saturating(count, 4))
    if let x = a.integers(), let y = b.integers() {
      if operation == .divide {
        let floats = pair(a.shape, b.shape, shape) { Float(Double(x[$0]) / Double(y[$1])) }
        return Tensor(floats: floats, shape: shape)
      }
      let ints = try pair(a.shape, b.shape, shape) { i, j in
        // The sum, difference and product of two 32-bit numbers fit 64 bits.
        let (p, q) = (Int(x[i]), Int(y[j]))
        switch operation {
        case .add: return try narrow(p + q, name)
        case .subtract: return try narrow(p - q, name)
        case .multiply, .divide: return try narrow(p * q, name)
        }
      }
      return Tensor(ints: ints, shape: shape)
    }
    let (x, y) = (a.floats(), b.floats())
    let floats: [Float]
    switch operation {
    case .add: floats = pair(a.shape, b.shape, shape) { x[$0] + y[$1] }
    case .subtract: floats = pair(a.shape, b.shape, shape) { x[$0] - y[$1] }
    case .multiply: floats = pair(a.shape, b.shape, shape) { x[$0] * y[$1] }
    case .divide: floats = pair(a.shape, b.shape, shape) { x[$0] / y[$1] }
    }
    return Tensor(floats: floats, shape: shape)
  }

  static func compare(
    _ name: String, _ a: Tensor, _ b: Tensor, _ holds: (Double, Double) -> Bool
  ) throws -> Tensor {
    let shape = try Shape.broadcast(a.shape, b.shape, in: name)
    let count = try Shape.count(of: shape, in: name)
    try Observation.charge(name, multiplyAdds: count, bytes: count)
    let truths = pair(a.shape, b.shape, shape) { i, j -> UInt8 in
      holds(a.double(at: i), b.double(at: j)) ? 1 : 0
    }
    return Tensor(.bytes(truths), shape: shape, count: count)
  }

  /// Calls `body` with the positions in both operands, for every element of the result in order.
  static func pair<Element>(
    _ a: [Int], _ b: [Int], _ shape: [Int], _ body: (Int, Int) throws -> Element
  ) rethrows -> [Element] {
    let count = shape.reduce(1, *)
    var result: [Element] = []
    result.reserveCapacity(count)
    if a == b {
      for i in 0..<count { result.append(try body(i, i)) }
      return result
    }
    guard count > 0, let inner = shape.last else { return result }
    let stepsA = Shape.steps(of: a, in: shape)
    let stepsB = Shape.steps(of: b, in: shape)
    let last = shape.count - 1
    var index = [Int](repeating: 0, count: shape.count)
    var (i, j) = (0, 0)
    while true {
      for n in 0..<inner { result.append(try body(i + n * stepsA[last], j + n * stepsB[last])) }
      var axis = last - 1
      while axis >= 0 {
        index[axis] += 1
        i += stepsA[axis]
        j += stepsB[axis]
        if index[axis] < shape[axis] { break }
        i -= stepsA[axis] * shape[axis]
        j -= stepsB[axis] * shape[axis]
        index[axis] = 0
        axis -= 1
      }
      if axis < 0 { return result }
    }
  }

  func mapped(
    _ name: String,
    _ kernel: (UnsafePointer<Float>?, UnsafeMutablePointer<Float>?, Int) -> Void
  ) throws -> Tensor {
    if case .mapped(let bytes, var table) = storage {
      let old = table
      table.withUnsafeMutableBufferPointer { kernel(old, $0.baseAddress, 256) }
      return view(bytes, table: table)
    }
    try Observation.charge(name, multiplyAdds: count, bytes: saturating(count, 4))
    let x = floats()
    var y = [Float](repeating: 0, count: count)
    y.withUnsafeMutableBufferPointer { kernel(x, $0.baseAddress, count) }
    return Tensor(floats: y, shape: shape)
  }

  func mapped(_ name: String, _ function: (Float) -> Float) throws -> Tensor {
    if case .mapped(let bytes, let table) = storage {
      return view(bytes, table: table.map(function))
    }
    try Observation.charge(name, multiplyAdds: count, bytes: saturating(count, 4))
    return Tensor(floats: floats().map(function), shape: shape)
  }
}
