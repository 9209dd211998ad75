import LessonMath
import Testing

/// What TeX means: formulas and their trees, in the notation of `dump`.
@Suite struct TeXReaderTests {
  @Test(
    "One over another, with and without a line",
    arguments: [
      (#"\frac{a}{b}"#, #"(frac a b)"#),
      (#"\frac12"#, #"(frac 1 2)"#),
      (#"\dfrac{a}{b}\tfrac12"#, #"[(display (frac a b)) (inline (frac 1 2))]"#),
      (#"\binom{n}{k}"#, #"[({prefix stretchy} (pair n k) ){postfix stretchy}]"#),
      (#"{n \choose k}"#, #"[({prefix stretchy} (pair n k) ){postfix stretchy}]"#),
      (#"{a \over b+c}"#, #"(frac a [b + c])"#),
    ]) func fractions(tex: String, tree: String)
  { #expect(dump(tex) == tree) }

  @Test(
    "Roots with and without an index",
    arguments: [
      (#"\sqrt{x}"#, #"(root x)"#),
      (#"\sqrt[3]{x+1}"#, #"(root [x + 1] 3)"#),
    ]) func roots(tex: String, tree: String)
  { #expect(dump(tex) == tree) }

  @Test(
    "Scripts and primes stand at the atom before them",
    arguments: [
      (#"x_i^2"#, #"(x _ i ^ 2)"#),
      (#"x^12"#, #"[(x ^ 1) 2]"#),
      (#"f'''"#, #"(f ^ ‴)"#),
      (#"x'^2"#, #"(x ^ [′ 2])"#),
      (#"x''''"#, #"(x ^ ′′′′)"#),
      (#"{}_a x"#, #"[([] _ a) x]"#),
    ]) func scripts(tex: String, tree: String)
  { #expect(dump(tex) == tree) }

  @Test(
    "Limits stand where TeX puts them",
    arguments: [
      (#"\sum_{i=1}^N x_i"#, #"[(stack ∑ _ [i ={0,0} 1] ^ N) (x _ i)]"#),
      (#"\int_0^1 f(x)\,dx"#, #"[(∫ _ 0 ^ 1) f ( x ) ~3 d x]"#),
      (
        #"\overset{?}{=} \underset{x}{\max} \stackrel{def}{=}"#,
        #"[(stack = ^ ?) (stack max{0,0 movable} _ x) (stack = ^ [d e f])]"#
      ),
      (#"\xrightarrow[n]{f}"#, #"(stack →{stretchy} _ [~5 n ~5] ^ [~5 f ~5])"#),
      (#"\displaystyle \sum_i"#, #"(display (stack ∑ _ i))"#),
      (#"\mathop{foo}_x \mathrel{R}"#, #"[(stack [f o o] _ x) R]"#),
      (#"‖x‖ ≤ ∑ α·β"#, #"[‖{0,0} x ‖{0,0} ≤ ∑ α ⋅ β]"#),
    ]) func limits(tex: String, tree: String)
  { #expect(dump(tex) == tree) }

  @Test(
    "Names of functions stand upright and apart",
    arguments: [
      (#"\sum\nolimits_i"#, #"(∑ _ i)"#),
      (#"\int\limits_0^1"#, #"(stack ∫{limits} _ 0 ^ 1)"#),
      (#"\lim_{x \to 0} f"#, #"[(stack lim{0,0 movable} _ [x →{0,0} 0]) @ ~3 f]"#),
      (#"\operatorname*{arg\,max}_\theta L"#, #"[(stack arg max{0,0 movable} _ θ) @ ~3 L]"#),
      (#"\operatorname{ReLU}(x)"#, #"['ReLU @ ( x )]"#),
      (#"2\log x"#, #"[2 ~3 'log @ ~3 x]"#),
      (#"\log(x)"#, #"['log @ ( x )]"#),
      (#"\log_2 x \log"#, #"[('log _ 2) @ ~3 x ~3 'log]"#),
      (#"\cos^2\phi + \sin -x"#, #"[('cos ^ 2) @ ~3 ϕ + 'sin @ ~3 −{prefix} x]"#),
      (#"a\bmod b\pmod n"#, #"[a mod{4,4} b [~18 ( 'mod ~6 n )]]"#),
    ]) func functions(tex: String, tree: String)
  { #expect(dump(tex) == tree) }

  @Test(
    "Signs join, or belong to what follows, as their neighbours say",
    arguments: [
      (#"a - b"#, #"[a − b]"#),
      (#"-a"#, #"[−{prefix} a]"#),
      (#"a = -b"#, #"[a = −{prefix} b]"#),
      (#"a \cdot -b"#, #"[a ⋅ −{prefix} b]"#),
      (#"(-1)"#, #"[( −{prefix} 1 )]"#),
      (#"x^+"#, #"(x ^ +)"#),
      (#"x^{a-b}"#, #"(x ^ [a −{0,0} b])"#),
      (#"a+"#, #"[a +{0,0}]"#),
      (#"1{,}000.5"#, #"[1 ,{0,0} 000.5]"#),
      (#".5 + 1."#, #"[.5 + 1 .{0,0}]"#),
      (#"P(y|x)"#, #"[P ( y |{0,0} x )]"#),
      (#"P(y \mid x)"#, #"[P ( y ∣ x )]"#),
      (#"|x|"#, #"[|{0,0} x |{0,0}]"#),
      (#"\not= \not\in \not R"#, #"[≠ ∉ R̸]"#),
      (#"a<b>c"#, #"[a < b > c]"#),
      (#"x!"#, #"[x !]"#),
      (#"n\neq 0 \to \infty"#, #"[n ≠ 0 → '∞]"#),
      (#"a \ldots b, \cdots"#, #"[a …{0,0} b , ⋯{0,0}]"#),
      (#"\colon f: A"#, #"[: f : A]"#),
    ]) func signs(tex: String, tree: String)
  { #expect(dump(tex) == tree) }

  @Test(
    "Delimiters that grow, and those of a given height",
    arguments: [
      (#"\left( \frac{a}{b} \right]"#, #"[({prefix stretchy} (frac a b) ]{postfix stretchy}]"#),
      (#"\left. x \right|_0"#, #"([x |{postfix stretchy}] _ 0)"#),
      (
        #"\left\{ a \middle| b \right\}"#,
        #"[{{prefix stretchy} a |{3,3 stretchy} b }{postfix stretchy}]"#
      ),
      (
        #"\bigl( x \Bigg/ y \bigr)"#,
        #"[({prefix stretchy 120%} x /{0,0 stretchy 300%} y ){postfix stretchy 120%}]"#
      ),
    ]) func delimiters(tex: String, tree: String)
  { #expect(dump(tex) == tree) }

  @Test(
    "Accents and braces",
    arguments: [
      (
        #"\hat y \vec{v} \overline{AB}"#,
        #"[(accent y ^ ˆ) (accent v ^ →) (accent [A B] ^ ‾{stretchy})]"#
      ),
      (#"\underbrace{a+b}_{n}"#, #"(stack (accent [a + b] _ ⏟{stretchy}) _ n)"#),
    ]) func accents(tex: String, tree: String)
  { #expect(dump(tex) == tree) }

  @Test(
    "Styles of letters, and words",
    arguments: [
      (#"\text{if } x"#, #"["if " x]"#),
      (#"\text{a $x_1$ b\%~c}"#, #"["a " (x _ 1) " b% c"]"#),
      (#"\textbf{ab}"#, #""𝐚𝐛""#),
      (#"\mathbf{Wx}+\mathbb{R}\mathcal{L}"#, #"[𝐖𝐱 + ℝ ℒ]"#),
      (#"\boldsymbol{\theta}_1 \mathbf{\Sigma 1}"#, #"[(𝜽 _ 1) [𝚺 𝟏]]"#),
      (#"\mathrm{MSE}"#, #"'MSE"#),
      (#"\Gamma\alpha\partial\nabla"#, #"['Γ α ∂ '∇]"#),
      (#"x = 1 \tag{3}"#, #"[x = 1 [~36 "(3)"]]"#),
      (#"日本 + é"#, #"['日本 + 'é]"#),
    ]) func letters(tex: String, tree: String)
  { #expect(dump(tex) == tree) }

  @Test(
    "Rows and columns",
    arguments: [
      (
        #"\begin{pmatrix}1&0\\0&1\end{pmatrix}"#,
        #"[({prefix stretchy} (matrix cc 1 & 0 ; 0 & 1) ){postfix stretchy}]"#
      ),
      (
        #"\begin{cases} a & b \\ c & d \end{cases}"#,
        #"[{{prefix stretchy} (cases ll a & b ; c & d)]"#
      ),
      (
        #"\begin{aligned} a &= b \\ &- c \end{aligned}"#,
        #"(aligned rl a & [= b] ; [] & [−{infix} c])"#
      ),
      (
        #"\begin{array}{l|cr} a & b & c \\ \hline 1 & 2 & 3 \\[2pt] \end{array}"#,
        #"(matrix lcr |[1] -[1] a & b & c ; 1 & 2 & 3)"#
      ),
      (#"\begin{smallmatrix} a \end{smallmatrix}"#, #"(small c a)"#),
      (#"\sum_{\substack{i<n \\ j}}"#, #"(stack ∑ _ (lines c [i <{0,0} n] ; j))"#),
    ]) func grids(tex: String, tree: String)
  { #expect(dump(tex) == tree) }

  @Test(
    "Room, and what takes it",
    arguments: [
      (#"\phantom{x}\boxed{y}"#, #"[(phantom x) (boxed y)]"#),
      (#"a\quad b\! c~d\hspace{1em}e\mkern-3mu f"#, #"[a ~18 b ~-3 c ~6 d ~18 e ~-3 f]"#),
      (#"x % comment"#, #"x"#),
    ]) func room(tex: String, tree: String)
  { #expect(dump(tex) == tree) }

  @Test("Display is kept and the source is trimmed") func formula() {
    let formula = TeXReader.read(" x\n", display: false).formula
    #expect(formula.source == "x")
    #expect(!formula.display)
  }
}
