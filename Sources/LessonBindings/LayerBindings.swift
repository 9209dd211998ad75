import LessonInterpreter
import LessonKit
import Neural

/// The layers a cell can stack that work on any numbers, and what all layers have.
enum LayerBindings {
  static let types: [TypeBinding] = [
    TypeBinding(
      Dense.self, conformsTo: "Layer",
      doc: "A fully connected layer: y = activation(x W + b), with W [inputs, units] and b [units]."
    ) {
      Binding(
        """
        init(_ units: Int, activation: Activation = .linear, useBias: Bool = true, \
        kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros, \
        kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, \
        inputShape: [Int]? = nil, name: String? = nil) throws
        """,
        doc: "`units` neurons, each of which sees all inputs.",
        example: "print(Dense(8).activation)"
      ) {
        (
          units: Int, activation: Activation, useBias: Bool, kernel: Initializer, bias: Initializer,
          kernelCost: Regularizer?, biasCost: Regularizer?, inputShape: [Int]?, name: String?
        ) in
        try Dense(
          units, activation: activation, useBias: useBias, kernelInitializer: kernel,
          biasInitializer: bias, kernelRegularizer: kernelCost, biasRegularizer: biasCost,
          inputShape: inputShape, name: name)
      }
      Binding("var units: Int", doc: "The number of outputs.", example: "print(Dense(8).units)") {
        (it: Dense) in it.units
      }
      Binding(
        "var activation: Activation", doc: "The function applied to the sums.",
        example: "print(Dense(8, activation: .relu).activation)"
      ) { (it: Dense) in it.activation }
      shared(Dense.self)
    },
    TypeBinding(
      Flatten.self, conformsTo: "Layer", doc: "Puts all numbers of an example in one row."
    ) {
      Binding(
        "init(inputShape: [Int]? = nil, name: String? = nil) throws",
        doc: "As the first layer it says what shape an example has.",
        example: "print(Sequential([Flatten(inputShape: [28, 28]), Dense(20)]).parameterCount)"
      ) { (shape: [Int]?, name: String?) in try Flatten(inputShape: shape, name: name) }
      shared(Flatten.self)
    },
    TypeBinding(Input.self, conformsTo: "Layer", doc: "Says what shape an example has.") {
      Binding(
        "init(shape: [Int]) throws", doc: "The shape of one example.",
        example: "print(Sequential([Input(shape: [4]), Dense(3)]).parameterCount)"
      ) { (shape: [Int]) in try Input(shape: shape) }
      shared(Input.self)
    },
    TypeBinding(
      Dropout.self, conformsTo: "Layer",
      doc: "While training, sets a fraction of its inputs to 0 and scales up the rest."
    ) {
      Binding(
        "init(_ rate: Double, seed: Int? = nil, name: String? = nil) throws",
        doc: "The fraction to drop, 0 to 1.",
        example: "print(Dropout(0.5).rate)"
      ) { (rate: Double, seed: Int?, name: String?) in
        try Dropout(rate, seed: seed, name: name)
      }
      shared(Dropout.self)
      Binding(
        "var rate: Double", doc: "The fraction to drop.", example: "print(Dropout(0.5).rate)"
      ) { (it: Dropout) in it.rate }
    },
    TypeBinding(
      ActivationLayer.self, conformsTo: "Layer", doc: "An activation as a layer of its own."
    ) {
      Binding(
        "init(_ activation: Activation, name: String? = nil) throws",
        doc: "Applies the function to every input.",
        example: "print(ActivationLayer(.relu).activation)"
      ) { (activation: Activation, name: String?) in
        try ActivationLayer(activation, name: name)
      }
      shared(ActivationLayer.self)
      Binding(
        "var activation: Activation", doc: "The function.",
        example: "print(ActivationLayer(.relu).activation)"
      ) { (it: ActivationLayer) in it.activation }
    },
    relu, leakyReLU,
    TypeBinding(LayerCore.self, named: "Layer", doc: "Any layer: what all of them have.") {
      shared(LayerCore.self)
    },
  ]

  /// What all layers have.
  static func shared<T: LayerCore>(_: T.Type) -> [Binding] {
    let example = "let layer = Dense(2, inputShape: [3])\nlet model = Sequential([layer])\n"
    return [
      Binding(
        "var name: String", doc: "The name in the model: `dense`, `dense_1`, ...",
        example: example + "print(model.layers[0].name)"
      ) { (it: T) in it.name },
      Binding(
        "var typeName: String", doc: "Keras' name of the kind.",
        example: example + "print(model.layers[0].typeName)"
      ) { (it: T) in it.typeName },
      Binding(
        "var parameterCount: Int", doc: "All numbers the layer has.",
        example: example + "print(model.layers[0].parameterCount)"
      ) { (it: T) in it.parameterCount },
      Binding(
        "var trainableCount: Int", doc: "The numbers that training changes.",
        example: example + "print(model.layers[0].trainableCount)"
      ) { (it: T) in it.trainableCount },
      Binding(
        "var outputShape: [Int]?",
        doc: "The shape of one output; nil before the model knows its input.",
        example: example + "print(model.layers[0].outputShape ?? [])"
      ) { (it: T) in it.outputShape },
      Binding(
        "var weights: [Tensor]",
        doc: """
          The weights, for `Dense` W [inputs, units] and b [units]; none before the model knows its \
          input.
          """,
        example: example + "print(model.layers[0].weights.count)"
      ) { (call: Call, it: T) in
        try call.charge(bytes: it.parameterCount * 4)
        return it.weights
      },
      Binding(
        "func setWeights(_ weights: [Tensor]) throws", doc: "Replaces the weights.",
        example: """
          let neuron = Dense(1, inputShape: [1])
          let line = Sequential([neuron])
          neuron.setWeights([Tensor([[2.0]]), Tensor([-1.0])])
          print(line.predict(Tensor([[10.0]])))
          """
      ) { (it: T, weights: [Tensor]) in try it.setWeights(weights) },
    ]
  }

  private static let relu = TypeBinding(
    ReLU.self, conformsTo: "Layer",
    doc: "x above a threshold and up to a maximum, else a part of it."
  ) {
    Binding(
      """
      init(maxValue: Double? = nil, negativeSlope: Double = 0, threshold: Double = 0, \
      name: String? = nil) throws
      """,
      doc: "What is passed at most, the factor below the threshold, and the threshold.",
      example: "print(Sequential([ReLU(maxValue: 2)]).predict(Tensor([-1, 1.5, 7])))"
    ) { (most: Double?, slope: Double, threshold: Double, name: String?) in
      try ReLU(maxValue: most, negativeSlope: slope, threshold: threshold, name: name)
    }
    shared(ReLU.self)
  }

  private static let leakyReLU = TypeBinding(
    LeakyReLU.self, conformsTo: "Layer", doc: "z above 0, else a part of it."
  ) {
    Binding(
      "init(negativeSlope: Double = 0.3, name: String? = nil) throws", doc: "The factor below 0.",
      example: "print(Sequential([LeakyReLU()]).predict(Tensor([-1.0])))"
    ) { (slope: Double, name: String?) in try LeakyReLU(negativeSlope: slope, name: name) }
    shared(LeakyReLU.self)
  }
}
