// This file checks members: properties, methods, subscripts, and `.members` of what is expected.
import LessonModel
import LessonSyntax

extension Checker {
  /// The members of one name that a type has: its own, and those of the protocols it conforms to.
  func declarations(of type: Type, _ name: String) -> [Declaration] {
    var found: [Declaration] = []
    var kind: String
    switch solver.resolve(type) {
    case .named(let name, _), .existential(let name): kind = name
    case .parameter: kind = ""
    default: return []
    }
    if kind == "Any" { kind = "" }
    if let binding = library.types[kind] {
      for member in library.members[kind]?[name] ?? [] {
        if let declaration = declaration(member, in: binding) { found.append(declaration) }
      }
      // What a protocol of the library gives to every type that conforms to it.
      for inherited in binding.protocols where found.isEmpty {
        guard let binding = library.types[inherited], binding.isExistential else { continue }
        for member in library.members[inherited]?[name] ?? [] {
          if let declaration = declaration(member, in: binding) { found.append(declaration) }
        }
      }
    }
    for protocolName in StandardLibrary.protocolNames
    where library.conforms(solver.zonk(type), to: protocolName) {
      guard let binding = library.types[protocolName], binding.isProtocol else { continue }
      for member in library.members[protocolName]?[name] ?? [] {
        guard let declaration = declaration(member, in: binding),
          !found.contains(where: {
            $0.signature.fullName == declaration.signature.fullName && isSame($0, declaration)
          })
        else { continue }
        found.append(declaration)
      }
    }
    return found
  }

  /// Whether a narrower protocol or the type itself already has the member.
  private func isSame(_ own: Declaration, _ other: Declaration) -> Bool {
    guard own.ownerName != other.ownerName,
      own.result == other.result || other.ownerName == "Collection"
    else { return false }
    // Of text it is known what the elements are.
    let isText = own.ownerName == "StringProtocol" || own.ownerName == "String"
    return own.parameters.map(\.type)
      == other.parameters.map { parameter in
        guard isText else { return parameter.type }
        return parameter.type.mapped { $0 == .parameter("Element") ? .character : nil }
      }
  }

  func staticDeclarations(of type: Type, _ name: String) -> [Declaration] {
    declarations(of: type, name).filter { $0.isStatic }
  }

  /// Every name of a member that a type has, for spelling.
  private func memberNames(of type: Type, isStatic: Bool) -> Set<String> {
    var names: Set<String> = []
    if case .tuple(let elements) = type { names.formUnion(elements.compactMap(\.label)) }
    var kinds = StandardLibrary.protocolNames.filter { library.conforms(type, to: $0) }
    switch type {
    case .named(let kind, _): kinds += [kind] + (library.types[kind]?.protocols ?? [])
    case .existential(let kind): kinds.append(kind)
    default: break
    }
    for kind in kinds {
      for (name, members) in library.members[kind] ?? [:] where !Library.isOperator(name) {
        for member in members where member.declaration.contains("static ") == isStatic {
          names.insert(name)
        }
      }
    }
    names.formUnion(userMemberNames(of: type, isStatic: isStatic))
    names.subtract(["init", "subscript"])
    return names
  }

  // MARK: Access

  func member(
    _ base: Expression, _ name: Name, _ range: SourceRange, expected: Type? = nil
  ) -> Node {
    if let node = initializedField(base, name, range, isAssigned: false) { return node }
    let node = infer(base, expected: nil)
    if node.isError { return errorNode(range) }
    if case .metatype(let instance) = solver.resolve(node.type) {
      if name.text == "self" { return node }
      if let found = userStatic(of: instance, name, range, expected: expected) { return found }
      if let found = abstractStatic(instance, name, range) { return found }
      if name.text == "init", let found = initializerValue(instance, name, range, expected) {
        return found
      }
      let found = staticDeclarations(of: instance, name.text)
      guard let declaration = found.first else {
        unknownMember(name, of: solver.zonk(instance), isStatic: true, name.range)
        return errorNode(range)
      }
      if declaration.signature.kind != .property {
        return libraryValue(found, instance, name, range, expected)
      }
      let generics = instantiate(declaration)
      if let own = declaration.owner { _ = solver.unify(substitute(own, generics), instance) }
      return Node(
        .library(declaration, generics, []), substitute(declaration.result, generics), range)
    }
    return member(of: node, name, range)
  }

  /// A static function or initializer as a value: `map(Double.init)`.
  private func libraryValue(
    _ declarations: [Declaration], _ instance: Type, _ name: Name, _ range: SourceRange,
    _ expected: Type?
  ) -> Node {
    func type(_ declaration: Declaration) -> ([String: Type], Type) {
      let generics = instantiate(declaration)
      if let own = declaration.owner { _ = solver.unify(substitute(own, generics), instance) }
      let type = Type.function(
        declaration.parameters.map { Type.Parameter(substitute($0.type, generics)) },
        substitute(declaration.result, generics), isThrowing: false)
      return (generics, type)
    }
    let fitting = declarations.filter { declaration in
      if let labels = name.labels, declaration.parameters.map({ $0.label ?? "_" }) != labels {
        return false
      }
      guard let expected else { return true }
      let mark = solver.mark()
      defer { solver.rewind(to: mark) }
      return solver.convert(type(declaration).1, to: expected)
    }
    // An initializer without labels is the one that `T.init` means where several fit.
    let plain = fitting.filter { $0.parameters.allSatisfy { $0.label == nil } }
    guard let chosen = plain.first ?? fitting.first, plain.count <= 1 || expected != nil else {
      error(
        "ambiguous", "ambiguous use of '\(name.text)'; write a closure that calls it", at: range)
      return errorNode(range)
    }
    let (generics, found) = type(chosen)
    if let expected { _ = solver.convert(found, to: expected) }
    return Node(.libraryFunction(chosen, generics), found, range)
  }

  /// A property of a value.
  private func member(of node: Node, _ name: Name, _ range: SourceRange) -> Node {
    let type = solver.resolve(node.type)
    if case .tuple(let elements) = type {
      if let index = Int(name.text) ?? elements.firstIndex(where: { $0.label == name.text }),
        elements.indices.contains(index)
      {
        return Node(.element(node, index), elements[index].type, range)
      }
      unknownMember(name, of: type, isStatic: false, range)
      return errorNode(range)
    }
    if solver.isOpen(type) {
      if solver.literal(type) != nil {
        solver.settle(type)
      } else {
        error(
          "unknown-type",
          "cannot infer the type of this value to find '\(name.text)'; write the type of the closure's parameter",
          at: node.range)
        return errorNode(range)
      }
    }
    if let found = userMember(of: node, name, range) { return found }
    if let found = abstractMember(node, name, range) { return found }
    let found = declarations(of: node.type, name.text).filter { !$0.isStatic }
    guard let declaration = found.first(where: { $0.signature.kind == .property }) ?? found.first
    else {
      unknownMember(name, of: solver.zonk(node.type), isStatic: false, name.range)
      return errorNode(range)
    }
    guard declaration.signature.kind == .property else {
      error(
        "method-as-value",
        "method '\(declaration.signature.fullName)' is not called; write '()' after it, or a closure that calls it",
        at: name.range,
        fix: declaration.parameters.isEmpty
          ? Diagnostic.Fix("insert '()'", range: SourceRange(at: range.end), replacement: "()")
          : nil)
      return errorNode(range)
    }
    return property(declaration, node, range)
  }

  func property(_ declaration: Declaration, _ base: Node, _ range: SourceRange) -> Node {
    let generics = fit(declaration, base.type)
    let result = substitute(declaration.result, generics)
    guard checkOrder(declaration, generics, [], result, range) else { return errorNode(range) }
    return Node(.library(declaration, generics, [base]), result, range)
  }

  /// The generic parameters of a member's type, settled by the value it is called on.
  func fit(_ declaration: Declaration, _ type: Type) -> [String: Type] {
    let generics = instantiate(declaration)
    guard let own = declaration.owner else { return generics }
    if case .existential = own { return generics }
    if own == .parameter("Self") {
      if let variable = generics["Self"] { _ = solver.unify(variable, type) }
      if let element = generics["Element"], let found = library.element(of: solver.zonk(type)) {
        _ = solver.unify(element, found)
      }
    } else {
      _ = solver.unify(substitute(own, generics), type)
    }
    return generics
  }

  /// A method call.
  func memberCall(
    _ base: Expression, _ name: Name, _ calleeRange: SourceRange, _ arguments: [Argument],
    _ range: SourceRange, expected: Type?
  ) -> Node {
    if name.text == "init", case .name(let word) = base.kind, word.text == "self",
      let node = delegated(arguments, calleeRange, range)
    {
      return node
    }
    if let function = initializedField(base, name, calleeRange, isAssigned: false) {
      return callChecked(function, arguments, range, expected: expected)
    }
    let node = infer(base, expected: nil)
    if node.isError {
      inferForErrors(arguments)
      return errorNode(range)
    }
    if case .metatype(let instance) = solver.resolve(node.type) {
      if case .named(let key, _) = solver.resolve(instance), let user = table.types[key],
        user.types[name.text] != nil,
        let type = userStatic(of: instance, name, calleeRange, expected: nil)
      {
        return type.isError
          ? type : construct(type, calleeRange, arguments, range, expected: expected)
      }
      let own = userCandidates(of: instance, name.text, on: nil)
      if !own.isEmpty {
        checkAccess(own, name, instance)
        return call(own, name.text, name.range, arguments, range, expected: expected)
      }
      if let property = userStatic(of: instance, name, calleeRange, expected: nil) {
        return callChecked(property, arguments, range, expected: expected)
      }
      if name.text == "init" {
        return construct(node, calleeRange, arguments, range, expected: expected)
      }
      let found = staticDeclarations(of: instance, name.text)
      guard !found.isEmpty else {
        unknownMember(name, of: solver.zonk(instance), isStatic: true, name.range)
        inferForErrors(arguments)
        return errorNode(range)
      }
      let candidates = found.map { declaration -> Candidate in
        var found = candidate(declaration, on: nil)
        found.owner = instance
        return found
      }
      return call(candidates, name.text, name.range, arguments, range, expected: expected)
    }
    if solver.isOpen(node.type) { solver.settle(node.type) }
    if case .tuple = solver.resolve(node.type) {
      let function = member(of: node, name, calleeRange)
      return callChecked(function, arguments, range, expected: expected)
    }
    if solver.isOpen(node.type) {
      error(
        "unknown-type",
        "cannot infer the type of this value to find '\(name.text)'; write the type of the closure's parameter",
        at: node.range)
      inferForErrors(arguments)
      return errorNode(range)
    }
    let own = userCandidates(of: node.type, name.text, on: node)
    checkAccess(own, name, node.type)
    let found = declarations(of: node.type, name.text).filter { !$0.isStatic }
    let methods = found.filter { $0.signature.kind == .function }
    if own.isEmpty, let property = userMember(of: node, name, calleeRange) {
      return callChecked(property, arguments, range, expected: expected)
    }
    if own.isEmpty, methods.isEmpty,
      let node = abstractCall(node, name, arguments, range)
    {
      return node
    }
    guard !methods.isEmpty || !own.isEmpty else {
      if let declaration = found.first(where: { $0.signature.kind == .property }) {
        return callChecked(
          property(declaration, node, calleeRange), arguments, range, expected: expected)
      }
      unknownMember(name, of: solver.zonk(node.type), isStatic: false, name.range)
      inferForErrors(arguments)
      return errorNode(range)
    }
    return call(
      own + methods.map { candidate($0, on: node) }, name.text, name.range, arguments, range,
      expected: expected)
  }

  /// Reports when the only method of a name is private to another type.
  private func checkAccess(_ candidates: [Candidate], _ name: Name, _ type: Type) {
    guard let first = userMembers(of: type, name.text).first, candidates.count == 1 else { return }
    checkAccess(first, name.text, name.range)
  }

  /// `P.init` as a value.
  private func initializerValue(
    _ instance: Type, _ name: Name, _ range: SourceRange, _ expected: Type?
  ) -> Node? {
    let candidates = initializers(of: instance)
    guard !candidates.isEmpty, case .named(let key, _) = solver.resolve(instance),
      table.types[key] != nil
    else { return nil }
    return functionValue(candidates, name, range, expected)
  }

  private func callChecked(
    _ function: Node, _ arguments: [Argument], _ range: SourceRange, expected: Type?
  ) -> Node {
    guard !function.isError,
      case .function(let parameters, let result, let isThrowing) = solver.resolve(function.type)
    else {
      if !function.isError {
        error(
          "not-callable",
          "cannot call value of non-function type '\(describe(function.type))'", at: function.range)
      }
      inferForErrors(arguments)
      return errorNode(range)
    }
    let candidate = Candidate(
      target: .value(function), name: "function",
      parameters: parameters.map {
        Declaration.Parameter(label: nil, name: "", type: $0.type, isInout: $0.isInout)
      }, result: result, isThrowing: isThrowing)
    return call([candidate], "function", function.range, arguments, range, expected: expected)
  }

  private func unknownMember(
    _ name: Name, of type: Type, isStatic: Bool, _ range: SourceRange
  ) {
    if let wrapped = type.wrapped, !isStatic,
      !declarations(of: wrapped, name.text).isEmpty
        || !userMembers(of: wrapped, name.text).isEmpty
    {
      error(
        "not-unwrapped",
        "value of optional type '\(type)' must be unwrapped to refer to member '\(name.text)' of wrapped base type '\(wrapped)'",
        at: name.range,
        notes: [
          Diagnostic.Note(
            "chain the optional using '?' to access member '\(name.text)' only for non-'nil' values"
          ),
          Diagnostic.Note(
            "force-unwrap using '!' to abort execution if the optional value contains 'nil'"),
        ])
      return
    }
    let subject = isStatic ? "type '\(describe(type))'" : "value of type '\(describe(type))'"
    if isStatic,
      !declarations(of: type, name.text).isEmpty || !userMembers(of: type, name.text).isEmpty
    {
      error(
        "instance-member",
        "instance member '\(name.text)' cannot be used on type '\(type)'; call it on a value",
        at: name.range)
      return
    }
    if !isStatic, hasStatic(type, name.text) {
      if case .enumCase? = userMembers(of: type, name.text).first {
        error(
          "static-member",
          "enum case '\(name.text)' cannot be used as an instance member", at: name.range)
        return
      }
      error(
        "static-member",
        "static member '\(name.text)' cannot be used on instance of type '\(type)'",
        at: name.range)
      return
    }
    let names = memberNames(of: type, isStatic: isStatic)
    if let meant = Spelling.nearest(to: name.text, in: names.sorted()) {
      error(
        "unknown-member", "\(subject) has no member '\(name.text)'; did you mean '\(meant)'?",
        at: name.range,
        fix: Diagnostic.Fix(
          "replace '\(name.text)' with '\(meant)'", range: name.range, replacement: meant))
    } else {
      error("unknown-member", "\(subject) has no member '\(name.text)'", at: name.range)
    }
  }

  // MARK: `.member`

  func implicitMember(
    _ name: Name, _ arguments: [Argument]?, _ range: SourceRange, expected: Type?
  ) -> Node {
    if let expected, solver.literal(expected) != nil { solver.settle(expected) }
    guard let expected, !solver.isOpen(expected) else {
      error(
        "no-context",
        "cannot infer contextual base in reference to member '\(name.text)'; write the type before the dot",
        at: range)
      inferForErrors(arguments ?? [])
      return errorNode(range)
    }
    var type = solver.zonk(expected)
    if type.hasError { return errorNode(range) }
    // Of an optional, its own members first, then those of what it wraps.
    while let wrapped = type.wrapped {
      if hasStatic(type, name.text) { break }
      type = wrapped
    }
    if name.text == "init", let arguments {
      return construct(
        Node(.type, .metatype(type), name.range), name.range, arguments, range, expected: expected)
    }
    if let arguments {
      let own = userCandidates(of: type, name.text, on: nil)
      if !own.isEmpty {
        return call(own, name.text, name.range, arguments, range, expected: expected)
      }
    } else if let found = userStatic(of: type, name, range, expected: type) {
      if case .function = solver.resolve(found.type) {
        error(
          "not-called",
          "member '\(name.text)' expects arguments; write them in '()' after it", at: name.range)
        return errorNode(range)
      }
      return found
    } else if let found = abstractStatic(type, name, range) {
      return found
    }
    let found = staticDeclarations(of: type, name.text)
    guard !found.isEmpty else {
      unknownMember(name, of: type, isStatic: true, name.range)
      inferForErrors(arguments ?? [])
      return errorNode(range)
    }
    if let arguments {
      let functions = found.filter { $0.signature.kind != .property }
      guard !functions.isEmpty else {
        error(
          "not-callable", "'\(name.text)' is not a function; remove the parentheses", at: name.range
        )
        inferForErrors(arguments)
        return errorNode(range)
      }
      let candidates = functions.map { declaration -> Candidate in
        var found = candidate(declaration, on: nil)
        found.owner = type
        return found
      }
      return call(candidates, name.text, name.range, arguments, range, expected: expected)
    }
    guard let declaration = found.first(where: { $0.signature.kind == .property }) else {
      error(
        "not-called",
        "member '\(name.text)' is a function that produces expected type '\(type)'; write '()' after it",
        at: name.range,
        fix: Diagnostic.Fix(
          "insert '()'", range: SourceRange(at: name.range.end), replacement: "()"))
      return errorNode(range)
    }
    let generics = fit(declaration, type)
    return Node(
      .library(declaration, generics, []), substitute(declaration.result, generics), range)
  }

  // MARK: Subscripts

  func subscripted(_ base: Expression, _ arguments: [Argument], _ range: SourceRange) -> Node {
    let node = infer(base, expected: nil)
    if node.isError {
      inferForErrors(arguments)
      return errorNode(range)
    }
    if solver.isOpen(node.type) { solver.settle(node.type) }
    if case .metatype(let instance) = node.type {
      let own = userMembers(of: instance, "subscript").compactMap { member -> Candidate? in
        guard case .subscript(let property) = member, property.isStatic else { return nil }
        return subscriptCandidate(property, nil, instance)
      }
      if !own.isEmpty {
        return call(own, "subscript", range, arguments, range, expected: nil)
      }
      error(
        "type-as-value", "a type cannot be subscripted; write '[T]' for an array type", at: range)
      return errorNode(range)
    }
    let own = userMembers(of: node.type, "subscript").compactMap { member -> Candidate? in
      guard case .subscript(let property) = member, !property.isStatic else { return nil }
      return subscriptCandidate(property, node, node.type)
    }
    let found = declarations(of: node.type, "subscript")
    guard !found.isEmpty || !own.isEmpty else {
      if solver.zonk(node.type).wrapped != nil {
        error(
          "not-unwrapped",
          "value of optional type '\(describe(node.type))' must be unwrapped before it is subscripted; write '?' or '!' after it",
          at: node.range)
      } else {
        error(
          "no-subscript", "value of type '\(describe(node.type))' has no subscripts",
          at: node.range)
      }
      inferForErrors(arguments)
      return errorNode(range)
    }
    return call(
      own + found.map { candidate($0, on: node) }, "subscript", range, arguments, range,
      expected: nil)
  }

  private func subscriptCandidate(_ property: Property, _ base: Node?, _ type: Type) -> Candidate {
    Candidate(
      target: .subscript(property, on: base), name: "subscript",
      parameters: property.getter?.interface ?? [], result: property.type, owner: type)
  }
}
