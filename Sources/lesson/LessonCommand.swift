import ArgumentParser
import LessonRunner

/// The command line: each subcommand in a file of its own.
@main
struct LessonCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson",
    abstract: "Run lessons about neural networks: Markdown with Swift cells.",
    discussion: """
      A lesson is a Markdown file with Swift cells. It is checked as a whole, run in order, and \
      becomes a page and a result file with the same bytes every time.

      EXAMPLES
        lesson run lessons/mnist.md       run it, write output/mnist.html and output/mnist.json
        lesson check lessons/mnist.md     say what is wrong with it, without running it
        lesson run program.swift --transcript
                                          run a Swift program, print what it prints
        lesson api Dense                  show what a cell can call
      """,
    version: LessonRunner.version,
    subcommands: [RunCommand.self, CheckCommand.self, ConvertCommand.self, APICommand.self])

  /// Runs the command; what is wrong with the command line is said as everything else is.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      let status = exitCode(for: error)
      guard status == .validationFailure else { exit(withError: error) }
      UsageText.write(fullMessage(for: error))
      exit(withError: status)
    }
  }
}
