import LessonMarkdown
import LessonModel
import Testing

private func cells(_ text: String) -> [Cell] { LessonReader.read(text, name: "x").lesson.cells }

/// Which fences are cells, and what their options say.
@Suite struct CellTests {
  @Test(
    "Fences that are run",
    arguments: [
      "```swift", "``` swift", "~~~~swift", "```{swift}", "```{code-cell} swift", "```Swift",
      "```swift, highlight=[1, 3], nocopy, showLineNumbers",
    ])
  func runs(fence: String) {
    let text = "\(fence)\nlet x = 1\n\(fence.prefix(while: { $0 == "`" || $0 == "~" }))"
    #expect(dump(text) == "cell cell-1")
    #expect(problems(text).isEmpty)
    #expect(cells(text).map(\.source) == ["let x = 1\n"])
    #expect(cells(text).map(\.options) == [Cell.Options()])
  }

  @Test(
    "Fences that are shown only",
    arguments: [
      ("```", ""), ("```python", "python"), ("```{python}", "python"), ("```{.swift}", "swift"),
      ("```swiftui", "swiftui"), ("```{code-cell} python", "python"), ("```text swift", "text"),
    ])
  func shows(fence: String, language: String) {
    #expect(dump("\(fence)\na\n```") == "code \(language): \"a\"")
  }

  @Test(
    "Cells that are shown and not run",
    arguments: ["swift ignore", "swift, ignore", "{swift, ignore}", "swift eval=false"])
  func ignored(info: String) {
    #expect(cells("```\(info)\na\n```").map(\.options.eval) == [false])
    #expect(problems("```\(info)\na\n```").isEmpty)
  }

  @Test("Each option line sets its option")
  func options() {
    let text = """
      ```swift
      //| label: fit-1
      //| echo: false
      //|eval: false
      // | output: false
      #| include: false
      //| error: true
      //| explain: false
      //| code-fold: true
      //| fig-cap: "Loss: per epoch"
      let x = 1
      //| echo: true
      ```
      """
    let options = Cell.Options(
      label: "fit-1", echo: false, eval: false, output: false, include: false, error: true,
      explain: false, codeFold: true, figureCaption: "Loss: per epoch")
    #expect(problems(text).isEmpty)
    #expect(cells(text).map(\.options) == [options])
    #expect(cells(text).map(\.id) == ["fit-1"])
    // To Swift every option line is a comment, and no column moves.
    #expect(cells(text)[0].source.contains("\n//|include: false\n"))
    #expect(cells(text)[0].source.hasSuffix("let x = 1\n//| echo: true\n"))
  }

  @Test("Words of the fence set options too")
  func words() {
    let text = "```{swift #fit, echo=false, fig-cap=\"a, b\"}\na\n```"
    #expect(
      cells(text).map(\.options)
        == [Cell.Options(label: "fit", echo: false, figureCaption: "a, b")])
    #expect(problems(text).isEmpty)
  }

  @Test("Cells without a label are named by their position")
  func ids() {
    let text = "```swift\n```\n```swift\n//| label: b\n```\n```swift\n```"
    #expect(cells(text).map(\.id) == ["cell-1", "b", "cell-3"])
    #expect(cells(text)[0].source.isEmpty)
    #expect(cells(text)[0].position(line: 0, column: 0) == SourcePosition(line: 1, column: 1))
  }

  @Test(
    "Options that do not fit say what and where",
    arguments: [
      (
        "//| ech: false",
        "2:5-2:8 warning: unknown key 'ech' in the cell's options; did you mean 'echo'? [unknown-key]"
      ),
      (
        "//| zzz: 1",
        "2:5-2:8 warning: unknown key 'zzz' in the cell's options; it has no effect [unknown-key]"
      ),
      (
        "//| echo: maybe",
        "2:11-2:16 error: 'echo' expects true or false, found 'maybe' [yaml-type]"
      ),
      (
        "//| echo: \"true\"",
        "2:11-2:17 error: 'echo' expects true or false, found 'true' [yaml-type]"
      ),
      ("//| echo: [1]", "2:11-2:14 error: 'echo' expects true or false, found a list [yaml-type]"),
      (
        "//| label: a b",
        "2:12-2:15 error: label 'a b' expects 1 to 64 letters, digits, '-' and '_' (ASCII) [bad-label]"
      ),
      (
        "//| label: cell-7",
        "2:12-2:18 error: label 'cell-7' is kept for cells without a label; choose another [bad-label]"
      ),
      (
        "//| echo",
        "2:5-2:9 error: cell's options expects 'key: value' lines, found something else [yaml-shape]"
      ),
      (
        "//| echo: [",
        "2:12-2:12 error: cell's options is not valid YAML: did not find expected node content "
          + "[yaml-syntax]"
      ),
      (
        "//| echo: true\n//| echo: false",
        "2:5-2:5 error: cell's options is not valid YAML: 'echo' stands there twice [yaml-syntax]"
      ),
    ])
  func badOption(line: String, expected: String) {
    #expect(problems("```swift\n\(line)\nx\n```") == [expected])
  }

  @Test("Words of the fence that do not fit")
  func badWord() {
    #expect(
      problems("```swift ignroe echo=x\n```") == [
        "1:10-1:16 warning: unknown word 'ignroe' after the language; did you mean 'ignore'? "
          + "[unknown-key]", "1:17-1:23 error: 'echo' expects true or false, found 'x' [yaml-type]",
      ])
  }

  @Test("A label given twice is an error that shows both places")
  func duplicate() {
    let text = "```swift\n//| label: a\n```\n```swift\n//| label: a\n```"
    let (lesson, diagnostics) = LessonReader.read(text, name: "x")
    #expect(lesson.cells.map(\.id) == ["a", "cell-2"])
    #expect(
      diagnostics.map(describe) == [
        "5:12-5:13 error: label 'a' is given twice; expected one cell a label [duplicate-label]"
      ])
    #expect(diagnostics.first?.notes.first?.range?.start == SourcePosition(line: 2, column: 12))
  }

  @Test(
    "A fence that is never closed is an error at its line",
    arguments: [
      ("a\n\n```swift\nlet x = 1", "3:1-3:9"), ("```swift", "1:1-1:9"),
      ("> ```swift\n> a\n\nb\n```swift\n```", "1:1-1:11"),
      ("> ```swift\n> a\n```swift\nb\n```", "1:1-1:11"), ("- ```swift\n  a\n\nb", "1:1-1:11"),
      ("````swift\n```", "1:1-1:10"), ("```swift\n~~~", "1:1-1:9"),
      ("```swift\n    ```", "1:1-1:9"),
      ("```swift\n``` x", "1:1-1:9"),
    ])
  func unterminated(markdown: String, place: String) {
    #expect(
      problems(markdown) == [
        "\(place) error: fenced block is never closed: expected a line of the same marks after it "
          + "[unterminated-fence]"
      ])
  }

  @Test(
    "Closed fences are not taken for open ones",
    arguments: [
      "```swift\n```", "```swift\na\n```\n```swift\nb\n```", "> ```swift\n> a\n> ```\nb",
      "- ```swift\n  a\n  ```\n- b", "```swift\na\n`````  ", "   ```swift\na\n  ```",
    ])
  func terminated(markdown: String) { #expect(problems(markdown).isEmpty) }

  @Test("With braced fences only, plain ones are shown")
  func braced() {
    let text = "---\nexecute: { fences: braced }\n---\n```swift\na\n```\n```{swift}\nb\n```"
    #expect(dump(text) == "code swift: \"a\"\ncell cell-1")
    #expect(problems(text).isEmpty)
  }

  @Test("Both styles of fences in one lesson are warned of")
  func mixed() {
    #expect(
      problems("```swift\n```\n\n```{swift}\n```") == [
        "4:1-4:11 warning: cells are written '```swift' and '```{swift}'; expected one of the two "
          + "[mixed-fences]"
      ])
  }

  @Test("A cell cannot stand in a footnote")
  func footnote() {
    #expect(
      problems("a[^1]\n\n[^1]: b\n\n    ```swift\n    ```") == [
        "5:5-5:13 error: a cell cannot stand in a footnote; put it where it is to be run "
          + "[cell-in-footnote]"
      ])
  }

  @Test(
    "Characters that hide or reorder code are warned of",
    arguments: [
      ("\u{202E}", "U+202E reorders the text around it"),
      ("\u{2066}", "U+2066 reorders the text around it"),
      ("\u{200F}", "U+200F reorders the text around it"),
      ("\u{061C}", "U+061C reorders the text around it"),
      ("\u{200B}", "U+200B cannot be seen"), ("\u{FEFF}", "U+FEFF cannot be seen"),
      ("\u{2060}", "U+2060 cannot be seen"),
    ])
  func hidden(character: String, what: String) {
    let found = problems("- ```swift\n  é\(character)\n  ```")
    let end = 5 + character.utf8.count
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("2:5-2:\(end) warning: character \(what);") == true)
  }

  @Test("Letters of other scripts and joined pictures are not")
  func visible() { #expect(problems("```swift\nlet שלום = \"👩‍🔬 …\"\n```").isEmpty) }
}
