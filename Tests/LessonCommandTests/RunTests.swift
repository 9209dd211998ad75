import Foundation
import Testing

/// `lesson run` as a user knows it: files, streams and exit codes.
@Suite struct RunTests {
  /// A small training that needs no data.
  static let training = """
    # A line

    \(cell("""
      let x = Tensor([[-1.0], [0.0], [1.0], [2.0], [3.0], [4.0]])
      let y = Tensor([-3.0, -1.0, 1.0, 3.0, 5.0, 7.0])
      let model = Sequential([Dense(1, inputShape: [1])])
      model.compile(optimizer: .sgd, loss: .mse)
      let history = model.fit(x, y, epochs: 3)
      """))
    \(cell("print(model.predict(Tensor([[10.0]])).shape)"))
    """

  @Test func writesAPageAndItsData() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write(Self.training, to: "line.md")
    let outcome = try program.run("run", "line.md")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output == "")
    #expect(outcome.errors.contains("Epoch 3/3 - 1/1 ["))
    #expect(outcome.errors.hasSuffix("wrote output/line.html and output/line.json\n"))
    #expect(try program.statuses("output/line.json") == ["passed", "passed"])
    let page = try #require(program.read("output/line.html"))
    #expect(String(decoding: page, as: UTF8.self).contains("[1, 1]"))
  }

  @Test func theSameBytesTwiceFromAnywhere() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write(Self.training, to: "line.md")
    try program.write(Self.training, to: "elsewhere/line.md")
    #expect(try program.run("run", "line.md", "-o", "a").status == 0)
    #expect(
      try program.run(
        "run", "elsewhere/line.md", "-o", "b",
        environment: ["LANG": "de_DE.UTF-8", "LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Tokyo"]
      ).status == 0)
    for file in ["line.html", "line.json"] {
      let first = try #require(program.read("a/\(file)"))
      #expect(first == program.read("b/\(file)"))
    }
  }

  @Test(arguments: ["1", "2", "3"])
  func theSameBytesWithAnyNumberOfThreads(_ threads: String) throws {
    let program = try Program()
    defer { program.clean() }
    let wide = """
      # Wide enough to be shared

      \(cell("""
        let x = Tensor.random([64, 300], seed: 1)
        let y = Tensor.random([64, 1], seed: 2)
        let model = Sequential([
          Dense(400, activation: .relu, inputShape: [300]), Dense(400, activation: .tanh), Dense(1),
        ])
        model.compile(optimizer: .adam, loss: .mse)
        model.fit(x, y, epochs: 2)
        print(model.predict(x).sum())
        """))
      """
    try program.write(wide, to: "wide.md")
    #expect(try program.run("run", "wide.md", "-o", "a").status == 0)
    #expect(try program.run("run", "wide.md", "-o", "b", "--threads", threads).status == 0)
    let first = try #require(program.read("a/wide.json"))
    #expect(first == program.read("b/wide.json"))
  }

  @Test func anotherSeedIsAnotherRun() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write(Self.training, to: "line.md")
    #expect(try program.run("run", "line.md", "-o", "a", "--seed", "1").status == 0)
    #expect(try program.run("run", "line.md", "-o", "b", "--seed", "2").status == 0)
    let first = try #require(program.read("a/line.json"))
    #expect(first != program.read("b/line.json"))
    #expect(try program.json("b/line.json")["seed"] as? Int == 2)
  }

  @Test func quietSaysNothing() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write(Self.training, to: "line.md")
    let outcome = try program.run("run", "--quiet", "line.md")
    #expect(outcome.status == 0)
    #expect(outcome.output + outcome.errors == "")
  }

  @Test func aFailingCellIsMarkedAndLaterOnesNotReached() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write(
      "# T\n\n" + cell("print(1)") + "\n" + cell("let a = [1]\nprint(a[3])") + "\n"
        + cell("print(2)"), to: "t.md")
    let outcome = try program.run("run", "t.md")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("t.md:9:7: error: "), "\(outcome.errors)")
    #expect(try program.statuses("output/t.json") == ["passed", "failed", "notReached"])
    let page = String(decoding: try #require(program.read("output/t.html")), as: UTF8.self)
    #expect(page.contains("not reached"))
  }

  @Test func nothingRunsWhenTheLastCellIsWrong() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write("# T\n\n" + cell("print(1)") + "\n" + cell("print(nmae)"), to: "t.md")
    let outcome = try program.run("run", "t.md")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("t.md:8:7: error: "), "\(outcome.errors)")
    #expect(try program.statuses("output/t.json") == ["notReached", "notReached"])
    #expect(program.read("output/t.html") != nil)
  }

  @Test func anEndlessLoopMeetsItsBudget() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write("# T\n\n" + cell("var i = 0\nwhile true { i += 1; i -= 1 }"), to: "t.md")
    let outcome = try program.run("run", "t.md")
    #expect(outcome.status == 3, "\(outcome.errors)")
    #expect(outcome.errors.contains("t.md:5:"))
  }

  @Test func aReportStandsUntilANewOneIsComplete() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write("old", to: "output/line.html")
    try program.write("# broken\n\n```swift\nlet", to: "gone/other.md")
    #expect(try program.run("run", "missing.md").status == 2)
    #expect(program.read("output/line.html") == Data("old".utf8))
  }

  @Test func theSampleIsUsedAndSaidSo() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write(
      "# T\n\n"
        + cell("let ((images, labels), _) = MNIST.loadData()\nprint(images.shape, labels[0])"),
      to: "t.md")
    let outcome = try program.run("run", "--offline", "t.md")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("bundled sample"))
    let report = try program.json("output/t.json")
    let sets = try #require(report["datasets"] as? [[String: Any]])
    #expect(sets.first?["origin"] as? String == "sample")
    let page = String(decoding: try #require(program.read("output/t.html")), as: UTF8.self)
    #expect(page.contains("bundled sample"))
    #expect(page.contains("[4000, 28, 28]"))
  }

  @Test func strictDataRefusesTheSample() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write("# T\n\n" + cell("let data = MNIST.loadData()"), to: "t.md")
    let outcome = try program.run("run", "--offline", "--strict-data", "t.md")
    #expect(outcome.status == 2, "\(outcome.errors)")
    #expect(outcome.errors.contains("t.md:4:"))
    #expect(outcome.errors.contains("LESSON_DATA"))
  }

  @Test func explanationsCanBeTurnedOff() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write(Self.training, to: "with.md")
    try program.write("---\nexplain: false\n---\n" + Self.training, to: "without.md")
    #expect(try program.run("run", "with.md", "without.md").status == 0)
    let with = String(decoding: try #require(program.read("output/with.json")), as: UTF8.self)
    let without = String(decoding: try #require(program.read("output/without.json")), as: UTF8.self)
    #expect(with.contains("\"topic\""))
    #expect(!without.contains("\"topic\""))
  }
}
