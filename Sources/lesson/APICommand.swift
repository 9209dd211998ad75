import ArgumentParser
import LessonRunner

/// `lesson api`: what a cell can call.
struct APICommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "api",
    abstract: "Show the library a cell can call, as Swift declarations.",
    discussion: """
      EXAMPLES
        lesson api            everything
        lesson api Dense      one type with its members
        lesson api fit        every declaration of that name
      """)

  @Argument(help: "The name of a type, function or property. Capitals do not matter.")
  var name: String?

  @Flag(help: "Write the page docs/api.md.")
  var markdown = false

  @Flag(help: "Write a program that makes every example.")
  var examples = false

  func validate() throws {
    guard [name != nil, markdown, examples].count(where: { $0 }) <= 1 else {
      throw ValidationError("expected a name, '--markdown' or '--examples', found more than one")
    }
  }

  func run() throws {
    if markdown {
      OutputStream.write(LessonRunner.apiPage)
    } else if examples {
      OutputStream.write(LessonRunner.apiExamples)
    } else {
      switch LessonRunner.api(name) {
      case .success(let text): OutputStream.write(text)
      case .failure(let missing):
        let rest =
          missing.nearest.map { "; did you mean '\($0)'?" } ?? "; 'lesson api' shows all there is"
        MessageStream.write("error: nothing is called '\(missing.name)'\(rest)\n")
        throw ExitCode(ExitStatus.failed.rawValue)
      }
    }
  }
}
