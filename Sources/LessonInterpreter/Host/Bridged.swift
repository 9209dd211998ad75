public import LessonModel

/// What a library function can take as an argument.
public protocol HostArgument: SendableMetatype {
  /// The type a cell sees; `nil` for what a cell does not pass.
  static var argumentType: Type? { get }
  /// Takes the next argument of a call.
  static func take(_ arguments: inout Arguments) throws -> Self
}

/// A Swift type whose values pass between a cell and the library.
public protocol Bridged: HostArgument {
  /// The type as a cell sees it.
  static var scriptType: Type { get }
  /// The Swift value of a cell's value; `nil` when it is not of this type.
  static func fromScript(_ value: Value) -> Self?
  /// The value as a cell holds it.
  var scriptValue: Value { get }
}

extension Bridged {
  /// The type as a cell sees it.
  public static var argumentType: Type? { scriptType }

  /// Takes the next argument of a call.
  public static func take(_ arguments: inout Arguments) throws -> Self {
    let value = arguments.next()
    guard let taken = fromScript(value) else {
      throw BridgeError(expected: "\(scriptType)")
    }
    return taken
  }
}

/// A type of the library: `extension Dense: HostType {}` is all it needs.
public protocol HostType: Bridged {
  /// The type's name in a cell; its Swift name unless it says otherwise.
  static var scriptName: String { get }
}

extension HostType {
  /// The type's Swift name.
  public static var scriptName: String { String(describing: Self.self) }
  /// The type as a cell sees it.
  public static var scriptType: Type { .named(scriptName, []) }
  /// The value in the box.
  public static func fromScript(_ value: Value) -> Self? {
    guard case .host(let box) = value else { return nil }
    if let exact = box as? TypedHostBox<Self> { return exact.it }
    return box.any as? Self
  }
  /// The value in a box.
  public var scriptValue: Value { .host(TypedHostBox(self)) }
}

/// A value of any type that conforms to a protocol of the library: `As<any Layer>`.
public struct As<Existential>: Bridged {
  /// The value itself.
  public var it: Existential
  /// A value as an `any P`.
  public init(_ it: Existential) { self.it = it }

  /// `any P`, from the name of the Swift type.
  public static var scriptType: Type { .existential(protocolName) }

  static var protocolName: String {
    let name = String(describing: Existential.self)
    return name.hasPrefix("any ") ? String(name.dropFirst(4)) : name
  }

  /// The value in the box, when it conforms.
  public static func fromScript(_ value: Value) -> As? {
    guard case .host(let box) = value, let it = box.any as? Existential else { return nil }
    return As(it)
  }

  /// The value in a box.
  public var scriptValue: Value { .host(TypedHostBox(it)) }
}

/// A tuple that passes between a cell and the library: `Tuple<Tensor, Tensor>`.
public struct Tuple<each T: Bridged>: Bridged {
  /// The Swift tuple.
  public var it: (repeat each T)
  /// A tuple of these elements.
  public init(_ it: repeat each T) { self.it = (repeat each it) }

  /// The type without labels; the declaration's text may add them.
  public static var scriptType: Type {
    var elements: [Type.Element] = []
    repeat elements.append(Type.Element(nil, (each T).scriptType))
    return .tuple(elements)
  }

  /// The elements, each of its own type.
  public static func fromScript(_ value: Value) -> Tuple? {
    guard case .tuple(let values) = value else { return nil }
    var arguments = Arguments(values)
    guard let it = try? (repeat (each T).take(&arguments)) else { return nil }
    return Tuple(repeat each it)
  }

  /// The elements as a cell holds them.
  public var scriptValue: Value {
    var values: [Value] = []
    repeat values.append((each it).scriptValue)
    return .tuple(values)
  }
}

/// A function of a cell that the library calls: `Callback<Int, Double, Void>` has no result,
/// `Mapping<Double, Double>` has one.
public struct Callback<each A: Bridged>: Bridged {
  private let function: Function

  private init(_ function: Function) { self.function = function }

  /// Calls the function; throws what the cell's function throws. Call it only while the library
  /// function that was given it runs, and on the same thread.
  public func callAsFunction(_ arguments: repeat each A) throws {
    var values: [Value] = []
    repeat values.append((each arguments).scriptValue)
    _ = try function.machine.call(function, values)
  }

  /// `(A...) -> ()`.
  public static var scriptType: Type {
    var types: [Type] = []
    repeat types.append((each A).scriptType)
    return .function(types, .void)
  }

  /// The function.
  public static func fromScript(_ value: Value) -> Callback? {
    guard case .function(let function) = value else { return nil }
    return Callback(function)
  }

  /// The function.
  public var scriptValue: Value { .function(function) }
}

/// A function of a cell with a result that the library calls.
public struct Mapping<each A: Bridged, R: Bridged>: Bridged {
  private let function: Function

  private init(_ function: Function) { self.function = function }

  /// Calls the function. Call it only while the library function that was given it runs, and on the
  /// same thread.
  public func callAsFunction(_ arguments: repeat each A) throws -> R {
    var values: [Value] = []
    repeat values.append((each arguments).scriptValue)
    let value = try function.machine.call(function, values)
    guard let result = R.fromScript(value) else {
      throw BridgeError(expected: "\(R.scriptType)")
    }
    return result
  }

  /// `(A...) -> R`.
  public static var scriptType: Type {
    var types: [Type] = []
    repeat types.append((each A).scriptType)
    return .function(types, R.scriptType)
  }

  /// The function.
  public static func fromScript(_ value: Value) -> Mapping? {
    guard case .function(let function) = value else { return nil }
    return Mapping(function)
  }

  /// The function.
  public var scriptValue: Value { .function(function) }
}

/// What a library function may know about the call it answers: take it as the first parameter.
public struct Call: HostArgument {
  /// Where the call stands in the lesson file.
  public let range: SourceRange
  let machine: Machine?

  /// A cell does not pass it.
  public static var argumentType: Type? { nil }
  /// The call that is being made.
  public static func take(_ arguments: inout Arguments) -> Call { arguments.call }

  /// Charges the budget of steps before work is done; throws when it is used up.
  public func charge(steps: Int) throws { try machine?.charge(steps: steps) }
  /// Charges the budget of memory for values that are about to be made; throws when it is used up.
  public func charge(bytes: Int) throws { try machine?.charge(bytes: bytes) }
  /// Prints as `print` would.
  public func write(_ text: String) throws { try machine?.write(text) }
  /// Whether the run was told to stop.
  public var isCancelled: Bool { machine?.isCancelled ?? false }
}

/// The arguments of one call, taken one after the other.
public struct Arguments {
  private var values: ArraySlice<Value>
  let call: Call

  init(
    _ values: [Value],
    _ call: Call = Call(range: .init(at: .init(line: 1, column: 1)), machine: nil)
  ) {
    self.values = values[...]
    self.call = call
  }

  mutating func next() -> Value { values.popFirst() ?? .void }
}

/// A value that is not of the type the declaration said: a mistake of the library's author, since
/// the checker has seen every call.
struct BridgeError: Error, CustomStringConvertible {
  let expected: String
  var description: String { "expected a value of type '\(expected)', found another" }
}
