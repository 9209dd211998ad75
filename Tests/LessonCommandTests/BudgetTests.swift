import Foundation
import Testing

/// Budgets: where a lesson and a user change them, and what is said when one is used up.
@Suite struct BudgetTests {
  @Test func theLoopAndTheWayToMoreAreNamed() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write(
      "func f(_ n: Int) -> Int { n + 1 }\nvar i = 0\nwhile true {\n  if i >= 0 { i = f(i) }\n}\n",
      to: "t.swift")
    let outcome = try program.run("run", "--max-steps", "100001", "t.swift")
    #expect(outcome.status == 3)
    #expect(
      outcome.errors.contains("t.swift:4:19: error: the cell took more than 100,001 steps"),
      "\(outcome.errors)")
    #expect(outcome.errors.contains("t.swift:3:1: note: in this loop"), "\(outcome.errors)")
    #expect(outcome.errors.contains("'limits: { steps: 400004 }'"))
    #expect(outcome.errors.contains("--max-steps 400004"))
  }

  @Test func theLessonChangesItsBudgetsAndTheUserHasTheLastWord() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write(
      "---\nlimits: { steps: 10_000, memory: 64MB, output-lines: 3, depth: 50 }\n---\n# T\n\n"
        + cell("for i in 0..<20_000 { _ = i }"), to: "t.md")
    #expect(try program.run("run", "t.md").status == 3)
    let limits = try #require(try program.json("output/t.json")["limits"] as? [String: Int])
    #expect(limits == ["steps": 10_000, "memory": 64 << 20, "outputLines": 3, "depth": 50])
    #expect(try program.run("run", "--max-steps", "50000", "t.md").status == 0)
    let changed = try #require(try program.json("output/t.json")["limits"] as? [String: Int])
    #expect(changed["steps"] == 50_000)
    #expect(changed["memory"] == 64 << 20)
  }

  @Test(arguments: [
    ("output-lines: 3", "for i in 0..<9 { print(i) }", "more than 3 lines"),
    ("output-lines: 3", "for i in 0..<9 { #expect(i >= 0) }", "more than 3 lines"),
    ("depth: 50", "func f(_ n: Int) -> Int { f(n + 1) + 1 }\nprint(f(0))", "more than 50 deep"),
    ("memory: 2MB", "var xs = [0]\nwhile true { xs += xs }", "more than 2,097,152 bytes"),
  ])
  func eachBudgetStopsItsCell(_ limit: String, _ code: String, _ message: String) throws {
    let program = try Program()
    defer { program.clean() }
    try program.write("---\nlimits: { \(limit) }\n---\n# T\n\n" + cell(code), to: "t.md")
    let outcome = try program.run("run", "t.md")
    #expect(outcome.status == 3, "\(outcome.errors)")
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(outcome.errors.contains("limits: { \(limit.split(separator: ":")[0]): "))
  }

  @Test func theClockStandsBehindThem() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write("while true {}\n", to: "t.swift")
    let outcome = try program.run(
      "run", "--timeout", "1", "--max-steps", "1000000000000", "t.swift")
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("the cell took too long"), "\(outcome.errors)")
    #expect(outcome.errors.contains("--timeout"))
    let results = String(
      decoding: try #require(program.read("output/t.json")), as: UTF8.self)
    #expect(!results.contains("\"timeout\""))
  }

  @Test func aTrainingIsStoppedByTheClockToo() throws {
    let program = try Program()
    defer { program.clean() }
    try program.write(
      """
      let x = Tensor.random([2000, 200], seed: 1)
      let y = Tensor.random([2000, 1], seed: 2)
      let model = Sequential([Dense(200, activation: .relu, inputShape: [200]), Dense(1)])
      model.compile(optimizer: .adam, loss: .mse)
      model.fit(x, y, epochs: 10_000)
      """, to: "t.swift")
    let outcome = try program.run("run", "--timeout", "1", "--quiet", "t.swift")
    #expect(outcome.status == 3, "\(outcome.errors)")
    #expect(outcome.errors.contains("t.swift:5:"), "\(outcome.errors)")
    #expect(outcome.errors.contains("took too long"), "\(outcome.errors)")
  }

  @Test(arguments: [
    ("limits: { steps: 0 }", "'steps' expects a whole number from 1 to"),
    ("limits: { memory: much }", "'memory' expects an amount such as '512MB'"),
    ("limits: 3", "'limits' expects keys and values"),
  ])
  func badLimitsAreErrors(_ line: String, _ message: String) throws {
    let program = try Program()
    defer { program.clean() }
    try program.write("---\n\(line)\n---\n# T\n\n" + cell("print(1)"), to: "t.md")
    let outcome = try program.run("check", "t.md")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(outcome.errors.hasPrefix("t.md:2:"), "\(outcome.errors)")
  }
}
