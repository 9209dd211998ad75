import LessonModel
import LessonReport
import Synchronization

/// What a run has to say about its files, each diagnostic once, in the form the user asked for.
///
/// Text goes to standard error as it is found. The other forms are for programs and go to standard
/// output when all is said, or to standard error when standard output is a transcript.
final class DiagnosticLog: Sendable {
  /// What was said about one file.
  struct File: Sendable {
    var path: String
    var source: String
    var diagnostics: [Diagnostic] = []
  }

  private let options: RunOptions
  private let files = Mutex<[File]>([])

  init(_ options: RunOptions) { self.options = options }

  /// Notes what was found in a file whose text is `source`.
  func tell(_ diagnostics: [Diagnostic], about path: String, _ source: String) {
    let fresh = files.withLock { files -> [Diagnostic] in
      let index = files.firstIndex { $0.path == path } ?? files.count
      if index == files.count { files.append(File(path: path, source: source)) }
      if files[index].source.isEmpty { files[index].source = source }
      var seen = Set(files[index].diagnostics)
      let fresh = diagnostics.filter { seen.insert($0).inserted }
      files[index].diagnostics += fresh
      return fresh
    }
    guard options.format == .text else { return }
    let text = DiagnosticText(file: path, source: source, color: options.color)
    for diagnostic in fresh where diagnostic.severity == .error || !options.quiet {
      StandardError.write(text.render(diagnostic))
    }
  }

  /// Writes what is written at the end.
  func finish() {
    let files = files.withLock { $0 }
    let text: String
    switch options.format {
    case .text: return
    case .json: text = encoded(DiagnosticDocument(files))
    case .github: text = GitHubAnnotations.text(files)
    case .sarif: text = encoded(SARIF.log(files))
    }
    if options.transcript { StandardError.write(text) } else { StandardOutput.write(text) }
  }

  private func encoded(_ document: some Encodable) -> String {
    // Nothing in these documents is beyond JSON.
    (try? JSONText.encode(document)) ?? ""
  }
}

/// All diagnostics of a run as one document.
struct DiagnosticDocument: Encodable {
  var schema = "lesson-diagnostics"
  /// Raised when a reader of the last version would misread this one.
  var schemaVersion = 1
  var toolVersion = LessonRunner.version
  var files: [File]

  struct File: Encodable {
    var path: String
    var diagnostics: [Entry]
  }

  /// A diagnostic as the model has it, with its text for a terminal.
  struct Entry: Encodable {
    var diagnostic: Diagnostic
    var text: String

    enum Key: String, CodingKey { case text }

    func encode(to encoder: Encoder) throws {
      try diagnostic.encode(to: encoder)
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(text, forKey: .text)
    }
  }

  init(_ files: [DiagnosticLog.File]) {
    self.files = files.map { file in
      let text = DiagnosticText(file: file.path, source: file.source)
      return File(
        path: file.path,
        diagnostics: file.diagnostics.map { Entry(diagnostic: $0, text: text.render($0)) })
    }
  }
}
