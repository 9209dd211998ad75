import CKernels

/// Functions of every element, and what is measured of all of them.
extension Tensor {
  /// (e^x - e^-x) / (e^x + e^-x) of every element.
  public func tanh() throws -> Tensor { try mapped("tanh", kernels_tanh) }
  /// 1 / (1 + e^-x) of every element.
  public func sigmoid() throws -> Tensor { try mapped("sigmoid", kernels_sigmoid) }
  /// max(0, x) of every element.
  public func relu() throws -> Tensor { try mapped("relu", kernels_relu) }
  /// The sine of every element, an angle in radians.
  public func sin() throws -> Tensor { try mapped("sin") { Float(Elementary.sine(Double($0))) } }
  /// The cosine of every element, an angle in radians.
  public func cos() throws -> Tensor { try mapped("cos") { Float(Elementary.cosine(Double($0))) } }
  /// The nearest whole number, of two equally near ones the even one, as NumPy rounds.
  public func rounded() throws -> Tensor {
    try mapped("rounded") { $0.rounded(.toNearestOrEven) }
  }

  /// Every element to the power of a number: nan of a negative one unless the power is whole.
  public func power(_ exponent: Double) throws -> Tensor {
    try mapped("power") { x in
      let base = Double(x)
      guard base < 0 else { return Float(Elementary.power(base, exponent)) }
      guard exponent == exponent.rounded() else { return .nan }
      let size = Elementary.power(-base, exponent)
      let isOdd = exponent.truncatingRemainder(dividingBy: 2) != 0
      return Float(isOdd ? -size : size)
    }
  }

  /// e^x / sum of e^x along the last axis: positive numbers with the sum 1.
  ///
  /// - Throws: `NeuralError` for a single number.
  public func softmax() throws -> Tensor {
    guard let row = shape.last else {
      throw NeuralError(
        .shape, "softmax: a single number has no others to compare with",
        expected: "a row of numbers")
    }
    try Observation.charge("softmax", multiplyAdds: count, bytes: saturating(count, 4))
    guard count > 0 else { return Tensor(floats: [], shape: shape) }
    let rows = count / row
    let scratch = FloatBuffer(count: 2 * rows)
    let x = floats()
    let y = [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      kernels_softmax(
        x, buffer.baseAddress, scratch.pointer, scratch.pointer + rows, rows, row)
      initialized = count
    }
    return Tensor(floats: y, shape: shape)
  }

  /// The mean of the squared distances from the mean, of all elements or along an axis.
  ///
  /// - Throws: `NeuralError` if there is no such axis, or no element.
  public func variance(axis: Int? = nil, keepDims: Bool = false) throws -> Tensor {
    try spread("variance", axis: axis, keepDims)
  }

  /// The square root of the variance.
  ///
  /// - Throws: `NeuralError` if there is no such axis, or no element.
  public func standardDeviation(axis: Int? = nil, keepDims: Bool = false) throws -> Tensor {
    try spread("standardDeviation", axis: axis, keepDims).sqrt()
  }

  private func spread(_ operation: String, axis: Int?, _ keepDims: Bool) throws -> Tensor {
    _ = try length(along: axis, operation)
    let center = try mean(axis: axis, keepDims: true)
    return try (self * 1.0 - center).squared().mean(axis: axis, keepDims: keepDims)
  }

  /// Whether both have the same shape and nearly the same numbers: none differs by more than
  /// `absolute` + `relative` times the other's size (NumPy's `allclose`).
  public func isClose(
    to other: Tensor, relative: Double = 1e-5, absolute: Double = 1e-8
  ) -> Bool {
    guard shape == other.shape else { return false }
    return (0..<count).allSatisfy { i in
      let (a, b) = (double(at: i), other.double(at: i))
      return a == b || (a - b).magnitude <= absolute + relative * b.magnitude
    }
  }

  /// The same numbers as another kind. Fractions are cut off towards 0.
  ///
  /// - Throws: `NeuralError` for numbers that kind does not hold.
  public func asType(_ dtype: DType) throws -> Tensor {
    try Observation.charge("asType", multiplyAdds: count, bytes: saturating(count, 4))
    func whole<Number: FixedWidthInteger>(_: Number.Type) throws -> [Number] {
      try (0..<count).map { i in
        let value = double(at: i)
        guard let number = Number(exactly: value.rounded(.towardZero)) else {
          throw NeuralError(
            .overflow, "asType: a number does not fit \(dtype)",
            expected: "\(Number.min) to \(Number.max)", got: "\(value) at index \(i)")
        }
        return number
      }
    }
    switch dtype {
    case .uint8: return Tensor(.bytes(try whole(UInt8.self)), shape: shape, count: count)
    case .int32: return Tensor(ints: try whole(Int32.self), shape: shape)
    case .float32: return Tensor(floats: floats(), shape: shape)
    }
  }

  /// The square table with ones from corner to corner and zeros elsewhere.
  ///
  /// - Throws: `NeuralError` for a negative size, or one beyond what a tensor holds.
  public static func eye(_ size: Int) throws -> Tensor {
    let count = try Shape.count(of: [size, size], in: "eye")
    try Observation.charge("eye", multiplyAdds: count, bytes: saturating(count, 4))
    var floats = [Float](repeating: 0, count: count)
    for i in 0..<size { floats[i * size + i] = 1 }
    return Tensor(floats: floats, shape: [size, size])
  }
}
