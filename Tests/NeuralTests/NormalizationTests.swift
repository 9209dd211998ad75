// This file tests the layers that shift and scale, and regularisers.
import Foundation
import Testing

@testable import Neural

@Suite struct NormalizationTests {
  @Test func batchesAreNormalizedWhileTraining() throws {
    let model = try Sequential([BatchNormalization(inputShape: [2])])
    try model.compile(optimizer: .sgd(learningRate: 0), loss: .mse)
    let x = Tensor(floats: [1, 10, 2, 20, 3, 30, 6, 40], shape: [4, 2])
    // Mean 3 and 25, variance 3.5 and 125; the moving ones go a hundredth of the way.
    let y = try Tensor.zeros([4, 2])
    let loss = try model.fit(x, y, shuffle: false)["loss"][0]
    #expect(abs(loss - (3.5 / 3.501 + 125 / 125.001) / 2) < 1e-6)
    let weights = model.layers[0].weights.map(\.scalars)
    #expect(weights[0] == [1, 1])
    #expect(weights[1] == [0, 0])
    #expect(zip(weights[2], [0.03, 0.25]).allSatisfy { abs($0 - $1) < 1e-7 })
    #expect(zip(weights[3], [1.025, 2.24]).allSatisfy { abs($0 - $1) < 1e-6 })
    // Elsewhere the moving ones count.
    let p = try model.predict(Tensor([[1.0, 1.0]])).scalars
    #expect(abs(p[0] - (1 - 0.03) / (1.025 + 0.001).squareRoot()) < 1e-6)
    #expect(abs(p[1] - (1 - 0.25) / (2.24 + 0.001).squareRoot()) < 1e-6)
  }

  @Test func aBatchOfOneIsItsOwnMean() throws {
    let model = try Sequential([BatchNormalization(inputShape: [1]), Dense(1)])
    try model.compile(optimizer: .sgd, loss: .mse)
    let history = try model.fit(Tensor([5.0, 7.0]), Tensor([1.0, 1.0]), batchSize: 1, epochs: 2)
    #expect(try history["loss"].allSatisfy { $0.isFinite })
  }

  /// Training-mode gradients of everything below a batch normalisation, by finite differences in
  /// double precision.
  @Test func gradientsOfBatchNormalization() throws {
    try withSeed(5) {
      let rows = 6
      let model = try Sequential([
        Dense(3, inputShape: [2]), BatchNormalization(epsilon: 0.1), Dense(1),
      ])
      let start: [Tensor] = [
        try Tensor.random([2, 3], low: -1, high: 1), try Tensor.random([3]),
        try Tensor.random([3], low: 0.5, high: 1.5), try Tensor.random([3]),
        try Tensor.zeros([3]), try Tensor.ones([3]),
        try Tensor.random([3, 1], low: -1, high: 1), try Tensor.random([1]),
      ]
      try model.setWeights(start)
      try model.compile(loss: .mse)
      let x = try Tensor.random([rows, 2], low: -1, high: 1)
      let y = try Tensor.random([rows, 1])
      let gradients = try model.gradients(x, y, training: true)

      let (xs, ts) = (x.scalars, y.scalars)
      func cost(_ w: [[Double]]) -> Double {
        var p = [Double](repeating: w[7][0], count: rows)
        for j in 0..<3 {
          var z = [Double](repeating: w[1][j], count: rows)
          for r in 0..<rows {
            z[r] += xs[r * 2] * w[0][j]
            z[r] += xs[r * 2 + 1] * w[0][3 + j]
          }
          let mean: Double = z.reduce(0, +) / Double(rows)
          let squares: [Double] = z.map { ($0 - mean) * ($0 - mean) }
          let variance: Double = squares.reduce(0, +) / Double(rows)
          let deviation: Double = sqrt(variance + 0.1)
          for r in 0..<rows {
            let hat: Double = (z[r] - mean) / deviation
            p[r] += (hat * w[2][j] + w[3][j]) * w[6][j]
          }
        }
        var total = 0.0
        for r in 0..<rows { total += (p[r] - ts[r]) * (p[r] - ts[r]) }
        return total / Double(rows)
      }
      var weights = start.map(\.scalars)
      for (gradient, place) in zip(gradients, [0, 1, 2, 3, 6, 7]) {
        for i in weights[place].indices {
          let kept = weights[place][i]
          weights[place][i] = kept + 1e-5
          let above = cost(weights)
          weights[place][i] = kept - 1e-5
          let below = cost(weights)
          weights[place][i] = kept
          let want = (above - below) / 2e-5
          #expect(
            abs(gradient.double(at: i) - want) < 3e-6 + 3e-5 * abs(want),
            "weight \(place)[\(i)]: \(gradient.double(at: i)), not \(want)")
        }
      }
    }
  }

  @Test func normalizationLearnsFromData() throws {
    let layer = try Normalization()
    let data = try Tensor([[0.0, 7, 4], [2, 9, 6], [0, 7, 4], [2, 9, 6]])
    try layer.adapt(data)
    #expect(layer.weights.map(\.scalars) == [[1, 8, 5], [1, 1, 1], [0]])
    let model = try Sequential([layer])
    #expect(try model.predict(data)[1].scalars == [1, 1, 1])
    #expect(model.parameterCount == 7)
    #expect(try model.summary().nonTrainableCount == 7)
  }

  @Test func normalizationKnowsItsNumbers() throws {
    let model = try Sequential([Normalization(mean: [3], variance: [2])])
    let p = try model.predict(Tensor([1.0, 2, 3])).scalars
    #expect(zip(p, [-1.4142135, -0.7071068, 0]).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(model.layers[0].weights.isEmpty)
    // A variance of 0 divides by 1e-7.
    let flat = try Sequential([Normalization(mean: [1], variance: [0])])
    #expect(try abs(flat.predict(Tensor([2.0])).item - 1e7) < 1)
  }

  @Test func normalizationAlongOtherAxes() throws {
    let all = try Normalization(axis: nil)
    try all.adapt(Tensor([[1.0, 3], [5, 7]]))
    #expect(all.weights.map(\.scalars) == [[4], [5], [0]])
    let rows = try Normalization(axis: 1)
    try rows.adapt(Tensor([[[1.0, 3], [10, 30]], [[1, 3], [10, 30]]]))
    #expect(rows.weights[0].scalars == [2, 20])
    #expect(rows.weights[1].scalars == [1, 100])
  }

  @Test func rescalingScalesBytes() throws {
    let model = try Sequential([Rescaling(scale: 1 / 127.5, offset: -1, inputShape: [3])])
    let x = try Tensor(bytes: [0, 51, 255], shape: [1, 3])
    #expect(try model.predict(x).isClose(to: Tensor([[-1, -0.6, 1]]), absolute: 1e-6))
  }

  @Test func gradientsPassFixedScales() throws {
    let model = try Sequential([
      Dense(1, kernelInitializer: .ones, inputShape: [1]), Rescaling(scale: 3, offset: 1),
      Normalization(mean: [1], variance: [4]),
    ])
    try model.compile(loss: .mae)
    // y = (3 w x + 1 - 1) / 2: dy/dw = 3 x / 2
    #expect(try model.gradients(Tensor([2.0]), Tensor([0.0]))[0].item == 3)
  }

  @Test func regularizersCostWhatTheySay() throws {
    func loss(_ kernel: Regularizer?, _ bias: Regularizer? = nil) throws -> (Double, [Double]) {
      let model = try Sequential([
        Dense(2, kernelRegularizer: kernel, biasRegularizer: bias, inputShape: [1])
      ])
      try model.setWeights([Tensor([[2.0, -3]]), Tensor([1.0, 0])])
      try model.compile(optimizer: .sgd(learningRate: 0.5), loss: .mse)
      // The model is right, so that only weights cost.
      let (x, y) = (Tensor([1.0]), try Tensor([[3.0, -3]]))
      let evaluated = try model.evaluate(x, y).loss
      let fitted = try model.fit(x, y)["loss"][0]
      #expect(evaluated == fitted)
      return (fitted, model.weights.flatMap(\.scalars))
    }
    #expect(try loss(nil).0 == 0)
    // 0.1 (2 + 3); the step takes 0.5 * 0.1 off each size.
    var (cost, weights) = try loss(.l1(0.1))
    #expect(abs(cost - 0.5) < 1e-12)
    #expect(zip(weights, [1.95, -2.95, 1, 0]).allSatisfy { abs($0 - $1) < 1e-6 })
    // 0.1 (4 + 9); the step takes 0.5 * 2 * 0.1 of each.
    (cost, weights) = try loss(.l2(0.1))
    #expect(abs(cost - 1.3) < 1e-12)
    #expect(zip(weights, [1.8, -2.7, 1, 0]).allSatisfy { abs($0 - $1) < 1e-6 })
    (cost, weights) = try loss(.l1l2(l1: 0.1, l2: 0.1), .l1(0.2))
    #expect(abs(cost - 2) < 1e-12)
    #expect(zip(weights, [1.75, -2.65, 0.9, 0]).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(Regularizer.l2.l2 == 0.01)
  }

  @Test func mistakesAreRefused() throws {
    #expect(
      message { _ = try BatchNormalization(momentum: 2) }
        == "BatchNormalization: the momentum is out of range: expected 0 to 1, got 2.0")
    #expect(message { _ = try BatchNormalization(epsilon: 0) }.contains("the epsilon is out of"))
    #expect(message { _ = try Rescaling(scale: .nan) }.contains("must be finite numbers"))
    #expect(message { _ = try Normalization(axis: 0) }.contains("axis 0 holds the examples"))
    #expect(
      message { _ = try Normalization(mean: [1], variance: []) }.contains("as many means as"))
    #expect(message { _ = try Normalization(mean: [1], variance: [-1]) }.contains("got -1.0"))
    #expect(
      message { try Normalization(mean: [1], variance: [1]).adapt(.ones([2])) }.contains(
        "was given its mean"))
    #expect(message { try Normalization().adapt(.zeros([0, 3])) }.contains("no examples"))
    #expect(message { try Normalization().adapt(Tensor([1, .nan])) }.contains("nan or inf"))
    #expect(
      message { _ = try Sequential([Normalization(axis: 3, inputShape: [2])]) }.contains(
        "expected 1 to 1, or -1, got 3"))
    #expect(
      message {
        _ = try Sequential([Normalization(mean: [1, 2], variance: [1, 1], inputShape: [3])])
      }
      .contains("expected 3, got 2"))
    #expect(message { _ = try LeakyReLU(negativeSlope: -1) }.contains("the slope is out of range"))
    #expect(
      message { _ = try Dense(1, kernelRegularizer: .l2(-1)) }
        == "l2: the price is out of range: expected 0 or more, got -1.0")
  }
}
