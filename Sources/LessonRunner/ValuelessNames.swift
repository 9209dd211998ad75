import LessonModel
import LessonSyntax

/// The names that a failed cell declares: where a lesson goes on after the failure, a later cell must
/// not read what was never given a value.
struct ValuelessNames {
  /// Each name with the cell that declares it.
  private var cells: [String: String] = [:]

  /// Notes what a failed cell declares at its top level.
  mutating func add(_ cell: Cell) {
    for statement in Lowering.lower(cell).program.statements {
      guard case .binding(_, let bindings) = statement.kind else { continue }
      for binding in bindings { add(binding.pattern, of: cell) }
    }
  }

  private mutating func add(_ pattern: Pattern, of cell: Cell) {
    switch pattern.kind {
    case .name(let name): cells[name] = cell.id
    case .tuple(let elements): for element in elements { add(element.pattern, of: cell) }
    default: break
    }
  }

  /// The error of a cell that mentions one of the names; `nil` when it mentions none.
  func firstUse(in cell: Cell) -> Diagnostic? {
    guard !cells.isEmpty else { return nil }
    for (index, line) in cell.source.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      var column = 0
      for word in line.split(omittingEmptySubsequences: false, whereSeparator: Self.separates) {
        let length = word.utf8.count
        if let owner = cells[String(word)] {
          return Diagnostic(
            .error, id: "no-value",
            "'\(word)' has no value: the cell '\(owner)', which declares it, failed",
            at: SourceRange(
              cell.position(line: index, column: column),
              cell.position(line: index, column: column + length)))
        }
        let end = line.utf8.index(
          line.utf8.startIndex, offsetBy: min(column + length, line.utf8.count))
        column += length + (end < line.endIndex ? line[end].utf8.count : 0)
      }
    }
    return nil
  }

  private static func separates(_ character: Character) -> Bool {
    !(character.isLetter || character.isNumber || character == "_")
  }
}
