import LessonInterpreter
import Neural

/// What a cell can compute from tensors element by element, or along an axis, and how it compares them.
enum TensorFunctionBindings {
  static let all = functions + reductions + comparison

  static let functions: [Binding] = [
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
  ]

  static let reductions: [Binding] = [
    Binding(
      "func sum(axis: Int? = nil, keepDims: Bool = false) throws -> Tensor",
      doc: "The sum of all, or along an axis.",
      example: "print(Tensor([[1, 2], [3, 4]]).sum())"
    ) { (it: Tensor, axis: Int?, keepDims: Bool) in try it.sum(axis: axis, keepDims: keepDims) },
    Binding(
      "func mean(axis: Int? = nil, keepDims: Bool = false) throws -> Tensor",
      doc: "The mean of all, or along an axis.",
      example: "print(Tensor([[1, 2], [3, 4]]).mean())"
    ) { (it: Tensor, axis: Int?, keepDims: Bool) in try it.mean(axis: axis, keepDims: keepDims) },
    Binding(
      "func max(axis: Int? = nil, keepDims: Bool = false) throws -> Tensor",
      doc: "The largest of all, or along an axis.",
      example: "print(Tensor([[1, 2], [3, 4]]).max())"
    ) { (it: Tensor, axis: Int?, keepDims: Bool) in try it.max(axis: axis, keepDims: keepDims) },
    Binding(
      "func min(axis: Int? = nil, keepDims: Bool = false) throws -> Tensor",
      doc: "The smallest of all, or along an axis.",
      example: "print(Tensor([[1, 2], [3, 4]]).min())"
    ) { (it: Tensor, axis: Int?, keepDims: Bool) in try it.min(axis: axis, keepDims: keepDims) },
    Binding(
      "func argmax(axis: Int? = nil, keepDims: Bool = false) throws -> Tensor",
      doc: "Where the largest is; the first one when several are.",
      example: "print(Tensor([1, 5, 3]).argmax())"
    ) { (it: Tensor, axis: Int?, keepDims: Bool) in try it.argmax(axis: axis, keepDims: keepDims) },
    Binding(
      "func argmin(axis: Int? = nil, keepDims: Bool = false) throws -> Tensor",
      doc: "Where the smallest is; the first one when several are.",
      example: "print(Tensor([5, 1, 3]).argmin())"
    ) { (it: Tensor, axis: Int?, keepDims: Bool) in try it.argmin(axis: axis, keepDims: keepDims) },
    Binding(
      "func variance(axis: Int? = nil, keepDims: Bool = false) throws -> Tensor",
      doc: "The mean squared distance from the mean, of all or along an axis.",
      example: "print(Tensor([[1, 2], [3, 6]]).variance(axis: 0))"
    ) { (it: Tensor, axis: Int?, keepDims: Bool) in try it.variance(axis: axis, keepDims: keepDims)
    },
    Binding(
      "func standardDeviation(axis: Int? = nil, keepDims: Bool = false) throws -> Tensor",
      doc: "The square root of the variance.",
      example: "print(Tensor([[1, 2], [3, 6]]).standardDeviation(axis: 0))"
    ) { (it: Tensor, axis: Int?, keepDims: Bool) in
      try it.standardDeviation(axis: axis, keepDims: keepDims)
    },
  ]

  static let comparison: [Binding] = [
    Binding(
      "static func == (a: Tensor, b: Tensor) -> Bool",
      doc: "Whether both have the same shape and the same numbers.",
      example: "print(Tensor([1, 2]) == Tensor([1, 2]))"
    ) { (a: Tensor, b: Tensor) in a == b },
    Binding(
      "static func != (a: Tensor, b: Tensor) -> Bool",
      doc: "Whether they differ in shape or in a number.",
      example: "print(Tensor([1, 2]) != Tensor([1, 2]))"
    ) { (a: Tensor, b: Tensor) in a != b },
    Binding(
      "static func .== (a: Tensor, b: Tensor) throws -> Tensor",
      doc: "1 where the elements are equal, else 0.",
      example: "print(Tensor([1, 2]) .== Tensor([1, 3]))"
    ) { (a: Tensor, b: Tensor) in try a .== b },
    Binding(
      "static func .!= (a: Tensor, b: Tensor) throws -> Tensor",
      doc: "1 where the elements differ, else 0.",
      example: "print(Tensor([1, 2]) .!= Tensor([1, 3]))"
    ) { (a: Tensor, b: Tensor) in try a .!= b },
    Binding(
      "static func .> (a: Tensor, b: Double) throws -> Tensor",
      doc: "1 where the element is larger, else 0.", example: "print(Tensor([1, 2]) .> 1.5)"
    ) { (a: Tensor, b: Double) in try a .> b },
    Binding(
      "static func .< (a: Tensor, b: Double) throws -> Tensor",
      doc: "1 where the element is smaller, else 0.", example: "print(Tensor([1, 2]) .< 1.5)"
    ) { (a: Tensor, b: Double) in try a .< b },
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
    Binding(
      "func isClose(to other: Tensor, relative: Double = 1e-5, absolute: Double = 1e-8) -> Bool",
      doc: "Whether both have the same shape and nearly the same numbers.",
      example: "print(Tensor([1.0]).isClose(to: Tensor([1.000001])))"
    ) { (it: Tensor, other: Tensor, relative: Double, absolute: Double) in
      it.isClose(to: other, relative: relative, absolute: absolute)
    },
  ]
}
