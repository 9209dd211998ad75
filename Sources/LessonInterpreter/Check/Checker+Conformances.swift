// This file checks what types of the cells conform to.
import LessonModel
import LessonSyntax

extension Checker {
  /// Notes what a type says it conforms to, before members are declared.
  func declareConformances(_ user: UserType) {
    within(user) {
      for (index, written) in user.declaration.inherited.enumerated() {
        if user.isEnum, index == 0, user.declaration.kind == .enumeration,
          !(written.simpleName.map { isProtocolName($0) } ?? false)
        {
          let type = resolve(written)
          if type.hasError { continue }
          if [.int, .string, .double, .character, .float].contains(type) {
            user.rawType = type
          } else {
            error(
              "raw-type",
              "raw type '\(type)' is not expressible by a string, integer, or floating-point literal",
              at: written.range)
          }
          continue
        }
        conform(user, written, requirements: [])
      }
      let hasPayload = user.declaration.members.contains {
        if case .enumCase(let one) = $0 { one.hasParameters } else { false }
      }
      if user.isEnum, !hasPayload {
        for name in ["Equatable", "Hashable"] where user.conformances[name] == nil {
          user.conformances[name] = UserType.Conformance(
            requirements: [], range: user.declaration.nameRange)
        }
      }
    }
    for inner in nested(user) { within(user) { declareConformances(inner) } }
  }

  private func isProtocolName(_ name: String) -> Bool {
    TypeTable.constraintNames.contains(name) || Self.refusedProtocols.contains(name)
      || refusedNames.contains(name) || name == "Error"
  }

  private func conform(
    _ user: UserType, _ written: TypeExpression,
    requirements: [(parameter: Int, protocolName: String)]
  ) {
    guard let name = written.simpleName else {
      _ = resolve(written)
      return
    }
    guard TypeTable.conformanceNames.contains(name) else {
      if refusedNames.contains(name) { return }
      if lookUpType(name) != nil || library.types[name].map({ !$0.isProtocol && !$0.isExistential })
        ?? false
      {
        error(
          "inheritance", "inheritance from non-protocol type '\(name)'", at: written.range)
      } else if Self.refusedProtocols.contains(name) || library.types[name] != nil
        || TypeTable.constraintNames.contains(name)
      {
        error(
          "unsupported",
          "a type of a cell cannot conform to '\(name)'; write the functions you need in the type",
          at: written.range)
      } else {
        error("unknown-type", "cannot find type '\(name)' in scope", at: written.range)
      }
      return
    }
    if let earlier = user.conformances[name], earlier.range != user.declaration.nameRange {
      error(
        "redundant-conformance",
        "redundant conformance of '\(user.qualifiedName)' to protocol '\(name)'",
        at: written.range)
      return
    }
    for implied in [name] + (TypeTable.inherited[name] ?? []).sorted() {
      if implied == name || user.conformances[implied] == nil {
        user.conformances[implied] = UserType.Conformance(
          requirements: requirements, range: written.range)
      }
    }
  }

  /// Notes what an extension says its type conforms to.
  func declareConformances(extension declaration: TypeDeclaration) {
    guard let extended = declaration.extended, !declaration.inherited.isEmpty else { return }
    guard let user = userType(extended) else {
      if let first = declaration.inherited.first, library.types[declaration.name] != nil {
        error(
          "unsupported",
          "'\(declaration.name)' cannot be made to conform to another protocol in a cell; write the functions you need",
          at: first.range)
      }
      return
    }
    var requirements: [(parameter: Int, protocolName: String)] = []
    for requirement in declaration.requirements {
      if let subject = requirement.subject.simpleName,
        let index = user.generics.firstIndex(where: { $0.name == subject }),
        let name = requirement.other.simpleName
      {
        requirements.append((index, name))
      }
    }
    for written in declaration.inherited { conform(user, written, requirements: requirements) }
  }

  /// The type of the cells that an extension extends.
  func userType(_ expression: TypeExpression) -> UserType? {
    switch expression.kind {
    case .name(let name):
      switch lookUpType(name.text) {
      case .type(let user)?: return user
      case .alias(let alias)?:
        if case .named(let key, _) = resolve(alias, expression) { return table.types[key] }
        return nil
      default: return nil
      }
    case .member(let base, let name):
      guard let outer = userType(base), case .type(let inner)? = outer.types[name.text] else {
        return nil
      }
      return inner
    default: return nil
    }
  }

  // MARK: Requirements

  /// Whether a type has what the protocols ask that it says it conforms to.
  func checkConformances(_ user: UserType) {
    for (name, conformance) in user.conformances.sorted(by: { $0.key < $1.key }) {
      check(user, name, conformance)
    }
    for inner in nested(user) { checkConformances(inner) }
  }

  func checkConformances(extension declaration: TypeDeclaration) {
    guard !declaration.inherited.isEmpty, let extended = declaration.extended,
      let user = userType(extended)
    else { return }
    for written in declaration.inherited {
      guard let name = written.simpleName, let conformance = user.conformances[name] else {
        continue
      }
      check(user, name, conformance)
    }
  }

  private func check(_ user: UserType, _ name: String, _ conformance: UserType.Conformance) {
    func missing(_ note: String, _ id: String = "conformance") {
      let isWritten = conformance.range != user.declaration.nameRange
      error(
        id, "type '\(user.qualifiedName)' does not conform to protocol '\(name)'",
        at: isWritten ? conformance.range : user.declaration.nameRange,
        notes: [Diagnostic.Note(note)])
    }
    switch name {
    case "Equatable", "Hashable":
      if name == "Equatable" ? operatorInfo("==", user) != nil : hasHash(user) { return }
      if name == "Hashable", operatorInfo("==", user) != nil, !allFields(user, conform: "Hashable") {
        missing("write 'func hash(into hasher: inout Hasher)' in the type")
        return
      }
      // What a conditional conformance asks of the parameters holds while the fields are looked at.
      let saved = table.constraints
      for requirement in conformance.requirements {
        table.constrain(user.generics[requirement.parameter].key, requirement.protocolName)
      }
      defer { table.constraints = saved }
      if let (label, type) = unfitField(user, for: name) {
        missing(
          "'\(label)' has type '\(type)', which does not conform to protocol '\(name)', preventing synthesized conformance of '\(user.qualifiedName)' to '\(name)'"
        )
      }
    case "Comparable":
      if operatorInfo("<", user) != nil { return }
      if user.isEnum, user.rawType == nil, unfitField(user, for: name) == nil { return }
      missing("write 'static func < (a: \(user.name), b: \(user.name)) -> Bool' in the type")
    case "CustomStringConvertible":
      if let type = descriptionType(user) {
        if type != .string { missing("'description' has the type '\(type)', expected 'String'") }
        return
      }
      missing("write 'var description: String { ... }' in the type")
    case "CaseIterable":
      if user.members["allCases"].contains(where: \.isStatic) { return }
      if user.isEnum, user.cases.allSatisfy({ !$0.hasParameters }) { return }
      missing(
        user.isEnum
          ? "only an 'enum' whose cases carry no values has its cases listed by itself"
          : "write 'static let allCases = [...]' in the type")
    case "AdditiveArithmetic":
      if operatorInfo("+", user) == nil {
        missing("write 'static func + (a: \(user.name), b: \(user.name)) -> \(user.name)'")
      } else if operatorInfo("-", user) == nil {
        missing("write 'static func - (a: \(user.name), b: \(user.name)) -> \(user.name)'")
      } else if !user.members["zero"].contains(where: \.isStatic) {
        missing("write 'static let zero = ...' in the type")
      }
    default: break
    }
  }

  /// The operator of a type that takes two of its values.
  func operatorInfo(_ name: String, _ user: UserType) -> FunctionInfo? {
    table.operators[name]?.first { info in
      info.interface.count == 2
        && info.interface.allSatisfy {
          guard case .named(user.key, _) = $0.type else { return false }
          return !$0.isInout
        }
    }
  }

  private func descriptionType(_ user: UserType) -> Type? {
    for member in user.members["description"] {
      switch member {
      case .field(let field): return field.type
      case .property(let property) where !property.isStatic: return property.type
      default: continue
      }
    }
    return nil
  }

  private func hasHash(_ user: UserType) -> Bool {
    user.members["hash"].contains {
      if case .method(let info) = $0 { info.fullName == "hash(into:)" } else { false }
    }
  }

  private func allFields(_ user: UserType, conform name: String) -> Bool {
    unfitField(user, for: name) == nil
  }

  /// The first field or carried value that does not conform to a protocol.
  private func unfitField(_ user: UserType, for name: String) -> (String, Type)? {
    for field in user.fields where !library.conforms(field.type, to: name) && !field.type.hasError {
      return (field.name, field.type)
    }
    for one in user.cases {
      for parameter in one.parameters
      where !library.conforms(parameter.type, to: name) && !parameter.type.hasError {
        return (parameter.label ?? one.name, parameter.type)
      }
    }
    return nil
  }
}
