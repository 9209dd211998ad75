import LessonModel
import Neural

/// A look inside a trained network: pictures on their way through it, its weights as pictures, and
/// the network itself to try.
enum InsideFigures {
  static let traceTopic = "trace"
  static let weightTopic = "weights"
  static let drawingTopic = "drawing"
  /// Neurons side by side; more make tiles nobody can see.
  static let mostNeurons = 64
  /// Weights that a page carries.
  private static let mostWeights = 60_000

  // MARK: Traces

  /// The first pictures and the first errors; `nil` for a network that does not end in two dense
  /// layers.
  static func traces(_ model: Sequential, _ x: Tensor, truths: [Int]?, names: [String]) throws
    -> ImageTraces?
  {
    guard Answers.isClassifier(model), let last = model.layers.last as? Dense,
      let before = model.layers.dropLast().last, let width = before.outputShape,
      width.count == 1, (2...mostNeurons).contains(width[0]), let input = model.inputShape,
      let total = x.shape.first, total > 0
    else { return nil }
    let shown = min(total, truths == nil ? 24 : Answers.most)
    let examples = shown == total ? x : try x[0..<shown]
    let classes = Answers.names(names, count: last.units)
    let answers = try model.predict(examples).argmax(axis: 1).scalars.map { Int($0) }
    var picked = Array(0..<min(12, shown))
    if let truths {
      picked += (12..<max(12, shown)).filter { truths[$0] != answers[$0] }.prefix(12)
    }
    guard let pictures = try Answers.pictures(examples, picked, levels: 16) else { return nil }
    let chosen = try examples.take(picked)
    let hiddenModel = try Sequential(Array(model.layers.dropLast()))
    if hiddenModel.inputShape == nil { try hiddenModel.build(inputShape: input) }
    let hidden = try rows(hiddenModel.predict(chosen))
    let logits = try rows(model.logits(chosen))
    let probabilities = try rows(model.predict(chosen))
    let weights = last.weights
    let traces = picked.indices.map { index in
      ImageTraces.Trace(
        index: picked[index], truth: truths.map { $0[picked[index]] }, hidden: hidden[index],
        logits: logits[index], probabilities: probabilities[index])
    }
    guard let first = traces.first, !weights.isEmpty else { return nil }
    let active = first.hidden.count { $0.value > 0 }
    let answer = answers[0]
    return ImageTraces(
      title: "One picture on its way through the network",
      summary:
        "For the first picture \(active) of \(first.hidden.count) hidden neurons are active; "
        + "what they add up makes \(classes[answer]) the largest sum, with a probability of "
        + NumberFormat.percent(digits: 2).text(first.probabilities[answer].value),
      classes: classes, pictures: pictures, traces: traces,
      outputWeights: try rows(weights[0]),
      outputBiases: weights.count > 1
        ? weights[1].scalars : [Double](repeating: 0, count: last.units))
  }

  static func traceExplanation(
    _ model: Sequential, _ x: Tensor, truths: [Int]?, names: [String]
  ) throws -> Explanation? {
    guard let traces = try traces(model, x, truths: truths, names: names) else { return nil }
    return Explanation(
      topic: traceTopic, title: "How the network came to its answer",
      parts: [.figure(.traces(traces))])
  }

  /// A matrix as rows of numbers.
  private static func rows(_ tensor: Tensor) throws -> [[Double]] {
    let values = tensor.scalars
    let width = tensor.shape.last ?? 1
    return stride(from: 0, to: values.count, by: max(1, width)).map {
      Array(values[$0..<min($0 + width, values.count)])
    }
  }

  // MARK: Weights

  /// The first dense layer, when it reads a picture directly.
  static func firstLayer(_ model: Sequential) -> (layer: Dense, width: Int, height: Int)? {
    guard let input = model.inputShape, input.count == 2 || (input.count == 3 && input[2] == 1),
      (4...64).contains(input[0]), (4...64).contains(input[1])
    else { return nil }
    for layer in model.layers {
      switch layer {
      case let dense as Dense:
        return dense.units <= mostNeurons ? (dense, input[1], input[0]) : nil
      case is Flatten, is Input, is Rescaling, is Dropout: continue
      default: return nil
      }
    }
    return nil
  }

  /// The weights of the first layer now, neuron after neuron.
  static func snapshot(_ model: Sequential, epoch: Int) -> WeightImages.Snapshot? {
    guard let (layer, width, height) = firstLayer(model), let kernel = layer.weights.first,
      kernel.shape == [width * height, layer.units]
    else { return nil }
    let values = kernel.scalars
    let units = layer.units
    let turned = (0..<units).flatMap { unit in
      (0..<width * height).map { values[$0 * units + unit] }
    }
    let largest = turned.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
    // The strongest single weight would leave the others pale: half of it has the full colour.
    return WeightImages.Snapshot(epoch: epoch, scale: largest / 2, weights: turned)
  }

  static func weights(
    _ model: Sequential, _ snapshots: [WeightImages.Snapshot], names: [String]
  ) throws -> WeightImages? {
    guard let (layer, width, height) = firstLayer(model), let last = snapshots.last else {
      return nil
    }
    var neurons: [WeightImages.Neuron] = []
    if let output = model.layers.last as? Dense, output !== layer,
      model.layers.filter({ $0 is Dense }).count == 2, let kernel = output.weights.first
    {
      let classes = Answers.names(names, count: output.units)
      neurons = try rows(kernel).map { row in
        let high = row.indices.max { (row[$0], -$0) < (row[$1], -$1) } ?? 0
        let low = row.indices.min { (row[$0], $0) < (row[$1], $1) } ?? 0
        return WeightImages.Neuron(
          speaksFor: classes[high], largest: row[high], speaksAgainst: classes[low],
          smallest: row[low])
      }
    }
    return WeightImages(
      title: "What the \(layer.units) neurons look for",
      summary:
        "Each picture is one neuron of \(layer.name): blue where ink speaks for it, orange where ink "
        + "speaks against it, after epoch \(last.epoch). They look noisier than a story about "
        + "strokes and loops would like: a network finds what works, not what is pretty",
      width: width, height: height, snapshots: snapshots, neurons: neurons)
  }

  // MARK: Drawing

  /// The network with its weights, when a page can carry and compute it.
  static func pad(_ model: Sequential, _ x: Tensor, truths: [Int]?, names: [String]) throws
    -> DrawingPad?
  {
    guard Answers.isClassifier(model), model.parameterCount <= mostWeights,
      let (_, width, height) = firstLayer(model), let total = x.shape.first, total > 0
    else { return nil }
    var layers: [DrawingPad.Layer] = []
    for layer in model.layers {
      switch layer {
      case let dense as Dense:
        let weights = dense.weights
        guard let kernel = weights.first, kernel.rank == 2,
          [.relu, .linear, .sigmoid, .tanh, .softmax].contains(dense.activation)
        else { return nil }
        let biases =
          weights.count > 1 ? weights[1].scalars : [Double](repeating: 0, count: dense.units)
        layers.append(
          DrawingPad.Layer(
            inputs: kernel.shape[0], outputs: dense.units, activation: dense.activation.rawValue,
            weights: (kernel.scalars + biases).map { Float($0) }))
      case is Flatten, is Input, is Dropout: continue
      default: return nil
      }
    }
    let sample = try x[0..<min(total, 1000)]
    let ink = try sample.max().item
    guard ink > 0 else { return nil }
    // The first picture of each class, or the first ten.
    var picked: [Int] = []
    if let truths {
      for label in 0..<(model.outputShape?.first ?? 0) {
        if let index = truths.firstIndex(of: label) { picked.append(index) }
      }
    } else {
      picked = Array(0..<min(10, total))
    }
    guard let pictures = try Answers.pictures(x, picked, levels: 256) else { return nil }
    let answers = try rows(model.predict(x.take(picked)))
    let right = truths.map { truths in
      picked.indices.count { index in
        let row = answers[index]
        let best = row.indices.max { (row[$0], -$0) < (row[$1], -$1) }
        return best == truths[picked[index]]
      }
    }
    let classes = Answers.names(names, count: model.outputShape?.first ?? 0)
    return DrawingPad(
      title: "Try it: draw a picture for the network",
      summary:
        "All \(NumberFormat.count.text(Double(model.parameterCount))) numbers of the trained network "
        + "are in this page."
        + (right.map { " Of the \(picked.count) pictures below it reads \($0) rightly" } ?? ""),
      width: width, height: height, classes: classes, ink: ink, layers: layers,
      pictures: pictures, labels: truths.map { truths in picked.map { truths[$0] } } ?? [],
      answers: answers)
  }

  static func drawingExplanation(
    _ model: Sequential, _ x: Tensor, truths: [Int]?, names: [String]
  ) throws -> Explanation? {
    guard let pad = try pad(model, x, truths: truths, names: names) else { return nil }
    return Explanation(
      topic: drawingTopic, title: "Your turn: draw for the network", parts: [.figure(.drawing(pad))]
    )
  }
}
