/// What `fit` recorded, epoch by epoch.
public struct History: Hashable, Sendable, CustomStringConvertible {
  /// The values of one number over the epochs.
  public struct Series: Hashable, Sendable {
    /// `loss`, `accuracy`, `val_loss`.
    public var name: String
    /// One value for each epoch.
    public var values: [Double]
  }

  /// The epochs, counted from 0 as Keras does.
  public internal(set) var epoch: [Int] = []
  /// The loss, the metrics, then the same of the validation data.
  public internal(set) var metrics: [Series] = []

  /// The values by name.
  public var history: [String: [Double]] {
    Dictionary(metrics.map { ($0.name, $0.values) }, uniquingKeysWith: { first, _ in first })
  }

  /// The names in order.
  public var names: [String] { metrics.map(\.name) }

  /// The values of one name, epoch by epoch.
  ///
  /// - Throws: `NeuralError` if nothing of that name was recorded.
  public subscript(_ name: String) -> [Double] {
    get throws {
      guard let series = metrics.first(where: { $0.name == name }) else {
        throw NeuralError(
          .name, "history: nothing is recorded under this name",
          expected: names.map { "\"\($0)\"" }.joined(separator: ", "), got: "\"\(name)\"",
          hint: name.hasPrefix("val_") ? "give `fit` validation data" : nil)
      }
      return series.values
    }
  }

  /// One line an epoch.
  public var description: String {
    epoch.indices.map { i in
      let numbers = metrics.filter { i < $0.values.count }.map {
        "\($0.name): \(Evaluation.text($0.values[i]))"
      }
      return "epoch \(epoch[i] + 1) - " + numbers.joined(separator: " - ")
    }.joined(separator: "\n")
  }

  mutating func append(epoch number: Int, _ logs: [Log]) {
    epoch.append(number)
    for log in logs {
      if let i = metrics.firstIndex(where: { $0.name == log.name }) {
        metrics[i].values.append(log.value)
      } else {
        metrics.append(Series(name: log.name, values: [log.value]))
      }
    }
  }
}

/// What `evaluate` found.
public struct Evaluation: Hashable, Sendable, CustomStringConvertible {
  /// The mean loss.
  public let loss: Double
  /// The metrics in the order of `compile`.
  public let metrics: [Log]

  /// A metric by name.
  ///
  /// - Throws: `NeuralError` if the model was not compiled with it.
  public subscript(_ name: String) -> Double {
    get throws {
      if name == "loss" { return loss }
      guard let metric = metrics.first(where: { $0.name == name }) else {
        throw NeuralError(
          .name, "evaluate: the model has no metric of this name",
          expected: (["loss"] + metrics.map(\.name)).map { "\"\($0)\"" }.joined(separator: ", "),
          got: "\"\(name)\"", hint: "name it in `compile`, as in `metrics: [.accuracy]`")
      }
      return metric.value
    }
  }

  /// The fraction of right answers, 0 to 1.
  ///
  /// - Throws: `NeuralError` if the model was not compiled with `.accuracy`.
  public var accuracy: Double {
    get throws { try self["accuracy"] }
  }

  /// `loss: 0.1443 - accuracy: 0.9600`.
  public var description: String {
    ([Log("loss", loss)] + metrics).map { "\($0.name): \(Self.text($0.value))" }
      .joined(separator: " - ")
  }

  /// Keras' number: four digits, with an exponent at or below 0.001.
  static func text(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    if value.magnitude > 1e-3 { return DecimalRounding.fixed(value, digits: 4) }
    return DecimalRounding.scientific(value, digits: 4)
  }
}
