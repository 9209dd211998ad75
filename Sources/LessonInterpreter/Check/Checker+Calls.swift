// This file checks calls: which function is meant, and whether its arguments fit.
import LessonModel
import LessonSyntax

extension Checker {
  /// Something that can be called.
  struct Candidate {
    enum Target {
      case function(FunctionInfo)
      case declaration(Declaration, on: Node?)
      case value(Node)
      /// A method, an initializer or an operator of the cells.
      case member(FunctionInfo, on: Node?)
      /// A case that carries something.
      case enumCase(EnumCase)
      /// The initializer that a `struct` has by itself.
      case memberwise(UserType)
      /// `init(rawValue:)`.
      case rawValue(UserType)
      /// A subscript of the cells.
      case `subscript`(Property, on: Node?)
    }

    var target: Target
    var name: String
    var parameters: [Declaration.Parameter]
    var result: Type
    var isThrowing = false
    /// The type whose member it is, with its generic arguments.
    var owner: Type?
  }

  /// Which arguments each parameter gets.
  typealias Matching = [[Int]]

  enum Mismatch {
    case missing(Int)
    case extra(Int)
    case wrongLabel(Int, expected: Int)
    case order(Int, before: Int)
  }

  // MARK: Which function

  func call(
    _ callee: Expression, _ arguments: [Argument], _ range: SourceRange, expected: Type?
  ) -> Node {
    switch callee.kind {
    case .name(let name):
      if name.text == "type", lookUp("type") == nil, arguments.count == 1,
        arguments[0].label?.text == "of"
      {
        let node = infer(arguments[0].value, expected: nil)
        if node.isError { return errorNode(range) }
        return Node(.tuple([node]), .named("Metatype", [node.type]), range)
      }
      if let entity = lookUp(name.text) {
        switch entity {
        case .functions(let infos):
          let candidates = infos.map {
            Candidate(
              target: .function($0), name: $0.name, parameters: $0.interface, result: $0.result,
              isThrowing: $0.isThrowing)
          }
          return call(candidates, name.text, callee.range, arguments, range, expected: expected)
        case .member(let isStatic):
          let base = implicitBase(isStatic, callee.range)
          return memberCall(base, name, callee.range, arguments, range, expected: expected)
        case .type, .alias:
          let type = reference(name, callee.range)
          if type.isError {
            inferForErrors(arguments)
            return errorNode(range)
          }
          return construct(type, callee.range, arguments, range, expected: expected)
        case .variable, .computed: break
        }
      } else if library.types[name.text].map({ !$0.isProtocol && !$0.isExistential }) ?? false {
        let type = typeReference(name, callee.range)
        return construct(type, callee.range, arguments, range, expected: expected)
      } else if let bindings = library.functions[name.text], !Library.isOperator(name.text) {
        let candidates = bindings.compactMap { declaration($0, in: nil) }.map {
          candidate($0, on: nil)
        }
        return call(candidates, name.text, callee.range, arguments, range, expected: expected)
      } else {
        unknown(name.text, name.range)
        inferForErrors(arguments)
        return errorNode(range)
      }
    case .implicitMember(let name):
      return implicitMember(name, arguments, range, expected: expected)
    case .member(let base, let name):
      return memberCall(base, name, callee.range, arguments, range, expected: expected)
    case .type:
      let type = infer(callee, expected: nil)
      if type.isError { return errorNode(range) }
      return construct(type, callee.range, arguments, range, expected: expected)
    case .parenthesized(let inner):
      if case .type = inner.kind { return call(inner, arguments, range, expected: expected) }
    default: break
    }
    let function = infer(callee, expected: nil)
    if function.isError {
      inferForErrors(arguments)
      return errorNode(range)
    }
    return callValue(function, arguments, range, expected: expected)
  }

  private func callValue(
    _ function: Node, _ arguments: [Argument], _ range: SourceRange, expected: Type?
  ) -> Node {
    if case .metatype = function.type {
      return construct(function, function.range, arguments, range, expected: expected)
    }
    var type = solver.resolve(function.type)
    if solver.isOpen(type), case .closure = function.op { type = function.type }
    guard case .function(let parameters, let result, let isThrowing) = type else {
      if type.wrapped != nil {
        error(
          "not-unwrapped",
          "value of optional type '\(describe(type))' must be unwrapped before it is called; write '?' or '!' after it",
          at: function.range)
      } else {
        error(
          "not-callable", "cannot call value of non-function type '\(describe(type))'",
          at: function.range)
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

  /// `Dense(8)`.
  func construct(
    _ type: Node, _ calleeRange: SourceRange, _ arguments: [Argument], _ range: SourceRange,
    expected: Type?
  ) -> Node {
    guard case .metatype(let instance) = solver.resolve(type.type) else {
      inferForErrors(arguments)
      return errorNode(range)
    }
    if let node = abstractConstruct(instance, calleeRange, arguments, range) { return node }
    guard case .named(let name, _) = solver.resolve(instance) else {
      error(
        "no-initializer", "type '\(describe(instance))' has no initializers", at: calleeRange)
      inferForErrors(arguments)
      return errorNode(range)
    }
    if arguments.count == 1, arguments[0].label == nil, !arguments[0].isTrailing,
      isNumber(instance), isNumberLiteral(arguments[0].value, isWhole: isInteger(instance))
    {
      // A bare number between the parentheses is one of that type.
      let node = coerce(infer(arguments[0].value, expected: instance), to: instance, .argument)
      return node.isError ? errorNode(range) : Node(node.op, node.type, range)
    }
    let candidates =
      initializers(of: instance)
      + declarations(of: instance, "init").map {
        var found = candidate($0, on: nil)
        found.owner = instance
        return found
      }
    guard !candidates.isEmpty else {
      error(
        "no-initializer",
        "'\(name)' cannot be constructed because it has no accessible initializers", at: calleeRange
      )
      inferForErrors(arguments)
      return errorNode(range)
    }
    return call(
      candidates, TypeTable.plain(name), calleeRange, arguments, range, expected: expected)
  }

  private func isNumberLiteral(_ expression: Expression, isWhole: Bool) -> Bool {
    switch expression.kind {
    case .integer: true
    case .float: !isWhole
    case .parenthesized(let inner): isNumberLiteral(inner, isWhole: isWhole)
    case .prefix(let name, let inner) where name.text == "-":
      isNumberLiteral(inner, isWhole: isWhole)
    default: false
    }
  }

  func candidate(_ declaration: Declaration, on base: Node?) -> Candidate {
    Candidate(
      target: .declaration(declaration, on: base), name: declaration.name,
      parameters: declaration.parameters, result: declaration.result,
      owner: base.map { solver.zonk($0.type) })
  }

  // MARK: Overloads

  /// Checks a call of one of the candidates.
  func call(
    _ candidates: [Candidate], _ name: String, _ nameRange: SourceRange, _ arguments: [Argument],
    _ range: SourceRange, expected: Type?
  ) -> Node {
    var fitting: [(Candidate, Matching)] = []
    var problems: [(Candidate, Mismatch)] = []
    for candidate in decided(candidates, name, range) {
      switch match(candidate.parameters, arguments) {
      case .success(let matching): fitting.append((candidate, matching))
      case .failure(let mismatch): problems.append((candidate, mismatch.value))
      }
    }
    if fitting.isEmpty {
      inferForErrors(arguments)
      report(problems, name, nameRange, arguments, range)
      return errorNode(range)
    }
    if fitting.count == 1 {
      if candidates.count > 1 { decide(fitting[0].0, name, range) }
      return apply(fitting[0].0, fitting[0].1, [:], name, arguments, range, expected: expected)
    }
    // Several take these labels: the arguments' own types decide.
    var nodes: [Int: Node] = [:]
    for (index, argument) in arguments.enumerated() where !isContextual(argument.value) {
      if case .reference = argument.value.kind { continue }
      let node = infer(argument.value, expected: nil)
      if node.isError {
        inferForErrors(Array(arguments[(index + 1)...]))
        return errorNode(range)
      }
      nodes[index] = node
    }
    var best: [(Candidate, Matching)] = []
    var least: (Int, Solver.Cost)?
    for (candidate, matching) in fitting {
      let mark = solver.mark()
      solver.cost = Solver.Cost()
      defer { solver.rewind(to: mark) }
      guard let result = isViable(candidate, matching, arguments, nodes) else { continue }
      var misfit = 0
      if let expected, !solver.isOpen(expected), expected != .existential("Any"),
        !solver.convert(result, to: expected)
      {
        misfit = 1
      }
      let cost = (misfit, solver.cost)
      if let least, least < cost { continue }
      if let known = least, known == cost {
        best.append((candidate, matching))
      } else {
        best = [(candidate, matching)]
        least = cost
      }
    }
    if best.isEmpty {
      noMatch(fitting.map(\.0), name, nameRange, arguments, nodes, range)
      return errorNode(range)
    }
    // Equally good: the one that an earlier type declares, as in Swift's ranking of specificity.
    let (candidate, matching) = best[0]
    decide(candidate, name, range)
    return apply(candidate, matching, nodes, name, arguments, range, expected: expected)
  }

  /// Whether a candidate could take the arguments, and its result; changes the solver.
  func isViable(
    _ candidate: Candidate, _ matching: Matching, _ arguments: [Argument], _ nodes: [Int: Node]
  ) -> Type? {
    let generics = instantiate(candidate)
    if !generics.isEmpty { solver.cost.generics += 1 }
    guard fitOwner(candidate, generics) else { return nil }
    for (index, parameter) in candidate.parameters.enumerated() {
      if matching[index].isEmpty { solver.cost.defaults += 1 }
      let type = substitute(parameter.type, generics)
      if index == candidate.parameters.count - 1 || !generics.isEmpty,
        case .declaration(let declaration, _) = candidate.target
      {
        settleElements(declaration, generics)
      }
      if index > 0, case .function(let info) = candidate.target { settleElements(info, generics) }
      if index > 0, case .member(let info, _) = candidate.target {
        settleElements(info, generics)
      }
      for argument in matching[index] {
        if let node = nodes[argument] {
          if !solver.convert(node.type, to: type) { return nil }
        } else if !couldBe(arguments[argument].value, type) {
          return nil
        }
      }
    }
    return substitute(candidate.result, generics)
  }

  /// Whether an expression without a type of its own could be of a type.
  private func couldBe(_ expression: Expression, _ type: Type) -> Bool {
    var target = solver.resolve(type)
    if solver.isOpen(target) {
      // A closure is no number and no text, and conforms to nothing.
      if case .closure = expression.kind {
        return solver.literal(target) == nil && !solver.hasRequirements(target)
      }
      return true
    }
    switch expression.kind {
    case .nilLiteral: return target.wrapped != nil
    case .parenthesized(let inner): return couldBe(inner, type)
    default: break
    }
    while let wrapped = target.wrapped { target = solver.resolve(wrapped) }
    switch expression.kind {
    case .closure(let closure):
      guard case .function(let parameters, _, _) = target else { return false }
      let count = closure.parameters?.count ?? closure.shorthandCount
      if closure.parameters == nil {
        return count <= parameters.count && (count > 0 || parameters.isEmpty)
          || parameters.count == 1
      }
      return count == parameters.count || parameters.count == 1
    case .implicitMember(let name):
      return hasStatic(target, name.text)
    case .call(let callee, _):
      if case .implicitMember(let name) = callee.kind {
        return name.text == "init" || hasStatic(target, name.text)
      }
      return true
    case .array(let elements):
      guard case .named(let kind, let parts) = target,
        ["Array", "Set", "ArraySlice"].contains(kind), let element = parts.first
      else { return solver.isOpen(target) }
      return elements.allSatisfy { !isContextual($0) || couldBe($0, element) }
    case .name, .member:
      if case .function = target { return true }
      return solver.isOpen(target)
    case .prefix(_, let inner): return couldBe(inner, target)
    case .tuple(let elements):
      guard case .tuple(let types) = target else { return solver.isOpen(target) }
      return types.count == elements.count
    default: return true
    }
  }

  // MARK: Generics

  /// Fresh variables for the generic parameters of a candidate.
  func instantiate(_ candidate: Candidate, isStrict: Bool = true) -> [String: Type] {
    switch candidate.target {
    case .declaration(let declaration, _): return instantiate(declaration, isStrict: isStrict)
    case .value: return [:]
    default:
      var generics: [String: Type] = [:]
      for (key, protocols) in genericParameters(of: candidate) {
        let variable = solver.fresh()
        generics[key] = variable
        guard isStrict else { continue }
        for name in protocols.sorted() {
          _ = solver.require(variable, conformsTo: name, at: requirementRange)
        }
      }
      return generics
    }
  }

  /// Whether a type has a member that can follow a lone dot.
  func hasStatic(_ type: Type, _ name: String) -> Bool {
    userMembers(of: type, name).contains(where: \.isStatic)
      || !staticDeclarations(of: type, name).isEmpty
  }

  /// Strict variables take only types that meet the requirements on them, for trying a candidate.
  func instantiate(_ declaration: Declaration, isStrict: Bool = true) -> [String: Type] {
    var generics: [String: Type] = [:]
    for (name, protocols) in declaration.generics {
      let variable = solver.fresh()
      generics[name] = variable
      guard isStrict else { continue }
      for constraint in protocols where name != "Self" || constraint != declaration.ownerName {
        _ = solver.require(variable, conformsTo: constraint, at: requirementRange)
      }
    }
    return generics
  }

  /// Reports where the generic parameters of a call stand for types that do not meet what is asked.
  private func checkRequirements(
    _ declaration: Declaration, _ generics: [String: Type], _ range: SourceRange
  ) -> Bool {
    var areMet = true
    for (name, protocols) in declaration.generics {
      guard let variable = generics[name] else { continue }
      for constraint in protocols where name != "Self" || constraint != declaration.ownerName {
        if !solver.require(variable, conformsTo: constraint, at: range) {
          areMet = false
          error(
            "conformance",
            "type '\(describe(variable))' does not conform to protocol '\(constraint)', which '\(declaration.signature.fullName)' needs",
            at: range)
        }
      }
    }
    return areMet
  }

  func substitute(_ type: Type, _ generics: [String: Type]) -> Type {
    if generics.isEmpty { return type }
    return type.mapped { part in
      if case .parameter(let name) = part { return generics[name] }
      return nil
    }
  }

  /// Settles what the generic parameters of a member's type are from the value it is called on.
  func fitOwner(_ candidate: Candidate, _ generics: [String: Type]) -> Bool {
    if let own = ownType(of: candidate), let actual = candidate.owner {
      return solver.unify(substitute(own, generics), actual)
    }
    guard case .declaration(let declaration, _) = candidate.target, let own = declaration.owner,
      let actual = candidate.owner
    else { return true }
    if case .existential = own { return true }
    if own == .parameter("Self") {
      guard let variable = generics["Self"], solver.unify(variable, actual) else { return false }
      if let element = generics["Element"], let found = library.element(of: solver.zonk(actual)) {
        return solver.unify(element, found)
      }
      return true
    }
    return solver.unify(substitute(own, generics), actual)
  }

  // MARK: Applying

  /// Checks the arguments against the one candidate that is meant, and builds the call.
  private func apply(
    _ candidate: Candidate, _ matching: Matching, _ inferred: [Int: Node], _ name: String,
    _ arguments: [Argument], _ range: SourceRange, expected: Type?
  ) -> Node {
    let outerRange = requirementRange
    requirementRange = range
    let generics = instantiate(candidate, isStrict: false)
    requirementRange = outerRange
    _ = fitOwner(candidate, generics)
    let result = substitute(candidate.result, generics)
    var nodes: [Int: Node] = [:]
    var failed = false

    func check(_ index: Int, _ parameter: Declaration.Parameter) {
      let type = substitute(parameter.type, generics)
      let argument = arguments[index]
      if parameter.isInout {
        nodes[index] = reference(argument, type)
      } else if case .reference(let inner) = argument.value.kind {
        error(
          "reference",
          "'&' used with non-inout argument of type '\(describe(type))'",
          at: argument.value.range,
          fix: Diagnostic.Fix(
            "remove '&'", range: SourceRange(argument.value.range.start, inner.range.start),
            replacement: ""))
        nodes[index] = errorNode(argument.value.range)
      } else {
        let node = inferred[index] ?? infer(argument.value, expected: type)
        nodes[index] = coerce(node, to: type, .argument)
      }
      if nodes[index]?.isError ?? true { failed = true }
    }

    // `reduce(.zero, +)`: only what is expected of the result tells what the member is of.
    if let expected, !solver.isOpen(expected), expected != .existential("Any"),
      solver.isOpen(result), solver.literal(result) == nil,
      arguments.contains(where: { if case .implicitMember = $0.value.kind { true } else { false } })
    {
      let mark = solver.mark()
      if !solver.unify(result, expected) { solver.rewind(to: mark) }
    }
    for (index, parameter) in candidate.parameters.enumerated() {
      for argument in matching[index] where !isClosure(arguments[argument].value) {
        check(argument, parameter)
      }
    }
    if case .declaration(let declaration, _) = candidate.target {
      settleElements(declaration, generics)
    }
    switch candidate.target {
    case .function(let info), .member(let info, _): settleElements(info, generics)
    default: break
    }
    // What is expected of the result may settle what the arguments did not.
    if let expected, !failed, result.hasVariables, !solver.isOpen(result) {
      let mark = solver.mark()
      if !solver.convert(result, to: expected) { solver.rewind(to: mark) }
    } else if let expected, solver.isOpen(result), solver.literal(result) == nil,
      !solver.isOpen(expected), solver.resolve(expected).wrapped == nil
    {
      let mark = solver.mark()
      if !solver.unify(result, expected) { solver.rewind(to: mark) }
    }
    for (index, parameter) in candidate.parameters.enumerated() {
      for argument in matching[index] where isClosure(arguments[argument].value) {
        check(argument, parameter)
      }
    }
    if failed { return errorNode(range) }
    if case .declaration(let declaration, _) = candidate.target {
      settleElements(declaration, generics)
    }
    if case .declaration(let declaration, _) = candidate.target {
      guard checkRequirements(declaration, generics, range) else { return errorNode(range) }
      guard checkOrder(declaration, generics, arguments, result, range) else {
        return errorNode(range)
      }
    } else if !generics.isEmpty {
      checkRequirements(candidate, generics, range)
    }

    checkOverlap(arguments.indices.compactMap { nodes[$0] })
    var ordered: [Node] = []
    for (index, parameter) in candidate.parameters.enumerated() {
      let type = substitute(parameter.type, generics)
      if parameter.isVariadic {
        let elements = matching[index].compactMap { nodes[$0] }
        ordered.append(Node(.array(elements), .array(type), range))
      } else if let argument = matching[index].first, let node = nodes[argument] {
        ordered.append(node)
      } else if let value = parameter.defaultValue {
        ordered.append(defaultArgument(value, type, candidate, range))
      }
    }
    let throwsHere = candidate.isThrowing && mayThrow(candidate, ordered)
    if throwsHere, isTrying { checkThrowing(range) }
    if throwsHere, !isTrying, !isLibrary(candidate) {
      error(
        "missing-try", "call can throw but is not marked with 'try'", at: range,
        fix: Diagnostic.Fix(
          "insert 'try '", range: SourceRange(at: range.start), replacement: "try "))
    }
    switch candidate.target {
    case .function, .member, .enumCase, .memberwise, .rawValue, .subscript:
      return build(candidate, generics, ordered, result, range)
    case .value(let function):
      return Node(.callValue(function, ordered), result, range)
    case .declaration(let declaration, let base):
      if declaration.signature.isThrowing { noteLibraryThrow() }
      if let base {
        var subject = base
        if declaration.isMutating, !isReference(base.type) {
          subject = require(
            mutable: base, "cannot use mutating member on immutable value")
          if subject.isError { return errorNode(range) }
          subject = Node(.reference(subject), subject.type, subject.range)
        }
        ordered.insert(subject, at: 0)
      }
      return Node(.library(declaration, generics, ordered), result, range)
    }
  }

  /// Two `inout` arguments must not be, or lie in, the same variable.
  private func checkOverlap(_ nodes: [Node]) {
    var seen: [(Variable, [Int])] = []
    for node in nodes {
      guard case .reference(var place) = node.op else { continue }
      var path: [Int]? = []
      search: while true {
        switch place.op {
        case .element(let base, let index):
          path?.insert(index, at: 0)
          place = base
        case .library(_, _, let arguments):
          // A subscript may be any of the elements: only what lies above it counts.
          path = []
          guard let base = arguments.first else { return }
          place = base
        case .unwrap(let base), .link(let base), .reference(let base): place = base
        case .variable(let variable):
          let own = path ?? []
          if let (_, other) = seen.first(where: { seen in
            seen.0 === variable && zip(seen.1, own).allSatisfy { $0 == $1 }
          }) {
            _ = other
            error(
              "overlap",
              "overlapping accesses to '\(variable.name)', but modification requires exclusive access; two elements of an array are exchanged with 'swapAt'",
              at: node.range)
          }
          seen.append((variable, own))
          break search
        default: break search
        }
      }
    }
  }

  /// Where a parameter is a sequence, what it gives is known now.
  private func settleElements(_ declaration: Declaration, _ generics: [String: Type]) {
    for (name, protocols) in declaration.generics
    where protocols.contains("Sequence") || protocols.contains("Collection") {
      if let type = generics[name], solver.literal(type) != nil { solver.settle(type) }
    }
    for (sequence, element) in declaration.elements {
      guard let type = generics[sequence], let found = library.element(of: solver.zonk(type)) else {
        continue
      }
      _ = solver.unify(substitute(element, generics), found)
    }
    for (name, type) in declaration.equalities {
      guard let variable = generics[name] else { continue }
      _ = solver.unify(variable, substitute(type, generics))
    }
  }

  private func isLibrary(_ candidate: Candidate) -> Bool {
    if case .declaration = candidate.target { true } else { false }
  }

  private func isClosure(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .closure: true
    case .parenthesized(let inner): isClosure(inner)
    default: false
    }
  }

  /// A default value, made anew for a call: it sees the top level and the library only.
  private func defaultArgument(
    _ value: Expression, _ type: Type, _ candidate: Candidate, _ range: SourceRange
  ) -> Node {
    switch candidate.target {
    case .memberwise(let user):
      var arguments: [String: Type] = [:]
      if case .named(_, let types)? = candidate.owner { arguments = user.substitution(types) }
      return defaultValue(value, type, memberContext(user), arguments, range)
    case .member(let info, _):
      return defaultValue(value, type, info.template?.context, [:], range)
    case .enumCase(let one):
      return defaultValue(value, type, memberContext(one.owner), [:], range)
    default: break
    }
    let saved = scopes
    scopes = [scopes[0]]
    if case .declaration = candidate.target { scopes = [Scope(function: function)] }
    let node = coerce(infer(value.moved(to: range), expected: type), to: type, .defaultValue)
    scopes = saved
    return node
  }

  /// `&x`, for an `inout` parameter.
  private func reference(_ argument: Argument, _ type: Type) -> Node {
    guard case .reference(let inner) = argument.value.kind else {
      error(
        "reference",
        "passing value of type '\(describe(type))' to an inout parameter requires explicit '&'",
        at: argument.value.range,
        fix: Diagnostic.Fix(
          "insert '&'", range: SourceRange(at: argument.value.range.start), replacement: "&"))
      return errorNode(argument.value.range)
    }
    let node = require(
      mutable: infer(inner, expected: nil), "cannot pass immutable value as inout argument")
    if node.isError { return node }
    guard solver.unify(node.type, type) else {
      error(
        "type-mismatch",
        "cannot convert value of type '\(describe(node.type))' to expected argument type '\(describe(type))'",
        at: inner.range)
      return errorNode(argument.value.range)
    }
    return Node(.reference(node), node.type, argument.value.range)
  }

  /// Checks arguments for mistakes of their own, when the call is already wrong.
  func inferForErrors(_ arguments: [Argument]) {
    for argument in arguments where !isContextual(argument.value) {
      if case .reference = argument.value.kind { continue }
      _ = infer(argument.value, expected: nil)
    }
  }

  // MARK: Labels

  struct MismatchError: Error { let value: Mismatch }

  /// Which arguments go to which parameters: in order, each with its label, defaults left out.
  func match(
    _ parameters: [Declaration.Parameter], _ arguments: [Argument]
  ) -> Result<Matching, MismatchError> {
    var matching = Matching(repeating: [], count: parameters.count)
    var next = 0
    var index = 0
    func fail(_ mismatch: Mismatch) -> Result<Matching, MismatchError> {
      .failure(MismatchError(value: mismatch))
    }
    while index < arguments.count {
      let argument = arguments[index]
      let label = argument.label?.text
      if argument.isTrailing, label == nil {
        // The first trailing closure goes to the next parameter that takes a function.
        var found: Int?
        for position in next..<max(next, parameters.count) {
          if takesFunction(parameters[position].type) {
            found = position
            break
          }
          let parameter = parameters[position]
          if parameter.defaultValue == nil, !parameter.isVariadic {
            found = position
            break
          }
        }
        guard let found else { return fail(.extra(index)) }
        // A later function parameter without a default may be the one that is meant.
        var target = found
        if parameters[found].defaultValue != nil {
          let rest = arguments.count - index - 1
          let required = parameters[(found + 1)...].indices.filter {
            parameters[$0].defaultValue == nil && !parameters[$0].isVariadic
              && takesFunction(parameters[$0].type)
          }
          if required.count > rest, let last = required.last { target = last }
        }
        for skipped in next..<target
        where parameters[skipped].defaultValue == nil && !parameters[skipped].isVariadic {
          return fail(.missing(skipped))
        }
        matching[target].append(index)
        next = target + 1
        index += 1
        continue
      }
      var position = next
      while position < parameters.count, parameters[position].label != label {
        let parameter = parameters[position]
        guard parameter.defaultValue != nil || parameter.isVariadic else { break }
        position += 1
      }
      guard position < parameters.count, parameters[position].label == label else {
        return fail(diagnose(parameters, arguments, index, next))
      }
      matching[position].append(index)
      index += 1
      if parameters[position].isVariadic {
        while index < arguments.count, arguments[index].label == nil, !arguments[index].isTrailing {
          matching[position].append(index)
          index += 1
        }
      }
      next = position + 1
    }
    for (position, parameter) in parameters.enumerated()
    where matching[position].isEmpty && parameter.defaultValue == nil && !parameter.isVariadic {
      return fail(.missing(position))
    }
    return .success(matching)
  }

  private func takesFunction(_ type: Type) -> Bool {
    switch type {
    case .function: true
    case .named("Optional", let arguments): takesFunction(arguments[0])
    default: false
    }
  }

  /// What is wrong with the argument at an index, which fits no parameter from `next` on.
  private func diagnose(
    _ parameters: [Declaration.Parameter], _ arguments: [Argument], _ index: Int, _ next: Int
  ) -> Mismatch {
    let label = arguments[index].label?.text
    if let label, let earlier = parameters[..<next].firstIndex(where: { $0.label == label }) {
      // An argument for it may stand too late.
      if let before = (0..<index).first(where: { position in
        let own = arguments[position].label?.text
        return parameters[earlier...].dropFirst().contains { $0.label == own && own != nil }
      }) {
        return .order(index, before: before)
      }
      return .extra(index)
    }
    guard next < parameters.count else { return .extra(index) }
    if let label {
      // A label that none of the rest has: the closest one is meant.
      let open = parameters[next...].filter { parameter in
        parameter.label.map { own in !arguments.contains { $0.label?.text == own } } ?? false
      }
      if parameters[next...].contains(where: { $0.label == label }) {
        // What should stand here may stand later.
        let wanted = parameters[next].label
        if let late = arguments.indices.first(where: {
          $0 > index && arguments[$0].label?.text == wanted && wanted != nil
        }) {
          return .order(late, before: index)
        }
        return .missing(next)
      }
      if let close = Spelling.nearest(to: label, in: open.compactMap(\.label)),
        let target = parameters[next...].firstIndex(where: { $0.label == close })
      {
        return .wrongLabel(index, expected: target)
      }
      let required = parameters[next...].firstIndex {
        $0.defaultValue == nil && !$0.isVariadic
      }
      if let required, arguments.count - index <= parameters.count - next {
        return .wrongLabel(index, expected: required)
      }
      if open.count == 1, let only = open.first?.label,
        let target = parameters[next...].firstIndex(where: { $0.label == only })
      {
        return .wrongLabel(index, expected: target)
      }
      return .extra(index)
    }
    if arguments.count > parameters.count { return .extra(index) }
    let required =
      parameters[next...].firstIndex { $0.defaultValue == nil && !$0.isVariadic } ?? next
    return parameters[required].label == nil
      ? .extra(index) : .wrongLabel(index, expected: required)
  }

  private func report(
    _ problems: [(Candidate, Mismatch)], _ name: String, _ nameRange: SourceRange,
    _ arguments: [Argument], _ range: SourceRange
  ) {
    guard let (candidate, mismatch) = problems.first else { return }
    if problems.count > 1 {
      let forms = Set(problems.map { form($0.0, name) }).sorted()
      error(
        "no-overload", "no exact matches in call to '\(name)'", at: range,
        notes: forms.prefix(6).map { Diagnostic.Note("there is '\($0)'") })
      return
    }
    let note = Diagnostic.Note("it is declared as '\(form(candidate, name))'")
    switch mismatch {
    case .missing(let index):
      let parameter = candidate.parameters[index]
      let what = parameter.label.map { "'\($0)'" } ?? "#\(index + 1)"
      let end = SourcePosition(line: range.end.line, column: max(1, range.end.column - 1))
      error(
        "missing-argument", "missing argument for parameter \(what) in call",
        at: SourceRange(end, range.end), notes: [note])
    case .extra(let index):
      let argument = arguments[index]
      if argument.isTrailing {
        error(
          "extra-argument", "extra trailing closure passed in call", at: argument.value.range,
          notes: [note])
      } else if candidate.parameters.isEmpty {
        error(
          "extra-argument", "argument passed to call that takes no arguments",
          at: argument.value.range, notes: [note])
      } else {
        let what = argument.label.map { "extra argument '\($0.text)' in call" }
        error(
          "extra-argument", what ?? "extra argument in call",
          at: argument.label?.range ?? argument.value.range, notes: [note])
      }
    case .wrongLabel(let index, let expected):
      let argument = arguments[index]
      switch (argument.label, candidate.parameters[expected].label) {
      case (let found?, let wanted?):
        error(
          "wrong-label",
          "incorrect argument label in call (have '\(found.text):', expected '\(wanted):')",
          at: found.range, notes: [note],
          fix: Diagnostic.Fix(
            "replace '\(found.text)' with '\(wanted)'", range: found.range, replacement: wanted))
      case (let found?, nil):
        error(
          "wrong-label", "extraneous argument label '\(found.text):' in call", at: found.range,
          notes: [note],
          fix: Diagnostic.Fix(
            "remove '\(found.text):'",
            range: SourceRange(found.range.start, argument.value.range.start), replacement: ""))
      case (nil, let wanted?):
        error(
          "wrong-label", "missing argument label '\(wanted):' in call", at: argument.value.range,
          notes: [note],
          fix: Diagnostic.Fix(
            "insert '\(wanted): '", range: SourceRange(at: argument.value.range.start),
            replacement: "\(wanted): "))
      case (nil, nil):
        error("extra-argument", "extra argument in call", at: argument.value.range, notes: [note])
      }
    case .order(let index, let before):
      let late = arguments[index].label?.text ?? ""
      let early = arguments[before].label?.text ?? ""
      error(
        "argument-order", "argument '\(late)' must precede argument '\(early)'",
        at: arguments[index].label?.range ?? arguments[index].value.range, notes: [note])
    }
  }

  /// How a candidate is written: `Dense(_ units: Int, activation: Activation)`.
  private func form(_ candidate: Candidate, _ name: String) -> String {
    switch candidate.target {
    case .declaration(let declaration, _):
      return declaration.signature.fullName == "init()"
        ? "\(name)()" : declaration.binding.declaration
    case .function(let info): return "func \(info.fullName)"
    case .member(let info, _): return (info.name == "init" ? "" : "func ") + info.fullName
    case .enumCase(let one):
      return "case \(one.name)(\(one.parameters.map { ($0.label ?? "_") + ":" }.joined()))"
    case .memberwise, .rawValue, .subscript:
      return candidate.name + "("
        + candidate.parameters.map { ($0.label.map { $0 + ": " } ?? "") + "\($0.type)" }
        .joined(separator: ", ") + ")"
    case .value(let node): return describe(node.type)
    }
  }

  /// Reports that no overload takes the arguments' types.
  private func noMatch(
    _ candidates: [Candidate], _ name: String, _ nameRange: SourceRange, _ arguments: [Argument],
    _ nodes: [Int: Node], _ range: SourceRange
  ) {
    let types = arguments.indices.map { index in nodes[index].map { describe($0.type) } ?? "_" }
    if name == "subscript", let owner = candidates.first?.owner {
      var notes: [Diagnostic.Note] = []
      if owner.isText, types.contains(where: { $0.contains("Int") }) {
        notes.append(
          Diagnostic.Note(
            "characters are not counted off in a string; write 'Array(text)[n]', 'text.prefix(n)' or 'text.index(text.startIndex, offsetBy: n)'"
          ))
      }
      error(
        "subscript",
        "a value of type '\(describe(owner))' cannot be subscripted with '\(types.joined(separator: ", "))'",
        at: range, notes: notes)
      return
    }
    let forms = Set(candidates.map { form($0, name) }).sorted()
    error(
      "no-overload",
      "no exact matches in call to '\(name)' with arguments of type '(\(types.joined(separator: ", ")))'",
      at: range, notes: forms.prefix(6).map { Diagnostic.Note("there is '\($0)'") })
  }
}

extension Expression {
  /// The same expression at one place: a default value stands where the call stands.
  func moved(to range: SourceRange) -> Expression { Relocation(range).expression(self) }
}
