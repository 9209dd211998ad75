import LessonModel

/// Diagnostics as commands of a GitHub workflow: `::error file=F,line=L,col=C::message`.
enum GitHubAnnotations {
  static func text(_ files: [DiagnosticLog.File]) -> String {
    files.map { file in
      let columns = ColumnCounter(file.source)
      return file.diagnostics.map { line($0, in: file.path, columns) }.joined()
    }.joined()
  }

  private static func line(
    _ diagnostic: Diagnostic, in path: String, _ columns: ColumnCounter
  ) -> String {
    let command =
      switch diagnostic.severity {
      case .error: "error"
      case .warning: "warning"
      case .toDo: "notice"
      }
    var properties = ["file=" + property(path)]
    if let range = diagnostic.range {
      properties.append("line=\(range.start.line)")
      properties.append("endLine=\(range.end.line)")
      // Columns mean something on one line only.
      if range.start.line == range.end.line {
        let start = columns.column(range.start)
        properties.append("col=\(start)")
        properties.append("endColumn=\(max(start, columns.column(range.end) - 1))")
      }
    }
    properties.append(
      "title=" + property("\(diagnostic.severity.label) [\(diagnostic.id)]"))
    var message = diagnostic.message
    if let fix = diagnostic.fix { message += "\nfix: \(fix.message)" }
    for note in diagnostic.notes {
      let place = note.range.map { "\(path):\($0.start.line): " } ?? ""
      message += "\n\(place)note: \(note.message)"
    }
    return "::\(command) \(properties.joined(separator: ","))::\(data(message))\n"
  }

  /// What stands after `::`: a line's end would end the command.
  private static func data(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A value before `::`, where `:` and `,` are part of the command.
  private static func property(_ text: String) -> String {
    var result = ""
    for scalar in data(text).unicodeScalars {
      switch scalar {
      case ":": result += "%3A"
      case ",": result += "%2C"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
