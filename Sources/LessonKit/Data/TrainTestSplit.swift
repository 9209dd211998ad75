import Neural

/// Mixes the examples and puts a part of them aside for the test.
///
/// - Parameters:
///   - x: The examples `[n, ...]`.
///   - y: Their labels or targets `[n, ...]`.
///   - testSize: The part that is put aside, between 0 and 1; rounded up to whole examples, as in scikit-learn.
///   - seed: A seed of its own instead of the lesson's.
/// - Returns: `((x, y) to train with, (x, y) to test with)`, in the order of `loadData()`.
/// - Throws: when `x` and `y` have different numbers of examples, or a part would be empty.
public func trainTestSplit(
  _ x: Tensor, _ y: Tensor, testSize: Double = 0.25, seed: Int? = nil
) throws -> ((Tensor, Tensor), (Tensor, Tensor)) {
  guard let count = x.shape.first, count == y.shape.first else {
    throw NeuralError(
      .shape, "trainTestSplit: x and y are of different length",
      expected: "as many labels as examples", got: "\(x.shape) and \(y.shape)")
  }
  guard testSize > 0, testSize < 1 else {
    throw NeuralError(
      .argument, "trainTestSplit: the test size makes no sense", expected: "between 0 and 1",
      got: "\(testSize)", hint: "write 0.25 to put a quarter aside")
  }
  let test = Int((Double(count) * testSize).rounded(.up))
  guard test > 0, test < count else {
    throw NeuralError(
      .empty, "trainTestSplit: one of the parts would be empty",
      expected: "at least one example in each", got: "\(count) in all, \(test) to test with")
  }
  let order = try Tensor.permutation(count, seed: seed)
  let (testing, training) = (try order[0..<test], try order[test..<count])
  return (
    (try x.take(training), try y.take(training)), (try x.take(testing), try y.take(testing))
  )
}
