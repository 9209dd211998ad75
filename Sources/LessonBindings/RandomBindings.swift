import LessonInterpreter
import LessonKit
import Neural

/// Chance that is the same on every run and every machine: `Int.random(in: 1...6, using: &generator)`.
enum RandomBindings {
  static let type = TypeBinding(
    Philox.self, conformsTo: "RandomNumberGenerator",
    doc:
      "A generator of random numbers, the same on every machine: what is drawn follows from the seed alone."
  ) {
    Binding(
      "init(seed: UInt64, stream: UInt64 = 0)",
      doc: "A generator with a seed of its own; streams of one seed have nothing in common.",
      example: "var generator = Philox(seed: 7)\nprint(Int.random(in: 1...6, using: &generator))"
    ) { (seed: UInt64, stream: UInt64) in Philox(seed: seed, stream: stream) }
    Binding(
      mutating: "mutating func next() -> UInt64", doc: "64 random bits.",
      example: "var generator = Philox(seed: 7)\nprint(generator.next())"
    ) { (it: inout Philox) in it.next() }
    Binding(
      mutating: "mutating func uniform() -> Double", doc: "A number from 0 up to but not 1.",
      example: "var generator = Philox(seed: 7)\nprint(generator.uniform())"
    ) { (it: inout Philox) in it.uniform() }
  }
}
