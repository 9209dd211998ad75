/// Something a lesson's author should know, as a value: what, where, and what to do about it.
///
/// Messages are lower case, quote code, say what was expected and what was found, and end without a
/// period. The file's name is no part of a diagnostic (a report must not depend on where a lesson
/// lies); whoever shows it adds the name.
public struct Diagnostic: Hashable, Codable, Sendable, Error {
  /// How much it matters: an error stops the lesson from running or a cell from going on.
  public enum Severity: String, Codable, Sendable { case error, warning }

  /// A further place that explains the diagnostic.
  public struct Note: Hashable, Codable, Sendable {
    public var message: String
    public var range: SourceRange?

    public init(_ message: String, at range: SourceRange? = nil) {
      self.message = message
      self.range = range
    }
  }

  /// One edit that mends it.
  public struct Fix: Hashable, Codable, Sendable {
    /// What the edit does: "replace 'epoch' with 'epochs'".
    public var message: String
    public var range: SourceRange
    public var replacement: String

    public init(_ message: String, range: SourceRange, replacement: String) {
      self.message = message
      self.range = range
      self.replacement = replacement
    }
  }

  /// The kind of problem, stable across versions: "unknown-name".
  public var id: String
  public var severity: Severity
  public var message: String
  /// `nil` when it concerns the whole file.
  public var range: SourceRange?
  public var notes: [Note]
  public var fix: Fix?

  public init(
    _ severity: Severity, id: String, _ message: String, at range: SourceRange?,
    notes: [Note] = [], fix: Fix? = nil
  ) {
    self.id = id
    self.severity = severity
    self.message = message
    self.range = range
    self.notes = notes
    self.fix = fix
  }
}
