import LessonModel
import Yams

/// Keys and values written as YAML, each with its place in the lesson.
struct YAMLMapping {
  struct Entry {
    var key: String
    var keyRange: SourceRange
    var value: YAMLValue
  }

  /// In the order written.
  private(set) var entries: [Entry] = []

  /// Reads YAML; what is no mapping is an error.
  ///
  /// - Parameters:
  ///   - yaml: the text between the marks of the front matter, or of a cell's option lines.
  ///   - what: what the text is, for messages: "front matter".
  ///   - diagnostics: where errors go.
  init(_ yaml: LocatedText, called what: String, _ diagnostics: inout DiagnosticList) {
    if let problem = Self.excess(in: yaml) {
      diagnostics.error("yaml-size", "\(what) \(problem.message)", at: yaml.range(problem.range))
      return
    }
    let whole = yaml.range(0..<max(yaml.bytes.count - 1, 0))
    do {
      guard let root = try Yams.compose(yaml: yaml.text) else { return }
      let lines = Lines(yaml)
      guard case .mapping(let mapping) = root else {
        diagnostics.error(
          "yaml-shape", "\(what) expects 'key: value' lines, found something else", at: whole)
        return
      }
      for (key, value) in mapping {
        guard case .scalar(let name) = key else {
          diagnostics.error(
            "yaml-shape", "\(what) expects a word before ':', found something else",
            at: lines.range(of: key))
          continue
        }
        entries.append(
          Entry(
            key: name.string, keyRange: lines.range(of: key),
            value: YAMLValue(node: value, range: lines.range(of: value), lines: lines)))
      }
    } catch let error as YamlError {
      let (message, mark) = Self.describe(error)
      let range = mark.map { SourceRange(at: Lines(yaml).position($0)) } ?? whole
      diagnostics.error("yaml-syntax", "\(what) is not valid YAML: \(message)", at: range)
    } catch {
      diagnostics.error("yaml-syntax", "\(what) is not valid YAML", at: whole)
    }
  }

  /// The parser recurses, so YAML is kept small and flat: as small as people write it.
  private static func excess(in yaml: LocatedText) -> (message: String, range: Range<Int>)? {
    let maximumSize = 64_000
    let maximumDepth = 60
    if yaml.bytes.count > maximumSize {
      return ("is larger than \(maximumSize) bytes", 0..<0)
    }
    var open = 0
    var indentation = 0
    var isIndenting = true
    var beginsValue = true
    for (offset, byte) in yaml.bytes.enumerated() {
      switch byte {
      case newline:
        isIndenting = true
        indentation = 0
      case UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
      // Marks within a line begin a level each: `- - - x`, `? ? x`.
      case 9, 32, UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"):
        if isIndenting { indentation += 1 }
      default: isIndenting = false
      }
      if open > maximumDepth || indentation > 2 * maximumDepth {
        return ("is nested too deeply", offset..<offset + 1)
      }
      // What an anchor names is repeated at each alias, so nested ones grow without bound.
      if byte == UInt8(ascii: "&"), beginsValue, offset + 1 < yaml.bytes.count,
        yaml.bytes[offset + 1].isLetterOrDigit
      {
        return (
          "uses '&' to name a value, which is not understood; write the value out",
          offset..<offset + 1
        )
      }
      if !byte.isBlank {
        beginsValue = [newline, 0x2C, 0x2D, 0x3A, 0x3F, 0x5B, 0x7B].contains(byte)
      }
    }
    return nil
  }

  private static func describe(_ error: YamlError) -> (String, Mark?) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return (problem, mark)
    case .reader(let problem, _, _, _): return (problem, nil)
    case .duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.sorted().map { "'\($0)'" }.joined(separator: ", ")
      return ("\(names) stands there twice", context.mark)
    default: return ("it could not be read", nil)
    }
  }

  /// The lines of the YAML text, to turn the parser's marks into places of the lesson.
  struct Lines {
    private let yaml: LocatedText
    private let starts: [Int]

    init(_ yaml: LocatedText) {
      self.yaml = yaml
      starts =
        [0] + yaml.bytes.indices.filter { yaml.bytes[$0] == newline }.map { $0 + 1 }
    }

    /// The parser counts lines from 1, and columns from 1 in Unicode scalars.
    func position(_ mark: Mark) -> SourcePosition { yaml.position(offset(of: mark)) }

    private func offset(of mark: Mark) -> Int {
      let start = starts[min(max(mark.line - 1, 0), starts.count - 1)]
      var offset = start
      var scalars = mark.column - 1
      while scalars > 0, offset < yaml.bytes.count, yaml.bytes[offset] != newline {
        offset += 1
        while offset < yaml.bytes.count, yaml.bytes[offset] & 0xC0 == 0x80 { offset += 1 }
        scalars -= 1
      }
      return min(offset, max(yaml.bytes.count - 1, 0))
    }

    /// From a node's first byte to the end of what it has in its line.
    func range(of node: Node) -> SourceRange {
      guard let mark = node.mark else { return yaml.range(0..<yaml.bytes.count) }
      let start = offset(of: mark)
      var end = start
      if case .scalar(let scalar) = node, scalar.style == .plain || scalar.style == .any {
        end = min(start + scalar.string.utf8.count, yaml.bytes.count)
      } else {
        while end < yaml.bytes.count, yaml.bytes[end] != newline { end += 1 }
      }
      return yaml.range(start..<end)
    }
  }
}

/// A value written as YAML, to be asked for what it should be.
struct YAMLValue {
  fileprivate let node: Node
  let range: SourceRange
  fileprivate let lines: YAMLMapping.Lines

  /// Words or a number, as they are written.
  var text: String? { node.scalar?.string }

  /// `true` and `false`, and `yes` and `no` as older YAML has them; quoted they are words.
  var flag: Bool? {
    guard let scalar = node.scalar, scalar.style == .plain || scalar.style == .any else {
      return nil
    }
    switch scalar.string.lowercased() {
    case "true", "yes", "on": return true
    case "false", "no", "off": return false
    default: return nil
    }
  }

  /// A whole number without sign, with `_` between digits where the author likes.
  var count: UInt64? {
    guard let scalar = node.scalar, scalar.style == .plain || scalar.style == .any else {
      return nil
    }
    let digits = scalar.string.filter { $0 != "_" }
    guard let first = digits.utf8.first, first.isDigit else { return nil }
    return UInt64(digits)
  }

  var items: [YAMLValue]? {
    node.sequence?.map { YAMLValue(node: $0, range: lines.range(of: $0), lines: lines) }
  }

  var entries: [YAMLMapping.Entry]? {
    node.mapping?.compactMap { key, value in
      guard let name = key.scalar?.string else { return nil }
      return YAMLMapping.Entry(
        key: name, keyRange: lines.range(of: key),
        value: YAMLValue(node: value, range: lines.range(of: value), lines: lines))
    }
  }

  /// What it is, for messages.
  var description: String {
    switch node {
    case .scalar(let scalar): scalar.string.isEmpty ? "nothing" : "'\(scalar.string.prefix(60))'"
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .alias: "an alias"
    }
  }
}
