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
    var covered = Coverage()
    loops.append(loop)
    for one in cases {
      flow = start
      inScope {
        var patterns: [(PatternNode, filter: Node?)] = []
        if one.isDefault {
          patterns.append((.anything, nil))
          covered.isComplete = true
        }
        if one.items.count > 1, one.items.contains(where: { binds($0.pattern) }) {
          error(
            "unsupported",
            "a 'case' of several patterns cannot bind names in a cell; write a 'case' for each",
            at: one.range)
        }
        for item in one.items {
          let pattern = match(item.pattern, node.type, item.pattern.range, value)
          let filter = item.filter.map { complete(condition($0)) }
          if filter == nil { covered.add(item.pattern) }
          patterns.append((pattern, filter))
        }
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
      error(
        "not-exhaustive",
        "switch must be exhaustive; add a 'default:' for the values no 'case' takes",
        at: SourceRange(at: range.start))
    }
    return .select(node, value, checked, loop)
  }

  private func binds(_ pattern: Pattern) -> Bool {
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
      let variable = newVariable(name, type, isMutable, pattern.range)
      declare(variable)
      return .variable(variable)
    case .typed(let inner, _), .asType(let inner, _):
      error(
        "unsupported", "a type in a pattern cannot be used in a cell; the type of a value is known",
        at: pattern.range)
      return match(inner, type, range, subject, binding: isMutable)
    case .isType:
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
        let variable = newVariable(name.text, type, isMutable ?? false, pattern.range)
        declare(variable)
        return .variable(variable)
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

/// Which values the cases of a `switch` take, as far as it matters for exhaustiveness.
struct Coverage {
  var isComplete = false
  private var patterns: [Pattern] = []

  mutating func add(_ pattern: Pattern) {
    if Self.matchesAll(pattern) { isComplete = true } else { patterns.append(pattern) }
  }

  /// Whether every value of a type is taken.
  func covers(_ type: Type) -> Bool {
    isComplete || Self.covers(type, patterns.map { [$0] }, [type])
  }

  private static func matchesAll(_ pattern: Pattern) -> Bool {
    switch pattern.kind {
    case .wildcard, .name: true
    case .binding(_, let inner): matchesAll(inner)
    case .tuple(let elements): elements.allSatisfy { matchesAll($0.pattern) }
    case .expression(let expression):
      // Within `let (a, b)` a name is a binding.
      if case .discard = expression.kind { true } else { false }
    case .optional, .isType, .asType, .typed, .enumCase: false
    }
  }

  /// Whether rows of patterns take every combination of values of the columns' types. `Bool` and
  /// optionals are split by their values; of other types only a pattern that takes all counts.
  private static func covers(_ whole: Type, _ rows: [[Pattern]], _ types: [Type]) -> Bool {
    guard rows.count < 200, let type = types.first else { return !rows.isEmpty && types.isEmpty }
    let rest = Array(types.dropFirst())
    func tail(_ row: [Pattern]) -> [Pattern] { Array(row.dropFirst()) }
    func stripped(_ pattern: Pattern) -> Pattern {
      if case .binding(_, let inner) = pattern.kind { return stripped(inner) }
      return pattern
    }
    if type == .bool {
      return [true, false].allSatisfy { value in
        let fitting = rows.filter { row in
          let pattern = stripped(row[0])
          if matchesAll(pattern) { return true }
          if case .expression(let expression) = pattern.kind, case .bool(value) = expression.kind {
            return true
          }
          return false
        }
        return covers(whole, fitting.map(tail), rest)
      }
    }
    if let wrapped = type.wrapped {
      let nils = rows.filter { row in
        let pattern = stripped(row[0])
        switch pattern.kind {
        case .enumCase(_, let name, let elements): return name.text == "none" && elements.isEmpty
        case .expression(let expression):
          if case .nilLiteral = expression.kind { return true }
          return matchesAll(pattern)
        default: return matchesAll(pattern)
        }
      }
      guard covers(whole, nils.map(tail), rest) else { return false }
      let somes = rows.compactMap { row -> [Pattern]? in
        let pattern = stripped(row[0])
        switch pattern.kind {
        case .optional(let inner): return [inner] + tail(row)
        case .enumCase(_, let name, let elements)
        where name.text == "some" && elements.count == 1:
          return [elements[0].pattern] + tail(row)
        default: return matchesAll(pattern) ? row : nil
        }
      }
      return covers(whole, somes, [wrapped] + rest)
    }
    if case .tuple(let elements) = type {
      let split = rows.compactMap { row -> [Pattern]? in
        let pattern = stripped(row[0])
        if case .tuple(let parts) = pattern.kind, parts.count == elements.count {
          return parts.map(\.pattern) + tail(row)
        }
        guard matchesAll(pattern) else { return nil }
        return elements.map { _ in pattern } + tail(row)
      }
      return covers(whole, split, elements.map(\.type) + rest)
    }
    return covers(whole, rows.filter { matchesAll($0[0]) }.map(tail), rest)
  }
}
