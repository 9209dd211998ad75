import LessonModel
import Neural

/// Explains what a cell has just done, where the author has not turned that off: it gathers the
/// facts from the engine, and the explanations tell them.
public enum Tutor {
  // MARK: Data

  /// After a data set was loaded: its first pictures, and how often each class occurs.
  static func loaded(
    _ set: String, names: [String], training: (Tensor, Tensor), validation: (Tensor, Tensor)
  ) throws {
    guard let recorder = Recorder.current else { return }
    recorder.remember { $0.classNames = names }
    try recorder.explain(DataFigures.topic) {
      try Aside.run {
        try DataFigures.explanation(
          set, images: training.0, labels: training.1, others: validation.1, names: names)
      }
    }
  }

  /// After labels became rows: what the rows mean.
  public static func encoded(_ labels: Tensor, classes: Int) throws {
    guard let recorder = Recorder.current, labels.rank == 1 else { return }
    try recorder.explain(OneHotExplanation.topic) {
      let first = try labels[0..<min(5, labels.count)].scalars.map { Int($0) }
      return OneHotExplanation.make(
        labels: first, classes: classes, names: recorder.memory.classNames)
    }
  }

  // MARK: Design

  /// After a look at a model: its layers with the arithmetic of their parameters.
  public static func summarised(_ model: Sequential) throws {
    guard let recorder = Recorder.current else { return }
    recorder.explain(NetworkFigures.topic) { NetworkFigures.explanation(model) }
    try recorder.explain(NetworkFigures.activationTopic) {
      try Aside.run { try NetworkFigures.activations(model) }
    }
  }

  // MARK: Training

  /// Before a call of `fit`: someone to watch the weights for the figures after it.
  public static func watch() -> WeightWatch {
    WeightWatch(isWanted: Recorder.current?.explains ?? false)
  }

  /// After a call of `fit` that ended in an error: the epochs before it, and what their curve says.
  public static func stopped(_ model: Sequential, _ error: any Error) {
    guard let recorder = Recorder.current, let error = error as? NeuralError,
      error.kind == .diverged
    else { return }
    let losses = model.history?.metrics.first { $0.name == "loss" }?.values ?? []
    if let history = model.history, let divergence = history.divergence {
      recorder.train(
        epochs: history.epoch.map { $0 + 1 },
        metrics: history.metrics.map { Training.Metric(name: $0.name, values: $0.values) },
        divergence: Training.Divergence(
          epoch: divergence.epoch, step: divergence.step, steps: divergence.steps,
          learningRate: divergence.learningRate))
      if recorder.explains, !losses.isEmpty { recorder.show(history.outputs) }
    }
    recorder.explain(LossDoctor.topic) {
      LossDoctor.diagnose(losses: losses, validation: [], diverged: true)
        .map(LossDoctor.explanation)
    }
  }

  /// After a call of `fit`: records the training, shows its curves, and explains the labels and
  /// what happened.
  ///
  /// - Parameters:
  ///   - model: The trained model.
  ///   - x: The examples it was given.
  ///   - y: The targets it was given.
  ///   - history: What `fit` returned.
  ///   - samples: How many examples it trained on, without those held back for validation.
  ///   - batchSize: Examples in a batch.
  ///   - isShuffled: Whether each epoch had an order of its own.
  ///   - watch: Who watched the weights.
  /// - Throws: `NeuralError` when the targets cannot be read.
  public static func fitted(
    _ model: Sequential, _ x: Tensor, _ y: Tensor, _ history: History, samples: Int,
    batchSize: Int, isShuffled: Bool, watch: WeightWatch? = nil
  ) throws {
    guard let recorder = Recorder.current else { return }
    recorder.remember { $0.trained = x }
    recorder.train(
      epochs: history.epoch.map { $0 + 1 },
      metrics: history.metrics.map { Training.Metric(name: $0.name, values: $0.values) })
    guard recorder.explains else { return }
    recorder.show(history.outputs)
    let classes = model.outputShape?.last
    if model.loss?.takesLabels == true, let classes {
      try encoded(y.rank == 1 ? y : y.flattened(), classes: classes)
    }
    func values(_ name: String) -> [Double] {
      history.metrics.first { $0.name == name }?.values ?? []
    }
    recorder.explain(LossDoctor.topic) {
      LossDoctor.diagnose(losses: values("loss"), validation: values("val_loss"))
        .map(LossDoctor.explanation)
    }
    recorder.explain(FitExplanation.topic) {
      FitExplanation.make(
        .init(
          examples: samples, batchSize: batchSize, isShuffled: isShuffled,
          parameters: model.parameterCount,
          classes: model.loss?.takesLabels == true || model.loss == .categoricalCrossentropy
            ? classes : nil,
          losses: values("loss")))
    }
    guard let watch else { return }
    try recorder.explain(InsideFigures.weightTopic) {
      try InsideFigures.weights(model, watch.snapshots, names: recorder.memory.classNames).map {
        Explanation(
          topic: InsideFigures.weightTopic, title: "What the neurons have learned to look for",
          parts: [.figure(.weights($0))])
      }
    }
    recorder.explain(DescentFigures.topic) {
      DescentFigures.explanation(model, x, y, places: watch.places)
    }
  }

  // MARK: Evaluation

  /// After a call of `evaluate` on examples that the model has not learned from: what it takes for
  /// what, and what that costs.
  public static func evaluated(_ model: Sequential, _ x: Tensor, _ y: Tensor) throws {
    guard let recorder = Recorder.current else { return }
    let memory = recorder.memory
    let isPractised = memory.trained.map { $0.shape == x.shape && $0 == x } ?? false
    guard !isPractised else { return }
    recorder.remember { $0.evaluated = (x, y) }
    guard recorder.explains, Answers.isClassifier(model) else { return }
    try Aside.run {
      guard let answers = try Answers(model, x, y, names: memory.classNames) else { return }
      try recorder.explain(AnswerFigures.topic) { try AnswerFigures.explanation(answers) }
      recorder.explain(AnswerFigures.lossTopic) { AnswerFigures.lossExplanation(answers) }
    }
  }

  // MARK: Prediction

  /// After a call of `predict`: explains the softmax of the first example, and shows the way of some
  /// pictures through the network.
  ///
  /// - Parameters:
  ///   - model: The model that was asked.
  ///   - x: The examples it was shown.
  ///   - probabilities: What `predict` returned.
  /// - Throws: `NeuralError` when the model cannot be asked again.
  public static func predicted(
    _ model: Sequential, _ x: Tensor, _ probabilities: Tensor
  ) throws {
    guard let recorder = Recorder.current, Answers.endsInSoftmax(model), probabilities.rank == 2,
      probabilities.shape[0] > 0
    else { return }
    let memory = recorder.memory
    try recorder.explain(SoftmaxExplanation.topic) {
      try Aside.run { try softmax(model, x, probabilities, names: memory.classNames) }
    }
    guard recorder.explains else { return }
    try Aside.run {
      var truths: [Int]?
      if let (known, targets) = memory.evaluated, known.shape == x.shape, known == x {
        truths = try Answers(model, x, targets, names: memory.classNames)?.truths
      }
      try recorder.explain(InsideFigures.traceTopic) {
        try InsideFigures.traceExplanation(model, x, truths: truths, names: memory.classNames)
      }
      try recorder.explain(InsideFigures.drawingTopic) {
        try InsideFigures.drawingExplanation(model, x, truths: truths, names: memory.classNames)
      }
    }
  }

  /// How softmax made the probabilities of the first example.
  static func softmax(
    _ model: Sequential, _ x: Tensor, _ probabilities: Tensor, names: [String]
  ) throws -> Explanation? {
    let first = try x[0..<1]
    let logits = try model.logits(first)[0]
    let exponentials = try (logits - logits.max().item).exp()
    return SoftmaxExplanation.make(
      .init(
        logits: logits.scalars, exponentials: exponentials.scalars,
        sum: try exponentials.sum().item, probabilities: try probabilities[0].scalars,
        image: picture(of: first), names: names))
  }

  /// The example as a picture, when it looks like one.
  private static func picture(of example: Tensor) -> ImageGrid.Image? {
    guard example.rank == 3, (8...64).contains(example.shape[1]),
      (8...64).contains(example.shape[2])
    else { return nil }
    return try? Pictures.grid(example, captions: ["the first example"], title: nil).images.first
  }
}
