// This file finishes expressions: every node gets its type, literals are checked against theirs.
import LessonModel
import LessonSyntax

extension Checker {
  /// Replaces what the solver has settled in a node and everything below it.
  func finish(_ node: Node) {
    node.type = zonked(node)
    switch node.op {
    case .integer(let literal): check(literal, node)
    case .floating, .bool, .string, .nothing, .variable, .function, .operatorFunction, .type,
      .discard, .error:
      break
    case .field(let inner, _), .rawValue(let inner), .fromRaw(let inner),
      .unwrapOrReturn(let inner), .tryForced(let inner), .downcast(let inner, _, _),
      .isType(let inner, _):
      finish(inner)
    case .instance(_, let nodes):
      nodes.forEach(finish)
      realise(node.type)
    case .abstract(let nodes): nodes.forEach(finish)
    case .callTemplate(let info, let generics, let nodes):
      nodes.forEach(finish)
      let known = zonked(generics, node, info.name)
      node.op = .callFunction(instance(of: info, known, at: node.range), nodes)
    case .templateValue(let info, let generics):
      let known = zonked(generics, node, info.name)
      node.op = .function(instance(of: info, known, at: node.range))
    case .access(let access):
      if let base = access.base { finish(base) }
      access.arguments.forEach(finish)
      access.generics = zonked(access.generics, node, access.property.name)
      access.getter = access.property.getter.map {
        instance(of: $0, access.generics, at: node.range)
      }
      access.setter = access.property.setter.map {
        instance(of: $0, access.generics, at: node.range)
      }
    case .interpolation(let parts):
      for part in parts {
        if case .value(let inner) = part { finish(inner) }
      }
    case .libraryFunction(let declaration, let generics):
      node.op = .libraryFunction(declaration, zonked(generics, node, declaration.name))
    case .array(let nodes), .tuple(let nodes), .dictionary(let nodes): nodes.forEach(finish)
    case .element(let inner, _), .not(let inner), .negate(let inner), .reference(let inner),
      .unwrap(let inner), .link(let inner), .chain(let inner), .tryOptional(let inner),
      .convert(let inner), .isNil(let inner, _):
      finish(inner)
      if case .convert = node.op, inner.type == node.type { node.op = inner.op }
    case .callFunction(_, let nodes): nodes.forEach(finish)
    case .callValue(let function, let nodes):
      finish(function)
      nodes.forEach(finish)
    case .library(let declaration, let generics, let nodes):
      nodes.forEach(finish)
      if declaration.signature.isThrowing { throwingCalls.append(node.range) }
      node.op = .library(
        declaration, zonked(generics, node, declaration.name), nodes)
    case .closure(let info): finish(info)
    case .choice(_, let variable): variable.type = solver.zonk(variable.type)
    case .check(let check): finish(check)
    case .ternary(let a, let b, let c):
      finish(a)
      finish(b)
      finish(c)
    case .and(let a, let b), .or(let a, let b), .coalesce(let a, let b),
      .arithmetic(_, let a, let b), .comparison(_, let a, let b), .range(_, let a, let b),
      .assign(let a, let b), .compound(_, let a, let b):
      // A chain of operators leans to the left and can be long: go down it in a loop.
      finishChain(a, b)
    }
    foldConstants(node)
    if case .variable = node.op, node.type.hasVariables {
      // What is wrong is where the variable is declared.
      node.type = .error
    }
    if case .fromRaw = node.op, let wrapped = node.type.wrapped { realise(wrapped) }
    if case .field(let base, let field) = node.op, field.willSet != nil || field.didSet != nil {
      observe(field, base.type, node.range)
    }
    if node.type.hasVariables, !node.isError {
      if !reported(node.range) {
        error(
          "cannot-infer", "type of expression is ambiguous without a type annotation",
          at: node.range)
      }
      node.type = .error
    }
  }

  private func finishChain(_ left: Node, _ right: Node) {
    finish(left)
    finish(right)
  }

  private func reported(_ range: SourceRange) -> Bool {
    // What is wrong within it explains why it could not be inferred.
    diagnostics[cell].contains { found in
      guard found.severity == .error, let place = found.range else { return false }
      return place.start >= range.start && place.end <= range.end
    }
  }

  private func zonked(_ node: Node) -> Type { solver.zonk(node.type) }

  private func zonked(_ generics: [String: Type], _ node: Node, _ name: String) -> [String: Type] {
    let known = generics.mapValues { solver.zonk($0) }.filter {
      // What belongs to a generic parameter is known when the parameter is.
      !($0.key.contains(".") && $0.value.hasVariables)
    }
    if let open = known.filter({ $0.value.hasVariables }).keys.sorted().first,
      !node.isError, !reported(node.range)
    {
      error(
        "cannot-infer", "generic parameter '\(TypeTable.plain(open))' could not be inferred",
        at: node.range)
    }
    return known
  }

  private func finish(_ info: FunctionInfo) {
    for variable in info.parameters { variable.type = solver.zonk(variable.type) }
    for index in info.interface.indices {
      info.interface[index].type = solver.zonk(info.interface[index].type)
    }
    info.result = solver.zonk(info.result)
    for variable in info.parameters where variable.type.hasVariables {
      if !reported(variable.range) {
        error(
          "unknown-parameter-type",
          "cannot infer type of closure parameter '\(variable.name)' without a type annotation",
          at: variable.range)
      }
      variable.type = .error
    }
    if let expression = info.expression { finish(expression) }
    if info.result.hasVariables { info.result = .void }
    finishBindings(info.body)
  }

  /// The split of a pair into a closure's parameters is made before their types are known.
  private func finishBindings(_ body: [StatementNode]) {
    guard let first = body.first, case .bind(let pattern, let node) = first.op else { return }
    node.type = solver.zonk(node.type)
    finish(pattern)
  }

  private func finish(_ pattern: PatternNode) {
    switch pattern {
    case .anything: break
    case .variable(let variable): variable.type = solver.zonk(variable.type)
    case .tuple(let patterns): patterns.forEach(finish)
    case .test(let variable, _): variable.type = solver.zonk(variable.type)
    case .some(let inner), .dynamic(_, let inner): finish(inner)
    case .enumCase(_, let patterns): patterns.forEach(finish)
    }
  }

  private func check(_ literal: IntegerLiteral, _ node: Node) {
    guard let kind = node.type.integerKind else { return }
    func fits<T: ScriptInteger>(_: T.Type) -> Bool {
      T(literal.digits, radix: literal.radix) != nil
    }
    guard !fits(kind.type) else { return }
    if !kind.isSigned, literal.digits.hasPrefix("-") {
      error(
        "literal-overflow",
        "negative integer '\(literal.digits)' overflows when stored into unsigned type '\(kind.rawValue)'",
        at: node.range)
    } else {
      error(
        "literal-overflow",
        "integer literal '\(literal.digits)' overflows when stored into '\(kind.rawValue)'",
        at: node.range)
    }
  }
}
