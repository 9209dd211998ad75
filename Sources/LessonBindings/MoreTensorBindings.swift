import LessonInterpreter
import LessonKit
import Neural

/// What else a cell can do with tensors: slices along several axes, changes of elements, joining,
/// choosing and functions.
enum MoreTensorBindings {
  static let all: [Binding] = functions + measures + shapes + joining + selection + slices + changes

  private static let functions: [Binding] = [
    Binding(
      "func tanh() throws -> Tensor", doc: "Between -1 and 1.",
      example: "print(Tensor([0, 1]).tanh())"
    ) { (it: Tensor) in try it.tanh() },
    Binding(
      "func sigmoid() throws -> Tensor", doc: "1 / (1 + exp(-x)).",
      example: "print(Tensor([0, 1]).sigmoid())"
    ) { (it: Tensor) in try it.sigmoid() },
    Binding(
      "func relu() throws -> Tensor", doc: "max(0, x).",
      example: "print(Tensor([-1, 1]).relu())"
    ) { (it: Tensor) in try it.relu() },
    Binding(
      "func softmax() throws -> Tensor", doc: "exp(x) / sum of exp(x), along the last axis.",
      example: "print(Tensor([1, 2, 3]).softmax())"
    ) { (it: Tensor) in try it.softmax() },
    Binding(
      "func sin() throws -> Tensor", doc: "The sine of each element.",
      example: "print(Tensor([0, 1]).sin())"
    ) { (it: Tensor) in try it.sin() },
    Binding(
      "func cos() throws -> Tensor", doc: "The cosine of each element.",
      example: "print(Tensor([0, 1]).cos())"
    ) { (it: Tensor) in try it.cos() },
    Binding(
      "func rounded() throws -> Tensor", doc: "The nearest whole number.",
      example: "print(Tensor([1.4, 1.6]).rounded())"
    ) { (it: Tensor) in try it.rounded() },
    Binding(
      "func power(_ exponent: Double) throws -> Tensor",
      doc: "Each element to the power of a number.",
      example: "print(Tensor([1, 2, 3]).power(2))"
    ) { (it: Tensor, exponent: Double) in try it.power(exponent) },
    Binding(
      "func clip(_ low: Double, _ high: Double) throws -> Tensor",
      doc: "Each element, or the nearer limit if it lies outside.",
      example: "print(Tensor([-1, 0, 5]).clip(0, 1))"
    ) { (it: Tensor, low: Double, high: Double) in try it.clip(low, high) },
    Binding(
      "func asType(_ dtype: DType) throws -> Tensor",
      doc: "The same numbers as another kind; fractions are cut off towards 0.",
      example: "print(Tensor([1.5, -1.5]).asType(.int32))"
    ) { (it: Tensor, dtype: Tensor.DType) in try it.asType(dtype) },
    Binding(
      "static func .<= (a: Tensor, b: Double) throws -> Tensor",
      doc: "1 where the element is not larger, else 0.", example: "print(Tensor([1, 2]) .<= 1)"
    ) { (a: Tensor, b: Double) in try a .<= b },
    Binding(
      "static func .>= (a: Tensor, b: Double) throws -> Tensor",
      doc: "1 where the element is not smaller, else 0.", example: "print(Tensor([1, 2]) .>= 2)"
    ) { (a: Tensor, b: Double) in try a .>= b },
    Binding(
      "static func .== (a: Tensor, b: Double) throws -> Tensor",
      doc: "1 where the element equals the number, else 0.", example: "print(Tensor([1, 2]) .== 2)"
    ) { (a: Tensor, b: Double) in try a .== b },
    Binding(
      "static func .!= (a: Tensor, b: Double) throws -> Tensor",
      doc: "1 where the element differs from the number, else 0.",
      example: "print(Tensor([1, 2]) .!= 2)"
    ) { (a: Tensor, b: Double) in try a .!= b },
    Binding(
      "static func .< (a: Tensor, b: Tensor) throws -> Tensor",
      doc: "1 where the left element is smaller, else 0.",
      example: "print(Tensor([1, 2]) .< Tensor([2, 1]))"
    ) { (a: Tensor, b: Tensor) in try a .< b },
    Binding(
      "static func .<= (a: Tensor, b: Tensor) throws -> Tensor",
      doc: "1 where the left element is not larger, else 0.",
      example: "print(Tensor([1, 2]) .<= Tensor([2, 1]))"
    ) { (a: Tensor, b: Tensor) in try a .<= b },
    Binding(
      "static func .> (a: Tensor, b: Tensor) throws -> Tensor",
      doc: "1 where the left element is larger, else 0.",
      example: "print(Tensor([1, 2]) .> Tensor([2, 1]))"
    ) { (a: Tensor, b: Tensor) in try a .> b },
    Binding(
      "static func .>= (a: Tensor, b: Tensor) throws -> Tensor",
      doc: "1 where the left element is not smaller, else 0.",
      example: "print(Tensor([1, 2]) .>= Tensor([2, 1]))"
    ) { (a: Tensor, b: Tensor) in try a .>= b },
  ]

  private static let measures: [Binding] = [
    Binding(
      "func variance(axis: Int? = nil) throws -> Tensor",
      doc: "The mean squared distance from the mean, of all or along an axis.",
      example: "print(Tensor([[1, 2], [3, 6]]).variance(axis: 0))"
    ) { (it: Tensor, axis: Int?) in try it.variance(axis: axis) },
    Binding(
      "func standardDeviation(axis: Int? = nil) throws -> Tensor",
      doc: "The square root of the variance.",
      example: "print(Tensor([[1, 2], [3, 6]]).standardDeviation(axis: 0))"
    ) { (it: Tensor, axis: Int?) in try it.standardDeviation(axis: axis) },
    Binding(
      "func isClose(to other: Tensor, relative: Double = 1e-5, absolute: Double = 1e-8) -> Bool",
      doc: "Whether both have the same shape and nearly the same numbers.",
      example: "print(Tensor([1.0]).isClose(to: Tensor([1.000001])))"
    ) { (it: Tensor, other: Tensor, relative: Double, absolute: Double) in
      it.isClose(to: other, relative: relative, absolute: absolute)
    },
  ]

  private static let shapes: [Binding] = [
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

  private static let joining: [Binding] = [
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

  private static let selection: [Binding] = [
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

  private static let slices: [Binding] = [
    Binding(
      "subscript(_ first: Int, _ second: Range<Int>) -> Tensor",
      doc: "The part that one index or range for each axis chooses.",
      example: "print(Tensor([[1, 2, 3], [4, 5, 6]])[1, 0..<2])"
    ) { (it: Tensor, first: Int, second: Range<Int>) in try it[first, second] },
    Binding(
      "subscript(_ first: Int, _ second: ClosedRange<Int>) -> Tensor",
      doc: "The part that one index or range for each axis chooses.",
      example: "print(Tensor([[1, 2, 3], [4, 5, 6]])[1, 0...1])"
    ) { (it: Tensor, first: Int, second: ClosedRange<Int>) in try it[first, second] },
    Binding(
      "subscript(_ first: Range<Int>, _ second: Int) -> Tensor",
      doc: "The part that one index or range for each axis chooses.",
      example: "print(Tensor([[1, 2, 3], [4, 5, 6]])[0..<2, 1])"
    ) { (it: Tensor, first: Range<Int>, second: Int) in try it[first, second] },
    Binding(
      "subscript(_ first: Range<Int>, _ second: Range<Int>) -> Tensor",
      doc: "The part that one index or range for each axis chooses.",
      example: "print(Tensor([[1, 2, 3], [4, 5, 6]])[0..<2, 0..<2])"
    ) { (it: Tensor, first: Range<Int>, second: Range<Int>) in try it[first, second] },
    Binding(
      "subscript(_ first: Range<Int>, _ second: ClosedRange<Int>) -> Tensor",
      doc: "The part that one index or range for each axis chooses.",
      example: "print(Tensor([[1, 2, 3], [4, 5, 6]])[0..<2, 0...1])"
    ) { (it: Tensor, first: Range<Int>, second: ClosedRange<Int>) in try it[first, second] },
    Binding(
      "subscript(_ first: ClosedRange<Int>, _ second: Int) -> Tensor",
      doc: "The part that one index or range for each axis chooses.",
      example: "print(Tensor([[1, 2, 3], [4, 5, 6]])[0...1, 1])"
    ) { (it: Tensor, first: ClosedRange<Int>, second: Int) in try it[first, second] },
    Binding(
      "subscript(_ first: ClosedRange<Int>, _ second: Range<Int>) -> Tensor",
      doc: "The part that one index or range for each axis chooses.",
      example: "print(Tensor([[1, 2, 3], [4, 5, 6]])[0...1, 0..<2])"
    ) { (it: Tensor, first: ClosedRange<Int>, second: Range<Int>) in try it[first, second] },
    Binding(
      "subscript(_ first: ClosedRange<Int>, _ second: ClosedRange<Int>) -> Tensor",
      doc: "The part that one index or range for each axis chooses.",
      example: "print(Tensor([[1, 2, 3], [4, 5, 6]])[0...1, 0...1])"
    ) { (it: Tensor, first: ClosedRange<Int>, second: ClosedRange<Int>) in try it[first, second] },
    Binding(
      "subscript(_ first: Int, _ second: Int, _ third: Int) -> Tensor",
      doc: "The part that one index or range for each axis chooses.",
      example: "print(Tensor.zeros([2, 2, 3])[1, 0, 2])"
    ) { (it: Tensor, first: Int, second: Int, third: Int) in try it[first, second, third] },
    Binding(
      "subscript(_ first: Int, _ second: Range<Int>, _ third: Range<Int>) -> Tensor",
      doc: "The part that one index or range for each axis chooses.",
      example: "print(Tensor.zeros([2, 2, 3])[1, 0..<2, 1..<3])"
    ) { (it: Tensor, first: Int, second: Range<Int>, third: Range<Int>) in
      try it[first, second, third]
    },
    Binding(
      "subscript(_ first: Range<Int>, _ second: Range<Int>, _ third: Range<Int>) -> Tensor",
      doc: "The part that one index or range for each axis chooses.",
      example: "print(Tensor.zeros([2, 2, 3])[0..<1, 0..<2, 1..<3])"
    ) { (it: Tensor, first: Range<Int>, second: Range<Int>, third: Range<Int>) in
      try it[first, second, third]
    },
    Binding(
      "subscript(_ first: Range<Int>, _ second: Int, _ third: Int) -> Tensor",
      doc: "The part that one index or range for each axis chooses.",
      example: "print(Tensor.zeros([2, 2, 3])[0..<2, 0, 1])"
    ) { (it: Tensor, first: Range<Int>, second: Int, third: Int) in try it[first, second, third] },
  ]

  private static let changes: [Binding] = [
    Binding(
      mutating: "mutating func set(_ value: Double, at first: Int) throws",
      doc: "Changes the elements that one index or range for each axis chooses.",
      example: "var t = Tensor([[1, 2], [3, 4]])\nt.set(9, at: 0)\nprint(t)"
    ) { (it: inout Tensor, value: Double, first: Int) in
      try it.set(value, at: first)
    },
    Binding(
      mutating: "mutating func set(_ value: Double, at first: Int, _ second: Int) throws",
      doc: "Changes the elements that one index or range for each axis chooses.",
      example: "var t = Tensor([[1, 2], [3, 4]])\nt.set(9, at: 0, 1)\nprint(t)"
    ) { (it: inout Tensor, value: Double, first: Int, second: Int) in
      try it.set(value, at: first, second)
    },
    Binding(
      mutating:
        "mutating func set(_ value: Double, at first: Int, _ second: Int, _ third: Int) throws",
      doc: "Changes the elements that one index or range for each axis chooses.",
      example: "var t = Tensor.zeros([2, 2, 2])\nt.set(9, at: 0, 1, 1)\nprint(t.sum())"
    ) { (it: inout Tensor, value: Double, first: Int, second: Int, third: Int) in
      try it.set(value, at: first, second, third)
    },
    Binding(
      mutating: "mutating func set(_ value: Double, at first: Range<Int>) throws",
      doc: "Changes the elements that one index or range for each axis chooses.",
      example: "var t = Tensor([[1, 2], [3, 4]])\nt.set(9, at: 0..<1)\nprint(t)"
    ) { (it: inout Tensor, value: Double, first: Range<Int>) in
      try it.set(value, at: first)
    },
    Binding(
      mutating: "mutating func set(_ value: Double, at first: Range<Int>, _ second: Int) throws",
      doc: "Changes the elements that one index or range for each axis chooses.",
      example: "var t = Tensor([[1, 2], [3, 4]])\nt.set(9, at: 0..<2, 1)\nprint(t)"
    ) { (it: inout Tensor, value: Double, first: Range<Int>, second: Int) in
      try it.set(value, at: first, second)
    },
    Binding(
      mutating: "mutating func set(_ value: Double, at first: Int, _ second: Range<Int>) throws",
      doc: "Changes the elements that one index or range for each axis chooses.",
      example: "var t = Tensor([[1, 2], [3, 4]])\nt.set(9, at: 1, 0..<2)\nprint(t)"
    ) { (it: inout Tensor, value: Double, first: Int, second: Range<Int>) in
      try it.set(value, at: first, second)
    },
    Binding(
      mutating:
        "mutating func set(_ value: Double, at first: Range<Int>, _ second: Range<Int>) throws",
      doc: "Changes the elements that one index or range for each axis chooses.",
      example: "var t = Tensor([[1, 2], [3, 4]])\nt.set(9, at: 0..<2, 0..<2)\nprint(t)"
    ) { (it: inout Tensor, value: Double, first: Range<Int>, second: Range<Int>) in
      try it.set(value, at: first, second)
    },
    Binding(
      mutating: "mutating func set(_ value: Tensor, at first: Int) throws",
      doc: "Changes the elements that one index or range for each axis chooses.",
      example: "var t = Tensor([[1, 2], [3, 4]])\nt.set(Tensor([8, 9]), at: 0)\nprint(t)"
    ) { (it: inout Tensor, value: Tensor, first: Int) in
      try it.set(value, at: first)
    },
    Binding(
      mutating: "mutating func set(_ value: Tensor, at first: Int, _ second: Int) throws",
      doc: "Changes the elements that one index or range for each axis chooses.",
      example: "var t = Tensor([[1, 2], [3, 4]])\nt.set(Tensor(9), at: 0, 1)\nprint(t)"
    ) { (it: inout Tensor, value: Tensor, first: Int, second: Int) in
      try it.set(value, at: first, second)
    },
    Binding(
      mutating:
        "mutating func set(_ value: Tensor, at first: Int, _ second: Int, _ third: Int) throws",
      doc: "Changes the elements that one index or range for each axis chooses.",
      example: "var t = Tensor.zeros([2, 2, 2])\nt.set(Tensor(9), at: 0, 1, 1)\nprint(t.sum())"
    ) { (it: inout Tensor, value: Tensor, first: Int, second: Int, third: Int) in
      try it.set(value, at: first, second, third)
    },
    Binding(
      mutating: "mutating func set(_ value: Tensor, at first: Range<Int>) throws",
      doc: "Changes the elements that one index or range for each axis chooses.",
      example: "var t = Tensor([[1, 2], [3, 4]])\nt.set(Tensor([8, 9]), at: 0..<1)\nprint(t)"
    ) { (it: inout Tensor, value: Tensor, first: Range<Int>) in
      try it.set(value, at: first)
    },
    Binding(
      mutating: "mutating func set(_ value: Tensor, at first: Range<Int>, _ second: Int) throws",
      doc: "Changes the elements that one index or range for each axis chooses.",
      example: "var t = Tensor([[1, 2], [3, 4]])\nt.set(Tensor([8, 9]), at: 0..<2, 1)\nprint(t)"
    ) { (it: inout Tensor, value: Tensor, first: Range<Int>, second: Int) in
      try it.set(value, at: first, second)
    },
    Binding(
      mutating: "mutating func set(_ value: Tensor, at first: Int, _ second: Range<Int>) throws",
      doc: "Changes the elements that one index or range for each axis chooses.",
      example: "var t = Tensor([[1, 2], [3, 4]])\nt.set(Tensor([8, 9]), at: 1, 0..<2)\nprint(t)"
    ) { (it: inout Tensor, value: Tensor, first: Int, second: Range<Int>) in
      try it.set(value, at: first, second)
    },
    Binding(
      mutating:
        "mutating func set(_ value: Tensor, at first: Range<Int>, _ second: Range<Int>) throws",
      doc: "Changes the elements that one index or range for each axis chooses.",
      example: "var t = Tensor([[1, 2], [3, 4]])\nt.set(Tensor([8, 9]), at: 0..<2, 0..<2)\nprint(t)"
    ) { (it: inout Tensor, value: Tensor, first: Range<Int>, second: Range<Int>) in
      try it.set(value, at: first, second)
    },
  ]
}
