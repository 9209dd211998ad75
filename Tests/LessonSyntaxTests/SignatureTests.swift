import LessonSyntax
import Testing

@Suite struct SignatureTests {
  @Test func readsLabelsNamesAndDefaults() throws {
    let signature = try Signature(
      "@discardableResult func fit(_ x: Tensor, _ y: [Int], epochs n: Int = 1) throws -> History")
    #expect(signature.fullName == "fit(_:_:epochs:)")
    #expect(signature.parameters.map(\.name) == ["x", "y", "n"])
    #expect(signature.parameters.map { $0.defaultValue != nil } == [false, false, true])
    #expect(signature.hasDiscardableResult)
    #expect(signature.isThrowing)
    #expect(!signature.isStatic)
  }

  @Test func readsOperatorsPropertiesAndSubscripts() throws {
    let sum = try Signature("static func + (a: Tensor, b: Double) -> Tensor")
    #expect(sum.name == "+")
    #expect(sum.isStatic)
    #expect(sum.fixity == .infix)
    let rate = try Signature("var rate: Double { get set }")
    #expect(rate.kind == .property)
    #expect(rate.isSettable)
    #expect(try !Signature("let units: Int").isSettable)
    let element = try Signature("subscript(i: Int, at j: Int) -> Double { get set }")
    #expect(element.fullName == "subscript(_:at:)")
    #expect(try Signature("init?(_ text: String)").isFailable)
    #expect(try Signature("mutating func add(_ x: Int)").isMutating)
  }

  @Test(arguments: ["func f(", "class A {}", "var x", "", "func f(x: some P)", "let (a, b) = 1"])
  func aDeclarationThatCannotBeReadSaysWhy(_ text: String) {
    #expect(throws: SignatureError.self) { try Signature(text) }
  }
}
