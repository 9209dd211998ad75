// This file makes the code of values of the cells' own types: making them, reading and changing what
// they hold, where they lie.
import LessonModel
import LessonSyntax

/// Makes the run-time descriptions of the cells' types.
final class Descriptors {
  private let library: Library
  private let describer: Describer
  private let realised: [Type: Realisation]
  private var known: [Type: Descriptor] = [:]

  init(_ library: Library, _ describer: Describer, _ realised: [Type: Realisation]) {
    self.library = library
    self.describer = describer
    self.realised = realised
  }

  /// The description of a type of the cells; `nil` for other types.
  func descriptor(_ type: Type) -> Descriptor? {
    if let made = known[type] { return made }
    guard case .named(let key, let arguments) = type, let user = library.table?.types[key] else {
      return nil
    }
    let list = arguments.isEmpty ? "" : "<\(arguments.map(Self.plain).joined(separator: ", "))>"
    let fullList =
      arguments.isEmpty ? "" : "<\(arguments.map(qualified).joined(separator: ", "))>"
    let made = Descriptor(
      name: user.name + list, fullName: "Lesson." + user.qualifiedName + fullList,
      isEnum: user.isEnum, isRecursive: user.isRecursive)
    known[type] = made
    let substitution = user.substitution(arguments)
    if user.isEnum {
      made.caseNames = user.cases.map(\.name)
      made.fields = user.cases.map { one in
        one.parameters.map {
          ($0.label, describer.debugText($0.type.mapped(substitution)))
        }
      }
    } else {
      made.fields = [
        user.fields.map { ($0.name, describer.debugText($0.type.mapped(substitution))) }
      ]
    }
    let found = realised[type]
    made.describe = found?.describe?.code
    made.equal = found?.equal?.code
    made.less = found?.less?.code
    made.hash = found?.hash?.code
    return made
  }

  /// A type as Swift names it at run time.
  private static func plain(_ type: Type) -> String {
    switch type {
    case .named(let name, let arguments):
      let short = TypeTable.plain(name).split(separator: ".").last.map(String.init) ?? name
      return arguments.isEmpty
        ? short : "\(short)<\(arguments.map(plain).joined(separator: ", "))>"
    default: return "\(type)"
    }
  }

  private func qualified(_ type: Type) -> String {
    switch type {
    case .named(let name, let arguments):
      let module = library.table?.types[name] == nil ? "Swift" : "Lesson"
      let list =
        arguments.isEmpty ? "" : "<\(arguments.map(qualified).joined(separator: ", "))>"
      return "\(module).\(TypeTable.plain(name))\(list)"
    default: return "\(type)"
    }
  }
}

/// Ends an initializer whose delegate failed.
struct InitializerFailure: Error {}

/// Changes what values hold.
enum Structures {
  /// The fields of a value that nobody else holds; it is copied first when somebody does.
  @inline(__always)
  static func uniqueFields(
    _ value: UnsafeMutablePointer<Value>
  ) throws -> UnsafeMutablePointer<Value> {
    guard case .instance(var instance) = value.move() else {
      value.initialize(to: .void)
      throw InternalError("struct")
    }
    if !isKnownUniquelyReferenced(&instance) { instance = instance.copy() }
    let fields = instance.fields
    value.initialize(to: .instance(instance))
    return fields
  }

  static func modify(
    _ value: inout Value, _ index: Int, _ change: (inout Value) throws -> Void
  ) throws {
    guard case .instance(var instance) = value else { throw InternalError("struct") }
    value = .void
    if !isKnownUniquelyReferenced(&instance) { instance = instance.copy() }
    defer { value = .instance(instance) }
    try change(&instance.fields[index])
  }
}

extension FunctionBuilder {
  /// Gives the place where a value lies, so that it can be looked into without being taken out.
  struct Pointer {
    let run: (Frame) throws -> UnsafeMutablePointer<Value>
    init(_ run: @escaping (Frame) throws -> UnsafeMutablePointer<Value>) { self.run = run }
  }

  /// Where a variable, or a field of one, lies; `nil` for everything else.
  func peek(_ node: Node) -> Pointer? {
    switch node.op {
    case .variable(let variable):
      switch storage(variable) {
      case .value(let index): return Pointer { $0.values + index }
      case .globalValue(let index): return Pointer { $0.state.pointee.globalValues + index }
      default: return nil
      }
    case .field(let base, let field):
      guard let outer = peek(base)?.run, Representation(base.type) == .value else { return nil }
      let index = field.index
      return Pointer { frame in
        guard case .instance(let instance) = try outer(frame).pointee else {
          throw InternalError("struct")
        }
        return instance.fields + index
      }
    default: return nil
    }
  }

  /// Where a variable, a field or an element lies, for changing it: nobody else holds what is there.
  /// Indices are found first, and kept in slots.
  private func poke(_ node: Node, _ prepare: inout [Effect]) -> Pointer? {
    switch node.op {
    case .variable: return peek(node)
    case .field(let base, let field):
      if field.willSet != nil || field.didSet != nil { return nil }
      guard let outer = poke(base, &prepare)?.run else { return nil }
      let index = field.index
      return Pointer { try Structures.uniqueFields(try outer($0)) + index }
    case .library(let declaration, _, let nodes):
      guard declaration.name == "subscript", nodes.count == 2, nodes[1].type == .int,
        nodes[0].type.arrayElement.map({ Representation($0) }) == .value,
        case .intrinsic = declaration.binding.implementation,
        let outer = poke(nodes[0], &prepare)?.run
      else { return nil }
      let slot = newWord()
      let index = int(nodes[1])
      prepare.append(Effect { $0.words[slot] = try index($0) })
      let range = node.range
      return Pointer { frame in
        let place = try outer(frame)
        let position = frame.words[slot]
        guard case .array(var elements) = place.move() else {
          place.initialize(to: .void)
          throw InternalError("Array")
        }
        place.initialize(to: .void)
        defer { place.pointee = .array(elements) }
        guard position >= 0, position < elements.count else {
          throw Fault.failed(RuntimeError.index(position, elements.indices, range))
        }
        guard let element = elements.place(of: position) else { throw InternalError("Array") }
        return element
      }
    case .reference(let inner): return poke(inner, &prepare)
    default: return nil
    }
  }

  // MARK: Reading

  func field(_ base: Node, _ field: Field, _ node: Node) -> Code {
    let index = field.index
    if let outer = peek(base)?.run {
      @inline(__always)
      func at(_ frame: Frame) throws -> UnsafeMutablePointer<Value> {
        guard case .instance(let instance) = try outer(frame).pointee else {
          throw InternalError("struct")
        }
        return instance.fields + index
      }
      switch Representation(node.type) {
      case .int: return .int { try at($0).pointee.int }
      case .double: return .double { try at($0).pointee.double }
      case .bool: return .bool { try at($0).pointee.bool }
      case .value: return .value { try at($0).pointee }
      case .void: return .void { _ in }
      }
    }
    let run = value(base)
    return Representation(node.type).unboxing { try run($0).instance.field(index) }
  }

  func instance(_ tag: Int, _ nodes: [Node], _ node: Node) -> Code {
    guard let descriptor = compiler.descriptors?.descriptor(node.type) else {
      return .value { _ in throw InternalError("a known type") }
    }
    let range = node.range
    if nodes.isEmpty {
      let constant = Value.instance(Instance.make(descriptor, tag: tag, count: 0))
      return .value { _ in constant }
    }
    let count = nodes.count
    let bytes = 48 + count * MemoryLayout<Value>.stride
    let getters = nodes.map { Getter(value($0)) }
    if count == 1 {
      let first = getters[0].run
      return .value { frame in
        let one = try first(frame)
        try frame.charge(bytes: bytes, range)
        let made = Instance.make(descriptor, tag: tag, count: 1)
        made.fields[0] = one
        return .instance(made)
      }
    }
    if count == 2 {
      let first = getters[0].run
      let second = getters[1].run
      return .value { frame in
        let one = try first(frame)
        let two = try second(frame)
        try frame.charge(bytes: bytes, range)
        let made = Instance.make(descriptor, tag: tag, count: 2)
        withExtendedLifetime(made) {
          made.fields[0] = one
          made.fields[1] = two
        }
        return .instance(made)
      }
    }
    return .value { frame in
      try frame.charge(bytes: bytes, range)
      let made = Instance.make(descriptor, tag: tag, count: count)
      try withExtendedLifetime(made) {
        for index in 0..<count { made.fields[index] = try getters[index](frame) }
      }
      return .instance(made)
    }
  }

  // MARK: Raw values

  func rawValue(_ inner: Node, _ node: Node) -> Code {
    guard case .named(let key, _) = inner.type, let user = compiler.library.table?.types[key] else {
      return .value { _ in throw InternalError("enum") }
    }
    let raws = user.cases.map { Self.value(of: $0.raw) }
    let run = value(inner)
    return Representation(node.type).unboxing { raws[try run($0).instance.tag] }
  }

  func fromRaw(_ inner: Node, _ node: Node) -> Code {
    guard let type = node.type.wrapped, case .named(let key, _) = type,
      let user = compiler.library.table?.types[key],
      let descriptor = compiler.descriptors?.descriptor(type)
    else { return .value { _ in throw InternalError("enum") } }
    let choices = user.cases.map {
      (Self.value(of: $0.raw), Value.instance(Instance.make(descriptor, tag: $0.tag, count: 0)))
    }
    let run = value(inner)
    return .value { frame in
      let wanted = try run(frame)
      for (raw, value) in choices where Ordering.equal(raw, wanted) { return value }
      return .none
    }
  }

  private static func value(of raw: EnumCase.RawValue?) -> Value {
    switch raw {
    case .int(let number): .int(number)
    case .double(let number): .double(number)
    case .string(let text): .string(text)
    case .character(let character): .character(character)
    case nil: .void
    }
  }

  // MARK: Errors

  func isType(_ inner: Node, _ type: Type) -> Code {
    let run = value(inner)
    guard let descriptor = compiler.descriptors?.descriptor(type) else {
      return .bool {
        _ = try run($0)
        return false
      }
    }
    return .bool { frame in
      if case .instance(let instance) = try run(frame) { return instance.type === descriptor }
      return false
    }
  }

  func downcast(_ inner: Node, _ type: Type, isForced: Bool, _ node: Node) -> Code {
    let run = value(inner)
    let descriptor = compiler.descriptors?.descriptor(type)
    let range = node.range
    return .value { frame in
      let value = try run(frame)
      if let descriptor, case .instance(let instance) = value, instance.type === descriptor {
        return value
      }
      if isForced {
        throw Fault.failed(
          RuntimeError.precondition("the error is not of the type '\(type)'", range))
      }
      return .none
    }
  }

  // MARK: Properties

  /// Calls a function with values that are there already; `self` may be changed by it.
  private func invoke(
    _ info: FunctionInfo, _ range: SourceRange
  ) -> (Frame, inout Value, [Value]) throws -> Value {
    let code = info.code
    let hasSelf = info.selfVariable != nil
    let isInout = info.selfVariable?.isInout ?? false
    let window = Window(words: words, values: values)
    let captures = zip(info.captures, code.captures).compactMap { variable, slot -> (Int, Int)? in
      guard case .box(let from, _) = storage(variable) else { return nil }
      return (from, slot)
    }
    return { frame, subject, arguments in
      let inner = frame.window(window.words, window.values)
      try inner.enter(code, range)
      for (from, to) in captures { inner.values[to] = frame.values[from] }
      var slots = code.parameters[...]
      if hasSelf, let slot = slots.popFirst() {
        try inner.store(subject, slot)
        if isInout { subject = .void }
      }
      func giveBack() {
        guard hasSelf, isInout, let slot = code.parameters.first else { return }
        subject = inner.load(slot)
        if slot.representation == .value { inner.values[slot.index] = .void }
      }
      do {
        for (slot, argument) in zip(slots, arguments) { try inner.store(argument, slot) }
        let result = try code.body.boxed(inner)
        inner.leave(code)
        giveBack()
        return result
      } catch {
        let traced = inner.abandon(code, error, range)
        giveBack()
        throw traced
      }
    }
  }

  func access(_ access: Node.Access, _ node: Node) -> Code {
    if access.property.storage != nil { return stored(access, node) }
    guard let getter = access.getter else { return .void { _ in throw InternalError("a getter") } }
    return call(getter, (access.base.map { [$0] } ?? []) + access.arguments, node)
  }

  /// A stored `static` property gets its value when it is first used.
  private func ensured(_ access: Node.Access, _ range: SourceRange) -> Run<Void> {
    guard let flag = access.property.flag?.slot, let storage = access.property.storage,
      let info = access.property.initializer
    else { return { _ in throw InternalError("a static property") } }
    let make = invoke(info, range)
    let put = assigning(storage)
    return { frame in
      if frame.state.pointee.globalWords[flag.index] != 0 { return }
      var nothing = Value.void
      let value = try make(frame, &nothing, [])
      _ = try put(frame, value)
      frame.state.pointee.globalWords[flag.index] = 1
    }
  }

  private func stored(_ access: Node.Access, _ node: Node) -> Code {
    guard let storage = access.property.storage else { return .void { _ in } }
    let ensure = ensured(access, node.range)
    switch read(storage) {
    case .void(let run):
      return .void {
        try ensure($0)
        try run($0)
      }
    case .int(let run):
      return .int {
        try ensure($0)
        return try run($0)
      }
    case .double(let run):
      return .double {
        try ensure($0)
        return try run($0)
      }
    case .bool(let run):
      return .bool {
        try ensure($0)
        return try run($0)
      }
    case .value(let run):
      return .value {
        try ensure($0)
        return try run($0)
      }
    }
  }

  func place(_ access: Node.Access, _ node: Node) -> Place {
    let load = value(node)
    if let storage = access.property.storage {
      let ensure = ensured(access, node.range)
      let inner = place(Node(.variable(storage), storage.type, node.range))
      return Place(load: load) { frame, change in
        try ensure(frame)
        try inner.modify(frame, change)
      }
    }
    guard let getter = access.getter, let setter = access.setter else {
      return Place(temporary: load)
    }
    let get = invoke(getter, node.range)
    let set = invoke(setter, node.range)
    let arguments = access.arguments.map { Getter(value($0)) }
    guard let base = access.base else {
      return Place(load: load) { frame, change in
        let indices = try arguments.map { try $0(frame) }
        var nothing = Value.void
        var new = try get(frame, &nothing, indices)
        try change(&new)
        _ = try set(frame, &nothing, indices + [new])
      }
    }
    let outer = place(base)
    return Place(load: load) { frame, change in
      let indices = try arguments.map { try $0(frame) }
      try outer.modify(frame) { subject in
        var new = try get(frame, &subject, indices)
        try change(&new)
        _ = try set(frame, &subject, indices + [new])
      }
    }
  }

  /// A stored property that can be changed.
  func place(_ base: Node, _ field: Field, _ node: Node) -> Place {
    let load = value(node)
    let outer = place(base)
    let index = field.index
    guard observes(base, field) else {
      return Place(load: load) { frame, change in
        try outer.modify(frame) { try Structures.modify(&$0, index, change) }
      }
    }
    let before = observer(field.willSet, base.type).map { invoke($0, node.range) }
    let after = observer(field.didSet, base.type).map { invoke($0, node.range) }
    return Place(load: load) { frame, change in
      try outer.modify(frame) { subject in
        let old = try subject.instance.field(index)
        var new = old
        try change(&new)
        _ = try before?(frame, &subject, [new])
        try Structures.modify(&subject, index) { $0 = new }
        _ = try after?(frame, &subject, [old])
      }
    }
  }

  private func observer(_ info: FunctionInfo?, _ type: Type) -> FunctionInfo? {
    guard let info, let template = info.template, case .named(_, let arguments) = type else {
      return nil
    }
    return template.generics.isEmpty ? info : template.instances[arguments]
  }

  /// Whether a change of a property is observed here: not in an initializer, nor in its own observer.
  private func observes(_ base: Node, _ field: Field) -> Bool {
    guard field.willSet != nil || field.didSet != nil else { return false }
    guard case .variable(let variable) = base.op, variable === info.selfVariable else {
      return true
    }
    switch info.template?.kind {
    case .initializer: return false
    case .observer: return info.name != field.name
    default: return true
    }
  }

  // MARK: Changing where it is

  /// The code that gives a field, or an element within one, a new value; `nil` for other targets.
  func setField(_ target: Node, _ new: Node) -> Run<Void>? {
    guard isField(target) else { return nil }
    var prepare: [Effect] = []
    guard let pointer = poke(target, &prepare)?.run else { return nil }
    let value = value(new)
    if prepare.isEmpty {
      return { frame in
        let new = try value(frame)
        try pointer(frame).pointee = new
      }
    }
    return { frame in
      for step in prepare { try step.run(frame) }
      let new = try value(frame)
      try pointer(frame).pointee = new
    }
  }

  /// The code of `p.x += y`; `nil` for other targets.
  func changeField(
    _ operation: Arithmetic, _ target: Node, _ node: Node, _ range: SourceRange
  ) -> Run<Void>? {
    guard isField(target) else { return nil }
    var prepare: [Effect] = []
    guard let pointer = poke(target, &prepare)?.run else { return nil }
    let steps = prepare
    func prepared(_ run: @escaping Run<Void>) -> Run<Void> {
      if steps.isEmpty { return run }
      return { frame in
        for step in steps { try step.run(frame) }
        try run(frame)
      }
    }
    if target.type == .double, operation.isForFloatingPoint {
      let value = double(node)
      return prepared { frame in
        let right = try value(frame)
        let place = try pointer(frame)
        let left = try place.pointee.double
        switch operation {
        case .add: place.pointee = .double(left + right)
        case .subtract: place.pointee = .double(left - right)
        case .multiply: place.pointee = .double(left * right)
        default: place.pointee = .double(left / right)
        }
      }
    }
    let value = value(node)
    let apply = Numbers.applier(operation, target.type, range)
    return prepared { frame in
      let right = try value(frame)
      let place = try pointer(frame)
      place.pointee = try apply(place.pointee, right)
    }
  }

  private func isField(_ target: Node) -> Bool {
    switch target.op {
    case .field(let base, let field): return !observes(base, field) && !hasObservers(base)
    case .library(_, _, let nodes): return nodes.first.map { isField($0) } ?? false
    default: return false
    }
  }

  private func hasObservers(_ node: Node) -> Bool {
    switch node.op {
    case .field(let base, let field): return observes(base, field) || hasObservers(base)
    case .library(_, _, let nodes): return nodes.first.map { hasObservers($0) } ?? false
    default: return false
    }
  }
}
