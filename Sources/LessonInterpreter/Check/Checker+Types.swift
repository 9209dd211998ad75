// This file finds the types that type expressions name, and declares the types of a block.
import LessonModel
import LessonSyntax

/// Another name of a type: it is looked up when it is first used, since it may name what is declared
/// below it.
final class Alias {
  var type: Type?
  let declaration: AliasDeclaration?
  var isResolving = false

  init(_ type: Type) {
    self.type = type
    declaration = nil
  }

  init(_ declaration: AliasDeclaration) { self.declaration = declaration }
}

extension Checker {
  // MARK: Type expressions

  /// The type that is written where a value follows, so that the types in angle brackets may be left
  /// out: `let s: Set = [1]`.
  func resolveOpen(_ expression: TypeExpression) -> Type {
    resolve(expression, isOpen: true)
  }

  /// Reports what cannot be a key of a dictionary or an element of a set.
  private func isKey(_ type: Type, _ expression: TypeExpression) -> Bool {
    if type.hasError || type.hasVariables || library.conforms(type, to: "Hashable") { return true }
    error(
      "conformance", "type '\(type)' does not conform to protocol 'Hashable'",
      at: expression.range)
    return false
  }

  /// The type that is written; `.error` when there is none, which is then reported.
  ///
  /// Where a value follows, the types in angle brackets may be left out: then it is `isOpen`.
  func resolve(_ expression: TypeExpression, isOpen: Bool = false) -> Type {
    switch expression.kind {
    case .name(let name): return resolve(name, expression, isOpen: isOpen)
    case .member(let base, let name): return resolve(base, member: name, expression)
    case .array(let element):
      let type = resolve(element, isOpen: isOpen)
      return type.hasError ? .error : .array(type)
    case .dictionary(let key, let value):
      let types = [resolve(key, isOpen: isOpen), resolve(value, isOpen: isOpen)]
      return types.contains(where: \.hasError) || !isKey(types[0], key)
        ? .error : .named("Dictionary", types)
    case .optional(let wrapped):
      let type = resolve(wrapped, isOpen: isOpen)
      return type.hasError ? .error : .optional(type)
    case .tuple(let elements):
      let types = elements.map { Type.Element($0.label, resolve($0.type, isOpen: isOpen)) }
      return types.contains(where: \.type.hasError) ? .error : .tuple(types)
    case .function(let parameters, let isThrowing, let result):
      let types = parameters.map { parameter in
        let type = resolve(parameter.type, isOpen: isOpen)
        return Type.Parameter(
          parameter.isVariadic ? .array(type) : type, isInout: parameter.isInout)
      }
      let type = Type.function(types, resolve(result, isOpen: isOpen), isThrowing: isThrowing)
      return type.hasError ? .error : type
    case .any(let constraint):
      if constraint.simpleName == "Error" { return .existential("Error") }
      return resolveInLibrary(expression)
    case .unknown: return .error
    }
  }

  private func resolve(_ name: Name, _ expression: TypeExpression, isOpen: Bool) -> Type {
    if let entity = lookUpType(name.text) {
      switch entity {
      case .type(let user):
        if isOpen, name.arguments == nil { return openType(user) }
        return resolve(user, name.arguments, expression)
      case .alias(let alias): return resolve(alias, expression)
      default: break
      }
    }
    if name.text == "Error", name.arguments == nil { return .existential("Error") }
    if let arguments = name.arguments, let type = library.types[name.text], !type.isProtocol,
      !type.isExistential, arguments.count == type.generics.count
    {
      let types = arguments.map { resolve($0) }
      if types.contains(where: \.hasError) { return .error }
      if name.text == "Set" || name.text == "Dictionary", !isKey(types[0], arguments[0]) {
        return .error
      }
      return .named(name.text, types)
    }
    return resolveInLibrary(expression, isOpen: isOpen)
  }

  func resolve(_ alias: Alias, _ expression: TypeExpression) -> Type {
    if let type = alias.type { return type }
    guard let declaration = alias.declaration else { return .error }
    if alias.isResolving {
      error(
        "cyclic-alias", "type alias '\(declaration.name)' references itself",
        at: declaration.nameRange)
      alias.type = .error
      return .error
    }
    alias.isResolving = true
    let type = resolve(declaration.type)
    alias.isResolving = false
    if alias.type == nil { alias.type = type }
    return alias.type ?? .error
  }

  /// A type of the cells with the types for its parameters.
  private func resolve(
    _ user: UserType, _ written: [TypeExpression]?, _ expression: TypeExpression,
    outer: [Type]? = nil
  ) -> Type {
    let inherited = user.parent?.generics.count ?? 0
    var arguments: [Type] = []
    for generic in user.generics.prefix(inherited) {
      if let outer, arguments.count < outer.count {
        arguments.append(outer[arguments.count])
      } else if case .alias(let alias)? = lookUpType(generic.name), let type = alias.type {
        arguments.append(type)
      } else {
        arguments.append(.parameter(generic.key))
      }
    }
    let own = user.generics.dropFirst(inherited)
    if own.isEmpty {
      if let written, !written.isEmpty {
        error(
          "type-arguments", "cannot specialize non-generic type '\(user.qualifiedName)'",
          at: expression.range)
        return .error
      }
      return .named(user.key, arguments)
    }
    guard let written else {
      // Within the type's own braces its name alone stands for the type itself.
      for scope in scopes.reversed() {
        if let type = scope.braces?.selfType, case .named(user.key, _) = type { return type }
      }
      error(
        "type-arguments",
        "reference to generic type '\(user.qualifiedName)' requires arguments in <...>",
        at: expression.range)
      return .error
    }
    guard written.count == own.count else {
      error(
        "type-arguments",
        "generic type '\(user.qualifiedName)' specialized with \(written.count < own.count ? "too few" : "too many") type parameters (got \(written.count), but expected \(own.count))",
        at: expression.range)
      return .error
    }
    for (expression, generic) in zip(written, own) {
      let type = resolve(expression)
      if type.hasError { return .error }
      for name in (table.constraints[generic.key] ?? []).sorted()
      where !library.conforms(type, to: name) {
        error(
          "conformance", "type '\(type)' does not conform to protocol '\(name)'",
          at: expression.range)
        return .error
      }
      arguments.append(type)
    }
    return .named(user.key, arguments)
  }

  /// `Outer.Inner`, `S.Element`.
  private func resolve(
    _ base: TypeExpression, member name: Name, _ expression: TypeExpression
  ) -> Type {
    if let simple = base.simpleName, lookUpType(simple) == nil,
      ["String.Index", "Substring.Index", "Unicode.Scalar", "String.UTF8View"].contains(
        "\(simple).\(name.text)")
    {
      return resolveInLibrary(expression)
    }
    let outer = resolve(base)
    if outer.hasError { return .error }
    if name.text == "Element", let element = library.element(of: outer) { return element }
    if case .named(let key, let arguments) = outer, let user = table.types[key],
      let entity = user.types[name.text]
    {
      switch entity {
      case .type(let inner):
        return resolve(inner, name.arguments, expression, outer: arguments)
      case .alias(let alias):
        return substitute(resolve(alias, expression), user.substitution(arguments))
      default: break
      }
    }
    error(
      "unknown-type", "'\(name.text)' is not a member type of type '\(outer)'", at: name.range)
    return .error
  }

  func lookUpType(_ name: String) -> Scope.Entity? {
    for scope in scopes.reversed() {
      switch scope.names[name] {
      case .type?, .alias?: return scope.names[name]
      default: continue
      }
    }
    return nil
  }

  // MARK: Declaring types

  /// Declares the types of a block before anything else in it, so that they can name each other.
  func declareTypes(_ statements: [Statement]) {
    var declared: [UserType] = []
    var aliases: [(Alias, [Scope])] = []
    for statement in statements {
      switch statement.kind {
      case .type(let declaration) where declaration.kind != .extension:
        declared.append(declare(declaration, parent: nil))
      case .alias(let declaration):
        let alias = Alias(declaration)
        declare(name: declaration.name, .alias(alias), declaration.nameRange)
        aliases.append((alias, scopes))
      default: continue
      }
    }
    for user in declared { declareGenerics(user) }
    for (alias, _) in aliases {
      if let declaration = alias.declaration { _ = resolve(alias, declaration.type) }
    }
    for user in declared { declareConformances(user) }
    for statement in statements {
      if case .type(let declaration) = statement.kind, declaration.kind == .extension {
        declareConformances(extension: declaration)
      }
    }
    newTypes.append(declared)
  }

  /// Declares what is within the types of a block, when its functions are known.
  func declareMembers(_ statements: [Statement]) {
    guard let declared = newTypes.popLast() else { return }
    for user in declared { declareFields(user) }
    for user in declared { checkContainment(user) }
    for user in declared { declareMembers(user) }
    for statement in statements {
      switch statement.kind {
      case .type(let declaration) where declaration.kind == .extension:
        declareExtension(declaration)
      case .computed(let property): declareComputed(property)
      default: continue
      }
    }
    for user in declared { checkConformances(user) }
    for statement in statements {
      if case .type(let declaration) = statement.kind, declaration.kind == .extension {
        checkConformances(extension: declaration)
      }
    }
  }

  private func declare(name: String, _ entity: Scope.Entity, _ range: SourceRange) {
    let scope = scopes.count - 1
    switch scopes[scope].names[name] {
    case .variable(let other)?: redeclared(name, range, other.range)
    case .functions(let others)?: redeclared(name, range, others.first?.range ?? range)
    case .type(let other)?: redeclared(name, range, other.declaration.nameRange)
    case .alias(let other)?: redeclared(name, range, other.declaration?.nameRange ?? range)
    case .computed(let other)?: redeclared(name, range, other.range)
    case .member?, nil: break
    }
    scopes[scope].names[name] = entity
  }

  private func declare(_ declaration: TypeDeclaration, parent: UserType?) -> UserType {
    let name = (parent.map { $0.key + "." } ?? "") + declaration.name
    let isTaken =
      table.types[name] != nil || library.types[name] != nil
      || table.constraints[name] != nil
    let user = UserType(
      key: table.key(name, isTaken: isTaken), declaration, parent: parent, scopes: scopes,
      function: function, isLocal: scopes.count > 1, cell: cell)
    table.types[user.key] = user
    if let parent {
      if parent.types[declaration.name] != nil {
        error(
          "redeclaration", "invalid redeclaration of '\(declaration.name)'",
          at: declaration.nameRange)
      }
      parent.types[declaration.name] = .type(user)
    } else {
      declare(name: declaration.name, .type(user), declaration.nameRange)
    }
    for member in declaration.members {
      switch member {
      case .type(let inner): _ = declare(inner, parent: user)
      case .alias(let alias): user.types[alias.name] = .alias(Alias(alias))
      default: continue
      }
    }
    return user
  }

  func nested(_ user: UserType) -> [UserType] {
    user.declaration.members.compactMap { member -> UserType? in
      guard case .type(let declaration) = member,
        case .type(let inner)? = user.types[declaration.name]
      else { return nil }
      return inner.declaration === declaration ? inner : nil
    }
  }

  /// The generic parameters of a type and of the types within it.
  private func declareGenerics(_ user: UserType) {
    user.generics = user.parent?.generics ?? []
    for parameter in user.declaration.generics {
      let key = table.key(
        parameter.name,
        isTaken: table.constraints[parameter.name] != nil || table.types[parameter.name] != nil
          || library.types[parameter.name] != nil)
      table.constraints[key] = []
      user.generics.append((parameter.name, key))
    }
    within(user) {
      for (parameter, generic) in zip(
        user.declaration.generics, user.generics.suffix(user.declaration.generics.count))
      {
        for constraint in parameter.constraints { constrain(generic.key, constraint) }
      }
      require(user.declaration.requirements)
      for inner in nested(user) { declareGenerics(inner) }
    }
  }

  /// Does something with the names that can be seen within a type's braces.
  func within(_ user: UserType, _ body: () -> Void) {
    let saved = scopes
    scopes = scopes + [bracesScope(user)]
    body()
    scopes = saved
  }

  func bracesScope(_ user: UserType) -> Scope {
    var names = user.types
    for generic in user.generics { names[generic.name] = .alias(Alias(.parameter(generic.key))) }
    names["Self"] = .alias(Alias(user.selfType))
    return Scope(
      names: names, function: function,
      braces: Scope.Braces(selfType: user.selfType, isStatic: true))
  }

  /// Notes that a generic parameter conforms to a protocol.
  func constrain(_ key: String, _ constraint: TypeExpression) {
    guard let name = constraint.simpleName, TypeTable.constraintNames.contains(name) else {
      let text = constraint.simpleName ?? "this"
      if refusedNames.contains(text) { return }
      if Self.refusedProtocols.contains(text) {
        error(
          "unsupported", "'\(text)' cannot be used as a constraint in a cell; use another protocol",
          at: constraint.range)
      } else if let name = constraint.simpleName, lookUpType(name) == nil,
        library.types[name] == nil
      {
        error("unknown-type", "cannot find type '\(text)' in scope", at: constraint.range)
      } else {
        error(
          "constraint",
          "type '\(TypeTable.plain(key))' constrained to non-protocol, non-class type '\(text)'",
          at: constraint.range)
      }
      return
    }
    table.constrain(key, name)
  }

  /// Notes what stands after `where`.
  func require(_ requirements: [GenericRequirement]) {
    for requirement in requirements {
      let subject = resolve(requirement.subject)
      if subject.hasError { continue }
      if requirement.isSameType {
        let other = resolve(requirement.other)
        if other.hasError { continue }
        if case .parameter(let key) = subject, key.contains(".") {
          table.sameTypes[key] = other
        } else if case .parameter(let key) = other, key.contains(".") {
          table.sameTypes[key] = subject
        } else if subject != other {
          error(
            "unsupported",
            "'\(subject) == \(other)' cannot be required in a cell; write the type itself",
            at: requirement.subject.range)
        }
        continue
      }
      guard case .parameter(let key) = subject else {
        if let name = requirement.other.simpleName, !library.conforms(subject, to: name) {
          error(
            "conformance", "type '\(subject)' does not conform to protocol '\(name)'",
            at: requirement.subject.range)
        }
        continue
      }
      constrain(key, requirement.other)
    }
  }

  /// Protocols of Swift that are no part of the language.
  static let refusedProtocols: Set<String> = [
    "Codable", "Encodable", "Decodable", "Identifiable", "IteratorProtocol", "Sequence",
    "Collection", "Numeric", "SignedNumeric", "BinaryInteger", "FloatingPoint", "Strideable",
    "RawRepresentable", "ExpressibleByIntegerLiteral", "ExpressibleByStringLiteral",
    "ExpressibleByArrayLiteral", "ExpressibleByFloatLiteral", "ExpressibleByDictionaryLiteral",
    "CustomDebugStringConvertible", "LosslessStringConvertible", "CustomReflectable", "OptionSet",
    "BinaryFloatingPoint", "FixedWidthInteger", "SignedInteger", "StringProtocol",
    "RandomNumberGenerator", "LocalizedError", "AnyObject", "Any", "BidirectionalCollection",
    "RandomAccessCollection", "MutableCollection", "RangeReplaceableCollection",
  ]
}
