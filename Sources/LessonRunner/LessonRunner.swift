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
  private let log: DiagnosticLog

  /// A runner for a user's wishes; the environment says where data lies.
  public init(options: RunOptions, environment: [String: String]) {
    self.options = options
    self.environment = environment
    log = DiagnosticLog(options)
  }

  /// Says what is wrong with lessons, without running them; the worst of what came of them.
  public func check(_ paths: [String]) -> ExitStatus {
    defer { log.finish() }
    return paths.map(check).max() ?? .passed
  }

  /// Runs lessons one after the other and writes their reports; the worst of what came of them.
  public func run(_ paths: [String]) -> ExitStatus {
    defer { log.finish() }
    return paths.map(run).max() ?? .passed
  }

  private func check(_ path: String) -> ExitStatus {
    LargeStack.run {
      guard let prepared = prepare(path) else { return .unusable }
      log.tell(prepared.diagnostics, about: shown(path), prepared.source)
      guard prepared.checked != nil else { return .unusable }
      let holes = prepared.diagnostics.count { $0.severity == .toDo }
      let rest = holes == 0 ? "" : ", \(holes) to do"
      say(
        "\(shown(path)): \(count(prepared.lesson.cells.count, "cell")), nothing wrong\(rest)\n")
      return .passed
    }
  }

  private func run(_ path: String) -> ExitStatus {
    LargeStack.run {
      guard let prepared = prepare(path) else { return .unusable }
      log.tell(prepared.diagnostics, about: shown(path), prepared.source)
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
        log.tell(diagnostics, about: shown(path), prepared.source)
      }
      if options.transcript { return status }
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

  /// Writes a lesson as a plain Swift package.
  ///
  /// - Parameters:
  ///   - path: the lesson.
  ///   - directory: the folder to write; `nil` for `output/NAME-swift`.
  ///   - kit: the folder of the package that has `LessonKit`; `nil` for where this program was built.
  public func convertToSwift(_ path: String, into directory: String?, kit: String?) -> ExitStatus {
    defer { log.finish() }
    return LargeStack.run {
      guard let prepared = prepare(path) else { return .unusable }
      log.tell(prepared.diagnostics, about: shown(path), prepared.source)
      guard prepared.checked != nil else { return .unusable }
      guard prepared.holes.isEmpty else {
        complain(path, "the lesson has holes, '<#...#>'; expected one that is written to its end")
        return .unusable
      }
      let directory = directory ?? "output/\(prepared.lesson.name)-swift"
      guard let kit = kit.map(workspace.absolute) ?? workspace.packageOfThisProgram else {
        complain(path, "cannot tell where the package of LessonKit lies; name it with --kit FOLDER")
        return .unusable
      }
      let seed = options.seed ?? prepared.lesson.metadata.seed
      guard let conversion = Conversion.swiftPackage(prepared, seed: seed, kit: kit) else {
        return .unusable
      }
      do {
        for file in conversion.files {
          let parts = file.name.split(separator: "/")
          let folder = ([directory] + parts.dropLast().map(String.init)).joined(separator: "/")
          try workspace.write([(name: String(parts.last ?? ""), text: file.text)], into: folder)
        }
      } catch {
        complain(path, describe(error))
        return .unusable
      }
      say("wrote \(directory)\n")
      return .passed
    }
  }

  /// The library a cell can call as Swift declarations with documentation: all of it, or what is called
  /// so.
  public static func api(_ name: String?) -> Result<String, MissingName> {
    let text = LibraryText(LessonLibrary.library)
    guard let name else { return .success(text.text) }
    return text.find(name).map(Result.success)
      ?? .failure(MissingName(name: name, nearest: text.nearest(to: name)))
  }

  /// The same as a page in Markdown.
  public static var apiPage: String { APIPage.text(LibraryText(LessonLibrary.library)) }

  /// A program of the examples of all declarations.
  public static var apiExamples: String { LibraryText.examples(LessonLibrary.library) }

  /// A name that the library does not have.
  public struct MissingName: Error {
    /// The name that was looked for.
    public var name: String
    /// The one that was probably meant.
    public var nearest: String?
  }

  /// What a lesson is called: `lessons/mnist.md` is `mnist`.
  public static func name(of path: String) -> String {
    if path == "-" { return "input" }
    let file = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = file.lastIndex(of: "."), dot != file.startIndex else { return file }
    return String(file[..<dot])
  }

  private func prepare(_ path: String) -> Preparation? {
    do {
      let isSwift = path == "-" ? options.inputIsSwift : path.hasSuffix(".swift")
      return Preparation(try workspace.read(path), path: path, isSwift: isSwift)
    } catch {
      complain(path, describe(error))
      return nil
    }
  }

  private func describe(_ error: any Error) -> String {
    (error as? Workspace.Failure)?.message ?? String(describing: error)
  }

  private func complain(_ path: String, _ message: String) {
    log.tell([Diagnostic(.error, id: "file", message, at: nil)], about: shown(path), "")
  }

  /// What a file is called in messages.
  private func shown(_ path: String) -> String { path == "-" ? "<input>" : path }

  private func say(_ text: String) {
    // A document on standard error must stay one.
    guard !options.quiet, !(options.transcript && options.format != .text) else { return }
    StandardError.write(text)
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
