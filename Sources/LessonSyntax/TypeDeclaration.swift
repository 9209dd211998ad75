import LessonModel

/// A `struct`, an `enum` or an `extension`.
public final class TypeDeclaration: Sendable {
  /// What is declared.
  public enum Kind: Sendable { case structure, enumeration, `extension` }

  /// What is declared.
  public let kind: Kind
  /// The name of the new type; of an extension, the text of the type it extends.
  public let name: String
  /// Where the name stands.
  public let nameRange: SourceRange
  /// The type an extension extends.
  public let extended: TypeExpression?
  /// `<T: Comparable>`.
  public let generics: [GenericParameter]
  /// What stands after the colon: protocols, and the raw type of an `enum`.
  public let inherited: [TypeExpression]
  /// What stands after `where`.
  public let requirements: [GenericRequirement]
  /// Whether it says `indirect`.
  public let isIndirect: Bool
  /// What stands between the braces, in order.
  public let members: [Member]
  /// The closing brace.
  public let end: SourceRange

  /// One member.
  public enum Member: Sendable {
    /// A property, stored or computed.
    case property(PropertyDeclaration)
    /// A method, an operator, an initializer or a subscript.
    case function(FunctionDeclaration)
    /// A type within the type.
    case type(TypeDeclaration)
    /// A `typealias`.
    case alias(AliasDeclaration)
    /// One case of an `enum`.
    case enumCase(EnumCaseDeclaration)
  }

  init(
    kind: Kind, name: String, nameRange: SourceRange, extended: TypeExpression? = nil,
    generics: [GenericParameter], inherited: [TypeExpression],
    requirements: [GenericRequirement], isIndirect: Bool, members: [Member], end: SourceRange
  ) {
    self.kind = kind
    self.name = name
    self.nameRange = nameRange
    self.extended = extended
    self.generics = generics
    self.inherited = inherited
    self.requirements = requirements
    self.isIndirect = isIndirect
    self.members = members
    self.end = end
  }
}

/// One requirement after `where`: `T: Comparable` or `S.Element == Int`.
public struct GenericRequirement: Sendable {
  /// What must conform or be the same.
  public var subject: TypeExpression
  /// The protocol, or the type.
  public var other: TypeExpression
  /// Whether it is written with `==`.
  public var isSameType: Bool
}

/// A property of a type, or a computed variable.
public final class PropertyDeclaration: Sendable {
  /// Its name.
  public let name: String
  /// Where the name stands.
  public let nameRange: SourceRange
  /// Whether it says `var`.
  public let isMutable: Bool
  /// Whether it says `static`.
  public let isStatic: Bool
  /// Who may use it.
  public let access: Access
  /// Its type, when it is written.
  public let type: TypeExpression?
  /// What it starts as.
  public let value: Expression?
  /// The code between its braces.
  public let accessors: Accessors?

  init(
    name: String, nameRange: SourceRange, isMutable: Bool, isStatic: Bool, access: Access,
    type: TypeExpression?, value: Expression?, accessors: Accessors?
  ) {
    self.name = name
    self.nameRange = nameRange
    self.isMutable = isMutable
    self.isStatic = isStatic
    self.access = access
    self.type = type
    self.value = value
    self.accessors = accessors
  }
}

/// Who may use a member: only `private` makes a difference, since a lesson is one file.
public struct Access: Sendable {
  /// Whether it says `private`.
  public var isPrivate = false
  /// Whether it says `private(set)`.
  public var isSetPrivate = false

  /// Everybody.
  public init() {}
}

/// The code between the braces of a property or subscript.
public struct Accessors: Sendable {
  /// One accessor.
  public struct Accessor: Sendable {
    /// What it does.
    public var body: CodeBlock
    /// What the body calls the new or the old value.
    public var parameter: String
    /// Whether it says `mutating`.
    public var isMutating: Bool
    /// Whether it says `throws`.
    public var isThrowing: Bool
    /// Where it stands.
    public var range: SourceRange
  }

  /// `get`, or the only code.
  public var getter: Accessor?
  /// `set`.
  public var setter: Accessor?
  /// `willSet`.
  public var willSet: Accessor?
  /// `didSet`.
  public var didSet: Accessor?
}

/// A `typealias`.
public final class AliasDeclaration: Sendable {
  /// The new name.
  public let name: String
  /// Where the name stands.
  public let nameRange: SourceRange
  /// The type it stands for.
  public let type: TypeExpression

  init(name: String, nameRange: SourceRange, type: TypeExpression) {
    self.name = name
    self.nameRange = nameRange
    self.type = type
  }
}

/// One case of an `enum`.
public final class EnumCaseDeclaration: Sendable {
  /// Its name.
  public let name: String
  /// Where the name stands.
  public let nameRange: SourceRange
  /// What it carries.
  public let parameters: [Parameter]
  /// Whether it has parentheses.
  public let hasParameters: Bool
  /// Its raw value, when it is written.
  public let rawValue: Expression?
  /// Whether it says `indirect`.
  public let isIndirect: Bool

  init(
    name: String, nameRange: SourceRange, parameters: [Parameter], hasParameters: Bool,
    rawValue: Expression?, isIndirect: Bool
  ) {
    self.name = name
    self.nameRange = nameRange
    self.parameters = parameters
    self.hasParameters = hasParameters
    self.rawValue = rawValue
    self.isIndirect = isIndirect
  }
}

extension Parameter {
  /// A parameter that is not written: the new value of a setter.
  public init(word name: String, type: TypeExpression, at range: SourceRange) {
    self.init(
      label: nil, name: name, type: type, isInout: false, isVariadic: false, defaultValue: nil,
      range: range)
  }
}

extension TypeExpression {
  /// A name with what stands in its angle brackets.
  public convenience init(named name: Name, at range: SourceRange) {
    self.init(.name(name), range)
  }

  /// `Outer.Inner`.
  public convenience init(_ outer: TypeExpression, member name: Name, at range: SourceRange) {
    self.init(.member(outer, name), range)
  }

  /// A plain name at a place.
  public convenience init(word name: String, at range: SourceRange) {
    self.init(.name(Name(word: name, at: range)), range)
  }
}

extension CodeBlock {
  /// An empty block at a place.
  public init(emptyAt range: SourceRange) {
    self.init(statements: [], range: range, end: range)
  }
}

extension Pattern {
  /// A name.
  public convenience init(name: String, _ range: SourceRange) { self.init(.name(name), range) }

  /// Several patterns in parentheses.
  public convenience init(tuple elements: [Element], _ range: SourceRange) {
    self.init(.tuple(elements), range)
  }

  /// A case.
  public convenience init(
    base: Expression?, _ name: Name, _ elements: [Element], _ range: SourceRange
  ) {
    self.init(.enumCase(base: base, name, elements), range)
  }

  /// `x?`.
  public convenience init(optional inner: Pattern, _ range: SourceRange) {
    self.init(.optional(inner), range)
  }
}
