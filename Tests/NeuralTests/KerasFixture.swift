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
    try checkWeights()
    return try model.fit(x, y, batchSize: batchSize, epochs: epochs, shuffle: false)
  }

  private func checkWeights() throws {
    if classWeight != nil { throw NotYetSupported("classWeight") }
    if sampleWeights != nil { throw NotYetSupported("sampleWeight") }
  }

  static func makeLayer(_ settings: LayerSettings) throws -> any Layer {
    if settings.kernelL1 != nil { throw NotYetSupported("kernelL1") }
    if settings.kernelL2 != nil { throw NotYetSupported("kernelL2") }
    switch settings.kind {
    case "Dense":
      return try Dense(
        settings.units ?? 0, activation: makeActivation(settings.activation),
        useBias: settings.useBias ?? true)
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
    if loss.labelSmoothing != nil { throw NotYetSupported("labelSmoothing") }
    if loss.fromLogits != nil { throw NotYetSupported("fromLogits") }
    guard let found = Loss.allCases.first(where: { $0.description == loss.kind }) else {
      throw NotYetSupported(loss.kind)
    }
    return found
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
    if o.clipValue != nil { throw NotYetSupported("clipValue") }
    if o.clipNorm != nil { throw NotYetSupported("clipNorm") }
    if o.globalClipNorm != nil { throw NotYetSupported("globalClipNorm") }
    if o.amsgrad != nil { throw NotYetSupported("amsgrad") }
    if o.centered != nil { throw NotYetSupported("centered") }
    if o.weightDecay != nil, o.kind != "AdamW" { throw NotYetSupported("weightDecay") }
    if let schedule = o.learningRateSchedule { throw NotYetSupported(schedule.kind) }
    switch o.kind {
    case "SGD":
      guard let rate = o.learningRate else { return .sgd }
      return .sgd(learningRate: rate, momentum: o.momentum ?? 0, nesterov: o.nesterov ?? false)
    case "Adam":
      guard let rate = o.learningRate else { return .adam }
      return .adam(
        learningRate: rate, beta1: o.beta1 ?? 0.9, beta2: o.beta2 ?? 0.999,
        epsilon: o.epsilon ?? 1e-7)
    case "RMSprop":
      guard let rate = o.learningRate else { return .rmsprop }
      return .rmsprop(
        learningRate: rate, rho: o.rho ?? 0.9, momentum: o.momentum ?? 0,
        epsilon: o.epsilon ?? 1e-7)
    default: throw NotYetSupported(o.kind)
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
    attempt(checkWeights)
    return names
  }
}
