import LessonModel

/// A cell as the interpreter sees it: statements in order, each with its place in the lesson file.
///
/// The types of this target, one line each:
/// - `Program`, `Statement`, `Expression`, `Pattern`, `TypeExpression`, `FunctionDeclaration`: the tree
/// - `Lowering`: cell text → `Program` and the parser's own diagnostics
/// - `Dialect`: what is refused by name
/// - `Signature`: one declaration of the library as text → name, labels, types, defaults
/// - `Highlighter`: what the words of a code are, for colouring
/// - `LargeStack`: room for deep recursion
public struct Program: Sendable {
  /// The statements of the cell's top level.
  public var statements: [Statement]
  /// Whether the text could be parsed: when not, the tree holds what was understood of it.
  public var isReadable: Bool
  /// Whether everything in the text is part of the language.
  public var isComplete: Bool
  /// The names that refused declarations would have declared.
  public var refusedNames: Set<String>

  /// A program of these statements.
  public init(
    statements: [Statement], isReadable: Bool = true, isComplete: Bool = true,
    refusedNames: Set<String> = []
  ) {
    self.statements = statements
    self.isReadable = isReadable
    self.isComplete = isComplete
    self.refusedNames = refusedNames
  }
}

/// One statement.
public final class Statement: Sendable {
  /// What it is.
  public let kind: Kind
  /// Where it stands in the lesson file.
  public let range: SourceRange

  /// A statement at a place.
  public init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  /// The statements of the language.
  public enum Kind: Sendable {
    /// An expression for its effect, or a cell's last one for its value.
    case expression(Expression)
    /// `let (a, b) = f(), c = 1`: one entry for each pattern.
    case binding(isMutable: Bool, [Binding])
    /// A function of the learner's own.
    case function(FunctionDeclaration)
    /// A `struct`, an `enum` or an `extension`.
    case type(TypeDeclaration)
    /// A `typealias`.
    case alias(AliasDeclaration)
    /// A variable that is computed whenever it is read.
    case computed(PropertyDeclaration)
    /// `if`, with its `else` (another `if` is a block of one statement).
    case `if`([Condition], then: CodeBlock, else: CodeBlock?)
    /// `guard ... else { }`.
    case `guard`([Condition], else: CodeBlock)
    /// `while`.
    case `while`([Condition], CodeBlock, label: Label?)
    /// `repeat { } while condition`.
    case `repeat`(CodeBlock, Expression, label: Label?)
    /// `for pattern in sequence where condition { }`.
    case forIn(Pattern, isCase: Bool, Expression, filter: Expression?, CodeBlock, label: Label?)
    /// `switch`.
    case `switch`(Expression, [SwitchCase], label: Label?)
    /// `do { }`, with its `catch` clauses.
    case `do`(CodeBlock, [CatchClause], label: Label?)
    /// `defer { }`.
    case `defer`(CodeBlock)
    /// `return`, with its value.
    case `return`(Expression?)
    /// `break`, with the label it names.
    case `break`(Label?)
    /// `continue`, with the label it names.
    case `continue`(Label?)
    /// `fallthrough`.
    case `fallthrough`
    /// `throw`.
    case `throw`(Expression)
  }

  /// One pattern of a `let` or `var`, with what it is given.
  public struct Binding: Sendable {
    /// The name, or the names in their shape.
    public var pattern: Pattern
    /// The type written after the pattern.
    public var type: TypeExpression?
    /// What it starts as.
    public var value: Expression?
  }

  /// One condition of an `if`, `guard` or `while`.
  public enum Condition: Sendable {
    /// A Boolean expression.
    case expression(Expression)
    /// `let name = optional` or `let name`.
    case optionalBinding(
      isMutable: Bool, Pattern, type: TypeExpression?, Expression?, SourceRange)
    /// `case pattern = expression`.
    case matching(Pattern, type: TypeExpression?, Expression, SourceRange)
  }

  /// A name before a loop or after `break`.
  public struct Label: Sendable {
    /// The name.
    public var name: String
    /// Where it stands.
    public var range: SourceRange
  }

  /// One `case` or `default` of a `switch`.
  public struct SwitchCase: Sendable {
    /// The patterns, each with its `where`; none for `default`.
    public var items: [Item]
    /// Whether it is `default`.
    public var isDefault: Bool
    /// What it does.
    public var body: CodeBlock
    /// The `case ...:` itself.
    public var range: SourceRange

    /// A pattern with its `where`.
    public struct Item: Sendable {
      /// What is matched.
      public var pattern: Pattern
      /// The further condition.
      public var filter: Expression?
    }
  }

  /// One `catch` of a `do`.
  public struct CatchClause: Sendable {
    /// The patterns; none catches everything as `error`.
    public var items: [SwitchCase.Item]
    /// What it does.
    public var body: CodeBlock
    /// The `catch` itself.
    public var range: SourceRange
  }
}

/// Statements between braces.
public struct CodeBlock: Sendable {
  /// The statements in order.
  public var statements: [Statement]
  /// The block with its braces.
  public var range: SourceRange
  /// The closing brace.
  public var end: SourceRange
}

/// A function, a method, an initializer, a subscript or an operator as it is declared.
public final class FunctionDeclaration: Sendable {
  /// What is declared.
  public enum Kind: Sendable { case function, initializer, `subscript` }

  /// What is declared.
  public let kind: Kind
  /// Its name: an identifier, an operator, `init` or `subscript`.
  public let name: String
  /// Where the name stands.
  public let nameRange: SourceRange
  /// The parameters in order.
  public let parameters: [Parameter]
  /// The type after `->`; `nil` for none.
  public let result: TypeExpression?
  /// Whether it says `throws`.
  public let isThrowing: Bool
  /// Whether it says `rethrows`.
  public let isRethrowing: Bool
  /// Whether its result may be left unused.
  public let hasDiscardableResult: Bool
  /// `<T: Comparable>`.
  public let generics: [GenericParameter]
  /// What stands after `where`.
  public let requirements: [GenericRequirement]
  /// What stands before it.
  public let modifiers: Modifiers
  /// Whether it is `init?`.
  public let isFailable: Bool
  /// What it does; empty for a subscript.
  public let body: CodeBlock
  /// The code of a subscript.
  public let accessors: Accessors?

  /// The words before a declaration.
  public struct Modifiers: Sendable {
    /// `static`.
    public var isStatic = false
    /// `mutating`.
    public var isMutating = false
    /// `indirect`.
    public var isIndirect = false
    /// `prefix`, `postfix`.
    public var fixity: Signature.Fixity = .none
    /// `private`, `private(set)`.
    public var access = Access()
  }

  init(
    kind: Kind = .function, name: String, nameRange: SourceRange, parameters: [Parameter],
    result: TypeExpression?, isThrowing: Bool, isRethrowing: Bool = false,
    hasDiscardableResult: Bool, generics: [GenericParameter],
    requirements: [GenericRequirement] = [], modifiers: Modifiers = Modifiers(),
    isFailable: Bool = false, body: CodeBlock, accessors: Accessors? = nil
  ) {
    self.kind = kind
    self.name = name
    self.nameRange = nameRange
    self.parameters = parameters
    self.result = result
    self.isThrowing = isThrowing
    self.isRethrowing = isRethrowing
    self.hasDiscardableResult = hasDiscardableResult
    self.generics = generics
    self.requirements = requirements
    self.modifiers = modifiers
    self.isFailable = isFailable
    self.body = body
    self.accessors = accessors
  }
}

/// One parameter of a function.
public struct Parameter: Sendable {
  /// What a call writes before the colon; `nil` for `_`.
  public var label: String?
  /// What the body calls it.
  public var name: String
  /// Its type, without `inout` and `...`.
  public var type: TypeExpression
  /// Whether it is `inout`.
  public var isInout: Bool
  /// Whether it takes any number of arguments.
  public var isVariadic: Bool
  /// What it is when a call leaves it out.
  public var defaultValue: Expression?
  /// Where it stands.
  public var range: SourceRange
}

/// One generic parameter: `T: Comparable`.
public struct GenericParameter: Sendable {
  /// Its name.
  public var name: String
  /// The protocols it must conform to.
  public var constraints: [TypeExpression]
  /// Where it stands.
  public var range: SourceRange
}
