// This file reads key paths, which stand for functions: `map(\.count)`.
import LessonModel
internal import SwiftSyntax

extension Lowering {
  /// Reads a key path as the closure that follows it.
  mutating func keyPath(_ node: KeyPathExprSyntax, _ range: Place) -> Expression {
    var current = Expression(.name(Name("$0", range)), range)
    var hasLinks = false
    for component in node.components {
      switch component.component {
      case .property(let property):
        if property.declName.baseName.text == "self" { continue }
        let name = Name(
          property.declName.baseName.identifierText, self.range(property.declName.baseName))
        current = Expression(.member(current, name), range)
      case .subscript(let part):
        current = Expression(.subscripted(current, part.arguments.map { argument($0) }), range)
      case .optional(let mark):
        if mark.questionOrExclamationMark.text == "!" {
          current = Expression(.forceUnwrap(current), range)
        } else {
          hasLinks = true
          current = Expression(.optionalLink(current), range)
        }
      default:
        refuse("a method in a key path", "write a closure, such as '{ $0.name() }'", node)
        return Expression(.error, range)
      }
    }
    if hasLinks { current = Expression(.optionalChain(current), range) }
    let parameters = node.root.map { root in
      [ClosureParameter(name: Name("$0", range), type: type(root), isInout: false)]
    }
    let body = CodeBlock(
      statements: [Statement(.expression(current), range)], range: range,
      end: Place(at: range.end))
    return Expression(
      .closure(
        Closure(
          captures: [], parameters: parameters, result: nil, isThrowing: false, body: body,
          shorthandCount: 1, isKeyPath: true)), range)
  }
}
