// This file makes the code that changes variables, elements and properties where they are.
import LessonModel

extension FunctionBuilder {
  /// What can be changed.
  func place(_ node: Node) -> Place {
    let load = value(node)
    switch node.op {
    case .variable(let variable): return place(variable, load)
    case .element(let base, let index):
      let base = place(base)
      return Place(load: load) { frame, change in
        try base.modify(frame) { value in
          guard case .tuple(var elements) = value else { throw InternalError("tuple") }
          value = .void
          defer { value = .tuple(elements) }
          try change(&elements[index])
        }
      }
    case .unwrap(let base):
      let base = place(base)
      let range = node.range
      let type = node.type
      return Place(load: load) { frame, change in
        try base.modify(frame) { value in
          switch value {
          case .none: throw Fault.failed(RuntimeError.foundNil(.optional(type), range))
          case .some(var wrapped):
            try change(&wrapped)
            value = .some(wrapped)
          default: try change(&value)
          }
        }
      }
    case .link(let base):
      let base = place(base)
      return Place(load: load) { frame, change in
        try base.modify(frame) { value in
          switch value {
          case .none: throw ChainEnd()
          case .some(var wrapped):
            try change(&wrapped)
            value = .some(wrapped)
          default: try change(&value)
          }
        }
      }
    case .reference(let base): return place(base)
    case .field(let base, let field): return place(base, field, node)
    case .access(let access): return place(access, node)
    case .library(let declaration, _, let arguments):
      return place(declaration, arguments, node, load)
    default: return Place(temporary: load)
    }
  }

  private func place(_ variable: Variable, _ load: @escaping Run<Value>) -> Place {
    switch storage(variable) {
    case .nothing: return Place(temporary: load)
    case .word(let index, let representation):
      let slot = FunctionCode.Slot(representation: representation, index: index)
      return Place(load: load) { frame, change in
        var value = frame.load(slot)
        defer { try? frame.store(value, slot) }
        try change(&value)
      }
    case .value(let index):
      return Place(load: load) { frame, change in try change(&frame.values[index]) }
    case .globalWord(let index, let representation):
      let slot = FunctionCode.Slot(representation: representation, index: index)
      return Place(load: load) { frame, change in
        let globals = Frame(
          words: frame.state.pointee.globalWords, values: frame.state.pointee.globalValues,
          state: frame.state)
        var value = globals.load(slot)
        defer { try? globals.store(value, slot) }
        try change(&value)
      }
    case .globalValue(let index):
      return Place(load: load) { frame, change in
        try change(&frame.state.pointee.globalValues[index])
      }
    case .box(let index, let representation):
      if representation == .value {
        return Place(load: load) { frame, change in
          try change(&frame.values[index].box.value)
        }
      }
      return Place(load: load) { frame, change in
        let box = try frame.values[index].box
        var value = box.get(representation)
        defer { box.set(value, representation) }
        try change(&value)
      }
    }
  }

  /// A property or subscript that can be set.
  private func place(
    _ declaration: Declaration, _ nodes: [Node], _ node: Node, _ load: @escaping Run<Value>
  ) -> Place {
    let range = node.range
    switch declaration.binding.implementation {
    case .accessors(_, _, _, let get, let set):
      guard let subject = nodes.first else { return Place(temporary: load) }
      let arguments = nodes.dropFirst().map { Getter(value($0)) }
      let window = Window(words: words, values: values)
      let base = isReference(subject.type) ? Place(temporary: value(subject)) : place(subject)
      return Place(load: load) { frame, change in
        var indices: [Value] = []
        for argument in arguments { indices.append(try argument(frame)) }
        try base.modify(frame) { value in
          let old = value
          var element = try Self.host(frame, window, range) { call in
            var taken = Arguments([old] + indices, call)
            return try get(&taken)
          }
          try change(&element)
          value = try Self.host(frame, window, range) { call in
            var taken = Arguments([element] + indices, call)
            return try set(old, &taken)
          }
        }
      }
    case .intrinsic:
      // The standard library's own places: an element or a part of an array.
      guard let subject = nodes.first else { return Place(temporary: load) }
      if let place = collectionPlace(declaration, nodes, node, load) { return place }
      if declaration.name == "subscript", nodes.count == 2, nodes[1].type == .int {
        let base = place(subject)
        let index = int(nodes[1])
        return Place(load: load) { frame, change in
          let position = try index(frame)
          try base.modify(frame) { value in
            try Arrays.modify(&value, at: position, frame, range, change)
          }
        }
      }
      return Place(temporary: load)
    case .call, .mutating: return Place(temporary: load)
    }
  }

  private func isReference(_ type: Type) -> Bool {
    if case .named(let name, _) = type {
      return compiler.library.types[name]?.isReference ?? false
    }
    return false
  }

  // MARK: Assignment

  func assign(_ target: Node, _ node: Node) -> Code {
    switch target.op {
    case .discard: return .void(code(node).effect)
    case .tuple(let targets):
      let value = value(node)
      let stores = targets.enumerated().map { index, target -> (Frame, Value) throws -> Void in
        if case .discard = target.op { return { _, _ in } }
        let changed = self.place(target)
        return { frame, new in try changed.modify(frame) { $0 = new } }
      }
      return .void { frame in
        let values = try value(frame).tuple
        for (store, value) in zip(stores, values) { try store(frame, value) }
      }
    case .variable(let variable): return .void(store(variable, node))
    default: break
    }
    if let run = setElement(target, node) { return .void(run) }
    if let run = setEntry(target, node) { return .void(run) }
    if let run = setField(target, node) { return .void(run) }
    if case .library(let declaration, _, let nodes) = target.op, declaration.name == "subscript",
      nodes.count == 2, nodes[1].type == .int, !nodes[0].type.isUnordered,
      case .intrinsic = declaration.binding.implementation
    {
      // The index is found before the new value, as in Swift.
      let base = place(nodes[0])
      let index = int(nodes[1])
      let value = value(node)
      let range = target.range
      return .void { frame in
        let position = try index(frame)
        let new = try value(frame)
        try base.modify(frame) { array in
          try Arrays.modify(&array, at: position, frame, range) { $0 = new }
        }
      }
    }
    let changed = place(target)
    let value = value(node)
    return .void { frame in
      let new = try value(frame)
      try changed.modify(frame) { $0 = new }
    }
  }

  /// The code that gives a variable a value.
  func store(_ variable: Variable, _ node: Node) -> Run<Void> {
    switch storage(variable) {
    case .nothing: return code(node).effect
    case .word(let index, .int):
      let run = int(node)
      return { $0.words[index] = try run($0) }
    case .word(let index, .double):
      let run = double(node)
      return { $0.words[index] = word(try run($0)) }
    case .word(let index, _):
      let run = bool(node)
      return { $0.words[index] = try run($0) ? 1 : 0 }
    case .value(let index):
      let run = value(node)
      return { $0.values[index] = try run($0) }
    case .globalWord(let index, .int):
      let run = int(node)
      return { frame in
        let new = try run(frame)
        frame.state.pointee.globalWords[index] = new
      }
    case .globalWord(let index, .double):
      let run = double(node)
      return { frame in
        let new = word(try run(frame))
        frame.state.pointee.globalWords[index] = new
      }
    case .globalWord(let index, _):
      let run = bool(node)
      return { frame in
        let new = try run(frame) ? 1 : 0
        frame.state.pointee.globalWords[index] = new
      }
    case .globalValue(let index):
      let run = value(node)
      return { frame in
        let new = try run(frame)
        frame.state.pointee.globalValues[index] = new
      }
    case .box(let index, let representation):
      let run = value(node)
      return { frame in
        let new = try run(frame)
        try frame.values[index].box.set(new, representation)
      }
    }
  }

  func compound(
    _ operation: Arithmetic, _ target: Node, _ node: Node, _ whole: Node
  ) -> Code {
    let range = whole.range
    // A number in a variable is changed in its slot.
    if case .variable(let variable) = target.op {
      switch (storage(variable), target.type) {
      case (.word, _), (.globalWord, _), (.box(_, .int), _), (.box(_, .double), _):
        return .void(
          store(variable, Node(.arithmetic(operation, target, node), target.type, range)))
      default: break
      }
    }
    if let run = changeElement(operation, target, node, range) { return .void(run) }
    if let run = changeField(operation, target, node, range) { return .void(run) }
    let place = place(target)
    let value = value(node)
    let apply = Numbers.applier(operation, target.type, range)
    return .void { frame in
      let right = try value(frame)
      try place.modify(frame) { $0 = try apply($0, right) }
    }
  }
}
