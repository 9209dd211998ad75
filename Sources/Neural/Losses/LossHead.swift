import CKernels

/// The end of a network: the losses of a batch, the gradient by the network's last output, and what
/// metrics need.
///
/// Probabilities that did not come from this network's own softmax or sigmoid are clipped to
/// 1e-7 ... 1 - 1e-7, as in Keras.
final class LossHead {
  private static let clip: Float = 1e-7

  private let loss: Loss
  /// Whether the network hands over what would enter the last softmax or sigmoid.
  private let isFused: Bool
  private let width: Int
  private let targets: Targets
  private let metrics: [MetricState]
  private let probabilities: FloatBuffer
  private let scratch: FloatBuffer
  private let maximum: FloatBuffer
  private let sum: FloatBuffer

  /// Over all rows since `reset`.
  private(set) var lossSum = 0.0
  private(set) var rowsSeen = 0

  init(
    loss: Loss, isFused: Bool, width: Int, capacity: Int, targets: Targets, metrics: [MetricState]
  ) {
    self.loss = loss
    self.isFused = isFused
    self.width = width
    self.targets = targets
    self.metrics = metrics
    probabilities = FloatBuffer(count: capacity * width)
    scratch = FloatBuffer(count: capacity * width)
    maximum = FloatBuffer(count: capacity)
    sum = FloatBuffer(count: capacity)
  }

  func reset() {
    lossSum = 0
    rowsSeen = 0
    for metric in metrics { metric.reset() }
  }

  /// The means so far: the loss, then the metrics.
  func logs(prefix: String = "") -> [Log] {
    let n = Double(max(1, rowsSeen))
    return [Log(prefix + "loss", lossSum / n)]
      + metrics.map { Log(prefix + $0.name, $0.sum / n) }
  }

  /// Adds the losses and metrics of `rows` outputs z whose targets are at `selection`, and writes
  /// the gradient of the batch's mean loss if wanted.
  func run(
    _ rows: Int, output z: FloatPointer, selection: UnsafePointer<UInt32>,
    gradient: FloatPointer?
  ) {
    var p = z
    switch (loss, targets) {
    case (.sparseCategoricalCrossentropy, .labels(let labels)):
      p = softmaxOrGiven(rows, z)
      for r in 0..<rows { sparse(r, z, p, Int(labels[Int(selection[r])]), rows, gradient) }
    case (.categoricalCrossentropy, .rows(let t, _)):
      p = softmaxOrGiven(rows, z)
      t.withUnsafeBufferPointer { t in
        guard let t = t.baseAddress else { return }
        for r in 0..<rows {
          categorical(r, z, p, t + Int(selection[r]) * width, rows, gradient)
        }
      }
    case (.binaryCrossentropy, .rows(let t, _)):
      if isFused {
        kernels_sigmoid(z, probabilities.pointer, rows * width)
        p = probabilities.pointer
      }
      t.withUnsafeBufferPointer { t in
        guard let t = t.baseAddress else { return }
        binary(rows, z, p, t, selection, gradient)
      }
    case (.meanSquaredError, .rows(let t, _)):
      // L = (p - t)^2 / width, dL/dp = 2 (p - t) / width
      let scale = 2 / Float(rows * width)
      for r in 0..<rows {
        let row = Int(selection[r]) * width
        var square = 0.0
        for c in 0..<width {
          let difference = p[r * width + c] - t[row + c]
          square += Double(difference) * Double(difference)
          gradient?[r * width + c] = difference * scale
        }
        lossSum += square / Double(width)
      }
    case (.meanAbsoluteError, .rows(let t, _)):
      // L = |p - t| / width, dL/dp = sign(p - t) / width
      let scale = 1 / Float(rows * width)
      for r in 0..<rows {
        let row = Int(selection[r]) * width
        var size = 0.0
        for c in 0..<width {
          let difference = p[r * width + c] - t[row + c]
          size += Double(difference.magnitude)
          gradient?[r * width + c] = difference > 0 ? scale : difference < 0 ? -scale : 0
        }
        lossSum += size / Double(width)
      }
    case (.sparseCategoricalCrossentropy, .rows), (.categoricalCrossentropy, .labels),
      (.binaryCrossentropy, .labels), (.meanSquaredError, .labels),
      (.meanAbsoluteError, .labels):
      // Targets are made for the loss, so this pair does not occur.
      lossSum = .nan
    }
    rowsSeen += rows
    for metric in metrics {
      metric.add(rows, outputs: p, width: width, targets: targets, selection: selection)
    }
  }

  /// The probabilities: softmax of logits, or what the network gave.
  private func softmaxOrGiven(_ rows: Int, _ z: FloatPointer) -> FloatPointer {
    guard isFused else { return z }
    kernels_softmax(z, probabilities.pointer, maximum.pointer, sum.pointer, rows, width)
    kernels_log(sum.pointer, sum.pointer, rows)
    return probabilities.pointer
  }

  /// L = log(sum of e^z) - z_y, dL/dz = p - onehot(y)
  private func sparse(
    _ r: Int, _ z: FloatPointer, _ p: FloatPointer, _ y: Int, _ rows: Int, _ d: FloatPointer?
  ) {
    let row = r * width
    let scale = 1 / Float(rows)
    guard isFused else {
      clipped(r, p, d, scale: scale) { $0 == y ? 1 : 0 }
      return
    }
    lossSum += Double(sum.pointer[r] - (z[row + y] - maximum.pointer[r]))
    guard let d else { return }
    for c in 0..<width { d[row + c] = p[row + c] * scale }
    d[row + y] = (p[row + y] - 1) * scale
  }

  /// L = sum of t (log(sum of e^z) - z), dL/dz = p - t
  private func categorical(
    _ r: Int, _ z: FloatPointer, _ p: FloatPointer, _ t: UnsafePointer<Float>, _ rows: Int,
    _ d: FloatPointer?
  ) {
    let row = r * width
    let scale = 1 / Float(rows)
    guard isFused else {
      clipped(r, p, d, scale: scale) { t[$0] }
      return
    }
    var loss = 0.0
    for c in 0..<width where t[c] != 0 {
      loss += Double(t[c]) * Double(sum.pointer[r] - (z[row + c] - maximum.pointer[r]))
    }
    lossSum += loss
    guard let d else { return }
    for c in 0..<width { d[row + c] = (p[row + c] - t[c]) * scale }
  }

  /// q = p / sum of p, clipped; L = -sum of t log q; with v = -t / q where nothing was clipped,
  /// dL/dp = (v - sum of v q) / sum of p.
  private func clipped(
    _ r: Int, _ p: FloatPointer, _ d: FloatPointer?, scale: Float, _ t: (Int) -> Float
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
    lossSum += total.isNaN ? .nan : loss
  }

  /// With logits L = max(z, 0) - z t + log(1 + e^-|z|), dL/dz = p - t; else p clipped to q,
  /// L = -(t log q + (1 - t) log(1 - q)), dL/dp = (1 - t) / (1 - q) - t / q where not clipped.
  private func binary(
    _ rows: Int, _ z: FloatPointer, _ p: FloatPointer, _ t: UnsafePointer<Float>,
    _ selection: UnsafePointer<UInt32>, _ d: FloatPointer?
  ) {
    let scale = 1 / Float(rows * width)
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
      var loss = 0.0
      for c in 0..<width {
        let y = t[target + c]
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
      lossSum += loss / Double(width)
    }
  }
}
