/// The budgets of a run, as its results record them. All are counted, so that the same lesson stops at
/// the same statement on every machine; the clock is no part of them.
public struct RunLimits: Hashable, Codable, Sendable {
  /// Calls, turns of loops and elements visited, for each cell.
  public var steps: Int
  /// Bytes that the values of the lesson may hold at a time.
  public var memory: Int
  /// Lines that each cell may print.
  public var outputLines: Int
  /// How deep functions may call each other.
  public var depth: Int

  /// The budgets a lesson has unless it says otherwise; no honest lesson meets them.
  public init(
    steps: Int = 500_000_000, memory: Int = 512 << 20, outputLines: Int = 100_000,
    depth: Int = 10_000
  ) {
    self.steps = steps
    self.memory = memory
    self.outputLines = outputLines
    self.depth = depth
  }

  /// The budgets with some of them changed.
  public func changed(by change: Change) -> RunLimits {
    RunLimits(
      steps: change.steps ?? steps, memory: change.memory ?? memory,
      outputLines: change.outputLines ?? outputLines, depth: change.depth ?? depth)
  }

  /// What an author or a user asked to be different; `nil` leaves a budget as it is.
  public struct Change: Hashable, Codable, Sendable {
    /// Steps for each cell.
    public var steps: Int?
    /// Bytes of the values.
    public var memory: Int?
    /// Lines printed by each cell.
    public var outputLines: Int?
    /// Depth of calls.
    public var depth: Int?

    /// A change of the budgets that are given.
    public init(
      steps: Int? = nil, memory: Int? = nil, outputLines: Int? = nil, depth: Int? = nil
    ) {
      self.steps = steps
      self.memory = memory
      self.outputLines = outputLines
      self.depth = depth
    }

    /// Whether nothing was asked for.
    public var isEmpty: Bool { self == Change() }
  }

  /// What each budget may be set to: more would be none.
  public enum Bounds {
    /// Some hours of work.
    public static let steps = 1...1_000_000_000_000
    /// From one to 64 GiB.
    public static let memory = 1 << 20...64 << 30
    /// More lines than a page can show.
    public static let outputLines = 1...10_000_000
    /// What the stack has room for.
    public static let depth = 1...100_000
  }
}

/// An amount of memory as people write it: `512MB`.
public enum ByteCount {
  /// Reads `512MB`, `2 GB`, `64KB` or a number of bytes; a kilobyte has 1,024 bytes. `nil` for anything
  /// else, and for more than fits.
  public static func read(_ text: String) -> Int? {
    let compact = text.filter { $0 != " " && $0 != "_" }
    let digits = compact.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits), !digits.isEmpty else { return nil }
    let factor: Int
    switch compact.dropFirst(digits.count).lowercased() {
    case "", "b": factor = 1
    case "k", "kb", "kib": factor = 1 << 10
    case "m", "mb", "mib": factor = 1 << 20
    case "g", "gb", "gib": factor = 1 << 30
    default: return nil
    }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: factor)
    return overflow ? nil : bytes
  }

  /// The amount in the largest unit that leaves it whole: `512MB`.
  public static func text(_ bytes: Int) -> String {
    for (shift, unit) in [(30, "GB"), (20, "MB"), (10, "KB")]
    where bytes >= 1 << shift && bytes % (1 << shift) == 0 {
      return "\(bytes >> shift)\(unit)"
    }
    return "\(NumberFormat.count.text(Double(bytes))) bytes"
  }
}
