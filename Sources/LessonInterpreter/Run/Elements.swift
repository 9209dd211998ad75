/// The elements of an array, kept as small as their type allows: numbers and truth values side by
/// side without a box, everything else as values.
///
/// It is used as any collection of values is. Which of its forms an array has is its own affair: it
/// begins with the first element and changes when an element does not fit (`[1, nil]`), so that code
/// that makes or reads arrays need not know about it, and code in a hurry may look.
public enum Elements {
  /// Anything; and what has no element yet.
  case values([Value])
  /// Values of `Int`.
  case ints([Int])
  /// Values of `Double`.
  case doubles([Double])
  /// Values of `Float`.
  case floats([Float])
  /// Values of `Bool`.
  case bools([Bool])
}

extension Elements {
  /// So many copies of a value.
  public init(repeating value: Value, count: Int) {
    switch value {
    case .int(let it): self = .ints(Array(repeating: it, count: count))
    case .double(let it): self = .doubles(Array(repeating: it, count: count))
    case .float(let it): self = .floats(Array(repeating: it, count: count))
    case .bool(let it): self = .bools(Array(repeating: it, count: count))
    default: self = .values(Array(repeating: value, count: count))
    }
  }

  /// Part of an array as an array of its own.
  public init(_ part: Slice<Elements>) {
    let indices = part.startIndex..<part.endIndex
    switch part.base {
    case .values(let all): self = .values(Array(all[indices]))
    case .ints(let all): self = .ints(Array(all[indices]))
    case .doubles(let all): self = .doubles(Array(all[indices]))
    case .floats(let all): self = .floats(Array(all[indices]))
    case .bools(let all): self = .bools(Array(all[indices]))
    }
  }

  /// Bytes that an element takes beside what it refers to.
  var stride: Int {
    switch self {
    case .values: MemoryLayout<Value>.stride
    case .ints, .doubles: 8
    case .floats: 4
    case .bools: 1
    }
  }

  /// Bytes that an element takes in an array of values like this one.
  static func stride(of value: Value) -> Int {
    switch value {
    case .int, .double: 8
    case .float: 4
    case .bool: 1
    default: MemoryLayout<Value>.stride
    }
  }

  /// Bytes that the elements take beside what they refer to.
  var size: Int { count &* stride }

  /// Where the elements lie, to tell one array from another.
  var address: UnsafeRawPointer? {
    switch self {
    case .values(let all): all.withUnsafeBufferPointer { UnsafeRawPointer($0.baseAddress) }
    case .ints(let all): all.withUnsafeBufferPointer { UnsafeRawPointer($0.baseAddress) }
    case .doubles(let all): all.withUnsafeBufferPointer { UnsafeRawPointer($0.baseAddress) }
    case .floats(let all): all.withUnsafeBufferPointer { UnsafeRawPointer($0.baseAddress) }
    case .bools(let all): all.withUnsafeBufferPointer { UnsafeRawPointer($0.baseAddress) }
    }
  }

  /// The elements as values, whatever they are.
  var boxed: [Value] {
    switch self {
    case .values(let all): all
    case .ints(let all): all.map { .int($0) }
    case .doubles(let all): all.map { .double($0) }
    case .floats(let all): all.map { .float($0) }
    case .bools(let all): all.map { .bool($0) }
    }
  }

  /// Takes the form that holds anything.
  @inline(never)
  private mutating func loosen() { self = .values(boxed) }

  /// Changes an element where it is.
  @inline(__always)
  mutating func change<R>(_ index: Int, _ body: (inout Value) throws -> R) rethrows -> R {
    if case .values(var all) = self {
      self = .values([])
      defer { self = .values(all) }
      return try body(&all[index])
    }
    var value = self[index]
    defer { self[index] = value }
    return try body(&value)
  }

  /// Where an element lies, for whoever changes part of it before anything else happens to the array;
  /// the array takes the form that holds anything. The index must be within bounds.
  mutating func place(of index: Int) -> UnsafeMutablePointer<Value>? {
    if case .values = self {} else { loosen() }
    guard case .values(var all) = self else { return nil }
    self = .values([])
    defer { self = .values(all) }
    return all.withUnsafeMutableBufferPointer { $0.baseAddress.map { $0 + index } }
  }

  /// Orders the elements, those that are equal as they were.
  mutating func sort() {
    switch self {
    case .values(var all):
      self = .values([])
      all.sort { Ordering.less($0, $1) }
      self = .values(all)
    case .ints(var all):
      self = .values([])
      all.sort()
      self = .ints(all)
    case .doubles(var all):
      self = .values([])
      all.sort()
      self = .doubles(all)
    case .floats(var all):
      self = .values([])
      all.sort()
      self = .floats(all)
    case .bools: break
    }
  }
}

extension Elements: RandomAccessCollection, MutableCollection, RangeReplaceableCollection {
  /// No element.
  @inlinable public init() { self = .values([]) }

  /// Always 0.
  public var startIndex: Int { 0 }

  /// How many elements there are.
  public var endIndex: Int { count }

  /// How many elements there are.
  @inline(__always)
  public var count: Int {
    switch self {
    case .values(let all): all.count
    case .ints(let all): all.count
    case .doubles(let all): all.count
    case .floats(let all): all.count
    case .bools(let all): all.count
    }
  }

  /// An element, which must be there.
  public subscript(index: Int) -> Value {
    @inline(__always)
    get {
      switch self {
      case .values(let all): all[index]
      case .ints(let all): .int(all[index])
      case .doubles(let all): .double(all[index])
      case .floats(let all): .float(all[index])
      case .bools(let all): .bool(all[index])
      }
    }
    set {
      // The array is taken out of `self` before it is changed, so that it has one owner.
      switch self {
      case .values(var all):
        self = .values([])
        all[index] = newValue
        self = .values(all)
        return
      case .ints(var all):
        guard case .int(let it) = newValue else { break }
        self = .values([])
        all[index] = it
        self = .ints(all)
        return
      case .doubles(var all):
        guard case .double(let it) = newValue else { break }
        self = .values([])
        all[index] = it
        self = .doubles(all)
        return
      case .floats(var all):
        guard case .float(let it) = newValue else { break }
        self = .values([])
        all[index] = it
        self = .floats(all)
        return
      case .bools(var all):
        guard case .bool(let it) = newValue else { break }
        self = .values([])
        all[index] = it
        self = .bools(all)
        return
      }
      loosen()
      self[index] = newValue
    }
  }

  /// Adds an element at the end.
  public mutating func append(_ new: Value) {
    if isEmpty {
      self = Elements(repeating: new, count: 1)
      return
    }
    switch self {
    case .values(var all):
      self = .values([])
      all.append(new)
      self = .values(all)
      return
    case .ints(var all):
      guard case .int(let it) = new else { break }
      self = .values([])
      all.append(it)
      self = .ints(all)
      return
    case .doubles(var all):
      guard case .double(let it) = new else { break }
      self = .values([])
      all.append(it)
      self = .doubles(all)
      return
    case .floats(var all):
      guard case .float(let it) = new else { break }
      self = .values([])
      all.append(it)
      self = .floats(all)
      return
    case .bools(var all):
      guard case .bool(let it) = new else { break }
      self = .values([])
      all.append(it)
      self = .bools(all)
      return
    }
    loosen()
    append(new)
  }

  /// Adds elements at the end.
  public mutating func append(contentsOf new: Elements) {
    if isEmpty {
      self = new
      return
    }
    switch self {
    case .values(var all):
      guard case .values(let more) = new else { break }
      self = .values([])
      all += more
      self = .values(all)
      return
    case .ints(var all):
      guard case .ints(let more) = new else { break }
      self = .values([])
      all += more
      self = .ints(all)
      return
    case .doubles(var all):
      guard case .doubles(let more) = new else { break }
      self = .values([])
      all += more
      self = .doubles(all)
      return
    case .floats(var all):
      guard case .floats(let more) = new else { break }
      self = .values([])
      all += more
      self = .floats(all)
      return
    case .bools(var all):
      guard case .bools(let more) = new else { break }
      self = .values([])
      all += more
      self = .bools(all)
      return
    }
    for value in new { append(value) }
  }

  /// Replaces some elements by others.
  public mutating func replaceSubrange(
    _ range: Range<Int>, with new: some Collection<Value>
  ) {
    let more = Elements(sequence: new)
    if range.count == count {
      self = more
      return
    }
    switch self {
    case .values(var all):
      self = .values([])
      all.replaceSubrange(range, with: more.boxed)
      self = .values(all)
      return
    case .ints(var all):
      if more.isEmpty {
        self = .values([])
        all.removeSubrange(range)
        self = .ints(all)
        return
      }
      guard case .ints(let more) = more else { break }
      self = .values([])
      all.replaceSubrange(range, with: more)
      self = .ints(all)
      return
    case .doubles(var all):
      if more.isEmpty {
        self = .values([])
        all.removeSubrange(range)
        self = .doubles(all)
        return
      }
      guard case .doubles(let more) = more else { break }
      self = .values([])
      all.replaceSubrange(range, with: more)
      self = .doubles(all)
      return
    case .floats(var all):
      if more.isEmpty {
        self = .values([])
        all.removeSubrange(range)
        self = .floats(all)
        return
      }
      guard case .floats(let more) = more else { break }
      self = .values([])
      all.replaceSubrange(range, with: more)
      self = .floats(all)
      return
    case .bools(var all):
      if more.isEmpty {
        self = .values([])
        all.removeSubrange(range)
        self = .bools(all)
        return
      }
      guard case .bools(let more) = more else { break }
      self = .values([])
      all.replaceSubrange(range, with: more)
      self = .bools(all)
      return
    }
    var all = boxed
    all.replaceSubrange(range, with: more.boxed)
    self = .values(all)
  }

  /// Removes the last element and gives it; nil when there is none.
  public mutating func popLast() -> Value? {
    switch self {
    case .values(var all):
      self = .values([])
      defer { self = .values(all) }
      return all.popLast()
    case .ints(var all):
      self = .values([])
      defer { self = .ints(all) }
      return all.popLast().map { .int($0) }
    case .doubles(var all):
      self = .values([])
      defer { self = .doubles(all) }
      return all.popLast().map { .double($0) }
    case .floats(var all):
      self = .values([])
      defer { self = .floats(all) }
      return all.popLast().map { .float($0) }
    case .bools(var all):
      self = .values([])
      defer { self = .bools(all) }
      return all.popLast().map { .bool($0) }
    }
  }

  /// Exchanges two elements.
  public mutating func swapAt(_ i: Int, _ j: Int) {
    switch self {
    case .values(var all):
      self = .values([])
      all.swapAt(i, j)
      self = .values(all)
    case .ints(var all):
      self = .values([])
      all.swapAt(i, j)
      self = .ints(all)
    case .doubles(var all):
      self = .values([])
      all.swapAt(i, j)
      self = .doubles(all)
    case .floats(var all):
      self = .values([])
      all.swapAt(i, j)
      self = .floats(all)
    case .bools(var all):
      self = .values([])
      all.swapAt(i, j)
      self = .bools(all)
    }
  }

  /// The elements of a sequence.
  init(sequence: some Sequence<Value>) {
    self = .values([])
    for value in sequence { append(value) }
  }

  /// The elements of an array of values.
  public init(_ values: [Value]) { self.init(sequence: values) }

  /// The elements from the last to the first.
  func reversed() -> Elements {
    switch self {
    case .values(let all): .values(all.reversed())
    case .ints(let all): .ints(all.reversed())
    case .doubles(let all): .doubles(all.reversed())
    case .floats(let all): .floats(all.reversed())
    case .bools(let all): .bools(all.reversed())
    }
  }
}

extension Elements: ExpressibleByArrayLiteral {
  /// Elements written out.
  public init(arrayLiteral values: Value...) { self.init(sequence: values) }
}
