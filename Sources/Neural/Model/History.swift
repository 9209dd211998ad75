/// What `fit` recorded, epoch by epoch.
public struct History: Hashable, Sendable, CustomStringConvertible {
  /// The values of one number over the epochs.
  public struct Series: Hashable, Sendable {
    /// `loss`, `accuracy`, `val_loss`.
    public var name: String
    /// One value for each epoch.
    public var values: [Double]
    /// The epochs of the values, counted from 0; not all where validation is not done in each.
    public internal(set) var epochs: [Int] = []

    /// The value of an epoch.
    func value(inEpoch number: Int) -> Double? {
      epochs.firstIndex(of: number).map { values[$0] }
    }
  }

  /// The epochs, counted from 0 as Keras does.
  public internal(set) var epoch: [Int] = []
  /// The loss, the metrics, then the same of the validation data.
  public internal(set) var metrics: [Series] = []
  /// Where the loss stopped being a finite number, if it did: the epoch is not among `epoch` then.
  public internal(set) var divergence: Divergence?

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

  /// The numbers in the format of Keras' `CSVLogger`: a header of `epoch` and the first epoch's names
  /// in alphabetical order, then a line an epoch, counted from 0; `NA` where an epoch has no value.
  /// Lines end in a carriage return and a line feed.
  ///
  /// Without validation in the first epoch the columns `val_...` are there as well, as in Keras.
  public func csv(separator: String = ",") -> String {
    var keys = metrics.filter { $0.epochs.first == epoch.first }.map(\.name).sorted()
    if !keys.isEmpty, !keys.contains(where: { $0.hasPrefix("val_") }) {
      keys += keys.map { "val_" + $0 }
    }
    var lines = [(["epoch"] + keys).joined(separator: separator)]
    for number in epoch {
      let values = keys.map { key in
        metrics.first { $0.name == key }?.value(inEpoch: number).map(Self.number) ?? "NA"
      }
      lines.append(([String(number)] + values).joined(separator: separator))
    }
    return lines.map { $0 + "\r\n" }.joined()
  }

  /// The shortest digits that give the number back, as Python writes them.
  private static func number(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    // Swift changes to an exponent at 2^53, Python at 10^16.
    if value.magnitude >= 0x1p53, value.magnitude < 1e16 { return "\(Int64(value)).0" }
    return "\(value)"
  }

  /// One line an epoch.
  public var description: String {
    epoch.map { number in
      let numbers = metrics.compactMap { series in
        series.value(inEpoch: number).map { Log(series.name, $0) }
      }
      return "epoch \(number + 1) - " + TrainingText.logs(numbers)
    }.joined(separator: "\n")
  }

  mutating func append(epoch number: Int, _ logs: [Log]) {
    epoch.append(number)
    for log in logs {
      if let i = metrics.firstIndex(where: { $0.name == log.name }) {
        metrics[i].values.append(log.value)
        metrics[i].epochs.append(number)
      } else {
        metrics.append(Series(name: log.name, values: [log.value], epochs: [number]))
      }
    }
  }
}

/// Where a training went wrong: the step after which the loss was no longer a finite number.
public struct Divergence: Hashable, Sendable, CustomStringConvertible {
  /// The epoch, from 1.
  public let epoch: Int
  /// The step of the epoch, from 1.
  public let step: Int
  /// Steps of an epoch.
  public let steps: Int
  /// What the loss was: nan or infinite.
  public let loss: Double
  /// The learning rate at that time.
  public let learningRate: Double

  /// `nan in epoch 3, step 2 of 10`.
  public var description: String {
    "\(TrainingText.value(loss)) in epoch \(epoch), step \(step) of \(steps)"
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
    TrainingText.logs([Log("loss", loss)] + metrics)
  }
}
