import LessonMarkdown
import LessonModel
import Testing

/// What a lesson says about itself.
@Suite struct FrontMatterTests {
  private func read(_ yaml: String) -> (lesson: Lesson, problems: [String]) {
    let text = "---\n\(yaml)\n---\ntext"
    let (lesson, diagnostics) = LessonReader.read(text, name: "x")
    return (lesson, diagnostics.map(describe))
  }

  @Test("Every key is read")
  func keys() {
    let (lesson, problems) = read(
      """
      title: "Digits: by hand"
      author: Ada
      date: 2026-09-01
      description: >
        One hidden layer
        on digits
      lang: pt-BR
      seed: 18_446_744_073_709_551_615
      explain: false
      """)
    #expect(problems.isEmpty)
    #expect(lesson.title == "Digits: by hand")
    #expect(
      lesson.metadata
        == Lesson.Metadata(
          authors: ["Ada"], date: "2026-09-01", description: "One hidden layer on digits",
          language: "pt-BR", seed: .max, explain: false))
    #expect(lesson.blocks == [.paragraph([.text("text")])])
  }

  @Test(
    "Authors are a name, names, or names with more",
    arguments: [
      ("author: Ada", ["Ada"]), ("authors: [Ada, Alan]", ["Ada", "Alan"]),
      ("authors:\n- name: Ada\n  affiliation: London\n- Alan", ["Ada", "Alan"]),
      ("author: {name: Ada}", ["Ada"]),
    ])
  func authors(yaml: String, names: [String]) {
    #expect(read(yaml).lesson.metadata.authors == names)
    #expect(read(yaml).problems.isEmpty)
  }

  @Test("What cells do by default")
  func execute() {
    let text = "---\nexecute:\n  echo: false\n  error: true\n---\n```swift\n//| echo: true\n```"
    let (lesson, diagnostics) = LessonReader.read(text, name: "x")
    #expect(diagnostics.isEmpty)
    #expect(lesson.cells.map(\.options) == [Cell.Options(echo: true, error: true)])
  }

  @Test("Keys of other tools are left alone")
  func ignored() {
    #expect(
      read("jupyter: python3\nkernelspec: {name: x}\nengine: y\nbibliography: z.bib").problems
        .isEmpty)
  }

  @Test("Without front matter the lesson begins at once")
  func none() {
    let (lesson, diagnostics) = LessonReader.read("text\n---\n", name: "x")
    #expect(diagnostics.isEmpty)
    #expect(lesson.metadata == Lesson.Metadata())
  }

  @Test("An empty one says nothing", arguments: ["", "# only a comment"])
  func empty(yaml: String) {
    #expect(read(yaml).problems.isEmpty)
    #expect(read(yaml).lesson.metadata == Lesson.Metadata())
  }

  @Test(
    "What does not fit is an error, or a warning, at its place",
    arguments: [
      (
        "autor: Ada",
        "2:1-2:6 warning: unknown key 'autor' in front matter; did you mean 'author'? [unknown-key]"
      ),
      (
        "zzz: 1",
        "2:1-2:4 warning: unknown key 'zzz' in front matter; it has no effect [unknown-key]"
      ),
      (
        "execute: {eho: true}",
        "2:11-2:14 warning: unknown key 'eho' in 'execute'; did you mean 'echo'? [unknown-key]"
      ),
      ("title: [a]", "2:8-2:11 error: 'title' expects a title, found a list [yaml-type]"),
      ("title:", "2:7-2:7 error: 'title' expects a title, found nothing [yaml-type]"),
      (
        "explain: no\nseed: -1",
        "3:7-3:9 error: 'seed' expects a whole number from 0 to 18446744073709551615, found '-1' "
          + "[yaml-type]"
      ),
      (
        "seed: 1.5",
        "2:7-2:10 error: 'seed' expects a whole number from 0 to 18446744073709551615, found '1.5' "
          + "[yaml-type]"
      ),
      (
        "seed: 18446744073709551616",
        "2:7-2:27 error: 'seed' expects a whole number from 0 to 18446744073709551615, found "
          + "'18446744073709551616' [yaml-type]"
      ),
      (
        "explain: 1", "2:10-2:11 error: 'explain' expects true or false, found '1' [yaml-type]"
      ),
      (
        "lang: \"><script>\"",
        "2:7-2:18 error: 'lang' expects a language tag such as 'en' or 'pt-BR', found '><script>' "
          + "[yaml-type]"
      ),
      (
        "author: [[a]]",
        "2:10-2:14 error: 'author' expects a name or a list of names, found a list [yaml-type]"
      ),
      (
        "execute: yes",
        "2:10-2:13 error: 'execute' expects keys and values such as '{ echo: true }', found 'yes' "
          + "[yaml-type]"
      ),
      (
        "- a",
        "2:1-2:4 error: front matter expects 'key: value' lines, found something else [yaml-shape]"
      ),
      (
        "a: b: c",
        "2:5-2:5 error: front matter is not valid YAML: mapping values are not allowed in this "
          + "context [yaml-syntax]"
      ),
      (
        "title: \"é",
        "2:11-2:11 error: front matter is not valid YAML: found unexpected end of stream [yaml-syntax]"
      ),
      (
        "title: a\ntitle: b",
        "2:1-2:1 error: front matter is not valid YAML: 'title' stands there twice [yaml-syntax]"
      ),
      (
        "a: &b [1]",
        "2:4-2:5 error: front matter uses '&' to name a value, which is not understood; write the "
          + "value out [yaml-size]"
      ),
    ])
  func problem(yaml: String, expected: String) {
    #expect(read(yaml).problems.first == expected)
  }

  @Test("One that is never closed is an error")
  func unterminated() {
    #expect(
      problems("---\ntitle: a\n\n# b") == [
        "1:1-1:4 error: front matter is never closed: expected a line '---' after it "
          + "[unterminated-front-matter]"
      ])
  }

  @Test(
    "Nested, large and repeated YAML costs nothing",
    arguments: [
      String(repeating: "[", count: 50_000), String(repeating: "- ", count: 30_000),
      String(repeating: "{a: ", count: 10_000), String(repeating: "? ", count: 30_000),
      (0..<200).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n"),
      String(repeating: "a", count: 100_000),
    ])
  func excess(yaml: String) {
    #expect(read(yaml).problems.first?.hasSuffix("[yaml-size]") == true)
  }
}
