/// What a variable of a cell holds when its type is not known to be a number or a truth value.
///
/// A value knows no more about its type than it must: the checker has settled every type, so the
/// payload is there to be taken out. `Int`, `Double` and `Bool` are boxed in a `Value` only where
/// they meet other types, such as in an array.
public enum Value {
  /// The only value of `Void`.
  case void
  /// An `Int`.
  case int(Int)
  /// A `UInt` or `UInt64`; the other integers are kept as an `Int`.
  case uint(UInt64)
  /// A `Double`.
  case double(Double)
  /// A `Float`.
  case float(Float)
  /// A `Bool`.
  case bool(Bool)
  /// A `String`.
  case string(String)
  /// A `Character`.
  case character(Character)
  /// `nil`. An optional that is not nil is the value itself, unless the value may be nil too.
  case none
  /// An optional of an optional that is not nil.
  indirect case some(Value)
  /// An array.
  case array(Elements)
  /// Part of an array, with the array's indices.
  indirect case slice(Slice<Elements>)
  /// A dictionary, or a set when its values are void.
  case table(HashTable)
  /// Part of a string.
  indirect case substring(Substring)
  /// The elements of a tuple.
  case tuple([Value])
  /// A range of integers; whether it is closed is a matter of its type.
  case range(Int, Int)
  /// A range of floating-point numbers.
  case interval(Double, Double)
  /// A function or a closure.
  case function(Function)
  /// A value of a type of the library.
  case host(HostBox)
  /// A variable that closures share.
  case box(Box)
  /// A value of a `struct` or `enum` of the cells.
  case instance(Instance)
}

extension Value {
  /// Bytes that the text of the value has at least, found without making it: an array may hold one
  /// string a million times.
  var leastTextSize: Int {
    switch self {
    case .string(let text): return text.utf8.count
    case .substring(let text): return text.utf8.count
    case .table(let table):
      var size = 2
      for entry in table.entries {
        size += entry.key.leastTextSize + entry.value.leastTextSize + 2
        if size > 1 << 40 { break }
      }
      return size
    case .array(.values(let values)): return Self.leastTextSize(of: values)
    case .array(let numbers): return 2 + 3 * numbers.count
    case .slice(let values): return Self.leastTextSize(of: values)
    case .tuple(let values): return Self.leastTextSize(of: values)
    case .some(let value): return value.leastTextSize
    default: return 1
    }
  }

  /// Stops where it is too much for any budget.
  private static func leastTextSize(of values: some Sequence<Value>) -> Int {
    var size = 2
    for value in values {
      size += value.leastTextSize + 2
      if size > 1 << 40 { break }
    }
    return size
  }
}

/// A variable that closures share with the code around them.
public final class Box {
  /// An `Int`, the bits of a `Double`, a `Bool`: what fits in a word.
  @exclusivity(unchecked) var word = 0
  /// Everything else.
  @exclusivity(unchecked) var value = Value.void
}

/// A function as a value.
public final class Function {
  /// The variables the closure shares with the code around it.
  let captures: [Value]
  let code: FunctionCode
  unowned let machine: Machine
  let entry: UnsafeMutablePointer<FunctionEntry>

  init(_ code: FunctionCode, captures: [Value], machine: Machine) {
    self.code = code
    self.captures = captures
    self.machine = machine
    entry = code.entry
  }
}

/// A value of a type of the library, whatever its type.
public class HostBox {
  /// The value.
  public var any: Any { () }
  /// The value as `print` shows it.
  var text: String { "" }
  /// The value as `print` shows it within an array.
  var debugText: String { "" }
}

/// A value of one type of the library.
final class TypedHostBox<T>: HostBox {
  var it: T
  init(_ it: T) { self.it = it }
  override var any: Any { it }
  override var text: String { String(describing: it) }
  override var debugText: String { String(reflecting: it) }
}
