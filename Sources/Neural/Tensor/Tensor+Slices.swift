/// What may stand between the brackets of a tensor for one axis: an index, or a range of them.
public protocol TensorIndex: Sendable {
  /// The places along an axis of `size`, and whether the axis stays.
  func places(in size: Int) -> (start: Int, end: Int, keepsAxis: Bool)
}

extension Int: TensorIndex {
  /// The one place; the axis goes.
  public func places(in size: Int) -> (start: Int, end: Int, keepsAxis: Bool) {
    (self, self == .max ? self : self + 1, false)
  }
}

extension Range: TensorIndex where Bound == Int {
  /// The places of the range.
  public func places(in size: Int) -> (start: Int, end: Int, keepsAxis: Bool) {
    (lowerBound, upperBound, true)
  }
}

extension ClosedRange: TensorIndex where Bound == Int {
  /// The places of the range, its end included.
  public func places(in size: Int) -> (start: Int, end: Int, keepsAxis: Bool) {
    (lowerBound, upperBound == .max ? upperBound : upperBound + 1, true)
  }
}

extension PartialRangeFrom: TensorIndex where Bound == Int {
  /// The places from the bound on.
  public func places(in size: Int) -> (start: Int, end: Int, keepsAxis: Bool) {
    (lowerBound, Swift.max(lowerBound, size), true)
  }
}

extension PartialRangeUpTo: TensorIndex where Bound == Int {
  /// The places before the bound.
  public func places(in size: Int) -> (start: Int, end: Int, keepsAxis: Bool) {
    (0, upperBound, true)
  }
}

extension PartialRangeThrough: TensorIndex where Bound == Int {
  /// The places up to the bound.
  public func places(in size: Int) -> (start: Int, end: Int, keepsAxis: Bool) {
    (0, upperBound == .max ? upperBound : upperBound + 1, true)
  }
}

/// Parts along several axes at once.
extension Tensor {
  /// The part that indices and ranges choose, one an axis: `t[0..<2, 1]`, `images[0..., 4..<24, 10]`.
  /// An index removes its axis; axes not named stay whole (`0...` is a whole axis, too).
  ///
  /// - Throws: `NeuralError` if there are more of them than axes, or one lies outside.
  public subscript(
    _ first: any TensorIndex, _ second: any TensorIndex, _ others: any TensorIndex...
  ) -> Tensor {
    get throws { try slice([first, second] + others) }
  }

  /// The part that indices and ranges choose, one an axis, as a list.
  ///
  /// - Throws: `NeuralError` if there are more of them than axes, or one lies outside.
  public func slice(_ indices: [any TensorIndex]) throws -> Tensor {
    let region = try Region(indices, of: shape, in: "subscript")
    let newCount = region.shape.reduce(1, *)
    // One stretch of memory is shared.
    if region.isContiguous {
      return view(from: region.start, shape: region.shape, count: newCount)
    }
    try Observation.charge("subscript", multiplyAdds: newCount, bytes: saturating(newCount, 4))
    return gathered(region)
  }

  /// Copies of the elements of a region, in its order.
  func gathered(_ region: Region) -> Tensor {
    func moved<Element>(_ all: [Element]) -> [Element] {
      var result: [Element] = []
      result.reserveCapacity(region.count)
      region.forEach { result.append(all[offset + $0]) }
      return result
    }
    let picked: Storage
    switch storage {
    case .bytes(let bytes): picked = .bytes(moved(bytes))
    case .mapped(let bytes, let table): picked = .mapped(moved(bytes), table: table)
    case .ints(let ints): picked = .ints(moved(ints))
    case .floats(let floats): picked = .floats(moved(floats))
    }
    return Tensor(picked, shape: region.shape, count: region.count)
  }

  /// The same with its axes in another order: axis i of the result is axis `axes[i]` of this.
  ///
  /// - Throws: `NeuralError` if not every axis is named once.
  public func transpose(_ axes: [Int]) throws -> Tensor {
    let places = axes.map { $0 < 0 ? $0 + rank : $0 }
    guard places.sorted() == Array(0..<rank) else {
      throw NeuralError(
        .argument, "transpose: every axis must be named once",
        expected: "0 to \(rank - 1) in some order", got: Shape.text(axes))
    }
    try Observation.charge("transpose", multiplyAdds: count, bytes: saturating(count, 4))
    let steps = Shape.steps(of: shape)
    return gathered(
      Region(start: 0, shape: places.map { shape[$0] }, steps: places.map { steps[$0] }))
  }

  /// An axis of size 1 more, at `axis`.
  ///
  /// - Throws: `NeuralError` if it cannot be there.
  public func expandedDims(axis: Int) throws -> Tensor {
    try expanded(axis: axis, in: "expandedDims")
  }

  func expanded(axis: Int, in operation: String) throws -> Tensor {
    guard axis >= -rank - 1, axis <= rank else {
      throw NeuralError(
        .argument, "\(operation): the axis cannot be there", expected: "0 to \(rank)",
        got: "\(axis)")
    }
    var newShape = shape
    newShape.insert(1, at: axis < 0 ? axis + rank + 1 : axis)
    _ = try Shape.count(of: newShape, in: operation)
    return view(shape: newShape, count: count)
  }

  /// The same without its axes of size 1.
  public func squeezed() -> Tensor {
    view(shape: shape.filter { $0 != 1 }, count: count)
  }
}

/// Elements of a tensor at regular steps.
struct Region {
  let start: Int
  let shape: [Int]
  let steps: [Int]

  var count: Int { shape.reduce(1, *) }

  init(start: Int, shape: [Int], steps: [Int]) {
    self.start = start
    self.shape = shape
    self.steps = steps
  }

  /// What indices choose of a shape.
  init(_ indices: [any TensorIndex], of shape: [Int], in operation: String) throws {
    guard indices.count <= shape.count else {
      throw NeuralError(
        .index, "\(operation): there are more indices than axes",
        expected: "at most \(shape.count)",
        got: "\(indices.count)")
    }
    let all = Shape.steps(of: shape)
    var start = 0
    var newShape: [Int] = []
    var steps: [Int] = []
    for (axis, size) in shape.enumerated() {
      guard axis < indices.count else {
        newShape.append(size)
        steps.append(all[axis])
        continue
      }
      let (first, end, keepsAxis) = indices[axis].places(in: size)
      guard first >= 0, end <= size, keepsAxis || first < size else {
        throw NeuralError(
          .index, "\(operation): an index of axis \(axis) is out of range",
          expected: size == 0 ? "none, as it is empty" : "within 0..<\(size)",
          got: keepsAxis ? "\(first)..<\(end)" : "\(first)",
          hint: first < 0 && size > 0 ? "the last one is \(size - 1)" : nil)
      }
      start += first * all[axis]
      if keepsAxis {
        newShape.append(Swift.max(0, end - first))
        steps.append(all[axis])
      }
    }
    self.init(start: start, shape: newShape, steps: steps)
  }

  /// Whether the elements lie one behind the other.
  var isContiguous: Bool {
    var step = 1
    for (size, own) in zip(shape, steps).reversed() {
      if size > 1, own != step { return false }
      step *= size
    }
    return true
  }

  /// Calls `body` with every position, in row-major order.
  func forEach(_ body: (Int) throws -> Void) rethrows {
    guard count > 0 else { return }
    guard let inner = shape.last, let step = steps.last else { return try body(start) }
    var index = [Int](repeating: 0, count: shape.count)
    var position = start
    while true {
      for i in 0..<inner { try body(position + i * step) }
      var axis = shape.count - 2
      while axis >= 0 {
        index[axis] += 1
        position += steps[axis]
        if index[axis] < shape[axis] { break }
        position -= steps[axis] * shape[axis]
        index[axis] = 0
        axis -= 1
      }
      if axis < 0 { return }
    }
  }
}

extension Shape {
  /// Elements from one place to the next, for each axis of a row-major tensor.
  static func steps(of shape: [Int]) -> [Int] {
    var steps = [Int](repeating: 1, count: shape.count)
    for axis in shape.indices.dropLast().reversed() {
      steps[axis] = steps[axis + 1] * shape[axis + 1]
    }
    return steps
  }
}
