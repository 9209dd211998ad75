// This file repeats a training run whose every number is known: y = 2x - 1 with one neuron, whose
// first weight the course's notebook prints.
import Testing

@testable import Neural

@Suite struct GoldenRunTests {
  @Test func oneNeuronLearnsALine() throws {
    let x = Tensor([-1.0, 0, 1, 2, 3, 4])
    let y = Tensor([-3.0, -1, 1, 3, 5, 7])
    let model = try Sequential([Dense(1, inputShape: [1])])
    try model.layers[0].setWeights([Tensor([[-1.3874117]]), Tensor([0.0])])
    try model.compile(optimizer: .sgd, loss: .meanSquaredError)
    let history = try model.fit(x, y, epochs: 500)

    let losses = try history["loss"]
    #expect(losses.count == 500)
    let golden = [
      1: "50.1230", 2: "39.8289", 3: "31.7219", 4: "25.3357", 5: "20.3037", 10: "7.2507",
      20: "1.8846", 50: "0.7409", 100: "0.2623", 200: "0.0329", 300: "0.0041", 400: "5.1853e-04",
      500: "6.5078e-05",
    ]
    for (epoch, text) in golden { #expect(TrainingText.value(losses[epoch - 1]) == text) }

    #expect(model.layers[0].weights[0].description == "[[1.9965888]]")
    #expect(model.layers[0].weights[1].description == "[-0.9894241]")
    #expect(try model.predict(Tensor([10.0])).description == "[[18.976465]]")
  }

  /// Without a shuffle the order does not matter here: one batch holds all six.
  @Test func aTooLargeLearningRateDivergesAndSaysSo() throws {
    let model = try Sequential([Dense(1, inputShape: [1])])
    try model.compile(optimizer: .sgd(learningRate: 0.5), loss: .mse)
    let text = message {
      try model.fit(
        Tensor([-1.0, 0, 1, 2, 3, 4]), Tensor([-3.0, -1, 1, 3, 5, 7]), epochs: 500)
    }
    #expect(text.hasPrefix("fit: the loss is no longer a finite number: got "))
    #expect(text.contains("step 1 of 1; the learning rate of 0.5 may be too large"))
    let completed = try #require(model.history)
    #expect(completed.epoch.count > 5)
    #expect(text.contains("in epoch \(completed.epoch.count + 1),"))
    #expect(try completed["loss"].allSatisfy { $0.isFinite })
  }
}
