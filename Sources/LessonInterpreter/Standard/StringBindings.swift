import LessonModel

// This file declares `String` and `Character`.

extension StandardLibrary {
  static let strings = TypeBinding(
    standard: "String",
    members: [
      Binding(intrinsic: "init()") { _ in .value { _ in .string("") } },
      Binding(intrinsic: "init(_ value: String)") { use in .value(use.value(0)) },
      Binding(intrinsic: "init(_ value: Int)") { use in
        let run = use.int(0)
        return .value { .string(String(try run($0))) }
      },
      Binding(intrinsic: "init(_ value: Character)") { use in
        let run = use.value(0)
        return .value { .string(String(try $0.character(run))) }
      },
      Binding(intrinsic: "init(_ value: Double)") { use in
        let run = use.double(0)
        return .value { .string(Describer.text(try run($0))) }
      },
      Binding(intrinsic: "init(_ value: Float)") { use in text(use) },
      Binding(intrinsic: "init(_ value: Bool)") { use in text(use) },
      Binding(intrinsic: "init(_ value: Int, radix: Int, uppercase: Bool = false)") { use in
        let (number, radix, uppercase) = (use.int(0), use.int(1), use.bool(2))
        let range = use.range
        return .value { frame in
          let number = try number(frame)
          let radix = try Self.radix(try radix(frame), range)
          return .string(String(number, radix: radix, uppercase: try uppercase(frame)))
        }
      },
      Binding(intrinsic: "init(_ characters: [Character])") { use in
        let run = use.array(0)
        let range = use.range
        return .value { frame in
          var text = ""
          let values = try run(frame)
          try frame.charge(steps: values.count, range)
          for value in values {
            if case .character(let character) = value { text.append(character) }
          }
          try frame.charge(bytes: text.utf8.count, range)
          return .string(text)
        }
      },
      Binding(intrinsic: "init(_ characters: ReversedCollection<String>)") { use in
        let run = use.string(0)
        return .value { .string(String(try run($0).reversed())) }
      },
      Binding(intrinsic: "init(repeating: String, count: Int)") { use in
        let (text, count) = (use.string(0), use.int(1))
        let range = use.range
        return .value { frame in
          let text = try text(frame)
          let count = try count(frame)
          guard count >= 0 else {
            throw Fault.failed(
              RuntimeError.precondition("cannot repeat a string \(count) times", range))
          }
          let (bytes, overflow) = text.utf8.count.multipliedReportingOverflow(by: count)
          try frame.charge(bytes: overflow ? Int.max : bytes, range)
          try frame.charge(steps: count, range)
          return .string(String(repeating: text, count: count))
        }
      },
      Binding(intrinsic: "init(describing value: Any)") { use in .value(use.value(0)) },
      Binding(intrinsic: "init(format: String, _ arguments: any CVarArg...)") { use in
        let (format, arguments) = (use.string(0), use.array(1))
        let range = use.range
        return .value { frame in
          let format = try format(frame)
          do {
            let text = try Format.text(format, try arguments(frame).boxed)
            try frame.charge(bytes: text.utf8.count, range)
            return .string(text)
          } catch let error as Format.Problem {
            throw Fault.failed(RuntimeError.precondition(error.message, range))
          }
        }
      },
      Binding(intrinsic: "static func + (a: String, b: String) -> String") { use in
        let (a, b) = (use.string(0), use.string(1))
        let range = use.range
        return .value { frame in
          let first = try a(frame)
          let text = first + (try b(frame))
          try frame.charge(bytes: text.utf8.count, range)
          return .string(text)
        }
      },
      Binding(intrinsic: "static func += (a: inout String, b: String)") { appending($0) },
      Binding(intrinsic: "mutating func append(_ other: String)") { appending($0) },
      Binding(intrinsic: "mutating func append(_ other: Character)") { use in
        let (place, run) = (use.place(0), use.value(1))
        let range = use.range
        return .void { frame in
          let character = try frame.character(run)
          try frame.charge(bytes: 4, range)
          try place.modify(frame) { value in
            guard case .string(var text) = value else { throw InternalError("String") }
            value = .void
            text.append(character)
            value = .string(text)
          }
        }
      },
      change("uppercased") { $0.uppercased() }, change("lowercased") { $0.lowercased() },
      Binding(intrinsic: "func hasPrefix(_ prefix: String) -> Bool") { use in
        let (a, b) = (use.string(0), use.string(1))
        return .bool { frame in
          let text = try a(frame)
          return text.hasPrefix(try b(frame))
        }
      },
      Binding(intrinsic: "func hasSuffix(_ suffix: String) -> Bool") { use in
        let (a, b) = (use.string(0), use.string(1))
        return .bool { frame in
          let text = try a(frame)
          return text.hasSuffix(try b(frame))
        }
      },
      Binding(intrinsic: "func contains(_ element: Character) -> Bool") { use in
        let (a, b) = (use.string(0), use.value(1))
        return .bool { frame in
          let text = try a(frame)
          return text.contains(try frame.character(b))
        }
      },
      Binding(intrinsic: "func contains(_ other: String) -> Bool") { use in
        let (a, b) = (use.string(0), use.string(1))
        return .bool { frame in
          let text = try a(frame)
          return text.contains(try b(frame))
        }
      },
      Binding(intrinsic: "var description: String") { use in .value(use.value(0)) },
      Binding(intrinsic: "func filter(_ isIncluded: (Character) throws -> Bool) -> String") { use in
        let (text, function) = (use.string(0), use.function(1))
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
    ])

  private static func text(_ use: Intrinsic.Use) -> Code {
    let text = Describer(library: use.library).text(use.type(0))
    let run = use.value(0)
    let range = use.range
    return .value { frame in
      let value = try run(frame)
      try frame.charge(bytes: value.leastTextSize, range)
      return .string(text(value))
    }
  }

  private static func change(
    _ name: String, _ change: @escaping @Sendable (String) -> String
  ) -> Binding {
    Binding(intrinsic: "func \(name)() -> String") { use in
      let run = use.string(0)
      let range = use.range
      return .value { frame in
        let text = change(try run(frame))
        try frame.charge(bytes: text.utf8.count, range)
        return .string(text)
      }
    }
  }

  private static func appending(_ use: Intrinsic.Use) -> Code {
    let (place, other) = (use.place(0), use.string(1))
    let range = use.range
    return .void { frame in
      let new = try other(frame)
      try frame.charge(bytes: new.utf8.count, range)
      try place.modify(frame) { value in
        guard case .string(var text) = value else { throw InternalError("String") }
        value = .void
        text += new
        value = .string(text)
      }
    }
  }

  static let characters = TypeBinding(
    standard: "Character",
    members: [
      Binding(intrinsic: "init(_ text: String)") { use in
        let run = use.string(0)
        let range = use.range
        return .value { frame in
          let text = try run(frame)
          guard let first = text.first, text.count == 1 else {
            throw Fault.failed(
              RuntimeError.precondition(
                "a 'Character' is made from a string of one character, found \(text.debugDescription)",
                range))
          }
          return .character(first)
        }
      },
      test("isLetter") { $0.isLetter }, test("isNumber") { $0.isNumber },
      test("isWhitespace") { $0.isWhitespace }, test("isUppercase") { $0.isUppercase },
      test("isLowercase") { $0.isLowercase }, test("isPunctuation") { $0.isPunctuation },
      test("isNewline") { $0.isNewline },
      Binding(intrinsic: "func uppercased() -> String") { use in
        let run = use.value(0)
        return .value { .string(try $0.character(run).uppercased()) }
      },
      Binding(intrinsic: "func lowercased() -> String") { use in
        let run = use.value(0)
        return .value { .string(try $0.character(run).lowercased()) }
      },
      Binding(intrinsic: "var wholeNumberValue: Int?") { use in
        let run = use.value(0)
        return .value { frame in
          try frame.character(run).wholeNumberValue.map { .int($0) } ?? .none
        }
      },
      Binding(intrinsic: "var description: String") { use in text(use) },
    ])

  private static func test(
    _ name: String, _ test: @escaping @Sendable (Character) -> Bool
  ) -> Binding {
    Binding(intrinsic: "var \(name): Bool") { use in
      let run = use.value(0)
      return .bool { test(try $0.character(run)) }
    }
  }
}

extension Frame {
  /// The character that code gives.
  func character(_ run: Run<Value>) throws -> Character {
    guard case .character(let character) = try run(self) else { throw InternalError("Character") }
    return character
  }
}
