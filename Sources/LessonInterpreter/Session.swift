public import LessonModel
import LessonSyntax

/// Runs the cells of a checked lesson, one after the other, and keeps their variables in between.
public final class Session {
  private let lesson: CheckedLesson
  private let machine: Machine
  private let context: (() -> Void) -> Void
  /// A shown value has no longer text than this, in bytes.
  private static let longestText = 4 << 20

  /// A session with no cell run yet.
  ///
  /// - Parameters:
  ///   - lesson: What the checker made of the cells.
  ///   - limits: What each cell may do.
  ///   - cancelled: Asked from time to time whether to stop.
  ///   - context: Called around each cell on the thread that runs it, to set task-local values.
  ///   - check: Gets what the cells check, as it is checked.
  ///   - write: Gets what the cells print, as it is printed.
  public init(
    _ lesson: CheckedLesson, limits: Limits = Limits(),
    cancelled: @escaping @Sendable () -> Bool = { false },
    context: @escaping (() -> Void) -> Void = { $0() },
    check: @escaping (CheckResult) -> Void = { _ in },
    write: @escaping (String) -> Void
  ) {
    self.lesson = lesson
    self.context = context
    machine = Machine(
      globalWords: lesson.layout.words, globalValues: lesson.layout.values, limits: limits,
      cancelled: cancelled, write: write)
    machine.onCheck = check
  }

  /// Runs a cell, by its position among the checked cells.
  ///
  /// The cell runs on a thread of its own with a stack for the call depth that the limits allow; the
  /// call comes back when it has ended. A lesson with errors is not run: every cell fails with the
  /// first of its errors.
  public func run(_ index: Int) -> CellRun {
    guard lesson.isRunnable, lesson.mains.indices.contains(index) else {
      let errors = lesson.diagnostics.joined().filter { $0.severity == .error }
      let diagnostic =
        errors.first
        ?? Diagnostic(.error, id: "not-run", "the lesson did not pass its check", at: nil)
      return CellRun(status: .failed(diagnostic), value: nil, steps: 0)
    }
    return LargeStack.run {
      var result = CellRun(status: .cancelled, value: nil, steps: 0)
      self.context {
        result = Reentry.with(self.machine) { self.runHere(self.lesson.mains[index]) }
      }
      return result
    }
  }

  private func runHere(_ main: FunctionInfo) -> CellRun {
    machine.reset()
    let frame = machine.base
    var value: ShownValue?
    var status = CellRun.Status.finished
    do {
      guard main.code.words < 1 << 17, main.code.values < 1 << 17 else {
        throw InternalError("a smaller cell")
      }
      if case .void(let run) = main.code.body { try run(frame) }
      if let run = main.shown, let node = main.expression {
        value = shown(try run(frame), node.type)
      }
      try machine.checkFailure()
    } catch Fault.failed(let diagnostic) {
      status = .failed(diagnostic)
    } catch Fault.overBudget(let diagnostic) {
      status = .overBudget(diagnostic)
    } catch Fault.cancelled {
      status = .cancelled
    } catch Fault.thrown(let error, let range) {
      status = .failed(RuntimeError.uncaught(error.value, range))
    } catch {
      status = .failed(
        Diagnostic(.error, id: "internal", String(describing: error), at: machine.place))
    }
    return CellRun(status: status, value: value, steps: machine.stepsTaken)
  }

  private func shown(_ value: Value, _ type: Type) -> ShownValue {
    var host: Any?
    if case .host(let box) = value { host = box.any }
    return ShownValue(
      typeName: "\(type)", host: host, value: value,
      text: value.leastTextSize > Self.longestText
        ? "a value of type '\(type)', too large to show"
        : Describer(library: lesson.library).shown(type)(value))
  }
}

/// What came of running a cell.
public struct CellRun {
  /// How it ended.
  public enum Status {
    /// It came to its end.
    case finished
    /// A fault of the program, or an error of the library, with its place.
    case failed(Diagnostic)
    /// A budget was used up.
    case overBudget(Diagnostic)
    /// The run was told to stop.
    case cancelled
  }

  /// How it ended.
  public let status: Status
  /// The value of its last expression, if it has one.
  public let value: ShownValue?
  /// The steps it took.
  public let steps: Int
}

/// The value of a cell's last expression.
public struct ShownValue {
  /// The type, as a message names it: `[Double]`.
  public let typeName: String
  /// The value of a type of the library; `nil` for all others.
  public let host: Any?
  /// The value itself: `[Double].fromScript(shown.value)` takes it out.
  public let value: Value
  /// The value as `print` shows it.
  public let text: String
}
