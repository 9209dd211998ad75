import ArgumentParser
import LessonRunner

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What every subcommand that reads lessons accepts.
struct CommonOptions: ParsableArguments {
  @Argument(
    help: "Lessons to read: Markdown files, Swift programs (.swift), or - for standard input.",
    completion: .file(extensions: ["md", "swift"]))
  var files: [String]

  @Flag(name: .shortAndLong, help: "Say nothing but errors.")
  var quiet = false

  @Option(
    help: ArgumentHelp(
      "How to write what is found: text, json, github or sarif.",
      discussion: """
        text goes to standard error; the others are for programs and go to standard output.
        """))
  var format = DiagnosticFormat.text

  @Option(name: .customLong("as"), help: "What standard input holds: md or swift.")
  var inputKind = InputKind.md

  @Option(help: "Colour in messages: auto, always or never. NO_COLOR turns auto off.")
  var color = ColorChoice.auto

  func validate() throws {
    if files.isEmpty { throw ValidationError("expected a lesson file, such as lessons/mnist.md") }
  }

  enum InputKind: String, ExpressibleByArgument, CaseIterable {
    case md, swift
  }

  /// Puts what was asked for into the options of a run.
  func apply(to options: inout RunOptions) {
    options.format = format
    options.inputIsSwift = inputKind == .swift
    options.quiet = quiet
    options.terminal = Self.isTerminal
    options.color = useColor
  }

  enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never

    var isOn: Bool {
      switch self {
      case .always: true
      case .never: false
      case .auto: isTerminal && (environment["NO_COLOR"] ?? "").isEmpty
      }
    }
  }

  /// Whether standard error is a person's terminal.
  static var isTerminal: Bool { isatty(2) == 1 && environment["TERM"] != "dumb" }

  static var environment: [String: String] { ProcessInfo.processInfo.environment }

  var useColor: Bool { color.isOn }
}

extension DiagnosticFormat: ExpressibleByArgument {}
