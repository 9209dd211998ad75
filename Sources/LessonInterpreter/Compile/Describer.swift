/// Makes the text of values, as `print` shows them: what a value is called depends on its type, which
/// is known when code is made.
struct Describer {
  let library: Library

  /// The text of values of a type, as `print` and `\( )` show them.
  func text(_ type: Type) -> (Value) -> String {
    switch type {
    case .string:
      return { if case .string(let text) = $0 { text } else { "" } }
    case .named("Substring", _), .named("String.UTF8View", _),
      .named("String.UnicodeScalarView", _):
      return { (try? $0.text).map(String.init) ?? "" }
    case .named("UnicodeScalar", _):
      return { value in
        if case .int(let code) = value, let scalar = Unicode.Scalar(UInt32(clamping: code)) {
          String(Character(scalar))
        } else {
          ""
        }
      }
    case .named("ArraySlice", let arguments), .named("Slice", let arguments):
      return list(debugText(arguments.first ?? .error))
    case .named("Range", let arguments): return range(arguments, "..<")
    case .named("ClosedRange", let arguments): return range(arguments, "...")
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
    case .named("Substring", _):
      return { (try? $0.text).map { String($0).debugDescription } ?? "" }
    case .named("UnicodeScalar", _):
      return { value in
        if case .int(let code) = value, let scalar = Unicode.Scalar(UInt32(clamping: code)) {
          scalar.debugDescription
        } else {
          ""
        }
      }
    case .named where type.integerKind != nil && type != .int:
      return { value in
        switch value {
        case .int(let number): String(number)
        case .uint(let number): String(number)
        default: ""
        }
      }
    case .named("Metatype", let arguments):
      let name = (arguments.first ?? .error).swiftName
      return { _ in name }
    case .named("FloatingPointSign", _):
      return { if case .int(1) = $0 { "minus" } else { "plus" } }
    case .named("FloatingPointRoundingRule", _):
      return { (try? StandardLibrary.roundingRule($0)).map { "\($0)" } ?? "" }
    case .named("Set", let arguments):
      let element = debugText(arguments.first ?? .error)
      return { value in
        guard case .table(let table) = value else { return "" }
        // Only where a value shows itself; a cell cannot print what has no order.
        return "[" + table.entries.map { element($0.key) }.sorted().joined(separator: ", ") + "]"
      }
    case .named("Dictionary", let arguments) where arguments.count == 2:
      let (key, element) = (debugText(arguments[0]), debugText(arguments[1]))
      return { value in
        guard case .table(let table) = value else { return "" }
        if table.count == 0 { return "[:]" }
        let entries = table.entries.map { key($0.key) + ": " + element($0.value) }
        return "[" + entries.sorted().joined(separator: ", ") + "]"
      }
    case .named("ReversedCollection", let arguments):
      let base = arguments.first ?? .error
      let (name, text) = (base.swiftName, debugText(base))
      return { "ReversedCollection<\(name)>(_base: \(text($0)))" }
    case .named("PartialRangeFrom", let arguments): return partial(type, "lowerBound", arguments)
    case .named("PartialRangeUpTo", let arguments), .named("PartialRangeThrough", let arguments):
      return partial(type, "upperBound", arguments)
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
    case .named("Array", let arguments): return list(debugText(arguments.first ?? .error))
    case .named("ArraySlice", let arguments):
      let text = list(debugText(arguments.first ?? .error))
      return { "ArraySlice(" + text($0) + ")" }
    case .named("Range", let arguments):
      let text = range(arguments, "..<", isDebug: true)
      return { "Range(" + text($0) + ")" }
    case .named("ClosedRange", let arguments):
      let text = range(arguments, "...", isDebug: true)
      return { "ClosedRange(" + text($0) + ")" }
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
    // What is in an optional shows itself as within other values.
    case .named("Optional", _): return text(type)
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

  private func list(_ element: @escaping (Value) -> String) -> (Value) -> String {
    { value in
      switch value {
      case .array(let values): "[" + values.map(element).joined(separator: ", ") + "]"
      case .slice(let values): "[" + values.map(element).joined(separator: ", ") + "]"
      default: ""
      }
    }
  }

  private func range(
    _ arguments: [Type], _ name: String, isDebug: Bool = false
  ) -> (Value) -> String {
    let bound = arguments.first ?? .error
    let text = isDebug ? debugText(bound) : text(bound)
    let type = Type.named(name == "..." ? "ClosedRange" : "Range", arguments)
    return { value in
      guard let (lower, upper) = try? Bounds.ends(value, type), let lower, let upper else {
        return ""
      }
      return text(lower) + name + text(upper)
    }
  }

  private func partial(
    _ type: Type, _ label: String, _ arguments: [Type]
  ) -> (Value) -> String {
    let text = debugText(arguments.first ?? .error)
    let name = type.swiftName
    return { value in
      guard case .tuple(let bound) = value, let first = bound.first else { return "" }
      return "\(name)(\(label): \(text(first)))"
    }
  }
}

extension Type {
  /// The type as Swift writes it out in full: `Array<Int>`.
  var swiftName: String {
    switch self {
    case .named("UnicodeScalar", _): return "Unicode.Scalar"
    case .named(let name, let arguments):
      return arguments.isEmpty
        ? name : "\(name)<\(arguments.map(\.swiftName).joined(separator: ", "))>"
    case .tuple(let elements):
      let parts = elements.map { ($0.label.map { $0 + ": " } ?? "") + $0.type.swiftName }
      return "(" + parts.joined(separator: ", ") + ")"
    case .function(let parameters, let result, let isThrowing):
      let list = parameters.map { ($0.isInout ? "inout " : "") + $0.type.swiftName }
      return
        "(\(list.joined(separator: ", ")))\(isThrowing ? " throws" : "") -> \(result.swiftName)"
    default: return description
    }
  }
}
