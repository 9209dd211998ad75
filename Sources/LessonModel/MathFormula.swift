/// A formula as its author wrote it, and as it was understood.
public struct MathFormula: Hashable, Codable, Sendable {
  /// The TeX between the dollars.
  public var source: String
  /// Set on a line of its own.
  public var display: Bool
  /// What the TeX means; `nil` when it could not be read, and then the source is shown.
  public var root: MathNode?

  public init(source: String, display: Bool, root: MathNode?) {
    self.source = source
    self.display = display
    self.root = root
  }
}

/// A piece of a formula; the cases are those of MathML Core that TeX for teaching needs.
public indirect enum MathNode: Hashable, Codable, Sendable {
  case row([MathNode])
}
