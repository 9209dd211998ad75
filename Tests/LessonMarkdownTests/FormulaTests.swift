import LessonMarkdown
import LessonModel
import Testing

/// Where formulas begin and end in a lesson.
@Suite struct FormulaTests {
  @Test(
    "Dollars within a line, by pandoc's rules",
    arguments: [
      ("a $x$ b", "a $x$ b"), ("$x$, $y$.", "$x$, $y$."), ("costs $5 and $6", "costs $5 and $6"),
      ("$ x$", "$ x$"), ("$x $", "$x $"), ("$x$5", "$x$5"), ("\\$x$", "$x$"),
      ("$a\\$b$", #"$a\$b$"#), ("`$x$` $y$", "`$x$` $y$"), ("$`a`$", "$`a`$"),
      ("*a $x_1 * y_2$ b*", "*a $x_1 * y_2$ b*"), ("$a_b$ and $c_d$", "$a_b$ and $c_d$"),
      ("$\\{a\\}$", #"$\{a\}$"#), ("$[a](b)$", "$[a](b)$"), ("$a<b>c$", "$a<b>c$"),
      ("$a &lt; b$", "unread$a &lt; b$"), ("[$x$](#y)", "[$x$](#y)"), ("$$", "$$"),
      ("$$$$", "$$$$"),
      ("$a\nb$", "$a\nb$"), ("a $$x$$ b", "a $$x$$ b"), ("$a $b$", "$a $b$"), ("$", "$"),
      ("$\\alpha$-test", #"$\alpha$-test"#),
      ("<https://a.b/$x$>", "[https://a.b/$x$](https://a.b/$x$)"),
    ])
  func inline(markdown: String, expected: String) {
    #expect(dump(markdown) == "paragraph: \(expected)")
  }

  @Test(
    "Formulas on lines of their own",
    arguments: [
      ("$$x$$", "$$x$$"), ("$$\nx\n$$", "$$x$$"),
      ("a\n$$\nx\n$$\nb", "paragraph: a\n$$x$$\nparagraph: b"),
      ("$$ a\n= b\n+ c\n# d\n> e\n- f $$", "unread$$a\n= b\n+ c\n# d\n> e\n- f$$"),
      ("$$ a\n= b\n- c $$", "$$a\n= b\n- c$$"), ("$$x$$\n$$y$$", "$$x$$\n$$y$$"),
      ("> $$\n> x > 1\n> $$", "quote\n  $$x > 1$$"),
      ("> $$\n> > 1\n> $$", "quote\n  $$> 1$$"),
      (
        "- $$\n  x\n  $$\n- b",
        "list bullets tight\n  item\n    $$x$$\n  item\n    paragraph: b"
      ),
      ("1. a\n\n   $$\n   x\n$$", "list from 1 loose\n  item\n    paragraph: a\n    $$x$$"),
      ("```math\nx\n```", "$$x$$"), ("```{math}\nx\n```", "$$x$$"),
      ("$$\n*a*\n_b_\n\\\\\n$$", "unread$$*a*\n_b_\n\\\\$$"),
      ("```\n$$\nx\n$$\n```", #"code : "$$\nx\n$$""#),
      ("    $$\n    x\n    $$", #"code : "$$\nx\n$$""#),
      ("$$\nx\n$$ y", "paragraph: $$x$$ y"),
      ("$$\nx \\$$ y\n$$", #"unread$$x \$$ y$$"#),
    ])
  func display(markdown: String, expected: String) { #expect(dump(markdown) == expected) }

  @Test("A formula that is never closed is a warning at its dollars")
  func unterminated() {
    #expect(
      problems("a\n\n> $$\n> x\n\nb") == [
        "3:3-3:5 warning: '$$' is never closed: expected '$$' before the next blank line "
          + "[unterminated-formula]"
      ])
    #expect(dump("$$\nx\n\nb") == "paragraph: $$↵x\nparagraph: b")
  }

  @Test("A suggestion can be applied")
  func fix() {
    let diagnostics = LessonReader.read(#"a $\alhpa$"#, name: "x").diagnostics
    #expect(
      diagnostics.first?.fix
        == Diagnostic.Fix(
          #"replace it with '\alpha'"#,
          range: SourceRange(
            SourcePosition(line: 1, column: 4), SourcePosition(line: 1, column: 10)),
          replacement: #"\alpha"#))
  }
}
