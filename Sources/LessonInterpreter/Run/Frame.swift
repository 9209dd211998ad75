/// Where a running function keeps its variables: two windows on stacks that belong to the machine.
///
/// Numbers and truth values lie in `words`, everything else in `values`. The checker has settled
/// which slot is which, so nothing is tested and nothing is counted when a slot is read; a call
/// costs no allocation, since the callee's windows begin where the caller's arguments lie.
struct Frame {
  let words: UnsafeMutablePointer<Int>
  let values: UnsafeMutablePointer<Value>
  let state: UnsafeMutablePointer<MachineState>

  /// The frame whose windows begin so many slots further.
  @inline(__always)
  func window(_ words: Int, _ values: Int) -> Frame {
    Frame(words: self.words + words, values: self.values + values, state: state)
  }
}

/// What running code needs at hand, behind one pointer.
struct MachineState {
  /// Steps left; more are granted while the budget lasts, so that the clock is seldom asked.
  var steps: Int
  var depth: Int
  var depthLimit: Int
  /// The ends of the two stacks.
  var wordsEnd: UnsafeMutablePointer<Int>
  var valuesEnd: UnsafeMutablePointer<Value>
  /// The lowest address the machine's own stack may reach.
  var stackLimit: Int
  /// The variables of the cells' top level.
  let globalWords: UnsafeMutablePointer<Int>
  let globalValues: UnsafeMutablePointer<Value>
  /// Bytes that values may still take before they are counted.
  var bytesLeft: Int
  /// The first free slots while a library function runs, for functions that it calls back.
  var topWords: UnsafeMutablePointer<Int>
  var topValues: UnsafeMutablePointer<Value>
  /// The first free place for a call that is under way, and the end of these.
  var calls: UnsafeMutablePointer<CallRecord>
  let callsEnd: UnsafeMutablePointer<CallRecord>
  unowned(unsafe) let machine: Machine
}

typealias Run<Result> = (Frame) throws -> Result

// Code in an array, an optional or a tuple is kept in one of these: a bare closure would be stored in
// the form that generic code calls, and each call would go through two further functions.

/// Code for its effect.
struct Effect {
  let run: Run<Void>
  init(_ run: @escaping Run<Void>) { self.run = run }
}

/// Code of a condition.
struct Test {
  let run: Run<Bool>
  init(_ run: @escaping Run<Bool>) { self.run = run }
}

/// Code that gives an `Int`.
struct IntGetter { let run: Run<Int> }

/// Code that gives a `Double`.
struct DoubleGetter { let run: Run<Double> }

/// Code that gives a value.
struct Getter {
  let run: Run<Value>
  init(_ run: @escaping Run<Value>) { self.run = run }
  func callAsFunction(_ frame: Frame) throws -> Value { try run(frame) }
}

/// Code of a statement.
struct Step {
  let run: Run<Signal>
  init(_ run: @escaping Run<Signal>) { self.run = run }
}

/// Code that matches a value against a pattern.
struct Taker {
  let run: (Frame, Value) throws -> Bool
  init(_ run: @escaping (Frame, Value) throws -> Bool) { self.run = run }
}

/// Code for an expression, by what it gives: numbers and truth values come unboxed.
enum Code {
  case void(Run<Void>)
  case int(Run<Int>)
  case double(Run<Double>)
  case bool(Run<Bool>)
  case value(Run<Value>)

  /// The code as one that gives a `Value`.
  var boxed: Run<Value> {
    switch self {
    case .void(let run):
      return {
        try run($0)
        return .void
      }
    case .int(let run): return { .int(try run($0)) }
    case .double(let run): return { .double(try run($0)) }
    case .bool(let run): return { .bool(try run($0)) }
    case .value(let run): return run
    }
  }

  /// The code for its effect.
  var effect: Run<Void> {
    switch self {
    case .void(let run): return run
    case .int(let run): return { _ = try run($0) }
    case .double(let run): return { _ = try run($0) }
    case .bool(let run): return { _ = try run($0) }
    case .value(let run): return { _ = try run($0) }
    }
  }
}

/// How a type's values are kept while code runs.
enum Representation {
  case void, int, double, bool, value

  init(_ type: Type) {
    switch type {
    case .int: self = .int
    case .double: self = .double
    case .bool: self = .bool
    case .void: self = .void
    case .named where type.isWordInteger: self = .int
    default: self = .value
    }
  }

  /// Code of this representation from code that gives the same as a `Value`.
  func unboxing(_ run: @escaping Run<Value>) -> Code {
    switch self {
    case .void: return .void { _ = try run($0) }
    case .int: return .int { try run($0).int }
    case .double: return .double { try run($0).double }
    case .bool: return .bool { try run($0).bool }
    case .value: return .value(run)
    }
  }
}

extension Value {
  // The checker has settled what a value is; were it ever wrong, the run would end with an error
  // instead of reading something that is not there.
  @inline(__always) var int: Int {
    get throws { if case .int(let it) = self { it } else { throw InternalError("Int") } }
  }
  @inline(__always) var double: Double {
    get throws { if case .double(let it) = self { it } else { throw InternalError("Double") } }
  }
  @inline(__always) var bool: Bool {
    get throws { if case .bool(let it) = self { it } else { throw InternalError("Bool") } }
  }
  @inline(__always) var string: String {
    get throws { if case .string(let it) = self { it } else { throw InternalError("String") } }
  }
  @inline(__always) var array: Elements {
    get throws { if case .array(let it) = self { it } else { throw InternalError("Array") } }
  }
  @inline(__always) var tuple: [Value] {
    get throws { if case .tuple(let it) = self { it } else { throw InternalError("tuple") } }
  }
  @inline(__always) var function: Function {
    get throws { if case .function(let it) = self { it } else { throw InternalError("function") } }
  }
  @inline(__always) var box: Box {
    get throws { if case .box(let it) = self { it } else { throw InternalError("variable") } }
  }
}

extension Value {
  @inline(__always) var instance: Instance {
    get throws { if case .instance(let it) = self { it } else { throw InternalError("struct") } }
  }
}

/// A mistake of the interpreter itself.
struct InternalError: Error, CustomStringConvertible {
  let expected: String
  init(_ expected: String) { self.expected = expected }
  var description: String { "internal error: expected '\(expected)'" }
}
