import Foundation
import LessonMath
import LessonModel
import Testing

@testable import LessonReport

/// Formulas as elements: what each piece becomes, and the same signs in the same order as
/// blahtexml, a converter by other hands, gives.
@Suite struct MathMLTests {
  private func mathML(_ tex: String) -> String {
    let markup = MathML.markup(MathFormula(tex: tex)).rendered
    // The source is in the attribute of every formula; what follows it is what the tests are about.
    guard let start = markup.range(of: "\">"), markup.hasSuffix("</math>") else { return markup }
    return String(markup[start.upperBound...].dropLast("</math>".count))
  }

  @Test(
    "Each piece has its element",
    arguments: [
      ("x", "<mi>x</mi>"),
      (#"\Gamma"#, #"<mi mathvariant="normal">Γ</mi>"#),
      (#"\mathrm{ab}"#, "<mi>ab</mi>"),
      ("1.5", "<mn>1.5</mn>"),
      ("a<b", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>"),
      ("-a", #"<mo form="prefix">−</mo><mi>a</mi>"#),
      (#"\text{if }"#, "<mtext>if\u{A0}</mtext>"),
      (#"a\,b"#, #"<mi>a</mi><mspace width="0.1667em"></mspace><mi>b</mi>"#),
      (#"a\!b"#, #"<mi>a</mi><mspace width="-0.1667em"></mspace><mi>b</mi>"#),
      (#"\frac{a}{b+c}"#, "<mfrac><mi>a</mi><mrow><mi>b</mi><mo>+</mo><mi>c</mi></mrow></mfrac>"),
      (
        #"\binom{n}{k}"#,
        #"<mo form="prefix" stretchy="true">(</mo>"#
          + #"<mfrac linethickness="0"><mi>n</mi><mi>k</mi></mfrac>"#
          + #"<mo form="postfix" stretchy="true">)</mo>"#
      ),
      (#"\dfrac12"#, #"<mstyle displaystyle="true"><mfrac><mn>1</mn><mn>2</mn></mfrac></mstyle>"#),
      (#"\sqrt{ab}"#, "<msqrt><mi>a</mi><mi>b</mi></msqrt>"),
      (#"\sqrt[3]{ab}"#, "<mroot><mrow><mi>a</mi><mi>b</mi></mrow><mn>3</mn></mroot>"),
      ("x_i", "<msub><mi>x</mi><mi>i</mi></msub>"),
      ("x^2", "<msup><mi>x</mi><mn>2</mn></msup>"),
      ("x_i^2", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>"),
      (
        #"\sum_i^n"#,
        "<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>"
      ),
      (
        #"\max_a"#,
        #"<munder><mo lspace="0" rspace="0" movablelimits="true">max</mo><mi>a</mi></munder>"#
      ),
      (
        #"\hat x"#, #"<mover accent="true"><mi>x</mi><mo stretchy="false">ˆ</mo></mover>"#
      ),
      (
        #"\underbrace{x}"#,
        #"<munder accentunder="true"><mi>x</mi><mo stretchy="true">⏟</mo></munder>"#
      ),
      (#"\overline{xy}"#, #"<mrow class="over"><mi>x</mi><mi>y</mi></mrow>"#),
      (
        #"\bigl("#,
        #"<mo form="prefix" stretchy="true" minsize="1.2em" maxsize="1.2em">(</mo>"#
      ),
      (
        #"\begin{array}{r|l}1&2\\ \hline 3&4\end{array}"#,
        #"<mtable><mtr><mtd class="mr"><mn>1</mn></mtd><mtd class="ml vl"><mn>2</mn></mtd></mtr>"#
          + #"<mtr><mtd class="mr hl"><mn>3</mn></mtd><mtd class="ml vl hl"><mn>4</mn></mtd></mtr>"#
          + "</mtable>"
      ),
      (
        #"\begin{aligned}a&=b\end{aligned}"#,
        #"<mtable class="aligned" displaystyle="true"><mtr><mtd class="mr"><mi>a</mi></mtd>"#
          + #"<mtd class="ml"><mo>=</mo><mi>b</mi></mtd></mtr></mtable>"#
      ),
      (
        #"\begin{smallmatrix}a\end{smallmatrix}"#,
        #"<mstyle scriptlevel="1"><mtable><mtr><mtd><mi>a</mi></mtd></mtr></mtable></mstyle>"#
      ),
      (#"\phantom{x}"#, "<mphantom><mi>x</mi></mphantom>"),
      (#"\boxed{x}"#, #"<mrow class="box"><mi>x</mi></mrow>"#),
    ])
  func piece(tex: String, markup: String) {
    #expect(mathML(tex) == markup)
  }

  @Test("The TeX is the text alternative, and cannot end its attribute")
  func alternative() {
    #expect(
      MathML.markup(MathFormula(tex: #"a<b"#)).rendered
        == #"<math alttext="a&lt;b"><mi>a</mi><mo>&lt;</mo><mi>b</mi></math>"#)
    #expect(
      MathML.markup(MathFormula(tex: #""x""#, display: true)).rendered
        .hasPrefix(#"<math display="block" alttext="&quot;x&quot;">"#))
  }

  @Test("A formula that was not understood shows its source")
  func source() {
    let formula = MathFormula(source: #"\foo<b>"#, display: false, root: nil)
    #expect(MathML.markup(formula).rendered == #"<code class="math">\foo&lt;b&gt;</code>"#)
  }

  // MARK: The peer

  /// Formulas that a first course in neural networks sets, as far as blahtexml knows their commands.
  static let corpus = [
    "x", "y = wx + b", "y = 2x - 1", "-x", "a - -b", #"a \cdot b"#, #"a \times b \div c"#,
    #"\frac{1}{2}"#, #"\frac{a+b}{c-d}"#, #"\frac{\frac{a}{b}}{c}"#, #"\binom{n}{k}"#,
    #"\sqrt{x}"#, #"\sqrt[3]{x+y}"#, "x^2", "x_i", "x_i^2", "x^{a+b}", "x_{i,j}^{(k)}", "f'(x)",
    "f''", "x'_i", #"e^{-x^2}"#, #"\sum_{i=1}^{N} x_i"#, #"\prod_{k=0}^{n-1} p_k"#,
    #"\int_0^1 f(x)\,dx"#, #"\lim_{x \to 0} f(x)"#, #"\max_a Q(s,a)"#, #"\min_{w,b} L"#,
    #"\frac{1}{N} \sum_{i=1}^N (t_i - s_i)^2"#, #"-\sum_{i=1}^{10} t_i \log(s_i)"#,
    #"\frac{e^{z_i}}{\sum_{j=1}^{K} e^{z_j}}"#, #"\frac{1}{1 + e^{-x}}"#,
    #"\alpha + \beta - \gamma \delta"#, #"\epsilon \varepsilon \theta \vartheta \phi \varphi"#,
    #"\Gamma \Delta \Theta \Lambda \Sigma \Omega"#, #"\eta \lambda \mu \sigma \tau \omega"#,
    #"\frac{\partial L}{\partial w}"#, #"\nabla_\theta J(\theta)"#, #"w - \eta \nabla L"#,
    #"\hat{y}"#, #"\bar{x}"#, #"\vec{v}"#, #"\tilde{x}"#, #"\dot{x}"#, #"\ddot{x}"#,
    #"\overline{ab}"#, #"\sin x + \cos y"#, #"\log x"#, #"\ln(1+x)"#, #"\exp(-x)"#, #"\tanh x"#,
    #"\sin^2 \theta + \cos^2 \theta = 1"#, #"a \le b \ge c \ne d"#, #"a < b > c"#,
    #"x \in A \cup B \cap C"#, #"A \subset B \subseteq C"#, #"\forall x \exists y"#,
    #"x \to y \Rightarrow z \mapsto w"#, #"a \approx b \equiv c \sim d \propto e"#,
    #"\pm 1 \mp 2"#, #"1, 2, \ldots, n"#, #"x_1 + \cdots + x_n"#,
    #"\left( \frac{a}{b} \right)"#, #"\left[ x \right]"#, #"\left\{ x \right\}"#,
    #"\left| x \right|"#, #"\lfloor x \rfloor \lceil y \rceil"#, #"\langle a, b \rangle"#,
    #"\| x \|_2"#, #"|x|"#, #"\mathbf{W}\mathbf{x} + \mathbf{b}"#, #"\mathbb{R}^n"#,
    #"\mathcal{L}(\theta)"#, #"\mathrm{MSE}"#, #"\mathrm{softmax}(z)_i"#,
    #"\operatorname{ReLU}(x)"#, #"\text{loss} = 0"#, #"x \text{ if } y"#,
    #"\begin{matrix} a & b \\ c & d \end{matrix}"#,
    #"\begin{pmatrix} 1 & 0 \\ 0 & 1 \end{pmatrix}"#,
    #"\begin{bmatrix} x_1 \\ \vdots \\ x_n \end{bmatrix}"#,
    #"\begin{vmatrix} a & b \\ c & d \end{vmatrix} = ad - bc"#,
    #"\begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases}"#,
    #"\begin{aligned} a &= b + c \\ &= d \end{aligned}"#, #"\underset{x}{y} \overset{a}{b}"#,
    #"\underbrace{a + b}_{n}"#, #"\sum_{\begin{smallmatrix} i \\ j \end{smallmatrix}} x"#,
    #"a\quad b\ c\;d"#, #"\infty \emptyset \angle"#, #"a \bmod b"#, #"a \oplus b \otimes c"#,
    #"10^{-3} \times 5"#, #"0.001"#, #"P(A \mid B) = \frac{P(B \mid A) P(A)}{P(B)}"#,
  ]

  @Test("The corpus is as large as it says")
  func corpusSize() { #expect(Set(Self.corpus).count >= 60) }

  @Test(
    "The same signs in the same order as blahtexml",
    .enabled(if: Peer.path != nil, "needs Debian's blahtexml"), arguments: corpus)
  func peer(tex: String) throws {
    let theirs = try #require(try Peer.mathML(tex), "blahtexml does not know a command of \(tex)")
    #expect(Peer.signs(mathML(tex)) == Peer.signs(theirs))
  }
}

/// The other converter, and what is compared with it.
private enum Peer {
  static let path = ["/usr/bin/blahtexml", "/usr/local/bin/blahtexml"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// What it makes of TeX; `nil` where it reports an error.
  static func mathML(_ tex: String) throws -> String? {
    guard let path else { return nil }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = ["--mathml", "--mathml-encoding", "raw", "--displaymath"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(tex.utf8))
    try input.fileHandleForWriting.close()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
    guard let start = text.range(of: "<markup>"), let end = text.range(of: "</markup>") else {
      return nil
    }
    return String(text[start.upperBound..<end.lowerBound])
  }

  /// The signs in order, each with what it is: `i` a letter, `n` a digit, `o` a sign, `t` a word's
  /// letter; and the elements that hold them together.
  ///
  /// Left aside is what the two may choose: rows, room, styles, and which of several characters
  /// stands for the same sign.
  static func signs(_ markup: String) -> [String] {
    var signs: [String] = []
    var rest = markup[...]
    var element = ""
    while let open = rest.firstIndex(of: "<") {
      if let kind = kinds[element] {
        for character in unescaped(String(rest[..<open])) { signs.append(sign(character, kind)) }
      }
      guard let close = rest[open...].firstIndex(of: ">") else { break }
      let tag = rest[rest.index(after: open)..<close]
      element = String(tag.prefix { $0.isLetter })
      if structure.contains(element) { signs.append(element) }
      if tag.contains(#"class="over""#) { signs.append("mover") }
      rest = rest[rest.index(after: close)...]
    }
    return signs.filter { !$0.isEmpty }
  }

  private static let kinds = ["mi": "i", "mn": "n", "mo": "o", "mtext": "t"]
  private static let structure: Set = [
    "mfrac", "msqrt", "mroot", "mover", "munder", "mtable", "mtr", "mtd",
  ]

  /// The characters that references stand for, as plain letters: styles are left aside.
  private static func unescaped(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "&"), let end = rest[start...].firstIndex(of: ";") {
      result += rest[..<start]
      let name = String(rest[rest.index(after: start)..<end])
      if let character = references[name] {
        result += character
      } else if name.hasPrefix("#x"), let value = UInt32(name.dropFirst(2), radix: 16),
        let scalar = Unicode.Scalar(value)
      {
        // Apart from what stands before it, which a combining sign would join.
        result += sameSigns[scalar] ?? String(scalar)
      }
      rest = rest[rest.index(after: end)...]
    }
    result += rest
    let plain = result.unicodeScalars.map { sameSigns[$0] ?? String($0) }.joined()
    return plain.decomposedStringWithCompatibilityMapping
  }

  private static let references = ["lt": "<", "gt": ">", "#39": "'", "quot": "\"", "amp": "&"]

  /// Different characters for one sign.
  private static let sameSigns: [Unicode.Scalar: String] = [
    "-": "−", "*": "∗", "∥": "‖", "ˆ": "^", "\u{302}": "^", "˜": "~", "\u{303}": "~", "¯": "‾",
    "\u{304}": "‾", "\u{20D7}": "→", "˙": "⋅", "\u{307}": "⋅", "·": "⋅", "¨": "⋅⋅", "\u{308}": "⋅⋅",
    "〈": "⟨", "〉": "⟩", "\u{2329}": "⟨", "\u{232A}": "⟩", "∣": "|", "⏟": "}", "\u{FE38}": "}",
  ]

  private static func sign(_ character: Character, _ kind: String) -> String {
    // The sign that applies a function is not seen.
    if character == "\u{2061}" || character.isWhitespace { return "" }
    // Whether a name with limits, a point or a nabla is a letter or a sign is a matter of taste.
    let isName = character.isLetter || character.isNumber || "∇∂∅∠∞.".contains(character)
    return (kind == "t" ? "t" : isName ? "name" : "sign") + String(character)
  }
}
