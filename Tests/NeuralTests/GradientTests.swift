// This file tests the gradients of every layer and loss against finite differences: the network is
// computed a second time, naively and in double precision.
import Foundation
import Testing

@testable import Neural

@Suite struct GradientTests {
  /// A small network in double precision: pairs of kernel and bias with an activation after each.
  private struct Reference {
    var layers: [(w: [[Double]], b: [Double], f: Activation)]
    var loss: Loss

    func output(_ x: [Double]) -> [Double] {
      layers.reduce(x) { a, layer in
        var z = layer.b
        for (i, value) in a.enumerated() {
          for j in z.indices { z[j] += value * layer.w[i][j] }
        }
        switch layer.f {
        case .linear: return z
        case .relu: return z.map { max(0, $0) }
        case .sigmoid: return z.map { 1 / (1 + exp(-$0)) }
        case .tanh: return z.map { tanh($0) }
        case .softmax:
          let total = z.map { exp($0) }.reduce(0, +)
          return z.map { exp($0) / total }
        case .leakyRelu: return z.map { $0 > 0 ? $0 : 0.2 * $0 }
        case .relu6: return z.map { min(6, max(0, $0)) }
        case .elu: return z.map { $0 > 0 ? $0 : exp($0) - 1 }
        case .selu:
          return z.map { 1.0507009873554805 * ($0 > 0 ? $0 : 1.6732632423543772 * (exp($0) - 1)) }
        case .softplus: return z.map { log(1 + exp($0)) }
        case .softsign: return z.map { $0 / (1 + abs($0)) }
        case .silu: return z.map { $0 / (1 + exp(-$0)) }
        case .exponential: return z.map { exp($0) }
        case .gelu: return z.map { $0 * (1 + erf($0 / 2.0.squareRoot())) / 2 }
        case .hardSigmoid: return z.map { min(1, max(0, ($0 + 3) / 6)) }
        }
      }
    }

    func cost(_ xs: [[Double]], _ ts: [[Double]]) -> Double {
      zip(xs, ts).map { x, t in
        var p = output(x)
        let n = Double(p.count)
        switch loss.kind {
        case .sparseCategorical, .categorical:
          let total = p.reduce(0, +)
          p = p.map { min(max($0 / total, 1e-7), 1 - 1e-7) }
          return -zip(p, t).map { $1 * log($0) }.reduce(0, +)
        case .binary:
          return -zip(p, t).map { $1 * log($0) + (1 - $1) * log(1 - $0) }.reduce(0, +) / n
        case .squared: return zip(p, t).map { ($0 - $1) * ($0 - $1) }.reduce(0, +) / n
        case .absolute: return zip(p, t).map { abs($0 - $1) }.reduce(0, +) / n
        case .huber:
          return zip(p, t).map {
            let e = abs($0 - $1)
            return e <= loss.delta ? e * e / 2 : loss.delta * e - loss.delta * loss.delta / 2
          }.reduce(0, +) / n
        }
      }.reduce(0, +) / Double(xs.count)
    }
  }

  private func check(_ hidden: Activation, _ last: Activation, _ loss: Loss) throws {
    try withSeed(11) {
      let sizes = [5, 7, 3]
      let rows = 6
      let model = try Sequential([
        Dense(7, activation: hidden, inputShape: [5]), Dense(3, activation: last),
      ])
      // Biases away from 0, so that no ReLU sits on its corner; probabilities need positive sums.
      for layer in model.layers {
        let bias = try Tensor.random(layer.weights[1].shape, low: 0.2, high: 0.6)
        try layer.setWeights([layer.weights[0], bias])
      }
      try model.compile(loss: loss)
      let x = try Tensor.random([rows, 5], low: 0.1, high: 1)
      let labels = try Tensor((0..<rows).map { (i: Int) -> Int in i % 3 })
      let rowTargets: Tensor =
        switch loss {
        case .sparseCategoricalCrossentropy, .categoricalCrossentropy: try labels.oneHot(3)
        default: try Tensor.random([rows, 3], low: 0.05, high: 0.95)
        }
      let y = loss.takesLabels ? labels : rowTargets

      let gradients = try model.gradients(x, y)
      let grid = { (t: Tensor) -> [[Double]] in
        let width = t.shape[1]
        return (0..<t.shape[0]).map { r in (0..<width).map { t.double(at: r * width + $0) } }
      }
      var reference = Reference(
        layers: zip(model.layers, [hidden, last]).map {
          (grid($0.weights[0]), $0.weights[1].scalars, $1)
        }, loss: loss)
      let (xs, ts) = (grid(x), grid(rowTargets))
      let step = 1e-5
      for l in 0..<2 {
        for i in 0..<sizes[l] {
          for j in 0..<sizes[l + 1] {
            let kept = reference.layers[l].w[i][j]
            reference.layers[l].w[i][j] = kept + step
            let above = reference.cost(xs, ts)
            reference.layers[l].w[i][j] = kept - step
            let below = reference.cost(xs, ts)
            reference.layers[l].w[i][j] = kept
            let want = (above - below) / (2 * step)
            let got = gradients[2 * l].double(at: i * sizes[l + 1] + j)
            #expect(
              abs(got - want) < 2e-6 + 2e-5 * abs(want), "w\(l)[\(i)][\(j)]: \(got), not \(want)")
          }
        }
        for j in 0..<sizes[l + 1] {
          let kept = reference.layers[l].b[j]
          reference.layers[l].b[j] = kept + step
          let above = reference.cost(xs, ts)
          reference.layers[l].b[j] = kept - step
          let below = reference.cost(xs, ts)
          reference.layers[l].b[j] = kept
          let want = (above - below) / (2 * step)
          let got = gradients[2 * l + 1].double(at: j)
          #expect(abs(got - want) < 2e-6 + 2e-5 * abs(want), "b\(l)[\(j)]: \(got), not \(want)")
        }
      }
    }
  }

  @Test(arguments: Activation.allCases)
  func everyHiddenActivation(hidden: Activation) throws {
    try check(hidden, .softmax, .sparseCategoricalCrossentropy)
    try check(hidden, .linear, .mse)
  }

  @Test(arguments: [
    (Activation.softmax, Loss.sparseCategoricalCrossentropy),
    (.softmax, .categoricalCrossentropy), (.sigmoid, .binaryCrossentropy),
    (.sigmoid, .sparseCategoricalCrossentropy), (.sigmoid, .categoricalCrossentropy),
    (.softmax, .binaryCrossentropy), (.softmax, .mse), (.sigmoid, .mse), (.tanh, .mse),
    (.linear, .mae), (.sigmoid, .mae), (.relu, .mse), (.linear, try .huber(delta: 0.3)),
    (.linear, .huber),
  ])
  func everyLossAfterEveryActivation(last: Activation, loss: Loss) throws {
    try check(.tanh, last, loss)
  }

  /// The second function works where the first one's output lies.
  @Test(arguments: [Activation.tanh, .sigmoid, .selu, .elu, .softsign, .exponential])
  func anActivationBehindAnother(first: Activation) throws {
    try withSeed(5) {
      let model = try Sequential([
        Dense(3, activation: first, inputShape: [2]), ActivationLayer(.sigmoid),
        ActivationLayer(.tanh), Dense(1),
      ])
      try model.compile(loss: .mse)
      let x = try Tensor.random([8, 2], low: -1, high: 1)
      let y = try Tensor.random([8, 1], low: -1, high: 1)
      let got = try model.gradients(x, y)[1]
      let bias = model.layers[0].weights[1]
      let step = 0.01
      for index in 0..<3 {
        func loss(_ change: Double) throws -> Double {
          var values = bias.scalars
          values[index] += change
          try model.layers[0].setWeights([model.layers[0].weights[0], Tensor(values)])
          return try model.evaluate(x, y).loss
        }
        let want = (try loss(step) - loss(-step)) / (2 * step)
        try model.layers[0].setWeights([model.layers[0].weights[0], bias])
        #expect(abs(got.double(at: index) - want) < 1e-4 + 0.01 * abs(want))
      }
    }
  }

  /// Along the last of several axes a layer has one kernel for all positions.
  @Test func denseOnSeveralAxesSumsOverPositions() throws {
    let model = try Sequential([
      Dense(1, kernelInitializer: .ones, inputShape: [2, 3]), Flatten(),
    ])
    try model.compile(loss: .mse)
    // Outputs 6 and 15 against 0: dL/dp = 2 p / 2 = 6, 15; dW = sum of x dL/dp.
    let x = try Tensor([[[1.0, 2, 3], [4, 5, 6]]])
    let gradients = try model.gradients(x, .zeros([1, 2]))
    #expect(gradients[0].scalars == [66, 87, 108])
    #expect(gradients[1].scalars == [21])
  }

  /// The gradient passes where the output did, scaled alike.
  @Test func dropoutDropsTheGradientOfWhatItDropped() {
    withSeed(1) {
      let drop = Drop(rate: 0.5, seed: nil, width: 64)
      drop.prepare(capacity: 1)
      drop.beginFit()
      let (x, y, d, dx) = (
        FloatBuffer(count: 64), FloatBuffer(count: 64), FloatBuffer(count: 64),
        FloatBuffer(count: 64)
      )
      x.fill(1)
      d.fill(3)
      drop.forward(1, from: .dense(x.pointer), to: y.pointer, training: true)
      drop.backward(
        1, input: .dense(x.pointer), output: y.pointer, gradient: d.pointer,
        inputGradient: dx.pointer)
      let values = (0..<64).map { y.pointer[$0] }
      #expect(Set(values) == [0, 2])
      #expect((0..<64).allSatisfy { dx.pointer[$0] == 3 * values[$0] })
    }
  }
}
