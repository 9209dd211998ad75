// This file finds arithmetic on known numbers that cannot come out, as the compiler does.
import LessonModel
import LessonSyntax

extension Checker {
  /// Notes what a finished node comes to, when its parts are known numbers, and reports when it
  /// comes to nothing.
  func foldConstants(_ node: Node) {
    guard let kind = node.type.integerKind else { return }
    switch node.op {
    case .integer(let literal):
      constants[ObjectIdentifier(node)] = Int128(literal.digits, radix: literal.radix)
    case .library(let declaration, _, let arguments)
    where arguments.isEmpty && declaration.ownerName == "BinaryInteger":
      func bound<T: ScriptInteger>(_: T.Type) -> Int128? {
        switch declaration.name {
        case "max": Int128(T.max)
        case "min": Int128(T.min)
        case "zero": 0
        default: nil
        }
      }
      constants[ObjectIdentifier(node)] = bound(kind.type)
    case .negate(let inner):
      if let value = constants[ObjectIdentifier(inner)] { note(-value, node, kind, "-(\(value))") }
    case .arithmetic(let operation, let a, let b):
      guard let x = constants[ObjectIdentifier(a)], let y = constants[ObjectIdentifier(b)] else {
        // A known zero is enough.
        if let y = constants[ObjectIdentifier(b)], y == 0,
          operation == .divide || operation == .remainder
        {
          error("division-by-zero", "division by zero", at: node.range)
        }
        return
      }
      fold(operation, x, y, node, kind)
    default: break
    }
  }

  private func fold(
    _ operation: Arithmetic, _ x: Int128, _ y: Int128, _ node: Node, _ kind: IntegerKind
  ) {
    let result: Int128
    switch operation {
    case .add: result = x + y
    case .subtract: result = x - y
    case .multiply:
      let (product, overflow) = x.multipliedReportingOverflow(by: y)
      result = overflow ? .max : product
    case .divide, .remainder:
      guard y != 0 else {
        error("division-by-zero", "division by zero", at: node.range)
        return
      }
      result = operation == .divide ? x / y : x % y
    default: return
    }
    note(result, node, kind, "\(x) \(operation.rawValue) \(y)")
  }

  private func note(_ value: Int128, _ node: Node, _ kind: IntegerKind, _ text: String) {
    func fits<T: ScriptInteger>(_: T.Type) -> Bool { T(exactly: value) != nil }
    guard fits(kind.type) else {
      error(
        "overflow",
        "arithmetic operation '\(text)' (on type '\(kind.rawValue)') results in an overflow",
        at: node.range)
      return
    }
    constants[ObjectIdentifier(node)] = value
  }
}
