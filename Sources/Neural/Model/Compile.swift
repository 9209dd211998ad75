import CKernels

/// How a model is trained: what `compile` attaches.
extension Sequential {
  /// Chooses how the model is trained; starts the optimizer anew.
  ///
  /// - Parameters:
  ///   - optimizer: How gradients change weights.
  ///   - loss: What training makes small.
  ///   - metrics: What is watched besides.
  /// - Throws: `NeuralError` if a number of the optimizer is out of range, or a metric is named
  ///   twice.
  public func compile(
    optimizer: Optimizer = .rmsprop, loss: Loss, metrics: [Metric] = []
  ) throws {
    try optimizer.check()
    for (i, metric) in metrics.enumerated()
    where metrics[..<i].contains(where: { $0.name == metric.name }) {
      throw NeuralError(
        .argument, "compile: the metric \(metric.name) is named twice", hint: "name it once")
    }
    compiled = Compiled(optimizer: optimizer, loss: loss, metrics: metrics)
  }

  /// What training makes small; `nil` before `compile`.
  public var loss: Loss? { compiled?.loss }

  func requireCompiled(_ operation: String) throws -> Compiled {
    guard let compiled else {
      throw NeuralError(
        .notCompiled, "\(operation): the model has no loss yet",
        hint:
          "call `compile` first, as in `model.compile(optimizer: .adam, loss: .meanSquaredError)`")
    }
    return compiled
  }
}

/// A model's loss, metrics and optimizer, with what the optimizer remembers.
final class Compiled {
  let loss: Loss
  let metrics: [Metric]
  var optimizer: OptimizerState
  private var slots: [ObjectIdentifier: ParameterState] = [:]
  private var network: Network?

  init(optimizer: Optimizer, loss: Loss, metrics: [Metric]) {
    self.loss = loss
    self.metrics = metrics
    self.optimizer = OptimizerState(optimizer)
  }

  func forgetNetwork() { network = nil }

  /// The network of a model for training on batches of `capacity`, with the optimizer's memory.
  func trainingNetwork(of model: Sequential, capacity: Int) throws -> Network {
    if let network, network.capacity == capacity { return network }
    let network = try Network(
      layers: model.layers, inputShape: model.inputShape ?? [], capacity: capacity, trains: true)
    let needs = optimizer.optimizer.slots
    for state in network.states {
      let key = ObjectIdentifier(state.parameter)
      let before = slots[key]
      let count = state.parameter.count
      state.first = needs.first ? before?.first ?? FloatBuffer(count: count) : nil
      state.second = needs.second ? before?.second ?? FloatBuffer(count: count) : nil
      slots[key] = state
    }
    self.network = network
    return network
  }

  /// How many operations run before the loss, and whether the loss takes the last one's place.
  func end(of network: Network) -> (operations: Int, isFused: Bool) {
    guard let last = network.lastActivation, last == loss.fuses else {
      return (network.operations.count, false)
    }
    return (network.beforeLastActivation, true)
  }

  /// Targets in the form the loss takes, checked against the examples and the output.
  func targets(_ y: Tensor, examples: Int, outputShape: [Int], in operation: String) throws
    -> Targets
  {
    let rows = y.shape.first ?? 0
    guard y.rank > 0, rows == examples else {
      throw NeuralError(
        .shape, "\(operation): x and y have different numbers of examples",
        expected: "\(examples) targets", got: y.rank == 0 ? "a single number" : "\(rows)")
    }
    let width = outputShape.reduce(1, *)
    if loss.fuses == .softmax, outputShape.count != 1 {
      throw NeuralError(
        .shape, "\(operation): \(loss) needs one row of classes an example",
        expected: "an output such as [10]", got: Shape.text(outputShape),
        hint: "add `Flatten()` before the last layer")
    }
    if loss.takesLabels {
      guard y.count == examples else {
        throw NeuralError(
          .shape, "\(operation): \(loss) needs one class number an example",
          expected: "[\(examples)]", got: Shape.text(y.shape),
          hint: "for one-hot rows use `.categoricalCrossentropy`")
      }
      return .labels(try Labels.read(y, classes: width, in: operation))
    }
    // [examples] and [examples, 1] mean the same; anything else must match.
    guard Array(y.shape.dropFirst()) == outputShape || (width == 1 && y.count == examples) else {
      let isLabels = y.count == examples && loss == .categoricalCrossentropy
      throw NeuralError(
        .shape, "\(operation): the targets do not have the shape of the output",
        expected: Shape.text([examples] + outputShape), got: Shape.text(y.shape),
        hint: isLabels
          ? "for class numbers use `.sparseCategoricalCrossentropy`, or `y.oneHot(\(width))`" : nil)
    }
    let values = y.floats()
    let isProbability = loss.fuses != nil
    if let wrong = values.firstIndex(where: { isProbability ? !($0 >= 0 && $0 <= 1) : !$0.isFinite }
    ) {
      throw NeuralError(
        isProbability ? .label : .notFinite,
        "\(operation): a target is not a \(isProbability ? "probability" : "finite number")",
        expected: isProbability ? "0 to 1" : nil,
        got: "\(values[wrong]) for example \(wrong / max(1, width))")
    }
    return .rows(values, width: width)
  }
}
