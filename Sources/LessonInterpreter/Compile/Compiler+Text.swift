// This file makes the code that builds strings.
import LessonModel

/// Code that gives a string.
struct TextGetter { let run: Run<String> }

extension FunctionBuilder {
  /// The code of a string, out of its box.
  func text(_ node: Node) -> Run<String> {
    switch node.op {
    case .string(let text) where node.type == .string: return { _ in text }
    case .interpolation(let parts): return text(parts, node.range)
    case .convert(let inner) where inner.type == .int && node.type == .existential("Any"):
      let run = int(inner)
      return { String(try run($0)) }
    case .convert(let inner) where inner.type == .string && node.type == .existential("Any"):
      return text(inner)
    default:
      let run = value(node)
      return { try run($0).string }
    }
  }

  /// The code of a string that is put together.
  func text(_ parts: [Node.Part], _ range: SourceRange) -> Run<String> {
    let pieces = parts.compactMap { part -> TextGetter? in
      switch part {
      case .text(let text): text.isEmpty ? nil : TextGetter { _ in text }
      case .value(let inner): TextGetter(run: text(inner))
      }
    }
    guard let first = pieces.first?.run else { return { _ in "" } }
    let rest = Array(pieces.dropFirst())
    return { frame in
      var text = try first(frame)
      for piece in rest { text += try piece.run(frame) }
      try frame.charge(bytes: text.utf8.count, range)
      return text
    }
  }

  /// The code of `s += text` for a string in a variable; `nil` for everything else.
  func appendText(
    _ declaration: Declaration, _ nodes: [Node], _ range: SourceRange
  ) -> Run<Void>? {
    guard declaration.name == "+=" || declaration.name == "append", nodes.count == 2,
      case .intrinsic = declaration.binding.implementation,
      case .reference(let target) = nodes[0].op, target.type == .string,
      nodes[1].type == .string, let source = source(target)
    else { return nil }
    if case .string(let literal) = nodes[1].op {
      let bytes = literal.utf8.count
      return { frame in
        try frame.charge(bytes: bytes, range)
        let place = source.pointer(frame)
        guard case .string(var whole) = place.move() else {
          place.initialize(to: .void)
          throw InternalError("String")
        }
        whole += literal
        place.initialize(to: .string(whole))
      }
    }
    let text = text(nodes[1])
    return { frame in
      let new = try text(frame)
      try frame.charge(bytes: new.utf8.count, range)
      let place = source.pointer(frame)
      guard case .string(var whole) = place.move() else {
        place.initialize(to: .void)
        throw InternalError("String")
      }
      whole += new
      place.initialize(to: .string(whole))
    }
  }
}
