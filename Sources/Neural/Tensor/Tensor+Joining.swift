/// Several tensors as one.
extension Tensor {
  /// The tensors one behind the other along an axis; all other axes must agree.
  ///
  /// - Throws: `NeuralError` without tensors, if there is no such axis, or the shapes do not fit.
  public static func concatenate(_ tensors: [Tensor], axis: Int = 0) throws -> Tensor {
    try concatenate(tensors, axis: axis, in: "concatenate")
  }

  private static func concatenate(
    _ tensors: [Tensor], axis: Int, in operation: String
  ) throws -> Tensor {
    guard let first = tensors.first else {
      throw NeuralError(.empty, "\(operation): there are no tensors", expected: "at least one")
    }
    let rank = first.rank
    guard axis >= -rank, axis < rank else {
      throw NeuralError(
        .argument, "\(operation): there is no such axis",
        expected: rank == 0
          ? "tensors with axes; `stack` makes a row of numbers" : "0 to \(rank - 1)",
        got: "\(axis)")
    }
    let place = axis < 0 ? axis + rank : axis
    var shape = first.shape
    shape[place] = 0
    for tensor in tensors {
      var others = (tensor.shape, first.shape)
      if tensor.rank == rank {
        others.0[place] = 0
        others.1[place] = 0
      }
      guard others.0 == others.1 else {
        throw NeuralError(
          .shape, "\(operation): the shapes differ in another axis than \(axis)",
          expected: "as \(Shape.text(first.shape))", got: Shape.text(tensor.shape))
      }
      shape[place] = shape[place].addingReportingOverflow(tensor.shape[place]).partialValue
      _ = try Shape.count(of: shape, in: operation)
    }
    let count = try Shape.count(of: shape, in: operation)
    try Observation.charge(operation, multiplyAdds: count, bytes: saturating(count, 4))
    return joined(tensors, shape: shape, count: count, outer: shape[..<place].reduce(1, *))
  }

  /// The tensors, all of one shape, along a new axis.
  ///
  /// - Throws: `NeuralError` without tensors, if there can be no such axis, or the shapes differ.
  public static func stack(_ tensors: [Tensor], axis: Int = 0) throws -> Tensor {
    guard let first = tensors.first else {
      throw NeuralError(.empty, "stack: there are no tensors", expected: "at least one")
    }
    if let other = tensors.first(where: { $0.shape != first.shape }) {
      throw NeuralError(
        .shape, "stack: the tensors differ in shape", expected: Shape.text(first.shape),
        got: Shape.text(other.shape))
    }
    return try concatenate(
      tensors.map { try $0.expanded(axis: axis, in: "stack") }, axis: axis, in: "stack")
  }

  /// Pieces of each tensor in turn, `outer` times; the kind is one that holds all.
  private static func joined(
    _ tensors: [Tensor], shape: [Int], count: Int, outer: Int
  ) -> Tensor {
    func joined<Element>(_ parts: [[Element]]) -> [Element] {
      var result: [Element] = []
      result.reserveCapacity(count)
      for o in 0..<outer {
        for part in parts {
          let size = part.count / outer
          result += part[o * size..<(o + 1) * size]
        }
      }
      return result
    }
    let bytes = tensors.compactMap { tensor -> [UInt8]? in
      guard case .bytes(let all) = tensor.storage else { return nil }
      return Array(all[tensor.offset..<tensor.offset + tensor.count])
    }
    if bytes.count == tensors.count {
      return Tensor(.bytes(joined(bytes)), shape: shape, count: count)
    }
    let integers = tensors.compactMap { $0.integers() }
    if integers.count == tensors.count { return Tensor(ints: joined(integers), shape: shape) }
    return Tensor(floats: joined(tensors.map { $0.floats() }), shape: shape)
  }
}
