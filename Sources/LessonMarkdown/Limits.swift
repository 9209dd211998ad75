import LessonModel

// This file reads the front matter's `limits: { steps: 50_000_000, memory: 512MB }`.

extension FrontMatter {
  private static let limitKeys = ["steps", "memory", "output-lines", "depth"]

  mutating func readLimits(_ entry: YAMLMapping.Entry, _ diagnostics: inout DiagnosticList) {
    guard let entries = entry.value.entries else {
      return mismatch(
        entry, "keys and values such as '{ steps: 50_000_000, memory: 512MB }'", &diagnostics)
    }
    var limits = RunLimits.Change()
    for limit in entries {
      switch limit.key {
      case "steps":
        limits.steps = Self.count(limit, RunLimits.Bounds.steps, &diagnostics)
      case "memory":
        let bounds = RunLimits.Bounds.memory
        if let bytes = limit.value.text.flatMap(ByteCount.read), bounds.contains(bytes) {
          limits.memory = bytes
        } else {
          mismatch(
            limit,
            "an amount such as '512MB', from \(ByteCount.text(bounds.lowerBound)) to \(ByteCount.text(bounds.upperBound))",
            &diagnostics)
        }
      case "output-lines":
        limits.outputLines = Self.count(limit, RunLimits.Bounds.outputLines, &diagnostics)
      case "depth": limits.depth = Self.count(limit, RunLimits.Bounds.depth, &diagnostics)
      default: unknown(limit, Self.limitKeys, "'limits'", &diagnostics)
      }
    }
    if !limits.isEmpty { metadata.limits = limits }
  }

  private static func count(
    _ entry: YAMLMapping.Entry, _ bounds: ClosedRange<Int>, _ diagnostics: inout DiagnosticList
  ) -> Int? {
    if let count = entry.value.count.flatMap(Int.init(exactly:)), bounds.contains(count) {
      return count
    }
    let count = NumberFormat.count
    mismatch(
      entry,
      "a whole number from \(bounds.lowerBound) to \(count.text(Double(bounds.upperBound)))",
      &diagnostics)
    return nil
  }
}
