import LessonModel

/// A piece of a formula with its class, which decides how much room it keeps from its neighbours.
///
/// The rules are those of *The TeXbook*, chapter 17 and 18 (pages 170 and 158). The room around
/// signs is left to the operator dictionary of MathML Core wherever that says the same.
struct Atom {
  enum Kind {
    case letter, uprightLetter, ordinary, number, text
    /// The name of a function.
    case function
    /// A sum, an integral.
    case large
    case binary, relation, open, close, punctuation
    /// Room the author asked for; neighbours do not see it.
    case space
  }

  var node: MathNode
  var kind: Kind
  /// Its scripts stand below and above it.
  var limits = false
  /// Letters of a name that goes on, without scripts so far.
  var joins = false

  /// Puts atoms in a row, each with the room it needs. A `continued` row goes on an expression begun
  /// elsewhere, as the second column of aligned equations does, so that a sign at its beginning
  /// joins two operands. In scripts no room is kept around signs.
  static func row(_ atoms: [Atom], continued: Bool, inScript: Bool) -> MathNode {
    let nodes = nodes(atoms, continued: continued, inScript: inScript)
    if nodes.count == 1, let only = nodes.first { return only }
    return .row(nodes)
  }

  private static func nodes(_ atoms: [Atom], continued: Bool, inScript: Bool) -> [MathNode] {
    var nodes: [MathNode] = []
    nodes.reserveCapacity(atoms.count)
    var previous: Kind? = continued ? .ordinary : nil
    for (index, atom) in atoms.enumerated() {
      if atom.kind == .space {
        nodes.append(atom.node)
        continue
      }
      let next = atoms[(index + 1)...].lazy.map(\.kind).first { $0 != .space }
      var kind = atom.kind
      var node = atom.node
      if kind == .binary {
        if !(previous?.endsOperand ?? false) {
          kind = .ordinary
          node = node.asPrefix
        } else if !(next?.beginsOperand ?? false) {
          kind = .ordinary
          node = node.closedUp
        } else if nodes.isEmpty, !inScript {
          node = node.asInfix
        }
      }
      if inScript, kind == .binary || kind == .relation || kind == .punctuation {
        node = node.closedUp
      }
      if kind == .function, let previous, previous.endsOperand, nodes.last?.isSpace != true {
        nodes.append(.space(3))
      }
      nodes.append(node)
      if kind == .function, let next, next.beginsOperand {
        nodes.append(.operator(MathNode.Operator("\u{2061}")))
        let spaced = atoms[index + 1].kind == .space
        if next != .open, !spaced { nodes.append(.space(3)) }
      }
      previous = kind
    }
    return nodes
  }
}

extension Atom.Kind {
  /// After it a sign such as `+` joins; after anything else it is a sign of what follows.
  fileprivate var endsOperand: Bool {
    switch self {
    case .letter, .uprightLetter, .ordinary, .number, .text, .close: true
    case .binary, .relation, .open, .punctuation, .function, .large, .space: false
    }
  }

  fileprivate var beginsOperand: Bool {
    switch self {
    case .letter, .uprightLetter, .ordinary, .number, .text, .open, .function, .large: true
    // A sign may follow a sign: a · −b.
    case .binary: true
    case .relation, .close, .punctuation, .space: false
    }
  }
}

extension MathNode {
  /// Before its operand: `−x`.
  fileprivate var asPrefix: MathNode {
    changingSign {
      if ["+", "−", "±", "∓"].contains($0.symbol) {
        $0.form = .prefix
      } else {
        $0.before = 0
        $0.after = 0
      }
    }
  }

  fileprivate var asInfix: MathNode { changingSign { $0.form = .infix } }

  /// Without room around it, as a sign alone in braces stands: `{,}`.
  var closedUp: MathNode {
    changingSign {
      $0.before = 0
      $0.after = 0
    }
  }

  /// Changes the sign that this is, or that its scripts stand at.
  private func changingSign(_ change: (inout Operator) -> Void) -> MathNode {
    switch self {
    case .operator(var sign):
      change(&sign)
      return .operator(sign)
    case .scripts(var scripts):
      scripts.base = scripts.base.changingSign(change)
      return .scripts(scripts)
    case .stack(var stack):
      stack.base = stack.base.changingSign(change)
      return .stack(stack)
    default: return self
    }
  }

  fileprivate var isSpace: Bool {
    if case .space = self { return true }
    return false
  }
}
