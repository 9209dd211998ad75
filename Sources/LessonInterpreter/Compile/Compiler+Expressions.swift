// This file makes the code of expressions.
import LessonModel
import LessonSyntax

extension FunctionBuilder {
  func int(_ node: Node) -> Run<Int> {
    if case .int(let run) = code(node) { return run }
    let run = code(node).boxed
    return { try run($0).int }
  }

  func double(_ node: Node) -> Run<Double> {
    if case .double(let run) = code(node) { return run }
    let run = code(node).boxed
    return { try run($0).double }
  }

  func bool(_ node: Node) -> Run<Bool> {
    if case .bool(let run) = code(node) { return run }
    let run = code(node).boxed
    return { try run($0).bool }
  }

  func value(_ node: Node) -> Run<Value> { code(node).boxed }

  /// The code of an expression. Slots it takes for arguments are free again after it.
  func code(_ node: Node) -> Code {
    let saved = (words, values)
    defer { (words, values) = saved }
    return codeHere(node)
  }

  private func codeHere(_ node: Node) -> Code {
    switch node.op {
    case .integer(let literal):
      switch node.type {
      case .double:
        let number = Double(exactly: literal)
        return .double { _ in number }
      case .float:
        let value = Value.float(Float(exactly: literal))
        return .value { _ in value }
      default:
        if let kind = node.type.integerKind, !kind.isWord {
          let value = Value.uint(UInt64(literal.digits, radix: literal.radix) ?? 0)
          return .value { _ in value }
        }
        let number = Int(literal.digits, radix: literal.radix) ?? 0
        return .int { _ in number }
      }
    case .floating(let text):
      if node.type == .float {
        let value = Value.float(Float(text) ?? .nan)
        return .value { _ in value }
      }
      let number = Double(text) ?? .nan
      return .double { _ in number }
    case .bool(let bool): return .bool { _ in bool }
    case .string(let text):
      let value: Value =
        switch node.type {
        case .character: .character(text.first ?? " ")
        case .named("Substring", _): .substring(text[...])
        case .named("UnicodeScalar", _): .int(Int(text.unicodeScalars.first?.value ?? 0))
        default: .string(text)
        }
      return .value { _ in value }
    case .interpolation(let parts): return interpolation(parts, node)
    case .nothing: return .value { _ in .none }
    case .variable(let variable): return read(variable)
    case .function(let other): return functionValue(other)
    case .libraryFunction(let declaration, let generics):
      return libraryFunction(declaration, generics, node)
    case .operatorFunction: return .value { _ in .void }
    case .array(let nodes) where node.type.arrayElement == nil: return collection(nodes, node)
    case .dictionary(let nodes): return dictionary(nodes, node)
    case .array(let nodes):
      if let array = numbers(nodes, node) { return array }
      let elements = nodes.map { Getter(value($0)) }
      let bytes = 32 + elements.count * MemoryLayout<Value>.stride
      let range = node.range
      return .value { frame in
        try frame.charge(bytes: bytes, range)
        var values: [Value] = []
        values.reserveCapacity(elements.count)
        for element in elements { values.append(try element(frame)) }
        return .array(Elements(values))
      }
    case .tuple(let nodes):
      if nodes.isEmpty { return .void { _ in } }
      let elements = nodes.map { Getter(value($0)) }
      if elements.count == 2 {
        let first = elements[0].run
        let second = elements[1].run
        return .value { .tuple([try first($0), try second($0)]) }
      }
      return .value { frame in
        var values: [Value] = []
        values.reserveCapacity(elements.count)
        for element in elements { values.append(try element(frame)) }
        return .tuple(values)
      }
    case .element(let base, let index):
      let base = value(base)
      return Representation(node.type).unboxing { try base($0).tuple[index] }
    case .callFunction(let callee, let arguments): return call(callee, arguments, node)
    case .callValue(let function, let arguments): return call(value: function, arguments, node)
    case .library(let declaration, let generics, let arguments):
      return library(declaration, generics, arguments, node)
    case .closure(let info): return closure(info)
    case .check(let check): return self.check(check)
    case .ternary(let test, let yes, let no):
      return choice(bool(test), code(yes), code(no))
    case .and(let a, let b):
      let first = bool(a)
      let second = bool(b)
      return .bool { try first($0) ? try second($0) : false }
    case .or(let a, let b):
      let first = bool(a)
      let second = bool(b)
      return .bool { try first($0) ? true : try second($0) }
    case .not(let inner):
      let inner = bool(inner)
      return .bool { !(try inner($0)) }
    case .coalesce(let a, let b): return coalesce(a, b, node)
    case .arithmetic(let operation, let a, let b): return arithmetic(operation, a, b, node)
    case .negate(let inner): return negate(inner, node)
    case .comparison(let comparison, let a, let b): return compare(comparison, a, b)
    case .range(let isClosed, let a, let b): return range(isClosed, a, b, node)
    case .assign(let target, let value): return assign(target, value)
    case .compound(let operation, let target, let value):
      return compound(operation, target, value, node)
    case .reference(let inner): return code(inner)
    case .unwrap(let inner):
      let run = value(inner)
      let range = node.range
      let isNested = inner.type.wrapped?.wrapped != nil
      let type = inner.type
      return Representation(node.type).unboxing { frame in
        let value = try run(frame)
        switch value {
        case .none: throw Fault.failed(RuntimeError.foundNil(type, range))
        case .some(let wrapped): return isNested ? wrapped : value
        default: return value
        }
      }
    case .link(let inner):
      let run = value(inner)
      return Representation(node.type).unboxing { frame in
        let value = try run(frame)
        switch value {
        case .none: throw ChainEnd()
        case .some(let wrapped): return wrapped
        default: return value
        }
      }
    case .chain(let inner):
      if node.type.isVoid {
        let run = code(inner).effect
        return .void { frame in do { try run(frame) } catch is ChainEnd {} }
      }
      let run = value(inner)
      return .value { frame in do { return try run(frame) } catch is ChainEnd { return .none } }
    case .tryOptional(let inner):
      let run = value(inner)
      return .value { frame in
        // Only errors can be caught; faults of the program itself end it.
        do { return try run(frame) } catch {
          guard Self.caught(error) != nil else { throw error }
          return .none
        }
      }
    case .convert(let inner): return convert(inner, to: node.type)
    case .isNil(let inner, let negated):
      let run = value(inner)
      return .bool { frame in
        if case .none = try run(frame) { return !negated }
        return negated
      }
    case .choice(let statements, let variable): return choice(statements, variable)
    case .field(let base, let field): return self.field(base, field, node)
    case .access(let access): return self.access(access, node)
    case .instance(let tag, let nodes): return instance(tag, nodes, node)
    case .rawValue(let inner): return rawValue(inner, node)
    case .fromRaw(let inner): return fromRaw(inner, node)
    case .isType(let inner, let type): return isType(inner, type)
    case .downcast(let inner, let type, let isForced):
      return downcast(inner, type, isForced: isForced, node)
    case .unwrapOrReturn(let inner):
      let run = value(inner)
      return .value { frame in
        let value = try run(frame)
        if case .none = value { throw InitializerFailure() }
        return value
      }
    case .tryForced(let inner):
      let run = value(inner)
      let range = node.range
      return Representation(node.type).unboxing { frame in
        do { return try run(frame) } catch {
          guard let value = Self.caught(error) else { throw error }
          throw Fault.failed(RuntimeError.forced(value, range))
        }
      }
    case .callTemplate, .templateValue, .abstract:
      return .value { _ in throw InternalError("a known type") }
    case .type, .discard, .error: return .void { _ in }
    }
  }

  /// An `if` or `switch` as a value: its branch leaves the value in a variable.
  private func choice(_ statements: [StatementNode], _ variable: Variable) -> Code {
    declare(variable)
    let run = block(statements)
    switch read(variable) {
    case .void(let load):
      return .void { frame in
        _ = try run(frame)
        try load(frame)
      }
    case .int(let load):
      return .int { frame in
        _ = try run(frame)
        return try load(frame)
      }
    case .double(let load):
      return .double { frame in
        _ = try run(frame)
        return try load(frame)
      }
    case .bool(let load):
      return .bool { frame in
        _ = try run(frame)
        return try load(frame)
      }
    case .value(let load):
      return .value { frame in
        _ = try run(frame)
        return try load(frame)
      }
    }
  }

  /// An array literal of numbers or truth values.
  private func numbers(_ nodes: [Node], _ node: Node) -> Code? {
    let range = node.range
    switch node.type.arrayElement.map({ Representation($0) }) {
    case .int:
      let elements = nodes.map { IntGetter(run: int($0)) }
      let bytes = 32 + elements.count * 8
      return .value { frame in
        try frame.charge(bytes: bytes, range)
        var values: [Int] = []
        values.reserveCapacity(elements.count)
        for element in elements { values.append(try element.run(frame)) }
        return .array(.ints(values))
      }
    case .double:
      let elements = nodes.map { DoubleGetter(run: double($0)) }
      let bytes = 32 + elements.count * 8
      return .value { frame in
        try frame.charge(bytes: bytes, range)
        var values: [Double] = []
        values.reserveCapacity(elements.count)
        for element in elements { values.append(try element.run(frame)) }
        return .array(.doubles(values))
      }
    case .bool:
      let elements = nodes.map { Test(bool($0)) }
      let bytes = 32 + elements.count
      return .value { frame in
        try frame.charge(bytes: bytes, range)
        var values: [Bool] = []
        values.reserveCapacity(elements.count)
        for element in elements { values.append(try element.run(frame)) }
        return .array(.bools(values))
      }
    case .void, .value, nil: return nil
    }
  }

  // MARK: Variables

  func read(_ variable: Variable) -> Code {
    switch storage(variable) {
    case .nothing: return .void { _ in }
    case .word(let index, .double): return .double { number($0.words[index]) }
    case .word(let index, .bool): return .bool { $0.words[index] != 0 }
    case .word(let index, _): return .int { $0.words[index] }
    case .value(let index): return .value { $0.values[index] }
    case .globalWord(let index, .double):
      return .double { number($0.state.pointee.globalWords[index]) }
    case .globalWord(let index, .bool): return .bool { $0.state.pointee.globalWords[index] != 0 }
    case .globalWord(let index, _): return .int { $0.state.pointee.globalWords[index] }
    case .globalValue(let index): return .value { $0.state.pointee.globalValues[index] }
    case .box(let index, .int): return .int { try $0.values[index].box.word }
    case .box(let index, .double): return .double { number(try $0.values[index].box.word) }
    case .box(let index, .bool): return .bool { try $0.values[index].box.word != 0 }
    case .box(let index, .value): return .value { try $0.values[index].box.value }
    case .box(_, .void): return .void { _ in }
    }
  }

  private func interpolation(_ parts: [Node.Part], _ node: Node) -> Code {
    let run = text(parts, node.range)
    return .value { .string(try run($0)) }
  }

  private func coalesce(_ a: Node, _ b: Node, _ node: Node) -> Code {
    let first = value(a)
    let second = code(b)
    let staysOptional = node.type == a.type
    let fallback = second.boxed
    return Representation(node.type).unboxing { frame in
      let value = try first(frame)
      switch value {
      case .none: return try fallback(frame)
      case .some(let wrapped): return staysOptional ? value : wrapped
      default: return value
      }
    }
  }

  // MARK: Arithmetic

  /// An operand that needs no call of its own.
  private enum Operand {
    case constant(Int)
    case local(Int)
    case any
  }

  private func operand(_ node: Node) -> Operand {
    switch node.op {
    case .integer(let literal):
      return Int(literal.digits, radix: literal.radix).map { .constant($0) } ?? .any
    case .variable(let variable):
      if case .word(let index, .int) = storage(variable) { return .local(index) }
      return .any
    default: return .any
    }
  }

  private func arithmetic(
    _ operation: Arithmetic, _ a: Node, _ b: Node, _ node: Node
  ) -> Code {
    let range = node.range
    switch node.type {
    case .int where !operation.isShift: return .int(intArithmetic(operation, a, b, range))
    case .double:
      let x = double(a)
      let y = double(b)
      switch operation {
      case .add: return .double { try x($0) + (try y($0)) }
      case .subtract: return .double { try x($0) - (try y($0)) }
      case .multiply: return .double { try x($0) * (try y($0)) }
      case .divide: return .double { try x($0) / (try y($0)) }
      default: return .double { _ in .nan }
      }
    default:
      if let kind = node.type.integerKind {
        return Integers.code(operation, kind, code(a), code(b), range)
      }
      let x = value(a)
      let y = value(b)
      return .value { frame in
        let left = try x(frame)
        return try Numbers.apply(operation, left, try y(frame), range)
      }
    }
  }

  private func intArithmetic(
    _ operation: Arithmetic, _ a: Node, _ b: Node, _ range: SourceRange
  ) -> Run<Int> {
    func fault(_ x: Int, _ y: Int) -> Fault {
      .failed(RuntimeError.arithmetic(operation, x, y, range))
    }
    switch (operation, operand(a), operand(b)) {
    case (.add, .local(let i), .constant(let y)):
      return { frame in
        let (sum, overflow) = frame.words[i].addingReportingOverflow(y)
        if overflow { throw fault(frame.words[i], y) }
        return sum
      }
    case (.add, .local(let i), .local(let j)):
      return { frame in
        let (sum, overflow) = frame.words[i].addingReportingOverflow(frame.words[j])
        if overflow { throw fault(frame.words[i], frame.words[j]) }
        return sum
      }
    case (.subtract, .local(let i), .constant(let y)):
      return { frame in
        let (sum, overflow) = frame.words[i].subtractingReportingOverflow(y)
        if overflow { throw fault(frame.words[i], y) }
        return sum
      }
    case (.add, _, .constant(let y)):
      let x = int(a)
      return { frame in
        let left = try x(frame)
        let (sum, overflow) = left.addingReportingOverflow(y)
        if overflow { throw fault(left, y) }
        return sum
      }
    case (.multiply, .local(let i), .local(let j)):
      return { frame in
        let (product, overflow) = frame.words[i].multipliedReportingOverflow(by: frame.words[j])
        if overflow { throw fault(frame.words[i], frame.words[j]) }
        return product
      }
    case (.remainder, .local(let i), .constant(let y)) where y > 0:
      return { $0.words[i] % y }
    default: break
    }
    let x = int(a)
    let y = int(b)
    switch operation {
    case .add:
      return { frame in
        let left = try x(frame)
        let right = try y(frame)
        let (result, overflow) = left.addingReportingOverflow(right)
        if overflow { throw fault(left, right) }
        return result
      }
    case .subtract:
      return { frame in
        let left = try x(frame)
        let right = try y(frame)
        let (result, overflow) = left.subtractingReportingOverflow(right)
        if overflow { throw fault(left, right) }
        return result
      }
    case .multiply:
      return { frame in
        let left = try x(frame)
        let right = try y(frame)
        let (result, overflow) = left.multipliedReportingOverflow(by: right)
        if overflow { throw fault(left, right) }
        return result
      }
    case .divide:
      return { frame in
        let left = try x(frame)
        let right = try y(frame)
        let (result, overflow) = left.dividedReportingOverflow(by: right)
        if overflow { throw fault(left, right) }
        return result
      }
    case .remainder:
      return { frame in
        let left = try x(frame)
        let right = try y(frame)
        let (result, overflow) = left.remainderReportingOverflow(dividingBy: right)
        if overflow { throw fault(left, right) }
        return result
      }
    case .addWrapping: return { try x($0) &+ (try y($0)) }
    case .subtractWrapping: return { try x($0) &- (try y($0)) }
    case .multiplyWrapping: return { try x($0) &* (try y($0)) }
    case .and: return { try x($0) & (try y($0)) }
    case .or: return { try x($0) | (try y($0)) }
    case .xor: return { try x($0) ^ (try y($0)) }
    case .shiftLeft, .shiftRight, .shiftLeftMasking, .shiftRightMasking:
      return { frame in
        let number = try x(frame)
        return Integers.shift(operation, number, by: try y(frame))
      }
    }
  }

  private func negate(_ inner: Node, _ node: Node) -> Code {
    let range = node.range
    switch node.type {
    case .int:
      let run = int(inner)
      return .int { frame in
        let number = try run(frame)
        let (result, overflow) = (0).subtractingReportingOverflow(number)
        if overflow { throw Fault.failed(RuntimeError.negation(number, range)) }
        return result
      }
    case .double:
      let run = double(inner)
      return .double { -(try run($0)) }
    default:
      if let kind = node.type.integerKind {
        return Integers.negated(kind, code(inner), range)
      }
      let run = value(inner)
      return .value { frame in
        guard case .float(let number) = try run(frame) else { throw InternalError("Float") }
        return .float(-number)
      }
    }
  }

  // MARK: Comparison

  private func compare(_ comparison: Comparison, _ a: Node, _ b: Node) -> Code {
    switch a.type {
    case _ where a.type.isWordInteger && b.type.isWordInteger:
      switch (comparison, operand(a), operand(b)) {
      case (.less, .local(let i), .constant(let y)): return .bool { $0.words[i] < y }
      case (.less, .local(let i), .local(let j)): return .bool { $0.words[i] < $0.words[j] }
      case (.lessOrEqual, .local(let i), .constant(let y)): return .bool { $0.words[i] <= y }
      case (.equal, .local(let i), .constant(let y)): return .bool { $0.words[i] == y }
      case (.equal, .any, .constant(let y)):
        let x = int(a)
        return .bool { try x($0) == y }
      default: break
      }
      let x = int(a)
      let y = int(b)
      switch comparison {
      case .equal: return .bool { try x($0) == (try y($0)) }
      case .notEqual: return .bool { try x($0) != (try y($0)) }
      case .less: return .bool { try x($0) < (try y($0)) }
      case .lessOrEqual: return .bool { try x($0) <= (try y($0)) }
      case .greater: return .bool { try x($0) > (try y($0)) }
      case .greaterOrEqual: return .bool { try x($0) >= (try y($0)) }
      }
    case .double:
      let x = double(a)
      let y = double(b)
      switch comparison {
      case .equal: return .bool { try x($0) == (try y($0)) }
      case .notEqual: return .bool { try x($0) != (try y($0)) }
      case .less: return .bool { try x($0) < (try y($0)) }
      case .lessOrEqual: return .bool { try x($0) <= (try y($0)) }
      case .greater: return .bool { try x($0) > (try y($0)) }
      case .greaterOrEqual: return .bool { try x($0) >= (try y($0)) }
      }
    default:
      if let kind = a.type.integerKind, let other = b.type.integerKind, kind != other {
        return compareMixed(comparison, value(a), value(b))
      }
      let x = value(a)
      let y = value(b)
      switch comparison {
      case .equal:
        return .bool { frame in
          let left = try x(frame)
          return Ordering.equal(left, try y(frame))
        }
      case .notEqual:
        return .bool { frame in
          let left = try x(frame)
          return !Ordering.equal(left, try y(frame))
        }
      case .less:
        return .bool { frame in
          let left = try x(frame)
          return Ordering.less(left, try y(frame))
        }
      case .greater:
        return .bool { frame in
          let left = try x(frame)
          return Ordering.less(try y(frame), left)
        }
      case .lessOrEqual:
        return .bool { frame in
          let left = try x(frame)
          return Ordering.lessOrEqual(left, try y(frame))
        }
      case .greaterOrEqual:
        return .bool { frame in
          let left = try x(frame)
          return Ordering.lessOrEqual(try y(frame), left)
        }
      }
    }
  }

  private func range(_ isClosed: Bool, _ a: Node, _ b: Node, _ node: Node) -> Code {
    let place = node.range
    if a.type != .double, !a.type.isWordInteger, a.type != .named("String.Index", []) {
      let x = value(a)
      let y = value(b)
      let text = compiler.describer.text(a.type)
      return .value { frame in
        let lower = try x(frame)
        let upper = try y(frame)
        guard Ordering.lessOrEqual(lower, upper) else {
          throw Fault.failed(RuntimeError.range(text(lower), text(upper), isClosed, place))
        }
        return .tuple([lower, upper])
      }
    }
    if a.type != .double {
      let x = int(a)
      let y = int(b)
      return .value { frame in
        let lower = try x(frame)
        let upper = try y(frame)
        guard lower <= upper else {
          throw Fault.failed(RuntimeError.range("\(lower)", "\(upper)", isClosed, place))
        }
        return .range(lower, upper)
      }
    }
    let x = double(a)
    let y = double(b)
    return .value { frame in
      let lower = try x(frame)
      let upper = try y(frame)
      guard lower <= upper else {
        throw Fault.failed(
          RuntimeError.range(Describer.text(lower), Describer.text(upper), isClosed, place))
      }
      return .interval(lower, upper)
    }
  }

  // MARK: Conversion

  private func convert(_ inner: Node, to type: Type) -> Code {
    if type == .existential("Any") {
      let run = value(inner)
      if inner.type == .string || inner.type == .existential("Any") { return .value(run) }
      if inner.type == .int {
        let run = int(inner)
        return .value { .string(String(try run($0))) }
      }
      let text = compiler.describer.shown(inner.type)
      let range = inner.range
      return .value { frame in
        let value = try run(frame)
        try frame.charge(bytes: value.leastTextSize, range)
        return .string(text(value))
      }
    }
    guard let conversion = Self.conversion(inner.type, type) else { return code(inner) }
    let run = value(inner)
    return Representation(type).unboxing { conversion(try run($0)) }
  }

  /// What turns a value of one type into one of another; `nil` when it is the same value.
  static func conversion(_ from: Type, _ to: Type) -> ((Value) -> Value)? {
    if from == to { return nil }
    switch (from, to) {
    case (.named("Optional", let xs), .named("Optional", let ys)):
      guard let inner = conversion(xs[0], ys[0]) else { return nil }
      return { value in
        switch value {
        case .none: .none
        case .some(let wrapped): .some(inner(wrapped))
        default: inner(value)
        }
      }
    case (_, .named("Optional", let ys)):
      let inner = conversion(from, ys[0])
      let isNested = ys[0].wrapped != nil
      if inner == nil, !isNested { return { $0 } }
      return { value in Value.wrapped(inner.map { $0(value) } ?? value, isOptional: isNested) }
    case (.tuple(let xs), .tuple(let ys)):
      let parts = zip(xs, ys).map { conversion($0.type, $1.type) }
      guard parts.contains(where: { $0 != nil }) else { return nil }
      return { value in
        guard case .tuple(let values) = value else { return value }
        return .tuple(zip(values, parts).map { $1?($0) ?? $0 })
      }
    case (.named("Dictionary", let xs), .named("Dictionary", let ys)):
      guard let inner = conversion(xs[1], ys[1]) else { return nil }
      return { value in
        guard case .table(let old) = value else { return value }
        let table = HashTable()
        for entry in old.entries { table.set(entry.key, inner(entry.value)) }
        return .table(table)
      }
    case (.named("Array", let xs), .named("Array", let ys)):
      guard let inner = conversion(xs[0], ys[0]) else { return nil }
      return { value in
        guard case .array(let values) = value else { return value }
        return .array(Elements(sequence: values.lazy.map(inner)))
      }
    case (_, .existential):
      // The box is the same; numbers are boxed as values already.
      return Representation(from) == .value ? nil : { $0 }
    default: return nil
    }
  }
}

/// Ends an optional chain that found nil.
struct ChainEnd: Error {}

extension Double {
  /// The number a literal stands for, correctly rounded.
  init(exactly literal: IntegerLiteral) {
    if literal.radix == 10 {
      self = Double(literal.digits) ?? .nan
    } else {
      let magnitude = literal.digits.drop { $0 == "-" }.reduce(0.0) {
        $0 * Double(literal.radix) + Double($1.hexDigitValue ?? 0)
      }
      self = literal.digits.hasPrefix("-") ? -magnitude : magnitude
    }
  }
}

extension Float {
  init(exactly literal: IntegerLiteral) {
    self = literal.radix == 10 ? Float(literal.digits) ?? .nan : Float(Double(exactly: literal))
  }
}
