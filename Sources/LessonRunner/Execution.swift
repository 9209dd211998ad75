import LessonBindings
import LessonInterpreter
import LessonKit
import LessonModel
import Neural

/// The cells of a prepared lesson, run in order.
struct Execution {
  private let prepared: Preparation
  private let options: RunOptions
  private let data: DataAccess

  /// A cell that takes more steps than this, some seconds of work, has a loop that does not end. An
  /// hour is the last resort for what is not counted.
  private static var limits: Limits {
    Limits(steps: 100_000_000, bytes: 512 << 20, deadline: .now + .seconds(3600))
  }

  init(_ prepared: Preparation, options: RunOptions, data: DataAccess) {
    self.prepared = prepared
    self.options = options
    self.data = data
  }

  /// Runs the cells; `tell` is given each cell's diagnostics as they come.
  func run(_ tell: ([Diagnostic]) -> Void) -> (Report, ExitStatus) {
    let seed = options.seed ?? prepared.lesson.metadata.seed
    let recorder = Recorder()
    var results: [CellResult] = []
    var status = ExitStatus.passed
    if let checked = prepared.checked {
      let observer = EngineObserver(
        progress: options.quiet ? nil : EpochProgress(live: options.terminal))
      Recorder.$current.withValue(recorder) {
        DataAccess.$current.withValue(data) {
          RandomSource.$current.withValue(RandomSource(seed: seed)) {
            Observation.$observer.withValue(observer) {
              Parallelism.$threads.withValue(options.threads) {
                (results, status) = runCells(checked, recorder, observer, tell)
              }
            }
          }
        }
      }
    } else {
      results = zip(prepared.lesson.cells, prepared.runs).map { cell, run in
        CellResult(id: cell.id, status: run == nil ? .notRun : .notReached)
      }
      status = .unusable
    }
    let report = Report(
      toolVersion: LessonRunner.version, lesson: prepared.lesson, seed: seed,
      datasets: recorder.datasets, cells: results, trainings: recorder.trainings,
      diagnostics: prepared.diagnostics)
    return (report, status)
  }

  private func runCells(
    _ checked: CheckedLesson, _ recorder: Recorder, _ observer: EngineObserver,
    _ tell: ([Diagnostic]) -> Void
  ) -> ([CellResult], ExitStatus) {
    let session = Session(checked, limits: Self.limits, write: { recorder.print($0) })
    var results: [CellResult] = []
    var status = ExitStatus.passed
    var stopped = false
    var valueless = ValuelessNames()
    for (cell, run) in zip(prepared.lesson.cells, prepared.runs) {
      guard let run else {
        results.append(CellResult(id: cell.id, status: .notRun))
        continue
      }
      guard !stopped else {
        results.append(CellResult(id: cell.id, status: .notReached))
        continue
      }
      if let diagnostic = valueless.firstUse(in: cell) {
        tell([diagnostic])
        results.append(CellResult(id: cell.id, status: .failed, diagnostics: [diagnostic]))
        if !cell.options.error {
          status = max(status, .failed)
          stopped = true
        }
        valueless.add(cell)
        continue
      }
      recorder.beginCell(
        cell.id, explains: cell.options.explain ?? prepared.lesson.metadata.explain)
      let outcome = session.run(run)
      if let value = outcome.value {
        recorder.show(LessonLibrary.outputs(of: value.host, text: value.text))
      }
      let outputs = recorder.endCell()
      let (ending, diagnostic) = ending(outcome.status, recorder, observer)
      // A failure that the author expects does not count against the lesson.
      let isTolerated = cell.options.error && ending == .failed
      if !isTolerated { status = max(status, ending) }
      guard let diagnostic else {
        results.append(CellResult(id: cell.id, status: .passed, outputs: outputs))
        continue
      }
      tell([diagnostic])
      results.append(
        CellResult(id: cell.id, status: .failed, outputs: outputs, diagnostics: [diagnostic]))
      stopped = !isTolerated
      valueless.add(cell)
    }
    return (results, status)
  }

  /// What a cell's end means for the whole run, and what there is to say about it.
  private func ending(
    _ status: CellRun.Status, _ recorder: Recorder, _ observer: EngineObserver
  ) -> (ExitStatus, Diagnostic?) {
    switch status {
    case .finished: (.passed, nil)
    case .failed(let diagnostic):
      (observer.isExhausted ? .limit : recorder.lacksData ? .unusable : .failed, diagnostic)
    case .overBudget(let diagnostic): (.limit, diagnostic)
    case .cancelled:
      (.limit, Diagnostic(.error, id: "cancelled", "the run was told to stop", at: nil))
    }
  }
}
