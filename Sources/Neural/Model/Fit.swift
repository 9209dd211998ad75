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
  ///   - classWeight: How much the examples of a class count in the loss; 1 for a class not named.
  ///   - sampleWeight: How much each example counts in the loss; not together with `classWeight`.
  ///   - initialEpoch: The number of the first epoch, from 0, where training goes on; `epochs` is
  ///     the number at which it ends.
  ///   - stepsPerEpoch: Batches in an epoch, if not all; the next epoch goes on with the batches
  ///     that follow.
  ///   - validationBatchSize: As `batchSize` for the validation; no result depends on it.
  ///   - validationFreq: Validate after every so many epochs.
  /// - Returns: The loss and metrics of every epoch, each the mean over the epoch's batches before
  ///   their update.
  /// - Throws: `NeuralError` if something does not fit, or the loss stops being finite; `history`
  ///   then holds the epochs before. Whatever a callback or the task's observer throws.
  @discardableResult
  public func fit(
    _ x: Tensor, _ y: Tensor, batchSize: Int = 32, epochs: Int = 1,
    callbacks: [any Callback] = [], validationSplit: Double = 0,
    validationData: (Tensor, Tensor)? = nil, shuffle: Bool = true,
    classWeight: [Int: Double]? = nil, sampleWeight: Tensor? = nil, initialEpoch: Int = 0,
    stepsPerEpoch: Int? = nil, validationBatchSize: Int? = nil, validationFreq: Int = 1
  ) throws -> History {
    let compiled = try requireCompiled("fit")
    try Self.check(batchSize: batchSize, in: "fit")
    try Self.check(batchSize: validationBatchSize ?? 1, in: "fit: validation")
    func require(_ fits: Bool, _ what: String, _ expected: String, _ got: Int) throws {
      guard fits else {
        throw NeuralError(.argument, "fit: \(what)", expected: expected, got: "\(got)")
      }
    }
    try require(epochs >= 1, "there must be at least one epoch", "1 or more", epochs)
    try require(
      initialEpoch >= 0 && initialEpoch < epochs, "the initial epoch must lie below `epochs`",
      "0 to \(epochs - 1)", initialEpoch)
    try require(
      (stepsPerEpoch ?? 1) >= 1, "an epoch must have at least one step", "1 or more",
      stepsPerEpoch ?? 1)
    try require(validationFreq >= 1, "validationFreq must be positive", "1 or more", validationFreq)
    var plan = Training.Plan(epochs: epochs, initialEpoch: initialEpoch)
    plan.stepsPerEpoch = stepsPerEpoch
    plan.shuffle = shuffle
    plan.validationFreq = validationFreq
    plan.callbacks = callbacks

    let all = try nonEmpty(x, in: "fit")
    guard let outputShape else { return History() }
    let targets = try compiled.targets(
      y, examples: all.shape[0], outputShape: outputShape, in: "fit")
    let weights = try ExampleWeights.read(
      sampleWeight: sampleWeight, classWeight: classWeight, y: y, outputShape: outputShape)
    var data = Training.Data(all, targets, weights: weights)
    var validation: Training.Data?
    if let (valX, valY) = validationData {
      let examples = try nonEmpty(valX, in: "fit: validation data")
      validation = Training.Data(
        examples,
        try compiled.targets(
          valY, examples: examples.shape[0], outputShape: outputShape, in: "fit: validation data"))
    } else if validationSplit != 0 {
      (data, validation) = try split(
        all, y, weights: sampleWeight == nil ? nil : weights, training: weights, validationSplit,
        compiled, outputShape)
    }
    let capacity = min(batchSize, data.examples.count)
    let training = try Training(
      model: self, compiled: compiled,
      network: compiled.trainingNetwork(of: self, capacity: capacity),
      data: data, validation: validation)
    return try training.run(plan)
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
    let data = Training.Data(all, targets)
    let head = try Training.head(network, compiled, data, outputShape ?? [])
    let logs = Training.evaluate(network, compiled, data, head)
    return Evaluation(loss: logs[0].value, metrics: Array(logs.dropFirst()))
  }

  /// The gradients of the mean loss by all weights, in the order of the layers; changes nothing.
  func gradients(_ x: Tensor, _ y: Tensor, training: Bool = false) throws -> [Tensor] {
    let compiled = try requireCompiled("gradients")
    let all = try nonEmpty(x, in: "gradients")
    let targets = try compiled.targets(
      y, examples: all.shape[0], outputShape: outputShape ?? [], in: "gradients")
    let rows = all.shape[0]
    let network = try Network(
      layers: layers, inputShape: inputShape ?? [], capacity: rows, trains: true)
    for state in network.states { state.gradient = FloatBuffer(count: state.parameter.count) }
    let head = try Training.head(
      network, compiled, Training.Data(all, targets), outputShape ?? [])
    let (operations, _) = compiled.end(of: network)
    let order = (0..<UInt32(rows)).map { $0 }
    network.gather(Examples(all), rows, order, training: true)
    let output = network.forward(rows, operations: operations, training: training)
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

  /// The last fraction is for validation, taken before any shuffle, as in Keras: the weights of its
  /// examples go with it, those of classes are for training only.
  private func split(
    _ x: Tensor, _ y: Tensor, weights: [Float]?, training: [Float]?, _ fraction: Double,
    _ compiled: Compiled, _ outputShape: [Int]
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
    func part(_ range: Range<Int>, _ weights: [Float]?) throws -> Training.Data {
      Training.Data(
        try x[range],
        try compiled.targets(
          try y[range], examples: range.count, outputShape: outputShape, in: "fit"),
        weights: weights.map { Array($0[range]) })
    }
    return (try part(0..<at, training), try part(at..<count, weights))
  }
}
