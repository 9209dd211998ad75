import LessonModel
import LessonSyntax

/// What to add to the error of a cell over budget: the loop it was in, and how to allow more.
struct BudgetAdvice {
  /// The programs of the cells that run.
  var programs: [Program]
  /// The budgets in force.
  var limits: RunLimits

  /// The error with its notes; any other diagnostic as it is.
  func completed(_ diagnostic: Diagnostic) -> Diagnostic {
    guard diagnostic.id.hasPrefix("limit-") else { return diagnostic }
    var result = diagnostic
    if let place = diagnostic.range {
      var finder = LoopFinder(place: place)
      for program in programs { finder.visit(program.statements) }
      if let loop = finder.loop, loop.start != place.start {
        result.notes.insert(.init("in this loop", at: SourceRange(at: loop.start)), at: 0)
      }
    }
    if let advice = advice(for: String(diagnostic.id.dropFirst("limit-".count))) {
      result.notes.append(.init(advice))
    }
    return result
  }

  private func advice(for budget: String) -> String? {
    func text(_ key: String, _ value: String, _ flag: String?) -> String {
      "a lesson that needs more says so in its front matter: 'limits: { \(key): \(value) }'"
        + (flag.map { "; for one run: \($0)" } ?? "")
    }
    switch budget {
    case "steps":
      let more = Self.more(limits.steps, RunLimits.Bounds.steps)
      return text("steps", more, "--max-steps \(more)")
    case "memory":
      let more = Self.moreMemory(limits.memory)
      return text("memory", more, "--max-memory \(more)")
    case "output-lines":
      return text("output-lines", Self.more(limits.outputLines, RunLimits.Bounds.outputLines), nil)
    case "depth": return text("depth", Self.more(limits.depth, RunLimits.Bounds.depth), nil)
    case "time": return "a run that needs longer is started with a longer --timeout"
    default: return nil
    }
  }

  private static func more(_ limit: Int, _ bounds: ClosedRange<Int>) -> String {
    String(min(bounds.upperBound, limit < bounds.upperBound / 4 ? limit * 4 : bounds.upperBound))
  }

  private static func moreMemory(_ limit: Int) -> String {
    let upper = RunLimits.Bounds.memory.upperBound
    return ByteCount.text(min(upper, limit < upper / 4 ? limit * 4 : upper))
      .replacing(" bytes", with: "").replacing(",", with: "")
  }
}

/// Finds the innermost loop around a place.
private struct LoopFinder {
  let place: SourceRange
  private(set) var loop: SourceRange?

  init(place: SourceRange) { self.place = place }

  private func holds(_ range: SourceRange) -> Bool {
    range.start <= place.start && place.start < max(range.end, range.start)
  }

  mutating func visit(_ statements: [Statement]) {
    for statement in statements where holds(statement.range) { visit(statement) }
  }

  private mutating func visit(_ statement: Statement) {
    switch statement.kind {
    case .while(_, let body, _), .repeat(let body, _, _), .forIn(_, _, _, _, let body, _):
      loop = statement.range
      visit(body.statements)
    case .function(let function): visit(function.body.statements)
    case .if(_, let then, let other):
      visit(then.statements)
      if let other { visit(other.statements) }
    case .guard(_, let body), .defer(let body): visit(body.statements)
    case .switch(_, let cases, _):
      for item in cases { visit(item.body.statements) }
    case .do(let body, let clauses, _):
      visit(body.statements)
      for clause in clauses { visit(clause.body.statements) }
    // Loops within closures and types are not looked for; the place itself is exact.
    default: break
    }
  }
}
