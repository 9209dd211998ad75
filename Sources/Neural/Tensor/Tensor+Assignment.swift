/// Changing elements. A Swift subscript that may throw cannot be assigned to, so `t[i, j] = 5` of
/// other languages is `t.set(5, at: i, j)`.
///
/// The tensor is a value: only this variable changes, never another that held the same tensor. Whole
/// numbers stay whole as long as the new value is one of their kind; else the tensor becomes a wider
/// one: bytes become `int32`, and both become `float32` for a fraction.
extension Tensor {
  /// Sets an element to a number; with fewer indices than axes, or with ranges, all elements chosen.
  ///
  /// - Throws: `NeuralError` if there are more indices than axes, or one lies outside.
  public mutating func set(_ value: Double, at indices: any TensorIndex...) throws {
    try set(value, at: indices)
  }

  /// The same with the indices as a list.
  ///
  /// - Throws: `NeuralError` if there are more indices than axes, or one lies outside.
  public mutating func set(_ value: Double, at indices: [any TensorIndex]) throws {
    try set(Tensor(value), at: indices, isWhole: value == value.rounded(.towardZero))
  }

  /// Sets the elements chosen to those of a tensor, stretched along axes of size 1 to fit.
  ///
  /// - Throws: `NeuralError` if there are more indices than axes, one lies outside, or the tensor
  ///   does not fit the part.
  public mutating func set(_ part: Tensor, at indices: any TensorIndex...) throws {
    try set(part, at: indices)
  }

  /// The same with the indices as a list.
  ///
  /// - Throws: As the other.
  public mutating func set(_ part: Tensor, at indices: [any TensorIndex]) throws {
    try set(part, at: indices, isWhole: part.isInteger)
  }

  private mutating func set(
    _ part: Tensor, at indices: [any TensorIndex], isWhole: Bool
  ) throws {
    let region = try Region(indices, of: shape, in: "set")
    // Extra axes of size 1 in front do no harm.
    let own = Array(part.shape.drop { $0 == 1 && part.rank > region.shape.count })
    guard let fitted = try? Shape.broadcast(own, region.shape, in: "set"), fitted == region.shape
    else {
      throw NeuralError(
        .shape, "set: the new values do not fit the part", expected: Shape.text(region.shape),
        got: Shape.text(part.shape))
    }
    try Observation.charge("set", multiplyAdds: region.count)
    var values: [Double] = []
    values.reserveCapacity(region.count)
    let steps = Shape.steps(of: own, in: region.shape)
    Region(start: 0, shape: region.shape, steps: steps).forEach {
      values.append(part.double(at: $0))
    }
    try widen(for: values, isWhole: isWhole)

    // What other tensors share is copied: the elements of this one alone.
    if !isAlone() {
      try Observation.charge("set", multiplyAdds: count, bytes: byteCount)
      self = gathered(Region(start: 0, shape: shape, steps: Shape.steps(of: shape)))
    }
    // The array is taken out of the enum while it changes, so that it is copied only if shared.
    switch storage {
    case .bytes(var bytes):
      storage = .bytes([])
      write(values, region, &bytes) { UInt8($0) }
      storage = .bytes(bytes)
    case .ints(var ints):
      storage = .bytes([])
      write(values, region, &ints) { Int32($0) }
      storage = .ints(ints)
    case .floats(var floats):
      storage = .bytes([])
      write(values, region, &floats) { Float($0) }
      storage = .floats(floats)
    case .mapped: break  // made floats by `widen`
    }
  }

  private func write<Element>(
    _ values: [Double], _ region: Region, _ elements: inout [Element],
    _ convert: (Double) -> Element
  ) {
    var next = 0
    region.forEach {
      elements[offset + $0] = convert(values[next])
      next += 1
    }
  }

  /// Makes the elements of a kind that holds new values.
  private mutating func widen(for values: [Double], isWhole: Bool) throws {
    func all(_ low: Double, _ high: Double) -> Bool {
      isWhole && values.allSatisfy { $0 >= low && $0 <= high }
    }
    let isWider =
      switch storage {
      case .floats: false
      case .mapped: true
      case .ints: !all(Double(Int32.min), Double(Int32.max))
      case .bytes: !all(0, 255)
      }
    guard isWider else { return }
    try Observation.charge("set", multiplyAdds: count, bytes: saturating(count, 4))
    if case .bytes = storage, all(Double(Int32.min), Double(Int32.max)), let whole = integers() {
      self = Tensor(ints: whole, shape: shape)
    } else {
      self = Tensor(floats: floats(), shape: shape)
    }
  }
}
