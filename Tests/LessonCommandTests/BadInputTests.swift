import Foundation
import Testing

/// What is wrong gets one clear message, at its place, and the right exit code.
@Suite struct BadInputTests {
  /// A cell that is wrong, and what must be said of it.
  struct Case: CustomTestStringConvertible, Sendable {
    var code: String
    var status: Int32
    /// Line in the cell, from 1.
    var line: Int
    var says: [String]
    var testDescription: String { code }
  }

  private static let model =
    "let model = Sequential([Dense(3, activation: .softmax, inputShape: [2])])\n"
  private static let compile =
    "model.compile(optimizer: .adam, loss: .sparseCategoricalCrossentropy)\n"

  static let cases = [
    Case(code: "let x = ", status: 2, line: 1, says: ["expected"]),
    Case(code: "print(unknwon)", status: 2, line: 1, says: ["unknwon"]),
    Case(code: "let modle = 1\nprint(model)", status: 2, line: 2, says: ["modle"]),
    Case(
      code: "let d = Dense(3, activaton: .relu)", status: 2, line: 1,
      says: ["activaton", "activation"]),
    Case(code: "let d = Dense(3, activation: .rleu)", status: 2, line: 1, says: ["rleu", "relu"]),
    Case(code: "let s: String = 1", status: 2, line: 1, says: ["Int", "String"]),
    Case(code: "import Foundation", status: 2, line: 1, says: ["import"]),
    Case(code: "class C {}", status: 2, line: 1, says: ["class"]),
    Case(code: "let d = Dense(-3)", status: 1, line: 1, says: ["Dense", "-3"]),
    Case(
      code: "let t = Tensor([1.0, 2.0]) + Tensor([1.0, 2.0, 3.0])", status: 1, line: 1,
      says: ["[2]", "[3]"]),
    Case(code: "let t = Tensor([1.0, 2.0])\nprint(t[5])", status: 1, line: 2, says: ["5"]),
    Case(
      code: model + "model.fit(Tensor([[1.0, 2.0]]), Tensor([0]))", status: 1, line: 2,
      says: ["compile"]),
    Case(
      code: model + compile + "model.fit(Tensor([[1.0, 2.0, 3.0]]), Tensor([0]))", status: 1,
      line: 3, says: ["[examples, 2]", "[1, 3]"]),
    Case(
      code: model + compile + "model.fit(Tensor([[1.0, 2.0]]), Tensor([3]))", status: 1, line: 3,
      says: ["label", "3"]),
    Case(
      code: model + compile + "model.fit(Tensor([[1.0, 2.0]]), Tensor([0]), epochs: 0)", status: 1,
      line: 3, says: ["epoch"]),
    Case(
      code: """
        let line = Sequential([Dense(1, inputShape: [1])])
        line.compile(optimizer: .sgd(learningRate: 1e20), loss: .mse)
        line.fit(Tensor([[1.0], [2.0]]), Tensor([1.0, 5.0]), epochs: 50)
        """, status: 1, line: 3, says: ["loss", "epoch", "learning rate"]),
    Case(code: "let zero = 0\nprint(1 / zero)", status: 1, line: 2, says: ["zero"]),
    Case(code: "let big = Int.max\nprint(big + 1)", status: 1, line: 2, says: ["overflow"]),
    Case(code: "let t = Tensor.zeros([1000000, 1000000])", status: 1, line: 1, says: ["1000000"]),
    Case(code: "let all = Array(0..<Int.max)", status: 3, line: 1, says: ["bytes"]),
    Case(
      code: """
        let a = Array(repeating: String(repeating: "a", count: 1_000_000), count: 100_000)
        print(a.joined().count)
        """, status: 3, line: 2, says: ["bytes"]),
    Case(code: "var s = \"a\"\nwhile true { s += s }", status: 3, line: 2, says: ["bytes"]),
    Case(code: "while true { print(\"x\") }", status: 3, line: 1, says: ["printed"]),
    Case(
      code: "let a = " + String(repeating: "[", count: 30) + "1"
        + String(repeating: "]", count: 30),
      status: 2, line: 1, says: ["nested"]),
    Case(
      code: model + compile + "model.fit(Tensor([[1.0, 2.0]]), Tensor([0]), epochs: 1_000_000)",
      status: 3, line: 3, says: ["fit", "epochs"]),
    Case(
      code: "func f(_ n: Int) -> Int { f(n + 1) }\nprint(f(0))", status: 3, line: 1, says: ["deep"]),
  ]

  @Test(arguments: cases)
  func eachMistakeIsSaidAtItsLine(_ example: Case) throws {
    let program = try Program()
    defer { program.clean() }
    try program.write("# T\n\n" + cell(example.code), to: "t.md")
    let outcome = try program.run("run", "t.md")
    #expect(outcome.status == example.status, "\(outcome.errors)")
    let line = example.line + 3
    #expect(outcome.errors.contains("t.md:\(line):"), "\(outcome.errors)")
    for words in example.says {
      #expect(outcome.errors.contains(words), "'\(words)' in: \(outcome.errors)")
    }
    #expect(program.read("output/t.html") != nil)
    #expect(program.read("output/t.json") != nil)
  }

  @Test func anyBatchSizeRuns() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write(
      "# T\n\n"
        + cell(
          Self.model + Self.compile
            + "model.fit(Tensor([[1.0, 2.0]]), Tensor([0]), batchSize: Int.max)"), to: "t.md")
    #expect(try program.run("run", "t.md").status == 0)
  }

  @Test func aFailureThatIsAllowedLeavesNoValuesBehind() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write(
      "# T\n\n" + cell("//| error: true\nlet a: [Int] = []\nlet q = a[0]") + "\n"
        + cell("print(1)") + "\n" + cell("print(q)"), to: "t.md")
    let outcome = try program.run("run", "t.md")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("t.md:14:7: error: 'q' has no value"), "\(outcome.errors)")
    #expect(try program.statuses("output/t.json") == ["failed", "passed", "failed"])
  }

  @Test func aHugeValueIsCut() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write("# T\n\n" + cell("Array(repeating: 1, count: 1_000_000)"), to: "t.md")
    #expect(try program.run("run", "t.md").status == 0)
    let page = try #require(program.read("output/t.html"))
    #expect(page.count < 300_000)
  }

  @Test func twoLessonsOfOneName() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write("# T", to: "a/t.md")
    try program.write("# T", to: "b/t.md")
    let outcome = try program.run("run", "a/t.md", "b/t.md")
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("'t'"))
    #expect(program.read("output/t.html") == nil)
  }

  @Test func bothFilesOrNone() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write("# T\n\n" + cell("print(1)"), to: "t.md")
    try program.write("in the way", to: "output/t.html/file")
    let outcome = try program.run("run", "t.md")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("t.html"), "\(outcome.errors)")
    #expect(program.read("output/t.json") == nil)
  }

  @Test func windowsLineEnds() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write("# T\r\n\r\n```swift\r\nprint(zz)\r\n```\r\n", to: "t.md")
    let outcome = try program.run("check", "t.md")
    #expect(outcome.errors.contains("    4 | print(zz)\n      |       ^"), "\(outcome.errors)")
  }

  @Test func aMissingLesson() throws {
    let program = try Program()
    defer { program.clean() }
    let outcome = try program.run("run", "nowhere.md")
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("nowhere.md: error: no such file"))
  }

  @Test func aFolder() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write("", to: "folder/x.md")
    let outcome = try program.run("run", "folder")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("folder"))
  }

  @Test func bytesThatAreNoText() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write(Data("# T\n\nabc \u{E9}".utf8) + Data([0xFF, 0xFE]), to: "t.md")
    let outcome = try program.run("run", "t.md")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("t.md:3:"), "\(outcome.errors)")
    #expect(outcome.errors.contains("UTF-8"))
  }

  @Test func anUnwritableOutput() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write("# T\n\n" + cell("print(1)"), to: "t.md")
    try program.write("in the way", to: "output")
    let outcome = try program.run("run", "t.md")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("output"))
  }

  @Test(arguments: ["train-images-idx3-ubyte", "train-labels-idx1-ubyte"])
  func aCorruptDataFile(_ name: String) throws {
    let program = try Program()
    defer { program.clean() }
    try program.write("# T\n\n" + cell("let data = MNIST.loadData()"), to: "t.md")
    try program.write("not a gzip file", to: "data/mnist/\(name).gz")
    let outcome = try program.run(
      "run", "t.md",
      environment: ["LESSON_DATA": program.folder.appendingPathComponent("data").path])
    #expect(outcome.status == 2, "\(outcome.errors)")
    #expect(outcome.errors.contains("t.md:4:12: error: "), "\(outcome.errors)")
    #expect(outcome.errors.contains("LESSON_DATA/mnist"))
    let page = String(decoding: try #require(program.read("output/t.html")), as: UTF8.self)
    #expect(!page.contains(program.folder.path))
  }

  @Test func wrongUsage() throws {
    let program = try Program()
    defer { program.clean() }
    #expect(try program.run("run").status == 64)
    #expect(try program.run("rnu", "t.md").status == 64)
    #expect(try program.run("run", "--seed", "much", "t.md").status == 64)
  }
}
