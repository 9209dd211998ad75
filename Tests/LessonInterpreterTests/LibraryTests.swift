import LessonInterpreter
import Testing

@Suite struct LibraryTests {
  @Test func soundDeclarationsHaveNoProblems() {
    let library = Library(types: sampleTypes, functions: sampleFunctions)
    #expect(library.problems.map(\.description) == [])
  }

  @Test func aTextThatContradictsItsFunctionIsAProblem() {
    let library = Library(functions: [
      Binding("func half(_ x: Int) -> Double") { (x: Double) in x / 2 }
    ])
    #expect(
      library.problems.map(\.problem) == [
        "the text says the parameters are '(Int)', the function's are '(Double)'"
      ])
  }
}
