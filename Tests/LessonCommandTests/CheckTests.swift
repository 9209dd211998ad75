import Foundation
import Testing

/// `lesson check`: everything that can be known without running.
@Suite struct CheckTests {
  @Test func runsNothingAndWritesNothing() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write("# T\n\n" + cell("let data = MNIST.loadData()\nprint(1)"), to: "t.md")
    let outcome = try program.run("check", "t.md")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output == "")
    #expect(outcome.errors == "t.md: 1 cell, nothing wrong\n")
    #expect(program.read("output/t.html") == nil)
  }

  @Test func tellsEveryMistakeOfEveryCell() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write(
      "# T\n\n" + cell("print(a)\nprint(b)") + "\n" + cell("print(c)"), to: "t.md")
    let outcome = try program.run("check", "t.md")
    #expect(outcome.status == 2)
    for place in ["t.md:4:7: error: ", "t.md:5:7: error: ", "t.md:9:7: error: "] {
      #expect(outcome.errors.contains(place), "\(outcome.errors)")
    }
    #expect(outcome.errors.contains("    4 | print(a)\n      |       ^"), "\(outcome.errors)")
  }

  @Test func colourOnlyWhenAsked() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write("# T\n\n" + cell("print(a)"), to: "t.md")
    #expect(!(try program.run("check", "t.md").errors.contains("\u{1B}")))
    #expect(try program.run("check", "--color", "always", "t.md").errors.contains("\u{1B}[1;31m"))
  }

  @Test func helpAndVersion() throws {
    let program = try Program()
    defer { program.clean() }
    let help = try program.run("--help")
    #expect(help.status == 0)
    #expect(help.output.contains("lesson run lessons/mnist.md"))
    #expect(try program.run("--version").output.contains("."))
  }
}
