// This file tests optimizers without published numbers against Keras' formulas in double precision,
// and what all optimizers have in common: clipping, decay and schedules.
import Foundation
import Testing

@testable import Neural

@Suite struct OptimizerFormulaTests {
  /// The weight of a model w x with x = 1 after each step against the targets, whose gradients are
  /// those given: the loss is w - t times a constant.
  private func steps(_ optimizer: Optimizer, _ gradients: [Float]) -> [Double] {
    var state = OptimizerState(optimizer)
    let weight = ParameterState(Parameter(name: "w", shape: [1], values: [1]))
    func slot(_ initial: Float?) -> FloatBuffer? {
      initial.map { value in
        let buffer = FloatBuffer(count: 1)
        buffer.fill(value)
        return buffer
      }
    }
    let slots = optimizer.slots
    (weight.first, weight.second, weight.third) = (
      slot(slots.first), slot(slots.second), slot(slots.third)
    )
    let gradient = FloatBuffer(count: 1)
    weight.gradient = gradient
    return gradients.map {
      gradient.fill($0)
      state.next()
      state.apply(to: [weight])
      return Double(weight.parameter.buffer.pointer[0])
    }
  }

  private let gradients: [Float] = [0.5, -0.25, 0.1]

  private func expect(_ got: [Double], _ want: [Double]) {
    for (a, b) in zip(got, want) { #expect(abs(a - b) < 2e-7, "\(a), not \(b)") }
  }

  @Test func adadelta() throws {
    var (w, a, u) = (1.0, 0.0, 0.0)
    expect(
      steps(try .adadelta(learningRate: 1), gradients),
      gradients.map(Double.init).map { g in
        a = 0.95 * a + 0.05 * g * g
        let d = -sqrt(u + 1e-7) / sqrt(a + 1e-7) * g
        u = 0.95 * u + 0.05 * d * d
        w += d
        return w
      })
  }

  @Test func adamax() {
    var (w, m, u, t) = (1.0, 0.0, 0.0, 0.0)
    expect(
      steps(.adamax, gradients),
      gradients.map(Double.init).map { g in
        t += 1
        m += (g - m) * 0.1
        u = max(0.999 * u, abs(g))
        w -= 0.001 * m / ((1 - pow(0.9, t)) * (u + 1e-7))
        return w
      })
  }

  @Test func nadam() {
    var (w, m, v, t, product) = (1.0, 0.0, 0.0, 0.0, 1.0)
    expect(
      steps(.nadam, gradients),
      gradients.map(Double.init).map { g in
        t += 1
        let now = 0.9 * (1 - 0.5 * pow(0.96, t))
        let next = 0.9 * (1 - 0.5 * pow(0.96, t + 1))
        product *= now
        m += (g - m) * 0.1
        v += (g * g - v) * 0.001
        let mHat = next * m / (1 - product * next) + (1 - now) * g / (1 - product)
        w -= 0.001 * mHat / (sqrt(v / (1 - pow(0.999, t))) + 1e-7)
        return w
      })
  }

  @Test func clippingKeepsTheFirstThatIsGiven() throws {
    expect(steps(try .sgd(learningRate: 1, clipValue: 0.2), gradients), [0.8, 1, 0.9])
    expect(
      steps(try .sgd(learningRate: 1, clipNorm: 0.3, clipValue: 0.2), gradients), [0.7, 0.95, 0.85])
    expect(steps(try .sgd(learningRate: 1, globalClipNorm: 0.25), gradients), [0.75, 1, 0.9])
  }

  @Test func aGlobalNormIsThatOfAllArrays() throws {
    let optimizer = try Optimizer.sgd(learningRate: 1, globalClipNorm: 1)
    var state = OptimizerState(optimizer)
    let weights = [3, 4].map { (g: Float) -> ParameterState in
      let weight = ParameterState(Parameter(name: "w", shape: [1], values: [0]))
      let gradient = FloatBuffer(count: 1)
      gradient.fill(g)
      weight.gradient = gradient
      return weight
    }
    state.next()
    state.apply(to: weights)
    expect(weights.map { Double($0.parameter.buffer.pointer[0]) }, [-0.6, -0.8])
  }

  @Test func weightsDecayBeforeTheStep() throws {
    // w = w - w 0.5 rate, then w - rate g, with rate 0.1
    expect(steps(try .sgd(learningRate: 0.1, weightDecay: 0.5), [1, 0]), [0.85, 0.8075])
  }

  @Test func schedulesFollowTheirFormulas() throws {
    let steps = [0, 1, 5, 10, 15, 25]
    func check(_ schedule: LearningRateSchedule, _ formula: (Double) -> Double) {
      for step in steps {
        let want = formula(Double(step))
        #expect(abs(schedule(step) - want) <= 1e-14 * abs(want) + 1e-17, "step \(step)")
      }
    }
    try check(.exponentialDecay(0.1, decaySteps: 10, decayRate: 0.96)) { 0.1 * pow(0.96, $0 / 10) }
    try check(.exponentialDecay(0.1, decaySteps: 10, decayRate: 0.5, staircase: true)) {
      0.1 * pow(0.5, floor($0 / 10))
    }
    try check(.inverseTimeDecay(0.1, decaySteps: 10, decayRate: 0.5)) { 0.1 / (1 + 0.5 * $0 / 10) }
    try check(.inverseTimeDecay(0.1, decaySteps: 10, decayRate: 0.5, staircase: true)) {
      0.1 / (1 + 0.5 * floor($0 / 10))
    }
    try check(.polynomialDecay(0.1, decaySteps: 10, endLearningRate: 0.01, power: 2)) {
      0.09 * pow(1 - min($0, 10) / 10, 2) + 0.01
    }
    try check(.polynomialDecay(0.1, decaySteps: 10, endLearningRate: 0.01, cycle: true)) {
      let length = 10 * ($0 == 0 ? 1 : ceil($0 / 10))
      return 0.09 * (1 - $0 / length) + 0.01
    }
    try check(.cosineDecay(0.1, decaySteps: 20, alpha: 0.1)) {
      0.1 * (0.9 * 0.5 * (1 + cos(Double.pi * min($0, 20) / 20)) + 0.1)
    }
    try check(.cosineDecay(0, decaySteps: 20, warmupTarget: 0.1, warmupSteps: 5)) {
      $0 < 5 ? 0.1 * $0 / 5 : 0.1 * 0.5 * (1 + cos(Double.pi * min($0 - 5, 20) / 20))
    }
    try check(.piecewiseConstantDecay(boundaries: [5, 10], values: [1, 0.5, 0.1])) {
      $0 <= 5 ? 1 : $0 <= 10 ? 0.5 : 0.1
    }
  }

  @Test func aScheduleCountsSteps() throws {
    let schedule = try LearningRateSchedule.piecewiseConstantDecay(
      boundaries: [0], values: [1, 0.5])
    expect(steps(try .sgd(learningRate: schedule), [0.25, 0.25, 0.25]), [0.75, 0.625, 0.5])
  }

  @Test func ownFunctionsAreThoseOfMathematics() {
    for i in -200...200 {
      let x = Double(i) * 0.37
      #expect(abs(Elementary.exp(x) - exp(x)) <= 1e-15 * exp(x))
      #expect(abs(Elementary.sine(x) - sin(x)) < 1e-15)
      #expect(abs(Elementary.cosine(x) - cos(x)) < 1e-15)
      let y = exp(x / 2)
      #expect(abs(Elementary.log(y) - log(y)) <= 1e-15 * max(1, abs(log(y))))
    }
    #expect(Elementary.exp(1000) == .infinity)
    #expect(Elementary.exp(-1000) == 0)
    #expect(Elementary.log(0) == -.infinity)
    #expect(Elementary.log(-1).isNaN)
    #expect(Elementary.power(0, 2) == 0)
    #expect(Elementary.sine(.infinity).isNaN)
  }

  @Test func numbersOutOfRangeAreRefused() {
    func text(_ make: () throws -> Optimizer) -> String { message { _ = try make() } }
    #expect(
      text { try .sgd(clipNorm: 0) }
        == "sgd: the clip norm is out of range: expected above 0, got 0.0")
    #expect(text { try .adam(clipValue: -1) }.hasPrefix("adam: the clip value"))
    #expect(text { try .adam(globalClipNorm: .nan) }.hasPrefix("adam: the global clip norm"))
    #expect(text { try .adamW(weightDecay: -1) }.hasPrefix("adamW: the weight decay"))
    #expect(
      text { try .adagrad(initialAccumulator: -1) }.hasPrefix("adagrad: the initial accumulator"))
    #expect(text { try .adadelta(rho: 1) }.hasPrefix("adadelta: the rho"))
    #expect(text { try .nadam(epsilon: 0) }.hasPrefix("nadam: the epsilon"))
    #expect(
      text { try .sgd(learningRate: .exponentialDecay(0.1, decaySteps: 0, decayRate: 1)) }
        == "exponentialDecay: the number of decay steps is out of range: expected 1 or more, got 0")
    #expect(
      text { try .sgd(learningRate: .piecewiseConstantDecay(boundaries: [], values: [])) }
        .contains("0 values and 0 boundaries"))
    #expect(
      text {
        try .sgd(learningRate: .piecewiseConstantDecay(boundaries: [2, 2], values: [1, 1, 1]))
      }.contains("each larger than the one before, got 2, 2"))
    #expect(
      text { try .sgd(learningRate: .cosineDecay(0.1, decaySteps: 5, alpha: 2)) }
        .hasPrefix("cosineDecay: the alpha"))
  }
}
