import CKernels

/// One step of a network: `Dense`, `Flatten`, `Dropout`, ...
///
/// A layer is an object: after training it holds the trained weights, and a layer used in two
/// models is one layer. Everything a layer has and does is in `LayerCore`.
public protocol Layer: LayerCore {}

/// What all layers have: a name, shapes, and weights once the input shape is known.
public class LayerCore {
  /// Keras' name of the kind: `Dense`.
  public let typeName: String
  /// The name in the model: the one given, or `dense`, `dense_1`, ... once the layer is in one.
  public internal(set) var name: String
  /// The shape of one input, where the layer declares it.
  let declaredInput: [Int]?
  /// The shapes of one input and one output, once they are known.
  private(set) var built: (input: [Int], output: [Int])?
  private(set) var parameters: [Parameter] = []

  init(typeName: String, name: String?, input: [Int]? = nil) throws {
    self.typeName = typeName
    self.name = name ?? ""
    declaredInput = input
    if let name, name.isEmpty {
      throw NeuralError(.argument, "\(typeName): the name is empty", hint: "leave it out instead")
    }
    if let input {
      let count = try Shape.count(of: input, in: typeName)
      guard count > 0 else {
        throw NeuralError(
          .shape, "\(typeName): an input has no elements", expected: "sizes of at least 1",
          got: Shape.text(input))
      }
    }
  }

  /// All numbers the layer has.
  public var parameterCount: Int { parameters.reduce(0) { $0 + $1.count } }

  /// The numbers that training changes; the rest are statistics, such as a moving mean.
  public var trainableCount: Int {
    parameters.reduce(0) { $0 + ($1.isTrainable ? $1.count : 0) }
  }

  /// The shape of one output, without the axis of the examples; nil until the layer is in a model
  /// whose input shape is known.
  public var outputShape: [Int]? { built?.output }

  /// Copies of the weights in Keras' order: for `Dense` the kernel [inputs, units], then the bias
  /// [units]; none until the input shape is known.
  public var weights: [Tensor] { parameters.map(\.tensor) }

  /// Replaces the weights, given in the order of `weights`.
  ///
  /// - Throws: `NeuralError` if their number or a shape differs, a value is not finite, or the
  ///   input shape is not known yet.
  public func setWeights(_ weights: [Tensor]) throws {
    guard built != nil else {
      throw NeuralError(
        .notBuilt, "setWeights: the layer '\(name.isEmpty ? typeName : name)' has no weights yet",
        hint: "declare the input shape, as in `Flatten(inputShape: [28, 28])`, or call `build`")
    }
    guard weights.count == parameters.count else {
      throw NeuralError(
        .shape, "setWeights: the layer '\(name)' has another number of weights",
        expected: "\(parameters.count)", got: "\(weights.count)")
    }
    for (parameter, tensor) in zip(parameters, weights) {
      guard tensor.shape == parameter.shape else {
        throw NeuralError(
          .shape, "setWeights: the \(parameter.name) of '\(name)' has another shape",
          expected: Shape.text(parameter.shape), got: Shape.text(tensor.shape))
      }
      guard tensor.floats().allSatisfy(\.isFinite) else {
        throw NeuralError(
          .notFinite,
          "setWeights: the \(parameter.name) of '\(name)' has a value that is nan or inf"
        )
      }
    }
    for (parameter, tensor) in zip(parameters, weights) { parameter.set(tensor.floats()) }
  }

  /// Fixes the input shape and draws the first weights; a layer that is built already must fit.
  final func build(input: [Int]) throws -> [Int] {
    if let built {
      guard built.input == input else {
        throw NeuralError(
          .shape, "\(typeName): the layer '\(name)' was built for another input",
          expected: Shape.text(built.input), got: Shape.text(input))
      }
      return built.output
    }
    if let declaredInput, declaredInput != input {
      throw NeuralError(
        .shape, "\(typeName): the input does not fit the layer '\(name)'",
        expected: Shape.text(declaredInput), got: Shape.text(input))
    }
    let output = try outputShape(for: input)
    _ = try Shape.count(of: output, in: typeName)
    parameters = try makeParameters(input: input)
    built = (input, output)
    return output
  }

  // What each kind of layer answers.

  func outputShape(for input: [Int]) throws -> [Int] { input }

  func makeParameters(input: [Int]) throws -> [Parameter] { [] }

  /// The operations the layer stands for, with fresh state for one network.
  func makeOperations(input: [Int]) -> [Operation] { [] }
}

/// The numbers of a layer: one kernel, one bias or one statistic, in the layout of the kernels.
final class Parameter {
  /// `kernel`, `bias`.
  let name: String
  /// Whether training changes it by its gradient.
  let isTrainable: Bool
  /// What its size costs.
  let regularizer: Regularizer?
  let shape: [Int]
  let buffer: FloatBuffer
  private let rows: Int
  private let columns: Int

  /// A matrix [rows, columns], with one axis a vector; with more axes, all but the last are rows.
  init(
    name: String, shape: [Int], values: [Float], isTrainable: Bool = true,
    regularizer: Regularizer? = nil
  ) {
    self.name = name
    self.isTrainable = isTrainable
    self.regularizer = regularizer
    self.shape = shape
    rows = shape.dropLast().reduce(1, *)
    columns = shape.last ?? 1
    buffer = FloatBuffer(count: rows * columns)
    set(values)
  }

  var count: Int { buffer.count }

  func set(_ values: [Float]) { kernels_pack(values, rows, columns, buffer.pointer) }

  var tensor: Tensor { Self.tensor(buffer, shape: shape) }

  /// A buffer in this layout as a row-major tensor.
  static func tensor(_ buffer: FloatBuffer, shape: [Int]) -> Tensor {
    let rows = shape.dropLast().reduce(1, *)
    let columns = shape.last ?? 1
    let floats = [Float](unsafeUninitializedCapacity: rows * columns) { out, initialized in
      kernels_unpack(buffer.pointer, rows, columns, out.baseAddress)
      initialized = rows * columns
    }
    return Tensor(floats: floats, shape: shape)
  }
}
