import LessonModel
import LessonSyntax

/// One checked expression: its type is known once the expression around it is finished.
final class Node {
  var op: Op
  var type: Type
  let range: SourceRange

  init(_ op: Op, _ type: Type, _ range: SourceRange) {
    self.op = op
    self.type = type
    self.range = range
  }

  indirect enum Op {
    case integer(IntegerLiteral)
    case floating(String)
    case bool(Bool)
    case string(String)
    case interpolation([Part])
    /// `nil`.
    case nothing
    case variable(Variable)
    /// A function of the cell's, as a value.
    case function(FunctionInfo)
    /// A function or operator of the library, as a value.
    case libraryFunction(Declaration, [String: Type])
    /// A standard operator as a value: `reduce(0, +)`.
    case operatorFunction(String)
    case array([Node])
    /// Keys and values by turns.
    case dictionary([Node])
    case tuple([Node])
    case element(Node, Int)
    case callFunction(FunctionInfo, [Node])
    case callValue(Node, [Node])
    /// A declaration of the library with its arguments, the value it is called on first.
    case library(Declaration, [String: Type], [Node])
    case closure(FunctionInfo)
    case ternary(Node, Node, Node)
    case and(Node, Node)
    case or(Node, Node)
    case not(Node)
    case coalesce(Node, Node)
    case arithmetic(Arithmetic, Node, Node)
    case negate(Node)
    case comparison(Comparison, Node, Node)
    case range(isClosed: Bool, Node, Node)
    case assign(Node, Node)
    case compound(Arithmetic, Node, Node)
    /// `&x`, and what a mutating method is called on.
    case reference(Node)
    case unwrap(Node)
    /// A chain that gives nil when a `link` in it finds nil.
    case chain(Node)
    case link(Node)
    case tryOptional(Node)
    /// The same value as another type: an optional of it, an `any P`.
    case convert(Node)
    case isNil(Node, negated: Bool)
    /// An `if` or `switch` that leaves its value in a variable.
    case choice([StatementNode], Variable)
    /// `#expect(...)`, `#require(...)`.
    case check(CheckNode)
    /// A stored property of a `struct`.
    case field(Node, Field)
    /// A computed property, a subscript, a `static` property.
    case access(Access)
    /// A new value of a `struct` or `enum`: which case, and its fields.
    case instance(tag: Int, [Node])
    /// A call of a function whose code is made for the types of the call.
    case callTemplate(FunctionInfo, [String: Type], [Node])
    /// Such a function as a value.
    case templateValue(FunctionInfo, [String: Type])
    /// The raw value of an `enum`, and the value with a raw value.
    case rawValue(Node)
    case fromRaw(Node)
    /// The value of an initializer that may fail; the one that calls it fails with it.
    case unwrapOrReturn(Node)
    /// `try!`.
    case tryForced(Node)
    /// An error as a type it may be of: `as?`, `as!`.
    case downcast(Node, Type, isForced: Bool)
    /// Whether an error is of a type.
    case isType(Node, Type)
    /// What is known only when a generic parameter stands for a type.
    case abstract([Node])
    /// `Dense`, as what stands before `.init` or `(`.
    case type
    case discard
    case error
  }

  /// One use of a property or subscript.
  final class Access {
    let property: Property
    var generics: [String: Type]
    /// The value it is a property of; none for a `static` one.
    let base: Node?
    let arguments: [Node]
    var getter: FunctionInfo?
    var setter: FunctionInfo?

    init(_ property: Property, _ generics: [String: Type], _ base: Node?, _ arguments: [Node]) {
      self.property = property
      self.generics = generics
      self.base = base
      self.arguments = arguments
      getter = property.getter
      setter = property.setter
    }
  }

  enum Part {
    case text(String)
    case value(Node)
  }

  var isError: Bool { if case .error = op { true } else { type == .error } }
}

/// The arithmetic operators of the standard library's numbers.
enum Arithmetic: String {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"
  case addWrapping = "&+"
  case subtractWrapping = "&-"
  case multiplyWrapping = "&*"
  case and = "&"
  case or = "|"
  case xor = "^"
  case shiftLeft = "<<"
  case shiftRight = ">>"
  case shiftLeftMasking = "&<<"
  case shiftRightMasking = "&>>"

  /// Whether floating-point numbers have it.
  var isForFloatingPoint: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide: true
    default: false
    }
  }

  /// Whether the second operand may be of another integer type than the first.
  var isShift: Bool {
    switch self {
    case .shiftLeft, .shiftRight, .shiftLeftMasking, .shiftRightMasking: true
    default: false
    }
  }

  /// What the operation does to its operands, in a sentence.
  var noun: String {
    switch self {
    case .add: "sum"
    case .subtract: "difference"
    case .multiply: "product"
    case .divide: "quotient"
    case .remainder: "remainder"
    default: "result"
    }
  }
}

/// The comparison operators.
enum Comparison: String {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="

  var isEquality: Bool { self == .equal || self == .notEqual }
}

/// One checked statement.
final class StatementNode {
  let op: Op
  let range: SourceRange

  init(_ op: Op, _ range: SourceRange) {
    self.op = op
    self.range = range
  }

  indirect enum Op {
    case expression(Node)
    case bind(PatternNode, Node)
    /// A variable that gets its value later.
    case declare(Variable)
    case conditional([ConditionNode], [StatementNode], [StatementNode])
    case loop([ConditionNode], [StatementNode], Loop)
    case repeatLoop([StatementNode], Node, Loop)
    case forIn(PatternNode, Node, filter: Node?, [StatementNode], Loop)
    case select(Node, Variable, [CaseNode], Loop)
    case giveBack(Node?)
    case leave(Loop)
    case next(Loop)
    case fallThrough
    case raise(Node)
    case catching([StatementNode], Variable, [CatchNode], Loop)
    case deferred([StatementNode])
    case block([StatementNode])
  }
}

/// What `break` and `continue` may leave.
final class Loop {
  let label: String?
  /// Whether `continue` may name it.
  let isLoop: Bool
  var hasBreak = false
  /// What comes after the case that is being checked.
  enum NextCase { case none, plain, binding }
  var nextCase = NextCase.none
  /// What is known where `fallthrough` goes on.
  var fallen: Flow?
  var number = 0
  init(_ label: String?, isLoop: Bool) {
    self.label = label
    self.isLoop = isLoop
  }
}

/// One checked condition.
enum ConditionNode {
  case expression(Node)
  /// The optional is matched against the pattern when it is not nil.
  case unwrap(PatternNode, Node)
  case match(PatternNode, Node)
}

/// One checked case of a `switch`.
struct CaseNode {
  var patterns: [(PatternNode, filter: Node?)]
  var body: [StatementNode]
}

/// One checked `catch`.
struct CatchNode {
  var patterns: [(PatternNode, filter: Node?)]
  var body: [StatementNode]
}

/// A checked pattern.
indirect enum PatternNode {
  case anything
  case variable(Variable)
  case tuple([PatternNode])
  /// A value that the subject must equal, or a range that must hold it: the node gives a `Bool` and
  /// reads the subject from the variable.
  case test(Variable, Node)
  /// An optional that is not nil.
  case some(PatternNode)
  /// A case of an `enum`, with patterns for what it carries.
  case enumCase(tag: Int, [PatternNode])
  /// An error that is of a type.
  case dynamic(Type, PatternNode)
}

/// A variable or constant.
final class Variable {
  let name: String
  var type: Type
  let isMutable: Bool
  let range: SourceRange
  unowned let owner: FunctionInfo
  /// Whether it belongs to the top level of the cells.
  let isGlobal: Bool
  /// For the top level: its place in the order of declarations.
  var order = 0
  /// The cell of a top-level variable.
  var cell = 0
  /// Whether a function within its owner uses it.
  var isCaptured = false
  var isParameter = false
  var isInout = false
  /// Where it lies, when code has been made for its owner.
  var slot: FunctionCode.Slot?
  /// Whether several patterns of one `case` give it its value.
  var isShared = false
  var wasMutated = false
  var wasRead = false

  init(
    _ name: String, _ type: Type, isMutable: Bool, range: SourceRange, owner: FunctionInfo,
    isGlobal: Bool = false
  ) {
    self.name = name
    self.type = type
    self.isMutable = isMutable
    self.range = range
    self.owner = owner
    self.isGlobal = isGlobal
  }
}

/// A function, a closure, or the statements of a cell.
final class FunctionInfo {
  let name: String
  let parent: FunctionInfo?
  var parameters: [Variable] = []
  /// The parameters as a call sees them.
  var interface: [Declaration.Parameter] = []
  var result: Type = .void
  var isThrowing = false
  var hasDiscardableResult = false
  var isClosure = false
  var range: SourceRange
  /// Variables of functions around it that it uses.
  var captures: [Variable] = []
  /// Copies made when a closure is made: `[x]`.
  var captureList: [(Variable, Node)] = []
  /// Local functions it uses, whose captures it must have too.
  var uses: [FunctionInfo] = []
  /// Closures and functions made within it.
  var closures: [FunctionInfo] = []
  /// Top-level variables it uses, with where.
  var globals: [(Variable, SourceRange)] = []
  var body: [StatementNode] = []
  /// The value of a closure that is one expression.
  var expression: Node?
  var code: FunctionCode
  /// For a cell: the code of the value it shows.
  var shown: Run<Value>?
  /// For a function of the top level: its cell.
  var cell = 0
  /// Whether it throws only what its arguments throw.
  var isRethrowing = false
  /// Whether something in a closure throws that nothing in it catches.
  var throwsByItself = false
  /// How it was declared, when it belongs to a type or is generic.
  var template: Template?
  /// What its template's generic parameters stand for.
  var arguments: [String: Type] = [:]
  /// `self`, in a method.
  var selfVariable: Variable?
  /// In an initializer: what stands for the stored properties while they get their values.
  var fieldStates: [Variable] = []
  /// Whether its body is checked for generic parameters as they are, so that no code is made of it.
  var isAbstract = false

  init(_ name: String, parent: FunctionInfo?, range: SourceRange) {
    self.name = name
    self.parent = parent
    self.range = range
    code = FunctionCode(name)
  }

  /// The function's type as a value.
  var type: Type {
    .function(
      interface.map {
        Type.Parameter($0.isVariadic ? .array($0.type) : $0.type, isInout: $0.isInout)
      }, result, isThrowing: isThrowing)
  }

  /// `f(_:by:)`.
  var fullName: String { name + "(" + interface.map { ($0.label ?? "_") + ":" }.joined() + ")" }

  /// Notes that the function uses a variable.
  func use(_ variable: Variable, at range: SourceRange) {
    if variable.isGlobal {
      if !globals.contains(where: { $0.0 === variable }) { globals.append((variable, range)) }
      return
    }
    var function: FunctionInfo? = self
    while let current = function, current !== variable.owner {
      variable.isCaptured = true
      if !current.captures.contains(where: { $0 === variable }) {
        current.captures.append(variable)
      }
      function = current.parent
    }
  }

  /// Whether this function is, or lies within, another.
  func isWithin(_ other: FunctionInfo) -> Bool {
    var function: FunctionInfo? = self
    while let current = function {
      if current === other { return true }
      function = current.parent
    }
    return false
  }
}
