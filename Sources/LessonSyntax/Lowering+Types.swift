// This file reads types.
import LessonModel
internal import SwiftSyntax

extension Lowering {
  mutating func type(_ node: TypeSyntax) -> TypeExpression {
    nested(node) { $0.typeHere(node) } ?? TypeExpression(.unknown, range(node))
  }

  private mutating func typeHere(_ node: TypeSyntax) -> TypeExpression {
    let range = range(node)
    func make(_ kind: TypeExpression.Kind) -> TypeExpression { TypeExpression(kind, range) }
    switch node.as(TypeSyntaxEnum.self) {
    case .identifierType(let type):
      if type.name.text == "_" { return make(.unknown) }
      return make(.name(name(type.name, type.genericArgumentClause)))
    case .memberType(let type):
      return make(
        .member(self.type(type.baseType), name(type.name, type.genericArgumentClause)))
    case .arrayType(let type): return make(.array(self.type(type.element)))
    case .dictionaryType(let type):
      return make(.dictionary(self.type(type.key), self.type(type.value)))
    case .optionalType(let type): return make(.optional(self.type(type.wrappedType)))
    case .tupleType(let type):
      let elements = elements(type.elements)
      if elements.count == 1, elements[0].label == nil, !elements[0].isInout,
        !elements[0].isVariadic
      {
        return elements[0].type
      }
      return make(.tuple(elements))
    case .functionType(let type):
      if let async = type.effectSpecifiers?.asyncSpecifier {
        diagnostics.append(Dialect.modifier("async", at: self.range(async)))
      }
      return make(
        .function(
          elements(type.parameters), isThrowing: type.effectSpecifiers?.throwsClause != nil,
          self.type(type.returnClause.type)))
    case .someOrAnyType(let type):
      guard type.someOrAnySpecifier.tokenKind == .keyword(.any) else {
        diagnostics.append(Dialect.type("some", at: range))
        return make(.unknown)
      }
      return make(.any(self.type(type.constraint)))
    case .attributedType(let type):
      for attribute in type.attributes {
        guard let attribute = attribute.as(AttributeSyntax.self) else { continue }
        let name = attribute.attributeName.trimmedDescription
        if name != "escaping" && name != "autoclosure" || name == "autoclosure" {
          diagnostics.append(Dialect.attribute(name, at: self.range(attribute)))
        }
      }
      for specifier in type.specifiers where specifier.trimmedDescription != "inout" {
        diagnostics.append(
          Dialect.modifier(specifier.trimmedDescription, at: self.range(specifier)))
      }
      return self.type(type.baseType)
    case .implicitlyUnwrappedOptionalType:
      diagnostics.append(Dialect.type("!", at: range))
      return make(.unknown)
    case .missingType: return make(.unknown)
    case .classRestrictionType, .compositionType, .inlineArrayType, .metatypeType,
      .namedOpaqueReturnType, .packElementType, .packExpansionType, .suppressedType:
      diagnostics.append(Dialect.type(node.trimmedDescription, at: range))
      return make(.unknown)
    }
  }

  mutating func elements(_ list: TupleTypeElementListSyntax) -> [TypeExpression.Element] {
    list.map { element in
      TypeExpression.Element(
        label: (element.firstName?.text).flatMap { $0 == "_" ? nil : $0 },
        type: type(element.type),
        isInout: element.inoutKeyword != nil || isInout(element.type),
        isVariadic: element.ellipsis != nil)
    }
  }

  /// Whether `inout` is written before a type.
  func isInout(_ type: TypeSyntax) -> Bool {
    type.as(AttributedTypeSyntax.self)?.specifiers.contains { $0.trimmedDescription == "inout" }
      ?? false
  }

  mutating func name(_ token: TokenSyntax, _ arguments: GenericArgumentClauseSyntax?) -> Name {
    Name(
      token.identifierText, range(token),
      arguments: arguments.map { clause in clause.arguments.map { genericArgument($0) } })
  }

  mutating func genericArgument(_ argument: GenericArgumentSyntax) -> TypeExpression {
    switch argument.argument {
    case .type(let type): return self.type(type)
    default:
      refuse("'\(argument.trimmedDescription)'", "write a type", argument)
      return TypeExpression(.unknown, range(argument))
    }
  }
}

extension TokenSyntax {
  /// The word itself, without the backticks of an escaped identifier.
  var identifierText: String {
    let text = self.text
    return text.count > 2 && text.hasPrefix("`") && text.hasSuffix("`")
      ? String(text.dropFirst().dropLast()) : text
  }
}
