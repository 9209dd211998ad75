import LessonModel

/// The library as Swift declarations with documentation, for people: what `lesson api` prints.
public struct LibraryText {
  /// One type of the library, or its functions outside types, as text.
  public struct Section: Sendable {
    /// `Dense`; empty for functions outside types.
    public var name: String
    /// Whether it is Swift's own.
    public var isStandard: Bool
    /// What stands before `{`, with its documentation above it; empty for functions outside types.
    var heading: String
    /// The declarations, each with the name it is found by.
    var members: [(name: String, text: [String])]

    /// The whole as Swift.
    public var text: String { text { _ in true } }

    func text(_ isWanted: (String) -> Bool) -> String {
      let wanted = members.filter { isWanted($0.name) }.map(\.text)
      if heading.isEmpty {
        return wanted.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
      }
      if wanted.isEmpty { return heading + " {}\n" }
      let body = wanted.map { lines in
        lines.map { $0.isEmpty ? "\n" : "  \($0)\n" }.joined()
      }
      // What has documentation stands apart.
      let isTold = wanted.contains { $0.count > 1 }
      return heading + " {\n" + body.joined(separator: isTold ? "\n" : "") + "}\n"
    }
  }

  /// The lesson library first, Swift's own part after it, each in the order of its declarations.
  public let sections: [Section]

  /// The text of a library.
  public init(_ library: Library) {
    let own = library.documentation
    sections =
      own.types.map { Self.section($0, isStandard: false) }
      + [Self.functions(own.functions, isStandard: false)]
      + StandardLibrary.types.filter { !$0.members.isEmpty }
      .map { Self.section($0, isStandard: true) }
      + [Self.functions(StandardLibrary.functions, isStandard: true)]
  }

  /// All of it.
  public var text: String { sections.map(\.text).joined(separator: "\n") }

  /// What is called so: a type whole, a function or member with the type it belongs to; `nil` when there
  /// is nothing. Upper and lower case do not matter.
  public func find(_ name: String) -> String? {
    func isNamed(_ other: String) -> Bool { other.lowercased() == name.lowercased() }
    var found: [String] = []
    for section in sections {
      if !section.name.isEmpty, isNamed(section.name) {
        found.append(section.text)
      } else if section.members.contains(where: { isNamed($0.name) }) {
        found.append(section.text(isNamed))
      }
    }
    return found.isEmpty ? nil : found.joined(separator: "\n")
  }

  /// The name that was probably meant.
  public func nearest(to name: String) -> String? {
    let names = sections.flatMap { [$0.name] + $0.members.map(\.name) }
      .filter { $0.unicodeScalars.first?.properties.isXIDStart ?? false }
    return Spelling.nearest(to: name, in: Set(names).sorted())
  }

  /// A program that makes the example of every declaration, each after a line that names it.
  public static func examples(_ library: Library) -> String {
    let own = library.documentation
    let bindings =
      own.types.flatMap { type in type.members.map { (type.name + ".", $0) } }
      + own.functions.map { ("", $0) }
      + StandardLibrary.types.flatMap { type in type.members.map { (type.name + ".", $0) } }
      + StandardLibrary.functions.map { ("", $0) }
    var text = ""
    for (owner, binding) in bindings where !binding.example.isEmpty {
      let name = owner + binding.declaration
      let escaped = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      text += "print(\"\(escaped)\")\ndo {\n\(binding.example)\n}\n"
    }
    return text
  }

  // MARK: Declarations

  private static func section(_ type: TypeBinding, isStandard: Bool) -> Section {
    let generics =
      type.generics.isEmpty ? "" : "<" + type.generics.joined(separator: ", ") + ">"
    let conformances =
      type.protocols.isEmpty ? "" : ": " + type.protocols.joined(separator: ", ")
    let keyword =
      isStandard
      ? "extension" : type.isExistential ? "protocol" : type.isReference ? "class" : "struct"
    let name = type.name + (isStandard ? "" : generics)
    let lines = documentation(type.documentation) + ["\(keyword) \(name)\(conformances)"]
    return Section(
      name: type.name, isStandard: isStandard, heading: lines.joined(separator: "\n"),
      members: type.members.map(member))
  }

  private static func functions(_ bindings: [Binding], isStandard: Bool) -> Section {
    Section(name: "", isStandard: isStandard, heading: "", members: bindings.map(member))
  }

  private static func member(_ binding: Binding) -> (name: String, text: [String]) {
    var lines = documentation(binding.documentation)
    if !binding.example.isEmpty {
      let example = binding.example.split(separator: "\n", omittingEmptySubsequences: false)
      if !lines.isEmpty { lines.append("///") }
      lines += example.map { ("///     " + $0) }
    }
    lines += binding.declaration.split(separator: "\n").map(String.init)
    return (Library.name(of: binding.declaration), lines)
  }

  private static func documentation(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).filter { _ in !text.isEmpty }
      .flatMap { line in
        line.isEmpty ? ["///"] : wrapped(line).map { "/// " + $0 }
      }
  }

  /// The words of a line in lines of at most 94 bytes.
  private static func wrapped(_ line: Substring) -> [String] {
    var lines = [""]
    for word in line.split(separator: " ") {
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = String(word)
      } else if last.utf8.count + 1 + word.utf8.count <= 94 {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}

extension CheckedLesson {
  /// Where the values are that cells show: the last expression of each cell that has one.
  public var shownValues: [SourceRange] { mains.compactMap { $0.expression?.range } }
}
