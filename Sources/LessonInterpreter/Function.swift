import LessonModel

/// The code of a function or closure: one for all its values.
final class FunctionCode {
  let name: String
  /// How many slots a call needs, arguments and results of inner calls included.
  var words = 0
  var values = 0
  /// Where each parameter lies in the callee's frame.
  var parameters: [Slot] = []
  /// Where the variables lie that the function shares with the code around it.
  var captures: [Int] = []
  var result = Representation.void
  /// The body; it leaves all value slots empty.
  var body = Code.void { _ in }

  init(_ name: String) { self.name = name }

  /// A place in a frame.
  struct Slot {
    var representation: Representation
    var index: Int
  }
}

extension Frame {
  /// Enters a function: counts the step and the depth, and checks that there is room for its frame.
  @inline(__always)
  func enter(_ code: FunctionCode) throws {
    state.pointee.steps &-= 1
    if state.pointee.steps < 0 { try state.pointee.machine.grantSteps(at: nil) }
    state.pointee.depth &+= 1
    var here = 0
    let stack = withUnsafeMutablePointer(to: &here) { Int(bitPattern: $0) }
    guard state.pointee.depth <= state.pointee.depthLimit,
      state.pointee.wordsEnd - words > code.words, state.pointee.valuesEnd - values > code.values,
      stack > state.pointee.stackLimit
    else {
      state.pointee.depth &-= 1
      throw Fault.overBudget(
        Budget.depth.exhausted(
          "\(state.pointee.depthLimit)", at: state.pointee.machine.place))
    }
  }

  /// Empties the slots of a function that ended with an error.
  @inline(never)
  func abandon(_ code: FunctionCode) {
    state.pointee.depth &-= 1
    clear(from: 0, to: code.values)
  }

  func clear(from start: Int, to end: Int) {
    for index in start..<end { values[index] = .void }
  }
}

extension Function {
  /// Calls the function with boxed arguments in a frame that begins at free slots.
  func call(_ arguments: [Value], _ frame: Frame) throws -> Value {
    try frame.enter(code)
    do {
      for (slot, argument) in zip(code.parameters, arguments) {
        switch slot.representation {
        case .void: break
        case .int: frame.words[slot.index] = try argument.int
        case .double:
          frame.words[slot.index] = Int(bitPattern: UInt(try argument.double.bitPattern))
        case .bool: frame.words[slot.index] = try argument.bool ? 1 : 0
        case .value: frame.values[slot.index] = argument
        }
      }
      return try finish(frame)
    } catch {
      frame.abandon(code)
      throw error
    }
  }

  /// Runs the body of a function whose arguments are in place.
  @inline(__always)
  func finish(_ frame: Frame) throws -> Value {
    for (index, slot) in code.captures.enumerated() { frame.values[slot] = captures[index] }
    let result: Value
    switch code.body {
    case .void(let run):
      try run(frame)
      result = .void
    case .int(let run): result = .int(try run(frame))
    case .double(let run): result = .double(try run(frame))
    case .bool(let run): result = .bool(try run(frame))
    case .value(let run): result = try run(frame)
    }
    frame.clear(from: 0, to: code.values)
    frame.state.pointee.depth &-= 1
    return result
  }
}
