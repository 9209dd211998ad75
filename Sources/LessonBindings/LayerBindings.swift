import LessonInterpreter
import LessonKit
import Neural

/// The layers a cell can stack, and what they are made of.
enum LayerBindings {
  static let types: [TypeBinding] = [
    TypeBinding(
      Activation.self, conformsTo: "Equatable", doc: "The function a layer applies to its sums."
    ) {
      Binding(
        "static let linear: Activation", doc: "The sum itself.", example: "print(Activation.linear)"
      ) { Activation.linear }
      Binding(
        "static let relu: Activation", doc: "max(0, z): negative sums become 0.",
        example: "print(Activation.relu)"
      ) { Activation.relu }
      Binding(
        "static let sigmoid: Activation", doc: "1 / (1 + exp(-z)): between 0 and 1.",
        example: "print(Activation.sigmoid)"
      ) { Activation.sigmoid }
      Binding(
        "static let tanh: Activation", doc: "Between -1 and 1.", example: "print(Activation.tanh)"
      ) { Activation.tanh }
      Binding(
        "static let softmax: Activation", doc: "Probabilities: positive, with the sum 1.",
        example: "print(Activation.softmax)"
      ) { Activation.softmax }
    },
    TypeBinding(Initializer.self, doc: "How the first weights of a layer are drawn.") {
      Binding(
        "static let glorotUniform: Initializer", doc: "Evenly, within sqrt(6 / (in + out))."
      ) { Initializer.glorotUniform }
      Binding("static let heNormal: Initializer", doc: "A cut-off normal distribution, for ReLU.") {
        Initializer.heNormal
      }
      Binding("static let heUniform: Initializer", doc: "Evenly, within sqrt(6 / in).") {
        Initializer.heUniform
      }
      Binding("static let zeros: Initializer", doc: "All 0.") { Initializer.zeros }
      Binding("static let ones: Initializer", doc: "All 1.") { Initializer.ones }
      Binding("static func constant(_ value: Double) -> Initializer", doc: "All the same.") {
        (value: Double) in Initializer.constant(value)
      }
    },
    TypeBinding(
      Dense.self, conformsTo: "Layer",
      doc: "A fully connected layer: y = activation(x W + b), with W [inputs, units] and b [units]."
    ) {
      Binding(
        """
        init(_ units: Int, activation: Activation = .linear, useBias: Bool = true, \
        kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros, \
        inputShape: [Int]? = nil) throws
        """,
        doc: "`units` neurons, each of which sees all inputs.",
        example: "print(Dense(8).activation)"
      ) {
        (
          units: Int, activation: Activation, useBias: Bool, kernel: Initializer, bias: Initializer,
          inputShape: [Int]?
        ) in
        try Dense(
          units, activation: activation, useBias: useBias, kernelInitializer: kernel,
          biasInitializer: bias, inputShape: inputShape)
      }
      Binding("var units: Int", doc: "The number of outputs.", example: "print(Dense(8).units)") {
        (it: Dense) in it.units
      }
      Binding(
        "var activation: Activation", doc: "The function applied to the sums.",
        example: "print(Dense(8, activation: .relu).activation)"
      ) { (it: Dense) in it.activation }
      Binding(
        "var weights: [Tensor]",
        doc: "W [inputs, units] and b [units]; none before the model knows its input.",
        example: "print(Dense(1).weights.count)"
      ) { (it: Dense) in it.weights }
      Binding(
        "func setWeights(_ weights: [Tensor]) throws", doc: "Replaces W and b.",
        example: """
          let neuron = Dense(1, inputShape: [1])
          let line = Sequential([neuron])
          neuron.setWeights([Tensor([[2.0]]), Tensor([-1.0])])
          print(line.predict(Tensor([[10.0]])))
          """
      ) { (it: Dense, weights: [Tensor]) in try it.setWeights(weights) }
    },
    TypeBinding(
      Flatten.self, conformsTo: "Layer", doc: "Puts all numbers of an example in one row."
    ) {
      Binding(
        "init(inputShape: [Int]? = nil) throws",
        doc: "As the first layer it says what shape an example has.",
        example: "print(Sequential([Flatten(inputShape: [28, 28]), Dense(20)]).parameterCount)"
      ) { (shape: [Int]?) in try Flatten(inputShape: shape) }
    },
    TypeBinding(Input.self, conformsTo: "Layer", doc: "Says what shape an example has.") {
      Binding(
        "init(shape: [Int]) throws", doc: "The shape of one example.",
        example: "print(Sequential([Input(shape: [4]), Dense(3)]).parameterCount)"
      ) { (shape: [Int]) in try Input(shape: shape) }
    },
    TypeBinding(
      Dropout.self, conformsTo: "Layer",
      doc: "While training, sets a fraction of its inputs to 0 and scales up the rest."
    ) {
      Binding(
        "init(_ rate: Double, seed: Int? = nil) throws", doc: "The fraction to drop, 0 to 1.",
        example: "print(Dropout(0.5).rate)"
      ) { (rate: Double, seed: Int?) in try Dropout(rate, seed: seed) }
      Binding(
        "var rate: Double", doc: "The fraction to drop.", example: "print(Dropout(0.5).rate)"
      ) { (it: Dropout) in it.rate }
    },
    TypeBinding(
      ActivationLayer.self, conformsTo: "Layer", doc: "An activation as a layer of its own."
    ) {
      Binding(
        "init(_ activation: Activation) throws", doc: "Applies the function to every input.",
        example: "print(ActivationLayer(.relu).activation)"
      ) { (activation: Activation) in try ActivationLayer(activation) }
      Binding(
        "var activation: Activation", doc: "The function.",
        example: "print(ActivationLayer(.relu).activation)"
      ) { (it: ActivationLayer) in it.activation }
    },
  ]
}
