/// Sums, means and extremes, over everything or along one axis.
///
/// With `keepDims` the axes that are reduced stay, with size 1, so that the result can be combined with
/// what it came from.
///
/// Every sum runs in double precision, in ascending order, and is rounded once at the end.
extension Tensor {
  /// The sum of all elements, or along an axis.
  ///
  /// - Throws: `NeuralError` if there is no such axis, or a whole number grows too large.
  public func sum(axis: Int? = nil, keepDims: Bool = false) throws -> Tensor {
    let (shape, sums) = try folded("sum", axis: axis, keepDims, from: 0) { $0 + $1 }
    guard isInteger else { return Tensor(floats: sums.map { Float($0) }, shape: shape) }
    return Tensor(
      ints: try sums.map { sum in
        guard let narrow = Int32(exactly: sum) else {
          throw NeuralError(
            .overflow, "sum: a whole number grew too large",
            expected: "\(Int32.min) to \(Int32.max)", got: "\(sum)",
            hint: "multiply by 1.0 first to compute with floats")
        }
        return narrow
      }, shape: shape)
  }

  /// The mean of all elements, or along an axis.
  ///
  /// - Throws: `NeuralError` if there is no such axis, or nothing to take the mean of.
  public func mean(axis: Int? = nil, keepDims: Bool = false) throws -> Tensor {
    let length = try length(along: axis, "mean")
    let (shape, sums) = try folded("mean", axis: axis, keepDims, from: 0) { $0 + $1 }
    return Tensor(floats: sums.map { Float($0 / Double(length)) }, shape: shape)
  }

  /// The largest element, or the largest along an axis; nan if there is one.
  ///
  /// - Throws: `NeuralError` if there is no such axis, or no element.
  public func max(axis: Int? = nil, keepDims: Bool = false) throws -> Tensor {
    try extreme("max", axis: axis, keepDims, from: -.infinity) { $1 > $0 || $1.isNaN ? $1 : $0 }
  }

  /// The smallest element, or the smallest along an axis; nan if there is one.
  ///
  /// - Throws: `NeuralError` if there is no such axis, or no element.
  public func min(axis: Int? = nil, keepDims: Bool = false) throws -> Tensor {
    try extreme("min", axis: axis, keepDims, from: .infinity) { $1 < $0 || $1.isNaN ? $1 : $0 }
  }

  /// The place of the largest element, or of the largest along an axis; the first of equals.
  ///
  /// - Throws: `NeuralError` if there is no such axis, or no element.
  public func argmax(axis: Int? = nil, keepDims: Bool = false) throws -> Tensor {
    try place("argmax", axis: axis, keepDims) { $0 > $1 }
  }

  /// The place of the smallest element, or of the smallest along an axis; the first of equals.
  ///
  /// - Throws: `NeuralError` if there is no such axis, or no element.
  public func argmin(axis: Int? = nil, keepDims: Bool = false) throws -> Tensor {
    try place("argmin", axis: axis, keepDims) { $0 < $1 }
  }

  /// The elements as [outer][length][inner], with the reduced axis in the middle.
  private func split(
    _ operation: String, axis: Int?, _ keepDims: Bool
  ) throws -> (shape: [Int], outer: Int, length: Int, inner: Int) {
    guard let axis else {
      return (keepDims ? [Int](repeating: 1, count: rank) : [], 1, count, 1)
    }
    guard axis >= -rank, axis < rank else {
      throw NeuralError(
        .argument, "\(operation): there is no such axis",
        expected: rank == 0 ? "no axis, as this is a single number" : "0 to \(rank - 1)",
        got: "\(axis)")
    }
    let place = axis < 0 ? axis + rank : axis
    var rest = shape
    if keepDims { rest[place] = 1 } else { rest.remove(at: place) }
    return (
      rest, shape[..<place].reduce(1, *), shape[place], shape[(place + 1)...].reduce(1, *)
    )
  }

  func length(along axis: Int?, _ operation: String) throws -> Int {
    let length = try split(operation, axis: axis, false).length
    guard length > 0 else {
      throw NeuralError(
        .empty, "\(operation): there are no elements", expected: "at least one",
        got: "shape \(Shape.text(shape))")
    }
    return length
  }

  private func folded(
    _ operation: String, axis: Int?, _ keepDims: Bool, from start: Double,
    _ step: (Double, Double) -> Double
  ) throws -> (shape: [Int], values: [Double]) {
    let (shape, outer, length, inner) = try split(operation, axis: axis, keepDims)
    try Observation.charge(operation, multiplyAdds: count, bytes: saturating(outer, inner, 4))
    var values = [Double](repeating: start, count: outer * inner)
    var i = 0
    for o in 0..<outer {
      for _ in 0..<length {
        for n in 0..<inner {
          values[o * inner + n] = step(values[o * inner + n], double(at: i))
          i += 1
        }
      }
    }
    return (shape, values)
  }

  private func extreme(
    _ operation: String, axis: Int?, _ keepDims: Bool, from start: Double,
    _ step: (Double, Double) -> Double
  ) throws -> Tensor {
    _ = try length(along: axis, operation)
    let (shape, values) = try folded(operation, axis: axis, keepDims, from: start) {
      $0.isNaN ? $0 : step($0, $1)
    }
    switch storage {
    case .bytes:
      return Tensor(.bytes(values.map { UInt8($0) }), shape: shape, count: values.count)
    case .ints: return Tensor(ints: values.map { Int32($0) }, shape: shape)
    case .mapped, .floats: return Tensor(floats: values.map { Float($0) }, shape: shape)
    }
  }

  private func place(
    _ operation: String, axis: Int?, _ keepDims: Bool, _ better: (Double, Double) -> Bool
  ) throws -> Tensor {
    _ = try length(along: axis, operation)
    let (shape, outer, length, inner) = try split(operation, axis: axis, keepDims)
    try Observation.charge(operation, multiplyAdds: count, bytes: saturating(outer, inner, 4))
    var places: [Int32] = []
    places.reserveCapacity(outer * inner)
    for o in 0..<outer {
      for n in 0..<inner {
        var best = 0
        var value = double(at: o * length * inner + n)
        for l in 1..<Swift.max(length, 1) {
          let other = double(at: (o * length + l) * inner + n)
          // NumPy gives the place of the first NaN, if there is one.
          if better(other, value) || (other.isNaN && !value.isNaN) {
            best = l
            value = other
          }
        }
        places.append(Int32(best))
      }
    }
    return Tensor(ints: places, shape: shape)
  }
}
