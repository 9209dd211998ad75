import ArgumentParser
import LessonRunner

/// `lesson run`: check, run, and write the report.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run lessons and write their reports.",
    discussion: """
      Each lesson becomes two files of its name: a page (.html) and the same run as data (.json). \
      Both have the same bytes every time, on every machine.

      DATA
        A data set is looked for in the folder that LESSON_DATA names, then in the user's cache, \
      then downloaded. On a machine without any of these the bundled sample is used, and the \
      report says so.

      BUDGETS
        Every cell has budgets that no honest lesson meets: steps, memory, printed lines, depth of \
      calls. A lesson changes them with 'limits:' in its front matter, a user with the options \
      below.

      EXIT CODES
        0 all cells ran; 1 a cell or a check failed; 2 the lesson cannot be run; 3 a budget stopped it; \
      64 wrong usage; 70 our fault.
      """,
    aliases: ["render"])

  @OptionGroup var common: CommonOptions

  @Option(name: [.customShort("o"), .long], help: "Where reports are written.")
  var outputDirectory = "output"

  @Option(help: "Overrides the seed that the lesson gives.")
  var seed: UInt64?

  @Flag(help: "Refuse to run on the bundled sample of a data set.")
  var strictData = false

  @Flag(help: "Never ask the network for data.")
  var offline = false

  @Option(help: "Threads the engine may use, 1 or more. The bytes of a report do not depend on it.")
  var threads: Int?

  @Flag(
    help: ArgumentHelp(
      "Print what the cells print to standard output, nothing else, and write no report."))
  var transcript = false

  @OptionGroup var limits: LimitOptions

  func validate() throws {
    if let threads, threads < 1 {
      throw ValidationError("expected 1 thread or more, found \(threads)")
    }
    var names: Set<String> = []
    for file in common.files {
      let name = LessonRunner.name(of: file)
      guard names.insert(name).inserted else {
        throw ValidationError(
          "two lessons are called '\(name)', and each would overwrite the other's report; run them one by one, each with its own --output-dir"
        )
      }
    }
  }

  func run() throws {
    var options = RunOptions(
      outputDirectory: outputDirectory, seed: seed, strictData: strictData, offline: offline,
      threads: threads, limits: limits.change, timeout: limits.timeout, transcript: transcript)
    common.apply(to: &options)
    let runner = LessonRunner(options: options, environment: CommonOptions.environment)
    throw ExitCode(runner.run(common.files).rawValue)
  }
}
