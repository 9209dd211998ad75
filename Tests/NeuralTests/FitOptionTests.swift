// This file tests the options of fit: weights of examples and classes, where epochs begin and how
// long they are, and when validation is done; and the losses that take settings.
import Foundation
import Testing

@testable import Neural

@Suite struct FitOptionTests {
  private func line() throws -> (Sequential, Tensor, Tensor) {
    let model = try Sequential([Dense(1, kernelInitializer: .ones, inputShape: [1])])
    try model.compile(optimizer: .sgd, loss: .mse, metrics: [.mae])
    return (model, Tensor([0.0, 1, 2, 3]), Tensor([1.0, 1, 4, 3]))
  }

  @Test func weightsMultiplyLossesAndTheSumIsDividedByTheNumber() throws {
    let (model, x, y) = try line()
    // Squared errors 1, 0, 4, 0.
    let history = try model.fit(x, y, sampleWeight: Tensor([1, 7, 0.5, 7]))
    #expect(try history["loss"][0] == 3.0 / 4)
    // Metrics are not weighted.
    #expect(try history["mae"][0] == 3.0 / 4)
  }

  @Test func weightsOfOneChangeNothingAndOfZeroRemove() throws {
    func train(_ weights: Tensor?, _ rows: Range<Int>) throws -> UInt64 {
      let (model, x, y) = try line()
      try model.fit(
        x[rows], y[rows], batchSize: 2, epochs: 3, shuffle: false, sampleWeight: weights)
      return weightsHash(model)
    }
    #expect(try train(nil, 0..<4) == train(.ones([4]), 0..<4))
    #expect(try train(nil, 0..<2) != train(.zeros([2]), 0..<2))
    let (model, x, y) = try line()
    let before = weightsHash(model)
    try model.fit(x, y, sampleWeight: .zeros([4]))
    #expect(weightsHash(model) == before)
  }

  @Test func weightedMetricsAreDividedByTheWeights() throws {
    let (model, x, y) = try line()
    try model.compile(optimizer: .sgd, loss: .mse, metrics: [.mae], weightedMetrics: [.mae, .mse])
    let history = try model.fit(x, y, sampleWeight: Tensor([2.0, 1, 1, 0]))
    #expect(history.names == ["loss", "mae", "weighted_mae", "mse"])
    // Errors 1, 0, 2, 0 with weights 2, 1, 1, 0.
    #expect(try history["weighted_mae"][0] == 4.0 / 4)
    #expect(try history["mse"][0] == 6.0 / 4)
    #expect(try history["mae"][0] == 3.0 / 4)
  }

  @Test func classWeightsAreWeightsOfTheirExamples() throws {
    func train(_ labels: Tensor, _ loss: Loss, classes: [Int: Double]?, samples: Tensor?) throws
      -> (Double, UInt64)
    {
      try withSeed(2) {
        let model = try Sequential([Dense(3, activation: .softmax, inputShape: [2])])
        try model.compile(optimizer: .sgd, loss: loss)
        let x = try Tensor.random([6, 2], seed: 4)
        let history = try model.fit(
          x, labels, batchSize: 3, epochs: 2, shuffle: false, classWeight: classes,
          sampleWeight: samples)
        return (try history["loss"][1], weightsHash(model))
      }
    }
    let labels = try Tensor([0, 1, 2, 2, 1, 0])
    // Class 1 is not named and counts 1.
    let samples = Tensor([3.0, 1, 0.5, 0.5, 1, 3])
    let want = try train(labels, .sparseCategoricalCrossentropy, classes: nil, samples: samples)
    let got = try train(
      labels, .sparseCategoricalCrossentropy, classes: [0: 3, 2: 0.5], samples: nil)
    #expect(got == want)
    let rows = try train(
      labels.oneHot(3), .categoricalCrossentropy, classes: [0: 3, 2: 0.5], samples: nil)
    #expect(abs(rows.0 - want.0) < 1e-6)
  }

  @Test func classWeightsAreForTrainingOnly() throws {
    let model = try Sequential([Dense(1, kernelInitializer: .ones, inputShape: [1])])
    try model.compile(optimizer: .sgd(learningRate: 0), loss: .mse)
    let (x, y) = (Tensor([0.0, 1, 2, 3]), Tensor([1.0, 1, 0, 1]))
    let plain = try model.fit(x, y, validationSplit: 0.5)
    let weighted = try model.fit(x, y, validationSplit: 0.5, classWeight: [0: 5, 1: 2])
    #expect(try weighted["val_loss"] == plain["val_loss"])
    #expect(try weighted["loss"][0] == 2 * plain["loss"][0])
    // Those of examples go with their examples.
    let samples = try model.fit(x, y, validationSplit: 0.5, sampleWeight: Tensor([1.0, 1, 3, 3]))
    #expect(try samples["val_loss"][0] == 3 * plain["val_loss"][0])
  }

  @Test func trainingGoesOnAtItsInitialEpoch() throws {
    let (model, x, y) = try line()
    #expect(try model.fit(x, y, epochs: 5, initialEpoch: 3).epoch == [3, 4])
  }

  @Test func anEpochOfFewerStepsIsGoneOnWith() throws {
    func weights(_ epochs: Int, _ steps: Int?) throws -> UInt64 {
      let (model, x, y) = try line()
      try model.fit(x, y, batchSize: 1, epochs: epochs, shuffle: false, stepsPerEpoch: steps)
      return weightsHash(model)
    }
    #expect(try weights(2, nil) == weights(4, 2))
    #expect(try weights(2, nil) == weights(1, 8))
    #expect(try weights(2, nil) != weights(2, 2))
    let (model, x, y) = try line()
    try model.fit(x, y, batchSize: 1, stepsPerEpoch: 3)
    #expect(model.iterations == 3)
  }

  @Test func validationIsDoneAfterEverySoManyEpochs() throws {
    let (model, x, y) = try line()
    let history = try model.fit(
      x, y, epochs: 5, validationData: (x, y), validationBatchSize: 1, validationFreq: 2)
    #expect(try history["loss"].count == 5)
    #expect(try history["val_loss"].count == 2)
    #expect(history.csv().contains("\r\n0,"))
    let lines = history.csv().components(separatedBy: "\r\n")
    #expect(lines[0] == "epoch,loss,mae,val_loss,val_mae")
    #expect(lines[1].hasSuffix(",NA,NA"))
    #expect(!lines[2].hasSuffix("NA"))
    #expect(history.description.components(separatedBy: "\n")[0].hasPrefix("epoch 1 - loss: "))
    #expect(!history.description.components(separatedBy: "\n")[0].contains("val_loss"))
  }

  @Test func huberIsStraightFarOut() throws {
    let model = try Sequential([Input(shape: [2])])
    try model.compile(loss: .huber)
    // Errors 0.5 and 3: (0.125 + 2.5) / 2.
    #expect(try model.evaluate(Tensor([[0.5, 3]]), .zeros([1, 2])).loss == 1.3125)
    try model.compile(loss: .huber(delta: 2))
    // (0.125 + 2 * 3 - 2) / 2
    #expect(try model.evaluate(Tensor([[0.5, 3]]), .zeros([1, 2])).loss == 2.0625)
  }

  @Test func logitsAreWhatEntersTheActivation() throws {
    let z = try Tensor([[1.0, -2, 0.5], [0, 3, -1]])
    func loss(_ loss: Loss, _ last: Activation, _ y: Tensor) throws -> Evaluation {
      let model = try Sequential([ActivationLayer(last), Input(shape: [3])].reversed())
      try model.compile(loss: loss, metrics: [.accuracy])
      return try model.evaluate(z, y)
    }
    let labels = try Tensor([0, 2])
    let rows = try labels.oneHot(3)
    #expect(
      try loss(.sparseCategoricalCrossentropy(fromLogits: true), .linear, labels)
        == loss(.sparseCategoricalCrossentropy, .softmax, labels))
    #expect(
      try loss(.categoricalCrossentropy(fromLogits: true), .linear, rows)
        == loss(.categoricalCrossentropy, .softmax, rows))
    #expect(
      try loss(.binaryCrossentropy(fromLogits: true), .linear, rows).loss
        == loss(.binaryCrossentropy, .sigmoid, rows).loss)
    // A softmax that is there all the same is seen through, as in Keras.
    #expect(
      try loss(.sparseCategoricalCrossentropy(fromLogits: true), .softmax, labels)
        == loss(.sparseCategoricalCrossentropy, .softmax, labels))
  }

  @Test func smoothedTargetsMoveTowardsTheMean() throws {
    let model = try Sequential([Input(shape: [2])])
    let (p, y) = (try Tensor([[0.8, 0.2]]), try Tensor([[1.0, 0]]))
    try model.compile(loss: .categoricalCrossentropy(labelSmoothing: 0.2))
    let want = -(0.9 * log(0.8) + 0.1 * log(0.2))
    #expect(abs(try model.evaluate(p, y).loss - want) < 1e-6)
    try model.compile(loss: .binaryCrossentropy(labelSmoothing: 0.2), metrics: [.accuracy])
    #expect(abs(try model.evaluate(p, y).loss - want) < 1e-6)
  }

  @Test func memoryIsChargedBeforeItIsTaken() throws {
    final class Meter: TrainingObserver, @unchecked Sendable {
      var bytes = 0
      func charge(_ cost: Cost) { bytes += cost.bytes }
    }
    func bytes(_ optimizer: Optimizer) throws -> Int {
      let model = try Sequential([Dense(100, inputShape: [50])])
      try model.compile(optimizer: optimizer, loss: .mse)
      let meter = Meter()
      try Observation.$observer.withValue(meter) {
        try model.fit(.ones([4, 50]), .ones([4, 100]))
      }
      return meter.bytes
    }
    let slots = 4 * (50 * 100 + 100)
    #expect(try bytes(.adam) - bytes(.sgd) == 2 * slots)
    #expect(try bytes(.adagrad) - bytes(.sgd) == 2 * slots)  // its slot, and the gradient
    // The batch, the outputs and their gradients at least.
    #expect(try bytes(.sgd) >= 4 * 4 * (50 + 2 * 100))
  }

  // MARK: Errors

  @Test func optionsThatDoNotFitAreRefused() throws {
    let (model, x, y) = try line()
    #expect(
      message { try model.fit(x, y, epochs: 2, initialEpoch: 2) }
        == "fit: the initial epoch must lie below `epochs`: expected 0 to 1, got 2")
    #expect(message { try model.fit(x, y, initialEpoch: -1) }.hasSuffix("got -1"))
    #expect(
      message { try model.fit(x, y, stepsPerEpoch: 0) }
        == "fit: an epoch must have at least one step: expected 1 or more, got 0")
    #expect(message { try model.fit(x, y, validationFreq: 0) }.contains("validationFreq"))
    #expect(message { try model.fit(x, y, validationBatchSize: 0) }.contains("validation"))
    #expect(
      message { try model.fit(x, y, classWeight: [0: 1], sampleWeight: .ones([4])) }
        == "fit: classWeight and sampleWeight cannot be used together; multiply the weights of the "
        + "examples yourself")
    #expect(
      message { try model.fit(x, y, sampleWeight: .ones([3])) }
        == "fit: there must be one weight an example: expected [4], got [3]")
    #expect(
      message { try model.fit(x, y, sampleWeight: Tensor([1.0, -1, 1, 1])) }
        == "fit: the weight of an example is out of range: expected 0 or more, got -1.0 for example 1"
    )
    #expect(
      message { try model.fit(x, y, classWeight: [2: 1]) }
        == "fit: classWeight names a class that does not exist: expected 0 to 1, got 2")
    #expect(message { try model.fit(x, y, classWeight: [0: .nan]) }.contains("weight of class 0"))
    #expect(
      message { try model.compile(loss: .categoricalCrossentropy(labelSmoothing: 2)) }
        == "categoricalCrossentropy: the label smoothing is out of range: expected 0 to 1, got 2.0")
    #expect(message { try model.compile(loss: .huber(delta: 0)) }.hasPrefix("huber: the delta"))
    #expect(
      message { try model.compile(loss: .mse, weightedMetrics: [.mae, .mae]) }.contains("twice"))
    #expect(model.history == nil)
  }
}
