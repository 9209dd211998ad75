import LessonModel

/// What one instruction does. `r` are the words of the frame, `v` its values; a value's index below
/// zero stands for a variable of the top level. Jumps count from the next instruction, and a jump
/// back is the next turn of a loop: it takes a step, except for `again`.
enum Opcode: UInt8 {
  // r[a] = ...
  case move, constant, constantWide, loadGlobal, loadBox
  // ... = r[a]
  case storeGlobal, storeBox

  // r[a] = r[b] op r[c], and with c as the number itself
  case addI, subtractI, multiplyI, divideI, remainderI
  case addIC, subtractIC, multiplyIC, remainderIC, divideIC
  case addWrapping, subtractWrapping, multiplyWrapping, and, or, xor
  case negateI
  case addD, subtractD, multiplyD, divideD
  // r[a] += r[b] * r[c], each rounded
  case multiplyAddD
  case negateD, toDouble, squareRoot
  case equalI, lessI, lessOrEqualI, equalD, lessD, lessOrEqualD, not

  // if r[a] op r[b], or op b, pc += c
  case jump, again, jumpIf, jumpUnless
  case jumpEqualI, jumpNotEqualI, jumpLessI, jumpLessOrEqualI
  case jumpEqualIC, jumpNotEqualIC, jumpLessIC, jumpLessOrEqualIC
  case jumpGreaterIC, jumpGreaterOrEqualIC
  case jumpEqualD, jumpNotEqualD, jumpLessD, jumpLessOrEqualD, jumpNotLessD, jumpNotLessOrEqualD

  // Loops over ranges: the bounds r[a] and r[b] are in order (d: closed); r[a] goes on until r[b].
  case checkRange, next
  case step

  // Arrays: r[a] or v[a] = array b [r[c]], with a row first [r[d]]; array a [r[b]] = r[c].
  case elementI, elementD, elementB, elementV
  case rowElementI, rowElementD, rowElementB
  case setElementI, setElementD, setElementB
  case setRowElementI, setRowElementD, setRowElementB
  case count
  case appendI, appendD, appendB

  // Fields: r[a] or v[a] = value b .c; value a .b = r[c]
  case fieldI, fieldD, fieldB, fieldV
  case setFieldI, setFieldD, setFieldB

  // Values: v[a] = v[b]; v[a] to v[b] emptied; v[a] = v[b], which is left empty
  case moveValue, clear, giveValue
  // The way back of what `giveValue` and `move` have lent to a call just before
  case takeValue, takeWord

  // Closures for everything else, the b-th of their kind.
  case evaluateI, evaluateD, evaluateB, evaluateV, perform, signal

  // Calls: the function b with its frame c words and d values further; the result goes to a.
  case call, callValue
  case returnWord, returnValue, returnNothing
}

/// One instruction with its operands.
struct Instruction {
  var op: Opcode
  var d: UInt16 = 0
  var a: Int32 = 0
  var b: Int32 = 0
  var c: Int32 = 0
}

/// What a call needs to know of a function.
struct FunctionEntry {
  /// Its code; none when its body is a closure.
  var tables: UnsafePointer<Chunk.Tables>?
  var words = 0
  var values = 0
  var kept = 0
  var hasCaptures = false
  var result = Representation.void
  /// Where its first two parameters lie.
  var first = FunctionCode.Slot(representation: .void, index: 0)
  var second = FunctionCode.Slot(representation: .void, index: 0)
  unowned(unsafe) let code: FunctionCode
}

/// A call that is under way.
struct CallRecord {
  /// Where the caller goes on, and with what.
  var pc: UnsafePointer<Instruction>
  var words: UnsafeMutablePointer<Int>
  var values: UnsafeMutablePointer<Value>
  var tables: UnsafePointer<Chunk.Tables>
  /// What was called.
  var entry: UnsafeMutablePointer<FunctionEntry>
}

/// The instructions of a function with all they refer to.
final class Chunk {
  /// All by address, so that running code counts no reference.
  struct Tables {
    let code: UnsafeMutablePointer<Instruction>
    let constants: UnsafeMutablePointer<Int>
    let entries: UnsafeMutablePointer<UnsafeMutablePointer<FunctionEntry>>
    let ints: UnsafeMutablePointer<IntGetter>
    let doubles: UnsafeMutablePointer<DoubleGetter>
    let tests: UnsafeMutablePointer<Test>
    let getters: UnsafeMutablePointer<Getter>
    let effects: UnsafeMutablePointer<Effect>
    let steps: UnsafeMutablePointer<Step>
    unowned(unsafe) let chunk: Chunk
  }

  let tables: UnsafeMutablePointer<Tables>
  /// Where each instruction stands in the lesson.
  let ranges: [SourceRange]
  /// Where the row stands, of instructions that take an element of a row.
  let rowRanges: [Int: SourceRange]
  private let counts:
    (
      code: Int, constants: Int, entries: Int, ints: Int, doubles: Int, tests: Int, getters: Int,
      effects: Int, steps: Int
    )

  init(
    code: [Instruction], ranges: [SourceRange], rowRanges: [Int: SourceRange], constants: [Int],
    callees: [FunctionCode],
    ints: [IntGetter], doubles: [DoubleGetter], tests: [Test], getters: [Getter],
    effects: [Effect], steps: [Step]
  ) {
    func table<T>(_ elements: [T]) -> UnsafeMutablePointer<T> {
      let table = UnsafeMutablePointer<T>.allocate(capacity: max(1, elements.count))
      for (index, element) in elements.enumerated() {
        (table + index).initialize(to: element)
      }
      return table
    }
    counts = (
      code.count, constants.count, callees.count, ints.count, doubles.count, tests.count,
      getters.count, effects.count, steps.count
    )
    self.ranges = ranges
    self.rowRanges = rowRanges
    tables = .allocate(capacity: 1)
    tables.initialize(
      to: Tables(
        code: table(code), constants: table(constants), entries: table(callees.map(\.entry)),
        ints: table(ints), doubles: table(doubles), tests: table(tests), getters: table(getters),
        effects: table(effects), steps: table(steps), chunk: self))
  }

  deinit {
    func free<T>(_ table: UnsafeMutablePointer<T>, _ count: Int) {
      table.deinitialize(count: count)
      table.deallocate()
    }
    let all = tables.pointee
    free(all.code, counts.code)
    free(all.constants, counts.constants)
    free(all.entries, counts.entries)
    free(all.ints, counts.ints)
    free(all.doubles, counts.doubles)
    free(all.tests, counts.tests)
    free(all.getters, counts.getters)
    free(all.effects, counts.effects)
    free(all.steps, counts.steps)
    free(tables, 1)
  }
}
