import LessonInterpreter
import Testing

@Suite struct HostTests {
  private let library = Library(types: sampleTypes, functions: sampleFunctions)

  private func printed(_ source: String) -> String {
    let outcome = run([source], library: library)
    return outcome.printed + outcome.messages.joined(separator: "\n")
  }

  @Test func initializersTakeTheDefaultsOfTheirText() {
    #expect(
      printed("print(Knob(8).name, Knob(8, mode: .fancy).name)") == "knob 8 plain knob 8 fancy\n")
  }

  @Test func implicitMembersAreCalled() {
    #expect(
      printed("print(Knob(1, mode: .custom()).name, Knob(1, mode: .custom(level: 2)).name)")
        == "knob 1 custom 0.5 knob 1 custom 2.0\n")
  }

  @Test func anArrayOfAProtocolTakesSeveralTypes() {
    #expect(
      printed("let e = Engine([Knob(8), Wheel()])\ne.each { i, n in print(i, n) }")
        == "0 knob 8 plain\n1 wheel\n")
    #expect(printed("let ps: [any Part] = [Wheel()]\nlet e = Engine(ps)\nprint(e.turns)") == "0\n")
  }

  @Test func aProtocolGivesItsMembersToItsTypes() {
    #expect(
      printed("let p: any Part = Wheel()\nprint(p.name, Knob(1).name)") == "wheel knob 1 plain\n")
    #expect(
      printed("let p: Part = Wheel()").contains("'Part' is a protocol; write 'any Part'"))
  }

  @Test func aConstantOfAClassCanBeChangedInside() {
    #expect(
      printed(
        "let e = Engine([])\ne.start(Vector([1]), times: 3)\ne.speed = 2\ne.speed *= 3\nprint(e.turns, e.speed)"
      )
        == "3 6.0\n")
  }

  @Test func throwingCallsNeedNoTryAndTakeOne() {
    #expect(
      printed(
        "let e = Engine([])\nlet a = e.start(Vector([1]))\nlet b = try e.start(Vector([1]))\nprint(a, b)"
      )
        == "1 2\n")
  }

  @Test func tryWithAQuestionMarkGivesNil() {
    #expect(
      printed(
        "let e = Engine([])\nif let n = try? e.start(Vector([1]), times: 0) { print(n) } else { print(\"none\") }"
      )
        == "none\n")
  }

  @Test func optionalTuplesPassAndNilIsTheirDefault() {
    #expect(
      printed(
        "let e = Engine([])\nlet v = Vector([1])\nprint(e.start(v), e.start(v, check: (v, v)))")
        == "1 -2\n")
  }

  @Test func nestedTuplesComeBack() {
    #expect(
      printed("var ((a, b), (c, d)) = Store.load()\na = a / 2.0\nprint(a, b, c, d)")
        == "Vector([0.5, 1.0]) Vector([3.0]) Vector([1.0, 2.0]) Vector([4.0])\n")
  }

  @Test func operatorsTakeLiterals() {
    #expect(
      printed("let v = Vector([1, 2])\nprint(2 * v, v / 2, v + v, 0.5 * v / 2)")
        == "Vector([2.0, 4.0]) Vector([0.5, 1.0]) Vector([2.0, 4.0]) Vector([0.25, 0.5])\n")
  }

  @Test func copiesOfStructsAreIndependent() {
    #expect(
      printed(
        "var a = Vector([1])\nlet b = a\na[0] = 5\na[0] += 1\na.append(2)\nprint(a, b, a[0], a == b)"
      )
        == "Vector([6.0, 2.0]) Vector([1.0]) 6.0 false\n")
  }

  @Test func aFunctionLearnsWhereItIsCalled() {
    #expect(printed("\n  print(where_())") == "2:9\n")
  }

  @Test func aFunctionWritesToTheCellsOutput() {
    #expect(printed("print(\"a\")\nshout(\"b\")\nprint(\"c\")") == "a\nB\nc\n")
  }

  @Test func arraysOfLibraryValuesPrintTheirDescriptions() {
    #expect(printed("print([Mode.plain], Mode.fancy)") == "[plain] fancy\n")
  }
}
