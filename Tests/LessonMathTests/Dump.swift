// This file writes formulas as short text, so that a test shows what it expects: `(frac a b)`.

import LessonMath
import LessonModel

/// Reads TeX and writes its tree, or its problems.
func dump(_ tex: String, display: Bool = true) -> String {
  let (formula, problems) = TeXReader.read(tex, display: display)
  return formula.root.map(dump) ?? problems.map(\.id).joined(separator: " ")
}

/// Reads TeX and writes its problems, one a line: `0..<4 message [id] -> replacement`.
func problems(_ tex: String) -> [String] {
  TeXReader.read(tex, display: true).problems.map {
    "\($0.range) \($0.message) [\($0.id)]" + ($0.replacement.map { " -> \($0)" } ?? "")
  }
}

func dump(_ node: MathNode) -> String {
  switch node {
  case .identifier(let name): name
  case .upright(let name): "'\(name)"
  case .number(let digits): digits
  case .operator(let sign): dump(sign)
  case .text(let text): text.debugDescription
  case .space(let width): "~\(width)"
  case .row(let nodes): "[" + nodes.map(dump).joined(separator: " ") + "]"
  case .fraction(let it):
    "(\(it.line ? "frac" : "pair") \(dump(it.numerator)) \(dump(it.denominator)))"
  case .root(let it): "(root \(dump(it.radicand))\(it.index.map { " \(dump($0))" } ?? ""))"
  case .scripts(let it):
    "(\(dump(it.base))\(it.lower.map { " _ \(dump($0))" } ?? "")"
      + "\(it.upper.map { " ^ \(dump($0))" } ?? ""))"
  case .stack(let it):
    "(\(it.accent ? "accent" : "stack") \(dump(it.base))\(it.below.map { " _ \(dump($0))" } ?? "")"
      + "\(it.above.map { " ^ \(dump($0))" } ?? ""))"
  case .grid(let it):
    "(\(it.kind) \(it.alignments.map { String($0.rawValue.prefix(1)) }.joined())"
      + "\(it.columnLines.map { " |\($0)" } ?? "")\(it.rowLines.map { " -\($0)" } ?? "") "
      + it.rows.map { $0.map(dump).joined(separator: " & ") }.joined(separator: " ; ") + ")"
  case .style(let display, let node): "(\(display ? "display" : "inline") \(dump(node)))"
  case .phantom(let node): "(phantom \(dump(node)))"
  case .boxed(let node): "(boxed \(dump(node)))"
  }
}

/// The sign, then in braces what differs from the operator dictionary.
private func dump(_ sign: MathNode.Operator) -> String {
  var marks: [String] = []
  if let form = sign.form { marks.append(form.rawValue) }
  if let before = sign.before, let after = sign.after { marks.append("\(before),\(after)") }
  if let stretchy = sign.stretchy { marks.append(stretchy ? "stretchy" : "fixed") }
  if let size = sign.size { marks.append("\(size)%") }
  if let movable = sign.movableLimits { marks.append(movable ? "movable" : "limits") }
  let symbol = sign.symbol == "\u{2061}" ? "@" : sign.symbol
  // Parentheses that keep their size are the rule.
  if marks == ["fixed"] { return symbol }
  return marks.isEmpty ? symbol : symbol + "{" + marks.joined(separator: " ") + "}"
}
