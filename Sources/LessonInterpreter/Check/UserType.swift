import LessonModel
import LessonSyntax

/// A `struct` or `enum` of the cells, as the checker knows it.
final class UserType {
  /// What `Type.named` calls it: the name, made unique.
  let key: String
  let declaration: TypeDeclaration
  let parent: UserType?
  /// The names that can be seen where it is declared.
  let scopes: [Scope]
  let function: FunctionInfo
  /// Whether it is declared within a function.
  let isLocal: Bool
  let cell: Int
  /// The keys of its generic parameters, and their names.
  var generics: [(name: String, key: String)] = []
  var fields: [Field] = []
  var cases: [EnumCase] = []
  var rawType: Type?
  /// What it conforms to, each with what that asks of its parameters.
  var conformances: [String: Conformance] = [:]
  var members = MemberTable()
  /// The types and aliases within it.
  var types: [String: Scope.Entity] = [:]
  /// Whether a value may hold another of the same type.
  var isRecursive = false

  struct Conformance {
    var requirements: [(parameter: Int, protocolName: String)]
    var range: SourceRange
  }

  init(
    key: String, _ declaration: TypeDeclaration, parent: UserType?, scopes: [Scope],
    function: FunctionInfo, isLocal: Bool, cell: Int
  ) {
    self.key = key
    self.declaration = declaration
    self.parent = parent
    self.scopes = scopes
    self.function = function
    self.isLocal = isLocal
    self.cell = cell
  }

  var isEnum: Bool { declaration.kind == .enumeration }
  var name: String { declaration.name }
  /// `Outer.Inner`.
  var qualifiedName: String { (parent.map { $0.qualifiedName + "." } ?? "") + name }
  var noun: String { isEnum ? "enum" : "struct" }
  /// The type with its own parameters.
  var selfType: Type { .named(key, generics.map { .parameter($0.key) }) }

  /// What the parameters stand for in a type.
  func substitution(_ arguments: [Type]) -> [String: Type] {
    Dictionary(zip(generics.map(\.key), arguments)) { first, _ in first }
  }
}

/// A stored property.
final class Field {
  let name: String
  let index: Int
  var type: Type
  let isMutable: Bool
  let value: Expression?
  let range: SourceRange
  let access: Access
  unowned let owner: UserType
  /// What is done before and after it is changed.
  var willSet: FunctionInfo?
  var didSet: FunctionInfo?

  init(
    _ declaration: PropertyDeclaration, index: Int, type: Type, owner: UserType
  ) {
    name = declaration.name
    self.index = index
    self.type = type
    isMutable = declaration.isMutable
    value = declaration.value
    range = declaration.nameRange
    access = declaration.access
    self.owner = owner
  }

  /// Whether a value of the type has it without an initializer's doing.
  var hasDefault: Bool { value != nil || isMutable && type.wrapped != nil }
}

/// One case of an `enum`.
final class EnumCase {
  let name: String
  let tag: Int
  let range: SourceRange
  let hasParameters: Bool
  var parameters: [Declaration.Parameter] = []
  var raw: RawValue?
  unowned let owner: UserType

  enum RawValue: Hashable {
    case int(Int)
    case double(Double)
    case string(String)
    case character(Character)
  }

  init(_ declaration: EnumCaseDeclaration, tag: Int, owner: UserType) {
    name = declaration.name
    self.tag = tag
    range = declaration.nameRange
    hasParameters = declaration.hasParameters
    self.owner = owner
  }
}

/// A computed property, a `static` property or a subscript.
final class Property {
  let name: String
  let range: SourceRange
  let context: TypeContext?
  let isStatic: Bool
  let access: Access
  var type: Type
  var getter: FunctionInfo?
  var setter: FunctionInfo?
  /// A `static` property that is stored: where, whether it has its value, and what gives it that.
  var storage: Variable?
  var flag: Variable?
  var initializer: FunctionInfo?
  var isMutable = false

  init(
    _ name: String, _ range: SourceRange, context: TypeContext?, isStatic: Bool, access: Access,
    type: Type
  ) {
    self.name = name
    self.range = range
    self.context = context
    self.isStatic = isStatic
    self.access = access
    self.type = type
  }
}

/// One member of a type.
enum Member {
  case field(Field)
  case enumCase(EnumCase)
  case property(Property)
  case method(FunctionInfo)
  case initializer(FunctionInfo)
  case `subscript`(Property)

  var isStatic: Bool {
    switch self {
    case .field: false
    case .enumCase, .initializer: true
    case .property(let property), .subscript(let property): property.isStatic
    case .method(let info): info.template?.isStatic ?? false
    }
  }

  /// The type it is a member of, with parameters.
  var owner: Type? {
    switch self {
    case .field(let field): field.owner.selfType
    case .enumCase(let one): one.owner.selfType
    case .property(let property), .subscript(let property): property.context?.selfType
    case .method(let info), .initializer(let info): info.template?.context?.selfType
    }
  }

  var range: SourceRange {
    switch self {
    case .field(let field): field.range
    case .enumCase(let one): one.range
    case .property(let property), .subscript(let property): property.range
    case .method(let info), .initializer(let info): info.range
    }
  }

  var isPrivate: Bool {
    switch self {
    case .field(let field): field.access.isPrivate
    case .enumCase: false
    case .property(let property), .subscript(let property): property.access.isPrivate
    case .method(let info), .initializer(let info):
      info.template?.declaration?.modifiers.access.isPrivate ?? false
    }
  }
}

/// The members of a type by name.
struct MemberTable {
  var named: [String: [Member]] = [:]

  subscript(name: String) -> [Member] { named[name] ?? [] }

  mutating func add(_ member: Member, _ name: String) { named[name, default: []].append(member) }
}

/// A type's braces, or those of an extension: what `Self` is in them, and what names can be seen.
final class TypeContext {
  /// The type that is declared or extended, when it is of the cells.
  let type: UserType?
  /// `Self`, in parameters of its own.
  let selfType: Type
  let generics: [(name: String, key: String)]
  let scopes: [Scope]
  let function: FunctionInfo
  let cell: Int
  let isLocal: Bool

  init(
    type: UserType?, selfType: Type, generics: [(name: String, key: String)], scopes: [Scope],
    function: FunctionInfo, cell: Int, isLocal: Bool
  ) {
    self.type = type
    self.selfType = selfType
    self.generics = generics
    self.scopes = scopes
    self.function = function
    self.cell = cell
    self.isLocal = isLocal
  }
}

/// How a function of a type, or a generic one, was declared: what a body is checked from, once with
/// its parameters as they are and once for each list of types they stand for.
final class Template {
  enum Kind { case function, method, initializer, getter, setter, observer, value }

  let kind: Kind
  let declaration: FunctionDeclaration?
  let context: TypeContext?
  /// The keys of all generic parameters in scope, those of the type first.
  let generics: [(name: String, key: String)]
  /// The types that belong to generic parameters: `S.Element`.
  var dependents: [(sequence: String, key: String)] = []
  var scopes: [Scope]
  let parent: FunctionInfo
  let cell: Int
  let isStatic: Bool
  let isMutating: Bool
  let isFailable: Bool
  let body: CodeBlock
  /// An expression instead of a body: what a `static` property starts as.
  let value: Expression?
  var isRethrowing: Bool { declaration?.isRethrowing ?? false }
  var instances: [[Type]: FunctionInfo] = [:]

  init(
    _ kind: Kind, _ declaration: FunctionDeclaration?, context: TypeContext?,
    generics: [(name: String, key: String)], scopes: [Scope], parent: FunctionInfo, cell: Int,
    isStatic: Bool, isMutating: Bool = false, isFailable: Bool = false, body: CodeBlock,
    value: Expression? = nil
  ) {
    self.kind = kind
    self.declaration = declaration
    self.context = context
    self.generics = generics
    self.scopes = scopes
    self.parent = parent
    self.cell = cell
    self.isStatic = isStatic
    self.isMutating = isMutating
    self.isFailable = isFailable
    self.body = body
    self.value = value
  }
}

/// What the cells have declared: types, members of other types, operators, generic parameters.
final class TypeTable: @unchecked Sendable {
  var types: [String: UserType] = [:]
  /// Members that extensions add to types of the library.
  var extensions: [String: MemberTable] = [:]
  /// The operators of the cells.
  var operators: [String: [FunctionInfo]] = [:]
  /// What each generic parameter conforms to.
  var constraints: [String: Set<String>] = [:]
  /// The types that requirements say generic parameters are: `where S.Element == Int`.
  var sameTypes: [String: Type] = [:]
  private var count = 0

  /// A key that nothing else has: the name itself when it is free.
  func key(_ name: String, isTaken: Bool) -> String {
    guard isTaken else { return name }
    count += 1
    return "\(name)#\(count)"
  }

  static func plain(_ key: String) -> String {
    guard key.contains("#") else { return key }
    // `S#1.Element` is `S.Element`.
    var text = ""
    var isSkipping = false
    for character in key {
      if character == "#" { isSkipping = true } else if character == "." { isSkipping = false }
      if !isSkipping { text.append(character) }
    }
    return text
  }

  /// What a protocol includes.
  static let inherited: [String: Set<String>] = {
    let numeric: Set = ["AdditiveArithmetic", "Equatable"]
    let integer = numeric.union([
      "Numeric", "Hashable", "Comparable", "Strideable", "CustomStringConvertible",
    ])
    let floating = numeric.union([
      "Numeric", "SignedNumeric", "Hashable", "Comparable", "Strideable",
    ])
    let collection: Set = ["Sequence"]
    return [
      "Comparable": ["Equatable"], "Hashable": ["Equatable"], "AdditiveArithmetic": ["Equatable"],
      "Numeric": numeric, "SignedNumeric": numeric.union(["Numeric"]),
      "Strideable": ["Comparable", "Equatable"], "BinaryInteger": integer,
      "FixedWidthInteger": integer.union(["BinaryInteger"]),
      "SignedInteger": integer.union(["BinaryInteger", "SignedNumeric"]),
      "FloatingPoint": floating,
      "BinaryFloatingPoint": floating.union(["FloatingPoint"]), "Collection": collection,
      "BidirectionalCollection": ["Sequence", "Collection"],
      "RandomAccessCollection": ["Sequence", "Collection", "BidirectionalCollection"],
      "MutableCollection": ["Sequence", "Collection"],
      "RangeReplaceableCollection": ["Sequence", "Collection"],
      "StringProtocol": [
        "Sequence", "Collection", "Hashable", "Comparable", "Equatable",
        "CustomStringConvertible",
      ],
      "Error": ["Sendable"],
    ]
  }()

  /// Protocols that a generic parameter may be constrained to.
  static let constraintNames: Set<String> = Set(inherited.keys).union([
    "Equatable", "CustomStringConvertible", "Sendable", "CaseIterable",
  ])

  /// Protocols that a type of the cells may conform to.
  static let conformanceNames: Set<String> = [
    "Equatable", "Comparable", "Hashable", "CustomStringConvertible", "CaseIterable", "Error",
    "Sendable", "AdditiveArithmetic",
  ]

  func constrain(_ key: String, _ name: String) {
    constraints[key, default: []].insert(name)
    constraints[key, default: []].formUnion(Self.inherited[name] ?? [])
  }

  /// Whether a type of the cells, or a generic parameter, conforms to a protocol; `nil` for others.
  func conforms(_ type: Type, to name: String, _ library: Library) -> Bool? {
    switch type {
    case .parameter(let key): return constraints[key]?.contains(name) ?? false
    case .named(let key, let arguments):
      guard let user = types[key] else { return nil }
      guard let conformance = user.conformances[name] else { return false }
      return conformance.requirements.allSatisfy { requirement in
        arguments.indices.contains(requirement.parameter)
          && library.conforms(arguments[requirement.parameter], to: requirement.protocolName)
      }
    default: return nil
    }
  }

  /// What a sequence gives that a generic parameter stands for.
  func element(of key: String) -> Type? {
    guard constraints[key]?.contains("Sequence") ?? false else { return nil }
    let element = key + ".Element"
    return sameTypes[element] ?? .parameter(element)
  }
}
