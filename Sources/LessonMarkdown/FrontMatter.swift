import LessonModel

/// What stands between the `---` lines at the beginning of a lesson.
struct FrontMatter {
  var title: String?
  var metadata = Lesson.Metadata()
  /// What cells do that do not say otherwise: `execute: { echo: false }`.
  var cellDefaults = Cell.Options()
  /// Only fences written `{swift}` are run: `execute: { fences: braced }`.
  var runsBracedFencesOnly = false
  /// The line after it, where the prose begins.
  private(set) var firstLine = 1

  static let keys = [
    "title", "author", "authors", "date", "description", "lang", "seed", "explain", "execute",
    "limits",
  ]
  /// Keys of other tools, for files that are also theirs.
  static let ignoredKeys: Set<String> = [
    "jupyter", "kernelspec", "jupytext", "file_format", "engine", "bibliography",
  ]

  /// Reads it from a lesson's first lines.
  init(_ source: SourceText, _ diagnostics: inout DiagnosticList) {
    guard Self.isMark(source.line(1), "---") else { return }
    var yaml = LocatedText()
    var number = 2
    while number <= source.lineCount {
      let line = source.line(number)
      if Self.isMark(line, "---") || Self.isMark(line, "...") {
        firstLine = number + 1
        read(YAMLMapping(yaml, called: "front matter", &diagnostics), &diagnostics)
        return
      }
      yaml.append(line, at: SourcePosition(line: number, column: 1))
      yaml.endLine()
      number += 1
    }
    diagnostics.error(
      "unterminated-front-matter", "front matter is never closed: expected a line '---' after it",
      at: source.range(ofLine: 1))
    firstLine = source.lineCount + 1
  }

  private static func isMark(_ line: ArraySlice<UInt8>, _ mark: String) -> Bool {
    let end = line.lastIndex { !$0.isBlank } ?? line.startIndex
    return !line.isEmpty && line[...end].elementsEqual(mark.utf8)
  }

  private mutating func read(_ mapping: YAMLMapping, _ diagnostics: inout DiagnosticList) {
    for entry in mapping.entries where !Self.ignoredKeys.contains(entry.key) {
      let value = entry.value
      switch entry.key {
      case "title": title = text(entry, "a title", &diagnostics)
      case "author", "authors": metadata.authors = authors(entry, &diagnostics)
      case "date": metadata.date = text(entry, "a date such as '2026-09-01'", &diagnostics)
      case "description": metadata.description = text(entry, "a sentence", &diagnostics)
      case "lang": readLanguage(entry, &diagnostics)
      case "seed":
        if let seed = value.count {
          metadata.seed = seed
        } else {
          mismatch(entry, "a whole number from 0 to \(UInt64.max)", &diagnostics)
        }
      case "explain":
        if let flag = value.flag {
          metadata.explain = flag
        } else {
          mismatch(entry, "true or false", &diagnostics)
        }
      case "execute": readExecute(entry, &diagnostics)
      case "limits": readLimits(entry, &diagnostics)
      default: unknown(entry, Self.keys, "front matter", &diagnostics)
      }
    }
  }

  private func text(
    _ entry: YAMLMapping.Entry, _ expected: String, _ diagnostics: inout DiagnosticList
  ) -> String? {
    guard let text = entry.value.text, !text.isEmpty else {
      mismatch(entry, expected, &diagnostics)
      return nil
    }
    // A folded scalar ends with the end of its line.
    return text.last?.isNewline == true ? String(text.dropLast()) : text
  }

  /// A name, a list of names, or mappings with `name:` and whatever else other tools want.
  private func authors(
    _ entry: YAMLMapping.Entry, _ diagnostics: inout DiagnosticList
  ) -> [String] {
    let values = entry.value.items ?? [entry.value]
    return values.compactMap { value in
      if let name = value.text, !name.isEmpty { return name }
      if let name = value.entries?.first(where: { $0.key == "name" })?.value.text { return name }
      diagnostics.error(
        "yaml-type", "'\(entry.key)' expects a name or a list of names, found \(value.description)",
        at: value.range)
      return nil
    }
  }

  /// The shape of BCP 47; which languages there are is not ours to say.
  private mutating func readLanguage(
    _ entry: YAMLMapping.Entry, _ diagnostics: inout DiagnosticList
  ) {
    let parts = (entry.value.text ?? "").utf8.split(
      separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let isTag =
      parts.count <= 8 && (2...8).contains(parts.first?.count ?? 0)
      && parts.allSatisfy { (1...8).contains($0.count) && $0.allSatisfy(\.isLetterOrDigit) }
    if isTag, let tag = entry.value.text {
      metadata.language = tag
    } else {
      mismatch(entry, "a language tag such as 'en' or 'pt-BR'", &diagnostics)
    }
  }

  private mutating func readExecute(
    _ entry: YAMLMapping.Entry, _ diagnostics: inout DiagnosticList
  ) {
    guard let entries = entry.value.entries else {
      return mismatch(entry, "keys and values such as '{ echo: true }'", &diagnostics)
    }
    for option in entries {
      if option.key == "fences" {
        switch option.value.text {
        case "braced": runsBracedFencesOnly = true
        case "plain": runsBracedFencesOnly = false
        default: mismatch(option, "'braced' or 'plain'", &diagnostics)
        }
      } else if let path = CellOptions.flags[option.key] {
        if let flag = option.value.flag {
          cellDefaults[keyPath: path] = flag
        } else {
          mismatch(option, "true or false", &diagnostics)
        }
      } else {
        unknown(option, CellOptions.flags.keys.sorted() + ["fences"], "'execute'", &diagnostics)
      }
    }
  }
}

/// A value of the wrong kind.
func mismatch(
  _ entry: YAMLMapping.Entry, _ expected: String, _ diagnostics: inout DiagnosticList
) {
  diagnostics.error(
    "yaml-type", "'\(entry.key)' expects \(expected), found \(entry.value.description)",
    at: entry.value.range)
}

/// A key that means nothing here.
func unknown(
  _ entry: YAMLMapping.Entry, _ known: [String], _ place: String,
  _ diagnostics: inout DiagnosticList
) {
  guard !diagnostics.isFull else { return }
  let shown = entry.key.utf8.count > 60 ? entry.key.prefix(60) + "…" : entry.key[...]
  if let near = Spelling.nearest(to: entry.key, in: known) {
    diagnostics.warning(
      "unknown-key", "unknown key '\(shown)' in \(place); did you mean '\(near)'?",
      at: entry.keyRange,
      fix: .init(
        "replace '\(shown)' with '\(near)'", range: entry.keyRange, replacement: near))
  } else {
    diagnostics.warning(
      "unknown-key", "unknown key '\(shown)' in \(place); it has no effect", at: entry.keyRange)
  }
}
