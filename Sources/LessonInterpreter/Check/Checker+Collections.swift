// This file checks dictionary and set literals, and that no cell sees the order of what has none.
import LessonModel
import LessonSyntax

extension Type {
  private static let unorderedNames: Set = [
    "Set", "Dictionary", "Dictionary.Keys", "Dictionary.Values",
  ]
  /// Whether the order of its elements changes from run to run.
  var isUnordered: Bool {
    if case .named(let name, _) = self { Self.unorderedNames.contains(name) } else { false }
  }

  /// Whether a value of this type shows the order of something that has none.
  var showsNoOrder: Bool {
    if case .named("Metatype", _) = self { return false }
    return contains { $0.isUnordered }
  }

  /// The types of a dictionary's keys and values.
  var dictionaryParts: (key: Type, value: Type)? {
    guard case .named("Dictionary", let arguments) = self, arguments.count == 2 else { return nil }
    return (arguments[0], arguments[1])
  }

  static func dictionary(_ key: Type, _ value: Type) -> Type { .named("Dictionary", [key, value]) }
}

extension Checker {
  // MARK: Literals

  func dictionary(
    _ entries: [DictionaryEntry], _ range: SourceRange, expected: Type?
  ) -> Node {
    var target = expected.map { solver.resolve($0) }
    while let wrapped = target?.wrapped { target = solver.resolve(wrapped) }
    var key: Type?
    var value: Type?
    if let parts = target?.dictionaryParts {
      (key, value) = parts
    } else if let target, !solver.isOpen(target), !target.hasError {
      error(
        "dictionary-literal",
        "cannot convert value of type 'Dictionary' to specified type '\(describe(target))'",
        at: range)
      for entry in entries {
        inferForErrors([Argument(value: entry.key), Argument(value: entry.value)])
      }
      return errorNode(range)
    }
    if entries.isEmpty, let target, target.hasError { return errorNode(range) }
    if entries.isEmpty, key == nil, let target, solver.literal(target) == nil {
      // What is put into it later tells what it is of.
      (key, value) = (solver.fresh(), solver.fresh())
    }
    if entries.isEmpty, key == nil {
      error(
        "empty-dictionary",
        "empty collection literal requires an explicit type; write such as '[String: Int]()'",
        at: range)
      return errorNode(range)
    }
    let keys = elements(entries.map(\.key), &key)
    let values = elements(entries.map(\.value), &value)
    guard let keys, let values, let key, let value else { return errorNode(range) }
    guard solver.require(key, conformsTo: "Hashable", at: range) else {
      notHashable(key, range)
      return errorNode(range)
    }
    return Node(
      .dictionary(zip(keys, values).flatMap { [$0, $1] }), .dictionary(key, value), range)
  }

  /// The elements of a literal, of the type that is known or that they agree on.
  private func elements(_ expressions: [Expression], _ type: inout Type?) -> [Node]? {
    if let type {
      let nodes = expressions.map { coerce(infer($0, expected: type), to: type, .element) }
      return nodes.contains(where: \.isError) ? nil : nodes
    }
    let whole = array(
      expressions, SourceRange(expressions[0].range.start, expressions[0].range.end), expected: nil)
    guard case .array(let nodes) = whole.op, let element = whole.type.arrayElement else {
      return nil
    }
    type = element
    return nodes
  }

  func notHashable(_ type: Type, _ range: SourceRange) {
    error(
      "conformance",
      "type '\(describe(type))' does not conform to protocol 'Hashable', so it cannot be a key or an element of a set",
      at: range)
  }

  // MARK: Order

  /// What is known of a sequence without its order.
  private static let orderFree: Set = [
    "contains", "allSatisfy", "sorted", "min", "max", "count", "isEmpty", "underestimatedCount",
    "union", "formUnion", "intersection", "formIntersection", "subtracting", "subtract",
    "symmetricDifference", "formSymmetricDifference", "isSubset", "isSuperset", "isStrictSubset",
    "isStrictSuperset", "isDisjoint", "merge", "merging",
  ]
  private static let orderFreeOperators: Set = ["+", "*", "&+", "&*", "&", "|", "^", "max", "min"]

  /// Reports a call that would show the order of a dictionary or a set.
  func checkOrder(
    _ declaration: Declaration, _ generics: [String: Type], _ arguments: [Argument],
    _ result: Type, _ range: SourceRange
  ) -> Bool {
    guard
      let found = declaration.generics.first(where: { name, protocols in
        !protocols.isEmpty && protocols.contains { $0 == "Sequence" || $0 == "Collection" }
          && generics[name].map { solver.resolve($0).isUnordered } ?? false
      }), let type = generics[found.name].map({ solver.zonk($0) })
    else { return true }
    if Self.orderFree.contains(declaration.name) { return true }
    if declaration.name == "init", let owner = declaration.ownerName {
      // A set of the elements, a dictionary of the pairs: keys are not there twice.
      if owner == "Set" || declaration.parameters.first?.label == "uniqueKeysWithValues" {
        return true
      }
    }
    if declaration.name == "reduce", isInteger(result), let last = arguments.last,
      case .name(let name) = last.value.kind, Self.orderFreeOperators.contains(name.text)
    {
      return true
    }
    let name =
      declaration.signature.kind == .initializer
      ? declaration.ownerName ?? "init" : declaration.name
    noOrder("'\(name)' would go through the", of: type, range)
    return false
  }

  /// Reports what would show an order.
  func noOrder(_ what: String, of type: Type, _ range: SourceRange) {
    let hint =
      type.dictionaryParts != nil
      ? "'.sorted { $0.key < $1.key }'" : "'.sorted()'"
    error(
      "no-order",
      "\(what) elements of '\(describe(type))' in an order that changes from run to run; sort it first, such as with \(hint)",
      at: range)
  }

  // MARK: Ranges

  /// `...x` and `..<x`.
  func oneSided(
    _ name: Name, _ operand: Expression, _ range: SourceRange, expected: Type?
  ) -> Node {
    let node = infer(operand, expected: nil)
    return node.isError ? errorNode(range) : unaryOverload(name, node, range)
  }

  /// `x...`.
  func postfix(_ operand: Expression, _ name: Name, _ range: SourceRange) -> Node {
    let node = infer(operand, expected: nil)
    if node.isError { return errorNode(range) }
    guard name.text == "..." else {
      error("unknown-operator", "'\(name.text)' is not a postfix unary operator", at: name.range)
      return errorNode(range)
    }
    return unaryOverload(name, node, range, .postfix)
  }
}
