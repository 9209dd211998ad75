// This file checks `#expect` and `#require`.
import LessonModel
import LessonSyntax

/// A checked `#expect` or `#require`.
final class CheckNode {
  /// The condition as the cell writes it.
  let source: String
  let isRequired: Bool
  let range: SourceRange
  /// What is compared: each is put into its variable first, and the condition reads the variables.
  var operands: [(source: String, variable: Variable, value: Node)] = []
  var condition: Node
  var message: Node?
  var points: Node?

  init(source: String, isRequired: Bool, condition: Node, range: SourceRange) {
    self.source = source
    self.isRequired = isRequired
    self.condition = condition
    self.range = range
  }
}

extension Checker {
  /// `#expect(condition, "message", points: 3)`. The lowering has added what the condition and its
  /// sides say in the source (`CheckSource`).
  func check(_ name: Name, _ arguments: [Argument], _ range: SourceRange) -> Node {
    let source = CheckSource(arguments)
    guard let first = source.arguments.first, first.label == nil else {
      error(
        "check", "'#\(name.text)' expects a condition, such as '#\(name.text)(accuracy > 0.9)'",
        at: first(source.arguments, range))
      return errorNode(range)
    }
    let condition = coerce(infer(first.value, expected: .bool), to: .bool, .condition)
    let check = CheckNode(
      source: source.condition, isRequired: name.text == "require", condition: condition,
      range: range)
    var isFine = !condition.isError
    for argument in source.arguments.dropFirst() {
      switch argument.label?.text {
      case nil where check.message == nil && check.points == nil:
        let message = coerce(
          infer(argument.value, expected: .string), to: .string, .argument)
        check.message = message
        isFine = isFine && !message.isError
      case "points" where check.points == nil:
        let points = coerce(infer(argument.value, expected: .double), to: .double, .argument)
        check.points = points
        isFine = isFine && !points.isError
      default:
        error(
          "check",
          "'#\(name.text)' expects a condition, then a text, then 'points:', found another argument",
          at: argument.label?.range ?? argument.value.range)
        isFine = false
      }
    }
    guard isFine else { return errorNode(range) }
    keepOperands(of: check, source)
    return Node(.check(check), .void, range)
  }

  private func first(_ arguments: [Argument], _ range: SourceRange) -> SourceRange {
    arguments.first?.label?.range ?? arguments.first?.value.range ?? range
  }

  /// Gives both sides of a comparison a variable each, to tell of their values afterwards.
  private func keepOperands(of check: CheckNode, _ source: CheckSource) {
    guard let left = source.left, let right = source.right else { return }
    func kept(_ node: Node, _ text: String) -> Node {
      switch node.op {
      // What is written out needs no telling.
      case .integer, .floating, .bool, .string, .nothing, .reference, .type, .error: return node
      case .negate(let inner) where Self.isWrittenOut(inner): return node
      case .array(let nodes), .tuple(let nodes):
        if nodes.allSatisfy(Self.isWrittenOut) { return node }
      default: break
      }
      let variable = Variable(
        text, node.type, isMutable: false, range: node.range, owner: function)
      variable.wasRead = true
      check.operands.append((text, variable, node))
      return Node(.variable(variable), node.type, node.range)
    }
    let condition = check.condition
    switch condition.op {
    case .comparison(let kind, let a, let b):
      let first = kept(a, left)
      condition.op = .comparison(kind, first, kept(b, right))
    case .isNil(let inner, let negated):
      condition.op = .isNil(kept(inner, left == "nil" ? right : left), negated: negated)
    case .library(let declaration, let generics, let nodes) where nodes.count == 2:
      let first = kept(nodes[0], left)
      condition.op = .library(declaration, generics, [first, kept(nodes[1], right)])
    case .callFunction(let callee, let nodes) where nodes.count == 2:
      let first = kept(nodes[0], left)
      condition.op = .callFunction(callee, [first, kept(nodes[1], right)])
    default: break
    }
  }

  private static func isWrittenOut(_ node: Node) -> Bool {
    switch node.op {
    case .integer, .floating, .bool, .string, .nothing: true
    case .negate(let inner), .convert(let inner): isWrittenOut(inner)
    default: false
    }
  }

  func finish(_ check: CheckNode) {
    for (_, variable, value) in check.operands {
      finish(value)
      variable.type = value.type
    }
    finish(check.condition)
    if let message = check.message { finish(message) }
    if let points = check.points { finish(points) }
  }
}
