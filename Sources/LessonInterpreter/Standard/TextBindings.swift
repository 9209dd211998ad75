import LessonModel

// This file declares what `String` and `Substring` have in common, and their indices and views.

extension StandardLibrary {
  static let substrings = TypeBinding(
    standard: "Substring",
    members: [
      Binding(intrinsic: "init()") { _ in .value { _ in .substring("") } },
      Binding(intrinsic: "init<S: StringProtocol>(_ text: S)") { use in
        let run = use.value(0)
        return .value { .substring(try run($0).text) }
      },
      Binding(intrinsic: "static func + (a: Substring, b: String) -> Substring") { joining($0) },
      Binding(intrinsic: "static func + (a: Substring, b: Substring) -> Substring") { joining($0) },
    ])

  private static func joining(_ use: Intrinsic.Use) -> Code {
    let (a, b) = (use.text(0), use.text(1))
    let range = use.range
    return .value { frame in
      let text = try a(frame) + b(frame)
      try frame.charge(bytes: text.utf8.count, range)
      return .substring(text)
    }
  }

  static let stringIndices = TypeBinding(standard: "String.Index", members: [])

  static let utf8Views = view("String.UTF8View") { $0.utf8.count }
  static let scalarViews = view("String.UnicodeScalarView") { $0.unicodeScalars.count }

  private static func view(
    _ name: String, _ count: @escaping @Sendable (Substring) -> Int
  ) -> TypeBinding {
    TypeBinding(
      standard: name,
      members: [
        Binding(intrinsic: "var count: Int") { use in
          let run = use.text(0)
          return .int { count(try run($0)) }
        },
        Binding(intrinsic: "var isEmpty: Bool") { use in
          let run = use.text(0)
          return .bool { try run($0).isEmpty }
        },
      ])
  }

  static let scalars = TypeBinding(
    standard: "UnicodeScalar",
    members: [
      Binding(intrinsic: "init(_ v: UInt8)") { use in .value(use.value(0)) },
      scalar("init?(_ v: UInt32)"), scalar("init?(_ v: Int)"),
      Binding(intrinsic: "var value: UInt32") { use in
        let run = use.value(0)
        return .int { try run($0).int }
      },
      Binding(intrinsic: "var isASCII: Bool") { use in
        let run = use.value(0)
        return .bool { try run($0).int < 128 }
      },
      Binding(intrinsic: "var description: String") { text($0) },
    ])

  private static func scalar(_ declaration: String) -> Binding {
    Binding(intrinsic: declaration) { use in
      let run = use.int(0)
      return .value { frame in
        let number = try run(frame)
        guard let code = UInt32(exactly: number), Unicode.Scalar(code) != nil else { return .none }
        return .int(number)
      }
    }
  }

  static let stringProtocol = TypeBinding(
    standard: "StringProtocol", isProtocol: true,
    members: textTests + textIndices + textParts + textSearches + [
      changed("uppercased") { $0.uppercased() }, changed("lowercased") { $0.lowercased() },
      Binding(intrinsic: "var description: String") { text($0) },
      Binding(intrinsic: "var utf8: String.UTF8View") { .value($0.value(0)) },
      Binding(intrinsic: "var unicodeScalars: String.UnicodeScalarView") { .value($0.value(0)) },
      Binding(intrinsic: "func filter(_ isIncluded: (Character) throws -> Bool) -> String") { use in
        let (text, function) = (use.text(0), use.function(1))
        let (window, range) = (use.window, use.range)
        return .value { frame in
          let source = try text(frame)
          let test = try function(frame)
          let inner = frame.window(window.words, window.values)
          try frame.charge(bytes: source.utf8.count, range)
          var kept = ""
          for character in source where try test.call(.character(character), inner, range).bool {
            kept.append(character)
          }
          return .string(kept)
        }
      },
      Binding(intrinsic: "func reversed() -> ReversedCollection<Self>") { .value($0.value(0)) },
      Binding(intrinsic: "func replacing(_ other: String, with replacement: String) -> Self") {
        use in
        let (text, old, new) = (use.text(0), use.string(1), use.string(2))
        let range = use.range
        let isString = use.result == .string
        return .value { frame in
          let source = try text(frame)
          let (old, new) = (try old(frame), try new(frame))
          let result = try replaced(source, old, new, frame, range)
          return isString ? .string(result) : .substring(result[...])
        }
      },
    ])

  /// Replaces every place of a text in another; between all characters when it is empty.
  private static func replaced(
    _ source: Substring, _ old: String, _ new: String, _ frame: Frame, _ range: SourceRange
  ) throws -> String {
    try frame.charge(steps: source.utf8.count, range)
    let wanted = Array(old)
    let characters = Array(source)
    var result = ""
    var index = 0
    func add(_ text: String) throws {
      try frame.charge(bytes: text.utf8.count, range)
      result += text
    }
    if wanted.isEmpty {
      for character in characters {
        try add(new)
        try add(String(character))
      }
      try add(new)
      return result
    }
    while index < characters.count {
      if index + wanted.count <= characters.count,
        characters[index..<(index + wanted.count)].elementsEqual(wanted)
      {
        try add(new)
        index += wanted.count
      } else {
        try add(String(characters[index]))
        index += 1
      }
    }
    return result
  }

  private static func changed(
    _ name: String, _ change: @escaping @Sendable (Substring) -> String
  ) -> Binding {
    Binding(intrinsic: "func \(name)() -> String") { use in
      let run = use.text(0)
      let range = use.range
      return .value { frame in
        let source = try run(frame)
        try frame.charge(bytes: source.utf8.count, range)
        return .string(change(source))
      }
    }
  }

  // MARK: What it is like

  private static let textTests: [Binding] = [
    Binding(intrinsic: "var count: Int") { use in
      let run = use.text(0)
      return .int { try run($0).count }
    },
    Binding(intrinsic: "var isEmpty: Bool") { use in
      let run = use.value(0)
      return .bool { try run($0).text.isEmpty }
    },
    Binding(intrinsic: "var first: Character?") { use in
      let run = use.value(0)
      return .value { try run($0).text.first.map { .character($0) } ?? .none }
    },
    Binding(intrinsic: "var last: Character?") { use in
      let run = use.value(0)
      return .value { try run($0).text.last.map { .character($0) } ?? .none }
    },
    compare("hasPrefix") { $0.hasPrefix($1) }, compare("hasSuffix") { $0.hasSuffix($1) },
    compare("contains") { $0.contains($1) },
    Binding(intrinsic: "func contains(_ element: Character) -> Bool") { use in
      let (a, b) = (use.text(0), use.character(1))
      return .bool { frame in
        let text = try a(frame)
        return text.contains(try b(frame))
      }
    },
  ]

  private static func compare(
    _ name: String, _ test: @escaping @Sendable (Substring, Substring) -> Bool
  ) -> Binding {
    Binding(intrinsic: "func \(name)<T: StringProtocol>(_ other: T) -> Bool") { use in
      let (a, b) = (use.text(0), use.text(1))
      return .bool { frame in
        let text = try a(frame)
        return test(text, try b(frame))
      }
    }
  }

  // MARK: Indices

  private static let textIndices: [Binding] = [
    Binding(intrinsic: "var startIndex: String.Index") { use in
      let (run, texts) = (use.value(0), Texts(range: use.range))
      return .value { frame in
        let text = try run(frame).text
        return .int(texts.offset(text.startIndex, in: text))
      }
    },
    Binding(intrinsic: "var endIndex: String.Index") { use in
      let (run, texts) = (use.value(0), Texts(range: use.range))
      return .value { frame in
        let text = try run(frame).text
        return .int(texts.offset(text.endIndex, in: text))
      }
    },
    Binding(intrinsic: "var indices: DefaultIndices<Self>") { use in
      let (run, texts) = (use.text(0), Texts(range: use.range))
      let range = use.range
      return .value { frame in
        let text = try run(frame)
        try charge(text.utf8.count, frame, range)
        return .array(Elements(text.indices.map { .int(texts.offset($0, in: text)) }))
      }
    },
    Binding(intrinsic: "func index(after i: String.Index) -> String.Index") { use in
      let (run, place, texts) = (use.value(0), use.value(1), Texts(range: use.range))
      return .value { frame in
        let text = try run(frame).text
        let index = try texts.character(try place(frame).int, in: text)
        return .int(texts.offset(text.index(after: index), in: text))
      }
    },
    Binding(intrinsic: "func index(before i: String.Index) -> String.Index") { use in
      let (run, place, texts) = (use.value(0), use.value(1), Texts(range: use.range))
      return .value { frame in
        let text = try run(frame).text
        let index = try texts.index(try place(frame).int, in: text)
        guard index > text.startIndex else { throw texts.outside() }
        return .int(texts.offset(text.index(before: index), in: text))
      }
    },
    Binding(
      intrinsic: "func index(_ i: String.Index, offsetBy distance: Int) -> String.Index"
    ) { use in
      let (run, place, distance) = (use.text(0), use.value(1), use.int(2))
      let texts = Texts(range: use.range)
      return .value { frame in
        let text = try run(frame)
        let index = try texts.index(try place(frame).int, in: text)
        let distance = try distance(frame)
        guard
          let found = text.index(
            index, offsetBy: distance, limitedBy: distance < 0 ? text.startIndex : text.endIndex)
        else { throw texts.outside() }
        return .int(texts.offset(found, in: text))
      }
    },
    Binding(
      intrinsic:
        "func index(_ i: String.Index, offsetBy distance: Int, limitedBy limit: String.Index) -> String.Index?"
    ) { use in
      let (run, place, distance, limit) = (use.text(0), use.value(1), use.int(2), use.value(3))
      let texts = Texts(range: use.range)
      return .value { frame in
        let text = try run(frame)
        let index = try texts.index(try place(frame).int, in: text)
        let distance = try distance(frame)
        let limit = try texts.index(try limit(frame).int, in: text)
        guard let found = text.index(index, offsetBy: distance, limitedBy: limit) else {
          // A limit on the other side does not hold back; the end of the text does.
          let end = distance < 0 ? text.startIndex : text.endIndex
          let isHeldBack = distance < 0 ? limit <= index : limit >= index
          if isHeldBack { return .none }
          guard let found = text.index(index, offsetBy: distance, limitedBy: end) else {
            throw texts.outside()
          }
          return .int(texts.offset(found, in: text))
        }
        return .int(texts.offset(found, in: text))
      }
    },
    Binding(
      intrinsic: "func distance(from start: String.Index, to end: String.Index) -> Int"
    ) { use in
      let (run, start, end) = (use.text(0), use.value(1), use.value(2))
      let texts = Texts(range: use.range)
      return .int { frame in
        let text = try run(frame)
        let from = try texts.index(try start(frame).int, in: text)
        return text.distance(from: from, to: try texts.index(try end(frame).int, in: text))
      }
    },
    Binding(intrinsic: "subscript(_ i: String.Index) -> Character { get }") { use in
      let (run, place, texts) = (use.value(0), use.value(1), Texts(range: use.range))
      return .value { frame in
        let text = try run(frame).text
        return .character(text[try texts.character(try place(frame).int, in: text)])
      }
    },
  ]

  // MARK: Parts

  private static let textParts: [Binding] =
    boundTypes.map { name in
      Binding(intrinsic: "subscript(_ bounds: \(name)) -> Substring { get }") { use in
        let (run, bounds) = (use.value(0), use.value(1))
        let kind = use.type(1)
        let texts = Texts(range: use.range)
        return .value { frame in
          let text = try run(frame).text
          let (lower, upper) = try Bounds.ends(try bounds(frame), kind)
          return .substring(
            try texts.part(
              text, try lower?.int, try upper?.int, isClosed: kind.includesUpperBound))
        }
      }
    } + [
      cut("prefix(_ maxLength: Int)") { $0.prefix($1) },
      cut("suffix(_ maxLength: Int)") { $0.suffix($1) },
      cut("dropFirst(_ k: Int = 1)") { $0.dropFirst($1) },
      cut("dropLast(_ k: Int = 1)") { $0.dropLast($1) },
      end("prefix(upTo end: String.Index)") { try $0.part($1, nil, $2, isClosed: false) },
      end("prefix(through end: String.Index)") { try $0.part($1, nil, $2, isClosed: true) },
      end("suffix(from start: String.Index)") { try $0.part($1, $2, nil, isClosed: false) },
      Binding(
        intrinsic: "func prefix(while predicate: (Character) throws -> Bool) -> Substring"
      ) { use in
        walk(use) { text, test in
          guard let end = try text.firstIndex(where: { try !test($0) }) else { return text }
          return text[..<end]
        }
      },
      Binding(
        intrinsic: "func drop(while predicate: (Character) throws -> Bool) -> Substring"
      ) { use in walk(use) { text, test in try text.drop { try test($0) } } },
      Binding(
        intrinsic:
          "func split(separator: Character, maxSplits: Int = Int.max, omittingEmptySubsequences: Bool = true) -> [Substring]"
      ) { use in
        let separator = use.character(1)
        return split(use) { frame, text, limit, omits in
          let separator = try separator(frame)
          return text.split(
            separator: separator, maxSplits: limit, omittingEmptySubsequences: omits)
        }
      },
      Binding(
        intrinsic:
          "func split(separator: String, maxSplits: Int = Int.max, omittingEmptySubsequences: Bool = true) -> [Substring]"
      ) { use in
        let separator = use.string(1)
        let range = use.range
        return split(use) { frame, text, limit, omits in
          let separator = try separator(frame)
          if separator.count == 1, let only = separator.first {
            return text.split(separator: only, maxSplits: limit, omittingEmptySubsequences: omits)
          }
          try frame.charge(steps: text.utf8.count, range)
          return text.split(
            separator: separator, maxSplits: limit, omittingEmptySubsequences: omits)
        }
      },
      Binding(
        intrinsic:
          "func split(maxSplits: Int = Int.max, omittingEmptySubsequences: Bool = true, whereSeparator isSeparator: (Character) throws -> Bool) -> [Substring]"
      ) { use in
        let (text, limit, omits) = (use.text(0), use.int(1), use.bool(2))
        let function = use.function(3)
        let (window, range) = (use.window, use.range)
        return .value { frame in
          let source = try text(frame)
          let limit = try splits(try limit(frame), range)
          let omits = try omits(frame)
          let test = try function(frame)
          let inner = frame.window(window.words, window.values)
          try charge(source.utf8.count, frame, range)
          let parts = try source.split(maxSplits: limit, omittingEmptySubsequences: omits) {
            try test.call(.character($0), inner, range).bool
          }
          return .array(Elements(parts.map { .substring($0) }))
        }
      },
    ]

  static func splits(_ limit: Int, _ range: SourceRange) throws -> Int {
    guard limit >= 0 else {
      throw Fault.failed(
        RuntimeError.precondition("'maxSplits' must not be negative, found \(limit)", range))
    }
    return limit
  }

  private static func split(
    _ use: Intrinsic.Use,
    _ body: @escaping (Frame, Substring, Int, Bool) throws -> [Substring]
  ) -> Code {
    let (text, limit, omits) = (use.text(0), use.int(2), use.bool(3))
    let range = use.range
    return .value { frame in
      let source = try text(frame)
      let limit = try splits(try limit(frame), range)
      let omits = try omits(frame)
      // A part for each character, at worst.
      try charge(min(source.utf8.count, limit == .max ? .max : limit + 1), frame, range)
      return .array(Elements(try body(frame, source, limit, omits).map { .substring($0) }))
    }
  }

  private static func cut(
    _ declaration: String, _ cut: @escaping @Sendable (Substring, Int) -> Substring
  ) -> Binding {
    Binding(intrinsic: "func \(declaration) -> Substring") { use in
      let (run, count) = (use.text(0), use.int(1))
      let range = use.range
      let name = String(declaration.prefix { $0 != "(" })
      return .value { frame in
        let text = try run(frame)
        let number = try count(frame)
        guard number >= 0 else {
          throw Fault.failed(
            RuntimeError.precondition(
              "'\(name)' needs a number that is not negative, found \(number)", range))
        }
        return .substring(cut(text, number))
      }
    }
  }

  private static func end(
    _ declaration: String, _ cut: @escaping @Sendable (Texts, Substring, Int) throws -> Substring
  ) -> Binding {
    Binding(intrinsic: "func \(declaration) -> Substring") { use in
      let (run, place, texts) = (use.value(0), use.value(1), Texts(range: use.range))
      return .value { frame in
        let text = try run(frame).text
        return .substring(try cut(texts, text, try place(frame).int))
      }
    }
  }

  private static func walk(
    _ use: Intrinsic.Use,
    _ body: @escaping (Substring, (Character) throws -> Bool) throws -> Substring
  ) -> Code {
    let (text, function) = (use.text(0), use.function(1))
    let (window, range) = (use.window, use.range)
    return .value { frame in
      let source = try text(frame)
      let test = try function(frame)
      let inner = frame.window(window.words, window.values)
      return .substring(
        try body(source) { try test.call(.character($0), inner, range).bool })
    }
  }

  // MARK: Searches

  private static let textSearches: [Binding] = [
    search("firstIndex(of element: Character)") { $0.firstIndex(of: $1) },
    search("lastIndex(of element: Character)") { $0.lastIndex(of: $1) },
    searching("firstIndex") { try $0.firstIndex(where: $1) },
    searching("lastIndex") { try $0.lastIndex(where: $1) },
  ]

  private static func search(
    _ declaration: String, _ find: @escaping @Sendable (Substring, Character) -> String.Index?
  ) -> Binding {
    Binding(intrinsic: "func \(declaration) -> String.Index?") { use in
      let (run, element, texts) = (use.text(0), use.character(1), Texts(range: use.range))
      return .value { frame in
        let text = try run(frame)
        return find(text, try element(frame)).map { .int(texts.offset($0, in: text)) } ?? .none
      }
    }
  }

  private static func searching(
    _ name: String,
    _ find:
      @escaping @Sendable (Substring, (Character) throws -> Bool) throws -> String.Index?
  ) -> Binding {
    Binding(
      intrinsic: "func \(name)(where predicate: (Character) throws -> Bool) -> String.Index?"
    ) { use in
      let (run, function, texts) = (use.text(0), use.function(1), Texts(range: use.range))
      let (window, range) = (use.window, use.range)
      return .value { frame in
        let text = try run(frame)
        let test = try function(frame)
        let inner = frame.window(window.words, window.values)
        let found = try find(text) { try test.call(.character($0), inner, range).bool }
        return found.map { .int(texts.offset($0, in: text)) } ?? .none
      }
    }
  }

  // MARK: Changing a string

  static let stringChanges: [Binding] = [
    Binding(intrinsic: "mutating func insert(_ newElement: Character, at i: String.Index)") { use in
      let (place, element, index) = (use.place(0), use.character(1), use.value(2))
      let texts = Texts(range: use.range)
      return .void { frame in
        let new = try element(frame)
        let offset = try index(frame).int
        try frame.charge(bytes: 16, texts.range)
        try change(place, frame) { $0.insert(new, at: try texts.index(offset, in: $0[...])) }
      }
    },
    Binding(
      intrinsic:
        "mutating func insert<S: Sequence>(contentsOf newElements: S, at i: String.Index) where S.Element == Character"
    ) { use in
      let (place, run, index) = (use.place(0), elements(use, 1), use.value(2))
      let texts = Texts(range: use.range)
      return .void { frame in
        let new = String(
          try run(frame).compactMap { if case .character(let it) = $0 { it } else { nil } })
        let offset = try index(frame).int
        try frame.charge(bytes: new.utf8.count, texts.range)
        try change(place, frame) {
          $0.insert(contentsOf: new, at: try texts.index(offset, in: $0[...]))
        }
      }
    },
    Binding(
      intrinsic: "@discardableResult mutating func remove(at i: String.Index) -> Character"
    ) { use in
      let (place, index, texts) = (use.place(0), use.value(1), Texts(range: use.range))
      return .value { frame in
        let offset = try index(frame).int
        return try change(place, frame) {
          .character($0.remove(at: try texts.character(offset, in: $0[...])))
        }
      }
    },
    Binding(intrinsic: "@discardableResult mutating func removeFirst() -> Character") { use in
      let place = use.place(0)
      let range = use.range
      return .value { frame in
        try change(place, frame) { text in
          guard !text.isEmpty else { throw emptyText("removeFirst()", range) }
          return .character(text.removeFirst())
        }
      }
    },
    Binding(intrinsic: "@discardableResult mutating func removeLast() -> Character") { use in
      let place = use.place(0)
      let range = use.range
      return .value { frame in
        try change(place, frame) { text in
          guard !text.isEmpty else { throw emptyText("removeLast()", range) }
          return .character(text.removeLast())
        }
      }
    },
    removing("removeFirst") { $0.removeFirst($1) }, removing("removeLast") { $0.removeLast($1) },
    Binding(intrinsic: "mutating func popLast() -> Character?") { use in
      let place = use.place(0)
      return .value { frame in
        try change(place, frame) { $0.popLast().map { .character($0) } ?? .none }
      }
    },
    Binding(intrinsic: "mutating func removeAll(keepingCapacity keepCapacity: Bool = false)") {
      use in
      let place = use.place(0)
      return .void { frame in try change(place, frame) { $0 = "" } }
    },
    Binding(
      intrinsic:
        "mutating func removeAll(where shouldBeRemoved: (Character) throws -> Bool)"
    ) { use in
      let (place, function) = (use.place(0), use.function(1))
      let (window, range) = (use.window, use.range)
      return .void { frame in
        let test = try function(frame)
        let inner = frame.window(window.words, window.values)
        try change(place, frame) { text in
          try text.removeAll { try test.call(.character($0), inner, range).bool }
        }
      }
    },
    Binding(intrinsic: "mutating func removeSubrange(_ bounds: Range<String.Index>)") { use in
      let (place, bounds, texts) = (use.place(0), use.value(1), Texts(range: use.range))
      return .void { frame in
        guard case .range(let lower, let upper) = try bounds(frame) else {
          throw InternalError("Range")
        }
        try change(place, frame) { text in
          let start = try texts.index(lower, in: text[...])
          text.removeSubrange(start..<(try texts.index(upper, in: text[...])))
        }
      }
    },
  ]

  private static func removing(
    _ name: String, _ remove: @escaping @Sendable (inout String, Int) -> Void
  ) -> Binding {
    Binding(intrinsic: "mutating func \(name)(_ k: Int)") { use in
      let (place, count) = (use.place(0), use.int(1))
      let range = use.range
      return .void { frame in
        let number = try count(frame)
        try change(place, frame) { text in
          guard number >= 0, number <= text.count else {
            throw Fault.failed(
              RuntimeError.precondition(
                "'\(name)(\(number))' needs a string of at least so many characters, found \(text.count)",
                range))
          }
          remove(&text, number)
        }
      }
    }
  }

  private static func emptyText(_ call: String, _ range: SourceRange) -> Fault {
    .failed(RuntimeError.precondition("'\(call)' needs a string that is not empty", range))
  }

  /// Changes a string where it is.
  @discardableResult
  static func change<R>(
    _ place: Place, _ frame: Frame, _ body: (inout String) throws -> R
  ) throws -> R {
    var result: R?
    try place.modify(frame) { value in
      guard case .string(var text) = value else { throw InternalError("String") }
      value = .void
      defer { value = .string(text) }
      result = try body(&text)
    }
    guard let result else { throw InternalError("change") }
    return result
  }

  /// So many copies of a text.
  static func repeated(
    _ text: String, _ count: Int, _ frame: Frame, _ range: SourceRange
  ) throws -> String {
    guard count >= 0 else {
      throw Fault.failed(RuntimeError.precondition("cannot repeat a string \(count) times", range))
    }
    let (bytes, overflow) = text.utf8.count.multipliedReportingOverflow(by: count)
    try frame.charge(bytes: overflow ? Int.max : bytes, range)
    try frame.charge(steps: count, range)
    return String(repeating: text, count: count)
  }
}
