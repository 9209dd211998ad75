import LessonModel

// This file writes what became of an `#expect` or `#require`.

extension Page {
  func check(_ check: CheckResult) -> Markup {
    var parts: [Markup] = [
      element("strong", [:], check.passed ? "✓ holds:" : "✕ does not hold:"), .text(" "),
      element("code", [:], check.condition),
    ]
    if let points = check.points {
      let count = NumberFormat.shortest.text(points.value)
      parts.append(.text(" (\(count) \(points.value == 1 ? "point" : "points"))"))
    }
    // A check that holds needs no reasons.
    if !check.passed {
      for operand in check.operands {
        parts += [
          element("br"), element("code", [:], operand.source), .text(" is "),
          element("code", [:], operand.value),
        ]
      }
      if let message = check.message { parts += [element("br"), .text(message)] }
    }
    return element("p", ["class": "check \(check.passed ? "passed" : "failed")"], parts)
  }
}
