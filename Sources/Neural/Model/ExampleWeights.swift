/// How much each example counts in the loss of a `fit`.
enum ExampleWeights {
  /// The weights of `fit`'s arguments, one an example; nil where all count the same.
  static func read(
    sampleWeight: Tensor?, classWeight: [Int: Double]?, y: Tensor, outputShape: [Int]
  ) throws -> [Float]? {
    let count = y.shape.first ?? 0
    if let sampleWeight {
      guard classWeight == nil else {
        throw NeuralError(
          .argument, "fit: classWeight and sampleWeight cannot be used together",
          hint: "multiply the weights of the examples yourself")
      }
      guard sampleWeight.count == count, sampleWeight.shape.first == count else {
        throw NeuralError(
          .shape, "fit: there must be one weight an example", expected: "[\(count)]",
          got: Shape.text(sampleWeight.shape))
      }
      let weights = sampleWeight.floats()
      if let wrong = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
        throw NeuralError(
          .argument, "fit: the weight of an example is out of range", expected: "0 or more",
          got: "\(weights[wrong]) for example \(wrong)")
      }
      return weights
    }
    guard let classWeight else { return nil }
    // Of several numbers an example the largest is its class, as with one-hot rows.
    let width = outputShape.reduce(1, *)
    let classes = max(2, width)
    for (label, weight) in classWeight.sorted(by: { $0.key < $1.key }) {
      guard label >= 0, label < classes else {
        throw NeuralError(
          .label, "fit: classWeight names a class that does not exist",
          expected: "0 to \(classes - 1)", got: "\(label)")
      }
      guard weight >= 0, weight.isFinite else {
        throw NeuralError(
          .argument, "fit: the weight of class \(label) is out of range", expected: "0 or more",
          got: "\(weight)")
      }
    }
    let row = count == 0 ? 1 : y.count / count
    return (0..<count).map { i in
      var label = 0
      if row == 1 {
        label = Int(exactly: y.double(at: i).rounded()) ?? -1
      } else {
        for c in 1..<max(1, row) where y.double(at: i * row + c) > y.double(at: i * row + label) {
          label = c
        }
      }
      return Float(classWeight[label] ?? 1)
    }
  }
}
