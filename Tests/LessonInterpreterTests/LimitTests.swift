import LessonInterpreter
import LessonModel
import Testing

@Suite struct LimitTests {
  private func message(_ source: String, _ limits: Limits) -> String {
    let outcome = run([source], limits: limits)
    if case .overBudget(let diagnostic)? = outcome.runs.last?.status {
      return "\(diagnostic.range?.start.line ?? 0): \(diagnostic.message)"
    }
    return "\(outcome.messages)"
  }

  @Test func aLoopThatDoesNotEndStops() {
    #expect(
      message("var n = 0\nwhile true { n += 1 }", Limits(steps: 10_000)).hasPrefix(
        "2: the cell took more than 10,000 steps"))
  }

  @Test func theSameStepsAreCountedEachTime() {
    let source = "var n = 0\nfor i in 0..<1000 { n += i }\n[1, 2, 3].map { $0 + n }"
    let first = run([source])
    let second = run([source])
    #expect(first.runs.map(\.steps) == second.runs.map(\.steps))
    #expect((first.runs.first?.steps ?? 0) > 1000)
  }

  @Test func aRecursionThatDoesNotEndStops() {
    #expect(
      message("func f(_ n: Int) -> Int { f(n + 1) + 1 }\nprint(f(0))", Limits(callDepth: 1000))
        .hasPrefix("1: functions call each other more than 1,000 deep"))
  }

  @Test func theDeepestRecursionTheDefaultAllowsHasRoom() {
    let outcome = run([
      """
      func f(_ n: Int, _ xs: [Int]) -> Int {
        if n == 0 { return xs.count }
        let ys = [n].map { m in f(m - 1, xs) }
        return ys[0] + 1
      }
      print(f(4990, [1]))
      """
    ])
    #expect(outcome.printed == "4991\n")
  }

  @Test func valuesThatHoldTooMuchStop() {
    #expect(
      message("var xs = [0]\nwhile true { xs += xs }", Limits(bytes: 1 << 20)).contains(
        "the values of the lesson hold more than 1,048,576 bytes"))
    #expect(
      message("let a = Array(repeating: 0, count: 1_000_000_000_000)", Limits()).contains(
        "the values of the lesson hold more than"))
    #expect(
      message("var s = \"x\"\nwhile true { s += s }", Limits(bytes: 1 << 20)).contains(
        "the values of the lesson hold more than"))
  }

  @Test func valuesThatAreGoneDoNotCount() {
    let outcome = run(
      ["for _ in 0..<1000 { let xs = Array(repeating: 0, count: 1000)\n_ = xs.count }\nprint(1)"],
      limits: Limits(bytes: 1 << 20))
    #expect(outcome.printed == "1\n")
  }

  @Test func printingTooMuchStops() {
    #expect(
      message("while true { print(\"aaaaaaaaaa\") }", Limits(printedBytes: 1000)).contains(
        "the cell printed more than 1,000 bytes"))
  }

  @Test func aDeadlineStopsWhateverRuns() {
    #expect(
      message("while true {}", Limits(deadline: ContinuousClock.now)).contains(
        "the cell took too long"))
  }

  @Test func aRunThatIsToldToStopStops() {
    let cell = cell("while true {}")
    let lesson = check(cell)
    let session = Session(lesson, cancelled: { true }) { _ in }
    guard case .cancelled = session.run(0).status else {
      Issue.record("expected the cell to be cancelled")
      return
    }
  }

  @Test(arguments: [
    "String(repeating: \"ab\", count: Int.max)", "String(repeating: \"\", count: Int.max)",
    "Array(repeating: 0, count: Int.max)", "Array(0..<Int.max)", "Array(1...)",
    "Array((1...).prefix(1 << 50))", "(0...Int.max - 1).map { $0 }",
    "Array(stride(from: 0, to: Int.max, by: 1))", "Set(0..<Int.max)",
    "Dictionary(uniqueKeysWithValues: zip(0..<Int.max, 0..<Int.max))",
    "[[1]].flatMap { _ in 0..<Int.max }", "[0..<Int.max].joined().map { $0 }",
    "(0..<Int.max).reduce(0) { a, _ in a }", "(0..<Int.max).contains { $0 < 0 }",
    "var d: [Int: Int] = [:]\nfor i in 0... { d[i] = i }",
    "var s = \"ab\"\nwhile true { s += s }", "var a = [1]\nwhile true { a += a }",
    "repeatElement(1, count: Int.max).count", "Array(zip(0..., 0...))",
  ])
  func whatIsTooMuchIsChargedBeforeItIsDone(_ source: String) {
    let text = message(source, Limits(steps: 1_000_000, bytes: 10_000_000))
    #expect(text.contains("more than"), "\(text)")
  }

  @Test func choicesWithinEachOtherAreBounded() {
    let clock = ContinuousClock()
    let took = clock.measure {
      let outcome = run(["let a = " + String(repeating: "true ? 1 : ", count: 5_000) + "2"])
      #expect(outcome.messages.first?.contains("nested too deeply") == true)
    }
    #expect(took < .seconds(1))
  }

  @Test func libraryCallsChargeBeforeTheyWork() {
    let library = Library(types: sampleTypes, functions: sampleFunctions)
    let outcome = run(
      ["let e = Engine([Wheel()])\ne.start(Vector([1]), times: 1_000_000)\ne.turns"],
      library: library, limits: Limits(steps: 1000))
    #expect(outcome.messages.first?.contains("the cell took more than 1,000 steps") == true)
  }
}
