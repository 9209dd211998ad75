import LessonModel

/// Finds the types that an expression leaves open: what a literal is, what stands for `T`.
///
/// Types are unified as the checker meets them. A literal is a variable that remembers which literal
/// it came from, so `2 * x` takes the type of `x`, and only what nothing else decides becomes `Int`,
/// `Double` or `String`, as in Swift. Every change is on a trail, so that the candidates of an
/// overloaded call can be tried one after the other.
struct Solver {
  /// Which literal a variable stands for; a later one includes what an earlier one can be.
  enum Literal: Int { case integer, floating, string, character }

  private struct Info {
    var binding: Type?
    var literal: Literal?
    var protocols: [(String, SourceRange)] = []
  }

  let library: Library
  private var variables: [Info] = []
  private var trail: [(Int, Info)] = []
  /// What the conversions since the last reset cost: candidates are compared by it.
  var cost = Cost()

  struct Cost: Comparable {
    var existentials = 0
    var optionals = 0
    var literals = 0
    var generics = 0
    var defaults = 0
    static func < (a: Cost, b: Cost) -> Bool {
      (a.optionals, a.existentials, a.literals, a.generics, a.defaults)
        < (b.optionals, b.existentials, b.literals, b.generics, b.defaults)
    }
  }

  init(library: Library) { self.library = library }

  // MARK: Variables

  var count: Int { variables.count }

  mutating func fresh(_ literal: Literal? = nil) -> Type {
    variables.append(Info(binding: nil, literal: literal))
    return .variable(variables.count - 1)
  }

  mutating func require(_ type: Type, conformsTo name: String, at range: SourceRange) -> Bool {
    let type = resolve(type)
    guard case .variable(let id) = type else {
      let known = zonk(type).mapped { if case .variable = $0 { .error } else { nil } }
      return library.conforms(known, to: name)
    }
    if let literal = variables[id].literal, !canConform(literal, to: name) { return false }
    save(id)
    variables[id].protocols.append((name, range))
    return true
  }

  /// The type a variable stands for, as far as it is known, at the top.
  func resolve(_ type: Type) -> Type {
    var type = type
    while case .variable(let id) = type, let next = variables[id].binding { type = next }
    return type
  }

  /// The type with every variable in it replaced that is known.
  func zonk(_ type: Type) -> Type {
    type.mapped { part in
      guard case .variable = part else { return nil }
      let resolved = resolve(part)
      if case .variable = resolved { return resolved }
      return zonk(resolved)
    }
  }

  /// The literal that an open variable stands for.
  func literal(_ type: Type) -> Literal? {
    guard case .variable(let id) = resolve(type) else { return nil }
    return variables[id].literal
  }

  /// Whether an open variable must conform to a protocol.
  func hasRequirements(_ type: Type) -> Bool {
    guard case .variable(let id) = resolve(type) else { return false }
    return !variables[id].protocols.isEmpty
  }

  func isOpen(_ type: Type) -> Bool {
    if case .variable = resolve(type) { true } else { false }
  }

  // MARK: Trying

  struct Mark {
    fileprivate var trail: Int
    fileprivate var count: Int
  }

  func mark() -> Mark { Mark(trail: trail.count, count: variables.count) }

  mutating func rewind(to mark: Mark) {
    while trail.count > mark.trail, let (id, info) = trail.popLast() {
      if id < variables.count { variables[id] = info }
    }
    variables.removeLast(variables.count - mark.count)
  }

  private mutating func save(_ id: Int) { trail.append((id, variables[id])) }

  // MARK: Unification

  /// Makes the types equal; false when they cannot be.
  mutating func unify(_ a: Type, _ b: Type) -> Bool {
    let a = resolve(a)
    let b = resolve(b)
    if a == b { return true }
    switch (a, b) {
    case (.error, _), (_, .error): return true
    case (.variable(let x), .variable(let y)): return merge(x, y)
    case (.variable(let x), _): return bind(x, b)
    case (_, .variable(let y)): return bind(y, a)
    case (.named(let x, let xs), .named(let y, let ys)):
      guard x == y, xs.count == ys.count else { return false }
      for (x, y) in zip(xs, ys) where !unify(x, y) { return false }
      return true
    case (.tuple(let xs), .tuple(let ys)):
      guard xs.count == ys.count else { return false }
      for (x, y) in zip(xs, ys) {
        if let label = x.label, let other = y.label, label != other { return false }
        if !unify(x.type, y.type) { return false }
      }
      return true
    case (.function(let xs, let x, _), .function(let ys, let y, _)):
      guard xs.count == ys.count else { return false }
      for (x, y) in zip(xs, ys) where x.isInout != y.isInout || !unify(x.type, y.type) {
        return false
      }
      return unify(x, y)
    case (.metatype(let x), .metatype(let y)): return unify(x, y)
    default: return false
    }
  }

  private mutating func merge(_ x: Int, _ y: Int) -> Bool {
    save(x)
    save(y)
    if let other = variables[y].literal {
      if let own = variables[x].literal {
        guard let both = Self.merged(own, other) else { return false }
        variables[x].literal = both
      } else {
        variables[x].literal = other
      }
    }
    variables[x].protocols += variables[y].protocols
    variables[y].binding = .variable(x)
    if let literal = variables[x].literal {
      return variables[x].protocols.allSatisfy { canConform(literal, to: $0.0) }
    }
    return true
  }

  /// Whether a literal can be of a type that conforms to a protocol.
  private func canConform(_ literal: Literal, to name: String) -> Bool {
    let types: [Type] =
      switch literal {
      case .integer: [.int, .double]
      case .floating: [.double]
      case .string: [.string]
      case .character: [.string, .character]
      }
    return types.contains { library.conforms($0, to: name) }
  }

  private static func merged(_ a: Literal, _ b: Literal) -> Literal? {
    switch (a, b) {
    case (.integer, .integer): .integer
    case (.integer, .floating), (.floating, .integer), (.floating, .floating): .floating
    case (.string, .string), (.string, .character), (.character, .string): .string
    case (.character, .character): .character
    default: nil
    }
  }

  private mutating func bind(_ id: Int, _ type: Type) -> Bool {
    if let literal = variables[id].literal {
      guard library.accepts(literal, type) else { return false }
      if type != Self.defaultType(literal) { cost.literals += 1 }
    }
    if !variables[id].protocols.isEmpty {
      // What is still open within the type may yet be anything.
      let known = zonk(type).mapped { if case .variable = $0 { .error } else { nil } }
      for (name, _) in variables[id].protocols where !library.conforms(known, to: name) {
        return false
      }
    }
    if type.contains(where: { resolve($0) == .variable(id) }) { return false }
    save(id)
    variables[id].binding = type
    return true
  }

  static func defaultType(_ literal: Literal) -> Type {
    switch literal {
    case .integer: .int
    case .floating: .double
    case .string, .character: .string
    }
  }

  // MARK: Conversion

  /// Whether a value of one type can be given where another is expected; settles open types.
  mutating func convert(_ from: Type, to target: Type) -> Bool {
    let from = resolve(from)
    let target = resolve(target)
    if from == target { return true }
    switch (from, target) {
    case (.error, _), (_, .error): return true
    case (_, .existential("Any")): return !from.isLazySequence && !zonk(from).showsNoOrder
    case (_, .variable): return unify(from, target)
    case (.named("Optional", let xs), .named("Optional", let ys)):
      return convert(xs[0], to: ys[0])
    case (_, .named("Optional", let ys)):
      let mark = mark()
      let before = cost
      if case .variable = from, literal(from) == nil, unify(from, target) { return true }
      rewind(to: mark)
      cost = before
      cost.optionals += 1
      return convert(from, to: ys[0])
    case (.variable(let id), .existential(let name)):
      // A literal as `any P`: it takes its default type.
      guard let literal = variables[id].literal else { return false }
      cost.existentials += 1
      return library.conforms(Self.defaultType(literal), to: name)
        && bind(id, Self.defaultType(literal))
    case (_, .existential(let name)):
      if case .variable = from { return false }
      cost.existentials += 1
      return library.conforms(from, to: name)
    case (.tuple(let xs), .tuple(let ys)):
      guard xs.count == ys.count else { return false }
      for (x, y) in zip(xs, ys) {
        if let label = x.label, let other = y.label, label != other { return false }
        if !convert(x.type, to: y.type) { return false }
      }
      return true
    case (.named("Array", let xs), .named("Array", let ys)): return convert(xs[0], to: ys[0])
    case (.named("Dictionary", let xs), .named("Dictionary", let ys)):
      return unify(xs[0], ys[0]) && convert(xs[1], to: ys[1])
    case (.function(let xs, let x, let throwsFrom), .function(let ys, let y, let throwsTo)):
      guard xs.count == ys.count, throwsTo || !throwsFrom else { return false }
      for (x, y) in zip(xs, ys) where x.isInout != y.isInout || !unify(x.type, y.type) {
        return false
      }
      return unify(x, y)
    default: return unify(from, target)
    }
  }

  // MARK: Defaults

  /// Gives every literal since a mark that is still open the type it has by itself.
  mutating func settle(since start: Int) {
    for id in start..<max(start, variables.count) {
      if variables[id].binding == nil, let literal = variables[id].literal {
        var type = Self.defaultType(literal)
        if variables[id].protocols.contains(where: { !library.conforms(type, to: $0.0) }),
          literal == .integer
        {
          type = .double
        }
        save(id)
        variables[id].binding = type
      }
    }
  }

  /// Gives one open literal the type it has by itself.
  mutating func settle(_ type: Type) {
    if case .variable(let id) = resolve(type), let literal = variables[id].literal {
      save(id)
      variables[id].binding = Self.defaultType(literal)
    }
  }

  /// Requirements on variables since a mark that their types do not meet.
  func unmet(since start: Int) -> [(Type, String, SourceRange)] {
    var found: [(Type, String, SourceRange)] = []
    for id in start..<max(start, variables.count) {
      let type = zonk(.variable(id))
      guard !type.hasVariables, !type.hasError else { continue }
      for (name, range) in variables[id].protocols where !library.conforms(type, to: name) {
        found.append((type, name, range))
      }
    }
    return found
  }

  /// Forgets how it came here: nothing before can be tried again.
  mutating func commit() { trail.removeAll(keepingCapacity: true) }
}
