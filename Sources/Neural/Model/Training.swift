import CKernels

/// One call of `fit` at work.
final class Training {
  /// Examples with their targets.
  struct Data {
    let examples: Examples
    let targets: Targets
    /// The weight of each example in the loss; nil where all count the same.
    let weights: [Float]?

    init(_ x: Tensor, _ targets: Targets, weights: [Float]? = nil) {
      examples = Examples(x)
      self.targets = targets
      self.weights = weights
    }
  }

  /// How a `fit` goes, with the names of its arguments.
  struct Plan {
    var epochs = 1
    var initialEpoch = 0
    var stepsPerEpoch: Int?
    var shuffle = true
    var validationFreq = 1
    var callbacks: [any Callback] = []
  }

  private let model: Sequential
  private let compiled: Compiled
  private let network: Network
  private let data: Data
  private let validation: Data?
  private let head: LossHead
  private let validationHead: LossHead?
  private let validationNetwork: Network?
  private let isRegularized: Bool
  /// Whether gradients are collected and used after the whole way back.
  private let collects: Bool

  init(
    model: Sequential, compiled: Compiled, network: Network, data: Data, validation: Data?
  ) throws {
    self.model = model
    self.compiled = compiled
    self.network = network
    self.data = data
    self.validation = validation
    isRegularized = network.states.contains { $0.parameter.regularizer != nil }
    collects = network.states.contains { $0.gradient != nil }
    let outputShape = model.outputShape ?? []
    head = try Self.head(network, compiled, data, outputShape)
    if let validation {
      let inference = try model.inferenceNetwork()
      validationNetwork = inference
      validationHead = try Self.head(inference, compiled, validation, outputShape)
    } else {
      validationNetwork = nil
      validationHead = nil
    }
  }

  static func head(
    _ network: Network, _ compiled: Compiled, _ data: Data, _ outputShape: [Int]
  ) throws -> LossHead {
    let width = outputShape.reduce(1, *)
    try Observation.charge(
      "fit", multiplyAdds: 0,
      bytes: LossHead.byteCount(width: width, capacity: network.capacity))
    let names = Set(compiled.metrics.map(\.name))
    let metrics =
      try compiled.metrics.map { try MetricState($0, width: width, targets: data.targets) }
      + compiled.weightedMetrics.map {
        try MetricState(
          $0, width: width, targets: data.targets, isWeighted: true,
          name: names.contains($0.name) ? "weighted_\($0.name)" : $0.name)
      }
    return LossHead(
      loss: compiled.loss, endsActivated: compiled.end(of: network).isFused, width: width,
      capacity: network.capacity, targets: data.targets, weights: data.weights, metrics: metrics)
  }

  func run(_ plan: Plan) throws -> History {
    let observer = Observation.observer
    let count = data.examples.count
    let batches = (count + network.capacity - 1) / network.capacity
    let steps = plan.stepsPerEpoch ?? batches
    let epochs = plan.epochs
    let validationCount = validation?.examples.count ?? 0
    // Forward, the gradient by the input and the gradient by the weights cost the same.
    let seen = plan.stepsPerEpoch.map { saturating($0, network.capacity) } ?? count
    let work = saturating(seen, network.multiplyAdds, 3)
    let check = saturating(validationCount, network.multiplyAdds)
    let (epochWork, tooMuch) = work.addingReportingOverflow(check)
    try observer?.charge(
      Cost(
        operation: "fit",
        multiplyAdds: tooMuch ? Int.max : saturating(epochWork, epochs - plan.initialEpoch)))
    try observer?.fitBegins(
      TrainingPlan(
        epochs: epochs, steps: steps, batchSize: network.capacity, samples: count,
        validationSamples: validationCount))

    var history = History()
    model.history = history
    model.stopTraining = false
    let ownNames = head.logs().map(\.name)
    let names = ownNames + (validation == nil ? [] : ownNames.map { "val_" + $0 })
    for callback in plan.callbacks { try callback.trainingBegins(model, logNames: names) }

    var stream = plan.shuffle ? RandomSource.current.next() : nil
    for operation in network.operations { operation.beginFit() }
    var order = (0..<UInt32(count)).map { $0 }
    // The batch that comes next; only with `stepsPerEpoch` an epoch does not begin with the first.
    var batch = 0
    let interval = max(1, steps / 100)
    for epoch in plan.initialEpoch..<epochs {
      for callback in plan.callbacks { try callback.epochBegins(epoch, model) }
      if plan.stepsPerEpoch == nil { batch = 0 }
      head.reset()
      for step in 0..<steps {
        if batch == batches { batch = 0 }
        // With one batch every order trains the same; only its sum's order would change, and with
        // it the last digit.
        if batch == 0, batches > 1 { stream?.shuffle(&order) }
        try train(batch, order)
        batch += 1
        guard head.lossSum.isFinite else {
          let divergence = Divergence(
            epoch: epoch + 1, step: step + 1, steps: steps, loss: head.lossSum,
            learningRate: compiled.optimizer.learningRate)
          history.divergence = divergence
          model.history = history
          throw NeuralError(
            .diverged, "fit: the loss is no longer a finite number", got: "\(divergence)",
            hint:
              "the learning rate of \(divergence.learningRate) may be too large for this data, or the data not scaled: try a tenth of it"
          )
        }
        if let observer, (step + 1) % interval == 0, step + 1 < steps {
          try observer.fitAdvances(
            TrainingProgress(
              epoch: epoch + 1, epochs: epochs, step: step + 1, steps: steps, logs: head.logs()))
        }
      }
      var logs = head.logs()
      if let validation, let validationHead, let validationNetwork,
        (epoch + 1) % plan.validationFreq == 0
      {
        logs += Self.evaluate(
          validationNetwork, compiled, validation, validationHead, prefix: "val_")
      }
      do {
        // What callbacks add to the logs is recorded too.
        for callback in plan.callbacks { try callback.epochEnds(epoch, &logs, model) }
      } catch {
        history.append(epoch: epoch, logs)
        model.history = history
        throw error
      }
      history.append(epoch: epoch, logs)
      model.history = history
      try observer?.epochEnds(
        TrainingProgress(
          epoch: epoch + 1, epochs: epochs, step: steps, steps: steps, logs: logs))
      if model.stopTraining { break }
    }
    for callback in plan.callbacks { try callback.trainingEnds(model) }
    return history
  }

  /// One batch: forward, loss, backward with the update.
  private func train(_ batch: Int, _ order: [UInt32]) throws {
    compiled.optimizer.next()
    for state in network.states { state.rule = compiled.optimizer.rule }
    let start = batch * network.capacity
    let rows = min(network.capacity, order.count - start)
    order.withUnsafeBufferPointer { order in
      guard let selection = order.baseAddress else { return }
      network.gather(data.examples, rows, selection + start, training: true)
      let next = start + rows
      if next < order.count {
        data.examples.prefetch(min(rows, order.count - next), selection + next)
      }
      let (operations, _) = compiled.end(of: network)
      let output = network.forward(rows, operations: operations, training: true)
      head.run(
        rows, output: output, selection: selection + start,
        gradient: network.gradient(operations: operations))
      if isRegularized { head.add(penalty: network.penalty, rows: rows) }
      network.backward(rows, operations: operations)
    }
    guard collects else { return }
    let states = network.states
    for state in states {
      if let gradient = state.gradient {
        state.parameter.regularizer?.addGradient(state.parameter.buffer, to: gradient)
      }
    }
    compiled.optimizer.apply(to: states)
  }

  static func evaluate(
    _ network: Network, _ compiled: Compiled, _ data: Data, _ head: LossHead, prefix: String = ""
  ) -> [Log] {
    head.reset()
    let count = data.examples.count
    let order = (0..<UInt32(count)).map { $0 }
    let (operations, _) = compiled.end(of: network)
    order.withUnsafeBufferPointer { order in
      guard let selection = order.baseAddress else { return }
      var start = 0
      while start < count {
        let rows = min(network.capacity, count - start)
        network.gather(data.examples, rows, selection + start, training: false)
        let output = network.forward(rows, operations: operations, training: false)
        head.run(rows, output: output, selection: selection + start, gradient: nil)
        start += rows
      }
    }
    head.add(penalty: network.penalty, rows: count)
    return head.logs(prefix: prefix)
  }
}
