// This file tests the arithmetic of tensors, their parts and their errors.
import Testing

@testable import Neural

@Suite struct TensorTests {
  private let table = [[1.0, 2, 3], [4, 5, 6]]

  @Test func creation() throws {
    #expect(Tensor(2.5).shape == [])
    #expect(try Tensor([1, 2]).dtype == .int32)
    #expect(Tensor([1.0, 2]).dtype == .float32)
    #expect(try Tensor(table).shape == [2, 3])
    #expect(try Tensor([[[1], [2]], [[3], [4]]]).shape == [2, 2, 1])
    #expect(try Tensor.zeros([2, 2]).scalars == [0, 0, 0, 0])
    #expect(try Tensor.ones([1, 2]).scalars == [1, 1])
    #expect(try Tensor.full([2], 7).scalars == [7, 7])
    #expect(try Tensor.arange(4).description == "[0 1 2 3]")
    #expect(try Tensor.arange(1, 2, step: 0.25).scalars == [1, 1.25, 1.5, 1.75])
    #expect(try Tensor.arange(3, 0, step: -1).scalars == [3, 2, 1])
    #expect(try Tensor.arange(0, 0).count == 0)
    #expect(try Tensor.linspace(0, 1, count: 5).scalars == [0, 0.25, 0.5, 0.75, 1])
    #expect(try Tensor.linspace(2, 3, count: 1).scalars == [2])
  }

  @Test func arithmeticStretchesAxesOfOne() throws {
    let t = try Tensor(table)
    #expect(try (t + Tensor([10.0, 20, 30])).scalars == [11, 22, 33, 14, 25, 36])
    #expect(try (t * Tensor([[1.0], [-1]])).scalars == [1, 2, 3, -4, -5, -6])
    #expect(try (Tensor([[1.0], [2]]) - Tensor([1.0, 2])).scalars == [0, -1, 1, 0])
    #expect(try (t / 2).scalars == [0.5, 1, 1.5, 2, 2.5, 3])
    #expect(try (1 - t).scalars == [0, -1, -2, -3, -4, -5])
    #expect(try (6 / t)[0].scalars == [6, 3, 2])
    #expect(try (-t)[0].scalars == [-1, -2, -3])
    #expect(try (Tensor(2.0) * t).shape == [2, 3])
    #expect(try (Tensor.zeros([0, 3]) + Tensor([1.0, 2, 3])).shape == [0, 3])
    var sum = t
    try sum += 1
    try sum *= t
    #expect(sum.scalars == [2, 6, 12, 20, 30, 42])
    #expect(t.scalars == [1, 2, 3, 4, 5, 6])
  }

  @Test func wholeNumbersStayWhole() throws {
    let a = try Tensor([1, 2, 3])
    #expect(try (a + a).description == "[2 4 6]")
    #expect(try (a * Tensor(bytes: [200, 200, 200], shape: [3])).description == "[200 400 600]")
    #expect(try (a / a).dtype == .float32)
    #expect(try (-a).description == "[-1 -2 -3]")
    let large = try Tensor([Int(Int32.max)])
    #expect(
      message { _ = try large + large }
        == "+: a whole number grew too large: expected -2147483648 to 2147483647, got 4294967294; "
        + "multiply by 1.0 first to compute with floats")
    #expect(message { _ = try -Tensor([Int(Int32.min)]) }.contains("2147483648"))
    #expect(message { _ = try Tensor([1 << 40]) }.contains("1099511627776"))
  }

  /// float(v / 255.0) for every byte, and no floats are stored.
  @Test func bytesDividedByANumberStayLazy() throws {
    let bytes = try Tensor(bytes: (0...255).map { UInt8($0) }, shape: [256])
    let scaled = try bytes / 255.0
    #expect(scaled.dtype == .float32)
    #expect(scaled.byteCount == 256)
    #expect(scaled.floats() == (0...255).map { Float(Double($0) / 255.0) })
    let more = try ((scaled - 0.5) * 2).exp()
    #expect(more.byteCount == 256)
    #expect(more.float(at: 255).bitPattern == (try Tensor([1.0]).exp().float(at: 0).bitPattern))
  }

  @Test func functions() throws {
    let t = Tensor([0.0, 1, 4])
    #expect(try t.sqrt().scalars == [0, 1, 2])
    #expect(try t.squared().scalars == [0, 1, 16])
    #expect(try (t - 2).abs().scalars == [2, 1, 2])
    #expect(try t.exp()[0].item == 1)
    #expect(try t.log()[0].item == -.infinity)
    #expect(try Tensor([-1.0]).sqrt()[0].item.isNaN)
  }

  @Test func comparisonGivesZerosAndOnes() throws {
    let a = try Tensor([1, 2, 3])
    #expect(try (a .== Tensor([1, 0, 3])).description == "[1 0 1]")
    #expect(try (a .> 1).description == "[0 1 1]")
    #expect(try (a .<= Tensor([1, 1, 3])).description == "[1 0 1]")
    #expect(try (a .== Tensor([1, 0, 3])).mean().item == Double(Float(2.0 / 3)))
  }

  @Test func equalityLooksAtShapeAndNumbers() throws {
    #expect(try Tensor([1, 2]) == Tensor([1.0, 2]))
    #expect(try Tensor([1, 2]) != Tensor([[1, 2]]))
    #expect(Tensor([Double.nan]) != Tensor([Double.nan]))
  }

  @Test func reductions() throws {
    let t = try Tensor(table)
    #expect(try t.sum().item == 21)
    #expect(try t.sum(axis: 0).scalars == [5, 7, 9])
    #expect(try t.sum(axis: -1).scalars == [6, 15])
    #expect(try t.mean(axis: 1).scalars == [2, 5])
    #expect(try t.max().item == 6)
    #expect(try t.min(axis: 0).scalars == [1, 2, 3])
    #expect(try t.argmax(axis: 1).description == "[2 2]")
    #expect(try t.argmin().description == "0")
    #expect(try Tensor([1.0, 3, 3]).argmax().item == 1)
    #expect(try Tensor([1.0, .nan, 3]).max().item.isNaN)
    #expect(try Tensor([1.0, .nan, 3]).argmax().item == 1)
    #expect(try Tensor(bytes: [3, 250, 7], shape: [3]).max().description == "250")
    #expect(try Tensor([[[1, 2], [3, 4]]]).sum(axis: 1).description == "[[4 6]]")
    #expect(try Tensor.zeros([0]).sum().item == 0)
  }

  @Test func reducedAxesMayStay() throws {
    let t = try Tensor([[1.0, 2, 3], [4, 5, 9]])
    #expect(try t.sum(axis: 1, keepDims: true) == Tensor([[6.0], [18]]))
    #expect(try t.sum(axis: 0, keepDims: true).shape == [1, 3])
    #expect(try t.mean(keepDims: true) == Tensor([[4.0]]))
    #expect(try t.max(axis: -1, keepDims: true) == Tensor([[3.0], [9]]))
    #expect(try t.min(axis: 0, keepDims: true) == Tensor([[1.0, 2, 3]]))
    #expect(try t.argmax(axis: 1, keepDims: true) == Tensor([[2], [2]]))
    #expect(try t.argmin(keepDims: true) == Tensor([[0]]))
    #expect(try (t - t.mean(axis: 1, keepDims: true)).sum(axis: 1) == Tensor([0.0, 0]))
    #expect(try t.variance(axis: 1, keepDims: true).shape == [2, 1])
    #expect(try t.standardDeviation(axis: 0) == Tensor([1.5, 1.5, 3]))
  }

  @Test func theLargerOfNaNAndANumberIsNaN() throws {
    let (a, b) = (Tensor([1.0, .nan, 3]), Tensor([2.0, 0, .nan]))
    #expect(try Tensor.maximum(a, b).description == "[ 2. nan nan]")
    #expect(try Tensor.minimum(a, b).description == "[ 1. nan nan]")
  }

  @Test func oneSidedRanges() throws {
    let t = try Tensor([[1, 2, 3], [4, 5, 6]])
    #expect(try t[...0] == Tensor([[1, 2, 3]]))
    #expect(try t[0..., ...1] == Tensor([[1, 2], [4, 5]]))
    #expect(try t[..<1, 2...] == Tensor([[3]]))
    #expect(message { _ = try t[...2] }.contains("out of bounds"))
    #expect(message { _ = try t[...(-1)] }.hasPrefix("subscript:"))
  }

  @Test func parts() throws {
    let t = try Tensor(table)
    #expect(try t[1].scalars == [4, 5, 6])
    #expect(try t[1, 2].item == 6)
    #expect(try t[1, 2].shape == [])
    #expect(try t[0..<1].shape == [1, 3])
    #expect(try t[1...].scalars == [4, 5, 6])
    #expect(try t[..<1].scalars == [1, 2, 3])
    #expect(try t[0...1].shape == [2, 3])
    #expect(try t[1..<1].count == 0)
    #expect(try t.take([1, 1, 0]).scalars == [4, 5, 6, 4, 5, 6, 1, 2, 3])
    // A part of a part, through every operation that copies.
    let part = try Tensor(bytes: (0..<24).map { UInt8($0) }, shape: [4, 3, 2])[1..<3][1]
    #expect(part.scalars == [12, 13, 14, 15, 16, 17])
    #expect(try (part * 2).scalars == [24, 26, 28, 30, 32, 34])
    #expect(try part.transpose().scalars == [12, 14, 16, 13, 15, 17])
    #expect(try part.sum(axis: 0).scalars == [42, 45])
    #expect(try part.take([2]).scalars == [16, 17])
  }

  @Test func shapesChangeAndElementsStay() throws {
    let t = try Tensor(table)
    #expect(try t.reshape([3, 2]).scalars == t.scalars)
    #expect(try t.reshape([-1]).shape == [6])
    #expect(try t.reshape([3, -1]).shape == [3, 2])
    #expect(t.flattened().shape == [6])
    #expect(try t.transpose().shape == [3, 2])
    #expect(try t.transpose().scalars == [1, 4, 2, 5, 3, 6])
    let cube = try Tensor.arange(24).reshape([2, 3, 4]).transpose()
    #expect(cube.shape == [4, 3, 2])
    #expect(try cube[1][2].scalars == [9, 21])
  }

  @Test func matrixProducts() throws {
    let a = try Tensor(table)
    let b = try Tensor([[1.0, 0], [0, 1], [1, 1]])
    #expect(try a.matmul(b).scalars == [4, 5, 10, 11])
    #expect(try a.matmul(Tensor([1.0, 1, 1])).scalars == [6, 15])
    #expect(try Tensor([1.0, 1]).matmul(a).scalars == [5, 7, 9])
    #expect(try Tensor([1.0, 2]).matmul(Tensor([3.0, 4])).item == 11)
    #expect(try Tensor.zeros([2, 0]).matmul(.zeros([0, 3])).scalars == [0, 0, 0, 0, 0, 0])
  }

  @Test func oneHotRows() throws {
    #expect(try Tensor([2, 0]).oneHot(3).scalars == [0, 0, 1, 1, 0, 0])
    #expect(try Tensor([2, 0]).oneHot().shape == [2, 3])
    #expect(
      message { _ = try Tensor([0, 1, 10]).oneHot(10) }
        == "oneHot: a label is outside the classes: expected 0 to 9, got 10 at index 2; "
        + "leave the number of classes out, or give one more than the largest label")
    #expect(message { _ = try Tensor([0.5]).oneHot() }.contains("got 0.5 at index 0"))
    #expect(message { _ = try Tensor([1]).oneHot(-3) }.contains("at least one class"))
  }

  @Test func mistakesAreErrors() {
    #expect(
      message { _ = try Tensor([1.0, 2]) + Tensor([1.0, 2, 3]) }
        == "+: the shapes do not fit: expected dimensions that are equal or 1, from the last one, got "
        + "[2] and [3]; reshape one of them, or check which axis holds the examples")
    #expect(
      message { _ = try Tensor([1.0, 2])[2] }
        == "subscript: the index is out of range: expected 0 to 1, got 2")
    #expect(
      message { _ = try Tensor([1.0, 2])[-1] }
        == "subscript: the index is out of range: expected 0 to 1, got -1; the last one is `[1]`")
    #expect(
      message { _ = try Tensor(1.0)[0] }
        == "subscript: a single number has no elements to choose from: got index 0; use `.item` for its "
        + "value")
    #expect(
      message { _ = try Tensor([1.0, 2])[1..<4] }
        == "subscript: the range is out of bounds: expected within 0..<2, got 1..<4")
    #expect(
      message { _ = try Tensor([1.0, 2])[3...] }
        == "subscript: the range is out of bounds: expected within 0..<2, got 3..<3")
    #expect(
      message { _ = try Tensor([1.0, 2])[0...Int.max] }
        == "subscript: the range is out of bounds: expected within 0..<2, got 0..<9223372036854775807"
    )
    #expect(
      message { _ = try Tensor([1.0, 2]).reshape([3, -1]) }
        == "reshape: the elements do not fill the shape: expected a shape of 2 elements, got [3, -1]"
    )
    #expect(
      message { _ = try Tensor([1.0, 2]).matmul(Tensor([1.0])) }
        == "matmul: the inner dimensions differ: expected as many columns on the left as rows on the "
        + "right, got [2] and [1]; transpose one of them if its axes are the other way round")
    #expect(
      message { _ = try Tensor([1.0, 2]).sum(axis: 1) }
        == "sum: there is no such axis: expected 0 to 0, got 1")
    #expect(
      message { _ = try Tensor([1.0, 2]).item }
        == "item: the tensor is not a single number: expected one element, got shape [2]; choose an "
        + "element, as in `t[0]`, first")
    #expect(
      message { _ = try Tensor.zeros([0]).max() }
        == "max: there are no elements: expected at least one, got shape [0]")
    #expect(
      message { _ = try Tensor.zeros([1 << 40, 1 << 40]) }
        == "zeros: the tensor would be too large: expected at most 268435456 elements, got shape "
        + "[1099511627776, 1099511627776]")
    #expect(
      message { _ = try Tensor.zeros([-1]) }
        == "zeros: a dimension is negative: got [-1]")
    #expect(
      message { _ = try Tensor([[1.0], [1, 2]]) }
        == "tensor: the rows have different lengths: expected 1 in each, got 2 in row 1")
    #expect(
      message { _ = try Tensor(bytes: [1, 2], shape: [3]) }
        == "tensor: the shape does not hold the elements: expected 3 elements for shape [3], got 2")
    #expect(
      message { _ = try Tensor.arange(0, 1, step: 0) }
        == "arange: cannot count in such steps: expected finite numbers and a step, got 0.0, 1.0, step "
        + "0.0")
    #expect(
      message { _ = try Tensor([0]).reshape([Int](repeating: 1, count: 40)) }
        == "reshape: too many axes: expected at most 32, got 40")
    // Sizes that only overflow beside an axis of 0, and lengths beyond any integer.
    #expect(message { _ = try Tensor.zeros([0, .max, .max]) }.contains("would be too large"))
    #expect(message { _ = try Tensor.arange(0, 1e30) }.contains("would be too large"))
    #expect((try? Tensor.arange(1e30, 0).count) == 0)
    #expect(message { _ = try Tensor.zeros([.max]) }.contains("would be too large"))
  }
}
