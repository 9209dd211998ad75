import LessonModel

/// Reads and changes the elements of arrays where they are: without taking the array out of its
/// variable, which would count a reference, and without copying it unless another variable has it.
///
/// What begins with `peek` or `poke` does what is quick and says when it could not; the others do
/// the rest and know the faults.
enum Arrays {
  typealias Pointer = UnsafeMutablePointer<Value>

  // MARK: Reading

  @inline(__always)
  static func peekInt(_ array: Pointer, _ index: Int) -> Int? {
    guard case .array(.ints(let all)) = array.pointee, index >= 0, index < all.count else {
      return nil
    }
    return all[index]
  }

  @inline(__always)
  static func peekDouble(_ array: Pointer, _ index: Int) -> Double? {
    guard case .array(.doubles(let all)) = array.pointee, index >= 0, index < all.count else {
      return nil
    }
    return all[index]
  }

  @inline(__always)
  static func peekBool(_ array: Pointer, _ index: Int) -> Bool? {
    guard case .array(.bools(let all)) = array.pointee, index >= 0, index < all.count else {
      return nil
    }
    return all[index]
  }

  @inline(__always)
  static func peekInt(_ array: Pointer, _ row: Int, _ column: Int) -> Int? {
    guard case .array(.values(let rows)) = array.pointee, row >= 0, row < rows.count,
      case .array(.ints(let all)) = rows[row], column >= 0, column < all.count
    else { return nil }
    return all[column]
  }

  @inline(__always)
  static func peekDouble(_ array: Pointer, _ row: Int, _ column: Int) -> Double? {
    guard case .array(.values(let rows)) = array.pointee, row >= 0, row < rows.count,
      case .array(.doubles(let all)) = rows[row], column >= 0, column < all.count
    else { return nil }
    return all[column]
  }

  @inline(__always)
  static func peekBool(_ array: Pointer, _ row: Int, _ column: Int) -> Bool? {
    guard case .array(.values(let rows)) = array.pointee, row >= 0, row < rows.count,
      case .array(.bools(let all)) = rows[row], column >= 0, column < all.count
    else { return nil }
    return all[column]
  }

  @inline(__always)
  static func int(_ array: Pointer, _ index: Int, _ range: SourceRange) throws -> Int {
    if let element = peekInt(array, index) { return element }
    return try at(array, index, range).int
  }

  @inline(__always)
  static func double(_ array: Pointer, _ index: Int, _ range: SourceRange) throws -> Double {
    if let element = peekDouble(array, index) { return element }
    return try at(array, index, range).double
  }

  @inline(__always)
  static func bool(_ array: Pointer, _ index: Int, _ range: SourceRange) throws -> Bool {
    if let element = peekBool(array, index) { return element }
    return try at(array, index, range).bool
  }

  @inline(__always)
  static func value(_ array: Pointer, _ index: Int, _ range: SourceRange) throws -> Value {
    if case .array(.values(let all)) = array.pointee, index >= 0, index < all.count {
      return all[index]
    }
    return try at(array, index, range)
  }

  /// An element of an array in any form.
  @inline(never)
  static func at(_ array: Pointer, _ index: Int, _ range: SourceRange) throws -> Value {
    guard case .array(let elements) = array.pointee else { throw InternalError("Array") }
    guard index >= 0, index < elements.count else {
      throw Fault.failed(RuntimeError.index(index, elements.indices, range))
    }
    return elements[index]
  }

  /// An element of a row of an array of arrays in any form.
  @inline(never)
  static func at(
    _ array: Pointer, _ row: Int, _ rowRange: SourceRange, _ column: Int, _ range: SourceRange
  ) throws -> Value {
    var value = try at(array, row, rowRange)
    return try at(&value, column, range)
  }

  // MARK: Changing

  /// What came of an attempt to change an element.
  enum Attempt {
    case done
    /// The array had another owner and was copied.
    case copied
    /// The index or the form of the array does not fit.
    case nothing
  }

  // The array is moved out of its variable while it is changed, so that it has one owner.

  @inline(__always)
  static func poke(_ array: Pointer, _ index: Int, _ new: Int) -> Attempt {
    guard case .array(.ints(let old)) = array.pointee, index >= 0, index < old.count,
      case .array(.ints(var all)) = array.move()
    else { return .nothing }
    let before = identity(all)
    all[index] = new
    let attempt: Attempt = identity(all) == before ? .done : .copied
    array.initialize(to: .array(.ints(all)))
    return attempt
  }

  @inline(__always)
  static func poke(_ array: Pointer, _ index: Int, _ new: Double) -> Attempt {
    guard case .array(.doubles(let old)) = array.pointee, index >= 0, index < old.count,
      case .array(.doubles(var all)) = array.move()
    else { return .nothing }
    let before = identity(all)
    all[index] = new
    let attempt: Attempt = identity(all) == before ? .done : .copied
    array.initialize(to: .array(.doubles(all)))
    return attempt
  }

  @inline(__always)
  static func poke(_ array: Pointer, _ index: Int, _ new: Bool) -> Attempt {
    guard case .array(.bools(let old)) = array.pointee, index >= 0, index < old.count,
      case .array(.bools(var all)) = array.move()
    else { return .nothing }
    let before = identity(all)
    all[index] = new
    let attempt: Attempt = identity(all) == before ? .done : .copied
    array.initialize(to: .array(.bools(all)))
    return attempt
  }

  /// Replaces an element.
  @inline(never)
  static func set(
    _ array: Pointer, _ index: Int, _ new: Value, _ frame: Frame, _ range: SourceRange
  ) throws {
    try modify(&array.pointee, at: index, frame, range) { $0 = new }
  }

  /// Changes an element; the array is taken out meanwhile, so that it is not copied.
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
    _ array: Pointer, _ row: Int, _ frame: Frame, _ range: SourceRange,
    _ change: (Pointer) throws -> Void
  ) throws {
    guard case .array(.values(let old)) = array.pointee, row >= 0, row < old.count,
      case .array(.values(var rows)) = array.move()
    else {
      _ = try at(array, row, range)
      throw InternalError("Array")
    }
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

  /// Adds an element at the end.
  @inline(never)
  static func append(
    _ array: Pointer, _ new: Value, _ frame: Frame, _ range: SourceRange
  ) throws {
    try frame.charge(bytes: Elements.stride(of: new), range)
    guard case .array(var elements) = array.move() else { throw InternalError("Array") }
    elements.append(new)
    array.initialize(to: .array(elements))
  }

  @inline(__always)
  private static func identity<T>(_ all: [T]) -> UnsafePointer<T>? {
    all.withUnsafeBufferPointer { $0.baseAddress }
  }

  /// Charges the copy of an array that another variable has too.
  @inline(never)
  static func chargeCopy(_ array: Pointer, _ frame: Frame, _ range: SourceRange) throws {
    guard case .array(let elements) = array.pointee else { return }
    try frame.charge(bytes: elements.size, range)
  }
}
