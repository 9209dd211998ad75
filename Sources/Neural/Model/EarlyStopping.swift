/// Ends training when a number has stopped getting better: Keras' `EarlyStopping`.
public final class EarlyStopping: Callback {
  private let monitor: Monitor
  private let minDelta: Double
  private let mode: MonitorMode
  private let patience: Int
  private let baseline: Double?
  private let restoreBestWeights: Bool
  private let startFromEpoch: Int
  private var best: Best
  private var bestWeights: [[Tensor]] = []
  private var wait = 0

  /// The epoch after which training was ended, counted from 0; nil if it was not.
  public private(set) var stoppedEpoch: Int?
  /// The epoch with the best value, counted from 0.
  public private(set) var bestEpoch = 0

  /// What Keras says when it ends a training: `Epoch 8: early stopping`; nil if it did not.
  public var message: String? { stoppedEpoch.map { "Epoch \($0 + 1): early stopping" } }

  /// Creates the callback.
  ///
  /// - Parameters:
  ///   - monitor: The number to watch.
  ///   - minDelta: How much better counts as better.
  ///   - patience: Epochs without improvement until the end.
  ///   - mode: Which way is better.
  ///   - baseline: A value to be better than.
  ///   - restoreBestWeights: Whether to return to the weights of the best epoch.
  ///   - startFromEpoch: Epochs to wait before watching.
  /// - Throws: `NeuralError` for a negative `patience` or `startFromEpoch`, or NaN.
  public init(
    monitor: Monitor = .valLoss, minDelta: Double = 0, patience: Int = 0, mode: MonitorMode = .auto,
    baseline: Double? = nil, restoreBestWeights: Bool = false, startFromEpoch: Int = 0
  ) throws {
    guard patience >= 0, startFromEpoch >= 0 else {
      throw NeuralError(
        .argument, "EarlyStopping: epochs to wait cannot be negative", expected: "0 or more",
        got: "\(min(patience, startFromEpoch))")
    }
    try Best.check(minDelta: minDelta, baseline: baseline, in: "EarlyStopping")
    self.monitor = monitor
    self.minDelta = minDelta
    self.mode = mode
    self.patience = patience
    self.baseline = baseline
    self.restoreBestWeights = restoreBestWeights
    self.startFromEpoch = startFromEpoch
    best = Best(monitor, mode, minDelta: minDelta, baseline: baseline)
  }

  /// Forgets earlier training.
  public func trainingBegins(_ model: Sequential, logNames: [String]) throws {
    try monitor.check(logNames, in: "EarlyStopping")
    best = Best(monitor, mode, minDelta: minDelta, baseline: baseline)
    bestWeights = []
    wait = 0
    stoppedEpoch = nil
    bestEpoch = 0
  }

  /// Compares with the best epoch so far.
  public func epochEnds(_ epoch: Int, _ logs: inout [Log], _ model: Sequential) throws {
    guard epoch >= startFromEpoch, let value = monitor.value(in: logs) else { return }
    if restoreBestWeights, bestWeights.isEmpty {
      bestWeights = model.layers.map(\.weights)
      bestEpoch = epoch
    }
    wait += 1
    if best.takes(value) {
      bestEpoch = epoch
      if restoreBestWeights { bestWeights = model.layers.map(\.weights) }
      wait = 0
      return
    }
    if wait >= patience, epoch > 0 {
      stoppedEpoch = epoch
      model.stopTraining = true
    }
  }

  /// Returns to the best weights, if asked for.
  public func trainingEnds(_ model: Sequential) throws {
    guard restoreBestWeights, !bestWeights.isEmpty else { return }
    for (layer, weights) in zip(model.layers, bestWeights) { try layer.setWeights(weights) }
  }
}
