// This file tests that arguments which make no sense are refused where they are written, each with one
// sentence that names what was called.
import Testing

@testable import Neural

@Suite struct BadArgumentTests {
  @Test func distributionsNeedBoundsInOrder() {
    #expect(
      message { _ = try Tensor.random([2], low: 1, high: 0) }
        == "random: the lower bound is above the upper one: expected low <= high, got low 1.0 and high 0.0; exchange them"
    )
    #expect(message { _ = try Tensor.random([2], low: .nan) }.hasPrefix("random: the lower bound"))
    #expect(message { _ = try Tensor.random([2], high: 1e300) }.hasPrefix("random: the upper"))
    #expect(
      message { _ = try Tensor.randomNormal([2], standardDeviation: -1) }
        == "randomNormal: the standard deviation is negative: expected 0 or more, got -1.0")
    #expect(message { _ = try Tensor.randomNormal([2], mean: .infinity) }.contains("the mean"))
    #expect(message { _ = try Initializer.randomUniform(low: 1, high: 0) }.contains("low <= high"))
    #expect(
      message { _ = try Initializer.randomNormal(standardDeviation: -1) }.contains("is negative"))
    #expect(message { _ = try Initializer.constant(.nan) }.hasPrefix("constant: the value"))
  }

  @Test func rowsOfNumbersNeedEndsThatCanBeHeld() {
    #expect(message { _ = try Tensor.linspace(0, 1e39) }.hasPrefix("linspace: the end"))
    #expect(message { _ = try Tensor.linspace(.nan, 1) }.hasPrefix("linspace: the start"))
    #expect(message { _ = try Tensor.linspace(0, 1, count: -1) }.hasPrefix("linspace: a dimension"))
    #expect(message { _ = try Tensor.linspace(0, 1, count: .max) }.contains("would be too large"))
    #expect(message { _ = try Tensor.arange(0, 1e300) }.hasPrefix("arange: the end"))
    #expect(message { _ = try Tensor.arange(0, 1, step: 1e-30) }.contains("would be too large"))
  }

  /// The operation in a message is the one that was called, not one inside it.
  @Test func errorsNameTheOperationCalled() throws {
    let row = Tensor([1.0, 2])
    let calls: [(String, () throws -> Tensor)] = [
      ("zeros", { try .zeros([-1]) }), ("ones", { try .ones([-1]) }),
      ("full", { try .full([-1], 1) }), ("take", { try row.take([5]) }),
      ("take", { try Tensor(1.0).take([0]) }), ("stack", { try .stack([row], axis: 7) }),
      ("stack", { try .stack([]) }), ("maximum", { try .maximum(row, .zeros([3])) }),
      ("minimum", { try .minimum(row, .zeros([3])) }),
      ("variance", { try row.variance(axis: 3) }),
      ("standardDeviation", { try Tensor.zeros([0]).standardDeviation() }),
      ("where", { try .where(row, row, .zeros([3])) }), ("+", { try row + .zeros([3]) }),
      (".<", { try row .< .zeros([3]) }), ("matmul", { try row.matmul(.zeros([3])) }),
      ("reshape", { try row.reshape([3]) }), ("subscript", { try row[4] }),
      ("concatenate", { try .concatenate([row, .zeros([1, 1])]) }),
      ("oneHot", { try Tensor([5]).oneHot(2) }), ("eye", { try .eye(-1) }),
      ("transpose", { try row.transpose([1]) }),
      ("expandedDims", { try row.expandedDims(axis: 4) }),
    ]
    for (name, call) in calls {
      let text = message { _ = try call() }
      #expect(text.hasPrefix("\(name): "), "\(text)")
    }
  }

  @Test func pricesAndShapesOfLossesAreRefusedWhereTheyAreWritten() {
    #expect(
      message { _ = try Regularizer.l2(-1) }
        == "l2: the price is out of range: expected 0 or more, got -1.0")
    #expect(message { _ = try Loss.huber(delta: 0) }.hasPrefix("huber: the delta"))
    #expect(
      message { _ = try Loss.binaryCrossentropy(labelSmoothing: 2) }
        .hasPrefix("binaryCrossentropy: the label smoothing"))
    #expect(message { _ = try ReLU(maxValue: -1) }.hasPrefix("ReLU: the largest value"))
    #expect(message { _ = try EarlyStopping(minDelta: .nan) }.hasPrefix("EarlyStopping: minDelta"))
    #expect(message { _ = try BestWeights(minDelta: .nan) }.hasPrefix("BestWeights: minDelta"))
  }

  /// Who sets the learning rate while a schedule does is told before training, not after it began.
  @Test func twoWhoSetTheLearningRateAreRefusedBeforeTraining() throws {
    let model = try Sequential([Dense(1, inputShape: [1])])
    try model.compile(optimizer: .sgd(learningRate: .cosineDecay(0.1, decaySteps: 5)), loss: .mse)
    let callbacks: [any Callback] = [
      try ReduceLROnPlateau(monitor: .loss), LearningRateScheduler { _, rate in rate },
    ]
    for callback in callbacks {
      let text = message {
        try model.fit(Tensor([1.0]), Tensor([1.0]), callbacks: [callback])
      }
      #expect(text.contains("the learning rate follows a schedule"))
    }
    #expect(model.iterations == 0)
  }

  @Test func aLossThatIsNoNumberIsToldAsAValue() throws {
    let model = try Sequential([Dense(1, inputShape: [1])])
    try model.compile(optimizer: .sgd(learningRate: 5), loss: .mse)
    let (x, y) = (Tensor([-1.0, 0, 1, 2, 3, 4]), Tensor([-3.0, -1, 1, 3, 5, 7]))
    #expect(!message { try model.fit(x, y, batchSize: 2, epochs: 500) }.isEmpty)
    let history = try #require(model.history)
    let divergence = try #require(history.divergence)
    #expect(divergence.epoch == history.epoch.count + 1)
    #expect((1...3).contains(divergence.step) && divergence.steps == 3)
    #expect(!divergence.loss.isFinite && divergence.learningRate == 5)
    try model.compile(optimizer: .sgd(learningRate: 0.01), loss: .mse)
    try model.setWeights([Tensor([[0.0]]), Tensor([0.0])])
    #expect(try model.fit(x, y).divergence == nil)
  }
}
