import LessonSyntax

/// A declaration of the library with its types resolved.
final class Declaration: Sendable {
  /// One parameter.
  struct Parameter: Sendable {
    var label: String?
    var name: String
    /// The type of one argument; of one element when variadic.
    var type: Type
    var isInout = false
    var isVariadic = false
    var defaultValue: Expression?
  }

  let binding: Binding
  let signature: Signature
  /// The type it belongs to, with that type's own generic parameters.
  let owner: Type?
  let ownerName: String?
  let parameters: [Parameter]
  let result: Type
  /// The generic parameters with the protocols they must conform to.
  let generics: [(name: String, protocols: [String])]
  /// Sequences among the generic parameters, with the type of their elements.
  let elements: [(sequence: String, element: Type)]
  /// Generic parameters that stand for a type made of others: `where Value == [Element]`.
  let equalities: [(parameter: String, type: Type)]

  var name: String { signature.name }
  var isStatic: Bool { signature.isStatic || signature.kind == .initializer }
  /// Whether the first argument is the value it is called on.
  var isInstanceMember: Bool { owner != nil && !isStatic }
  var isMutating: Bool { signature.isMutating }

  /// How a message speaks of it: `Dense.init(_:activation:)`.
  var spokenName: String {
    signature.kind == .initializer ? signature.fullName : signature.fullName
  }

  init(
    _ binding: Binding, in type: TypeBinding?, _ library: Library
  ) throws(SignatureError) {
    self.binding = binding
    let signature = try Signature(binding.declaration)
    self.signature = signature
    func fail(_ problem: String) -> SignatureError {
      SignatureError(declaration: binding.declaration, problem: problem)
    }
    let ownGenerics = type?.generics ?? []
    let owner = type.map { type -> Type in
      type.isExistential
        ? .existential(type.name) : .named(type.name, type.generics.map { .parameter($0) })
    }
    var names = Set(ownGenerics).union(signature.generics.map(\.name))
    if type?.isProtocol == true { names.insert("Self") }
    let resolver = TypeResolver(
      library: library, parameters: names, owner: type?.isProtocol == true ? nil : owner)
    var parameters: [Parameter] = []
    for parameter in signature.parameters {
      guard let resolved = resolver.resolve(parameter.type) else {
        throw fail("unknown type of '\(parameter.name)'")
      }
      parameters.append(
        Parameter(
          label: parameter.label, name: parameter.name, type: resolved,
          isInout: parameter.isInout, isVariadic: parameter.isVariadic,
          defaultValue: parameter.defaultValue))
    }
    var result: Type
    if signature.kind == .initializer {
      guard let owner else { throw fail("'init' outside a type") }
      let made = type?.isProtocol == true ? Type.parameter("Self") : owner
      result = signature.isFailable ? .optional(made) : made
    } else if let written = signature.result {
      guard let resolved = resolver.resolve(written) else { throw fail("unknown result type") }
      result = resolved
    } else {
      result = .void
    }
    self.owner = type?.isProtocol == true ? .parameter("Self") : owner
    ownerName = type?.name
    self.parameters = parameters
    self.result = result
    var generics: [(name: String, protocols: [String])] = ownGenerics.map { ($0, []) }
    if let type, type.isProtocol { generics.append(("Self", [type.name])) }
    for parameter in signature.generics {
      generics.append((parameter.name, parameter.constraints.compactMap { $0.simpleName }))
    }
    for (parameter, name) in signature.requirements {
      if let index = generics.firstIndex(where: { $0.name == parameter }) {
        generics[index].protocols.append(name)
      }
    }
    self.generics = generics
    elements = signature.elements.compactMap { sequence, element in
      resolver.resolve(element).map { (sequence, $0) }
    }

    equalities = signature.equalities.compactMap { parameter, type in
      resolver.resolve(type).map { (parameter, $0) }
    }

    // The text must say what the function is.
    var expected = parameters.map { $0.isVariadic ? .array($0.type) : $0.type }
    let isMember = type != nil && !signature.isStatic && signature.kind != .initializer
    switch binding.implementation {
    case .call(let types, let produced, _):
      if isMember, let owner { expected.insert(owner, at: 0) }
      try Self.compare(expected, types, result, produced, fail)
    case .mutating(let subject, let types, let produced, _):
      guard signature.isMutating else { throw fail("expected 'mutating' in the text") }
      try Self.compare([owner ?? .error] + expected, [subject] + types, result, produced, fail)
    case .accessors(let subject, let types, let produced, _, _):
      guard signature.isSettable else { throw fail("expected '{ get set }' in the text") }
      try Self.compare([owner ?? .error] + expected, [subject] + types, result, produced, fail)
    case .intrinsic: break
    }
  }

  private static func compare(
    _ written: [Type], _ actual: [Type], _ result: Type, _ produced: Type,
    _ fail: (String) -> SignatureError
  ) throws(SignatureError) {
    let written = written.map(\.unlabelled)
    let actual = actual.map(\.unlabelled)
    guard written == actual else {
      throw fail(
        "the text says the parameters are '\(Type.tuple(written.map { .init(nil, $0) }))', the function's are '\(Type.tuple(actual.map { .init(nil, $0) }))'"
      )
    }
    guard result.unlabelled == produced.unlabelled else {
      throw fail("the text says the result is '\(result)', the function's is '\(produced)'")
    }
  }
}

extension TypeExpression {
  /// The name, when the type is just a name.
  var simpleName: String? {
    if case .name(let name) = kind, name.arguments == nil { name.text } else { nil }
  }
}

/// Finds the types that type expressions name.
struct TypeResolver {
  let library: Library
  /// The generic parameters in scope.
  var parameters: Set<String> = []
  /// What `Self` stands for.
  var owner: Type?
  /// Called for what cannot be resolved, with the reason.
  var report: ((TypeExpression, String) -> Void)?
  /// Gives a type that inference has to find, where the types in angle brackets may be left out.
  var open: (() -> Type)?

  func resolve(_ expression: TypeExpression) -> Type? {
    switch expression.kind {
    case .name(let name): return resolve(name, expression)
    case .array(let element): return resolve(element).map { .array($0) }
    case .dictionary(let key, let value):
      let written = key
      guard let key = resolve(key), let value = resolve(value) else { return nil }
      guard isHashable(key, written) else { return nil }
      return .named("Dictionary", [key, value])
    case .optional(let wrapped): return resolve(wrapped).map { .optional($0) }
    case .tuple(let elements):
      var types: [Type.Element] = []
      for element in elements {
        guard let type = resolve(element.type) else { return nil }
        types.append(Type.Element(element.label, type))
      }
      return .tuple(types)
    case .function(let parameters, let isThrowing, let result):
      var types: [Type.Parameter] = []
      for parameter in parameters {
        guard let type = resolve(parameter.type) else { return nil }
        types.append(
          Type.Parameter(parameter.isVariadic ? .array(type) : type, isInout: parameter.isInout))
      }
      return resolve(result).map { .function(types, $0, isThrowing: isThrowing) }
    case .any(let constraint):
      guard let name = constraint.simpleName else {
        report?(expression, "expected the name of a protocol after 'any'")
        return nil
      }
      return .existential(name)
    case .member(let base, let name)
    where base.simpleName.map { library.types[$0 + "." + name.text] != nil } ?? false:
      return .named(
        "\(base.simpleName ?? "").\(name.text)", name.arguments?.compactMap(resolve) ?? [])
    case .member(let base, let name)
    where base.simpleName == "Substring" && name.text == "Index":
      return .named("String.Index", [])
    case .member(let base, let name)
    where base.simpleName == "Unicode" && name.text == "Scalar":
      return .named("UnicodeScalar", [])
    case .member(_, let name):
      report?(expression, "cannot find type '\(name.text)' in scope")
      return nil
    case .unknown: return nil
    }
  }

  private func resolve(_ name: Name, _ expression: TypeExpression) -> Type? {
    let arguments = name.arguments ?? []
    if parameters.contains(name.text), arguments.isEmpty { return .parameter(name.text) }
    switch name.text {
    case "Void" where arguments.isEmpty: return .void
    case "Self":
      if let owner { return owner }
    case "Any":
      // Only declarations of the library may say it.
      if report == nil { return .existential("Any") }
      report?(expression, "'Any' cannot be used in a cell; write the type itself")
      return nil
    default: break
    }
    guard let type = library.types[name.text], !type.isProtocol else {
      report?(expression, "cannot find type '\(name.text)' in scope")
      return nil
    }
    if type.isExistential {
      report?(expression, "'\(name.text)' is a protocol; write 'any \(name.text)'")
      return nil
    }
    guard arguments.count == type.generics.count else {
      if arguments.isEmpty, let open { return .named(name.text, type.generics.map { _ in open() }) }
      if arguments.isEmpty {
        report?(
          expression,
          "'\(name.text)' needs its \(type.generics.count == 1 ? "type" : "types") in angle brackets, such as '\(name.text)<\(type.generics.map { _ in "Int" }.joined(separator: ", "))>'"
        )
      } else {
        report?(
          expression,
          "'\(name.text)' takes \(type.generics.count) types in angle brackets, found \(arguments.count)"
        )
      }
      return nil
    }
    var types: [Type] = []
    for argument in arguments {
      guard let resolved = resolve(argument) else { return nil }
      types.append(resolved)
    }
    if name.text == "Set" || name.text == "Dictionary", let key = types.first,
      !isHashable(key, arguments[0])
    {
      return nil
    }
    return .named(name.text, types)
  }

  /// Reports when what a dictionary or a set is of is not hashable.
  private func isHashable(_ key: Type, _ expression: TypeExpression) -> Bool {
    guard let report, !key.hasError, !key.hasVariables, !library.conforms(key, to: "Hashable"),
      !key.contains(where: { if case .parameter = $0 { true } else { false } })
    else { return true }
    report(expression, "type '\(key)' does not conform to protocol 'Hashable'")
    return false
  }
}
