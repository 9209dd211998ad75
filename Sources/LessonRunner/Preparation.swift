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
  /// The cells that run, as the checker understood them; `nil` when there was an error.
  var checked: CheckedLesson?
  /// For each cell of the lesson its place among those that run; `nil` for one that does not.
  var runs: [Int?]

  init(_ bytes: [UInt8], path: String) {
    let read = LessonReader.read(bytes, name: LessonRunner.name(of: path))
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
    let checked = Checker.check(
      cells: zip(running, lowered).map { (cell: $0, program: $1.program) },
      library: LessonLibrary.library)
    diagnostics += lowered.flatMap(\.diagnostics) + checked.diagnostics.joined()
    // Nothing runs unless everything was understood.
    self.checked = diagnostics.contains { $0.severity == .error } ? nil : checked
    for index in lesson.cells.indices {
      lesson.cells[index].highlights = Highlighter.highlight(lesson.cells[index].source)
    }
    lesson.blocks = lesson.blocks.map(Self.highlighted)
    self.lesson = lesson
    self.diagnostics = Self.sorted(diagnostics)
    source = String(decoding: bytes, as: UTF8.self)
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
