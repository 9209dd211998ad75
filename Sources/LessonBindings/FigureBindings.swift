import LessonInterpreter
import LessonKit
import Neural

/// Charts, figures and explanations that a cell asks for: the `plot`, `show` and `explain` families.
enum FigureBindings {
  static let functions: [Binding] = plots + shows + explanations

  /// A small classifier of pictures and its data.
  private static let classifier = """
    let x = Tensor.random([12, 8, 8])
    let y = Tensor([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1])
    let model = Sequential([
      Flatten(inputShape: [8, 8]), Dense(4, activation: .relu), Dense(2, activation: .softmax),
    ])

    """

  private static let plots: [Binding] = [
    Binding(
      """
      func plot(line y: [Double], x: [Double]? = nil, title: String? = nil, \
      logarithmic: Bool = false) throws
      """,
      doc: "Draws a line through values; with `logarithmic` equal distances mean equal ratios.",
      example: "plot(line: [1, 0.5, 0.25], title: \"Halving\", logarithmic: true)"
    ) { (y: [Double], x: [Double]?, title: String?, logarithmic: Bool) in
      try plot(line: y, x: x, title: title, logarithmic: logarithmic)
    },
    Binding(
      "func plot(points x: [Double], _ y: [Double], title: String? = nil) throws",
      doc: "Draws points by their places from left to right and from bottom to top.",
      example: "plot(points: [1, 2, 3], [1, 4, 9])"
    ) { (x: [Double], y: [Double], title: String?) in try plot(points: x, y, title: title) },
    Binding(
      "func plot(bars values: [Double], names: [String] = [], title: String? = nil) throws",
      doc: "Draws a bar for each value.",
      example: "plot(bars: [3, 5], names: [\"cats\", \"dogs\"])"
    ) { (values: [Double], names: [String], title: String?) in
      try plot(bars: values, names: names, title: title)
    },
    Binding(
      "func plot(histogram values: Tensor, bins: Int = 20, title: String? = nil) throws",
      doc: "Draws how often values fall into equal ranges.",
      example: "plot(histogram: Tensor.randomNormal([200]), bins: 10)"
    ) { (values: Tensor, bins: Int, title: String?) in
      try plot(histogram: values, bins: bins, title: title)
    },
    Binding(
      "func plot(heatMap matrix: Tensor, title: String? = nil) throws",
      doc: "Draws a matrix as colours, the first row at the top.",
      example: "plot(heatMap: Tensor([[1.0, 2.0], [3.0, 4.0]]))"
    ) { (matrix: Tensor, title: String?) in try plot(heatMap: matrix, title: title) },
    Binding(
      "func plot(contour matrix: Tensor, title: String? = nil) throws",
      doc: "Draws a matrix as lines of equal height, the first row at the bottom.",
      example: "plot(contour: Tensor([[1.0, 2.0], [3.0, 4.0]]))"
    ) { (matrix: Tensor, title: String?) in try plot(contour: matrix, title: title) },
    Binding(
      "func plot(classesOf labels: Tensor, title: String? = nil) throws",
      doc: "Draws how often each class occurs.", example: "plot(classesOf: Tensor([0, 1, 1, 2]))"
    ) { (labels: Tensor, title: String?) in try plot(classesOf: labels, title: title) },
  ]

  private static let shows: [Binding] = [
    Binding(
      "func show(_ model: Sequential) throws",
      doc: "Draws a model: its layers, and how many numbers each has to learn.",
      example: "show(Sequential([Dense(2, inputShape: [3])]))"
    ) { (model: Sequential) in try show(model) },
    Binding(
      "func show(sheetOf images: Tensor, labels: Tensor? = nil, title: String? = nil) throws",
      doc: "Shows the first hundred pictures `[n, height, width]`, and the numbers of one.",
      example: "show(sheetOf: Tensor.random([12, 8, 8]))"
    ) { (images: Tensor, labels: Tensor?, title: String?) in
      try show(sheetOf: images, labels: labels, title: title)
    },
    Binding(
      "func show(weightsOf model: Sequential) throws",
      doc: "Shows the weights of the first layer as pictures, one for each neuron.",
      example: classifier + "show(weightsOf: model)"
    ) { (model: Sequential) in try show(weightsOf: model) },
    Binding(
      "func show(confusionOf model: Sequential, _ x: Tensor, _ y: Tensor) throws",
      doc: "Shows what a classifier takes for what: right classes against answers.",
      example: classifier + "show(confusionOf: model, x, y)"
    ) { (model: Sequential, x: Tensor, y: Tensor) in try show(confusionOf: model, x, y) },
    Binding(
      "func show(errorsOf model: Sequential, _ x: Tensor, _ y: Tensor) throws",
      doc: "Shows the pictures that are read wrongly, the costliest first, and how sure it was.",
      example: classifier + "show(errorsOf: model, x, y)"
    ) { (model: Sequential, x: Tensor, y: Tensor) in try show(errorsOf: model, x, y) },
    Binding(
      "func show(traceOf model: Sequential, _ x: Tensor) throws",
      doc: "Shows pictures on their way through a network.",
      example: classifier + "show(traceOf: model, x)"
    ) { (model: Sequential, x: Tensor) in try show(traceOf: model, x) },
    Binding(
      "func show(drawingPadFor model: Sequential, _ x: Tensor) throws",
      doc: "Shows a pad to draw on, read by the trained network in the page itself.",
      example: classifier + "show(drawingPadFor: model, x)"
    ) { (model: Sequential, x: Tensor) in try show(drawingPadFor: model, x) },
  ]

  private static let explanations: [Binding] = [
    Binding(
      "func explain(oneHot labels: Tensor, numClasses: Int = 10) throws",
      doc: "Explains what labels mean to a network with one output for each class.",
      example: "explain(oneHot: Tensor([2, 0, 1]), numClasses: 3)"
    ) { (labels: Tensor, classes: Int) in try explain(oneHot: labels, numClasses: classes) },
    Binding(
      "func explain(activation: Activation) throws",
      doc: "Explains a function after a layer's sum: its values and its slope.",
      example: "explain(activation: .tanh)"
    ) { (activation: Activation) in try explain(activation: activation) },
    Binding(
      "func explain(softmaxOf model: Sequential, _ x: Tensor) throws",
      doc: "Explains how softmax made the probabilities of the first example.",
      example: classifier + "explain(softmaxOf: model, x)"
    ) { (model: Sequential, x: Tensor) in try explain(softmaxOf: model, x) },
    Binding(
      "func explain(lossOf model: Sequential, _ x: Tensor, _ y: Tensor) throws",
      doc: "Explains what answers cost: the first example's, and the costliest.",
      example: classifier + "explain(lossOf: model, x, y)"
    ) { (model: Sequential, x: Tensor, y: Tensor) in try explain(lossOf: model, x, y) },
    Binding(
      "func explain(_ history: History)",
      doc: "Explains a training: what its curve says, and what to try next.",
      example: """
        let model = Sequential([Dense(1, inputShape: [1])])
        model.compile(optimizer: .sgd, loss: .mse)
        explain(model.fit(Tensor([[1.0], [2.0]]), Tensor([1.0, 3.0]), epochs: 5))
        """
    ) { (history: History) in explain(history) },
    Binding(
      """
      func explain(descentOn x: Tensor, _ y: Tensor, \
      learningRates: [Double] = [0.001, 0.01, 0.09, 0.2]) throws
      """,
      doc: "Explains how gradient descent finds a line, with the walks of some learning rates.",
      example: "explain(descentOn: Tensor([-1.0, 0.0, 1.0]), Tensor([-3.0, -1.0, 1.0]))"
    ) { (x: Tensor, y: Tensor, rates: [Double]) in
      try explain(descentOn: x, y, learningRates: rates)
    },
  ]
}
