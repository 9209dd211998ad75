// This file makes the code of calls.
import LessonModel

extension FunctionBuilder {
  /// Where the arguments of a call go: the callee's frame begins at the first slots that are free.
  struct Window {
    var words: Int
    var values: Int
  }

  /// Makes the code that puts arguments where a function expects them; `inout` arguments are places.
  private func arguments(
    _ nodes: [Node], _ slots: [FunctionCode.Slot], _ window: Window
  ) -> (prepare: [Effect], places: [(Place, FunctionCode.Slot)]) {
    var prepare: [Effect] = []
    var places: [(Place, FunctionCode.Slot)] = []
    let ends = slots.reduce(into: (window.words, window.values)) { ends, slot in
      switch slot.representation {
      case .void: break
      case .value: ends.1 = max(ends.1, window.values + slot.index + 1)
      default: ends.0 = max(ends.0, window.words + slot.index + 1)
      }
    }
    // Calls within the arguments must not touch arguments that are already in place.
    (words, values) = (max(words, ends.0), max(values, ends.1))
    note()
    for (node, slot) in zip(nodes, slots) {
      if case .reference(let inner) = node.op {
        places.append((place(inner), slot))
        continue
      }
      switch slot.representation {
      case .void: prepare.append(Effect(code(node).effect))
      case .int:
        let index = window.words + slot.index
        let run = int(node)
        prepare.append(Effect { $0.words[index] = try run($0) })
      case .double:
        let index = window.words + slot.index
        let run = double(node)
        prepare.append(Effect { $0.words[index] = word(try run($0)) })
      case .bool:
        let index = window.words + slot.index
        let run = bool(node)
        prepare.append(Effect { $0.words[index] = try run($0) ? 1 : 0 })
      case .value:
        let index = window.values + slot.index
        let run = value(node)
        prepare.append(Effect { $0.values[index] = try run($0) })
      }
    }
    return (prepare, places)
  }

  private func sequence(_ steps: [Effect]) -> Run<Void> {
    switch steps.count {
    case 0: return { _ in }
    case 1: return steps[0].run
    case 2:
      let a = steps[0].run
      let b = steps[1].run
      return {
        try a($0)
        try b($0)
      }
    case 3:
      let a = steps[0].run
      let b = steps[1].run
      let c = steps[2].run
      return {
        try a($0)
        try b($0)
        try c($0)
      }
    default:
      let middle = steps.count / 2
      let a = sequence(Array(steps[..<middle]))
      let b = sequence(Array(steps[middle...]))
      return {
        try a($0)
        try b($0)
      }
    }
  }

  // MARK: Functions of the cells

  func call(_ callee: FunctionInfo, _ nodes: [Node], _ node: Node) -> Code {
    let window = Window(words: words, values: values)
    let target = callee.code
    var (prepare, places) = arguments(nodes, target.parameters, window)
    // The callee shares variables that this function owns or shares itself.
    for (variable, slot) in zip(callee.captures, target.captures) {
      let to = window.values + slot
      guard case .box(let from, _) = storage(variable) else { continue }
      prepare.append(Effect { $0.values[to] = $0.values[from] })
    }
    let prepared = sequence(prepare)
    let range = node.range
    if !places.isEmpty {
      return Representation(node.type).unboxing(
        exchange(places, window, prepared) { frame in
          try frame.enter(target, range)
          do {
            let result = try target.body.boxed(frame)
            frame.leave(target)
            return result
          } catch { throw frame.abandon(target, error, range) }
        })
    }
    let (w, v) = (window.words, window.values)
    // Each case reads the body when it is called: a function may call itself before its code is made.
    switch Representation(callee.result) {
    case .int:
      return .int { frame in
        try prepared(frame)
        let inner = frame.window(w, v)
        try inner.enter(target, range)
        do {
          guard case .int(let run) = target.body else { throw InternalError("Int") }
          let result = try run(inner)
          inner.leave(target)
          return result
        } catch { throw inner.abandon(target, error, range) }
      }
    case .double:
      return .double { frame in
        try prepared(frame)
        let inner = frame.window(w, v)
        try inner.enter(target, range)
        do {
          guard case .double(let run) = target.body else { throw InternalError("Double") }
          let result = try run(inner)
          inner.leave(target)
          return result
        } catch { throw inner.abandon(target, error, range) }
      }
    case .bool:
      return .bool { frame in
        try prepared(frame)
        let inner = frame.window(w, v)
        try inner.enter(target, range)
        do {
          guard case .bool(let run) = target.body else { throw InternalError("Bool") }
          let result = try run(inner)
          inner.leave(target)
          return result
        } catch { throw inner.abandon(target, error, range) }
      }
    case .void:
      return .void { frame in
        try prepared(frame)
        let inner = frame.window(w, v)
        try inner.enter(target, range)
        do {
          guard case .void(let run) = target.body else { throw InternalError("Void") }
          try run(inner)
          inner.leave(target)
        } catch { throw inner.abandon(target, error, range) }
      }
    case .value:
      return .value { frame in
        try prepared(frame)
        let inner = frame.window(w, v)
        try inner.enter(target, range)
        do {
          guard case .value(let run) = target.body else { throw InternalError("value") }
          let result = try run(inner)
          inner.leave(target)
          return result
        } catch { throw inner.abandon(target, error, range) }
      }
    }
  }

  /// A call with `inout` arguments: each value moves into the callee's frame and back.
  private func exchange(
    _ places: [(Place, FunctionCode.Slot)], _ window: Window, _ prepared: @escaping Run<Void>,
    _ call: @escaping (Frame) throws -> Value
  ) -> Run<Value> {
    var run: (Frame) throws -> Value = { frame in
      try prepared(frame)
      return try call(frame.window(window.words, window.values))
    }
    for (place, slot) in places.reversed() {
      let inner = run
      run = { frame in
        var result = Value.void
        let callee = frame.window(window.words, window.values)
        try place.modify(frame) { value in
          try callee.store(value, slot)
          // The variable is empty meanwhile, so that the callee holds the only copy.
          if slot.representation == .value { value = .void }
          defer {
            value = callee.load(slot)
            if slot.representation == .value { callee.values[slot.index] = .void }
          }
          result = try inner(frame)
        }
        return result
      }
    }
    return run
  }

  func call(value function: Node, _ nodes: [Node], _ node: Node) -> Code {
    let callee = value(function)
    guard case .function(let parameters, _, _) = function.type else { return .void { _ in } }
    let held = newValue()
    let window = Window(words: words, values: values)
    let laidOut = FunctionCode.layOut(parameters.map { ($0.type, isInout: $0.isInout) })
    let (prepare, places) = arguments(nodes, laidOut.slots, window)
    let prepared = sequence(prepare)
    let range = node.range
    let (w, v) = (window.words, window.values)
    let enter: (Frame, Function) throws -> Value = { inner, function in
      try inner.enter(function.code, range)
      do { return try function.finish(inner) } catch {
        throw inner.abandon(function.code, error, range)
      }
    }
    if !places.isEmpty {
      let run = exchange(places, window, prepared) { inner in
        let function = try (inner.values - (v - held)).pointee.function
        return try enter(inner, function)
      }
      return Representation(node.type).unboxing { frame in
        frame.values[held] = try callee(frame)
        defer { frame.values[held] = .void }
        return try run(frame)
      }
    }
    return Representation(node.type).unboxing { frame in
      let function = try callee(frame).function
      try prepared(frame)
      return try enter(frame.window(w, v), function)
    }
  }

  /// A function of the cells as a value.
  func functionValue(_ callee: FunctionInfo) -> Code {
    let target = callee.code
    let sources = callee.captures.map { variable -> Int in
      if case .box(let slot, _) = storage(variable) { return slot }
      return 0
    }
    return .value { frame in
      .function(
        Function(
          target, captures: sources.map { frame.values[$0] },
          machine: frame.state.pointee.machine))
    }
  }

  func closure(_ info: FunctionInfo) -> Code {
    let target = info.code
    let sources = info.captures.map { variable -> Int in
      if case .box(let slot, _) = storage(variable) { return slot }
      return 0
    }
    let copies = info.captureList.map { (Getter(value($0.1)), Representation($0.0.type)) }
    if copies.isEmpty {
      return .value { frame in
        .function(
          Function(
            target, captures: sources.map { frame.values[$0] },
            machine: frame.state.pointee.machine))
      }
    }
    return .value { frame in
      var captures = sources.map { frame.values[$0] }
      for (copy, representation) in copies {
        let box = Box()
        box.set(try copy(frame), representation)
        captures.append(.box(box))
      }
      return .function(
        Function(target, captures: captures, machine: frame.state.pointee.machine))
    }
  }

  // MARK: The library

  func library(
    _ declaration: Declaration, _ generics: [String: Type], _ nodes: [Node], _ node: Node
  ) -> Code {
    let range = node.range
    switch declaration.binding.implementation {
    case .intrinsic(let intrinsic):
      if let read = element(declaration, nodes, node) { return read }
      return intrinsic.make(use(declaration, generics, nodes, node))
    case .call(_, _, let body):
      let arguments = nodes.map { Getter(value($0)) }
      let window = Window(words: words, values: values)
      return Representation(node.type).unboxing { frame in
        var values: [Value] = []
        values.reserveCapacity(arguments.count)
        for argument in arguments { values.append(try argument(frame)) }
        return try Self.host(frame, window, range) { call in
          var taken = Arguments(values, call)
          return try body(&taken)
        }
      }
    case .mutating(_, _, _, let body):
      let arguments = nodes.dropFirst().map { Getter(value($0)) }
      let window = Window(words: words, values: values)
      guard let subject = nodes.first else { return .void { _ in } }
      let place = subjectPlace(subject)
      return Representation(node.type).unboxing { frame in
        var values: [Value] = []
        for argument in arguments { values.append(try argument(frame)) }
        var result = Value.void
        try place.modify(frame) { value in
          result = try Self.host(frame, window, range) { call in
            var taken = Arguments(values, call)
            let (changed, result) = try body(value, &taken)
            value = changed
            return result
          }
        }
        return result
      }
    case .accessors(_, _, _, let get, _):
      let arguments = nodes.map { Getter(value($0)) }
      let window = Window(words: words, values: values)
      return Representation(node.type).unboxing { frame in
        var values: [Value] = []
        for argument in arguments { values.append(try argument(frame)) }
        return try Self.host(frame, window, range) { call in
          var taken = Arguments(values, call)
          return try get(&taken)
        }
      }
    }
  }

  private func subjectPlace(_ subject: Node) -> Place {
    if case .reference(let inner) = subject.op { return place(inner) }
    return Place(temporary: value(subject))
  }

  private func use(
    _ declaration: Declaration, _ generics: [String: Type], _ nodes: [Node], _ node: Node
  ) -> Intrinsic.Use {
    let operands = nodes.map { node -> Intrinsic.Operand in
      if case .reference(let inner) = node.op { return .place(place(inner), inner.type) }
      return .code(code(node), node.type)
    }
    return Intrinsic.Use(
      arguments: operands, result: node.type, generics: generics, range: node.range,
      window: (words, values), library: compiler.library)
  }

  /// Runs a library function: what it throws becomes a fault at the call.
  static func host(
    _ frame: Frame, _ window: Window, _ range: SourceRange,
    _ body: (Call) throws -> Value
  ) throws -> Value {
    try frame.step(range)
    let machine = frame.state.pointee.machine
    let top = (frame.state.pointee.topWords, frame.state.pointee.topValues)
    let place = machine.place
    frame.state.pointee.topWords = frame.words + window.words
    frame.state.pointee.topValues = frame.values + window.values
    machine.place = range
    defer {
      (frame.state.pointee.topWords, frame.state.pointee.topValues) = top
      machine.place = place
    }
    do { return try body(Call(range: range, machine: machine)) } catch let fault as Fault {
      throw fault
    } catch let error as InternalError { throw error } catch is CancellationError {
      throw Fault.cancelled
    } catch {
      throw Fault.failed(
        Diagnostic(.error, id: RuntimeError.thrown, String(describing: error), at: range))
    }
  }

  /// A function of the library as a value: a function of the cells that calls it.
  func libraryFunction(
    _ declaration: Declaration, _ generics: [String: Type], _ node: Node
  ) -> Code {
    guard case .function(let parameters, let result, _) = node.type else { return .void { _ in } }
    let info = FunctionInfo(declaration.name, parent: self.info, range: node.range)
    info.result = result
    info.parameters = parameters.enumerated().map { index, parameter in
      let variable = Variable(
        "$\(index)", parameter.type, isMutable: false, range: node.range, owner: info)
      variable.isParameter = true
      return variable
    }
    let arguments = info.parameters.map { Node(.variable($0), $0.type, node.range) }
    info.expression = Node(.library(declaration, generics, arguments), result, node.range)
    let builder = FunctionBuilder(info, compiler)
    builder.layOut()
    builder.build()
    return closure(info)
  }

  // MARK: Operators as values

  func operatorFunction(_ make: ([Node]) -> Node, _ node: Node) -> Code {
    guard case .function(let parameters, let result, _) = node.type else { return .void { _ in } }
    let info = FunctionInfo("operator", parent: self.info, range: node.range)
    info.result = result
    info.parameters = parameters.enumerated().map { index, parameter in
      Variable("$\(index)", parameter.type, isMutable: false, range: node.range, owner: info)
    }
    info.expression = make(info.parameters.map { Node(.variable($0), $0.type, node.range) })
    let builder = FunctionBuilder(info, compiler)
    builder.layOut()
    builder.build()
    return closure(info)
  }
}
