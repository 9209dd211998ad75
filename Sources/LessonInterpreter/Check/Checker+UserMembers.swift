// This file checks the use of members that the cells declare: of their own types and in extensions.
import LessonModel
import LessonSyntax

extension Checker {
  // MARK: Which members

  /// The members of one name that the cells give a type.
  func userMembers(of type: Type, _ name: String) -> [Member] {
    guard case .named(let key, _) = solver.resolve(type) else { return [] }
    var found = table.types[key]?.members[name] ?? []
    found += (table.extensions[key]?[name] ?? []).filter { applies($0, to: type) }
    return found
  }

  /// Whether a member of an extension with requirements is there for a type.
  private func applies(_ member: Member, to type: Type) -> Bool {
    guard let context = context(of: member) else { return true }
    let mark = solver.mark()
    defer { solver.rewind(to: mark) }
    var generics: [String: Type] = [:]
    for generic in context.generics {
      let variable = solver.fresh()
      generics[generic.key] = variable
      for constraint in table.constraints[generic.key] ?? [] {
        _ = solver.require(variable, conformsTo: constraint, at: requirementRange)
      }
    }
    let known = context.generics.isEmpty ? type : defaulted(type)
    return solver.unify(substitute(context.selfType, generics), known)
  }

  private func context(of member: Member) -> TypeContext? {
    switch member {
    case .field, .enumCase: nil
    case .property(let property), .subscript(let property): property.context
    case .method(let info), .initializer(let info): info.template?.context
    }
  }

  /// Whether a name without more can mean a member of the type whose braces are around.
  func hasMember(_ type: Type, _ name: String) -> Bool {
    if !userMembers(of: type, name).isEmpty { return true }
    if name == "rawValue" || name == "allCases", case .named(let key, _) = type,
      let user = table.types[key]
    {
      return name == "rawValue" ? user.rawType != nil : user.conformances["CaseIterable"] != nil
    }
    if case .named(let key, _) = type, table.types[key] != nil { return false }
    return !declarations(of: type, name).isEmpty
  }

  /// `self`, or the type, as the base of a name that stands without one.
  func implicitBase(_ isStatic: Bool, _ range: SourceRange) -> Expression {
    Expression(.name(Name(word: isStatic ? "Self" : "self", at: range)), range)
  }

  /// Every name of a member, for spelling.
  func userMemberNames(of type: Type, isStatic: Bool) -> Set<String> {
    guard case .named(let key, _) = type else { return [] }
    var names: Set<String> = []
    for table in [table.types[key]?.members, table.extensions[key]] {
      for (name, members) in table?.named ?? [:]
      where members.contains(where: { $0.isStatic == isStatic }) {
        names.insert(name)
      }
    }
    return names
  }

  /// Reports the use of a `private` member from outside its type.
  func checkAccess(_ member: Member, _ name: String, _ range: SourceRange) {
    guard member.isPrivate else { return }
    let owner = member.owner
    var keys: Set<String> = []
    for scope in scopes {
      if case .named(let key, _)? = scope.braces?.selfType { keys.insert(key) }
    }
    if case .named(let key, _)? = owner,
      !keys.contains(where: { $0 == key || $0.hasPrefix(key + ".") || key.hasPrefix($0 + ".") })
    {
      error(
        "private", "'\(name)' is inaccessible due to 'private' protection level", at: range,
        notes: [Diagnostic.Note("'\(name)' declared here", at: member.range)])
    }
  }

  // MARK: Properties

  /// The use of a member of a value that the cells declare; `nil` when they declare none.
  func userMember(of node: Node, _ name: Name, _ range: SourceRange) -> Node? {
    let type = solver.resolve(node.type)
    if case .named(let key, _) = type, let user = table.types[key] {
      if name.text == "rawValue", let raw = user.rawType {
        return Node(.rawValue(node), raw, range)
      }
      if name.text == "hashValue", library.conforms(type, to: "Hashable") {
        error(
          "unsupported", "'hashValue' changes from run to run and cannot be used in a cell",
          at: name.range)
        return errorNode(range)
      }
    }
    let found = userMembers(of: type, name.text).filter { !$0.isStatic }
    guard
      let member = found.first(where: { if case .method = $0 { false } else { true } })
        ?? found.first
    else {
      return nil
    }
    checkAccess(member, name.text, name.range)
    switch member {
    case .field(let field): return self.field(field, node, range)
    case .property(let property): return access(property, node, [], range)
    case .method(let info):
      error(
        "method-as-value",
        "method '\(info.fullName)' is not called; write '()' after it, or a closure that calls it",
        at: name.range,
        fix: info.interface.isEmpty
          ? Diagnostic.Fix("insert '()'", range: SourceRange(at: range.end), replacement: "()")
          : nil)
      return errorNode(range)
    case .enumCase, .initializer, .subscript: return nil
    }
  }

  func field(_ field: Field, _ base: Node, _ range: SourceRange) -> Node {
    var type = field.type
    if case .named(_, let arguments) = solver.resolve(base.type) {
      type = substitute(field.type, field.owner.substitution(arguments))
    }
    return Node(.field(base, field), type, range)
  }

  func access(
    _ property: Property, _ base: Node?, _ arguments: [Node], _ range: SourceRange,
    instance: Type? = nil
  ) -> Node {
    var generics: [String: Type] = [:]
    if let context = property.context, !context.generics.isEmpty {
      for generic in context.generics { generics[generic.key] = solver.fresh() }
      if let type = instance ?? base?.type {
        _ = solver.unify(substitute(context.selfType, generics), type)
      }
    }
    for info in [property.getter, property.setter, property.initializer] {
      if let info { use(info, at: range) }
    }
    let access = Node.Access(property, generics, base, arguments)
    return Node(.access(access), substitute(property.type, generics), range)
  }

  /// A member of a type itself; `nil` when the cells declare none.
  func userStatic(
    of instance: Type, _ name: Name, _ range: SourceRange, expected: Type?
  ) -> Node? {
    if case .named(let key, _) = solver.resolve(instance), let user = table.types[key] {
      switch user.types[name.text] {
      case .type?, .alias?:
        let written = TypeExpression(
          TypeExpression(word: user.name, at: range), member: name, at: range)
        let type = nestedType(user, instance, name, written)
        return type.hasError ? errorNode(range) : Node(.type, .metatype(type), range)
      default: break
      }
      if name.text == "allCases", user.members["allCases"].isEmpty,
        library.conforms(instance, to: "CaseIterable")
      {
        let cases = user.cases.map { Node(.instance(tag: $0.tag, []), instance, range) }
        return Node(.array(cases), .array(instance), range)
      }
    }
    let found = userMembers(of: instance, name.text).filter { $0.isStatic }
    guard !found.isEmpty else { return nil }
    for member in found {
      switch member {
      case .enumCase(let one) where !one.hasParameters:
        return Node(.instance(tag: one.tag, []), instance, range)
      case .property(let property):
        checkAccess(member, name.text, name.range)
        return access(property, nil, [], range, instance: instance)
      default: continue
      }
    }
    return functionValue(found, instance, name, range, expected)
  }

  private func nestedType(
    _ user: UserType, _ instance: Type, _ name: Name, _ written: TypeExpression
  ) -> Type {
    guard case .named(_, let arguments) = instance, let entity = user.types[name.text] else {
      return .error
    }
    switch entity {
    case .alias(let alias):
      return substitute(resolve(alias, written), user.substitution(arguments))
    case .type(let inner):
      var types = Array(arguments.prefix(inner.generics.count))
      let own = inner.generics.count - types.count
      if let given = name.arguments, given.count == own {
        types += given.map { resolve($0) }
      } else {
        for _ in 0..<own { types.append(solver.fresh()) }
      }
      return .named(inner.key, types)
    default: return .error
    }
  }

  /// A static function, a case that carries something or an initializer as a value: the closure that
  /// calls it.
  private func functionValue(
    _ members: [Member], _ instance: Type, _ name: Name, _ range: SourceRange, _ expected: Type?
  ) -> Node {
    functionValue(
      members.compactMap { candidate($0, on: nil, instance) }, name, range, expected)
  }

  func functionValue(
    _ candidates: [Candidate], _ name: Name, _ range: SourceRange, _ expected: Type?
  ) -> Node {
    var fitting: [(Candidate, [String: Type], Type)] = []
    for candidate in candidates {
      if let labels = name.labels, candidate.parameters.map({ $0.label ?? "_" }) != labels {
        continue
      }
      let mark = solver.mark()
      let generics = instantiate(candidate)
      _ = fitOwner(candidate, generics)
      let type = Type.function(
        candidate.parameters.map {
          Type.Parameter(
            substitute($0.isVariadic ? .array($0.type) : $0.type, generics), isInout: $0.isInout)
        }, substitute(candidate.result, generics), isThrowing: candidate.isThrowing)
      if let expected, !solver.convert(type, to: expected) {
        solver.rewind(to: mark)
        continue
      }
      fitting.append((candidate, generics, type))
    }
    guard let (candidate, generics, type) = fitting.first, fitting.count == 1 else {
      error(
        "ambiguous", "ambiguous use of '\(name.text)'; write a closure that calls it", at: range)
      return errorNode(range)
    }
    switch candidate.target {
    case .member(let info, _):
      use(info, at: range)
      return Node(.templateValue(info, generics), type, range)
    default:
      // A closure that makes the value.
      guard case .function(let parameters, let result, _) = type else { return errorNode(range) }
      let info = FunctionInfo(name.text, parent: function, range: range)
      info.cell = cell
      info.isClosure = true
      allFunctions.append(info)
      function.closures.append(info)
      info.parameters = parameters.enumerated().map { index, parameter in
        let variable = Variable(
          "$\(index)", parameter.type, isMutable: false, range: range, owner: info)
        variable.isParameter = true
        return variable
      }
      info.interface = info.parameters.map {
        Declaration.Parameter(label: nil, name: $0.name, type: $0.type)
      }
      info.result = result
      let nodes = info.parameters.map { Node(.variable($0), $0.type, range) }
      info.expression = build(candidate, generics, nodes, result, range)
      return Node(.closure(info), type, range)
    }
  }

  // MARK: Calls

  /// A member as something that can be called.
  func candidate(_ member: Member, on base: Node?, _ instance: Type) -> Candidate? {
    switch member {
    case .method(let info), .initializer(let info):
      return Candidate(
        target: .member(info, on: base), name: info.name, parameters: info.interface,
        result: info.result, isThrowing: info.isThrowing, owner: instance)
    case .enumCase(let one):
      return Candidate(
        target: .enumCase(one), name: one.name, parameters: one.parameters,
        result: one.owner.selfType, owner: instance)
    case .field, .property, .subscript: return nil
    }
  }

  /// The methods of a value, or of a type, that the cells declare.
  func userCandidates(of type: Type, _ name: String, on base: Node?) -> [Candidate] {
    userMembers(of: type, name).filter { $0.isStatic == (base == nil) }
      .compactMap { candidate($0, on: base, type) }
  }

  /// What `P(...)` can mean for a type of the cells.
  func initializers(of instance: Type) -> [Candidate] {
    var found = userMembers(of: instance, "init").compactMap { candidate($0, on: nil, instance) }
    guard case .named(let key, _) = solver.resolve(instance), let user = table.types[key] else {
      return found
    }
    // An initializer in the type's own braces replaces the one that comes by itself.
    let hasOwn = user.declaration.members.contains {
      if case .function(let declaration) = $0 { declaration.kind == .initializer } else { false }
    }
    if !user.isEnum, !hasOwn {
      var parameters: [Declaration.Parameter] = []
      for field in user.fields where field.isMutable || field.value == nil {
        let nothing = field.hasDefault ? Expression(.nilLiteral, field.range) : nil
        parameters.append(
          Declaration.Parameter(
            label: field.name, name: field.name, type: field.type,
            defaultValue: field.value ?? nothing))
      }
      found.append(
        Candidate(
          target: .memberwise(user), name: "init", parameters: parameters, result: user.selfType,
          owner: instance))
      if !parameters.isEmpty, user.fields.allSatisfy(\.hasDefault) {
        found.append(
          Candidate(
            target: .memberwise(user), name: "init", parameters: [], result: user.selfType,
            owner: instance))
      }
    }
    if let raw = user.rawType {
      found.append(
        Candidate(
          target: .rawValue(user), name: "init",
          parameters: [.init(label: "rawValue", name: "rawValue", type: raw)],
          result: .optional(user.selfType), owner: instance))
    }
    return found
  }

  /// The generic parameters of a candidate of the cells, each with what it must conform to.
  func genericParameters(of candidate: Candidate) -> [(String, Set<String>)] {
    let keys: [(name: String, key: String)]
    switch candidate.target {
    case .function(let info), .member(let info, _): keys = info.template?.generics ?? []
    case .enumCase(let one): keys = one.owner.generics
    case .memberwise(let user), .rawValue(let user): keys = user.generics
    case .subscript(let property, _): keys = property.context?.generics ?? []
    case .declaration, .value: keys = []
    }
    return keys.map { ($0.key, table.constraints[$0.key] ?? []) }
  }

  /// The type that a candidate of the cells is a member of.
  func ownType(of candidate: Candidate) -> Type? {
    switch candidate.target {
    case .member(let info, _): info.template?.context?.selfType
    case .enumCase(let one): one.owner.selfType
    case .memberwise(let user), .rawValue(let user): user.selfType
    case .subscript(let property, _): property.context?.selfType
    case .function, .declaration, .value: nil
    }
  }

  /// Where a parameter is a sequence, what it gives is known now.
  func settleElements(_ info: FunctionInfo, _ generics: [String: Type]) {
    for (sequence, key) in info.template?.dependents ?? [] {
      if let type = generics[sequence], solver.literal(type) != nil { solver.settle(type) }
      guard let type = generics[sequence], let found = library.element(of: solver.zonk(type)) else {
        continue
      }
      let element = table.sameTypes[key] ?? .parameter(key)
      _ = solver.unify(substitute(element, generics), found)
    }
  }

  /// The checked call of a candidate of the cells whose arguments are in order.
  func build(
    _ candidate: Candidate, _ generics: [String: Type], _ arguments: [Node], _ result: Type,
    _ range: SourceRange
  ) -> Node {
    var ordered = arguments
    switch candidate.target {
    case .function(let info):
      use(info, at: range)
      if info.template == nil { return Node(.callFunction(info, ordered), result, range) }
      return Node(.callTemplate(info, generics, ordered), result, range)
    case .member(let info, let base):
      use(info, at: range)
      if let base, let template = info.template, !template.isStatic {
        var subject = base
        if template.isMutating {
          subject = require(mutable: base, "cannot use mutating member on immutable value")
          if subject.isError { return errorNode(range) }
          subject = Node(.reference(subject), subject.type, subject.range)
        }
        ordered.insert(subject, at: 0)
      }
      return Node(.callTemplate(info, generics, ordered), result, range)
    case .enumCase(let one): return Node(.instance(tag: one.tag, ordered), result, range)
    case .memberwise(let user):
      var fields: [Node] = []
      var next = 0
      for field in user.fields {
        let type = substitute(field.type, generics)
        if ordered.isEmpty || !(field.isMutable || field.value == nil) {
          if let value = field.value {
            fields.append(
              defaultValue(value, type, memberContext(user), generics, range))
          } else {
            fields.append(Node(.nothing, type, range))
          }
        } else if ordered.indices.contains(next) {
          fields.append(ordered[next])
          next += 1
        }
      }
      return Node(.instance(tag: 0, fields), result, range)
    case .rawValue: return Node(.fromRaw(ordered[0]), result, range)
    case .subscript(let property, let base):
      return access(property, base, ordered, range, instance: candidate.owner)
    case .value, .declaration: return errorNode(range)
    }
  }

  /// The braces of a type, for what its stored properties start as.
  func memberContext(_ user: UserType) -> TypeContext {
    let live = user.scopes
    let base = [scopes[0]] + live.dropFirst()
    var all = base
    var chain: [UserType] = []
    var next: UserType? = user
    while let current = next {
      chain.append(current)
      next = current.parent
    }
    for current in chain.reversed() { all.append(bracesScope(current)) }
    return TypeContext(
      type: user, selfType: user.selfType, generics: user.generics, scopes: all,
      function: user.function, cell: user.cell, isLocal: user.isLocal)
  }

  // MARK: Operators

  /// The operator of the cells for some operands; `nil` when none takes them.
  func userOperator(
    _ name: Name, _ nodes: [Node], _ range: SourceRange, expected: Type?, isAssigning: Bool = false
  ) -> Node? {
    guard let infos = table.operators[name.text] else { return nil }
    let placed = Dictionary(
      uniqueKeysWithValues: nodes.enumerated().map { ($0.offset, $0.element) })
    let matching = nodes.indices.map { [$0] }
    var best: (Candidate, (Int, Solver.Cost))?
    let all = infos.map {
      Candidate(
        target: .function($0), name: $0.name, parameters: $0.interface, result: $0.result,
        isThrowing: $0.isThrowing)
    }
    for candidate in decided(all, name.text, range)
    where candidate.parameters.count == nodes.count {
      guard case .function(let info) = candidate.target else { continue }
      guard (info.interface.first?.isInout ?? false) == isAssigning else { continue }
      if nodes.count == 1, info.template?.declaration?.modifiers.fixity == .postfix { continue }
      let mark = solver.mark()
      defer { solver.rewind(to: mark) }
      solver.cost = Solver.Cost()
      guard let result = isViable(candidate, matching, [], placed) else { continue }
      var misfit = 0
      if let expected, !solver.isOpen(expected), !solver.convert(result, to: expected) {
        misfit = 1
      }
      let cost = (misfit, solver.cost)
      if best.map({ cost < $0.1 }) ?? true { best = (candidate, cost) }
    }
    guard let (candidate, _) = best, case .function(let info) = candidate.target else { return nil }
    decide(candidate, name.text, range)
    let generics = instantiate(candidate)
    var arguments: [Node] = []
    for (node, parameter) in zip(nodes, candidate.parameters) {
      let type = substitute(parameter.type, generics)
      if parameter.isInout {
        _ = solver.unify(node.type, type)
        arguments.append(Node(.reference(node), node.type, node.range))
      } else {
        arguments.append(coerce(node, to: type, .operand(name.text)))
      }
      settleElements(info, generics)
    }
    if candidate.isThrowing { checkThrowing(range) }
    return build(candidate, generics, arguments, substitute(candidate.result, generics), range)
  }
}
