// This file checks patterns of cases, and what a `switch` falls through to.
import LessonModel
import LessonSyntax

extension Checker {
  /// A pattern of a case against a value of an `enum`, an optional of one, or an error; `nil` when the
  /// type has no such case.
  func matchCase(
    _ base: Expression?, _ name: Name, _ elements: [Pattern.Element], _ type: Type,
    _ range: SourceRange, _ isMutable: Bool?
  ) -> PatternNode? {
    var owner = type
    if let base {
      guard let written = patternType(base) else { return nil }
      if case .existential("Error") = type {
        guard case .named(let key, _) = written, let user = table.types[key], user.isEnum,
          user.members[name.text].contains(where: { if case .enumCase = $0 { true } else { false } }
          )
        else { return nil }
        guard
          let inner = matchCase(nil, name, elements, written, range, isMutable)
        else { return nil }
        return .dynamic(written, inner)
      }
      if case .named(let key, let arguments) = written, arguments.contains(where: \.hasVariables),
        case .named(key, _) = type
      {
        owner = type
      } else if written != type, type.wrapped != written {
        error(
          "type-mismatch",
          "pattern of type '\(written)' cannot match values of type '\(type)'", at: range)
        return .anything
      }
    }
    if let wrapped = type.wrapped {
      if name.text == "some" || name.text == "none" { return nil }
      if hasCase(type, name.text) == nil, hasCase(wrapped, name.text) != nil {
        return matchCase(nil, name, elements, wrapped, range, isMutable).map { .some($0) }
      }
      return nil
    }
    guard let (user, one, arguments) = hasCase(owner, name.text) else {
      if case .named(let key, _) = owner, let user = table.types[key], user.isEnum,
        userMembers(of: owner, name.text).isEmpty
      {
        let close = Spelling.nearest(to: name.text, in: user.cases.map(\.name))
        error(
          "unknown-member",
          "type '\(owner)' has no member '\(name.text)'"
            + (close.map { "; did you mean '\($0)'?" } ?? ""), at: name.range,
          fix: close.map {
            Diagnostic.Fix(
              "replace '\(name.text)' with '\($0)'", range: name.range, replacement: $0)
          })
        for element in elements {
          _ = match(element.pattern, .error, range, nil, binding: isMutable)
        }
        return .anything
      }
      return nil
    }
    if elements.isEmpty { return .enumCase(tag: one.tag, []) }
    if one.parameters.isEmpty {
      error(
        "pattern",
        "pattern with associated values does not match enum case '\(one.name)'",
        at: range)
      for element in elements {
        _ = match(element.pattern, .error, range, nil, binding: isMutable)
      }
      return .anything
    }
    guard elements.count == one.parameters.count else {
      if elements.count == 1 {
        error(
          "pattern",
          "enum case '\(one.name)' has \(one.parameters.count) associated values; give each a pattern of its own",
          at: range)
      } else {
        error(
          "tuple-pattern",
          "tuple pattern has the wrong length for tuple type '(\(one.parameters.map { "\($0.type)" }.joined(separator: ", ")))'",
          at: range)
      }
      for element in elements {
        _ = match(element.pattern, .error, range, nil, binding: isMutable)
      }
      return .anything
    }
    let substitution = user.substitution(arguments)
    var patterns: [PatternNode] = []
    for (element, parameter) in zip(elements, one.parameters) {
      if let label = element.label, label != parameter.label {
        error(
          "tuple-pattern",
          "tuple pattern element label '\(label)' must be '\(parameter.label ?? "_")'",
          at: element.pattern.range)
      }
      patterns.append(
        match(
          element.pattern, substitute(parameter.type, substitution), range, nil,
          binding: isMutable))
    }
    return .enumCase(tag: one.tag, patterns)
  }

  func hasCase(_ type: Type, _ name: String) -> (UserType, EnumCase, [Type])? {
    guard case .named(let key, let arguments) = type, let user = table.types[key],
      let one = user.cases.first(where: { $0.name == name })
    else { return nil }
    return (user, one, arguments)
  }

  /// The type that stands before the dot of a pattern.
  func patternType(_ base: Expression) -> Type? {
    switch base.kind {
    case .name(let name):
      guard lookUpType(name.text) != nil else { return nil }
    case .member(let inner, _):
      guard patternType(inner) != nil else { return nil }
    default: return nil
    }
    let node = infer(base, expected: nil)
    if case .metatype(let type) = solver.resolve(node.type) { return solver.zonk(type) }
    return nil
  }

  /// A name that a pattern binds: in the further patterns of one `case` the variable of the first.
  func bindName(_ name: String, _ type: Type, _ isMutable: Bool, _ range: SourceRange)
    -> PatternNode
  {
    if name == "_" { return .anything }
    if let shared = sharedNames {
      guard let variable = shared[name] else {
        error(
          "pattern", "'\(name)' must be bound in every pattern", at: range)
        return .anything
      }
      boundNames.insert(name)
      if variable.type != type, !variable.type.hasError, !type.hasError {
        error(
          "type-mismatch",
          "pattern variable bound to type '\(type)', expected type '\(variable.type)'", at: range)
      }
      variable.isShared = true
      return .variable(variable)
    }
    let variable = newVariable(name, type, isMutable, range)
    declare(variable)
    return .variable(variable)
  }

  // MARK: fallthrough

  func fallThrough(_ range: SourceRange) -> [StatementNode] {
    guard let loop = loops.last, loop.number == 1 else {
      error("fallthrough", "'fallthrough' is only allowed inside a switch", at: range)
      return []
    }
    switch loop.nextCase {
    case .none:
      error(
        "fallthrough", "'fallthrough' cannot transfer control out of the last 'case'", at: range)
    case .binding:
      error(
        "fallthrough",
        "'fallthrough' cannot transfer control to a case label that declares variables", at: range)
    case .plain: break
    }
    loop.fallen = loop.fallen.map { $0.merged(with: flow) } ?? flow
    flow.hasEnded = true
    return [StatementNode(.fallThrough, range)]
  }
}
