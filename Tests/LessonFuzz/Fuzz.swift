import LessonBindings
import LessonInterpreter
import LessonKit
import LessonMarkdown
import LessonModel
import LessonReport
import LessonSyntax
import Neural

/// What libFuzzer calls with each input: reading, checking, running with tiny budgets, and writing the
/// report must come to an end without ending the process. `scripts/fuzz` builds and starts it.
///
/// The first byte chooses between a Swift program (`S`) and a lesson in Markdown (anything else).
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  guard let data, size > 1 else { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: data, count: size))
  let isSwift = bytes[0] == UInt8(ascii: "S")
  LargeStack.run { FuzzedLesson(Array(bytes.dropFirst()), isSwift: isSwift).run() }
  return 0
}

/// One input on its way through the program.
private struct FuzzedLesson {
  let bytes: [UInt8]
  let isSwift: Bool

  init(_ bytes: [UInt8], isSwift: Bool) {
    self.bytes = bytes
    self.isSwift = isSwift
  }

  func run() {
    let (lesson, diagnostics) =
      isSwift
      ? ProgramReader.read(bytes, name: "fuzz") : LessonReader.read(bytes, name: "fuzz")
    let lowered = Lowering.lower(lesson.cells)
    let checked = Checker.check(
      cells: zip(lesson.cells, lowered).map { (cell: $0, program: $1.program) },
      library: LessonLibrary.library)
    let found = diagnostics + lowered.flatMap(\.diagnostics) + checked.diagnostics.joined()
    require(found)
    let text = DiagnosticText(file: "fuzz", source: String(decoding: bytes, as: UTF8.self))
    for diagnostic in found.prefix(20) { _ = text.render(diagnostic) }
    var report = Report(toolVersion: "fuzz", lesson: lesson, seed: 0, diagnostics: found)
    if checked.isRunnable, !found.contains(where: { $0.severity == .error }) {
      var export = SwiftExport(
        throwingCalls: checked.throwingCalls, shownValues: checked.shownValues)
      _ = export.program(of: lesson, seed: 1)
      report.cells = cells(lesson, checked)
    }
    _ = HTMLReport.render(report)
    _ = try? JSONReport.encode(report)
  }

  private func cells(_ lesson: Lesson, _ checked: CheckedLesson) -> [CellResult] {
    let recorder = Recorder()
    var results: [CellResult] = []
    Recorder.$current.withValue(recorder) {
      RandomSource.$current.withValue(RandomSource(seed: 0)) {
        Observation.$observer.withValue(TinyBudget()) {
          let session = Session(
            checked,
            limits: Limits(
              steps: 20_000, bytes: 1 << 20, printedBytes: 10_000, printedLines: 1_000,
              callDepth: 100),
            check: { recorder.show([.check($0)]) }, write: { recorder.print($0) })
          for (index, cell) in lesson.cells.enumerated() {
            recorder.beginCell(cell.id, explains: true)
            let outcome = session.run(index)
            if let value = outcome.value {
              recorder.show(LessonLibrary.outputs(of: value.host, text: value.text))
            }
            let outputs = recorder.endCell()
            switch outcome.status {
            case .finished:
              results.append(CellResult(id: cell.id, status: .passed, outputs: outputs))
            case .failed(let diagnostic), .overBudget(let diagnostic):
              require([diagnostic])
              results.append(
                CellResult(
                  id: cell.id, status: .failed, outputs: outputs, diagnostics: [diagnostic]))
              return
            case .cancelled: return
            }
          }
        }
      }
    }
    return results
  }

  /// Mistakes of our own are findings too.
  private func require(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics
    where diagnostic.id == "internal" || diagnostic.id == "library"
      || diagnostic.message.hasPrefix("internal error")
    {
      fatalError(diagnostic.message)
    }
  }
}

/// Stops the engine before it does much.
private final class TinyBudget: TrainingObserver, @unchecked Sendable {
  private var multiplyAdds = 0
  private var bytes = 0

  func charge(_ cost: Cost) throws {
    multiplyAdds &+= min(cost.multiplyAdds, 1 << 40)
    bytes &+= min(cost.bytes, 1 << 40)
    if multiplyAdds > 50_000_000 || bytes > 50_000_000 {
      throw NeuralError(.argument, "too much")
    }
  }

  func hold(bytes: Int) {}
  func release(bytes: Int) {}

  func fitBegins(_ plan: TrainingPlan) throws {
    guard plan.epochs <= 20, plan.steps <= 200 else {
      throw NeuralError(.argument, "too much")
    }
  }

  func fitAdvances(_ progress: TrainingProgress) throws {}
  func epochEnds(_ progress: TrainingProgress) throws {}
}
