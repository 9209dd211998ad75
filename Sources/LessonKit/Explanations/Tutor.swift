import LessonModel
import Neural

/// Explains what a cell has just done, where the author has not turned that off: it gathers the
/// facts from the engine, and the explanations tell them.
public enum Tutor {
  /// After a call of `fit`: records the training, shows its curves, and explains the labels and
  /// what happened.
  ///
  /// - Parameters:
  ///   - model: The trained model.
  ///   - y: The targets it was given.
  ///   - history: What `fit` returned.
  ///   - samples: How many examples it trained on, without those held back for validation.
  ///   - batchSize: Examples in a batch.
  ///   - isShuffled: Whether each epoch had an order of its own.
  /// - Throws: `NeuralError` when the targets cannot be read.
  public static func fitted(
    _ model: Sequential, _ y: Tensor, _ history: History, samples: Int, batchSize: Int,
    isShuffled: Bool
  ) throws {
    guard let recorder = Recorder.current else { return }
    recorder.train(
      epochs: history.epoch.map { $0 + 1 },
      metrics: history.metrics.map { Training.Metric(name: $0.name, values: $0.values) })
    guard recorder.explains else { return }
    recorder.show(history.outputs)
    let classes = model.outputShape?.last
    if model.loss?.takesLabels == true, let classes {
      try recorder.explain(OneHotExplanation.topic) {
        let first = try y[0..<min(5, y.count)].scalars.map { Int($0) }
        return OneHotExplanation.make(labels: first, classes: classes)
      }
    }
    recorder.explain(FitExplanation.topic) {
      FitExplanation.make(
        .init(
          examples: samples, batchSize: batchSize, isShuffled: isShuffled,
          parameters: model.parameterCount,
          classes: model.loss?.takesLabels == true || model.loss == .categoricalCrossentropy
            ? classes : nil,
          losses: history.metrics.first { $0.name == "loss" }?.values ?? []))
    }
  }

  /// After a call of `fit` that ended because the loss was no longer a finite number: records the
  /// epochs before, and shows their curves.
  public static func diverged(_ model: Sequential) {
    guard let recorder = Recorder.current, let history = model.history,
      let divergence = history.divergence
    else { return }
    recorder.train(
      epochs: history.epoch.map { $0 + 1 },
      metrics: history.metrics.map { Training.Metric(name: $0.name, values: $0.values) },
      divergence: Training.Divergence(
        epoch: divergence.epoch, step: divergence.step, steps: divergence.steps,
        learningRate: divergence.learningRate))
    if recorder.explains, !history.epoch.isEmpty { recorder.show(history.outputs) }
  }

  /// After a call of `predict`: explains the softmax of the first example.
  ///
  /// - Parameters:
  ///   - model: The model that was asked.
  ///   - x: The examples it was shown.
  ///   - probabilities: What `predict` returned.
  /// - Throws: `NeuralError` when the model cannot be asked again for the first example.
  public static func predicted(
    _ model: Sequential, _ x: Tensor, _ probabilities: Tensor
  ) throws {
    guard let recorder = Recorder.current, endsInSoftmax(model), probabilities.rank == 2,
      probabilities.shape[0] > 0
    else { return }
    try recorder.explain(SoftmaxExplanation.topic) {
      let first = try x[0..<1]
      let logits = try model.logits(first)[0]
      let exponentials = try (logits - logits.max().item).exp()
      return SoftmaxExplanation.make(
        .init(
          logits: logits.scalars, exponentials: exponentials.scalars,
          sum: try exponentials.sum().item, probabilities: try probabilities[0].scalars,
          image: picture(of: first)))
    }
  }

  private static func endsInSoftmax(_ model: Sequential) -> Bool {
    switch model.layers.last {
    case let dense as Dense: dense.activation == .softmax
    case let layer as ActivationLayer: layer.activation == .softmax
    default: false
    }
  }

  /// The example as a picture, when it looks like one.
  private static func picture(of example: Tensor) -> ImageGrid.Image? {
    guard example.rank == 3, (8...64).contains(example.shape[1]),
      (8...64).contains(example.shape[2])
    else { return nil }
    return try? Pictures.grid(example, captions: ["the first example"], title: nil).images.first
  }
}
