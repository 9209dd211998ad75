import LessonModel
import LessonSyntax

/// Everything a cell can name that it does not declare itself.
///
/// Declarations are read when a lesson first uses their name, since reading all of them would cost
/// more than checking a lesson; `problems` reads them all, for a test of the library.
public struct Library: Sendable {
  /// The types by name.
  let types: [String: TypeBinding]
  /// The functions and operators outside types, by name.
  let functions: [String: [Binding]]
  /// The members of types, by the type's name and theirs.
  let members: [String: [String: [Binding]]]
  /// What the cells declare themselves, while they are checked.
  var table: TypeTable?
  /// The declarations in the order they were given, for documentation.
  public let documentation: (types: [TypeBinding], functions: [Binding])

  /// The standard library and these declarations.
  public init(types: [TypeBinding] = [], functions: [Binding] = []) {
    documentation = (types, functions)
    var byName: [String: TypeBinding] = [:]
    var members: [String: [String: [Binding]]] = [:]
    var functionsByName: [String: [Binding]] = [:]
    for type in StandardLibrary.types + types {
      byName[type.name] = type
      for member in type.members {
        let name = Self.name(of: member.declaration)
        members[type.name, default: [:]][name, default: []].append(member)
        // Operators are found by their names alone, wherever they are declared.
        if Self.isOperator(name) { functionsByName[name, default: []].append(member) }
      }
    }
    for function in StandardLibrary.functions + functions {
      functionsByName[Self.name(of: function.declaration), default: []].append(function)
    }
    self.types = byName
    self.members = members
    self.functions = functionsByName
  }

  static func isOperator(_ name: String) -> Bool {
    name.unicodeScalars.first.map { !($0.properties.isXIDStart || $0 == "_") } ?? false
  }

  /// The name a declaration declares, found without parsing it.
  static func name(of declaration: String) -> String {
    var words = declaration.split(separator: " ", omittingEmptySubsequences: true)[...]
    while let word = words.popFirst() {
      switch word {
      case "func":
        guard let next = words.first else { return "" }
        // A keyword as a name: func `where`(...)
        if next.hasPrefix("`") { return String(next.dropFirst().prefix { $0 != "`" }) }
        if let first = next.unicodeScalars.first, !first.properties.isXIDStart, first != "_" {
          let symbol = next.prefix { $0 != "(" }
          // `func < (a:` and `func <(a:`, but `func + <T>(a:` keeps its `+`.
          return symbol.isEmpty ? String(next) : String(symbol)
        }
        return String(next.prefix { $0 != "(" && $0 != "<" })
      case "var", "let":
        return words.first.map { String($0.prefix { $0 != ":" }) } ?? ""
      default:
        if word.hasPrefix("init") { return "init" }
        if word.hasPrefix("subscript") { return "subscript" }
      }
    }
    return ""
  }

  /// What is wrong with the declarations: texts that cannot be read, and texts whose types are not
  /// those of the function behind them. Empty for a sound library.
  public var problems: [SignatureError] {
    var problems: [SignatureError] = []
    for type in types.values.sorted(by: { $0.name < $1.name }) {
      for member in type.members {
        do { _ = try Declaration(member, in: type, self) } catch { problems.append(error) }
      }
    }
    for name in functions.keys.sorted() {
      for function in functions[name] ?? [] where !isMember(function) {
        do { _ = try Declaration(function, in: nil, self) } catch { problems.append(error) }
      }
    }
    return problems
  }

  private func isMember(_ function: Binding) -> Bool {
    let name = Self.name(of: function.declaration)
    return types.keys.contains {
      members[$0]?[name]?.contains { $0.declaration == function.declaration } ?? false
    }
  }
}
