import LessonModel

/// Reads and changes the elements of arrays where they are: without taking the array out of its
/// variable, which would count a reference, and without copying it unless another variable has it.
enum Arrays {
  // MARK: Reading

  @inline(__always)
  static func int(
    _ array: UnsafeMutablePointer<Value>, _ index: Int, _ range: SourceRange
  ) throws -> Int {
    if case .array(.ints(let all)) = array.pointee, index >= 0, index < all.count {
      return all[index]
    }
    return try at(array, index, range).int
  }

  @inline(__always)
  static func double(
    _ array: UnsafeMutablePointer<Value>, _ index: Int, _ range: SourceRange
  ) throws -> Double {
    if case .array(.doubles(let all)) = array.pointee, index >= 0, index < all.count {
      return all[index]
    }
    return try at(array, index, range).double
  }

  @inline(__always)
  static func bool(
    _ array: UnsafeMutablePointer<Value>, _ index: Int, _ range: SourceRange
  ) throws -> Bool {
    if case .array(.bools(let all)) = array.pointee, index >= 0, index < all.count {
      return all[index]
    }
    return try at(array, index, range).bool
  }

  @inline(__always)
  static func value(
    _ array: UnsafeMutablePointer<Value>, _ index: Int, _ range: SourceRange
  ) throws -> Value {
    if case .array(.values(let all)) = array.pointee, index >= 0, index < all.count {
      return all[index]
    }
    return try at(array, index, range)
  }

  @inline(never)
  private static func at(
    _ array: UnsafeMutablePointer<Value>, _ index: Int, _ range: SourceRange
  ) throws -> Value {
    guard case .array(let elements) = array.pointee else { throw InternalError("Array") }
    guard index >= 0, index < elements.count else {
      throw Fault.failed(RuntimeError.index(index, elements.indices, range))
    }
    return elements[index]
  }

  /// Looks at a row of an array of arrays.
  @inline(__always)
  static func row<R>(
    _ array: UnsafeMutablePointer<Value>, _ row: Int, _ range: SourceRange,
    _ body: (UnsafeMutablePointer<Value>) throws -> R
  ) throws -> R {
    guard case .array(.values(let rows)) = array.pointee, row >= 0, row < rows.count else {
      _ = try at(array, row, range)
      throw InternalError("Array")
    }
    return try rows.withUnsafeBufferPointer { rows in
      guard let base = rows.baseAddress else { throw InternalError("Array") }
      // It is read from alone.
      return try body(UnsafeMutablePointer(mutating: base + row))
    }
  }

  // MARK: Changing

  // The array is moved out of its variable while it is changed, so that it has one owner.

  /// Replaces an element by a number.
  @inline(__always)
  static func set(
    _ array: UnsafeMutablePointer<Value>, _ index: Int, _ new: Int, _ frame: Frame,
    _ range: SourceRange
  ) throws {
    guard case .array(.ints(let old)) = array.pointee, index >= 0, index < old.count else {
      return try set(array, index, .int(new), frame, range)
    }
    guard case .array(.ints(var all)) = array.move() else { throw InternalError("Int") }
    let before = identity(all)
    all[index] = new
    let isCopy = identity(all) != before
    array.initialize(to: .array(.ints(all)))
    if isCopy { try chargeCopy(array, frame, range) }
  }

  /// Replaces an element by a number.
  @inline(__always)
  static func set(
    _ array: UnsafeMutablePointer<Value>, _ index: Int, _ new: Double, _ frame: Frame,
    _ range: SourceRange
  ) throws {
    guard case .array(.doubles(let old)) = array.pointee, index >= 0, index < old.count else {
      return try set(array, index, .double(new), frame, range)
    }
    guard case .array(.doubles(var all)) = array.move() else { throw InternalError("Double") }
    let before = identity(all)
    all[index] = new
    let isCopy = identity(all) != before
    array.initialize(to: .array(.doubles(all)))
    if isCopy { try chargeCopy(array, frame, range) }
  }

  /// Replaces an element by a truth value.
  @inline(__always)
  static func set(
    _ array: UnsafeMutablePointer<Value>, _ index: Int, _ new: Bool, _ frame: Frame,
    _ range: SourceRange
  ) throws {
    guard case .array(.bools(let old)) = array.pointee, index >= 0, index < old.count else {
      return try set(array, index, .bool(new), frame, range)
    }
    guard case .array(.bools(var all)) = array.move() else { throw InternalError("Bool") }
    let before = identity(all)
    all[index] = new
    let isCopy = identity(all) != before
    array.initialize(to: .array(.bools(all)))
    if isCopy { try chargeCopy(array, frame, range) }
  }

  /// Replaces an element of an array or of a part of one.
  @inline(never)
  static func set(
    _ array: UnsafeMutablePointer<Value>, _ index: Int, _ new: Value, _ frame: Frame,
    _ range: SourceRange
  ) throws {
    try modify(&array.pointee, at: index, frame, range) { $0 = new }
  }

  /// Changes an element; the array is taken out meanwhile, so that it is not copied.
  @inline(__always)
  static func modify(
    _ value: inout Value, at index: Int, _ frame: Frame, _ range: SourceRange,
    _ change: (inout Value) throws -> Void
  ) throws {
    switch value {
    case .array(var elements):
      guard index >= 0, index < elements.count else {
        throw Fault.failed(RuntimeError.index(index, elements.indices, range))
      }
      value = .void
      let before = elements.address
      defer { value = .array(elements) }
      try elements.change(index, change)
      if elements.address != before { try frame.charge(bytes: elements.size, range) }
    case .slice(var elements):
      guard index >= elements.startIndex, index < elements.endIndex else {
        throw Fault.failed(
          RuntimeError.index(index, elements.startIndex..<elements.endIndex, range))
      }
      value = .void
      let before = elements.base.address
      defer { value = .slice(elements) }
      try change(&elements[index])
      if elements.base.address != before {
        try frame.charge(bytes: elements.base.size, range)
      }
    default: throw InternalError("Array")
    }
  }

  /// Changes a row of an array of arrays.
  @inline(__always)
  static func changeRow(
    _ array: UnsafeMutablePointer<Value>, _ row: Int, _ frame: Frame, _ range: SourceRange,
    _ change: (UnsafeMutablePointer<Value>) throws -> Void
  ) throws {
    guard case .array(.values(let old)) = array.pointee, row >= 0, row < old.count else {
      _ = try at(array, row, range)
      throw InternalError("Array")
    }
    guard case .array(.values(var rows)) = array.move() else { throw InternalError("Array") }
    array.initialize(to: .void)
    let before = identity(rows)
    defer { array.pointee = .array(.values(rows)) }
    try rows.withUnsafeMutableBufferPointer { rows in
      guard let base = rows.baseAddress else { throw InternalError("Array") }
      try change(base + row)
    }
    if identity(rows) != before {
      try frame.charge(bytes: rows.count &* MemoryLayout<Value>.stride, range)
    }
  }

  @inline(__always)
  private static func identity<T>(_ all: [T]) -> UnsafePointer<T>? {
    all.withUnsafeBufferPointer { $0.baseAddress }
  }

  /// Charges the copy of an array that another variable has too.
  @inline(never)
  private static func chargeCopy(
    _ array: UnsafeMutablePointer<Value>, _ frame: Frame, _ range: SourceRange
  ) throws {
    guard case .array(let elements) = array.pointee else { return }
    try frame.charge(bytes: elements.size, range)
  }
}
