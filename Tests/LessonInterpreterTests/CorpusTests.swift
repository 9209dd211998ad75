import Foundation
import LessonInterpreter
import LessonModel
import Testing

/// A small program with what it must do in its own comments: `// expect:` for each printed line,
/// `// error:` and `// warning:` on the line where one must be found, `// fault:` where it must end
/// while it runs.
struct CorpusProgram: CustomTestStringConvertible, Sendable {
  var file: String
  var name: String
  var source: String
  var testDescription: String { "\(file): \(name)" }

  /// The folder beside the test targets.
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Corpus")

  /// The programs of a folder of the corpus; each file holds several, parted by `// ---`.
  static func all(in name: String) -> [CorpusProgram] {
    let folder = folder.appendingPathComponent(name)
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".swift") }.sorted().flatMap { file -> [CorpusProgram] in
      let url = folder.appendingPathComponent(file)
      let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
      return text.components(separatedBy: "// ---\n").map { source in
        let first = source.prefix { $0 != "\n" }
        let name = first.hasPrefix("// name: ") ? String(first.dropFirst(9)) : "(unnamed)"
        return CorpusProgram(file: file, name: name, source: source)
      }
    }
  }

  /// What the comments of one kind say, with their lines.
  func comments(_ kind: String) -> [(line: Int, text: String)] {
    var found: [(Int, String)] = []
    let mark = "// \(kind):"
    for (index, line) in source.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      guard let range = line.range(of: mark) else { continue }
      let text = line[range.upperBound...]
      found.append((index + 1, text.hasPrefix(" ") ? String(text.dropFirst()) : String(text)))
    }
    return found
  }
}

@Suite struct CorpusTests {
  @Test(arguments: CorpusProgram.all(in: "language"))
  func printsWhatSwiftPrints(_ program: CorpusProgram) {
    let outcome = run([program.source])
    #expect(outcome.messages.filter { !$0.contains("warning") } == [])
    var printed = outcome.printed.components(separatedBy: "\n")
    if printed.last == "" { printed.removeLast() }
    #expect(printed == program.comments("expect").map(\.text))
  }

  @Test(arguments: CorpusProgram.all(in: "errors"))
  func findsTheErrors(_ program: CorpusProgram) {
    let outcome = run(
      [program.source], library: Library(types: sampleTypes, functions: sampleFunctions))
    for kind in ["error", "warning"] {
      let found = outcome.diagnostics.filter { $0.severity.rawValue == kind }
      let wanted = program.comments(kind)
      #expect(
        found.map { $0.range?.start.line ?? 0 } == wanted.map(\.line),
        "\(outcome.messages)")
      for (diagnostic, wanted) in zip(found, wanted) {
        #expect(diagnostic.message.contains(wanted.text), "\(outcome.messages)")
      }
    }
  }

  @Test(arguments: CorpusProgram.all(in: "faults"))
  func endsWithTheFault(_ program: CorpusProgram) throws {
    let outcome = run(
      [program.source], library: Library(types: sampleTypes, functions: sampleFunctions))
    let faults = outcome.diagnostics.filter { $0.severity == .error }
    let wanted = try #require(program.comments("fault").first)
    let fault = try #require(faults.first)
    #expect(faults.count == 1)
    #expect(fault.range?.start.line == wanted.line, "\(outcome.messages)")
    #expect(fault.message.contains(wanted.text), "\(outcome.messages)")
    var printed = outcome.printed.components(separatedBy: "\n")
    if printed.last == "" { printed.removeLast() }
    #expect(printed == program.comments("expect").map(\.text))
  }

  @Test func theCorpusIsThere() {
    #expect(CorpusProgram.all(in: "language").count > 100)
    #expect(CorpusProgram.all(in: "errors").count > 30)
    #expect(CorpusProgram.all(in: "faults").count > 10)
  }
}
