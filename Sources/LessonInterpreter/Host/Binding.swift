/// One declaration of the library: its text, what it means, an example, and the function itself.
///
/// The text is the only list of labels and defaults, the function's own types are the only types;
/// `Library.problems` compares the two.
///
///     Binding("init(_ units: Int, activation: Activation = .linear)", example: "Dense(8)",
///       Dense.init(_:activation:))
///     Binding("var units: Int", example: "Dense(8).units") { (it: Dense) in it.units }
///
/// A member's first parameter is the value it is called on; `init` and `static` have none. A
/// function that takes a `Call` before everything else learns where it was called and can charge the
/// budgets.
public struct Binding: Sendable {
  /// `func fit(_ x: Tensor, epochs: Int = 1) throws -> History`.
  public let declaration: String
  /// What it does, in Markdown.
  public let documentation: String
  /// An expression or statements that use it, as a cell would.
  public let example: String
  let implementation: Implementation

  enum Implementation: Sendable {
    /// A Swift function, with the types of its parameters and of its result.
    case call([Type], Type, @Sendable (inout Arguments) throws -> Value)
    /// A Swift function that changes the value it is called on; gives the new one and the result.
    case mutating(
      Type, [Type], Type, @Sendable (Value, inout Arguments) throws -> (Value, Value))
    /// A property or subscript that can be read and set.
    case accessors(
      Type, [Type], Type, get: @Sendable (inout Arguments) throws -> Value,
      set: @Sendable (Value, inout Arguments) throws -> Value)
    /// Code made for the types of one use: the standard library's own.
    case intrinsic(Intrinsic)
  }

  init(
    _ declaration: String, doc: String = "", example: String = "",
    implementation: Implementation
  ) {
    self.declaration = declaration
    documentation = doc
    self.example = example
    self.implementation = implementation
  }

  /// A function, initializer, read-only property or subscript.
  public init<each A: HostArgument, R: Bridged>(
    _ declaration: String, doc: String = "", example: String = "",
    _ body: @escaping @Sendable (repeat each A) throws -> R
  ) {
    var types: [Type] = []
    repeat types.appendType((each A).self)
    self.init(
      declaration, doc: doc, example: example,
      implementation: .call(types, R.scriptType) { arguments in
        try body(repeat (each A).take(&arguments)).scriptValue
      })
  }

  /// A function that gives nothing.
  public init<each A: HostArgument>(
    _ declaration: String, doc: String = "", example: String = "",
    _ body: @escaping @Sendable (repeat each A) throws -> Void
  ) {
    var types: [Type] = []
    repeat types.appendType((each A).self)
    self.init(
      declaration, doc: doc, example: example,
      implementation: .call(types, .void) { arguments in
        try body(repeat (each A).take(&arguments))
        return .void
      })
  }

  /// A method that changes the value it is called on.
  public init<T: Bridged, each A: HostArgument, R: Bridged>(
    mutating declaration: String, doc: String = "", example: String = "",
    _ body: @escaping @Sendable (inout T, repeat each A) throws -> R
  ) {
    var types: [Type] = []
    repeat types.appendType((each A).self)
    self.init(
      declaration, doc: doc, example: example,
      implementation: .mutating(T.scriptType, types, R.scriptType) { value, arguments in
        var it = try T.unwrap(value)
        let result = try body(&it, repeat (each A).take(&arguments))
        return (it.scriptValue, result.scriptValue)
      })
  }

  /// A method that changes the value it is called on and gives nothing.
  public init<T: Bridged, each A: HostArgument>(
    mutating declaration: String, doc: String = "", example: String = "",
    _ body: @escaping @Sendable (inout T, repeat each A) throws -> Void
  ) {
    var types: [Type] = []
    repeat types.appendType((each A).self)
    self.init(
      declaration, doc: doc, example: example,
      implementation: .mutating(T.scriptType, types, .void) { value, arguments in
        var it = try T.unwrap(value)
        try body(&it, repeat (each A).take(&arguments))
        return (it.scriptValue, .void)
      })
  }

  /// A property, or a subscript, that can be read and set:
  /// `Binding("var rate: Double { get set }", get: { $0.rate }, set: { $0.rate = $1 })`. The new value comes
  /// before a subscript's arguments.
  public init<T: Bridged, each A: HostArgument, R: Bridged>(
    _ declaration: String, doc: String = "", example: String = "",
    get: @escaping @Sendable (T, repeat each A) throws -> R,
    set: @escaping @Sendable (inout T, R, repeat each A) throws -> Void
  ) {
    var types: [Type] = []
    repeat types.appendType((each A).self)
    self.init(
      declaration, doc: doc, example: example,
      implementation: .accessors(
        T.scriptType, types, R.scriptType,
        get: { arguments in
          let it = try T.take(&arguments)
          return try get(it, repeat (each A).take(&arguments)).scriptValue
        },
        set: { value, arguments in
          var it = try T.unwrap(value)
          let new = try R.take(&arguments)
          try set(&it, new, repeat (each A).take(&arguments))
          return it.scriptValue
        }))
  }
}

extension Bridged {
  static func unwrap(_ value: Value) throws -> Self {
    guard let it = fromScript(value) else {
      throw BridgeError(expected: "\(scriptType)")
    }
    return it
  }
}

extension [Type] {
  fileprivate mutating func appendType(_ argument: any HostArgument.Type) {
    if let type = argument.argumentType { append(type) }
  }
}

/// A type of the library with what can be done with it.
public struct TypeBinding: Sendable {
  /// The type's name in a cell.
  public let name: String
  /// What it is, in Markdown.
  public let documentation: String
  /// The protocols it conforms to, by name: `Layer`, `Equatable`, `Comparable`, `Hashable`.
  public let protocols: [String]
  /// Whether its values are shared instead of copied, so that a `let` may be changed inside.
  public let isReference: Bool
  /// What can be done with it.
  public let members: [Binding]
  /// The names of its generic parameters.
  let generics: [String]
  /// Whether it stands for the types that conform to a protocol of the standard library.
  let isProtocol: Bool
  /// Whether it stands for `any P`, a protocol of the library.
  let isExistential: Bool

  /// A type, which need not have values of its own (`enum MNIST`).
  public init<T>(
    _ type: T.Type, named name: String? = nil, conformsTo protocols: String...,
    doc: String = "", @BindingsBuilder members: () -> [Binding]
  ) {
    self.name = name ?? (T.self as? any HostType.Type)?.scriptName ?? String(describing: T.self)
    documentation = doc
    self.protocols = protocols
    isReference = T.self is AnyClass
    self.members = members()
    generics = []
    isProtocol = false
    isExistential = false
  }

  /// What all types that conform to a protocol have: `TypeBinding(protocol: (any Layer).self) { }`. Its
  /// members take the value as `As<any Layer>`.
  public init<P>(
    protocol type: P.Type, doc: String = "", @BindingsBuilder members: () -> [Binding]
  ) {
    name = As<P>.protocolName
    documentation = doc
    protocols = []
    isReference = false
    self.members = members()
    generics = []
    isProtocol = false
    isExistential = true
  }

  init(
    standard name: String, _ generics: [String] = [], conformsTo protocols: [String] = [],
    isProtocol: Bool = false, members: [Binding]
  ) {
    self.isProtocol = isProtocol
    isExistential = false
    self.name = name
    documentation = ""
    self.protocols = protocols
    isReference = false
    self.members = members
    self.generics = generics
  }
}

/// Collects the bindings of a type.
@resultBuilder
public enum BindingsBuilder {
  /// One binding.
  public static func buildExpression(_ binding: Binding) -> [Binding] { [binding] }
  /// A list of bindings.
  public static func buildExpression(_ bindings: [Binding]) -> [Binding] { bindings }
  /// All of them.
  public static func buildBlock(_ parts: [Binding]...) -> [Binding] { parts.flatMap { $0 } }
}
