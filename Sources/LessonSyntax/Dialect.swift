import LessonModel

/// What a cell may not say, each by its name and with what to write instead.
///
/// The language is a subset of Swift, and nothing in a cell is ever passed over in silence: what the
/// lowering does not turn into a `Program` ends here.
enum Dialect {
  /// A construct that is refused, at its place.
  static func refused(_ what: String, _ instead: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(.error, id: "unsupported", "\(what) cannot be used in a cell; \(instead)", at: range)
  }

  static func declaration(_ keyword: String, at range: SourceRange) -> Diagnostic {
    switch keyword {
    case "class":
      return refused("'class'", "use functions and variables, or a type of the library", at: range)
    case "actor":
      return refused("'actor'", "a cell runs on one thread and needs none", at: range)
    case "protocol":
      return refused("'protocol'", "write functions for the types you use", at: range)
    case "struct", "enum", "extension":
      return refused(
        "'\(keyword)'", "use tuples, functions and the types of the library", at: range)
    case "typealias":
      return refused("'typealias'", "write the type itself", at: range)
    case "import":
      return refused(
        "'import'", "the library is there without it; remove the line", at: range)
    case "macro":
      return refused("'macro'", "write a function", at: range)
    case "operator", "precedencegroup":
      return refused("'\(keyword)'", "write a function with a name", at: range)
    case "subscript", "init", "deinit", "case", "associatedtype":
      return refused("'\(keyword)' outside a type", "write a function", at: range)
    case "#if":
      return refused("'#if'", "a cell is the same on every machine; use 'if'", at: range)
    default:
      return refused("'\(keyword)'", "remove it", at: range)
    }
  }

  static func modifier(_ name: String, at range: SourceRange) -> Diagnostic {
    switch name {
    case "lazy":
      return refused("'lazy'", "give the variable its value where it is declared", at: range)
    case "async":
      return refused("'async'", "a cell runs one statement after the other", at: range)
    case "weak", "unowned":
      return refused("'\(name)'", "remove it: values in a cell are copied", at: range)
    default: return refused("'\(name)'", "remove it", at: range)
    }
  }

  static func attribute(_ name: String, at range: SourceRange) -> Diagnostic {
    refused("'@\(name)'", "remove it", at: range)
  }

  static func await(at range: SourceRange) -> Diagnostic {
    refused("'await'", "remove it: a cell runs one statement after the other", at: range)
  }

  static func type(_ keyword: String, at range: SourceRange) -> Diagnostic {
    switch keyword {
    case "some": return refused("'some'", "write the type itself", at: range)
    case "!":
      return refused(
        "an implicitly unwrapped optional", "write '?' and unwrap it where it is used", at: range)
    default: return refused("'\(keyword)'", "write a type of the library", at: range)
    }
  }

  static func macro(_ name: String, at range: SourceRange) -> Diagnostic {
    refused("'#\(name)'", "remove it", at: range)
  }

  static let tooDeep = "nested too deeply; give the inner parts names of their own"

  static func nesting(at range: SourceRange) -> Diagnostic {
    Diagnostic(.error, id: "too-deep", "this is \(tooDeep)", at: range)
  }

  static func longExpression(_ count: Int, limit: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, id: "too-long",
      "an expression of \(count) operands and operators is too long, expected at most \(limit); give parts of it names of their own",
      at: range)
  }

  static func largeCell(_ bytes: Int, limit: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      .error, id: "too-long",
      "a cell of \(bytes) bytes is too long, expected at most \(limit); split it", at: range)
  }

  static func hole(_ text: String, at range: SourceRange) -> Diagnostic {
    let task = text.isEmpty ? "write your code here" : text
    return Diagnostic(.toDo, id: "to-do", task, at: range)
  }
}
