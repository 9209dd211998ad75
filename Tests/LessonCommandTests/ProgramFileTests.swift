import Foundation
import Testing

/// Swift programs as lessons, standard input, and `--transcript`.
@Suite struct ProgramFileTests {
  @Test func aSwiftFileIsALessonOfOneCell() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write("let a = 2\nprint(a + 3)\na * 2\n", to: "sum.swift")
    let outcome = try program.run("run", "sum.swift")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try program.statuses("output/sum.json") == ["passed"])
    let text = String(decoding: try #require(program.read("output/sum.json")), as: UTF8.self)
    #expect(text.contains(#"{"printed": "5\n"}"#))
    #expect(text.contains(#"{"value": "4"}"#))
    #expect(try program.run("check", "sum.swift").errors == "sum.swift: 1 cell, nothing wrong\n")
  }

  @Test func aTranscriptIsWhatTheCellsPrintAndNothingElse() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write(
      "# T\n\n" + cell("print(\"one\", terminator: \"\")") + "\n"
        + cell(
          """
          let model = Sequential([Dense(1, inputShape: [1])])
          model.compile(optimizer: .sgd, loss: .mse)
          let history = model.fit(Tensor([[1.0]]), Tensor([2.0]), epochs: 2)
          print(" two")
          3
          """), to: "t.md")
    let outcome = try program.run("run", "--transcript", "t.md")
    #expect(outcome.status == 0)
    #expect(outcome.output == "one two\n")
    #expect(outcome.errors.contains("Epoch 2/2"))
    #expect(program.read("output/t.json") == nil)
  }

  @Test func aTranscriptEndsWhereTheLessonFails() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write("print(1)\nlet zero = 0\nprint(1 / zero)\nprint(2)\n", to: "t.swift")
    let outcome = try program.run("run", "--transcript", "t.swift")
    #expect(outcome.status == 1)
    #expect(outcome.output == "1\n")
    #expect(outcome.errors.hasPrefix("t.swift:3:"), "\(outcome.errors)")
  }

  @Test func standardInputIsALesson() throws {
    let program = try Program()
    defer { program.clean() }
    let lesson = try program.run(
      "run", "-", "--transcript", input: "# T\n\n" + cell("print(\"from Markdown\")"))
    #expect(lesson.status == 0, "\(lesson.errors)")
    #expect(lesson.output == "from Markdown\n")
    let swift = try program.run(
      "run", "-", "--as", "swift", "--transcript", input: "print(\"from Swift\")")
    #expect(swift.output == "from Swift\n")
    let wrong = try program.run("check", "-", "--as", "swift", input: "print(a)")
    #expect(wrong.status == 2)
    #expect(wrong.errors.hasPrefix("<input>:1:7: error: "), "\(wrong.errors)")
    #expect(try program.run("run", "-", input: "# A\n\n" + cell("print(1)")).status == 0)
    #expect(program.read("output/input.html") != nil)
  }

  @Test func aProgramMayNameItsLibrary() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write("import LessonKit\nprint(Tensor([1.0, 2.0]).sum())\n", to: "t.swift")
    #expect(try program.run("run", "--transcript", "t.swift").output == "3.0\n")
  }
}
