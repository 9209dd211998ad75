internal import SwiftParser
internal import SwiftParserDiagnostics
internal import SwiftSyntax

/// One declaration of the library, read from its text with the parser that reads cells:
/// `func fit(_ x: Tensor, epochs: Int = 1) throws -> History`.
public struct Signature: Sendable {
  /// What is declared.
  public enum Kind: String, Sendable {
    case function, initializer, property, `subscript`
  }

  /// What is declared.
  public var kind: Kind
  /// `fit`, `+`, `init`, `units`, `subscript`.
  public var name: String
  /// The parameters in order; their defaults are expressions.
  public var parameters: [Parameter]
  /// What it gives; `nil` for nothing.
  public var result: TypeExpression?
  /// `<T>`.
  public var generics: [GenericParameter]
  /// Whether it says `static`.
  public var isStatic: Bool
  /// Whether it says `mutating`.
  public var isMutating: Bool
  /// Whether it says `throws`.
  public var isThrowing: Bool
  /// Whether its result may be left unused.
  public var hasDiscardableResult: Bool
  /// Whether it can be assigned to.
  public var isSettable: Bool
  /// `init?`.
  public var isFailable: Bool
  /// `infix`, `prefix` or `postfix`, for an operator.
  public var fixity: Fixity
  /// `where Element: Comparable`: the parameter and the protocol.
  public var requirements: [(parameter: String, protocolName: String)]
  /// `where S.Element == T`: the sequence and the type of its elements.
  public var elements: [(sequence: String, element: TypeExpression)]
  /// `where Value == [T]`: the parameter and what it stands for.
  public var equalities: [(parameter: String, type: TypeExpression)]

  /// Where an operator is written.
  public enum Fixity: Sendable { case none, infix, prefix, postfix }

  /// How the declaration is spoken of: `fit(_:epochs:)`.
  public var fullName: String {
    switch kind {
    case .property: return name
    case .function, .initializer, .subscript:
      return name + "(" + parameters.map { ($0.label ?? "_") + ":" }.joined() + ")"
    }
  }

  /// Reads a declaration; throws what is wrong with it.
  public init(_ declaration: String) throws(SignatureError) {
    var lowering = Lowering(source: declaration, cell: nil)
    var parser = Parser(declaration)
    let tree = DeclSyntax.parse(from: &parser)
    if tree.hasError {
      let messages = ParseDiagnosticsGenerator.diagnostics(for: tree).map(\.message)
      throw SignatureError(declaration: declaration, problem: messages.joined(separator: "; "))
    }
    kind = .function
    name = ""
    parameters = []
    generics = []
    isStatic = false
    isMutating = false
    isThrowing = false
    hasDiscardableResult = false
    isSettable = false
    isFailable = false
    fixity = .none
    requirements = []
    elements = []
    equalities = []
    switch tree.as(DeclSyntaxEnum.self) {
    case .functionDecl(let node):
      name = node.name.identifierText
      read(node.modifiers)
      read(node.attributes)
      read(node.signature, node.genericParameterClause, &lowering)
      read(node.genericWhereClause, &lowering)
      if case .binaryOperator = node.name.tokenKind, fixity == .none { fixity = .infix }
    case .initializerDecl(let node):
      kind = .initializer
      name = "init"
      isFailable = node.optionalMark != nil
      read(node.modifiers)
      read(node.signature, node.genericParameterClause, &lowering)
      read(node.genericWhereClause, &lowering)
    case .variableDecl(let node):
      kind = .property
      read(node.modifiers)
      guard let binding = node.bindings.first, node.bindings.count == 1,
        let pattern = binding.pattern.as(IdentifierPatternSyntax.self),
        let type = binding.typeAnnotation
      else {
        throw SignatureError(
          declaration: declaration, problem: "expected one name and its type")
      }
      name = pattern.identifier.identifierText
      result = lowering.type(type.type)
      isSettable = Self.hasSetter(binding.accessorBlock)
    case .subscriptDecl(let node):
      kind = .subscript
      name = "subscript"
      read(node.modifiers)
      parameters = node.parameterClause.parameters.map { Self.parameter($0, &lowering) }
      // A subscript's parameters have no labels unless two names are written.
      for (index, parameter) in node.parameterClause.parameters.enumerated()
      where parameter.secondName == nil {
        parameters[index].label = nil
      }
      result = lowering.type(node.returnClause.type)
      isSettable = Self.hasSetter(node.accessorBlock)
    default:
      throw SignatureError(
        declaration: declaration, problem: "expected 'func', 'init', 'var', 'let' or 'subscript'")
    }
    if let first = lowering.diagnostics.first {
      throw SignatureError(declaration: declaration, problem: first.message)
    }
  }

  private mutating func read(_ modifiers: DeclModifierListSyntax) {
    for modifier in modifiers {
      switch modifier.name.text {
      case "static": isStatic = true
      case "mutating": isMutating = true
      case "prefix": fixity = .prefix
      case "postfix": fixity = .postfix
      default: break
      }
    }
  }

  private mutating func read(_ attributes: AttributeListSyntax) {
    for attribute in attributes where attribute.trimmedDescription == "@discardableResult" {
      hasDiscardableResult = true
    }
  }

  private mutating func read(
    _ signature: FunctionSignatureSyntax, _ clause: GenericParameterClauseSyntax?,
    _ lowering: inout Lowering
  ) {
    for parameter in clause?.parameters ?? [] {
      generics.append(
        GenericParameter(
          name: parameter.name.text,
          constraints: parameter.inheritedType.map { [lowering.type($0)] } ?? [],
          range: lowering.range(parameter)))
    }
    parameters = signature.parameterClause.parameters.map { Self.parameter($0, &lowering) }
    isThrowing = signature.effectSpecifiers?.throwsClause != nil
    result = signature.returnClause.map { lowering.type($0.type) }
  }

  private mutating func read(_ clause: GenericWhereClauseSyntax?, _ lowering: inout Lowering) {
    for requirement in clause?.requirements ?? [] {
      switch requirement.requirement {
      case .conformanceRequirement(let node):
        requirements.append(
          (node.leftType.trimmedDescription, node.rightType.trimmedDescription))
      case .sameTypeRequirement(let node):
        guard case .type(let left) = node.leftType, case .type(let right) = node.rightType
        else { continue }
        if let name = left.as(IdentifierTypeSyntax.self) {
          equalities.append((name.name.text, lowering.type(right)))
          continue
        }
        guard let member = left.as(MemberTypeSyntax.self), member.name.text == "Element" else {
          continue
        }
        elements.append((member.baseType.trimmedDescription, lowering.type(right)))
      default: continue
      }
    }
  }

  private static func parameter(
    _ node: FunctionParameterSyntax, _ lowering: inout Lowering
  ) -> Parameter {
    lowering.parameter(node)
  }

  private static func hasSetter(_ block: AccessorBlockSyntax?) -> Bool {
    guard case .accessors(let list)? = block?.accessors else { return false }
    return list.contains { $0.accessorSpecifier.tokenKind == .keyword(.set) }
  }
}

/// A library declaration that cannot be read: a mistake of the library's author.
public struct SignatureError: Error, CustomStringConvertible, Sendable {
  /// The text.
  public var declaration: String
  /// What is wrong with it.
  public var problem: String

  /// The text and what is wrong with it.
  public init(declaration: String, problem: String) {
    self.declaration = declaration
    self.problem = problem
  }

  /// `in 'func f(': expected ')'`.
  public var description: String { "in '\(declaration)': \(problem)" }
}
