/// What the engine tells while it works; whoever runs a lesson listens, and may stop it by throwing.
///
/// The engine reads no clock: how long something took is the listener's to know.
public protocol TrainingObserver: Sendable {
  /// Work that is about to be done, so that a budget can refuse it before it starts.
  func charge(_ cost: Cost) throws
  /// Memory was taken for a value, after it was charged.
  func hold(bytes: Int)
  /// A value that held so much is gone.
  func release(bytes: Int)
  /// `fit` begins.
  func fitBegins(_ plan: TrainingPlan) throws
  /// Some more steps of an epoch are done; about a hundred times an epoch.
  func fitAdvances(_ progress: TrainingProgress) throws
  /// An epoch is done, its validation included.
  func epochEnds(_ progress: TrainingProgress) throws
}

extension TrainingObserver {
  /// Accepts any cost.
  public func charge(_ cost: Cost) throws {}
  /// Does nothing.
  public func hold(bytes: Int) {}
  /// Does nothing.
  public func release(bytes: Int) {}
  /// Does nothing.
  public func fitBegins(_ plan: TrainingPlan) throws {}
  /// Does nothing.
  public func fitAdvances(_ progress: TrainingProgress) throws {}
  /// Does nothing.
  public func epochEnds(_ progress: TrainingProgress) throws {}
}

/// An estimate of work, made before it is done and the same on every machine.
public struct Cost: Hashable, Sendable {
  /// The operation, as the caller knows it: `fit`, `matmul`.
  public var operation: String
  /// Multiplications with their additions, or elements touched where there are none.
  public var multiplyAdds: Int
  /// Bytes of new values that the operation is about to make; what they hold is told by `hold`.
  public var bytes: Int

  /// Creates an estimate.
  public init(operation: String, multiplyAdds: Int, bytes: Int = 0) {
    self.operation = operation
    self.multiplyAdds = multiplyAdds
    self.bytes = bytes
  }
}

/// What a call of `fit` is going to do.
public struct TrainingPlan: Hashable, Sendable {
  /// Epochs to train.
  public var epochs: Int
  /// Batches in an epoch.
  public var steps: Int
  /// Examples in a batch; the last batch of an epoch may be smaller.
  public var batchSize: Int
  /// Examples trained on.
  public var samples: Int
  /// Examples held back for validation; 0 without validation.
  public var validationSamples: Int
}

/// Where a call of `fit` has come to.
public struct TrainingProgress: Hashable, Sendable {
  /// The epoch, from 1.
  public var epoch: Int
  /// Epochs to train.
  public var epochs: Int
  /// Steps of this epoch that are done.
  public var step: Int
  /// Steps in an epoch.
  public var steps: Int
  /// Mean over the epoch so far: the loss first, then the metrics in the order of `compile`, and at
  /// an epoch's end the same of the validation data with `val_` before each name.
  public var logs: [Log]
}

/// A number and its Keras name.
public struct Log: Hashable, Sendable {
  /// `loss`, `accuracy`, `val_loss`.
  public var name: String
  /// The mean over the examples seen.
  public var value: Double

  /// Creates a named number.
  public init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
  }
}

/// Who listens to the engine in this task.
public enum Observation {
  /// The listener, if there is one.
  @TaskLocal public static var observer: (any TrainingObserver)?

  /// Announces work before it is done.
  static func charge(_ operation: String, multiplyAdds: Int, bytes: Int = 0) throws {
    guard let observer else { return }
    try observer.charge(Cost(operation: operation, multiplyAdds: multiplyAdds, bytes: bytes))
  }
}

/// `a * b`, or the largest `Int` where that is too much: costs only ever saturate.
func saturating(_ factors: Int...) -> Int { saturating(factors) }

/// The product of all factors, or the largest `Int` where that is too much.
func saturating(_ factors: [Int]) -> Int {
  var result = 1
  for factor in factors {
    let (product, overflow) = result.multipliedReportingOverflow(by: factor)
    if overflow { return Int.max }
    result = product
  }
  return result
}
