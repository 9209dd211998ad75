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

  /// The budgets in force: the program's, changed by the lesson, changed by the user.
  private var limits: RunLimits {
    RunLimits().changed(by: prepared.lesson.metadata.limits ?? .init())
      .changed(by: options.limits)
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
      let deadline = ContinuousClock.now + .seconds(options.timeout)
      let observer = EngineObserver(
        limits: limits, deadline: deadline,
        progress: options.quiet ? nil : EpochProgress(live: options.terminal))
      Recorder.$current.withValue(recorder) {
        DataAccess.$current.withValue(data) {
          RandomSource.$current.withValue(RandomSource(seed: seed)) {
            Observation.$observer.withValue(observer) {
              Parallelism.$threads.withValue(options.threads) {
                (results, status) = runCells(checked, recorder, observer, deadline, tell)
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
      toolVersion: LessonRunner.version, lesson: prepared.lesson, seed: seed, limits: limits,
      datasets: recorder.datasets, cells: results, trainings: recorder.trainings,
      diagnostics: prepared.diagnostics)
    return (report, status)
  }

  private func runCells(
    _ checked: CheckedLesson, _ recorder: Recorder, _ observer: EngineObserver,
    _ deadline: ContinuousClock.Instant, _ tell: ([Diagnostic]) -> Void
  ) -> ([CellResult], ExitStatus) {
    let limits = limits
    let advice = BudgetAdvice(programs: prepared.programs, limits: limits)
    let isTranscript = options.transcript
    var failedChecks: [Diagnostic] = []
    let session = Session(
      checked,
      limits: Limits(
        steps: limits.steps, bytes: limits.memory, printedLines: limits.outputLines,
        callDepth: limits.depth, deadline: deadline),
      check: { check in
        recorder.show([.check(check)])
        if !check.isRequired, let diagnostic = check.diagnostic { failedChecks.append(diagnostic) }
      },
      write: { text in
        recorder.print(text)
        if isTranscript { StandardOutput.write(text) }
      })
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
      guard !prepared.holes.contains(run) else {
        results.append(CellResult(id: cell.id, status: .toDo))
        status = max(status, .failed)
        stopped = true
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
      failedChecks = []
      let outcome = session.run(run)
      if let value = outcome.value {
        recorder.show(LessonLibrary.outputs(of: value.host, text: value.text))
      }
      let outputs = recorder.endCell()
      let (ending, diagnostic) = ending(outcome.status, recorder, observer)
      // A failure that the author expects does not count against the lesson.
      let isTolerated = cell.options.error && ending <= .failed
      if !isTolerated { status = max(status, failedChecks.isEmpty ? ending : max(ending, .failed)) }
      let diagnostics = Self.each(failedChecks) + (diagnostic.map { [advice.completed($0)] } ?? [])
      tell(diagnostics)
      guard diagnostic != nil else {
        results.append(
          CellResult(id: cell.id, status: .passed, outputs: outputs, diagnostics: diagnostics))
        continue
      }
      results.append(
        CellResult(id: cell.id, status: .failed, outputs: outputs, diagnostics: diagnostics))
      stopped = !isTolerated
      valueless.add(cell)
    }
    return (results, status)
  }

  /// Nobody reads more failures of one cell than this.
  private static let mostFailedChecks = 100

  /// Each of the failed checks once: one in a loop fails many times.
  private static func each(_ failed: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return Array(failed.filter { seen.insert($0).inserted }.prefix(mostFailedChecks))
  }

  /// What a cell's end means for the whole run, and what there is to say about it.
  private func ending(
    _ status: CellRun.Status, _ recorder: Recorder, _ observer: EngineObserver
  ) -> (ExitStatus, Diagnostic?) {
    switch status {
    case .finished: (.passed, nil)
    case .failed(let diagnostic):
      if let exhausted = observer.exhausted {
        (
          .limit,
          Diagnostic(
            .error, id: exhausted, diagnostic.message, at: diagnostic.range,
            notes: diagnostic.notes)
        )
      } else {
        (recorder.lacksData ? .unusable : .failed, diagnostic)
      }
    case .overBudget(let diagnostic): (.limit, diagnostic)
    case .cancelled:
      (.limit, Diagnostic(.error, id: "cancelled", "the run was told to stop", at: nil))
    }
  }
}
