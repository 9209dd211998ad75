import LessonModel

/// Reads what the author asked of a cell: the words of its fence, and the `//|` lines at its top.
struct CellOptions {
  var options: Cell.Options
  /// Where the label stands.
  private(set) var labelRange: SourceRange?

  /// The options that are on or off, by their key.
  static let flags: [String: WritableKeyPath<Cell.Options, Bool> & Sendable] = [
    "echo": \.echo, "eval": \.eval, "output": \.output, "include": \.include, "error": \.error,
    "code-fold": \.codeFold,
  ]

  static let keys = [
    "label", "echo", "eval", "output", "include", "error", "explain", "code-fold", "fig-cap",
  ]

  /// Words that DocC puts after a fence's language; they concern its own pages.
  private static let ignoredWords: Set<String> = [
    "highlight", "nocopy", "showLineNumbers", "strikeout", "wrap",
  ]

  init(defaults: Cell.Options) { options = defaults }

  // MARK: Words of the fence

  /// Reads `ignore`, `label=fit`, `#fit` after the language of the fence at a line.
  mutating func read(_ info: FenceInfo, line: Int, _ diagnostics: inout DiagnosticList) {
    for word in info.words where !Self.ignoredWords.contains(word.key) {
      let range = SourceRange(
        SourcePosition(line: line, column: word.columns.lowerBound),
        SourcePosition(line: line, column: word.columns.upperBound))
      switch (word.key, word.value) {
      case ("ignore", nil): options.eval = false
      case (let key, nil) where key.hasPrefix("#") && key.utf8.count > 1:
        setLabel(String(key.dropFirst()), at: range, &diagnostics)
      case ("label", let value?): setLabel(value, at: range, &diagnostics)
      case ("fig-cap", let value?): options.figureCaption = value
      case (let key, let value?) where key == "explain" || Self.flags[key] != nil:
        set(key, to: Self.flag(value), found: "'\(value)'", at: range, &diagnostics)
      default:
        let known = Self.keys + ["ignore"]
        guard !diagnostics.isFull else { return }
        let near = Spelling.nearest(to: word.key, in: known)
        diagnostics.warning(
          "unknown-key",
          "unknown word '\(word.key.prefix(60))' after the language"
            + (near.map { "; did you mean '\($0)'?" } ?? "; it has no effect"), at: range)
      }
    }
  }

  private static func flag(_ word: String) -> Bool? {
    switch word.lowercased() {
    case "true": true
    case "false": false
    default: nil
    }
  }

  // MARK: Option lines

  /// The bytes before the YAML of an option line, `//| ` or `#| `; `nil` for any other line.
  static func markLength(_ line: some Collection<UInt8>) -> Int? {
    let bytes = Array(line.prefix(64))
    var index: Int
    if bytes.starts(with: "//".utf8) {
      index = 2
    } else if bytes.first == UInt8(ascii: "#") {
      index = 1
    } else {
      return nil
    }
    while index < bytes.count, bytes[index].isBlank { index += 1 }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "|") else { return nil }
    index += 1
    if index < bytes.count, bytes[index] == 32 { index += 1 }
    return index
  }

  /// Reads the YAML of the option lines.
  mutating func read(_ yaml: LocatedText, _ diagnostics: inout DiagnosticList) {
    for entry in YAMLMapping(yaml, called: "cell's options", &diagnostics).entries {
      let value = entry.value
      switch entry.key {
      case "label":
        if let label = value.text {
          setLabel(label, at: value.range, &diagnostics)
        } else {
          mismatch(entry, "a word", &diagnostics)
        }
      case "fig-cap":
        if let caption = value.text, !caption.isEmpty {
          options.figureCaption = caption
        } else {
          mismatch(entry, "a sentence", &diagnostics)
        }
      case let key where key == "explain" || Self.flags[key] != nil:
        set(key, to: value.flag, found: value.description, at: value.range, &diagnostics)
      default: unknown(entry, Self.keys, "the cell's options", &diagnostics)
      }
    }
  }

  private mutating func set(
    _ key: String, to flag: Bool?, found: String, at range: SourceRange,
    _ diagnostics: inout DiagnosticList
  ) {
    guard let flag else {
      diagnostics.error("yaml-type", "'\(key)' expects true or false, found \(found)", at: range)
      return
    }
    if let path = Self.flags[key] {
      options[keyPath: path] = flag
    } else {
      options.explain = flag
    }
  }

  /// A label is an address within the page: letters, digits, `-` and `_`, at most 64, as notebooks
  /// have it (nbformat 4.5, cell ids).
  private mutating func setLabel(
    _ label: String, at range: SourceRange, _ diagnostics: inout DiagnosticList
  ) {
    let isWord = label.utf8.allSatisfy {
      $0.isLetterOrDigit || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
    }
    guard isWord, (1...64).contains(label.utf8.count) else {
      diagnostics.error(
        "bad-label",
        "label '\(label.prefix(60))' expects 1 to 64 letters, digits, '-' and '_' (ASCII)",
        at: range)
      return
    }
    options.label = label
    labelRange = range
  }
}
