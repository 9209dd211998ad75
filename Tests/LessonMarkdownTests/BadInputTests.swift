import Foundation
import LessonMarkdown
import LessonModel
import Testing

/// Files that are no lessons.
@Suite struct BadInputTests {
  private func problems(_ bytes: [UInt8]) -> [String] {
    LessonReader.read(bytes, name: "x").diagnostics.map(describe)
  }

  @Test(
    "Invalid UTF-8 is an error at its byte",
    arguments: [
      ([0x61, 0x0A, 0x62, 0xFF], "2:2-2:2 error: byte 3 of the file, 0xFF,"),
      ([0xC0, 0x80], "1:1-1:1 error: byte 0 of the file, 0xC0,"),
      ([0x61, 0xE2, 0x82], "1:2-1:2 error: byte 1 of the file, 0xE2,"),
      ([0xED, 0xA0, 0x80], "1:1-1:1 error: byte 0 of the file, 0xED,"),
      ([0xF4, 0x90, 0x80, 0x80], "1:1-1:1 error: byte 0 of the file, 0xF4,"),
      ([0xE0, 0x80, 0x80], "1:1-1:1 error: byte 0 of the file, 0xE0,"),
      ([0xF5, 0x80, 0x80, 0x80], "1:1-1:1 error: byte 0 of the file, 0xF5,"),
      ([0x80], "1:1-1:1 error: byte 0 of the file, 0x80,"),
    ] as [([UInt8], String)])
  func invalidUTF8(bytes: [UInt8], expected: String) {
    let found = problems(bytes)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix(expected) == true)
    #expect(found.first?.hasSuffix("[invalid-utf8]") == true)
  }

  @Test("UTF-16 is called by its name")
  func utf16() {
    #expect(
      problems([0xFF, 0xFE, 0x61, 0x00]) == [
        "1:1-1:1 error: file is UTF-16, expected UTF-8; save it as UTF-8 [invalid-utf8]"
      ])
  }

  @Test("Valid UTF-8 of every length is text")
  func validUTF8() {
    #expect(
      dump("a é € 😀 \u{10FFFF} \u{800} \u{FFFF}")
        == "paragraph: a é € 😀 \u{10FFFF} \u{800} \u{FFFF}")
  }

  @Test("A NUL byte is an error at its place")
  func nul() {
    #expect(
      problems(Array("a\nb\0c".utf8)) == [
        "2:2-2:2 error: file holds a NUL byte, expected text; remove it [nul-byte]"
      ])
  }

  @Test("A byte order mark is not text", arguments: ["# a", "---\ntitle: a\n---"])
  func byteOrderMark(text: String) {
    #expect(problems([0xEF, 0xBB, 0xBF] + Array(text.utf8)).isEmpty)
    #expect(
      LessonReader.read([0xEF, 0xBB, 0xBF] + Array(text.utf8), name: "x").lesson.title == "a")
  }

  @Test("Every end of line is one", arguments: ["\n", "\r\n", "\r"])
  func lineEnds(end: String) {
    let text = "---\ntitle: t\n---\n# a\nb\n\n```swift\nlet x = 1\nx\n```\n\n$$\ny\n$$"
      .replacingOccurrences(of: "\n", with: end)
    let (lesson, diagnostics) = LessonReader.read(text, name: "x")
    #expect(diagnostics.isEmpty)
    #expect(lesson.title == "t")
    #expect(lesson.cells.map(\.source) == ["let x = 1\nx\n"])
    #expect(lesson.cells.first?.lineStarts.map(\.line) == [8, 9])
    #expect(lesson.blocks.count == 4)
  }

  @Test("An empty file is an empty lesson", arguments: ["", "\n", "   \n\t\n", "\u{FEFF}"])
  func empty(text: String) {
    let (lesson, diagnostics) = LessonReader.read(text, name: "x")
    #expect(diagnostics.isEmpty)
    #expect(lesson == Lesson(name: "x", title: "x"))
  }

  @Test("A file that is too large is refused before it is read")
  func size() {
    #expect(
      problems(Array(repeating: 97, count: 16_000_001)) == [
        "error: lesson has 16000001 bytes, expected at most 16000000; split it [file-size]"
      ])
  }

  @Test(
    "Shapes that cost the Markdown library too much are refused at their line",
    arguments: [
      (String(repeating: ">", count: 1000), "1:1-"),
      (String(repeating: "- ", count: 1000) + "a", "1:1-"),
      ("a\n\n" + String(repeating: "1. ", count: 1000) + "a", "3:1-"),
      (
        "|" + String(repeating: "a|", count: 1000) + "\n|" + String(repeating: "-|", count: 1000),
        "2:1-"
      ),
      ("a|b\n-|-\n" + String(repeating: "x\n", count: 200_000), "100002:1-"),
      (String(repeating: "a\n", count: 1000) + "|-|", "1001:1-"),
      (
        "[a]: " + String(repeating: "x", count: 300_000) + "\n\n"
          + String(repeating: "[a]", count: 1000), "3:1-"
      ),
    ])
  func tooComplex(text: String, place: String) {
    let found = problems(Array(text.utf8))
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix(place) == true)
    #expect(found.first?.hasSuffix("[too-complex]") == true)
  }

  @Test("Many definitions, many links and a large picture are not refused")
  func manyLinks() {
    let picture = "data:image/png;base64,iVBORw0KGgo" + String(repeating: "A", count: 400_000)
    let text =
      (0..<500).map { "[a][\($0)] $x_{[1]}$\n\n[\($0)]: http://b.c/\($0)\n" }.joined(
        separator: "\n")
      + "\n\n![p](\(picture))"
    #expect(problems(Array(text.utf8)).isEmpty)
  }

  @Test(
    "Nesting ends at a depth, with an error",
    arguments: [
      (0..<200).map { String(repeating: "  ", count: $0) + "- a" }.joined(separator: "\n"),
      String(repeating: "> ", count: 90) + "a", String(repeating: "<details>\n", count: 200),
    ])
  func depth(text: String) {
    #expect(problems(Array(text.utf8)).contains { $0.hasSuffix("[deep-nesting]") })
  }

  @Test("Marks within each other end at a depth; the words stay")
  func inlineDepth() {
    let text =
      String(repeating: "*a **b ", count: 100) + "x" + String(repeating: "** c*", count: 100)
    let (lesson, diagnostics) = LessonReader.read(text, name: "x")
    #expect(diagnostics.map(\.id) == ["deep-nesting"])
    guard case .paragraph(let content)? = lesson.blocks.first else {
      Issue.record("expected a paragraph")
      return
    }
    #expect(content.plainText.filter { $0 == "a" }.count == 100)
  }

  @Test("So many problems are noted and no more")
  func manyProblems() {
    let found = problems(Array(String(repeating: "<b> ", count: 5000).utf8))
    #expect(found.count == 1001)
    #expect(
      found.last == "error: more than 1000 problems; the others are not shown [too-many-problems]")
  }

  /// Each of them took the library, or a careless reader, quadratic time.
  @Test(
    "Time grows as the file does", .timeLimit(.minutes(4)),
    arguments: [
      "*a ", "*a _b ", "_a__b", "[", "[a", "![", "a]", "[a](", "`a", "<", "<b>", "<!-- a ", "</",
      "&a",
      "$a ", "$a$ ", "$$ ", "$$\nx\n$$\n", "$$a\n", "$a\\$ ", "a@", "a@b.c ", "www.a.b ",
      "http://a.b)",
      "[^a] ", "~a~", "\\", "- a\n", "> a\n", "# a\n\n", "```swift\nx\n```\n\n", "```\n",
      "<div>\n\n",
      "[a]: http://b\n\n[a]\n\n", "<details>\n", "</details>\n", "a\n", "\n", "|", "| a |\n\n",
      "\t- a\n",
      "```swift a=b\n\n```\n", "[x](#y) ", "a\\\n", "`a\n", "$a\nb$ ",
    ])
  func linear(piece: String) {
    // The time of this thread alone, since tests run side by side.
    func time(_ size: Int) -> Double {
      let text = String(repeating: piece, count: size / piece.utf8.count)
      let start = threadSeconds()
      _ = LessonReader.read(text, name: "x")
      return threadSeconds() - start
    }
    _ = time(5_000)
    let small = time(10_000)
    let large = time(160_000)
    // Sixteen times the size; quadratic growth would be 256 times the time.
    #expect(large < small * 100 + 0.2)
  }

  private func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  @Test("A lesson of five megabytes is read in seconds", .timeLimit(.minutes(4)))
  func large() {
    let piece = """
      ## A heading with *emphasis*

      Some words, $x_i^2$, and [a link](https://a.b), again and again.

      - a list
      - of `two`

      ```swift
      let x = 1
      ```


      """
    let count = 5_000_000 / piece.utf8.count
    let (lesson, diagnostics) = LessonReader.read(String(repeating: piece, count: count), name: "x")
    #expect(diagnostics.isEmpty)
    #expect(lesson.cells.count == count)
  }

  @Test("Every sequence of marks is read", .timeLimit(.minutes(4)))
  func anything() {
    let parts =
      [
        "a", " ", "  ", "    ", "\t", "\n", "\n\n", "\r\n", "*", "**", "_", "`", "``", "```",
        "```swift\n",
        "```{swift}\n", "~~~", "> ", "- ", "1. ", "# ", "---\n", "...\n", "===", "|", "|-|-|\n",
        "[", "]", "](",
        ")", "![", "[^1]", "[^1]: ", "[a]: ", "<", ">", "<b>", "<!--", "-->", "<details>\n",
        "</details>\n",
        "<summary>", "</summary>", "$", "$$", "$$\n", "\\", "\\frac", "{", "}", "&", "&amp;", "#|",
        "//| ",
        "label: a\n", "echo: ", "title: ", "true", "\"", "'", "http://a.b", "www.", "@", "é",
        "\u{202E}",
        "\u{FEFF}", "\0", "😀", "[ ] ", "[x] ", ":", "```math\n",
        "data:image/png;base64,iVBORw0KGgo", "%",
      ].map { Array($0.utf8) } + [[0xFF], [0xE2, 0x82]]
    var state: UInt64 = 1
    func next(_ count: Int) -> Int {
      // The generator of Knuth's MMIX.
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    for round in 0..<20_000 {
      var bytes: [UInt8] = []
      // Invalid bytes end the reading at once, so most rounds have none.
      let choice = round % 10 == 0 ? parts.count : parts.count - 2
      for _ in 0..<next(40) { bytes += parts[next(choice)] }
      let (lesson, diagnostics) = LessonReader.read(bytes, name: "x")
      for cell in lesson.cells {
        #expect(cell.lineStarts.count == max(1, cell.source.utf8.count { $0 == 10 }))
      }
      #expect(Set(lesson.cells.map(\.id)).count == lesson.cells.count)
      for range in diagnostics.compactMap(\.range) {
        #expect(range.start.line >= 1 && range.start.column >= 1)
      }
    }
  }

  @Test("Random bytes are read", .timeLimit(.minutes(4)))
  func randomBytes() {
    var state: UInt64 = 7
    for _ in 0..<2000 {
      var bytes: [UInt8] = []
      for _ in 0..<200 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        // Mostly ASCII, or the first byte would be the last.
        let byte = UInt8(truncatingIfNeeded: state >> 40)
        bytes.append(state >> 60 == 0 ? byte : byte & 0x7F)
      }
      let diagnostics = LessonReader.read(bytes, name: "x").diagnostics
      #expect(diagnostics.allSatisfy { !$0.message.isEmpty })
    }
  }

  @Test("Lessons are read at the same time")
  func concurrent() async {
    let text = "a ~~b~~ $x$ www.c.d\n\n| e |\n|---|\n| $y$ |"
    let expected = dump(text)
    await withTaskGroup(of: String.self) { group in
      for _ in 0..<200 { group.addTask { dump(text) } }
      for await found in group { #expect(found == expected) }
    }
  }
}
