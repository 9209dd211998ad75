import ArgumentParser
import LessonRunner

/// `lesson convert`: a lesson as something else.
struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Write a lesson as a plain Swift package.",
    discussion: """
      The package needs nothing of this program but its library, LessonKit. Built with the Swift \
      compiler, it prints to standard output what 'lesson run --transcript' prints, byte for byte.

      EXAMPLE
        lesson convert lessons/mnist.md --to swift
        swift run -c release --package-path output/mnist-swift
      """)

  /// What a lesson can be written as.
  enum Target: String, ExpressibleByArgument, CaseIterable {
    case swift
  }

  @Argument(help: "The lesson: a Markdown file, a Swift program, or - for standard input.")
  var file: String

  @Option(help: "What to write: swift.")
  var to = Target.swift

  @Option(
    name: [.customShort("o"), .customLong("output-dir")],
    help: "The folder to write; output/NAME-swift unless told otherwise.")
  var outputDirectory: String?

  @Option(
    help: "The folder of the package that has LessonKit; where this program was built, if known.")
  var kit: String?

  @Option(help: "Overrides the seed that the lesson gives.")
  var seed: UInt64?

  @Option(help: "How to write what is found: text, json, github or sarif.")
  var format = DiagnosticFormat.text

  @Option(name: .customLong("as"), help: "What standard input holds: md or swift.")
  var inputKind = CommonOptions.InputKind.md

  @Flag(name: .shortAndLong, help: "Say nothing but errors.")
  var quiet = false

  @Option(help: "Colour in messages: auto, always or never. NO_COLOR turns auto off.")
  var color = CommonOptions.ColorChoice.auto

  func run() throws {
    let options = RunOptions(
      seed: seed, format: format, inputIsSwift: inputKind == .swift, quiet: quiet,
      terminal: CommonOptions.isTerminal, color: color.isOn)
    let runner = LessonRunner(options: options, environment: CommonOptions.environment)
    throw ExitCode(runner.convertToSwift(file, into: outputDirectory, kit: kit).rawValue)
  }
}
