/// Makes the learning rate smaller when a number has stopped getting better: Keras'
/// `ReduceLROnPlateau`. The history gets a `learning_rate`, the one each epoch was trained with.
public final class ReduceLROnPlateau: Callback {
  private let monitor: Monitor
  private let factor: Double
  private let patience: Int
  private let mode: MonitorMode
  private let minDelta: Double
  private let cooldown: Int
  private let minLR: Double
  private var best: Best
  private var wait = 0
  private var coolingFor = 0

  /// Creates the callback.
  ///
  /// - Parameters:
  ///   - monitor: The number to watch.
  ///   - factor: What the learning rate is multiplied by.
  ///   - patience: Epochs without improvement until then.
  ///   - mode: Which way is better.
  ///   - minDelta: How much better counts as better.
  ///   - cooldown: Epochs after a change in which nothing is counted.
  ///   - minLR: The learning rate does not go below.
  /// - Throws: `NeuralError` for a factor outside `0 ..< 1`, or a negative number of epochs or rate.
  public init(
    monitor: Monitor = .valLoss, factor: Double = 0.1, patience: Int = 10,
    mode: MonitorMode = .auto, minDelta: Double = 1e-4, cooldown: Int = 0, minLR: Double = 0
  ) throws {
    guard factor >= 0, factor < 1 else {
      throw NeuralError(
        .argument, "ReduceLROnPlateau: the factor must make the rate smaller",
        expected: "0 to below 1", got: "\(factor)")
    }
    guard patience >= 0, cooldown >= 0 else {
      throw NeuralError(
        .argument, "ReduceLROnPlateau: epochs to wait cannot be negative", expected: "0 or more",
        got: "\(min(patience, cooldown))")
    }
    guard minLR >= 0, minLR.isFinite else {
      throw NeuralError(
        .argument, "ReduceLROnPlateau: the least learning rate is out of range",
        expected: "0 or more", got: "\(minLR)")
    }
    try Best.check(minDelta: minDelta, in: "ReduceLROnPlateau")
    self.monitor = monitor
    self.factor = factor
    self.patience = patience
    self.mode = mode
    self.minDelta = minDelta
    self.cooldown = cooldown
    self.minLR = minLR
    best = Best(monitor, mode, minDelta: minDelta)
  }

  /// Forgets earlier training.
  public func trainingBegins(_ model: Sequential, logNames: [String]) throws {
    try monitor.check(logNames, in: "ReduceLROnPlateau")
    try model.requireFreeLearningRate("ReduceLROnPlateau")
    best = Best(monitor, mode, minDelta: minDelta)
    wait = 0
    coolingFor = 0
  }

  /// Compares with the best epoch so far.
  public func epochEnds(_ epoch: Int, _ logs: inout [Log], _ model: Sequential) throws {
    let rate = model.learningRate ?? 0
    logs.set("learning_rate", rate)
    guard let value = monitor.value(in: logs) else { return }
    if coolingFor > 0 {
      coolingFor -= 1
      wait = 0
    }
    if best.takes(value) {
      wait = 0
    } else if coolingFor == 0 {
      wait += 1
      if wait >= patience, rate > minLR {
        try model.setLearningRate(max(rate * factor, minLR))
        coolingFor = cooldown
        wait = 0
      }
    }
  }
}

extension [Log] {
  /// Sets the number of a name, or adds it at the end.
  mutating func set(_ name: String, _ value: Double) {
    if let i = firstIndex(where: { $0.name == name }) {
      self[i].value = value
    } else {
      append(Log(name, value))
    }
  }
}
