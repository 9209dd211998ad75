import LessonInterpreter
import Neural

/// What large weights can cost.
enum RegularizerBindings {
  static let type = TypeBinding(
    Regularizer.self, conformsTo: "Equatable",
    doc: "What large weights cost: l1 * sum of |w| + l2 * sum of w², added to the loss."
  ) {
    Binding("static let l1: Regularizer", doc: "|w|, at 0.01.", example: "print(Regularizer.l1.l1)")
    {
      Regularizer.l1
    }
    Binding("static let l2: Regularizer", doc: "w², at 0.01.", example: "print(Regularizer.l2.l2)")
    {
      Regularizer.l2
    }
    Binding(
      "static func l1(_ price: Double = 0.01) throws -> Regularizer", doc: "The sum of |w|.",
      example: "print(Regularizer.l1(0.1).l1)"
    ) { (price: Double) in try Regularizer.l1(price) }
    Binding(
      "static func l2(_ price: Double = 0.01) throws -> Regularizer", doc: "The sum of w².",
      example: "print(Regularizer.l2(0.1).l2)"
    ) { (price: Double) in try Regularizer.l2(price) }
    Binding(
      "static func l1l2(l1: Double = 0.01, l2: Double = 0.01) throws -> Regularizer", doc: "Both.",
      example: "print(Regularizer.l1l2(l1: 0.1).l2)"
    ) { (l1: Double, l2: Double) in try Regularizer.l1l2(l1: l1, l2: l2) }
    Binding("var l1: Double", doc: "The price of |w|.", example: "print(Regularizer.l1.l1)") {
      (it: Regularizer) in it.l1
    }
    Binding("var l2: Double", doc: "The price of w².", example: "print(Regularizer.l1.l2)") {
      (it: Regularizer) in it.l2
    }
  }
}
