// This file tests slices along several axes, assignment, joining, selection and functions of tensors.
import Foundation
import Testing

@testable import Neural

@Suite struct TensorPartTests {
  private let t = Tensor(ints: Array(0..<24), shape: [2, 3, 4])

  @Test func slicesAlongSeveralAxes() throws {
    #expect(try t[1, 0..<2, 3].scalars == [15, 19])
    #expect(try t[0..., 1...2, 0].shape == [2, 2])
    #expect(try t[0..., 1...2, 0].scalars == [4, 8, 16, 20])
    #expect(try t[..<1, ...1, 2...].scalars == [2, 3, 6, 7])
    #expect(try t[0, 1, 2].shape == [])
    #expect(try t[0, 1, 2].item == 6)
    #expect(try t[0..<2, 3..<3].shape == [2, 0, 4])
    #expect(try t[1, 1..<3] == t[1][1..<3])
    #expect(try t[0, 0].dtype == .int32)
    let lazy = try Tensor(bytes: [0, 51, 102, 255], shape: [2, 2]) / 255
    #expect(try lazy[0..., 1].scalars == [lazy[0][1].item, lazy[1][1].item])
    #expect(try t[0..<1, 0..<2][0, 1..<2].scalars == [4, 5, 6, 7])
  }

  @Test func slicesOutsideAreRefused() {
    #expect(
      message { _ = try t[0, 3, 0] }
        == "subscript: an index of axis 1 is out of range: expected within 0..<3, got 3")
    #expect(message { _ = try t[0, -1, 0] }.hasSuffix("got -1; the last one is 2"))
    #expect(message { _ = try t[0..<3, 0..<1] }.contains("axis 0 is out of range"))
    #expect(message { _ = try t[0, 0, 0, 0] }.hasSuffix("expected at most 3, got 4"))
    #expect(message { _ = try t[0, Int.max...Int.max] }.contains("out of range"))
    #expect(message { _ = try t[Int.max, 0..<1] }.contains("out of range"))
    #expect(message { _ = try t[0, 7...] }.contains("out of range"))
  }

  @Test func assignmentChangesOneVariable() throws {
    var a = try Tensor([[1.0, 2], [3, 4]])
    let b = a
    try a.set(9, at: 1, 0)
    #expect(a.scalars == [1, 2, 9, 4])
    #expect(b.scalars == [1, 2, 3, 4])
    try a.set(Tensor([7.0, 8]), at: 0)
    #expect(a.scalars == [7, 8, 9, 4])
    try a.set(0, at: 0..., 1)
    #expect(a.scalars == [7, 0, 9, 0])
    try a.set(5, at: 0..<2)
    #expect(a.scalars == [5, 5, 5, 5])
    // A part shares memory with its whole until it changes.
    var row = try b[1]
    try row.set(0, at: 0)
    #expect(row.scalars == [0, 4])
    #expect(b.scalars == [1, 2, 3, 4])
  }

  @Test func assignmentWidensTheKind() throws {
    var bytes = try Tensor(bytes: [1, 2], shape: [2])
    try bytes.set(255, at: 0)
    #expect(bytes.dtype == .uint8)
    try bytes.set(256, at: 0)
    #expect(bytes.dtype == .int32)
    try bytes.set(0.5, at: 1)
    #expect(bytes.dtype == .float32)
    #expect(bytes.scalars == [256, 0.5])
    var lazy = try Tensor(bytes: [0, 255], shape: [2]) / 255
    try lazy.set(3, at: 0)
    #expect(lazy.scalars == [3, 1])
  }

  @Test func assignmentThatDoesNotFitIsRefused() throws {
    var a = try Tensor.zeros([2, 3])
    #expect(
      message { try a.set(Tensor([1.0, 2]), at: 0) }
        == "set: the new values do not fit the part: expected [3], got [2]")
    #expect(message { try a.set(1, at: 2) }.contains("axis 0 is out of range"))
    #expect(message { try a.set(1, at: 0, 0, 0) }.hasSuffix("expected at most 2, got 3"))
    #expect(try a == .zeros([2, 3]))
  }

  @Test func aBudgetThatRefusesLeavesTheTensorWhole() throws {
    final class Refuser: TrainingObserver, @unchecked Sendable {
      struct Refused: Error {}
      func charge(_ cost: Cost) throws { if cost.bytes > 0 { throw Refused() } }
    }
    var a = try Tensor([[1.0, 2], [3, 4]])
    let b = a
    Observation.$observer.withValue(Refuser()) {
      #expect(throws: Refuser.Refused.self) { try a.set(9, at: 0, 0) }
    }
    #expect(a.scalars == [1, 2, 3, 4] && a == b)
  }

  @Test func joining() throws {
    let (a, b) = (try Tensor([[1, 2]]), try Tensor([[3, 4]]))
    #expect(try Tensor.concatenate([a, b]).scalars == [1, 2, 3, 4])
    #expect(try Tensor.concatenate([a, b]).shape == [2, 2])
    #expect(try Tensor.concatenate([a, b], axis: -1).shape == [1, 4])
    #expect(try Tensor.concatenate([a, b], axis: 1).dtype == .int32)
    #expect(try Tensor.stack([a, b], axis: 2).shape == [1, 2, 2])
    #expect(try Tensor.stack([a, b], axis: 2).scalars == [1, 3, 2, 4])
    #expect(try Tensor.stack([Tensor(1), Tensor(2)]).shape == [2])
    #expect(try Tensor.concatenate([a, Tensor([[0.5, 1]])]).dtype == .float32)
    let bytes = try Tensor(bytes: [1], shape: [1])
    #expect(try Tensor.concatenate([bytes, bytes]).dtype == .uint8)
    #expect(message { _ = try Tensor.concatenate([]) }.contains("no tensors"))
    #expect(
      message { _ = try Tensor.concatenate([a, .ones([1, 3])]) }.contains("differ in another"))
    #expect(message { _ = try Tensor.concatenate([Tensor(1)]) }.contains("`stack`"))
    #expect(message { _ = try Tensor.concatenate([a], axis: 2) }.hasSuffix("got 2"))
    #expect(message { _ = try Tensor.stack([a, Tensor([1])]) }.contains("differ in shape"))
  }

  @Test func selection() throws {
    let x = Tensor([-1.0, 0, 5])
    #expect(try Tensor.where(x .> 0.0, x, 0).scalars == [0, 0, 5])
    #expect(
      try Tensor.where(Tensor([1, 0, 1]), Tensor([1, 2, 3]), Tensor([4, 5, 6])).dtype == .int32)
    #expect(
      try Tensor.where(Tensor([[1], [0]]), Tensor([1, 2]), Tensor([[3], [4]])).scalars
        == [1, 2, 4, 4])
    #expect(try x.clip(-0.5, 2).scalars == [-0.5, 0, 2])
    #expect(try Tensor([-3, 3]).clip(-1, 1).dtype == .int32)
    #expect(try Tensor([-3, 3]).clip(-0.5, 1).scalars == [-0.5, 1])
    #expect(message { _ = try x.clip(1, 0) }.contains("must not be above"))
    #expect(try Tensor.maximum(x, 0).scalars == [0, 0, 5])
    #expect(try Tensor.minimum(x, Tensor([0.0, -1, 9])).scalars == [-1, -1, 5])
    #expect(try (x .<= 0.0).scalars == [1, 1, 0])
    #expect(try (x .>= 0.0).scalars == [0, 1, 1])
  }

  @Test func chanceHasASeed() throws {
    let order = try Tensor.permutation(100, seed: 3)
    #expect(try order == .permutation(100, seed: 3))
    #expect(try order != .permutation(100, seed: 4))
    #expect(order.scalars.sorted() == (0..<100).map { Double($0) })
    let rows = try Tensor.arange(0, 200).reshape([100, 2])
    #expect(try rows.shuffled(seed: 3) == rows.take(order))
    #expect(message { _ = try Tensor(1).shuffled() }.contains("no order"))
    #expect(message { _ = try rows.take(Tensor([0.5])) }.contains("not a whole number"))
    #expect(message { _ = try Tensor.permutation(-1) }.contains("negative"))
  }

  @Test func functions() throws {
    let x = try Tensor([[-1.5, 0.5], [2.5, 3]])
    func check(_ got: Tensor, _ f: (Double) -> Double) {
      for (a, b) in zip(got.scalars, x.scalars.map(f)) {
        #expect(abs(a - b) < 3e-7 * max(1, abs(b)))
      }
    }
    check(try x.tanh()) { tanh($0) }
    check(try x.sigmoid()) { 1 / (1 + exp(-$0)) }
    check(try x.relu()) { max(0, $0) }
    check(try x.sin()) { sin($0) }
    check(try x.cos()) { cos($0) }
    check(try x.power(3)) { $0 * $0 * $0 }
    #expect(try x.rounded().scalars == [-2, 0, 2, 3])
    #expect(try Tensor([4.0, -4]).power(0.5).description == "[ 2. nan]")
    #expect(try x.softmax().sum(axis: 1).isClose(to: .ones([2])))
    #expect(message { _ = try Tensor(1).softmax() }.contains("single number"))
    #expect(try Tensor([[1, 2], [3, 6]]).variance(axis: 0).scalars == [1, 4])
    #expect(try Tensor([[1, 2], [3, 6]]).standardDeviation(axis: 1).scalars == [0.5, 1.5])
    #expect(try Tensor([1, 3]).variance().item == 1)
    #expect(try Tensor([1.9, -1.9]).asType(.int32).scalars == [1, -1])
    #expect(message { _ = try Tensor([256]).asType(.uint8) }.hasSuffix("got 256.0 at index 0"))
    #expect(message { _ = try Tensor([Double.nan]).asType(.int32) }.contains("does not fit"))
    #expect(try Tensor.eye(2).scalars == [1, 0, 0, 1])
    #expect(message { _ = try Tensor.eye(-1) }.contains("negative"))
    #expect(message { _ = try Tensor.eye(1 << 20) }.contains("too large"))
  }

  @Test func axesMove() throws {
    #expect(try t.transpose([2, 0, 1]).shape == [4, 2, 3])
    #expect(try t.transpose([2, 0, 1])[1, 0, 2].item == 9)
    #expect(try t.transpose([2, 1, 0]) == t.transpose())
    #expect(message { _ = try t.transpose([0, 0, 1]) }.contains("named once"))
    #expect(try t.expandedDims(axis: -1).shape == [2, 3, 4, 1])
    #expect(try t.expandedDims(axis: 0).squeezed() == t)
    #expect(message { _ = try t.expandedDims(axis: 4) }.hasSuffix("got 4"))
  }

  @Test func wholeNumbersStayWholeAmongThemselves() throws {
    let a = try Tensor([7, 8])
    #expect(try (a + a).dtype == .int32)
    #expect(try (a * 2).dtype == .float32)
    #expect(try (a / a).dtype == .float32)
    #expect(try (a .> 7.0).dtype == .uint8)
    let bytes = try Tensor(bytes: [200], shape: [1])
    #expect(try (bytes + bytes).item == 400)
    #expect(try (bytes - bytes * 1.0).item == 0)
    #expect(message { _ = try Tensor([Int(Int32.max)]) + a[0] }.contains("grew too large"))
  }
}
