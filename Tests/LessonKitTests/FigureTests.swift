import LessonModel
import Neural
import Testing

@testable import LessonKit

/// The figures that a run makes, from numbers that can be checked by hand.
@Suite struct FigureTests {
  /// A classifier of 4 × 4 pictures: class 0 when the first pixel has ink, else class 1.
  private func classifier() throws -> Sequential {
    let model = try Sequential([
      Flatten(inputShape: [4, 4]), Dense(2, activation: .relu), Dense(2, activation: .softmax),
    ])
    var kernel = [Double](repeating: 0, count: 32)
    kernel[0] = 4
    try model.setWeights([
      Tensor(kernel, shape: [16, 2]), Tensor([0.0, 1.0]), Tensor([[1.0, 0.0], [0.0, 2.0]]),
      Tensor([0.0, 0.0]),
    ])
    return model
  }

  /// Pictures whose first pixel has ink, or not.
  private func pictures(_ first: [Double]) throws -> Tensor {
    try Tensor(
      first.flatMap { [$0] + [Double](repeating: 0.25, count: 15) }, shape: [first.count, 4, 4])
  }

  @Test func confusionCountsWhatWasTakenForWhat() throws {
    let answers = try #require(
      try Answers(classifier(), pictures([1, 1, 0, 0, 1]), Tensor([0, 0, 1, 0, 1]), names: []))
    #expect(answers.answers == [0, 0, 1, 1, 0])
    let table = try AnswerFigures.confusion(answers)
    #expect(table.counts == [[2, 1], [1, 1]])
    #expect(table.recall.map(\.value) == [2.0 / 3, 0.5])
    #expect(table.precision.map(\.value) == [2.0 / 3, 0.5])
    #expect(table.summary.hasPrefix("3 of 5 right. Most often 0 was read as 1 (1×)"))
    #expect(table.examples.map(\.index) == [3, 4])
  }

  @Test func theGalleryBeginsWithTheCostliestError() throws {
    let answers = try #require(
      try Answers(classifier(), pictures([1, 0, 0.9]), Tensor([1, 0, 1]), names: ["cat", "dog"]))
    let gallery = try #require(try AnswerFigures.gallery(answers))
    #expect(gallery.errors.map(\.loss.value) == gallery.errors.map(\.loss.value).sorted(by: >))
    #expect(gallery.classes == ["cat", "dog"])
    // -log of the truth's probability: log(1 + e²) for logits 4 and 2, the wrong one larger.
    let first = try #require(gallery.errors.first { $0.index == 0 })
    #expect(abs(first.loss.value - 2.1269280110429727) < 1e-6)
  }

  @Test func lossAddsUpToItsGradient() throws {
    let answers = try #require(
      try Answers(classifier(), pictures([1, 0]), Tensor([0, 1]), names: []))
    let lens = AnswerFigures.lens(answers)
    #expect(abs(lens.ignorance.value - 0.6931471805599453) < 1e-15)
    let example = try #require(lens.examples.first)
    #expect(abs(example.answers.reduce(0) { $0 + $1.value } - 1) < 1e-6)
    #expect(
      zip(lens.probabilities, lens.crossEntropy).allSatisfy { $0.0.value < 1 || $0.1.value == 0 })
  }

  @Test func labelsThatFitNotGiveNoFigure() throws {
    #expect(try Answers(classifier(), pictures([1, 0]), Tensor([0, 7]), names: []) == nil)
    #expect(try Answers(classifier(), pictures([1, 0]), Tensor([0]), names: []) == nil)
  }

  @Test func aTraceAddsUpToTheLogits() throws {
    let model = try classifier()
    let traces = try #require(
      try InsideFigures.traces(model, pictures([1, 0]), truths: [0, 1], names: []))
    for trace in traces.traces {
      for output in 0..<2 {
        var sum = traces.outputBiases[output].value
        for (neuron, value) in trace.hidden.enumerated() {
          sum += value.value * traces.outputWeights[neuron][output].value
        }
        #expect(abs(sum - trace.logits[output].value) < 1e-6)
      }
    }
  }

  @Test func thePadHasAllWeights() throws {
    let pad = try #require(
      try InsideFigures.pad(classifier(), pictures([1, 0]), truths: [0, 1], names: []))
    #expect(pad.layers.map(\.inputs) == [16, 2])
    #expect(pad.layers.map(\.activation) == ["relu", "softmax"])
    // 4 bytes for each of 16 · 2 + 2 numbers, in base64.
    #expect(pad.layers[0].weights.utf8.count == (34 * 4 + 2) / 3 * 4)
    #expect(pad.ink.value == 1)
  }

  @Test func weightsArePicturesOfTheirSign() throws {
    let snapshot = try #require(InsideFigures.snapshot(classifier(), epoch: 3))
    #expect(snapshot.scale.value == 2)
    #expect(Array(snapshot.unpacked.prefix(2)) == [15, 8])
  }

  @Test func explanationsDrawNoNumberOfTheLesson() throws {
    let source = RandomSource(seed: 5)
    let other = RandomSource(seed: 5)
    let model = try classifier()
    try RandomSource.$current.withValue(source) {
      let recorder = Recorder()
      recorder.beginCell("a", explains: true)
      try Recorder.$current.withValue(recorder) { try Tutor.summarised(model) }
      #expect(recorder.endCell().count == 2)
    }
    let first = try RandomSource.$current.withValue(source) { try Tensor.random([3]).scalars }
    let second = try RandomSource.$current.withValue(other) { try Tensor.random([3]).scalars }
    #expect(first == second)
  }

  // MARK: Descent

  /// The course's own example: y = 2x - 1 on -1 ... 4. The curvatures of the error are the
  /// eigenvalues of [[10.333, 3], [3, 2]], 11.301 and 1.032.
  @Test func descentKnowsItsLargestStableRate() throws {
    let x = [-1.0, 0, 1, 2, 3, 4]
    let paths = try #require(
      DescentFigures.paths(
        x: x, y: x.map { 2 * $0 - 1 }, start: (0, 0), rates: [0.09, 0.2], run: nil))
    #expect(abs(paths.largestStableRate.value - 0.17698) < 1e-5)
    #expect(abs(paths.bestRate.value - 0.16216) < 1e-5)
    #expect(try #require(paths.paths[0].losses.last).value < 1e-6)
    #expect(try #require(paths.paths[1].losses.last).value > 1e6)
  }

  @Test func noLineNoDescent() {
    #expect(
      DescentFigures.paths(x: [1, 1], y: [1, 2], start: (0, 0), rates: [0.1], run: nil) == nil)
    #expect(
      DescentFigures.paths(x: [1, .nan], y: [1, 2], start: (0, 0), rates: [0.1], run: nil) == nil)
  }

  // MARK: The loss doctor

  @Test(arguments: [
    ([2.0, 1, 0.6, 0.4, 0.35, 0.34, 0.335, 0.333], [], LossDiagnosis.Verdict.healthy),
    ([2.0, 3, 5], [], .diverging), ([2.0, .nan], [], .diverging),
    ([2.0, 1, 2, 1, 2, 1, 2, 1], [], .oscillating),
    ([2.3, 2.3, 2.299, 2.298], [], .plateau),
    ([2.0, 1.6, 1.3, 1.0], [], .unfinished),
    ([2.0, 1, 0.6, 0.4, 0.3, 0.2], [1.9, 1.1, 0.9, 0.95, 1.0, 1.2], .overfitting),
  ])
  func aCurveGetsItsVerdict(
    losses: [Double], validation: [Double], verdict: LossDiagnosis.Verdict
  ) throws {
    let diagnosis = try #require(LossDoctor.diagnose(losses: losses, validation: validation))
    #expect(diagnosis.verdict == verdict)
    #expect(!diagnosis.evidence.isEmpty && !diagnosis.advice.isEmpty)
  }

  @Test func oneEpochSaysNothing() {
    #expect(LossDoctor.diagnose(losses: [1], validation: []) == nil)
    #expect(LossDoctor.diagnose(losses: [], validation: []) == nil)
  }

  @Test func divergenceIsToldWithTheLastGoodEpoch() throws {
    let diagnosis = try #require(
      LossDoctor.diagnose(losses: [5, 9], validation: [], diverged: true))
    #expect(diagnosis.evidence[0].contains("9 in epoch 2"))
  }

  // MARK: Data and plots

  private func shown(_ body: () throws -> Void) throws -> [Output] {
    let recorder = Recorder()
    recorder.beginCell("a", explains: true)
    try Recorder.$current.withValue(recorder) { try body() }
    return recorder.endCell()
  }

  @Test func balanceTellsTheRarestAndTheMostFrequentClass() throws {
    let chart = try #require(
      try DataFigures.balance(
        Tensor([0, 1, 1, 1, 2, 2]), others: nil, names: ["a", "b", "c"], title: nil))
    #expect(chart.summary == "The labels are not balanced: fewest of a, 1, and most of b, 3")
  }

  @Test func aHistogramCountsEveryValueOnce() throws {
    let outputs = try shown { try plot(histogram: Tensor([0, 0, 1, 2, 3, .nan]), bins: 3) }
    guard case .chart(let chart) = try #require(outputs.first) else {
      Issue.record("no chart")
      return
    }
    #expect(chart.series[0].y.map(\.value) == [2, 1, 2])
    #expect(chart.summary.contains("1 are not finite"))
  }

  @Test func plotsRefuseWhatTheyCannotShow() throws {
    #expect(throws: NeuralError.self) { try plot(points: [1], [1, 2]) }
    #expect(throws: NeuralError.self) { try plot(bars: [1], names: ["a", "b"]) }
    #expect(throws: NeuralError.self) { try plot(histogram: Tensor([1.0]), bins: 0) }
    #expect(throws: NeuralError.self) { try plot(heatMap: Tensor([1.0, 2])) }
    #expect(throws: NeuralError.self) { try plot(classesOf: Tensor([0.5])) }
    #expect(throws: NeuralError.self) { try show(weightsOf: Sequential([Dense(1)])) }
  }

  @Test func anEvaluationOfTheTrainingDataShowsNoConfusion() throws {
    let model = try classifier()
    let x = try pictures([1, 0, 1])
    let y = try Tensor([0, 1, 0])
    try model.compile(loss: .sparseCategoricalCrossentropy)
    let outputs = try shown {
      let history = try model.fit(x, y)
      try Tutor.fitted(model, x, y, history, samples: 3, batchSize: 32, isShuffled: true)
      try Tutor.evaluated(model, x, y)
    }
    func topics(_ outputs: [Output]) -> [String] {
      outputs.compactMap { if case .explanation(let it) = $0 { it.topic } else { nil } }
    }
    #expect(!topics(outputs).contains(AnswerFigures.topic))
    let others = try shown { try Tutor.evaluated(model, pictures([0, 1]), Tensor([1, 0])) }
    #expect(topics(others).contains(AnswerFigures.topic))
  }
}
