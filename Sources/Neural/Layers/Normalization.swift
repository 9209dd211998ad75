/// y = (x - mean) / max(sqrt(variance), 1e-7), with the mean and variance of some data: those that
/// `adapt` finds, or given ones.
///
/// There is one mean and variance for each place along `axis` (the last one unless told otherwise),
/// or a single one for everything.
public final class Normalization: LayerCore, Layer {
  private let axis: Int?
  private let given: (mean: [Double], variance: [Double])?

  /// Creates a layer for `adapt` to fit; until then it changes nothing.
  ///
  /// Each place along `axis` has its own mean, with the examples along axis 0; -1 is the last axis,
  /// nil a single mean for all. `inputShape` is the shape of one input, for the first layer of a
  /// model.
  ///
  /// - Throws: `NeuralError` for axis 0, that of the examples.
  public init(axis: Int? = -1, inputShape: [Int]? = nil, name: String? = nil) throws {
    guard axis != 0 else {
      throw NeuralError(
        .argument, "Normalization: axis 0 holds the examples", expected: "another axis, or nil",
        got: "0")
    }
    self.axis = axis
    given = nil
    try super.init(typeName: "Normalization", name: name, input: inputShape)
  }

  /// Creates a layer with known means and variances: one for each place along the axis, or a single
  /// one for all.
  ///
  /// - Throws: `NeuralError` if there are not as many of both, or a variance is negative.
  public init(
    mean: [Double], variance: [Double], axis: Int? = -1, inputShape: [Int]? = nil,
    name: String? = nil
  ) throws {
    guard !mean.isEmpty, mean.count == variance.count else {
      throw NeuralError(
        .shape, "Normalization: there must be as many means as variances, at least one",
        got: "\(mean.count) and \(variance.count)")
    }
    guard axis != 0 else {
      throw NeuralError(
        .argument, "Normalization: axis 0 holds the examples", expected: "another axis, or nil",
        got: "0")
    }
    if let wrong = (mean + variance).first(where: { !$0.isFinite })
      ?? variance.first(where: { $0 < 0 })
    {
      throw NeuralError(
        .argument, "Normalization: a mean or variance cannot be",
        expected: "finite numbers, "
          + "variances of 0 or more", got: "\(wrong)")
    }
    self.axis = axis
    given = (mean, variance)
    try super.init(typeName: "Normalization", name: name, input: inputShape)
  }

  /// Takes the mean and the variance of data, [examples] and the shape of an input.
  ///
  /// - Throws: `NeuralError` if the layer was given them already, or the data do not fit the layer,
  ///   are empty or not finite.
  public func adapt(_ data: Tensor) throws {
    guard given == nil else {
      throw NeuralError(
        .unsupported, "adapt: the layer was given its mean and variance", hint: "leave them out")
    }
    guard data.rank > 0, data.count > 0 else {
      throw NeuralError(
        .empty, "adapt: there are no examples", expected: "at least one",
        got: "shape \(Shape.text(data.shape))")
    }
    // A row of numbers is one number an example.
    let shape = data.rank == 1 ? [1] : Array(data.shape.dropFirst())
    if built == nil {
      _ = try build(input: shape)
    } else if let built, built.input != shape {
      throw NeuralError(
        .shape, "adapt: the examples do not fit the layer",
        expected: "[examples" + built.input.map { ", \($0)" }.joined() + "]",
        got: Shape.text(data.shape))
    }
    try Observation.charge("adapt", multiplyAdds: saturating(data.count, 2))
    let (length, step) = try places(shape)
    let width = shape.reduce(1, *)
    let n = Double(data.count / length)
    var means = [Double](repeating: 0, count: length)
    for i in 0..<data.count { means[i % width / step % length] += data.double(at: i) }
    for c in 0..<length { means[c] /= n }
    var variances = [Double](repeating: 0, count: length)
    for i in 0..<data.count {
      let c = i % width / step % length
      let difference = data.double(at: i) - means[c]
      variances[c] += difference * difference
    }
    for c in 0..<length { variances[c] /= n }
    guard variances.allSatisfy(\.isFinite) else {
      throw NeuralError(
        .notFinite, "adapt: the examples contain nan or inf, or are too large",
        expected: "finite numbers")
    }
    parameters[0].set(means.map { Float($0) })
    parameters[1].set(variances.map { Float($0) })
  }

  /// How many means there are, and how many elements of an example lie between two of them.
  private func places(_ input: [Int]) throws -> (length: Int, step: Int) {
    guard let axis else { return (1, 1) }
    // Keras counts the axis of the examples as 0.
    let place = axis < 0 ? input.count + axis : axis - 1
    guard input.indices.contains(place) else {
      throw NeuralError(
        .argument, "Normalization: there is no such axis",
        expected: input.isEmpty ? "an input with axes" : "1 to \(input.count), or -1",
        got: "\(axis)")
    }
    return (input[place], input[(place + 1)...].reduce(1, *))
  }

  override func outputShape(for input: [Int]) throws -> [Int] {
    let length = try places(input).length
    if let given, given.mean.count != 1, given.mean.count != length {
      throw NeuralError(
        .shape, "Normalization: the number of means does not fit the input",
        expected: "\(length)", got: "\(given.mean.count)")
    }
    return input
  }

  override func makeParameters(input: [Int]) throws -> [Parameter] {
    guard given == nil else { return [] }
    let length = try places(input).length
    let shape = axis == nil ? [] : [length]
    return [
      Parameter(
        name: "mean", shape: shape, values: [Float](repeating: 0, count: length),
        isTrainable: false),
      Parameter(
        name: "variance", shape: shape, values: [Float](repeating: 1, count: length),
        isTrainable: false),
      Parameter(name: "count", shape: [], values: [0], isTrainable: false),
    ]
  }

  override func makeOperations(input: [Int]) -> [Operation] {
    guard let (length, step) = try? places(input) else { return [] }
    var fixed: (mean: [Float], variance: [Float])?
    if let given {
      func spread(_ values: [Double]) -> [Float] {
        values.count == 1
          ? [Float](repeating: Float(values[0]), count: length) : values.map { Float($0) }
      }
      fixed = (spread(given.mean), spread(given.variance))
    }
    return [
      Normalize(
        length: length, step: step, width: input.reduce(1, *), fixed: fixed,
        adapted: given == nil ? (parameters[0], parameters[1]) : nil)
    ]
  }
}

/// y = (x - mean_c) / max(sqrt(variance_c), 1e-7); back dx = dy over the same.
final class Normalize: Operation {
  private let length: Int
  private let step: Int
  private let adapted: (mean: Parameter, variance: Parameter)?
  private var mean: [Float]
  private var deviation: [Float]

  /// Place c of an element i is i / step modulo length.
  init(
    length: Int, step: Int, width: Int, fixed: (mean: [Float], variance: [Float])?,
    adapted: (mean: Parameter, variance: Parameter)?
  ) {
    self.length = length
    self.step = step
    self.adapted = adapted
    mean = fixed?.mean ?? [Float](repeating: 0, count: length)
    deviation = fixed?.variance.map(Self.deviation) ?? [Float](repeating: 1, count: length)
    super.init(inputWidth: width, outputWidth: width)
  }

  private static func deviation(_ variance: Float) -> Float {
    let root = variance.squareRoot()
    return root < 1e-7 ? 1e-7 : root
  }

  override func forward(_ rows: Int, from input: BatchInput, to y: FloatPointer, training: Bool) {
    guard case .dense(let x) = input else { return }
    if let adapted {
      for c in 0..<length {
        mean[c] = adapted.mean.buffer.pointer[c]
        deviation[c] = Self.deviation(adapted.variance.buffer.pointer[c])
      }
    }
    run(rows) { i, c in y[i] = (x[i] - mean[c]) / deviation[c] }
  }

  override func backward(
    _ rows: Int, input: BatchInput, output: FloatPointer, gradient d: FloatPointer,
    inputGradient dx: FloatPointer?
  ) {
    guard let dx else { return }
    run(rows) { i, c in dx[i] = d[i] / deviation[c] }
  }

  private func run(_ rows: Int, _ body: (Int, Int) -> Void) {
    var i = 0
    for _ in 0..<rows * outputWidth / (length * step) {
      for c in 0..<length {
        for _ in 0..<step {
          body(i, c)
          i += 1
        }
      }
    }
  }
}
