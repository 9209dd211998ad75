import Foundation
import Testing

/// The real program, started as a user starts it, in a folder of its own.
struct Program {
  /// What a run of it left.
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  /// A folder that is there for one test.
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "lesson-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// Takes the folder away.
  func clean() { try? FileManager.default.removeItem(at: folder) }

  /// Puts a file into the folder.
  func write(_ text: String, to name: String) throws {
    try write(Data(text.utf8), to: name)
  }

  func write(_ data: Data, to name: String) throws {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }

  /// A file of the folder, `nil` when it is not there.
  func read(_ name: String) -> Data? {
    FileManager.default.contents(atPath: folder.appendingPathComponent(name).path)
  }

  /// A result file of the folder as JSON.
  func json(_ name: String) throws -> [String: Any] {
    let data = try #require(read(name))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// The status of each cell in a result file.
  func statuses(_ name: String) throws -> [String] {
    let cells = try #require(try json(name)["cells"] as? [[String: Any]])
    return cells.compactMap { $0["status"] as? String }
  }

  /// Starts it without a network, without data of the user's, and without a terminal.
  func run(
    _ arguments: String..., environment: [String: String] = [:], input: String? = nil
  ) throws -> Outcome {
    try run(arguments, environment: environment, input: input)
  }

  func run(
    _ arguments: [String], environment: [String: String] = [:], input: String? = nil
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = Self.executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var variables = [
      "HOME": folder.path, "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
    ]
    variables.merge(environment) { _, new in new }
    process.environment = variables
    let output = folder.appendingPathComponent("stdout-\(UUID().uuidString)")
    let errors = folder.appendingPathComponent("stderr-\(UUID().uuidString)")
    for file in [output, errors] {
      try Data().write(to: file)
    }
    defer { for file in [output, errors] { try? FileManager.default.removeItem(at: file) } }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = FileHandle.nullDevice
    if let input {
      let file = folder.appendingPathComponent("stdin-\(UUID().uuidString)")
      try Data(input.utf8).write(to: file)
      process.standardInput = try FileHandle(forReadingFrom: file)
    }
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationReason == .exit ? process.terminationStatus : -1,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }

  /// The program lies beside the tests.
  private static var executable: URL {
    let tests = Bundle.allBundles.map(\.bundlePath).first { $0.hasSuffix(".xctest") }
    let folder =
      tests.map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
      ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    return folder.appendingPathComponent("lesson")
  }
}

/// A cell as it stands in a lesson file.
func cell(_ code: String) -> String { "```swift\n\(code)\n```\n" }
