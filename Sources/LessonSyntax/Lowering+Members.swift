// This file reads the declarations of types: what stands before, within and after them.
import LessonModel
internal import SwiftSyntax

extension Lowering {
  typealias Modifiers = FunctionDeclaration.Modifiers

  // MARK: What stands before a declaration

  /// Reads modifiers; reports those that mean nothing here.
  mutating func modifiers(_ list: DeclModifierListSyntax, allowed: Set<String>) -> Modifiers {
    var found = Modifiers()
    let accepted: Set = ["public", "internal", "private", "fileprivate", "open", "package"]
    for modifier in list {
      let name = modifier.name.text
      if accepted.contains(name) {
        if let detail = modifier.detail, detail.detail.text == "set" {
          if name == "private" { found.access.isSetPrivate = true }
        } else if name == "private" {
          found.access.isPrivate = true
        }
        continue
      }
      guard allowed.contains(name) else {
        diagnostics.append(Dialect.modifier(name, at: range(modifier)))
        continue
      }
      switch name {
      case "static": found.isStatic = true
      case "mutating": found.isMutating = true
      case "indirect": found.isIndirect = true
      case "prefix": found.fixity = .prefix
      case "postfix": found.fixity = .postfix
      default: break
      }
    }
    return found
  }

  mutating func refuseAttributes(_ list: AttributeListSyntax) {
    for attribute in list {
      diagnostics.append(
        Dialect.attribute(String(attribute.trimmedDescription.dropFirst()), at: range(attribute)))
    }
  }

  mutating func isDiscardable(_ list: AttributeListSyntax) -> Bool {
    var isDiscardable = false
    for attribute in list {
      if attribute.trimmedDescription == "@discardableResult" {
        isDiscardable = true
      } else {
        diagnostics.append(
          Dialect.attribute(String(attribute.trimmedDescription.dropFirst()), at: range(attribute)))
      }
    }
    return isDiscardable
  }

  mutating func effects(
    _ node: FunctionEffectSpecifiersSyntax?
  ) -> (isThrowing: Bool, isRethrowing: Bool) {
    if let async = node?.asyncSpecifier {
      diagnostics.append(Dialect.modifier("async", at: range(async)))
    }
    guard let clause = node?.throwsClause else { return (false, false) }
    if let type = clause.type {
      diagnostics.append(
        Dialect.refused(
          "'throws(\(type.trimmedDescription))'", "write 'throws'", at: range(clause)))
    }
    let isRethrowing = clause.throwsSpecifier.tokenKind == .keyword(.rethrows)
    return (!isRethrowing, isRethrowing)
  }

  // MARK: Generics

  mutating func generics(_ clause: GenericParameterClauseSyntax?) -> [GenericParameter] {
    var found: [GenericParameter] = []
    for parameter in clause?.parameters ?? [] {
      if let specifier = parameter.specifier {
        refuse("'\(specifier.text)' before a type parameter", "remove it", specifier)
      }
      found.append(
        GenericParameter(
          name: parameter.name.identifierText,
          constraints: parameter.inheritedType.map { constraints($0) } ?? [],
          range: range(parameter.name)))
    }
    return found
  }

  /// `A & B` is two constraints.
  mutating func constraints(_ node: TypeSyntax) -> [TypeExpression] {
    if let composition = node.as(CompositionTypeSyntax.self) {
      return composition.elements.map { type($0.type) }
    }
    return [type(node)]
  }

  mutating func requirements(_ clause: GenericWhereClauseSyntax?) -> [GenericRequirement] {
    var found: [GenericRequirement] = []
    for requirement in clause?.requirements ?? [] {
      switch requirement.requirement {
      case .conformanceRequirement(let node):
        let subject = type(node.leftType)
        for constraint in constraints(node.rightType) {
          found.append(GenericRequirement(subject: subject, other: constraint, isSameType: false))
        }
      case .sameTypeRequirement(let node):
        guard case .type(let left) = node.leftType, case .type(let right) = node.rightType else {
          continue
        }
        found.append(
          GenericRequirement(subject: type(left), other: type(right), isSameType: true))
      case .layoutRequirement(let node):
        refuse("'\(node.trimmedDescription)'", "remove it", node)
      }
    }
    return found
  }

  // MARK: Types

  mutating func alias(_ node: TypeAliasDeclSyntax) -> AliasDeclaration? {
    _ = modifiers(node.modifiers, allowed: [])
    refuseAttributes(node.attributes)
    if let clause = node.genericParameterClause {
      refuse("a 'typealias' with parameters", "write the type itself", clause)
      refusedNames.insert(node.name.identifierText)
      return nil
    }
    return AliasDeclaration(
      name: node.name.identifierText, nameRange: range(node.name),
      type: type(node.initializer.value))
  }

  mutating func typeDeclaration(_ node: DeclSyntax) -> TypeDeclaration? {
    switch node.as(DeclSyntaxEnum.self) {
    case .structDecl(let node):
      _ = modifiers(node.modifiers, allowed: [])
      refuseAttributes(node.attributes)
      return TypeDeclaration(
        kind: .structure, name: node.name.identifierText, nameRange: range(node.name),
        generics: generics(node.genericParameterClause),
        inherited: inherited(node.inheritanceClause),
        requirements: requirements(node.genericWhereClause), isIndirect: false,
        members: members(node.memberBlock), end: range(node.memberBlock.rightBrace))
    case .enumDecl(let node):
      let modifiers = modifiers(node.modifiers, allowed: ["indirect"])
      refuseAttributes(node.attributes)
      return TypeDeclaration(
        kind: .enumeration, name: node.name.identifierText, nameRange: range(node.name),
        generics: generics(node.genericParameterClause),
        inherited: inherited(node.inheritanceClause),
        requirements: requirements(node.genericWhereClause), isIndirect: modifiers.isIndirect,
        members: members(node.memberBlock), end: range(node.memberBlock.rightBrace))
    case .extensionDecl(let node):
      _ = modifiers(node.modifiers, allowed: [])
      refuseAttributes(node.attributes)
      return TypeDeclaration(
        kind: .extension, name: node.extendedType.trimmedDescription,
        nameRange: range(node.extendedType), extended: type(node.extendedType), generics: [],
        inherited: inherited(node.inheritanceClause),
        requirements: requirements(node.genericWhereClause), isIndirect: false,
        members: members(node.memberBlock), end: range(node.memberBlock.rightBrace))
    default: return nil
    }
  }

  private mutating func inherited(_ clause: InheritanceClauseSyntax?) -> [TypeExpression] {
    var found: [TypeExpression] = []
    for inherited in clause?.inheritedTypes ?? [] { found += constraints(inherited.type) }
    return found
  }

  private mutating func members(_ block: MemberBlockSyntax) -> [TypeDeclaration.Member] {
    // What is within belongs to nothing around it.
    let (outerShorthands, outerLinks) = (shorthands, chainLinks)
    shorthands = []
    chainLinks = false
    defer { (shorthands, chainLinks) = (outerShorthands, outerLinks) }
    var found: [TypeDeclaration.Member] = []
    for item in block.members {
      let node = item.decl
      found += nested(node) { $0.member(node) } ?? []
    }
    return found
  }

  private mutating func member(_ node: DeclSyntax) -> [TypeDeclaration.Member] {
    switch node.as(DeclSyntaxEnum.self) {
    case .variableDecl(let node):
      let modifiers = modifiers(node.modifiers, allowed: ["static"])
      refuseAttributes(node.attributes)
      return properties(node, modifiers).map { .property($0) }
    case .functionDecl(let node):
      return function(node, isMember: true).map { [.function($0)] } ?? []
    case .initializerDecl(let node):
      let modifiers = modifiers(node.modifiers, allowed: [])
      refuseAttributes(node.attributes)
      let effects = self.effects(node.signature.effectSpecifiers)
      if let mark = node.optionalMark, mark.tokenKind == .exclamationMark {
        refuse("'init!'", "write 'init?'", mark)
      }
      guard let body = node.body else { return [] }
      return [
        .function(
          FunctionDeclaration(
            kind: .initializer, name: "init", nameRange: range(node.initKeyword),
            parameters: node.signature.parameterClause.parameters.map { parameter($0) },
            result: nil, isThrowing: effects.isThrowing, isRethrowing: effects.isRethrowing,
            hasDiscardableResult: false, generics: generics(node.genericParameterClause),
            requirements: requirements(node.genericWhereClause), modifiers: modifiers,
            isFailable: node.optionalMark != nil, body: ownBlock(body)))
      ]
    case .subscriptDecl(let node):
      let modifiers = modifiers(node.modifiers, allowed: ["static"])
      refuseAttributes(node.attributes)
      var parameters = node.parameterClause.parameters.map { parameter($0) }
      // A subscript's parameters have no labels unless two names are written.
      for (index, parameter) in node.parameterClause.parameters.enumerated()
      where parameter.secondName == nil {
        parameters[index].label = nil
      }
      let place = range(node)
      return [
        .function(
          FunctionDeclaration(
            kind: .subscript, name: "subscript", nameRange: range(node.subscriptKeyword),
            parameters: parameters, result: type(node.returnClause.type), isThrowing: false,
            hasDiscardableResult: false, generics: generics(node.genericParameterClause),
            requirements: requirements(node.genericWhereClause), modifiers: modifiers,
            body: CodeBlock(statements: [], range: place, end: place),
            accessors: node.accessorBlock.map { accessors($0) }))
      ]
    case .enumCaseDecl(let node):
      let modifiers = modifiers(node.modifiers, allowed: ["indirect"])
      refuseAttributes(node.attributes)
      return node.elements.map { element in
        .enumCase(
          EnumCaseDeclaration(
            name: element.name.identifierText, nameRange: range(element.name),
            parameters: element.parameterClause?.parameters.map { caseParameter($0) } ?? [],
            hasParameters: element.parameterClause != nil,
            rawValue: element.rawValue.map { expression($0.value) },
            isIndirect: modifiers.isIndirect))
      }
    case .typeAliasDecl(let node): return alias(node).map { [.alias($0)] } ?? []
    case .structDecl, .enumDecl: return typeDeclaration(node).map { [.type($0)] } ?? []
    case .missingDecl, .unexpectedCodeDecl: return []
    case .editorPlaceholderDecl(let node):
      report(hole: node.placeholder)
      return []
    case .macroExpansionDecl(let node):
      diagnostics.append(Dialect.macro(node.macroName.text, at: range(node)))
      return []
    default:
      // A class, a protocol, a deinitializer: refused as elsewhere.
      _ = declaration(node)
      return []
    }
  }

  private mutating func caseParameter(_ node: EnumCaseParameterSyntax) -> Parameter {
    let first = node.firstName?.identifierText
    return Parameter(
      label: first == "_" ? nil : first, name: node.secondName?.identifierText ?? first ?? "",
      type: type(node.type), isInout: false, isVariadic: false,
      defaultValue: node.defaultValue.map { expression($0.value) },
      range: range(
        node.firstName ?? node.type.firstToken(viewMode: .sourceAccurate) ?? .identifier("")))
  }

  // MARK: Properties

  /// The properties that one `var` or `let` declares.
  mutating func properties(
    _ node: VariableDeclSyntax, _ modifiers: Modifiers
  ) -> [PropertyDeclaration] {
    let isMutable = node.bindingSpecifier.tokenKind == .keyword(.var)
    // `var x, y: Int` gives both names the type.
    let types = node.bindings.map { $0.typeAnnotation.map { type($0.type) } }
    var found: [PropertyDeclaration] = []
    for (index, binding) in node.bindings.enumerated() {
      guard let pattern = binding.pattern.as(IdentifierPatternSyntax.self) else {
        refuse("a pattern in a type", "declare each property by itself", binding.pattern)
        continue
      }
      var written = types[index]
      if written == nil, binding.initializer == nil, binding.accessorBlock == nil {
        written = types[index...].first { $0 != nil } ?? nil
      }
      found.append(
        PropertyDeclaration(
          name: pattern.identifier.identifierText, nameRange: range(pattern.identifier),
          isMutable: isMutable, isStatic: modifiers.isStatic, access: modifiers.access,
          type: written, value: binding.initializer.map { expression($0.value) },
          accessors: binding.accessorBlock.map { accessors($0) }))
    }
    return found
  }

  mutating func accessors(_ block: AccessorBlockSyntax) -> Accessors {
    var found = Accessors()
    switch block.accessors {
    case .getter(let list):
      let (outerShorthands, outerLinks) = (shorthands, chainLinks)
      shorthands = []
      chainLinks = false
      defer { (shorthands, chainLinks) = (outerShorthands, outerLinks) }
      let body = CodeBlock(
        statements: nested(block) { $0.statements(list) } ?? [], range: range(block),
        end: range(block.rightBrace))
      found.getter = Accessors.Accessor(
        body: body, parameter: "", isMutating: false, isThrowing: false, range: range(block))
    case .accessors(let list):
      for accessor in list {
        refuseAttributes(accessor.attributes)
        let word = accessor.accessorSpecifier.text
        guard ["get", "set", "willSet", "didSet"].contains(word) else {
          refuse("'\(word)'", "write 'get' and 'set'", accessor.accessorSpecifier)
          continue
        }
        if let effect = accessor.effectSpecifiers {
          refuse("'\(effect.trimmedDescription)' in an accessor", "write a function", effect)
        }
        guard let body = accessor.body else { continue }
        let standard = word == "didSet" ? "oldValue" : "newValue"
        let made = Accessors.Accessor(
          body: ownBlock(body),
          parameter: accessor.parameters?.name.identifierText ?? standard,
          isMutating: accessor.modifier?.name.text == "mutating", isThrowing: false,
          range: range(accessor.accessorSpecifier))
        switch word {
        case "get": found.getter = made
        case "set": found.setter = made
        case "willSet": found.willSet = made
        default: found.didSet = made
        }
      }
    }
    return found
  }
}
