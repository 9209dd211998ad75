import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// This file is what `#expect` and `#require` of a lesson become in plain Swift. A runner does not come
// here: it records checks in the lesson's results.

private let failures = Mutex(0)

/// Notes whether a condition holds and goes on: what a cell writes as `#expect(...)`.
///
/// A condition that does not hold is told on standard error, and `endChecks()` ends the program with
/// status 1. Standard output is left to the lesson.
///
/// - Parameters:
///   - condition: what should hold.
///   - message: what to say when it does not.
///   - points: what it is worth; told with the failure.
///   - file: where it stands, for the message.
///   - line: where it stands, for the message.
public func expect(
  _ condition: Bool, _ message: String = "", points: Double = 1, file: String = #fileID,
  line: Int = #line
) {
  guard !condition else { return }
  failures.withLock { $0 += 1 }
  tell("\(file):\(line): error: the check does not hold", message)
}

/// Ends the program with status 1 unless a condition holds: what a cell writes as `#require(...)`.
///
/// - Parameters:
///   - condition: what must hold.
///   - message: what to say when it does not.
///   - points: what it is worth; told with the failure.
///   - file: where it stands, for the message.
///   - line: where it stands, for the message.
public func require(
  _ condition: Bool, _ message: String = "", points: Double = 1, file: String = #fileID,
  line: Int = #line
) {
  guard !condition else { return }
  tell("\(file):\(line): error: the requirement does not hold", message)
  exit(1)
}

/// Ends the program with status 1 when a check did not hold.
public func endChecks() {
  if failures.withLock({ $0 }) > 0 { exit(1) }
}

private func tell(_ text: String, _ message: String) {
  let line = Array(((message.isEmpty ? text : text + ": " + message) + "\n").utf8)
  _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
}
