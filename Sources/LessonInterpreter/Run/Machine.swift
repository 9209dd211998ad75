import LessonModel
import LessonSyntax

/// What a lesson's cells run on: the stacks, the variables of the top level, the budgets and where
/// printing goes.
final class Machine {
  let state: UnsafeMutablePointer<MachineState>
  let base: Frame
  private(set) var limits: Limits
  /// Steps the budget still holds beyond those in `state`.
  private var reserve = 0
  private var printed = 0
  private var printedLines = 0
  /// Told of each check that a cell makes.
  var onCheck: (CheckResult) -> Void = { _ in }
  private let write: (String) -> Void
  private let cancelled: @Sendable () -> Bool
  private let words: UnsafeMutableBufferPointer<Int>
  private let values: UnsafeMutableBufferPointer<Value>
  private let calls: UnsafeMutableBufferPointer<CallRecord>
  private let globalWords: UnsafeMutableBufferPointer<Int>
  private let globalValues: UnsafeMutableBufferPointer<Value>
  /// Where the program is, for faults that no expression reports itself.
  var place = SourceRange(at: SourcePosition(line: 1, column: 1))

  /// How many steps are granted at a time; the clock is asked in between.
  private static let grant = 1 << 16

  init(
    globalWords wordCount: Int, globalValues valueCount: Int, limits: Limits,
    cancelled: @escaping @Sendable () -> Bool, write: @escaping (String) -> Void
  ) {
    self.limits = limits
    self.write = write
    self.cancelled = cancelled
    // Deep enough for the call depth at a generous frame; a call checks that its frame fits.
    let slots = 1 << 18
    words = .allocate(capacity: slots)
    words.initialize(repeating: 0)
    values = .allocate(capacity: slots)
    values.initialize(repeating: .void)
    calls = .allocate(capacity: min(max(limits.callDepth, 0), 1 << 20) + 2)
    globalWords = .allocate(capacity: wordCount + 1)
    globalWords.initialize(repeating: 0)
    globalValues = .allocate(capacity: valueCount + 1)
    globalValues.initialize(repeating: .void)
    state = .allocate(capacity: 1)
    let firstWord = words.baseAddress ?? .init(bitPattern: 8).unsafelyUnwrapped
    let firstValue = values.baseAddress ?? .init(bitPattern: 8).unsafelyUnwrapped
    let firstCall = calls.baseAddress ?? .init(bitPattern: 8).unsafelyUnwrapped
    base = Frame(words: firstWord, values: firstValue, state: state)
    state.initialize(
      to: MachineState(
        steps: 0, depth: 0, depthLimit: limits.callDepth, wordsEnd: firstWord + slots,
        valuesEnd: firstValue + slots, stackLimit: 0,
        globalWords: globalWords.baseAddress ?? firstWord,
        globalValues: globalValues.baseAddress ?? firstValue, bytesLeft: limits.bytes,
        topWords: firstWord,
        topValues: firstValue, calls: firstCall, callsEnd: firstCall + calls.count - 1,
        machine: self))
  }

  deinit {
    for (words, values) in chunks {
      words.deallocate()
      values.deinitialize(count: Self.chunk)
      values.deallocate()
    }
    state.deinitialize(count: 1)
    state.deallocate()
    words.deallocate()
    calls.deallocate()
    values.deinitialize()
    values.deallocate()
    globalWords.deallocate()
    globalValues.deinitialize()
    globalValues.deallocate()
  }

  /// Prepares for a cell: full budgets, empty stacks.
  func reset() {
    reserve = limits.steps
    state.pointee.steps = 0
    printed = 0
    printedLines = 0
    state.pointee.depth = 0
    if let first = calls.baseAddress { state.pointee.calls = first }
    state.pointee.stackLimit = LargeStack.lowestAddress ?? 0
    state.pointee.topWords = base.words
    state.pointee.topValues = base.values
    failure = nil
    for index in values.indices {
      if case .void = values[index] { continue }
      values[index] = .void
    }
  }

  /// Steps the cell has taken.
  var stepsTaken: Int { limits.steps - reserve - max(0, state.pointee.steps) }

  var isCancelled: Bool { cancelled() || isLate }
  private var isLate: Bool { limits.deadline.map { ContinuousClock.now >= $0 } ?? false }

  // MARK: Budgets

  /// Grants further steps, or ends the cell; called when `state.steps` falls below zero.
  func grantSteps(at range: SourceRange?) throws {
    if let failure { throw failure }
    let range = range ?? place
    if cancelled() { throw Fault.cancelled }
    if isLate { throw Fault.overBudget(Budget.time.exhausted("", at: range)) }
    let needed = -state.pointee.steps
    guard needed <= reserve else {
      reserve = 0
      throw Fault.overBudget(Budget.steps.exhausted("\(limits.steps)", at: range))
    }
    let granted = min(reserve, max(needed, Self.grant))
    reserve -= granted
    state.pointee.steps += granted
  }

  func charge(steps: Int) throws {
    let (rest, overflow) = state.pointee.steps.subtractingReportingOverflow(max(0, steps))
    state.pointee.steps = overflow ? Int.min / 2 : rest
    if state.pointee.steps < 0 { try grantSteps(at: nil) }
  }

  /// Charges memory. What is charged is an upper bound, since nothing says when a value is gone: when
  /// the bound meets the limit, the values are counted.
  func charge(bytes: Int) throws {
    let (rest, overflow) = state.pointee.bytesLeft.subtractingReportingOverflow(max(0, bytes))
    state.pointee.bytesLeft = overflow ? Int.min / 2 : rest
    if state.pointee.bytesLeft < 0 { try recount(fresh: max(0, bytes)) }
  }

  /// Counts what the variables hold; called when `state.bytesLeft` falls below zero. What is being
  /// made, `fresh` bytes of it, is not held by a variable yet.
  func recount(fresh: Int) throws {
    let held = liveBytes()
    let (total, tooMuch) = held.addingReportingOverflow(fresh)
    guard !tooMuch, total <= limits.bytes else {
      state.pointee.bytesLeft = 0
      throw Fault.overBudget(Budget.memory.exhausted("\(limits.bytes)", at: place))
    }
    state.pointee.bytesLeft = limits.bytes - total
  }

  private func liveBytes() -> Int {
    var counter = ByteCounter()
    for value in values { counter.count(value) }
    for value in globalValues { counter.count(value) }
    for (_, values) in chunks {
      for index in 0..<Self.chunk { counter.count(values[index]) }
    }
    return counter.bytes
  }

  func write(_ text: String) throws {
    if let failure { throw failure }
    printed += text.utf8.count
    guard printed <= limits.printedBytes else {
      throw Fault.overBudget(Budget.output.exhausted("\(limits.printedBytes)", at: place))
    }
    try charge(lines: text.utf8.count { $0 == UInt8(ascii: "\n") })
    write(text)
  }

  /// Records a check, which counts as a line.
  func record(_ check: CheckResult) throws {
    try charge(lines: 1)
    onCheck(check)
  }

  private func charge(lines: Int) throws {
    printedLines += lines
    guard printedLines <= limits.printedLines else {
      throw Fault.overBudget(Budget.outputLines.exhausted("\(limits.printedLines)", at: place))
    }
  }

  // MARK: Calls from where no frame is

  /// What a call failed with whose caller could not throw; the next step throws it.
  private(set) var failure: (any Error)?
  /// Frames for such calls: a stack of its own for each that is within another.
  private var chunks: [(words: UnsafeMutablePointer<Int>, values: UnsafeMutablePointer<Value>)] = []
  private var level = 0
  private static let chunk = 1 << 14
  private static let deepestLevel = 100

  func fail(_ error: any Error) {
    if failure == nil { failure = error }
    // The next step asks for more, and finds the failure.
    reserve += max(0, state.pointee.steps)
    state.pointee.steps = 0
  }

  /// Throws what a call has failed with, if one has.
  func checkFailure() throws { if let failure { throw failure } }

  /// Calls a function on a stack of its own.
  func reenter(_ code: FunctionCode, _ arguments: [Value]) throws -> Value {
    guard level < Self.deepestLevel else {
      throw Fault.overBudget(Budget.depth.exhausted("\(limits.callDepth)", at: place))
    }
    if level == chunks.count {
      let words = UnsafeMutablePointer<Int>.allocate(capacity: Self.chunk)
      words.initialize(repeating: 0, count: Self.chunk)
      let values = UnsafeMutablePointer<Value>.allocate(capacity: Self.chunk)
      values.initialize(repeating: .void, count: Self.chunk)
      chunks.append((words, values))
    }
    let (words, values) = chunks[level]
    level += 1
    let ends = (state.pointee.wordsEnd, state.pointee.valuesEnd)
    let tops = (state.pointee.topWords, state.pointee.topValues)
    state.pointee.wordsEnd = words + Self.chunk
    state.pointee.valuesEnd = values + Self.chunk
    defer {
      (state.pointee.wordsEnd, state.pointee.valuesEnd) = ends
      (state.pointee.topWords, state.pointee.topValues) = tops
      level -= 1
    }
    let frame = Frame(words: words, values: values, state: state)
    return try Function(code, captures: [], machine: self).call(arguments, frame, place)
  }

  // MARK: Calls from the library

  /// Calls a function of the cell from a library function that runs.
  func call(_ function: Function, _ arguments: [Value]) throws -> Value {
    let frame = Frame(
      words: state.pointee.topWords, values: state.pointee.topValues, state: state)
    return try function.call(arguments, frame, place)
  }
}

/// Counts what values hold, each shared part once.
struct ByteCounter {
  private(set) var bytes = 0
  private var seen: Set<UnsafeRawPointer> = []
  private var pending: [Instance] = []
  private var isCounting = false

  mutating func count(_ value: Value) {
    switch value {
    case .void, .int, .uint, .double, .float, .bool, .none, .range, .interval, .character: return
    case .string(let text): if text.utf8.count > 15 { bytes += text.utf8.count + 32 }
    case .substring(let text): bytes += text.base.utf8.count + 64
    case .table(let table):
      guard isNew(Unmanaged.passUnretained(table).toOpaque()) else { return }
      bytes += 64 + table.count * HashTable.bytesPerEntry
      for entry in table.entries {
        count(entry.key)
        count(entry.value)
      }
    case .array(let elements): count(elements)
    // The part keeps the whole array.
    case .slice(let elements): count(elements.base)
    case .tuple(let elements): count(.values(elements))
    case .some(let inner): count(inner)
    case .function(let function):
      guard isNew(Unmanaged.passUnretained(function).toOpaque()) else { return }
      bytes += 48
      for capture in function.captures { count(capture) }
    case .box(let box):
      guard isNew(Unmanaged.passUnretained(box).toOpaque()) else { return }
      bytes += 48
      count(box.value)
    case .host(let box):
      guard isNew(Unmanaged.passUnretained(box).toOpaque()) else { return }
      bytes += 64
    case .instance(let instance): pending.append(instance)
    }
    // Values that hold values of their own kind may be nested deeply: go on in a loop.
    guard !isCounting else { return }
    isCounting = true
    while let next = pending.popLast() {
      guard isNew(Unmanaged.passUnretained(next).toOpaque()) else { continue }
      bytes += 48 + next.count * MemoryLayout<Value>.stride
      for index in 0..<next.count { count(next.field(index)) }
    }
    isCounting = false
  }

  private mutating func count(_ elements: Elements) {
    guard let address = elements.address, isNew(address) else { return }
    bytes += 32 + elements.size
    if case .values(let values) = elements { for value in values { count(value) } }
  }

  private mutating func isNew(_ address: UnsafeRawPointer) -> Bool { seen.insert(address).inserted }
}
