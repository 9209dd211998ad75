import ArgumentParser
import LessonRunner

/// `lesson check`: everything that can be known without running.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say what is wrong with lessons, without running them.",
    discussion: """
      Reads the prose, parses every cell and checks names, labels and types. Nothing is executed \
      and nothing is written.
      """)

  @OptionGroup var common: CommonOptions

  func run() throws {
    var options = RunOptions()
    common.apply(to: &options)
    let runner = LessonRunner(options: options, environment: CommonOptions.environment)
    throw ExitCode(runner.check(common.files).rawValue)
  }
}
