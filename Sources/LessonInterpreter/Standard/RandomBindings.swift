import LessonModel

// This file declares what takes its chance from a generator. A generator is a type of the library
// that conforms to `RandomNumberGenerator`; Swift's own, which differs from run to run, is refused.

/// A generator of any type, drawn from where it is.
private struct Generator: RandomNumberGenerator {
  var base: any RandomNumberGenerator
  mutating func next() -> UInt64 { base.next() }
}

extension StandardLibrary {
  /// Draws from a generator that a variable holds.
  private static func draw<R>(
    _ place: Place, _ frame: Frame, _ body: (inout Generator) throws -> R
  ) throws -> R {
    func box<G: RandomNumberGenerator>(_ generator: G) -> HostBox { TypedHostBox(generator) }
    var result: R?
    try place.modify(frame) { value in
      guard case .host(let old) = value, let base = old.any as? any RandomNumberGenerator else {
        throw InternalError("RandomNumberGenerator")
      }
      var generator = Generator(base: base)
      defer { value = .host(box(generator.base)) }
      result = try body(&generator)
    }
    guard let result else { throw InternalError("draw") }
    return result
  }

  static let randomIntegers: [Binding] = ["Range", "ClosedRange"].map { kind in
    Binding(
      intrinsic:
        "static func random<G: RandomNumberGenerator>(in range: \(kind)<Self>, using generator: inout G) -> Self"
    ) { use in
      func make<T: ScriptInteger>(_: T.Type) -> Code {
        let (bounds, place, type) = (use.value(0), use.place(1), use.type(0))
        let range = use.range
        return Representation(use.result).unboxing { frame in
          let (lower, upper) = try Bounds.ends(try bounds(frame), type)
          guard let lower, let upper else { throw InternalError("Range") }
          let (first, last) = (try T.from(lower), try T.from(upper))
          guard kind == "ClosedRange" || first < last else { throw noChoice(range) }
          return try draw(place, frame) { generator in
            kind == "ClosedRange"
              ? T.random(in: first...last, using: &generator).value
              : T.random(in: first..<last, using: &generator).value
          }
        }
      }
      return make(use.kind(use.result))
    }
  }

  static let randomFloats: [Binding] = ["Range", "ClosedRange"].map { kind in
    Binding(
      intrinsic:
        "static func random<G: RandomNumberGenerator>(in range: \(kind)<Self>, using generator: inout G) -> Self"
    ) { use in
      func make<T: ScriptFloat>(_: T.Type) -> Code {
        let (bounds, place, type) = (use.value(0), use.place(1), use.type(0))
        let range = use.range
        return T.code { frame in
          let (lower, upper) = try Bounds.ends(try bounds(frame), type)
          guard let lower, let upper else { throw InternalError("Range") }
          let (first, last) = (try T.from(lower), try T.from(upper))
          guard kind == "ClosedRange" || first < last, (last - first).isFinite else {
            throw noChoice(range)
          }
          return try draw(place, frame) { generator in
            T.random(between: (first, last), isClosed: kind == "ClosedRange", using: &generator)
          }
        }
      }
      return make(use.floatType(use.result))
    }
  }

  private static func noChoice(_ range: SourceRange) -> Fault {
    .failed(
      RuntimeError.precondition(
        "a random value needs a range that is not empty and not infinite", range))
  }

  static let randomBool = Binding(
    intrinsic: "static func random<G: RandomNumberGenerator>(using generator: inout G) -> Bool"
  ) { use in
    let place = use.place(0)
    return .bool { try draw(place, $0) { Bool.random(using: &$0) } }
  }

  static let randomSequences: [Binding] = [
    Binding(
      intrinsic:
        "func shuffled<G: RandomNumberGenerator>(using generator: inout G) -> [Element]"
    ) { use in
      let (elements, place) = (elements(use, 0), use.place(1))
      let range = use.range
      return .value { frame in
        let values = try elements(frame)
        try charge(values.count, frame, range)
        return .array(Elements(try draw(place, frame) { values.shuffled(using: &$0) }))
      }
    }
  ]

  static let randomCollections: [Binding] = [
    Binding(
      intrinsic:
        "func randomElement<G: RandomNumberGenerator>(using generator: inout G) -> Element?"
    ) { use in
      let (elements, place) = (elements(use, 0), use.place(1))
      let isNested = use.result.wrapped?.wrapped != nil
      return .value { frame in
        let values = try elements(frame)
        let found = try draw(place, frame) { values.randomElement(using: &$0) }
        return found.map { Value.wrapped($0, isOptional: isNested) } ?? .none
      }
    }
  ]

  static let shuffling = Binding(
    intrinsic: "mutating func shuffle<G: RandomNumberGenerator>(using generator: inout G)"
  ) { use in
    let (array, place) = (use.place(0), use.place(1))
    let range = use.range
    return .void { frame in
      try change(array, frame, range) { values in
        try charge(values.count, frame, range)
        try draw(place, frame) { values.shuffle(using: &$0) }
      }
    }
  }
}
