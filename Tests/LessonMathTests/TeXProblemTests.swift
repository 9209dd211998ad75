import Foundation
import LessonMath
import LessonModel
import Testing

/// What is no formula: each problem with its place, its words, and its mend.
@Suite struct TeXProblemTests {
  @Test(
    "Problems say where and what",
    arguments: [
      (
        #"\frac{a}"#,
        [
          #"0..<5 '\frac' expects an argument such as '{x}', found none [missing-tex-argument]"#
        ]
      ),
      (#"{a"#, [#"0..<1 '{' is never closed by '}' [unbalanced-brace]"#]),
      (#"a}"#, [#"1..<2 '}' closes nothing; write '\}' for a brace [unbalanced-brace]"#]),
      (
        #"a & b"#,
        [
          #"2..<3 '&' stands outside of a matrix or '\begin{aligned}'; write '\&' for the sign [misplaced-alignment]"#
        ]
      ),
      (
        #"a \\ b"#,
        [
          #"2..<4 '\\' begins a new line only within a matrix or '\begin{aligned}' [misplaced-newline]"#
        ]
      ),
      (#"\left( x"#, [#"0..<5 '\left' has no '\right' after it [unbalanced-delimiter]"#]),
      (#"\right)"#, [#"0..<6 '\right' has no '\left' before it [unbalanced-delimiter]"#]),
      (#"\begin{foo}"#, [#"7..<10 unknown TeX environment 'foo' [unknown-tex-environment]"#]),
      (
        #"\begin{cases} a"#,
        [
          #"0..<6 '\begin{cases}' has no '\end{cases}' after it [unbalanced-environment]"#
        ]
      ),
      (
        #"\begin{cases} a \end{matrix}"#,
        [
          #"16..<28 expected '\end{cases}', found '\end{matrix}' [unbalanced-environment] -> \end{cases}"#
        ]
      ),
      (
        #"\alhpa + \fraq"#,
        [
          #"0..<6 unknown TeX command '\alhpa'; did you mean '\alpha'? [unknown-tex-command] -> \alpha"#,
          #"9..<14 unknown TeX command '\fraq'; did you mean '\frac'? [unknown-tex-command] -> \frac"#,
        ]
      ),
      (
        #"x^1^2"#,
        [
          #"3..<4 a second superscript at the same place; enclose what comes before in '{ }' [double-script]"#
        ]
      ),
      (
        #"x_1_2"#,
        [
          #"3..<4 a second subscript at the same place; enclose what comes before in '{ }' [double-script]"#
        ]
      ),
      (
        #"\color{red} x"#,
        [
          #"0..<6 '\color' is refused: a formula takes the colours of the page [refused-tex-command]"#
        ]
      ),
      (#"\"#, [#"0..<1 '\' expects the name of a command, found the end [unknown-tex-command]"#]),
      (
        #"x^"#, [#"1..<2 '^' expects an argument such as '{x}', found none [missing-tex-argument]"#]
      ),
      (#"\sqrt[3 x"#, [#"5..<6 '[' is never closed by ']' [unbalanced-brace]"#]),
      (
        #"\text x"#,
        [
          #"0..<5 '\text' expects its words in braces: '\text{...}' [missing-tex-argument]"#
        ]
      ),
      (#"\text{a"#, [#"5..<6 '{' is never closed by '}' [unbalanced-brace]"#]),
      (
        #"\text{\alpha}"#,
        [
          #"6..<8 '\a' cannot stand within '\text'; put formulas in '$...$' [tex-in-text]"#
        ]
      ),
      (
        #"\hspace{1 parsec}"#,
        [
          #"0..<7 '\hspace' expects a width such as '{1em}', with unit em, ex, mu or pt [bad-tex-dimension]"#
        ]
      ),
      (
        #"\left x"#,
        [
          #"0..<5 '\left' expects a delimiter such as '(', '[', '\{', '|' or '.', found none [missing-delimiter]"#
        ]
      ),
      (#"\end{cases}"#, [#"0..<4 '\end' has no '\begin' before it [unbalanced-environment]"#]),
      (#"\not{ab}"#, [#"0..<4 '\not' expects one sign after it [unexpected-tex]"#]),
      (
        #"\begin{array}{lx} \end{array}"#,
        [
          #"15..<16 an array's columns are written with 'l', 'c', 'r' and '|' [bad-tex-columns]"#
        ]
      ),
      (#"\text{$x}"#, [#"6..<7 '$' within '\text' is never closed by '$' [unbalanced-dollar]"#]),
      (
        #"\newcommand{\x}{y}"#,
        [
          #"0..<11 '\newcommand' is refused: write the command out [refused-tex-command]"#,
          #"12..<14 unknown TeX command '\x' [unknown-tex-command]"#,
        ]
      ),
      (
        #"\begin{alinged}"#,
        [
          #"7..<14 unknown TeX environment 'alinged'; did you mean 'aligned'? [unknown-tex-environment] -> aligned"#
        ]
      ),
      (
        #"\substack a"#,
        [
          #"0..<9 '\substack' expects its lines in braces: '\substack{a \\ b}' [missing-tex-argument]"#
        ]
      ),
      (
        #"\begin{cases} } \end{cases}"#,
        [
          #"0..<6 '\begin{cases}' has no '\end{cases}' after it [unbalanced-environment]"#
        ]
      ),
      (#"{\right)"#, [#"0..<1 '{' is never closed by '}' [unbalanced-brace]"#]),
      (
        "a # b",
        [
          ##"2..<3 '#' has a meaning of its own in TeX; write '\#' for the sign [unexpected-tex] -> \#"##
        ]
      ),
    ] as [(String, [String])])
  func problem(tex: String, expected: [String]) { #expect(problems(tex) == expected) }

  @Test("An empty formula is a problem", arguments: ["", "  "])
  func empty(tex: String) {
    #expect(TeXReader.read(tex, display: false).problems.map(\.id) == ["empty-formula"])
  }

  @Test("A formula with a problem has no tree") func noTree() {
    #expect(TeXReader.read(#"x + \foo"#, display: false).formula.root == nil)
  }

  @Test("Problems are counted to a bound") func bound() {
    let tex = String(repeating: #"\foo "#, count: 1000)
    #expect(TeXReader.read(tex, display: false).problems.count == 8)
  }

  @Test(
    "Nesting ends at a depth, in a small stack",
    arguments: [
      "{", "^{", #"\sqrt"#, #"\frac{"#, #"\left("#, #"\begin{matrix}"#, #"\hat"#, #"\mathbf{"#,
      #"\displaystyle "#, #"a\over "#, #"\text{$"#, #"\substack{"#, #"\not"#, #"\sqrt["#,
      #"\underbrace{x}_{"#, #"\overset{"#, #"\phantom{\boxed{"#,
    ])
  func depth(opening: String) async {
    let tex = String(repeating: opening, count: 20_000)
    let ids = await withCheckedContinuation { continuation in
      let thread = Thread {
        continuation.resume(returning: TeXReader.read(tex, display: true).problems.map(\.id))
      }
      thread.stackSize = 512 * 1024
      thread.start()
    }
    #expect(!ids.isEmpty)
  }

  @Test("Every sequence of tokens is read or refused") func anything() {
    let parts = [
      "{", "}", "^", "_", "&", #"\\"#, "'", "~", "%", "$", " ", "\n", "x", "12", ".", "(", "[", "]",
      "|", #"\left"#, #"\right"#, #"\middle"#, #"\frac"#, #"\sqrt"#, #"\begin{cases}"#,
      #"\end{cases}"#, #"\begin"#, #"\end"#, #"\text{"#, #"\sum"#, #"\limits"#, #"\hline"#,
      #"\not"#, #"\hat"#, #"\mathbf"#, #"\operatorname*"#, #"\over"#, #"\displaystyle"#, #"\,"#,
      #"\hspace{1em}"#, #"\tag"#, #"\substack{"#, #"\begin{array}{l|c}"#, #"\end{array}"#, "é",
      "\u{1F600}", #"\"#, #"\big"#, #"\pmod"#, #"\xrightarrow["#, "-", "=", ",",
    ]
    var state: UInt64 = 1
    for _ in 0..<20_000 {
      var tex = ""
      for _ in 0..<12 {
        // The generator of Knuth's MMIX.
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        tex += parts[Int(state >> 33) % parts.count]
      }
      let (formula, problems) = TeXReader.read(tex, display: false)
      #expect((formula.root == nil) == !problems.isEmpty)
      for problem in problems {
        #expect(problem.range.lowerBound >= 0 && problem.range.upperBound <= tex.utf8.count)
      }
    }
  }

  @Test("Formulas of the model read back as they were written") func coding() throws {
    let tex =
      #"\left( \sum_{i=1}^n \hat{x}_i^2 \right) \begin{array}{l|c}a&b\\\hline c\end{array} \log 2"#
    let formula = MathFormula(tex: tex, display: true)
    #expect(formula.root != nil)
    let data = try JSONEncoder().encode(formula)
    #expect(try JSONDecoder().decode(MathFormula.self, from: data) == formula)
  }
}
