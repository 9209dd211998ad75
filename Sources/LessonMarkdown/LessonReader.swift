// This target reads a lesson file. Its tour: `LessonReader` is the way in. `SourceText` is the file
// as lines; `ParserLimits` keeps costly input from the Markdown library; `FrontMatter` and
// `CellOptions` are what the author set, read by `YAMLMapping`; `Structure` replaces lines that
// Markdown must not read; `CMarkTree` is the library; `BlockReader`, `InlineReader` and `CellReader`
// turn its events into the lesson, `InlinePositions` and `LocatedText` say where things stand;
// `FenceInfo`, `Anchors` and `Autolinks` know one rule each.

import LessonModel

/// Reads lessons from Markdown.
public enum LessonReader {
  /// Reads a lesson from the bytes of its file.
  ///
  /// - Parameters:
  ///   - bytes: the file, UTF-8.
  ///   - name: the file's name without folder and extension; the title if there is no other.
  /// - Returns: the lesson, as far as it could be read, and what its author should know, in the
  ///   order of the file. A lesson with errors among them is not to be run. The lesson's `hash` and
  ///   the highlights of its code are left empty.
  public static func read(
    _ bytes: [UInt8], name: String
  ) -> (lesson: Lesson, diagnostics: [Diagnostic]) {
    var diagnostics = DiagnosticList()
    guard let source = SourceText(bytes, &diagnostics) else {
      return (Lesson(name: name, title: name), diagnostics.sorted)
    }
    let frontMatter = FrontMatter(source, &diagnostics)
    var lesson = Lesson(
      name: name, title: frontMatter.title ?? name, metadata: frontMatter.metadata)
    guard ParserLimits.allow(source, from: frontMatter.firstLine, &diagnostics) else {
      return (lesson, diagnostics.sorted)
    }
    let structure = Structure(source, from: frontMatter.firstLine, &diagnostics)
    guard let tree = CMarkTree(structure.markdown) else {
      diagnostics.error("markdown", "Markdown could not be read", at: nil)
      return (lesson, diagnostics.sorted)
    }
    var reader = BlockReader(source, structure, frontMatter, diagnostics)
    tree.walk { reader.visit($0) }
    reader.finish()
    lesson.title = frontMatter.title ?? reader.title ?? name
    lesson.blocks = reader.blocks
    lesson.footnotes = reader.footnotes
    lesson.cells = reader.cells
    return (lesson, reader.diagnostics.sorted)
  }

  /// Reads a lesson from text.
  ///
  /// - Parameters:
  ///   - text: what the file holds.
  ///   - name: the file's name without folder and extension.
  /// - Returns: as for a file's bytes.
  public static func read(
    _ text: String, name: String
  ) -> (lesson: Lesson, diagnostics: [Diagnostic]) {
    read(Array(text.utf8), name: name)
  }
}
