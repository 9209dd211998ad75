import LessonModel

/// How much a cell may do. All but the last two are counted, not timed: the same program stops at
/// the same statement on every machine.
public struct Limits: Sendable, Hashable {
  /// Calls, turns of loops and elements visited.
  public var steps: Int
  /// Bytes that the values of a lesson may hold at a time, as the interpreter counts them.
  public var bytes: Int
  /// Bytes of UTF-8 a cell may print.
  public var printedBytes: Int
  /// Lines a cell may print; a recorded check counts as one.
  public var printedLines: Int
  /// How deep functions may call each other.
  public var callDepth: Int
  /// When the run must end whatever it is doing; a last resort, `nil` for never.
  public var deadline: ContinuousClock.Instant?

  /// Limits that no honest lesson meets.
  public init(
    steps: Int = 2_000_000_000, bytes: Int = 2 << 30, printedBytes: Int = 4 << 20,
    printedLines: Int = 100_000, callDepth: Int = 10_000, deadline: ContinuousClock.Instant? = nil
  ) {
    self.steps = steps
    self.bytes = bytes
    self.printedBytes = printedBytes
    self.printedLines = printedLines
    self.callDepth = callDepth
    self.deadline = deadline
  }
}

/// What ends a cell while it runs.
enum Fault: Error {
  /// A mistake of the program, with its place.
  case failed(Diagnostic)
  /// A budget that is used up.
  case overBudget(Diagnostic)
  /// The run was told to stop.
  case cancelled
  /// A throw of the program's own.
  case thrown(ThrownValue, SourceRange)
}

/// A thrown value on its way to its `catch`, on the one thread a session runs on.
struct ThrownValue: @unchecked Sendable { let value: Value }

/// The budgets of a cell.
public enum Budget: String, Sendable {
  /// Calls, turns of loops and elements visited.
  case steps
  /// What values hold.
  case memory
  /// What is printed.
  case output
  /// How many lines are printed.
  case outputLines = "output-lines"
  /// How deep functions call each other.
  case depth
  /// The last resort.
  case time
}

extension Budget {
  /// The error of a cell that used it up.
  func exhausted(_ limit: String, at range: SourceRange) -> Diagnostic {
    let limit = Int(limit).map { NumberFormat.count.text(Double($0)) } ?? limit
    let message =
      switch self {
      case .steps:
        "the cell took more than \(limit) steps; is there a loop that does not end?"
      case .memory:
        "the values of the lesson hold more than \(limit) bytes; use smaller ones"
      case .output:
        "the cell printed more than \(limit) bytes; print less"
      case .outputLines:
        "the cell printed more than \(limit) lines; print less"
      case .depth:
        "functions call each other more than \(limit) deep; is there a recursion that does not end?"
      case .time: "the cell took too long"
      }
    return Diagnostic(.error, id: "limit-\(rawValue)", message, at: range)
  }
}
