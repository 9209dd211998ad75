import LessonModel
import Neural
import Synchronization

/// Listens to the engine: shows training as it goes, and counts its work against budgets that no
/// honest lesson meets. Counted and not timed: a lesson ends at the same place on every machine.
final class EngineObserver: TrainingObserver, @unchecked Sendable {
  // Called on the one thread that runs the lesson; only values that outlive it are given back elsewhere.
  private let progress: EpochProgress?
  private let deadline: ContinuousClock.Instant
  private let mostMultiplyAdds: Int
  private let mostBytes: Int
  private var multiplyAdds = 0
  private let held = Atomic(0)
  /// The id of the diagnostic of the budget that was used up; `nil` for none.
  private(set) var exhausted: String?

  /// Multiplications with their additions that the whole lesson may do for each step of a cell: with
  /// the usual budget a thousand trainings like the first lesson's.
  static let multiplyAddsForAStep = 800_000
  /// What surrounds the arithmetic of a step, and of an epoch, counted as multiplications.
  static let costOfAStep = 100_000
  static let costOfAnEpoch = 5_000_000_000
  /// Bytes of tensors and weights that a lesson may hold at a time, for each byte its values may.
  static let tensorsForAByte = 4

  /// - Parameters:
  ///   - limits: The budgets of the lesson.
  ///   - deadline: When it must end.
  ///   - progress: What a person sees; `nil` for nothing.
  init(limits: RunLimits, deadline: ContinuousClock.Instant, progress: EpochProgress?) {
    self.deadline = deadline
    self.progress = progress
    let (work, tooMuch) = limits.steps.multipliedReportingOverflow(by: Self.multiplyAddsForAStep)
    mostMultiplyAdds = tooMuch ? .max : work
    let (size, tooLarge) = limits.memory.multipliedReportingOverflow(by: Self.tensorsForAByte)
    mostBytes = tooLarge ? .max : size
  }

  private func checkTime() throws {
    guard ContinuousClock.now >= deadline else { return }
    exhausted = "limit-time"
    throw NeuralError(.argument, "the run took too long", expected: "", got: "", hint: "")
  }

  func charge(_ cost: Cost) throws {
    multiplyAdds =
      multiplyAdds.addingReportingOverflow(cost.multiplyAdds).overflow
      ? .max : multiplyAdds + cost.multiplyAdds
    try checkTime()
    let (sum, isTooMuch) = held.load(ordering: .relaxed).addingReportingOverflow(cost.bytes)
    let bytes = isTooMuch ? .max : sum
    let count = NumberFormat.count
    if multiplyAdds > mostMultiplyAdds {
      exhausted = "limit-steps"
      throw NeuralError(
        .argument, "\(cost.operation): the lesson would do too much arithmetic",
        expected: "at most \(count.text(Double(mostMultiplyAdds))) multiplications",
        got: count.text(Double(multiplyAdds)),
        hint: "use fewer examples or epochs, or a smaller network")
    }
    if bytes > mostBytes {
      exhausted = "limit-memory"
      throw NeuralError(
        .argument, "\(cost.operation): the tensors of the lesson would be too large",
        expected: "at most \(count.text(Double(mostBytes))) bytes at one time",
        got: count.text(Double(bytes)), hint: "use smaller ones, or fewer at a time")
    }
  }

  func hold(bytes: Int) { held.wrappingAdd(bytes, ordering: .relaxed) }

  func release(bytes: Int) { held.wrappingSubtract(bytes, ordering: .relaxed) }

  func fitBegins(_ plan: TrainingPlan) throws {
    // Small models take their time in what surrounds the arithmetic.
    let steps = plan.epochs.multipliedReportingOverflow(by: plan.steps)
    let around = steps.partialValue.multipliedReportingOverflow(by: Self.costOfAStep)
    let epochs = plan.epochs.multipliedReportingOverflow(by: Self.costOfAnEpoch)
    let isTooMuch = steps.overflow || around.overflow || epochs.overflow
    try charge(Cost(operation: "fit", multiplyAdds: isTooMuch ? .max : around.partialValue))
    try charge(Cost(operation: "fit", multiplyAdds: isTooMuch ? .max : epochs.partialValue))
    progress?.epochBegan(1, of: plan.epochs)
  }

  func fitAdvances(_ progress: TrainingProgress) throws {
    try checkTime()
    self.progress?.step(progress.step, of: progress.steps, logs: progress.logs)
  }

  func epochEnds(_ progress: TrainingProgress) throws {
    self.progress?.epochEnded(steps: progress.steps, logs: progress.logs)
    if progress.epoch < progress.epochs {
      self.progress?.epochBegan(progress.epoch + 1, of: progress.epochs)
    }
  }
}
