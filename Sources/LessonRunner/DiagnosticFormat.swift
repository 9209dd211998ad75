/// How diagnostics are written.
public enum DiagnosticFormat: String, Sendable, CaseIterable {
  /// For a person: place, message, line and caret, as they are found; on standard error.
  case text
  /// One document for programs, at the end; `docs/diagnostics.schema.json` says what it holds.
  case json
  /// A line each that GitHub shows at the lines of a change.
  case github
  /// One SARIF 2.1.0 document, at the end.
  case sarif
}
