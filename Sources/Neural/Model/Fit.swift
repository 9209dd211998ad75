import CKernels

/// Training.
extension Sequential {
  /// Trains the model: goes through the examples in batches, and after each batch changes the
  /// weights against the gradient of its mean loss.
  ///
  /// - Parameters:
  ///   - x: The examples, along the first axis.
  ///   - y: Their targets.
  ///   - batchSize: Examples in a batch; the last one of an epoch may be smaller.
  ///   - epochs: How often to go through all examples.
  ///   - callbacks: Who is told about every epoch, and may end the training.
  ///   - validationSplit: The last fraction of the examples, kept out of training to evaluate on.
  ///   - validationData: Examples and targets to evaluate on after each epoch; overrides
  ///     `validationSplit`.
  ///   - shuffle: Whether each epoch has an order of its own.
  /// - Returns: The loss and metrics of every epoch, each the mean over the epoch's batches before
  ///   their update.
  /// - Throws: `NeuralError` if something does not fit, or the loss stops being finite; `history`
  ///   then holds the epochs before. Whatever a callback or the task's observer throws.
  @discardableResult
  public func fit(
    _ x: Tensor, _ y: Tensor, batchSize: Int = 32, epochs: Int = 1,
    callbacks: [any Callback] = [], validationSplit: Double = 0,
    validationData: (Tensor, Tensor)? = nil, shuffle: Bool = true
  ) throws -> History {
    let compiled = try requireCompiled("fit")
    try Self.check(batchSize: batchSize, in: "fit")
    guard epochs >= 1 else {
      throw NeuralError(
        .argument, "fit: there must be at least one epoch", expected: "1 or more",
        got: "\(epochs)")
    }
    let all = try nonEmpty(x, in: "fit")
    guard let outputShape else { return History() }
    var data = Training.Data(
      all, try compiled.targets(y, examples: all.shape[0], outputShape: outputShape, in: "fit"))
    var validation: Training.Data?
    if let (valX, valY) = validationData {
      let examples = try nonEmpty(valX, in: "fit: validation data")
      validation = Training.Data(
        examples,
        try compiled.targets(
          valY, examples: examples.shape[0], outputShape: outputShape, in: "fit: validation data"))
    } else if validationSplit != 0 {
      (data, validation) = try split(all, y, validationSplit, compiled, outputShape)
    }
    let capacity = min(batchSize, data.examples.count)
    let training = try Training(
      model: self, compiled: compiled,
      network: compiled.trainingNetwork(of: self, capacity: capacity),
      data: data, validation: validation)
    return try training.run(epochs: epochs, callbacks: callbacks, shuffle: shuffle)
  }

  /// The loss and metrics on examples and their targets.
  ///
  /// - Throws: `NeuralError` if something does not fit.
  public func evaluate(_ x: Tensor, _ y: Tensor, batchSize: Int = 32) throws -> Evaluation {
    let compiled = try requireCompiled("evaluate")
    try Self.check(batchSize: batchSize, in: "evaluate")
    let all = try nonEmpty(x, in: "evaluate")
    let targets = try compiled.targets(
      y, examples: all.shape[0], outputShape: outputShape ?? [], in: "evaluate")
    let network = try inferenceNetwork()
    try Observation.charge(
      "evaluate", multiplyAdds: saturating(all.shape[0], network.multiplyAdds))
    let head = try Training.head(network, compiled, targets, outputShape ?? [])
    let logs = Training.evaluate(network, compiled, Training.Data(all, targets), head)
    return Evaluation(loss: logs[0].value, metrics: Array(logs.dropFirst()))
  }

  /// The gradients of the mean loss by all weights, in the order of the layers; changes nothing.
  func gradients(_ x: Tensor, _ y: Tensor) throws -> [Tensor] {
    let compiled = try requireCompiled("gradients")
    let all = try nonEmpty(x, in: "gradients")
    let targets = try compiled.targets(
      y, examples: all.shape[0], outputShape: outputShape ?? [], in: "gradients")
    let rows = all.shape[0]
    let network = try Network(
      layers: layers, inputShape: inputShape ?? [], capacity: rows, trains: true)
    for state in network.states { state.gradient = FloatBuffer(count: state.parameter.count) }
    let head = try Training.head(network, compiled, targets, outputShape ?? [])
    let (operations, _) = compiled.end(of: network)
    let order = (0..<UInt32(rows)).map { $0 }
    network.gather(Examples(all), rows, order, training: true)
    let output = network.forward(rows, operations: operations, training: false)
    head.run(
      rows, output: output, selection: order, gradient: network.gradient(operations: operations))
    network.backward(rows, operations: operations)
    return network.states.compactMap { state in
      state.gradient.map { Parameter.tensor($0, shape: state.parameter.shape) }
    }
  }

  private func nonEmpty(_ x: Tensor, in operation: String) throws -> Tensor {
    guard x.count > 0 else {
      throw NeuralError(
        .empty, "\(operation): there are no examples", expected: "at least one",
        got: "shape \(Shape.text(x.shape))")
    }
    return try examples(x, in: operation)
  }

  /// The last fraction is for validation, taken before any shuffle, as in Keras.
  private func split(
    _ x: Tensor, _ y: Tensor, _ fraction: Double, _ compiled: Compiled, _ outputShape: [Int]
  ) throws -> (Training.Data, Training.Data) {
    guard fraction > 0, fraction < 1 else {
      throw NeuralError(
        .argument, "fit: the validation split must be a fraction", expected: "0 to below 1",
        got: "\(fraction)")
    }
    let count = x.shape[0]
    let at = Int((Double(count) * (1 - fraction)).rounded(.down))
    guard at > 0, at < count else {
      throw NeuralError(
        .empty, "fit: the validation split leaves one part without examples",
        expected: "at least one example in each", got: "\(at) and \(count - at)",
        hint: "choose another fraction")
    }
    func part(_ range: Range<Int>) throws -> Training.Data {
      Training.Data(
        try x[range],
        try compiled.targets(
          try y[range], examples: range.count, outputShape: outputShape, in: "fit"))
    }
    return (try part(0..<at), try part(at..<count))
  }
}
