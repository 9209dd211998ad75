import LessonModel

// This file declares arrays, slices and ranges.

extension StandardLibrary {
  static let arrays = TypeBinding(
    standard: "Array", ["Element"],
    members: [
      Binding(intrinsic: "init()") { _ in .value { _ in .array([]) } },
      Binding(intrinsic: "init(repeating: Element, count: Int)") { use in
        let (element, count) = (use.value(0), use.int(1))
        let range = use.range
        return .value { frame in
          let value = try element(frame)
          return .array(try repeated(value, try count(frame), frame, range))
        }
      },
      Binding(intrinsic: "init<S: Sequence>(_ elements: S) where S.Element == Element") { use in
        let elements = elements(use, 0)
        return .value { .array(try elements($0)) }
      },
      Binding(intrinsic: "subscript(_ index: Int) -> Element { get set }") { use in
        let (array, index) = (use.value(0), use.int(1))
        let range = use.range
        return Representation(use.result).unboxing { frame in
          guard case .array(let values) = try array(frame) else { throw InternalError("Array") }
          let position = try index(frame)
          guard position >= 0, position < values.count else {
            throw Fault.failed(RuntimeError.index(position, values.indices, range))
          }
          return values[position]
        }
      },
      Binding(intrinsic: "static func + (a: [Element], b: [Element]) -> [Element]") { use in
        let (a, b) = (use.array(0), use.array(1))
        let range = use.range
        return .value { frame in
          var first = try a(frame)
          let second = try b(frame)
          try charge(first.count + second.count, max(first.stride, second.stride), frame, range)
          first.append(contentsOf: second)
          return .array(first)
        }
      },
      Binding(
        intrinsic:
          "static func + <S: Sequence>(a: [Element], b: S) -> [Element] where S.Element == Element"
      ) { use in
        let (a, b) = (use.array(0), elements(use, 1))
        let range = use.range
        return .value { frame in
          var first = try a(frame)
          let second = try b(frame)
          try charge(first.count + second.count, max(first.stride, second.stride), frame, range)
          first.append(contentsOf: second)
          return .array(first)
        }
      },
      Binding(
        intrinsic:
          "static func += <S: Sequence>(a: inout [Element], b: S) where S.Element == Element"
      ) { appending($0) },
      Binding(intrinsic: "mutating func append(_ newElement: Element)") { use in
        let (array, element) = (use.place(0), use.value(1))
        let range = use.range
        return .void { frame in
          let new = try element(frame)
          try frame.charge(bytes: Elements.stride(of: new), range)
          try array.modify(frame) { value in
            guard case .array(var values) = value else { throw InternalError("Array") }
            value = .void
            values.append(new)
            value = .array(values)
          }
        }
      },
      Binding(
        intrinsic:
          "mutating func append<S: Sequence>(contentsOf elements: S) where S.Element == Element"
      ) { appending($0) },
      Binding(intrinsic: "mutating func insert(_ newElement: Element, at index: Int)") { use in
        let (array, element, index) = (use.place(0), use.value(1), use.int(2))
        let range = use.range
        return .void { frame in
          let new = try element(frame)
          let position = try index(frame)
          try change(array, frame, range) { values in
            guard position >= 0, position <= values.count else {
              throw Fault.failed(RuntimeError.index(position, values.indices, range))
            }
            try charge(1, Elements.stride(of: new), frame, range)
            values.insert(new, at: position)
          }
        }
      },
      Binding(
        intrinsic: "@discardableResult mutating func remove(at index: Int) -> Element"
      ) { use in
        let (array, index) = (use.place(0), use.int(1))
        let range = use.range
        return Representation(use.result).unboxing { frame in
          let position = try index(frame)
          return try change(array, frame, range) { values in
            guard values.indices.contains(position) else {
              throw Fault.failed(RuntimeError.index(position, values.indices, range))
            }
            return values.remove(at: position)
          }
        }
      },
      Binding(intrinsic: "@discardableResult mutating func removeLast() -> Element") { use in
        let array = use.place(0)
        let range = use.range
        return Representation(use.result).unboxing { frame in
          try change(array, frame, range) { values in
            guard let last = values.popLast() else { throw empty("removeLast()", range) }
            return last
          }
        }
      },
      Binding(intrinsic: "@discardableResult mutating func removeFirst() -> Element") { use in
        let array = use.place(0)
        let range = use.range
        return Representation(use.result).unboxing { frame in
          try change(array, frame, range) { values in
            guard !values.isEmpty else { throw empty("removeFirst()", range) }
            return values.removeFirst()
          }
        }
      },
      Binding(intrinsic: "mutating func popLast() -> Element?") { use in
        let array = use.place(0)
        let range = use.range
        let isNested = use.result.wrapped?.wrapped != nil
        return .value { frame in
          try change(array, frame, range) { values in
            values.popLast().map { Value.wrapped($0, isOptional: isNested) } ?? .none
          }
        }
      },
      Binding(intrinsic: "mutating func removeAll()") { use in
        let array = use.place(0)
        return .void { frame in try array.modify(frame) { $0 = .array([]) } }
      },
      Binding(intrinsic: "mutating func removeAll(where shouldBeRemoved: (Element) throws -> Bool)")
      {
        use in
        let (array, function) = (use.place(0), use.function(1))
        let (window, range) = (use.window, use.range)
        return .void { frame in
          let test = try function(frame)
          let inner = frame.window(window.words, window.values)
          try change(array, frame, range) { values in
            try values.removeAll { try test.call($0, inner, range).bool }
          }
        }
      },
      Binding(intrinsic: "mutating func swapAt(_ i: Int, _ j: Int)") { use in
        let (array, a, b) = (use.place(0), use.int(1), use.int(2))
        let range = use.range
        return .void { frame in
          let (i, j) = (try a(frame), try b(frame))
          try change(array, frame, range) { values in
            for index in [i, j] where !values.indices.contains(index) {
              throw Fault.failed(RuntimeError.index(index, values.indices, range))
            }
            values.swapAt(i, j)
          }
        }
      },
      Binding(intrinsic: "mutating func sort() where Element: Comparable") { use in
        let array = use.place(0)
        let range = use.range
        return .void { frame in
          try change(array, frame, range) { values in
            try charge(values.count, values.stride, frame, range)
            values.sort()
          }
        }
      },
      Binding(
        intrinsic: "mutating func sort(by areInIncreasingOrder: (Element, Element) throws -> Bool)"
      ) { use in
        let (array, function) = (use.place(0), use.function(1))
        let (window, range) = (use.window, use.range)
        return .void { frame in
          let test = try function(frame)
          let inner = frame.window(window.words, window.values)
          try change(array, frame, range) { values in
            try values.sort { try test.call($0, $1, inner, range).bool }
          }
        }
      },
      Binding(intrinsic: "mutating func reverse()") { use in
        let array = use.place(0)
        let range = use.range
        return .void { frame in
          try change(array, frame, range) { values in
            try charge(values.count, values.stride, frame, range)
            values = values.reversed()
          }
        }
      },
      Binding(intrinsic: "mutating func reserveCapacity(_ minimumCapacity: Int)") { use in
        // Room is made as it is needed: the call changes nothing that a cell can see.
        let count = use.int(1)
        return .void { _ = try count($0) }
      },
    ] + arrayParts + arrayChanges)

  static let slices = TypeBinding(
    standard: "ArraySlice", ["Element"],
    members: [
      Binding(intrinsic: "subscript(_ index: Int) -> Element { get set }") { use in
        let (slice, index) = (use.value(0), use.int(1))
        let range = use.range
        return Representation(use.result).unboxing { frame in
          guard case .slice(let values) = try slice(frame) else { throw InternalError("slice") }
          let position = try index(frame)
          guard position >= values.startIndex, position < values.endIndex else {
            throw Fault.failed(
              RuntimeError.index(position, values.startIndex..<values.endIndex, range))
          }
          return values[position]
        }
      },
      Binding(
        intrinsic:
          "static func + <S: Sequence>(a: ArraySlice<Element>, b: S) -> ArraySlice<Element> where S.Element == Element"
      ) { use in
        let (a, b) = (use.value(0), elements(use, 1))
        let range = use.range
        return .value { frame in
          var first = try part(try a(frame))
          let second = try b(frame)
          try charge(first.count + second.count, frame, range)
          first.append(contentsOf: second)
          return .slice(first)
        }
      },
    ] + arrayParts)

  // MARK: Parts

  static func empty(_ call: String, _ range: SourceRange) -> Fault {
    .failed(RuntimeError.precondition("'\(call)' needs an array that is not empty", range))
  }

  /// Changes an array where it is. It is taken out of its variable meanwhile, so that it is not
  /// copied and a function that is called back cannot see it half changed.
  static func change<R>(
    _ place: Place, _ frame: Frame, _ range: SourceRange, _ body: (inout Elements) throws -> R
  ) throws -> R {
    var result: R?
    try place.modify(frame) { value in
      guard case .array(var values) = value else { throw InternalError("Array") }
      value = .array([])
      defer { value = .array(values) }
      result = try body(&values)
    }
    guard let result else { throw InternalError("change") }
    return result
  }

  private static func appending(_ use: Intrinsic.Use) -> Code {
    let array = use.place(0)
    let elements = elements(use, 1)
    let range = use.range
    return .void { frame in
      let new = try elements(frame)
      try charge(new.count, new.stride, frame, range)
      try change(array, frame, range) { $0.append(contentsOf: new) }
    }
  }

  /// The elements of a sequence argument.
  static func elements(_ use: Intrinsic.Use, _ index: Int) -> Run<Elements> {
    let run = use.value(index)
    guard
      let elements = Sequences(library: use.library, range: use.range).elements(use.type(index))
    else { return { _ in throw InternalError("Sequence") } }
    return { try elements($0, try run($0)) }
  }
}
