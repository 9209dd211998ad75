/// Parts of a tensor along its first axis, and the same elements in another shape.
extension Tensor {
  /// Element or row `i` along the first axis: a tensor with one axis less, sharing the memory.
  ///
  /// - Throws: `NeuralError` if `i` is not in `0 ..< shape[0]`.
  public subscript(_ i: Int) -> Tensor {
    get throws {
      guard let rows = shape.first else {
        throw NeuralError(
          .index, "subscript: a single number has no elements to choose from", got: "index \(i)",
          hint: "use `.item` for its value")
      }
      guard i >= 0, i < rows else {
        throw NeuralError(
          .index, "subscript: the index is out of range",
          expected: rows == 0 ? "no index, as the tensor is empty" : "0 to \(rows - 1)",
          got: "\(i)",
          hint: i < 0 && rows > 0 ? "the last one is `[\(rows - 1)]`" : nil)
      }
      let size = count / rows
      return view(from: i * size, shape: Array(shape.dropFirst()), count: size)
    }
  }

  /// Row `i`, then row `j` of that: `t[i][j]`.
  ///
  /// - Throws: `NeuralError` if an index is out of range.
  public subscript(_ i: Int, _ j: Int) -> Tensor {
    get throws { try self[i][j] }
  }

  /// The rows of a range along the first axis, sharing the memory.
  ///
  /// - Throws: `NeuralError` if the range does not lie in `0 ... shape[0]`.
  public subscript(_ range: Range<Int>) -> Tensor {
    get throws {
      let rows = shape.first ?? 0
      guard rank > 0, range.lowerBound >= 0, range.upperBound <= rows else {
        throw NeuralError(
          .index, "subscript: the range is out of bounds", expected: "within 0..<\(rows)",
          got: "\(range)")
      }
      let size = rows == 0 ? 0 : count / rows
      return view(
        from: range.lowerBound * size, shape: [range.count] + shape.dropFirst(),
        count: range.count * size)
    }
  }

  /// The rows of a range along the first axis, its end included.
  ///
  /// - Throws: `NeuralError` if the range does not lie in the tensor.
  public subscript(_ range: ClosedRange<Int>) -> Tensor {
    get throws {
      guard range.upperBound < Int.max else { return try self[range.lowerBound..<Int.max] }
      return try self[range.lowerBound..<range.upperBound + 1]
    }
  }

  /// The rows from an index on.
  ///
  /// - Throws: `NeuralError` if the index is negative or beyond the end.
  public subscript(_ range: PartialRangeFrom<Int>) -> Tensor {
    get throws {
      let rows = shape.first ?? 0
      return try self[range.lowerBound..<Swift.max(rows, range.lowerBound)]
    }
  }

  /// The rows before an index.
  ///
  /// - Throws: `NeuralError` if there are fewer rows.
  public subscript(_ range: PartialRangeUpTo<Int>) -> Tensor {
    get throws {
      guard range.upperBound >= 0 else { return try self[range.upperBound] }
      return try self[0..<range.upperBound]
    }
  }

  /// The rows up to and with an index.
  ///
  /// - Throws: `NeuralError` if there are fewer rows.
  public subscript(_ range: PartialRangeThrough<Int>) -> Tensor {
    get throws {
      guard range.upperBound >= 0 else { return try self[range.upperBound] }
      return try self[0...range.upperBound]
    }
  }

  /// The rows at the given places, in that order; copies.
  ///
  /// - Throws: `NeuralError` if an index is out of range.
  public func take(_ indices: [Int]) throws -> Tensor {
    guard let rows = shape.first else {
      throw NeuralError(
        .shape, "take: a single number has no parts to choose from", expected: "a tensor with axes",
        got: "shape []")
    }
    if let wrong = indices.first(where: { $0 < 0 || $0 >= rows }) {
      throw NeuralError(
        .index, "take: an index is out of range",
        expected: rows == 0 ? "no index, as the tensor is empty" : "0 to \(rows - 1)",
        got: "\(wrong)")
    }
    let size = rows == 0 ? 0 : count / rows
    let newShape = [indices.count] + shape.dropFirst()
    let newCount = try Shape.count(of: newShape, in: "take")
    try Observation.charge("take", multiplyAdds: newCount, bytes: saturating(newCount, 4))
    func picked<Element>(_ all: [Element]) -> [Element] {
      var result: [Element] = []
      result.reserveCapacity(newCount)
      for i in indices { result += all[offset + i * size..<offset + (i + 1) * size] }
      return result
    }
    let picks: Storage
    switch storage {
    case .bytes(let bytes): picks = .bytes(picked(bytes))
    case .mapped(let bytes, let table): picks = .mapped(picked(bytes), table: table)
    case .ints(let ints): picks = .ints(picked(ints))
    case .floats(let floats): picks = .floats(picked(floats))
    }
    return Tensor(picks, shape: newShape, count: newCount)
  }

  /// The same elements in another shape, sharing the memory; one dimension may be -1, "what is
  /// left".
  ///
  /// - Throws: `NeuralError` if the shape holds another number of elements.
  public func reshape(_ newShape: [Int]) throws -> Tensor {
    var target = newShape
    if let free = newShape.firstIndex(of: -1) {
      let rest = try Shape.count(
        of: newShape.enumerated().filter { $0.offset != free }.map(\.element), in: "reshape")
      guard rest > 0, count % rest == 0 else { throw mismatch(newShape) }
      target[free] = count / rest
    }
    guard try Shape.count(of: target, in: "reshape") == count else { throw mismatch(newShape) }
    return view(shape: target, count: count)
  }

  private func mismatch(_ newShape: [Int]) -> NeuralError {
    NeuralError(
      .shape, "reshape: the elements do not fill the shape",
      expected: "a shape of \(count) elements", got: Shape.text(newShape))
  }

  /// All elements in one row, sharing the memory.
  public func flattened() -> Tensor {
    view(shape: [count], count: count)
  }

  /// The axes in reverse order; for a table, rows and columns exchanged.
  ///
  /// - Throws: `NeuralError` if a budget refuses the copy.
  public func transpose() throws -> Tensor {
    guard rank > 1 else { return self }
    try Observation.charge("transpose", multiplyAdds: count, bytes: saturating(count, 4))
    let newShape = Array(shape.reversed())
    // Steps in this tensor of the result's axes.
    var steps: [Int] = []
    var step = 1
    for size in newShape {
      steps.append(step)
      step *= size
    }
    func moved<Element>(_ all: [Element]) -> [Element] {
      var result: [Element] = []
      result.reserveCapacity(count)
      var index = [Int](repeating: 0, count: rank)
      var position = offset
      for _ in 0..<count {
        result.append(all[position])
        var axis = rank - 1
        while axis >= 0 {
          index[axis] += 1
          position += steps[axis]
          if index[axis] < newShape[axis] { break }
          position -= steps[axis] * newShape[axis]
          index[axis] = 0
          axis -= 1
        }
      }
      return result
    }
    let turned: Storage
    switch storage {
    case .bytes(let bytes): turned = .bytes(moved(bytes))
    case .mapped(let bytes, let table): turned = .mapped(moved(bytes), table: table)
    case .ints(let ints): turned = .ints(moved(ints))
    case .floats(let floats): turned = .floats(moved(floats))
    }
    return Tensor(turned, shape: newShape, count: count)
  }
}
