// This file tests what a model does as a whole: shapes, names, summary, history, validation,
// callbacks, observation and the errors of each.
import Testing

@testable import Neural

@Suite struct ModelTests {
  private func digits() throws -> Sequential {
    try Sequential([
      Flatten(inputShape: [28, 28]), Dense(20, activation: .relu), Dense(10, activation: .softmax),
    ])
  }

  private func line() throws -> (Sequential, Tensor, Tensor) {
    let model = try Sequential([Dense(1, inputShape: [1])])
    try model.compile(optimizer: .sgd, loss: .mse, metrics: [.mae])
    return (model, Tensor((0..<10).map { Double($0) / 10 }), Tensor((0..<10).map { Double($0) }))
  }

  @Test func summaryIsTheTextOfKeras() throws {
    let text = try digits().summary().description
    let rule = String(repeating: "_", count: 65)
    let blank = String(repeating: " ", count: 65)
    let double = String(repeating: "=", count: 65)
    #expect(
      text == """
        Model: "sequential"
        \(rule)
         Layer (type)                Output Shape              Param #   
        \(double)
         flatten (Flatten)           (None, 784)               0         
        \(blank)
         dense (Dense)               (None, 20)                15700     
        \(blank)
         dense_1 (Dense)             (None, 10)                210       
        \(blank)
        \(double)
        Total params: 15,910
        Trainable params: 15,910
        Non-trainable params: 0
        \(rule)
        """)
  }

  @Test func layersAreNumberedInEachModel() throws {
    for _ in 0..<2 {
      let model = try Sequential([Dense(1), Dense(2), Dropout(0.5), Dense(3, name: "last")])
      #expect(model.layers.map(\.name) == ["dense", "dense_1", "dropout", "last"])
    }
  }

  @Test func theInputShapeIsTakenFromTheData() throws {
    let model = try Sequential([Dense(4), Dense(1)])
    #expect(model.parameterCount == 0)
    #expect(message { _ = try model.summary() }.hasPrefix("summary: the shape of the input is not"))
    _ = try model.predict(.ones([2, 3]))
    #expect(model.parameterCount == 3 * 4 + 4 + 4 + 1)
    #expect(model.outputShape == [1])
  }

  @Test func weightsCanBeReadAndReplaced() throws {
    let model = try digits()
    #expect(model.layers[1].weights.map(\.shape) == [[784, 20], [20]])
    // 40 columns take more than one panel.
    let wide = try Sequential([Dense(40, inputShape: [3])])
    let kernel = try Tensor.arange(0, 120).reshape([3, 40])
    try wide.layers[0].setWeights([kernel, .zeros([40])])
    #expect(wide.layers[0].weights[0] == kernel)
    #expect(try wide.predict(Tensor([[0.0, 1, 0]])).scalars == kernel[1].scalars)
    #expect(
      message { try wide.layers[0].setWeights([kernel]) }
        == "setWeights: the layer 'dense' has another number of weights: expected 2, got 1")
    #expect(
      message { try wide.layers[0].setWeights([kernel.transpose(), .zeros([40])]) }
        == "setWeights: the kernel of 'dense' has another shape: expected [3, 40], got [40, 3]")
    #expect(
      message { try wide.layers[0].setWeights([kernel, .full([40], .nan)]) }.contains("nan or inf"))
  }

  @Test func predictionsAreProbabilities() throws {
    let images = try Tensor(bytes: (0..<3 * 784).map { UInt8($0 % 256) }, shape: [3, 28, 28]) / 255
    let model = try digits()
    let p = try model.predict(images)
    #expect(p.shape == [3, 10])
    for row in 0..<3 { #expect((try p[row].sum().item - 1).magnitude < 1e-6) }
    // The logits are what softmax takes: log p up to a constant.
    let z = try model.logits(images)
    let difference = try z[0] - p[0].log()
    let spread = try difference.max().item - difference.min().item
    #expect(spread < 1e-5)
    #expect(
      message { _ = try Sequential([Dense(1)]).logits(Tensor([1.0])) }
        == "logits: the model does not end in a softmax or sigmoid; use `predict`")
  }

  @Test func bytesFloatsAndBatchSizesGiveTheSameBits() throws {
    let bytes = try Tensor(
      bytes: (0..<40 * 784).map { (i: Int) -> UInt8 in i % 3 == 0 ? UInt8(i % 251) : 0 },
      shape: [40, 28, 28])
    let lazy = try bytes / 255
    let floats = Tensor(floats: lazy.floats(), shape: lazy.shape)
    let model = try withSeed(1) { try digits() }
    let all = try model.predict(lazy)
    #expect(try model.predict(floats) == all)
    #expect(try model.predict(lazy[5..<9]) == all[5..<9])
    #expect(try model.predict(lazy, batchSize: 1) == all)
  }

  @Test func theSameSeedTrainsTheSameWeights() throws {
    func train(_ seed: UInt64) throws -> UInt64 {
      try withSeed(seed) {
        let model = try Sequential([
          Dense(5, activation: .tanh, inputShape: [2]), Dropout(0.5), Dense(1),
        ])
        try model.compile(optimizer: .adam, loss: .mse)
        try model.fit(
          Tensor(floats: someFloats(200), shape: [100, 2]),
          Tensor(floats: someFloats(100), shape: [100]), epochs: 3)
        return weightsHash(model)
      }
    }
    #expect(try train(1) == train(1))
    #expect(try train(1) != train(2))
  }

  @Test func historyHoldsEveryEpochInOrder() throws {
    let (model, x, y) = try line()
    let history = try model.fit(x, y, epochs: 3, validationSplit: 0.2)
    #expect(history.epoch == [0, 1, 2])
    #expect(history.names == ["loss", "mae", "val_loss", "val_mae"])
    #expect(try history["loss"].count == 3)
    #expect(history.history["val_mae"]?.count == 3)
    #expect(model.history == history)
    #expect(
      message { _ = try history["accuracy"] }
        == "history: nothing is recorded under this name: expected \"loss\", \"mae\", \"val_loss\", "
        + "\"val_mae\", got \"accuracy\"")
  }

  @Test func theLossOfAnEpochIsTheMeanBeforeItsUpdates() throws {
    let (model, x, y) = try line()
    try model.layers[0].setWeights([Tensor([[0.0]]), Tensor([0.0])])
    let before = try model.evaluate(x, y)
    let history = try model.fit(x, y)
    #expect(try history["loss"] == [before.loss])
    // A last batch of 2 counts as 2 of 10.
    try model.compile(optimizer: .sgd(learningRate: 0), loss: .mse)
    #expect(
      try (model.fit(x, y, batchSize: 8)["loss"][0] - model.evaluate(x, y).loss).magnitude < 1e-6)
  }

  /// The last fifth is held back before any shuffle.
  @Test func validationSplitTakesTheLastExamples() throws {
    let (model, x, y) = try line()
    let history = try model.fit(x, y, validationSplit: 0.2)
    #expect(try history["val_loss"][0] == model.evaluate(x[8...], y[8...]).loss)
    let other = try model.fit(x, y, validationSplit: 0.2, validationData: (x[..<3], y[..<3]))
    #expect(try other["val_loss"][0] == model.evaluate(x[..<3], y[..<3]).loss)
    #expect(message { try model.fit(x, y, validationSplit: 0.99) }.contains("got 0 and 10"))
    #expect(message { try model.fit(x, y, validationSplit: 1.5) }.contains("got 1.5"))
  }

  @Test func aBatchMayBeLargerThanTheData() throws {
    let (model, x, y) = try line()
    #expect(try model.fit(x[..<1], y[..<1], batchSize: 1000).epoch == [0])
  }

  @Test func dropoutIsForTrainingOnly() throws {
    let model = try Sequential([Dropout(0.5)])
    let x = try Tensor.ones([4, 50])
    #expect(try model.predict(x) == x)
    #expect(message { _ = try Dropout(1.5) }.hasSuffix("expected 0 to 1, got 1.5"))
  }

  @Test func earlyStoppingWaitsForItsPatience() throws {
    let (model, x, y) = try line()
    try model.compile(optimizer: .sgd(learningRate: 0), loss: .mse)
    let stop = try EarlyStopping(monitor: .loss, patience: 2)
    // Nothing improves: best in epoch 0, and two epochs of waiting.
    #expect(try model.fit(x, y, epochs: 20, callbacks: [stop]).epoch == [0, 1, 2])
    #expect(stop.stoppedEpoch == 2)
    #expect(
      message { try model.fit(x, y, callbacks: [EarlyStopping()]) }
        == "EarlyStopping: training has no number of this name: expected \"loss\", got \"val_loss\"; "
        + "give `fit` a `validationSplit` or `validationData`")
  }

  @Test func earlyStoppingRestoresTheBestWeights() throws {
    let (model, x, y) = try line()
    try model.compile(optimizer: .sgd(learningRate: 1.3), loss: .mse)
    let best = try EarlyStopping(monitor: .valLoss, patience: 3, restoreBestWeights: true)
    let history = try model.fit(x, y, epochs: 8, callbacks: [best], validationData: (x, y))
    let losses = try history["val_loss"]
    #expect(try model.evaluate(x, y).loss == losses.min())
    #expect(losses[best.bestEpoch] == losses.min())
    #expect(losses.last != losses.min())
  }

  @Test func aCallbackMayEndTraining() throws {
    let (model, x, y) = try line()
    var seen: [Int] = []
    let callback = EpochCallback { epoch, logs, model in
      seen.append(epoch)
      #expect(logs.map(\.name) == ["loss", "mae"])
      if epoch == 2 { model.stopTraining = true }
    }
    #expect(try model.fit(x, y, epochs: 10, callbacks: [callback]).epoch.count == 3)
    #expect(seen == [0, 1, 2])
  }

  // MARK: Observation

  private final class Recorder: TrainingObserver, @unchecked Sendable {
    var costs: [Cost] = []
    var plans: [TrainingPlan] = []
    var advances = 0
    var ends: [TrainingProgress] = []
    var limit = Int.max
    struct Refused: Error {}

    func charge(_ cost: Cost) throws {
      if cost.multiplyAdds > limit { throw Refused() }
      costs.append(cost)
    }
    func fitBegins(_ plan: TrainingPlan) { plans.append(plan) }
    func fitAdvances(_ progress: TrainingProgress) { advances += 1 }
    func epochEnds(_ progress: TrainingProgress) throws {
      ends.append(progress)
      if progress.epoch == 3 { throw Refused() }
    }
  }

  @Test func anObserverSeesAndMayStopTraining() throws {
    let (model, x, y) = try line()
    let recorder = Recorder()
    Observation.$observer.withValue(recorder) {
      #expect(throws: Recorder.Refused.self) {
        try model.fit(x, y, batchSize: 1, epochs: 5, validationSplit: 0.2)
      }
    }
    #expect(
      recorder.plans == [
        TrainingPlan(epochs: 5, steps: 8, batchSize: 1, samples: 8, validationSamples: 2)
      ])
    #expect(recorder.ends.map(\.epoch) == [1, 2, 3])
    #expect(recorder.ends[0].logs.map(\.name) == ["loss", "mae", "val_loss", "val_mae"])
    #expect(recorder.advances == 3 * 7)
    // 1 weight: 8 examples forward and twice backward, 2 to validate, 5 epochs.
    #expect(
      recorder.costs.filter { $0.multiplyAdds > 0 } == [Cost(operation: "fit", multiplyAdds: 130)])
    #expect(model.history?.epoch == [0, 1, 2])
  }

  @Test func workIsAnnouncedBeforeItIsDone() throws {
    let recorder = Recorder()
    recorder.limit = 1000
    let (model, x, y) = try line()
    Observation.$observer.withValue(recorder) {
      #expect(throws: Recorder.Refused.self) { try Tensor.zeros([1001]) }
      #expect(throws: Recorder.Refused.self) { try Tensor.ones([10, 10]).matmul(.ones([10, 11])) }
      #expect(throws: Recorder.Refused.self) { try model.fit(x, y, epochs: 100) }
    }
    #expect(model.history == nil)
  }

  // MARK: Errors

  @Test func whatDoesNotFitIsRefused() throws {
    let (model, x, y) = try line()
    #expect(
      message { try Sequential([Dense(1)]).fit(x, y) }
        == "fit: the model has no loss yet; call `compile` first, as in "
        + "`model.compile(optimizer: .adam, loss: .meanSquaredError)`")
    #expect(
      message { _ = try Dense(0) }
        == "Dense: the number of units must be positive: expected at least 1, got 0")
    #expect(message { _ = try Dense(-3) }.hasSuffix("got -3"))
    #expect(
      message { try model.fit(x, y, epochs: 0) }
        == "fit: there must be at least one epoch: expected 1 or more, got 0")
    #expect(
      message { try model.fit(x, y, batchSize: 0) }
        == "fit: the batch size must be positive: expected at least 1, got 0")
    #expect(
      message { try model.fit(x, y[..<4]) }
        == "fit: x and y have different numbers of examples: expected 10 targets, got 4")
    #expect(
      message { try model.fit(.zeros([0, 1]), .zeros([0])) }
        == "fit: there are no examples: expected at least one, got shape [0, 1]")
    #expect(
      message { try model.fit(.ones([10, 3]), y) }
        == "fit: the examples do not fit the model: expected [examples, 1], got [10, 3]")
    #expect(
      message { try model.fit(x, .ones([10, 2])) }
        == "fit: the targets do not have the shape of the output: expected [10, 1], got [10, 2]")
    #expect(
      message { try model.fit(Tensor([1.0, .nan]), Tensor([1.0, 2])) }
        == "fit: the examples contain nan: expected finite numbers, got nan in example 1; look for a "
        + "division by 0 or a missing value in the data")
    #expect(
      message { try model.fit(Tensor([1.0, 2]), Tensor([1.0, .infinity])) }
        == "fit: a target is not a finite number: got inf for example 1")
    #expect(message { _ = try model.evaluate(x, y)["accuracy"] }.contains("\"loss\", \"mae\""))
    #expect(
      message { try model.compile(loss: .mse, metrics: [.mae, .mae]) }
        == "compile: the metric mae is named twice; name it once")
    #expect(
      message { try model.add(model.layers[0]) }.hasPrefix("add: the layer 'dense' is in the"))
    #expect(message { try model.build(inputShape: [2]) }.hasSuffix("expected [1], got [2]"))
    #expect(message { try Sequential([]).build(inputShape: [2]) }.contains("no layers"))
    #expect(
      message { _ = try Sequential([Dense(1 << 20, inputShape: [1 << 20])]) }.contains("too large"))
  }

  @Test func labelsOutsideTheClassesAreRefused() throws {
    let model = try digits()
    try model.compile(loss: .sparseCategoricalCrossentropy)
    let x = try Tensor.zeros([3, 28, 28])
    #expect(
      message { try model.fit(x, Tensor([1, 2, 10])) }
        == "fit: a label is outside the classes: expected 0 to 9, got 10 at index 2; the last layer "
        + "needs one unit for each class")
    #expect(message { try model.fit(x, Tensor([1, -1, 3])) }.contains("got -1 at index 1"))
    #expect(
      message { try model.fit(x, Tensor([1, 2, 3]).oneHot(10)) }
        == "fit: sparse_categorical_crossentropy needs one class number an example: expected [3], "
        + "got [3, 10]; for one-hot rows use `.categoricalCrossentropy`")
    try model.compile(loss: .categoricalCrossentropy)
    #expect(
      message { try model.fit(x, Tensor([1, 2, 3])) }.hasSuffix(
        "for class numbers use `.sparseCategoricalCrossentropy`, or `y.oneHot(10)`"))
    #expect(
      message { _ = try model.predict(x[0]) }.contains(
        "got [28, 28]; this is one example: choose a range, as in `images[0..<1]`"))
    try model.compile(loss: .binaryCrossentropy)
    #expect(
      message { try model.fit(x, .full([3, 10], 2)) }
        == "fit: a target is not a probability: expected 0 to 1, got 2.0 for example 0")
  }
}
