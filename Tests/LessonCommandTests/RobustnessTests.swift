import Foundation
import Testing

/// Files that no one would write: each ends with messages and its exit code within seconds.
@Suite struct RobustnessTests {
  struct Input: CustomTestStringConvertible, Sendable {
    var name: String
    var text: String
    var status: Int32
    var message: String
    var testDescription: String { name }
  }

  private static func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  static let programs: [Input] = [
    Input(
      name: "10 MB of statements", text: repeated("let a = 1\n", 1_000_000), status: 2,
      message: "a cell of 10000000 bytes is too long"),
    Input(
      name: "10 MB in one line", text: "let a = \"" + repeated("x", 10_000_000) + "\"\n", status: 2,
      message: "is too long"),
    Input(
      name: "100,000 opened parentheses", text: repeated("(", 100_000), status: 2,
      message: "nested too deeply"),
    Input(
      name: "100,000 opened brackets", text: repeated("[", 100_000), status: 2,
      message: "nested too deeply"),
    Input(
      name: "100,000 opened braces", text: repeated("{", 100_000), status: 2,
      message: "nested too deeply"),
    Input(
      name: "100,000 closed parentheses", text: repeated(")", 100_000), status: 2,
      message: "error:"),
    Input(
      name: "a string that is never closed", text: "let a = \"abc\nprint(a)\n", status: 2,
      message: "1:9: error:"),
    Input(
      name: "a comment that is never closed", text: "print(1)\n/* abc\n", status: 2,
      message: "error:"),
    Input(
      name: "interpolations within each other",
      text: "print(" + repeated("\"\\(", 2_000) + "1" + repeated(")\"", 2_000) + ")", status: 2,
      message: "nested too deeply"),
    Input(
      name: "prefix operators", text: "let a = " + repeated("-", 10_000) + "1\n", status: 2,
      message: "error:"),
    Input(
      name: "a chain of 50,000 members", text: "let a = 1" + repeated(".b", 50_000), status: 2,
      message: "nested too deeply"),
    Input(
      name: "a sum of 50,000 numbers", text: "let a = 1" + repeated(" + 1", 50_000), status: 2,
      message: "is too long, expected at most"),
    Input(
      name: "closures within each other", text: repeated("{ a in ", 5_000) + repeated("}", 5_000),
      status: 2, message: "nested too deeply"),
    Input(
      name: "types within each other",
      text: "let a: " + repeated("[", 3_000) + "Int" + repeated("]", 3_000) + " = []", status: 2,
      message: "nested too deeply"),
    Input(
      name: "a name that reads from right to left", text: "let \u{202E}nimda = 1\n", status: 2,
      message: "U+202E"),
    Input(
      name: "a space that cannot be seen", text: "let a\u{200B}b = 1\n", status: 2,
      message: "U+200B"),
    Input(
      name: "else if, 5,000 times",
      text: "let n = 1\nif n == 0 {}" + repeated(" else if n == 2 {}", 5_000), status: 2,
      message: "nested too deeply"),
    Input(
      name: "ternaries within each other", text: "let a = " + repeated("true ? 1 : ", 5_000) + "2",
      status: 2, message: "error:"),
  ]

  @Test(arguments: programs)
  func aProgramEndsWithAMessage(_ input: Input) throws {
    let program = try Program()
    defer { program.clean() }
    try program.write(input.text, to: "t.swift")
    let start = ContinuousClock.now
    let outcome = try program.run("check", "t.swift")
    #expect(ContinuousClock.now - start < .seconds(20))
    #expect(outcome.status == input.status, "\(outcome.errors.prefix(300))")
    #expect(outcome.errors.contains(input.message), "\(outcome.errors.prefix(300))")
    #expect(outcome.errors.utf8.count < 300_000)
  }

  @Test func aHundredThousandCells() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write("# T\n\n" + Self.repeated("```swift\nprint(1)\n```\n\n", 100_000), to: "t.md")
    let start = ContinuousClock.now
    let outcome = try program.run("check", "t.md")
    #expect(ContinuousClock.now - start < .seconds(30))
    #expect(outcome.status == 0, "\(outcome.errors.prefix(300))")
    #expect(outcome.errors.contains("100000 cells, nothing wrong"), "\(outcome.errors.prefix(300))")
  }

  @Test func bytesThatAreNoText() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write(Data("print(1)\nlet a = \"".utf8) + Data([0xFF, 0xFE, 0x22]), to: "t.swift")
    let outcome = try program.run("check", "t.swift")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("t.swift:2:10: error: byte 18 of the file, 0xFF, is not UTF-8"))
    try program.write(Data((0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 167) }), to: "b.md")
    #expect(try program.run("run", "b.md").status == 2)
  }

  /// What fuzzing has found, kept.
  @Test(arguments: fuzzed)
  func whatEndedTheProcessOnce(_ file: String) throws {
    let program = try Program()
    defer { program.clean() }
    let data = try #require(
      FileManager.default.contents(atPath: Self.folder.appendingPathComponent(file).path))
    let name = file.hasSuffix(".md") ? "t.md" : "t.swift"
    try program.write(data, to: name)
    let start = ContinuousClock.now
    let outcome = try program.run("run", name, "--max-steps", "100000", "--timeout", "20")
    #expect([0, 1, 2, 3].contains(outcome.status), "\(outcome.errors.prefix(300))")
    #expect(!outcome.errors.contains("internal error"), "\(outcome.errors.prefix(300))")
    #expect(ContinuousClock.now - start < .seconds(25))
  }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Corpus/fuzz")

  static let fuzzed = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".md") || $0.hasSuffix(".swift") }.sorted()
}
