/// Choosing among elements, by a condition, by a limit or by chance.
extension Tensor {
  /// Elements of `a` where the condition is not 0, else of `b`; all three are stretched to fit.
  ///
  /// - Throws: `NeuralError` if the shapes do not fit.
  public static func `where`(_ condition: Tensor, _ a: Tensor, _ b: Tensor) throws -> Tensor {
    let shape = try Shape.broadcast(
      condition.shape, Shape.broadcast(a.shape, b.shape, in: "where"), in: "where")
    let count = try Shape.count(of: shape, in: "where")
    try Observation.charge("where", multiplyAdds: count, bytes: saturating(count, 4))
    func positions(_ tensor: Tensor) -> [Int] {
      var result: [Int] = []
      result.reserveCapacity(count)
      Region(start: 0, shape: shape, steps: Shape.steps(of: tensor.shape, in: shape))
        .forEach { result.append($0) }
      return result
    }
    let (c, i, j) = (positions(condition), positions(a), positions(b))
    if let x = a.integers(), let y = b.integers() {
      return Tensor(
        ints: (0..<count).map { condition.double(at: c[$0]) != 0 ? x[i[$0]] : y[j[$0]] },
        shape: shape)
    }
    let (x, y) = (a.floats(), b.floats())
    return Tensor(
      floats: (0..<count).map { condition.double(at: c[$0]) != 0 ? x[i[$0]] : y[j[$0]] },
      shape: shape)
  }

  /// Elements of `a` where the condition is not 0, else a number.
  ///
  /// - Throws: `NeuralError` if the shapes do not fit.
  public static func `where`(_ condition: Tensor, _ a: Tensor, _ b: Double) throws -> Tensor {
    try self.where(condition, a, Tensor(b))
  }

  /// A number where the condition is not 0, else elements of `b`.
  ///
  /// - Throws: `NeuralError` if the shapes do not fit.
  public static func `where`(_ condition: Tensor, _ a: Double, _ b: Tensor) throws -> Tensor {
    try self.where(condition, Tensor(a), b)
  }

  /// One number where the condition is not 0, else another.
  ///
  /// - Throws: `NeuralError` if a budget refuses the result.
  public static func `where`(_ condition: Tensor, _ a: Double, _ b: Double) throws -> Tensor {
    try self.where(condition, Tensor(a), Tensor(b))
  }

  /// Elements below `low` become `low`, those above `high` become `high`. Whole numbers stay whole
  /// if both limits are.
  ///
  /// - Throws: `NeuralError` if `low` is above `high`, or a limit is NaN.
  public func clip(_ low: Double, _ high: Double) throws -> Tensor {
    guard low <= high else {
      throw NeuralError(
        .argument, "clip: the lower limit must not be above the upper one",
        expected: "clip(low, high)", got: "\(low) and \(high)")
    }
    if let whole = integers(), let least = Int32(exactly: low), let most = Int32(exactly: high) {
      try Observation.charge("clip", multiplyAdds: count, bytes: saturating(count, 4))
      return Tensor(ints: whole.map { Swift.min(Swift.max($0, least), most) }, shape: shape)
    }
    let (least, most) = (Float(low), Float(high))
    return try mapped("clip") { $0 < least ? least : $0 > most ? most : $0 }
  }

  /// The larger of both, element by element; nan if one of them is.
  ///
  /// - Throws: `NeuralError` if the shapes do not fit.
  public static func maximum(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    try chosen(a, b, in: "maximum") { $0 >= $1 }
  }

  /// The smaller of both, element by element; nan if one of them is.
  ///
  /// - Throws: `NeuralError` if the shapes do not fit.
  public static func minimum(_ a: Tensor, _ b: Tensor) throws -> Tensor {
    try chosen(a, b, in: "minimum") { $0 <= $1 }
  }

  private static func chosen(
    _ a: Tensor, _ b: Tensor, in operation: String, _ isFirst: (Double, Double) -> Bool
  ) throws -> Tensor {
    let choice = try compare(operation, a, b) { $0.isNaN || (!$1.isNaN && isFirst($0, $1)) }
    return try self.where(choice, a, b)
  }

  /// The larger of each element and a number.
  ///
  /// - Throws: `NeuralError` if a budget refuses the result.
  public static func maximum(_ a: Tensor, _ b: Double) throws -> Tensor {
    try maximum(a, Tensor(b))
  }

  /// The smaller of each element and a number.
  ///
  /// - Throws: `NeuralError` if a budget refuses the result.
  public static func minimum(_ a: Tensor, _ b: Double) throws -> Tensor {
    try minimum(a, Tensor(b))
  }

  /// The whole numbers `0 ..< count` in random order, from the task's source of chance or a seed of
  /// their own. `x.take(order)` and `y.take(order)` are then in the same new order.
  ///
  /// - Throws: `NeuralError` for a negative count, or more than a tensor holds.
  public static func permutation(_ count: Int, seed: Int? = nil) throws -> Tensor {
    let count = try Shape.count(of: [count], in: "permutation")
    try Observation.charge("permutation", multiplyAdds: count, bytes: saturating(count, 4))
    var stream = RandomSource.stream(seed: seed)
    var order = (0..<UInt32(count)).map { $0 }
    stream.shuffle(&order)
    return Tensor(ints: order.map { Int32($0) }, shape: [count])
  }

  /// The parts along the first axis in random order.
  ///
  /// - Throws: `NeuralError` for a single number.
  public func shuffled(seed: Int? = nil) throws -> Tensor {
    guard let rows = shape.first else {
      throw NeuralError(
        .shape, "shuffled: a single number has no order", expected: "a tensor with axes")
    }
    return try take(Tensor.permutation(rows, seed: seed))
  }

  /// The parts at the given places of the first axis, in that order; copies.
  ///
  /// - Throws: `NeuralError` if a place is not a whole number, or out of range.
  public func take(_ indices: Tensor) throws -> Tensor {
    guard indices.rank <= 1 else {
      throw NeuralError(
        .shape, "take: the indices must be a row of numbers", expected: "one axis",
        got: "shape \(Shape.text(indices.shape))")
    }
    return try take(
      (0..<indices.count).map { i in
        guard let place = Int(exactly: indices.double(at: i)) else {
          throw NeuralError(
            .index, "take: an index is not a whole number", got: "\(indices.double(at: i))")
        }
        return place
      })
  }
}
