import LessonModel
import LessonNumerics

// This file declares `String` and `Character`.

extension StandardLibrary {
  static let strings = TypeBinding(
    standard: "String",
    members: [
      Binding(intrinsic: "init()") { _ in .value { _ in .string("") } },
      Binding(intrinsic: "init<T: LosslessStringConvertible>(_ value: T)") { use in
        if use.type(0) == .string { return .value(use.value(0)) }
        if use.type(0) == .int {
          let run = use.int(0)
          return .value { .string(String(try run($0))) }
        }
        return text(use)
      },
      Binding(intrinsic: "init<T: BinaryInteger>(_ value: T, radix: Int, uppercase: Bool = false)")
      { use in
        func make<T: ScriptInteger>(_: T.Type) -> Code {
          let (number, radix, uppercase) = (use.integer(0, T.self), use.int(1), use.bool(2))
          let range = use.range
          return .value { frame in
            let number = try number(frame)
            let radix = try Self.radix(try radix(frame), range)
            return .string(String(number, radix: radix, uppercase: try uppercase(frame)))
          }
        }
        return make(use.kind(use.type(0)))
      },
      Binding(
        intrinsic: "init<S: Sequence>(_ characters: S) where S.Element == Character"
      ) { use in
        let run = elements(use, 0)
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
      Binding(intrinsic: "init(repeating: Character, count: Int)") { use in
        let (character, count) = (use.character(0), use.int(1))
        let range = use.range
        return .value { frame in
          let text = String(try character(frame))
          return .string(try repeated(text, try count(frame), frame, range))
        }
      },
      Binding(intrinsic: "init(repeating: String, count: Int)") { use in
        let (text, count) = (use.string(0), use.int(1))
        let range = use.range
        return .value { frame in
          let text = try text(frame)
          return .string(try repeated(text, try count(frame), frame, range))
        }
      },
      Binding(intrinsic: "init(describing value: Any)") { use in .value(use.value(0)) },
      Binding(intrinsic: "init(format: String, _ arguments: any CVarArg...)") { use in
        let (format, arguments) = (use.string(0), use.array(1))
        let range = use.range
        return .value { frame in
          let format = try format(frame)
          do {
            let text = try Format.text(format, try arguments(frame).boxed.map { try $0.formatted })
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
      Binding(intrinsic: "static func + (a: String, b: Substring) -> String") { use in
        let (a, b) = (use.string(0), use.text(1))
        let range = use.range
        return .value { frame in
          let first = try a(frame)
          let text = first + (try b(frame))
          try frame.charge(bytes: text.utf8.count, range)
          return .string(text)
        }
      },
      Binding(intrinsic: "static func += (a: inout String, b: String)") { appending($0) },
      Binding(intrinsic: "static func += (a: inout String, b: Substring)") { appending($0) },
      Binding(intrinsic: "mutating func append(_ other: String)") { appending($0) },
      Binding(intrinsic: "mutating func append(contentsOf other: String)") { appending($0) },
      Binding(intrinsic: "mutating func append(contentsOf other: Substring)") { appending($0) },
      Binding(
        intrinsic:
          "mutating func append<S: Sequence>(contentsOf other: S) where S.Element == Character"
      ) { use in
        let (place, run) = (use.place(0), elements(use, 1))
        let range = use.range
        return .void { frame in
          let new = try run(frame)
          try frame.charge(bytes: new.count, range)
          try change(place, frame) { text in
            for case .character(let character) in new { text.append(character) }
          }
        }
      },
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
    ] + stringChanges)

  static func text(_ use: Intrinsic.Use) -> Code {
    let text = Describer(library: use.library).text(use.type(0))
    let run = use.value(0)
    let range = use.range
    return .value { frame in
      let value = try run(frame)
      try frame.charge(bytes: value.leastTextSize, range)
      return .string(text(value))
    }
  }

  private static func appending(_ use: Intrinsic.Use) -> Code {
    let (place, other) = (use.place(0), use.text(1))
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
      test("isNewline") { $0.isNewline }, test("isSymbol") { $0.isSymbol },
      test("isMathSymbol") { $0.isMathSymbol }, test("isCurrencySymbol") { $0.isCurrencySymbol },
      test("isCased") { $0.isCased }, test("isHexDigit") { $0.isHexDigit },
      test("isWholeNumber") { $0.isWholeNumber }, test("isASCII") { $0.isASCII },
      Binding(intrinsic: "init(_ scalar: UnicodeScalar)") { use in
        let run = use.value(0)
        return .value { frame in
          guard let scalar = Unicode.Scalar(UInt32(clamping: try run(frame).int)) else {
            throw InternalError("Unicode.Scalar")
          }
          return .character(Character(scalar))
        }
      },
      Binding(intrinsic: "var asciiValue: UInt8?") { use in
        let run = use.character(0)
        return .value { try run($0).asciiValue.map { .int(Int($0)) } ?? .none }
      },
      Binding(intrinsic: "var hexDigitValue: Int?") { use in
        let run = use.character(0)
        return .value { try run($0).hexDigitValue.map { .int($0) } ?? .none }
      },
      Binding(intrinsic: "var utf8: String.UTF8View") { use in
        let run = use.character(0)
        return .value { .string(String(try run($0))) }
      },
      Binding(intrinsic: "var unicodeScalars: String.UnicodeScalarView") { use in
        let run = use.character(0)
        return .value { .string(String(try run($0))) }
      },
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

extension Value {
  /// The value as it fills a place of a format.
  fileprivate var formatted: Format.Argument {
    get throws {
      switch self {
      case .int(let number): .integer(number)
      case .uint(let number): .integer(Int(truncatingIfNeeded: number))
      case .double(let number): .floating(number)
      case .float(let number): .floating(Double(number))
      case .string(let text): .text(text)
      default: throw InternalError("CVarArg")
      }
    }
  }
}
