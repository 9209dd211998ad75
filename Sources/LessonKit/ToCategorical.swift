import Neural

/// Labels as one-hot rows, as Keras' `to_categorical` makes them.
///
/// - Parameters:
///   - labels: Whole numbers from 0, shape `[n]`.
///   - numClasses: How many classes there are; one more than the largest label if left out.
/// - Returns: Shape `[n, numClasses]`: a 1 at each label's place, 0 elsewhere.
/// - Throws: `NeuralError` for labels that are not whole, negative, or not below `numClasses`.
public func toCategorical(_ labels: Tensor, numClasses: Int? = nil) throws -> Tensor {
  let rows = try labels.oneHot(numClasses)
  if let classes = rows.shape.last { try Tutor.encoded(labels, classes: classes) }
  return rows
}
