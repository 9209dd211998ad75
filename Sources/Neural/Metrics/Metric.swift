import CKernels

/// A number that is watched while training, and not trained on.
public struct Metric: Hashable, Sendable {
  enum Kind: Hashable { case accuracy, absoluteError, squaredError }

  /// The name in logs and in the history: `accuracy`.
  public let name: String
  let kind: Kind

  /// The fraction of right answers. With one output: above 0.5 means 1; with several, the largest
  /// is the answer, compared with a class number or with the largest of a target row.
  public static let accuracy = Metric(name: "accuracy", kind: .accuracy)
  /// The mean of |t - p|.
  public static let mae = Metric(name: "mae", kind: .absoluteError)
  /// The mean of (t - p)^2.
  public static let mse = Metric(name: "mse", kind: .squaredError)
  /// The mean of |t - p|, under its long name.
  public static let meanAbsoluteError = Metric(name: "mean_absolute_error", kind: .absoluteError)
  /// The mean of (t - p)^2, under its long name.
  public static let meanSquaredError = Metric(name: "mean_squared_error", kind: .squaredError)
}

/// A metric as it is counted: Keras resolves "accuracy" by the shapes.
final class MetricState {
  private enum Rule { case binary, sparse, categorical, absolute, squared }

  let name: String
  private let rule: Rule
  /// Whether examples count by their weights, as those of the loss do.
  private let isWeighted: Bool
  private var sum = 0.0
  private var total = 0.0

  init(
    _ metric: Metric, width: Int, targets: Targets, isWeighted: Bool = false, name: String? = nil
  ) throws {
    self.name = name ?? metric.name
    self.isWeighted = isWeighted
    switch (metric.kind, targets) {
    case (.accuracy, .labels): rule = .sparse
    case (.accuracy, .rows): rule = width == 1 ? .binary : .categorical
    case (.absoluteError, .rows): rule = .absolute
    case (.squaredError, .rows): rule = .squared
    case (.absoluteError, .labels), (.squaredError, .labels):
      throw NeuralError(
        .argument, "compile: the metric \(metric.name) cannot compare class numbers with rows",
        expected: "targets shaped like the output",
        hint: "use `.accuracy`, or one-hot targets with `.categoricalCrossentropy`")
    }
  }

  func reset() {
    sum = 0
    total = 0
  }

  /// The mean over the examples since `reset`: the sum divided by the sum of their weights.
  var mean: Double { total == 0 ? 0 : sum / total }

  func add(
    _ rows: Int, outputs p: FloatPointer, width: Int, targets: Targets,
    selection: UnsafePointer<UInt32>, weights: [Float]?
  ) {
    func weight(_ r: Int) -> Double {
      guard isWeighted, let weights else { return 1 }
      return Double(weights[Int(selection[r])])
    }
    switch targets {
    case .labels(let labels):
      guard isWeighted, weights != nil else {
        total += Double(rows)
        sum += Double(kernels_hits(p, labels, selection, rows, width))
        return
      }
      for r in 0..<rows {
        let weight = weight(r)
        total += weight
        if largest(p + r * width, width) == Int(labels[Int(selection[r])]) { sum += weight }
      }
    case .rows(let t, _):
      t.withUnsafeBufferPointer { t in
        guard let t = t.baseAddress else { return }
        for r in 0..<rows {
          let weight = weight(r)
          total += weight
          sum += value(p + r * width, t + Int(selection[r]) * width, width) * weight
        }
      }
    }
  }

  private func value(_ p: UnsafePointer<Float>, _ t: UnsafePointer<Float>, _ width: Int) -> Double {
    switch rule {
    case .binary: return (p[0] > 0.5 ? 1 : 0) == t[0] ? 1 : 0
    case .sparse, .categorical: return largest(p, width) == largest(t, width) ? 1 : 0
    case .absolute:
      var total = 0.0
      for c in 0..<width { total += Double((p[c] - t[c]).magnitude) }
      return total / Double(width)
    case .squared:
      var total = 0.0
      for c in 0..<width {
        let difference = Double(p[c] - t[c])
        total += difference * difference
      }
      return total / Double(width)
    }
  }

  /// The place of the largest number; the first of equals.
  private func largest(_ row: UnsafePointer<Float>, _ width: Int) -> Int {
    var best = 0
    for c in 1..<max(1, width) where row[c] > row[best] { best = c }
    return best
  }
}
