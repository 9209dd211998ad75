import LessonModel

/// Walks the sequences of the standard library.
struct Sequences {
  let library: Library

  /// Where the walk stands, for the budgets.
  let range: SourceRange

  typealias Next = () -> Value?
  typealias Start = (Frame, Value) throws -> Next

  /// What makes an iterator of a value of a type; `nil` when the type is no sequence.
  func iterator(_ type: Type) -> Start? {
    switch type {
    case .string, .named("Substring", _):
      return { frame, value in
        var iterator = try value.text.makeIterator()
        return { iterator.next().map { .character($0) } }
      }
    case .named("String.UTF8View", _):
      return { frame, value in
        var iterator = try value.text.utf8.makeIterator()
        return { iterator.next().map { .int(Int($0)) } }
      }
    case .named("String.UnicodeScalarView", _):
      return { frame, value in
        var iterator = try value.text.unicodeScalars.makeIterator()
        return { iterator.next().map { .int(Int($0.value)) } }
      }
    case .named("Set", _), .named("Dictionary.Keys", _):
      return { frame, value in
        var iterator = try value.table.entries.makeIterator()
        return { iterator.next()?.key }
      }
    case .named("Dictionary.Values", _):
      return { frame, value in
        var iterator = try value.table.entries.makeIterator()
        return { iterator.next()?.value }
      }
    case .named("Dictionary", _):
      return { frame, value in
        var iterator = try value.table.entries.makeIterator()
        return { iterator.next().map { .tuple([$0.key, $0.value]) } }
      }
    case .named("PartialRangeFrom", _):
      return { frame, value in
        switch try value.tuple[0] {
        case .int(let lower):
          var next: Int? = lower
          return {
            guard let current = next else { return nil }
            next = current == Int.max ? nil : current + 1
            return .int(current)
          }
        case .uint(let lower):
          var next: UInt64? = lower
          return {
            guard let current = next else { return nil }
            next = current == UInt64.max ? nil : current + 1
            return .uint(current)
          }
        default: throw InternalError("Range")
        }
      }
    case .named("Array", _), .named("ArraySlice", _), .named("Slice", _),
      .named("DefaultIndices", _), .named("FlattenSequence", _), .named("JoinedSequence", _),
      .named("PrefixSequence", _), .named("DropFirstSequence", _):
      return { frame, value in
        switch value {
        case .array(let values):
          let walk = ArrayWalk(values)
          return { walk.next() }
        case .slice(let values):
          var iterator = values.makeIterator()
          return { iterator.next() }
        default: throw InternalError("Array")
        }
      }
    case .named("Range", _), .named("ClosedRange", _):
      let isClosed = type.isClosedRange
      return { frame, value in
        if case .tuple(let bounds) = value, bounds.count == 2, case .uint(let lower) = bounds[0],
          case .uint(let upper) = bounds[1]
        {
          var next: UInt64? = lower
          return {
            guard let current = next, isClosed ? current <= upper : current < upper else {
              return nil
            }
            next = current == UInt64.max ? nil : current + 1
            return .uint(current)
          }
        }
        guard case .range(let lower, let upper) = value else { throw InternalError("Range") }
        let walk = RangeWalk(lower, upper, isClosed: isClosed)
        return { walk.next() }
      }
    case .named("EnumeratedSequence", let arguments):
      guard let base = iterator(arguments[0]) else { return nil }
      return { frame, value in
        let next = try base(frame, value)
        var index = 0
        return {
          guard let element = next() else { return nil }
          defer { index += 1 }
          return .tuple([.int(index), element])
        }
      }
    case .named("Zip2Sequence", let arguments):
      guard arguments.count == 2, let first = iterator(arguments[0]),
        let second = iterator(arguments[1])
      else { return nil }
      return { frame, value in
        let parts = try value.tuple
        let a = try first(frame, parts[0])
        let b = try second(frame, parts[1])
        return {
          guard let x = a(), let y = b() else { return nil }
          return .tuple([x, y])
        }
      }
    case .named("ReversedCollection", let arguments):
      guard let base = elements(arguments[0]) else { return nil }
      return { frame, value in
        var rest = try base(frame, value)
        return { rest.popLast() }
      }
    case .named("StrideTo", let arguments), .named("StrideThrough", let arguments):
      let isClosed = type.isStrideThrough
      if arguments.first == .int {
        return { frame, value in
          let parts = try value.tuple
          let (start, end, step) = (try parts[0].int, try parts[1].int, try parts[2].int)
          var next: Int? = start
          return {
            guard let current = next else { return nil }
            let isInside =
              step > 0
              ? (isClosed ? current <= end : current < end)
              : (isClosed ? current >= end : current > end)
            guard isInside else { return nil }
            let (sum, overflow) = current.addingReportingOverflow(step)
            next = overflow ? nil : sum
            return .int(current)
          }
        }
      }
      return { frame, value in
        // As the standard library does: each value is start + n * step, so errors do not add up.
        let parts = try value.tuple
        let (start, end, step) = (try parts[0].double, try parts[1].double, try parts[2].double)
        if isClosed {
          var iterator = stride(from: start, through: end, by: step).makeIterator()
          return { iterator.next().map { .double($0) } }
        }
        var iterator = stride(from: start, to: end, by: step).makeIterator()
        return { iterator.next().map { .double($0) } }
      }
    default: return nil
    }
  }

  /// What gives all elements of a value of a type, and charges for them.
  func elements(_ type: Type) -> ((Frame, Value) throws -> Elements)? {
    if case .named("Array", _) = type { return { try $1.array } }
    guard let iterator = iterator(type) else { return nil }
    let range = range
    return { frame, value in
      let next = try iterator(frame, value)
      var values = Elements()
      while let value = next() {
        try frame.chargeGrowth(values.count, Elements.stride(of: value), range)
        try frame.step(range)
        values.append(value)
      }
      return values
    }
  }
}

// Where a walk stands lies in an object whose accesses are not checked: a variable that a closure
// captures would be, at each step.

private final class ArrayWalk {
  private let elements: Elements
  private let count: Int
  @exclusivity(unchecked) private var index = 0

  init(_ elements: Elements) {
    self.elements = elements
    count = elements.count
  }

  @inline(__always) func next() -> Value? {
    guard index < count else { return nil }
    index &+= 1
    return elements[index &- 1]
  }
}

private final class RangeWalk {
  @exclusivity(unchecked) private var current: Int
  @exclusivity(unchecked) private var isOver: Bool
  private let last: Int

  init(_ lower: Int, _ upper: Int, isClosed: Bool) {
    current = lower
    isOver = isClosed ? lower > upper : lower >= upper
    last = isClosed ? upper : upper &- 1
  }

  @inline(__always) func next() -> Value? {
    if isOver { return nil }
    let value = current
    if value == last { isOver = true } else { current = value &+ 1 }
    return .int(value)
  }
}

extension Type {
  /// The sequences that `print` would show from the inside.
  private static let lazyNames: Set = [
    "EnumeratedSequence", "Zip2Sequence", "StrideTo", "StrideThrough", "Slice", "DefaultIndices",
    "FlattenSequence", "JoinedSequence", "PrefixSequence", "DropFirstSequence",
  ]
  var isLazySequence: Bool {
    if case .named(let name, _) = self { Self.lazyNames.contains(name) } else { false }
  }
  var isClosedRange: Bool { if case .named("ClosedRange", _) = self { true } else { false } }
  var isStrideThrough: Bool { if case .named("StrideThrough", _) = self { true } else { false } }
}
