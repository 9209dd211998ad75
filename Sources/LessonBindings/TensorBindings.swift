import LessonInterpreter
import LessonKit
import Neural

/// What a cell can do with tensors.
enum TensorBindings {
  static let types: [TypeBinding] = [
    TypeBinding(
      Tensor.DType.self, conformsTo: "Equatable", doc: "The kind of number a tensor holds."
    ) {
      Binding(
        "static let uint8: DType", doc: "Bytes.", example: "print(Tensor([1]).asType(.uint8).dtype)"
      ) {
        Tensor.DType.uint8
      }
      Binding(
        "static let int32: DType", doc: "Whole numbers.",
        example: "print(Tensor([1.5]).asType(.int32))"
      ) {
        Tensor.DType.int32
      }
      Binding(
        "static let float32: DType", doc: "Numbers.", example: "print(Tensor([1]).asType(.float32))"
      ) {
        Tensor.DType.float32
      }
    },
    TypeBinding(
      Tensor.self, conformsTo: "Equatable",
      doc: "Numbers in a box of any rank: a value, copied only when it must be."
    ) {
      creation
      properties
      arithmetic
      parts
      TensorFunctionBindings.all
      TensorShapeBindings.all
      TensorPartBindings.all
    },
  ]

  static let functions: [Binding] = [
    Binding(
      "func toCategorical(_ labels: Tensor, numClasses: Int? = nil) throws -> Tensor",
      doc: "Labels as one-hot rows: a 1 at each label's place, 0 elsewhere.",
      example: "print(toCategorical(Tensor([0, 2])))", toCategorical)
  ]

  private static let creation: [Binding] = [
    Binding(
      "init(_ value: Double)", doc: "A single number.", example: "print(Tensor(2.5))"
    ) { (value: Double) in Tensor(value) },
    Binding(
      "init(_ values: [Int]) throws", doc: "A row of whole numbers.",
      example: "print(Tensor([1, 2, 3]))"
    ) { (values: [Int]) in try Tensor(values) },
    Binding(
      "init(_ values: [Double])", doc: "A row of numbers.", example: "print(Tensor([0.5, 1.5]))"
    ) { (values: [Double]) in Tensor(values) },
    Binding(
      "init(_ rows: [[Int]]) throws", doc: "Rows of whole numbers, all of one length.",
      example: "print(Tensor([[1, 2], [3, 4]]))"
    ) { (rows: [[Int]]) in try Tensor(rows) },
    Binding(
      "init(_ rows: [[Double]]) throws", doc: "Rows of numbers, all of one length.",
      example: "print(Tensor([[0.5, 1], [2, 3]]))"
    ) { (rows: [[Double]]) in try Tensor(rows) },
    Binding(
      "init(_ values: [Double], shape: [Int]) throws",
      doc: "Numbers in row-major order, in any shape.",
      example: "print(Tensor([1.0, 2, 3, 4], shape: [2, 2]))"
    ) { (values: [Double], shape: [Int]) in try Tensor(values, shape: shape) },
    Binding(
      "static func zeros(_ shape: [Int]) throws -> Tensor", doc: "Zeros.",
      example: "print(Tensor.zeros([2, 3]))", Tensor.zeros),
    Binding(
      "static func ones(_ shape: [Int]) throws -> Tensor", doc: "Ones.",
      example: "print(Tensor.ones([2, 3]))", Tensor.ones),
    Binding(
      "static func full(_ shape: [Int], _ value: Double) throws -> Tensor",
      doc: "The same number everywhere.", example: "print(Tensor.full([2], 7))", Tensor.full),
    Binding(
      "static func arange(_ stop: Int) throws -> Tensor",
      doc: "The whole numbers from 0 to below `stop`.",
      example: "print(Tensor.arange(5))"
    ) { (stop: Int) in try Tensor.arange(stop) },
    Binding(
      "static func arange(_ start: Double, _ stop: Double, step: Double = 1) throws -> Tensor",
      doc: "Numbers from `start` to below `stop`, in steps.",
      example: "print(Tensor.arange(0.5, 3))"
    ) { (start: Double, stop: Double, step: Double) in
      try Tensor.arange(start, stop, step: step)
    },
    Binding(
      "static func linspace(_ start: Double, _ stop: Double, count: Int = 50) throws -> Tensor",
      doc: "So many numbers from `start` to `stop`, both included, evenly apart.",
      example: "print(Tensor.linspace(0, 1).count)"
    ) { (start: Double, stop: Double, count: Int) in
      try Tensor.linspace(start, stop, count: count)
    },
    Binding(
      """
      static func random(_ shape: [Int], low: Double = 0, high: Double = 1, \
      seed: Int? = nil) throws -> Tensor
      """,
      doc: "Numbers drawn evenly from `low ..< high`, from the lesson's seed or one of their own.",
      example: "print(Tensor.random([3], seed: 1))"
    ) { (shape: [Int], low: Double, high: Double, seed: Int?) in
      try Tensor.random(shape, low: low, high: high, seed: seed)
    },
    Binding(
      """
      static func randomNormal(_ shape: [Int], mean: Double = 0, standardDeviation: Double = 1, \
      seed: Int? = nil) throws -> Tensor
      """,
      doc: "Numbers from a normal distribution, from the lesson's seed or one of their own.",
      example: "print(Tensor.randomNormal([3], seed: 1))"
    ) { (shape: [Int], mean: Double, deviation: Double, seed: Int?) in
      try Tensor.randomNormal(shape, mean: mean, standardDeviation: deviation, seed: seed)
    },
  ]

  private static let properties: [Binding] = [
    Binding(
      "var shape: [Int]", doc: "The size of each axis.", example: "print(Tensor([[1, 2]]).shape)"
    ) { (it: Tensor) in it.shape },
    Binding(
      "var count: Int", doc: "The number of elements.", example: "print(Tensor([1, 2]).count)"
    ) { (it: Tensor) in it.count },
    Binding("var rank: Int", doc: "The number of axes.", example: "print(Tensor([[1]]).rank)") {
      (it: Tensor) in it.rank
    },
    Binding(
      "var dtype: DType", doc: "The kind of number: `uint8`, `int32` or `float32`.",
      example: "print(Tensor([1.5]).dtype)"
    ) { (it: Tensor) in it.dtype },
    Binding(
      "var item: Double", doc: "The one element of a tensor that has one.",
      example: "print(Tensor([3, 4])[1].item)"
    ) { (it: Tensor) in try it.item },
    Binding(
      "var scalars: [Double]", doc: "All elements in row-major order.",
      example: "print(Tensor([[1, 2], [3, 4]]).scalars)"
    ) { (call: Call, it: Tensor) in
      try call.charge(bytes: it.count * MemoryLayout<Double>.stride)
      return it.scalars
    },
  ]

  private static let arithmetic: [Binding] = [
    Binding(
      "static func + (a: Tensor, b: Tensor) throws -> Tensor",
      doc: "The sum, element by element; axes of size 1 are stretched.",
      example: "print(Tensor([1, 2]) + Tensor([10, 20]))"
    ) { (a: Tensor, b: Tensor) in try a + b },
    Binding(
      "static func - (a: Tensor, b: Tensor) throws -> Tensor", doc: "The difference.",
      example: "print(Tensor([1, 2]) - Tensor([10, 20]))"
    ) { (a: Tensor, b: Tensor) in try a - b },
    Binding(
      "static func * (a: Tensor, b: Tensor) throws -> Tensor",
      doc: "The product, element by element; for the matrix product see `matmul`.",
      example: "print(Tensor([1, 2]) * Tensor([10, 20]))"
    ) { (a: Tensor, b: Tensor) in try a * b },
    Binding(
      "static func / (a: Tensor, b: Tensor) throws -> Tensor", doc: "The quotient.",
      example: "print(Tensor([1, 2]) / Tensor([10, 20]))"
    ) { (a: Tensor, b: Tensor) in try a / b },
    Binding(
      "static func + (a: Tensor, b: Double) throws -> Tensor",
      doc: "A number added to each element.",
      example: "print(Tensor([1, 2]) + 0.5)"
    ) { (a: Tensor, b: Double) in try a + b },
    Binding(
      "static func - (a: Tensor, b: Double) throws -> Tensor",
      doc: "A number taken off each element.", example: "print(Tensor([1, 2]) - 0.5)"
    ) { (a: Tensor, b: Double) in try a - b },
    Binding(
      "static func * (a: Tensor, b: Double) throws -> Tensor",
      doc: "Each element times a number.", example: "print(Tensor([1, 2]) * 3)"
    ) { (a: Tensor, b: Double) in try a * b },
    Binding(
      "static func / (a: Tensor, b: Double) throws -> Tensor",
      doc: "Each element divided by a number. On bytes nothing is copied: `images / 255.0`.",
      example: "print(Tensor([1, 2]) / 255.0)"
    ) { (a: Tensor, b: Double) in try a / b },
    Binding(
      "static func + (a: Double, b: Tensor) throws -> Tensor",
      doc: "Each element added to a number.",
      example: "print(1 + Tensor([1, 2]))"
    ) { (a: Double, b: Tensor) in try a + b },
    Binding(
      "static func - (a: Double, b: Tensor) throws -> Tensor", doc: "A number less each element.",
      example: "print(1 - Tensor([1, 2]))"
    ) { (a: Double, b: Tensor) in try a - b },
    Binding(
      "static func * (a: Double, b: Tensor) throws -> Tensor", doc: "A number times each element.",
      example: "print(2 * Tensor([1, 2]))"
    ) { (a: Double, b: Tensor) in try a * b },
    Binding(
      "static func / (a: Double, b: Tensor) throws -> Tensor",
      doc: "A number divided by each element.", example: "print(1 / Tensor([1, 2]))"
    ) { (a: Double, b: Tensor) in try a / b },
    Binding(
      "static prefix func - (a: Tensor) throws -> Tensor", doc: "Each element with the other sign.",
      example: "print(-Tensor([1, -2]))"
    ) { (a: Tensor) in try -a },
    Binding(
      "func matmul(_ other: Tensor) throws -> Tensor", doc: "The matrix product.",
      example: "print(Tensor([[1, 2]]).matmul(Tensor([[3], [4]])))"
    ) { (it: Tensor, other: Tensor) in try it.matmul(other) },
    Binding(
      "func exp() throws -> Tensor", doc: "e to the power of each element.",
      example: "print(Tensor([0, 1]).exp())"
    ) { (it: Tensor) in try it.exp() },
    Binding(
      "func log() throws -> Tensor", doc: "The natural logarithm of each element.",
      example: "print(Tensor([1, 2]).log())"
    ) { (it: Tensor) in try it.log() },
    Binding(
      "func sqrt() throws -> Tensor", doc: "The square root of each element.",
      example: "print(Tensor([4, 9]).sqrt())"
    ) { (it: Tensor) in try it.sqrt() },
    Binding(
      "func abs() throws -> Tensor", doc: "Each element without its sign.",
      example: "print(Tensor([1, -2]).abs())"
    ) { (it: Tensor) in try it.abs() },
    Binding(
      "func squared() throws -> Tensor", doc: "Each element times itself.",
      example: "print(Tensor([1, -2]).squared())"
    ) { (it: Tensor) in try it.squared() },
  ]

  private static let parts: [Binding] = [
    Binding(
      "subscript(_ i: Int) -> Tensor", doc: "The part at an index of the first axis.",
      example: "print(Tensor([[1, 2], [3, 4]])[1])"
    ) { (it: Tensor, i: Int) in try it[i] },
    Binding(
      "subscript(_ i: Int, _ j: Int) -> Tensor", doc: "The part at indices of the first two axes.",
      example: "print(Tensor([[1, 2], [3, 4]])[1, 0])"
    ) { (it: Tensor, i: Int, j: Int) in try it[i, j] },
    Binding(
      "subscript(_ range: Range<Int>) -> Tensor",
      doc: "A stretch of the first axis; nothing is copied.",
      example: "print(Tensor([1, 2, 3])[0..<2])"
    ) { (it: Tensor, range: Range<Int>) in try it[range] },
    Binding(
      "subscript(_ range: ClosedRange<Int>) -> Tensor",
      doc: "A stretch of the first axis; nothing is copied.",
      example: "print(Tensor([1, 2, 3])[1...2])"
    ) { (it: Tensor, range: ClosedRange<Int>) in try it[range] },
    Binding(
      "func take(_ indices: [Int]) throws -> Tensor",
      doc: "The parts at these indices of the first axis.",
      example: "print(Tensor([10, 20, 30]).take([2, 0]))"
    ) { (it: Tensor, indices: [Int]) in try it.take(indices) },
    Binding(
      "func reshape(_ newShape: [Int]) throws -> Tensor",
      doc: "The same elements in another shape; one size may be -1.",
      example: "print(Tensor([1, 2, 3, 4]).reshape([2, -1]))"
    ) { (it: Tensor, shape: [Int]) in try it.reshape(shape) },
    Binding(
      "func flattened() -> Tensor", doc: "All elements in one row.",
      example: "print(Tensor([[1, 2], [3, 4]]).flattened())"
    ) { (it: Tensor) in it.flattened() },
    Binding(
      "func transpose() throws -> Tensor", doc: "Rows as columns.",
      example: "print(Tensor([[1, 2], [3, 4]]).transpose())"
    ) { (it: Tensor) in try it.transpose() },
    Binding(
      "func oneHot(_ classes: Int? = nil) throws -> Tensor",
      doc: "A row of zeros with a single 1 for each label.",
      example: "print(Tensor([0, 2]).oneHot())"
    ) { (it: Tensor, classes: Int?) in try it.oneHot(classes) },
  ]
}
