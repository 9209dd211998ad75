/// Makes the text of values, as `print` shows them: what a value is called depends on its type, which
/// is known when code is made.
struct Describer {
  let library: Library

  /// The text of values of a type, as `print` and `\( )` show them.
  func text(_ type: Type) -> (Value) -> String {
    switch type {
    case .string:
      return { if case .string(let text) = $0 { text } else { "" } }
    case .character:
      return { if case .character(let character) = $0 { String(character) } else { "" } }
    case .existential("Any"):
      return { if case .string(let text) = $0 { text } else { "" } }
    default: return debugText(type)
    }
  }

  /// The text of values of a type within an array, tuple or optional.
  func debugText(_ type: Type) -> (Value) -> String {
    switch type {
    case .int: return { if case .int(let number) = $0 { String(number) } else { "" } }
    case .double:
      return { if case .double(let number) = $0 { Self.text(number) } else { "" } }
    case .float:
      return {
        if case .float(let number) = $0 { number.isNaN ? "nan" : number.description } else { "" }
      }
    case .bool: return { if case .bool(let bool) = $0 { bool ? "true" : "false" } else { "" } }
    case .string:
      return { if case .string(let text) = $0 { text.debugDescription } else { "" } }
    case .character:
      return { if case .character(let it) = $0 { it.debugDescription } else { "" } }
    case .void: return { _ in "()" }
    case .tuple(let elements):
      let parts = elements.map { ($0.label.map { $0 + ": " } ?? "", debugText($0.type)) }
      return { value in
        guard case .tuple(let values) = value else { return "" }
        return "(" + zip(parts, values).map { $0.0 + $0.1($1) }.joined(separator: ", ") + ")"
      }
    case .function: return { _ in "(Function)" }
    case .named("Optional", let arguments):
      let inner = debugText(arguments.first ?? .error)
      return { value in
        switch value {
        case .none: "nil"
        case .some(let wrapped): "Optional(" + inner(wrapped) + ")"
        default: "Optional(" + inner(value) + ")"
        }
      }
    case .named("Array", let arguments), .named("ArraySlice", let arguments):
      let element = debugText(arguments.first ?? .error)
      return { value in
        switch value {
        case .array(let values): "[" + values.map(element).joined(separator: ", ") + "]"
        case .slice(let values): "[" + values.map(element).joined(separator: ", ") + "]"
        default: ""
        }
      }
    case .named("Range", _): return { Self.range($0, "..<") }
    case .named("ClosedRange", _): return { Self.range($0, "...") }
    case .named, .existential:
      return {
        switch $0 {
        case .host(let box): box.debugText
        case .instance(let instance): instance.debugText
        default: ""
        }
      }
    case .parameter, .variable, .metatype, .error: return { _ in "" }
    }
  }

  /// The text of a value shown by itself.
  func shown(_ type: Type) -> (Value) -> String {
    switch type {
    case .named, .existential:
      let plain = text(type)
      return {
        switch $0 {
        case .host(let box): box.text
        case .instance(let instance): instance.text
        default: plain($0)
        }
      }
    default: return text(type)
    }
  }

  /// The fewest digits that read back as the same number; a NaN has no sign.
  static func text(_ number: Double) -> String { number.isNaN ? "nan" : number.description }

  private static func range(_ value: Value, _ name: String) -> String {
    switch value {
    case .range(let lower, let upper): "\(lower)\(name)\(upper)"
    case .interval(let lower, let upper): "\(text(lower))\(name)\(text(upper))"
    default: ""
    }
  }
}
