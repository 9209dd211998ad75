import LessonModel

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

  func step(_ step: Int, of steps: Int, logs: [(name: String, value: Double)]) {
    let now = Self.now()
    guard live, now - lastDrawn > 0.05 else { return }
    lastDrawn = now
    write("\r" + bar(step, of: steps, seconds: now - epochStart, logs: logs) + "\u{1B}[K")
  }

  func epochEnded(steps: Int, logs: [(name: String, value: Double)]) {
    let seconds = Self.now() - epochStart
    if live {
      write("\r" + bar(steps, of: steps, seconds: seconds, logs: logs) + "\u{1B}[K\n")
    } else {
      write(
        """
        Epoch \(epoch)/\(epochs) - \(steps)/\(steps) - \
        \(Self.time(seconds))\(Self.text(logs))\n
        """)
    }
  }

  /// Keras' bar: 30 wide, `=` for what is done, `>` at its head.
  private func bar(
    _ step: Int, of steps: Int, seconds: Double, logs: [(name: String, value: Double)]
  ) -> String {
    let width = 30
    let done = steps > 0 ? min(width, step * width / steps) : width
    let filled = String(repeating: "=", count: max(0, done - (done < width ? 1 : 0)))
    let head = done < width ? (done > 0 ? ">" : ".") : ""
    let rest = String(repeating: ".", count: max(0, width - filled.count - head.count))
    let count = String(step)
    let margin = String(repeating: " ", count: max(0, String(steps).count - count.count))
    return
      "\(margin)\(count)/\(steps) [\(filled)\(head)\(rest)] - \(Self.time(seconds))\(Self.text(logs))"
  }

  private static func text(_ logs: [(name: String, value: Double)]) -> String {
    logs.map { " - \($0.name): \(value($0.value))" }.joined()
  }

  /// Four digits after the point, as Keras shows a metric.
  private static func value(_ value: Double) -> String {
    abs(value) > 1e-3 || value == 0
      ? NumberFormat.fixed(digits: 4).text(value) : NumberFormat.significant(digits: 5).text(value)
  }

  private static func time(_ seconds: Double) -> String {
    let tenths = Int((seconds * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)s"
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  private func write(_ text: String) { StandardError.write(text) }
}

/// Standard error, written whole.
enum StandardError {
  static func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { writeBytes($0) }
      guard written > 0 else { return }
      bytes = bytes.dropFirst(written)
    }
  }

  private static func writeBytes(_ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(2, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
      Musl.write(2, bytes.baseAddress, bytes.count)
    #else
      Darwin.write(2, bytes.baseAddress, bytes.count)
    #endif
  }
}
