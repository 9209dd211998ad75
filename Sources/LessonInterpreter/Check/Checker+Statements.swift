// This file checks statements.
import LessonModel
import LessonSyntax

extension Checker {
  /// Checks a block in a scope of its own.
  func check(_ block: CodeBlock) -> [StatementNode] {
    inScope { checkHere(block.statements) }
  }

  /// Checks statements in the scope that is open.
  func checkHere(_ statements: [Statement]) -> [StatementNode] {
    let first = topFunctions.count
    declareTypes(statements)
    declareFunctions(statements)
    declareMembers(statements)
    var nodes: [StatementNode] = []
    for statement in statements { append(statement, to: &nodes) }
    _ = first
    return nodes
  }

  func append(_ statement: Statement, to nodes: inout [StatementNode]) {
    if flow.hasEnded, !isDeclaration(statement) {
      warning("unreachable", "will never be executed", at: statement.range)
      flow.hasEnded = false
      let checked = check(statement)
      nodes.append(contentsOf: checked)
      flow.hasEnded = true
      return
    }
    nodes.append(contentsOf: check(statement))
  }

  private func isDeclaration(_ statement: Statement) -> Bool {
    switch statement.kind {
    case .function, .type, .alias, .computed: true
    default: false
    }
  }

  private func check(_ statement: Statement) -> [StatementNode] {
    let range = statement.range
    func one(_ op: StatementNode.Op) -> [StatementNode] { [StatementNode(op, range)] }
    switch statement.kind {
    case .expression(let expression):
      let node = complete(infer(expression, expected: nil))
      warnIfUnused(node, expression)
      if node.type == .never { flow.hasEnded = true }
      return one(.expression(node))
    case .binding(let isMutable, let bindings):
      return bindings.flatMap { check($0, isMutable: isMutable, range) }
    case .function(let declaration):
      checkLocal(declaration)
      return []
    case .type, .alias, .computed: return []
    case .if(let conditions, let then, let other):
      return one(conditional(conditions, then, other))
    case .guard(let conditions, let other):
      let before = scopes
      let checked = self.conditions(conditions)
      let names = scopes
      // What the conditions declare is not seen in the `else`.
      scopes = before
      let passed = flow
      let body = check(other)
      if !flow.hasEnded {
        error(
          "guard-falls-through",
          "'guard' body must not fall through, consider using a 'return' or 'throw' to exit the scope",
          at: other.end)
      }
      scopes = names
      flow = passed
      return one(.conditional(checked, [], body))
    case .while(let conditions, let body, let label):
      let loop = Loop(label?.name, isLoop: true)
      var before = flow
      var nodes: [StatementNode] = []
      var checked: [ConditionNode] = []
      inScope {
        checked = self.conditions(conditions)
        before = flow
        nodes = checkLoop(body, loop)
      }
      flow = before
      if isAlwaysTrue(conditions), !loop.hasBreak { flow.hasEnded = true }
      return one(.loop(checked, nodes, loop))
    case .repeat(let body, let condition, let label):
      let loop = Loop(label?.name, isLoop: true)
      let nodes = checkLoop(body, loop)
      flow.hasEnded = flow.hasEnded && !loop.hasBreak
      let node = complete(self.condition(condition))
      return one(.repeatLoop(nodes, node, loop))
    case .forIn(let pattern, let isCase, let sequence, let filter, let body, let label):
      return one(forIn(pattern, isCase, sequence, filter, body, label))
    case .switch(let subject, let cases, let label):
      return one(select(subject, cases, label, range))
    case .do(let block, let catches, let label):
      if !catches.isEmpty { return one(catching(block, catches, label, range)) }
      let loop = Loop(label?.name, isLoop: false)
      loops.append(loop)
      let nodes = check(block)
      loops.removeLast()
      return one(
        .select(
          Node(.tuple([]), .void, range), hidden("do", .void, range),
          [
            CaseNode(patterns: [(.anything, nil)], body: nodes)
          ], loop))
    case .defer(let block):
      let before = flow
      let outer = loops
      loops = []
      let nodes = check(block)
      loops = outer
      flow = before
      return one(.deferred(nodes))
    case .return(let value): return one(giveBack(value, range))
    case .break(let label):
      guard let loop = self.loop(label, range, "break", { $0.isLoop || label != nil || true })
      else {
        return []
      }
      loop.hasBreak = true
      flow.hasEnded = true
      return one(.leave(loop))
    case .continue(let label):
      guard let loop = self.loop(label, range, "continue", { $0.isLoop }) else { return [] }
      flow.hasEnded = true
      return one(.next(loop))
    case .fallthrough:
      return fallThrough(range)
    case .throw(let value): return one(raise(value, range))
    }
  }

  func hidden(_ name: String, _ type: Type, _ range: SourceRange) -> Variable {
    Variable(name, type, isMutable: false, range: range, owner: function)
  }

  // MARK: Variables

  private func check(
    _ binding: Statement.Binding, isMutable: Bool, _ range: SourceRange
  ) -> [StatementNode] {
    let annotation = binding.type.map { binding.value != nil ? resolveOpen($0) : resolve($0) }
    guard let value = binding.value else {
      guard let annotation else {
        error(
          "missing-type", "type annotation missing in pattern; write ': ' and a type, or a value",
          at: binding.pattern.range)
        bind(binding.pattern, to: .error, isMutable: isMutable)
        return []
      }
      guard case .name(let name) = binding.pattern.kind else {
        error(
          "missing-value", "a pattern of several names needs a value", at: binding.pattern.range)
        bind(binding.pattern, to: annotation, isMutable: isMutable)
        return []
      }
      let variable = newVariable(name, annotation, isMutable, binding.pattern.range)
      declare(variable)
      if annotation.wrapped != nil, isMutable {
        // An optional variable starts as nil.
        let none = Node(.nothing, annotation, range)
        return [StatementNode(.bind(.variable(variable), none), range)]
      }
      flow.states[ObjectIdentifier(variable)] = .unassigned
      return [StatementNode(.declare(variable), range)]
    }
    var node = infer(value, expected: annotation)
    if let annotation { node = coerce(node, to: annotation, .initialization) }
    node = complete(node)
    if annotation == nil, node.type.isVoid {
      warning(
        "void-variable",
        "'\(text(of: binding.pattern))' inferred to have type '()', which may be unexpected",
        at: binding.pattern.range)
    }
    if case .metatype = node.type, !node.isError {
      error(
        "type-as-value", "expected member name or constructor call after type name", at: value.range
      )
      node.type = .error
    }
    let pattern = bind(binding.pattern, to: node.type, isMutable: isMutable)
    return [StatementNode(.bind(pattern, node), range)]
  }

  private func text(of pattern: Pattern) -> String {
    if case .name(let name) = pattern.kind { name } else { "the pattern" }
  }

  func newVariable(
    _ name: String, _ type: Type, _ isMutable: Bool, _ range: SourceRange
  ) -> Variable {
    Variable(
      name, type, isMutable: isMutable, range: range, owner: function,
      isGlobal: scopes.count == 1)
  }

  /// Declares the names of a pattern that always matches.
  @discardableResult
  func bind(_ pattern: Pattern, to type: Type, isMutable: Bool) -> PatternNode {
    switch pattern.kind {
    case .name(let name):
      let variable = newVariable(name, type, isMutable, pattern.range)
      declare(variable)
      return .variable(variable)
    case .wildcard: return .anything
    case .typed(let inner, let annotation):
      let wanted = resolve(annotation)
      if !solver.unify(type, wanted) {
        error(
          "type-mismatch", "cannot convert value of type '\(type)' to specified type '\(wanted)'",
          at: annotation.range)
      }
      return bind(inner, to: wanted, isMutable: isMutable)
    case .tuple(let elements):
      guard case .tuple(let types) = type, types.count == elements.count else {
        if !type.hasError {
          if case .tuple(let types) = type, !types.isEmpty {
            error(
              "tuple-pattern",
              "tuple pattern has \(elements.count) elements, but the value of type '\(type)' has \(types.count)",
              at: pattern.range)
          } else {
            error(
              "tuple-pattern",
              "tuple pattern cannot match values of the non-tuple type '\(type)'",
              at: pattern.range)
          }
        }
        for element in elements { bind(element.pattern, to: .error, isMutable: isMutable) }
        return .anything
      }
      for (element, type) in zip(elements, types) {
        if let label = element.label, label != type.label {
          error(
            "tuple-pattern",
            "tuple pattern element label '\(label)' must be '\(type.label ?? "_")'",
            at: element.pattern.range)
        }
      }
      return .tuple(
        zip(elements, types).map { bind($0.pattern, to: $1.type, isMutable: isMutable) })
    case .binding(_, let inner): return bind(inner, to: type, isMutable: isMutable)
    case .expression, .enumCase, .optional, .isType, .asType:
      error("pattern", "expected a name or names in parentheses", at: pattern.range)
      return .anything
    }
  }

  // MARK: Conditions

  func condition(_ expression: Expression) -> Node {
    if case .assignment(let target, let value) = expression.kind {
      error(
        "assignment-in-condition", "use of '=' in a boolean context, did you mean '=='?",
        at: expression.range,
        fix: Diagnostic.Fix(
          "replace '=' with '=='",
          range: SourceRange(target.range.end, value.range.start), replacement: " == "))
      return errorNode(expression.range)
    }
    return coerce(infer(expression, expected: .bool), to: .bool, .condition)
  }

  func conditions(_ conditions: [Statement.Condition]) -> [ConditionNode] {
    conditions.map { condition in
      switch condition {
      case .expression(let expression): return .expression(complete(self.condition(expression)))
      case .optionalBinding(let isMutable, let pattern, let annotation, let value, let range):
        var node: Node
        if let value {
          node = complete(infer(value, expected: annotation.map { .optional(resolve($0)) }))
        } else if case .name(let name) = pattern.kind {
          // `if let x` is short for `if let x = x`.
          node = complete(reference(Name(shorthand: name, pattern.range), pattern.range))
        } else {
          error("missing-value", "an optional binding of a pattern needs a value", at: range)
          node = errorNode(range)
        }
        var type = Type.error
        if let wrapped = node.type.wrapped {
          type = wrapped
        } else if !node.type.hasError {
          error(
            "not-optional",
            "initializer for conditional binding must have Optional type, not '\(node.type)'",
            at: node.range)
        }
        if let annotation {
          let wanted = resolve(annotation)
          if !type.hasError, type != wanted, !wanted.hasError {
            error(
              "type-mismatch",
              "cannot convert value of type '\(type)' to specified type '\(wanted)'",
              at: node.range)
          }
        }
        return .unwrap(bind(pattern, to: type, isMutable: isMutable), node)
      case .matching(let pattern, _, let value, let range):
        let node = complete(infer(value, expected: nil))
        return .match(match(pattern, node.type, range), node)
      }
    }
  }

  private func isAlwaysTrue(_ conditions: [Statement.Condition]) -> Bool {
    conditions.allSatisfy {
      if case .expression(let expression) = $0, case .bool(true) = expression.kind {
        true
      } else {
        false
      }
    }
  }

  private func conditional(
    _ conditions: [Statement.Condition], _ then: CodeBlock, _ other: CodeBlock?
  ) -> StatementNode.Op {
    var checked: [ConditionNode] = []
    var body: [StatementNode] = []
    var failed = flow
    inScope {
      checked = self.conditions(conditions)
      failed = flow
      body = check(then)
    }
    let passed = flow
    flow = failed
    let alternative = other.map { check($0) } ?? []
    flow = passed.merged(with: flow)
    return .conditional(checked, body, alternative)
  }

  // MARK: Loops

  private func checkLoop(_ body: CodeBlock, _ loop: Loop) -> [StatementNode] {
    loops.append(loop)
    nesting += 1
    defer {
      loops.removeLast()
      nesting -= 1
    }
    return check(body)
  }

  private func loop(
    _ label: Statement.Label?, _ range: SourceRange, _ word: String, _ isFit: (Loop) -> Bool
  ) -> Loop? {
    if let label {
      if let found = loops.last(where: { $0.label == label.name }) {
        if isFit(found) { return found }
        error("label", "'\(word)' needs the label of a loop", at: label.range)
        return nil
      }
      error(
        "label", "cannot find label '\(label.name)' in scope", at: label.range,
        fix: Spelling.nearest(to: label.name, in: loops.compactMap(\.label)).map {
          Diagnostic.Fix(
            "replace '\(label.name)' with '\($0)'", range: label.range, replacement: $0)
        })
      return nil
    }
    // `break` leaves a `switch` too, but not a labelled `do`.
    if let found = loops.last(where: { isFit($0) && ($0.isLoop || $0.number == 1) }) {
      return found
    }
    error(
      "outside-loop",
      word == "break"
        ? "'break' is only allowed inside a loop or 'switch'"
        : "'continue' is only allowed inside a loop", at: range)
    return nil
  }

  private func forIn(
    _ pattern: Pattern, _ isCase: Bool, _ sequence: Expression, _ filter: Expression?,
    _ body: CodeBlock, _ label: Statement.Label?
  ) -> StatementNode.Op {
    let open = infer(sequence, expected: nil)
    if case .typed(_, let annotation) = pattern.kind,
      let element = library.element(of: solver.zonk(open.type))
    {
      // The type of the variable tells what the numbers of a range are.
      let wanted = resolve(annotation)
      let mark = solver.mark()
      if !solver.unify(element, wanted) { solver.rewind(to: mark) }
    }
    let node = complete(open)
    var element = Type.error
    if let found = library.element(of: node.type) {
      element = found
      if node.type.isUnordered {
        noOrder("the loop would go through the", of: node.type, node.range)
      }
    } else if !node.type.hasError {
      notASequence(node)
    }
    let loop = Loop(label?.name, isLoop: true)
    let before = flow
    var bound = PatternNode.anything
    var test: Node?
    var nodes: [StatementNode] = []
    inScope {
      if isCase {
        bound = match(pattern, element, pattern.range)
      } else {
        bound = bind(pattern, to: element, isMutable: false)
      }
      test = filter.map { complete(condition($0)) }
      nodes = checkLoop(body, loop)
    }
    flow = before.merged(with: flow)
    flow.hasEnded = false
    return .forIn(bound, node, filter: test, nodes, loop)
  }

  func notASequence(_ node: Node) {
    let type = node.type
    if type.wrapped != nil {
      error(
        "not-a-sequence",
        "for-in loop requires '\(type)' to conform to 'Sequence'; did you mean to unwrap optional?",
        at: node.range)
    } else if type == .int {
      error(
        "not-a-sequence",
        "for-in loop requires 'Int' to conform to 'Sequence'; did you mean '0..<' before it?",
        at: node.range,
        fix: Diagnostic.Fix(
          "insert '0..<'", range: SourceRange(at: node.range.start), replacement: "0..<"))
    } else if case .named("Dictionary", _) = type {
      error(
        "unsupported",
        "the order of a dictionary changes from run to run; sort it first, such as with '.sorted { $0.key < $1.key }'",
        at: node.range)
    } else {
      error(
        "not-a-sequence", "for-in loop requires '\(type)' to conform to 'Sequence'",
        at: node.range)
    }
  }

  // MARK: Functions

  private func giveBack(_ value: Expression?, _ range: SourceRange) -> StatementNode.Op {
    defer { flow.hasEnded = true }
    guard function.parent != nil else {
      error("return-outside", "return invalid outside of a func", at: range)
      return .giveBack(nil)
    }
    if let info = initializer { return giveBackSelf(info, value, range) }
    guard let value else {
      if function.isClosure, solver.isOpen(function.result) {
        _ = solver.unify(function.result, .void)
      } else if !solver.zonk(function.result).isVoid, !function.result.hasError {
        error("missing-value", "non-void function should return a value", at: range)
      }
      return .giveBack(nil)
    }
    let expected = solver.zonk(function.result)
    if expected.isVoid, !function.isClosure {
      _ = complete(infer(value, expected: nil))
      error(
        "unexpected-value", "unexpected non-void return value in void function", at: value.range)
      return .giveBack(nil)
    }
    let node = infer(value, expected: expected.hasVariables ? nil : expected)
    return .giveBack(
      complete(coerce(node, to: function.result, function.isClosure ? .closureResult : .giveBack)))
  }

  // MARK: Unused values

  private func warnIfUnused(_ node: Node, _ expression: Expression) {
    guard !node.isError, !node.type.isVoid, node.type != .never, !node.type.hasError else { return }
    var inner = node
    while true {
      switch inner.op {
      case .convert(let next), .chain(let next): inner = next
      default: break
      }
      if case .convert = inner.op { continue }
      if case .chain = inner.op { continue }
      break
    }
    func unused(_ what: String) {
      warning("unused", "\(what) is unused", at: node.range)
    }
    switch inner.op {
    case .instance: unused("expression of type '\(node.type)'")
    case .callFunction(let info, _):
      if info.template?.kind == .initializer {
        unused("result of '\(node.type)' initializer")
        return
      }
      if !info.hasDiscardableResult { unused("result of call to '\(info.fullName)'") }
    case .library(let declaration, _, let arguments):
      if declaration.signature.hasDiscardableResult { return }
      if case .chain = node.op, inner.type.isVoid { return }
      switch declaration.signature.kind {
      case .initializer: unused("result of '\(declaration.ownerName ?? "")' initializer")
      case .function:
        if Library.isOperator(declaration.name) {
          unused("result of operator '\(declaration.name)'")
        } else {
          unused("result of call to '\(declaration.signature.fullName)'")
        }
      case .property, .subscript:
        _ = arguments
        unused("expression of type '\(node.type)'")
      }
    case .callValue: unused("result of call to function returning '\(node.type)'")
    case .arithmetic(let name, _, _): unused("result of operator '\(name.rawValue)'")
    case .comparison(let name, _, _): unused("result of operator '\(name.rawValue)'")
    case .and: unused("result of operator '&&'")
    case .or: unused("result of operator '||'")
    case .coalesce: unused("result of operator '??'")
    case .range(let isClosed, _, _): unused("result of operator '\(isClosed ? "..." : "..<")'")
    case .negate: unused("result of operator '-'")
    case .not: unused("result of operator '!'")
    case .integer: unused("integer literal")
    case .floating: unused("floating-point literal")
    case .bool: unused("boolean literal")
    case .string, .interpolation: unused("string literal")
    case .variable(let variable): unused("variable '\(variable.name)'")
    case .assign, .compound: break
    default: unused("expression of type '\(node.type)'")
    }
  }
}

extension Name {
  init(shorthand text: String, _ range: SourceRange) {
    self.init(word: text, at: range)
  }
}
