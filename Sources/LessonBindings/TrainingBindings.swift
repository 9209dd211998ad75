import LessonInterpreter
import LessonKit
import Neural

/// Models, and how they learn.
enum TrainingBindings {
  static let types: [TypeBinding] = [
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
      Binding(
        "static let huber: Loss", doc: "(t - s)² / 2 up to a distance of 1, then straight on.",
        example: "print(Loss.huber)"
      ) { Loss.huber }
      Binding(
        "static func huber(delta: Double) throws -> Loss",
        doc: "(t - s)² / 2 up to a distance of delta, then straight on.",
        example: "print(Loss.huber(delta: 2))"
      ) { (delta: Double) in try Loss.huber(delta: delta) }
      Binding(
        "static func sparseCategoricalCrossentropy(fromLogits: Bool) -> Loss",
        doc: "For a model without a softmax at its end.",
        example: "print(Loss.sparseCategoricalCrossentropy(fromLogits: true))"
      ) { (logits: Bool) in Loss.sparseCategoricalCrossentropy(fromLogits: logits) }
      Binding(
        """
        static func categoricalCrossentropy(fromLogits: Bool = false, \
        labelSmoothing: Double = 0) throws -> Loss
        """,
        doc: "For a model without a softmax at its end, or with labels less certain than 0 and 1.",
        example: "print(Loss.categoricalCrossentropy(labelSmoothing: 0.1))"
      ) { (logits: Bool, smoothing: Double) in
        try Loss.categoricalCrossentropy(fromLogits: logits, labelSmoothing: smoothing)
      }
      Binding(
        "static func binaryCrossentropy(fromLogits: Bool = false, labelSmoothing: Double = 0) throws -> Loss",
        doc: "For a model without a sigmoid at its end, or with labels less certain than 0 and 1.",
        example: "print(Loss.binaryCrossentropy(fromLogits: true))"
      ) { (logits: Bool, smoothing: Double) in
        try Loss.binaryCrossentropy(fromLogits: logits, labelSmoothing: smoothing)
      }
    },
    TypeBinding(Metric.self, doc: "What is watched while a model learns.") {
      Binding("static let accuracy: Metric", doc: "The share of right answers.") { Metric.accuracy }
      Binding("static let mae: Metric", doc: "The mean of |t - s|, under the name `mae`.") {
        Metric.mae
      }
      Binding("static let mse: Metric", doc: "The mean of (t - s)², under the name `mse`.") {
        Metric.mse
      }
      Binding(
        "static let meanAbsoluteError: Metric",
        doc: "The mean of |t - s|, under the name `mean_absolute_error`."
      ) { Metric.meanAbsoluteError }
      Binding(
        "static let meanSquaredError: Metric",
        doc: "The mean of (t - s)², under the name `mean_squared_error`."
      ) { Metric.meanSquaredError }
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
      Binding(
        "var divergence: Divergence?",
        doc: "Where the loss stopped being a finite number; nil if it did not.",
        example: fitExample + "print(history.divergence == nil)"
      ) { (it: History) in it.divergence }
      Binding(
        "func csv(separator: String = \",\") -> String",
        doc: "A line an epoch, in the format of Keras' `CSVLogger`.",
        example: fitExample + "print(history.csv())"
      ) { (it: History, separator: String) in it.csv(separator: separator) }
    },
    TypeBinding(
      Divergence.self, conformsTo: "Equatable",
      doc: "The step after which a loss was no longer a finite number."
    ) {
      Binding(
        "var epoch: Int", doc: "The epoch, from 1.",
        example: fitExample + "print(history.divergence?.epoch ?? 0)"
      ) { (it: Divergence) in it.epoch }
      Binding(
        "var step: Int", doc: "The step of the epoch, from 1.",
        example: fitExample + "print(history.divergence?.step ?? 0)"
      ) { (it: Divergence) in it.step }
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
      Binding(
        "var trainableCount: Int", doc: "Those that training changes.",
        example: "print(Sequential([BatchNormalization(inputShape: [3])]).summary().trainableCount)"
      ) { (it: Summary) in it.trainableCount }
      Binding(
        "var nonTrainableCount: Int", doc: "The rest, such as moving means.",
        example:
          "print(Sequential([BatchNormalization(inputShape: [3])]).summary().nonTrainableCount)"
      ) { (it: Summary) in it.nonTrainableCount }
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
      "var layers: [any Layer]", doc: "The layers from input to output.",
      example: "print(Sequential([Dense(2, inputShape: [3])]).layers[0].weights.count)"
    ) { (it: Sequential) in it.layers.map { As<any Layer>($0) } }
    Binding(
      "func getLayer(_ name: String) throws -> any Layer", doc: "The layer of a name.",
      example: "print(Sequential([Dense(2, inputShape: [3])]).getLayer(\"dense\").name)"
    ) { (it: Sequential, name: String) in As<any Layer>(try it.getLayer(name)) }
    Binding(
      "func getLayer(index: Int) throws -> any Layer", doc: "The layer at a place, from 0.",
      example: "print(Sequential([Dense(2, inputShape: [3])]).getLayer(index: 0).name)"
    ) { (it: Sequential, index: Int) in As<any Layer>(try it.getLayer(index: index)) }
    Binding(
      "var weights: [Tensor]", doc: "All weights, layer by layer.",
      example: "print(Sequential([Dense(2, inputShape: [3])]).weights.count)"
    ) { (call: Call, it: Sequential) in
      try call.charge(bytes: it.parameterCount * 4)
      return it.weights
    }
    Binding(
      "func setWeights(_ weights: [Tensor]) throws", doc: "Replaces all weights.",
      example: """
        let model = Sequential([Dense(1, inputShape: [1])])
        model.setWeights([Tensor([[2.0]]), Tensor([-1.0])])
        print(model.predict(Tensor([10.0])))
        """
    ) { (it: Sequential, weights: [Tensor]) in try it.setWeights(weights) }
    Binding(
      "var stopTraining: Bool { get set }",
      doc: "Set to true in a callback, training ends after the epoch.",
      example: fitExample + "print(model.stopTraining)",
      get: { (it: Sequential) in it.stopTraining },
      set: { (it: inout Sequential, new: Bool) in it.stopTraining = new })
    Binding(
      "var learningRate: Double?", doc: "The learning rate of the next step; nil before `compile`.",
      example: fitExample + "print(model.learningRate ?? 0)"
    ) { (it: Sequential) in it.learningRate }
    Binding(
      "func setLearningRate(_ rate: Double) throws",
      doc: "Changes the learning rate for the steps to come.",
      example: fitExample + "model.setLearningRate(0.5)\nprint(model.learningRate ?? 0)"
    ) { (it: Sequential, rate: Double) in try it.setLearningRate(rate) }
    Binding(
      "var iterations: Int", doc: "Updates of the weights since `compile`.",
      example: fitExample + "print(model.iterations)"
    ) { (it: Sequential) in it.iterations }
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
    ) { (it: Sequential) in
      let summary = try it.summary()
      try Tutor.summarised(it)
      return summary
    }
    Binding(
      """
      func compile(optimizer: Optimizer = .rmsprop, loss: Loss, metrics: [Metric] = [], \
      weightedMetrics: [Metric] = []) throws
      """,
      doc: "Chooses how the model learns; starts the optimizer anew.",
      example: fitExample + "print(history.names)"
    ) {
      (
        it: Sequential, optimizer: Optimizer, loss: Loss, metrics: [Metric],
        weightedMetrics: [Metric]
      ) in
      try it.compile(
        optimizer: optimizer, loss: loss, metrics: metrics, weightedMetrics: weightedMetrics)
    }
    Binding(
      """
      @discardableResult func fit(_ x: Tensor, _ y: Tensor, batchSize: Int = 32, \
      epochs: Int = 1, callbacks: [any Callback] = [], validationSplit: Double = 0, \
      validationData: (Tensor, Tensor)? = nil, shuffle: Bool = true, \
      sampleWeight: Tensor? = nil, initialEpoch: Int = 0, stepsPerEpoch: Int? = nil, \
      validationBatchSize: Int? = nil, validationFreq: Int = 1) throws -> History
      """,
      doc: """
        Trains the model: goes through the examples in batches, and after each batch changes the \
        weights against the gradient of its mean loss.
        """,
      example: fitExample + "print(history.epoch)"
    ) {
      (
        it: Sequential, x: Tensor, y: Tensor, batchSize: Int, epochs: Int,
        callbacks: [As<any Neural.Callback>], split: Double, validation: Tuple<Tensor, Tensor>?,
        shuffle: Bool, sampleWeight: Tensor?, initialEpoch: Int, stepsPerEpoch: Int?,
        validationBatchSize: Int?, validationFreq: Int
      ) in
      let watch = Tutor.watch()
      let history: History
      do {
        history = try it.fit(
          x, y, batchSize: batchSize, epochs: epochs, callbacks: callbacks.map(\.it) + [watch],
          validationSplit: split, validationData: validation?.it, shuffle: shuffle,
          sampleWeight: sampleWeight, initialEpoch: initialEpoch, stepsPerEpoch: stepsPerEpoch,
          validationBatchSize: validationBatchSize, validationFreq: validationFreq)
      } catch {
        Tutor.stopped(it, error)
        throw error
      }
      let examples = x.shape.first ?? 0
      let heldBack = validation == nil ? Double(examples) * split : 0
      try Tutor.fitted(
        it, x, y, history, samples: examples - Int(heldBack.rounded(.up)), batchSize: batchSize,
        isShuffled: shuffle, watch: watch)
      return history
    }
    Binding(
      "var history: History?", doc: "What the last `fit` recorded; nil before.",
      example: fitExample + "print(model.history == history)"
    ) { (it: Sequential) in it.history }
    Binding(
      "func evaluate(_ x: Tensor, _ y: Tensor, batchSize: Int = 32) throws -> Evaluation",
      doc: "The loss and metrics on examples and their targets.",
      example: fitExample + "print(model.evaluate(x, y).loss < 100)"
    ) { (it: Sequential, x: Tensor, y: Tensor, batchSize: Int) in
      let evaluation = try it.evaluate(x, y, batchSize: batchSize)
      try Tutor.evaluated(it, x, y)
      return evaluation
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
      doc: "What enters the last softmax or sigmoid.",
      example: """
        let model = Sequential([Dense(2, activation: .softmax, inputShape: [1])])
        print(model.logits(Tensor([[1.0]])).shape)
        """
    ) { (it: Sequential, x: Tensor, batchSize: Int) in
      try it.logits(x, batchSize: batchSize)
    }
  }
}
