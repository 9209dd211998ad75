// This file tests the updates against the golden steps computed in double precision from Keras'
// formulas: w0 = 1, g = 0.5, -0.25, 0.1, all defaults.
import CKernels
import Testing

@testable import Neural

@Suite struct OptimizerTests {
  private func steps(_ optimizer: Optimizer) -> [Double] {
    var state = OptimizerState(optimizer)
    let weight = ParameterState(Parameter(name: "w", shape: [1], values: [1]))
    func slot(_ initial: Float?) -> FloatBuffer? {
      initial.map { value in
        let buffer = FloatBuffer(count: 1)
        buffer.fill(value)
        return buffer
      }
    }
    (weight.first, weight.second, weight.third) = (
      slot(optimizer.slots.first), slot(optimizer.slots.second), slot(optimizer.slots.third)
    )
    let gradient = FloatBuffer(count: 1)
    weight.gradient = gradient
    return [0.5, -0.25, 0.1].map { (g: Float) -> Double in
      gradient.fill(g)
      state.next()
      state.apply(to: [weight])
      return Double(weight.parameter.buffer.pointer[0])
    }
  }

  @Test(arguments: [
    (Optimizer.sgd, [0.995, 0.9975, 0.9965]),
    (try .sgd(momentum: 0.9), [0.995, 0.993, 0.9902]),
    (try .sgd(momentum: 0.9, nesterov: true), [0.9905, 0.9912, 0.98768]),
    (.adam, [0.999000006, 0.998733671, 0.998418429]),
    (.adamW, [0.998996006, 0.998725675, 0.998406438]),
    (.rmsprop, [0.996837729, 0.998312146, 0.997702153]),
    (.adagrad, [0.999154846, 0.999544095, 0.999390249]),
  ])
  func stepsEqualKeras(optimizer: Optimizer, golden: [Double]) {
    for (got, want) in zip(steps(optimizer), golden) { #expect((got - want).magnitude < 2e-7) }
  }

  @Test func momentumOfRMSpropAddsUpSteps() throws {
    // v = rho v + (1 - rho) g^2, inc = rate g / sqrt(v + eps), m = mu m + inc, w -= m
    var (w, v, m) = (1.0, 0.0, 0.0)
    let golden = [0.5, -0.25, 0.1].map { g in
      v = 0.9 * v + 0.1 * g * g
      m = 0.5 * m + 0.001 * g / (v + 1e-7).squareRoot()
      w -= m
      return w
    }
    for (got, want) in zip(steps(try .rmsprop(momentum: 0.5)), golden) {
      #expect((got - want).magnitude < 2e-7)
    }
  }

  @Test func theOptimizerGoesOnWhereItStopped() throws {
    func train(_ fits: [Int]) throws -> [Tensor] {
      let model = try Sequential([Dense(1, kernelInitializer: .ones, inputShape: [1])])
      try model.compile(optimizer: .adam, loss: .mse)
      for epochs in fits {
        try model.fit(Tensor([1.0, 2]), Tensor([0.0, 1]), epochs: epochs, shuffle: false)
      }
      return model.layers[0].weights
    }
    #expect(try train([5]) == train([2, 3]))
  }

  /// Each by itself is what its function makes without arguments.
  @Test func defaultsAreThoseOfTheFunctions() throws {
    let pairs: [(Optimizer, Optimizer)] = [
      (.sgd, try .sgd()), (.adam, try .adam()), (.adamW, try .adamW()),
      (.rmsprop, try .rmsprop()), (.adagrad, try .adagrad()), (.adadelta, try .adadelta()),
      (.adamax, try .adamax()), (.nadam, try .nadam()),
    ]
    for (constant, made) in pairs { #expect(constant == made, "\(made.name)") }
  }

  @Test func numbersOutOfRangeAreRefusedWhereTheyAreWritten() {
    #expect(
      message { _ = try Optimizer.sgd(learningRate: -1) }
        == "sgd: the learning rate is out of range: expected 0 or more, got -1.0")
    #expect(
      message { _ = try Optimizer.adam(beta1: 1) }
        == "adam: the beta1 is out of range: expected 0 or more, below 1, got 1.0")
    #expect(message { _ = try Optimizer.adam(learningRate: .nan) }.contains("nan"))
  }
}
