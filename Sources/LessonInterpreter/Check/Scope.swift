import LessonModel

/// The names of one block.
struct Scope {
  /// What a name stands for.
  enum Entity {
    case variable(Variable)
    /// Functions of one name with different labels or types.
    case functions([FunctionInfo])
    /// A `struct` or `enum`.
    case type(UserType)
    /// Another name of a type, and what a generic parameter stands for.
    case alias(Alias)
    /// A variable that is computed.
    case computed(Property)
    /// A member of the type around it, of `self` or of the type itself.
    case member(isStatic: Bool)
  }

  /// The type whose braces these are.
  struct Braces {
    let selfType: Type
    let isStatic: Bool
  }

  var names: [String: Entity] = [:]
  /// The function whose block it is.
  let function: FunctionInfo
  /// The type whose members can be named here without more.
  var braces: Braces?
}

/// What is known about variables at one point of the program.
struct Flow {
  enum State { case unassigned, assigned, maybe }

  /// The variables that were declared without a value and may not have one yet.
  var states: [ObjectIdentifier: State] = [:]
  /// Whether this point is never reached.
  var hasEnded = false

  /// What is known where two ways meet.
  func merged(with other: Flow) -> Flow {
    if hasEnded { return other }
    if other.hasEnded { return self }
    var result = self
    for (variable, state) in states where other.states[variable] != state {
      result.states[variable] = .maybe
    }
    for variable in other.states.keys where states[variable] == nil {
      result.states[variable] = .maybe
    }
    return result
  }

  func state(_ variable: Variable) -> State { states[ObjectIdentifier(variable)] ?? .assigned }
}
