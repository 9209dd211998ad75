import LessonModel

/// Makes instructions of the statements of one function, and leaves to closures what has none.
///
/// Both work on the same slots of the same frame, so that an expression that only closures know can
/// stand within a loop of instructions.
final class Emitter {
  let builder: FunctionBuilder
  private var code: [Instruction] = []
  private var ranges: [SourceRange] = []
  private var rowRanges: [Int: SourceRange] = [:]
  private var constants: [Int] = []
  private var callees: [FunctionCode] = []
  private var ints: [IntGetter] = []
  private var doubles: [DoubleGetter] = []
  private var tests: [Test] = []
  private var getters: [Getter] = []
  private var effects: [Effect] = []
  private var steps: [Step] = []
  /// The loops and choices around, innermost last.
  var targets: [Target] = []
  /// The first value slot that no block of the loop so far has used.
  var highest = 0

  init(_ builder: FunctionBuilder) { self.builder = builder }

  /// A place in the code that jumps lead to.
  final class Label {
    fileprivate var position: Int?
    fileprivate var jumps: [Int] = []
  }

  /// Where `break` and `continue` lead.
  struct Target {
    let loop: Loop
    let leave: Label
    let next: Label
  }

  /// What has been made.
  func chunk() -> Chunk {
    Chunk(
      code: code, ranges: ranges, rowRanges: rowRanges, constants: constants, callees: callees,
      ints: ints, doubles: doubles, tests: tests, getters: getters, effects: effects, steps: steps)
  }

  // MARK: Instructions

  func emit(
    _ op: Opcode, a: Int = 0, b: Int = 0, c: Int = 0, d: Int = 0, _ range: SourceRange,
    row: SourceRange? = nil
  ) {
    // Slots number less than 1 << 17 (a larger cell does not run), constants are tested before.
    code.append(
      Instruction(
        op: op, d: UInt16(truncatingIfNeeded: d), a: Int32(truncatingIfNeeded: a),
        b: Int32(truncatingIfNeeded: b), c: Int32(truncatingIfNeeded: c)))
    ranges.append(range)
    if let row { rowRanges[code.count - 1] = row }
  }

  func jump(_ op: Opcode = .jump, a: Int = 0, b: Int = 0, to label: Label, _ range: SourceRange) {
    emit(op, a: a, b: b, range)
    label.jumps.append(code.count - 1)
    if let position = label.position { patch(code.count - 1, position) }
  }

  /// The label stands for the next instruction.
  func bind(_ label: Label) {
    label.position = code.count
    for jump in label.jumps { patch(jump, code.count) }
  }

  private func patch(_ jump: Int, _ position: Int) {
    code[jump].c = Int32(truncatingIfNeeded: position - (jump + 1))
  }

  func constant(_ number: Int, to target: Int, _ range: SourceRange) {
    if Int32(exactly: number) != nil {
      emit(.constant, a: target, b: number, range)
    } else {
      constants.append(number)
      emit(.constantWide, a: target, b: constants.count - 1, range)
    }
  }

  func callee(_ function: FunctionCode) -> Int {
    if let index = callees.firstIndex(where: { $0 === function }) { return index }
    callees.append(function)
    return callees.count - 1
  }

  // MARK: Closures

  /// An expression that only closures know, as a word.
  func evaluate(_ node: Node, to target: Int) {
    switch builder.code(node) {
    case .int(let run):
      ints.append(IntGetter(run: run))
      emit(.evaluateI, a: target, b: ints.count - 1, node.range)
    case .double(let run):
      doubles.append(DoubleGetter(run: run))
      emit(.evaluateD, a: target, b: doubles.count - 1, node.range)
    case .bool(let run): test(run, to: target, node.range)
    case let code:
      let run = code.boxed
      switch Representation(node.type) {
      case .double:
        doubles.append(DoubleGetter { try run($0).double })
        emit(.evaluateD, a: target, b: doubles.count - 1, node.range)
      case .bool: test({ try run($0).bool }, to: target, node.range)
      case .int, .void, .value:
        ints.append(IntGetter { try run($0).int })
        emit(.evaluateI, a: target, b: ints.count - 1, node.range)
      }
    }
  }

  func test(_ run: @escaping Run<Bool>, to target: Int, _ range: SourceRange) {
    tests.append(Test(run))
    emit(.evaluateB, a: target, b: tests.count - 1, range)
  }

  func evaluate(_ run: @escaping Run<Value>, toValue target: Int, _ range: SourceRange) {
    getters.append(Getter(run))
    emit(.evaluateV, a: target, b: getters.count - 1, range)
  }

  func perform(_ run: @escaping Run<Void>, _ range: SourceRange) {
    effects.append(Effect(run))
    emit(.perform, b: effects.count - 1, range)
  }

  func signal(_ run: @escaping Run<Signal>, to target: Int, _ range: SourceRange) {
    steps.append(Step(run))
    emit(.signal, a: target, b: steps.count - 1, range)
  }

  // MARK: Slots

  /// Makes code with slots that are free again after it.
  func scoped<R>(_ body: () -> R) -> R {
    let saved = (builder.words, builder.values)
    defer { (builder.words, builder.values) = saved }
    return body()
  }

  /// Where a value variable lies; one of the top level below zero.
  func place(_ node: Node) -> Int? {
    guard case .variable(let variable) = node.op else { return nil }
    switch builder.storage(variable) {
    case .value(let index): return index
    case .globalValue(let index): return ~index
    default: return nil
    }
  }
}
