// This file tests callbacks, what they add to the history, and the formats of numbers.
import Testing

@testable import Neural

@Suite struct CallbackTests {
  private func still() throws -> (Sequential, Tensor, Tensor) {
    let model = try Sequential([Dense(1, kernelInitializer: .ones, inputShape: [1])])
    try model.compile(optimizer: .sgd(learningRate: 0.5), loss: .mse)
    // Nothing to learn: the model is right.
    return (model, Tensor([1.0, 2]), Tensor([1.0, 2]))
  }

  @Test func aPlateauLowersTheRate() throws {
    let (model, x, y) = try still()
    let slower = try ReduceLROnPlateau(monitor: .loss, factor: 0.5, patience: 2, minLR: 0.2)
    let history = try model.fit(x, y, epochs: 8, callbacks: [slower])
    #expect(history.names == ["loss", "learning_rate"])
    // Best in epoch 0; two epochs of waiting, then half, then the least.
    #expect(try history["learning_rate"] == [0.5, 0.5, 0.5, 0.25, 0.25, 0.2, 0.2, 0.2])
    #expect(model.learningRate == 0.2)
  }

  @Test func epochsOfCoolingAreNotCounted() throws {
    let (model, x, y) = try still()
    let slower = try ReduceLROnPlateau(monitor: .loss, factor: 0.5, patience: 1, cooldown: 2)
    let history = try model.fit(x, y, epochs: 6, callbacks: [slower])
    // Epochs 2 cools; 3 ends the cooling and counts.
    #expect(try history["learning_rate"] == [0.5, 0.5, 0.25, 0.25, 0.125, 0.125])
  }

  @Test func aSchedulerSetsTheRateOfEveryEpoch() throws {
    let (model, x, y) = try still()
    let scheduler = LearningRateScheduler { epoch, rate in epoch < 2 ? rate : rate / 2 }
    let history = try model.fit(x, y, epochs: 4, callbacks: [scheduler])
    #expect(try history["learning_rate"] == [0.5, 0.5, 0.25, 0.125])
  }

  @Test func theRateThatIsSetIsUsed() throws {
    func train(_ rates: [Double]) throws -> UInt64 {
      let model = try Sequential([Dense(1, kernelInitializer: .ones, inputShape: [1])])
      try model.compile(optimizer: .sgd(learningRate: rates[0]), loss: .mse)
      for rate in rates {
        try model.setLearningRate(rate)
        try model.fit(Tensor([1.0]), Tensor([3.0]))
      }
      return weightsHash(model)
    }
    let model = try Sequential([Dense(1, kernelInitializer: .ones, inputShape: [1])])
    try model.compile(optimizer: .sgd(learningRate: 9), loss: .mse)
    let scheduler = LearningRateScheduler { epoch, _ in [0.1, 0.2][epoch] }
    try model.fit(Tensor([1.0]), Tensor([3.0]), epochs: 2, callbacks: [scheduler])
    #expect(try weightsHash(model) == train([0.1, 0.2]))
    #expect(try weightsHash(model) != train([0.1, 0.1]))
    #expect(message { try model.setLearningRate(-1) }.contains("expected 0 or more, got -1.0"))
    try model.compile(
      optimizer: try .sgd(learningRate: .cosineDecay(0.1, decaySteps: 5)), loss: .mse)
    #expect(message { try model.setLearningRate(1) }.contains("follows a schedule"))
    #expect(model.learningRate == 0.1)
    #expect(message { try Sequential([Dense(1)]).setLearningRate(1) }.contains("no loss yet"))
  }

  @Test func theBestWeightsCanBePutBack() throws {
    let model = try Sequential([Dense(1, kernelInitializer: .ones, inputShape: [1])])
    // Too large a rate: every epoch is worse than the first.
    try model.compile(optimizer: .sgd(learningRate: 1.3), loss: .mse)
    let (x, y) = (Tensor([1.0, 2]), Tensor([3.0, 3]))
    let best = try BestWeights(monitor: .valLoss)
    let history = try model.fit(
      x, y, epochs: 5, callbacks: [best], validationData: (x, y))
    let losses = try history["val_loss"]
    #expect(best.value == losses.min())
    #expect(best.epoch == losses.firstIndex(of: losses.min() ?? 0))
    #expect(try model.evaluate(x, y).loss != best.value)
    try best.restore(model)
    #expect(try model.evaluate(x, y).loss == best.value)
    #expect(message { try BestWeights().restore(model) }.contains("no weights were kept"))
    #expect(message { try model.fit(x, y, callbacks: [BestWeights()]) }.contains("\"val_loss\""))
  }

  @Test func accuracyIsBetterAbove() throws {
    var best = Best(.valAccuracy, .auto, minDelta: 0.1)
    #expect([0.5, 0.55, 0.65, 0.6].map { best.takes($0) } == [true, false, true, false])
    var least = Best(.loss, .auto, minDelta: 0)
    #expect([0.5, 0.6, 0.4].map { least.takes($0) } == [true, false, true])
    var forced = Best(.accuracy, .min, minDelta: 0)
    #expect([0.5, 0.6, 0.4].map { forced.takes($0) } == [true, false, true])
  }

  @Test func tablesHaveTheFormatOfKeras() throws {
    let logger = CSVLogger()
    var first = [Log("loss", 0.5), Log("accuracy", 1e-05), Log("learning_rate", 0.1)]
    let model = try Sequential([Dense(1)])
    try logger.trainingBegins(model, logNames: [])
    #expect(logger.text == "")
    try logger.epochEnds(0, &first, model)
    var second = [Log("loss", 123456789), Log("learning_rate", 1e16)]
    try logger.epochEnds(1, &second, model)
    #expect(
      logger.text
        == "epoch,accuracy,learning_rate,loss,val_accuracy,val_learning_rate,val_loss\r\n"
        + "0,1e-05,0.1,0.5,NA,NA,NA\r\n1,NA,1e+16,123456789.0,NA,NA,NA\r\n")
    try logger.trainingBegins(model, logNames: [])
    #expect(logger.text == "")
    let appending = CSVLogger(separator: ";", append: true)
    for _ in 0..<2 {
      try appending.trainingBegins(model, logNames: [])
      var logs = [Log("val_loss", .nan)]
      try appending.epochEnds(0, &logs, model)
    }
    #expect(appending.text == "epoch;val_loss\r\n0;nan\r\n0;nan\r\n")
  }

  @Test func theEpochOfACallbackThatThrowsIsRecorded() throws {
    struct Stop: Error {}
    let (model, x, y) = try still()
    let callback = EpochCallback { epoch, _, _ in if epoch == 1 { throw Stop() } }
    #expect(throws: Stop.self) { try model.fit(x, y, epochs: 5, callbacks: [callback]) }
    #expect(model.history?.epoch == [0, 1])
  }

  @Test func settingsThatDoNotFitAreRefused() {
    #expect(
      message { _ = try ReduceLROnPlateau(factor: 1) }
        == "ReduceLROnPlateau: the factor must make the rate smaller: expected 0 to below 1, got 1.0"
    )
    #expect(message { _ = try ReduceLROnPlateau(patience: -1) }.hasSuffix("got -1"))
    #expect(message { _ = try ReduceLROnPlateau(cooldown: -2) }.hasSuffix("got -2"))
    #expect(message { _ = try ReduceLROnPlateau(minLR: .nan) }.contains("least learning rate"))
    #expect(message { _ = try EarlyStopping(patience: -1) }.hasSuffix("got -1"))
  }

  @Test func progressReadsAsInKeras() {
    let logs = [Log("loss", 0.4116), Log("accuracy", 0.8844)]
    #expect(
      TrainingText.epoch(steps: 1875, seconds: 6.6, logs: logs)
        == "1875/1875 [==============================] - 7s 4ms/step - loss: 0.4116 - accuracy: 0.8844"
    )
    #expect(
      TrainingText.bar(step: 500, steps: 1875) == " 500/1875 [=======>......................]")
    #expect(TrainingText.bar(step: 0, steps: 10) == " 0/10 [..............................]")
    #expect(TrainingText.bar(step: 0, steps: 0) == "0/1 [..............................]")
    #expect(TrainingText.perStep(0.00031) == "310us/step")
    #expect(TrainingText.perStep(2.4) == "2s/step")
    #expect(TrainingText.perStep(.nan) == "0us/step")
  }

  // MARK: Layers of a model

  @Test func layersAndWeightsCanBeReached() throws {
    let model = try Sequential {
      try Dense(2, inputShape: [3])
      try Dense(1, name: "last")
    }
    #expect(model.weights.map(\.shape) == [[3, 2], [2], [2, 1], [1]])
    #expect(try model.getLayer("last").parameterCount == 3)
    #expect(try model.getLayer(index: 0).name == "dense")
    #expect(
      message { _ = try model.getLayer("first") }
        == "getLayer: the model has no layer of this name: expected \"dense\", \"last\", got \"first\""
    )
    #expect(message { _ = try model.getLayer(index: 2) }.hasSuffix("expected 0 to 1, got 2"))
    let ones = try model.weights.map { try Tensor.ones($0.shape) }
    try model.setWeights(ones)
    #expect(model.weights == ones)
    #expect(message { try model.setWeights([]) }.hasSuffix("expected 4, got 0"))
    // Nothing changes where one does not fit.
    var wrong = try ones.map { try $0 * 2 }
    wrong[3] = try .ones([2])
    #expect(message { try model.setWeights(wrong) }.contains("the bias of 'last'"))
    #expect(model.weights == ones)
    #expect(message { try Sequential([Dense(1)]).setWeights([]) }.contains("not known yet"))
  }

  @Test func statisticsAreNotTrainable() throws {
    let model = try Sequential([Dense(2, inputShape: [3]), BatchNormalization()])
    let summary = try model.summary()
    #expect(summary.parameterCount == 16)
    #expect(summary.trainableCount == 12)
    #expect(summary.nonTrainableCount == 4)
    #expect(summary.description.contains("batch_normalization (BatchN"))
    #expect(summary.description.contains("Trainable params: 12\nNon-trainable params: 4\n"))
  }
}
