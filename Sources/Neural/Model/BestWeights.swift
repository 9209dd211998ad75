/// Keeps the weights of the best epoch: what Keras' `ModelCheckpoint(save_best_only=True)` is for.
///
/// That one writes a file. A lesson touches no files, so the weights are kept as values here:
/// `restore` puts them back, `weights` shows them.
public final class BestWeights: Callback {
  private let monitor: Monitor
  private let mode: MonitorMode
  private let minDelta: Double
  private var best: Best

  /// The best epoch, counted from 0; nil before training.
  public private(set) var epoch: Int?
  /// The weights of all layers after that epoch.
  public private(set) var weights: [Tensor] = []
  /// The best value; nil before training.
  public var value: Double? { best.value }
  /// What Keras' `ModelCheckpoint` says of each epoch that was better than all before:
  /// `Epoch 3: val_loss improved from 0.51234 to 0.48921`.
  public private(set) var messages: [String] = []

  /// Creates the callback.
  ///
  /// - Parameters:
  ///   - monitor: The number to watch.
  ///   - mode: Which way is better.
  ///   - minDelta: How much better counts as better.
  /// - Throws: `NeuralError` for a `minDelta` that is not finite.
  public init(
    monitor: Monitor = .valLoss, mode: MonitorMode = .auto, minDelta: Double = 0
  ) throws {
    try Best.check(minDelta: minDelta, in: "BestWeights")
    self.monitor = monitor
    self.mode = mode
    self.minDelta = minDelta
    best = Best(monitor, mode, minDelta: minDelta)
  }

  /// Forgets earlier training.
  public func trainingBegins(_ model: Sequential, logNames: [String]) throws {
    try monitor.check(logNames, in: "BestWeights")
    try Observation.charge(
      "BestWeights", multiplyAdds: 0, bytes: saturating(model.parameterCount, 4))
    best = Best(monitor, mode, minDelta: minDelta)
    epoch = nil
    weights = []
    messages = []
  }

  /// Keeps the weights if they are better.
  public func epochEnds(_ epoch: Int, _ logs: inout [Log], _ model: Sequential) throws {
    let before = best.value
    guard let value = monitor.value(in: logs), best.takes(value) else { return }
    let text = { (number: Double) in
      number.isFinite ? DecimalRounding.fixed(number, digits: 5) : TrainingText.value(number)
    }
    messages.append(
      "Epoch \(epoch + 1): \(monitor.name) improved from \(before.map(text) ?? "nothing") to "
        + text(value))
    self.epoch = epoch
    weights = model.weights
  }

  /// Puts the best weights back into a model.
  ///
  /// - Throws: `NeuralError` if nothing was kept, or the model has other shapes.
  public func restore(_ model: Sequential) throws {
    guard epoch != nil else {
      throw NeuralError(
        .unsupported, "restore: no weights were kept", hint: "give the callback to `fit` first")
    }
    try model.setWeights(weights)
  }
}
