// This file reads declarations.
import LessonModel
internal import SwiftSyntax

extension Lowering {
  mutating func declaration(_ node: DeclSyntax) -> Statement? {
    nested(node) { $0.declarationHere(node) } ?? nil
  }

  private mutating func declarationHere(_ node: DeclSyntax) -> Statement? {
    let range = range(node)
    func refuse(_ keyword: TokenSyntax) {
      if let name = node.asProtocol((any NamedDeclSyntax).self)?.name.identifierText {
        refusedNames.insert(name)
      }
      diagnostics.append(Dialect.declaration(keyword.text, at: self.range(keyword)))
    }
    switch node.as(DeclSyntaxEnum.self) {
    case .variableDecl(let node): return variable(node, range)
    case .functionDecl(let node): return function(node).map { Statement(.function($0), range) }
    case .classDecl(let node): refuse(node.classKeyword)
    case .actorDecl(let node): refuse(node.actorKeyword)
    case .protocolDecl(let node): refuse(node.protocolKeyword)
    case .structDecl, .enumDecl, .extensionDecl:
      return typeDeclaration(node).map { Statement(.type($0), range) }
    case .typeAliasDecl(let node): return alias(node).map { Statement(.alias($0), range) }
    case .macroDecl(let node): refuse(node.macroKeyword)
    case .operatorDecl(let node): refuse(node.operatorKeyword)
    case .precedenceGroupDecl(let node): refuse(node.precedencegroupKeyword)
    case .subscriptDecl(let node): refuse(node.subscriptKeyword)
    case .initializerDecl(let node): refuse(node.initKeyword)
    case .deinitializerDecl(let node): refuse(node.deinitKeyword)
    case .enumCaseDecl(let node): refuse(node.caseKeyword)
    case .associatedTypeDecl(let node): refuse(node.associatedtypeKeyword)
    case .ifConfigDecl:
      diagnostics.append(Dialect.declaration("#if", at: range))
    case .importDecl(let node):
      // The library is there without an import; saying so is harmless.
      if node.path.trimmedDescription != "LessonKit" || !node.attributes.isEmpty
        || node.importKindSpecifier != nil
      {
        refuse(node.importKeyword)
      }
    case .macroExpansionDecl(let node):
      diagnostics.append(Dialect.macro(node.macroName.text, at: range))
    case .editorPlaceholderDecl(let node): report(hole: node.placeholder)
    case .missingDecl, .unexpectedCodeDecl: break
    default:
      diagnostics.append(Dialect.declaration(brief(node), at: range))
    }
    return nil
  }

  private mutating func variable(_ node: VariableDeclSyntax, _ range: Place) -> Statement {
    _ = modifiers(node.modifiers, allowed: [])
    refuseAttributes(node.attributes)
    let isMutable = node.bindingSpecifier.tokenKind == .keyword(.var)
    if let binding = node.bindings.first, node.bindings.count == 1,
      let block = binding.accessorBlock, binding.initializer == nil,
      binding.pattern.is(IdentifierPatternSyntax.self)
    {
      let properties = properties(node, Modifiers())
      if let property = properties.first, property.accessors?.getter != nil {
        return Statement(.computed(property), range)
      }
      diagnostics.append(
        Dialect.refused(
          "an observer outside a type", "change the variable in a function", at: self.range(block)))
    }
    let bindings = node.bindings.map { binding -> Statement.Binding in
      if let accessors = binding.accessorBlock, binding.initializer != nil {
        diagnostics.append(
          Dialect.refused(
            "an observer outside a type", "change the variable in a function",
            at: self.range(accessors)))
      }
      return Statement.Binding(
        pattern: pattern(binding.pattern), type: binding.typeAnnotation.map { type($0.type) },
        value: binding.initializer.map { expression($0.value) })
    }
    return Statement(.binding(isMutable: isMutable, bindings), range)
  }

  mutating func function(
    _ node: FunctionDeclSyntax, isMember: Bool = false
  ) -> FunctionDeclaration? {
    let modifiers = modifiers(
      node.modifiers,
      allowed: isMember
        ? ["static", "mutating", "nonmutating", "prefix", "postfix", "infix"]
        : ["prefix", "postfix", "infix"])
    let isDiscardable = isDiscardable(node.attributes)
    let effects = self.effects(node.signature.effectSpecifiers)
    guard let body = node.body else { return nil }
    let parameters = node.signature.parameterClause.parameters.map { parameter($0) }
    return FunctionDeclaration(
      name: node.name.identifierText, nameRange: range(node.name), parameters: parameters,
      result: node.signature.returnClause.map { type($0.type) },
      isThrowing: effects.isThrowing, isRethrowing: effects.isRethrowing,
      hasDiscardableResult: isDiscardable, generics: generics(node.genericParameterClause),
      requirements: requirements(node.genericWhereClause), modifiers: modifiers,
      body: ownBlock(body))
  }

  /// A body whose `?` and `$0` belong to nothing around it.
  mutating func ownBlock(_ body: CodeBlockSyntax) -> CodeBlock {
    let (outerShorthands, outerLinks) = (shorthands, chainLinks)
    shorthands = []
    chainLinks = false
    defer { (shorthands, chainLinks) = (outerShorthands, outerLinks) }
    return block(body)
  }

  mutating func parameter(_ node: FunctionParameterSyntax) -> Parameter {
    for attribute in node.attributes {
      diagnostics.append(
        Dialect.attribute(String(attribute.trimmedDescription.dropFirst()), at: range(attribute)))
    }
    for modifier in node.modifiers {
      diagnostics.append(Dialect.modifier(modifier.name.text, at: range(modifier)))
    }
    let first = node.firstName.identifierText
    return Parameter(
      label: first == "_" ? nil : first,
      name: node.secondName?.identifierText ?? first,
      type: type(node.type), isInout: isInout(node.type), isVariadic: node.ellipsis != nil,
      defaultValue: node.defaultValue.map { expression($0.value) },
      range: range(node.secondName ?? node.firstName))
  }
}
