import LessonModel

/// Makes code of a checked lesson: closures over slots, each of the type of what it computes.
final class Compiler {
  let library: Library
  let describer: Describer
  /// The run-time descriptions of the cells' types.
  private(set) var descriptors: Descriptors?

  /// Whether functions become instructions; otherwise they stay closures, which must mean the same.
  let usesInstructions: Bool

  init(library: Library, usesInstructions: Bool = true) {
    self.library = library
    self.usesInstructions = usesInstructions
    describer = Describer(library: library)
  }

  /// Makes the code of every function, and gives every variable of the top level its slot.
  func compile(
    _ mains: [FunctionInfo], globals: [Variable], functions: [FunctionInfo],
    realised: [Type: Realisation] = [:]
  ) -> Layout {
    let descriptors = Descriptors(library, describer, realised)
    self.descriptors = descriptors
    var layout = Layout()
    for variable in globals {
      let representation = Representation(variable.type)
      switch representation {
      case .void: variable.slot = .init(representation: .void, index: 0)
      case .int, .double, .bool:
        variable.slot = .init(representation: representation, index: layout.words)
        layout.words += 1
      case .value:
        variable.slot = .init(representation: .value, index: layout.values)
        layout.values += 1
      }
    }
    let builders = functions.map { FunctionBuilder($0, self) }
    for builder in builders { builder.layOut() }
    for builder in builders { builder.build() }
    return layout
  }
}

/// Makes the code of one function.
final class FunctionBuilder {
  let info: FunctionInfo
  let compiler: Compiler
  let code: FunctionCode
  /// The first free slots.
  var words = 0
  var values = 0
  /// Where the shared variables of functions around lie.
  var captured: [ObjectIdentifier: Int] = [:]
  /// How a `return` gives its value.
  var resultSlot = FunctionCode.Slot(representation: .void, index: 0)
  var loopCount = 0
  /// The code of `defer` blocks that are open, innermost last.
  var result: Representation { Representation(info.parent == nil ? .void : info.result) }

  init(_ info: FunctionInfo, _ compiler: Compiler) {
    self.info = info
    self.compiler = compiler
    code = info.code
  }

  /// A place in a frame for a variable.
  enum Storage {
    case word(Int, Representation)
    case value(Int)
    case globalWord(Int, Representation)
    case globalValue(Int)
    /// A box in a value slot.
    case box(Int, Representation)
    case nothing
  }

  // MARK: Slots

  func note() {
    code.words = max(code.words, words)
    code.values = max(code.values, values)
  }

  func newWord() -> Int {
    defer {
      words += 1
      note()
    }
    return words
  }

  func newValue() -> Int {
    defer {
      values += 1
      note()
    }
    return values
  }

  func newSlot(_ representation: Representation) -> FunctionCode.Slot {
    switch representation {
    case .void: .init(representation: .void, index: 0)
    case .int, .double, .bool: .init(representation: representation, index: newWord())
    case .value: .init(representation: .value, index: newValue())
    }
  }

  /// Gives parameters and captures their slots; callers rely on them.
  func layOut() {
    let parameters = info.parameters.map { ($0.type, isInout: $0.isInout) }
    let laidOut = FunctionCode.layOut(parameters)
    code.parameters = laidOut.slots
    code.kept = laidOut.kept
    words = laidOut.words
    values = laidOut.values
    for (variable, slot) in zip(info.parameters, laidOut.slots) { variable.slot = slot }
    for variable in info.captures {
      let slot = newValue()
      captured[ObjectIdentifier(variable)] = slot
      code.captures.append(slot)
    }
    for (variable, _) in info.captureList {
      let slot = newValue()
      captured[ObjectIdentifier(variable)] = slot
      code.captures.append(slot)
    }
    note()
  }

  func storage(_ variable: Variable) -> Storage {
    if let slot = captured[ObjectIdentifier(variable)] {
      return .box(slot, Representation(variable.type))
    }
    guard let slot = variable.slot else {
      // A variable meets its first use before its declaration's code only when it is hidden.
      declare(variable)
      return storage(variable)
    }
    if variable.isGlobal {
      switch slot.representation {
      case .void: return .nothing
      case .value: return .globalValue(slot.index)
      default: return .globalWord(slot.index, slot.representation)
      }
    }
    if variable.isCaptured { return .box(slot.index, Representation(variable.type)) }
    switch slot.representation {
    case .void: return .nothing
    case .value: return .value(slot.index)
    default: return .word(slot.index, slot.representation)
    }
  }

  /// Gives a local variable its slot: a box when closures share it.
  func declare(_ variable: Variable) {
    guard !variable.isGlobal else { return }
    variable.slot =
      variable.isCaptured
      ? .init(representation: .value, index: newValue())
      : newSlot(Representation(variable.type))
  }

  // MARK: The function

  func build() {
    // Parameters that closures share move into boxes first, and `inout` ones back at the end.
    var prologue: [Effect] = []
    var epilogue: [Effect] = []
    for (variable, slot) in zip(info.parameters, code.parameters) where variable.isCaptured {
      let box = newValue()
      variable.slot = .init(representation: .value, index: box)
      prologue.append(
        Effect { frame in
          let shared = Box()
          shared.set(frame.load(slot), slot.representation)
          frame.values[box] = .box(shared)
        })
      if variable.isInout {
        epilogue.append(
          Effect { frame in
            try frame.store(try frame.values[box].box.get(slot.representation), slot)
          })
      }
    }
    var body: Code
    var chunk: Chunk?
    if compiler.usesInstructions, prologue.isEmpty, !isTiny {
      let made = instructions()
      chunk = made
      body = executing(made)
    } else if let expression = info.expression, info.body.isEmpty, info.parent != nil {
      body = self.code(expression)
      if result == .void { body = .void(body.effect) }
    } else if info.parent == nil {
      let statements = block(info.body)
      body = .void { frame in _ = try statements(frame) }
    } else if let tail = tail(info.body[...], last: info.expression) {
      body = tail
      if result == .void { body = .void(body.effect) }
    } else {
      body = ordinary()
    }
    let isFailable = info.template?.kind == .initializer && info.template?.isFailable ?? false
    if isFailable {
      let run = body.boxed
      body = .value { frame in
        do { return try run(frame) } catch is InitializerFailure { return .none }
      }
    }
    if compiler.usesInstructions, prologue.isEmpty, isTiny { chunk = instructions() }
    if info.parent == nil, let expression = info.expression {
      shown = self.code(expression).boxed
    }
    code.body = wrapped(body, prologue, epilogue)
    note()
    // What a failed initializer throws is caught by the closure around its instructions.
    code.seal(isFailable ? nil : chunk, result)
  }

  /// For a cell: the code of the value it shows.
  var shown: Run<Value>? {
    get { info.shown }
    set { info.shown = newValue }
  }

  /// Whether the body is one expression without a name: a closure does it with less ado.
  private var isTiny: Bool { info.isClosure && info.expression != nil && info.body.isEmpty }

  /// The body as instructions.
  private func instructions() -> Chunk {
    resultSlot = newSlot(result)
    let emitter = Emitter(self)
    emitter.body(info.body, last: info.parent == nil ? nil : info.expression, info.range)
    return emitter.chunk()
  }

  /// A body that runs instructions.
  private func executing(_ chunk: Chunk) -> Code {
    switch result {
    case .void: return .void { _ = try $0.execute(chunk.tables) }
    case .int: return .int { try $0.execute(chunk.tables) }
    case .double: return .double { number(try $0.execute(chunk.tables)) }
    case .bool: return .bool { try $0.execute(chunk.tables) != 0 }
    case .value:
      return .value {
        let index = try $0.execute(chunk.tables)
        return $0.values[index]
      }
    }
  }

  private func wrapped(
    _ body: Code, _ prologue: [Effect], _ epilogue: [Effect]
  ) -> Code {
    guard !prologue.isEmpty else { return body }
    func around<R>(_ run: @escaping Run<R>) -> Run<R> {
      { frame in
        for step in prologue { try step.run(frame) }
        let result = try run(frame)
        for step in epilogue { try step.run(frame) }
        return result
      }
    }
    switch body {
    case .void(let run): return .void(around(run))
    case .int(let run): return .int(around(run))
    case .double(let run): return .double(around(run))
    case .bool(let run): return .bool(around(run))
    case .value(let run): return .value(around(run))
    }
  }

  /// A body of statements: `return` leaves its value in a slot.
  private func ordinary() -> Code {
    resultSlot = newSlot(result)
    let slot = resultSlot.index
    var statements = info.body
    if let expression = info.expression {
      statements.append(StatementNode(.giveBack(expression), expression.range))
    }
    let run = block(statements)
    switch result {
    case .void: return .void { _ = try run($0) }
    case .int:
      return .int {
        _ = try run($0)
        return $0.words[slot]
      }
    case .double:
      return .double {
        _ = try run($0)
        return number($0.words[slot])
      }
    case .bool:
      return .bool {
        _ = try run($0)
        return $0.words[slot] != 0
      }
    case .value:
      return .value {
        _ = try run($0)
        return $0.values[slot]
      }
    }
  }

  /// A body that is a chain of choices between expressions needs no slot for its value:
  /// `if n < 2 { return n }; return fib(n - 1) + fib(n - 2)`.
  private func tail(_ statements: ArraySlice<StatementNode>, last: Node?) -> Code? {
    guard let first = statements.first else {
      return last.map { code($0) }
    }
    let rest = statements.dropFirst()
    switch first.op {
    case .giveBack(let value?): return code(value)
    case .conditional(let conditions, let then, let other):
      guard case .expression(let condition)? = conditions.first, conditions.count == 1,
        !then.isEmpty
      else { return nil }
      let saved = (words, values)
      defer { (words, values) = saved }
      guard isTail(then[...]), other.isEmpty ? isTail(rest) || last != nil : isTail(other[...])
      else { return nil }
      guard let yes = tail(then[...], last: nil),
        let no = other.isEmpty ? tail(rest, last: last) : tail(other[...], last: nil)
      else { return nil }
      return choice(bool(condition), yes, no)
    case .bind(let pattern, let node):
      guard isTail(rest) || last != nil else { return nil }
      let effect = bind(pattern, node)
      guard let next = tail(rest, last: last) else { return nil }
      return sequence(effect, next)
    default: return nil
    }
  }

  private func isTail(_ statements: ArraySlice<StatementNode>) -> Bool {
    guard let first = statements.first else { return false }
    switch first.op {
    case .giveBack(let value): return value != nil
    case .conditional(let conditions, let then, let other):
      guard case .expression? = conditions.first, conditions.count == 1 else { return false }
      return isTail(then[...])
        && (other.isEmpty ? isTail(statements.dropFirst()) : isTail(other[...]))
    case .bind: return isTail(statements.dropFirst())
    default: return false
    }
  }

  // Written out for each kind: a generic function would wrap each closure in another.
  private func sequence(_ first: @escaping Run<Void>, _ second: Code) -> Code {
    switch second {
    case .void(let run):
      return .void {
        try first($0)
        try run($0)
      }
    case .int(let run):
      return .int {
        try first($0)
        return try run($0)
      }
    case .double(let run):
      return .double {
        try first($0)
        return try run($0)
      }
    case .bool(let run):
      return .bool {
        try first($0)
        return try run($0)
      }
    case .value(let run):
      return .value {
        try first($0)
        return try run($0)
      }
    }
  }

  func choice(_ test: @escaping Run<Bool>, _ yes: Code, _ no: Code) -> Code {
    switch (yes, no) {
    case (.int(let a), .int(let b)): return .int { try test($0) ? try a($0) : try b($0) }
    case (.double(let a), .double(let b)): return .double { try test($0) ? try a($0) : try b($0) }
    case (.bool(let a), .bool(let b)): return .bool { try test($0) ? try a($0) : try b($0) }
    case (.void(let a), .void(let b)): return .void { try test($0) ? try a($0) : try b($0) }
    default:
      let a = yes.boxed
      let b = no.boxed
      return .value { try test($0) ? try a($0) : try b($0) }
    }
  }
}

extension Box {
  func set(_ new: Value, _ representation: Representation) {
    switch (representation, new) {
    case (.int, .int(let it)): word = it
    case (.double, .double(let it)): word = LessonInterpreter.word(it)
    case (.bool, .bool(let it)): word = it ? 1 : 0
    default: value = new
    }
  }

  func get(_ representation: Representation) -> Value {
    switch representation {
    case .void: .void
    case .int: .int(word)
    case .double: .double(number(word))
    case .bool: .bool(word != 0)
    case .value: value
    }
  }
}
