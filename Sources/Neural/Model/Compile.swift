import CKernels

/// How a model is trained: what `compile` attaches.
extension Sequential {
  /// Chooses how the model is trained; starts the optimizer anew.
  ///
  /// - Parameters:
  ///   - optimizer: How gradients change weights.
  ///   - loss: What training makes small.
  ///   - metrics: What is watched besides; every example counts the same.
  ///   - weightedMetrics: What is watched with the weights of `fit`; the name of one that is in
  ///     `metrics` too begins with `weighted_`.
  /// - Throws: `NeuralError` if a metric is named twice.
  public func compile(
    optimizer: Optimizer = .rmsprop, loss: Loss, metrics: [Metric] = [],
    weightedMetrics: [Metric] = []
  ) throws {
    for list in [metrics, weightedMetrics] {
      for (i, metric) in list.enumerated()
      where list[..<i].contains(where: { $0.name == metric.name }) {
        throw NeuralError(
          .argument, "compile: the metric \(metric.name) is named twice", hint: "name it once")
      }
    }
    compiled = Compiled(
      optimizer: optimizer, loss: loss, metrics: metrics, weightedMetrics: weightedMetrics)
  }

  /// The optimizer; `nil` before `compile`.
  public var optimizer: Optimizer? { compiled?.optimizer.optimizer }

  /// Updates of the weights since `compile`.
  public var iterations: Int { compiled?.optimizer.iterations ?? 0 }

  /// The learning rate of the next step; `nil` before `compile`.
  public var learningRate: Double? { compiled?.optimizer.learningRate }

  /// Changes the learning rate for the steps to come, as callbacks do.
  ///
  /// - Throws: `NeuralError` before `compile`, for a rate that is negative or not finite, or where
  ///   a schedule decides.
  public func setLearningRate(_ rate: Double) throws {
    let compiled = try requireCompiled("setLearningRate")
    guard rate >= 0, rate.isFinite else {
      throw NeuralError(
        .argument, "setLearningRate: the learning rate is out of range", expected: "0 or more",
        got: "\(rate)")
    }
    guard compiled.optimizer.optimizer.schedule == nil else {
      throw NeuralError(
        .unsupported, "setLearningRate: the learning rate follows a schedule",
        hint: "compile with a number, as in `.sgd(learningRate: 0.01)`")
    }
    compiled.optimizer.learningRate = rate
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
  let weightedMetrics: [Metric]
  var optimizer: OptimizerState
  private var slots: [ObjectIdentifier: ParameterState] = [:]
  private var network: Network?

  init(optimizer: Optimizer, loss: Loss, metrics: [Metric], weightedMetrics: [Metric] = []) {
    self.loss = loss
    self.metrics = metrics
    self.weightedMetrics = weightedMetrics
    self.optimizer = OptimizerState(optimizer)
  }

  func forgetNetwork() { network = nil }

  /// The network of a model for training on batches of `capacity`, with the optimizer's memory.
  func trainingNetwork(of model: Sequential, capacity: Int) throws -> Network {
    if let network, network.capacity == capacity { return network }
    let network = try Network(
      layers: model.layers, inputShape: model.inputShape ?? [], capacity: capacity, trains: true)
    let needs = optimizer.optimizer.slots
    let isFused = optimizer.optimizer.isFused
    func buffer(_ kept: FloatBuffer?, _ initial: Float?, _ count: Int) throws -> FloatBuffer? {
      guard let initial else { return nil }
      if let kept { return kept }
      try Observation.charge("fit", multiplyAdds: 0, bytes: saturating(count, 4))
      let buffer = FloatBuffer(count: count)
      if initial != 0 { buffer.fill(initial) }
      return buffer
    }
    for state in network.states {
      let key = ObjectIdentifier(state.parameter)
      let before = slots[key]
      let count = state.parameter.count
      state.first = try buffer(before?.first, needs.first, count)
      state.second = try buffer(before?.second, needs.second, count)
      state.third = try buffer(before?.third, needs.third, count)
      // A gradient that is not used as it comes is collected first.
      let isWhole = !isFused || state.parameter.regularizer != nil
      state.gradient = try buffer(before?.gradient, isWhole ? 0 : nil, count)
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
      let isLabels = y.count == examples && loss.kind == .categorical
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
