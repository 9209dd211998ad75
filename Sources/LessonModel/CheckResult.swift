/// What became of one `#expect` or `#require` of a cell.
public struct CheckResult: Hashable, Codable, Sendable {
  /// The condition as the cell writes it: `accuracy > 0.9`.
  public var condition: String
  /// Whether the condition held.
  public var passed: Bool
  /// Whether the cell ends when it does not hold: `#require`.
  public var isRequired: Bool
  /// What the author says about it; `nil` when there is nothing.
  public var message: String?
  /// How many points it is worth; `nil` when the author does not say.
  public var points: Number?
  /// What was compared, from left to right; empty for a condition that compares nothing.
  public var operands: [Operand]
  /// Where it stands in the lesson file.
  public var range: SourceRange

  /// A check with what was found.
  public init(
    condition: String, passed: Bool, isRequired: Bool = false, message: String? = nil,
    points: Number? = nil, operands: [Operand] = [], range: SourceRange
  ) {
    self.condition = condition
    self.passed = passed
    self.isRequired = isRequired
    self.message = message
    self.points = points
    self.operands = operands
    self.range = range
  }

  /// One side of a comparison.
  public struct Operand: Hashable, Codable, Sendable {
    /// As the cell writes it: `accuracy`.
    public var source: String
    /// What it was, as text: `0.87`.
    public var value: String

    /// A side of a comparison with its value.
    public init(source: String, value: String) {
      self.source = source
      self.value = value
    }
  }

  /// The error of a check that failed; `nil` for one that held.
  public var diagnostic: Diagnostic? {
    guard !passed else { return nil }
    var text = "the \(isRequired ? "requirement" : "check") '\(condition)' does not hold"
    let values = operands.map { "'\($0.source)' is \($0.value)" }
    if !values.isEmpty { text += ": " + values.joined(separator: ", ") }
    if let message { text += "; \(message)" }
    return Diagnostic(.error, id: isRequired ? "requirement" : "check", text, at: range)
  }
}
