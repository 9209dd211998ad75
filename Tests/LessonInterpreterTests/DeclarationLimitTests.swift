import Testing

/// What values of the cells' own types do at the limits: nothing ends the process.
@Suite struct DeclarationLimitTests {
  @Test func aLongChainIsLetGo() {
    let outcome = run([
      """
      indirect enum Chain { case end, link(Int, Chain) }
      var chain = Chain.end
      for i in 0..<300_000 { chain = .link(i, chain) }
      chain = .end
      print("gone")
      """
    ])
    #expect(outcome.printed == "gone\n")
  }

  @Test func aLongChainCannotBePrinted() {
    let outcome = run([
      """
      indirect enum Chain { case end, link(Chain) }
      var chain = Chain.end
      for _ in 0..<1_000_000 { chain = .link(chain) }
      print(chain)
      """
    ])
    #expect(outcome.printed == "")
    #expect(outcome.messages.contains { $0.contains("deep") })
  }

  @Test func typesThatGrowWithoutEndAreRefused() {
    let outcome = run([
      """
      func f<T>(_ x: T, _ n: Int) -> Int { n > 0 ? f([x], n - 1) : 0 }
      print(f(1, 3))
      """
    ])
    #expect(outcome.messages.contains { $0.contains("more and more types without end") })
  }

  @Test func aFaultInAnOwnEqualityEndsTheCell() {
    let outcome = run([
      """
      struct S: Equatable { var n: Int; static func == (a: S, b: S) -> Bool { a.n / b.n == 1 } }
      print([S(n: 1)] == [S(n: 0)])
      print("never")
      """
    ])
    #expect(!outcome.printed.contains("never"))
    #expect(outcome.messages.contains { $0.contains("division by zero") })
  }

  @Test func aDescriptionThatNeedsItselfEndsTheCell() {
    let outcome = run([
      """
      struct S: CustomStringConvertible { var description: String { "\\(self)" } }
      print(S())
      """
    ])
    #expect(outcome.messages.contains { $0.contains(" deep; is there a recursion") })
  }
}
