import LessonModel
import Neural

// This file shows and explains models on request: `show(model)`, `show(weightsOf:)`,
// `show(confusionOf:_:_:)`, `explain(softmaxOf:_:)` and their relatives. The same figures appear by
// themselves where a lesson explains itself.

private func refuse(_ what: String, _ expected: String, hint: String? = nil) -> NeuralError {
  NeuralError(.unsupported, what, expected: expected, hint: hint)
}

private var names: [String] { Recorder.current?.memory.classNames ?? [] }

private func present(_ figures: [Figure]) { Recorder.current?.show(figures.map(Output.figure)) }

/// Draws a model: its layers, and how many numbers each has to learn.
///
/// - Throws: `NeuralError` until the shape of the input is known.
public func show(_ model: Sequential) throws {
  guard let diagram = NetworkFigures.diagram(model) else {
    throw NeuralError(
      .notBuilt, "show: the shape of the input is not known yet",
      hint: "declare it, as in `Flatten(inputShape: [28, 28])`, or call `fit` or `build` first")
  }
  present([.network(diagram)])
}

/// Shows the first hundred pictures side by side, and the numbers of one.
///
/// - Parameters:
///   - images: `[n, height, width]`.
///   - labels: `[n]`, told for each picture.
///   - title: The heading.
/// - Throws: `NeuralError` when these are no pictures of 4 to 64 pixels a side.
public func show(sheetOf images: Tensor, labels: Tensor? = nil, title: String? = nil) throws {
  guard
    let sheet = try DataFigures.sheet(images, labels: labels, names: names, title: title)
  else {
    throw NeuralError(
      .shape, "show: these are no pictures",
      expected: "shape [n, height, width] with 4 to 64 pixels a side", got: "shape \(images.shape)")
  }
  present([.sheet(sheet)])
}

/// Shows the weights of the first layer as pictures, one for each neuron.
///
/// - Throws: `NeuralError` when the model does not begin with a dense layer of at most 64 neurons
///   that reads a picture.
public func show(weightsOf model: Sequential) throws {
  guard let snapshot = InsideFigures.snapshot(model, epoch: 0),
    let images = try InsideFigures.weights(model, [snapshot], names: names)
  else {
    throw refuse(
      "show: the weights of this model are no pictures",
      "a model that begins with `Flatten` and a `Dense` of at most 64 neurons")
  }
  present([.weights(images)])
}

private func answers(_ model: Sequential, _ x: Tensor, _ y: Tensor, _ what: String) throws
  -> Answers
{
  guard let answers = try Aside.run({ try Answers(model, x, y, names: names) }) else {
    throw refuse(
      "\(what): this model does not tell a few classes apart, or the labels do not fit",
      "a model that ends in softmax over 2 to 20 classes, and a label for each example")
  }
  return answers
}

/// Shows what a classifier takes for what: right classes against answers.
///
/// - Parameters:
///   - model: A model that ends in softmax over 2 to 20 classes.
///   - x: The examples; the first 10,000 are used.
///   - y: Their classes, as numbers or one-hot rows.
/// - Throws: `NeuralError` when the model is no such classifier or the labels do not fit.
public func show(confusionOf model: Sequential, _ x: Tensor, _ y: Tensor) throws {
  present([.confusion(try AnswerFigures.confusion(try answers(model, x, y, "show")))])
}

/// Shows the pictures that a classifier reads wrongly, the costliest first, and how sure it is.
///
/// - Parameters:
///   - model: A model that ends in softmax over 2 to 20 classes.
///   - x: The pictures `[n, height, width]`; the first 10,000 are used.
///   - y: Their classes, as numbers or one-hot rows.
/// - Throws: `NeuralError` when the model is no such classifier or the labels do not fit.
public func show(errorsOf model: Sequential, _ x: Tensor, _ y: Tensor) throws {
  let answers = try answers(model, x, y, "show")
  if let gallery = try AnswerFigures.gallery(answers) { present([.errors(gallery)]) }
  Recorder.current?.show(AnswerFigures.confidence(answers).map(Output.chart))
}

/// Shows pictures on their way through a network: what the hidden neurons say, and what each adds to
/// the answer.
///
/// - Parameters:
///   - model: A classifier whose last two layers are dense, with at most 64 hidden neurons.
///   - x: The pictures `[n, height, width]`; the first twelve are shown.
/// - Throws: `NeuralError` when the model or the pictures are others.
public func show(traceOf model: Sequential, _ x: Tensor) throws {
  guard
    let traces = try Aside.run({
      try InsideFigures.traces(model, x, truths: nil, names: names)
    })
  else {
    throw refuse(
      "show: no way through this network can be shown",
      "pictures, and a classifier that ends in two dense layers, at most 64 neurons before the last"
    )
  }
  present([.traces(traces)])
}

/// Shows a pad to draw on, read by the trained network in the page itself.
///
/// - Parameters:
///   - model: A classifier of `Flatten` and `Dense` layers with at most 60,000 parameters.
///   - x: Pictures `[n, height, width]` to begin with, prepared as for the training.
/// - Throws: `NeuralError` when the model or the pictures are others.
public func show(drawingPadFor model: Sequential, _ x: Tensor) throws {
  guard
    let pad = try Aside.run({ try InsideFigures.pad(model, x, truths: nil, names: names) })
  else {
    throw refuse(
      "show: a page cannot run this network",
      "pictures, and a classifier of `Flatten` and `Dense` layers with at most 60,000 parameters")
  }
  present([.drawing(pad)])
}

// MARK: Explanations

private func tell(_ explanation: Explanation) {
  Recorder.current?.show([.explanation(explanation)])
}

/// Explains what labels mean to a network with one output for each class.
///
/// - Parameters:
///   - labels: Whole numbers from 0, shape `[n]`.
///   - numClasses: How many classes there are, 2 to 20.
/// - Throws: `NeuralError` when there are no labels, or another number of classes.
public func explain(oneHot labels: Tensor, numClasses: Int = 10) throws {
  let first = try labels.flattened()[0..<min(5, labels.count)].scalars.map {
    $0.isFinite && abs($0) < 1e6 ? Int($0) : -1
  }
  guard first.allSatisfy({ (0..<numClasses).contains($0) }),
    let explanation = OneHotExplanation.make(labels: first, classes: numClasses, names: names)
  else {
    throw refuse(
      "explain: these are no labels of so few classes", "labels below `numClasses`, 2 to 20")
  }
  tell(explanation)
}

/// Explains an activation: its values and its slope beside its relatives'.
///
/// - Throws: `NeuralError` for softmax, which works on a whole row.
public func explain(activation: Activation) throws {
  guard activation != .softmax,
    let curves = try Aside.run({ try NetworkFigures.curves(used: [activation]) })
  else {
    throw refuse(
      "explain: softmax works on a whole row of sums", "a function of one sum",
      hint: "use `explain(softmaxOf: model, x)`")
  }
  present([.activations(curves)])
}

/// Explains how softmax made the probabilities of the first example.
///
/// - Parameters:
///   - model: A model that ends in softmax over 2 to 20 classes.
///   - x: The examples.
/// - Throws: `NeuralError` when the model is another.
public func explain(softmaxOf model: Sequential, _ x: Tensor) throws {
  guard Answers.isClassifier(model), (x.shape.first ?? 0) > 0,
    let explanation = try Aside.run({
      try Tutor.softmax(model, x, try model.predict(x[0..<1]), names: names)
    })
  else {
    throw refuse("explain: this model does not end in softmax", "a softmax over 2 to 20 classes")
  }
  tell(explanation)
}

/// Explains what answers cost: the cross-entropy of the first example and of the costliest.
///
/// - Parameters:
///   - model: A model that ends in softmax over 2 to 20 classes.
///   - x: The examples; the first 10,000 are used.
///   - y: Their classes, as numbers or one-hot rows.
/// - Throws: `NeuralError` when the model is no such classifier or the labels do not fit.
public func explain(lossOf model: Sequential, _ x: Tensor, _ y: Tensor) throws {
  present([.lens(AnswerFigures.lens(try answers(model, x, y, "explain")))])
}

/// Explains a training: what its curve says, and what to try next.
public func explain(_ history: History) {
  func values(_ name: String) -> [Double] {
    history.metrics.first { $0.name == name }?.values ?? []
  }
  if let diagnosis = LossDoctor.diagnose(
    losses: values("loss"), validation: values("val_loss"))
  {
    present([.diagnosis(diagnosis)])
  }
}

/// Explains how gradient descent finds a line, from above: the error over all weights and biases, and
/// the walks of some learning rates from weight 0 and bias 0.
///
/// - Parameters:
///   - x: The inputs, one number each; 2 to 500.
///   - y: The targets.
///   - learningRates: Up to six rates to walk with.
/// - Throws: `NeuralError` when no line is determined by the examples.
public func explain(
  descentOn x: Tensor, _ y: Tensor, learningRates: [Double] = [0.001, 0.01, 0.09, 0.2]
) throws {
  guard !learningRates.isEmpty, learningRates.allSatisfy({ $0.isFinite && $0 > 0 }),
    let paths = DescentFigures.paths(
      x: x.scalars, y: y.scalars, start: (0, 0), rates: learningRates, run: nil)
  else {
    throw refuse(
      "explain: these examples do not determine a line",
      "2 to 500 inputs that differ, a target for each, and positive learning rates")
  }
  present([.descent(paths)])
}
