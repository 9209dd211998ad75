// This file makes the code of `#expect` and `#require`.
import LessonModel

extension FunctionBuilder {
  /// A value with more text than this is not shown with its check, in bytes.
  private static let longestText = 2_000

  func check(_ check: CheckNode) -> Code {
    let saved = (words, values)
    defer { (words, values) = saved }
    let operands = check.operands.map { operand in
      (
        source: operand.source, keep: Effect(bind(.variable(operand.variable), operand.value)),
        read: Getter(
          value(Node(.variable(operand.variable), operand.value.type, operand.value.range))),
        text: compiler.describer.shown(operand.value.type)
      )
    }
    let condition = bool(check.condition)
    let message = check.message.map { Getter(value($0)) }
    let points = check.points.map { Getter(value($0)) }
    let (source, isRequired, range) = (check.source, check.isRequired, check.range)
    return .void { frame in
      try frame.step(range)
      for operand in operands { try operand.keep.run(frame) }
      var result = CheckResult(
        condition: source, passed: try condition(frame), isRequired: isRequired, range: range)
      result.operands = try operands.map { operand in
        let value = try operand.read(frame)
        let text =
          value.leastTextSize > Self.longestText ? "a large value" : operand.text(value)
        return CheckResult.Operand(
          source: operand.source,
          value: text.utf8.count > Self.longestText ? "a large value" : text)
      }
      if let message { result.message = try message(frame).string }
      if let points { result.points = Number(try points(frame).double) }
      let machine = frame.state.pointee.machine
      machine.place = range
      try machine.record(result)
      if isRequired, let diagnostic = result.diagnostic { throw Fault.failed(diagnostic) }
    }
  }
}
