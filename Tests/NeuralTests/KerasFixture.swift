import Foundation
import Neural
import Testing

/// A small model with first weights, data and order fixed, and what Keras made of it in 100 steps.
///
/// `scripts/make-keras-fixtures` writes them and says what each number is.
struct KerasFixture: Decodable, Sendable, CustomTestStringConvertible {
  struct Numbers: Decodable, Sendable {
    let shape: [Int]
    let values: [Double]
    let isInteger: Bool?

    func tensor() throws -> Tensor {
      isInteger == true
        ? try Tensor(values.map { Int($0) }) : try Tensor(values, shape: shape)
    }
  }

  struct LayerSettings: Decodable, Sendable {
    let kind: String
    let units: Int?
    let activation: String?
    let useBias: Bool?
    let kernelL1, kernelL2: Double?
    let rate: Double?
    let filters: Int?
    let kernelSize, poolSize, strides, dilationRate: [Int]?
    let padding: String?
    let groups: Int?
    let maxValue, negativeSlope, threshold: Double?
    let momentum, epsilon: Double?
    let center, scaled: Bool?
    let scale, offset: Double?
    let mean, variance: [Double]?
  }

  struct LossSettings: Decodable, Sendable {
    let kind: String
    let delta, labelSmoothing: Double?
    let fromLogits: Bool?
  }

  struct ScheduleSettings: Decodable, Sendable {
    let kind: String
    let initial, decaySteps, decayRate, alpha, end, power: Double?
    let staircase: Bool?
    let boundaries, values: [Double]?
  }

  struct OptimizerSettings: Decodable, Sendable {
    let kind: String
    let learningRate, momentum, rho, beta1, beta2, epsilon, weightDecay: Double?
    let initialAccumulator, clipValue, clipNorm, globalClipNorm: Double?
    let nesterov, amsgrad, centered: Bool?
    let learningRateSchedule: ScheduleSettings?
  }

  let name: String
  /// What an engine must have for it, by Keras' names.
  let uses: Set<String>
  let inputShape: [Int]
  let layers: [LayerSettings]
  let loss: LossSettings
  let optimizer: OptimizerSettings
  let metrics: [String]
  let batchSize: Int
  let epochs: Int
  let classWeight: [String: Double]?
  let sampleWeights: [Double]?
  let x, y: Numbers
  /// Before training.
  let weights: [Numbers]
  /// Of the first batch's loss by each array of weights; nil where training does not change it.
  let gradients: [[Double]?]?
  /// Of every step, before its update.
  let losses: [Double]
  let finalWeights: [[Double]]
  /// After training, for every example.
  let predictions: [Double]
  let evaluation: [String: Double]
  /// How far Keras on JAX is from these numbers of Keras on TensorFlow.
  let disagreement: [String: Double]

  var testDescription: String { name }

  /// All fixtures by name, beside this file.
  static func load() throws -> [KerasFixture] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/keras")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    return try files.filter { $0.hasSuffix(".json") }.map {
      try JSONDecoder().decode(Self.self, from: Data(contentsOf: folder.appending(path: $0)))
    }
  }

  /// All fixtures; none if they cannot be read, which a test of its own reports.
  static let all: [KerasFixture] = (try? load()) ?? []
}

/// Something a fixture uses and the engine does not have.
struct NotYetSupported: Error {
  let name: String
  init(_ name: String) { self.name = name }
}

// Keras' settings as our own objects. What is missing throws under its name in `uses`.
extension KerasFixture {
  /// The model with the fixture's first weights.
  func makeModel() throws -> Sequential {
    let model = try Sequential([Input(shape: inputShape)] + layers.map(Self.makeLayer))
    var given = try weights.map { try $0.tensor() }[...]
    for layer in model.layers {
      let count = layer.weights.count
      try layer.setWeights(Array(given.prefix(count)))
      given = given.dropFirst(count)
    }
    try #require(given.isEmpty, "the model has fewer weights than Keras'")
    return model
  }

  /// Trains in the fixture's order.
  @discardableResult
  func fit(_ model: Sequential, _ x: Tensor, _ y: Tensor, epochs: Int) throws -> History {
    let classes = classWeight.map { weights in
      Dictionary(
        uniqueKeysWithValues: weights.compactMap { key, value in Int(key).map { ($0, value) } })
    }
    // The examples may be the first batch alone.
    let weights = sampleWeights.map { Tensor(Array($0.prefix(x.shape[0]))) }
    return try model.fit(
      x, y, batchSize: batchSize, epochs: epochs, shuffle: false, classWeight: classes,
      sampleWeight: weights)
  }

  static func makeLayer(_ settings: LayerSettings) throws -> any Layer {
    let regularizer: Regularizer? =
      settings.kernelL1 == nil && settings.kernelL2 == nil
      ? nil : try .l1l2(l1: settings.kernelL1 ?? 0, l2: settings.kernelL2 ?? 0)
    let padding = Padding(rawValue: settings.padding ?? "valid") ?? .valid
    switch settings.kind {
    case "Dense":
      return try Dense(
        settings.units ?? 0, activation: makeActivation(settings.activation),
        useBias: settings.useBias ?? true, kernelRegularizer: regularizer)
    case "Conv2D":
      return try Conv2D(
        settings.filters ?? 0, settings.kernelSize ?? [], strides: settings.strides ?? [1, 1],
        padding: padding, dilationRate: settings.dilationRate ?? [1, 1],
        groups: settings.groups ?? 1, activation: makeActivation(settings.activation),
        useBias: settings.useBias ?? true, kernelRegularizer: regularizer)
    case "MaxPooling2D":
      return try MaxPooling2D(
        settings.poolSize ?? [2, 2], strides: settings.strides, padding: padding)
    case "AveragePooling2D":
      return try AveragePooling2D(
        settings.poolSize ?? [2, 2], strides: settings.strides, padding: padding)
    case "BatchNormalization":
      return try BatchNormalization(
        momentum: settings.momentum ?? 0.99, epsilon: settings.epsilon ?? 1e-3,
        center: settings.center ?? true, scale: settings.scaled ?? true)
    case "Rescaling":
      return try Rescaling(scale: settings.scale ?? 1, offset: settings.offset ?? 0)
    case "Normalization":
      guard let mean = settings.mean, let variance = settings.variance else {
        return try Normalization()
      }
      return try Normalization(mean: mean, variance: variance)
    case "ReLU":
      return try ReLU(
        maxValue: settings.maxValue, negativeSlope: settings.negativeSlope ?? 0,
        threshold: settings.threshold ?? 0)
    case "LeakyReLU": return try LeakyReLU(negativeSlope: settings.negativeSlope ?? 0.3)
    case "Flatten": return try Flatten()
    case "Dropout": return try Dropout(settings.rate ?? 0)
    case "Activation": return try ActivationLayer(makeActivation(settings.activation))
    default: throw NotYetSupported(settings.kind)
    }
  }

  static func makeActivation(_ name: String?) throws -> Activation {
    guard let activation = Activation(rawValue: name ?? "linear") else {
      throw NotYetSupported(name ?? "linear")
    }
    return activation
  }

  func makeLoss() throws -> Loss {
    let (logits, smoothing) = (loss.fromLogits ?? false, loss.labelSmoothing ?? 0)
    switch loss.kind {
    case "sparse_categorical_crossentropy":
      return .sparseCategoricalCrossentropy(fromLogits: logits)
    case "categorical_crossentropy":
      return try .categoricalCrossentropy(fromLogits: logits, labelSmoothing: smoothing)
    case "binary_crossentropy":
      return try .binaryCrossentropy(fromLogits: logits, labelSmoothing: smoothing)
    case "huber": return try loss.delta.map { try .huber(delta: $0) } ?? .huber
    default:
      guard let found = Loss.allCases.first(where: { $0.description == loss.kind }) else {
        throw NotYetSupported(loss.kind)
      }
      return found
    }
  }

  func makeMetrics() throws -> [Metric] {
    try metrics.map { name in
      switch name {
      case "accuracy": .accuracy
      case "mae": .mae
      case "mse": .mse
      default: throw NotYetSupported(name)
      }
    }
  }

  func makeOptimizer() throws -> Optimizer {
    let o = optimizer
    let schedule = try o.learningRateSchedule.map(Self.makeSchedule)
    let (decay, norm, all, value) = (o.weightDecay, o.clipNorm, o.globalClipNorm, o.clipValue)
    let (beta1, beta2, epsilon) = (o.beta1 ?? 0.9, o.beta2 ?? 0.999, o.epsilon ?? 1e-7)
    switch o.kind {
    case "SGD":
      let (mu, nesterov) = (o.momentum ?? 0, o.nesterov ?? false)
      if let schedule { return try .sgd(learningRate: schedule, momentum: mu, nesterov: nesterov) }
      return try .sgd(
        learningRate: o.learningRate ?? 0.01, momentum: mu, nesterov: nesterov, weightDecay: decay,
        clipNorm: norm, globalClipNorm: all, clipValue: value)
    case "Adam":
      return try .adam(
        learningRate: o.learningRate ?? 0.001, beta1: beta1, beta2: beta2, epsilon: epsilon,
        amsgrad: o.amsgrad ?? false, weightDecay: decay, clipNorm: norm, globalClipNorm: all,
        clipValue: value)
    case "AdamW":
      return try .adamW(
        learningRate: o.learningRate ?? 0.001, weightDecay: decay ?? 0.004, beta1: beta1,
        beta2: beta2, epsilon: epsilon)
    case "RMSprop":
      return try .rmsprop(
        learningRate: o.learningRate ?? 0.001, rho: o.rho ?? 0.9, momentum: o.momentum ?? 0,
        epsilon: epsilon, centered: o.centered ?? false)
    case "Adagrad":
      return try .adagrad(
        learningRate: o.learningRate ?? 0.001, initialAccumulator: o.initialAccumulator ?? 0.1,
        epsilon: epsilon)
    case "Adadelta":
      return try .adadelta(
        learningRate: o.learningRate ?? 0.001, rho: o.rho ?? 0.95, epsilon: epsilon)
    case "Adamax":
      return try .adamax(
        learningRate: o.learningRate ?? 0.001, beta1: beta1, beta2: beta2, epsilon: epsilon)
    case "Nadam":
      return try .nadam(
        learningRate: o.learningRate ?? 0.001, beta1: beta1, beta2: beta2, epsilon: epsilon)
    default: throw NotYetSupported(o.kind)
    }
  }

  static func makeSchedule(_ s: ScheduleSettings) throws -> LearningRateSchedule {
    let (initial, steps, rate) = (s.initial ?? 0, Int(s.decaySteps ?? 1), s.decayRate ?? 0)
    switch s.kind {
    case "ExponentialDecay":
      return try .exponentialDecay(
        initial, decaySteps: steps, decayRate: rate, staircase: s.staircase ?? false)
    case "InverseTimeDecay":
      return try .inverseTimeDecay(
        initial, decaySteps: steps, decayRate: rate, staircase: s.staircase ?? false)
    case "CosineDecay":
      return try .cosineDecay(initial, decaySteps: steps, alpha: s.alpha ?? 0)
    case "PolynomialDecay":
      return try .polynomialDecay(
        initial, decaySteps: steps, endLearningRate: s.end ?? 0.0001, power: s.power ?? 1)
    case "PiecewiseConstantDecay":
      return try .piecewiseConstantDecay(
        boundaries: (s.boundaries ?? []).map { Int($0) }, values: s.values ?? [])
    default: throw NotYetSupported(s.kind)
    }
  }

  /// The names in `uses` that the functions above do not know.
  func missing() -> Set<String> {
    var names: Set<String> = []
    func attempt(_ body: () throws -> Void) {
      do { try body() } catch let error as NotYetSupported { names.insert(error.name) } catch {}
    }
    for layer in layers {
      attempt { _ = try Self.makeLayer(layer) }
      attempt { _ = try Self.makeActivation(layer.activation) }
    }
    attempt { _ = try makeLoss() }
    attempt { _ = try makeMetrics() }
    attempt { _ = try makeOptimizer() }
    return names
  }
}
