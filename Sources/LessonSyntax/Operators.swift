internal import SwiftOperators
internal import SwiftParser

/// The operators a cell may use, with their precedence.
enum Operators {
  /// Those of the standard library. The table of swift-syntax lacks the comparisons element by
  /// element, which Swift declares with its vector types.
  static let table: OperatorTable = {
    var table = OperatorTable.standardOperators
    let declarations = [".==", ".!=", ".<", ".<=", ".>", ".>="].map {
      "infix operator \($0): ComparisonPrecedence\n"
    }
    table.addSourceFile(Parser.parse(source: declarations.joined())) { _ in }
    return table
  }()
}
