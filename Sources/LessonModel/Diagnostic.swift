/// Something a lesson's author should know, as a value: what, where, and what to do about it.
///
/// Messages are lower case, quote code, say what was expected and what was found, and end without a
/// period. The file's name is no part of a diagnostic (a report must not depend on where a lesson
/// lies); whoever shows it adds the name.
public struct Diagnostic: Hashable, Codable, Sendable, Error {
  /// How much it matters: an error stops the lesson from running or a cell from going on; what is to
  /// do is no mistake, but somebody's work that is still missing.
  public enum Severity: String, Codable, Sendable {
    case error, warning
    case toDo = "to-do"

    /// As it stands before a message: `error`, `warning`, `to do`.
    public var label: String { self == .toDo ? "to do" : rawValue }
  }

  /// A further place that explains the diagnostic.
  public struct Note: Hashable, Codable, Sendable {
    /// What the place has to do with it: "'epochs' is declared here".
    public var message: String
    /// The place; `nil` when the note is about none.
    public var range: SourceRange?

    /// A note, about a place when one is given.
    public init(_ message: String, at range: SourceRange? = nil) {
      self.message = message
      self.range = range
    }
  }

  /// One edit that mends it.
  public struct Fix: Hashable, Codable, Sendable {
    /// What the edit does: "replace 'epoch' with 'epochs'".
    public var message: String
    /// What is replaced; an empty range is a place to insert at.
    public var range: SourceRange
    /// The text to put there; empty to delete.
    public var replacement: String

    /// An edit that replaces what stands in the range.
    public init(_ message: String, range: SourceRange, replacement: String) {
      self.message = message
      self.range = range
      self.replacement = replacement
    }
  }

  /// The kind of problem, stable across versions: "unknown-name".
  public var id: String
  /// Whether it stops the lesson or only warns.
  public var severity: Severity
  /// What was expected, what was found and what to do, without a period at the end.
  public var message: String
  /// `nil` when it concerns the whole file.
  public var range: SourceRange?
  /// Further places that explain it, in the order to read them.
  public var notes: [Note]
  /// An edit that mends it; `nil` when there is no single one.
  public var fix: Fix?

  /// A diagnostic; `range` is `nil` when it concerns the whole file.
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
