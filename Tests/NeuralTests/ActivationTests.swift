// This file tests single activations against their formulas in double precision, far out too.
import Foundation
import Testing

@testable import Neural

@Suite struct ActivationTests {
  private func apply(_ layer: any Layer, _ x: [Double]) throws -> [Double] {
    try Sequential([Input(shape: [x.count]), layer]).predict(Tensor([x])).scalars
  }

  @Test func geluIsExact() throws {
    let x = (-240...240).map { Double($0) / 16 }
    for (z, y) in zip(x, try apply(ActivationLayer(.gelu), x)) {
      let want = z * erfc(-z / 2.0.squareRoot()) / 2
      // The last term is what single precision cannot hold.
      #expect(abs(y - want) <= 1e-5 * abs(want) + 1e-37, "\(z)")
    }
    #expect(try apply(ActivationLayer(.gelu), [1e30, -1e30]) == [Double(Float(1e30)), 0])
  }

  @Test func hardSigmoidIsStraightInTheMiddle() throws {
    #expect(
      try apply(ActivationLayer(.hardSigmoid), [-9, -3, 0, 1.5, 3, 9]) == [0, 0, 0.5, 0.75, 1, 1])
  }

  @Test func reluHasKerasOptions() throws {
    let x = [-2.0, 0, 0.5, 1, 7]
    #expect(try apply(ReLU(), x) == [0, 0, 0.5, 1, 7])
    #expect(try apply(ReLU(maxValue: 6, negativeSlope: 0.5), x) == [-1, 0, 0.5, 1, 6])
    #expect(try apply(ReLU(negativeSlope: 0.5, threshold: 1), x) == [-1.5, -0.5, -0.25, 0, 7])
    #expect(try Sequential([Input(shape: [2]), ReLU()]).layers[1].name == "re_lu")
  }

  /// By central differences in single precision, away from the corners.
  @Test func reluPassesTheGradientOfItsPiece() throws {
    let layer = try ReLU(maxValue: 2, negativeSlope: 0.25, threshold: 0.5)
    let model = try Sequential([Dense(4, inputShape: [1]), layer])
    try model.setWeights([Tensor([[-1.0, 0.25, 1, 3]]), .zeros([4])])
    try model.compile(loss: .mae)
    // Sums -1, 0.25, 1 and 3; every output is above its target, so dL/dp = 1 / 4.
    let gradients = try model.gradients(Tensor([1.0]), .full([1, 4], -9))
    #expect(gradients[1].scalars == [0.0625, 0.0625, 0.25, 0])
  }

  @Test func droppingEverythingLeavesZeros() throws {
    let model = try Sequential([Dropout(1), Dense(1, kernelInitializer: .ones)])
    try model.compile(optimizer: .sgd, loss: .mse)
    #expect(try model.fit(Tensor([3.0]), Tensor([2.0])).history["loss"] == [4])
    #expect(try model.predict(Tensor([3.0])).shape == [1, 1])
  }
}
