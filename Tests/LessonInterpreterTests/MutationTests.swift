import Foundation
import LessonInterpreter
import LessonModel
import LessonSyntax
import Testing

/// Programs of the corpus with words changed at random: whatever they have become, checking and
/// running them must come to an end without ending the process.
@Suite struct MutationTests {
  /// A small generator, so that a failure can be repeated.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private static func words(_ source: String) -> [String] {
    var words: [String] = []
    var current = ""
    var kind = -1
    for character in source {
      let next =
        character.isLetter || character.isNumber || character == "_"
        ? 0 : character.isWhitespace ? 1 : 2
      if next != kind || next == 2, !current.isEmpty {
        words.append(current)
        current = ""
      }
      current.append(character)
      kind = next
    }
    return words + [current]
  }

  @Test func changedProgramsDoNotEndTheProcess() {
    let programs = ["language", "errors", "faults"].flatMap { CorpusProgram.all(in: $0) }
    guard !programs.isEmpty else { return }
    let pool = programs.flatMap { Self.words($0.source) }
    let environment = ProcessInfo.processInfo.environment
    let count = environment["LESSON_MUTATIONS"].flatMap { Int($0) } ?? 200
    let seed = environment["LESSON_SEED"].flatMap { UInt64($0) } ?? 1
    var generator = Generator(state: seed)
    let limits = Limits(
      steps: 200_000, bytes: 1 << 22, printedBytes: 10_000, callDepth: 200)
    let library = Library(types: sampleTypes, functions: sampleFunctions)
    var ran = 0
    for _ in 0..<count {
      guard let program = programs.randomElement(using: &generator) else { return }
      var words = Self.words(program.source)
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        guard !words.isEmpty else { break }
        let position = Int.random(in: 0..<words.count, using: &generator)
        let other = pool.randomElement(using: &generator) ?? "x"
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: words.remove(at: position)
        case 1: words[position] = other
        case 2: words.insert(other, at: position)
        default: words.swapAt(position, Int.random(in: 0..<words.count, using: &generator))
        }
      }
      let source = words.joined()
      if let path = environment["LESSON_TRACE"] {
        try? source.write(toFile: path, atomically: false, encoding: .utf8)
      }
      let outcome = run([source], library: library, limits: limits)
      #expect(
        !outcome.diagnostics.contains { $0.id == "internal" || $0.id == "library" },
        "\(source)\n\(outcome.messages)")
      ran += outcome.runs.count
    }
    #expect(ran > count / 20)
  }
}
