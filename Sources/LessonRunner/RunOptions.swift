import LessonModel

/// What a user may ask of a run, beside the lesson itself.
public struct RunOptions: Sendable {
  /// Where reports are written.
  public var outputDirectory: String
  /// Overrides the lesson's own seed.
  public var seed: UInt64?
  /// The bundled sample instead of a whole data set is an error.
  public var strictData: Bool
  /// Never ask the network for data.
  public var offline: Bool
  /// How many threads the engine may use; `nil` for one on each core. The bytes do not depend on it.
  public var threads: Int?
  /// Overrides budgets, those of the lesson too.
  public var limits: RunLimits.Change
  /// Seconds after which a run is stopped whatever it is doing.
  public var timeout: Int
  /// Print to standard output what the cells print, and write no report.
  public var transcript: Bool
  /// How diagnostics are written.
  public var format: DiagnosticFormat
  /// What standard input, `-`, holds: a Swift program instead of a lesson in Markdown.
  public var inputIsSwift: Bool
  /// Nothing on standard error but errors.
  public var quiet: Bool
  /// Colour and live progress on standard error.
  public var terminal: Bool
  /// Colour in diagnostics.
  public var color: Bool

  /// What a run does unless told otherwise.
  public init(
    outputDirectory: String = "output", seed: UInt64? = nil, strictData: Bool = false,
    offline: Bool = false, threads: Int? = nil, limits: RunLimits.Change = .init(),
    timeout: Int = 3600, transcript: Bool = false, format: DiagnosticFormat = .text,
    inputIsSwift: Bool = false, quiet: Bool = false, terminal: Bool = false,
    color: Bool = false
  ) {
    self.outputDirectory = outputDirectory
    self.seed = seed
    self.strictData = strictData
    self.offline = offline
    self.threads = threads
    self.limits = limits
    self.timeout = timeout
    self.transcript = transcript
    self.format = format
    self.inputIsSwift = inputIsSwift
    self.quiet = quiet
    self.terminal = terminal
    self.color = color
  }
}

/// How a run ended, as a process says it.
public enum ExitStatus: Int32, Sendable, Comparable {
  /// All as expected.
  case passed = 0
  /// A cell failed.
  case failed = 1
  /// The lesson cannot be run: it does not parse or check, or its data is missing.
  case unusable = 2
  /// A budget stopped it.
  case limit = 3
  /// Our fault, never the lesson's.
  case `internal` = 70

  /// Whether the first is the lesser trouble: the worst of several runs is their maximum.
  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}
