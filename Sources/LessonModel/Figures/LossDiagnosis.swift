/// What the curve of a loss says, on what evidence, and what to try next.
public struct LossDiagnosis: Hashable, Codable, Sendable {
  /// What a loss curve can look like.
  public enum Verdict: String, Codable, Sendable, CaseIterable {
    /// Falls, and flattens out low.
    case healthy
    /// Rises, or is no number any more.
    case diverging
    /// Goes up and down without getting lower.
    case oscillating
    /// Hardly moves.
    case plateau
    /// Was still falling at the last epoch.
    case unfinished
    /// The validation loss turns up while the training loss falls on.
    case overfitting
  }

  /// The heading over the figure.
  public var title: String
  /// The verdict and its evidence, in a sentence or two: the text alternative.
  public var summary: String
  /// What the curve looks like.
  public var verdict: Verdict
  /// What the curve showed, a sentence each, with the run's numbers.
  public var evidence: [String]
  /// What to try next.
  public var advice: String

  /// A verdict with its evidence.
  public init(
    title: String, summary: String, verdict: Verdict, evidence: [String], advice: String
  ) {
    self.title = title
    self.summary = summary
    self.verdict = verdict
    self.evidence = evidence
    self.advice = advice
  }
}
