import LessonModel

/// The code of a function or closure: one for all its values.
final class FunctionCode {
  // Code is made before it runs and never changed while it does, so no access is checked.
  let name: String
  /// How many slots a call needs, arguments of inner calls included.
  @exclusivity(unchecked) var words = 0
  @exclusivity(unchecked) var values = 0
  /// Where each parameter lies in the callee's frame: numbers from the first word on, all else from
  /// the first value on, `inout` parameters before the others. It follows from the types alone, so
  /// that any function of a type can be called through a value of that type.
  @exclusivity(unchecked) var parameters: [Slot] = []
  /// How many value slots belong to `inout` parameters: the caller takes them back.
  @exclusivity(unchecked) var kept = 0
  /// Where the variables lie that the function shares with the code around it.
  @exclusivity(unchecked) var captures: [Int] = []
  /// The body.
  @exclusivity(unchecked) var body = Code.void { _ in }

  /// What the instructions of a call need of the above.
  let entry: UnsafeMutablePointer<FunctionEntry>
  /// The body as instructions.
  @exclusivity(unchecked) private var chunk: Chunk?

  init(_ name: String) {
    self.name = name
    entry = .allocate(capacity: 1)
    entry.initialize(to: FunctionEntry(code: self))
  }

  deinit {
    entry.deinitialize(count: 1)
    entry.deallocate()
  }

  /// Notes what calls need, when all of the code is made.
  func seal(_ chunk: Chunk?, _ result: Representation) {
    entry.pointee.result = result
    self.chunk = chunk
    entry.pointee.tables = chunk.map { UnsafePointer($0.tables) }
    entry.pointee.words = words
    entry.pointee.values = values
    entry.pointee.kept = kept
    entry.pointee.hasCaptures = !captures.isEmpty
    if let slot = parameters.first { entry.pointee.first = slot }
    if parameters.count > 1 { entry.pointee.second = parameters[1] }
  }

  /// A place in a frame.
  struct Slot {
    var representation: Representation
    var index: Int
  }

  /// Lays out parameters of these types.
  static func layOut(_ parameters: [(Type, isInout: Bool)]) -> (
    slots: [Slot], words: Int, values: Int, kept: Int
  ) {
    var slots = parameters.map { Slot(representation: Representation($0.0), index: 0) }
    var words = 0
    var values = 0
    var kept = 0
    for isInout in [true, false] {
      for index in slots.indices where parameters[index].isInout == isInout {
        switch slots[index].representation {
        case .void: break
        case .int, .double, .bool:
          slots[index].index = words
          words += 1
        case .value:
          slots[index].index = values
          values += 1
        }
      }
      if isInout { kept = values }
    }
    return (slots, words, values, kept)
  }
}

extension Frame {
  /// Enters a function: counts the step and the depth, and checks that there is room for its frame.
  @inline(__always)
  func enter(_ code: FunctionCode, _ range: SourceRange) throws {
    state.pointee.steps &-= 1
    if state.pointee.steps < 0 { try state.pointee.machine.grantSteps(at: range) }
    state.pointee.depth &+= 1
    var here: UInt8 = 0
    let stack = withUnsafeMutablePointer(to: &here) { Int(bitPattern: $0) }
    guard state.pointee.depth <= state.pointee.depthLimit,
      state.pointee.wordsEnd - words > code.words, state.pointee.valuesEnd - values > code.values,
      stack > state.pointee.stackLimit
    else { throw tooDeep(range) }
  }

  @inline(never)
  private func tooDeep(_ range: SourceRange) -> Fault {
    state.pointee.depth &-= 1
    return .overBudget(Budget.depth.exhausted("\(state.pointee.depthLimit)", at: range))
  }

  /// Leaves a function that came to its end.
  @inline(__always)
  func leave(_ code: FunctionCode) {
    state.pointee.depth &-= 1
    if code.values > code.kept { clear(from: code.kept, to: code.values) }
  }

  /// Leaves a function that ended with an error.
  @inline(never)
  func abandon(_ code: FunctionCode, _ error: any Error, _ range: SourceRange) -> any Error {
    leave(code)
    return trace(error, "in '\(code.name)', called here", range)
  }

  func clear(from start: Int, to end: Int) {
    for index in start..<end { values[index] = .void }
  }

  /// Counts steps.
  @inline(__always)
  func step(_ range: SourceRange) throws {
    state.pointee.steps &-= 1
    if state.pointee.steps < 0 { try state.pointee.machine.grantSteps(at: range) }
  }

  /// Counts many steps.
  func charge(steps: Int, _ range: SourceRange) throws {
    let (rest, overflow) = state.pointee.steps.subtractingReportingOverflow(max(0, steps))
    state.pointee.steps = overflow ? Int.min / 2 : rest
    if state.pointee.steps < 0 { try state.pointee.machine.grantSteps(at: range) }
  }

  /// Counts the memory of an array that is being made, element by element, and that no variable holds
  /// yet: at each doubling all of it, so that a recount sees how much there is.
  @inline(__always)
  func chargeGrowth(_ count: Int, _ stride: Int, _ range: SourceRange) throws {
    guard count & (count &- 1) == 0 else { return }
    try charge(bytes: max(1, count) &* 2 &* stride, range)
  }

  /// Counts memory.
  @inline(__always)
  func charge(bytes: Int, _ range: SourceRange) throws {
    let (rest, overflow) = state.pointee.bytesLeft.subtractingReportingOverflow(bytes)
    state.pointee.bytesLeft = overflow ? Int.min / 2 : rest
    if state.pointee.bytesLeft < 0 {
      state.pointee.machine.place = range
      try state.pointee.machine.recount(fresh: bytes)
    }
  }
}

/// Adds to a fault how the program came to it.
func trace(_ error: any Error, _ message: String, _ range: SourceRange) -> any Error {
  guard case Fault.failed(var diagnostic) = error, diagnostic.notes.count < 12 else { return error }
  if diagnostic.range == range { return error }
  if diagnostic.notes.count == 11 {
    diagnostic.notes.append(Diagnostic.Note("and so on", at: range))
  } else {
    diagnostic.notes.append(Diagnostic.Note(message, at: range))
  }
  return Fault.failed(diagnostic)
}

extension Function {
  /// Calls the function with boxed arguments in a frame that begins at free slots.
  func call(_ arguments: [Value], _ frame: Frame, _ range: SourceRange) throws -> Value {
    try frame.enter(code, range)
    do {
      for (slot, argument) in zip(code.parameters, arguments) {
        try frame.store(argument, slot)
      }
      return try finish(frame)
    } catch { throw frame.abandon(code, error, range) }
  }

  /// Calls a function of one argument.
  @inline(__always)
  func call(_ argument: Value, _ frame: Frame, _ range: SourceRange) throws -> Value {
    try frame.enter(code, range)
    do {
      try frame.store(argument, entry.pointee.first)
      return try finish(frame)
    } catch { throw frame.abandon(code, error, range) }
  }

  /// Calls a function of two arguments.
  @inline(__always)
  func call(
    _ first: Value, _ second: Value, _ frame: Frame, _ range: SourceRange
  ) throws -> Value {
    try frame.enter(code, range)
    do {
      try frame.store(first, entry.pointee.first)
      try frame.store(second, entry.pointee.second)
      return try finish(frame)
    } catch { throw frame.abandon(code, error, range) }
  }

  /// Puts the shared variables where the body expects them.
  @inline(__always)
  func install(_ frame: Frame) {
    guard entry.pointee.hasCaptures else { return }
    for index in code.captures.indices { frame.values[code.captures[index]] = captures[index] }
  }

  /// Runs the body of a function whose arguments are in place.
  @inline(__always)
  func finish(_ frame: Frame) throws -> Value {
    install(frame)
    let result: Value
    if let tables = entry.pointee.tables {
      // Straight to the instructions: closures that only lead there would be counted.
      let word = try frame.execute(tables)
      switch entry.pointee.result {
      case .void: result = .void
      case .int: result = .int(word)
      case .double: result = .double(number(word))
      case .bool: result = .bool(word != 0)
      case .value: result = frame.values[word]
      }
      frame.leave(code)
      return result
    }
    switch code.body {
    case .void(let run):
      try run(frame)
      result = .void
    case .int(let run): result = .int(try run(frame))
    case .double(let run): result = .double(try run(frame))
    case .bool(let run): result = .bool(try run(frame))
    case .value(let run): result = try run(frame)
    }
    frame.leave(code)
    return result
  }
}

extension Frame {
  /// Puts an argument where a function expects it.
  @inline(__always)
  func store(_ value: Value, _ slot: FunctionCode.Slot) throws {
    switch slot.representation {
    case .void: break
    case .int: words[slot.index] = try value.int
    case .double: words[slot.index] = word(try value.double)
    case .bool: words[slot.index] = try value.bool ? 1 : 0
    case .value: values[slot.index] = value
    }
  }

  /// The value in a slot, boxed.
  func load(_ slot: FunctionCode.Slot) -> Value {
    switch slot.representation {
    case .void: .void
    case .int: .int(words[slot.index])
    case .double: .double(number(words[slot.index]))
    case .bool: .bool(words[slot.index] != 0)
    case .value: values[slot.index]
    }
  }
}

/// A `Double` as the word that holds it.
@inline(__always) func word(_ number: Double) -> Int { Int(bitPattern: UInt(number.bitPattern)) }
/// The `Double` that a word holds.
@inline(__always) func number(_ word: Int) -> Double {
  Double(bitPattern: UInt64(UInt(bitPattern: word)))
}
