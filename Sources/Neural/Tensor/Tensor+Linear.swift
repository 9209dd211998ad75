import CKernels

/// Products of matrices and vectors, and one-hot rows.
extension Tensor {
  /// The matrix product: c[i][j] = sum over k of a[i][k] b[k][j].
  ///
  /// A vector on the left counts as one row, on the right as one column, and loses that axis again.
  ///
  /// - Throws: `NeuralError` if either has more than two axes, or the inner dimensions differ.
  public func matmul(_ other: Tensor) throws -> Tensor {
    guard (1...2).contains(rank), (1...2).contains(other.rank) else {
      throw NeuralError(
        .shape, "matmul: a matrix product needs matrices or vectors", expected: "1 or 2 axes each",
        got: "\(Shape.text(shape)) and \(Shape.text(other.shape))")
    }
    let m = rank == 2 ? shape[0] : 1
    let k = shape[rank - 1]
    let n = other.rank == 2 ? other.shape[1] : 1
    guard other.shape[0] == k else {
      throw NeuralError(
        .shape, "matmul: the inner dimensions differ",
        expected: "as many columns on the left as rows on the right",
        got: "\(Shape.text(shape)) and \(Shape.text(other.shape))",
        hint: "transpose one of them if its axes are the other way round")
    }
    let newShape = (rank == 2 ? [m] : []) + (other.rank == 2 ? [n] : [])
    let newCount = try Shape.count(of: newShape, in: "matmul")
    try Observation.charge(
      "matmul", multiplyAdds: saturating(m, k, n), bytes: saturating(newCount, 4))
    let (a, b) = (floats(), other.floats())
    let panels = FloatBuffer(uninitialized: k * n)
    kernels_pack(b, k, n, panels.pointer)
    let c = [Float](unsafeUninitializedCapacity: newCount) { buffer, initialized in
      Parallelism.use {
        kernels_product(a, k, panels.pointer, nil, 0, buffer.baseAddress, m, k, n)
      }
      initialized = newCount
    }
    return Tensor(floats: c, shape: newShape)
  }

  /// A row of `classes` numbers for every label: 1 at the label's place, 0 elsewhere.
  ///
  /// Without `classes` there is one more than the largest label.
  ///
  /// - Throws: `NeuralError` for labels that are not whole or not in `0 ..< classes`.
  public func oneHot(_ classes: Int? = nil) throws -> Tensor {
    let labels = try Labels.read(self, classes: nil, in: "oneHot")
    let classes = classes ?? Int(labels.max() ?? -1) + 1
    guard classes > 0 else {
      throw NeuralError(
        .argument, "oneHot: there must be at least one class", got: "\(classes)")
    }
    try Labels.check(labels, classes: classes, in: "oneHot")
    let newShape = shape + [classes]
    let newCount = try Shape.count(of: newShape, in: "oneHot")
    try Observation.charge("oneHot", multiplyAdds: newCount, bytes: saturating(newCount, 4))
    var rows = [Float](repeating: 0, count: newCount)
    for (i, label) in labels.enumerated() { rows[i * classes + Int(label)] = 1 }
    return Tensor(floats: rows, shape: newShape)
  }
}

/// Class labels as whole numbers.
enum Labels {
  /// The labels of a tensor, checked to be whole and, if given, below `classes`.
  static func read(_ tensor: Tensor, classes: Int?, in operation: String) throws -> [Int32] {
    let labels: [Int32]
    if let integers = tensor.integers() {
      labels = integers
    } else {
      labels = try tensor.floats().enumerated().map { i, value in
        guard let label = Int32(exactly: value) else {
          throw NeuralError(
            .label, "\(operation): a label is not a whole number", expected: "0, 1, 2, ...",
            got: "\(value) at index \(i)",
            hint: operation == "oneHot"
              ? nil : "for rows of probabilities use `.categoricalCrossentropy`")
        }
        return label
      }
    }
    if let classes { try check(labels, classes: classes, in: operation) }
    return labels
  }

  /// Refuses labels outside `0 ..< classes`.
  static func check(_ labels: [Int32], classes: Int, in operation: String) throws {
    if let wrong = labels.firstIndex(where: { $0 < 0 || Int($0) >= classes }) {
      throw NeuralError(
        .label, "\(operation): a label is outside the classes", expected: "0 to \(classes - 1)",
        got: "\(labels[wrong]) at index \(wrong)",
        hint: operation == "oneHot"
          ? "leave the number of classes out, or give one more than the largest label"
          : "the last layer needs one unit for each class")
    }
  }
}
