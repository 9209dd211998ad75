import ArgumentParser
import LessonModel

/// The budgets that a user may change.
struct LimitOptions: ParsableArguments {
  @Option(help: "Steps that each cell may take: calls, turns of loops, elements visited.")
  var maxSteps: Int?

  @Option(
    help: "Memory that the values of a lesson may hold, such as 512MB.",
    transform: { text in
      guard let bytes = ByteCount.read(text), RunLimits.Bounds.memory.contains(bytes) else {
        throw ValidationError("expected an amount from 1MB to 64GB, such as 512MB, found '\(text)'")
      }
      return bytes
    })
  var maxMemory: Int?

  @Option(help: "Seconds after which a run is stopped whatever it is doing.")
  var timeout = 3600

  func validate() throws {
    if let maxSteps, !RunLimits.Bounds.steps.contains(maxSteps) {
      throw ValidationError(
        "expected from 1 to \(RunLimits.Bounds.steps.upperBound) steps, found \(maxSteps)")
    }
    guard (1...1_000_000).contains(timeout) else {
      throw ValidationError("expected from 1 to 1000000 seconds, found \(timeout)")
    }
  }

  /// What was asked for.
  var change: RunLimits.Change { RunLimits.Change(steps: maxSteps, memory: maxMemory) }
}
