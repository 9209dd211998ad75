// This file checks operators.
import LessonModel
import LessonSyntax

extension Checker {
  // MARK: Before the operand

  func prefix(
    _ name: Name, _ operand: Expression, _ range: SourceRange, expected: Type?
  ) -> Node {
    switch name.text {
    case "!":
      let node = coerce(infer(operand, expected: .bool), to: .bool, .operand("!"))
      return node.isError ? errorNode(range) : Node(.not(node), .bool, range)
    case "-", "+":
      if name.text == "-" {
        // A minus before a literal belongs to the literal.
        switch operand.kind {
        case .integer(let literal) where !literal.digits.hasPrefix("-"):
          var negative = literal
          negative.digits = "-" + literal.digits
          return Node(.integer(negative), solver.fresh(.integer), range)
        case .float(let text): return Node(.floating("-" + text), solver.fresh(.floating), range)
        default: break
        }
      }
      let node = infer(operand, expected: expected)
      if node.isError { return errorNode(range) }
      if isNumber(node.type) {
        if name.text == "-", let kind = solver.zonk(node.type).integerKind, !kind.isSigned {
          error(
            "no-operator",
            "unary operator '-' cannot be applied to an operand of type '\(kind.rawValue)', which has no negative values",
            at: range)
          return errorNode(range)
        }
        return name.text == "-"
          ? Node(.negate(node), node.type, range) : Node(node.op, node.type, range)
      }
      return unaryOverload(name, node, range)
    case "~":
      let node = infer(operand, expected: expected)
      if node.isError { return errorNode(range) }
      guard isInteger(node.type) else { return unaryOverload(name, node, range) }
      // All bits turned: 0 - x - 1, without regard to overflow.
      func number(_ digits: String) -> Node {
        Node(.integer(IntegerLiteral(digits: digits)), node.type, range)
      }
      let negative = Node(.arithmetic(.subtractWrapping, number("0"), node), node.type, range)
      return Node(.arithmetic(.subtractWrapping, negative, number("1")), node.type, range)
    case "...", "..<": return oneSided(name, operand, range, expected: expected)
    default:
      let node = infer(operand, expected: nil)
      if node.isError { return errorNode(range) }
      return unaryOverload(name, node, range)
    }
  }

  func unaryOverload(
    _ name: Name, _ node: Node, _ range: SourceRange, _ fixity: Signature.Fixity = .prefix
  ) -> Node {
    if let own = userOperator(name, [node], range, expected: nil) { return own }
    if name.text == "-", conforms(node.type, "SignedNumeric") {
      return Node(.abstract([node]), node.type, range)
    }
    for binding in library.functions[name.text] ?? [] {
      guard let declaration = declaration(binding, in: owner(of: binding)),
        declaration.parameters.count == 1, declaration.signature.fixity == fixity
      else { continue }
      let mark = solver.mark()
      let generics = instantiate(declaration)
      if solver.convert(node.type, to: substitute(declaration.parameters[0].type, generics)) {
        let argument = coerce(
          node, to: substitute(declaration.parameters[0].type, generics), .operand(name.text))
        return Node(
          .library(declaration, generics, [argument]), substitute(declaration.result, generics),
          range)
      }
      solver.rewind(to: mark)
    }
    error(
      "no-operator",
      "unary operator '\(name.text)' cannot be applied to an operand of type '\(describe(node.type))'",
      at: range)
    return errorNode(range)
  }

  /// Whether a type is one of the standard numbers, or a literal that will be one.
  func isNumber(_ type: Type) -> Bool {
    switch solver.resolve(type) {
    case .variable:
      let literal = solver.literal(type)
      return literal == .integer || literal == .floating
    case .double, .float: return true
    case let type: return type.integerKind != nil
    }
  }

  /// Whether a type is one of the standard integers, or a literal that may be one.
  func isInteger(_ type: Type) -> Bool {
    switch solver.resolve(type) {
    case .variable: solver.literal(type) == .integer
    case let type: type.integerKind != nil
    }
  }

  // MARK: Between operands

  func binary(
    _ left: Expression, _ name: Name, _ right: Expression, _ range: SourceRange, expected: Type?
  ) -> Node {
    switch name.text {
    case "&&", "||":
      let first = coerce(infer(left, expected: .bool), to: .bool, .operand(name.text))
      let second = coerce(infer(right, expected: .bool), to: .bool, .operand(name.text))
      if first.isError || second.isError { return errorNode(range) }
      return Node(name.text == "&&" ? .and(first, second) : .or(first, second), .bool, range)
    case "??": return coalesce(left, right, range, expected: expected)
    case "~=":
      let value = infer(right, expected: nil)
      if value.isError { return errorNode(range) }
      let pattern = infer(left, expected: value.type)
      if pattern.isError { return errorNode(range) }
      return matches(pattern, value, range)
        ?? compare(pattern, .equal, value, Name(word: "==", at: name.range), range)
    case "===", "!==":
      error(
        "unsupported", "'\(name.text)' cannot be used in a cell; compare values with '=='",
        at: name.range)
      return errorNode(range)
    default: break
    }
    if let comparison = Comparison(rawValue: name.text) {
      return compare(left, comparison, right, name, range)
    }
    if name.text == "..<" || name.text == "..." {
      return self.range(left, name, right, range, expected: expected)
    }
    if name.text.hasSuffix("="), !name.text.hasPrefix("."), name.text.count > 1,
      library.functions[name.text] != nil || table.operators[name.text] != nil
        || Arithmetic(rawValue: String(name.text.dropLast())) != nil
    {
      return compound(left, name, right, range)
    }
    guard let (first, second) = operands(left, right, expected: expected) else {
      return errorNode(range)
    }
    return combine(first, name, second, range, expected: expected)
  }

  /// The operands of an operator: one that has no type of its own waits for the other.
  private func operands(
    _ left: Expression, _ right: Expression, expected: Type?
  ) -> (Node, Node)? {
    let first: Node
    let second: Node
    let hint = expected.flatMap { isNumber($0) || $0.arrayElement != nil ? $0 : nil }
    if isContextual(left), !isContextual(right) {
      second = infer(right, expected: nil)
      first = infer(left, expected: second.isError ? nil : second.type)
    } else {
      if isLiteral(left), !isLiteral(right) {
        second = infer(right, expected: nil)
        let isOther = !second.isError && solver.resolve(second.type).isLiteralCollection
        first = infer(left, expected: isOther ? second.type : hint)
        return first.isError || second.isError ? nil : (first, second)
      }
      first = infer(left, expected: isContextual(left) ? hint : nil)
      let isOther =
        isLiteral(right) && !first.isError && solver.resolve(first.type).isLiteralCollection
      second = infer(
        right, expected: (isContextual(right) || isOther) && !first.isError ? first.type : nil)
    }
    return first.isError || second.isError ? nil : (first, second)
  }

  /// Whether an expression is a literal of a collection, which takes the type of the other operand.
  private func isLiteral(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .array, .dictionary: true
    default: false
    }
  }

  /// Whether a value lies in a range; `nil` when it is not asked of a range.
  func matches(_ pattern: Node, _ value: Node, _ range: SourceRange) -> Node? {
    let kind = solver.zonk(pattern.type)
    guard kind.isRange, case .named(_, let bounds) = kind, let bound = bounds.first,
      solver.unify(bound, value.type),
      let declaration = declarations(of: pattern.type, "contains").first(where: {
        $0.parameters.count == 1 && $0.parameters[0].label == nil
      })
    else { return nil }
    let generics = fit(declaration, pattern.type)
    return Node(.library(declaration, generics, [pattern, value]), .bool, range)
  }

  /// The value of an arithmetic operator between two checked operands.
  func combine(
    _ first: Node, _ name: Name, _ second: Node, _ range: SourceRange, expected: Type?
  ) -> Node {
    if let own = userOperator(name, [first, second], range, expected: expected) { return own }
    if let node = abstractOperator(first, name, second, range) { return node }
    // A parameter of a closure that nothing tells takes the type of the other operand.
    let isFirstOpen = solver.isOpen(first.type) && solver.literal(first.type) == nil
    let isSecondOpen = solver.isOpen(second.type) && solver.literal(second.type) == nil
    if let arithmetic = Arithmetic(rawValue: name.text),
      isNumber(first.type) && (isNumber(second.type) || isSecondOpen)
        || isFirstOpen && isNumber(second.type)
    {
      let mark = solver.mark()
      if arithmetic.isShift, isInteger(first.type), isInteger(second.type) {
        // How far is of any integer type. A bare number is what the place asks for.
        if solver.literal(first.type) != nil, let expected, isInteger(expected) {
          _ = solver.unify(first.type, expected)
        }
        for operand in [first, second] {
          _ = solver.require(operand.type, conformsTo: "BinaryInteger", at: range)
        }
        return Node(.arithmetic(arithmetic, first, second), first.type, range)
      }
      if solver.unify(first.type, second.type), allows(arithmetic, first.type) {
        return Node(.arithmetic(arithmetic, first, second), first.type, range)
      }
      solver.rewind(to: mark)
    }
    if !isFirstOpen || !isSecondOpen,
      let node = overload(first, name, second, range, expected: expected)
    {
      return node
    }
    if isFirstOpen || isSecondOpen {
      error(
        "unknown-type",
        "cannot infer the types of the operands of '\(name.text)'; write the types of the closure's parameters",
        at: range)
    } else {
      noOperator(first, name, second, range)
    }
    return errorNode(range)
  }

  private func allows(_ arithmetic: Arithmetic, _ type: Type) -> Bool {
    if arithmetic.isForFloatingPoint { return true }
    // A number that is still open stays so: the place may ask for any integer type, but for no other.
    return isInteger(type)
      && solver.require(type, conformsTo: "BinaryInteger", at: requirementRange)
  }

  /// The declaration of the library for an operator and its operands.
  private func overload(
    _ first: Node, _ name: Name, _ second: Node, _ range: SourceRange, expected: Type?
  ) -> Node? {
    var best: (declaration: Declaration, cost: (Int, Solver.Cost))?
    for binding in library.functions[name.text] ?? [] {
      guard let declaration = declaration(binding, in: owner(of: binding)),
        declaration.parameters.count == 2, !declaration.parameters[0].isInout
      else { continue }
      let mark = solver.mark()
      defer { solver.rewind(to: mark) }
      solver.cost = Solver.Cost()
      let generics = instantiate(declaration)
      if !generics.isEmpty { solver.cost.generics += 1 }
      guard
        solver.convert(first.type, to: substitute(declaration.parameters[0].type, generics)),
        solver.convert(second.type, to: substitute(declaration.parameters[1].type, generics))
      else { continue }
      var misfit = 0
      if let expected, !solver.isOpen(expected), expected != .existential("Any"),
        !solver.convert(substitute(declaration.result, generics), to: expected)
      {
        misfit = 1
      }
      let cost = (misfit, solver.cost)
      if best.map({ cost < $0.cost }) ?? true { best = (declaration, cost) }
    }
    guard let declaration = best?.declaration else { return nil }
    let outer = requirementRange
    requirementRange = range
    let generics = instantiate(declaration)
    requirementRange = outer
    let arguments = zip([first, second], declaration.parameters).map {
      coerce($0, to: substitute($1.type, generics), .operand(name.text))
    }
    return Node(
      .library(declaration, generics, arguments), substitute(declaration.result, generics), range)
  }

  private func noOperator(_ first: Node, _ name: Name, _ second: Node, _ range: SourceRange) {
    let a = describe(first.type)
    let b = describe(second.type)
    if name.text == "%", isNumber(first.type), isNumber(second.type),
      !isInteger(first.type) || !isInteger(second.type)
    {
      error(
        "no-operator",
        "'%' is for whole numbers; for floating-point numbers use 'truncatingRemainder(dividingBy:)'",
        at: range)
      return
    }
    if a == b {
      error(
        "no-operator",
        "binary operator '\(name.text)' cannot be applied to two '\(a)' operands", at: range)
      return
    }
    var notes: [Diagnostic.Note] = []
    var fix: Diagnostic.Fix?
    if solver.zonk(first.type).wrapped != nil || solver.zonk(second.type).wrapped != nil {
      notes.append(
        Diagnostic.Note("unwrap the optional with '??', 'if let' or '!' before it is used"))
    } else if isNumber(first.type), isNumber(second.type) {
      notes.append(
        Diagnostic.Note(
          "numbers of different types do not mix; convert one, such as 'Double(n)'"))
      if solver.zonk(first.type) == .int {
        fix = numberFix(first, second.type)
      } else {
        fix = numberFix(second, first.type)
      }
    }
    error(
      "no-operator",
      "binary operator '\(name.text)' cannot be applied to operands of type '\(a)' and '\(b)'",
      at: range, notes: notes, fix: fix)
  }

  // MARK: Comparison

  private func compare(
    _ left: Expression, _ comparison: Comparison, _ right: Expression, _ name: Name,
    _ range: SourceRange
  ) -> Node {
    if comparison.isEquality, isNil(left) != isNil(right) {
      let node = infer(isNil(left) ? right : left, expected: nil)
      if node.isError { return errorNode(range) }
      if solver.zonk(node.type).wrapped == nil {
        warning(
          "always-not-nil",
          "comparing non-optional value of type '\(describe(node.type))' to 'nil' always returns \(comparison == .notEqual)",
          at: range)
        return Node(
          .isNil(
            Node(.convert(node), .optional(node.type), node.range),
            negated: comparison == .notEqual), .bool, range)
      }
      return Node(.isNil(node, negated: comparison == .notEqual), .bool, range)
    }
    guard let (first, second) = operands(left, right, expected: nil) else {
      return errorNode(range)
    }
    return compare(first, comparison, second, name, range)
  }

  func compare(
    _ first: Node, _ comparison: Comparison, _ second: Node, _ name: Name, _ range: SourceRange
  ) -> Node {
    if let own = userOperator(name, [first, second], range, expected: .bool) { return own }
    if comparison == .notEqual {
      let equal = Name(word: "==", at: name.range)
      if let own = userOperator(equal, [first, second], range, expected: .bool) {
        return Node(.not(own), .bool, range)
      }
    }
    // A declared operator first: a library type may compare in its own way.
    if let node = overload(first, name, second, range, expected: .bool) { return node }
    var (first, second) = (first, second)
    let mark = solver.mark()
    // Numbers of different integer types, and strings with parts of strings, compare as they are.
    let types = (solver.zonk(first.type), solver.zonk(second.type))
    if types.0 != types.1,
      types.0.integerKind != nil && types.1.integerKind != nil
        || types.0.isText && types.1.isText
    {
      return Node(.comparison(comparison, first, second), .bool, range)
    }
    if !solver.unify(first.type, second.type) {
      solver.rewind(to: mark)
      if solver.convert(second.type, to: first.type) {
        second = Node(.convert(second), first.type, second.range)
      } else {
        solver.rewind(to: mark)
        guard solver.convert(first.type, to: second.type) else {
          solver.rewind(to: mark)
          noOperator(first, name, second, range)
          return errorNode(range)
        }
        first = Node(.convert(first), second.type, first.range)
      }
    }
    guard isComparable(defaulted(first.type), by: comparison) else {
      solver.rewind(to: mark)
      noOperator(first, name, second, range)
      return errorNode(range)
    }
    return Node(.comparison(comparison, first, second), .bool, range)
  }

  private func isComparable(_ type: Type, by comparison: Comparison) -> Bool {
    switch type {
    case .variable: return solver.literal(type) != nil
    case .tuple(let elements):
      return elements.count <= 6
        && elements.allSatisfy { isComparable($0.type, by: comparison) }
    case .named("Optional", let arguments), .named("Array", let arguments),
      .named("ArraySlice", let arguments), .named("Dictionary", let arguments),
      .named("Set", let arguments):
      return comparison.isEquality
        && arguments.allSatisfy {
          if case .tuple = $0 { return false }
          return isComparable($0, by: comparison)
        }
    default: return library.conforms(type, to: comparison.isEquality ? "Equatable" : "Comparable")
    }
  }

  // MARK: Ranges

  private func range(
    _ left: Expression, _ name: Name, _ right: Expression, _ range: SourceRange, expected: Type?
  ) -> Node {
    guard let (first, second) = operands(left, right, expected: nil) else {
      return errorNode(range)
    }
    let isClosed = name.text == "..."
    let mark = solver.mark()
    guard solver.unify(first.type, second.type) else {
      solver.rewind(to: mark)
      noOperator(first, name, second, range)
      return errorNode(range)
    }
    if !solver.isOpen(first.type),
      !library.conforms(solver.zonk(first.type), to: "Comparable")
    {
      noOperator(first, name, second, range)
      return errorNode(range)
    }
    let type = Type.named(isClosed ? "ClosedRange" : "Range", [first.type])
    return Node(.range(isClosed: isClosed, first, second), type, range)
  }

  // MARK: Optionals

  private func coalesce(
    _ left: Expression, _ right: Expression, _ range: SourceRange, expected: Type?
  ) -> Node {
    let first = infer(left, expected: expected.map { $0.wrapped != nil ? $0 : .optional($0) })
    if first.isError {
      inferForErrors([Argument(value: right)])
      return errorNode(range)
    }
    guard let wrapped = solver.resolve(first.type).wrapped else {
      warning(
        "never-nil",
        "left side of nil coalescing operator '??' has non-optional type '\(describe(first.type))', so the right side is never used",
        at: range)
      let second = coerce(infer(right, expected: first.type), to: first.type, .operand("??"))
      if second.isError { return errorNode(range) }
      return Node(first.op, first.type, range)
    }
    if isNil(right) { return Node(first.op, first.type, range) }
    let second = infer(right, expected: wrapped)
    if second.isError { return errorNode(range) }
    let mark = solver.mark()
    if solver.convert(second.type, to: wrapped) {
      let value =
        solver.resolve(second.type) == solver.resolve(wrapped)
        ? second : Node(.convert(second), wrapped, second.range)
      return Node(.coalesce(first, value), wrapped, range)
    }
    solver.rewind(to: mark)
    if solver.convert(second.type, to: first.type) {
      return Node(.coalesce(first, second), first.type, range)
    }
    solver.rewind(to: mark)
    noOperator(first, Name(word: "??", at: range), second, range)
    return errorNode(range)
  }

  // MARK: Compound assignment

  private func compound(
    _ left: Expression, _ name: Name, _ right: Expression, _ range: SourceRange
  ) -> Node {
    if case .optionalChain(let inner) = left.kind {
      let node = compound(inner, name, right, range)
      return node.isError ? node : Node(.chain(node), .void, range)
    }
    let target = require(
      mutable: infer(left, expected: nil),
      "left side of mutating operator isn't mutable")
    if target.isError {
      inferForErrors([Argument(value: right)])
      return errorNode(range)
    }
    let value = infer(right, expected: isContextual(right) ? target.type : nil)
    if value.isError { return errorNode(range) }
    if let own = userOperator(name, [target, value], range, expected: nil, isAssigning: true) {
      return own
    }
    if let node = abstractCompound(target, name, value, range) { return node }
    if name.text == "+=" || name.text == "-=",
      case .named(let key, _) = solver.resolve(target.type),
      table.types[key] != nil, library.conforms(solver.zonk(target.type), to: "AdditiveArithmetic"),
      let result = userOperator(
        Name(word: String(name.text.dropLast()), at: name.range), [target, value], range,
        expected: target.type)
    {
      return Node(.assign(target, result), .void, range)
    }
    let symbol = String(name.text.dropLast())
    if let arithmetic = Arithmetic(rawValue: symbol), isNumber(target.type), isNumber(value.type) {
      let mark = solver.mark()
      if arithmetic.isShift, isInteger(target.type), isInteger(value.type) {
        return Node(.compound(arithmetic, target, value), .void, range)
      }
      if solver.unify(value.type, target.type), allows(arithmetic, target.type) {
        return Node(.compound(arithmetic, target, value), .void, range)
      }
      solver.rewind(to: mark)
    }
    // A declared `+=`, then a declared `+`.
    for binding in library.functions[name.text] ?? [] {
      guard let declaration = declaration(binding, in: owner(of: binding)),
        declaration.parameters.count == 2, declaration.parameters[0].isInout
      else { continue }
      let mark = solver.mark()
      let generics = instantiate(declaration)
      if solver.unify(target.type, substitute(declaration.parameters[0].type, generics)),
        solver.convert(value.type, to: substitute(declaration.parameters[1].type, generics))
      {
        let argument = coerce(
          value, to: substitute(declaration.parameters[1].type, generics), .operand(name.text))
        let place = Node(.reference(target), target.type, target.range)
        return Node(.library(declaration, generics, [place, argument]), .void, range)
      }
      solver.rewind(to: mark)
    }
    noOperator(target, name, value, range)
    return errorNode(range)
  }
}

extension Argument {
  /// An argument without a label.
  init(value: Expression) { self.init(plain: value) }
}
