// This file reads expressions.
import LessonModel
internal import SwiftOperators
internal import SwiftSyntax

extension Lowering {
  mutating func expression(_ node: ExprSyntax) -> Expression {
    nested(node) { $0.expressionHere(node) } ?? Expression(.error, range(node))
  }

  private mutating func expressionHere(_ node: ExprSyntax) -> Expression {
    let range = range(node)
    func make(_ kind: Expression.Kind) -> Expression { Expression(kind, range) }
    switch node.as(ExprSyntaxEnum.self) {
    case .integerLiteralExpr(let literal): return make(integer(literal))
    case .floatLiteralExpr(let literal):
      return make(.float(literal.literal.text.filter { $0 != "_" }))
    case .booleanLiteralExpr(let literal):
      return make(.bool(literal.literal.tokenKind == .keyword(.true)))
    case .stringLiteralExpr(let literal): return make(.string(string(literal)))
    case .simpleStringLiteralExpr: return make(.string([.text(node.trimmedDescription)]))
    case .nilLiteralExpr: return make(.nilLiteral)
    case .declReferenceExpr(let reference): return reference_(reference, range)
    case .memberAccessExpr(let access): return chained(node) { $0.member(access, range) }
    case .functionCallExpr(let call): return chained(node) { $0.call(call, range) }
    case .subscriptCallExpr(let call):
      return chained(node) { lowering in
        lowering.subscripted(call, range)
      }
    case .genericSpecializationExpr(let specialization):
      return specialized(specialization, range)
    case .arrayExpr(let array):
      return make(.array(array.elements.map { expression($0.expression) }))
    case .dictionaryExpr(let dictionary): return make(.dictionary(entries(dictionary)))
    case .tupleExpr(let tuple):
      let elements = tuple.elements.map { argument($0) }
      if elements.count == 1, elements[0].label == nil {
        return make(.parenthesized(elements[0].value))
      }
      return make(.tuple(elements))
    case .closureExpr(let closure): return make(.closure(self.closure(closure)))
    case .prefixOperatorExpr(let prefix):
      return make(
        .prefix(
          Name(prefix.operator.text, self.range(prefix.operator)), expression(prefix.expression)))
    case .postfixOperatorExpr(let postfix):
      return make(
        .postfix(
          expression(postfix.expression),
          Name(postfix.operator.text, self.range(postfix.operator))))
    case .sequenceExpr(let sequence): return self.sequence(sequence)
    case .infixOperatorExpr(let infix): return self.infix(infix, range)
    case .ternaryExpr(let ternary):
      return make(
        .ternary(
          expression(ternary.condition), expression(ternary.thenExpression),
          expression(ternary.elseExpression)))
    case .forceUnwrapExpr(let unwrap):
      return chained(node) { Expression(.forceUnwrap($0.expression(unwrap.expression)), range) }
    case .optionalChainingExpr(let link):
      return chained(node) {
        $0.chainLinks = true
        return Expression(.optionalLink($0.expression(link.expression)), range)
      }
    case .asExpr(let cast):
      let kind: Expression.Cast =
        switch cast.questionOrExclamationMark?.tokenKind {
        case .postfixQuestionMark: .conditional
        case .exclamationMark: .forced
        default: .plain
        }
      return make(.cast(expression(cast.expression), type(cast.type), kind))
    case .isExpr(let test): return make(.typeTest(expression(test.expression), type(test.type)))
    case .inOutExpr(let reference): return make(.reference(expression(reference.expression)))
    case .tryExpr(let attempt):
      let kind: Expression.Attempt =
        switch attempt.questionOrExclamationMark?.tokenKind {
        case .postfixQuestionMark: .optional
        case .exclamationMark: .forced
        default: .plain
        }
      return make(.attempt(expression(attempt.expression), kind))
    case .macroExpansionExpr(let macro): return self.macro(macro, range)
    case .typeExpr(let type): return make(.type(self.type(type.type)))
    case .discardAssignmentExpr: return make(.discard)
    case .ifExpr, .switchExpr:
      return make(.statement(statement(expression: node)))
    case .editorPlaceholderExpr(let hole):
      report(hole: hole.placeholder)
      return make(.error)
    case .missingExpr: return make(.error)
    case .patternExpr(let pattern):
      refuse("a pattern as a value", "write the value", pattern)
      return make(.error)
    case .awaitExpr(let node):
      diagnostics.append(Dialect.await(at: self.range(node.awaitKeyword)))
      return expression(node.expression)
    case .keyPathExpr(let path): return keyPath(path, range)
    case .regexLiteralExpr: refuse("a regular expression", "use the methods of 'String'", node)
    case .superExpr: refuse("'super'", "remove it", node)
    default:
      // Also what is still an experiment of the parser; nothing is passed over in silence.
      refuse("'\(brief(node))'", "remove it", node)
    }
    return make(.error)
  }

  func brief(_ node: some SyntaxProtocol) -> String {
    let text = node.trimmedDescription.split(separator: "\n").first.map(String.init) ?? ""
    return text.count > 40 ? text.prefix(39) + "…" : text
  }

  mutating func report(hole token: TokenSyntax) {
    let text = token.text.dropFirst(2).dropLast(2)
    let diagnostic = Dialect.hole(String(text), at: range(token))
    if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }

  // MARK: Names and chains

  private mutating func reference_(
    _ node: DeclReferenceExprSyntax, _ range: Place
  ) -> Expression {
    if node.baseName.text.hasPrefix("<#") {
      report(hole: node.baseName)
      return Expression(.error, range)
    }
    if case .dollarIdentifier(let text) = node.baseName.tokenKind,
      let number = Int(text.dropFirst())
    {
      guard let last = shorthands.indices.last else {
        report(
          "closure-parameter", "'\(text)' stands for a parameter of a closure; here is none", node)
        return Expression(.error, range)
      }
      shorthands[last] = max(shorthands[last], min(number, 255) + 1)
    }
    return Expression(.name(name(node)), range)
  }

  private mutating func name(_ node: DeclReferenceExprSyntax) -> Name {
    if let module = node.moduleSelector {
      refuse("'\(module.trimmedDescription)'", "remove it", module)
    }
    return Name(
      node.baseName.identifierText, range(node.baseName),
      labels: node.argumentNames.map { $0.arguments.map(\.name.text) })
  }

  /// Reads a link of a chain such as `a?.b.c()`: the whole chain ends early when a `?` finds nil, so
  /// the outermost link wraps it.
  private mutating func chained(
    _ node: ExprSyntax, _ read: (inout Self) -> Expression
  ) -> Expression {
    let isOutermost = !isInnerLink(node)
    guard isOutermost else { return read(&self) }
    let outer = chainLinks
    chainLinks = false
    let expression = read(&self)
    let hasLinks = chainLinks
    chainLinks = outer
    return hasLinks ? Expression(.optionalChain(expression), expression.range) : expression
  }

  /// Whether the node is the base of a further link.
  private func isInnerLink(_ node: ExprSyntax) -> Bool {
    guard let parent = node.parent else { return false }
    if let access = parent.as(MemberAccessExprSyntax.self) {
      return access.base?.id == node.id
    }
    if let call = parent.as(FunctionCallExprSyntax.self) {
      return call.calledExpression.id == node.id
    }
    if let call = parent.as(SubscriptCallExprSyntax.self) {
      return call.calledExpression.id == node.id
    }
    return parent.is(ForceUnwrapExprSyntax.self) || parent.is(OptionalChainingExprSyntax.self)
      || parent.is(PostfixOperatorExprSyntax.self)
  }

  private mutating func member(_ node: MemberAccessExprSyntax, _ range: Place) -> Expression {
    if node.declName.baseName.text.hasPrefix("<#") {
      report(hole: node.declName.baseName)
      return Expression(.error, range)
    }
    let name = name(node.declName)
    guard let base = node.base else { return Expression(.implicitMember(name), range) }
    return Expression(.member(expression(base), name), range)
  }

  private mutating func specialized(
    _ node: GenericSpecializationExprSyntax, _ range: Place
  ) -> Expression {
    let arguments = node.genericArgumentClause.arguments.map { genericArgument($0) }
    let inner = expression(node.expression)
    switch inner.kind {
    case .name(var name):
      name.arguments = arguments
      return Expression(.name(name), range)
    case .member(let base, var name):
      name.arguments = arguments
      return Expression(.member(base, name), range)
    default:
      refuse("types in angle brackets here", "remove them", node)
      return inner
    }
  }

  private mutating func call(_ node: FunctionCallExprSyntax, _ range: Place) -> Expression {
    let callee = typeCallee(node.calledExpression) ?? expression(node.calledExpression)
    var arguments = node.arguments.map { argument($0) }
    arguments += trailing(node.trailingClosure, node.additionalTrailingClosures)
    return Expression(.call(callee, arguments), range)
  }

  /// `[Int]` before `(`, which the parser takes for an array of one element.
  private mutating func typeCallee(_ node: ExprSyntax) -> Expression? {
    guard node.is(ArrayExprSyntax.self) || node.is(DictionaryExprSyntax.self) else { return nil }
    return typeWritten(as: node).map { Expression(.type($0), range(node)) }
  }

  private mutating func typeWritten(as node: ExprSyntax) -> TypeExpression? {
    let range = range(node)
    switch node.as(ExprSyntaxEnum.self) {
    case .declReferenceExpr(let reference):
      guard case .identifier = reference.baseName.tokenKind else { return nil }
      return TypeExpression(.name(name(reference)), range)
    case .typeExpr(let type): return self.type(type.type)
    case .arrayExpr(let array):
      guard let only = array.elements.first, array.elements.count == 1 else { return nil }
      return typeWritten(as: only.expression).map { TypeExpression(.array($0), range) }
    case .dictionaryExpr(let dictionary):
      guard case .elements(let elements) = dictionary.content, let only = elements.first,
        elements.count == 1, let key = typeWritten(as: only.key),
        let value = typeWritten(as: only.value)
      else { return nil }
      return TypeExpression(.dictionary(key, value), range)
    case .optionalChainingExpr(let optional):
      return typeWritten(as: optional.expression).map { TypeExpression(.optional($0), range) }
    case .genericSpecializationExpr(let special):
      guard let reference = special.expression.as(DeclReferenceExprSyntax.self) else { return nil }
      var name = name(reference)
      name.arguments = special.genericArgumentClause.arguments.map { genericArgument($0) }
      return TypeExpression(.name(name), range)
    case .tupleExpr(let tuple):
      var elements: [TypeExpression.Element] = []
      for element in tuple.elements {
        guard let type = typeWritten(as: element.expression) else { return nil }
        elements.append(
          TypeExpression.Element(
            label: element.label?.identifierText, type: type, isInout: false, isVariadic: false))
      }
      return elements.count == 1 && elements[0].label == nil
        ? elements[0].type : TypeExpression(.tuple(elements), range)
    default: return nil
    }
  }

  private mutating func subscripted(
    _ node: SubscriptCallExprSyntax, _ range: Place
  ) -> Expression {
    let base = expression(node.calledExpression)
    var arguments = node.arguments.map { argument($0) }
    arguments += trailing(node.trailingClosure, node.additionalTrailingClosures)
    return Expression(.subscripted(base, arguments), range)
  }

  private mutating func trailing(
    _ first: ClosureExprSyntax?, _ others: MultipleTrailingClosureElementListSyntax
  ) -> [Argument] {
    var arguments: [Argument] = []
    if let first {
      let value = expression(ExprSyntax(first))
      arguments.append(Argument(label: nil, value: value, isTrailing: true))
    }
    for other in others {
      let value = expression(ExprSyntax(other.closure))
      let label = Name(other.label.identifierText, range(other.label))
      arguments.append(Argument(label: label, value: value, isTrailing: true))
    }
    return arguments
  }

  mutating func argument(_ node: LabeledExprSyntax) -> Argument {
    Argument(
      label: node.label.map { Name($0.identifierText, range($0)) },
      value: expression(node.expression), isTrailing: false)
  }

  // MARK: Operators

  private mutating func sequence(_ node: SequenceExprSyntax) -> Expression {
    let count = node.elements.count
    guard count <= Self.longestSequence else {
      diagnostics.append(
        Dialect.longExpression(count, limit: Self.longestSequence, at: range(node)))
      return Expression(.error, range(node))
    }
    var unknown: [(String, Syntax)] = []
    let folded = operators.foldSingle(node) { error in
      switch error {
      case .missingOperator(let name, let syntax): unknown.append((name, syntax))
      case .incomparableOperators(let left, let leftGroup, let right, let rightGroup):
        let message =
          leftGroup == rightGroup
          ? "adjacent operators are in non-associative precedence group '\(leftGroup)'"
          : "'\(left.trimmedDescription)' and '\(right.trimmedDescription)' have no order among them; write parentheses"
        self.report("operator", message, right)
      case .groupAlreadyExists, .missingGroup, .operatorAlreadyExists:
        self.report("operator", "\(error)", node)
      }
    }
    for (name, syntax) in unknown {
      report("unknown-operator", "'\(name)' is not a known operator", syntax)
    }
    guard unknown.isEmpty else { return Expression(.error, range(node)) }
    // The folded tree is a tree of its own and counts its positions from its own start. A long
    // chain of operators is as deep as it is long, without being nested in the reader's eyes.
    let (outerBase, outerDepth) = (base, depth)
    base += node.position.utf8Offset
    defer { (base, depth) = (outerBase, outerDepth) }
    return chain(folded)
  }

  /// Reads a folded chain of operators along its left side in a loop, so that its length costs no
  /// stack here.
  private mutating func chain(_ node: ExprSyntax) -> Expression {
    var spine: [InfixOperatorExprSyntax] = []
    var current = node
    while let infix = current.as(InfixOperatorExprSyntax.self) {
      spine.append(infix)
      current = infix.leftOperand
    }
    var left = current.is(TernaryExprSyntax.self) ? expressionHere(current) : expression(current)
    while let infix = spine.popLast() {
      left = infixed(infix, left: left, range(infix))
    }
    return left
  }

  private mutating func infix(_ node: InfixOperatorExprSyntax, _ range: Place) -> Expression {
    chain(ExprSyntax(node))
  }

  private mutating func infixed(
    _ node: InfixOperatorExprSyntax, left: Expression, _ range: Place
  ) -> Expression {
    let right = expression(node.rightOperand)
    if node.operator.is(AssignmentExprSyntax.self) {
      return Expression(.assignment(left, right), range)
    }
    guard let binary = node.operator.as(BinaryOperatorExprSyntax.self) else {
      refuse("'\(brief(node.operator))' here", "remove it", node.operator)
      return Expression(.error, range)
    }
    let name = Name(binary.operator.text, self.range(binary.operator))
    return Expression(.binary(left, name, right), range)
  }

  // MARK: Literals

  private mutating func integer(_ node: IntegerLiteralExprSyntax) -> Expression.Kind {
    let text = node.literal.text.filter { $0 != "_" }
    let radix: Int =
      switch text.prefix(2) {
      case "0x": 16
      case "0o": 8
      case "0b": 2
      default: 10
      }
    let digits = radix == 10 ? text : String(text.dropFirst(2))
    let significant = digits.drop { $0 == "0" }
    return .integer(
      IntegerLiteral(digits: significant.isEmpty ? "0" : String(significant), radix: radix))
  }

  private mutating func string(_ node: StringLiteralExprSyntax) -> [StringPart] {
    let pounds = node.openingPounds?.text.count ?? 0
    var parts: [StringPart] = []
    var text = ""
    for segment in node.segments {
      switch segment {
      case .stringSegment(let segment):
        text += unescaped(segment.content.text, pounds: pounds)
      case .expressionSegment(let segment):
        if !text.isEmpty { parts.append(.text(text)) }
        text = ""
        guard let first = segment.expressions.first, segment.expressions.count == 1,
          first.label == nil
        else {
          refuse("an interpolation with options", "use 'String(format:)'", segment)
          continue
        }
        parts.append(.interpolation(expression(first.expression)))
      }
    }
    if !text.isEmpty { parts.append(.text(text)) }
    return parts
  }

  /// The characters a stretch of a string literal stands for. The parser has already reported what
  /// is no valid escape.
  private func unescaped(_ text: String, pounds: Int) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "\\") || $0 == 13 }) else { return text }
    var result = ""
    var scalars = text.unicodeScalars[...]
    while let scalar = scalars.popFirst() {
      if scalar == "\r" {
        if scalars.first == "\n" { scalars.removeFirst() }
        result.unicodeScalars.append("\n")
        continue
      }
      guard scalar == "\\", scalars.prefix(pounds).allSatisfy({ $0 == "#" }),
        scalars.count >= pounds
      else {
        result.unicodeScalars.append(scalar)
        continue
      }
      scalars.removeFirst(pounds)
      switch scalars.popFirst() {
      case "n": result.append("\n")
      case "r": result.append("\r")
      case "t": result.append("\t")
      case "0": result.append("\0")
      case "u":
        let digits = scalars.dropFirst().prefix { $0 != "}" }
        scalars = scalars.dropFirst(digits.count + 2)
        if let code = UInt32(String(String.UnicodeScalarView(digits)), radix: 16),
          let scalar = Unicode.Scalar(code)
        {
          result.unicodeScalars.append(scalar)
        }
      case "\n", "\r", " ", "\t":
        // A line that ends in a backslash goes on in the next.
        while let next = scalars.first, next == " " || next == "\t" || next == "\n" || next == "\r"
        {
          scalars.removeFirst()
          if next == "\n" { break }
        }
      case let other?: result.unicodeScalars.append(other)
      case nil: break
      }
    }
    return result
  }

  private mutating func entries(_ node: DictionaryExprSyntax) -> [DictionaryEntry] {
    switch node.content {
    case .colon: return []
    case .elements(let elements):
      return elements.map { DictionaryEntry(key: expression($0.key), value: expression($0.value)) }
    }
  }

  // MARK: Closures

  private mutating func closure(_ node: ClosureExprSyntax) -> Closure {
    var captures: [Closure.Capture] = []
    var parameters: [ClosureParameter]?
    var result: TypeExpression?
    var isThrowing = false
    if let signature = node.signature {
      for attribute in signature.attributes {
        diagnostics.append(
          Dialect.attribute(
            String(attribute.trimmedDescription.dropFirst()), at: range(attribute)))
      }
      for capture in signature.capture?.items ?? [] {
        if let specifier = capture.specifier {
          diagnostics.append(Dialect.modifier(specifier.specifier.text, at: range(specifier)))
        }
        captures.append(
          Closure.Capture(
            name: Name(capture.name.identifierText, range(capture.name)),
            value: capture.initializer.map { expression($0.value) }))
      }
      if let async = signature.effectSpecifiers?.asyncSpecifier {
        diagnostics.append(Dialect.modifier("async", at: range(async)))
      }
      isThrowing = signature.effectSpecifiers?.throwsClause != nil
      result = signature.returnClause.map { type($0.type) }
      switch signature.parameterClause {
      case .simpleInput(let list):
        parameters = list.map {
          ClosureParameter(
            name: Name($0.name.identifierText, range($0.name)), type: nil, isInout: false)
        }
      case .parameterClause(let clause):
        parameters = clause.parameters.map { parameter in
          if let ellipsis = parameter.ellipsis {
            refuse("'...' in a closure", "take an array", ellipsis)
          }
          let name = parameter.secondName ?? parameter.firstName
          return ClosureParameter(
            name: Name(name.identifierText, range(name)), type: parameter.type.map { type($0) },
            isInout: parameter.type.map { isInout($0) } ?? false)
        }
      case nil: break
      }
    }
    shorthands.append(0)
    let outer = chainLinks
    chainLinks = false
    let statements = statements(node.statements)
    chainLinks = outer
    let count = shorthands.removeLast()
    let body = CodeBlock(statements: statements, range: range(node), end: range(node.rightBrace))
    return Closure(
      captures: captures, parameters: parameters, result: result, isThrowing: isThrowing,
      body: body, shorthandCount: count)
  }
}
