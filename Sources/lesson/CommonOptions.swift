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
  @Argument(help: "Lessons to read: Markdown files.", completion: .file(extensions: ["md"]))
  var files: [String]

  @Flag(name: .shortAndLong, help: "Say nothing but errors.")
  var quiet = false

  @Option(help: "Colour in messages: auto, always or never. NO_COLOR turns auto off.")
  var color = ColorChoice.auto

  func validate() throws {
    if files.isEmpty { throw ValidationError("expected a lesson file, such as lessons/mnist.md") }
  }

  enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }

  /// Whether standard error is a person's terminal.
  static var isTerminal: Bool { isatty(2) == 1 && environment["TERM"] != "dumb" }

  static var environment: [String: String] { ProcessInfo.processInfo.environment }

  var useColor: Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto: Self.isTerminal && (Self.environment["NO_COLOR"] ?? "").isEmpty
    }
  }
}
