// This file checks functions and closures.
import LessonModel
import LessonSyntax

extension Checker {
  /// Declares the functions of a block before its statements are checked, so that they can call each
  /// other in any order.
  func declareFunctions(_ statements: [Statement]) {
    for statement in statements {
      guard case .function(let declaration) = statement.kind else { continue }
      if !declaration.generics.isEmpty || Library.isOperator(declaration.name) {
        let info = makeInfo(declaration, nil, .function)
        pending[ObjectIdentifier(declaration)] = info
        if Library.isOperator(declaration.name) {
          table.operators[declaration.name, default: []].append(info)
        } else {
          declare(info)
        }
        continue
      }
      let info = FunctionInfo(declaration.name, parent: function, range: declaration.nameRange)
      info.cell = cell
      info.isThrowing = declaration.isThrowing || declaration.isRethrowing
      if declaration.isRethrowing { info.isRethrowing = true }
      info.hasDiscardableResult = declaration.hasDiscardableResult
      info.result = declaration.result.map { resolve($0) } ?? .void
      for parameter in declaration.parameters {
        let type = resolve(parameter.type)
        info.interface.append(
          Declaration.Parameter(
            label: parameter.label, name: parameter.name, type: type, isInout: parameter.isInout,
            isVariadic: parameter.isVariadic, defaultValue: parameter.defaultValue))
        let variable = Variable(
          parameter.name, parameter.isVariadic ? .array(type) : type,
          isMutable: parameter.isInout, range: parameter.range, owner: info)
        variable.isParameter = true
        variable.isInout = parameter.isInout
        info.parameters.append(variable)
      }
      if scopes.count == 1 { topFunctions.append(info) }
      allFunctions.append(info)
      function.closures.append(info)
      pending[ObjectIdentifier(declaration)] = info
      declare(info)
      if scopes.count == 1 { bodies.append((declaration, info)) }
    }
  }

  /// Checks the body of a function within a function where it stands.
  func checkLocal(_ declaration: FunctionDeclaration) {
    guard let info = pending[ObjectIdentifier(declaration)], scopes.count > 1 else { return }
    if let template = info.template {
      // What is declared above it can be seen in its body.
      template.scopes = scopes
      return
    }
    check(body: declaration, info)
  }

  /// Checks the bodies of the functions of a cell's top level, when all its variables are known.
  func checkBodies(from first: Int) {
    while let (declaration, info) = bodies.first {
      bodies.removeFirst()
      let saved = scopes
      scopes = [scopes[0]]
      flow = Flow()
      check(body: declaration, info)
      scopes = saved
    }
    checkTemplateBodies()
  }

  private func check(body declaration: FunctionDeclaration, _ info: FunctionInfo) {
    for (parameter, written) in zip(info.interface, declaration.parameters) {
      if let value = written.defaultValue {
        // Each call makes the default anew; here it is only checked.
        _ = complete(
          coerce(infer(value, expected: parameter.type), to: parameter.type, .defaultValue))
      }
    }
    inFunction(info) {
      var names: Set<String> = []
      for variable in info.parameters where variable.name != "_" {
        if !names.insert(variable.name).inserted {
          error(
            "redeclaration", "invalid redeclaration of '\(variable.name)'", at: variable.range)
        }
        scopes[scopes.count - 1].names[variable.name] = .variable(variable)
      }
      scopes.append(Scope(function: info))
      if let only = declaration.body.statements.first, declaration.body.statements.count == 1,
        !info.result.isVoid, isValue(only)
      {
        // A body that is one `if` or `switch` gives back the value of its branch.
        let node = choice(only, only.range, expected: info.result)
        info.expression = complete(coerce(node, to: info.result, .giveBack))
        flow.hasEnded = true
      } else if let only = declaration.body.statements.first,
        declaration.body.statements.count == 1,
        case .expression(let expression) = only.kind, !info.result.isVoid
      {
        // A body of one expression gives it back without saying so.
        if case .statement(let statement) = expression.kind {
          append(statement, to: &info.body)
        } else {
          let node = infer(expression, expected: info.result)
          if node.type == .never {
            info.body = [StatementNode(.expression(complete(node)), only.range)]
          } else {
            info.expression = complete(coerce(node, to: info.result, .giveBack))
          }
          flow.hasEnded = true
        }
      } else {
        info.body = checkHere(declaration.body.statements)
      }
      scopes.removeLast()
      if !flow.hasEnded, !info.result.isVoid, !info.result.hasError {
        let place = scopes.count == 2 ? "global function" : "local function"
        error(
          "missing-return",
          "missing return in \(place) expected to return '\(info.result)'",
          at: declaration.body.end)
      }
    }
  }

  /// Checks something within a function: its own scope, flow and loops.
  func inFunction(_ info: FunctionInfo, _ body: () -> Void) {
    let outer = (function, flow, loops, isTrying, nesting)
    let outerHandler = handler
    handler = info.isClosure ? .closure : info.isThrowing ? .anything : .nothing
    defer { handler = outerHandler }
    function = info
    flow.hasEnded = false
    loops = []
    isTrying = false
    scopes.append(Scope(function: info))
    body()
    scopes.removeLast()
    let states = flow.states
    (function, flow, loops, isTrying, nesting) = outer
    _ = states
  }

  // MARK: Closures

  /// Checks a closure; what is expected of it settles its parameters.
  func closure(_ closure: Closure, expected: Type?, _ range: SourceRange) -> Node {
    // Statements within are settled by themselves; what the expression around leaves open stays so.
    let start = expressionStart
    expressionStart = solver.count
    defer { expressionStart = start }
    let info = FunctionInfo("closure", parent: function, range: range)
    info.cell = cell
    info.isClosure = true
    info.isThrowing = closure.isThrowing
    allFunctions.append(info)
    function.closures.append(info)

    var wanted: (parameters: [Type.Parameter], result: Type, isThrowing: Bool)?
    var target = expected.map { solver.resolve($0) }
    if let wrapped = target?.wrapped { target = solver.resolve(wrapped) }
    if case .function(let parameters, let result, let isThrowing)? = target {
      wanted = (parameters, result, isThrowing)
      info.isThrowing = info.isThrowing || isThrowing
    }

    if closure.isKeyPath, wanted == nil {
      error(
        "key-path",
        "a key path can be used in a cell where a function is expected, such as in 'map(\\.count)'; write a closure here",
        at: range)
      return errorNode(range)
    }
    // The parameters: written types first, then what is expected.
    var variables: [Variable] = []
    let count = closure.parameters?.count ?? max(closure.shorthandCount, 0)
    var types: [Type.Parameter] = []
    var isSplit = false
    if let wanted {
      if closure.parameters == nil {
        if closure.shorthandCount > wanted.parameters.count {
          // `{ $0 + $1 }` for a function of one pair.
          if wanted.parameters.count == 1,
            case .tuple(let elements) = solver.zonk(wanted.parameters[0].type),
            elements.count >= closure.shorthandCount
          {
            isSplit = true
            types = elements.map { Type.Parameter($0.type) }
          } else {
            error(
              "closure-parameters",
              "contextual closure type '\(describe(expected))' expects \(plural(wanted.parameters.count, "argument")), but \(closure.shorthandCount) were used in closure body",
              at: range)
            return errorNode(range)
          }
        } else {
          types = wanted.parameters
          if closure.shorthandCount < types.count, closure.shorthandCount == 0, !types.isEmpty {
            error(
              "closure-parameters",
              "contextual type for closure argument expects \(plural(types.count, "argument")), which cannot be implicitly ignored; write '\(Array(repeating: "_", count: types.count).joined(separator: ", ")) in' at its start",
              at: range)
            return errorNode(range)
          }
          if closure.shorthandCount < types.count, closure.shorthandCount == 1,
            types.count > 1
          {
            error(
              "closure-parameters",
              "contextual closure type '\(describe(expected))' expects \(plural(types.count, "argument")), but 1 was used in closure body",
              at: range)
            return errorNode(range)
          }
          if closure.shorthandCount < types.count {
            error(
              "closure-parameters",
              "contextual closure type '\(describe(expected))' expects \(plural(types.count, "argument")), but \(closure.shorthandCount) were used in closure body",
              at: range)
            return errorNode(range)
          }
        }
      } else if count != wanted.parameters.count {
        if wanted.parameters.count == 1, count > 1,
          case .tuple(let elements) = solver.zonk(wanted.parameters[0].type),
          elements.count == count
        {
          isSplit = true
          types = elements.map { Type.Parameter($0.type) }
        } else {
          error(
            "closure-parameters",
            "contextual closure type '\(describe(expected))' expects \(plural(wanted.parameters.count, "argument")), but \(count) \(count == 1 ? "was" : "were") used in closure body",
            at: range)
          return errorNode(range)
        }
      } else {
        types = wanted.parameters
      }
    } else {
      // A body of one expression may show what its parameters are.
      for _ in 0..<count { types.append(Type.Parameter(solver.fresh())) }
    }
    if let parameters = closure.parameters {
      for (index, parameter) in parameters.enumerated() {
        var type = types[index].type
        if let written = parameter.type {
          let written = resolve(written)
          if !solver.unify(type, written) {
            error(
              "type-mismatch",
              "cannot convert value of type '\(describe(type))' to closure parameter type '\(written)'",
              at: parameter.name.range)
          }
          type = written
        }
        types[index].type = type
        types[index].isInout = types[index].isInout || parameter.isInout
        let variable = Variable(
          parameter.name.text, type, isMutable: types[index].isInout, range: parameter.name.range,
          owner: info)
        variable.isInout = types[index].isInout
        variables.append(variable)
      }
    } else {
      for (index, parameter) in types.enumerated() {
        let variable = Variable(
          "$\(index)", parameter.type, isMutable: parameter.isInout, range: range, owner: info)
        variable.isInout = parameter.isInout
        variables.append(variable)
      }
    }
    for variable in variables { variable.isParameter = true }

    var result: Type
    if let written = closure.result {
      result = resolve(written)
      if let wanted, !solver.unify(wanted.result, result) {
        error(
          "type-mismatch",
          "declared closure result '\(result)' is incompatible with contextual type '\(describe(wanted.result))'",
          at: range)
      }
    } else {
      result = wanted?.result ?? solver.fresh()
    }
    info.result = result

    // Capture lists copy when the closure is made.
    for capture in closure.captures {
      let value =
        capture.value.map { complete(infer($0, expected: nil)) }
        ?? complete(reference(capture.name, capture.name.range))
      let variable = Variable(
        capture.name.text, value.type, isMutable: false, range: capture.name.range, owner: info)
      info.captureList.append((variable, value))
    }

    var parameterVariables = variables
    if isSplit {
      // The function takes a pair; the body sees its elements.
      guard let pair = wanted?.parameters[0].type else { return errorNode(range) }
      let whole = Variable("(pair)", pair, isMutable: false, range: range, owner: info)
      whole.isParameter = true
      parameterVariables = [whole]
      for variable in variables { variable.isParameter = false }
      info.body = [
        StatementNode(
          .bind(.tuple(variables.map { .variable($0) }), Node(.variable(whole), pair, range)), range
        )
      ]
    }
    info.parameters = parameterVariables
    info.interface = parameterVariables.map {
      Declaration.Parameter(label: nil, name: $0.name, type: $0.type, isInout: $0.isInout)
    }

    inFunction(info) {
      if wanted == nil { isTrying = false }
      for (variable, _) in info.captureList {
        scopes[scopes.count - 1].names[variable.name] = .variable(variable)
      }
      for variable in variables where variable.name != "_" {
        scopes[scopes.count - 1].names[variable.name] = .variable(variable)
      }
      if let expression = single(closure.body) {
        scopes.append(Scope(function: info))
        if case .statement = expression.kind {
          for variable in variables + parameterVariables {
            settle(variable.type)
            variable.type = solver.zonk(variable.type)
          }
        }
        let open = solver.resolve(result)
        let isVoid = open.isVoid
        var node = infer(expression, expected: isVoid || solver.isOpen(open) ? nil : result)
        if isVoid {
          // The value of the one expression is dropped.
        } else if node.type == .never {
          _ = solver.unify(result, .void)
        } else {
          node = coerce(node, to: result, .closureResult)
        }
        info.expression = node
        scopes.removeLast()
      } else {
        // Statements are checked one by one: what the closure is given must be known by now.
        for variable in variables + parameterVariables {
          settle(variable.type)
          variable.type = solver.zonk(variable.type)
          if variable.type.hasVariables {
            error(
              "unknown-parameter-type",
              "cannot infer type of closure parameter '\(variable.name)' without a type annotation",
              at: variable.range)
            variable.type = .error
          }
        }
        if closure.body.statements.isEmpty || !hasReturn(closure.body.statements) {
          if solver.isOpen(result) { _ = solver.unify(result, .void) }
        }
        info.body += checkHere(closure.body.statements)
        let produced = solver.zonk(result)
        if !flow.hasEnded, !produced.isVoid, !produced.hasError {
          if solver.isOpen(produced) {
            _ = solver.unify(produced, .void)
          } else {
            error(
              "missing-return",
              "missing return in closure expected to return '\(produced)'", at: closure.body.end)
          }
        }
      }
    }
    let type = Type.function(
      parameterVariables.map { Type.Parameter($0.type, isInout: $0.isInout) }, info.result,
      isThrowing: closure.isThrowing || info.throwsByItself)
    return Node(.closure(info), type, range)
  }

  /// The expression of a closure that is nothing else.
  private func single(_ body: CodeBlock) -> Expression? {
    guard body.statements.count == 1, let only = body.statements.first else { return nil }
    if isValue(only) { return Expression(.statement(only), only.range) }
    switch only.kind {
    case .expression(let expression):
      if case .statement = expression.kind { return nil }
      return expression
    case .return(let value?): return value
    default: return nil
    }
  }

  private func hasReturn(_ statements: [Statement]) -> Bool {
    statements.contains { statement in
      switch statement.kind {
      case .return(let value): return value != nil
      case .if(_, let then, let other):
        return hasReturn(then.statements) || hasReturn(other?.statements ?? [])
      case .guard(_, let other): return hasReturn(other.statements)
      case .while(_, let body, _), .repeat(let body, _, _), .forIn(_, _, _, _, let body, _):
        return hasReturn(body.statements)
      case .switch(_, let cases, _): return cases.contains { hasReturn($0.body.statements) }
      case .do(let body, _, _): return hasReturn(body.statements)
      default: return false
      }
    }
  }

  private func settle(_ type: Type) { solver.settle(type) }

  func plural(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  /// A type for a message: what is known of it, literals by their default.
  func describe(_ type: Type?) -> String {
    guard let type else { return "_" }
    let known = solver.zonk(type).mapped { part in
      solver.literal(part).map { Solver.defaultType($0) }
    }
    return "\(known)"
  }
}
