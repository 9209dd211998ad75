// This file runs instructions.
import LessonModel

extension Frame {
  /// Runs the instructions of a function whose arguments are in place, or of a part of one: gives the
  /// word it returns, or the index of the value.
  func execute(_ tables: UnsafePointer<Chunk.Tables>) throws -> Int {
    let base = state.pointee.calls
    do { return try Execution.run(self, tables) } catch {
      throw Execution.unwind(self, to: base, error)
    }
  }
}

extension Frame {
  /// Takes back what was lent to a call.
  @inline(never)
  fileprivate func takeBack(_ instruction: Instruction) {
    if instruction.op == .takeWord {
      words[Int(instruction.a)] = words[Int(instruction.b)]
      return
    }
    let lent = values + Int(instruction.b)
    let value = lent.move()
    lent.initialize(to: .void)
    let place =
      instruction.a >= 0
      ? values + Int(instruction.a) : state.pointee.globalValues + Int(~instruction.a)
    place.pointee = value
  }
}

private enum Execution {
  typealias Tables = UnsafePointer<Chunk.Tables>
  typealias Counter = UnsafePointer<Instruction>

  /// Ends the calls that were under way when something failed.
  static func unwind(
    _ frame: Frame, to base: UnsafeMutablePointer<CallRecord>, _ error: any Error
  ) -> any Error {
    var error = error
    while frame.state.pointee.calls > base {
      frame.state.pointee.calls -= 1
      let record = frame.state.pointee.calls.pointee
      let call = record.pc[-1]
      let callee = Frame(
        words: record.words + Int(call.c), values: record.values + Int(call.d),
        state: frame.state)
      // Before the frame is emptied, what was lent goes back.
      let caller = Frame(words: record.words, values: record.values, state: frame.state)
      giveBack(after: record.pc, caller)
      error = callee.abandon(record.entry.pointee.code, error, range(record.tables, record.pc))
    }
    return error
  }

  @inline(never)
  static func range(_ tables: Tables, _ pc: Counter) -> SourceRange {
    tables.pointee.chunk.ranges[pc - 1 - UnsafePointer(tables.pointee.code)]
  }

  /// Where the row stands of which an instruction takes an element.
  static func rowRange(_ tables: Tables, _ pc: Counter) -> SourceRange {
    let index = pc - 1 - UnsafePointer(tables.pointee.code)
    return tables.pointee.chunk.rowRanges[index] ?? tables.pointee.chunk.ranges[index]
  }

  @inline(never)
  static func overflow(
    _ operation: Arithmetic, _ x: Int, _ y: Int, _ tables: Tables, _ pc: Counter
  ) -> Fault {
    .failed(RuntimeError.arithmetic(operation, x, y, range(tables, pc)))
  }

  @inline(never)
  static func grant(
    _ state: UnsafeMutablePointer<MachineState>, _ tables: Tables, _ pc: Counter
  ) throws {
    try state.pointee.machine.grantSteps(at: range(tables, pc))
  }

  @inline(never)
  static func tooDeep(
    _ state: UnsafeMutablePointer<MachineState>, _ tables: Tables, _ pc: Counter
  ) -> Fault {
    state.pointee.depth &-= 1
    return .overBudget(
      Budget.depth.exhausted("\(state.pointee.depthLimit)", at: range(tables, pc)))
  }

  /// Calls a function whose body is a closure.
  @inline(never)
  static func callBody(
    _ entry: UnsafeMutablePointer<FunctionEntry>, _ caller: Frame, _ instruction: Instruction,
    _ function: Function?, _ range: SourceRange
  ) throws {
    let code = entry.pointee.code
    let inner = caller.window(Int(instruction.c), Int(instruction.d))
    try inner.enter(code, range)
    do {
      if let function {
        for (slot, capture) in zip(code.captures, function.captures) {
          inner.values[slot] = capture
        }
      }
      switch code.body {
      case .void(let run): try run(inner)
      case .int(let run): caller.words[Int(instruction.a)] = try run(inner)
      case .double(let run): caller.words[Int(instruction.a)] = word(try run(inner))
      case .bool(let run): caller.words[Int(instruction.a)] = try run(inner) ? 1 : 0
      case .value(let run): caller.values[Int(instruction.a)] = try run(inner)
      }
      inner.leave(code)
    } catch { throw inner.abandon(code, error, range) }
  }

  /// Takes back what was lent to a call that failed.
  static func giveBack(after pc: Counter, _ caller: Frame) {
    var next = pc
    while next.pointee.op == .takeValue || next.pointee.op == .takeWord {
      caller.takeBack(next.pointee)
      next += 1
    }
  }

  // What needs more than a few instructions of the machine is done apart, so that the loop below
  // keeps what it needs in registers.

  @inline(never)
  static func evaluateI(_ tables: Tables, _ index: Int32, _ frame: Frame) throws -> Int {
    try tables.pointee.ints[Int(index)].run(frame)
  }
  @inline(never)
  static func evaluateD(_ tables: Tables, _ index: Int32, _ frame: Frame) throws -> Double {
    try tables.pointee.doubles[Int(index)].run(frame)
  }
  @inline(never)
  static func evaluateB(_ tables: Tables, _ index: Int32, _ frame: Frame) throws -> Bool {
    try tables.pointee.tests[Int(index)].run(frame)
  }
  @inline(never)
  static func evaluateV(
    _ tables: Tables, _ index: Int32, _ frame: Frame, _ target: UnsafeMutablePointer<Value>
  ) throws {
    let value = try tables.pointee.getters[Int(index)].run(frame)
    target.pointee = value
  }
  @inline(never)
  static func perform(_ tables: Tables, _ index: Int32, _ frame: Frame) throws {
    try tables.pointee.effects[Int(index)].run(frame)
  }
  @inline(never)
  static func signal(_ tables: Tables, _ index: Int32, _ frame: Frame) throws -> Int {
    try tables.pointee.steps[Int(index)].run(frame)
  }
  /// Puts the shared variables of a closure where its body expects them.
  @inline(never)
  static func install(_ function: Function, _ values: UnsafeMutablePointer<Value>) {
    let slots = function.code.captures
    for index in slots.indices { values[slots[index]] = function.captures[index] }
  }
  @inline(never)
  static func setField(
    _ value: UnsafeMutablePointer<Value>, _ index: Int, _ new: Value
  ) throws {
    try Structures.uniqueFields(value)[index] = new
  }
  @inline(never)
  static func moveValue(
    _ target: UnsafeMutablePointer<Value>, _ source: UnsafeMutablePointer<Value>
  ) {
    target.pointee = source.pointee
  }
  @inline(never)
  static func element(
    _ array: Arrays.Pointer, _ index: Int, _ target: UnsafeMutablePointer<Value>,
    _ tables: Tables, _ pc: Counter
  ) throws {
    if case .array(.values(let all)) = array.pointee, index >= 0, index < all.count {
      target.pointee = all[index]
    } else {
      target.pointee = try Arrays.at(array, index, range(tables, pc))
    }
  }

  /// An element as a word, when looking was not enough.
  @inline(never)
  static func elementWord(
    _ array: Arrays.Pointer, _ index: Int, _ tables: Tables, _ pc: Counter
  ) throws -> Int {
    try packed(Arrays.at(array, index, range(tables, pc)))
  }

  @inline(never)
  static func elementWord(
    _ array: Arrays.Pointer, _ row: Int, _ column: Int, _ tables: Tables, _ pc: Counter
  ) throws -> Int {
    try packed(
      Arrays.at(array, row, rowRange(tables, pc), column, range(tables, pc)))
  }

  private static func packed(_ value: Value) throws -> Int {
    switch value {
    case .int(let it): return it
    case .double(let it): return LessonInterpreter.word(it)
    case .bool(let it): return it ? 1 : 0
    default: throw InternalError("number")
    }
  }

  /// Changes an element, when poking was not enough.
  @inline(never)
  static func setElement(
    _ attempt: Arrays.Attempt, _ array: Arrays.Pointer, _ index: Int, _ new: Value,
    _ frame: Frame, _ tables: Tables, _ pc: Counter
  ) throws {
    let range = range(tables, pc)
    switch attempt {
    case .done: break
    case .copied: try Arrays.chargeCopy(array, frame, range)
    case .nothing: try Arrays.set(array, index, new, frame, range)
    }
  }

  @inline(never)
  static func count(_ array: UnsafeMutablePointer<Value>) throws -> Int {
    switch array.pointee {
    case .array(let elements): return elements.count
    case .slice(let elements): return elements.count
    default: throw InternalError("Array")
    }
  }

  /// Changes an element of a row.
  @inline(never)
  static func setRow(
    _ array: Arrays.Pointer, _ row: Int, _ column: Int, _ new: Value, _ frame: Frame,
    _ tables: Tables, _ pc: Counter
  ) throws {
    try Arrays.changeRow(array, row, frame, rowRange(tables, pc)) { inner in
      let attempt: Arrays.Attempt =
        switch new {
        case .int(let new): Arrays.poke(inner, column, new)
        case .double(let new): Arrays.poke(inner, column, new)
        case .bool(let new): Arrays.poke(inner, column, new)
        default: .nothing
        }
      if attempt == .done { return }
      try setElement(attempt, inner, column, new, frame, tables, pc)
    }
  }

  /// Where running code stands.
  struct Registers {
    var pc: Counter
    var words: UnsafeMutablePointer<Int>
    var values: UnsafeMutablePointer<Value>
    var tables: Tables
    var calls: UnsafeMutablePointer<CallRecord>
    let base: UnsafeMutablePointer<CallRecord>
    var result = 0
    /// Whether the code has returned `result`.
    var isDone = false
    /// An array that the last instruction has copied, so that its memory is to be counted.
    var copied: Arrays.Pointer?
  }

  static func run(_ frame: Frame, _ start: Tables) throws -> Int {
    let state = frame.state
    let calls = state.pointee.calls
    var registers = Registers(
      pc: Counter(start.pointee.code), words: frame.words, values: frame.values, tables: start,
      calls: calls, base: calls)
    while true {
      rush(&registers, state)
      if registers.isDone { return registers.result }
      if let array = registers.copied {
        registers.copied = nil
        try Arrays.chargeCopy(array, frame, range(registers.tables, registers.pc))
        continue
      }
      do {
        if try step(&registers, state) { return registers.result }
      } catch {
        let op = registers.pc.pointee.op
        if op == .call || op == .callValue {
          giveBack(
            after: registers.pc + 1,
            Frame(words: registers.words, values: registers.values, state: state))
        }
        throw error
      }
    }
  }

  @inline(__always)
  static func d(_ words: UnsafeMutablePointer<Int>, _ index: Int32) -> Double {
    number(words[Int(index)])
  }

  /// Carries out instructions as long as each comes to its end without a fault, a used-up grant or
  /// anything long; `step` does what is left. It calls next to nothing, so that the compiler keeps
  /// all it needs in registers: that makes it several times as fast as `step` in a loop.
  @inline(never)
  static func rush(_ registers: inout Registers, _ state: UnsafeMutablePointer<MachineState>) {
    var pc = registers.pc
    var r = registers.words
    var v = registers.values
    var t = registers.tables
    var sp = registers.calls
    let base = registers.base

    loop: while true {
      let i = pc.pointee
      pc += 1
      switch i.op {
      case .move:
        r[Int(i.a)] = r[Int(i.b)]
      case .constant:
        r[Int(i.a)] = Int(i.b)
      case .constantWide:
        r[Int(i.a)] = t.pointee.constants[Int(i.b)]
      case .loadGlobal:
        r[Int(i.a)] = state.pointee.globalWords[Int(i.b)]
      case .storeGlobal:
        state.pointee.globalWords[Int(i.b)] = r[Int(i.a)]
      case .addI:
        let (result, isOver) = r[Int(i.b)].addingReportingOverflow(r[Int(i.c)])
        if isOver { break loop }
        r[Int(i.a)] = result
      case .addIC:
        let (result, isOver) = r[Int(i.b)].addingReportingOverflow(Int(i.c))
        if isOver { break loop }
        r[Int(i.a)] = result
      case .subtractI:
        let (result, isOver) = r[Int(i.b)].subtractingReportingOverflow(r[Int(i.c)])
        if isOver { break loop }
        r[Int(i.a)] = result
      case .subtractIC:
        let (result, isOver) = r[Int(i.b)].subtractingReportingOverflow(Int(i.c))
        if isOver { break loop }
        r[Int(i.a)] = result
      case .multiplyI:
        let (result, isOver) = r[Int(i.b)].multipliedReportingOverflow(by: r[Int(i.c)])
        if isOver { break loop }
        r[Int(i.a)] = result
      case .multiplyIC:
        let (result, isOver) = r[Int(i.b)].multipliedReportingOverflow(by: Int(i.c))
        if isOver { break loop }
        r[Int(i.a)] = result
      case .remainderIC:
        let (left, right) = (r[Int(i.b)], Int(i.c))
        // Half the width divides faster; the divisor is above zero.
        guard (left | right) >> 32 == 0 else { break loop }
        r[Int(i.a)] = Int(UInt32(truncatingIfNeeded: left) % UInt32(truncatingIfNeeded: right))
      case .divideIC:
        let (left, right) = (r[Int(i.b)], Int(i.c))
        // Half the width divides faster; the divisor is above zero.
        guard (left | right) >> 32 == 0 else { break loop }
        r[Int(i.a)] = Int(UInt32(truncatingIfNeeded: left) / UInt32(truncatingIfNeeded: right))
      case .addD:
        r[Int(i.a)] = word(d(r, i.b) + d(r, i.c))
      case .subtractD:
        r[Int(i.a)] = word(d(r, i.b) - d(r, i.c))
      case .multiplyD:
        r[Int(i.a)] = word(d(r, i.b) * d(r, i.c))
      case .divideD:
        r[Int(i.a)] = word(d(r, i.b) / d(r, i.c))
      case .multiplyAddD:
        r[Int(i.a)] = word(d(r, i.a) + d(r, i.b) * d(r, i.c))
      case .toDouble:
        r[Int(i.a)] = word(Double(r[Int(i.b)]))
      case .squareRoot:
        r[Int(i.a)] = word(d(r, i.b).squareRoot())
      case .jump:
        if i.c < 0 {
          if state.pointee.steps <= 0 { break loop }
          state.pointee.steps &-= 1
        }
        pc += Int(i.c)
      case .again:
        pc += Int(i.c)
      case .jumpIf:
        if r[Int(i.a)] != 0 {
          if i.c < 0 {
            if state.pointee.steps <= 0 { break loop }
            state.pointee.steps &-= 1
          }
          pc += Int(i.c)
        }
      case .jumpUnless:
        if r[Int(i.a)] == 0 {
          if i.c < 0 {
            if state.pointee.steps <= 0 { break loop }
            state.pointee.steps &-= 1
          }
          pc += Int(i.c)
        }
      case .jumpEqualI:
        if r[Int(i.a)] == r[Int(i.b)] {
          if i.c < 0 {
            if state.pointee.steps <= 0 { break loop }
            state.pointee.steps &-= 1
          }
          pc += Int(i.c)
        }
      case .jumpNotEqualI:
        if r[Int(i.a)] != r[Int(i.b)] {
          if i.c < 0 {
            if state.pointee.steps <= 0 { break loop }
            state.pointee.steps &-= 1
          }
          pc += Int(i.c)
        }
      case .jumpLessI:
        if r[Int(i.a)] < r[Int(i.b)] {
          if i.c < 0 {
            if state.pointee.steps <= 0 { break loop }
            state.pointee.steps &-= 1
          }
          pc += Int(i.c)
        }
      case .jumpLessOrEqualI:
        if r[Int(i.a)] <= r[Int(i.b)] {
          if i.c < 0 {
            if state.pointee.steps <= 0 { break loop }
            state.pointee.steps &-= 1
          }
          pc += Int(i.c)
        }
      case .jumpEqualIC:
        if r[Int(i.a)] == Int(i.b) {
          if i.c < 0 {
            if state.pointee.steps <= 0 { break loop }
            state.pointee.steps &-= 1
          }
          pc += Int(i.c)
        }
      case .jumpNotEqualIC:
        if r[Int(i.a)] != Int(i.b) {
          if i.c < 0 {
            if state.pointee.steps <= 0 { break loop }
            state.pointee.steps &-= 1
          }
          pc += Int(i.c)
        }
      case .jumpLessIC:
        if r[Int(i.a)] < Int(i.b) {
          if i.c < 0 {
            if state.pointee.steps <= 0 { break loop }
            state.pointee.steps &-= 1
          }
          pc += Int(i.c)
        }
      case .jumpLessOrEqualIC:
        if r[Int(i.a)] <= Int(i.b) {
          if i.c < 0 {
            if state.pointee.steps <= 0 { break loop }
            state.pointee.steps &-= 1
          }
          pc += Int(i.c)
        }
      case .jumpGreaterIC:
        if r[Int(i.a)] > Int(i.b) {
          if i.c < 0 {
            if state.pointee.steps <= 0 { break loop }
            state.pointee.steps &-= 1
          }
          pc += Int(i.c)
        }
      case .jumpGreaterOrEqualIC:
        if r[Int(i.a)] >= Int(i.b) {
          if i.c < 0 {
            if state.pointee.steps <= 0 { break loop }
            state.pointee.steps &-= 1
          }
          pc += Int(i.c)
        }
      case .jumpLessD:
        if d(r, i.a) < d(r, i.b) {
          if i.c < 0 {
            if state.pointee.steps <= 0 { break loop }
            state.pointee.steps &-= 1
          }
          pc += Int(i.c)
        }
      case .jumpNotLessD:
        if !(d(r, i.a) < d(r, i.b)) {
          if i.c < 0 {
            if state.pointee.steps <= 0 { break loop }
            state.pointee.steps &-= 1
          }
          pc += Int(i.c)
        }
      case .jumpLessOrEqualD:
        if d(r, i.a) <= d(r, i.b) {
          if i.c < 0 {
            if state.pointee.steps <= 0 { break loop }
            state.pointee.steps &-= 1
          }
          pc += Int(i.c)
        }
      case .jumpNotLessOrEqualD:
        if !(d(r, i.a) <= d(r, i.b)) {
          if i.c < 0 {
            if state.pointee.steps <= 0 { break loop }
            state.pointee.steps &-= 1
          }
          pc += Int(i.c)
        }
      case .next:
        if r[Int(i.a)] != r[Int(i.b)] {
          if state.pointee.steps <= 0 { break loop }
          state.pointee.steps &-= 1
          r[Int(i.a)] &+= 1
          pc += Int(i.c)
        }
      case .step:
        if state.pointee.steps <= 0 { break loop }
        state.pointee.steps &-= 1
      case .elementI:
        let array = i.b >= 0 ? v + Int(i.b) : state.pointee.globalValues + Int(~i.b)
        guard let element = Arrays.peekInt(array, r[Int(i.c)]) else { break loop }
        r[Int(i.a)] = element
      case .rowElementI:
        let array = i.b >= 0 ? v + Int(i.b) : state.pointee.globalValues + Int(~i.b)
        guard let element = Arrays.peekInt(array, r[Int(i.d)], r[Int(i.c)]) else { break loop }
        r[Int(i.a)] = element
      case .elementD:
        let array = i.b >= 0 ? v + Int(i.b) : state.pointee.globalValues + Int(~i.b)
        guard let element = Arrays.peekDouble(array, r[Int(i.c)]) else { break loop }
        r[Int(i.a)] = word(element)
      case .rowElementD:
        let array = i.b >= 0 ? v + Int(i.b) : state.pointee.globalValues + Int(~i.b)
        guard let element = Arrays.peekDouble(array, r[Int(i.d)], r[Int(i.c)]) else { break loop }
        r[Int(i.a)] = word(element)
      case .elementB:
        let array = i.b >= 0 ? v + Int(i.b) : state.pointee.globalValues + Int(~i.b)
        guard let element = Arrays.peekBool(array, r[Int(i.c)]) else { break loop }
        r[Int(i.a)] = element ? 1 : 0
      case .rowElementB:
        let array = i.b >= 0 ? v + Int(i.b) : state.pointee.globalValues + Int(~i.b)
        guard let element = Arrays.peekBool(array, r[Int(i.d)], r[Int(i.c)]) else { break loop }
        r[Int(i.a)] = element ? 1 : 0
      case .setElementI:
        let array = i.a >= 0 ? v + Int(i.a) : state.pointee.globalValues + Int(~i.a)
        switch quick(array, r[Int(i.b)], r[Int(i.c)]) {
        case .done: break
        case .copied:
          registers.copied = array
          pc += 1
          break loop
        case .nothing: break loop
        }
      case .setElementD:
        let array = i.a >= 0 ? v + Int(i.a) : state.pointee.globalValues + Int(~i.a)
        switch quick(array, r[Int(i.b)], d(r, i.c)) {
        case .done: break
        case .copied:
          registers.copied = array
          pc += 1
          break loop
        case .nothing: break loop
        }
      case .setElementB:
        let array = i.a >= 0 ? v + Int(i.a) : state.pointee.globalValues + Int(~i.a)
        switch quick(array, r[Int(i.b)], r[Int(i.c)] != 0) {
        case .done: break
        case .copied:
          registers.copied = array
          pc += 1
          break loop
        case .nothing: break loop
        }
      case .fieldI:
        let place = i.b >= 0 ? v + Int(i.b) : state.pointee.globalValues + Int(~i.b)
        guard case .instance(let instance) = place.pointee,
          case .int(let it) = instance.fields[Int(i.c)]
        else { break loop }
        r[Int(i.a)] = it
      case .fieldD:
        let place = i.b >= 0 ? v + Int(i.b) : state.pointee.globalValues + Int(~i.b)
        guard case .instance(let instance) = place.pointee,
          case .double(let it) = instance.fields[Int(i.c)]
        else { break loop }
        r[Int(i.a)] = word(it)
      case .fieldB:
        let place = i.b >= 0 ? v + Int(i.b) : state.pointee.globalValues + Int(~i.b)
        guard case .instance(let instance) = place.pointee,
          case .bool(let it) = instance.fields[Int(i.c)]
        else { break loop }
        r[Int(i.a)] = it ? 1 : 0
      case .setFieldI:
        let place = i.a >= 0 ? v + Int(i.a) : state.pointee.globalValues + Int(~i.a)
        guard poke(place, Int(i.b), .int(r[Int(i.c)])) else { break loop }
      case .setFieldD:
        let place = i.a >= 0 ? v + Int(i.a) : state.pointee.globalValues + Int(~i.a)
        guard poke(place, Int(i.b), .double(d(r, i.c))) else { break loop }
      case .setFieldB:
        let place = i.a >= 0 ? v + Int(i.a) : state.pointee.globalValues + Int(~i.a)
        guard poke(place, Int(i.b), .bool(r[Int(i.c)] != 0)) else { break loop }
      case .giveValue:
        giveBack(
          i.b >= 0 ? v + Int(i.b) : state.pointee.globalValues + Int(~i.b),
          to: i.a >= 0 ? v + Int(i.a) : state.pointee.globalValues + Int(~i.a))
      case .takeValue:
        giveBack(
          v + Int(i.b), to: i.a >= 0 ? v + Int(i.a) : state.pointee.globalValues + Int(~i.a))
      case .takeWord: r[Int(i.a)] = r[Int(i.b)]
      case .moveValue:
        let array = i.a >= 0 ? v + Int(i.a) : state.pointee.globalValues + Int(~i.a)
        moveValue(array, i.b >= 0 ? v + Int(i.b) : state.pointee.globalValues + Int(~i.b))
      case .clear:
        empty(v, Int(i.a), Int(i.b))
      case .call:
        let entry = t.pointee.entries[Int(i.b)]
        let (words, values) = (r + Int(i.c), v + Int(i.d))
        guard let tables = entry.pointee.tables, state.pointee.steps > 0,
          state.pointee.depth < state.pointee.depthLimit,
          words + entry.pointee.words < state.pointee.wordsEnd,
          values + entry.pointee.values < state.pointee.valuesEnd, sp < state.pointee.callsEnd
        else { break loop }
        state.pointee.steps &-= 1
        state.pointee.depth &+= 1
        sp.pointee = CallRecord(pc: pc, words: r, values: v, tables: t, entry: entry)
        sp += 1
        state.pointee.calls = sp
        r = words
        v = values
        t = tables
        pc = Counter(tables.pointee.code)
      case .callValue:
        let place = i.b >= 0 ? v + Int(i.b) : state.pointee.globalValues + Int(~i.b)
        guard case .function(let function) = place.pointee else { break loop }
        let entry = function.entry
        let (words, values) = (r + Int(i.c), v + Int(i.d))
        guard let tables = entry.pointee.tables, state.pointee.steps > 0,
          state.pointee.depth < state.pointee.depthLimit,
          words + entry.pointee.words < state.pointee.wordsEnd,
          values + entry.pointee.values < state.pointee.valuesEnd, sp < state.pointee.callsEnd
        else { break loop }
        state.pointee.steps &-= 1
        state.pointee.depth &+= 1
        if entry.pointee.hasCaptures { install(function, values) }
        sp.pointee = CallRecord(pc: pc, words: r, values: v, tables: t, entry: entry)
        sp += 1
        state.pointee.calls = sp
        r = words
        v = values
        t = tables
        pc = Counter(tables.pointee.code)
      case .returnValue:
        if sp == base {
          registers.result = Int(i.a)
          registers.isDone = true
          break loop
        }
        sp -= 1
        giveBack(v + Int(i.a), to: sp.pointee.values + Int(sp.pointee.pc[-1].a))
        leave(sp, v, state)
        r = sp.pointee.words
        v = sp.pointee.values
        t = sp.pointee.tables
        pc = sp.pointee.pc
      case .returnWord:
        let result = r[Int(i.a)]
        if sp == base {
          registers.result = result
          registers.isDone = true
          break loop
        }
        sp -= 1
        leave(sp, v, state)
        r = sp.pointee.words
        v = sp.pointee.values
        t = sp.pointee.tables
        pc = sp.pointee.pc
        r[Int(pc[-1].a)] = result
      case .returnNothing:
        if sp == base {
          registers.isDone = true
          break loop
        }
        sp -= 1
        leave(sp, v, state)
        r = sp.pointee.words
        v = sp.pointee.values
        t = sp.pointee.tables
        pc = sp.pointee.pc
      case .loadBox, .storeBox, .divideI, .remainderI, .addWrapping, .subtractWrapping,
        .multiplyWrapping, .and, .or, .xor, .negateI, .negateD, .equalI, .lessI, .lessOrEqualI,
        .equalD, .lessD, .lessOrEqualD, .not, .jumpEqualD, .jumpNotEqualD, .checkRange, .elementV,
        .setRowElementI, .setRowElementD, .setRowElementB, .count, .appendI, .appendD, .appendB,
        .fieldV, .evaluateI, .evaluateD, .evaluateB, .evaluateV, .perform, .signal:
        break loop
      }
    }
    registers.pc = pc - 1
    registers.words = r
    registers.values = v
    registers.tables = t
    registers.calls = sp
  }

  /// Changes a field of a value that nobody else holds.
  @inline(never)
  static func poke(_ value: Arrays.Pointer, _ index: Int, _ new: Value) -> Bool {
    guard case .instance(var instance) = value.move() else { return false }
    let isOwn = isKnownUniquelyReferenced(&instance)
    if isOwn { instance.fields[index] = new }
    value.initialize(to: .instance(instance))
    return isOwn
  }
  @inline(never)
  static func quick(_ array: Arrays.Pointer, _ index: Int, _ new: Int) -> Arrays.Attempt {
    Arrays.poke(array, index, new)
  }
  @inline(never)
  static func quick(_ array: Arrays.Pointer, _ index: Int, _ new: Double) -> Arrays.Attempt {
    Arrays.poke(array, index, new)
  }
  @inline(never)
  static func quick(_ array: Arrays.Pointer, _ index: Int, _ new: Bool) -> Arrays.Attempt {
    Arrays.poke(array, index, new)
  }

  /// Carries out one instruction, whatever it takes; true when the code has returned.
  @inline(never)
  static func step(
    _ registers: inout Registers, _ state: UnsafeMutablePointer<MachineState>
  ) throws -> Bool {
    var pc = registers.pc
    let r = registers.words
    let v = registers.values
    let t = registers.tables

    @inline(__always) func x(_ index: Int32) -> Int { r[Int(index)] }
    @inline(__always) func d(_ index: Int32) -> Double { number(r[Int(index)]) }
    @inline(__always) func set(_ index: Int32, _ new: Int) { r[Int(index)] = new }
    @inline(__always) func set(_ index: Int32, _ new: Double) { r[Int(index)] = word(new) }
    @inline(__always) func set(_ index: Int32, _ new: Bool) { r[Int(index)] = new ? 1 : 0 }
    @inline(__always) func here() -> Frame { Frame(words: r, values: v, state: state) }
    @inline(__always) func place(_ index: Int32) -> UnsafeMutablePointer<Value> {
      index >= 0 ? v + Int(index) : state.pointee.globalValues + Int(~index)
    }
    @inline(__always) func jump(_ offset: Int32) throws {
      if offset < 0 {
        state.pointee.steps &-= 1
        if state.pointee.steps < 0 { try grant(state, t, pc) }
      }
      pc += Int(offset)
    }

    let i = pc.pointee
    pc += 1
    switch i.op {
    case .move: set(i.a, x(i.b))
    case .constant: set(i.a, Int(i.b))
    case .constantWide: set(i.a, t.pointee.constants[Int(i.b)])
    case .loadGlobal: set(i.a, state.pointee.globalWords[Int(i.b)])
    case .storeGlobal: state.pointee.globalWords[Int(i.b)] = x(i.a)
    case .loadBox:
      guard case .box(let box) = v[Int(i.b)] else { throw InternalError("variable") }
      set(i.a, box.word)
    case .storeBox:
      guard case .box(let box) = v[Int(i.b)] else { throw InternalError("variable") }
      box.word = x(i.a)

    case .addI:
      let (result, isOver) = x(i.b).addingReportingOverflow(x(i.c))
      if isOver { throw overflow(.add, x(i.b), x(i.c), t, pc) }
      set(i.a, result)
    case .subtractI:
      let (result, isOver) = x(i.b).subtractingReportingOverflow(x(i.c))
      if isOver { throw overflow(.subtract, x(i.b), x(i.c), t, pc) }
      set(i.a, result)
    case .multiplyI:
      let (result, isOver) = x(i.b).multipliedReportingOverflow(by: x(i.c))
      if isOver { throw overflow(.multiply, x(i.b), x(i.c), t, pc) }
      set(i.a, result)
    case .divideI:
      let (result, isOver) = x(i.b).dividedReportingOverflow(by: x(i.c))
      if isOver { throw overflow(.divide, x(i.b), x(i.c), t, pc) }
      set(i.a, result)
    case .remainderI:
      let (result, isOver) = x(i.b).remainderReportingOverflow(dividingBy: x(i.c))
      if isOver { throw overflow(.remainder, x(i.b), x(i.c), t, pc) }
      set(i.a, result)
    case .addIC:
      let (result, isOver) = x(i.b).addingReportingOverflow(Int(i.c))
      if isOver { throw overflow(.add, x(i.b), Int(i.c), t, pc) }
      set(i.a, result)
    case .subtractIC:
      let (result, isOver) = x(i.b).subtractingReportingOverflow(Int(i.c))
      if isOver { throw overflow(.subtract, x(i.b), Int(i.c), t, pc) }
      set(i.a, result)
    case .multiplyIC:
      let (result, isOver) = x(i.b).multipliedReportingOverflow(by: Int(i.c))
      if isOver { throw overflow(.multiply, x(i.b), Int(i.c), t, pc) }
      set(i.a, result)
    case .remainderIC:
      // A divisor above zero, so nothing can go wrong; half the width divides faster.
      let (left, right) = (x(i.b), Int(i.c))
      if (left | right) >> 32 == 0 {
        set(i.a, Int(UInt32(truncatingIfNeeded: left) % UInt32(truncatingIfNeeded: right)))
      } else {
        set(i.a, left % right)
      }
    case .divideIC:
      let (left, right) = (x(i.b), Int(i.c))
      if (left | right) >> 32 == 0 {
        set(i.a, Int(UInt32(truncatingIfNeeded: left) / UInt32(truncatingIfNeeded: right)))
      } else {
        set(i.a, left / right)
      }
    case .addWrapping: set(i.a, x(i.b) &+ x(i.c))
    case .subtractWrapping: set(i.a, x(i.b) &- x(i.c))
    case .multiplyWrapping: set(i.a, x(i.b) &* x(i.c))
    case .and: set(i.a, x(i.b) & x(i.c))
    case .or: set(i.a, x(i.b) | x(i.c))
    case .xor: set(i.a, x(i.b) ^ x(i.c))
    case .negateI:
      let (result, isOver) = (0).subtractingReportingOverflow(x(i.b))
      if isOver { throw Fault.failed(RuntimeError.negation(x(i.b), range(t, pc))) }
      set(i.a, result)

    case .addD: set(i.a, d(i.b) + d(i.c))
    case .subtractD: set(i.a, d(i.b) - d(i.c))
    case .multiplyD: set(i.a, d(i.b) * d(i.c))
    case .divideD: set(i.a, d(i.b) / d(i.c))
    case .multiplyAddD: set(i.a, d(i.a) + d(i.b) * d(i.c))
    case .negateD: set(i.a, -d(i.b))
    case .toDouble: set(i.a, Double(x(i.b)))
    case .squareRoot: set(i.a, d(i.b).squareRoot())

    case .equalI: set(i.a, x(i.b) == x(i.c))
    case .lessI: set(i.a, x(i.b) < x(i.c))
    case .lessOrEqualI: set(i.a, x(i.b) <= x(i.c))
    case .equalD: set(i.a, d(i.b) == d(i.c))
    case .lessD: set(i.a, d(i.b) < d(i.c))
    case .lessOrEqualD: set(i.a, d(i.b) <= d(i.c))
    case .not: set(i.a, x(i.b) ^ 1)

    case .jump: try jump(i.c)
    case .again: pc += Int(i.c)
    case .jumpIf: if x(i.a) != 0 { try jump(i.c) }
    case .jumpUnless: if x(i.a) == 0 { try jump(i.c) }
    case .jumpEqualI: if x(i.a) == x(i.b) { try jump(i.c) }
    case .jumpNotEqualI: if x(i.a) != x(i.b) { try jump(i.c) }
    case .jumpLessI: if x(i.a) < x(i.b) { try jump(i.c) }
    case .jumpLessOrEqualI: if x(i.a) <= x(i.b) { try jump(i.c) }
    case .jumpEqualIC: if x(i.a) == Int(i.b) { try jump(i.c) }
    case .jumpNotEqualIC: if x(i.a) != Int(i.b) { try jump(i.c) }
    case .jumpLessIC: if x(i.a) < Int(i.b) { try jump(i.c) }
    case .jumpLessOrEqualIC: if x(i.a) <= Int(i.b) { try jump(i.c) }
    case .jumpGreaterIC: if x(i.a) > Int(i.b) { try jump(i.c) }
    case .jumpGreaterOrEqualIC: if x(i.a) >= Int(i.b) { try jump(i.c) }
    case .jumpEqualD: if d(i.a) == d(i.b) { try jump(i.c) }
    case .jumpNotEqualD: if d(i.a) != d(i.b) { try jump(i.c) }
    case .jumpLessD: if d(i.a) < d(i.b) { try jump(i.c) }
    case .jumpLessOrEqualD: if d(i.a) <= d(i.b) { try jump(i.c) }
    case .jumpNotLessD: if !(d(i.a) < d(i.b)) { try jump(i.c) }
    case .jumpNotLessOrEqualD: if !(d(i.a) <= d(i.b)) { try jump(i.c) }

    case .checkRange:
      guard x(i.a) <= x(i.b) else {
        throw Fault.failed(
          RuntimeError.range("\(x(i.a))", "\(x(i.b))", i.d != 0, range(t, pc)))
      }
    case .next:
      // It never passes the last number: `0...Int.max` ends like any other.
      if x(i.a) != x(i.b) {
        set(i.a, x(i.a) &+ 1)
        try jump(i.c)
      }
    case .step:
      state.pointee.steps &-= 1
      if state.pointee.steps < 0 { try grant(state, t, pc) }

    case .elementI:
      if let element = Arrays.peekInt(place(i.b), x(i.c)) {
        set(i.a, element)
      } else {
        set(i.a, try elementWord(place(i.b), x(i.c), t, pc))
      }
    case .elementD:
      if let element = Arrays.peekDouble(place(i.b), x(i.c)) {
        set(i.a, element)
      } else {
        set(i.a, try elementWord(place(i.b), x(i.c), t, pc))
      }
    case .elementB:
      if let element = Arrays.peekBool(place(i.b), x(i.c)) {
        set(i.a, element)
      } else {
        set(i.a, try elementWord(place(i.b), x(i.c), t, pc))
      }
    case .elementV: try element(place(i.b), x(i.c), v + Int(i.a), t, pc)
    case .rowElementI:
      if let element = Arrays.peekInt(place(i.b), r[Int(i.d)], x(i.c)) {
        set(i.a, element)
      } else {
        set(i.a, try elementWord(place(i.b), r[Int(i.d)], x(i.c), t, pc))
      }
    case .rowElementD:
      if let element = Arrays.peekDouble(place(i.b), r[Int(i.d)], x(i.c)) {
        set(i.a, element)
      } else {
        set(i.a, try elementWord(place(i.b), r[Int(i.d)], x(i.c), t, pc))
      }
    case .rowElementB:
      if let element = Arrays.peekBool(place(i.b), r[Int(i.d)], x(i.c)) {
        set(i.a, element)
      } else {
        set(i.a, try elementWord(place(i.b), r[Int(i.d)], x(i.c), t, pc))
      }
    case .setElementI:
      let attempt = Arrays.poke(place(i.a), x(i.b), x(i.c))
      if attempt != .done {
        try setElement(attempt, place(i.a), x(i.b), .int(x(i.c)), here(), t, pc)
      }
    case .setElementD:
      let attempt = Arrays.poke(place(i.a), x(i.b), d(i.c))
      if attempt != .done {
        try setElement(attempt, place(i.a), x(i.b), .double(d(i.c)), here(), t, pc)
      }
    case .setElementB:
      let attempt = Arrays.poke(place(i.a), x(i.b), x(i.c) != 0)
      if attempt != .done {
        try setElement(attempt, place(i.a), x(i.b), .bool(x(i.c) != 0), here(), t, pc)
      }
    case .setRowElementI:
      try setRow(place(i.a), r[Int(i.d)], x(i.b), .int(x(i.c)), here(), t, pc)
    case .setRowElementD:
      try setRow(place(i.a), r[Int(i.d)], x(i.b), .double(d(i.c)), here(), t, pc)
    case .setRowElementB:
      try setRow(place(i.a), r[Int(i.d)], x(i.b), .bool(x(i.c) != 0), here(), t, pc)
    case .count: set(i.a, try count(place(i.b)))
    case .appendI: try Arrays.append(place(i.a), .int(x(i.b)), here(), range(t, pc))
    case .appendD: try Arrays.append(place(i.a), .double(d(i.b)), here(), range(t, pc))
    case .appendB: try Arrays.append(place(i.a), .bool(x(i.b) != 0), here(), range(t, pc))

    case .moveValue: moveValue(place(i.a), place(i.b))
    case .clear: here().clear(from: Int(i.a), to: Int(i.b))

    case .evaluateI: set(i.a, try evaluateI(t, i.b, here()))
    case .evaluateD: set(i.a, try evaluateD(t, i.b, here()))
    case .evaluateB: set(i.a, try evaluateB(t, i.b, here()))
    case .evaluateV: try evaluateV(t, i.b, here(), place(i.a))
    case .perform: try perform(t, i.b, here())
    case .signal: set(i.a, try signal(t, i.b, here()))

    case .fieldI, .fieldD, .fieldB:
      guard case .instance(let instance) = place(i.b).pointee else { throw InternalError("struct") }
      set(i.a, try packed(instance.fields[Int(i.c)]))
    case .fieldV:
      guard case .instance(let instance) = place(i.b).pointee else { throw InternalError("struct") }
      moveValue(v + Int(i.a), instance.fields + Int(i.c))
    case .setFieldI: try setField(place(i.a), Int(i.b), .int(x(i.c)))
    case .setFieldD: try setField(place(i.a), Int(i.b), .double(d(i.c)))
    case .setFieldB: try setField(place(i.a), Int(i.b), .bool(x(i.c) != 0))
    case .giveValue: giveBack(place(i.b), to: place(i.a))
    case .takeValue, .takeWord: here().takeBack(i)
    case .callValue:
      guard case .function(let function) = place(i.b).pointee else {
        throw InternalError("function")
      }
      let entry = function.code.entry
      guard let tables = entry.pointee.tables else {
        try callBody(entry, here(), i, function, range(t, pc))
        break
      }
      state.pointee.steps &-= 1
      if state.pointee.steps < 0 { try grant(state, t, pc) }
      state.pointee.depth &+= 1
      let (words, values) = (r + Int(i.c), v + Int(i.d))
      guard state.pointee.depth <= state.pointee.depthLimit,
        state.pointee.wordsEnd - words > entry.pointee.words,
        state.pointee.valuesEnd - values > entry.pointee.values,
        registers.calls < state.pointee.callsEnd
      else { throw tooDeep(state, t, pc) }
      install(function, values)
      registers.calls.pointee = CallRecord(
        pc: pc, words: r, values: v, tables: t, entry: entry)
      registers.calls += 1
      state.pointee.calls = registers.calls
      (registers.words, registers.values, registers.tables) = (words, values, tables)
      pc = Counter(tables.pointee.code)
    case .call:
      let entry = t.pointee.entries[Int(i.b)]
      guard let tables = entry.pointee.tables else {
        try callBody(entry, here(), i, nil, range(t, pc))
        break
      }
      state.pointee.steps &-= 1
      if state.pointee.steps < 0 { try grant(state, t, pc) }
      state.pointee.depth &+= 1
      let (words, values) = (r + Int(i.c), v + Int(i.d))
      guard state.pointee.depth <= state.pointee.depthLimit,
        state.pointee.wordsEnd - words > entry.pointee.words,
        state.pointee.valuesEnd - values > entry.pointee.values,
        registers.calls < state.pointee.callsEnd
      else { throw tooDeep(state, t, pc) }
      registers.calls.pointee = CallRecord(
        pc: pc, words: r, values: v, tables: t, entry: entry)
      registers.calls += 1
      state.pointee.calls = registers.calls
      (registers.words, registers.values, registers.tables) = (words, values, tables)
      pc = Counter(tables.pointee.code)
    case .returnWord, .returnValue, .returnNothing:
      if registers.calls == registers.base {
        registers.result =
          switch i.op {
          case .returnWord: x(i.a)
          case .returnValue: Int(i.a)
          default: 0
          }
        return true
      }
      registers.calls -= 1
      let record = registers.calls.pointee
      let target = Int(record.pc[-1].a)
      if i.op == .returnWord {
        let result = x(i.a)
        leave(registers.calls, v, state)
        record.words[target] = result
      } else {
        if i.op == .returnValue { giveBack(v + Int(i.a), to: record.values + target) }
        leave(registers.calls, v, state)
      }
      (registers.words, registers.values) = (record.words, record.values)
      registers.tables = record.tables
      pc = record.pc
    }
    registers.pc = pc
    return false
  }

  @inline(never)
  static func giveBack(
    _ result: UnsafeMutablePointer<Value>, to target: UnsafeMutablePointer<Value>
  ) {
    let value = result.move()
    result.initialize(to: .void)
    target.pointee = value
  }

  /// Leaves the frame of a function that was called.
  @inline(__always)
  static func leave(
    _ record: UnsafeMutablePointer<CallRecord>, _ values: UnsafeMutablePointer<Value>,
    _ state: UnsafeMutablePointer<MachineState>
  ) {
    state.pointee.calls = record
    state.pointee.depth &-= 1
    let entry = record.pointee.entry
    if entry.pointee.values > entry.pointee.kept {
      empty(values, entry.pointee.kept, entry.pointee.values)
    }
  }

  @inline(never)
  static func empty(_ values: UnsafeMutablePointer<Value>, _ first: Int, _ end: Int) {
    for index in first..<end { values[index] = .void }
  }
}
