// This file reads statements and the patterns in them.
import LessonModel
internal import SwiftSyntax

extension Lowering {
  mutating func statements(_ list: CodeBlockItemListSyntax) -> [Statement] {
    var result: [Statement] = []
    for item in list {
      switch item.item {
      case .stmt(let node): append(statement(node, label: nil), to: &result)
      case .expr(let node): append(statement(expression: node), to: &result)
      case .decl(let node): append(declaration(node), to: &result)
      }
    }
    return result
  }

  private func append(_ statement: Statement?, to list: inout [Statement]) {
    if let statement { list.append(statement) }
  }

  mutating func block(_ node: CodeBlockSyntax) -> CodeBlock {
    let statements = nested(node) { $0.statements(node.statements) } ?? []
    return CodeBlock(statements: statements, range: range(node), end: range(node.rightBrace))
  }

  /// Reads an expression that stands as a statement.
  mutating func statement(expression node: ExprSyntax) -> Statement {
    statement(expression: node, label: nil)
  }

  private mutating func statement(
    expression node: ExprSyntax, label: Statement.Label?
  ) -> Statement {
    let range = range(node)
    switch node.as(ExprSyntaxEnum.self) {
    case .ifExpr(let node): return conditional(node, range)
    case .switchExpr(let node):
      return nested(node) {
        $0.switched(node, label, range)
      } ?? Statement(.expression(Expression(.error, range)), range)
    default: return Statement(.expression(expression(node)), range)
    }
  }

  private mutating func statement(_ node: StmtSyntax, label: Statement.Label?) -> Statement? {
    nested(node) { $0.statementHere(node, label: label) } ?? nil
  }

  private mutating func statementHere(_ node: StmtSyntax, label: Statement.Label?) -> Statement? {
    let range = range(node)
    func make(_ kind: Statement.Kind) -> Statement { Statement(kind, range) }
    switch node.as(StmtSyntaxEnum.self) {
    case .expressionStmt(let node): return statement(expression: node.expression, label: label)
    case .labeledStmt(let node):
      let label = Statement.Label(name: node.label.identifierText, range: self.range(node.label))
      return statement(node.statement, label: label)
    case .guardStmt(let node):
      return make(.guard(conditions(node.conditions), else: block(node.body)))
    case .whileStmt(let node):
      return make(.while(conditions(node.conditions), block(node.body), label: label))
    case .repeatStmt(let node):
      return make(.repeat(block(node.body), expression(node.condition), label: label))
    case .forStmt(let node): return loop(node, label, range)
    case .returnStmt(let node): return make(.return(node.expression.map { expression($0) }))
    case .breakStmt(let node): return make(.break(node.label.map { self.label($0) }))
    case .continueStmt(let node): return make(.continue(node.label.map { self.label($0) }))
    case .fallThroughStmt: return make(.fallthrough)
    case .throwStmt(let node): return make(.throw(expression(node.expression)))
    case .deferStmt(let node): return make(.defer(block(node.body)))
    case .doStmt(let node):
      if let clause = node.throwsClause {
        refuse("'\(clause.trimmedDescription)' after 'do'", "remove it", clause)
      }
      let catches = node.catchClauses.map { clause in
        Statement.CatchClause(
          items: clause.catchItems.compactMap { item in
            item.pattern.map {
              Statement.SwitchCase.Item(
                pattern: pattern($0),
                filter: item.whereClause.map { expression($0.condition) })
            }
          },
          body: block(clause.body), range: self.range(clause.catchKeyword))
      }
      return make(.do(block(node.body), catches, label: label))
    case .missingStmt: return nil
    default:
      refuse("'\(brief(node))'", "remove it", node)
      return nil
    }
  }

  private func label(_ token: TokenSyntax) -> Statement.Label {
    Statement.Label(name: token.identifierText, range: range(token))
  }

  private mutating func conditional(_ node: IfExprSyntax, _ range: Place) -> Statement {
    // A long chain of `else if` nests as deep as it is long: read it in a loop, build it backwards.
    var arms: [(IfExprSyntax, [Statement.Condition], CodeBlock)] = []
    var last: CodeBlock?
    var next: IfExprSyntax? = node
    while let arm = next {
      guard arms.count < Self.deepestNesting else {
        diagnostics.append(Dialect.nesting(at: self.range(arm.ifKeyword)))
        break
      }
      arms.append((arm, conditions(arm.conditions), block(arm.body)))
      switch arm.elseBody {
      case .ifExpr(let further)?: next = further
      case .codeBlock(let body)?:
        last = block(body)
        next = nil
      case nil: next = nil
      }
    }
    var statement: Statement?
    while let (arm, conditions, body) = arms.popLast() {
      let range = self.range(arm)
      if let inner = statement {
        last = CodeBlock(statements: [inner], range: inner.range, end: inner.range)
      }
      statement = Statement(.if(conditions, then: body, else: last), range)
    }
    return statement ?? Statement(.expression(Expression(.error, range)), range)
  }

  mutating func conditions(_ list: ConditionElementListSyntax) -> [Statement.Condition] {
    list.compactMap { element -> Statement.Condition? in
      let range = range(element.condition)
      switch element.condition {
      case .expression(let node): return .expression(expression(node))
      case .optionalBinding(let node):
        return .optionalBinding(
          isMutable: node.bindingSpecifier.tokenKind == .keyword(.var), pattern(node.pattern),
          type: node.typeAnnotation.map { type($0.type) },
          node.initializer.map { expression($0.value) }, range)
      case .matchingPattern(let node):
        return .matching(
          pattern(node.pattern), type: node.typeAnnotation.map { type($0.type) },
          expression(node.initializer.value), range)
      case .availability(let node):
        refuse("'#available'", "remove it: a cell is the same on every machine", node)
        return nil
      }
    }
  }

  private mutating func loop(
    _ node: ForStmtSyntax, _ label: Statement.Label?, _ range: Place
  ) -> Statement {
    if let word = node.awaitKeyword { diagnostics.append(Dialect.await(at: self.range(word))) }
    if let word = node.tryKeyword ?? node.unsafeKeyword {
      refuse("'\(word.text)' here", "remove it", word)
    }
    var pattern = pattern(node.pattern)
    if let annotation = node.typeAnnotation {
      pattern = Pattern(.typed(pattern, type(annotation.type)), pattern.range)
    }
    return Statement(
      .forIn(
        pattern, isCase: node.caseKeyword != nil, expression(node.sequence),
        filter: node.whereClause.map { expression($0.condition) }, block(node.body), label: label),
      range)
  }

  private mutating func switched(
    _ node: SwitchExprSyntax, _ label: Statement.Label?, _ range: Place
  ) -> Statement {
    let subject = expression(node.subject)
    var cases: [Statement.SwitchCase] = []
    for element in node.cases {
      guard let one = element.as(SwitchCaseSyntax.self) else {
        diagnostics.append(Dialect.declaration("#if", at: self.range(element)))
        continue
      }
      if let attribute = one.attribute {
        diagnostics.append(
          Dialect.attribute(
            String(attribute.trimmedDescription.dropFirst()), at: self.range(attribute)))
      }
      let body = CodeBlock(
        statements: statements(one.statements), range: self.range(one), end: self.range(one))
      switch one.label {
      case .case(let label):
        let items = label.caseItems.map { item in
          Statement.SwitchCase.Item(
            pattern: pattern(item.pattern),
            filter: item.whereClause.map { expression($0.condition) })
        }
        cases.append(
          Statement.SwitchCase(
            items: items, isDefault: false, body: body, range: self.range(label)))
      case .default(let label):
        cases.append(
          Statement.SwitchCase(items: [], isDefault: true, body: body, range: self.range(label)))
      }
    }
    return Statement(.switch(subject, cases, label: label), range)
  }

  // MARK: Patterns

  mutating func pattern(_ node: PatternSyntax) -> Pattern {
    nested(node) { $0.patternHere(node) } ?? Pattern(.wildcard, range(node))
  }

  private mutating func patternHere(_ node: PatternSyntax) -> Pattern {
    let range = range(node)
    switch node.as(PatternSyntaxEnum.self) {
    case .identifierPattern(let node):
      if node.identifier.text.hasPrefix("<#") {
        report(hole: node.identifier)
        return Pattern(.wildcard, range)
      }
      return Pattern(.name(node.identifier.identifierText), range)
    case .wildcardPattern, .missingPattern: return Pattern(.wildcard, range)
    case .tuplePattern(let node):
      let elements = node.elements.map {
        Pattern.Element(
          label: ($0.label?.identifierText).flatMap { $0 == "_" ? nil : $0 },
          pattern: pattern($0.pattern))
      }
      if elements.count == 1, elements[0].label == nil { return elements[0].pattern }
      return Pattern(.tuple(elements), range)
    case .valueBindingPattern(let node):
      return Pattern(
        .binding(
          isMutable: node.bindingSpecifier.tokenKind == .keyword(.var), pattern(node.pattern)),
        range)
    case .isTypePattern(let node): return Pattern(.isType(type(node.type)), range)
    case .expressionPattern(let node): return pattern(expression: node.expression)
    }
  }

  /// Reads a pattern that the parser took for an expression: `(0, let y)`, `.circle(let r)`, `x?`.
  private mutating func pattern(expression node: ExprSyntax) -> Pattern {
    nested(node) { $0.patternHere(expression: node) } ?? Pattern(.wildcard, range(node))
  }

  private mutating func patternHere(expression node: ExprSyntax) -> Pattern {
    let range = range(node)
    switch node.as(ExprSyntaxEnum.self) {
    case .patternExpr(let inner): return pattern(inner.pattern)
    case .discardAssignmentExpr: return Pattern(.wildcard, range)
    case .tupleExpr(let tuple):
      let elements = elements(tuple.elements)
      if elements.count == 1, elements[0].label == nil {
        return elements[0].pattern
      }
      return Pattern(.tuple(elements), range)
    case .optionalChainingExpr(let inner):
      return Pattern(.optional(pattern(expression: inner.expression)), range)
    case .memberAccessExpr(let access) where access.base == nil:
      let name = Name(access.declName.baseName.identifierText, self.range(access.declName))
      return Pattern(.enumCase(base: nil, name, []), range)
    case .functionCallExpr(let call):
      if let access = call.calledExpression.as(MemberAccessExprSyntax.self),
        call.trailingClosure == nil, access.base == nil || hasBindings(call)
      {
        let name = Name(access.declName.baseName.identifierText, self.range(access.declName))
        return Pattern(
          .enumCase(
            base: access.base.map { expression($0) }, name, elements(call.arguments)), range)
      }
      return Pattern(.expression(expression(node)), range)
    case .sequenceExpr(let sequence):
      // `let x as T`
      let parts = Array(sequence.elements)
      if parts.count == 3, let cast = parts[1].as(UnresolvedAsExprSyntax.self),
        cast.questionOrExclamationMark == nil, parts[0].is(PatternExprSyntax.self),
        let target = parts[2].as(TypeExprSyntax.self)
      {
        return Pattern(.asType(pattern(expression: parts[0]), type(target.type)), range)
      }
      return Pattern(.expression(expression(node)), range)
    default: return Pattern(.expression(expression(node)), range)
    }
  }

  private mutating func elements(_ list: LabeledExprListSyntax) -> [Pattern.Element] {
    list.map {
      Pattern.Element(label: $0.label?.identifierText, pattern: pattern(expression: $0.expression))
    }
  }

  private func hasBindings(_ call: FunctionCallExprSyntax) -> Bool {
    call.arguments.contains {
      $0.expression.is(PatternExprSyntax.self) || $0.expression.is(DiscardAssignmentExprSyntax.self)
    }
  }
}
