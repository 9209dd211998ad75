// This file checks how errors are thrown, handled and looked at.
import LessonModel
import LessonSyntax

extension Checker {
  /// Reports when an error that is thrown here would go nowhere.
  func checkThrowing(_ range: SourceRange, isThrow: Bool = false) {
    var current = handler
    var isInexhaustive = false
    while true {
      switch current {
      case .anything: return
      case .closure:
        function.throwsByItself = true
        return
      case .nothing:
        error(
          "unhandled-error",
          isInexhaustive
            ? "errors thrown from here are not handled because the enclosing catch is not exhaustive"
            : isThrow
              ? "error is not handled because the enclosing function is not declared 'throws'"
              : "errors thrown from here are not handled", at: range,
          notes: [
            Diagnostic.Note("write 'throws' after the parameters of the function, or 'do' and 'catch'")
          ])
        return
      case .catching(let isExhaustive, let outer):
        caught = true
        if isExhaustive { return }
        isInexhaustive = true
        current = outer
      }
    }
  }

  func raise(_ value: Expression, _ range: SourceRange) -> StatementNode.Op {
    let outer = isTrying
    let node = complete(infer(value, expected: .existential("Error")))
    isTrying = outer
    defer { flow.hasEnded = true }
    if node.isError { return .raise(node) }
    guard library.conforms(node.type, to: "Error") else {
      error(
        "not-an-error", "thrown expression type '\(node.type)' does not conform to 'Error'",
        at: value.range)
      return .raise(node)
    }
    checkThrowing(range, isThrow: true)
    return .raise(node)
  }

  func catching(
    _ block: CodeBlock, _ clauses: [Statement.CatchClause], _ label: Statement.Label?,
    _ range: SourceRange
  ) -> StatementNode.Op {
    let loop = Loop(label?.name, isLoop: false)
    let isExhaustive = clauses.contains { clause in
      clause.items.isEmpty
        || clause.items.contains { $0.filter == nil && Coverage.matchesAll($0.pattern) }
    }
    let start = flow
    let outer = (handler, caught)
    handler = .catching(isExhaustive: isExhaustive, outer: outer.0)
    loops.append(loop)
    let body = check(block)
    (handler, caught) = outer
    var end = flow
    var nodes: [CatchNode] = []
    let type = Type.existential("Error")
    let subject = hidden("error", type, range)
    for clause in clauses {
      // Anything of the block may have happened, or nothing.
      flow = start.merged(with: start)
      for (variable, state) in end.states where flow.states[variable] != state {
        flow.states[variable] = .maybe
      }
      for variable in start.states.keys where end.states[variable] == nil {
        flow.states[variable] = .maybe
      }
      inScope {
        var patterns: [(PatternNode, filter: Node?)] = []
        if clause.items.isEmpty {
          let error = Variable("error", type, isMutable: false, range: clause.range, owner: function)
          scopes[scopes.count - 1].names["error"] = .variable(error)
          patterns.append((.variable(error), nil))
        }
        for item in clause.items {
          if item.pattern.mayFail { implicitError(type, clause.range) }
          let pattern = match(item.pattern, type, item.pattern.range)
          patterns.append((pattern, item.filter.map { complete(condition($0)) }))
        }
        nodes.append(CatchNode(patterns: patterns, body: check(clause.body)))
      }
      end = end.merged(with: flow)
    }
    loops.removeLast()
    flow = end
    if loop.hasBreak { flow.hasEnded = false }
    return .catching(body, subject, nodes, loop)
  }

  private func implicitError(_ type: Type, _ range: SourceRange) {}

  // MARK: Looking at errors

  /// `error as? MyError`, `error as! MyError`; `nil` when the value is no error.
  func downcast(
    _ inner: Expression, _ type: Type, _ kind: Expression.Cast, _ range: SourceRange
  ) -> Node? {
    let mark = solver.mark()
    let node = infer(inner, expected: nil)
    guard case .existential("Error") = solver.resolve(node.type), !type.hasError else {
      if node.isError || type.hasError { return errorNode(range) }
      solver.rewind(to: mark)
      return nil
    }
    guard library.conforms(type, to: "Error") else {
      error(
        "type-mismatch", "cast from 'any Error' to '\(type)' always fails, since it is no error",
        at: range)
      return errorNode(range)
    }
    return Node(
      .downcast(node, type, isForced: kind == .forced), kind == .forced ? type : .optional(type),
      range)
  }

  func typeTest(_ inner: Expression, _ written: TypeExpression, _ range: SourceRange) -> Node {
    let node = infer(inner, expected: nil)
    let type = resolve(written)
    if node.isError || type.hasError { return errorNode(range) }
    guard case .existential("Error") = solver.resolve(node.type) else {
      error("unsupported", "'is' cannot be used in a cell; the type of a value is known", at: range)
      return errorNode(range)
    }
    return Node(.isType(node, type), .bool, range)
  }

  /// Whether a call that may throw does so with these arguments: `rethrows` throws what they throw.
  func mayThrow(_ candidate: Candidate, _ arguments: [Node]) -> Bool {
    let info: FunctionInfo
    switch candidate.target {
    case .function(let found), .member(let found, _): info = found
    default: return true
    }
    guard info.isRethrowing || info.template?.isRethrowing ?? false else { return true }
    return arguments.contains { argument in
      var inner = argument
      while case .convert(let next) = inner.op { inner = next }
      if case .function(_, _, isThrowing: true) = solver.resolve(inner.type) { return true }
      return false
    }
  }
}

extension Pattern {
  /// Whether it does not take every error.
  var mayFail: Bool { !Coverage.matchesAll(self) }
}
