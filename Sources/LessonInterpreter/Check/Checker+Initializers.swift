// This file checks initializers: every stored property must have a value before `self` is used.
import LessonModel
import LessonSyntax

extension Checker {
  /// The initializer whose body is being checked, when the point is in none of its closures.
  var initializer: FunctionInfo? {
    function.template?.kind == .initializer && !function.isClosure ? function : nil
  }

  func checkInitializer(_ info: FunctionInfo, _ template: Template) {
    guard let context = template.context else { return }
    let own = substitute(context.selfType, info.arguments)
    let variable = Variable("self", own, isMutable: true, range: info.range, owner: info)
    info.selfVariable = variable
    scopes[scopes.count - 1].names["self"] = .variable(variable)
    if let user = context.type, !user.isEnum {
      var fields: [Node] = []
      guard case .named(_, let arguments) = own else { return }
      for field in user.fields {
        let type = substitute(field.type, user.substitution(arguments))
        let state = Variable(
          field.name, type, isMutable: field.isMutable, range: field.range, owner: info)
        info.fieldStates.append(state)
        if let value = field.value {
          fields.append(complete(defaultValue(value, type, context, info.arguments, info.range)))
        } else if field.hasDefault {
          fields.append(Node(.nothing, type, info.range))
        } else {
          flow.states[ObjectIdentifier(state)] = .unassigned
          fields.append(Node(.tuple([]), .void, info.range))
        }
      }
      info.body.append(
        StatementNode(
          .bind(.variable(variable), Node(.instance(tag: 0, fields), own, info.range)), info.range))
      realise(own)
    } else {
      flow.states[ObjectIdentifier(variable)] = .unassigned
      info.body.append(StatementNode(.declare(variable), info.range))
    }
    scopes.append(Scope(function: info))
    info.body += checkHere(template.body.statements)
    scopes.removeLast()
    if !flow.hasEnded {
      checkInitialized(at: template.body.end)
      info.body.append(
        StatementNode(.giveBack(initialized(info, template.body.end)), template.body.end))
    }
  }

  /// What a stored property starts as, where the names of its type can be seen.
  func defaultValue(
    _ value: Expression, _ type: Type, _ context: TypeContext?, _ arguments: [String: Type],
    _ range: SourceRange
  ) -> Node {
    let saved = (scopes, handler)
    scopes = (context?.scopes).map { [scopes[0]] + $0.dropFirst() } ?? [scopes[0]]
    if let context {
      var names: [String: Scope.Entity] = [:]
      for generic in context.generics {
        if let type = arguments[generic.key] { names[generic.name] = .alias(Alias(type)) }
      }
      scopes.append(
        Scope(
          names: names, function: function,
          braces: Scope.Braces(selfType: context.selfType, isStatic: true)))
    }
    handler = .nothing
    let node = coerce(infer(value.moved(to: range), expected: type), to: type, .defaultValue)
    (scopes, handler) = saved
    return node
  }

  /// What an initializer gives back.
  func initialized(_ info: FunctionInfo, _ range: SourceRange) -> Node? {
    guard let variable = info.selfVariable else { return nil }
    let node = Node(.variable(variable), variable.type, range)
    return info.result == variable.type ? node : Node(.convert(node), info.result, range)
  }

  /// Reports an initializer that ends before every property has its value.
  func checkInitialized(at range: SourceRange) {
    guard let info = function.template?.kind == .initializer ? function : nil else { return }
    if let variable = info.selfVariable, flow.state(variable) != .assigned {
      error(
        "uninitialized", "'self.init' isn't called on all paths before returning from initializer",
        at: range)
      return
    }
    if let open = info.fieldStates.first(where: { flow.state($0) != .assigned }) {
      error(
        "uninitialized", "return from initializer without initializing all stored properties",
        at: range,
        notes: [Diagnostic.Note("'self.\(open.name)' not initialized", at: open.range)])
    }
  }

  /// Reports a use of `self` as a whole before every property has its value.
  func checkSelf(_ variable: Variable, at range: SourceRange) {
    var info: FunctionInfo? = function
    while let next = info, next.selfVariable !== variable { info = next.parent }
    guard let info, let open = info.fieldStates.first(where: { flow.state($0) != .assigned })
    else { return }
    error(
      "uninitialized", "'self' used before all stored properties are initialized", at: range,
      notes: [Diagnostic.Note("'self.\(open.name)' not initialized", at: open.range)])
    for state in info.fieldStates { flow.states[ObjectIdentifier(state)] = nil }
  }

  /// A stored property of `self` in an initializer, which may not have its value yet.
  func initializedField(
    _ base: Expression, _ name: Name, _ range: SourceRange, isAssigned: Bool
  ) -> Node? {
    guard let info = initializer, let variable = info.selfVariable,
      case .name(let word) = base.kind, word.text == "self",
      case .variable(let found)? = lookUp("self"), found === variable,
      case .named(let key, let arguments) = variable.type, let user = table.types[key],
      let field = user.fields.first(where: { $0.name == name.text })
    else { return nil }
    let state = info.fieldStates[field.index]
    let type = substitute(field.type, user.substitution(arguments))
    let node = Node(
      .field(Node(.variable(variable), variable.type, base.range), field), type, range)
    switch flow.state(state) {
    case .assigned: return isAssigned && !field.isMutable ? reassigned(node, field) : node
    case .unassigned:
      if isAssigned { return node }
    case .maybe:
      if isAssigned {
        return field.isMutable ? node : reassigned(node, field)
      }
    }
    error(
      "uninitialized",
      "\(field.isMutable ? "variable" : "constant") 'self.\(field.name)' used before being initialized",
      at: range)
    flow.states[ObjectIdentifier(state)] = nil
    return node
  }

  private func reassigned(_ node: Node, _ field: Field) -> Node {
    error(
      "assign-constant", "immutable value 'self.\(field.name)' may only be initialized once",
      at: node.range,
      notes: [Diagnostic.Note("change 'let' to 'var' to make it mutable", at: field.range)])
    return errorNode(node.range)
  }

  /// Notes that a property of `self` has its value.
  func noteAssigned(_ place: Node) {
    if case .field(let base, let field) = place.op, case .variable(let variable) = base.op,
      let info = initializer, info.selfVariable === variable,
      info.fieldStates.indices.contains(field.index)
    {
      flow.states[ObjectIdentifier(info.fieldStates[field.index])] = nil
    }
    if case .variable(let variable) = place.op, let info = initializer,
      info.selfVariable === variable
    {
      for state in info.fieldStates { flow.states[ObjectIdentifier(state)] = nil }
    }
  }

  /// `return` in an initializer.
  func giveBackSelf(
    _ info: FunctionInfo, _ value: Expression?, _ range: SourceRange
  ) -> StatementNode.Op {
    guard let value else {
      checkInitialized(at: range)
      return .giveBack(initialized(info, range))
    }
    if isNil(value), info.template?.isFailable ?? false {
      return .giveBack(Node(.nothing, info.result, value.range))
    }
    if isNil(value) {
      error(
        "nil", "only a failable initializer can return 'nil'", at: value.range,
        notes: [Diagnostic.Note("write 'init?'", at: info.range)])
    } else {
      error(
        "return-value", "'nil' is the only return value permitted in an initializer",
        at: value.range)
    }
    return .giveBack(nil)
  }

  /// Makes sure that the observers of a property are there for the types of its value.
  func observe(_ field: Field, _ type: Type, _ range: SourceRange) {
    guard case .named(_, let arguments) = type else { return }
    for info in [field.willSet, field.didSet] {
      guard let info else { continue }
      use(info, at: range)
      _ = instance(of: info, field.owner.substitution(arguments), at: range)
    }
  }

  /// `self.init(...)` in an initializer.
  func delegated(
    _ arguments: [Argument], _ calleeRange: SourceRange, _ range: SourceRange
  ) -> Node? {
    guard let info = initializer, let variable = info.selfVariable else { return nil }
    let type = Node(.type, .metatype(variable.type), calleeRange)
    let made = construct(type, calleeRange, arguments, range, expected: nil)
    if made.isError { return made }
    var value = made
    if solver.zonk(made.type).wrapped != nil {
      guard info.template?.isFailable ?? false else {
        error(
          "failable", "a non-failable initializer cannot delegate to failable initializer 'init(\(arguments.map { ($0.label?.text ?? "_") + ":" }.joined()))' written with 'init?'",
          at: range)
        return errorNode(range)
      }
      value = Node(.unwrapOrReturn(made), variable.type, range)
    }
    let place = Node(.variable(variable), variable.type, range)
    noteAssigned(place)
    flow.states[ObjectIdentifier(variable)] = nil
    return Node(.assign(place, value), .void, range)
  }
}
