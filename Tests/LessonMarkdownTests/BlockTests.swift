import LessonMarkdown
import LessonModel
import Testing

/// What Markdown's blocks become.
@Suite struct BlockTests {
  @Test(
    "Blocks and their nesting",
    arguments: [
      ("# A *b* `c`", "heading 1 #a-b-c: A *b* `c`"),
      ("a\n=\n\nb\n-", "heading 1 #a: a\nheading 2 #b: b"),
      ("a\nb", "paragraph: a↵b"),
      ("a  \nb\\\nc", "paragraph: a⏎b⏎c"),
      ("- a\n- b", "list bullets tight\n  item\n    paragraph: a\n  item\n    paragraph: b"),
      ("3. a\n\n4. b", "list from 3 loose\n  item\n    paragraph: a\n  item\n    paragraph: b"),
      (
        "- [ ] a\n- [x] b",
        "list bullets tight\n  item [ ]\n    paragraph: a\n  item [x]\n    paragraph: b"
      ),
      (
        "- a\n  - b\n\n    > c",
        """
        list bullets tight
          item
            paragraph: a
            list bullets loose
              item
                paragraph: b
                quote
                  paragraph: c
        """
      ),
      ("> a\n>\n> # b", "quote\n  paragraph: a\n  heading 1 #b: b"),
      ("a\n\n---", "paragraph: a\nrule"),
      ("    a\n      b", #"code : "a\n  b""#),
      ("```python\na\n\nb\n```", #"code python: "a\n\nb""#),
      ("~~~\n```\n~~~", #"code : "```""#),
      (
        "| a | *b* |\n|:-:|--:|\n| 1 | 2 |\n| 3 |", "table center right\n  a | *b*\n  1 | 2\n  3 | "
      ),
      ("```{.python}\na\n```", #"code python: "a""#),
      ("```output\na\n```", #"code output: "a""#),
    ])
  func block(markdown: String, expected: String) {
    #expect(dump(markdown) == expected)
    #expect(problems(markdown).isEmpty)
  }

  @Test("Anchors are GitHub's, and unique")
  func anchors() {
    let text = "# What's *new*?\n# A\n# A\n# A-1\n# Größe & Maß\n# `a_b` – c\n# !\n# 😀"
    #expect(
      LessonReader.read(text, name: "x").lesson.blocks.compactMap { block in
        if case .heading(let heading) = block { heading.anchor } else { nil }
      } == ["whats-new", "a", "a-1", "a-1-1", "größe--maß", "a_b--c", "section", "section-1"])
  }

  @Test("The title is the front matter's, else the first heading's, else the file's")
  func title() {
    #expect(LessonReader.read("---\ntitle: T\n---\n# H", name: "f").lesson.title == "T")
    #expect(LessonReader.read("## G\n# H *i*\n# J", name: "f").lesson.title == "H i")
    #expect(LessonReader.read("text", name: "f").lesson.title == "f")
  }

  @Test("Footnotes are numbered by their first reference and count their references")
  func footnotes() {
    let text = "a[^x] b[^y] c[^x]\n\n[^y]: why\n[^x]: ex\n\n    more\n[^z]: unused"
    #expect(
      dump(text) == """
        paragraph: a^1.0 b^2.0 c^1.1
        footnote 1 (2)
          paragraph: ex
          paragraph: more
        footnote 2 (1)
          paragraph: why
        """)
  }

  @Test("A footnote that is not defined is shown and warned of")
  func undefinedFootnote() {
    #expect(dump("ab [^no]") == "paragraph: ab [^no]")
    #expect(
      problems("ab [^no]") == [
        "1:4-1:9 warning: footnote '[^no]' is not defined; expected a line '[^no]: ...' "
          + "[undefined-footnote]"
      ])
  }
}

/// `<details>` and other HTML.
@Suite struct HTMLTests {
  @Test(
    "Details hold Markdown",
    arguments: [
      (
        "<details>\n<summary>Why *so*?</summary>\n\nBecause **x**\n\n</details>\nafter",
        "details: Why *so*?\n  paragraph: Because **x**\nparagraph: after"
      ),
      (
        "text\n<details open><summary>A $x$</summary>\nb\n- c\n</details>",
        """
        paragraph: text
        details: A $x$
          paragraph: b
          list bullets tight
            item
              paragraph: c
        """
      ),
      ("<details>\na\n</details>", "details: Details\n  paragraph: a"),
      (
        "<DETAILS>\n<details>\na\n</details>\n</Details>",
        "details: Details\n  details: Details\n    paragraph: a"
      ),
      (
        "> <details>\n> <summary>s</summary>\n> a\n> </details>\n\n- <k>\n\n  <details>\n  b\n  </details>",
        """
        quote
          details: s
            paragraph: a
        list bullets loose
          item
            paragraph: <k>
            details: Details
              paragraph: b
        """
      ),
      (
        "<details>\n<summary>s</summary>\n```swift\nlet a = \"</details>\"\n</details>\n```\n</details>",
        "details: s\n  cell cell-1"
      ),
    ])
  func details(markdown: String, expected: String) {
    #expect(dump(markdown) == expected)
    #expect(!problems(markdown).contains { $0.contains("error") })
  }

  @Test(
    "Details that do not fit",
    arguments: [
      (
        "a\n\n<details>\nb",
        "3:1-3:10 error: '<details>' is never closed; expected '</details>' after it "
          + "[unbalanced-details]"
      ),
      (
        "</details>",
        "1:1-1:11 error: '</details>' closes nothing; expected '<details>' before it "
          + "[unbalanced-details]"
      ),
      (
        "<summary>a</summary>",
        "1:1-1:21 error: '<summary>' expects to be the first line after '<details>' "
          + "[misplaced-summary]"
      ),
      (
        "- <details>\n\n</details>",
        "1:1-1:12 error: '<details>' is never closed; expected '</details>' after it "
          + "[unbalanced-details]"
      ),
    ])
  func unbalanced(markdown: String, expected: String) {
    #expect(problems(markdown).first == expected)
  }

  @Test("Other HTML is text, with a warning at its place")
  func raw() {
    #expect(
      dump("a <b>c</b>\n\n<div class=x>\nd\n</div>")
        == "paragraph: a <b>c</b>\nparagraph: <div class=x>↵d↵</div>")
    #expect(
      problems("a <b>c</b>\n\n<div class=x>\nd\n</div>") == [
        "1:3-1:6 warning: HTML is shown as text: '<b>' [raw-html]",
        "1:7-1:11 warning: HTML is shown as text: '</b>' [raw-html]",
        "3:1-3:14 warning: HTML is shown as text; only '<details>', '<summary>...</summary>' and "
          + "'</details>', each on a line of its own, are understood [raw-html]",
      ])
  }

  @Test(
    "Comments are dropped in silence",
    arguments: [
      ("<!-- a -->", ""), ("a <!-- b --> c", "paragraph: a  c"),
      ("<!--\na\n\nb\n-->\nc", "paragraph: c"),
      ("<!-- a --><!-- b -->", ""), ("<!-- <details> -->\n<!--\n<details>\n$$\n-->", ""),
    ])
  func comments(markdown: String, expected: String) {
    #expect(dump(markdown) == expected)
    #expect(problems(markdown).isEmpty)
  }

  @Test("A comment that is never closed is an error")
  func openComment() {
    #expect(
      problems("a\n\n<!-- b\n\nc") == [
        "3:1-3:7 error: comment '<!--' is never closed by '-->' [unterminated-comment]"
      ])
  }
}

/// What stands within a paragraph.
@Suite struct InlineTests {
  @Test(
    "Inline marks",
    arguments: [
      ("*a* **b** ***c*** ~~d~~ `e`", "*a* **b** ***c*** ~d~ `e`"),
      ("[a *b*](https://c.d \"t\")", "[a *b*](https://c.d 't')"),
      ("[a][r]\n\n[r]: http://x.y", "[a](http://x.y)"),
      ("[a](mailto:b@c.d) <https://e.f>", "[a](mailto:b@c.d) [https://e.f](https://e.f)"),
      ("# h\n[a](#h)", "[a](#h)"),
      ("&lt;b&gt; &copy; \\*", "<b> © *"),
      ("\"quotes\" -- stay", "\"quotes\" -- stay"),
      ("see https://a.b/c_d_e?f=1. And", "see [https://a.b/c_d_e?f=1](https://a.b/c_d_e?f=1). And"),
      ("(www.a.b/c(d))", "([www.a.b/c(d)](http://www.a.b/c(d)))"),
      ("mail a.b+c@d-e.org.", "mail [a.b+c@d-e.org](mailto:a.b+c@d-e.org)."),
      ("no: xhttp://a.b @c d@e a@b@c.d", "no: xhttp://a.b @c d@e a@[b@c.d](mailto:b@c.d)"),
      ("`www.a.b` [www.c.d](#x)", "`www.a.b` [www.c.d](#x)"),
    ])
  func inline(markdown: String, expected: String) {
    #expect(dump(markdown).split(separator: "\n").last == "paragraph: \(expected)")
  }

  @Test(
    "Links that are not safe, or lead nowhere, become their words",
    arguments: [
      "javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "file:///etc/passwd",
      "other.md", "/root", "//host", "ftp://a.b", "vbscript:x", "java&#10;script:x", "#",
      "&#1;https://a.b",
    ])
  func unsafeLink(destination: String) {
    let text = "a [*b*](\(destination)) c"
    #expect(dump(text) == "paragraph: a *b* c")
    #expect(problems(text).count == 1)
    #expect(problems(text).first?.hasSuffix("[unsafe-link]") == true)
    #expect(problems(text).first?.hasPrefix("1:3-") == true)
  }

  @Test("A link to a heading that is not there is warned of")
  func unknownAnchor() {
    #expect(
      problems("# Softmax\n[a](#sofmax)\n\n```swift\n//| label: fit\n```\n[b](#fit)") == [
        "2:1-2:1 warning: no heading or cell has the anchor '#sofmax'; did you mean '#softmax'? "
          + "[unknown-anchor]"
      ])
  }

  @Test("Pictures lie in the lesson")
  func images() {
    let png = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUg=="
    #expect(dump("![a *b*](\(png) \"t\")") == "paragraph: ![a b](data:image/png;base6 't')")
    #expect(problems("![a](\(png))").isEmpty)
  }

  @Test(
    "Other pictures become their descriptions",
    arguments: [
      "a.png", "https://a.b/c.png", "data:image/svg+xml;base64,PHN2Zz4=",
      "data:image/png;base64,AAAA",
      "data:image/png;base64,iVBORw0KGgo%22", "data:text/html;base64,iVBORw0KGgo",
    ])
  func otherImages(source: String) {
    #expect(dump("x ![a *b*](\(source))") == "paragraph: x a *b*")
    #expect(problems("x ![a](\(source))").first?.hasSuffix("[unsafe-image]") == true)
  }
}
