import LessonModel

/// The part of Swift's standard library that a cell can use, declared as any library is.
enum StandardLibrary {
  static let types: [TypeBinding] =
    [
      doubles, floats, booleans, strings, substrings, characters, stringIndices, utf8Views,
      scalarViews, scalars, stringProtocol, optionals, arrays, slices, ranges, closedRanges,
      rangesFrom, rangesUpTo, rangesThrough, wholeRanges, collections, sequences, rounding, sign,
      binaryIntegers, floatingPoint, dictionaries, dictionaryKeys, dictionaryValues, sets,
      TypeBinding(standard: "EnumeratedSequence", ["Base"], members: []),
      TypeBinding(standard: "Slice", ["Base"], members: []),
      TypeBinding(standard: "DefaultIndices", ["Base"], members: []),
      TypeBinding(standard: "FlattenSequence", ["Element"], members: []),
      TypeBinding(standard: "JoinedSequence", ["Element"], members: []),
      TypeBinding(standard: "PrefixSequence", ["Base"], members: []),
      TypeBinding(standard: "DropFirstSequence", ["Base"], members: []),
      TypeBinding(standard: "Zip2Sequence", ["First", "Second"], members: []),
      TypeBinding(standard: "ReversedCollection", ["Base"], members: []),
      TypeBinding(standard: "StrideTo", ["Element"], members: []),
      TypeBinding(standard: "StrideThrough", ["Element"], members: []),
      TypeBinding(standard: "Never", members: []), hashers,
    ] + integers
  static let functions: [Binding] =
    printing + mathematics + comparing + sequencing + rangeOperators + stopping

  /// The protocols whose members are looked up, the narrower first.
  static let protocolNames = [
    "BinaryInteger", "FloatingPoint", "StringProtocol", "Collection", "Sequence",
  ]

  /// `abs`, `min` and `max` for any type that can be compared.
  private static let comparing: [Binding] = [
    Binding(intrinsic: "func min<T: Comparable>(_ x: T, _ y: T) -> T") { use in
      extreme(use) { Ordering.less($1, $0) }
    },
    Binding(intrinsic: "func max<T: Comparable>(_ x: T, _ y: T) -> T") { use in
      extreme(use) { Ordering.lessOrEqual($0, $1) }
    },
    Binding(intrinsic: "func min<T: Comparable>(_ x: T, _ y: T, _ z: T, _ rest: T...) -> T") {
      use in extreme(use) { Ordering.less($1, $0) }
    },
    Binding(intrinsic: "func max<T: Comparable>(_ x: T, _ y: T, _ z: T, _ rest: T...) -> T") {
      use in extreme(use) { Ordering.lessOrEqual($0, $1) }
    },
    Binding(intrinsic: "func abs<T: SignedNumeric>(_ x: T) -> T") { use in
      let range = use.range
      switch use.result {
      case .int:
        let run = use.int(0)
        return .int { frame in
          let number = try run(frame)
          guard number != Int.min else {
            throw Fault.failed(RuntimeError.negation(number, range))
          }
          return Swift.abs(number)
        }
      case .double:
        let run = use.double(0)
        return .double { Swift.abs(try run($0)) }
      case let type where type.integerKind != nil:
        func make<T: ScriptInteger>(_: T.Type) -> Code {
          let run = use.integer(0, T.self)
          return T.code { frame in
            let number = try run(frame)
            return number < 0 ? try Integers.apply(.subtract, 0, number, range) : number
          }
        }
        return make(use.kind(type))
      default:
        let run = use.value(0)
        return .value { frame in
          guard case .float(let number) = try run(frame) else { throw InternalError("Float") }
          return .float(Swift.abs(number))
        }
      }
    },
    Binding(intrinsic: "func swap<T>(_ a: inout T, _ b: inout T)") { use in
      let (a, b) = (use.place(0), use.place(1))
      return .void { frame in
        let first = try a.load(frame)
        let second = try b.load(frame)
        try a.modify(frame) { $0 = second }
        try b.modify(frame) { $0 = first }
      }
    },
  ]

  /// The first argument that the later ones do not replace.
  private static func extreme(
    _ use: Intrinsic.Use, _ replaces: @escaping @Sendable (Value, Value) -> Bool
  ) -> Code {
    if use.arguments.count == 2 {
      let (x, y) = (use.value(0), use.value(1))
      return Representation(use.result).unboxing { frame in
        let first = try x(frame)
        let second = try y(frame)
        return replaces(first, second) ? second : first
      }
    }
    let first = (0..<3).map { use.value($0) }
    let rest = use.array(3)
    return Representation(use.result).unboxing { frame in
      var values: [Value] = []
      for run in first { values.append(try run(frame)) }
      values += try rest(frame)
      var best = values[0]
      for value in values.dropFirst() where replaces(best, value) { best = value }
      return best
    }
  }

  private static let sequencing: [Binding] = [
    Binding(
      intrinsic:
        "func zip<A: Sequence, B: Sequence>(_ first: A, _ second: B) -> Zip2Sequence<A, B>"
    ) { use in
      let (a, b) = (use.value(0), use.value(1))
      return .value { .tuple([try a($0), try b($0)]) }
    },
    Binding(intrinsic: "func stride(from start: Int, to end: Int, by step: Int) -> StrideTo<Int>") {
      stride($0)
    },
    Binding(
      intrinsic:
        "func stride(from start: Double, to end: Double, by step: Double) -> StrideTo<Double>"
    ) { stride($0) },
    Binding(
      intrinsic:
        "func stride(from start: Int, through end: Int, by step: Int) -> StrideThrough<Int>"
    ) { stride($0) },
    Binding(
      intrinsic:
        "func stride(from start: Double, through end: Double, by step: Double) -> StrideThrough<Double>"
    ) { stride($0) },
    Binding(
      intrinsic: "func repeatElement<T>(_ element: T, count: Int) -> [T]"
    ) { use in
      let (element, count) = (use.value(0), use.int(1))
      let range = use.range
      return .value { frame in
        let value = try element(frame)
        return .array(try repeated(value, try count(frame), frame, range))
      }
    },
  ]

  private static func stride(_ use: Intrinsic.Use) -> Code {
    let parts = (0..<3).map { use.value($0) }
    let range = use.range
    return .value { frame in
      var values: [Value] = []
      for part in parts { values.append(try part(frame)) }
      if Ordering.equal(values[2], .int(0)) || Ordering.equal(values[2], .double(0)) {
        throw Fault.failed(RuntimeError.precondition("stride size must not be zero", range))
      }
      return .tuple(values)
    }
  }

  private static let printing: [Binding] = [
    Binding(
      intrinsic:
        "func print(_ items: Any..., separator: String = \" \", terminator: String = \"\\n\")",
      doc: "Writes values as text, one line."
    ) { use in
      let items = use.array(0)
      let (separator, terminator) = (use.string(1), use.string(2))
      let range = use.range
      return .void { frame in
        let parts = try items(frame).map { try $0.string }
        let text = parts.joined(separator: try separator(frame)) + (try terminator(frame))
        let machine = frame.state.pointee.machine
        machine.place = range
        try machine.write(text)
      }
    }
  ]

  private static let rounding = TypeBinding(
    standard: "FloatingPointRoundingRule", conformsTo: ["Equatable", "Hashable"],
    members: [
      "toNearestOrAwayFromZero", "toNearestOrEven", "up", "down", "towardZero", "awayFromZero",
    ].enumerated().map { index, name in
      Binding(intrinsic: "static var \(name): FloatingPointRoundingRule") { _ in
        .value { _ in .int(index) }
      }
    })

  /// The rule a value of `FloatingPointRoundingRule` stands for.
  static func roundingRule(_ value: Value) throws -> FloatingPointRoundingRule {
    switch try value.int {
    case 0: .toNearestOrAwayFromZero
    case 1: .toNearestOrEven
    case 2: .up
    case 3: .down
    case 4: .towardZero
    default: .awayFromZero
    }
  }

  /// So many copies of a value.
  static func repeated(
    _ value: Value, _ count: Int, _ frame: Frame, _ range: SourceRange
  ) throws -> Elements {
    guard count >= 0 else {
      throw Fault.failed(
        RuntimeError.precondition("cannot make an array of \(count) elements", range))
    }
    try charge(count, Elements.stride(of: value), frame, range)
    return Elements(repeating: value, count: count)
  }

  /// Charges the making of so many elements that may be anything.
  static func charge(_ count: Int, _ frame: Frame, _ range: SourceRange) throws {
    try charge(count, MemoryLayout<Value>.stride, frame, range)
  }

  /// Charges the making of so many elements of so many bytes.
  static func charge(
    _ count: Int, _ stride: Int, _ frame: Frame, _ range: SourceRange
  ) throws {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: stride)
    try frame.charge(bytes: overflow ? Int.max : bytes, range)
    try frame.charge(steps: count, range)
  }
}
