// This file tests losses and metrics against published numbers and closed forms.
import CKernels
import Testing

@testable import Neural

@Suite struct LossTests {
  /// The loss of given outputs, through a model that passes its input on.
  private func evaluate(
    _ loss: Loss, _ p: [[Double]], _ y: Tensor, metrics: [Metric] = []
  ) throws -> Evaluation {
    let model = try Sequential([Input(shape: [p[0].count])])
    try model.compile(loss: loss, metrics: metrics)
    return try model.evaluate(Tensor(p), y)
  }

  @Test func sparseCrossEntropyOfProbabilities() throws {
    let p = [[0.05, 0.95, 0], [0.1, 0.8, 0.1]]
    #expect(
      (try evaluate(.sparseCategoricalCrossentropy, p, Tensor([1, 2])).loss - 1.1769).magnitude
        < 5e-5)
    #expect(
      (try evaluate(.sparseCategoricalCrossentropy, [p[0]], Tensor([1])).loss - 0.0513).magnitude
        < 5e-5)
    let rows = try Tensor([1, 2]).oneHot(3)
    #expect((try evaluate(.categoricalCrossentropy, p, rows).loss - 1.1769).magnitude < 5e-5)
  }

  @Test func crossEntropyIsClipped() throws {
    // -ln(1e-7)
    #expect(
      (try evaluate(.sparseCategoricalCrossentropy, [[1, 0]], Tensor([1])).loss - 16.118).magnitude
        < 1e-3)
  }

  @Test func binaryCrossEntropyOfProbabilities() throws {
    #expect(
      (try evaluate(.binaryCrossentropy, [[0.6, 0.4]], Tensor([[0.0, 1]])).loss - 0.916).magnitude
        < 5e-4)
    #expect(
      (try evaluate(.binaryCrossentropy, [[0.4, 0.6]], Tensor([[0.0, 0]])).loss - 0.714).magnitude
        < 5e-4)
  }

  @Test func uniformClassesCostTheLogarithmOfTheirNumber() throws {
    let model = try Sequential([
      Dense(10, activation: .softmax, kernelInitializer: .zeros, inputShape: [4])
    ])
    try model.compile(loss: .sparseCategoricalCrossentropy)
    #expect(
      (try model.evaluate(.ones([3, 4]), Tensor([0, 5, 9])).loss - 2.302585).magnitude < 1e-6)
  }

  @Test func largeLogitsDoNotOverflow() throws {
    let model = try Sequential([Dense(2, activation: .softmax, inputShape: [1])])
    try model.layers[0].setWeights([Tensor([[1000.0, -1000]]), Tensor([0.0, 0])])
    try model.compile(loss: .sparseCategoricalCrossentropy)
    #expect(try model.evaluate(Tensor([1.0]), Tensor([1])).loss == 2000)
    let binary = try Sequential([Dense(1, activation: .sigmoid, inputShape: [1])])
    try binary.layers[0].setWeights([Tensor([[1000.0]]), Tensor([0.0])])
    try binary.compile(loss: .binaryCrossentropy)
    #expect(try binary.evaluate(Tensor([1.0]), Tensor([0.0])).loss == 1000)
  }

  @Test func squaredAndAbsoluteErrors() throws {
    let y = try Tensor([[0.0, 1], [2, 3]])
    let result = try evaluate(.mse, [[1, 1], [4, 0]], y, metrics: [.mae, .mse])
    #expect(result.loss == (0.5 + 6.5) / 2)
    #expect(try result["mae"] == (0.5 + 2.5) / 2)
    #expect(try result["mse"] == 3.5)
    #expect(try evaluate(.mae, [[1, 1], [4, 0]], y).loss == 1.5)
  }

  @Test func targetsWithoutTheirLastAxisAreNotStretched() throws {
    let p = [[1.0], [2], [4]]
    #expect(try evaluate(.mse, p, Tensor([1.0, 2, 3])).loss == 1.0 / 3)
    #expect(try evaluate(.mse, p, Tensor([[1.0], [2], [3]])).loss == 1.0 / 3)
  }

  @Test func accuracyDependsOnTheShapes() throws {
    // One output: above 0.5, strictly.
    #expect(
      try evaluate(
        .binaryCrossentropy, [[0.6], [0.5], [0.4]], Tensor([1.0, 1, 0]), metrics: [.accuracy]
      )
      .accuracy == 2.0 / 3)
    // Class numbers: the first of equals is the answer.
    #expect(
      try evaluate(
        .sparseCategoricalCrossentropy, [[0.2, 0.8], [0.5, 0.5]], Tensor([1, 1]),
        metrics: [.accuracy]
      ).accuracy == 0.5)
    // Rows: both by their largest.
    #expect(
      try evaluate(
        .categoricalCrossentropy, [[0.2, 0.8], [0.6, 0.4]], Tensor([[0.0, 1], [0, 1]]),
        metrics: [.accuracy]
      ).accuracy == 0.5)
  }

  @Test func evaluationReadsAsInKeras() {
    let evaluation = Evaluation(loss: 0.14434, metrics: [Log("accuracy", 0.96)])
    #expect(evaluation.description == "loss: 0.1443 - accuracy: 0.9600")
    #expect(TrainingText.value(6.5078e-05) == "6.5078e-05")
    #expect(TrainingText.value(0.001) == "1.0000e-03")
    #expect(TrainingText.value(0) == "0.0000e+00")
    #expect(TrainingText.value(9.99996e-4) == "1.0000e-03")
    #expect(TrainingText.value(715.666666) == "715.6667")
    #expect(TrainingText.value(-2.5) == "-2.5000")
    #expect(TrainingText.value(.infinity) == "inf")
  }
}
