import Foundation
import Testing

/// `docs/language.md`: each statement is backed by a program of the corpus.
@Suite struct SpecificationTests {
  private static let page = CorpusProgram.folder.deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("docs/language.md")

  private static func links(_ text: String) -> [(name: String, folder: String, file: String)] {
    text.matches(of: /\[([^\]]+)\]\(\.\.\/Tests\/Corpus\/([a-z]+)\/([A-Za-z-]+\.swift)\)/).map {
      (String($0.1), String($0.2), String($0.3))
    }
  }

  @Test func everyStatementNamesAProgram() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    let statements = text.components(separatedBy: "\n").filter { $0.hasPrefix("- ") }
    #expect(statements.count > 50)
    for statement in statements { #expect(!Self.links(statement).isEmpty, "\(statement)") }
  }

  @Test func everyProgramThatIsNamedIsThere() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    for link in Self.links(text) {
      let isThere = CorpusProgram.all(in: link.folder).contains {
        $0.file == link.file && $0.name == link.name
      }
      #expect(isThere, "\(link.folder)/\(link.file): \(link.name)")
    }
  }
}
