import LessonModel
import Synchronization

/// Where a running cell's outputs go: what it printed, showed, and what explains it.
///
/// A runner binds one with `Recorder.$current.withValue`; without one, library calls that show
/// something have nowhere to show it and do nothing.
public final class Recorder: Sendable {
  /// The recorder of the lesson that is running, if any.
  @TaskLocal public static var current: Recorder?

  private struct State {
    var cell = ""
    var explains = true
    var outputs: [Output] = []
    /// Printed since the last output; joined to the outputs when something else follows.
    var printed = ""
    /// Told after everything else the cell shows.
    var explanations: [Explanation] = []
    var explained: Set<String> = []
    var datasets: [DatasetRecord] = []
    var lacksData = false
    var memory = LessonMemory()
    var trainings: [Training] = []

    mutating func flush() {
      guard !printed.isEmpty else { return }
      outputs.append(.printed(printed))
      printed = ""
    }
  }

  private let state = Mutex(State())

  /// A recorder of a run that has not begun.
  public init() {}

  /// Starts a cell with no outputs.
  public func beginCell(_ id: String, explains: Bool) {
    state.withLock {
      $0.cell = id
      $0.explains = explains
      $0.outputs = []
      $0.printed = ""
      $0.explanations = []
    }
  }

  /// What the cell has shown, explanations last.
  public func endCell() -> [Output] {
    state.withLock {
      $0.flush()
      return $0.outputs + $0.explanations.map(Output.explanation)
    }
  }

  /// Adds to what the cell printed.
  public func print(_ text: String) {
    state.withLock { $0.printed += text }
  }

  /// Adds figures and tables.
  public func show(_ outputs: [Output]) {
    state.withLock {
      $0.flush()
      $0.outputs += outputs
    }
  }

  /// Explains a topic the first time the lesson meets it, unless the author turned that off.
  public func explain(_ topic: String, _ make: () throws -> Explanation?) rethrows {
    let wanted = state.withLock { $0.explains && !$0.explained.contains(topic) }
    guard wanted, let explanation = try make() else { return }
    state.withLock {
      $0.explained.insert(topic)
      $0.explanations.append(explanation)
    }
  }

  /// What the lesson did earlier.
  var memory: LessonMemory { state.withLock { $0.memory } }

  /// Notes something for later figures.
  func remember(_ change: @Sendable (inout LessonMemory) -> Void) {
    state.withLock { change(&$0.memory) }
  }

  /// Whether figures and explanations that nobody asked for are wanted in this cell.
  public var explains: Bool { state.withLock { $0.explains } }

  /// Notes a data set that the lesson uses.
  public func use(_ dataset: DatasetRecord) {
    state.withLock { if !$0.datasets.contains(dataset) { $0.datasets.append(dataset) } }
  }

  /// Notes that data is missing or damaged: the lesson is not to blame.
  public func lackData() { state.withLock { $0.lacksData = true } }

  /// Whether data was missing or damaged.
  public var lacksData: Bool { state.withLock { $0.lacksData } }

  /// Notes a training of the current cell.
  public func train(
    epochs: [Int], metrics: [Training.Metric], divergence: Training.Divergence? = nil
  ) {
    state.withLock {
      $0.trainings.append(
        Training(cell: $0.cell, epochs: epochs, metrics: metrics, divergence: divergence))
    }
  }

  /// The data sets used so far.
  public var datasets: [DatasetRecord] { state.withLock { $0.datasets } }

  /// The trainings so far.
  public var trainings: [Training] { state.withLock { $0.trainings } }
}
