import LessonInterpreter
import Neural

/// What a cell can do with the shape and the order of tensors: other axes, several tensors as one,
/// and choosing among elements.
enum TensorShapeBindings {
  static let all = shapes + joining + selection

  static let shapes: [Binding] = [
    Binding(
      "func transpose(_ axes: [Int]) throws -> Tensor",
      doc: "The axes in another order: axis i is axis `axes[i]` of this.",
      example: "print(Tensor.zeros([2, 3, 4]).transpose([2, 0, 1]).shape)"
    ) { (it: Tensor, axes: [Int]) in try it.transpose(axes) },
    Binding(
      "func expandedDims(axis: Int) throws -> Tensor", doc: "An axis of size 1 more.",
      example: "print(Tensor([1, 2]).expandedDims(axis: 1).shape)"
    ) { (it: Tensor, axis: Int) in try it.expandedDims(axis: axis) },
    Binding(
      "func squeezed() -> Tensor", doc: "The same without its axes of size 1.",
      example: "print(Tensor([[1, 2]]).squeezed().shape)"
    ) { (it: Tensor) in it.squeezed() },
    Binding(
      "static func eye(_ size: Int) throws -> Tensor",
      doc: "Ones from corner to corner, zeros elsewhere.", example: "print(Tensor.eye(2))"
    ) { (size: Int) in try Tensor.eye(size) },
  ]

  static let joining: [Binding] = [
    Binding(
      "static func concatenate(_ tensors: [Tensor], axis: Int = 0) throws -> Tensor",
      doc: "One behind the other along an axis.",
      example: "print(Tensor.concatenate([Tensor([1, 2]), Tensor([3])]))"
    ) { (tensors: [Tensor], axis: Int) in try Tensor.concatenate(tensors, axis: axis) },
    Binding(
      "static func stack(_ tensors: [Tensor], axis: Int = 0) throws -> Tensor",
      doc: "Along a new axis.", example: "print(Tensor.stack([Tensor([1, 2]), Tensor([3, 4])]))"
    ) { (tensors: [Tensor], axis: Int) in try Tensor.stack(tensors, axis: axis) },
  ]

  static let selection: [Binding] = [
    Binding(
      "static func `where`(_ condition: Tensor, _ a: Tensor, _ b: Tensor) throws -> Tensor",
      doc: "`a` where the condition is not 0, else `b`.",
      example: "print(Tensor.where(Tensor([1, 0]), Tensor([1, 2]), Tensor([3, 4])))"
    ) { (condition: Tensor, a: Tensor, b: Tensor) in try Tensor.where(condition, a, b) },
    Binding(
      "static func `where`(_ condition: Tensor, _ a: Tensor, _ b: Double) throws -> Tensor",
      doc: "`a` where the condition is not 0, else `b`.",
      example: "print(Tensor.where(Tensor([1, 0]), Tensor([1, 2]), 6))"
    ) { (condition: Tensor, a: Tensor, b: Double) in try Tensor.where(condition, a, b) },
    Binding(
      "static func `where`(_ condition: Tensor, _ a: Double, _ b: Tensor) throws -> Tensor",
      doc: "`a` where the condition is not 0, else `b`.",
      example: "print(Tensor.where(Tensor([1, 0]), 5, Tensor([3, 4])))"
    ) { (condition: Tensor, a: Double, b: Tensor) in try Tensor.where(condition, a, b) },
    Binding(
      "static func `where`(_ condition: Tensor, _ a: Double, _ b: Double) throws -> Tensor",
      doc: "`a` where the condition is not 0, else `b`.",
      example: "print(Tensor.where(Tensor([1, 0]), 5, 6))"
    ) { (condition: Tensor, a: Double, b: Double) in try Tensor.where(condition, a, b) },
    Binding(
      "static func maximum(_ a: Tensor, _ b: Tensor) throws -> Tensor",
      doc: "The larger of both, element by element.",
      example: "print(Tensor.maximum(Tensor([1, 3]), Tensor([2, 1])))"
    ) { (a: Tensor, b: Tensor) in try Tensor.maximum(a, b) },
    Binding(
      "static func maximum(_ a: Tensor, _ b: Double) throws -> Tensor",
      doc: "The larger of both, element by element.",
      example: "print(Tensor.maximum(Tensor([1, 3]), 1.5))"
    ) { (a: Tensor, b: Double) in try Tensor.maximum(a, b) },
    Binding(
      "static func minimum(_ a: Tensor, _ b: Tensor) throws -> Tensor",
      doc: "The smaller of both, element by element.",
      example: "print(Tensor.minimum(Tensor([1, 3]), Tensor([2, 1])))"
    ) { (a: Tensor, b: Tensor) in try Tensor.minimum(a, b) },
    Binding(
      "static func minimum(_ a: Tensor, _ b: Double) throws -> Tensor",
      doc: "The smaller of both, element by element.",
      example: "print(Tensor.minimum(Tensor([1, 3]), 1.5))"
    ) { (a: Tensor, b: Double) in try Tensor.minimum(a, b) },
    Binding(
      "static func permutation(_ count: Int, seed: Int? = nil) throws -> Tensor",
      doc: "The whole numbers from 0 in random order; `take` puts rows in that order.",
      example: "print(Tensor.permutation(4, seed: 1).sum())"
    ) { (count: Int, seed: Int?) in try Tensor.permutation(count, seed: seed) },
    Binding(
      "func shuffled(seed: Int? = nil) throws -> Tensor",
      doc: "The parts along the first axis in random order.",
      example: "print(Tensor([1, 2, 3]).shuffled(seed: 1).sum())"
    ) { (it: Tensor, seed: Int?) in try it.shuffled(seed: seed) },
    Binding(
      "func take(_ indices: Tensor) throws -> Tensor",
      doc: "The parts at these indices of the first axis.",
      example: "print(Tensor([10, 20, 30]).take(Tensor([2, 0])))"
    ) { (it: Tensor, indices: Tensor) in try it.take(indices) },
  ]
}
