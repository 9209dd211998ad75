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

  /// Creates the callback.
  ///
  /// - Parameters:
  ///   - monitor: The number to watch.
  ///   - mode: Which way is better.
  ///   - minDelta: How much better counts as better.
  public init(
    monitor: Monitor = .valLoss, mode: MonitorMode = .auto, minDelta: Double = 0
  ) {
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
  }

  /// Keeps the weights if they are better.
  public func epochEnds(_ epoch: Int, _ logs: inout [Log], _ model: Sequential) throws {
    guard let value = monitor.value(in: logs), best.takes(value) else { return }
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
