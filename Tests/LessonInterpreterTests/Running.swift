import LessonInterpreter
import LessonModel
import LessonSyntax

/// A cell of its own for a source, as if the file began with it.
func cell(_ source: String, id: String = "cell", firstLine: Int = 1) -> Cell {
  let lines = source.split(separator: "\n", omittingEmptySubsequences: false).count
  return Cell(
    id: id, source: source,
    lineStarts: (0..<lines).map { SourcePosition(line: firstLine + $0, column: 1) })
}

/// What running a source gave: what it printed, what was found, how its cells ended.
struct Outcome {
  var printed = ""
  var diagnostics: [Diagnostic] = []
  var runs: [CellRun] = []

  /// `3:5: error: message`, one a line.
  var messages: [String] {
    diagnostics.map {
      let place = $0.range.map { "\($0.start.line):\($0.start.column)" } ?? "-"
      return "\(place): \($0.severity.rawValue): \($0.message)"
    }
  }
}

/// Checks and runs cells, one source each.
func run(
  _ sources: [String], library: Library = Library(), limits: Limits = Limits(),
  usesInstructions: Bool = true
) -> Outcome {
  var outcome = Outcome()
  var firstLine = 1
  var cells: [(cell: Cell, program: Program)] = []
  for (index, source) in sources.enumerated() {
    let cell = cell(source, id: "cell-\(index + 1)", firstLine: firstLine)
    firstLine += cell.lineStarts.count
    let (program, diagnostics) = Lowering.lower(cell)
    outcome.diagnostics += diagnostics
    cells.append((cell, program))
  }
  let lesson = Checker.check(
    cells: cells, library: library, usesInstructions: usesInstructions)
  outcome.diagnostics += lesson.diagnostics.joined()
  let start = SourcePosition(line: 0, column: 0)
  outcome.diagnostics.sort { ($0.range?.start ?? start) < ($1.range?.start ?? start) }
  guard lesson.isRunnable else { return outcome }
  let printer = Printer()
  let session = Session(lesson, limits: limits) { printer.text += $0 }
  for index in cells.indices {
    let run = session.run(index)
    outcome.runs.append(run)
    switch run.status {
    case .failed(let diagnostic), .overBudget(let diagnostic):
      outcome.diagnostics.append(diagnostic)
    case .finished, .cancelled: continue
    }
    break
  }
  outcome.printed = printer.text
  return outcome
}

final class Printer {
  var text = ""
}

/// Checks one cell.
func check(_ cell: Cell) -> CheckedLesson {
  Checker.check(cells: [(cell, Lowering.lower(cell).program)], library: Library())
}
