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
      Binding(
        "static let leakyRelu: Activation", doc: "z above 0, else 0.2 z.",
        example: "print(Activation.leakyRelu)"
      ) { Activation.leakyRelu }
      Binding(
        "static let relu6: Activation", doc: "max(0, z), and 6 at most.",
        example: "print(Activation.relu6)"
      ) { Activation.relu6 }
      Binding(
        "static let elu: Activation", doc: "z above 0, else exp(z) - 1.",
        example: "print(Activation.elu)"
      ) { Activation.elu }
      Binding(
        "static let selu: Activation", doc: "1.05 z above 0, else 1.76 (exp(z) - 1).",
        example: "print(Activation.selu)"
      ) { Activation.selu }
      Binding(
        "static let softplus: Activation", doc: "log(1 + exp(z)).",
        example: "print(Activation.softplus)"
      ) { Activation.softplus }
      Binding(
        "static let softsign: Activation", doc: "z / (1 + |z|).",
        example: "print(Activation.softsign)"
      ) { Activation.softsign }
      Binding(
        "static let silu: Activation", doc: "z / (1 + exp(-z)).", example: "print(Activation.silu)"
      ) { Activation.silu }
      Binding(
        "static let swish: Activation", doc: "`silu`.", example: "print(Activation.swish)"
      ) { Activation.swish }
      Binding(
        "static let exponential: Activation", doc: "exp(z).",
        example: "print(Activation.exponential)"
      ) { Activation.exponential }
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
      Binding(
        "static let glorotNormal: Initializer",
        doc: "A cut-off normal distribution as wide as `glorotUniform`."
      ) { Initializer.glorotNormal }
      Binding("static let lecunUniform: Initializer", doc: "Evenly, within sqrt(3 / in).") {
        Initializer.lecunUniform
      }
      Binding(
        "static let lecunNormal: Initializer",
        doc: "A cut-off normal distribution as wide as `lecunUniform`."
      ) { Initializer.lecunNormal }
      Binding(
        "static let randomNormal: Initializer",
        doc: "A normal distribution with standard deviation 0.05."
      ) { Initializer.randomNormal }
      Binding("static let randomUniform: Initializer", doc: "Evenly, from -0.05 to 0.05.") {
        Initializer.randomUniform
      }
      Binding(
        "static func glorotUniform(seed: Int?) -> Initializer",
        doc: "The same from a seed of its own.",
        example:
          "print(Sequential([Dense(1, kernelInitializer: .glorotUniform(seed: 1), inputShape: [2])]).weights[0].shape)"
      ) { (seed: Int?) in Initializer.glorotUniform(seed: seed) }
      Binding(
        "static func glorotNormal(seed: Int?) -> Initializer",
        doc: "The same from a seed of its own.",
        example:
          "print(Sequential([Dense(1, kernelInitializer: .glorotNormal(seed: 1), inputShape: [2])]).weights[0].shape)"
      ) { (seed: Int?) in Initializer.glorotNormal(seed: seed) }
      Binding(
        "static func heUniform(seed: Int?) -> Initializer", doc: "The same from a seed of its own.",
        example:
          "print(Sequential([Dense(1, kernelInitializer: .heUniform(seed: 1), inputShape: [2])]).weights[0].shape)"
      ) { (seed: Int?) in Initializer.heUniform(seed: seed) }
      Binding(
        "static func heNormal(seed: Int?) -> Initializer", doc: "The same from a seed of its own.",
        example:
          "print(Sequential([Dense(1, kernelInitializer: .heNormal(seed: 1), inputShape: [2])]).weights[0].shape)"
      ) { (seed: Int?) in Initializer.heNormal(seed: seed) }
      Binding(
        "static func lecunUniform(seed: Int?) -> Initializer",
        doc: "The same from a seed of its own.",
        example:
          "print(Sequential([Dense(1, kernelInitializer: .lecunUniform(seed: 1), inputShape: [2])]).weights[0].shape)"
      ) { (seed: Int?) in Initializer.lecunUniform(seed: seed) }
      Binding(
        "static func lecunNormal(seed: Int?) -> Initializer",
        doc: "The same from a seed of its own.",
        example:
          "print(Sequential([Dense(1, kernelInitializer: .lecunNormal(seed: 1), inputShape: [2])]).weights[0].shape)"
      ) { (seed: Int?) in Initializer.lecunNormal(seed: seed) }
      Binding(
        """
        static func randomNormal(mean: Double = 0, standardDeviation: Double = 0.05, \
        seed: Int? = nil) -> Initializer
        """, doc: "A normal distribution."
      ) { (mean: Double, deviation: Double, seed: Int?) in
        Initializer.randomNormal(mean: mean, standardDeviation: deviation, seed: seed)
      }
      Binding(
        """
        static func randomUniform(low: Double = -0.05, high: Double = 0.05, seed: Int? = nil) \
        -> Initializer
        """, doc: "Evenly from `low` to `high`."
      ) { (low: Double, high: Double, seed: Int?) in
        Initializer.randomUniform(low: low, high: high, seed: seed)
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
    leakyReLU, batchNormalization, normalization, rescaling, convolution, maxPooling,
    averagePooling, padding,
    TypeBinding(LayerCore.self, named: "Layer", doc: "Any layer: what all of them have.") {
      shared(LayerCore.self)
    },
  ]

  /// What all layers have.
  private static func shared<T: LayerCore>(_: T.Type) -> [Binding] {
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

  private static let leakyReLU = TypeBinding(
    LeakyReLU.self, conformsTo: "Layer", doc: "z above 0, else a part of it."
  ) {
    Binding(
      "init(negativeSlope: Double = 0.3, name: String? = nil) throws", doc: "The factor below 0.",
      example: "print(Sequential([LeakyReLU()]).predict(Tensor([-1.0])))"
    ) { (slope: Double, name: String?) in try LeakyReLU(negativeSlope: slope, name: name) }
    shared(LeakyReLU.self)
  }

  private static let batchNormalization = TypeBinding(
    BatchNormalization.self, conformsTo: "Layer",
    doc: "Shifts and scales each channel by the mean and variance of the batch."
  ) {
    Binding(
      """
      init(momentum: Double = 0.99, epsilon: Double = 1e-3, center: Bool = true, \
      scale: Bool = true, inputShape: [Int]? = nil, name: String? = nil) throws
      """,
      doc: "`momentum` says how slowly the means follow that are used outside training.",
      example: "print(Sequential([BatchNormalization(inputShape: [3])]).parameterCount)"
    ) {
      (
        momentum: Double, epsilon: Double, center: Bool, scale: Bool, shape: [Int]?, name: String?
      ) in
      try BatchNormalization(
        momentum: momentum, epsilon: epsilon, center: center, scale: scale, inputShape: shape,
        name: name)
    }
    shared(BatchNormalization.self)
  }

  private static let normalization = TypeBinding(
    Normalization.self, conformsTo: "Layer",
    doc: "(x - mean) / standard deviation, with those of some data."
  ) {
    Binding(
      "init(axis: Int? = -1, inputShape: [Int]? = nil, name: String? = nil) throws",
      doc: "For `adapt` to fit; with `axis: nil` a single mean for everything.",
      example: """
        let layer = Normalization()
        layer.adapt(Tensor([[1.0], [3.0]]))
        print(Sequential([layer]).predict(Tensor([[3.0]])))
        """
    ) { (axis: Int?, shape: [Int]?, name: String?) in
      try Normalization(axis: axis, inputShape: shape, name: name)
    }
    Binding(
      """
      init(mean: [Double], variance: [Double], axis: Int? = -1, inputShape: [Int]? = nil, \
      name: String? = nil) throws
      """,
      doc: "With known means and variances.",
      example: "print(Sequential([Normalization(mean: [1], variance: [4])]).predict(Tensor([3.0])))"
    ) { (mean: [Double], variance: [Double], axis: Int?, shape: [Int]?, name: String?) in
      try Normalization(mean: mean, variance: variance, axis: axis, inputShape: shape, name: name)
    }
    Binding(
      "func adapt(_ data: Tensor) throws", doc: "Takes the mean and variance of data.",
      example: """
        let layer = Normalization()
        layer.adapt(Tensor([[1.0], [3.0]]))
        print(layer.weights[0])
        """
    ) { (it: Normalization, data: Tensor) in try it.adapt(data) }
    shared(Normalization.self)
  }

  private static let rescaling = TypeBinding(
    Rescaling.self, conformsTo: "Layer", doc: "x * scale + offset."
  ) {
    Binding(
      """
      init(scale: Double, offset: Double = 0, inputShape: [Int]? = nil, name: String? = nil) throws
      """,
      doc: "For pixels `scale: 1 / 255.0`.",
      example: "print(Sequential([Rescaling(scale: 0.5, offset: 1)]).predict(Tensor([4.0])))"
    ) { (scale: Double, offset: Double, shape: [Int]?, name: String?) in
      try Rescaling(scale: scale, offset: offset, inputShape: shape, name: name)
    }
    shared(Rescaling.self)
  }

  private static let convolution = TypeBinding(
    Conv2D.self, conformsTo: "Layer",
    doc: "Filters that slide over images [height, width, channels]."
  ) {
    Binding(
      """
      init(_ filters: Int, _ kernelSize: [Int], strides: [Int] = [1, 1], \
      padding: Padding = .valid, activation: Activation = .linear, useBias: Bool = true, \
      kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros, \
      kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, \
      inputShape: [Int]? = nil, name: String? = nil) throws
      """,
      doc: "So many filters with windows of `kernelSize` rows and columns.",
      example: "print(Sequential([Conv2D(4, [3, 3], inputShape: [8, 8, 1])]).parameterCount)"
    ) {
      (
        filters: Int, size: [Int], strides: [Int], padding: Padding, activation: Activation,
        useBias: Bool, kernel: Initializer, bias: Initializer, kernelCost: Regularizer?,
        biasCost: Regularizer?, shape: [Int]?, name: String?
      ) in
      try Conv2D(
        filters, size, strides: strides, padding: padding, activation: activation,
        useBias: useBias, kernelInitializer: kernel, biasInitializer: bias,
        kernelRegularizer: kernelCost, biasRegularizer: biasCost, inputShape: shape, name: name)
    }
    Binding(
      """
      init(_ filters: Int, _ kernelSize: Int, strides: Int = 1, padding: Padding = .valid, \
      activation: Activation = .linear, useBias: Bool = true, \
      kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros, \
      kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, \
      inputShape: [Int]? = nil, name: String? = nil) throws
      """,
      doc: "So many filters with square windows.",
      example: "print(Sequential([Conv2D(4, 3, inputShape: [8, 8, 1])]).parameterCount)"
    ) {
      (
        filters: Int, size: Int, strides: Int, padding: Padding, activation: Activation,
        useBias: Bool, kernel: Initializer, bias: Initializer, kernelCost: Regularizer?,
        biasCost: Regularizer?, shape: [Int]?, name: String?
      ) in
      try Conv2D(
        filters, size, strides: strides, padding: padding, activation: activation,
        useBias: useBias, kernelInitializer: kernel, biasInitializer: bias,
        kernelRegularizer: kernelCost, biasRegularizer: biasCost, inputShape: shape, name: name)
    }
    shared(Conv2D.self)
  }

  private static let maxPooling = TypeBinding(
    MaxPooling2D.self, conformsTo: "Layer", doc: "The largest number of every window of an image."
  ) {
    Binding(
      """
      init(_ poolSize: [Int] = [2, 2], strides: [Int]? = nil, padding: Padding = .valid, \
      inputShape: [Int]? = nil, name: String? = nil) throws
      """,
      doc: "Windows of `poolSize` rows and columns, side by side.",
      example:
        "print(Sequential([MaxPooling2D(inputShape: [8, 8, 1])]).layers[0].outputShape ?? [])"
    ) { (size: [Int], strides: [Int]?, padding: Padding, shape: [Int]?, name: String?) in
      try MaxPooling2D(size, strides: strides, padding: padding, inputShape: shape, name: name)
    }
    Binding(
      """
      init(_ poolSize: Int, strides: Int? = nil, padding: Padding = .valid, \
      inputShape: [Int]? = nil, name: String? = nil) throws
      """,
      doc: "Square windows.",
      example:
        "print(Sequential([MaxPooling2D(4, inputShape: [8, 8, 1])]).layers[0].outputShape ?? [])"
    ) { (size: Int, strides: Int?, padding: Padding, shape: [Int]?, name: String?) in
      try MaxPooling2D(size, strides: strides, padding: padding, inputShape: shape, name: name)
    }
    shared(MaxPooling2D.self)
  }

  private static let averagePooling = TypeBinding(
    AveragePooling2D.self, conformsTo: "Layer", doc: "The mean of every window of an image."
  ) {
    Binding(
      """
      init(_ poolSize: [Int] = [2, 2], strides: [Int]? = nil, padding: Padding = .valid, \
      inputShape: [Int]? = nil, name: String? = nil) throws
      """,
      doc: "Windows of `poolSize` rows and columns, side by side.",
      example: """
        print(Sequential([AveragePooling2D(inputShape: [8, 8, 1])]).layers[0].outputShape ?? [])
        """
    ) { (size: [Int], strides: [Int]?, padding: Padding, shape: [Int]?, name: String?) in
      try AveragePooling2D(size, strides: strides, padding: padding, inputShape: shape, name: name)
    }
    Binding(
      """
      init(_ poolSize: Int, strides: Int? = nil, padding: Padding = .valid, \
      inputShape: [Int]? = nil, name: String? = nil) throws
      """,
      doc: "Square windows.",
      example: """
        print(Sequential([AveragePooling2D(4, inputShape: [8, 8, 1])]).layers[0].outputShape ?? [])
        """
    ) { (size: Int, strides: Int?, padding: Padding, shape: [Int]?, name: String?) in
      try AveragePooling2D(size, strides: strides, padding: padding, inputShape: shape, name: name)
    }
    shared(AveragePooling2D.self)
  }

  private static let padding = TypeBinding(
    Padding.self, conformsTo: "Equatable", doc: "What windows do at the border of an image."
  ) {
    Binding("static let valid: Padding", doc: "They stay inside.", example: "print(Padding.valid)")
    {
      Padding.valid
    }
    Binding(
      "static let same: Padding",
      doc: "They reach over it, onto zeros, so that with stride 1 the size stays.",
      example: "print(Padding.same)"
    ) { Padding.same }
  }
}
