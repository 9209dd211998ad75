/// What went wrong in the engine, in parts, so that a message can be shown, tested and explained.
///
/// Everything the public API refuses is thrown as this; nothing traps.
public struct NeuralError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The families of mistakes.
  public enum Kind: String, Hashable, Sendable {
    /// Shapes that do not fit one another, or a layer.
    case shape
    /// An index outside a tensor.
    case index
    /// A label outside `0 ..< classes`, or that is not a whole number.
    case label
    /// Data without examples.
    case empty
    /// A model used before `compile`.
    case notCompiled
    /// A model whose input shape is not known yet.
    case notBuilt
    /// A number outside the range that makes sense, such as zero units.
    case argument
    /// NaN or infinity in the data.
    case notFinite
    /// A size or a whole number beyond what can be held.
    case overflow
    /// A loss that became NaN or infinite while training.
    case diverged
    /// A name that stands for nothing here.
    case name
    /// An operation that the model or the tensor does not offer.
    case unsupported
  }

  /// The family of the mistake.
  public var kind: Kind
  /// The operation and what is wrong with it: `matmul: the inner dimensions differ`.
  public var message: String
  /// What would have been right.
  public var expected: String?
  /// What was found.
  public var got: String?
  /// What to do about it.
  public var hint: String?

  /// Creates an error from its parts.
  public init(
    _ kind: Kind, _ message: String, expected: String? = nil, got: String? = nil,
    hint: String? = nil
  ) {
    self.kind = kind
    self.message = message
    self.expected = expected
    self.got = got
    self.hint = hint
  }

  /// All parts in one line.
  public var description: String {
    var text = message
    switch (expected, got) {
    case (let expected?, let got?): text += ": expected \(expected), got \(got)"
    case (let expected?, nil): text += ": expected \(expected)"
    case (nil, let got?): text += ": got \(got)"
    case (nil, nil): break
    }
    if let hint { text += "; \(hint)" }
    return text
  }
}
