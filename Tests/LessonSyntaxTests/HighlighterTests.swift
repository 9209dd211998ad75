import LessonModel
import LessonSyntax
import Testing

@Suite struct HighlighterTests {
  /// `kind:text` for each highlighted stretch.
  private func words(_ source: String) -> [String] {
    let bytes = Array(source.utf8)
    return Highlighter.highlight(source).map {
      "\($0.kind.rawValue):"
        + String(decoding: bytes[$0.offset..<($0.offset + $0.length)], as: UTF8.self)
    }
  }

  @Test func namesWhatEachWordIs() {
    #expect(
      words("let model = Dense(8, activation: .relu)  // a layer") == [
        "keyword:let", "operator:=", "type:Dense", "number:8", "label:activation", "member:relu",
        "comment:// a layer",
      ])
  }

  @Test func aCallIsNoPlainMember() {
    #expect(words("model.fit(x)") == ["call:fit"])
    #expect(words("print(a.count)") == ["call:print", "member:count"])
  }

  @Test func aStringIsOneStretchAroundItsInterpolations() {
    #expect(words(#""a\(1)b""#) == [#"string:"a"#, "number:1", #"string:b""#])
  }

  @Test func offsetsCountBytes() {
    #expect(
      Highlighter.highlight("\"é\" + 1") == [
        Cell.Highlight(offset: 0, length: 4, kind: .string),
        Cell.Highlight(offset: 5, length: 1, kind: .operator),
        Cell.Highlight(offset: 7, length: 1, kind: .number),
      ])
  }

  @Test(arguments: ["", "\"", "((((", "}}}}", "let let let", "\u{0}\u{200B}\u{202E}", "<#a#>"])
  func anyTextHasAnAnswer(_ source: String) {
    let found = Highlighter.highlight(source)
    var end = 0
    for highlight in found {
      #expect(highlight.offset >= end)
      end = highlight.offset + highlight.length
    }
    #expect(end <= source.utf8.count)
  }
}
