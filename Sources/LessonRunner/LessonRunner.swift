import LessonBindings
import LessonData
import LessonInterpreter
import LessonKit
import LessonMarkdown
import LessonModel
import LessonReport
import LessonSyntax
import Neural

/// The way of a lesson from its file to its report: read, parse, check, run, write.
///
/// - `Workspace`: the only reading and writing of files
/// - `Preparation`: a lesson read, parsed and checked, nothing executed
/// - `Execution`: the cells run in order
/// - `EpochProgress`, `DownloadProgress`: what a person sees meanwhile
public struct LessonRunner: Sendable {
  /// The version of the program, in every report.
  public static let version = "0.1.0"

  private let options: RunOptions
  private let environment: [String: String]
  private let workspace = Workspace()

  /// A runner for a user's wishes; the environment says where data lies.
  public init(options: RunOptions, environment: [String: String]) {
    self.options = options
    self.environment = environment
  }

  /// Says what is wrong with a lesson, without running it.
  public func check(_ path: String) -> ExitStatus {
    LargeStack.run {
      guard let prepared = prepare(path) else { return .unusable }
      tell(prepared.diagnostics, about: path, prepared.source)
      guard prepared.checked != nil else { return .unusable }
      say("\(path): \(count(prepared.lesson.cells.count, "cell")), nothing wrong\n")
      return .passed
    }
  }

  /// Runs a lesson and writes its report.
  public func run(_ path: String) -> ExitStatus {
    LargeStack.run {
      guard let prepared = prepare(path) else { return .unusable }
      tell(prepared.diagnostics, about: path, prepared.source)
      let download = DownloadProgress(live: options.terminal, quiet: options.quiet)
      let data = DataAccess(
        store: DataStore(
          environment: environment, isOffline: options.offline, isStrict: options.strictData),
        progress: { download.show($0) },
        warn: { notice, reasons in
          say("note: \(notice)\n" + reasons.map { "      \($0)\n" }.joined())
        })
      let execution = Execution(prepared, options: options, data: data)
      let (report, status) = execution.run { diagnostics in
        tell(diagnostics, about: path, prepared.source)
      }
      let name = report.lesson.name
      do {
        try workspace.write(
          [
            (name: "\(name).json", text: try JSONReport.encode(report)),
            (name: "\(name).html", text: HTMLReport.render(report)),
          ], into: options.outputDirectory)
      } catch {
        complain(path, describe(error))
        return max(status, .unusable)
      }
      let place = "\(options.outputDirectory)/\(name)"
      say("wrote \(place).html and \(place).json\n")
      return status
    }
  }

  /// What a lesson is called: `lessons/mnist.md` is `mnist`.
  public static func name(of path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return file }
    return String(file[..<dot])
  }

  private func prepare(_ path: String) -> Preparation? {
    do {
      return Preparation(try workspace.read(path), path: path)
    } catch {
      complain(path, describe(error))
      return nil
    }
  }

  private func describe(_ error: any Error) -> String {
    (error as? Workspace.Failure)?.message ?? String(describing: error)
  }

  private func complain(_ path: String, _ message: String) {
    let text = DiagnosticText(file: path, source: "", color: options.color)
    StandardError.write(
      text.render(Diagnostic(.error, id: "file", message, at: nil)))
  }

  /// Diagnostics for a person: errors always, warnings unless asked to be quiet.
  private func tell(_ diagnostics: [Diagnostic], about path: String, _ source: String) {
    let text = DiagnosticText(file: path, source: source, color: options.color)
    for diagnostic in diagnostics where diagnostic.severity == .error || !options.quiet {
      StandardError.write(text.render(diagnostic))
    }
  }

  private func say(_ text: String) {
    if !options.quiet { StandardError.write(text) }
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
