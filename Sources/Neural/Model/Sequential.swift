import CKernels

/// Layers applied one after another, and their training.
///
/// ```swift
/// let model = try Sequential([
///   Flatten(inputShape: [28, 28]), Dense(20, activation: .relu), Dense(10, activation: .softmax),
/// ])
/// try model.compile(
///   optimizer: .adam, loss: .sparseCategoricalCrossentropy, metrics: [.accuracy])
/// let history = try model.fit(images, labels, epochs: 20)
/// ```
public final class Sequential {
  /// The name in the summary.
  public let name: String
  /// The layers from input to output.
  public private(set) var layers: [any Layer] = []
  /// The shape of one example; nil until it is declared, or seen in data.
  public private(set) var inputShape: [Int]?
  /// The shape of one prediction; nil until the input shape is known.
  public private(set) var outputShape: [Int]?
  /// What the last `fit` recorded; after an error, the epochs that were completed.
  public internal(set) var history: History?
  /// Set to true by a callback to end training after the epoch.
  public var stopTraining = false

  var compiled: Compiled?
  private var inference: Network?

  /// Creates a model; it is built at once if the first layer declares its input shape.
  ///
  /// - Throws: `NeuralError` if the layers do not fit together.
  public init(_ layers: [any Layer] = [], name: String = "sequential") throws {
    self.name = name
    for layer in layers { try add(layer) }
  }

  /// Creates a model of the layers written one under the other.
  ///
  /// ```swift
  /// let model = try Sequential {
  ///   try Dense(20, activation: .relu, inputShape: [784])
  ///   try Dense(10, activation: .softmax)
  /// }
  /// ```
  ///
  /// - Throws: `NeuralError` if the layers do not fit together, or what a layer throws.
  public convenience init(
    name: String = "sequential", @LayerBuilder _ layers: () throws -> [any Layer]
  ) throws {
    try self.init(try layers(), name: name)
  }

  /// Appends a layer.
  ///
  /// - Throws: `NeuralError` if it does not fit the layers before it, or is in the model already.
  public func add(_ layer: any Layer) throws {
    guard !layers.contains(where: { $0 === layer }) else {
      throw NeuralError(
        .unsupported, "add: the layer '\(layer.name)' is in the model already",
        hint: "create a second layer")
    }
    if layer.name.isEmpty {
      layer.name = freeName(for: layer.typeName)
    } else if layers.contains(where: { $0.name == layer.name }) {
      throw NeuralError(
        .name, "add: another layer of the model has the same name", expected: "a new name",
        got: "'\(layer.name)'")
    }
    if let outputShape {
      self.outputShape = try layer.build(input: outputShape)
      layers.append(layer)
    } else {
      layers.append(layer)
      // An input shape below the first layer cannot be: it would have to come first.
      if layers.count == 1, let shape = layer.declaredInput { try build(inputShape: shape) }
    }
    inference = nil
    compiled?.forgetNetwork()
  }

  /// Fixes the shape of one example and draws the first weights.
  ///
  /// - Throws: `NeuralError` if the model has no layers, was built for another shape, or the layers
  ///   do not fit.
  public func build(inputShape shape: [Int]) throws {
    guard !layers.isEmpty else {
      throw NeuralError(
        .notBuilt, "build: the model has no layers", hint: "add one, as in `Dense(1)`")
    }
    if let inputShape {
      guard inputShape == shape else {
        throw NeuralError(
          .shape, "build: the model was built for another input", expected: Shape.text(inputShape),
          got: Shape.text(shape))
      }
      return
    }
    guard try Shape.count(of: shape, in: "build") > 0 else {
      throw NeuralError(
        .shape, "build: an input has no elements", expected: "sizes of at least 1",
        got: Shape.text(shape))
    }
    var current = shape
    for layer in layers { current = try layer.build(input: current) }
    inputShape = shape
    outputShape = current
  }

  /// The layer of a name.
  ///
  /// - Throws: `NeuralError` if there is none.
  public func getLayer(_ name: String) throws -> any Layer {
    guard let layer = layers.first(where: { $0.name == name }) else {
      throw NeuralError(
        .name, "getLayer: the model has no layer of this name",
        expected: layers.map { "\"\($0.name)\"" }.joined(separator: ", "), got: "\"\(name)\"")
    }
    return layer
  }

  /// The layer at a place, from 0.
  ///
  /// - Throws: `NeuralError` if there is none.
  public func getLayer(index: Int) throws -> any Layer {
    guard layers.indices.contains(index) else {
      throw NeuralError(
        .index, "getLayer: the index is out of range",
        expected: layers.isEmpty ? "a model with layers" : "0 to \(layers.count - 1)",
        got: "\(index)")
    }
    return layers[index]
  }

  /// Copies of all weights, layer by layer.
  public var weights: [Tensor] { layers.flatMap(\.weights) }

  /// Replaces all weights, given in the order of `weights`.
  ///
  /// - Throws: `NeuralError` if their number or a shape differs, a value is not finite, or the input
  ///   shape is not known yet; then nothing is replaced.
  public func setWeights(_ weights: [Tensor]) throws {
    guard inputShape != nil else {
      throw NeuralError(
        .notBuilt, "setWeights: the shape of the input is not known yet",
        hint: "declare it, as in `Flatten(inputShape: [28, 28])`, or call `build` first")
    }
    let counts = layers.map(\.weights.count)
    guard weights.count == counts.reduce(0, +) else {
      throw NeuralError(
        .shape, "setWeights: the model has another number of weights",
        expected: "\(counts.reduce(0, +))", got: "\(weights.count)")
    }
    let before = self.weights
    do {
      try assign(weights, counts)
    } catch {
      try assign(before, counts)
      throw error
    }
  }

  private func assign(_ weights: [Tensor], _ counts: [Int]) throws {
    var next = 0
    for (layer, count) in zip(layers, counts) {
      try layer.setWeights(Array(weights[next..<next + count]))
      next += count
    }
  }

  /// All numbers that training changes.
  public var trainableCount: Int { layers.reduce(0) { $0 + $1.trainableCount } }

  /// All weights of all layers.
  public var parameterCount: Int { layers.reduce(0) { $0 + $1.parameterCount } }

  /// The layers, their output shapes and parameters, as a table.
  ///
  /// - Throws: `NeuralError` if the input shape is not known yet.
  public func summary() throws -> Summary {
    guard inputShape != nil else {
      throw NeuralError(
        .notBuilt, "summary: the shape of the input is not known yet",
        hint: "declare it, as in `Flatten(inputShape: [28, 28])`, or call `fit` or `build` first")
    }
    let shown = layers.filter { !($0 is Input) }
    return Summary(
      modelName: name,
      rows: shown.map {
        Summary.Row(
          name: $0.name, typeName: $0.typeName, outputShape: $0.outputShape ?? [],
          parameterCount: $0.parameterCount, trainableCount: $0.trainableCount)
      })
  }

  /// Keras' name for a kind of layer: `MaxPooling2D` is `max_pooling2d`, the second one `..._1`.
  private func freeName(for typeName: String) -> String {
    var snake = ""
    var previous: Character = " "
    for letter in typeName {
      if letter.isUppercase, previous.isLowercase { snake += "_" }
      snake += letter.lowercased()
      previous = letter
    }
    let taken = Set(layers.map(\.name))
    if !taken.contains(snake) { return snake }
    var number = 1
    while taken.contains("\(snake)_\(number)") { number += 1 }
    return "\(snake)_\(number)"
  }

  // MARK: Prediction

  /// The output for every example: [examples] + `outputShape`.
  ///
  /// - Throws: `NeuralError` if the examples do not fit the model.
  public func predict(_ x: Tensor, batchSize: Int = 32) throws -> Tensor {
    try outputs(x, batchSize: batchSize, in: "predict", withLastActivation: true)
  }

  /// What enters the last softmax or sigmoid, for every example.
  ///
  /// - Throws: `NeuralError` if the examples do not fit, or the model ends in neither.
  public func logits(_ x: Tensor, batchSize: Int = 32) throws -> Tensor {
    try outputs(x, batchSize: batchSize, in: "logits", withLastActivation: false)
  }

  private func outputs(
    _ x: Tensor, batchSize: Int, in operation: String, withLastActivation: Bool
  ) throws -> Tensor {
    try Self.check(batchSize: batchSize, in: operation)
    let x = try examples(x, in: operation)
    let examples = Examples(x)
    // Any batch size gives the same bits, so this one is the network's.
    let network = try inferenceNetwork()
    if !withLastActivation {
      guard network.lastActivation == .softmax || network.lastActivation == .sigmoid else {
        throw NeuralError(
          .unsupported, "logits: the model does not end in a softmax or sigmoid",
          hint: "use `predict`")
      }
    }
    let shape = [examples.count] + (outputShape ?? [])
    let count = try Shape.count(of: shape, in: operation)
    try Observation.charge(
      operation, multiplyAdds: saturating(examples.count, network.multiplyAdds),
      bytes: saturating(count, 4))
    let operations =
      withLastActivation ? network.operations.count : network.beforeLastActivation
    let width = examples.count == 0 ? 0 : count / examples.count
    let order = (0..<UInt32(examples.count)).map { $0 }
    let floats = [Float](unsafeUninitializedCapacity: count) { out, initialized in
      order.withUnsafeBufferPointer { order in
        guard let order = order.baseAddress, let out = out.baseAddress else { return }
        var start = 0
        while start < examples.count {
          let rows = min(network.capacity, examples.count - start)
          network.gather(examples, rows, order + start, training: false)
          let result = network.forward(rows, operations: operations, training: false)
          (out + start * width).update(from: result, count: rows * width)
          start += rows
        }
      }
      initialized = count
    }
    return Tensor(floats: floats, shape: shape)
  }

  func inferenceNetwork() throws -> Network {
    if let inference { return inference }
    // 32 rows, fewer where a row is so long that they would need more than 64 MiB.
    let widest = layers.map { ($0.outputShape ?? []).reduce(1, *) }.max() ?? 1
    let width = max(1, widest, (inputShape ?? []).reduce(1, *))
    let capacity = max(1, min(32, (1 << 24) / width))
    let network = try Network(
      layers: layers, inputShape: inputShape ?? [], capacity: capacity, trains: false)
    inference = network
    return network
  }

  // MARK: Checks

  static func check(batchSize: Int, in operation: String) throws {
    guard batchSize >= 1 else {
      throw NeuralError(
        .argument, "\(operation): the batch size must be positive", expected: "at least 1",
        got: "\(batchSize)")
    }
  }

  /// x with an axis of examples first and the model's input shape after it; builds the model if its
  /// input shape was open.
  func examples(_ x: Tensor, in operation: String) throws -> Tensor {
    guard x.rank > 0 else {
      throw NeuralError(
        .shape, "\(operation): the input is a single number", expected: "a tensor of examples",
        got: "shape []", hint: "write it in brackets, as in `Tensor([10.0])`")
    }
    // A row of numbers is one number an example.
    let x =
      x.rank == 1 ? x.view(shape: x.shape + [1], count: x.count) : x
    let shape = Array(x.shape.dropFirst())
    if inputShape == nil { try build(inputShape: shape) }
    guard let inputShape, shape == inputShape else {
      let wanted = inputShape ?? []
      throw NeuralError(
        .shape, "\(operation): the examples do not fit the model",
        expected: "[examples" + wanted.map { ", \($0)" }.joined() + "]",
        got: Shape.text(x.shape),
        hint: x.shape == wanted
          ? "this is one example: choose a range, as in `images[0..<1]`, to keep the first axis"
          : nil)
    }
    let numbers: [Float] =
      switch x.storage {
      case .mapped(_, let table): table
      case .floats(let floats): floats
      case .bytes, .ints: []
      }
    if let wrong = numbers.first(where: { !$0.isFinite }) {
      // Only what is in this tensor counts, and the message tells the row.
      let size = max(1, x.count / max(1, x.shape[0]))
      if let place = (0..<x.count).first(where: { !x.float(at: $0).isFinite }) {
        throw NeuralError(
          .notFinite, "\(operation): the examples contain \(wrong.isNaN ? "nan" : "inf")",
          expected: "finite numbers", got: "\(x.float(at: place)) in example \(place / size)",
          hint: "look for a division by 0 or a missing value in the data")
      }
    }
    return x
  }
}

/// Collects the layers of `Sequential { ... }`.
@resultBuilder
public enum LayerBuilder {
  /// One layer.
  public static func buildExpression(_ layer: any Layer) -> [any Layer] { [layer] }
  /// Several layers.
  public static func buildExpression(_ layers: [any Layer]) -> [any Layer] { layers }
  /// One after the other.
  public static func buildBlock(_ parts: [any Layer]...) -> [any Layer] { parts.flatMap { $0 } }
  /// An `if` without `else`.
  public static func buildOptional(_ part: [any Layer]?) -> [any Layer] { part ?? [] }
  /// An `if`.
  public static func buildEither(first part: [any Layer]) -> [any Layer] { part }
  /// An `else`.
  public static func buildEither(second part: [any Layer]) -> [any Layer] { part }
  /// A `for`.
  public static func buildArray(_ parts: [[any Layer]]) -> [any Layer] { parts.flatMap { $0 } }
}
