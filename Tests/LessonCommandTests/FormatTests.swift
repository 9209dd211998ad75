import Foundation
import Testing

/// The forms in which diagnostics are written.
@Suite struct FormatTests {
  /// Two mistakes behind a letter that takes two bytes and one that takes two units of UTF-16, one of
  /// them with a fix, and a warning.
  static let lesson =
    "# T\n\n" + cell("let é = \"🙂\"; prnt(é)\nlet b = nmae, c: Int = \"100%\"")

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func jsonHasEachDiagnosticOnceWithItsFix() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write(Self.lesson, to: "t.md")
    for command in ["check", "run"] {
      let outcome = try program.run(command, "--format", "json", "--quiet", "t.md")
      #expect(outcome.status == 2)
      #expect(outcome.errors == "")
      let document = try json(outcome.output)
      #expect(document["schema"] as? String == "lesson-diagnostics")
      let files = try #require(document["files"] as? [[String: Any]])
      #expect(files.map { $0["path"] as? String } == ["t.md"])
      let found = try #require(files.first?["diagnostics"] as? [[String: Any]])
      #expect(found.map { $0["severity"] as? String } == ["error", "error", "error"])
      let fix = try #require(found.first?["fix"] as? [String: Any])
      #expect(fix["replacement"] as? String == "print")
      #expect(
        try #require(found.first?["text"] as? String).contains(
          "t.md:4:18: error: cannot find 'prnt' in scope; did you mean 'print'?"))
    }
  }

  @Test func theSameMessagesInEveryForm() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write(Self.lesson, to: "t.md")
    let text = try program.run("check", "t.md").errors
    let document = try json(try program.run("check", "--format", "json", "t.md").output)
    let files = try #require(document["files"] as? [[String: Any]])
    let found = try #require(files.first?["diagnostics"] as? [[String: Any]])
    #expect(found.compactMap { $0["text"] as? String }.joined() == text)
    #expect(try program.run("run", "t.md").status == 2)
    let report = try program.json("output/t.json")
    let reported = try #require(report["diagnostics"] as? [[String: Any]])
    #expect(
      reported.map { $0["message"] as? String } == found.map { $0["message"] as? String })
  }

  @Test func githubAnnotationsAreEscaped() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write(Self.lesson, to: "a,b:c.md")
    let outcome = try program.run("check", "--format", "github", "a,b:c.md")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 3)
    // Columns in units of UTF-16: "é" is one, the face two.
    #expect(
      lines.first
        == "::error file=a%2Cb%3Ac.md,line=4,endLine=4,col=15,endColumn=18,title=error [unknown-name]::cannot find 'prnt' in scope; did you mean 'print'?%0Afix: replace 'prnt' with 'print'"
    )
    #expect(outcome.errors == "")
  }

  @Test func sarifNamesRulesPlacesAndFixes() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write(Self.lesson, to: "a b.md")
    let log = try json(try program.run("check", "--format", "sarif", "a b.md").output)
    #expect(log["version"] as? String == "2.1.0")
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.count == 3)
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    let rules = try #require(driver["rules"] as? [[String: Any]]).map { $0["id"] as? String }
    for result in results {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index] == result["ruleId"] as? String)
      #expect(result["level"] as? String == "error")
    }
    let place = try #require(
      ((results.first?["locations"] as? [[String: Any]])?.first?["physicalLocation"])
        as? [String: Any])
    #expect((place["artifactLocation"] as? [String: Any])?["uri"] as? String == "a%20b.md")
    let region = try #require(place["region"] as? [String: Int])
    #expect(region == ["startLine": 4, "startColumn": 15, "endLine": 4, "endColumn": 19])
    let fixes = try #require(results.first?["fixes"] as? [[String: Any]])
    let change = try #require((fixes.first?["artifactChanges"] as? [[String: Any]])?.first)
    let replacement = try #require((change["replacements"] as? [[String: Any]])?.first)
    #expect((replacement["insertedContent"] as? [String: Any])?["text"] as? String == "print")
  }

  @Test func aTranscriptHasStandardOutputForItself() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write("print(1)\n#expect(1 > 2)\n", to: "t.swift")
    let outcome = try program.run("run", "--transcript", "--format", "json", "t.swift")
    #expect(outcome.output == "1\n")
    #expect(try json(outcome.errors)["schema"] as? String == "lesson-diagnostics")
  }

  @Test func aMissingFileIsADiagnosticToo() throws {
    let program = try Program()
    defer { program.clean() }
    let outcome = try program.run("check", "--format", "github", "none.md")
    #expect(outcome.status == 2)
    #expect(outcome.output.hasPrefix("::error file=none.md,title=error [file]::no such file"))
  }

  @Test func aLongLineIsShownAroundThePlace() throws {
    let program = try Program()
    defer { program.clean() }
    let long = "let a = \"" + String(repeating: "x", count: 50_000) + "\"; print(b)"
    try program.write(long, to: "t.swift")
    let outcome = try program.run("check", "t.swift")
    #expect(outcome.errors.contains("t.swift:1:50018: error: cannot find 'b' in scope"))
    #expect(outcome.errors.contains("x\"; print(b)\n"))
    #expect(outcome.errors.utf8.count < 1_000)
    let lines = outcome.errors.split(separator: "\n")
    let caret = try #require(lines.first { $0.contains("^") })
    let shown = try #require(lines.first { $0.contains("print(b)") })
    #expect(caret.utf8.count - 1 == shown.utf8.count - 2)
  }

  @Test func usageErrorsReadAsOurs() throws {
    let program = try Program()
    defer { program.clean() }
    for (arguments, message) in [
      (["run", "--ouput", "x", "t.md"], "error: unknown option '--ouput'"),
      (["check"], "error: missing expected argument '<files> ...'"),
      (
        ["run", "--seed", "much", "t.md"], "error: the value 'much' is invalid for '--seed <seed>'"
      ),
      (["run", "--max-memory", "3", "t.md"], "expected an amount from 1MB to 64GB"),
      (["run", "--max-steps", "0", "t.md"], "error: expected from 1 to 1000000000000 steps"),
      (["check", "--format", "xml", "t.md"], "error: the value 'xml' is invalid for '--format"),
    ] {
      let outcome = try program.run(arguments)
      #expect(outcome.status == 64)
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
      #expect(outcome.errors.hasPrefix("error: "), "\(outcome.errors)")
      let first = outcome.errors.split(separator: "\n").first ?? ""
      #expect(!first.hasSuffix(".") || first.hasSuffix("..."), "\(first)")
    }
  }
}
