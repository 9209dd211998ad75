import LessonModel
import LessonSyntax

/// Which values the cases of a `switch` take, as far as it matters for exhaustiveness.
struct Coverage {
  /// Whether one pattern takes everything.
  var isComplete = false
  private var patterns: [Pattern] = []
  private let table: TypeTable
  /// Combinations that may still be looked at: what is too tangled counts as not covered.
  private var budget = 20_000

  init(_ table: TypeTable) { self.table = table }

  mutating func add(_ pattern: Pattern) {
    if Self.matchesAll(pattern) { isComplete = true } else { patterns.append(pattern) }
  }

  /// Whether every value of a type is taken.
  mutating func covers(_ type: Type) -> Bool {
    if isComplete { return true }
    return covers(patterns.map { [$0] }, [type])
  }

  /// The cases of an `enum`, or the values of a `Bool` or optional, that nothing takes.
  mutating func missing(_ type: Type) -> [String] {
    if type == .bool {
      return [true, false].filter { value in
        !patterns.contains { Self.isBool(Self.stripped($0), value) || Self.matchesAll($0) }
      }.map { "\($0)" }
    }
    if type.wrapped != nil {
      return ["none", "some"].filter { name in
        let rows = patterns.compactMap { Self.optional($0, isNone: name == "none", [$0]) }
        return !covers(rows, name == "none" ? [] : [type.wrapped ?? .error])
      }.map { $0 == "none" ? ".none" : ".some(_)" }
    }
    guard case .named(let key, let arguments) = type, let user = table.types[key], user.isEnum
    else { return [] }
    return user.cases.filter { one in
      let rows = patterns.compactMap { Self.enumCase($0, one, [$0]) }
      let types = one.parameters.map {
        $0.type.mapped(user.substitution(arguments))
      }
      return !covers(rows, types)
    }.map { one in
      one.parameters.isEmpty
        ? ".\(one.name)"
        : ".\(one.name)(\(one.parameters.map { ($0.label.map { "\($0): " } ?? "") + "_" }.joined(separator: ", ")))"
    }
  }

  static func matchesAll(_ pattern: Pattern) -> Bool {
    switch pattern.kind {
    case .wildcard, .name: true
    case .binding(_, let inner): matchesAll(bound(inner))
    case .tuple(let elements): elements.allSatisfy { matchesAll($0.pattern) }
    case .expression(let expression):
      if case .discard = expression.kind { true } else { false }
    case .optional, .isType, .asType, .typed, .enumCase: false
    }
  }

  /// Within `let (a, b)` a name is a binding.
  private static func bound(_ pattern: Pattern) -> Pattern {
    switch pattern.kind {
    case .expression(let expression):
      if case .name(let name) = expression.kind { return Pattern(name: name.text, pattern.range) }
      return pattern
    case .tuple(let elements): return Pattern(tuple: elements.map { bound($0) }, pattern.range)
    case .enumCase(let base, let name, let elements):
      return Pattern(base: base, name, elements.map { bound($0) }, pattern.range)
    case .optional(let inner): return Pattern(optional: bound(inner), pattern.range)
    default: return pattern
    }
  }

  private static func bound(_ element: Pattern.Element) -> Pattern.Element {
    var element = element
    element.pattern = bound(element.pattern)
    return element
  }

  private static func stripped(_ pattern: Pattern) -> Pattern {
    if case .binding(_, let inner) = pattern.kind { return stripped(bound(inner)) }
    return pattern
  }

  private static func isBool(_ pattern: Pattern, _ value: Bool) -> Bool {
    if case .expression(let expression) = pattern.kind, case .bool(value) = expression.kind {
      return true
    }
    return false
  }

  /// What is left of a row when its first value is nil, or is not.
  private static func optional(
    _ first: Pattern, isNone: Bool, _ row: [Pattern]
  ) -> [Pattern]? {
    let rest = Array(row.dropFirst())
    let pattern = stripped(first)
    if matchesAll(pattern) { return isNone ? rest : [pattern] + rest }
    switch pattern.kind {
    case .enumCase(_, let name, let elements) where name.text == "none" && elements.isEmpty:
      return isNone ? rest : nil
    case .enumCase(_, let name, let elements) where name.text == "some" && elements.count == 1:
      return isNone ? nil : [elements[0].pattern] + rest
    case .enumCase: return isNone ? nil : [pattern] + rest
    case .optional(let inner): return isNone ? nil : [inner] + rest
    case .expression(let expression):
      if case .nilLiteral = expression.kind { return isNone ? rest : nil }
      return nil
    default: return nil
    }
  }

  /// What is left of a row when its first value is of a case.
  private static func enumCase(
    _ first: Pattern, _ one: EnumCase, _ row: [Pattern]
  ) -> [Pattern]? {
    let rest = Array(row.dropFirst())
    let pattern = stripped(first)
    let anything = one.parameters.map { _ in Pattern(name: "_", pattern.range) }
    if matchesAll(pattern) { return anything + rest }
    switch pattern.kind {
    case .enumCase(_, let name, let elements) where name.text == one.name:
      if elements.isEmpty { return anything + rest }
      if elements.count == one.parameters.count { return elements.map(\.pattern) + rest }
      return elements.count == 1 && matchesAll(elements[0].pattern) ? anything + rest : nil
    case .expression(let expression):
      switch expression.kind {
      case .member(_, let name), .implicitMember(let name):
        return name.text == one.name ? anything + rest : nil
      default: return nil
      }
    default: return nil
    }
  }

  /// Whether rows of patterns take every combination of values of the columns' types.
  private mutating func covers(_ rows: [[Pattern]], _ types: [Type]) -> Bool {
    budget -= rows.count + 1
    guard budget > 0 else { return false }
    guard let type = types.first else { return !rows.isEmpty }
    let rest = Array(types.dropFirst())
    if rows.contains(where: { $0.allSatisfy(Self.matchesAll) }) { return true }
    func tail(_ row: [Pattern]) -> [Pattern] { Array(row.dropFirst()) }
    if type == .bool {
      return [true, false].allSatisfy { value in
        let fitting = rows.filter { row in
          Self.matchesAll(row[0]) || Self.isBool(Self.stripped(row[0]), value)
        }
        return covers(fitting.map(tail), rest)
      }
    }
    if let wrapped = type.wrapped {
      let nils = rows.compactMap { Self.optional($0[0], isNone: true, $0) }
      guard covers(nils, rest) else { return false }
      return covers(
        rows.compactMap { Self.optional($0[0], isNone: false, $0) }, [wrapped] + rest)
    }
    if case .tuple(let elements) = type {
      let split = rows.compactMap { row -> [Pattern]? in
        let pattern = Self.stripped(row[0])
        if case .tuple(let parts) = pattern.kind, parts.count == elements.count {
          return parts.map(\.pattern) + tail(row)
        }
        guard Self.matchesAll(pattern) else { return nil }
        return elements.map { _ in pattern } + tail(row)
      }
      return covers(split, elements.map(\.type) + rest)
    }
    if case .named(let key, let arguments) = type, let user = table.types[key], user.isEnum {
      // Where no row looks at the value, its cases need not be told apart.
      if rows.allSatisfy({ Self.matchesAll($0[0]) }) { return covers(rows.map(tail), rest) }
      return user.cases.allSatisfy { one in
        let types = one.parameters.map { $0.type.mapped(user.substitution(arguments)) }
        return covers(rows.compactMap { Self.enumCase($0[0], one, $0) }, types + rest)
      }
    }
    return covers(rows.filter { Self.matchesAll($0[0]) }.map(tail), rest)
  }
}

extension Type {
  /// The type with its parameters replaced.
  func mapped(_ substitution: [String: Type]) -> Type {
    substitution.isEmpty
      ? self
      : mapped {
        if case .parameter(let key) = $0 { substitution[key] } else { nil }
      }
  }
}
