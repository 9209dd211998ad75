import LessonInterpreter
import LessonModel
import Testing

/// Instructions and closures are two ways to run the same code: nobody may tell them apart.
@Suite struct InstructionTests {
  private func compare(_ program: CorpusProgram, _ limits: Limits = Limits()) {
    let library = Library(types: sampleTypes, functions: sampleFunctions)
    let fast = run([program.source], library: library, limits: limits)
    let slow = run([program.source], library: library, limits: limits, usesInstructions: false)
    #expect(fast.printed == slow.printed)
    #expect(fast.messages == slow.messages)
    #expect(fast.diagnostics.map(\.notes) == slow.diagnostics.map(\.notes))
    #expect(fast.runs.map(\.steps) == slow.runs.map(\.steps))
  }

  @Test(arguments: CorpusProgram.all(in: "language"))
  func meanWhatClosuresMean(_ program: CorpusProgram) { compare(program) }

  @Test(arguments: CorpusProgram.all(in: "faults"))
  func failAsClosuresFail(_ program: CorpusProgram) { compare(program) }

  @Test(arguments: CorpusProgram.all(in: "language"))
  func stopWhereClosuresStop(_ program: CorpusProgram) {
    for steps in [0, 3, 17] { compare(program, Limits(steps: steps)) }
  }
}
