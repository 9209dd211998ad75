import LessonMarkdown
import LessonModel
import Testing

/// Where things stand: places lead back to the very bytes of the file.
@Suite struct PositionTests {
  /// Fenced cells in every surrounding that takes something off the beginning of a line.
  static let surroundings = [
    "```swift\nlet a = 1\n\tlet b = 2\n\n  c\n```",
    "text\n\n   ```swift\n   a\n     b\n  c\nd\n   ```",
    "- ```swift\n  a\n    b\n\n  c\n  ```",
    "1. x\n\n   ```swift\n   a\n\tb\n   \tc\n   ```",
    "- x\n  - y\n\n    ```swift\n    a\n      b\n\tc\n\t  d\n    ```",
    "> ```swift\n> a\n>   b\n>c\n>\td\n> ```",
    "> - x\n>\n>   ```swift\n>   é\n>     b\n>   ```",
    "- > 10. ```swift\n  >     a\n  >       b\n  >     ```",
    "-\t```swift\n\ta\n\t\tb\n\t```",
    "~~~~ swift\n```\na\n~~~~",
    "<details>\n<summary>s</summary>\n\n```swift\n//| echo: true\n#| label: x\n  a\n```\n\n</details>",
    "---\ntitle: t\n---\n\n```swift\na\n```",
  ]

  @Test("Every byte of a cell is where its position says", arguments: surroundings, ["\n", "\r\n"])
  func cell(text: String, lineEnd: String) throws {
    let file = text.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: lineEnd)
    let (lesson, _) = LessonReader.read(file, name: "x")
    let cell = try #require(lesson.cells.first)
    let lines = cell.source.utf8.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    ).dropLast()
    #expect(cell.lineStarts.count == lines.count)
    var compared = 0
    for (number, line) in lines.enumerated() {
      for (column, byte) in line.enumerated() where byte != 32 && byte != 9 {
        let place = cell.position(line: number, column: column)
        let found = self.byte(at: place, in: text)
        // The mark of an option line is `//|` to Swift, whatever it was.
        if byte == UInt8(ascii: "/"), found == UInt8(ascii: "#") || found == UInt8(ascii: "|") {
          continue
        }
        if byte == UInt8(ascii: "|"), found == 32 { continue }
        #expect(found == byte, "line \(number), column \(column) at \(place)")
        compared += 1
      }
    }
    #expect(compared > 0)
  }

  /// Unknown commands of TeX and HTML tags, whose warnings quote what stands at their place.
  static let quoted = [
    #"a $\foo$ b $x\bar\fob{é}$ é $\fooo$"#,
    "a\n  b $\\foo$\n\tc $\\fob$ <i>\nd <b> e",
    #"## A $\foo$ <b> ##"#, #"   #   A $\foo$"#, "A $\\foo$\n<b> c $\\fob$\n===",
    "> a $\\foo$\n> b <b> $\\fob$\nc <i> $\\fobb$", ">>a\n> >b $\\foo$",
    "- a <b>\n  c $\\foo$\nd $\\fob$", "- > 1. a $\\foo$\n  >    b $\\fob$",
    "| a $\\foo$ | b |\n|---|---|\n|$\\fob$|  <b> $\\fooo$ |\n  x <i> | $\\foo$",
    "q\n\n> a $\\foo$ \n> b <b>\n>   | x \\| <c> | y $\\fob$ |\n> |--|--|\n> | z <d> | w |",
    "#a\nb $\\foo$\n===",
    "> | a | b |\n> |---|---|\n>|  \\| <b> \\| | \\|<i>|\n>   <k>\\|<l>|",
    "a $x +\n y \\foo$ b $\\fob$ <b>\nc $\\fooo$ <i>\nd $y\n\\foo\n\\fob$ e <k>\nf <l>",
    "> a $x +\n> y \\foo$ b $\\fob$\n> c <b>", "`a\nb` <b>\nc <i>",
    "*a\nb <b>* **c $\\foo$**\n$\\fob$",
    "$$\n\\foo\n$$", "$$ \\foo\n  \\fob $$", "> $$\n> \\foo > \\fob\n>\\fooo\n> $$",
    "- a\n\n  $$\n  \\foo\n    \\fob\n  $$", "```math\n\\foo\n  \\fob\n```",
    "> ```math\n> \\foo\n> ```",
    "- x\n\n  ```math\n  \\foo\n  ```", "a $$ \\foo $$ b", "$$\\foo$$",
    "[^1]\n\n[^1]: a $\\foo$\n    b <b>",
    "<details><summary>a $\\foo$ <b></summary>\nc $\\fob$\n</details>",
    "- [ ] a $\\foo$ <b>", "text\n\na \\\nb $\\foo$  \nc $\\fob$ <b>",
    "[a $\\foo$](http://b.c \"d\") <i>\n![e](f \"g\nh\") <b>",
  ]

  @Test("A warning stands at what it quotes", arguments: quoted)
  func quotation(text: String) throws {
    let found = LessonReader.read(text, name: "x").diagnostics.filter {
      $0.id == "unknown-tex-command" || $0.id == "raw-html"
    }
    #expect(!found.isEmpty)
    // The commands and tags of the text, in its order.
    let expected = text.matches(of: /\\fo+b*|<[a-z]>/).map { String($0.output) }
    let quotedText = try found.map { diagnostic in
      let range = try #require(diagnostic.range)
      #expect(range.start.line == range.end.line)
      var bytes: [UInt8] = []
      for column in range.start.column..<max(range.end.column, range.start.column) {
        bytes.append(
          byte(at: SourcePosition(line: range.start.line, column: column), in: text) ?? 0)
      }
      return String(decoding: bytes, as: UTF8.self)
    }
    #expect(quotedText == expected)
  }

  private func byte(at place: SourcePosition, in text: String) -> UInt8? {
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.indices.contains(place.line - 1) else { return nil }
    let line = Array(lines[place.line - 1])
    return line.indices.contains(place.column - 1) ? line[place.column - 1] : nil
  }
}
