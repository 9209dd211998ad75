import LessonModel

// This file declares what all sequences have in common.

extension StandardLibrary {
  /// What a function of an element gives.
  static func walk(
    _ use: Intrinsic.Use, _ body: @escaping (Frame, Sequences.Next, Function, Frame) throws -> Value
  ) -> Run<Value> {
    let (run, function) = (use.value(0), use.function(1))
    let (window, range) = (use.window, use.range)
    guard let start = Sequences(library: use.library, range: range).iterator(use.type(0)) else {
      return { _ in throw InternalError("Sequence") }
    }
    return { frame in
      let value = try run(frame)
      let transform = try function(frame)
      let next = try start(frame, value)
      return try body(frame, next, transform, frame.window(window.words, window.values))
    }
  }

  static let sequences = TypeBinding(
    standard: "Sequence", ["Element"], isProtocol: true,
    members: [
      Binding(intrinsic: "func map<T>(_ transform: (Element) throws -> T) -> [T]") { use in
        let range = use.range
        return .value(
          walk(use) { frame, next, transform, inner in
            var values = Elements()
            while let value = next() {
              let new = try transform.call(value, inner, range)
              try frame.chargeGrowth(values.count, Elements.stride(of: new), range)
              values.append(new)
            }
            return .array(values)
          })
      },
      Binding(intrinsic: "func compactMap<T>(_ transform: (Element) throws -> T?) -> [T]") { use in
        let range = use.range
        return .value(
          walk(use) { frame, next, transform, inner in
            var values = Elements()
            while let value = next() {
              let new: Value
              switch try transform.call(value, inner, range) {
              case .none: continue
              case .some(let wrapped): new = wrapped
              case let value: new = value
              }
              values.append(new)
              try frame.chargeGrowth(values.count, Elements.stride(of: new), range)
            }
            return .array(values)
          })
      },
      Binding(
        intrinsic:
          "func flatMap<S: Sequence, T>(_ transform: (Element) throws -> S) -> [T] where S.Element == T"
      ) { use in
        let range = use.range
        let part = Sequences(library: use.library, range: range).elements(
          use.generics["S"] ?? .error)
        return .value(
          walk(use) { frame, next, transform, inner in
            var values = Elements()
            while let value = next() {
              let new = try part?(frame, try transform.call(value, inner, range)) ?? Elements()
              try charge(new.count, new.stride, frame, range)
              values.append(contentsOf: new)
            }
            return .array(values)
          })
      },
      Binding(intrinsic: "func filter(_ isIncluded: (Element) throws -> Bool) -> [Element]") {
        use in
        let range = use.range
        return .value(
          walk(use) { frame, next, test, inner in
            var values = Elements()
            while let value = next() {
              guard try test.call(value, inner, range).bool else { continue }
              try frame.chargeGrowth(values.count, Elements.stride(of: value), range)
              values.append(value)
            }
            return .array(values)
          })
      },
      Binding(intrinsic: "func forEach(_ body: (Element) throws -> Void)") { use in
        let range = use.range
        let run = walk(use) { _, next, body, inner in
          while let value = next() { _ = try body.call(value, inner, range) }
          return .void
        }
        return .void { _ = try run($0) }
      },
      Binding(
        intrinsic:
          "func reduce<Result>(_ initialResult: Result, _ nextPartialResult: (Result, Element) throws -> Result) -> Result"
      ) { use in
        let (run, initial, function) = (use.value(0), use.value(1), use.function(2))
        let (window, range) = (use.window, use.range)
        guard let start = Sequences(library: use.library, range: range).iterator(use.type(0)) else {
          return .void { _ in }
        }
        return Representation(use.result).unboxing { frame in
          let value = try run(frame)
          var result = try initial(frame)
          let combine = try function(frame)
          let next = try start(frame, value)
          let inner = frame.window(window.words, window.values)
          while let element = next() { result = try combine.call(result, element, inner, range) }
          return result
        }
      },
      Binding(intrinsic: "func contains(_ element: Element) -> Bool where Element: Equatable") {
        use in
        let (elements, element) = (elements(use, 0), use.value(1))
        let range = use.range
        return .bool { frame in
          let values = try elements(frame)
          let wanted = try element(frame)
          try frame.charge(steps: values.count, range)
          return values.contains { Ordering.equal($0, wanted) }
        }
      },
      Binding(intrinsic: "func contains(where predicate: (Element) throws -> Bool) -> Bool") {
        use in
        .bool(search(use, until: true, found: true))
      },
      Binding(intrinsic: "func allSatisfy(_ predicate: (Element) throws -> Bool) -> Bool") { use in
        .bool(search(use, until: false, found: false))
      },
      Binding(intrinsic: "func first(where predicate: (Element) throws -> Bool) -> Element?") {
        use in
        let range = use.range
        let isNested = use.result.wrapped?.wrapped != nil
        return .value(
          walk(use) { _, next, test, inner in
            while let value = next() {
              guard try test.call(value, inner, range).bool else { continue }
              return Value.wrapped(value, isOptional: isNested)
            }
            return .none
          })
      },
      Binding(intrinsic: "func sorted() -> [Element] where Element: Comparable") { use in
        let elements = elements(use, 0)
        let range = use.range
        return .value { frame in
          var values = try elements(frame)
          try charge(values.count, values.stride, frame, range)
          values.sort()
          return .array(values)
        }
      },
      Binding(
        intrinsic:
          "func sorted(by areInIncreasingOrder: (Element, Element) throws -> Bool) -> [Element]"
      ) { use in
        let (elements, function) = (elements(use, 0), use.function(1))
        let (window, range) = (use.window, use.range)
        let isUnordered = use.type(0).isUnordered
        return .value { frame in
          let values = try elements(frame)
          let test = try function(frame)
          let inner = frame.window(window.words, window.values)
          try charge(values.count, values.stride, frame, range)
          let sorted = try values.boxed.sorted { try test.call($0, $1, inner, range).bool }
          if isUnordered {
            for (a, b) in zip(sorted, sorted.dropFirst()) where !Ordering.equal(a, b) {
              if !(try test.call(a, b, inner, range).bool) { throw tie(range) }
            }
          }
          return .array(Elements(sorted))
        }
      },
      Binding(intrinsic: "func min() -> Element? where Element: Comparable") { use in
        extreme(use) { Ordering.less($1, $0) }
      },
      Binding(intrinsic: "func max() -> Element? where Element: Comparable") { use in
        extreme(use) { Ordering.less($0, $1) }
      },
      Binding(
        intrinsic:
          "func min(by areInIncreasingOrder: (Element, Element) throws -> Bool) -> Element?"
      ) { use in extreme(use, isGreatest: false) },
      Binding(
        intrinsic:
          "func max(by areInIncreasingOrder: (Element, Element) throws -> Bool) -> Element?"
      ) { use in extreme(use, isGreatest: true) },
      Binding(intrinsic: "func enumerated() -> EnumeratedSequence<Self>") { use in
        .value(use.value(0))
      },
      Binding(intrinsic: "func reversed() -> [Element]") { use in
        let elements = elements(use, 0)
        let range = use.range
        return .value { frame in
          let values = try elements(frame)
          try charge(values.count, values.stride, frame, range)
          return .array(values.reversed())
        }
      },
      Binding(intrinsic: "func joined() -> String where Element: StringProtocol") { use in
        let elements = elements(use, 0)
        let range = use.range
        return .value { frame in
          let parts = try elements(frame)
          try frame.charge(steps: parts.count, range)
          try frame.charge(bytes: parts.reduce(0) { $0 &+ $1.leastTextSize }, range)
          return .string(try parts.map { try $0.text }.joined())
        }
      },
      Binding(
        intrinsic: "func joined(separator: String) -> String where Element: StringProtocol"
      ) { use in
        let (elements, separator) = (elements(use, 0), use.string(1))
        let range = use.range
        return .value { frame in
          let parts = try elements(frame).map { try $0.text }
          let separator = try separator(frame)
          try frame.charge(steps: parts.count, range)
          // Before it is made: the parts may be one string a million times.
          let size = parts.reduce(0) { $0 &+ $1.utf8.count &+ separator.utf8.count }
          try frame.charge(bytes: size, range)
          return .string(parts.joined(separator: separator))
        }
      },
    ] + moreSequences)

  static let collections = TypeBinding(
    standard: "Collection", ["Element"], isProtocol: true,
    members: [
      Binding(intrinsic: "var count: Int") { use in
        let run = use.value(0)
        let isClosed = use.type(0).isClosedRange
        let elements = elements(use, 0)
        let range = use.range
        return .int { frame in
          switch try run(frame) {
          case .array(let values): return values.count
          case .slice(let values): return values.count
          case .string(let text): return text.count
          case .range(let lower, let upper):
            let (count, overflow) = upper.subtractingReportingOverflow(lower)
            if overflow || (isClosed && count == .max) {
              throw Fault.failed(
                RuntimeError.precondition(
                  "the range \(lower)\(isClosed ? "..." : "..<")\(upper) has more elements than fit in 'Int'",
                  range))
            }
            return count + (isClosed ? 1 : 0)
          default: return try elements(frame).count
          }
        }
      },
      Binding(intrinsic: "var isEmpty: Bool") { use in
        let run = use.value(0)
        let isClosed = use.type(0).isClosedRange
        return .bool { frame in
          switch try run(frame) {
          case .array(let values): return values.isEmpty
          case .slice(let values): return values.isEmpty
          case .string(let text): return text.isEmpty
          case .range(let lower, let upper): return !isClosed && lower == upper
          default: return false
          }
        }
      },
      Binding(intrinsic: "var first: Element?") { use in
        let run = use.value(0)
        let isNested = use.result.wrapped?.wrapped != nil
        let type = use.type(0)
        let range = use.range
        let library = use.library
        let start = Sequences(library: library, range: range).iterator(type)
        return .value { frame in
          let value = try run(frame)
          guard let next = try start?(frame, value), let first = next() else { return .none }
          return Value.wrapped(first, isOptional: isNested)
        }
      },
      Binding(intrinsic: "var last: Element?") { use in
        let run = use.value(0)
        let isNested = use.result.wrapped?.wrapped != nil
        let isClosed = use.type(0).isClosedRange
        let elements = elements(use, 0)
        return .value { frame in
          let last: Value?
          switch try run(frame) {
          case .array(let values): last = values.last
          case .slice(let values): last = values.last
          case .string(let text): last = text.last.map { .character($0) }
          case .range(let lower, let upper):
            last = isClosed ? .int(upper) : lower < upper ? .int(upper - 1) : nil
          default: last = try elements(frame).last
          }
          return last.map { Value.wrapped($0, isOptional: isNested) } ?? .none
        }
      },
      Binding(intrinsic: "var indices: Range<Int>") { use in
        let run = use.value(0)
        return .value { frame in
          switch try run(frame) {
          case .array(let values): return .range(0, values.count)
          case .slice(let values): return .range(values.startIndex, values.endIndex)
          default: throw InternalError("indices")
          }
        }
      },
      Binding(intrinsic: "var startIndex: Int") { use in
        let run = use.value(0)
        return .int { frame in
          if case .slice(let values) = try run(frame) { return values.startIndex }
          return 0
        }
      },
      Binding(intrinsic: "var endIndex: Int") { use in
        let run = use.value(0)
        return .int { frame in
          switch try run(frame) {
          case .array(let values): return values.endIndex
          case .slice(let values): return values.endIndex
          default: throw InternalError("indices")
          }
        }
      },
      Binding(intrinsic: "func prefix(_ maxLength: Int) -> Slice<Self>") { use in
        part(use, "prefix") { $0.prefix($1) }
      },
      Binding(intrinsic: "func suffix(_ maxLength: Int) -> Slice<Self>") { use in
        part(use, "suffix") { $0.suffix($1) }
      },
      Binding(intrinsic: "func dropFirst(_ k: Int = 1) -> Slice<Self>") { use in
        part(use, "dropFirst") { $0.dropFirst($1) }
      },
      Binding(intrinsic: "func dropLast(_ k: Int = 1) -> Slice<Self>") { use in
        part(use, "dropLast") { $0.dropLast($1) }
      },
      Binding(intrinsic: "func reversed() -> ReversedCollection<Self>") { use in
        .value(use.value(0))
      },
      Binding(intrinsic: "func reversed() -> [Element]") { use in
        let elements = elements(use, 0)
        let range = use.range
        return .value { frame in
          let values = try elements(frame)
          try charge(values.count, values.stride, frame, range)
          return .array(values.reversed())
        }
      },
      Binding(intrinsic: "func firstIndex(of element: Element) -> Int? where Element: Equatable") {
        use in
        let (elements, element) = (elements(use, 0), use.value(1))
        let (run, range) = (use.value(0), use.range)
        return .value { frame in
          let values = try elements(frame)
          let wanted = try element(frame)
          try frame.charge(steps: values.count, range)
          let start = try offset(try run(frame))
          return values.firstIndex { Ordering.equal($0, wanted) }.map { .int($0 + start) } ?? .none
        }
      },
      Binding(intrinsic: "func firstIndex(where predicate: (Element) throws -> Bool) -> Int?") {
        use in
        let run = use.value(0)
        let range = use.range
        return .value(
          walk(use) { frame, next, test, inner in
            var index = try offset(try run(frame))
            while let value = next() {
              if try test.call(value, inner, range).bool { return .int(index) }
              index += 1
            }
            return .none
          })
      },
      Binding(intrinsic: "func lastIndex(of element: Element) -> Int? where Element: Equatable") {
        use in
        let (elements, element) = (elements(use, 0), use.value(1))
        let (run, range) = (use.value(0), use.range)
        return .value { frame in
          let values = try elements(frame)
          let wanted = try element(frame)
          try frame.charge(steps: values.count, range)
          let start = try offset(try run(frame))
          return values.lastIndex { Ordering.equal($0, wanted) }.map { .int($0 + start) } ?? .none
        }
      },
    ] + moreCollections)

  static func offset(_ value: Value) throws -> Int {
    if case .slice(let values) = value { return values.startIndex }
    return 0
  }

  static func part(
    _ use: Intrinsic.Use, _ name: String,
    _ cut: @escaping @Sendable (Slice<Elements>, Int) -> Slice<Elements>
  ) -> Code {
    let (run, count) = (use.value(0), use.int(1))
    let range = use.range
    let elements = Sequences(library: use.library, range: range).elements(use.type(0))
    return .value { frame in
      let values: Slice<Elements>
      switch try run(frame) {
      case .array(let all): values = all[...]
      case .slice(let some): values = some
      case let other: values = try elements?(frame, other)[...] ?? Elements()[...]
      }
      let number = try count(frame)
      guard number >= 0 else {
        throw Fault.failed(
          RuntimeError.precondition(
            "'\(name)' needs a number that is not negative, found \(number)", range))
      }
      return .slice(cut(values, number))
    }
  }

  private static func search(_ use: Intrinsic.Use, until wanted: Bool, found: Bool) -> Run<Bool> {
    let range = use.range
    let run = walk(use) { _, next, test, inner in
      while let value = next() {
        guard try test.call(value, inner, range).bool == wanted else { continue }
        return .bool(found)
      }
      return .bool(!found)
    }
    return { try run($0).bool }
  }

  private static func extreme(
    _ use: Intrinsic.Use, _ replaces: @escaping @Sendable (Value, Value) -> Bool
  ) -> Code {
    let elements = elements(use, 0)
    let range = use.range
    let isNested = use.result.wrapped?.wrapped != nil
    return .value { frame in
      let values = try elements(frame)
      try frame.charge(steps: values.count, range)
      guard var best = values.first else { return .none }
      for value in values.dropFirst() where replaces(best, value) { best = value }
      return Value.wrapped(best, isOptional: isNested)
    }
  }

  private static func extreme(_ use: Intrinsic.Use, isGreatest: Bool) -> Code {
    let range = use.range
    let isNested = use.result.wrapped?.wrapped != nil
    let isUnordered = use.type(0).isUnordered
    return .value(
      walk(use) { _, next, test, inner in
        guard var best = next() else { return .none }
        var isTied = false
        while let value = next() {
          let isNew =
            isGreatest
            ? try test.call(best, value, inner, range).bool
            : try test.call(value, best, inner, range).bool
          if isNew {
            best = value
            isTied = false
          } else if isUnordered, !Ordering.equal(best, value) {
            let isWorse =
              isGreatest
              ? try test.call(value, best, inner, range).bool
              : try test.call(best, value, inner, range).bool
            if !isWorse { isTied = true }
          }
        }
        if isTied { throw tie(range) }
        return Value.wrapped(best, isOptional: isNested)
      })
  }

  /// Two elements of a dictionary or a set that an order does not tell apart.
  private static func tie(_ range: SourceRange) -> Fault {
    .failed(
      RuntimeError.precondition(
        "two elements are equal in this order, so which comes first changes from run to run; compare something else as well, such as the keys",
        range))
  }
}
