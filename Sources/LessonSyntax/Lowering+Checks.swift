// This file reads `#expect` and `#require`.
import LessonModel
internal import SwiftSyntax

extension Lowering {
  private static let comparisons: Set<String> = ["==", "!=", "<", "<=", ">", ">="]
  /// Operators that bind weaker than a comparison: what stands beside one is no side of it alone.
  private static let weaker: Set<String> = ["&&", "||"]

  mutating func macro(_ node: MacroExpansionExprSyntax, _ range: Place) -> Expression {
    let name = node.macroName.text
    guard CheckSource.names.contains(name) else {
      diagnostics.append(Dialect.macro(name, at: range))
      return Expression(.error, range)
    }
    guard node.trailingClosure == nil, node.additionalTrailingClosures.isEmpty,
      node.leftParen != nil
    else {
      report("check", "'#\(name)' expects a condition in parentheses", node)
      return Expression(.error, range)
    }
    var arguments = node.arguments.map { argument($0) }
    if let condition = node.arguments.first?.expression {
      arguments.append(CheckSource.note("condition", Self.oneLine(condition), at: range))
      if let (left, right) = Self.sides(of: condition) {
        arguments.append(CheckSource.note("left", left, at: range))
        arguments.append(CheckSource.note("right", right, at: range))
      }
    }
    return Expression(.macro(Name(name, self.range(node.macroName)), arguments), range)
  }

  /// The source of both sides of the one comparison that an expression is.
  private static func sides(of condition: ExprSyntax) -> (String, String)? {
    guard let sequence = condition.as(SequenceExprSyntax.self) else { return nil }
    let elements = Array(sequence.elements)
    var place: Int?
    for (index, element) in elements.enumerated() {
      switch element.as(ExprSyntaxEnum.self) {
      case .binaryOperatorExpr(let it):
        if weaker.contains(it.operator.text) { return nil }
        if comparisons.contains(it.operator.text) {
          guard place == nil else { return nil }
          place = index
        }
      case .unresolvedTernaryExpr, .assignmentExpr, .unresolvedAsExpr, .unresolvedIsExpr:
        return nil
      default: break
      }
    }
    guard let place, place > 0, place + 1 < elements.count else { return nil }
    return (
      oneLine(elements[..<place].map(\.description).joined()),
      oneLine(elements[(place + 1)...].map(\.description).joined())
    )
  }

  private static func oneLine(_ node: ExprSyntax) -> String { oneLine(node.trimmedDescription) }

  /// The text with each stretch of white space that holds a line's end made one space.
  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).map { line in
      var line = line[...]
      while line.first?.isWhitespace == true { line = line.dropFirst() }
      while line.last?.isWhitespace == true { line = line.dropLast() }
      return String(line)
    }.filter { !$0.isEmpty }.joined(separator: " ")
  }
}
