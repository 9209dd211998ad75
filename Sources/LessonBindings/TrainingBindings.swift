import LessonInterpreter
import LessonKit
import Neural

/// Models, and how they learn.
enum TrainingBindings {
  static let types: [TypeBinding] = [
    TypeBinding(Optimizer.self, doc: "How gradients change weights.") {
      Binding("static let sgd: Optimizer", doc: "Gradient descent with learning rate 0.01.") {
        Optimizer.sgd
      }
      Binding("static let adam: Optimizer", doc: "Adam with learning rate 0.001.") {
        Optimizer.adam
      }
      Binding("static let rmsprop: Optimizer", doc: "RMSprop with learning rate 0.001.") {
        Optimizer.rmsprop
      }
      Binding(
        """
        static func sgd(learningRate: Double = 0.01, momentum: Double = 0, \
        nesterov: Bool = false) -> Optimizer
        """,
        doc: "Gradient descent: w -= rate * gradient.",
        example: "print(Optimizer.sgd(momentum: 0.9).learningRate)"
      ) { (rate: Double, momentum: Double, nesterov: Bool) in
        Optimizer.sgd(learningRate: rate, momentum: momentum, nesterov: nesterov)
      }
      Binding(
        """
        static func adam(learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, \
        epsilon: Double = 1e-7) -> Optimizer
        """,
        doc: "Adam: each weight has a step size of its own.",
        example: "print(Optimizer.adam(beta1: 0.8).learningRate)"
      ) { (rate: Double, beta1: Double, beta2: Double, epsilon: Double) in
        Optimizer.adam(learningRate: rate, beta1: beta1, beta2: beta2, epsilon: epsilon)
      }
      Binding(
        """
        static func rmsprop(learningRate: Double = 0.001, rho: Double = 0.9, momentum: Double = 0, \
        epsilon: Double = 1e-7) -> Optimizer
        """,
        doc: "RMSprop: steps divided by the size of recent gradients.",
        example: "print(Optimizer.rmsprop(rho: 0.8).learningRate)"
      ) { (rate: Double, rho: Double, momentum: Double, epsilon: Double) in
        Optimizer.rmsprop(learningRate: rate, rho: rho, momentum: momentum, epsilon: epsilon)
      }
      Binding(
        "var learningRate: Double", doc: "The size of a step.",
        example: "print(Optimizer.adam.learningRate)"
      ) { (it: Optimizer) in it.learningRate }
    },
    TypeBinding(Loss.self, conformsTo: "Equatable", doc: "What training makes small.") {
      Binding(
        "static let sparseCategoricalCrossentropy: Loss",
        doc: "-log of the probability of the right class; labels are numbers.",
        example: "print(Loss.sparseCategoricalCrossentropy)"
      ) { Loss.sparseCategoricalCrossentropy }
      Binding(
        "static let categoricalCrossentropy: Loss",
        doc: "-sum t log(s); labels are one-hot rows.",
        example: "print(Loss.categoricalCrossentropy)"
      ) { Loss.categoricalCrossentropy }
      Binding(
        "static let binaryCrossentropy: Loss",
        doc: "Cross-entropy of yes and no; labels are 0 or 1.",
        example: "print(Loss.binaryCrossentropy)"
      ) { Loss.binaryCrossentropy }
      Binding(
        "static let meanSquaredError: Loss", doc: "The mean of (t - s)².",
        example: "print(Loss.meanSquaredError)"
      ) { Loss.meanSquaredError }
      Binding(
        "static let mse: Loss", doc: "`meanSquaredError`.", example: "print(Loss.mse)"
      ) { Loss.mse }
      Binding(
        "static let meanAbsoluteError: Loss", doc: "The mean of |t - s|.",
        example: "print(Loss.meanAbsoluteError)"
      ) { Loss.meanAbsoluteError }
      Binding(
        "static let mae: Loss", doc: "`meanAbsoluteError`.", example: "print(Loss.mae)"
      ) { Loss.mae }
    },
    TypeBinding(Metric.self, doc: "What is watched while a model learns.") {
      Binding("static let accuracy: Metric", doc: "The share of right answers.") { Metric.accuracy }
      Binding("static let mae: Metric", doc: "The mean of |t - s|, under the name `mae`.") {
        Metric.mae
      }
      Binding("static let mse: Metric", doc: "The mean of (t - s)², under the name `mse`.") {
        Metric.mse
      }
    },
    sequential,
    TypeBinding(History.self, conformsTo: "Equatable", doc: "The numbers of every epoch.") {
      Binding(
        "var epoch: [Int]", doc: "The epochs' numbers, from 0 as in Keras.",
        example: fitExample + "print(history.epoch)"
      ) { (it: History) in it.epoch }
      Binding(
        "var names: [String]", doc: "What was recorded: `loss`, then the metrics.",
        example: fitExample + "print(history.names)"
      ) { (it: History) in it.names }
      Binding(
        "subscript(_ name: String) -> [Double]",
        doc: "The values of a loss or metric, one an epoch.",
        example: fitExample + "print(history[\"loss\"].count)"
      ) { (it: History, name: String) in try it[name] }
    },
    TypeBinding(Evaluation.self, conformsTo: "Equatable", doc: "What `evaluate` measured.") {
      Binding(
        "var loss: Double", doc: "The mean loss.",
        example: fitExample + "print(model.evaluate(x, y).loss < 100)"
      ) { (it: Evaluation) in it.loss }
      Binding(
        "var accuracy: Double",
        doc: "The share of right answers, when the model was compiled with `.accuracy`.",
        example: """
          let model = Sequential([Dense(2, activation: .softmax, inputShape: [1])])
          model.compile(loss: .sparseCategoricalCrossentropy, metrics: [.accuracy])
          print(model.evaluate(Tensor([[1.0]]), Tensor([0])).accuracy >= 0)
          """
      ) { (it: Evaluation) in try it.accuracy }
      Binding(
        "subscript(_ name: String) -> Double", doc: "The loss or a metric by its Keras name.",
        example: fitExample + "print(model.evaluate(x, y)[\"loss\"] < 100)"
      ) { (it: Evaluation, name: String) in try it[name] }
    },
    TypeBinding(Summary.self, doc: "The layers of a model and their parameters.") {
      Binding(
        "var parameterCount: Int", doc: "All numbers to learn.",
        example: "print(Sequential([Dense(2, inputShape: [3])]).summary().parameterCount)"
      ) { (it: Summary) in it.parameterCount }
    },
  ]

  private static let fitExample = """
    let x = Tensor([[-1.0], [0.0], [1.0], [2.0]])
    let y = Tensor([-3.0, -1.0, 1.0, 3.0])
    let model = Sequential([Dense(1, inputShape: [1])])
    model.compile(optimizer: .sgd, loss: .mse)
    let history = model.fit(x, y, epochs: 2)

    """

  private static let sequential = TypeBinding(
    Sequential.self, doc: "Layers applied one after another."
  ) {
    Binding(
      "init(_ layers: [any Layer] = []) throws", doc: "A model of these layers.",
      example: "print(Sequential([Flatten(inputShape: [2, 2]), Dense(3)]).parameterCount)"
    ) { (layers: [As<any Layer>]) in try Sequential(layers.map(\.it)) }
    Binding(
      "func add(_ layer: any Layer) throws", doc: "Puts a layer behind the others.",
      example: """
        let model = Sequential()
        model.add(Dense(2, inputShape: [3]))
        print(model.parameterCount)
        """
    ) { (it: Sequential, layer: As<any Layer>) in try it.add(layer.it) }
    Binding(
      "func build(inputShape: [Int]) throws", doc: "Tells the model what shape an example has.",
      example: """
        let model = Sequential([Dense(2)])
        model.build(inputShape: [3])
        print(model.parameterCount)
        """
    ) { (it: Sequential, shape: [Int]) in try it.build(inputShape: shape) }
    Binding(
      "var parameterCount: Int", doc: "All numbers to learn.",
      example: "print(Sequential([Dense(2, inputShape: [3])]).parameterCount)"
    ) { (it: Sequential) in it.parameterCount }
    Binding(
      "func summary() throws -> Summary", doc: "The layers, their output shapes and parameters.",
      example: "print(Sequential([Dense(2, inputShape: [3])]).summary())"
    ) { (it: Sequential) in try it.summary() }
    Binding(
      "func compile(optimizer: Optimizer = .rmsprop, loss: Loss, metrics: [Metric] = []) throws",
      doc: "Chooses how the model learns; starts the optimizer anew.",
      example: fitExample + "print(history.names)"
    ) { (it: Sequential, optimizer: Optimizer, loss: Loss, metrics: [Metric]) in
      try it.compile(optimizer: optimizer, loss: loss, metrics: metrics)
    }
    Binding(
      """
      @discardableResult func fit(_ x: Tensor, _ y: Tensor, batchSize: Int = 32, \
      epochs: Int = 1, validationSplit: Double = 0, validationData: (Tensor, Tensor)? = nil, \
      shuffle: Bool = true) throws -> History
      """,
      doc: """
        Trains the model: goes through the examples in batches, and after each batch changes the \
        weights against the gradient of its mean loss.
        """,
      example: fitExample + "print(history.epoch)"
    ) {
      (
        it: Sequential, x: Tensor, y: Tensor, batchSize: Int, epochs: Int, split: Double,
        validation: Tuple<Tensor, Tensor>?, shuffle: Bool
      ) in
      let history = try it.fit(
        x, y, batchSize: batchSize, epochs: epochs, validationSplit: split,
        validationData: validation?.it, shuffle: shuffle)
      let examples = x.shape.first ?? 0
      let heldBack = validation == nil ? Double(examples) * split : 0
      try Tutor.fitted(
        it, y, history, samples: examples - Int(heldBack.rounded(.up)), batchSize: batchSize,
        isShuffled: shuffle)
      return history
    }
    Binding(
      "func evaluate(_ x: Tensor, _ y: Tensor, batchSize: Int = 32) throws -> Evaluation",
      doc: "The loss and metrics on examples and their targets.",
      example: fitExample + "print(model.evaluate(x, y).loss < 100)"
    ) { (it: Sequential, x: Tensor, y: Tensor, batchSize: Int) in
      try it.evaluate(x, y, batchSize: batchSize)
    }
    Binding(
      "func predict(_ x: Tensor, batchSize: Int = 32) throws -> Tensor",
      doc: "The outputs for examples, one row each.",
      example: fitExample + "print(model.predict(x).shape)"
    ) { (it: Sequential, x: Tensor, batchSize: Int) in
      let outputs = try it.predict(x, batchSize: batchSize)
      try Tutor.predicted(it, x, outputs)
      return outputs
    }
    Binding(
      "func logits(_ x: Tensor, batchSize: Int = 32) throws -> Tensor",
      doc: "What enters the last activation: the sums before softmax.",
      example: fitExample + "print(model.logits(x).shape)"
    ) { (it: Sequential, x: Tensor, batchSize: Int) in
      try it.logits(x, batchSize: batchSize)
    }
  }
}
