import LessonModel

/// Reads a Swift program as a lesson of one cell.
public enum ProgramReader {
  /// Reads a program from the bytes of its file.
  ///
  /// - Parameters:
  ///   - bytes: the file, UTF-8.
  ///   - name: the file's name without folder and extension; the lesson's title.
  /// - Returns: a lesson whose one cell, called `program`, is the whole file, and what is wrong with
  ///   the bytes. The lesson's `hash` and the highlights of its code are left empty.
  public static func read(
    _ bytes: [UInt8], name: String
  ) -> (lesson: Lesson, diagnostics: [Diagnostic]) {
    var diagnostics = DiagnosticList()
    guard let source = SourceText(bytes, &diagnostics) else {
      return (Lesson(name: name, title: name), diagnostics.sorted)
    }
    for number in 1...source.lineCount {
      CellReader.check(
        source.line(number), SourcePosition(line: number, column: 1), &diagnostics)
    }
    let text = String(decoding: source.bytes, as: UTF8.self)
    let cell = Cell(
      id: "program", source: text.hasSuffix("\n") ? text : text + "\n",
      lineStarts: (1...source.lineCount).map { SourcePosition(line: $0, column: 1) })
    let lesson = Lesson(name: name, title: name, blocks: [.cell("program")], cells: [cell])
    return (lesson, diagnostics.sorted)
  }
}
