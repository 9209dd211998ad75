import LessonModel
import LessonSyntax

/// A value of a `struct` or `enum` of the cells: its type, which case it is, and what it holds.
///
/// A value is shared until it is changed: whoever changes a field makes sure first that nobody else
/// holds it, so that changing one is as cheap as changing an array's element.
public final class Instance: ManagedBuffer<Instance.Header, Value> {
  /// What stands before the fields.
  public struct Header {
    let type: Descriptor
    /// Which case of an `enum`; 0 for a `struct`.
    let tag: Int
    let count: Int
  }

  /// A value with these fields.
  @inline(__always)
  static func make(_ type: Descriptor, tag: Int = 0, count: Int) -> Instance {
    let made = create(minimumCapacity: count) { _ in Header(type: type, tag: tag, count: count) }
    let instance = unsafeDowncast(made, to: Instance.self)
    instance.withUnsafeMutablePointerToElements { $0.initialize(repeating: .void, count: count) }
    return instance
  }

  /// What a field holds. The value is held on to while it is read.
  @inline(__always)
  func field(_ index: Int) -> Value { withUnsafeMutablePointerToElements { $0[index] } }

  /// Where the fields lie: good only while somebody else holds the value.
  @inline(__always) var fields: UnsafeMutablePointer<Value> {
    withUnsafeMutablePointerToElements { $0 }
  }
  @inline(__always) var tag: Int { header.tag }
  @inline(__always) var type: Descriptor { header.type }
  var count: Int { header.count }

  func copy() -> Instance {
    let copy = Instance.make(type, tag: tag, count: count)
    withExtendedLifetime(copy) {
      for index in 0..<count { copy.fields[index] = field(index) }
    }
    return copy
  }

  deinit {
    let count = header.count
    withUnsafeMutablePointerToElements { fields in
      // A long chain of values is let go link by link, since each link within another would take a
      // piece of the stack.
      if header.type.isRecursive { Chain.release(fields, count) }
      fields.deinitialize(count: count)
    }
  }
}

/// Lets go of values that hold values of their own kind, without recursion.
private enum Chain {
  private final class Pending {
    var values: [Value] = []
  }

  /// What is being let go on a thread, while it is.
  private static let slot = ThreadSlot()

  /// Moves the values out, and lets go of them when nothing around is being let go.
  static func release(_ fields: UnsafeMutablePointer<Value>, _ count: Int) {
    var isOutermost = false
    var pending = slot.pointer.map { Unmanaged<Pending>.fromOpaque($0).takeUnretainedValue() }
    for index in 0..<count {
      switch fields[index] {
      case .instance, .array, .some, .table, .tuple:
        if pending == nil {
          let made = Pending()
          slot.pointer = Unmanaged.passUnretained(made).toOpaque()
          pending = made
          isOutermost = true
        }
        pending?.values.append((fields + index).move())
        (fields + index).initialize(to: .void)
      default: continue
      }
    }
    guard isOutermost, let pending else { return }
    while !pending.values.isEmpty { pending.values.removeLast() }
    slot.pointer = nil
  }
}

/// What running code knows about a type of the cells.
final class Descriptor {
  /// `P`, as `print` shows it.
  let name: String
  /// `Lesson.P`, as it is shown within other values.
  let fullName: String
  let isEnum: Bool
  /// Whether its values may hold values of the same type.
  let isRecursive: Bool
  /// The names of the cases; of a `struct`, nothing.
  var caseNames: [String] = []
  /// For each case, or for the `struct`: what stands before each field, and its text.
  @exclusivity(unchecked) var fields: [[(label: String?, text: (Value) -> String)]] = []
  // What its own functions are, where it has them.
  @exclusivity(unchecked) var describe: FunctionCode?
  @exclusivity(unchecked) var equal: FunctionCode?
  @exclusivity(unchecked) var less: FunctionCode?
  @exclusivity(unchecked) var hash: FunctionCode?

  init(name: String, fullName: String, isEnum: Bool, isRecursive: Bool) {
    self.name = name
    self.fullName = fullName
    self.isEnum = isEnum
    self.isRecursive = isRecursive
  }
}

extension Instance {
  /// The text as `print` shows it.
  var text: String { text(isNested: false) }
  /// The text within other values.
  var debugText: String { text(isNested: true) }

  private func text(isNested: Bool) -> String {
    Reentry.deeper("") { writtenOut(isNested: isNested) }
  }

  private func writtenOut(isNested: Bool) -> String {
    if let describe = type.describe {
      guard case .string(let text)? = Reentry.call(describe, [.instance(self)]) else { return "" }
      return text
    }
    let parts = zip(type.fields[tag], 0..<count).map { field, index in
      (field.label.map { $0 + ": " } ?? "") + field.text(self.field(index))
    }
    let list = parts.joined(separator: ", ")
    if type.isEnum {
      let name = (isNested ? type.fullName + "." : "") + type.caseNames[tag]
      return parts.isEmpty ? name : "\(name)(\(list))"
    }
    return "\(isNested ? type.fullName : type.name)(\(list))"
  }

  /// Whether two values are equal by the type's own `==`, or field by field.
  static func equal(_ a: Instance, _ b: Instance) -> Bool {
    if let equal = a.type.equal {
      if case .bool(let result)? = Reentry.call(equal, [.instance(a), .instance(b)]) {
        return result
      }
      return false
    }
    if a.type !== b.type || a.tag != b.tag { return false }
    return Reentry.deeper(false) {
      for index in 0..<a.count where !Ordering.equal(a.field(index), b.field(index)) {
        return false
      }
      return true
    }
  }

  /// Adds the value to a hash: its case and its fields. A type with a way of its own to compare or to
  /// hash adds only its case, so that equal values always hash alike.
  func hash(into hasher: inout Hasher) {
    hasher.combine(tag)
    guard type.equal == nil, type.hash == nil else { return }
    Reentry.deeper(()) {
      for index in 0..<count { Ordering.hash(fields[index], into: &hasher) }
    }
  }

  /// Whether one value comes before another: by the type's own `<`, or in the order of the cases.
  static func less(_ a: Instance, _ b: Instance) -> Bool {
    if let less = a.type.less {
      if case .bool(let result)? = Reentry.call(less, [.instance(a), .instance(b)]) {
        return result
      }
      return false
    }
    if a.tag != b.tag { return a.tag < b.tag }
    return Reentry.deeper(false) {
      for index in 0..<a.count {
        if Ordering.less(a.field(index), b.field(index)) { return true }
        if !Ordering.equal(a.field(index), b.field(index)) { return false }
      }
      return false
    }
  }
}

/// Calls functions of the cells from where no frame is at hand: a type's own `==` while an array is
/// compared, its `description` while it is printed.
///
/// What such a call faults with is kept and ends the cell at the next step.
enum Reentry {
  private static let slot = ThreadSlot()

  /// Runs `body` with a machine for the calls of this thread.
  static func with<R>(_ machine: Machine, _ body: () -> R) -> R {
    let outer = slot.pointer
    slot.pointer = Unmanaged.passUnretained(machine).toOpaque()
    defer { slot.pointer = outer }
    return body()
  }

  private static var machine: Machine? {
    slot.pointer.map { Unmanaged<Machine>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Goes one level deeper into nested values, as many levels as calls may be deep: a count, so that the
  /// same lesson ends at the same place on every machine.
  ///
  /// - Returns: what `body` gives; `fallback` when it is too deep or a call has failed, which ends the cell.
  static func deeper<R>(_ fallback: R, _ body: () -> R) -> R {
    guard let machine else { return hasRoom ? body() : fallback }
    guard machine.failure == nil else { return fallback }
    guard machine.nesting < machine.limits.callDepth, hasRoom else {
      machine.fail(
        Fault.overBudget(
          Budget.depth.exhausted("\(machine.limits.callDepth)", at: machine.place)))
      return fallback
    }
    machine.nesting += 1
    defer { machine.nesting -= 1 }
    let result = body()
    return machine.failure == nil ? result : fallback
  }

  /// Whether the stack has room for another level of nested values.
  private static var hasRoom: Bool {
    guard let limit = LargeStack.lowestAddress else { return true }
    var here: UInt8 = 0
    return withUnsafeMutablePointer(to: &here) { Int(bitPattern: $0) } > limit
  }

  /// Calls a function; `nil` when it failed.
  static func call(_ code: FunctionCode, _ arguments: [Value]) -> Value? {
    guard let machine, machine.failure == nil else { return nil }
    do { return try machine.reenter(code, arguments) } catch {
      machine.fail(error)
      return nil
    }
  }
}
