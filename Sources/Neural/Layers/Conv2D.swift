import CKernels

/// A convolution: y[i, j, f] = activation(sum over r, c, k of x[i s + r, j s + c, k] W[r, c, k, f] +
/// b[f]), with images x [height, width, channels], W [rows, columns, channels, filters], b [filters].
///
/// Keras' `Conv2D`: the kernel is not flipped, channels come last. With a dilation d the window reads
/// x[i s + r d, j s + c d, k], every d-th pixel. With g groups the channels and the filters are
/// divided into g parts of one size, and each part of the filters sees its part of the channels: W is
/// [rows, columns, channels / g, filters].
public final class Conv2D: LayerCore, Layer {
  /// The number of filters: the channels of the output.
  public let filters: Int
  /// Rows and columns of the window.
  public let kernelSize: [Int]
  /// Rows and columns the window moves at a time.
  public let strides: [Int]
  /// What happens at the border.
  public let padding: Padding
  /// From one pixel that the window reads to the next, in rows and columns.
  public let dilationRate: [Int]
  /// Into how many parts channels and filters are divided.
  public let groups: Int
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

  /// Creates a layer of `filters` filters with windows of `kernelSize` rows and columns.
  ///
  /// `inputShape` is [height, width, channels], for the first layer of a model.
  ///
  /// - Throws: `NeuralError` if a number is not positive, the filters cannot be divided into groups,
  ///   or both strides and a dilation are larger than 1, which Keras does not offer either.
  public init(
    _ filters: Int, _ kernelSize: [Int], strides: [Int] = [1, 1], padding: Padding = .valid,
    dilationRate: [Int] = [1, 1], groups: Int = 1, activation: Activation = .linear,
    useBias: Bool = true,
    kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
    kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil,
    inputShape: [Int]? = nil, name: String? = nil
  ) throws {
    guard filters > 0 else {
      throw NeuralError(
        .argument, "Conv2D: the number of filters must be positive", expected: "at least 1",
        got: "\(filters)")
    }
    _ = try Shape.count(of: [filters], in: "Conv2D")
    try WindowSize.check(kernelSize, "kernel size", in: "Conv2D")
    try WindowSize.check(strides, "strides", in: "Conv2D")
    try WindowSize.check(dilationRate, "dilation rate", in: "Conv2D")
    guard strides == [1, 1] || dilationRate == [1, 1] else {
      throw NeuralError(
        .unsupported, "Conv2D: strides and a dilation rate cannot both be larger than 1",
        got: "strides \(Shape.text(strides)) and dilation rate \(Shape.text(dilationRate))")
    }
    guard groups > 0, filters % groups == 0 else {
      throw NeuralError(
        .argument, "Conv2D: the filters cannot be divided into so many groups",
        expected: "a divisor of \(filters)", got: "\(groups)")
    }
    self.filters = filters
    self.kernelSize = kernelSize
    self.strides = strides
    self.padding = padding
    self.dilationRate = dilationRate
    self.groups = groups
    self.activation = activation
    self.useBias = useBias
    self.kernelInitializer = kernelInitializer
    self.biasInitializer = biasInitializer
    self.kernelRegularizer = kernelRegularizer
    self.biasRegularizer = biasRegularizer
    try super.init(typeName: "Conv2D", name: name, input: inputShape)
  }

  /// Creates a layer with square windows of `kernelSize`, moving `strides` at a time both ways.
  ///
  /// - Throws: As the other.
  public convenience init(
    _ filters: Int, _ kernelSize: Int, strides: Int = 1, padding: Padding = .valid,
    dilationRate: Int = 1, groups: Int = 1, activation: Activation = .linear, useBias: Bool = true,
    kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros,
    kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil,
    inputShape: [Int]? = nil, name: String? = nil
  ) throws {
    try self.init(
      filters, [kernelSize, kernelSize], strides: [strides, strides], padding: padding,
      dilationRate: [dilationRate, dilationRate], groups: groups, activation: activation,
      useBias: useBias, kernelInitializer: kernelInitializer,
      biasInitializer: biasInitializer, kernelRegularizer: kernelRegularizer,
      biasRegularizer: biasRegularizer, inputShape: inputShape, name: name)
  }

  private func slides(_ input: [Int]) throws -> (rows: Slide, columns: Slide, channels: Int) {
    let (height, width, channels) = try WindowSize.image(input, in: "Conv2D")
    guard channels % groups == 0 else {
      throw NeuralError(
        .shape, "Conv2D: the channels cannot be divided into \(groups) groups",
        expected: "a multiple of \(groups)", got: "\(channels) channels")
    }
    // Both are at most 2^20.
    let spans = zip(kernelSize, dilationRate).map { size, rate in (size - 1) * rate + 1 }
    guard
      let rows = Slide(size: height, window: spans[0], stride: strides[0], padding: padding),
      let columns = Slide(size: width, window: spans[1], stride: strides[1], padding: padding)
    else { throw WindowSize.tooLarge(spans, input, in: "Conv2D") }
    return (rows, columns, channels)
  }

  override func outputShape(for input: [Int]) throws -> [Int] {
    let (rows, columns, channels) = try slides(input)
    _ = try Shape.count(of: [rows.padded, columns.padded, channels], in: "Conv2D")
    return [rows.outputs, columns.outputs, filters]
  }

  override func makeParameters(input: [Int]) throws -> [Parameter] {
    let channels = input[2] / groups
    let shape = kernelSize + [channels, filters]
    let count = try Shape.count(of: shape, in: "Conv2D")
    try Observation.charge("Conv2D", multiplyAdds: count, bytes: saturating(count, 4))
    let window = kernelSize[0] * kernelSize[1]
    let kernel = Parameter(
      name: "kernel", shape: shape,
      values: kernelInitializer.values(
        count: count, fanIn: window * channels, fanOut: window * filters),
      regularizer: kernelRegularizer)
    guard useBias else { return [kernel] }
    let bias = Parameter(
      name: "bias", shape: [filters],
      values: biasInitializer.values(count: filters, fanIn: filters, fanOut: filters),
      regularizer: biasRegularizer)
    return [kernel, bias]
  }

  override func makeOperations(input: [Int]) -> [Operation] {
    guard let (rows, columns, channels) = try? slides(input) else { return [] }
    let end =
      activation == .linear || activation == .relu
      ? [] : [Activate(activation, shape: [rows.outputs, columns.outputs, filters])]
    guard dilationRate == [1, 1], groups == 1 else {
      let patches = ConvolutionPatches(
        rows: rows, columns: columns, channels: channels, kernelSize: kernelSize,
        strides: strides, dilationRate: dilationRate, groups: groups)
      return [
        PatchConvolution(
          kernel: parameters[0], bias: useBias ? parameters[1] : nil, patches: patches,
          filters: filters, relu: activation == .relu)
      ] + end
    }
    let shape = kernels_convolution(
      height: rows.padded, width: columns.padded, channels: channels,
      kernel_height: kernelSize[0], kernel_width: kernelSize[1], stride_y: strides[0],
      stride_x: strides[1], out_height: rows.outputs, out_width: columns.outputs,
      filters: filters)
    let border = kernels_padding(
      height: rows.size, width: columns.size, channels: channels, top: rows.before,
      left: columns.before, padded_height: rows.padded, padded_width: columns.padded)
    let convolution = Convolution(
      kernel: parameters[0], bias: useBias ? parameters[1] : nil, shape: shape, border: border,
      relu: activation == .relu)
    return [convolution] + end
  }
}

/// z = patches W + b, and max(0, z) in the same pass if asked for.
///
/// Back: dx = dz W^T added at the patches' places, dW = patches^T dz, db = sum of dz over positions.
final class Convolution: Operation {
  private let kernel: ParameterState
  private let bias: ParameterState?
  private var shape: kernels_convolution
  private var border: kernels_padding
  private let relu: Bool
  private let isPadded: Bool
  /// The images with zeros around them, and the gradient by those.
  private var padded = FloatBuffer(count: 0)
  private var paddedGradient = FloatBuffer(count: 0)
  private let transposed: FloatBuffer
  private let kernelGradient: FloatBuffer
  private let biasGradient: FloatBuffer

  init(
    kernel: Parameter, bias: Parameter?, shape: kernels_convolution, border: kernels_padding,
    relu: Bool
  ) {
    self.kernel = ParameterState(kernel)
    self.bias = bias.map { ParameterState($0) }
    self.shape = shape
    self.border = border
    self.relu = relu
    isPadded = shape.height != border.height || shape.width != border.width
    transposed = FloatBuffer(count: kernel.count)
    kernelGradient = FloatBuffer(count: kernel.count)
    biasGradient = FloatBuffer(count: shape.filters)
    super.init(
      inputWidth: border.height * border.width * border.channels,
      outputWidth: shape.out_height * shape.out_width * shape.filters)
  }

  override var states: [ParameterState] { [kernel] + (bias.map { [$0] } ?? []) }

  override var multiplyAdds: Int {
    saturating(outputWidth, shape.kernel_height, shape.kernel_width, shape.channels)
  }

  override var scratchWidth: Int { isPadded ? shape.height * shape.width * shape.channels : 0 }

  override func prepare(capacity: Int) {
    // Zeros at first, and the border stays so.
    padded = FloatBuffer(count: capacity * scratchWidth)
    paddedGradient = FloatBuffer(count: capacity * scratchWidth)
  }

  override func forward(_ rows: Int, from input: BatchInput, to z: FloatPointer, training: Bool) {
    guard case .dense(var x) = input else { return }
    if isPadded {
      kernels_pad_images(&border, x, padded.pointer, rows)
      x = padded.pointer
    }
    kernels_convolve(
      &shape, x, kernel.parameter.buffer.pointer, bias?.parameter.buffer.pointer, relu ? 1 : 0, z,
      rows)
  }

  override func backward(
    _ rows: Int, input: BatchInput, output a: FloatPointer, gradient d: FloatPointer,
    inputGradient dx: FloatPointer?
  ) {
    guard case .dense(var x) = input else { return }
    if isPadded { x = padded.pointer }
    let mask = relu ? a : nil
    if let dx {
      kernels_convolution_input_gradient(
        &shape, d, mask, kernel.parameter.buffer.pointer, transposed.pointer,
        isPadded ? paddedGradient.pointer : dx, rows)
      if isPadded { kernels_crop_images(&border, paddedGradient.pointer, dx, rows) }
    }
    let g = kernel.gradient ?? kernelGradient
    let gBias = bias?.gradient ?? biasGradient
    kernels_convolution_weight_gradient(
      &shape, x, d, mask, transposed.pointer, g.pointer, gBias.pointer, rows)
    update(kernel, by: g)
    if let bias { update(bias, by: gBias) }
  }

  private func update(_ state: ParameterState, by gradient: FloatBuffer) {
    guard state.gradient == nil else { return }
    var slots = state.pointers
    kernels_update(&state.rule, &slots, gradient.pointer, state.parameter.count)
  }
}
