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
    case .structDecl(let node): refuse(node.structKeyword)
    case .enumDecl(let node): refuse(node.enumKeyword)
    case .extensionDecl(let node): refuse(node.extensionKeyword)
    case .typeAliasDecl(let node): refuse(node.typealiasKeyword)
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

  /// Reports the modifiers that mean nothing here; access modifiers are accepted.
  private mutating func check(_ modifiers: DeclModifierListSyntax) {
    let accepted: Set = ["public", "internal", "private", "fileprivate", "open", "package"]
    for modifier in modifiers where !accepted.contains(modifier.name.text) {
      diagnostics.append(Dialect.modifier(modifier.name.text, at: range(modifier)))
    }
  }

  private mutating func variable(_ node: VariableDeclSyntax, _ range: Place) -> Statement {
    check(node.modifiers)
    for attribute in node.attributes {
      diagnostics.append(
        Dialect.attribute(
          String(attribute.trimmedDescription.dropFirst()), at: self.range(attribute)))
    }
    let bindings = node.bindings.map { binding -> Statement.Binding in
      if let accessors = binding.accessorBlock {
        diagnostics.append(
          Dialect.refused("a computed variable", "write a function", at: self.range(accessors)))
      }
      return Statement.Binding(
        pattern: pattern(binding.pattern), type: binding.typeAnnotation.map { type($0.type) },
        value: binding.initializer.map { expression($0.value) })
    }
    let isMutable = node.bindingSpecifier.tokenKind == .keyword(.var)
    return Statement(.binding(isMutable: isMutable, bindings), range)
  }

  private mutating func function(_ node: FunctionDeclSyntax) -> FunctionDeclaration? {
    check(node.modifiers)
    var isDiscardable = false
    for attribute in node.attributes {
      if attribute.trimmedDescription == "@discardableResult" {
        isDiscardable = true
      } else {
        diagnostics.append(
          Dialect.attribute(String(attribute.trimmedDescription.dropFirst()), at: range(attribute)))
      }
    }
    if let async = node.signature.effectSpecifiers?.asyncSpecifier {
      diagnostics.append(Dialect.modifier("async", at: range(async)))
    }
    if let clause = node.signature.effectSpecifiers?.throwsClause, let type = clause.type {
      diagnostics.append(
        Dialect.refused("'throws(\(type.trimmedDescription))'", "write 'throws'", at: range(clause))
      )
    }
    if let clause = node.genericParameterClause {
      diagnostics.append(
        Dialect.refused("a generic function", "write the types themselves", at: range(clause)))
    }
    if case .binaryOperator = node.name.tokenKind {
      refusedNames.insert(node.name.text)
      diagnostics.append(Dialect.declaration("operator", at: range(node.name)))
      return nil
    }
    guard let body = node.body else { return nil }
    let parameters = node.signature.parameterClause.parameters.map { parameter($0) }
    // A `?` in a body belongs to no chain around it.
    let (outerShorthands, outerLinks) = (shorthands, chainLinks)
    shorthands = []
    chainLinks = false
    defer { (shorthands, chainLinks) = (outerShorthands, outerLinks) }
    return FunctionDeclaration(
      name: node.name.identifierText, nameRange: range(node.name), parameters: parameters,
      result: node.signature.returnClause.map { type($0.type) },
      isThrowing: node.signature.effectSpecifiers?.throwsClause != nil,
      hasDiscardableResult: isDiscardable, generics: [], body: block(body))
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
