import Testing

@testable import LessonReport

@Suite struct MarkupTests {
  @Test func textIsEscaped() {
    #expect(
      element("p", ["title": "\"'"], "<b>&").rendered
        == "<p title=\"&quot;&#39;\">&lt;b&gt;&amp;</p>")
  }

  @Test func emptyElementsAreClosed() {
    #expect(element("p").rendered == "<p></p>")
    #expect(element("br").rendered == "<br/>")
    #expect(Markup.fragment([.text("a"), element("hr")]).rendered == "a<hr/>")
  }

  @Test(arguments: [
    ("a\u{0}b", "a␀b"), ("\u{1B}[31mred", "␛[31mred"), ("a\tb\nc", "a\tb\nc"), ("\u{7F}", "␡"),
    ("line\r\nnext\rhere", "line\nnext␍here"), ("\u{85}", "\u{FFFD}"), ("\u{FFFE}", "\u{FFFD}"),
    ("\u{202E}abc", "⟨U+202E⟩abc"), ("\u{2066}x\u{2069}", "⟨U+2066⟩x⟨U+2069⟩"),
    ("é🙂שלום\u{2028}", "é🙂שלום\u{2028}"), ("\u{A0}", "\u{A0}"),
  ])
  func controlCharactersAreShown(text: String, expected: String) {
    #expect(Markup.text(text).rendered == expected)
  }
}
