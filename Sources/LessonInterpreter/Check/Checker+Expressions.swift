// This file checks expressions.
import LessonModel
import LessonSyntax

extension Checker {
  /// Where a value goes, for the message when its type does not fit.
  enum Purpose {
    case initialization, assignment, argument, giveBack, closureResult, condition, element,
      defaultValue, operand(String)
  }

  // MARK: Completing

  /// Settles what an expression left open, and checks what can only be checked then.
  func complete(_ node: Node) -> Node {
    solver.settle(since: expressionStart)
    for (type, name, range) in solver.unmet(since: expressionStart) {
      error(
        "conformance", "type '\(type)' does not conform to protocol '\(name)'", at: range)
    }
    finish(node)
    constants.removeAll(keepingCapacity: true)
    expressionStart = solver.count
    return node
  }

  // MARK: Conversion

  func coerce(_ node: Node, to target: Type, _ purpose: Purpose) -> Node {
    if node.isError || target.hasError { return node }
    let mark = solver.mark()
    if solver.convert(node.type, to: target) {
      if solver.resolve(node.type) == solver.resolve(target) { return node }
      return Node(.convert(node), target, node.range)
    }
    solver.rewind(to: mark)
    mismatch(node, target, purpose)
    return errorNode(node.range)
  }

  private func mismatch(_ node: Node, _ target: Type, _ purpose: Purpose) {
    let from = describe(node.type)
    let to = describe(target)
    if case .metatype(let type) = solver.resolve(node.type) {
      error(
        "type-as-value", "expected member name or constructor call after type name '\(type)'",
        at: node.range)
      return
    }
    if target == .existential("Any"), solver.zonk(node.type).showsNoOrder {
      error(
        "no-order",
        "a value of type '\(from)' prints its elements in an order that changes from run to run; sort it first, such as with \(solver.zonk(node.type).dictionaryParts != nil ? "'.sorted { $0.key < $1.key }'" : "'.sorted()'")",
        at: node.range)
      return
    }
    if target == .existential("Any") {
      error(
        "no-description",
        "a value of type '\(from)' has no text of its own; write 'Array(...)' around it",
        at: node.range)
      return
    }
    if case .nothing = node.op {
      error("nil", "'nil' cannot be used for a value of type '\(to)'", at: node.range)
      return
    }
    if let wrapped = solver.zonk(node.type).wrapped {
      let mark = solver.mark()
      let fits = solver.convert(wrapped, to: target)
      solver.rewind(to: mark)
      if fits {
        error(
          "not-unwrapped",
          "value of optional type '\(from)' must be unwrapped to a value of type '\(describe(wrapped))'",
          at: node.range,
          notes: [
            Diagnostic.Note(
              "coalesce using '??' to provide a default when the optional value contains 'nil'"),
            Diagnostic.Note("or unwrap it with 'if let'"),
          ])
        return
      }
    }
    if case .function(_, _, isThrowing: true) = solver.resolve(node.type),
      case .function(_, _, isThrowing: false) = solver.resolve(target)
    {
      error(
        "type-mismatch",
        "invalid conversion from throwing function of type '\(from)' to non-throwing function type '\(to)'",
        at: node.range)
      return
    }
    let message =
      switch purpose {
      case .initialization, .assignment:
        "cannot assign value of type '\(from)' to type '\(to)'"
      case .argument: "cannot convert value of type '\(from)' to expected argument type '\(to)'"
      case .giveBack: "cannot convert return expression of type '\(from)' to return type '\(to)'"
      case .closureResult:
        "cannot convert value of type '\(from)' to closure result type '\(to)'"
      case .condition: "cannot convert value of type '\(from)' to expected condition type 'Bool'"
      case .element: "cannot convert value of type '\(from)' to expected element type '\(to)'"
      case .defaultValue:
        "default argument value of type '\(from)' cannot be converted to type '\(to)'"
      case .operand(let name):
        "cannot convert value of type '\(from)' to the type '\(to)' that '\(name)' expects"
      }
    var shown = message
    if case .initialization = purpose {
      shown = "cannot convert value of type '\(from)' to specified type '\(to)'"
    }
    error("type-mismatch", shown, at: node.range, fix: numberFix(node, target))
  }

  /// `Double(n)` where an `Int` was given for a `Double`.
  func numberFix(_ node: Node, _ target: Type) -> Diagnostic.Fix? {
    let from = solver.zonk(node.type)
    let to = solver.zonk(target)
    guard from != to, case .variable = node.op, library.conforms(from, to: "Numeric"),
      library.conforms(to, to: "Numeric"), case .variable(let variable) = node.op
    else { return nil }
    return Diagnostic.Fix(
      "write '\(to)(\(variable.name))'", range: node.range, replacement: "\(to)(\(variable.name))")
  }

  // MARK: Inference

  /// The checked form of an expression. `expected` is what its place would like; the result may be of
  /// another type, which `coerce` then converts or reports.
  func infer(_ expression: Expression, expected: Type?) -> Node {
    depth += 1
    defer { depth -= 1 }
    guard depth < Self.deepestNesting else {
      error(
        "too-deep", "this is nested too deeply; give the inner parts names of their own",
        at: expression.range)
      return errorNode(expression.range)
    }
    return inferHere(expression, expected: expected)
  }

  private func inferHere(_ expression: Expression, expected: Type?) -> Node {
    let range = expression.range
    switch expression.kind {
    case .integer(let literal): return Node(.integer(literal), solver.fresh(.integer), range)
    case .float(let text): return Node(.floating(text), solver.fresh(.floating), range)
    case .bool(let value): return Node(.bool(value), .bool, range)
    case .string(let parts): return string(parts, range)
    case .nilLiteral:
      guard let expected, solver.resolve(expected).wrapped != nil else {
        if let expected, !solver.isOpen(expected) {
          if !expected.hasError {
            error(
              "nil", "'nil' cannot be used for a value of type '\(describe(expected))'", at: range)
          }
          return errorNode(range)
        }
        if let expected, solver.literal(expected) == nil {
          let type = Type.optional(solver.fresh())
          _ = solver.unify(expected, type)
          return Node(.nothing, type, range)
        }
        error("nil", "'nil' requires a contextual type", at: range)
        return errorNode(range)
      }
      return Node(.nothing, expected, range)
    case .name(let name): return reference(name, range, expected: expected)
    case .implicitMember(let name): return implicitMember(name, nil, range, expected: expected)
    case .member(let base, let name): return member(base, name, range, expected: expected)
    case .call(let callee, let arguments):
      return call(callee, arguments, range, expected: expected)
    case .subscripted(let base, let arguments): return subscripted(base, arguments, range)
    case .array(let elements): return array(elements, range, expected: expected)
    case .dictionary(let entries): return dictionary(entries, range, expected: expected)
    case .tuple(let elements): return tuple(elements, range, expected: expected)
    case .closure(let closure): return self.closure(closure, expected: expected, range)
    case .prefix(let name, let operand): return prefix(name, operand, range, expected: expected)
    case .postfix(let inner, let name): return postfix(inner, name, range)
    case .binary(let left, let name, let right):
      return binary(left, name, right, range, expected: expected)
    case .ternary(let condition, let yes, let no):
      return ternary(condition, yes, no, range, expected: expected)
    case .assignment(let target, let value): return assignment(target, value, range)
    case .forceUnwrap(let inner):
      let node = infer(inner, expected: expected.map { .optional($0) })
      if node.isError { return errorNode(range) }
      guard let wrapped = solver.resolve(node.type).wrapped else {
        error(
          "not-optional", "cannot force unwrap value of non-optional type '\(describe(node.type))'",
          at: inner.range,
          fix: Diagnostic.Fix(
            "remove '!'", range: SourceRange(inner.range.end, range.end), replacement: ""))
        return errorNode(range)
      }
      return Node(.unwrap(node), wrapped, range)
    case .optionalLink(let inner):
      let node = infer(inner, expected: nil)
      if node.isError { return errorNode(range) }
      guard let wrapped = solver.resolve(node.type).wrapped else {
        error(
          "not-optional",
          "cannot use optional chaining on non-optional value of type '\(describe(node.type))'",
          at: inner.range,
          fix: Diagnostic.Fix(
            "remove '?'", range: SourceRange(inner.range.end, range.end), replacement: ""))
        return errorNode(range)
      }
      return Node(.link(node), wrapped, range)
    case .optionalChain(let inner):
      let node = infer(inner, expected: nil)
      if node.isError { return errorNode(range) }
      if case .assign = node.op { return Node(.chain(node), .void, range) }
      if case .compound = node.op { return Node(.chain(node), .void, range) }
      let type = solver.zonk(node.type)
      return Node(.chain(node), type.wrapped != nil ? type : .optional(type), range)
    case .cast(let inner, let written, let kind): return cast(inner, written, kind, range)
    case .typeTest(let inner, let written): return typeTest(inner, written, range)
    case .reference(let inner):
      error(
        "reference",
        "use of extraneous '&'; it belongs before an argument for an 'inout' parameter",
        at: SourceRange(range.start, inner.range.start))
      return errorNode(range)
    case .attempt(let inner, let kind): return attempt(inner, kind, range, expected: expected)
    case .macro(let name, let arguments): return check(name, arguments, range)
    case .type(let written):
      let type = resolve(written)
      return type.hasError ? errorNode(range) : Node(.type, .metatype(type), range)
    case .discard:
      error(
        "discard", "'_' can only appear in a pattern or on the left side of an assignment",
        at: range)
      return errorNode(range)
    case .parenthesized(let inner):
      let node = infer(inner, expected: expected)
      return Node(node.op, node.type, range)
    case .statement(let statement): return choice(statement, range, expected: expected)
    case .error: return errorNode(range)
    }
  }

  // MARK: Literals

  private func string(_ parts: [StringPart], _ range: SourceRange) -> Node {
    var text = ""
    var nodes: [Node.Part] = []
    var isPlain = true
    for part in parts {
      switch part {
      case .text(let piece):
        text += piece
        nodes.append(.text(piece))
      case .interpolation(let expression):
        isPlain = false
        let node = coerce(
          infer(expression, expected: nil), to: .existential("Any"), .argument)
        nodes.append(.value(node))
      }
    }
    if isPlain {
      return Node(.string(text), solver.fresh(text.count == 1 ? .character : .string), range)
    }
    return Node(.interpolation(nodes), solver.fresh(.string), range)
  }

  func array(_ elements: [Expression], _ range: SourceRange, expected: Type?) -> Node {
    var element: Type?
    var target = expected.map { solver.resolve($0) }
    while let wrapped = target?.wrapped { target = solver.resolve(wrapped) }
    var kind = "Array"
    if let target, case .named(let name, let arguments) = target,
      ["Array", "Set", "ArraySlice"].contains(name)
    {
      kind = name
      element = arguments.first
      if kind == "Set", let element, !solver.require(element, conformsTo: "Hashable", at: range) {
        notHashable(element, range)
        return errorNode(range)
      }
    }
    if elements.isEmpty, let target, target.hasError { return errorNode(range) }
    if elements.isEmpty, element == nil, let target, solver.isOpen(target),
      solver.literal(target) == nil
    {
      // What is put into it later tells what it is of.
      element = solver.fresh()
    }
    if elements.isEmpty, element == nil {
      if let target, !solver.isOpen(target), !target.hasError {
        error(
          "empty-array", "cannot convert value of type '[_]' to type '\(describe(target))'",
          at: range)
      } else {
        error(
          "empty-array",
          "empty collection literal requires an explicit type; write such as '[Int]()'", at: range)
      }
      return errorNode(range)
    }
    if let element {
      let nodes = elements.map { coerce(infer($0, expected: element), to: element, .element) }
      if nodes.contains(where: \.isError) { return errorNode(range) }
      return Node(.array(nodes), .named(kind, [element]), range)
    }
    // Without a context the elements agree among themselves; `nil` makes them optional.
    var nodes: [Node] = []
    var nils: [Int] = []
    for (index, expression) in elements.enumerated() {
      if case .nilLiteral = expression.kind {
        nils.append(index)
        nodes.append(errorNode(expression.range))
      } else {
        nodes.append(infer(expression, expected: nodes.last?.type))
      }
    }
    let found = nodes.enumerated().filter { !nils.contains($0.offset) }.map(\.element)
    if found.contains(where: \.isError) { return errorNode(range) }
    var common = found.first?.type ?? solver.fresh()
    for node in found.dropFirst() {
      let mark = solver.mark()
      if solver.unify(common, node.type) { continue }
      solver.rewind(to: mark)
      if solver.convert(node.type, to: common) { continue }
      solver.rewind(to: mark)
      if solver.convert(common, to: node.type) {
        common = node.type
        continue
      }
      solver.rewind(to: mark)
      error(
        "mixed-array",
        "the elements of an array are of one type: found '\(describe(common))' and '\(describe(node.type))'",
        at: node.range)
      return errorNode(range)
    }
    if !nils.isEmpty, solver.resolve(common).wrapped == nil { common = .optional(common) }
    for index in nodes.indices {
      if nils.contains(index) {
        nodes[index] = Node(.nothing, common, elements[index].range)
      } else {
        nodes[index] = coerce(nodes[index], to: common, .element)
      }
    }
    return Node(.array(nodes), .array(common), range)
  }

  private func tuple(_ elements: [Argument], _ range: SourceRange, expected: Type?) -> Node {
    if elements.isEmpty { return Node(.tuple([]), .void, range) }
    var wanted: [Type]?
    if let expected,
      case .tuple(let types) = solver.resolve(solver.resolve(expected).wrapped ?? expected),
      types.count == elements.count
    {
      wanted = types.map(\.type)
    }
    var nodes: [Node] = []
    for (index, element) in elements.enumerated() {
      var node = infer(element.value, expected: wanted?[index])
      if let wanted, !node.isError {
        let mark = solver.mark()
        if solver.convert(node.type, to: wanted[index]) {
          if solver.resolve(node.type) != solver.resolve(wanted[index]) {
            node = Node(.convert(node), wanted[index], node.range)
          }
        } else {
          solver.rewind(to: mark)
        }
      }
      nodes.append(node)
    }
    if nodes.contains(where: \.isError) { return errorNode(range) }
    let types = zip(elements, nodes).map { Type.Element($0.label?.text, $1.type) }
    return Node(.tuple(nodes), .tuple(types), range)
  }

  // MARK: Names

  func reference(_ name: Name, _ range: SourceRange, expected: Type? = nil) -> Node {
    if let entity = lookUp(name.text) {
      switch entity {
      case .variable(let variable): return read(variable, range)
      case .functions(let infos):
        var fitting = infos
        if let labels = name.labels {
          fitting = infos.filter { $0.interface.map { $0.label ?? "_" } == labels }
        }
        if fitting.count > 1, let expected {
          fitting = fitting.filter {
            let mark = solver.mark()
            defer { solver.rewind(to: mark) }
            return solver.convert($0.type, to: expected)
          }
        }
        guard let info = fitting.first, fitting.count == 1 else {
          error("ambiguous", "ambiguous use of '\(name.text)'", at: range)
          return errorNode(range)
        }
        use(info, at: range)
        if info.template != nil { return templateValue(info, range, expected) }
        return Node(.function(info), info.type, range)
      case .type(let user):
        if let arguments = name.arguments {
          let written = TypeExpression(named: name, at: range)
          _ = arguments
          let type = resolve(written)
          return type.hasError ? errorNode(range) : Node(.type, .metatype(type), range)
        }
        return Node(.type, .metatype(openType(user)), range)
      case .alias(let alias):
        let type = resolve(alias, TypeExpression(named: name, at: range))
        return type.hasError ? errorNode(range) : Node(.type, .metatype(type), range)
      case .computed(let property): return access(property, nil, [], range)
      case .member(let isStatic):
        return member(implicitBase(isStatic, range), name, range, expected: expected)
      }
    }
    if library.types[name.text].map({ !$0.isProtocol && !$0.isExistential }) ?? false {
      return typeReference(name, range)
    }
    if name.text == "..." { return Node(.tuple([]), .named("UnboundedRange", []), range) }
    if Library.isOperator(name.text) { return operatorValue(name, range, expected) }
    if let bindings = library.functions[name.text] {
      return libraryReference(bindings, name.text, range, expected)
    }
    unknown(name.text, name.range)
    return errorNode(range)
  }

  func typeReference(_ name: Name, _ range: SourceRange) -> Node {
    guard let binding = library.types[name.text] else { return errorNode(range) }
    if let arguments = name.arguments {
      guard arguments.count == binding.generics.count else {
        error(
          "type-arguments",
          "'\(name.text)' takes \(binding.generics.count) types in angle brackets, found \(arguments.count)",
          at: range)
        return errorNode(range)
      }
      return Node(.type, .metatype(.named(name.text, arguments.map { resolve($0) })), range)
    }
    return Node(
      .type, .metatype(.named(name.text, binding.generics.map { _ in solver.fresh() })), range)
  }

  /// `+` as a function, where a function of two parameters, or of one pair, is expected.
  private func operatorValue(_ name: Name, _ range: SourceRange, _ expected: Type?) -> Node {
    var isPair = false
    guard let expected, case .function(let parameters, let result, _) = solver.resolve(expected)
    else { return noOperatorValue(name, range) }
    var types = parameters.map(\.type)
    if types.count == 1, case .tuple(let elements) = solver.zonk(types[0]), elements.count == 2 {
      isPair = true
      types = elements.map(\.type)
    }
    guard types.count == 2 else { return noOperatorValue(name, range) }
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
    var nodes = info.parameters.map { Node(.variable($0), $0.type, range) }
    if isPair { nodes = (0..<2).map { Node(.element(nodes[0], $0), types[$0], range) } }
    let value: Node
    if let comparison = Comparison(rawValue: name.text) {
      value = compare(nodes[0], comparison, nodes[1], name, range)
    } else {
      value = combine(nodes[0], name, nodes[1], range, expected: nil)
    }
    info.expression = coerce(value, to: result, .closureResult)
    let type = Type.function(parameters, result, isThrowing: false)
    return value.isError ? errorNode(range) : Node(.closure(info), type, range)
  }

  private func noOperatorValue(_ name: Name, _ range: SourceRange) -> Node {
    error(
      "no-context", "the operator '\(name.text)' cannot be used as a value here; write a closure",
      at: range)
    return errorNode(range)
  }

  private func libraryReference(
    _ bindings: [Binding], _ name: String, _ range: SourceRange, _ expected: Type?
  ) -> Node {
    let candidates = bindings.compactMap { declaration($0, in: owner(of: $0)) }
    if let expected, case .function(let parameters, let result, _) = solver.resolve(expected),
      parameters.count == 1, case .tuple(let elements) = solver.zonk(parameters[0].type),
      elements.count > 1,
      let found = candidates.first(where: { declaration in
        declaration.parameters.count == elements.count
          && !declaration.parameters.contains { $0.isVariadic || $0.isInout }
      })
    {
      return splitting(found, parameters[0].type, elements, result, name, range)
    }
    var fitting: [(Declaration, [String: Type], Type)] = []
    for candidate in candidates {
      let mark = solver.mark()
      let generics = instantiate(candidate)
      let type = Type.function(
        candidate.parameters.map { Type.Parameter(substitute($0.type, generics)) },
        substitute(candidate.result, generics), isThrowing: false)
      if let expected, !solver.convert(type, to: expected) {
        solver.rewind(to: mark)
        continue
      }
      if candidates.count > 1 { solver.rewind(to: mark) }
      fitting.append((candidate, generics, type))
    }
    guard let first = fitting.first, fitting.count == 1 else {
      error(
        "ambiguous", "ambiguous use of '\(name)'; call it, or say which types it is for", at: range)
      return errorNode(range)
    }
    if candidates.count > 1 {
      let generics = instantiate(first.0)
      let type = Type.function(
        first.0.parameters.map { Type.Parameter(substitute($0.type, generics)) },
        substitute(first.0.result, generics), isThrowing: false)
      if let expected { _ = solver.convert(type, to: expected) }
      return Node(.libraryFunction(first.0, generics), type, range)
    }
    return Node(.libraryFunction(first.0, first.1), first.2, range)
  }

  /// A function of several parameters where one of a tuple is expected: `zip(a, b).map(max)`.
  private func splitting(
    _ declaration: Declaration, _ type: Type, _ elements: [Type.Element], _ result: Type,
    _ name: String, _ range: SourceRange
  ) -> Node {
    let info = FunctionInfo(name, parent: function, range: range)
    info.cell = cell
    info.isClosure = true
    allFunctions.append(info)
    function.closures.append(info)
    let pair = Variable("$0", type, isMutable: false, range: range, owner: info)
    pair.isParameter = true
    info.parameters = [pair]
    info.interface = [Declaration.Parameter(label: nil, name: "$0", type: type)]
    info.result = result
    let generics = instantiate(declaration, isStrict: false)
    let whole = Node(.variable(pair), type, range)
    let arguments = elements.indices.map { index in
      coerce(
        Node(.element(whole, index), elements[index].type, range),
        to: substitute(declaration.parameters[index].type, generics), .argument)
    }
    if arguments.contains(where: \.isError) { return errorNode(range) }
    let call = Node(
      .library(declaration, generics, arguments), substitute(declaration.result, generics), range)
    info.expression = coerce(call, to: result, .closureResult)
    return Node(
      .closure(info), .function([Type.Parameter(type)], result, isThrowing: false), range)
  }

  /// The type of the library in which an operator is declared.
  func owner(of binding: Binding) -> TypeBinding? {
    let name = Library.name(of: binding.declaration)
    guard Library.isOperator(name) else { return nil }
    return library.types.values.first {
      library.members[$0.name]?[name]?.contains { $0.declaration == binding.declaration } ?? false
    }
  }

  func read(_ variable: Variable, _ range: SourceRange) -> Node {
    variable.wasRead = true
    if closesOver(variable, range) { return errorNode(range) }
    if variable.name == "self" { checkSelf(variable, at: range) }
    function.use(variable, at: range)
    switch flow.state(variable) {
    case .assigned: break
    case .unassigned, .maybe:
      error(
        "uninitialized",
        "\(variable.isMutable ? "variable" : "constant") '\(variable.name)' used before being initialized",
        at: range)
      flow.states[ObjectIdentifier(variable)] = nil
    }
    return Node(.variable(variable), variable.type, range)
  }

  func use(_ info: FunctionInfo, at range: SourceRange) {
    if !function.uses.contains(where: { $0 === info }) { function.uses.append(info) }
    var current: FunctionInfo? = function
    var isTop = true
    while let next = current {
      if topFunctions.contains(where: { $0 === next }) { isTop = false }
      current = next.parent
    }
    if isTop { topUses.append((info, range, globals.count)) }
    for variable in info.captures where variable.owner !== function {
      function.use(variable, at: range)
    }
    for variable in info.captures where flow.state(variable) != .assigned {
      error(
        "uninitialized", "'\(variable.name)' used by '\(info.name)' before being initialized",
        at: range)
    }
  }

  func unknown(_ name: String, _ range: SourceRange) {
    if refusedNames.contains(name) { return }
    if let meant = Spelling.nearest(to: name, in: visibleNames.sorted()) {
      error(
        "unknown-name", "cannot find '\(name)' in scope; did you mean '\(meant)'?", at: range,
        fix: Diagnostic.Fix("replace '\(name)' with '\(meant)'", range: range, replacement: meant))
    } else {
      error("unknown-name", "cannot find '\(name)' in scope", at: range)
    }
  }

  // MARK: Choices

  private func ternary(
    _ condition: Expression, _ yes: Expression, _ no: Expression, _ range: SourceRange,
    expected: Type?
  ) -> Node {
    let test = self.condition(condition)
    if let expected, !solver.isOpen(expected) {
      let first = coerce(infer(yes, expected: expected), to: expected, .initialization)
      let second = coerce(infer(no, expected: expected), to: expected, .initialization)
      if test.isError || first.isError || second.isError { return errorNode(range) }
      return Node(.ternary(test, first, second), expected, range)
    }
    var first: Node
    var second: Node
    if isContextual(yes), !isContextual(no) {
      second = infer(no, expected: nil)
      let type =
        isNil(yes) && solver.resolve(second.type).wrapped == nil
        ? Type.optional(second.type) : second.type
      first = infer(yes, expected: type)
    } else {
      first = infer(yes, expected: nil)
      let type =
        isNil(no) && solver.resolve(first.type).wrapped == nil
        ? Type.optional(first.type) : first.type
      second = infer(no, expected: type)
    }
    if test.isError || first.isError || second.isError { return errorNode(range) }
    let mark = solver.mark()
    if solver.convert(second.type, to: first.type) {
      return Node(
        .ternary(test, first, coerce(second, to: first.type, .element)), first.type, range)
    }
    solver.rewind(to: mark)
    if solver.convert(first.type, to: second.type) {
      return Node(
        .ternary(test, coerce(first, to: second.type, .element), second), second.type, range)
    }
    solver.rewind(to: mark)
    error(
      "type-mismatch",
      "result values in '? :' expression have mismatching types '\(describe(first.type))' and '\(describe(second.type))'",
      at: range)
    return errorNode(range)
  }

  func isNil(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .nilLiteral: true
    case .parenthesized(let inner): isNil(inner)
    default: false
    }
  }

  /// Whether an expression has no type of its own, so that it must be told what is expected.
  func isContextual(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .implicitMember, .nilLiteral, .closure: return true
    case .array(let elements):
      return elements.isEmpty || elements.contains { !hasPlainType($0) }
    case .call(let callee, _): return isImplicit(callee)
    case .member(let base, let name): return isImplicit(base) || name.text == "init"
    case .parenthesized(let inner), .prefix(_, let inner): return isContextual(inner)
    case .tuple(let elements): return elements.contains { isContextual($0.value) }
    case .ternary(_, let a, let b): return isContextual(a) && isContextual(b)
    case .name(let name):
      if lookUp(name.text) != nil { return false }
      if name.text == "..." { return false }
      return Library.isOperator(name.text) || (library.functions[name.text]?.count ?? 0) > 1
    default: return false
    }
  }

  /// Whether an element of an array says its type by itself, so that the array does too: literals,
  /// variables and what is computed from them. Objects of the library do not, since several kinds of
  /// them may stand in one array.
  private func hasPlainType(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .integer, .float, .string, .bool: true
    case .prefix(_, let inner), .parenthesized(let inner): hasPlainType(inner)
    case .array(let elements): !elements.isEmpty && elements.allSatisfy(hasPlainType)
    case .name(let name): lookUp(name.text) != nil
    case .member(let base, let name): !isImplicit(base) && name.text != "init"
    case .subscripted(let base, _): hasPlainType(base)
    case .binary(let a, _, let b): hasPlainType(a) && hasPlainType(b)
    case .call(let callee, _):
      if case .name(let name) = callee.kind { Self.numbers.contains(name.text) } else { false }
    default: false
    }
  }

  private static let numbers: Set = ["Int", "Double", "Float"]

  private func isImplicit(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .implicitMember: true
    case .call(let callee, _): isImplicit(callee)
    case .member(let base, _): isImplicit(base)
    default: false
    }
  }

  // MARK: Casts and tries

  private func cast(
    _ inner: Expression, _ written: TypeExpression, _ kind: Expression.Cast, _ range: SourceRange
  ) -> Node {
    if kind == .plain, written.simpleName == "Any" {
      let node = coerce(infer(inner, expected: nil), to: .existential("Any"), .argument)
      return node.isError ? errorNode(range) : node
    }
    let type = resolveOpen(written)
    guard kind == .plain else {
      if let node = downcast(inner, type, kind, range) { return node }
      error(
        "unsupported",
        "'as\(kind == .conditional ? "?" : "!")' cannot be used in a cell; convert with an initializer, such as '\(type)(...)'",
        at: range)
      return errorNode(range)
    }
    let node = infer(inner, expected: type)
    if node.isError || type.hasError { return errorNode(range) }
    let mark = solver.mark()
    if solver.convert(node.type, to: type) { return Node(.convert(node), type, range) }
    solver.rewind(to: mark)
    error(
      "type-mismatch",
      "cannot convert value of type '\(describe(node.type))' to type '\(type)' in coercion",
      at: node.range)
    return errorNode(range)
  }

  private func attempt(
    _ inner: Expression, _ kind: Expression.Attempt, _ range: SourceRange, expected: Type?
  ) -> Node {
    let outer = (isTrying, handler)
    isTrying = true
    if kind != .plain { handler = .anything }
    defer { (isTrying, handler) = outer }
    switch kind {
    case .plain: return infer(inner, expected: expected)
    case .optional:
      let node = infer(inner, expected: expected.flatMap { solver.resolve($0).wrapped })
      if node.isError { return errorNode(range) }
      let type = solver.zonk(node.type)
      return Node(.tryOptional(node), type.wrapped != nil ? type : .optional(type), range)
    case .forced:
      let node = infer(inner, expected: expected)
      return node.isError ? node : Node(.tryForced(node), node.type, range)
    }
  }

  // MARK: Assignment

  private func assignment(_ target: Expression, _ value: Expression, _ range: SourceRange) -> Node {
    if case .discard = target.kind {
      let node = infer(value, expected: nil)
      return Node(.assign(Node(.discard, node.type, target.range), node), .void, range)
    }
    if case .tuple(let elements) = target.kind {
      let targets = elements.map { element -> Node in
        if case .discard = element.value.kind {
          return Node(.discard, solver.fresh(), element.value.range)
        }
        return self.target(element.value)
      }
      if targets.contains(where: \.isError) { return errorNode(range) }
      let type = Type.tuple(targets.map { Type.Element(nil, $0.type) })
      let node = coerce(infer(value, expected: type), to: type, .assignment)
      if node.isError { return errorNode(range) }
      return Node(.assign(Node(.tuple(targets), type, target.range), node), .void, range)
    }
    if case .optionalChain(let inner) = target.kind {
      // `x?.y = z` does nothing when `x` is nil.
      let node = assignment(inner, value, range)
      return node.isError ? node : Node(.chain(node), .void, range)
    }
    let place = self.target(target, isFirstValue: true)
    let node = coerce(
      infer(value, expected: place.isError ? nil : place.type), to: place.type, .assignment)
    if place.isError || node.isError { return errorNode(range) }
    if case .variable(let variable) = place.op { flow.states[ObjectIdentifier(variable)] = nil }
    noteAssigned(place)
    return Node(.assign(place, node), .void, range)
  }

  /// Checks what is assigned to: a variable, an element, a property.
  func target(_ expression: Expression, isFirstValue: Bool = false) -> Node {
    if isFirstValue, initializer != nil {
      var base: (Expression, Name)?
      if case .member(let inner, let name) = expression.kind { base = (inner, name) }
      if case .name(let name) = expression.kind, case .member(false)? = lookUp(name.text) {
        base = (implicitBase(false, expression.range), name)
      }
      if let (inner, name) = base,
        let node = initializedField(inner, name, expression.range, isAssigned: true)
      {
        return node
      }
    }
    if case .name(let name) = expression.kind, case .variable(let variable)? = lookUp(name.text) {
      if closesOver(variable, expression.range) { return errorNode(expression.range) }
      function.use(variable, at: expression.range)
      if variable.name == "self", function.selfVariable === variable, isFirstValue {
        if variable.isMutable { return Node(.variable(variable), variable.type, expression.range) }
      }
      let state = flow.state(variable)
      if isFirstValue, state != .assigned {
        if !variable.isMutable, state == .maybe {
          error(
            "assign-constant",
            "immutable value '\(variable.name)' may only be initialized once", at: expression.range)
        }
        return Node(.variable(variable), variable.type, expression.range)
      }
      return require(mutable: read(variable, expression.range), "cannot assign to value")
    }
    if case .parenthesized(let inner) = expression.kind {
      return target(inner, isFirstValue: isFirstValue)
    }
    return require(mutable: infer(expression, expected: nil), "cannot assign to value")
  }

  /// Reports when a node is nothing that can be changed.
  func require(mutable node: Node, _ problem: String) -> Node {
    if node.isError { return node }
    switch node.op {
    case .variable(let variable):
      variable.wasMutated = true
      if variable.isMutable || variable.type.hasError { return node }
      if variable.name == "self" {
        error(
          "immutable", "\(problem): 'self' is immutable", at: node.range,
          notes: [Diagnostic.Note("mark method 'mutating' to make 'self' mutable")])
        return errorNode(node.range)
      }
      error(
        "immutable",
        "\(problem): '\(variable.name)' is a 'let' constant",
        at: node.range,
        notes: variable.isParameter
          ? [] : [Diagnostic.Note("change 'let' to 'var' to make it mutable", at: variable.range)])
      return errorNode(node.range)
    case .element(let base, _):
      return require(mutable: base, problem).isError ? errorNode(node.range) : node
    case .unwrap(let base), .link(let base), .chain(let base), .reference(let base):
      return require(mutable: base, problem).isError ? errorNode(node.range) : node
    case .library(let declaration, _, let arguments):
      guard declaration.signature.isSettable else {
        error(
          "immutable",
          declaration.signature.kind == .property
            ? "\(problem): '\(declaration.name)' is a get-only property"
            : declaration.signature.kind == .subscript
              ? "\(problem): subscript is get-only"
              : "\(problem): '\(declaration.name)' returns immutable value", at: node.range)
        return errorNode(node.range)
      }
      if declaration.isInstanceMember, let base = arguments.first, !isReference(base.type) {
        return require(mutable: base, problem).isError ? errorNode(node.range) : node
      }
      return node
    case .field(let base, let field):
      if !field.isMutable {
        error(
          "immutable", "\(problem): '\(field.name)' is a 'let' constant", at: node.range,
          notes: [Diagnostic.Note("change 'let' to 'var' to make it mutable", at: field.range)])
        return errorNode(node.range)
      }
      if field.access.isSetPrivate { checkSetAccess(field.name, field.owner.selfType, node.range) }
      return require(mutable: base, problem).isError ? errorNode(node.range) : node
    case .access(let access):
      let property = access.property
      if !property.isMutable {
        error(
          "immutable",
          property.name == "subscript"
            ? "\(problem): subscript is get-only"
            : property.storage != nil
              ? "\(problem): '\(property.name)' is a 'let' constant"
              : "\(problem): '\(property.name)' is a get-only property", at: node.range)
        return errorNode(node.range)
      }
      if property.access.isSetPrivate, let own = property.context?.selfType {
        checkSetAccess(property.name, own, node.range)
      }
      if let base = access.base {
        return require(mutable: base, problem).isError ? errorNode(node.range) : node
      }
      return node
    case .abstract(let nodes):
      if let base = nodes.first {
        return require(mutable: base, problem).isError ? errorNode(node.range) : node
      }
      return node
    case .callTemplate(let info, _, _):
      error("immutable", "\(problem): '\(info.name)' returns immutable value", at: node.range)
      return errorNode(node.range)
    case .callFunction(let info, _):
      error("immutable", "\(problem): '\(info.name)' returns immutable value", at: node.range)
      return errorNode(node.range)
    default:
      error("immutable", "\(problem): expression is not assignable", at: node.range)
      return errorNode(node.range)
    }
  }

  func isReference(_ type: Type) -> Bool {
    if case .named(let name, _) = solver.resolve(type) {
      return library.types[name]?.isReference ?? false
    }
    return false
  }
}
