// This file checks `switch` and the patterns that may fail.
import LessonModel
import LessonSyntax

extension Checker {
  func select(
    _ subject: Expression, _ cases: [Statement.SwitchCase], _ label: Statement.Label?,
    _ range: SourceRange
  ) -> StatementNode.Op {
    let node = complete(infer(subject, expected: nil))
    let loop = Loop(label?.name, isLoop: false)
    // A `switch` is left by a plain `break`.
    loop.number = 1
    let value = hidden("(subject)", node.type, node.range)
    let start = flow
    var end: Flow?
    var checked: [CaseNode] = []
    var covered = Coverage(table)
    loops.append(loop)
    for (index, one) in cases.enumerated() {
      flow = loop.fallen.map { start.merged(with: $0) } ?? start
      loop.fallen = nil
      loop.nextCase =
        index + 1 == cases.count
        ? .none
        : cases[index + 1].items.contains { binds($0.pattern) } ? .binding : .plain
      inScope {
        var patterns: [(PatternNode, filter: Node?)] = []
        if one.isDefault {
          patterns.append((.anything, nil))
          if !node.type.hasError, !covered.isComplete, covered.covers(node.type) {
            warning("never-executed", "default will never be executed", at: one.range)
          }
          covered.isComplete = true
        }
        let outer = (sharedNames, boundNames)
        sharedNames = nil
        for (position, item) in one.items.enumerated() {
          if position == 1 {
            sharedNames = scopes[scopes.count - 1].names.compactMapValues {
              if case .variable(let variable) = $0 { variable } else { nil }
            }
          }
          boundNames = []
          let pattern = match(item.pattern, node.type, item.pattern.range, value)
          if position > 0,
            let missing = sharedNames?.keys.sorted().first(where: {
              !boundNames.contains($0)
            })
          {
            error(
              "pattern", "'\(missing)' must be bound in every pattern", at: item.pattern.range)
          }
          let filter = item.filter.map { complete(condition($0)) }
          if filter == nil { covered.add(item.pattern) }
          patterns.append((pattern, filter))
        }
        (sharedNames, boundNames) = outer
        if one.body.statements.isEmpty {
          error(
            "empty-case",
            "'\(one.isDefault ? "default" : "case")' label in a 'switch' must have at least one executable statement; write 'break' to do nothing",
            at: one.range)
        }
        let body = check(one.body)
        checked.append(CaseNode(patterns: patterns, body: body))
      }
      end = end.map { $0.merged(with: flow) } ?? flow
    }
    loops.removeLast()
    flow = end ?? start
    if loop.hasBreak { flow.hasEnded = false }
    if !node.type.hasError, !covered.covers(node.type) {
      let missing = covered.missing(node.type)
      error(
        "not-exhaustive",
        missing.isEmpty
          ? "switch must be exhaustive; add a 'default:' for the values no 'case' takes"
          : "switch must be exhaustive", at: SourceRange(at: range.start),
        notes: missing.prefix(8).map { Diagnostic.Note("add missing case: '\($0)'") })
    }
    return .select(node, value, checked, loop)
  }

  func binds(_ pattern: Pattern) -> Bool {
    switch pattern.kind {
    case .binding(_, _): true
    case .tuple(let elements), .enumCase(_, _, let elements):
      elements.contains { binds($0.pattern) }
    case .optional(let inner), .asType(let inner, _), .typed(let inner, _): binds(inner)
    case .name, .wildcard, .expression, .isType: false
    }
  }

  /// Checks a pattern that may fail against a value of a type.
  func match(
    _ pattern: Pattern, _ type: Type, _ range: SourceRange, _ subject: Variable? = nil,
    binding isMutable: Bool? = nil
  ) -> PatternNode {
    switch pattern.kind {
    case .wildcard: return .anything
    case .binding(let isMutable, let inner):
      return match(inner, type, range, subject, binding: isMutable)
    case .name(let name):
      guard let isMutable else {
        error("pattern", "expected 'let \(name)' to bind the value", at: pattern.range)
        return .anything
      }
      return bindName(name, type, isMutable, pattern.range)
    case .typed(let inner, let written), .asType(let inner, let written):
      if case .existential("Error") = type {
        let wanted = resolve(written)
        if wanted.hasError { return .anything }
        return .dynamic(wanted, match(inner, wanted, range, nil, binding: isMutable))
      }
      error(
        "unsupported", "a type in a pattern cannot be used in a cell; the type of a value is known",
        at: pattern.range)
      return match(inner, type, range, subject, binding: isMutable)
    case .isType(let written):
      if case .existential("Error") = type {
        let wanted = resolve(written)
        return wanted.hasError ? .anything : .dynamic(wanted, .anything)
      }
      error(
        "unsupported", "'is' cannot be used in a cell; the type of a value is known",
        at: pattern.range)
      return .anything
    case .optional(let inner):
      guard let wrapped = type.wrapped else {
        if !type.hasError {
          error(
            "pattern", "'?' pattern cannot match values of type '\(type)'", at: pattern.range)
        }
        return .anything
      }
      return .some(match(inner, wrapped, range, nil, binding: isMutable))
    case .tuple(let elements):
      guard case .tuple(let types) = type, types.count == elements.count else {
        if !type.hasError {
          error(
            "tuple-pattern",
            "tuple pattern with \(elements.count) elements cannot match values of type '\(type)'",
            at: pattern.range)
        }
        return .anything
      }
      return .tuple(
        zip(elements, types).map {
          match($0.pattern, $1.type, range, nil, binding: isMutable)
        })
    case .enumCase(let base, let name, let elements):
      if type.hasError {
        for element in elements {
          _ = match(element.pattern, .error, range, nil, binding: isMutable)
        }
        return .anything
      }
      if let node = matchCase(base, name, elements, type, pattern.range, isMutable) {
        return node
      }
      if let wrapped = type.wrapped, base == nil {
        if name.text == "none", elements.isEmpty {
          return test(type, pattern.range) { subject in
            Node(.isNil(subject, negated: false), .bool, pattern.range)
          }
        }
        if name.text == "some", elements.count == 1 {
          return .some(match(elements[0].pattern, wrapped, range, nil, binding: isMutable))
        }
      }
      guard base == nil, elements.isEmpty else {
        if elements.contains(where: { binds($0.pattern) }) {
          error("pattern", "type '\(type)' has no case '\(name.text)'", at: pattern.range)
          return .anything
        }
        error(
          "unsupported", "this pattern cannot be used in a cell; compare with '==' in 'where'",
          at: pattern.range)
        return .anything
      }
      return test(Expression(.implicitMember(name), pattern.range), type, isMutable)
    case .expression(let expression):
      if isMutable != nil, case .name(let name) = expression.kind {
        return bindName(name.text, type, isMutable ?? false, pattern.range)
      }
      if case .member(let base, let name) = expression.kind, let written = patternType(base),
        hasCase(written, name.text) != nil,
        let node = matchCase(base, name, [], type, pattern.range, isMutable)
      {
        return node
      }
      return test(expression, type, isMutable)
    }
  }

  private func test(
    _ type: Type, _ range: SourceRange, _ make: (Node) -> Node
  ) -> PatternNode {
    let variable = hidden("(value)", type, range)
    return .test(variable, complete(make(Node(.variable(variable), type, range))))
  }

  /// A pattern that is a value to compare with, or a range to lie in.
  private func test(
    _ expression: Expression, _ type: Type, _ isMutable: Bool?
  ) -> PatternNode {
    if type.hasError { return .anything }
    if isNil(expression) {
      guard type.wrapped != nil else {
        error(
          "pattern", "type '\(type)' is not optional, value can never be nil", at: expression.range)
        return .anything
      }
      return test(type, expression.range) {
        Node(.isNil($0, negated: false), .bool, expression.range)
      }
    }
    let value = infer(expression, expected: type)
    if value.isError {
      _ = complete(value)
      return .anything
    }
    let variable = hidden("(value)", type, expression.range)
    let subject = Node(.variable(variable), type, expression.range)
    if let node = matches(value, subject, expression.range) {
      return .test(variable, complete(node))
    }
    let node = compare(
      subject, .equal, value, Name(word: "~=", at: expression.range), expression.range)
    return .test(variable, complete(node))
  }
}
