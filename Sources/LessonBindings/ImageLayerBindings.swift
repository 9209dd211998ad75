import LessonInterpreter
import Neural

/// The layers that work on images [height, width, channels].
enum ImageLayerBindings {
  static let types = [
    convolution,
    pooling(MaxPooling2D.self, doc: "The largest number of every window of an image."),
    pooling(AveragePooling2D.self, doc: "The mean of every window of an image."),
    padding,
  ]

  private static let convolution = TypeBinding(
    Conv2D.self, conformsTo: "Layer",
    doc: "Filters that slide over images [height, width, channels]."
  ) {
    Binding(
      """
      init(_ filters: Int, _ kernelSize: [Int], strides: [Int] = [1, 1], \
      padding: Padding = .valid, dilationRate: [Int] = [1, 1], groups: Int = 1, \
      activation: Activation = .linear, useBias: Bool = true, \
      kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros, \
      kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, \
      inputShape: [Int]? = nil, name: String? = nil) throws
      """,
      doc:
        "So many filters with windows of `kernelSize` rows and columns, `dilationRate` pixels apart.",
      example: "print(Sequential([Conv2D(4, [3, 3], inputShape: [8, 8, 1])]).parameterCount)"
    ) {
      (
        filters: Int, size: [Int], strides: [Int], padding: Padding, dilation: [Int], groups: Int,
        activation: Activation,
        useBias: Bool, kernel: Initializer, bias: Initializer, kernelCost: Regularizer?,
        biasCost: Regularizer?, shape: [Int]?, name: String?
      ) in
      try Conv2D(
        filters, size, strides: strides, padding: padding, dilationRate: dilation, groups: groups,
        activation: activation,
        useBias: useBias, kernelInitializer: kernel, biasInitializer: bias,
        kernelRegularizer: kernelCost, biasRegularizer: biasCost, inputShape: shape, name: name)
    }
    Binding(
      """
      init(_ filters: Int, _ kernelSize: Int, strides: Int = 1, padding: Padding = .valid, \
      dilationRate: Int = 1, groups: Int = 1, \
      activation: Activation = .linear, useBias: Bool = true, \
      kernelInitializer: Initializer = .glorotUniform, biasInitializer: Initializer = .zeros, \
      kernelRegularizer: Regularizer? = nil, biasRegularizer: Regularizer? = nil, \
      inputShape: [Int]? = nil, name: String? = nil) throws
      """,
      doc: "So many filters with square windows.",
      example: "print(Sequential([Conv2D(4, 3, inputShape: [8, 8, 1])]).parameterCount)"
    ) {
      (
        filters: Int, size: Int, strides: Int, padding: Padding, dilation: Int, groups: Int,
        activation: Activation,
        useBias: Bool, kernel: Initializer, bias: Initializer, kernelCost: Regularizer?,
        biasCost: Regularizer?, shape: [Int]?, name: String?
      ) in
      try Conv2D(
        filters, size, strides: strides, padding: padding, dilationRate: dilation, groups: groups,
        activation: activation,
        useBias: useBias, kernelInitializer: kernel, biasInitializer: bias,
        kernelRegularizer: kernelCost, biasRegularizer: biasCost, inputShape: shape, name: name)
    }
    LayerBindings.shared(Conv2D.self)
  }

  private static func pooling<Layer: Pooling2D>(_: Layer.Type, doc: String) -> TypeBinding {
    let shape = ".layers[0].outputShape ?? [])"
    return TypeBinding(Layer.self, conformsTo: "Layer", doc: doc) {
      Binding(
        """
        init(_ poolSize: [Int] = [2, 2], strides: [Int]? = nil, padding: Padding = .valid, \
        inputShape: [Int]? = nil, name: String? = nil) throws
        """,
        doc: "Windows of `poolSize` rows and columns, side by side.",
        example: "print(Sequential([\(Layer.self)(inputShape: [8, 8, 1])])" + shape
      ) { (size: [Int], strides: [Int]?, padding: Padding, shape: [Int]?, name: String?) in
        try Layer(size, strides: strides, padding: padding, inputShape: shape, name: name)
      }
      Binding(
        """
        init(_ poolSize: Int, strides: Int? = nil, padding: Padding = .valid, \
        inputShape: [Int]? = nil, name: String? = nil) throws
        """,
        doc: "Square windows.",
        example: "print(Sequential([\(Layer.self)(4, inputShape: [8, 8, 1])])" + shape
      ) { (size: Int, strides: Int?, padding: Padding, shape: [Int]?, name: String?) in
        try Layer(size, strides: strides, padding: padding, inputShape: shape, name: name)
      }
      LayerBindings.shared(Layer.self)
    }
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
