// This file makes the code of throwing and catching errors.
import LessonModel

/// An error that the library threw, as a `catch` sees it.
struct LibraryError: Error, CustomStringConvertible {
  let description: String
}

extension FunctionBuilder {
  /// Ends a `case` to go on in the next.
  static let fallThrough: Signal = -1

  func raise(_ node: Node, _ range: SourceRange) -> Run<Signal> {
    let run = value(node)
    return { frame in throw Fault.thrown(ThrownValue(value: try run(frame)), range) }
  }

  /// The value of an error that a `catch` may take; `nil` for faults of the program.
  static func caught(_ error: any Error) -> Value? {
    switch error {
    case Fault.thrown(let thrown, _): return thrown.value
    case Fault.failed(let diagnostic) where diagnostic.id == RuntimeError.thrown:
      return .host(TypedHostBox(LibraryError(description: diagnostic.message)))
    default: return nil
    }
  }

  func catching(_ body: [StatementNode], _ clauses: [CatchNode], _ loop: Loop) -> Run<Signal> {
    assignNumber(loop)
    let leave = loop.number
    let saved = (words, values)
    defer { (words, values) = saved }
    let first = values
    let run = block(body)
    let last = max(values, code.values)
    let arms = clauses.map { clause -> (tests: [Taker], body: Step) in
      let saved = (words, values)
      defer { (words, values) = saved }
      let tests = clause.patterns.map { pattern, filter -> Taker in
        let take = taking(pattern)
        guard let filter else { return Taker(take) }
        let test = bool(filter)
        return Taker { frame, value in try take(frame, value) && test(frame) }
      }
      return (tests, Step(block(clause.body)))
    }
    _ = (first, last)
    return { frame in
      do {
        let signal = try run(frame)
        return signal == leave ? 0 : signal
      } catch {
        guard let value = Self.caught(error) else { throw error }
        for arm in arms {
          for test in arm.tests where try test.run(frame, value) {
            let signal = try arm.body.run(frame)
            return signal == leave ? 0 : signal
          }
        }
        throw error
      }
    }
  }
}
