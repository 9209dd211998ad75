// This file checks the bodies of members and of generic functions: once as they are declared, and
// once more for each list of types that their generic parameters stand for.
import LessonModel
import LessonSyntax

/// Where an error of the program goes from the point that is being checked.
indirect enum ErrorHandler {
  /// Out of the function, which says `throws`, or out of the cell.
  case anything
  /// Nowhere.
  case nothing
  /// Out of a closure, which throws then.
  case closure
  /// To the `catch` of a `do`, and on when that does not take all.
  case catching(isExhaustive: Bool, outer: ErrorHandler)
}

/// The functions that values of a type of the cells bring along.
struct Realisation {
  var describe: FunctionInfo?
  var equal: FunctionInfo?
  var less: FunctionInfo?
  var hash: FunctionInfo?
}

extension Checker {
  /// How many functions are made of generic ones at most.
  static let mostInstances = 2_000
  /// The largest type, in names, that a generic parameter may stand for.
  static let largestType = 60

  // MARK: Instances

  /// The function that a generic one is for these types; the generic one itself where they are not
  /// all known.
  func instance(
    of info: FunctionInfo, _ generics: [String: Type], at range: SourceRange
  ) -> FunctionInfo {
    guard let template = info.template, !template.generics.isEmpty else { return info }
    var arguments: [Type] = []
    for generic in template.generics {
      guard let type = generics[generic.key], !type.isAbstract else { return info }
      arguments.append(type)
    }
    if let known = template.instances[arguments] { return known }
    guard instanceCount < Self.mostInstances, arguments.allSatisfy({ $0.size < Self.largestType })
    else {
      let muted = muted
      self.muted = nil
      error(
        "generic-growth",
        "'\(info.name)' is used with more and more types without end; use fewer types", at: range)
      self.muted = muted
      return info
    }
    instanceCount += 1
    let made = FunctionInfo(info.name, parent: template.parent, range: info.range)
    made.template = template
    made.arguments = generics.filter { pair in template.generics.contains { $0.key == pair.key } }
    made.isThrowing = info.isThrowing
    made.hasDiscardableResult = info.hasDiscardableResult
    made.cell = info.cell
    made.result = substitute(info.result, made.arguments)
    made.interface = info.interface.map {
      var parameter = $0
      parameter.type = substitute($0.type, made.arguments)
      return parameter
    }
    for variable in info.parameters {
      let copy = Variable(
        variable.name, substitute(variable.type, made.arguments), isMutable: variable.isMutable,
        range: variable.range, owner: made)
      copy.isParameter = true
      copy.isInout = variable.isInout
      if variable === info.selfVariable { made.selfVariable = copy }
      made.parameters.append(copy)
    }
    template.instances[arguments] = made
    allFunctions.append(made)
    template.parent.closures.append(made)
    topFunctions.append(made)
    templateBodies.append(made)
    return made
  }

  // MARK: Bodies

  /// Checks the bodies that wait for it.
  func checkTemplateBodies() {
    var next = 0
    while next < templateBodies.count {
      let info = templateBodies[next]
      next += 1
      check(template: info)
      if next == templateBodies.count {
        templateBodies = []
        next = 0
      }
    }
  }

  private func check(template info: FunctionInfo) {
    guard let template = info.template else { return }
    let saved = (scopes, flow, cell, function, handler, loops, muted)
    let count = (allFunctions.count, topFunctions.count)
    let isInstance = !info.arguments.isEmpty
    if isInstance { muted = [] }
    scopes = template.scopes
    if scopes.isEmpty { scopes = [saved.0[0]] } else { scopes[0] = saved.0[0] }
    cell = template.cell
    function = template.parent
    flow = Flow()
    loops = []
    var names: [String: Scope.Entity] = [:]
    for generic in template.generics where !generic.name.contains(".") {
      names[generic.name] = .alias(
        Alias(info.arguments[generic.key] ?? .parameter(generic.key)))
    }
    var braces: Scope.Braces?
    if let context = template.context {
      let own = substitute(context.selfType, info.arguments)
      names["Self"] = .alias(Alias(own))
      braces = Scope.Braces(
        selfType: own,
        isStatic: template.isStatic)
    }
    scopes.append(Scope(names: names, function: function, braces: braces))
    if !isInstance, let declaration = template.declaration {
      for (parameter, written) in zip(info.interface, declaration.parameters) {
        if let value = written.defaultValue {
          handler = .nothing
          _ = complete(
            coerce(infer(value, expected: parameter.type), to: parameter.type, .defaultValue))
        }
      }
    }
    inFunction(info) { checkBody(info, template) }
    let problem = muted?.first { $0.severity == .error }
    (scopes, flow, cell, function, handler, loops, muted) = saved
    if info.isAbstract {
      // No code is made of it, nor of the functions within it.
      allFunctions.removeLast(allFunctions.count - count.0)
      _ = count.1
    }
    if let problem {
      // What is sound for all types should be for these; say so rather than run something else.
      let types = template.generics.filter { !$0.name.contains(".") }
        .map { "\($0.name) = \(info.arguments[$0.key] ?? .error)" }.joined(separator: ", ")
      if !diagnostics[template.cell].contains(where: { $0.severity == .error }) {
        let outer = cell
        cell = template.cell
        error(
          "generic-instance", "'\(info.name)' cannot be used with \(types) in a cell: \(problem.message)",
          at: problem.range ?? info.range)
        cell = outer
      }
    }
  }

  private func checkBody(_ info: FunctionInfo, _ template: Template) {
    var names: Set<String> = []
    for variable in info.parameters where variable.name != "_" {
      if !names.insert(variable.name).inserted {
        error("redeclaration", "invalid redeclaration of '\(variable.name)'", at: variable.range)
      }
      scopes[scopes.count - 1].names[variable.name] = .variable(variable)
    }
    switch template.kind {
    case .value:
      guard let value = template.value else { return }
      info.expression = complete(
        coerce(infer(value, expected: info.result), to: info.result, .initialization))
    case .initializer: checkInitializer(info, template)
    default:
      scopes.append(Scope(function: info))
      let body = template.body
      if let only = body.statements.first, body.statements.count == 1,
        case .expression(let expression) = only.kind, !info.result.isVoid
      {
        if case .statement(let statement) = expression.kind {
          append(statement, to: &info.body)
        } else {
          let node = infer(expression, expected: info.result)
          if node.type == .never {
            info.body = [StatementNode(.expression(complete(node)), only.range)]
          } else {
            info.expression = complete(coerce(node, to: info.result, .giveBack))
          }
          flow.hasEnded = true
        }
      } else {
        info.body = checkHere(body.statements)
      }
      scopes.removeLast()
      if !flow.hasEnded, !info.result.isVoid, !info.result.hasError {
        let place =
          switch template.kind {
          case .getter: "getter"
          case .method: template.isStatic ? "static method" : "instance method"
          default: template.scopes.count <= 1 ? "global function" : "local function"
          }
        error(
          "missing-return", "missing return in \(place) expected to return '\(info.result)'",
          at: body.end)
      }
    }
  }

  // MARK: Witnesses

  /// Notes that values of a type are made.
  func realise(_ type: Type) {
    guard case .named(let key, _) = type, table.types[key] != nil, !type.isAbstract,
      realised[type] == nil
    else { return }
    realised[type] = Realisation()
  }

  /// Finds the functions that the made values need: their `description`, `==`, `<`.
  func realiseWitnesses() {
    var done: Set<Type> = []
    cell = max(0, diagnostics.count - 1)
    while true {
      let open = realised.keys.filter { !done.contains($0) }.sorted { "\($0)" < "\($1)" }
      if open.isEmpty { break }
      for type in open {
        done.insert(type)
        guard case .named(let key, _) = type, let user = table.types[key] else { continue }
        var found = Realisation()
        let place = user.declaration.nameRange
        if library.conforms(type, to: "CustomStringConvertible") {
          for case .property(let property) in userMembers(of: type, "description") {
            if let getter = property.getter, !property.isStatic {
              found.describe = instance(of: getter, generics(of: getter, type), at: place)
            }
          }
          if found.describe == nil,
            case .field(let field)? = userMembers(of: type, "description").first
          {
            found.describe = fieldGetter(field, type)
          }
        }
        if let equal = operatorInfo("==", user) {
          found.equal = instance(of: equal, generics(of: equal, type), at: place)
        }
        if let less = operatorInfo("<", user) {
          found.less = instance(of: less, generics(of: less, type), at: place)
        }
        realised[type] = found
      }
      checkTemplateBodies()
    }
  }

  /// What the parameters of a member stand for, from the type it is used on.
  private func generics(of info: FunctionInfo, _ type: Type) -> [String: Type] {
    guard let template = info.template, let own = template.context?.selfType else { return [:] }
    var generics: [String: Type] = [:]
    for generic in template.generics { generics[generic.key] = solver.fresh() }
    _ = solver.unify(substitute(own, generics), type)
    return generics.mapValues { solver.zonk($0) }
  }

  /// A function that reads a stored `description`.
  private func fieldGetter(_ field: Field, _ type: Type) -> FunctionInfo {
    let info = FunctionInfo(field.name, parent: scopes[0].function, range: field.range)
    addSelf(info, type, isMutating: false)
    info.result = .string
    if let own = info.selfVariable {
      info.expression = Node(
        .field(Node(.variable(own), type, field.range), field), .string, field.range)
    }
    allFunctions.append(info)
    return info
  }
}

extension Type {
  /// Whether it mentions what is not known yet or not at all.
  var isAbstract: Bool {
    contains {
      switch $0 {
      case .parameter, .variable, .error: true
      default: false
      }
    }
  }

  /// How many names it is made of.
  var size: Int {
    var count = 0
    _ = contains { _ in
      count += 1
      return false
    }
    return count
  }
}
