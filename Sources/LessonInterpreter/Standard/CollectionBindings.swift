import LessonModel

// This file declares the rest of what arrays, parts of arrays and other sequences have.

extension StandardLibrary {
  // MARK: Parts of arrays

  /// An array, or part of one, as a part with its indices.
  static func part(_ value: Value) throws -> Slice<Elements> {
    switch value {
    case .array(let values): values[...]
    case .slice(let values): values
    default: throw InternalError("Array")
    }
  }

  /// What arrays and parts of arrays have in common.
  static let arrayParts: [Binding] =
    indexTypes.map { name in
      Binding(intrinsic: "subscript(_ bounds: \(name)) -> ArraySlice<Element> { get set }") { use in
        let (array, bounds, type) = (use.value(0), use.value(1), use.type(1))
        let range = use.range
        return .value { frame in
          let source = try part(try array(frame))
          return .slice(
            source[try Bounds.indices(try bounds(frame), type, of: source.indices, range)])
        }
      }
    } + [
      Binding(intrinsic: "func prefix(_ maxLength: Int) -> ArraySlice<Element>") { use in
        part(use, "prefix") { $0.prefix($1) }
      },
      Binding(intrinsic: "func suffix(_ maxLength: Int) -> ArraySlice<Element>") { use in
        part(use, "suffix") { $0.suffix($1) }
      },
      Binding(intrinsic: "func dropFirst(_ k: Int = 1) -> ArraySlice<Element>") { use in
        part(use, "dropFirst") { $0.dropFirst($1) }
      },
      Binding(intrinsic: "func dropLast(_ k: Int = 1) -> ArraySlice<Element>") { use in
        part(use, "dropLast") { $0.dropLast($1) }
      },
      end("prefix(upTo end: Int)") { $0.startIndex..<$1 },
      end("prefix(through position: Int)") { $0.startIndex..<(($1 == .max) ? $1 : $1 + 1) },
      end("suffix(from start: Int)") { $1..<max($1, $0.endIndex) },
      Binding(
        intrinsic:
          "func prefix(while predicate: (Element) throws -> Bool) -> ArraySlice<Element>"
      ) { use in
        cut(use) { values, test in
          guard let end = try values.firstIndex(where: { try !test($0) }) else { return values }
          return values[..<end]
        }
      },
      Binding(
        intrinsic: "func drop(while predicate: (Element) throws -> Bool) -> ArraySlice<Element>"
      ) { use in cut(use) { values, test in try values.drop { try test($0) } } },
      Binding(
        intrinsic:
          "func split(separator: Element, maxSplits: Int = Int.max, omittingEmptySubsequences: Bool = true) -> [ArraySlice<Element>] where Element: Equatable"
      ) { use in
        let (run, separator) = (use.value(0), use.value(1))
        let (limit, omits) = (use.int(2), use.bool(3))
        let range = use.range
        return .value { frame in
          let values = try part(try run(frame))
          let wanted = try separator(frame)
          let limit = try splits(try limit(frame), range)
          try charge(values.count, frame, range)
          let parts = values.split(
            maxSplits: limit, omittingEmptySubsequences: try omits(frame)
          ) { Ordering.equal($0, wanted) }
          return .array(Elements(parts.map { .slice($0) }))
        }
      },
      Binding(
        intrinsic:
          "func split(maxSplits: Int = Int.max, omittingEmptySubsequences: Bool = true, whereSeparator isSeparator: (Element) throws -> Bool) -> [ArraySlice<Element>]"
      ) { use in
        let (run, limit, omits) = (use.value(0), use.int(1), use.bool(2))
        let function = use.function(3)
        let (window, range) = (use.window, use.range)
        return .value { frame in
          let values = try part(try run(frame))
          let limit = try splits(try limit(frame), range)
          let omits = try omits(frame)
          let test = try function(frame)
          let inner = frame.window(window.words, window.values)
          try charge(values.count, frame, range)
          let parts = try values.split(maxSplits: limit, omittingEmptySubsequences: omits) {
            try test.call($0, inner, range).bool
          }
          return .array(Elements(parts.map { .slice($0) }))
        }
      },
    ]

  private static func end(
    _ declaration: String, _ bounds: @escaping @Sendable (Slice<Elements>, Int) -> Range<Int>
  ) -> Binding {
    Binding(intrinsic: "func \(declaration) -> ArraySlice<Element>") { use in
      let (run, place) = (use.value(0), use.int(1))
      let range = use.range
      return .value { frame in
        let values = try part(try run(frame))
        let index = try place(frame)
        guard index >= values.startIndex, index <= values.endIndex else {
          throw Fault.failed(RuntimeError.index(index, values.indices, range))
        }
        let wanted = bounds(values, index)
        guard wanted.upperBound <= values.endIndex else {
          throw Fault.failed(RuntimeError.index(index, values.indices, range))
        }
        return .slice(values[wanted])
      }
    }
  }

  private static func cut(
    _ use: Intrinsic.Use,
    _ body: @escaping (Slice<Elements>, (Value) throws -> Bool) throws -> Slice<Elements>
  ) -> Code {
    let (run, function) = (use.value(0), use.function(1))
    let (window, range) = (use.window, use.range)
    return .value { frame in
      let values = try part(try run(frame))
      let test = try function(frame)
      let inner = frame.window(window.words, window.values)
      return .slice(try body(values) { try test.call($0, inner, range).bool })
    }
  }

  // MARK: Changing arrays

  static let arrayChanges: [Binding] =
    [
      shuffling,
      several("removeFirst") { $0.removeFirst($1) }, several("removeLast") { $0.removeLast($1) },
      Binding(intrinsic: "mutating func removeAll(keepingCapacity keepCapacity: Bool)") { use in
        let array = use.place(0)
        return .void { frame in try change(array, frame, use.range) { $0 = Elements() } }
      },
      Binding(
        intrinsic:
          "mutating func insert<S: Sequence>(contentsOf newElements: S, at i: Int) where S.Element == Element"
      ) { use in
        let (array, elements, index) = (use.place(0), elements(use, 1), use.int(2))
        let range = use.range
        return .void { frame in
          let new = try elements(frame)
          let position = try index(frame)
          try change(array, frame, range) { values in
            guard position >= 0, position <= values.count else {
              throw Fault.failed(RuntimeError.index(position, values.indices, range))
            }
            try charge(new.count, frame, range)
            values.insert(contentsOf: new, at: position)
          }
        }
      },
    ]
    + indexTypes.dropLast().flatMap { name -> [Binding] in
      [
        Binding(intrinsic: "mutating func removeSubrange(_ bounds: \(name))") { use in
          let (array, bounds, type) = (use.place(0), use.value(1), use.type(1))
          let range = use.range
          return .void { frame in
            let bounds = try bounds(frame)
            try change(array, frame, range) { values in
              values.removeSubrange(try Bounds.indices(bounds, type, of: values.indices, range))
            }
          }
        },
        Binding(
          intrinsic:
            "mutating func replaceSubrange<S: Sequence>(_ subrange: \(name), with newElements: S) where S.Element == Element"
        ) { use in
          let (array, bounds, type) = (use.place(0), use.value(1), use.type(1))
          let elements = elements(use, 2)
          let range = use.range
          return .void { frame in
            let bounds = try bounds(frame)
            let new = try elements(frame)
            try change(array, frame, range) { values in
              let part = try Bounds.indices(bounds, type, of: values.indices, range)
              try charge(values.count + new.count, frame, range)
              values.replaceSubrange(part, with: new)
            }
          }
        },
      ]
    }

  private static func several(
    _ name: String, _ remove: @escaping @Sendable (inout Elements, Int) -> Void
  ) -> Binding {
    Binding(intrinsic: "mutating func \(name)(_ k: Int)") { use in
      let (array, count) = (use.place(0), use.int(1))
      let range = use.range
      return .void { frame in
        let number = try count(frame)
        try change(array, frame, range) { values in
          guard number >= 0, number <= values.count else {
            throw Fault.failed(
              RuntimeError.precondition(
                "'\(name)(\(number))' needs an array of at least so many elements, found \(values.count)",
                range))
          }
          remove(&values, number)
        }
      }
    }
  }

  // MARK: Sequences

  static let moreSequences: [Binding] =
    randomSequences + [
      Binding(
        intrinsic:
          "func reduce<Result>(into initialResult: Result, _ updateAccumulatingResult: (inout Result, Element) throws -> Void) -> Result"
      ) { use in
        let (run, initial, function) = (use.value(0), use.value(1), use.function(2))
        let (window, range) = (use.window, use.range)
        guard let start = Sequences(library: use.library, range: range).iterator(use.type(0)) else {
          return .void { _ in }
        }
        return Representation(use.result).unboxing { frame in
          let value = try run(frame)
          var result = try initial(frame)
          let update = try function(frame)
          let next = try start(frame, value)
          let inner = frame.window(window.words, window.values)
          while let element = next() { try update.change(&result, element, inner, range) }
          return result
        }
      },
      Binding(intrinsic: "func count(where predicate: (Element) throws -> Bool) -> Int") { use in
        let range = use.range
        let run = walk(use) { _, next, test, inner in
          var count = 0
          while let value = next() {
            if try test.call(value, inner, range).bool { count += 1 }
          }
          return .int(count)
        }
        return .int { try run($0).int }
      },
      comparing("elementsEqual", needs: "Equatable") { a, b in
        a.count == b.count && zip(a, b).allSatisfy { Ordering.equal($0, $1) }
      },
      comparing("starts", label: "with", needs: "Equatable") { a, b in
        a.count >= b.count && zip(a, b).allSatisfy { Ordering.equal($0, $1) }
      },
      comparing("lexicographicallyPrecedes", needs: "Comparable") { a, b in
        for (x, y) in zip(a, b) {
          if Ordering.less(x, y) { return true }
          if Ordering.less(y, x) { return false }
        }
        return a.count < b.count
      },
      Binding(
        intrinsic:
          "func joined<S: Sequence, T>() -> FlattenSequence<T> where Element == S, S.Element == T"
      ) { use in flattened(use, separator: nil) },
      Binding(
        intrinsic:
          "func joined<S: Sequence, T, Separator: Sequence>(separator: Separator) -> JoinedSequence<T> where Element == S, S.Element == T, Separator.Element == T"
      ) { use in flattened(use, separator: elements(use, 1)) },
      some("func prefix(_ maxLength: Int) -> PrefixSequence<Self>") { $0.prefix($1) },
      some("func suffix(_ maxLength: Int) -> [Element]") { $0.suffix($1) },
      some("func dropFirst(_ k: Int = 1) -> DropFirstSequence<Self>") { $0.dropFirst($1) },
      some("func dropLast(_ k: Int = 1) -> [Element]") { $0.dropLast($1) },
      Binding(
        intrinsic: "func prefix(while predicate: (Element) throws -> Bool) -> [Element]"
      ) { use in
        let range = use.range
        return .value(
          walk(use) { frame, next, test, inner in
            var values = Elements()
            while let value = next(), try test.call(value, inner, range).bool {
              try frame.chargeGrowth(values.count, MemoryLayout<Value>.stride, range)
              values.append(value)
            }
            return .array(values)
          })
      },
    ]

  private static func some(
    _ declaration: String, _ cut: @escaping @Sendable (Slice<Elements>, Int) -> Slice<Elements>
  ) -> Binding {
    Binding(intrinsic: declaration) { use in
      let run = part(use, Library.name(of: declaration), cut)
      guard case .value(let slice) = run else { return run }
      return .value { frame in
        guard case .slice(let values) = try slice(frame) else { throw InternalError("slice") }
        return .array(Elements(values))
      }
    }
  }

  private static func comparing(
    _ name: String, label: String = "_", needs protocolName: String,
    _ compare: @escaping @Sendable (Elements, Elements) -> Bool
  ) -> Binding {
    let parameter = label == "_" ? "_ other" : "\(label) other"
    return Binding(
      intrinsic:
        "func \(name)<S: Sequence>(\(parameter): S) -> Bool where S.Element == Element, Element: \(protocolName)"
    ) { use in
      let (a, b) = (elements(use, 0), elements(use, 1))
      let range = use.range
      return .bool { frame in
        let first = try a(frame)
        let second = try b(frame)
        try frame.charge(steps: min(first.count, second.count), range)
        return compare(first, second)
      }
    }
  }

  /// The elements of the elements, with others between them.
  private static func flattened(_ use: Intrinsic.Use, separator: Run<Elements>?) -> Code {
    let outer = elements(use, 0)
    let range = use.range
    let type = use.library.element(of: use.type(0)) ?? .error
    let inner = Sequences(library: use.library, range: range).elements(type)
    return .value { frame in
      let separator = try separator?(frame) ?? Elements()
      var values = Elements()
      for (index, element) in try outer(frame).enumerated() {
        let part = try inner?(frame, element) ?? Elements()
        try charge(part.count + separator.count, frame, range)
        if index > 0 { values.append(contentsOf: separator) }
        values.append(contentsOf: part)
      }
      return .array(values)
    }
  }

  // MARK: Collections

  static let moreCollections: [Binding] =
    randomCollections + [
      Binding(intrinsic: "func lastIndex(where predicate: (Element) throws -> Bool) -> Int?") {
        use in
        let (elements, function, run) = (elements(use, 0), use.function(1), use.value(0))
        let (window, range) = (use.window, use.range)
        return .value { frame in
          let start = try offset(try run(frame))
          let values = try elements(frame)
          let test = try function(frame)
          let inner = frame.window(window.words, window.values)
          for index in values.indices.reversed()
          where try test.call(values[index], inner, range).bool {
            return .int(index + start)
          }
          return .none
        }
      },
      Binding(intrinsic: "func last(where predicate: (Element) throws -> Bool) -> Element?") {
        use in
        let (elements, function) = (elements(use, 0), use.function(1))
        let (window, range) = (use.window, use.range)
        let isNested = use.result.wrapped?.wrapped != nil
        return .value { frame in
          let values = try elements(frame)
          let test = try function(frame)
          let inner = frame.window(window.words, window.values)
          for value in values.reversed() where try test.call(value, inner, range).bool {
            return Value.wrapped(value, isOptional: isNested)
          }
          return .none
        }
      },
      step("func index(after i: Int) -> Int", 1), step("func index(before i: Int) -> Int", -1),
      Binding(intrinsic: "func index(_ i: Int, offsetBy distance: Int) -> Int") { use in
        let (index, distance) = (use.int(1), use.int(2))
        let range = use.range
        return .int { frame in
          let position = try index(frame)
          let count = try distance(frame)
          return try Integers.apply(.add, position, count, range)
        }
      },
      Binding(intrinsic: "func distance(from start: Int, to end: Int) -> Int") { use in
        let (start, end) = (use.int(1), use.int(2))
        let range = use.range
        return .int { frame in
          let first = try start(frame)
          return try Integers.apply(.subtract, try end(frame), first, range)
        }
      },
    ]

  private static func step(_ declaration: String, _ distance: Int) -> Binding {
    Binding(intrinsic: declaration) { use in
      let index = use.int(1)
      let range = use.range
      return .int { try Integers.apply(.add, try index($0), distance, range) }
    }
  }

  // MARK: Stopping

  /// What ends a program on purpose: a fault of the cell.
  static let stopping: [Binding] = [
    Binding(intrinsic: "func fatalError(_ message: String = \"\") -> Never") {
      stop($0, "fatal error")
    },
    Binding(intrinsic: "func preconditionFailure(_ message: String = \"\") -> Never") {
      stop($0, "precondition failed")
    },
    Binding(intrinsic: "func assertionFailure(_ message: String = \"\")") {
      stop($0, "assertion failed")
    },
    Binding(intrinsic: "func precondition(_ condition: Bool, _ message: String = \"\")") {
      demand($0, "precondition failed")
    },
    Binding(intrinsic: "func assert(_ condition: Bool, _ message: String = \"\")") {
      demand($0, "assertion failed")
    },
  ]

  private static func stop(_ use: Intrinsic.Use, _ what: String) -> Code {
    let message = use.string(0)
    let range = use.range
    func fault(_ frame: Frame) throws -> Fault {
      let text = try message(frame)
      return .failed(
        Diagnostic(.error, id: "stopped", text.isEmpty ? what : "\(what): \(text)", at: range))
    }
    if use.result.isVoid { return .void { throw try fault($0) } }
    return .value { throw try fault($0) }
  }

  private static func demand(_ use: Intrinsic.Use, _ what: String) -> Code {
    let (condition, message) = (use.bool(0), use.string(1))
    let range = use.range
    return .void { frame in
      guard try !condition(frame) else { return }
      let text = try message(frame)
      throw Fault.failed(
        Diagnostic(.error, id: "stopped", text.isEmpty ? what : "\(what): \(text)", at: range))
    }
  }
}

extension Function {
  /// Calls a function of two arguments that changes the first.
  func change(
    _ value: inout Value, _ element: Value, _ frame: Frame, _ range: SourceRange
  ) throws {
    try frame.enter(code, range)
    let slot = code.parameters[0]
    do {
      try frame.store(value, slot)
      // The function holds the only copy meanwhile.
      value = .void
      try frame.store(element, code.parameters[1])
      _ = try finish(frame)
    } catch { throw frame.abandon(code, error, range) }
    value = frame.load(slot)
    if slot.representation == .value { frame.values[slot.index] = .void }
  }
}
