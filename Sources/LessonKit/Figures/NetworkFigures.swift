import LessonModel
import Neural

/// A model as a picture: its layers with the arithmetic of their parameters, and the functions after
/// its sums.
enum NetworkFigures {
  static let topic = "network"
  static let activationTopic = "activation"

  /// `nil` until the shape of the input is known.
  static func diagram(_ model: Sequential) -> NetworkDiagram? {
    guard let input = model.inputShape else { return nil }
    let layers = model.layers.filter { !($0 is Input) }.map { layer in
      let weights = layer.weights
      let kernel = weights.first.map(\.shape) ?? []
      let multiplies = kernel.count >= 2
      return NetworkDiagram.Layer(
        name: layer.name, kind: layer.typeName, activation: activation(layer)?.rawValue,
        outputShape: layer.outputShape ?? [], kernelShape: multiplies ? kernel : [],
        biases: multiplies && weights.count == 2 ? weights[1].count : 0,
        parameters: layer.parameterCount)
    }
    let count = NumberFormat.count
    let largest = layers.max { $0.parameters < $1.parameters }
    var summary =
      "\(size(input)) go in, \(count.text(Double((model.outputShape ?? []).reduce(1, *)))) come out; "
      + "\(count.text(Double(model.parameterCount))) numbers to learn"
    if let largest, largest.parameters > 0, layers.count(where: { $0.parameters > 0 }) > 1 {
      summary += ", \(count.text(Double(largest.parameters))) of them in \(largest.name)"
    }
    return NetworkDiagram(
      title: "The network, drawn", summary: summary, inputShape: input, layers: layers)
  }

  private static func size(_ shape: [Int]) -> String {
    let total = NumberFormat.count.text(Double(shape.reduce(1, *)))
    guard shape.count > 1 else { return "\(total) number\(total == "1" ? "" : "s")" }
    return shape.map(String.init).joined(separator: " × ") + " = \(total) numbers"
  }

  static func explanation(_ model: Sequential) -> Explanation? {
    guard let diagram = diagram(model) else { return nil }
    return Explanation(
      topic: topic, title: "From \(size(diagram.inputShape)) to the answer",
      parts: [.figure(.network(diagram))])
  }

  private static func activation(_ layer: any Layer) -> Activation? {
    switch layer {
    case let dense as Dense: dense.activation == .linear ? nil : dense.activation
    case let conv as Conv2D: conv.activation == .linear ? nil : conv.activation
    case let layer as ActivationLayer: layer.activation
    default: nil
    }
  }

  // MARK: Activations

  /// The functions of the model's hidden layers beside their best-known relatives.
  static func activations(_ model: Sequential) throws -> Explanation? {
    let used = model.layers.dropLast().compactMap(activation).filter { $0 != .softmax }
    guard let first = used.first, let curves = try curves(used: used) else { return nil }
    return Explanation(
      topic: activationTopic, title: "What \(first) does, and why a network needs it",
      parts: [.figure(.activations(curves)), .chart(try collapse())])
  }

  /// Sums from -4 to 4, and what each function makes of them.
  static func curves(used: [Activation]) throws -> ActivationCurves? {
    let x = stride(from: -32, through: 32, by: 1).map { Double($0) / 8 }
    let sums = Tensor(x)
    var functions: [Activation] = [.relu, .sigmoid, .tanh, .linear]
    functions.removeAll { used.contains($0) }
    functions = unique(used.filter { $0 != .softmax }) + functions
    let curves = try functions.prefix(4).map { function in
      let values = try apply(function, sums).scalars
      return ActivationCurves.Curve(
        name: function.rawValue, isUsed: used.contains(function), values: values,
        slopes: slopes(function, x, values))
    }
    guard let main = curves.first else { return nil }
    let format = NumberFormat.fixed(digits: 2)
    return ActivationCurves(
      title: "The functions after the sum",
      summary:
        "\(main.name) turns -2 into \(format.text(main.values[16].value)) and 2 into "
        + "\(format.text(main.values[48].value)); the dashed line is its slope, which decides how "
        + "much of an error passes back through it",
      x: x, curves: Array(curves))
  }

  private static func unique(_ items: [Activation]) -> [Activation] {
    var seen: Set<Activation> = []
    return items.filter { seen.insert($0).inserted }
  }

  /// The engine's own function: a layer of one neuron with the weight 1.
  private static func apply(_ function: Activation, _ sums: Tensor) throws -> Tensor {
    let model = try Sequential([ActivationLayer(function)])
    try model.build(inputShape: [1])
    return try model.predict(sums.reshape([sums.count, 1])).flattened()
  }

  /// The slope by the function's own value where there is a formula, else by its neighbours.
  private static func slopes(_ function: Activation, _ x: [Double], _ y: [Double]) -> [Double] {
    x.indices.map { index in
      switch function {
      case .linear: 1
      case .relu: x[index] > 0 ? 1 : 0
      case .sigmoid: y[index] * (1 - y[index])
      case .tanh: 1 - y[index] * y[index]
      default:
        {
          let (low, high) = (max(0, index - 1), min(x.count - 1, index + 1))
          return (y[high] - y[low]) / (x[high] - x[low])
        }()
      }
    }
  }

  /// What two layers can fit without and with a bend between them: |x|.
  private static func collapse() throws -> Chart {
    let x = stride(from: -8, through: 8, by: 1).map { Double($0) / 4 }
    let target = x.map(abs)
    // The best straight line: by symmetry it has no slope, and its height is the mean.
    let mean = target.reduce(0, +) / Double(target.count)
    // Two neurons with a bend: relu(x) + relu(-x), computed by the engine.
    let model = try Sequential([
      Dense(2, activation: .relu, inputShape: [1]), Dense(1),
    ])
    try model.setWeights([
      Tensor([[1.0, -1.0]]), Tensor([0.0, 0.0]), Tensor([[1.0], [1.0]]), Tensor([0.0]),
    ])
    let bent = try model.predict(Tensor(x)).scalars
    let worst = zip(bent, target).map { abs($0 - $1) }.max() ?? 0
    let format = NumberFormat.significant(digits: 3)
    return Chart(
      title: "Two layers, without the bend and with it",
      summary:
        "Without a bend two layers are one straight line: the best it can do for |x| is the constant "
        + "\(format.text(mean)). With relu two neurons hit every point"
        + (worst == 0 ? " exactly" : " to within \(format.text(worst))"),
      x: Chart.Axis("x"), y: Chart.Axis("output", includesZero: true),
      series: [
        Chart.Series("|x|", .points, x: x, y: target),
        Chart.Series("straight", .line, x: x, y: x.map { _ in mean }, secondary: true),
        Chart.Series("with relu", .line, x: x, y: bent),
      ])
  }
}
