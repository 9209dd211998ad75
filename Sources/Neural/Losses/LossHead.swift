import CKernels

/// The end of a network: the losses of a batch, the gradient by the network's last output, and what
/// metrics need.
///
/// Probabilities that did not come from this network's own softmax or sigmoid are clipped to
/// 1e-7 ... 1 - 1e-7, as in Keras.
final class LossHead {
  private static let clip: Float = 1e-7

  private let loss: Loss
  /// Whether the outputs are what would enter a softmax or sigmoid.
  private let isFused: Bool
  /// Whether metrics see what comes out of that softmax or sigmoid: where it is the model's own.
  private let showsProbabilities: Bool
  private let width: Int
  private let targets: Targets
  /// The weight of each example in the loss; nil where all count the same.
  private let weights: [Float]?
  private let metrics: [MetricState]
  // A smoothed target is t * keep + spread.
  private let keep: Float
  private let spread: Float
  private let probabilities: FloatBuffer
  private let scratch: FloatBuffer
  private let maximum: FloatBuffer
  private let sum: FloatBuffer

  /// Over all rows since `reset`.
  private(set) var lossSum = 0.0
  private(set) var rowsSeen = 0

  /// `endsActivated` says that the model's last softmax or sigmoid is left to the loss.
  init(
    loss: Loss, endsActivated: Bool, width: Int, capacity: Int, targets: Targets,
    weights: [Float]? = nil, metrics: [MetricState]
  ) {
    self.loss = loss
    isFused = endsActivated || loss.fromLogits
    showsProbabilities = endsActivated
    self.width = width
    self.targets = targets
    self.weights = weights
    self.metrics = metrics
    keep = Float(1 - loss.labelSmoothing)
    spread = Float(loss.labelSmoothing / (loss.kind == .binary ? 2 : Double(max(1, width))))
    probabilities = FloatBuffer(count: capacity * width)
    scratch = FloatBuffer(count: capacity * width)
    maximum = FloatBuffer(count: capacity)
    sum = FloatBuffer(count: capacity)
  }

  /// Bytes that a head for batches of `capacity` rows needs.
  static func byteCount(width: Int, capacity: Int) -> Int { saturating(capacity, width + 1, 8) }

  func reset() {
    lossSum = 0
    rowsSeen = 0
    for metric in metrics { metric.reset() }
  }

  /// Adds what regularisers cost, for the last `rows` rows.
  func add(penalty: Double, rows: Int) { lossSum += penalty * Double(rows) }

  /// The means so far: the loss, then the metrics.
  func logs(prefix: String = "") -> [Log] {
    [Log(prefix + "loss", lossSum / Double(max(1, rowsSeen)))]
      + metrics.map { Log(prefix + $0.name, $0.mean) }
  }

  /// Adds the losses and metrics of `rows` outputs z whose targets are at `selection`, and writes
  /// the gradient of the batch's mean loss if wanted.
  func run(
    _ rows: Int, output z: FloatPointer, selection: UnsafePointer<UInt32>,
    gradient: FloatPointer?
  ) {
    var p = z
    switch (loss.kind, targets) {
    case (.sparseCategorical, .labels(let labels)):
      p = softmaxOrGiven(rows, z)
      if isFused {
        // L = log(sum of e^z) - z_y, dL/dz = p - onehot(y)
        lossSum = kernels_class_losses(
          z, p, maximum.pointer, sum.pointer, labels, selection, weights, lossSum, gradient, rows,
          width)
      } else {
        for r in 0..<rows {
          let y = Int(labels[Int(selection[r])])
          let weight = weight(selection[r])
          clipped(r, p, gradient, weight, scale: weight / Float(rows)) { $0 == y ? 1 : 0 }
        }
      }
    case (.categorical, .rows(let t, _)):
      p = softmaxOrGiven(rows, z)
      t.withUnsafeBufferPointer { t in
        guard let t = t.baseAddress else { return }
        for r in 0..<rows {
          categorical(
            r, z, p, t + Int(selection[r]) * width, rows, weight(selection[r]), gradient)
        }
      }
    case (.binary, .rows(let t, _)):
      if isFused {
        kernels_sigmoid(z, probabilities.pointer, rows * width)
        p = probabilities.pointer
      }
      t.withUnsafeBufferPointer { t in
        guard let t = t.baseAddress else { return }
        binary(rows, z, p, t, selection, gradient)
      }
    case (.squared, .rows(let t, _)), (.absolute, .rows(let t, _)), (.huber, .rows(let t, _)):
      t.withUnsafeBufferPointer { t in
        guard let t = t.baseAddress else { return }
        distance(rows, p, t, selection, gradient)
      }
    case (.sparseCategorical, .rows), (.categorical, .labels), (.binary, .labels),
      (.squared, .labels), (.absolute, .labels), (.huber, .labels):
      // Targets are made for the loss, so this pair does not occur.
      lossSum = .nan
    }
    rowsSeen += rows
    for metric in metrics {
      metric.add(
        rows, outputs: showsProbabilities ? p : z, width: width, targets: targets,
        selection: selection, weights: weights)
    }
  }

  private func weight(_ example: UInt32) -> Float { weights?[Int(example)] ?? 1 }

  /// Squared: L = (p - t)^2 / width, dL/dp = 2 (p - t) / width.
  /// Absolute: L = |p - t| / width, dL/dp = sign(p - t) / width.
  /// Huber: L = (p - t)^2 / 2 up to delta, then delta |p - t| - delta^2 / 2, over width;
  /// dL/dp = p - t, kept within plus and minus delta, over width.
  private func distance(
    _ rows: Int, _ p: FloatPointer, _ t: UnsafePointer<Float>,
    _ selection: UnsafePointer<UInt32>, _ d: FloatPointer?
  ) {
    let share = (loss.kind == .squared ? 2 : 1) / Float(rows * width)
    let delta = loss.delta
    let limit = Float(delta)
    for r in 0..<rows {
      let target = t + Int(selection[r]) * width
      let (row, weight) = (r * width, weight(selection[r]))
      let scale = share * weight
      var total = 0.0
      for c in 0..<width {
        let difference = p[row + c] - target[c]
        let wide = Double(difference)
        switch loss.kind {
        case .squared:
          total += wide * wide
          d?[row + c] = difference * scale
        case .absolute:
          total += wide.magnitude
          d?[row + c] = difference > 0 ? scale : difference < 0 ? -scale : 0
        case .huber:
          total +=
            wide.magnitude <= delta
            ? 0.5 * wide * wide : delta * wide.magnitude - 0.5 * delta * delta
          d?[row + c] =
            (difference > limit ? limit : difference < -limit ? -limit : difference) * scale
        case .sparseCategorical, .categorical, .binary: break
        }
      }
      lossSum += total / Double(width) * Double(weight)
    }
  }

  /// The probabilities: softmax of logits, or what the network gave.
  private func softmaxOrGiven(_ rows: Int, _ z: FloatPointer) -> FloatPointer {
    guard isFused else { return z }
    kernels_softmax(z, probabilities.pointer, maximum.pointer, sum.pointer, rows, width)
    kernels_log(sum.pointer, sum.pointer, rows)
    return probabilities.pointer
  }

  /// L = sum of t (log(sum of e^z) - z), dL/dz = p - t
  private func categorical(
    _ r: Int, _ z: FloatPointer, _ p: FloatPointer, _ t: UnsafePointer<Float>, _ rows: Int,
    _ weight: Float, _ d: FloatPointer?
  ) {
    let row = r * width
    let scale = weight / Float(rows)
    guard isFused else {
      clipped(r, p, d, weight, scale: scale) { t[$0] * keep + spread }
      return
    }
    var loss = 0.0
    for c in 0..<width {
      let target = t[c] * keep + spread
      if target != 0 {
        loss += Double(target) * Double(sum.pointer[r] - (z[row + c] - maximum.pointer[r]))
      }
    }
    lossSum += loss * Double(weight)
    guard let d else { return }
    for c in 0..<width { d[row + c] = (p[row + c] - (t[c] * keep + spread)) * scale }
  }

  /// q = p / sum of p, clipped; L = -sum of t log q; with v = -t / q where nothing was clipped,
  /// dL/dp = (v - sum of v q) / sum of p.
  private func clipped(
    _ r: Int, _ p: FloatPointer, _ d: FloatPointer?, _ weight: Float, scale: Float,
    _ t: (Int) -> Float
  ) {
    let row = r * width
    let q = scratch.pointer
    var total: Float = 0
    for c in 0..<width { total += p[row + c] }
    for c in 0..<width {
      let share = p[row + c] / total
      // NaN stays NaN: neither comparison holds.
      q[c] = share < Self.clip ? Self.clip : share > 1 - Self.clip ? 1 - Self.clip : share
    }
    var inner: Float = 0
    for c in 0..<width {
      let target = t(c)
      let isClipped = q[c] == Self.clip || q[c] == 1 - Self.clip
      let v = isClipped || target == 0 ? 0 : -target / q[c]
      inner = inner.addingProduct(v, q[c])
      d?[row + c] = v
    }
    if let d { for c in 0..<width { d[row + c] = (d[row + c] - inner) / total * scale } }
    kernels_log(q, q, width)
    var loss = 0.0
    for c in 0..<width {
      let target = t(c)
      if target != 0 { loss -= Double(target) * Double(q[c]) }
    }
    lossSum += total.isNaN ? .nan : loss * Double(weight)
  }

  /// With logits L = max(z, 0) - z t + log(1 + e^-|z|), dL/dz = p - t; else p clipped to q,
  /// L = -(t log q + (1 - t) log(1 - q)), dL/dp = (1 - t) / (1 - q) - t / q where not clipped.
  private func binary(
    _ rows: Int, _ z: FloatPointer, _ p: FloatPointer, _ t: UnsafePointer<Float>,
    _ selection: UnsafePointer<UInt32>, _ d: FloatPointer?
  ) {
    let share = 1 / Float(rows * width)
    let count = rows * width
    let s = scratch.pointer
    if isFused {
      for i in 0..<count { s[i] = -z[i].magnitude }
      kernels_exp(s, s, count)
      for i in 0..<count { s[i] += 1 }
      kernels_log(s, s, count)
    }
    for r in 0..<rows {
      let row = r * width
      let target = Int(selection[r]) * width
      let weight = weight(selection[r])
      let scale = share * weight
      var loss = 0.0
      for c in 0..<width {
        let y = t[target + c] * keep + spread
        if isFused {
          let logit = z[row + c]
          let positive = logit < 0 ? 0 : logit
          loss += Double(positive - logit * y + s[row + c])
          d?[row + c] = (p[row + c] - y) * scale
        } else {
          let share = p[row + c]
          let low = share < Self.clip
          let high = share > 1 - Self.clip
          let q = low ? Self.clip : high ? 1 - Self.clip : share
          loss -= Double(y * naturalLogarithm(q) + (1 - y) * naturalLogarithm(1 - q))
          d?[row + c] = low || high ? 0 : ((1 - y) / (1 - q) - y / q) * scale
        }
      }
      lossSum += loss / Double(width) * Double(weight)
    }
  }
}
