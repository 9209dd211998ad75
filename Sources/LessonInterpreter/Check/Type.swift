/// A type of the lesson language, as the checker knows it.
public indirect enum Type: Hashable, Sendable {
  /// `Int`, `Array<Int>`, `Tensor`: a name and its arguments.
  case named(String, [Type])
  /// `(Int, y: Double)`; `Void` when empty.
  case tuple([Element])
  /// `(Int) throws -> Double`.
  case function([Parameter], Type, isThrowing: Bool)
  /// `any Layer`.
  case existential(String)
  /// `T` in a generic declaration.
  case parameter(String)
  /// A type that inference has still to find.
  case variable(Int)
  /// The type of what a type's name stands for: `Dense` in `Dense.init`.
  case metatype(Type)
  /// What follows from an error that is already reported.
  case error

  /// One element of a tuple.
  public struct Element: Hashable, Sendable {
    /// Its label, if it has one.
    public var label: String?
    /// Its type.
    public var type: Type
    /// An element.
    public init(_ label: String? = nil, _ type: Type) {
      self.label = label
      self.type = type
    }
  }

  /// One parameter of a function type.
  public struct Parameter: Hashable, Sendable {
    /// Its type.
    public var type: Type
    /// Whether it is `inout`.
    public var isInout: Bool
    /// A parameter.
    public init(_ type: Type, isInout: Bool = false) {
      self.type = type
      self.isInout = isInout
    }
  }

  /// `Int`.
  public static let int = Type.named("Int", [])
  /// `Double`.
  public static let double = Type.named("Double", [])
  /// `Float`.
  public static let float = Type.named("Float", [])
  /// `Bool`.
  public static let bool = Type.named("Bool", [])
  /// `String`.
  public static let string = Type.named("String", [])
  /// `Character`.
  public static let character = Type.named("Character", [])
  /// `Void`.
  public static let void = Type.tuple([])
  /// `Never`: what a function that does not come back gives.
  static let never = Type.named("Never", [])

  /// `[element]`.
  public static func array(_ element: Type) -> Type { .named("Array", [element]) }
  /// `wrapped?`.
  public static func optional(_ wrapped: Type) -> Type { .named("Optional", [wrapped]) }
  /// `parameters -> result`.
  static func function(_ parameters: [Type], _ result: Type) -> Type {
    .function(parameters.map { Parameter($0) }, result, isThrowing: false)
  }

  /// What is in an optional of this type, if it is one.
  var wrapped: Type? {
    if case .named("Optional", let arguments) = self { return arguments.first }
    return nil
  }

  /// What is in an array of this type, if it is one.
  var arrayElement: Type? {
    if case .named("Array", let arguments) = self { return arguments.first }
    return nil
  }

  /// Whether it is a collection other than an array that a literal may stand for.
  var isLiteralCollection: Bool {
    guard case .named(let name, _) = self else { return false }
    return name == "Set" || name == "ArraySlice" || name == "Dictionary"
  }

  /// Whether it is a string or a part of one.
  var isText: Bool { self == .string || self == .named("Substring", []) }

  var isVoid: Bool { self == .void }

  /// Whether the type mentions one that satisfies the condition.
  func contains(where condition: (Type) -> Bool) -> Bool {
    if condition(self) { return true }
    switch self {
    case .named(_, let arguments): return arguments.contains { $0.contains(where: condition) }
    case .tuple(let elements): return elements.contains { $0.type.contains(where: condition) }
    case .function(let parameters, let result, _):
      return parameters.contains { $0.type.contains(where: condition) }
        || result.contains(where: condition)
    case .metatype(let type): return type.contains(where: condition)
    case .existential, .parameter, .variable, .error: return false
    }
  }

  var hasError: Bool { contains { $0 == .error } }
  var hasVariables: Bool {
    contains {
      if case .variable = $0 { true } else { false }
    }
  }

  /// The type with every part replaced for which `change` gives another.
  func mapped(_ change: (Type) -> Type?) -> Type {
    if let changed = change(self) { return changed }
    switch self {
    case .named(let name, let arguments):
      return arguments.isEmpty ? self : .named(name, arguments.map { $0.mapped(change) })
    case .tuple(let elements):
      return .tuple(elements.map { Element($0.label, $0.type.mapped(change)) })
    case .function(let parameters, let result, let isThrowing):
      return .function(
        parameters.map { Parameter($0.type.mapped(change), isInout: $0.isInout) },
        result.mapped(change), isThrowing: isThrowing)
    case .metatype(let type): return .metatype(type.mapped(change))
    case .existential, .parameter, .variable, .error: return self
    }
  }

  /// The type without the labels of its tuples.
  var unlabelled: Type {
    mapped {
      guard case .tuple(let elements) = $0 else { return nil }
      return .tuple(elements.map { Element(nil, $0.type.unlabelled) })
    }
  }
}

extension Type: CustomStringConvertible {
  /// The type as the Swift compiler would name it in a message.
  public var description: String {
    switch self {
    case .named("Array", let arguments): return "[\(arguments.first ?? .error)]"
    case .named("Dictionary", let arguments) where arguments.count == 2:
      return "[\(arguments[0]) : \(arguments[1])]"
    case .named("Dictionary.Keys", let arguments), .named("Dictionary.Values", let arguments):
      guard arguments.count == 2, case .named(let name, _) = self else { return "Dictionary.Keys" }
      return "Dictionary<\(arguments[0]), \(arguments[1])>" + name.dropFirst("Dictionary".count)
    case .named("Optional", let arguments):
      let wrapped = arguments.first ?? .error
      switch wrapped {
      case .function, .existential: return "(\(wrapped))?"
      default: return "\(wrapped)?"
      }
    case .named(let name, let arguments):
      let name = TypeTable.plain(name)
      return arguments.isEmpty
        ? name : "\(name)<\(arguments.map(\.description).joined(separator: ", "))>"
    case .tuple(let elements):
      if elements.isEmpty { return "()" }
      let parts = elements.map { element in
        element.label.map { "\($0): \(element.type)" } ?? "\(element.type)"
      }
      return "(\(parts.joined(separator: ", ")))"
    case .function(let parameters, let result, let isThrowing):
      let list = parameters.map { ($0.isInout ? "inout " : "") + "\($0.type)" }
      return "(\(list.joined(separator: ", ")))\(isThrowing ? " throws" : "") -> \(result)"
    case .existential(let name): return "any \(name)"
    case .parameter(let name): return TypeTable.plain(name)
    case .variable: return "_"
    case .metatype(let type): return "\(type).Type"
    case .error: return "<<error type>>"
    }
  }
}
