import LessonInterpreter
import Neural

/// The layers that bring numbers to a scale.
enum NormalizationBindings {
  static let types = [batchNormalization, normalization, rescaling]

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
    LayerBindings.shared(BatchNormalization.self)
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
    LayerBindings.shared(Normalization.self)
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
    LayerBindings.shared(Rescaling.self)
  }
}
