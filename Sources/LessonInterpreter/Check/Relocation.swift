import LessonModel
import LessonSyntax

/// Moves a default value's expression to the place of the call that leaves it out.
struct Relocation {
  let range: SourceRange
  init(_ range: SourceRange) { self.range = range }

  func expression(_ old: Expression) -> Expression {
    func new(_ kind: Expression.Kind) -> Expression { Expression(kind, range) }
    switch old.kind {
    case .integer, .float, .bool, .nilLiteral, .discard, .error, .string: return new(old.kind)
    case .name(let name): return new(.name(self.name(name)))
    case .implicitMember(let name): return new(.implicitMember(self.name(name)))
    case .member(let base, let name): return new(.member(expression(base), self.name(name)))
    case .call(let callee, let arguments):
      return new(.call(expression(callee), self.arguments(arguments)))
    case .subscripted(let base, let arguments):
      return new(.subscripted(expression(base), self.arguments(arguments)))
    case .array(let elements): return new(.array(elements.map(expression)))
    case .dictionary(let entries):
      return new(
        .dictionary(
          entries.map { DictionaryEntry(key: expression($0.key), value: expression($0.value)) }))
    case .tuple(let elements): return new(.tuple(arguments(elements)))
    case .prefix(let name, let operand):
      return new(.prefix(self.name(name), expression(operand)))
    case .binary(let left, let name, let right):
      return new(.binary(expression(left), self.name(name), expression(right)))
    case .ternary(let test, let yes, let no):
      return new(.ternary(expression(test), expression(yes), expression(no)))
    case .parenthesized(let inner): return new(.parenthesized(expression(inner)))
    case .forceUnwrap(let inner): return new(.forceUnwrap(expression(inner)))
    default: return old
    }
  }

  private func name(_ old: Name) -> Name {
    var name = old
    name.range = range
    return name
  }

  private func arguments(_ old: [Argument]) -> [Argument] {
    old.map { argument in
      var argument = argument
      argument.value = expression(argument.value)
      argument.label = argument.label.map(name)
      return argument
    }
  }
}
