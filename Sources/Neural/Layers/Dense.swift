import CKernels

/// A fully connected layer: y = activation(x W + b), with W [inputs, units] and b [units].
///
/// Keras' `Dense`: on inputs with several axes it works along the last one.
public final class Dense: LayerCore, Layer {
  /// The number of outputs.
  public let units: Int
  /// The function applied to the sums.
  public let activation: Activation
  /// Whether b is there.
  public let useBias: Bool
  /// How the first W is drawn.
  public let kernelInitializer: Initializer
  /// How the first b is drawn.
  public let biasInitializer: Initializer
  /// What a large W costs.
  public let kernelRegularizer: Regularizer?
  /// What a large b costs.
  public let biasRegularizer: Regularizer?

  /// Creates a layer of `units` neurons.
  ///
  /// `inputShape` is the shape of one input, for the first layer of a model.
  ///
  /// - Throws: `NeuralError` if `units` is not positive.
  public init(
    _ units: Int, activation: Activation = .linear, useBias: Bool = true,
    kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
    kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil,
    inputShape: [Int]? = nil, name: String? = nil
  ) throws {
    guard units > 0 else {
      throw NeuralError(
        .argument, "Dense: the number of units must be positive", expected: "at least 1",
        got: "\(units)")
    }
    _ = try Shape.count(of: [units], in: "Dense")
    self.units = units
    self.activation = activation
    self.useBias = useBias
    self.kernelInitializer = kernelInitializer
    self.biasInitializer = biasInitializer
    self.kernelRegularizer = kernelRegularizer
    self.biasRegularizer = biasRegularizer
    try super.init(typeName: "Dense", name: name, input: inputShape)
  }

  override func outputShape(for input: [Int]) throws -> [Int] {
    guard !input.isEmpty else {
      throw NeuralError(
        .shape, "Dense: the input has no axis to work along", expected: "a shape such as [784]",
        got: "[]")
    }
    return input.dropLast() + [units]
  }

  override func makeParameters(input: [Int]) throws -> [Parameter] {
    let inputs = input.last ?? 1
    let count = try Shape.count(of: [inputs, units], in: "Dense")
    try Observation.charge("Dense", multiplyAdds: count, bytes: saturating(count, 4))
    let kernel = Parameter(
      name: "kernel", shape: [inputs, units],
      values: kernelInitializer.values(count: count, fanIn: inputs, fanOut: units),
      regularizer: kernelRegularizer)
    guard useBias else { return [kernel] }
    // A bias is a vector: Keras counts its length for both fans.
    let bias = Parameter(
      name: "bias", shape: [units],
      values: biasInitializer.values(count: units, fanIn: units, fanOut: units),
      regularizer: biasRegularizer)
    return [kernel, bias]
  }

  override func makeOperations(input: [Int]) -> [Operation] {
    let positions = input.dropLast().reduce(1, *)
    let affine = Affine(
      kernel: parameters[0], bias: useBias ? parameters[1] : nil, positions: positions,
      relu: activation == .relu)
    if activation == .linear || activation == .relu { return [affine] }
    return [affine, Activate(activation, shape: input.dropLast() + [units])]
  }
}

/// z = x W + b, and max(0, z) in the same pass if asked for.
///
/// Back: dx = dz W^T, dW = x^T dz, db = sum of dz over the rows.
final class Affine: Operation {
  private let kernel: ParameterState
  private let bias: ParameterState?
  private let inputs: Int
  private let units: Int
  /// Rows in one example: more than 1 where the input has several axes.
  private let positions: Int
  private let relu: Bool
  private var transposed = FloatBuffer(count: 0)
  private let biasGradient: FloatBuffer

  init(kernel: Parameter, bias: Parameter?, positions: Int, relu: Bool) {
    self.kernel = ParameterState(kernel)
    self.bias = bias.map { ParameterState($0) }
    inputs = kernel.shape[0]
    units = kernel.shape[1]
    self.positions = positions
    self.relu = relu
    biasGradient = FloatBuffer(count: units)
    super.init(inputWidth: positions * inputs, outputWidth: positions * units)
  }

  override var readsSparse: Bool { positions == 1 }

  override var states: [ParameterState] { [kernel] + (bias.map { [$0] } ?? []) }

  override var multiplyAdds: Int { saturating(positions, inputs, units) }

  override func prepare(capacity: Int) {
    transposed = FloatBuffer(count: units * kernels_lanes(capacity * positions))
  }

  override func forward(_ rows: Int, from input: BatchInput, to z: FloatPointer, training: Bool) {
    let w = kernel.parameter.buffer.pointer
    let b = bias?.parameter.buffer.pointer
    switch input {
    case .dense(let x):
      kernels_product(x, inputs, w, b, relu ? 1 : 0, z, rows * positions, inputs, units)
    case .sparse(let batch):
      batch.withLists { kernels_sparse_product($0, w, b, relu ? 1 : 0, z, units) }
    }
  }

  override func backward(
    _ rows: Int, input: BatchInput, output a: FloatPointer, gradient d: FloatPointer,
    inputGradient dx: FloatPointer?
  ) {
    let m = rows * positions
    if relu { kernels_relu_gradient(a, d, m * units) }
    if let dx {
      kernels_input_gradient(
        d, kernel.parameter.buffer.pointer, dx, transposed.pointer, m, inputs, units)
    }
    var slots = kernel.pointers
    switch (input, kernel.gradient) {
    case (.dense(let x), nil):
      kernels_weight_update(x, inputs, d, &kernel.rule, &slots, m, inputs, units)
    case (.dense(let x), let kept?):
      kernels_weight_gradient(x, inputs, d, kept.pointer, m, inputs, units)
    case (.sparse(let batch), nil):
      batch.withLists { kernels_sparse_weight_update($0, d, &kernel.rule, &slots, units) }
    case (.sparse(let batch), let kept?):
      batch.withLists { kernels_sparse_weight_gradient($0, d, kept.pointer, units) }
    }
    guard let bias else { return }
    if let kept = bias.gradient {
      kernels_column_sum(d, kept.pointer, m, units)
    } else {
      kernels_column_sum(d, biasGradient.pointer, m, units)
      slots = bias.pointers
      kernels_update(&bias.rule, &slots, biasGradient.pointer, units)
    }
  }
}
