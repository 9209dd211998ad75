import LessonModel

/// Changes arrays where they are.
enum Arrays {
  /// Changes one element; the array is taken out meanwhile, so that it is not copied.
  @inline(__always)
  static func modify(
    _ value: inout Value, at index: Int, _ range: SourceRange,
    _ change: (inout Value) throws -> Void
  ) throws {
    switch value {
    case .array(var elements):
      guard elements.indices.contains(index) else {
        throw Fault.failed(RuntimeError.index(index, elements.indices, range))
      }
      value = .void
      defer { value = .array(elements) }
      try change(&elements[index])
    case .slice(var elements):
      guard elements.indices.contains(index) else {
        throw Fault.failed(RuntimeError.index(index, elements.indices, range))
      }
      value = .void
      defer { value = .slice(elements) }
      try change(&elements[index])
    default: throw InternalError("Array")
    }
  }

  /// Replaces one element.
  @inline(__always)
  static func set(
    _ value: inout Value, at index: Int, to new: Value, _ range: SourceRange
  ) throws {
    guard case .array(var elements) = value else {
      return try modify(&value, at: index, range) { $0 = new }
    }
    guard index >= 0, index < elements.count else {
      throw Fault.failed(RuntimeError.index(index, elements.indices, range))
    }
    value = .void
    elements[index] = new
    value = .array(elements)
  }
}
