// This file checks what is said about values whose type is a generic parameter: in the body of a
// generic function, before it is known what the parameter stands for.
import LessonModel
import LessonSyntax

/// One overloaded call.
struct Decision: Hashable {
  var range: SourceRange
  var name: String
}

extension Checker.Candidate {
  /// What it calls.
  var identity: ObjectIdentifier? {
    switch target {
    case .function(let info), .member(let info, _): ObjectIdentifier(info)
    case .declaration(let declaration, _): ObjectIdentifier(declaration)
    case .enumCase, .memberwise, .rawValue, .subscript, .value: nil
    }
  }
}

extension Checker {
  func conforms(_ type: Type, _ name: String) -> Bool {
    guard case .parameter = solver.resolve(type) else { return false }
    return library.conforms(solver.resolve(type), to: name)
  }

  private func isParameter(_ type: Type) -> Bool {
    if case .parameter = solver.resolve(type) { true } else { false }
  }

  /// Reports where the generic parameters of a call stand for types that do not meet what is asked.
  func checkRequirements(
    _ candidate: Candidate, _ generics: [String: Type], _ range: SourceRange
  ) {
    for (key, protocols) in genericParameters(of: candidate) {
      guard let variable = generics[key] else { continue }
      let open = solver.resolve(variable)
      let known = defaulted(variable)
      let isText = known == .string || known == .character
      let unmet = protocols.filter { name in
        solver.isOpen(open) && !isText
          ? !solver.require(variable, conformsTo: name, at: range)
          : !known.hasVariables && !library.conforms(known, to: name)
      }
      // The protocol that is written, not what it includes.
      let written = unmet.filter { name in
        !unmet.contains { TypeTable.inherited[$0]?.contains(name) ?? false }
      }
      for name in written.sorted() {
        let what =
          switch candidate.target {
          case .function(let info), .member(let info, _):
            "\(info.name == "init" ? "initializer" : candidate.owner == nil ? "global function" : "instance method") '\(info.fullName)'"
          default: "'\(candidate.name)'"
          }
        error(
          "conformance", "\(what) requires that '\(describe(variable))' conform to '\(name)'",
          at: range)
        return
      }
    }
  }

  /// The type with every literal in it that is still open as what it is by itself.
  func defaulted(_ type: Type) -> Type {
    solver.zonk(type).mapped { part in solver.literal(part).map { Solver.defaultType($0) } }
  }

  // MARK: Overloads in generic bodies

  /// The candidates of an overloaded call: in a body that is checked again for other types, the one
  /// that was meant when it was checked for its generic parameters.
  func decided(_ candidates: [Candidate], _ name: String, _ range: SourceRange) -> [Candidate] {
    guard candidates.count > 1, let owner = genericOwner, !owner.isAbstract,
      let known = decisions[Decision(range: range, name: name)]
    else { return candidates }
    let meant = candidates.filter { $0.identity == known }
    return meant.isEmpty ? candidates : meant
  }

  func decide(_ candidate: Candidate, _ name: String, _ range: SourceRange) {
    guard let owner = genericOwner, owner.isAbstract, let identity = candidate.identity else {
      return
    }
    decisions[Decision(range: range, name: name)] = identity
  }

  private var genericOwner: FunctionInfo? {
    var current: FunctionInfo? = function
    while let info = current {
      if let template = info.template, !template.generics.isEmpty { return info }
      current = info.parent
    }
    return nil
  }

  /// A generic function as a value: what is expected settles its parameters.
  func templateValue(_ info: FunctionInfo, _ range: SourceRange, _ expected: Type?) -> Node {
    let candidate = Candidate(
      target: .function(info), name: info.name, parameters: info.interface, result: info.result,
      isThrowing: info.isThrowing)
    let generics = instantiate(candidate)
    let type = substitute(info.type, generics)
    if let expected { _ = solver.convert(type, to: expected) }
    return Node(.templateValue(info, generics), type, range)
  }

  /// A type of the cells whose parameters are still open.
  func openType(_ user: UserType) -> Type {
    for scope in scopes.reversed() {
      if let own = scope.braces?.selfType, case .named(user.key, _) = own { return own }
    }
    let inherited = user.parent?.generics.count ?? 0
    return .named(
      user.key,
      user.generics.enumerated().map { index, generic in
        if index < inherited, case .alias(let alias)? = lookUpType(generic.name),
          let type = alias.type
        {
          return type
        }
        let variable = solver.fresh()
        for name in (table.constraints[generic.key] ?? []).sorted() {
          _ = solver.require(variable, conformsTo: name, at: requirementRange)
        }
        return variable
      })
  }

  /// Reports a function of a type that uses a variable of the function around the type.
  func closesOver(_ variable: Variable, _ range: SourceRange) -> Bool {
    guard !variable.isGlobal else { return false }
    var current: FunctionInfo? = function
    while let info = current {
      if variable.owner === info { return false }
      if let template = info.template, template.kind != .function, let context = template.context {
        error(
          "closes-over",
          "\(context.type?.noun ?? "extension") declaration cannot close over value '\(variable.name)' defined in outer scope",
          at: range)
        return true
      }
      current = info.parent
    }
    return false
  }

  /// Reports a change of a `private(set)` property from outside its type.
  func checkSetAccess(_ name: String, _ owner: Type, _ range: SourceRange) {
    guard case .named(let key, _) = owner else { return }
    for scope in scopes {
      if case .named(key, _)? = scope.braces?.selfType { return }
    }
    error(
      "private", "cannot assign to property: '\(name)' setter is inaccessible", at: range)
  }

  // MARK: Operators

  /// An operator between values of a generic parameter; `nil` when it is none.
  func abstractOperator(_ first: Node, _ name: Name, _ second: Node, _ range: SourceRange) -> Node?
  {
    guard let arithmetic = Arithmetic(rawValue: name.text) else { return nil }
    let type = isParameter(first.type) ? first.type : second.type
    guard isParameter(type) else { return nil }
    let needed =
      switch arithmetic {
      case .add, .subtract: ["AdditiveArithmetic"]
      case .multiply: ["Numeric"]
      case .divide: ["BinaryInteger", "FloatingPoint"]
      case .remainder, .and, .or, .xor, .shiftLeft, .shiftRight: ["BinaryInteger"]
      case .addWrapping, .subtractWrapping, .multiplyWrapping, .shiftLeftMasking,
        .shiftRightMasking:
        ["FixedWidthInteger"]
      }
    guard needed.contains(where: { conforms(type, $0) }) else { return nil }
    let mark = solver.mark()
    guard solver.unify(first.type, second.type) else {
      solver.rewind(to: mark)
      return nil
    }
    return Node(.abstract([first, second]), type, range)
  }

  func abstractCompound(_ target: Node, _ name: Name, _ value: Node, _ range: SourceRange) -> Node?
  {
    guard isParameter(target.type) else { return nil }
    let symbol = Name(word: String(name.text.dropLast()), at: name.range)
    guard abstractOperator(target, symbol, value, range) != nil else { return nil }
    return Node(.abstract([target, value]), .void, range)
  }

  // MARK: Members

  /// Properties that the numeric protocols have.
  private static let members: [String: [String: Type?]] = [
    "FloatingPoint": [
      "isNaN": .bool, "isFinite": .bool, "isInfinite": .bool, "isZero": .bool, "magnitude": nil,
    ],
    "BinaryInteger": ["bitWidth": .int, "trailingZeroBitCount": .int],
    "CustomStringConvertible": ["description": .string],
  ]

  private static let statics: [String: Set<String>] = [
    "AdditiveArithmetic": ["zero"],
    "FloatingPoint": ["zero", "pi", "infinity", "nan", "ulpOfOne", "greatestFiniteMagnitude"],
    "FixedWidthInteger": ["min", "max"],
  ]

  private static let methods: [String: [String: Type?]] = [
    "FloatingPoint": ["squareRoot": nil, "rounded": nil],
    "BinaryInteger": ["isMultiple": .bool, "signum": nil],
  ]

  func abstractMember(_ node: Node, _ name: Name, _ range: SourceRange) -> Node? {
    guard isParameter(node.type) else { return nil }
    for (protocolName, members) in Self.members where conforms(node.type, protocolName) {
      if let result = members[name.text] {
        return Node(.abstract([node]), result ?? node.type, range)
      }
    }
    return nil
  }

  func abstractStatic(_ instance: Type, _ name: Name, _ range: SourceRange) -> Node? {
    guard isParameter(instance) else { return nil }
    for (protocolName, names) in Self.statics where conforms(instance, protocolName) {
      if names.contains(name.text) { return Node(.abstract([]), instance, range) }
    }
    if name.text == "allCases", conforms(instance, "CaseIterable") {
      return Node(.abstract([]), .array(instance), range)
    }
    return nil
  }

  func abstractCall(
    _ node: Node, _ name: Name, _ arguments: [Argument], _ range: SourceRange
  ) -> Node? {
    guard isParameter(node.type) else { return nil }
    for (protocolName, methods) in Self.methods where conforms(node.type, protocolName) {
      guard let result = methods[name.text] else { continue }
      var nodes = [node]
      for argument in arguments {
        let expected: Type =
          name.text == "rounded" ? .named("FloatingPointRoundingRule", []) : node.type
        nodes.append(
          coerce(infer(argument.value, expected: expected), to: expected, .argument))
      }
      if nodes.contains(where: \.isError) { return errorNode(range) }
      return Node(.abstract(nodes), result ?? node.type, range)
    }
    return nil
  }

  /// `T(x)`, and `Double(x)` of a value of a generic parameter.
  func abstractConstruct(
    _ instance: Type, _ calleeRange: SourceRange, _ arguments: [Argument], _ range: SourceRange
  ) -> Node? {
    guard arguments.count == 1, let argument = arguments.first else { return nil }
    let label = argument.label?.text
    guard label == nil || label == "exactly" else { return nil }
    let target = solver.resolve(instance)
    let isNumber = ["Int", "Double", "Float"].contains("\(target)")
    if isParameter(target) {
      guard conforms(target, "BinaryInteger") || conforms(target, "FloatingPoint") else {
        return nil
      }
      let node = infer(argument.value, expected: nil)
      if node.isError { return errorNode(range) }
      let type = solver.resolve(node.type)
      guard
        solver.isOpen(type) || library.conforms(type, to: "BinaryInteger")
          || library.conforms(type, to: "BinaryFloatingPoint")
      else {
        error(
          "no-overload", "no exact matches in call to initializer of '\(target)'", at: range)
        return errorNode(range)
      }
      return Node(.abstract([node]), label == nil ? target : .optional(target), range)
    }
    guard isNumber || target == .string, !isContextual(argument.value), hasParameters else {
      return nil
    }
    let mark = solver.mark()
    let outer = muted
    muted = []
    let node = infer(argument.value, expected: nil)
    muted = outer
    guard isParameter(node.type),
      target == .string
        ? label == nil && conforms(node.type, "CustomStringConvertible")
        : conforms(node.type, "BinaryInteger") || conforms(node.type, "BinaryFloatingPoint")
    else {
      solver.rewind(to: mark)
      return nil
    }
    return Node(.abstract([node]), label == nil ? target : .optional(target), range)
  }

  /// Whether generic parameters are in scope that stand for nothing yet.
  private var hasParameters: Bool {
    var current: FunctionInfo? = function
    while let info = current {
      if info.isAbstract { return true }
      current = info.parent
    }
    return false
  }
}
