import Foundation
import LessonMath
import LessonModel
import Testing

@testable import LessonReport

@Suite struct Look {
  @Test func page() throws {
    let formulas = [
      #"\mathrm{MSE} = \frac{1}{N} \sum_{i=1}^{N} (t_i - s_i)^2"#,
      #"\mathrm{CE} = -\sum_{i=1}^{10} t_i \log(s_i)"#,
      #"\operatorname{softmax}(z)_i = \frac{e^{z_i}}{\sum_{j=1}^{K} e^{z_j}}"#,
      #"f(x) = \begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}"#,
      #"\begin{pmatrix} 1 & 0 & \cdots & 0 \\ 0 & 1 & \cdots & 0 \\ \vdots & \vdots & \ddots & \vdots \\ 0 & 0 & \cdots & 1 \end{pmatrix} \begin{bmatrix} x_1 \\ x_2 \\ \vdots \\ x_n \end{bmatrix}"#,
      #"\begin{aligned} \frac{\partial L}{\partial w} &= \frac{2}{N}\sum_i (w x_i + b - y_i)\,x_i \\ &= -2 \cdot 3 \\ w &\leftarrow w - \eta \frac{\partial L}{\partial w} \end{aligned}"#,
      #"\hat{y} = \sigma(\mathbf{W}\mathbf{x} + \mathbf{b}), \quad \bar x, \vec v, \tilde{x}, \dot x, \ddot x, \overline{AB}, \widehat{abc}, \widetilde{abc}, \check c, \breve b, \acute a, \grave a, \mathring r"#,
      #"\underbrace{a + b + \cdots + z}_{26\text{ letters}} \overbrace{x+y}^{n} \underline{uv}"#,
      #"\left( \frac{\sum_i x_i}{n} \right)^2 \left\| \frac{a}{b} \right\|_2 \left. \frac{df}{dx} \right|_{x=0} \left\{ \frac{1}{2} \middle| x \right\}"#,
      #"\sqrt{x^2 + y^2} \quad \sqrt[3]{\frac{a}{b}} \quad \binom{n}{k} \quad {n \choose k} \quad \dfrac{1}{2} \tfrac{1}{2}"#,
      #"\int_{-\infty}^{\infty} e^{-x^2}\,dx = \sqrt{\pi} \quad \lim_{x \to 0} \frac{\sin x}{x} = 1 \quad \max_{a} Q(s,a) \quad \operatorname*{arg\,max}_{\theta} \mathcal{L}(\theta)"#,
      #"\mathbb{R}^n, \mathcal{N}(\mu, \sigma^2), \mathfrak{g}, \mathscr{L}, \boldsymbol{\theta}, \mathtt{code}, \mathsf{sans}"#,
      #"f'(x) = f''(x)^2 \quad x'_i \quad P(y \mid x) = P(y|x) \quad |x| \quad 2\log x + 3\sin\theta\cos^2\phi"#,
      #"a \ne b \not= c \notin D \le \ge \ll \approx \sim \propto \equiv \to \mapsto \Rightarrow \iff \xrightarrow[n \to \infty]{\text{a.s.}} \implies"#,
      #"\big( \Big( \bigg( \Bigg( x \Bigg) \bigg) \Big) \big) \quad \bigl[ \bigr]"#,
      #"\overset{?}{=} \underset{x}{y} \stackrel{\text{def}}{=} \sum_{\substack{i<n \\ j<m}} \boxed{E = mc^2} \phantom{xyz} a \bmod b \pmod{n}"#,
      #"\begin{vmatrix} a & b \\ c & d \end{vmatrix} = ad - bc \quad \left[\begin{array}{cc|c} 1 & 2 & 3 \\ \hline 4 & 5 & 6 \end{array}\right] \begin{smallmatrix} a & b \\ c & d \end{smallmatrix}"#,
      #"1{,}000.5 \times 10^{-3} = 50\,\% \quad a\!b \quad x_{i,j}^{(k)} \quad \nabla_\theta J \quad \Gamma \Delta \partial \infty \forall x \exists y"#,
      #"z = w_1 x_1 + \dots + w_n x_n + b, \; \dots, -1 + +1 \pm 3 / 4 * 5"#,
    ]
    var html = "<!DOCTYPE html><meta charset=utf-8><style>\(MathML.stylesheet)body{font:18px serif}</style>"
    for f in formulas {
      let (formula, problems) = TeXReader.read(f, display: true)
      #expect(problems.isEmpty, "\(f): \(problems)")
      html += "<p>" + MathML.markup(formula).rendered + "</p>"
      html += "<p>inline " + MathML.markup(TeXReader.read(f, display: false).formula).rendered + " text</p>"
    }
    try html.write(toFile: "/tmp/math.html", atomically: true, encoding: .utf8)
  }
}
