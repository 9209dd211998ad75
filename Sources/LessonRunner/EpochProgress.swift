import Neural

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Training as it goes, on standard error: one live bar on a terminal, one plain line an epoch
/// elsewhere. It is the only place that looks at a clock, and nothing of it reaches a report.
final class EpochProgress {
  private let live: Bool
  private var epochStart = 0.0
  private var epoch = 0
  private var epochs = 0
  private var lastDrawn = 0.0

  init(live: Bool) { self.live = live }

  func epochBegan(_ epoch: Int, of epochs: Int) {
    self.epoch = epoch
    self.epochs = epochs
    epochStart = Self.now()
    if live { write("Epoch \(epoch)/\(epochs)\n") }
  }

  func step(_ step: Int, of steps: Int, logs: [Log]) {
    let now = Self.now()
    guard live, now - lastDrawn > 0.05 else { return }
    lastDrawn = now
    write("\r\(TrainingText.bar(step: step, steps: steps)) - \(TrainingText.logs(logs))\u{1B}[K")
  }

  func epochEnded(steps: Int, logs: [Log]) {
    let seconds = Self.now() - epochStart
    let line = TrainingText.epoch(steps: steps, seconds: seconds, logs: logs)
    write(live ? "\r\(line)\u{1B}[K\n" : "Epoch \(epoch)/\(epochs) - \(line)\n")
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  private func write(_ text: String) { StandardError.write(text) }
}
