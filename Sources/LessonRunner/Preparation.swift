import LessonBindings
import LessonData
import LessonInterpreter
import LessonMarkdown
import LessonModel
import LessonSyntax

/// A lesson that was read, parsed and checked; nothing has been executed.
struct Preparation {
  /// The lesson, with the words of its cells coloured.
  var lesson: Lesson
  /// The file's text, for showing diagnostics in their lines.
  var source: String
  /// Everything there is to say, in order of place.
  var diagnostics: [Diagnostic]
  /// The cells that run, as the checker understood them, up to the first with a hole; `nil` when there
  /// was an error.
  var checked: CheckedLesson?
  /// For each cell of the lesson its place among those that run; `nil` for one that does not.
  var runs: [Int?]
  /// The programs of the cells that run.
  var programs: [Program]
  /// The first of the cells that run with a hole in it, and those behind it.
  var holes: Range<Int>

  init(_ bytes: [UInt8], path: String, isSwift: Bool) {
    let name = LessonRunner.name(of: path)
    let read =
      isSwift
      ? ProgramReader.read(bytes, name: name) : LessonReader.read(bytes, name: name)
    var lesson = read.lesson
    lesson.hash = SHA256.hexadecimal(of: bytes)
    lesson.source = String(decoding: bytes, as: UTF8.self)
    var diagnostics = read.diagnostics
    var running: [Cell] = []
    runs = lesson.cells.map { cell in
      guard cell.options.eval else { return nil }
      running.append(cell)
      return running.count - 1
    }
    let lowered = Lowering.lower(running)
    programs = lowered.map(\.program)
    let cells = zip(running, lowered).map { (cell: $0, program: $1.program) }
    var checked = Checker.check(cells: cells, library: LessonLibrary.library)
    let first =
      lowered.firstIndex { $0.diagnostics.contains { $0.severity == .toDo } } ?? cells.count
    holes = first..<cells.count
    for (index, found) in checked.diagnostics.enumerated() {
      diagnostics +=
        lowered[index].diagnostics
        + (index < first ? found : found.filter { !Self.mayComeFromHole($0, index == first) })
    }
    // Nothing runs unless everything was understood, but for what is still to be written.
    let hasErrors = diagnostics.contains { $0.severity == .error }
    if !hasErrors, first < cells.count {
      checked = Checker.check(cells: Array(cells[..<first]), library: LessonLibrary.library)
    }
    self.checked = hasErrors ? nil : checked
    for index in lesson.cells.indices {
      lesson.cells[index].highlights = Highlighter.highlight(lesson.cells[index].source)
    }
    lesson.blocks = lesson.blocks.map(Self.highlighted)
    self.lesson = lesson
    self.diagnostics = Self.sorted(diagnostics)
    source = String(decoding: bytes, as: UTF8.self)
  }

  /// Whether an error may be no mistake but follow from what is still to be written: names that a hole
  /// may declare, and values that it may give, in its own cell.
  private static func mayComeFromHole(_ diagnostic: Diagnostic, _ isOwnCell: Bool) -> Bool {
    switch diagnostic.id {
    case "unknown-name", "unknown-type": true
    case "missing-return", "uninitialized", "guard-falls-through", "empty-case", "unused",
      "not-exhaustive", "missing-value":
      isOwnCell
    default: isOwnCell && diagnostic.severity == .warning
    }
  }

  /// In order of place, those about the whole file first; each once.
  private static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    let unique = diagnostics.filter { seen.insert($0).inserted }
    let start = SourcePosition(line: 0, column: 0)
    return unique.enumerated().sorted { a, b in
      let (first, second) = (a.element.range?.start ?? start, b.element.range?.start ?? start)
      return first == second ? a.offset < b.offset : first < second
    }.map(\.element)
  }

  /// Colours Swift that is shown but not run.
  private static func highlighted(_ block: LessonModel.Block) -> LessonModel.Block {
    switch block {
    case .code(var code) where code.language == "swift":
      code.highlights = Highlighter.highlight(code.text)
      return .code(code)
    case .quote(let blocks): return .quote(blocks.map(highlighted))
    case .details(var details):
      details.blocks = details.blocks.map(highlighted)
      return .details(details)
    case .list(var list):
      for index in list.items.indices {
        list.items[index].blocks = list.items[index].blocks.map(highlighted)
      }
      return .list(list)
    case .heading, .paragraph, .code, .table, .math, .cell, .rule: return block
    }
  }
}
