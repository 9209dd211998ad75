/// The arithmetic of shapes: sizes that are checked, and the broadcasting rule.
enum Shape {
  /// Axes a tensor may have.
  static let maximumRank = 32
  /// Elements a tensor may have: 1 GiB of floats.
  static let maximumCount = 1 << 28

  /// The number of elements, if the shape is one a tensor can have.
  static func count(of shape: [Int], in operation: String) throws -> Int {
    guard shape.count <= maximumRank else {
      throw NeuralError(
        .shape, "\(operation): too many axes", expected: "at most \(maximumRank)",
        got: "\(shape.count)")
    }
    // An axis of size 0 counts as 1 here: products of the other sizes are computed elsewhere.
    var count = 1
    var overflow = false
    for size in shape {
      guard size >= 0 else {
        throw NeuralError(.shape, "\(operation): a dimension is negative", got: text(shape))
      }
      let (product, tooMuch) = count.multipliedReportingOverflow(by: max(1, size))
      overflow = overflow || tooMuch
      count = tooMuch ? count : product
    }
    guard !overflow, count <= maximumCount else {
      throw NeuralError(
        .overflow, "\(operation): the tensor would be too large",
        expected: "at most \(maximumCount) elements", got: "shape \(text(shape))")
    }
    return shape.contains(0) ? 0 : count
  }

  /// The shape as it prints: `[60000, 28, 28]`.
  static func text(_ shape: [Int]) -> String {
    "[" + shape.map { String($0) }.joined(separator: ", ") + "]"
  }

  /// The shape both fit when stretched along axes of size 1, aligned at the last axis.
  static func broadcast(_ a: [Int], _ b: [Int], in operation: String) throws -> [Int] {
    let rank = max(a.count, b.count)
    var result: [Int] = []
    result.reserveCapacity(rank)
    for axis in 0..<rank {
      let i = axis - (rank - a.count)
      let j = axis - (rank - b.count)
      let m = i < 0 ? 1 : a[i]
      let n = j < 0 ? 1 : b[j]
      guard m == n || m == 1 || n == 1 else {
        throw NeuralError(
          .shape, "\(operation): the shapes do not fit",
          expected: "dimensions that are equal or 1, from the last one",
          got: "\(text(a)) and \(text(b))",
          hint: "reshape one of them, or check which axis holds the examples")
      }
      result.append(m == 1 ? n : m)
    }
    _ = try count(of: result, in: operation)
    return result
  }

  /// Row-major steps of `shape` stretched to `result`: 0 along a stretched axis.
  static func steps(of shape: [Int], in result: [Int]) -> [Int] {
    var steps = [Int](repeating: 0, count: result.count)
    var step = 1
    for axis in shape.indices.reversed() {
      let target = axis + result.count - shape.count
      steps[target] = shape[axis] == 1 ? 0 : step
      step *= shape[axis]
    }
    return steps
  }
}
