import LessonModel

// This file declares dictionaries.

extension StandardLibrary {
  static let dictionaries = TypeBinding(
    standard: "Dictionary", ["Key", "Value"],
    members: dictionaryMaking + dictionaryReading + dictionaryChanging + dictionaryMerging)

  static let dictionaryKeys = TypeBinding(
    standard: "Dictionary.Keys", ["Key", "Value"], members: tableCounts)
  static let dictionaryValues = TypeBinding(
    standard: "Dictionary.Values", ["Key", "Value"], members: tableCounts)

  /// What dictionaries, their keys and values, and sets have in common.
  static let tableCounts: [Binding] = [
    Binding(intrinsic: "var count: Int") { use in
      let run = use.value(0)
      return .int { try run($0).table.count }
    },
    Binding(intrinsic: "var isEmpty: Bool") { use in
      let run = use.value(0)
      return .bool { try run($0).table.count == 0 }
    },
  ]

  // MARK: Making

  private static let dictionaryMaking: [Binding] = [
    Binding(intrinsic: "init() where Key: Hashable") { _ in .value { _ in .table(HashTable()) } },
    Binding(intrinsic: "init(minimumCapacity: Int) where Key: Hashable") { use in
      // Room is made as it is needed.
      let count = use.int(0)
      return .value { frame in
        _ = try count(frame)
        return .table(HashTable())
      }
    },
    Binding(
      intrinsic:
        "init<S: Sequence>(uniqueKeysWithValues keysAndValues: S) where S.Element == (Key, Value), Key: Hashable"
    ) { use in
      let run = elements(use, 0)
      let range = use.range
      let text = keyText(use)
      return .value { frame in
        let table = HashTable()
        for pair in try run(frame) {
          let parts = try pair.tuple
          try charge(entry: table.count, frame, range)
          guard table.index(of: parts[0], inserting: { parts[1] }).isNew else {
            throw Fault.failed(
              RuntimeError.precondition("the key \(text(parts[0])) is there twice", range))
          }
        }
        return .table(table)
      }
    },
    Binding(
      intrinsic:
        "init<S: Sequence>(_ keysAndValues: S, uniquingKeysWith combine: (Value, Value) throws -> Value) where S.Element == (Key, Value), Key: Hashable"
    ) { use in
      let (run, function) = (elements(use, 0), use.function(1))
      let (window, range) = (use.window, use.range)
      return .value { frame in
        let pairs = try run(frame)
        let combine = try function(frame)
        let inner = frame.window(window.words, window.values)
        let table = HashTable()
        for pair in pairs {
          let parts = try pair.tuple
          try merge(parts[0], parts[1], into: table, combine, frame, inner, range)
        }
        return .table(table)
      }
    },
    Binding(
      intrinsic:
        "init<S: Sequence, Element>(grouping values: S, by keyForValue: (Element) throws -> Key) where S.Element == Element, Value == [Element], Key: Hashable"
    ) { grouping($0) },
  ]

  /// `Dictionary(grouping:by:)`, whose values are arrays of what is grouped.
  private static func grouping(_ use: Intrinsic.Use) -> Code {
    let (run, function) = (elements(use, 0), use.function(1))
    let (window, range) = (use.window, use.range)
    return .value { frame in
      let values = try run(frame)
      let key = try function(frame)
      let inner = frame.window(window.words, window.values)
      let table = HashTable()
      for value in values {
        let key = try key.call(value, inner, range)
        try charge(entry: table.count, frame, range)
        let (index, _) = table.index(of: key) { .array(Elements()) }
        table.modify(index) { group in
          guard case .array(var elements) = group else { return }
          group = .void
          elements.append(value)
          group = .array(elements)
        }
      }
      return .table(table)
    }
  }

  /// Charges one more entry.
  @inline(__always)
  static func charge(entry count: Int, _ frame: Frame, _ range: SourceRange) throws {
    try frame.step(range)
    guard count & (count &- 1) == 0 else { return }
    try frame.charge(bytes: max(1, count) &* 2 &* HashTable.bytesPerEntry, range)
  }

  static func charge(entries count: Int, _ frame: Frame, _ range: SourceRange) throws {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: HashTable.bytesPerEntry)
    try frame.charge(bytes: overflow ? Int.max : bytes, range)
    try frame.charge(steps: count, range)
  }

  private static func keyText(_ use: Intrinsic.Use) -> (Value) -> String {
    guard case .named(_, let arguments) = use.result, let key = arguments.first else {
      return { _ in "" }
    }
    return Describer(library: use.library).debugText(key)
  }

  // MARK: Reading

  private static let dictionaryReading: [Binding] =
    tableCounts + [
      Binding(intrinsic: "subscript(_ key: Key) -> Value? { get set }") { use in
        let (run, key) = (use.value(0), use.value(1))
        let isNested = use.result.wrapped?.wrapped != nil
        return .value { frame in
          let table = try run(frame).table
          return table[try key(frame)].map { Value.wrapped($0, isOptional: isNested) } ?? .none
        }
      },
      Binding(
        intrinsic: "subscript(_ key: Key, default defaultValue: Value) -> Value { get set }"
      ) { use in
        let (run, key, fallback) = (use.value(0), use.value(1), use.value(2))
        return Representation(use.result).unboxing { frame in
          let table = try run(frame).table
          return try table[try key(frame)] ?? fallback(frame)
        }
      },
      Binding(intrinsic: "var keys: Dictionary.Keys<Key, Value>") { .value($0.value(0)) },
      Binding(intrinsic: "var values: Dictionary.Values<Key, Value>") { .value($0.value(0)) },
      Binding(intrinsic: "func mapValues<T>(_ transform: (Value) throws -> T) -> [Key: T]") { use in
        entries(use) { entry, function, inner, range, table in
          table.set(entry.key, try function.call(entry.value, inner, range))
        }
      },
      Binding(intrinsic: "func compactMapValues<T>(_ transform: (Value) throws -> T?) -> [Key: T]")
      { use in
        entries(use) { entry, function, inner, range, table in
          switch try function.call(entry.value, inner, range) {
          case .none: break
          case .some(let wrapped): table.set(entry.key, wrapped)
          case let value: table.set(entry.key, value)
          }
        }
      },
      Binding(
        intrinsic:
          "func filter(_ isIncluded: ((key: Key, value: Value)) throws -> Bool) -> [Key: Value]"
      ) { use in
        entries(use) { entry, function, inner, range, table in
          if try function.call(.tuple([entry.key, entry.value]), inner, range).bool {
            table.set(entry.key, entry.value)
          }
        }
      },
    ]

  private static func entries(
    _ use: Intrinsic.Use,
    _ body: @escaping (HashTable.Entry, Function, Frame, SourceRange, HashTable) throws -> Void
  ) -> Code {
    let (run, function) = (use.value(0), use.function(1))
    let (window, range) = (use.window, use.range)
    return .value { frame in
      let table = try run(frame).table
      let function = try function(frame)
      let inner = frame.window(window.words, window.values)
      try charge(entries: table.count, frame, range)
      let result = HashTable()
      for entry in table.entries { try body(entry, function, inner, range, result) }
      return .table(result)
    }
  }

  // MARK: Changing

  private static let dictionaryChanging: [Binding] = [
    Binding(
      intrinsic:
        "@discardableResult mutating func updateValue(_ value: Value, forKey key: Key) -> Value?"
    ) { use in
      let (place, value, key) = (use.place(0), use.value(1), use.value(2))
      let isNested = use.result.wrapped?.wrapped != nil
      let range = use.range
      return .value { frame in
        let new = try value(frame)
        let key = try key(frame)
        return try change(table: place, frame) { table in
          try charge(entry: table.count, frame, range)
          let (index, isNew) = table.index(of: key) { new }
          if isNew { return .none }
          let old = table.entries[index].value
          table.set(new, at: index)
          return Value.wrapped(old, isOptional: isNested)
        }
      }
    },
    Binding(
      intrinsic: "@discardableResult mutating func removeValue(forKey key: Key) -> Value?"
    ) { use in
      let (place, key) = (use.place(0), use.value(1))
      let isNested = use.result.wrapped?.wrapped != nil
      return .value { frame in
        let key = try key(frame)
        return try change(table: place, frame) { table in
          table.remove(key).map { Value.wrapped($0, isOptional: isNested) } ?? .none
        }
      }
    },
    removingAll,
    Binding(intrinsic: "mutating func reserveCapacity(_ minimumCapacity: Int)") { use in
      let count = use.int(1)
      return .void { _ = try count($0) }
    },
  ]

  static let removingAll = Binding(
    intrinsic: "mutating func removeAll(keepingCapacity keepCapacity: Bool = false)"
  ) { use in
    let place = use.place(0)
    return .void { frame in try place.modify(frame) { $0 = .table(HashTable()) } }
  }

  /// Changes a dictionary or a set where it is.
  static func change<R>(
    table place: Place, _ frame: Frame, _ body: (HashTable) throws -> R
  ) throws -> R {
    var result: R?
    try place.modify(frame) { value in
      result = try HashTable.change(&value) { try body($0) }
    }
    guard let result else { throw InternalError("change") }
    return result
  }

  // MARK: Merging

  private static let dictionaryMerging: [Binding] = ["[Key: Value]", "S"].flatMap { other in
    let generic = other == "S" ? "<S: Sequence>" : ""
    let condition = other == "S" ? " where S.Element == (Key, Value)" : ""
    return [
      Binding(
        intrinsic:
          "mutating func merge\(generic)(_ other: \(other), uniquingKeysWith combine: (Value, Value) throws -> Value)\(condition)"
      ) { use in
        let (place, run, function) = (use.place(0), elements(use, 1), use.function(2))
        let (window, range) = (use.window, use.range)
        return .void { frame in
          let pairs = try run(frame)
          let combine = try function(frame)
          let inner = frame.window(window.words, window.values)
          try change(table: place, frame) { table in
            for pair in pairs {
              let parts = try pair.tuple
              try merge(parts[0], parts[1], into: table, combine, frame, inner, range)
            }
          }
        }
      },
      Binding(
        intrinsic:
          "func merging\(generic)(_ other: \(other), uniquingKeysWith combine: (Value, Value) throws -> Value) -> [Key: Value]\(condition)"
      ) { use in
        let (own, run, function) = (use.value(0), elements(use, 1), use.function(2))
        let (window, range) = (use.window, use.range)
        return .value { frame in
          let own = try own(frame).table
          try charge(entries: own.count, frame, range)
          let table = HashTable(copying: own)
          let pairs = try run(frame)
          let combine = try function(frame)
          let inner = frame.window(window.words, window.values)
          for pair in pairs {
            let parts = try pair.tuple
            try merge(parts[0], parts[1], into: table, combine, frame, inner, range)
          }
          return .table(table)
        }
      },
    ]
  }

  private static func merge(
    _ key: Value, _ value: Value, into table: HashTable, _ combine: Function, _ frame: Frame,
    _ inner: Frame, _ range: SourceRange
  ) throws {
    try charge(entry: table.count, frame, range)
    let (index, isNew) = table.index(of: key) { value }
    guard !isNew else { return }
    table.set(try combine.call(table.entries[index].value, value, inner, range), at: index)
  }
}

extension Value {
  /// The storage of a dictionary or a set.
  @inline(__always) var table: HashTable {
    get throws { if case .table(let it) = self { it } else { throw InternalError("Dictionary") } }
  }
}
