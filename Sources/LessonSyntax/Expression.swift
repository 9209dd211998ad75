import LessonModel

/// One expression.
public final class Expression: Sendable {
  /// What it is.
  public let kind: Kind
  /// Where it stands in the lesson file.
  public let range: SourceRange

  /// An expression at a place.
  public init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  /// The expressions of the language.
  public enum Kind: Sendable {
    /// `42`, `0xFF`, `1_000`.
    case integer(IntegerLiteral)
    /// `1.5`, `1e-3`: the text without underscores.
    case float(String)
    /// `true`, `false`.
    case bool(Bool)
    /// A string, whole or with `\( )`.
    case string([StringPart])
    /// `nil`.
    case nilLiteral
    /// A variable, a function or a type.
    case name(Name)
    /// `.relu`.
    case implicitMember(Name)
    /// `a.b`.
    case member(Expression, Name)
    /// `f(x, by: y) { }`: trailing closures are the last arguments.
    case call(Expression, [Argument])
    /// `a[i]`.
    case subscripted(Expression, [Argument])
    /// `[1, 2]`.
    case array([Expression])
    /// `["a": 1]`.
    case dictionary([DictionaryEntry])
    /// `(1, b: 2)`; never of one element without a label.
    case tuple([Argument])
    /// `{ x in x + 1 }`.
    case closure(Closure)
    /// `-x`, `!x`: an operator that is written before.
    case prefix(Name, Expression)
    /// An operator that is written after, other than `!` and `?`.
    case postfix(Expression, Name)
    /// `a + b`.
    case binary(Expression, Name, Expression)
    /// `condition ? a : b`.
    case ternary(Expression, Expression, Expression)
    /// `a = b`.
    case assignment(Expression, Expression)
    /// `x!`.
    case forceUnwrap(Expression)
    /// `x?` within a chain.
    case optionalLink(Expression)
    /// The whole of a chain that has a `?` in it.
    case optionalChain(Expression)
    /// `x as T`, `x as? T`, `x as! T`.
    case cast(Expression, TypeExpression, Cast)
    /// `x is T`.
    case typeTest(Expression, TypeExpression)
    /// `&x`.
    case reference(Expression)
    /// `try x`, `try? x`, `try! x`.
    case attempt(Expression, Attempt)
    /// `#expect(...)`.
    case macro(Name, [Argument])
    /// A type that is written as one: `[Int]`, `Int?`.
    case type(TypeExpression)
    /// `_` on the left of an assignment.
    case discard
    /// `(x)`.
    case parenthesized(Expression)
    /// An `if` or `switch` as a value.
    case statement(Statement)
    /// What could not be understood; already reported.
    case error
  }

  /// How `as` is written.
  public enum Cast: Sendable { case plain, conditional, forced }

  /// How `try` is written.
  public enum Attempt: Sendable { case plain, optional, forced }
}

/// A whole number as it is written.
public struct IntegerLiteral: Sendable, Hashable {
  /// The digits, without prefix and underscores.
  public var digits: String
  /// 2, 8, 10 or 16.
  public var radix: Int
  /// A decimal number.
  public init(digits: String, radix: Int = 10) {
    self.digits = digits
    self.radix = radix
  }

  /// The number, when it fits.
  public var magnitude: UInt64? { UInt64(digits, radix: radix) }
}

/// A word with its place.
public struct Name: Sendable {
  /// The word, without backticks.
  public var text: String
  /// Where it stands.
  public var range: SourceRange
  /// `f(_:by:)`: the labels when they are written.
  public var labels: [String]?
  /// `Array<Int>`: the types between angle brackets.
  public var arguments: [TypeExpression]?

  init(
    _ text: String, _ range: SourceRange, labels: [String]? = nil,
    arguments: [TypeExpression]? = nil
  ) {
    self.text = text
    self.range = range
    self.labels = labels
    self.arguments = arguments
  }

  /// A plain word at a place.
  public init(word text: String, at range: SourceRange) {
    self.init(text, range)
  }
}

/// One argument of a call, one element of a tuple.
public struct Argument: Sendable {
  /// The word before the colon.
  public var label: Name?
  /// What is given.
  public var value: Expression
  /// Whether it is written after the parentheses.
  public var isTrailing: Bool

  init(label: Name?, value: Expression, isTrailing: Bool) {
    self.label = label
    self.value = value
    self.isTrailing = isTrailing
  }

  /// An argument without a label.
  public init(plain value: Expression) {
    self.init(label: nil, value: value, isTrailing: false)
  }
}

/// One entry of a dictionary literal.
public struct DictionaryEntry: Sendable {
  /// Before the colon.
  public var key: Expression
  /// After it.
  public var value: Expression

  /// An entry.
  public init(key: Expression, value: Expression) {
    self.key = key
    self.value = value
  }
}

/// A stretch of a string literal.
public enum StringPart: Sendable {
  /// Characters, with their escapes resolved.
  case text(String)
  /// `\(x)`.
  case interpolation(Expression)
}

/// A closure as it is written.
public final class Closure: Sendable {
  /// `[x, y = z]`.
  public let captures: [Capture]
  /// The parameters; `nil` when the body uses `$0`.
  public let parameters: [ClosureParameter]?
  /// The type after `->`.
  public let result: TypeExpression?
  /// Whether it says `throws`.
  public let isThrowing: Bool
  /// What it does.
  public let body: CodeBlock
  /// How many of `$0`, `$1` it uses: the highest plus one.
  public let shorthandCount: Int
  /// Whether it is written as a key path: `\.count`.
  public let isKeyPath: Bool

  init(
    captures: [Capture], parameters: [ClosureParameter]?, result: TypeExpression?,
    isThrowing: Bool, body: CodeBlock, shorthandCount: Int, isKeyPath: Bool = false
  ) {
    self.isKeyPath = isKeyPath
    self.captures = captures
    self.parameters = parameters
    self.result = result
    self.isThrowing = isThrowing
    self.body = body
    self.shorthandCount = shorthandCount
  }

  /// One entry of a capture list.
  public struct Capture: Sendable {
    /// What the body calls it.
    public var name: Name
    /// What is captured, when it is not the name itself.
    public var value: Expression?
  }
}

/// One parameter of a closure.
public struct ClosureParameter: Sendable {
  /// What the body calls it; `_` for none.
  public var name: Name
  /// Its type, when it is written.
  public var type: TypeExpression?
  /// Whether it is `inout`.
  public var isInout: Bool
}

/// A type as it is written.
public final class TypeExpression: Sendable {
  /// What it is.
  public let kind: Kind
  /// Where it stands.
  public let range: SourceRange

  init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  /// The types of the language.
  public enum Kind: Sendable {
    /// `Int`, `Array<Int>`.
    case name(Name)
    /// `Outer.Inner`.
    case member(TypeExpression, Name)
    /// `[T]`.
    case array(TypeExpression)
    /// `[K: V]`.
    case dictionary(TypeExpression, TypeExpression)
    /// `T?`.
    case optional(TypeExpression)
    /// `(a: Int, Double)`; empty for `Void`.
    case tuple([Element])
    /// `(Int) throws -> Double`.
    case function([Element], isThrowing: Bool, TypeExpression)
    /// `any P`.
    case any(TypeExpression)
    /// `_` in angle brackets; also what could not be understood and is already reported.
    case unknown
  }

  /// One element of a tuple type, one parameter of a function type.
  public struct Element: Sendable {
    /// The label.
    public var label: String?
    /// The type.
    public var type: TypeExpression
    /// Whether it is `inout`.
    public var isInout: Bool
    /// Whether it is followed by `...`.
    public var isVariadic: Bool
  }
}

/// A pattern.
public final class Pattern: Sendable {
  /// What it is.
  public let kind: Kind
  /// Where it stands.
  public let range: SourceRange

  init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  /// The patterns of the language.
  public enum Kind: Sendable {
    /// A new name.
    case name(String)
    /// `_`.
    case wildcard
    /// `(a, b)`.
    case tuple([Element])
    /// `let (a, b)` within a `case`.
    case binding(isMutable: Bool, Pattern)
    /// Anything that is compared: `1...3`, `.some`, a value.
    case expression(Expression)
    /// `.circle(let r)`: a case with patterns for what it carries.
    case enumCase(base: Expression?, Name, [Element])
    /// `x?`.
    case optional(Pattern)
    /// `is T`.
    case isType(TypeExpression)
    /// `pattern as T`.
    case asType(Pattern, TypeExpression)
    /// `pattern: T`, in a `for`.
    case typed(Pattern, TypeExpression)
  }

  /// One element of a tuple pattern.
  public struct Element: Sendable {
    /// The label.
    public var label: String?
    /// The pattern.
    public var pattern: Pattern
  }
}
