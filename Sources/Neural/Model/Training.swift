import CKernels

/// One call of `fit` at work.
final class Training {
  /// Examples with their targets.
  struct Data {
    let examples: Examples
    let targets: Targets

    init(_ x: Tensor, _ targets: Targets) {
      examples = Examples(x)
      self.targets = targets
    }
  }

  private let model: Sequential
  private let compiled: Compiled
  private let network: Network
  private let data: Data
  private let validation: Data?
  private let head: LossHead
  private let validationHead: LossHead?
  private let validationNetwork: Network?

  init(
    model: Sequential, compiled: Compiled, network: Network, data: Data, validation: Data?
  ) throws {
    self.model = model
    self.compiled = compiled
    self.network = network
    self.data = data
    self.validation = validation
    let outputShape = model.outputShape ?? []
    head = try Self.head(network, compiled, data.targets, outputShape)
    if let validation {
      let inference = try model.inferenceNetwork()
      validationNetwork = inference
      validationHead = try Self.head(inference, compiled, validation.targets, outputShape)
    } else {
      validationNetwork = nil
      validationHead = nil
    }
  }

  static func head(
    _ network: Network, _ compiled: Compiled, _ targets: Targets, _ outputShape: [Int]
  ) throws -> LossHead {
    let width = outputShape.reduce(1, *)
    return LossHead(
      loss: compiled.loss, isFused: compiled.end(of: network).isFused, width: width,
      capacity: network.capacity, targets: targets,
      metrics: try compiled.metrics.map { try MetricState($0, width: width, targets: targets) })
  }

  func run(epochs: Int, callbacks: [any Callback], shuffle: Bool) throws -> History {
    let observer = Observation.observer
    let count = data.examples.count
    let steps = (count + network.capacity - 1) / network.capacity
    let validationCount = validation?.examples.count ?? 0
    // Forward, the gradient by the input and the gradient by the weights cost the same.
    let work = saturating(count, network.multiplyAdds, 3)
    let check = saturating(validationCount, network.multiplyAdds)
    let (epochWork, tooMuch) = work.addingReportingOverflow(check)
    try observer?.charge(
      Cost(operation: "fit", multiplyAdds: tooMuch ? Int.max : saturating(epochWork, epochs)))
    try observer?.fitBegins(
      TrainingPlan(
        epochs: epochs, steps: steps, batchSize: network.capacity, samples: count,
        validationSamples: validationCount))

    var history = History()
    model.history = history
    model.stopTraining = false
    var names = head.logs().map(\.name)
    if validation != nil { names += names.map { "val_" + $0 } }
    for callback in callbacks { try callback.trainingBegins(model, logNames: names) }

    var stream = shuffle ? RandomSource.current.next() : nil
    for operation in network.operations { operation.beginFit() }
    var order = (0..<UInt32(count)).map { $0 }
    let interval = max(1, steps / 100)

    for epoch in 0..<epochs {
      for callback in callbacks { try callback.epochBegins(epoch, model) }
      // One batch has the same mean in any order: keep the order, and with it the last digit.
      if steps > 1 { stream?.shuffle(&order) }
      head.reset()
      for step in 0..<steps {
        try train(step, order)
        guard head.lossSum.isFinite else {
          throw NeuralError(
            .diverged, "fit: the loss is no longer a finite number",
            got:
              "\(Evaluation.text(head.lossSum)) in epoch \(epoch + 1), step \(step + 1) of \(steps)",
            hint:
              "the learning rate of \(compiled.optimizer.optimizer.learningRate) may be too large for this data, or the data not scaled: try a tenth of it"
          )
        }
        if let observer, (step + 1) % interval == 0, step + 1 < steps {
          try observer.fitAdvances(
            TrainingProgress(
              epoch: epoch + 1, epochs: epochs, step: step + 1, steps: steps, logs: head.logs()))
        }
      }
      var logs = head.logs()
      if let validation, let validationHead, let validationNetwork {
        logs += Self.evaluate(
          validationNetwork, compiled, validation, validationHead, prefix: "val_")
      }
      history.append(epoch: epoch, logs)
      model.history = history
      try observer?.epochEnds(
        TrainingProgress(
          epoch: epoch + 1, epochs: epochs, step: steps, steps: steps, logs: logs))
      for callback in callbacks { try callback.epochEnds(epoch, logs, model) }
      if model.stopTraining { break }
    }
    for callback in callbacks { try callback.trainingEnds(model) }
    return history
  }

  /// One batch: forward, loss, backward with the update.
  private func train(_ step: Int, _ order: [UInt32]) throws {
    let rule = compiled.optimizer.next()
    for state in network.states { state.rule = rule }
    let start = step * network.capacity
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
      network.backward(rows, operations: operations)
    }
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
    return head.logs(prefix: prefix)
  }
}
