// This file checks `if` and `switch` where a value is expected.
import LessonModel
import LessonSyntax

extension Checker {
  /// The name of the variable that takes the value of a branch; no cell can write it.
  private static let valueName = "(value of the branch)"

  /// Whether a statement that is alone in a body gives the body's value: every branch is one
  /// expression, or leaves.
  func isValue(_ statement: Statement) -> Bool {
    guard let branches = branches(of: statement) else { return false }
    return branches.contains { givesValue($0) }
      && branches.allSatisfy { givesValue($0) || leaves($0) }
  }

  /// The branches of an `if` with an `else`, or of a `switch`.
  private func branches(of statement: Statement) -> [CodeBlock]? {
    switch statement.kind {
    case .if(_, let then, let other?):
      if let nested = other.statements.first, other.statements.count == 1,
        case .if = nested.kind
      {
        return branches(of: nested).map { [then] + $0 }
      }
      return [then, other]
    case .switch(_, let cases, _): return cases.map(\.body)
    default: return nil
    }
  }

  private func givesValue(_ block: CodeBlock) -> Bool {
    guard block.statements.count == 1, let only = block.statements.first else { return false }
    switch only.kind {
    case .expression(let expression):
      switch expression.kind {
      case .assignment: return false
      case .binary(_, let name, _):
        // `a += 1` gives nothing.
        return Comparison(rawValue: name.text) != nil || !name.text.hasSuffix("=")
      default: return !isStop(expression)
      }
    default: return isValue(only)
    }
  }

  /// Whether a branch ends by leaving, so that it needs no value.
  private func leaves(_ block: CodeBlock) -> Bool {
    guard let last = block.statements.last else { return false }
    switch last.kind {
    case .throw: return true
    case .expression(let expression): return isStop(expression)
    default: return false
    }
  }

  private func isStop(_ expression: Expression) -> Bool {
    guard case .call(let callee, _) = expression.kind, case .name(let name) = callee.kind else {
      return false
    }
    return ["fatalError", "preconditionFailure"].contains(name.text) && lookUp(name.text) == nil
  }

  /// The value of an `if` or `switch`: a variable that each branch assigns.
  func choice(_ statement: Statement, _ range: SourceRange, expected: Type?) -> Node {
    let word = if case .switch = statement.kind { "switch" } else { "if" }
    guard let branches = branches(of: statement) else {
      error(
        "choice-value", "'if' must have an unconditional 'else' to be used as expression",
        at: SourceRange(at: range.start))
      return errorNode(range)
    }
    for branch in branches where !givesValue(branch) && !leaves(branch) {
      error(
        "choice-value",
        "a branch of an '\(word)' that is used as a value is one expression; compute what it needs before the '\(word)'",
        at: branch.statements.last?.range ?? branch.range)
      return errorNode(range)
    }
    // The branches are settled one by one; what the expression around leaves open stays so.
    let start = expressionStart
    expressionStart = solver.count
    defer { expressionStart = start }
    let variable = Variable(
      Self.valueName, expected ?? solver.fresh(), isMutable: true, range: range, owner: function)
    scopes.append(Scope(function: function))
    scopes[scopes.count - 1].names[Self.valueName] = .variable(variable)
    var nodes: [StatementNode] = []
    append(assigning(statement), to: &nodes)
    scopes.removeLast()
    flow.hasEnded = false
    variable.type = solver.zonk(variable.type)
    if variable.type.hasVariables { return errorNode(range) }
    return Node(.choice(nodes, variable), variable.type, range)
  }

  /// The statement with the value of each branch assigned.
  private func assigning(_ statement: Statement) -> Statement {
    switch statement.kind {
    case .if(let conditions, let then, let other):
      return Statement(
        .if(conditions, then: assigning(then), else: other.map { assigning($0) }), statement.range)
    case .switch(let subject, let cases, let label):
      return Statement(
        .switch(
          subject,
          cases.map { one in
            var one = one
            one.body = assigning(one.body)
            return one
          }, label: label), statement.range)
    default: return statement
    }
  }

  private func assigning(_ block: CodeBlock) -> CodeBlock {
    guard givesValue(block), let only = block.statements.first else { return block }
    var block = block
    if case .expression(let expression) = only.kind {
      let target = Expression(
        .name(Name(word: Self.valueName, at: expression.range)), expression.range)
      block.statements = [
        Statement(
          .expression(Expression(.assignment(target, expression), expression.range)), only.range)
      ]
    } else {
      block.statements = [assigning(only)]
    }
    return block
  }
}
