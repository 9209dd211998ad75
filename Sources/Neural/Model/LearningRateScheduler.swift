/// Sets the learning rate at the beginning of every epoch: Keras' `LearningRateScheduler`. The
/// history gets a `learning_rate`.
public final class LearningRateScheduler: Callback {
  private let schedule: (Int, Double) throws -> Double

  /// Creates the callback; `schedule` gets the epoch, counted from 0, and the learning rate so far,
  /// and gives the new one.
  public init(_ schedule: @escaping (Int, Double) throws -> Double) { self.schedule = schedule }

  /// Refuses a model whose learning rate follows a schedule.
  public func trainingBegins(_ model: Sequential, logNames: [String]) throws {
    try model.requireFreeLearningRate("LearningRateScheduler")
  }

  /// Sets the rate of the epoch.
  public func epochBegins(_ epoch: Int, _ model: Sequential) throws {
    try model.setLearningRate(schedule(epoch, model.learningRate ?? 0))
  }

  /// Records it.
  public func epochEnds(_ epoch: Int, _ logs: inout [Log], _ model: Sequential) throws {
    logs.set("learning_rate", model.learningRate ?? 0)
  }
}
