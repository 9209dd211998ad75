/// Someone who is told about every epoch of a `fit`, and may end it with `model.stopTraining = true`.
public protocol Callback: AnyObject {
  /// Training begins; `logNames` are the names every epoch's logs will have.
  func trainingBegins(_ model: Sequential, logNames: [String]) throws
  /// An epoch begins, counted from 0.
  func epochBegins(_ epoch: Int, _ model: Sequential) throws
  /// An epoch is done, its validation included; what is added to the logs is recorded too.
  func epochEnds(_ epoch: Int, _ logs: inout [Log], _ model: Sequential) throws
  /// Training is over.
  func trainingEnds(_ model: Sequential) throws
}

extension Callback {
  /// Does nothing.
  public func trainingBegins(_ model: Sequential, logNames: [String]) throws {}
  /// Does nothing.
  public func epochBegins(_ epoch: Int, _ model: Sequential) throws {}
  /// Does nothing.
  public func epochEnds(_ epoch: Int, _ logs: inout [Log], _ model: Sequential) throws {}
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

extension Monitor {
  /// The value in the logs of an epoch; nil if it has none.
  func value(in logs: [Log]) -> Double? { logs.first { $0.name == name }?.value }

  /// Refuses a name that training will not have.
  func check(_ logNames: [String], in callback: String) throws {
    guard logNames.contains(name) else {
      throw NeuralError(
        .name, "\(callback): training has no number of this name",
        expected: logNames.map { "\"\($0)\"" }.joined(separator: ", "), got: "\"\(name)\"",
        hint: name.hasPrefix("val_")
          ? "give `fit` a `validationSplit` or `validationData`" : nil)
    }
  }
}

/// Callbacks that set the learning rate.
extension Sequential {
  /// Refuses a model whose learning rate follows a schedule, before training begins.
  func requireFreeLearningRate(_ callback: String) throws {
    guard optimizer?.schedule == nil else {
      throw NeuralError(
        .unsupported, "\(callback): the learning rate follows a schedule",
        hint: "compile with a number, as in `.sgd(learningRate: 0.01)`")
    }
  }
}

/// Which way is better.
public enum MonitorMode: String, Hashable, Sendable {
  /// Up for names that end in `accuracy`, else down.
  case auto
  /// Down.
  case min
  /// Up.
  case max

  func isBetterAbove(_ monitor: Monitor) -> Bool {
    self == .max || (self == .auto && monitor.name.hasSuffix("accuracy"))
  }
}

/// The best value so far, and what counts as better.
struct Best {
  private(set) var value: Double?
  private let isBetterAbove: Bool
  private let minDelta: Double

  /// Refuses numbers that nothing can be compared with.
  static func check(minDelta: Double, baseline: Double? = nil, in callback: String) throws {
    guard minDelta.isFinite, baseline.map({ !$0.isNaN }) ?? true else {
      throw NeuralError(
        .argument, "\(callback): minDelta and baseline must be numbers",
        got: minDelta.isFinite ? "baseline nan" : "minDelta \(minDelta)")
    }
  }

  init(_ monitor: Monitor, _ mode: MonitorMode, minDelta: Double, baseline: Double? = nil) {
    isBetterAbove = mode.isBetterAbove(monitor)
    self.minDelta = minDelta.magnitude
    value = baseline
  }

  /// Whether a value is better than all before; it is the best then.
  mutating func takes(_ new: Double) -> Bool {
    let isBetter =
      value.map { isBetterAbove ? new > $0 + minDelta : new < $0 - minDelta } ?? !new.isNaN
    if isBetter { value = new }
    return isBetter
  }
}

/// Calls a function after every epoch.
public final class EpochCallback: Callback {
  private let body: (Int, [Log], Sequential) throws -> Void

  /// Creates the callback; `body` gets the epoch, counted from 0, its logs, and the model.
  public init(_ body: @escaping (Int, [Log], Sequential) throws -> Void) { self.body = body }

  /// Calls the function.
  public func epochEnds(_ epoch: Int, _ logs: inout [Log], _ model: Sequential) throws {
    try body(epoch, logs, model)
  }
}
