import Foundation
import LessonInterpreter
import Testing

@Suite struct ScratchTests {
  @Test func scratch() throws {
    guard let path = ProcessInfo.processInfo.environment["SCRATCH"] else { return }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let library = Library(types: sampleTypes, functions: sampleFunctions)
    let start = Date()
    let o = run(text.components(separatedBy: "//---\n"), library: library)
    print(o.printed)
    for (d, m) in zip(o.diagnostics, o.messages) { print(m); for n in d.notes { print("   note:", n.message, n.range.map { "\($0.start.line):\($0.start.column)" } ?? "") } }
    for r in o.runs { print(r.status, r.steps, r.value.map { "\($0.typeName): \($0.text)" } ?? "-") }
    print("time", Date().timeIntervalSince(start))
  }
}
