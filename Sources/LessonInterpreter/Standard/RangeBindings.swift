import LessonModel

/// The ends of ranges, whatever they are of.
enum Bounds {
  /// The lower and the upper bound that a range has.
  static func ends(_ value: Value, _ type: Type) throws -> (Value?, Value?) {
    guard case .named(let name, _) = type else { throw InternalError("Range") }
    switch (name, value) {
    case (_, .range(let lower, let upper)): return (.int(lower), .int(upper))
    case (_, .interval(let lower, let upper)): return (.double(lower), .double(upper))
    case ("PartialRangeFrom", .tuple(let bound)): return (bound.first, nil)
    case ("PartialRangeUpTo", .tuple(let bound)), ("PartialRangeThrough", .tuple(let bound)):
      return (nil, bound.first)
    case ("UnboundedRange", _): return (nil, nil)
    case (_, .tuple(let bounds)) where bounds.count == 2: return (bounds[0], bounds[1])
    default: throw InternalError("Range")
    }
  }

  /// A range between two values.
  static func range(_ lower: Value, _ upper: Value) -> Value {
    switch (lower, upper) {
    case (.int(let a), .int(let b)): .range(a, b)
    case (.double(let a), .double(let b)): .interval(a, b)
    default: .tuple([lower, upper])
    }
  }

  /// The indices of an array that a range names; a fault when they are not all there.
  static func indices(
    _ value: Value, _ type: Type, of bounds: Range<Int>, _ range: SourceRange
  ) throws -> Range<Int> {
    let (first, last) = try ends(value, type)
    let lower = try first?.int ?? bounds.lowerBound
    let (upper, overflow) =
      try last.map {
        try $0.int.addingReportingOverflow(type.includesUpperBound ? 1 : 0)
      } ?? (bounds.upperBound, false)
    guard !overflow, lower >= bounds.lowerBound, upper <= bounds.upperBound, lower <= upper else {
      throw Fault.failed(RuntimeError.slice(lower, overflow ? Int.max : upper, bounds, range))
    }
    return lower..<upper
  }
}

extension Type {
  /// Whether a range of this type holds its upper bound.
  var includesUpperBound: Bool {
    if case .named(let name, _) = self {
      name == "ClosedRange" || name == "PartialRangeThrough"
    } else {
      false
    }
  }

  private static let rangeNames: Set = [
    "Range", "ClosedRange", "PartialRangeFrom", "PartialRangeUpTo", "PartialRangeThrough",
  ]
  /// Whether it is a range, which a pattern can ask for.
  var isRange: Bool {
    if case .named(let name, _) = self { Self.rangeNames.contains(name) } else { false }
  }
}

// This file declares ranges.

extension StandardLibrary {
  /// The ranges of places in a string, and all of it.
  static let boundTypes = [
    "Range<String.Index>", "ClosedRange<String.Index>", "PartialRangeFrom<String.Index>",
    "PartialRangeUpTo<String.Index>", "PartialRangeThrough<String.Index>", "UnboundedRange",
  ]
  /// The ranges of places in an array, and all of it.
  static let indexTypes = boundTypes.map { $0.replacing("String.Index", with: "Int") }

  static let ranges = range(
    "Range", ["lowerBound", "upperBound"],
    [
      Binding(intrinsic: "init(_ other: ClosedRange<Bound>) where Bound: BinaryInteger") { use in
        let run = use.value(0)
        let range = use.range
        return .value { frame in
          guard case .range(let lower, let upper) = try run(frame) else {
            throw InternalError("Range")
          }
          let (end, overflow) = upper.addingReportingOverflow(1)
          if overflow { throw Fault.failed(RuntimeError.arithmetic(.add, upper, 1, range)) }
          return .range(lower, end)
        }
      }
    ])
  static let closedRanges = range("ClosedRange", ["lowerBound", "upperBound"], [])
  static let rangesFrom = range(
    "PartialRangeFrom", ["lowerBound"],
    [
      Binding(intrinsic: "func prefix(_ maxLength: Int) -> PrefixSequence<PartialRangeFrom<Bound>>")
      { use in
        let (run, count) = (use.value(0), use.int(1))
        let range = use.range
        let start = Sequences(library: use.library, range: range).iterator(use.type(0))
        return .value { frame in
          let value = try run(frame)
          let count = try count(frame)
          guard count >= 0 else {
            throw Fault.failed(
              RuntimeError.precondition(
                "'prefix' needs a number that is not negative, found \(count)", range))
          }
          try charge(count, frame, range)
          guard let next = try start?(frame, value) else { throw InternalError("Sequence") }
          var values = Elements()
          while values.count < count, let value = next() { values.append(value) }
          return .array(values)
        }
      }
    ])
  static let rangesUpTo = range("PartialRangeUpTo", ["upperBound"], [])
  static let rangesThrough = range("PartialRangeThrough", ["upperBound"], [])
  static let wholeRanges = TypeBinding(standard: "UnboundedRange", members: [])

  /// `x...`, `...x` and `..<x`.
  static let rangeOperators: [Binding] = [
    Binding(intrinsic: "prefix func ... <T: Comparable>(_ x: T) -> PartialRangeThrough<T>") {
      bound($0)
    },
    Binding(intrinsic: "prefix func ..< <T: Comparable>(_ x: T) -> PartialRangeUpTo<T>") {
      bound($0)
    },
    Binding(intrinsic: "postfix func ... <T: Comparable>(_ x: T) -> PartialRangeFrom<T>") {
      bound($0)
    },
  ]

  private static func bound(_ use: Intrinsic.Use) -> Code {
    let run = use.value(0)
    let range = use.range
    return .value { frame in
      let bound = try run(frame)
      if case .double(let number) = bound, number.isNaN {
        throw Fault.failed(RuntimeError.precondition("a range cannot begin or end at nan", range))
      }
      return .tuple([bound])
    }
  }

  private static func range(
    _ name: String, _ bounds: [String], _ more: [Binding]
  ) -> TypeBinding {
    let isWhole = bounds.count == 2
    return TypeBinding(
      standard: name, ["Bound"],
      members: bounds.map { end in
        Binding(intrinsic: "var \(end): Bound") { use in
          let (run, type) = (use.value(0), use.type(0))
          return Representation(use.result).unboxing { frame in
            let (lower, upper) = try Bounds.ends(try run(frame), type)
            guard let found = end == "lowerBound" ? lower : upper else {
              throw InternalError("Range")
            }
            return found
          }
        }
      } + [
        Binding(intrinsic: "func contains(_ element: Bound) -> Bool") { use in
          let (range, type) = (use.value(0), use.type(0))
          let isClosed = type.includesUpperBound
          if use.type(1).isWordInteger, isWhole {
            let element = use.int(1)
            return .bool { frame in
              guard case .range(let lower, let upper) = try range(frame) else {
                throw InternalError("Range")
              }
              let number = try element(frame)
              return number >= lower && (isClosed ? number <= upper : number < upper)
            }
          }
          let element = use.value(1)
          return .bool { frame in
            let (lower, upper) = try Bounds.ends(try range(frame), type)
            let value = try element(frame)
            if let lower, !Ordering.lessOrEqual(lower, value) { return false }
            guard let upper else { return true }
            return isClosed ? Ordering.lessOrEqual(value, upper) : Ordering.less(value, upper)
          }
        }
      ] + (isWhole ? whole(name) : []) + more)
  }

  /// What ranges with two ends have besides.
  private static func whole(_ name: String) -> [Binding] {
    [
      Binding(intrinsic: "var isEmpty: Bool") { use in
        let (run, type) = (use.value(0), use.type(0))
        return .bool { frame in
          let (lower, upper) = try Bounds.ends(try run(frame), type)
          guard let lower, let upper, !type.isClosedRange else { return false }
          return Ordering.equal(lower, upper)
        }
      },
      Binding(intrinsic: "func clamped(to limits: \(name)<Bound>) -> \(name)<Bound>") { use in
        let (a, b, type) = (use.value(0), use.value(1), use.type(0))
        return .value { frame in
          let own = try Bounds.ends(try a(frame), type)
          let other = try Bounds.ends(try b(frame), type)
          guard let lower = own.0, let upper = own.1, let least = other.0, let most = other.1 else {
            throw InternalError("Range")
          }
          func clamp(_ value: Value) -> Value {
            Ordering.less(value, least) ? least : Ordering.less(most, value) ? most : value
          }
          return Bounds.range(clamp(lower), clamp(upper))
        }
      },
      Binding(intrinsic: "func overlaps(_ other: \(name)<Bound>) -> Bool") { use in
        let (a, b, type) = (use.value(0), use.value(1), use.type(0))
        return .bool { frame in
          let own = try Bounds.ends(try a(frame), type)
          let other = try Bounds.ends(try b(frame), type)
          guard let lower = own.0, let upper = own.1, let least = other.0, let most = other.1 else {
            throw InternalError("Range")
          }
          if type.isClosedRange {
            return Ordering.lessOrEqual(lower, most) && Ordering.lessOrEqual(least, upper)
          }
          return Ordering.less(lower, most) && Ordering.less(least, upper)
            && Ordering.less(lower, upper) && Ordering.less(least, most)
        }
      },
    ]
  }
}
