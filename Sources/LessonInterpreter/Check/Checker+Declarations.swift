// This file declares the members of types: stored properties, cases, methods, initializers.
import LessonModel
import LessonSyntax

extension Checker {
  // MARK: What a value holds

  /// The stored properties and cases of a type.
  func declareFields(_ user: UserType) {
    within(user) {
      for inner in nested(user) { declareFields(inner) }
      var raws: [EnumCase.RawValue: EnumCase] = [:]
      var next: EnumCase.RawValue?
      for member in user.declaration.members {
        switch member {
        case .property(let property):
          let isComputed = property.accessors?.getter != nil
          guard !property.isStatic, !isComputed else { continue }
          declareField(property, user)
        case .enumCase(let declaration):
          guard user.isEnum else {
            error(
              "enum-case", "enum 'case' is not allowed outside of an enum",
              at: declaration.nameRange)
            continue
          }
          let one = EnumCase(declaration, tag: user.cases.count, owner: user)
          one.parameters = declaration.parameters.map {
            Declaration.Parameter(
              label: $0.label, name: $0.name, type: resolve($0.type), defaultValue: $0.defaultValue)
          }
          declareRaw(declaration, one, user, &raws, &next)
          if let other = user.members[one.name].first {
            redeclared(one.name, one.range, other.range)
          }
          user.cases.append(one)
          user.members.add(.enumCase(one), one.name)
        default: continue
        }
      }
      if user.isEnum, let raw = user.rawType, user.cases.isEmpty {
        error(
          "raw-type", "an enum with no cases cannot declare a raw type",
          at: user.declaration.inherited.first?.range ?? user.declaration.nameRange)
        _ = raw
      }
    }
  }

  private func declareField(_ property: PropertyDeclaration, _ user: UserType) {
    guard !user.isEnum else {
      error(
        "stored-property", "enums must not contain stored properties", at: property.nameRange)
      return
    }
    var type = Type.error
    if let written = property.type {
      type = resolve(written)
    } else if let value = property.value {
      type = inferredType(value)
    } else {
      error(
        "missing-type", "type annotation missing in pattern; write ': ' and a type, or a value",
        at: property.nameRange)
    }
    if let other = user.members[property.name].first {
      redeclared(property.name, property.nameRange, other.range)
      return
    }
    let field = Field(property, index: user.fields.count, type: type, owner: user)
    user.fields.append(field)
    user.members.add(.field(field), property.name)
  }

  /// The type of what a property starts as, found where the property is declared.
  private func inferredType(_ value: Expression) -> Type {
    let outer = (flow, handler)
    flow = Flow()
    defer { (flow, handler) = outer }
    let node = complete(infer(value, expected: nil))
    if case .metatype = node.type { return .error }
    return node.type
  }

  private func declareRaw(
    _ declaration: EnumCaseDeclaration, _ one: EnumCase, _ user: UserType,
    _ raws: inout [EnumCase.RawValue: EnumCase], _ next: inout EnumCase.RawValue?
  ) {
    guard let type = user.rawType else {
      if let value = declaration.rawValue {
        error(
          "raw-value", "enum case cannot have a raw value if the enum does not have a raw type",
          at: value.range,
          notes: [Diagnostic.Note("write the type after the name: 'enum \(user.name): Int'")])
      }
      return
    }
    if one.hasParameters {
      error(
        "raw-value", "enum with raw type cannot have cases with arguments", at: one.range)
      return
    }
    if let value = declaration.rawValue {
      one.raw = rawValue(value, type)
      if one.raw == nil { return }
    } else {
      switch type {
      case .string: one.raw = .string(one.name)
      case .int: one.raw = next ?? .int(0)
      case .double where next != nil || user.cases.isEmpty: one.raw = next ?? .double(0)
      default:
        error(
          "raw-value", "enum case must declare a raw value when the preceding raw value is not an integer",
          at: one.range)
        return
      }
    }
    next = nil
    switch one.raw {
    case .int(let number)? where number < Int.max: next = .int(number + 1)
    case .double(let number)? where number == number.rounded(): next = .double(number + 1)
    default: break
    }
    guard let raw = one.raw else { return }
    if let other = raws[raw] {
      error(
        "raw-value", "raw value for enum case is not unique",
        at: declaration.rawValue?.range ?? one.range,
        notes: [Diagnostic.Note("it is also that of '\(other.name)'", at: other.range)])
    }
    raws[raw] = one
  }

  private func rawValue(_ expression: Expression, _ type: Type) -> EnumCase.RawValue? {
    var expression = expression
    var isNegative = false
    if case .prefix(let name, let inner) = expression.kind, name.text == "-" {
      isNegative = true
      expression = inner
    }
    let sign = isNegative ? "-" : ""
    switch (expression.kind, type) {
    case (.integer(let literal), .int):
      if let number = Int(sign + literal.digits, radix: literal.radix) { return .int(number) }
    case (.integer(let literal), .double):
      return .double((isNegative ? -1 : 1) * Double(exactly: literal))
    case (.float(let text), .double):
      if let number = Double(sign + text) { return .double(number) }
    case (.string(let parts), _):
      var text = ""
      for part in parts {
        guard case .text(let piece) = part else {
          error("raw-value", "raw value for enum case must be a literal", at: expression.range)
          return nil
        }
        text += piece
      }
      if type == .string { return .string(text) }
      if type == .character, text.count == 1, let first = text.first { return .character(first) }
    case (.name, _), (.call, _), (.binary, _), (.member, _):
      error("raw-value", "raw value for enum case must be a literal", at: expression.range)
      return nil
    default: break
    }
    let node = infer(expression, expected: type)
    _ = complete(coerce(node, to: type, .initialization))
    return nil
  }

  // MARK: Types that hold themselves

  /// Reports types whose values would hold values of the same type without end.
  func checkContainment(_ user: UserType) {
    for inner in nested(user) { checkContainment(inner) }
    var seen: Set<String> = []
    var found = false
    func visit(_ type: Type) {
      switch type {
      case .named("Optional", let arguments): arguments.forEach(visit)
      case .tuple(let elements): elements.forEach { visit($0.type) }
      case .named(let key, let arguments):
        guard let other = table.types[key] else { return }
        if other === user { found = true }
        guard seen.insert(key).inserted else { return }
        let substitution = other.substitution(arguments)
        for part in parts(other) { visit(substitute(part, substitution)) }
      default: return
      }
    }
    parts(user).forEach(visit)
    if found {
      if user.isEnum {
        error(
          "recursive-type",
          "recursive enum '\(user.qualifiedName)' is not marked 'indirect'",
          at: user.declaration.nameRange)
      } else {
        error(
          "recursive-type",
          "value type '\(user.qualifiedName)' cannot have a stored property that recursively contains it",
          at: user.fields.first { contains($0.type, user) }?.range ?? user.declaration.nameRange)
      }
    }
    user.isRecursive = holdsItself(user)
  }

  private func contains(_ type: Type, _ user: UserType) -> Bool {
    type.contains {
      guard case .named(let key, _) = $0, let other = table.types[key] else { return false }
      return other === user || parts(other).contains { $0.contains { $0 == user.selfType } }
    }
  }

  /// The types of what a value holds in itself.
  private func parts(_ user: UserType) -> [Type] {
    if user.declaration.isIndirect { return [] }
    var parts = user.fields.map(\.type)
    for (one, declaration) in zip(user.cases, caseDeclarations(user)) where !declaration.isIndirect {
      parts += one.parameters.map(\.type)
    }
    return parts
  }

  private func caseDeclarations(_ user: UserType) -> [EnumCaseDeclaration] {
    user.declaration.members.compactMap {
      if case .enumCase(let declaration) = $0 { declaration } else { nil }
    }
  }

  /// Whether a value may hold another of the same type, however far within.
  private func holdsItself(_ user: UserType) -> Bool {
    var seen: Set<String> = []
    var found = false
    func visit(_ type: Type) {
      _ = type.contains { part in
        if case .existential = part { found = true }
        guard case .named(let key, _) = part, let other = table.types[key] else { return false }
        if other === user { found = true }
        if seen.insert(key).inserted {
          other.fields.forEach { visit($0.type) }
          other.cases.forEach { $0.parameters.forEach { visit($0.type) } }
        }
        return false
      }
    }
    user.fields.forEach { visit($0.type) }
    user.cases.forEach { $0.parameters.forEach { visit($0.type) } }
    return found || !user.generics.isEmpty
  }

  // MARK: Members

  /// Methods, initializers, computed and `static` properties of a type.
  func declareMembers(_ user: UserType) {
    within(user) {
      let context = TypeContext(
        type: user, selfType: user.selfType, generics: user.generics, scopes: scopes,
        function: function, cell: cell, isLocal: user.isLocal)
      for inner in nested(user) { declareMembers(inner) }
      declareMembers(user.declaration.members, context) { user.members.add($0, $1) } isTaken: {
        user.members[$0]
      }
      for field in user.fields { checkDefault(field, context) }
    }
  }

  func declareExtension(_ declaration: TypeDeclaration) {
    guard let extended = declaration.extended else { return }
    var selfType: Type
    var generics: [(name: String, key: String)] = []
    let user = userType(extended)
    let saved = scopes
    defer { scopes = saved }
    if let user {
      // Parameters of its own, since what it requires of them holds only here.
      if declaration.requirements.isEmpty {
        generics = user.generics
        selfType = user.selfType
        scopes.append(bracesScope(user))
      } else {
        scopes.append(bracesScope(user))
        for generic in user.generics {
          let key = table.key(generic.name, isTaken: true)
          table.constraints[key] = table.constraints[generic.key] ?? []
          generics.append((generic.name, key))
        }
        selfType = .named(user.key, generics.map { .parameter($0.key) })
      }
    } else {
      guard case .name(let name) = extended.kind else {
        if case .array(let element) = extended.kind {
          selfType = .array(resolve(element))
          if !selfType.hasError { addMembers(declaration, "Array", selfType, []) }
          return
        }
        if case .optional(let wrapped) = extended.kind {
          selfType = .optional(resolve(wrapped))
          if !selfType.hasError { addMembers(declaration, "Optional", selfType, []) }
          return
        }
        _ = resolve(extended)
        return
      }
      if refusedNames.contains(name.text) { return }
      guard let binding = library.types[name.text], !binding.isExistential else {
        if Self.refusedProtocols.contains(name.text) || name.text == "Equatable"
          || TypeTable.constraintNames.contains(name.text)
        {
          error(
            "unsupported", "a protocol cannot be extended in a cell; extend the types you use",
            at: extended.range)
        } else {
          error("unknown-type", "cannot find type '\(name.text)' in scope", at: extended.range)
        }
        return
      }
      if binding.isProtocol {
        error(
          "unsupported", "a protocol cannot be extended in a cell; extend the types you use",
          at: extended.range)
        return
      }
      for generic in binding.generics {
        let key = table.key(generic, isTaken: true)
        table.constraints[key] = []
        generics.append((generic, key))
      }
      selfType = .named(name.text, generics.map { .parameter($0.key) })
      if let arguments = name.arguments, arguments.count == generics.count {
        selfType = .named(name.text, arguments.map { resolve($0) })
        generics = []
      }
      scopes.append(namesScope(generics, selfType))
      selfType = constrain(declaration.requirements, selfType, &generics)
      scopes = saved
      addMembers(declaration, name.text, selfType, generics)
      return
    }
    scopes.append(namesScope(generics, selfType))
    selfType = constrain(declaration.requirements, selfType, &generics)
    guard let user else { return }
    addMembers(declaration, user.key, selfType, generics, user)
  }

  /// Notes the requirements of an extension; `where Element == Int` settles a parameter.
  private func constrain(
    _ requirements: [GenericRequirement], _ selfType: Type,
    _ generics: inout [(name: String, key: String)]
  ) -> Type {
    var selfType = selfType
    for requirement in requirements where requirement.isSameType {
      guard case .parameter(let key) = resolve(requirement.subject),
        generics.contains(where: { $0.key == key })
      else { continue }
      let other = resolve(requirement.other)
      selfType = substitute(selfType, [key: other])
      generics.removeAll { $0.key == key }
    }
    let rest = requirements.filter { requirement in
      guard requirement.isSameType, let name = requirement.subject.simpleName else { return true }
      return lookUpType(name) == nil
    }
    require(rest)
    return selfType
  }

  private func namesScope(_ generics: [(name: String, key: String)], _ selfType: Type) -> Scope {
    var names: [String: Scope.Entity] = [:]
    for generic in generics { names[generic.name] = .alias(Alias(.parameter(generic.key))) }
    names["Self"] = .alias(Alias(selfType))
    return Scope(
      names: names, function: function, braces: Scope.Braces(selfType: selfType, isStatic: true))
  }

  private func addMembers(
    _ declaration: TypeDeclaration, _ key: String, _ selfType: Type,
    _ generics: [(name: String, key: String)], _ user: UserType? = nil
  ) {
    let saved = scopes
    defer { scopes = saved }
    if scopes.last?.braces == nil || user != nil {
      var scope = namesScope(generics, selfType)
      // `where Element == Int`: the name still stands for the type.
      if case .named(_, let arguments) = selfType,
        let names = user.map({ $0.generics.map(\.name) }) ?? library.types[key]?.generics,
        names.count == arguments.count
      {
        for (name, type) in zip(names, arguments) { scope.names[name] = .alias(Alias(type)) }
      }
      scopes.append(scope)
    }
    let context = TypeContext(
      type: user, selfType: selfType, generics: generics, scopes: scopes, function: function,
      cell: cell, isLocal: scopes.count > 3 && user?.isLocal ?? false)
    for member in declaration.members {
      switch member {
      case .property(let property)
      where !property.isStatic && property.accessors?.getter == nil:
        error(
          "stored-property", "extensions must not contain stored properties",
          at: property.nameRange)
      case .enumCase(let one):
        error("enum-case", "enum 'case' is not allowed outside of an enum", at: one.nameRange)
      case .type(let inner):
        error(
          "unsupported", "a type within an extension cannot be declared in a cell; declare it in the type",
          at: inner.nameRange)
      case .alias(let alias):
        user?.types[alias.name] = .alias(Alias(alias))
      default: continue
      }
    }
    declareMembers(declaration.members, context) { member, name in
      if let user, generics.map(\.key) == user.generics.map(\.key) {
        user.members.add(member, name)
      } else {
        table.extensions[key, default: MemberTable()].add(member, name)
      }
    } isTaken: { name in
      user?.members[name] ?? []
    }
  }

  private func declareMembers(
    _ members: [TypeDeclaration.Member], _ context: TypeContext,
    add: (Member, String) -> Void, isTaken: (String) -> [Member]
  ) {
    for member in members {
      switch member {
      case .function(let declaration):
        let info = declare(declaration, context, isTaken)
        switch declaration.kind {
        case .function:
          if Library.isOperator(declaration.name) {
            guard declaration.modifiers.isStatic else {
              error(
                "operator",
                "operator '\(declaration.name)' declared in type '\(context.selfType)' must be 'static'",
                at: declaration.nameRange)
              continue
            }
            declareOperator(info, context)
          } else {
            add(.method(info), declaration.name)
          }
        case .initializer: add(.initializer(info), "init")
        case .subscript:
          if let property = subscriptProperty(declaration, context) {
            add(.subscript(property), "subscript")
          }
        }
      case .property(let declaration):
        let isComputed = declaration.accessors?.getter != nil
        if declaration.isStatic || isComputed {
          if let other = isTaken(declaration.name).first(where: {
            $0.isStatic == declaration.isStatic
          }) {
            redeclared(declaration.name, declaration.nameRange, other.range)
          }
          if let property = property(declaration, context) {
            add(.property(property), declaration.name)
          }
        } else if let user = context.type,
          let field = user.fields.first(where: { $0.range == declaration.nameRange })
        {
          declareObservers(field, declaration, context)
        }
      default: continue
      }
    }
  }

  private func declareOperator(_ info: FunctionInfo, _ context: TypeContext) {
    let own = context.selfType
    let mentions = info.interface.contains { parameter in parameter.type.contains { $0 == own } }
    if !mentions {
      error(
        "operator",
        "member operator '\(info.name)' must have at least one argument of type '\(own)'",
        at: info.range)
    }
    table.operators[info.name, default: []].append(info)
  }

  // MARK: Functions

  private func declare(
    _ declaration: FunctionDeclaration, _ context: TypeContext, _ isTaken: (String) -> [Member]
  ) -> FunctionInfo {
    let kind: Template.Kind = declaration.kind == .initializer ? .initializer : .method
    if declaration.kind == .subscript {
      return FunctionInfo("subscript", parent: function, range: declaration.nameRange)
    }
    let info = makeInfo(declaration, context, kind)
    for other in isTaken(declaration.name) {
      switch other {
      case .method(let known), .initializer(let known):
        if known.fullName == info.fullName, known.type == info.type,
          known.template?.isStatic == info.template?.isStatic,
          known.template?.context?.generics.map(\.key) == context.generics.map(\.key)
        {
          redeclared(info.fullName, info.range, known.range)
        }
      case .field(let field):
        if info.interface.isEmpty, kind == .method, !declaration.modifiers.isStatic {
          redeclared(declaration.name, info.range, field.range)
        }
      default: break
      }
    }
    return info
  }

  /// A function of a type, or a generic one, as calls see it.
  func makeInfo(
    _ declaration: FunctionDeclaration, _ context: TypeContext?, _ kind: Template.Kind
  ) -> FunctionInfo {
    let info = FunctionInfo(declaration.name, parent: function, range: declaration.nameRange)
    let saved = scopes
    defer { scopes = saved }
    var generics = context?.generics ?? []
    var names: [String: Scope.Entity] = [:]
    for parameter in declaration.generics {
      let key = table.key(
        parameter.name,
        isTaken: table.constraints[parameter.name] != nil || table.types[parameter.name] != nil
          || library.types[parameter.name] != nil)
      table.constraints[key] = []
      names[parameter.name] = .alias(Alias(.parameter(key)))
      generics.append((parameter.name, key))
    }
    scopes.append(Scope(names: names, function: function))
    for (parameter, generic) in zip(
      declaration.generics, generics.suffix(declaration.generics.count))
    {
      for constraint in parameter.constraints { constrain(generic.key, constraint) }
    }
    require(declaration.requirements)
    var dependents: [(sequence: String, key: String)] = []
    for generic in generics where table.constraints[generic.key]?.contains("Sequence") ?? false {
      dependents.append((generic.key, generic.key + ".Element"))
    }
    for dependent in dependents where table.sameTypes[dependent.key] == nil {
      generics.append((dependent.key, dependent.key))
      if table.constraints[dependent.key] == nil { table.constraints[dependent.key] = [] }
    }
    let isStatic = declaration.modifiers.isStatic || context == nil
    let template = Template(
      kind, declaration, context: context, generics: generics, scopes: saved, parent: function,
      cell: cell, isStatic: isStatic, isMutating: declaration.modifiers.isMutating,
      isFailable: declaration.isFailable, body: declaration.body)
    template.dependents = dependents
    info.template = template
    info.isThrowing = declaration.isThrowing || declaration.isRethrowing
    info.hasDiscardableResult = declaration.hasDiscardableResult
    for parameter in declaration.parameters {
      info.interface.append(
        Declaration.Parameter(
          label: parameter.label, name: parameter.name, type: resolve(parameter.type),
          isInout: parameter.isInout, isVariadic: parameter.isVariadic,
          defaultValue: parameter.defaultValue))
    }
    if kind == .initializer, let own = context?.selfType {
      info.result = declaration.isFailable ? .optional(own) : own
    } else {
      info.result = declaration.result.map { resolve($0) } ?? .void
    }
    if let context, context.type?.isEnum == true || context.type != nil,
      declaration.modifiers.isMutating, declaration.modifiers.isStatic
    {
      error("modifier", "static functions must not be declared mutating", at: declaration.nameRange)
    }
    // What a generic function does not mention cannot be known where it is called.
    for (parameter, generic) in zip(
      declaration.generics, generics.dropFirst(context?.generics.count ?? 0))
    {
      let mentioned = (info.interface.map(\.type) + [info.result]).contains { type in
        type.contains { $0 == .parameter(generic.key) || $0 == .parameter(generic.key + ".Element") }
      }
      if !mentioned {
        error(
          "generic-parameter",
          "generic parameter '\(parameter.name)' is not used in function signature",
          at: parameter.range)
      }
    }
    prepare(info, parameters: declaration.parameters)
    return info
  }

  /// Gives a function the variables of its parameters, and queues its body.
  func prepare(_ info: FunctionInfo, parameters: [Parameter]) {
    guard let template = info.template else { return }
    info.cell = template.cell
    if template.kind != .function, !template.isStatic, template.kind != .initializer,
      template.kind != .value, let own = template.context?.selfType
    {
      addSelf(info, own, isMutating: template.isMutating)
    }
    for (written, parameter) in zip(parameters, info.interface) {
      let variable = Variable(
        written.name, parameter.isVariadic ? .array(parameter.type) : parameter.type,
        isMutable: parameter.isInout, range: written.range, owner: info)
      variable.isParameter = true
      variable.isInout = parameter.isInout
      info.parameters.append(variable)
    }
    info.isAbstract = !template.generics.isEmpty
    if !info.isAbstract {
      allFunctions.append(info)
      function.closures.append(info)
      template.instances[[]] = info
    }
    topFunctions.append(info)
    templateBodies.append(info)
  }

  func addSelf(_ info: FunctionInfo, _ type: Type, isMutating: Bool) {
    let variable = Variable("self", type, isMutable: isMutating, range: info.range, owner: info)
    variable.isParameter = true
    variable.isInout = isMutating
    info.selfVariable = variable
    info.parameters.insert(variable, at: 0)
  }

  // MARK: Properties

  private func accessor(
    _ kind: Template.Kind, _ name: String, _ accessor: Accessors.Accessor, _ context: TypeContext?,
    isStatic: Bool, isMutating: Bool, parameters: [Parameter], types: [Type], result: Type
  ) -> FunctionInfo {
    let info = FunctionInfo(name, parent: function, range: accessor.range)
    info.template = Template(
      kind, nil, context: context, generics: context?.generics ?? [],
      scopes: context?.scopes ?? scopes, parent: function, cell: cell, isStatic: isStatic,
      isMutating: isMutating, body: accessor.body)
    info.interface = zip(parameters, types).map {
      Declaration.Parameter(label: $0.label, name: $0.name, type: $1)
    }
    info.result = result
    prepare(info, parameters: parameters)
    return info
  }

  private func parameter(_ name: String, _ range: SourceRange) -> Parameter {
    Parameter(
      word: name, type: TypeExpression(word: "Self", at: range), at: range)
  }

  func makeAccessors(
    _ property: Property, _ accessors: Accessors, _ context: TypeContext?, _ isStatic: Bool,
    parameters: [Parameter] = [], types: [Type] = []
  ) {
    if let getter = accessors.getter {
      property.getter = accessor(
        .getter, property.name, getter, context, isStatic: isStatic,
        isMutating: getter.isMutating, parameters: parameters, types: types,
        result: property.type)
    }
    if let setter = accessors.setter {
      property.setter = accessor(
        .setter, property.name, setter, context, isStatic: isStatic, isMutating: true,
        parameters: parameters + [parameter(setter.parameter, setter.range)],
        types: types + [property.type], result: .void)
      property.isMutable = true
      if accessors.getter == nil {
        error(
          "accessor", "variable with a setter must also have a getter", at: setter.range)
      }
    }
  }

  private func property(_ declaration: PropertyDeclaration, _ context: TypeContext) -> Property? {
    let property = Property(
      declaration.name, declaration.nameRange, context: context, isStatic: declaration.isStatic,
      access: declaration.access, type: .error)
    if let accessors = declaration.accessors, accessors.getter != nil || accessors.setter != nil {
      guard let written = declaration.type else {
        error(
          "missing-type", "computed property must have an explicit type",
          at: declaration.nameRange)
        return property
      }
      property.type = resolve(written)
      if !declaration.isMutable {
        error(
          "accessor", "'let' declarations cannot be computed properties",
          at: declaration.nameRange)
      }
      makeAccessors(property, accessors, context, declaration.isStatic)
      return property
    }
    // A `static` property that is stored.
    if let accessors = declaration.accessors, let place = accessors.willSet ?? accessors.didSet {
      error(
        "unsupported", "an observer of a 'static' property cannot be used in a cell; change it in a function",
        at: place.range)
    }
    guard context.generics.isEmpty else {
      error(
        "static-stored", "static stored properties not supported in generic types",
        at: declaration.nameRange)
      return property
    }
    guard let value = declaration.value else {
      if let written = declaration.type, declaration.isMutable {
        property.type = resolve(written)
        if property.type.wrapped != nil {
          store(property, Expression(.nilLiteral, declaration.nameRange), declaration, context)
          return property
        }
      }
      error(
        "missing-value",
        "'static \(declaration.isMutable ? "var" : "let")' declaration requires an initializer expression or an explicitly stated getter",
        at: declaration.nameRange)
      return property
    }
    property.type = declaration.type.map { resolve($0) } ?? inferredType(value)
    store(property, value, declaration, context)
    return property
  }

  private func store(
    _ property: Property, _ value: Expression, _ declaration: PropertyDeclaration,
    _ context: TypeContext
  ) {
    property.isMutable = declaration.isMutable
    let main = globalOwner
    func global(_ name: String, _ type: Type) -> Variable {
      let variable = Variable(
        name, type, isMutable: true, range: property.range, owner: main, isGlobal: true)
      variable.order = globals.count
      variable.cell = cell
      staticVariables.append(variable)
      return variable
    }
    property.storage = global(property.name, property.type)
    property.flag = global("(has a value)", .bool)
    let info = FunctionInfo(property.name, parent: function, range: property.range)
    let empty = CodeBlock(emptyAt: value.range)
    info.template = Template(
      .value, nil, context: context, generics: [], scopes: context.scopes, parent: function,
      cell: cell, isStatic: true, body: empty, value: value)
    info.result = property.type
    prepare(info, parameters: [])
    property.initializer = info
  }

  private var globalOwner: FunctionInfo { scopes[0].function }

  private func subscriptProperty(
    _ declaration: FunctionDeclaration, _ context: TypeContext
  ) -> Property? {
    guard declaration.generics.isEmpty, let written = declaration.result,
      let accessors = declaration.accessors
    else {
      error(
        "unsupported", "a generic subscript cannot be used in a cell; write a function",
        at: declaration.nameRange)
      return nil
    }
    let property = Property(
      "subscript", declaration.nameRange, context: context,
      isStatic: declaration.modifiers.isStatic, access: declaration.modifiers.access,
      type: resolve(written))
    makeAccessors(
      property, accessors, context, declaration.modifiers.isStatic,
      parameters: declaration.parameters, types: declaration.parameters.map { resolve($0.type) })
    return property
  }

  private func declareObservers(
    _ field: Field, _ declaration: PropertyDeclaration, _ context: TypeContext
  ) {
    guard let accessors = declaration.accessors else { return }
    if !declaration.isMutable {
      error(
        "accessor", "'let' properties cannot have observers", at: declaration.nameRange)
      return
    }
    if let willSet = accessors.willSet {
      field.willSet = accessor(
        .observer, field.name, willSet, context, isStatic: false, isMutating: true,
        parameters: [parameter(willSet.parameter, willSet.range)], types: [field.type],
        result: .void)
    }
    if let didSet = accessors.didSet {
      field.didSet = accessor(
        .observer, field.name, didSet, context, isStatic: false, isMutating: true,
        parameters: [parameter(didSet.parameter, didSet.range)], types: [field.type],
        result: .void)
    }
  }

  /// A computed variable outside a type.
  func declareComputed(_ declaration: PropertyDeclaration) {
    let property = Property(
      declaration.name, declaration.nameRange, context: nil, isStatic: true, access: Access(),
      type: .error)
    if let written = declaration.type, let accessors = declaration.accessors {
      property.type = resolve(written)
      makeAccessors(property, accessors, nil, true)
      if !declaration.isMutable {
        error(
          "accessor", "'let' declarations cannot be computed properties",
          at: declaration.nameRange)
      }
    } else {
      error(
        "missing-type", "computed property must have an explicit type", at: declaration.nameRange)
    }
    if let other = scopes[scopes.count - 1].names[declaration.name] {
      if case .variable(let variable) = other {
        redeclared(declaration.name, declaration.nameRange, variable.range)
      }
    }
    scopes[scopes.count - 1].names[declaration.name] = .computed(property)
  }

  /// Checks what a stored property starts as, once.
  private func checkDefault(_ field: Field, _ context: TypeContext) {
    guard let value = field.value, !field.type.hasError else { return }
    let outer = (flow, handler)
    flow = Flow()
    handler = .nothing
    _ = complete(
      coerce(infer(value, expected: field.type), to: field.type, .initialization))
    (flow, handler) = outer
  }
}
