import LessonModel

// This file declares sets.

extension StandardLibrary {
  static let sets = TypeBinding(
    standard: "Set", ["Element"],
    members: tableCounts + setMaking + setChanging + setAlgebra + setComparing)

  private static let setMaking: [Binding] = [
    Binding(intrinsic: "init() where Element: Hashable") { _ in .value { _ in .table(HashTable()) }
    },
    Binding(
      intrinsic: "init<S: Sequence>(_ sequence: S) where S.Element == Element, Element: Hashable"
    ) { use in
      let run = members(use, 0)
      return .value { .table(try run($0)) }
    },
    Binding(intrinsic: "func contains(_ member: Element) -> Bool") { use in
      let (run, member) = (use.value(0), use.value(1))
      return .bool { frame in
        let table = try run(frame).table
        return table.contains(try member(frame))
      }
    },
    Binding(intrinsic: "func filter(_ isIncluded: (Element) throws -> Bool) -> Set<Element>") {
      use in
      let (run, function) = (use.value(0), use.function(1))
      let (window, range) = (use.window, use.range)
      return .value { frame in
        let table = try run(frame).table
        let test = try function(frame)
        let inner = frame.window(window.words, window.values)
        try charge(entries: table.count, frame, range)
        let result = HashTable()
        for entry in table.entries where try test.call(entry.key, inner, range).bool {
          result.set(entry.key, .void)
        }
        return .table(result)
      }
    },
  ]

  /// The elements of a sequence as a set.
  private static func members(_ use: Intrinsic.Use, _ index: Int) -> Run<HashTable> {
    if case .named("Set", _) = use.type(index) {
      let run = use.value(index)
      return { try run($0).table }
    }
    let run = elements(use, index)
    let range = use.range
    return { frame in
      let table = HashTable()
      for value in try run(frame) {
        try charge(entry: table.count, frame, range)
        _ = table.index(of: value) { .void }
      }
      return table
    }
  }

  private static let setChanging: [Binding] = [
    Binding(
      intrinsic:
        "@discardableResult mutating func insert(_ newMember: Element) -> (inserted: Bool, memberAfterInsert: Element)"
    ) { use in
      let (place, member) = (use.place(0), use.value(1))
      let range = use.range
      return .value { frame in
        let new = try member(frame)
        return try change(table: place, frame) { table in
          try charge(entry: table.count, frame, range)
          let (index, isNew) = table.index(of: new) { .void }
          return .tuple([.bool(isNew), table.entries[index].key])
        }
      }
    },
    Binding(
      intrinsic: "@discardableResult mutating func update(with newMember: Element) -> Element?"
    ) { use in
      let (place, member) = (use.place(0), use.value(1))
      let range = use.range
      return .value { frame in
        let new = try member(frame)
        return try change(table: place, frame) { table in
          try charge(entry: table.count, frame, range)
          let (index, isNew) = table.index(of: new) { .void }
          return isNew ? .none : table.entries[index].key
        }
      }
    },
    Binding(
      intrinsic: "@discardableResult mutating func remove(_ member: Element) -> Element?"
    ) { use in
      let (place, member) = (use.place(0), use.value(1))
      return .value { frame in
        let old = try member(frame)
        return try change(table: place, frame) { $0.remove(old) == nil ? .none : old }
      }
    },
    removingAll,
  ]

  private static let setAlgebra: [Binding] =
    algebra("union", "formUnion") { a, b in
      let result = HashTable(copying: a)
      for entry in b.entries { result.set(entry.key, .void) }
      return result
    }
    + algebra("intersection", "formIntersection") { a, b in
      kept(a) { b.contains($0) }
    }
    + algebra("subtracting", "subtract") { a, b in
      kept(a) { !b.contains($0) }
    }
    + algebra("symmetricDifference", "formSymmetricDifference") { a, b in
      let result = kept(a) { !b.contains($0) }
      for entry in b.entries where !a.contains(entry.key) { result.set(entry.key, .void) }
      return result
    }

  private static func kept(_ table: HashTable, _ isKept: (Value) -> Bool) -> HashTable {
    let result = HashTable()
    for entry in table.entries where isKept(entry.key) { result.set(entry.key, .void) }
    return result
  }

  private static func algebra(
    _ name: String, _ mutating: String,
    _ combine: @escaping @Sendable (HashTable, HashTable) -> HashTable
  ) -> [Binding] {
    [
      Binding(
        intrinsic:
          "func \(name)<S: Sequence>(_ other: S) -> Set<Element> where S.Element == Element"
      ) { use in
        let (own, other) = (use.value(0), members(use, 1))
        let range = use.range
        return .value { frame in
          let a = try own(frame).table
          let b = try other(frame)
          try charge(entries: a.count + b.count, frame, range)
          return .table(combine(a, b))
        }
      },
      Binding(
        intrinsic:
          "mutating func \(mutating)<S: Sequence>(_ other: S) where S.Element == Element"
      ) { use in
        let (place, other) = (use.place(0), members(use, 1))
        let range = use.range
        return .void { frame in
          let b = try other(frame)
          try place.modify(frame) { value in
            let a = try value.table
            try charge(entries: a.count + b.count, frame, range)
            value = .table(combine(a, b))
          }
        }
      },
    ]
  }

  private static let setComparing: [Binding] = [
    compare("isSubset(of") { a, b in a.entries.allSatisfy { b.contains($0.key) } },
    compare("isSuperset(of") { a, b in b.entries.allSatisfy { a.contains($0.key) } },
    compare("isStrictSubset(of") { a, b in
      a.count < b.count && a.entries.allSatisfy { b.contains($0.key) }
    },
    compare("isStrictSuperset(of") { a, b in
      b.count < a.count && b.entries.allSatisfy { a.contains($0.key) }
    },
    compare("isDisjoint(with") { a, b in !a.entries.contains { b.contains($0.key) } },
  ]

  private static func compare(
    _ name: String, _ test: @escaping @Sendable (HashTable, HashTable) -> Bool
  ) -> Binding {
    let parts = name.split(separator: "(")
    return Binding(
      intrinsic:
        "func \(parts[0])<S: Sequence>(\(parts[1]) other: S) -> Bool where S.Element == Element"
    ) { use in
      let (own, other) = (use.value(0), members(use, 1))
      let range = use.range
      return .bool { frame in
        let a = try own(frame).table
        let b = try other(frame)
        try frame.charge(steps: a.count + b.count, range)
        return test(a, b)
      }
    }
  }
}
