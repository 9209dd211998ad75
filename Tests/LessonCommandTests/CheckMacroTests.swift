import Foundation
import Testing

/// `#expect`, `#require` and holes.
@Suite struct CheckMacroTests {
  private func checks(_ program: Program, _ file: String) throws -> [[String: Any]] {
    let cells = try #require(try program.json(file)["cells"] as? [[String: Any]])
    return cells.flatMap { ($0["outputs"] as? [[String: Any]]) ?? [] }
      .compactMap { $0["check"] as? [String: Any] }
  }

  @Test func anExpectationIsRecordedAndTheCellGoesOn() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write(
      "# T\n\n"
        + cell(
          """
          let accuracy = 0.75
          #expect(accuracy > 0.9, "train a little longer", points: 3)
          #expect(accuracy > 0.5)
          print("on")
          """) + "\n" + cell("print(\"and on\")"), to: "t.md")
    let outcome = try program.run("run", "t.md")
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.contains(
        "t.md:5:1: error: the check 'accuracy > 0.9' does not hold: 'accuracy' is 0.75; train a little longer"
      ), "\(outcome.errors)")
    #expect(try program.statuses("output/t.json") == ["passed", "passed"])
    let found = try checks(program, "output/t.json")
    #expect(found.map { $0["passed"] as? Bool } == [false, true])
    #expect(found.first?["points"] as? Double == 3)
    #expect(found.first?["message"] as? String == "train a little longer")
    #expect(
      found.first?["operands"] as? [[String: String]] == [
        ["source": "accuracy", "value": "0.75"]
      ])
    let page = String(decoding: try #require(program.read("output/t.html")), as: UTF8.self)
    #expect(page.contains("does not hold:"))
    #expect(page.contains("(3 points)"))
  }

  @Test func aRequirementStopsTheCell() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write(
      "# T\n\n" + cell("let n = 2\n#require(n == 3)\nprint(\"no\")") + "\n" + cell("print(1)"),
      to: "t.md")
    let outcome = try program.run("run", "t.md")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("t.md:5:1: error: the requirement 'n == 3' does not hold"))
    #expect(outcome.errors.components(separatedBy: "error:").count == 2, "\(outcome.errors)")
    #expect(try program.statuses("output/t.json") == ["failed", "notReached"])
    #expect(try checks(program, "output/t.json").first?["isRequired"] as? Bool == true)
  }

  @Test func bothSidesAreToldAndEvaluatedOnce() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write(
      """
      var calls = 0
      func next() -> Int { calls += 1; return calls }
      #expect(next() + 1 == next() * 10)
      #expect([1, 2].map { $0 * 2 }
        == [next(), calls])
      let missing: Int? = nil
      #expect(missing != nil && calls > 0)
      #expect(missing != nil)
      print(calls)
      """, to: "t.swift")
    let outcome = try program.run("run", "t.swift", "--transcript")
    #expect(outcome.output == "3\n")
    for message in [
      "'next() + 1' is 2, 'next() * 10' is 20",
      "'[1, 2].map { $0 * 2 }' is [2, 4], '[next(), calls]' is [3, 3]",
      "'missing != nil && calls > 0' does not hold\n", "'missing' is nil",
    ] {
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
  }

  @Test func aCheckIsChecked() throws {
    let program = try Program()
    defer { program.clean() }
    for (code, message) in [
      ("#expect(3)", "cannot convert value of type 'Int' to expected condition type 'Bool'"),
      ("#expect()", "'#expect' expects a condition"),
      ("#expect(true, 3)", "cannot convert value of type 'Int'"),
      ("#expect(true, worth: 3)", "found another argument"),
      ("#require { true }", "expects a condition in parentheses"),
      ("#assert(true)", "'#assert' cannot be used in a cell"),
    ] {
      try program.write(code, to: "t.swift")
      let outcome = try program.run("check", "t.swift")
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains(message), "\(code): \(outcome.errors)")
    }
  }

  @Test func holesAreToDo() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write(
      "# T\n\n" + cell("print(1)") + "\n"
        + cell("func twice(_ x: Int) -> Int {\n  <#return twice x#>\n}\n<#make a model#>") + "\n"
        + cell("print(model, twice(2))"), to: "t.md")
    let checked = try program.run("check", "t.md")
    #expect(checked.status == 0, "\(checked.errors)")
    #expect(checked.errors.contains("t.md:9:3: to do: return twice x"))
    #expect(checked.errors.contains("t.md:11:1: to do: make a model"))
    #expect(checked.errors.hasSuffix("t.md: 3 cells, nothing wrong, 2 to do\n"))
    #expect(!checked.errors.contains("error"), "\(checked.errors)")
    #expect(try program.run("run", "t.md").status == 1)
    #expect(try program.statuses("output/t.json") == ["passed", "toDo", "notReached"])
    let page = String(decoding: try #require(program.read("output/t.html")), as: UTF8.self)
    #expect(page.contains("make a model"))
  }

  @Test func mistakesBesideAHoleAreStillFound() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write("let n = \"a\" * 2\nlet y = <#your number#>\n", to: "t.swift")
    let outcome = try program.run("check", "t.swift")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("t.swift:1:"))
    #expect(outcome.errors.contains("t.swift:2:9: to do: your number"))
  }
}
