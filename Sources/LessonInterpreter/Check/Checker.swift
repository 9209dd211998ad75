public import LessonModel
public import LessonSyntax

/// Checks a whole lesson before its first cell runs: names, types, labels, overloads, mutability,
/// values that are missing or unused.
///
/// Inference goes both ways. What is expected flows down to literals, closures, `.members` and
/// `nil`; what an expression is flows up; the `Solver` holds what is still open in between.
public final class Checker {
  let library: Library
  /// The types that the cells declare.
  let table = TypeTable()
  /// The types of the blocks that are being declared, innermost last.
  var newTypes: [[UserType]] = []
  /// Bodies of members and generic functions that are still to be checked.
  var templateBodies: [FunctionInfo] = []
  /// How many functions have been made of generic ones.
  var instanceCount = 0
  /// While a body is checked that was checked before for other types, its problems are kept here.
  var muted: [Diagnostic]?
  /// Which function an overloaded call of a generic body means.
  var decisions: [Decision: ObjectIdentifier] = [:]
  /// The concrete types of which values are made.
  var realised: [Type: Realisation] = [:]
  /// How errors of the program leave the point that is being checked.
  var handler = ErrorHandler.anything
  /// The names that the first pattern of a `case` binds, while its further ones are checked.
  var sharedNames: [String: Variable]?
  var boundNames: Set<String> = []
  /// Where the stored `static` properties lie.
  var staticVariables: [Variable] = []
  var solver: Solver
  var diagnostics: [[Diagnostic]] = []
  /// The cell that is being checked.
  var cell = 0
  var scopes: [Scope] = []
  var function: FunctionInfo
  var flow = Flow()
  var loops: [Loop] = []
  /// Whether a `try` covers what is being checked.
  var isTrying = false
  var declarations: [String: Declaration?] = [:]
  /// Top-level functions in the order they were declared, for what they use.
  var topFunctions: [FunctionInfo] = []
  /// Uses of top-level functions from the top level: function, place, how many variables existed.
  var topUses: [(FunctionInfo, SourceRange, Int)] = []
  var globals: [Variable] = []
  var allFunctions: [FunctionInfo] = []
  /// The functions that are declared and whose bodies are still to be checked.
  var pending: [ObjectIdentifier: FunctionInfo] = [:]
  var bodies: [(FunctionDeclaration, FunctionInfo)] = []
  /// Where a throwing function of the library is called, with `try` or without.
  var throwingCalls: [SourceRange] = []
  /// How many statements deep in loops the point is; for constants that are assigned later.
  var nesting = 0
  /// How deep the expression that is being checked is nested.
  var depth = 0
  /// The first type variable of the expression that is being checked.
  var expressionStart = 0
  /// Where requirements on generic parameters are reported.
  var requirementRange = SourceRange(at: SourcePosition(line: 1, column: 1))
  /// Names of declarations that were refused: their absence is no further error.
  var refusedNames: Set<String> = []
  /// What is known of the numbers in the expression that is being finished.
  var constants: [ObjectIdentifier: Int128] = [:]
  static let deepestNesting = 3_000

  private var usesInstructions = true

  private init(library: Library) {
    var library = library
    library.table = table
    self.library = library
    solver = Solver(library: library)
    function = FunctionInfo("", parent: nil, range: SourceRange(at: .init(line: 1, column: 1)))
  }

  /// Checks the cells of a lesson in their order. Cells that are not run are left out by the caller.
  ///
  /// Runnable code is made as well: of instructions where there are any, or of closures alone, which
  /// mean the same and take the same steps, only more slowly.
  public static func check(
    cells: [(cell: Cell, program: Program)], library: Library, usesInstructions: Bool = true
  ) -> CheckedLesson {
    LargeStack.run {
      let checker = Checker(library: library)
      checker.usesInstructions = usesInstructions
      return checker.check(cells)
    }
  }

  private func check(_ cells: [(cell: Cell, program: Program)]) -> CheckedLesson {
    diagnostics = cells.map { _ in [] }
    var mains: [FunctionInfo] = []
    scopes = [Scope(function: function)]
    for (index, (_, program)) in cells.enumerated() {
      cell = index
      let start = program.statements.first?.range ?? SourceRange(at: .init(line: 1, column: 1))
      let main = FunctionInfo("", parent: nil, range: start)
      function = main
      allFunctions.append(main)
      scopes = [Scope(names: scopes[0].names, function: main)]
      refusedNames.formUnion(program.refusedNames)
      if program.isReadable {
        flow = Flow()
        check(cell: program, main)
      } else {
        declareUnchecked(program.statements)
      }
      mains.append(main)
    }
    realiseWitnesses()
    propagateCaptures()
    let hasErrors = diagnostics.joined().contains { $0.severity == .error }
    let sorted = diagnostics.map { list in list.sorted { Self.isBefore($0, $1) } }
    var layout = Layout()
    if !hasErrors, cells.allSatisfy({ $0.program.isComplete }) {
      let compiler = Compiler(library: library, usesInstructions: usesInstructions)
      layout = compiler.compile(
        mains, globals: globals + staticVariables, functions: allFunctions, realised: realised)
    }
    return CheckedLesson(
      diagnostics: sorted, throwingCalls: throwingCalls, mains: mains, layout: layout,
      library: library,
      isRunnable: !hasErrors && cells.allSatisfy { $0.program.isComplete })
  }

  private static func isBefore(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
    let start = SourcePosition(line: 0, column: 0)
    return (a.range?.start ?? start) < (b.range?.start ?? start)
  }

  /// Declares what a cell that could not be read declares, so that later cells do not stumble.
  private func declareUnchecked(_ statements: [Statement]) {
    for statement in statements {
      switch statement.kind {
      case .binding(let isMutable, let bindings):
        for binding in bindings { declareUnchecked(binding.pattern, isMutable) }
      case .function(let declaration):
        let variable = Variable(
          declaration.name, .error, isMutable: false, range: declaration.nameRange,
          owner: function, isGlobal: true)
        scopes[0].names[declaration.name] = .variable(variable)
      case .type(let declaration): refusedNames.insert(declaration.name)
      case .alias(let declaration): refusedNames.insert(declaration.name)
      case .computed(let declaration): refusedNames.insert(declaration.name)
      default: break
      }
    }
  }

  private func declareUnchecked(_ pattern: Pattern, _ isMutable: Bool) {
    switch pattern.kind {
    case .name(let name):
      scopes[0].names[name] = .variable(
        Variable(
          name, .error, isMutable: true, range: pattern.range, owner: function, isGlobal: true))
    case .tuple(let elements):
      for element in elements { declareUnchecked(element.pattern, isMutable) }
    case .typed(let inner, _), .binding(_, let inner): declareUnchecked(inner, isMutable)
    default: break
    }
  }

  private func check(cell program: Program, _ main: FunctionInfo) {
    main.cell = cell
    let first = topFunctions.count
    declareTypes(program.statements)
    declareFunctions(program.statements)
    declareMembers(program.statements)
    for (index, statement) in program.statements.enumerated() {
      if index == program.statements.count - 1, case .expression(let expression) = statement.kind,
        case .assignment = expression.kind
      {
        append(statement, to: &main.body)
      } else if index == program.statements.count - 1,
        case .expression(let expression) = statement.kind
      {
        let node = complete(infer(expression, expected: nil))
        if node.type.isVoid || node.type == .never || node.isError {
          main.body.append(StatementNode(.expression(node), statement.range))
        } else {
          main.expression = node
        }
      } else {
        append(statement, to: &main.body)
      }
    }
    checkBodies(from: first)
  }

  // MARK: Reporting

  func report(_ diagnostic: Diagnostic) {
    if muted != nil {
      muted?.append(diagnostic)
      return
    }
    guard diagnostics[cell].count < 200 else { return }
    if !diagnostics[cell].contains(diagnostic) { diagnostics[cell].append(diagnostic) }
  }

  func error(
    _ id: String, _ message: String, at range: SourceRange, notes: [Diagnostic.Note] = [],
    fix: Diagnostic.Fix? = nil
  ) {
    report(Diagnostic(.error, id: id, message, at: range, notes: notes, fix: fix))
  }

  func warning(
    _ id: String, _ message: String, at range: SourceRange, fix: Diagnostic.Fix? = nil
  ) {
    report(Diagnostic(.warning, id: id, message, at: range, fix: fix))
  }

  func errorNode(_ range: SourceRange) -> Node { Node(.error, .error, range) }

  // MARK: Names

  func lookUp(_ name: String) -> Scope.Entity? {
    for scope in scopes.reversed() {
      if let entity = scope.names[name] { return entity }
      if let braces = scope.braces, !Library.isOperator(name), hasMember(braces.selfType, name) {
        return .member(isStatic: braces.isStatic)
      }
    }
    return nil
  }

  func declare(_ variable: Variable) {
    guard variable.name != "_" else { return }
    let scope = scopes.count - 1
    switch scopes[scope].names[variable.name] {
    case .variable(let other)?:
      redeclared(variable.name, variable.range, other.range)
    case .functions(let others)?:
      redeclared(variable.name, variable.range, others.first?.range ?? variable.range)
    case .type(let other)?:
      redeclared(variable.name, variable.range, other.declaration.nameRange)
    case .computed(let other)?: redeclared(variable.name, variable.range, other.range)
    case .alias?, .member?, nil: break
    }
    scopes[scope].names[variable.name] = .variable(variable)
    if variable.isGlobal {
      variable.order = globals.count
      variable.cell = cell
      globals.append(variable)
    }
  }

  func redeclared(_ name: String, _ range: SourceRange, _ earlier: SourceRange) {
    error(
      "redeclaration", "invalid redeclaration of '\(name)'", at: range,
      notes: [
        Diagnostic.Note(
          "'\(name)' is declared here; to change it, make it a 'var' and write '\(name) = ...'",
          at: earlier)
      ])
  }

  func declare(_ info: FunctionInfo) {
    let scope = scopes.count - 1
    switch scopes[scope].names[info.name] {
    case .variable(let other)?:
      redeclared(info.name, info.range, other.range)
      scopes[scope].names[info.name] = .functions([info])
    case .functions(let others)?:
      if let same = others.first(where: { $0.fullName == info.fullName && $0.type == info.type }) {
        redeclared(info.fullName, info.range, same.range)
      }
      scopes[scope].names[info.name] = .functions(others + [info])
    case .type, .alias, .computed, .member, nil: scopes[scope].names[info.name] = .functions([info])
    }
  }

  func inScope<R>(_ body: () -> R) -> R {
    scopes.append(Scope(function: function))
    defer { scopes.removeLast() }
    return body()
  }

  /// Every name that can be seen, for spelling.
  var visibleNames: Set<String> {
    var names = Set(library.functions.keys.filter { !Library.isOperator($0) })
    names.formUnion(library.types.keys)
    for scope in scopes { names.formUnion(scope.names.keys) }
    return names
  }

  /// The resolved form of a declaration of the library; `nil` when the library is wrong, which its
  /// own test reports.
  func declaration(_ binding: Binding, in type: TypeBinding?) -> Declaration? {
    let key = (type?.name ?? "") + " " + binding.declaration
    if let known = declarations[key] { return known }
    let resolved: Declaration?
    do { resolved = try Declaration(binding, in: type, library) } catch {
      self.error(
        "library", "the library's own declaration is wrong \(error)",
        at: SourceRange(at: .init(line: 1, column: 1)))
      resolved = nil
    }
    declarations[key] = resolved
    return resolved
  }

  /// A type of the library. Where a value follows, the types in angle brackets may be left out.
  func resolveInLibrary(_ expression: TypeExpression, isOpen: Bool = false) -> Type {
    var resolver = TypeResolver(library: library) { [self] expression, message in
      var fix: Diagnostic.Fix?
      var message = message
      if case .name(let name) = expression.kind, refusedNames.contains(name.text) { return }
      if case .name(let name) = expression.kind, library.types[name.text] == nil,
        let close = Spelling.nearest(
          to: name.text, in: library.types.values.filter { !$0.isProtocol }.map(\.name).sorted())
      {
        message += "; did you mean '\(close)'?"
        fix = Diagnostic.Fix(
          "replace '\(name.text)' with '\(close)'", range: name.range, replacement: close)
      }
      error("unknown-type", message, at: expression.range, fix: fix)
    }
    if isOpen { resolver.open = { [self] in solver.fresh() } }
    let type = resolver.resolve(expression) ?? .error
    if type.contains(where: {
      if case .existential(let name) = $0 { !isProtocol(name) } else { false }
    }) {
      error("unknown-type", "cannot find type '\(type)' in scope", at: expression.range)
      return .error
    }
    return type
  }

  private func isProtocol(_ name: String) -> Bool {
    library.types.values.contains { $0.protocols.contains(name) }
  }

  // MARK: After the last cell

  /// Gives every function the captures of the local functions it uses.
  private func propagateCaptures() {
    var changed = true
    while changed {
      changed = false
      for user in allFunctions {
        for used in user.uses {
          for variable in used.captures
          where variable.owner !== user && user.isWithin(variable.owner)
            && !user.captures.contains(where: { $0 === variable })
          {
            user.use(variable, at: user.range)
            changed = true
          }
        }
      }
    }
    checkUsesBeforeDeclaration()
  }

  /// A function may use variables that are declared below it, but not be called above them.
  private func checkUsesBeforeDeclaration() {
    for (used, range, existing) in topUses {
      var seen: Set<ObjectIdentifier> = []
      var pending = [used]
      while let next = pending.popLast() {
        guard seen.insert(ObjectIdentifier(next)).inserted else { continue }
        if let (late, _) = next.globals.first(where: { $0.0.order >= existing }) {
          cell = used.cell
          error(
            "use-before-declaration",
            "'\(used.name)' uses '\(late.name)' before its declaration; move the call below it",
            at: range, notes: [Diagnostic.Note("'\(late.name)' is declared here", at: late.range)])
          break
        }
        pending += next.uses
        pending += next.closures
      }
    }
  }
}

/// A lesson that was checked: what is wrong with it, and what can be run.
public struct CheckedLesson {
  /// What was found in each cell, in the order of the text.
  public let diagnostics: [[Diagnostic]]
  /// Where a throwing function of the library is called, which needs a `try` in plain Swift.
  public let throwingCalls: [SourceRange]
  let mains: [FunctionInfo]
  let layout: Layout
  let library: Library
  /// Whether the lesson has no errors.
  public let isRunnable: Bool
}

/// How much room the top level's variables need.
struct Layout {
  var words = 0
  var values = 0
}
