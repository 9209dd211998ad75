/// Someone who is told about every epoch of a `fit`, and may end it with `model.stopTraining = true`.
public protocol Callback: AnyObject {
  /// Training begins; `logNames` are the names every epoch's logs will have.
  func trainingBegins(_ model: Sequential, logNames: [String]) throws
  /// An epoch begins, counted from 0.
  func epochBegins(_ epoch: Int, _ model: Sequential) throws
  /// An epoch is done, its validation included.
  func epochEnds(_ epoch: Int, _ logs: [Log], _ model: Sequential) throws
  /// Training is over.
  func trainingEnds(_ model: Sequential) throws
}

extension Callback {
  /// Does nothing.
  public func trainingBegins(_ model: Sequential, logNames: [String]) throws {}
  /// Does nothing.
  public func epochBegins(_ epoch: Int, _ model: Sequential) throws {}
  /// Does nothing.
  public func epochEnds(_ epoch: Int, _ logs: [Log], _ model: Sequential) throws {}
  /// Does nothing.
  public func trainingEnds(_ model: Sequential) throws {}
}

/// The number a callback watches.
public struct Monitor: Hashable, Sendable {
  /// The name in the logs.
  public let name: String

  /// Watches the number of this name.
  public init(_ name: String) { self.name = name }

  /// The loss on the training data.
  public static let loss = Monitor("loss")
  /// The loss on the validation data.
  public static let valLoss = Monitor("val_loss")
  /// The accuracy on the training data.
  public static let accuracy = Monitor("accuracy")
  /// The accuracy on the validation data.
  public static let valAccuracy = Monitor("val_accuracy")
}

/// Ends training when a number has stopped getting better: Keras' `EarlyStopping`.
public final class EarlyStopping: Callback {
  /// Which way is better.
  public enum Mode: String, Hashable, Sendable {
    /// Up for names that end in `accuracy`, else down.
    case auto
    /// Down.
    case min
    /// Up.
    case max
  }

  private let monitor: Monitor
  private let minDelta: Double
  private let patience: Int
  private let isBetterAbove: Bool
  private let baseline: Double?
  private let restoreBestWeights: Bool
  private let startFromEpoch: Int
  private var best: Double?
  private var bestWeights: [[Tensor]] = []
  private var wait = 0

  /// The epoch after which training was ended, counted from 0; nil if it was not.
  public private(set) var stoppedEpoch: Int?
  /// The epoch with the best value, counted from 0.
  public private(set) var bestEpoch = 0

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
  /// - Throws: `NeuralError` for a negative `patience` or `startFromEpoch`.
  public init(
    monitor: Monitor = .valLoss, minDelta: Double = 0, patience: Int = 0, mode: Mode = .auto,
    baseline: Double? = nil, restoreBestWeights: Bool = false, startFromEpoch: Int = 0
  ) throws {
    guard patience >= 0, startFromEpoch >= 0 else {
      throw NeuralError(
        .argument, "EarlyStopping: epochs to wait cannot be negative", expected: "0 or more",
        got: "\(min(patience, startFromEpoch))")
    }
    self.monitor = monitor
    self.minDelta = minDelta.magnitude
    self.patience = patience
    self.baseline = baseline
    self.restoreBestWeights = restoreBestWeights
    self.startFromEpoch = startFromEpoch
    isBetterAbove = mode == .max || (mode == .auto && monitor.name.hasSuffix("accuracy"))
  }

  /// Forgets earlier training.
  public func trainingBegins(_ model: Sequential, logNames: [String]) throws {
    guard logNames.contains(monitor.name) else {
      throw NeuralError(
        .name, "EarlyStopping: training has no number of this name",
        expected: logNames.map { "\"\($0)\"" }.joined(separator: ", "), got: "\"\(monitor.name)\"",
        hint: monitor.name.hasPrefix("val_")
          ? "give `fit` a `validationSplit` or `validationData`" : nil)
    }
    best = baseline
    bestWeights = []
    wait = 0
    stoppedEpoch = nil
    bestEpoch = 0
  }

  /// Compares with the best epoch so far.
  public func epochEnds(_ epoch: Int, _ logs: [Log], _ model: Sequential) throws {
    guard epoch >= startFromEpoch, let value = logs.first(where: { $0.name == monitor.name })?.value
    else { return }
    if restoreBestWeights, bestWeights.isEmpty {
      bestWeights = model.layers.map(\.weights)
      bestEpoch = epoch
    }
    wait += 1
    let isBetter =
      best.map { isBetterAbove ? value > $0 + minDelta : value < $0 - minDelta } ?? !value.isNaN
    if isBetter {
      best = value
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

/// Calls a function after every epoch.
public final class EpochCallback: Callback {
  private let body: (Int, [Log], Sequential) throws -> Void

  /// Creates the callback; `body` gets the epoch, counted from 0, its logs, and the model.
  public init(_ body: @escaping (Int, [Log], Sequential) throws -> Void) { self.body = body }

  /// Calls the function.
  public func epochEnds(_ epoch: Int, _ logs: [Log], _ model: Sequential) throws {
    try body(epoch, logs, model)
  }
}
