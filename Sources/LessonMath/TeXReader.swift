// This target turns the TeX of teaching into `MathNode`s. Its tour:
// `TeXReader` is the way in, `TeXProblem` what was wrong; `TeXLexer` finds the tokens;
// `TeXParser` makes atoms of them (`+Commands`, `+Environments`, `+Text`); `Atom` knows how atoms
// stand next to each other; `TeXSymbols` and `MathAlphabet` are the tables.

import LessonModel

/// Reads TeX formulas.
public enum TeXReader {
  /// Reads the TeX between the dollars.
  ///
  /// - Parameters:
  ///   - source: the formula, without its dollars.
  ///   - display: whether it stands on a line of its own.
  /// - Returns: the formula, and what was wrong with it. Whenever something was wrong, `root` is
  ///   `nil`: half a formula is a wrong formula, so its source is shown instead.
  public static func read(
    _ source: String, display: Bool
  ) -> (formula: MathFormula, problems: [TeXProblem]) {
    var parser = TeXParser(source)
    let root = parser.parseFormula()
    let formula = MathFormula(
      source: trimmed(source), display: display, root: parser.problems.isEmpty ? root : nil)
    return (formula, parser.problems)
  }

  private static func trimmed(_ source: String) -> String {
    let bytes = source.utf8
    let isSpace: (UInt8) -> Bool = { $0 == 32 || (9...13).contains($0) }
    guard let first = bytes.firstIndex(where: { !isSpace($0) }),
      let last = bytes.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(source[first...last])
  }
}

extension MathFormula {
  /// A formula of our own, from its TeX: `MathFormula(tex: "e^{z_i}")`. Where the TeX cannot be
  /// read, the formula shows it as it is.
  public init(tex source: String, display: Bool = false) {
    self = TeXReader.read(source, display: display).formula
  }
}

/// Something in a formula that could not be read.
public struct TeXProblem: Hashable, Sendable, Error {
  /// The kind of problem, stable across versions: "unknown-tex-command".
  public var id: String
  /// What is wrong, in the words for the author.
  public var message: String
  /// Where, in UTF-8 bytes from the beginning of the TeX.
  public var range: Range<Int>
  /// What to write in its place, when that is known.
  public var replacement: String?

  /// A problem at a place of the TeX.
  public init(_ id: String, _ message: String, at range: Range<Int>, replacement: String? = nil) {
    self.id = id
    self.message = message
    self.range = range
    self.replacement = replacement
  }
}
