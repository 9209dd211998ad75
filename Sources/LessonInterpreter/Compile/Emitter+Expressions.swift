// This file makes instructions of expressions.
import LessonModel

extension Emitter {
  // MARK: Words

  /// The slot that holds an expression's word: a variable's own, or a new one.
  func word(_ node: Node) -> Int {
    if case .variable(let variable) = node.op,
      case .word(let index, _) = builder.storage(variable)
    {
      return index
    }
    let target = builder.newWord()
    word(node, to: target)
    return target
  }

  /// The same for an operand that another follows, which may change the variable.
  func word(_ node: Node, before others: Node...) -> Int {
    let index = word(node)
    guard case .variable = node.op, !others.allSatisfy(Self.leavesVariables) else { return index }
    let copy = builder.newWord()
    emit(.move, a: copy, b: index, node.range)
    return copy
  }

  /// Whether an expression surely changes no variable of its function.
  private static func leavesVariables(_ node: Node) -> Bool {
    switch node.op {
    case .integer, .floating, .bool, .string, .variable, .nothing: true
    case .arithmetic(_, let a, let b), .comparison(_, let a, let b), .and(let a, let b),
      .or(let a, let b):
      leavesVariables(a) && leavesVariables(b)
    case .ternary(let a, let b, let c):
      leavesVariables(a) && leavesVariables(b) && leavesVariables(c)
    case .negate(let a), .not(let a), .convert(let a): leavesVariables(a)
    case .callFunction(_, let nodes): nodes.allSatisfy(leavesVariables)
    case .library(_, _, let nodes): nodes.allSatisfy(leavesVariables)
    default: false
    }
  }

  /// Makes the code that puts an expression's word into a slot. The slot is written last, when all
  /// variables have been read.
  func word(_ node: Node, to target: Int) {
    scoped { wordHere(node, to: target) }
  }

  private func wordHere(_ node: Node, to target: Int) {
    let range = node.range
    switch node.op {
    case .integer(let literal) where node.type == .int:
      constant(Int(literal.digits, radix: literal.radix) ?? 0, to: target, range)
    case .integer(let literal) where node.type == .double:
      constant(LessonInterpreter.word(Double(exactly: literal)), to: target, range)
    case .floating(let text) where node.type == .double:
      constant(LessonInterpreter.word(Double(text) ?? .nan), to: target, range)
    case .bool(let bool) where node.type == .bool: constant(bool ? 1 : 0, to: target, range)
    case .variable(let variable):
      switch builder.storage(variable) {
      case .word(let index, _): emit(.move, a: target, b: index, range)
      case .globalWord(let index, _): emit(.loadGlobal, a: target, b: index, range)
      case .box(let index, let representation) where representation != .value:
        emit(.loadBox, a: target, b: index, range)
      default: evaluate(node, to: target)
      }
    case .arithmetic(let operation, let a, let b)
    where node.type == .int && !operation.isShift || node.type == .double:
      arithmetic(operation, a, b, node.type, to: target, range)
    case .negate(let inner) where node.type == .int:
      emit(.negateI, a: target, b: word(inner), range)
    case .negate(let inner) where node.type == .double:
      emit(.negateD, a: target, b: word(inner), range)
    case .comparison(let comparison, let a, let b)
    where a.type == b.type
      && (a.type == .int || a.type == .double || (a.type == .bool && comparison.isEquality)):
      compare(comparison, a, b, to: target, range)
    case .not(let inner): emit(.not, a: target, b: word(inner), range)
    case .and, .or:
      let (no, end) = (Label(), Label())
      branch(node, to: no, when: false)
      constant(1, to: target, range)
      jump(to: end, range)
      bind(no)
      constant(0, to: target, range)
      bind(end)
    case .ternary(let test, let yes, let no):
      let (other, end) = (Label(), Label())
      branch(test, to: other, when: false)
      word(yes, to: target)
      jump(to: end, range)
      bind(other)
      word(no, to: target)
      bind(end)
    case .callFunction(let callee, let nodes) where isPlain(callee, nodes):
      call(callee, nodes, node, to: target)
    case .callValue(let function, let nodes) where isPlain(function, nodes):
      call(value: function, nodes, node, to: target)
    case .field(let base, let field):
      if let place = place(base), let op = Self.fieldOpcode(node.type) {
        emit(op, a: target, b: place, c: field.index, range)
      } else {
        evaluate(node, to: target)
      }
    case .access(let access):
      if access.property.storage == nil, let getter = access.getter {
        let nodes = (access.base.map { [$0] } ?? []) + access.arguments
        if isPlain(getter, nodes) { return call(getter, nodes, node, to: target) }
      }
      evaluate(node, to: target)
    case .library(let declaration, _, let nodes):
      if !element(declaration, nodes, node, to: target),
        !standard(declaration, nodes, node, to: target)
      {
        evaluate(node, to: target)
      }
    default: evaluate(node, to: target)
    }
  }

  // MARK: Arithmetic

  func small(_ node: Node) -> Int? {
    guard case .integer(let literal) = node.op, node.type == .int,
      let number = Int(literal.digits, radix: literal.radix), Int32(exactly: number) != nil
    else { return nil }
    return number
  }

  func arithmetic(
    _ operation: Arithmetic, _ a: Node, _ b: Node, _ type: Type, to target: Int,
    _ range: SourceRange
  ) {
    let left = word(a, before: b)
    if type == .int, let number = small(b) {
      if let op = Self.constantOpcode(operation, number) {
        emit(op, a: target, b: left, c: number, range)
        return
      }
    }
    emit(Self.opcode(operation, type), a: target, b: left, c: word(b), range)
  }

  private static func constantOpcode(_ operation: Arithmetic, _ number: Int) -> Opcode? {
    switch operation {
    case .add: .addIC
    case .subtract: .subtractIC
    case .multiply: .multiplyIC
    case .remainder: number > 0 ? .remainderIC : nil
    case .divide: number > 0 ? .divideIC : nil
    default: nil
    }
  }

  static func opcode(_ operation: Arithmetic, _ type: Type) -> Opcode {
    if type == .double {
      switch operation {
      case .add: return .addD
      case .subtract: return .subtractD
      case .multiply: return .multiplyD
      default: return .divideD
      }
    }
    switch operation {
    case .add: return .addI
    case .subtract: return .subtractI
    case .multiply: return .multiplyI
    case .divide: return .divideI
    case .remainder: return .remainderI
    case .addWrapping: return .addWrapping
    case .subtractWrapping: return .subtractWrapping
    case .multiplyWrapping: return .multiplyWrapping
    case .and: return .and
    case .or: return .or
    case .xor: return .xor
    // Shifts have no instruction: closures do them.
    case .shiftLeft, .shiftRight, .shiftLeftMasking, .shiftRightMasking: return .or
    }
  }

  private func compare(
    _ comparison: Comparison, _ a: Node, _ b: Node, to target: Int, _ range: SourceRange
  ) {
    let left = word(a, before: b)
    let right = word(b)
    let isDouble = a.type == .double
    switch comparison {
    case .equal: emit(isDouble ? .equalD : .equalI, a: target, b: left, c: right, range)
    case .notEqual:
      emit(isDouble ? .equalD : .equalI, a: target, b: left, c: right, range)
      emit(.not, a: target, b: target, range)
    case .less: emit(isDouble ? .lessD : .lessI, a: target, b: left, c: right, range)
    case .greater: emit(isDouble ? .lessD : .lessI, a: target, b: right, c: left, range)
    case .lessOrEqual:
      emit(isDouble ? .lessOrEqualD : .lessOrEqualI, a: target, b: left, c: right, range)
    case .greaterOrEqual:
      emit(isDouble ? .lessOrEqualD : .lessOrEqualI, a: target, b: right, c: left, range)
    }
  }

  // MARK: Branches

  /// Makes the code that jumps when a condition comes out so. A jump back is noted at `place`: it
  /// takes the step of the loop.
  func branch(
    _ node: Node, to label: Label, when wanted: Bool, _ place: SourceRange? = nil
  ) {
    scoped { branchHere(node, to: label, when: wanted, place ?? node.range) }
  }

  private func branchHere(
    _ node: Node, to label: Label, when wanted: Bool, _ range: SourceRange
  ) {
    switch node.op {
    case .bool(let bool):
      if bool == wanted { jump(to: label, range) }
    case .not(let inner): branch(inner, to: label, when: !wanted, range)
    case .and(let a, let b):
      if wanted {
        let no = Label()
        branch(a, to: no, when: false)
        branch(b, to: label, when: true, range)
        bind(no)
      } else {
        branch(a, to: label, when: false, range)
        branch(b, to: label, when: false, range)
      }
    case .or(let a, let b):
      if wanted {
        branch(a, to: label, when: true, range)
        branch(b, to: label, when: true, range)
      } else {
        let yes = Label()
        branch(a, to: yes, when: true)
        branch(b, to: label, when: false, range)
        bind(yes)
      }
    case .comparison(let comparison, let a, let b) where a.type == .int && b.type == .int:
      let comparison = wanted ? comparison : comparison.negated
      let left = word(a, before: b)
      if let number = small(b) {
        let op: Opcode =
          switch comparison {
          case .equal: .jumpEqualIC
          case .notEqual: .jumpNotEqualIC
          case .less: .jumpLessIC
          case .lessOrEqual: .jumpLessOrEqualIC
          case .greater: .jumpGreaterIC
          case .greaterOrEqual: .jumpGreaterOrEqualIC
          }
        jump(op, a: left, b: number, to: label, range)
        return
      }
      let right = word(b)
      switch comparison {
      case .equal: jump(.jumpEqualI, a: left, b: right, to: label, range)
      case .notEqual: jump(.jumpNotEqualI, a: left, b: right, to: label, range)
      case .less: jump(.jumpLessI, a: left, b: right, to: label, range)
      case .lessOrEqual: jump(.jumpLessOrEqualI, a: left, b: right, to: label, range)
      case .greater: jump(.jumpLessI, a: right, b: left, to: label, range)
      case .greaterOrEqual: jump(.jumpLessOrEqualI, a: right, b: left, to: label, range)
      }
    case .comparison(let comparison, let a, let b) where a.type == .double:
      let left = word(a, before: b)
      let right = word(b)
      switch comparison {
      case .equal: jump(wanted ? .jumpEqualD : .jumpNotEqualD, a: left, b: right, to: label, range)
      case .notEqual:
        jump(wanted ? .jumpNotEqualD : .jumpEqualD, a: left, b: right, to: label, range)
      case .less: jump(wanted ? .jumpLessD : .jumpNotLessD, a: left, b: right, to: label, range)
      case .greater: jump(wanted ? .jumpLessD : .jumpNotLessD, a: right, b: left, to: label, range)
      case .lessOrEqual:
        jump(
          wanted ? .jumpLessOrEqualD : .jumpNotLessOrEqualD, a: left, b: right, to: label, range)
      case .greaterOrEqual:
        jump(
          wanted ? .jumpLessOrEqualD : .jumpNotLessOrEqualD, a: right, b: left, to: label, range)
      }
    default: jump(wanted ? .jumpIf : .jumpUnless, a: word(node), to: label, range)
    }
  }

  // MARK: Elements

  /// The parts of `a[i]` or `a[i][j]` for an array in a variable.
  struct ElementParts {
    let array: Int
    let row: Node?
    let index: Node
    let rowRange: SourceRange
  }

  func parts(_ declaration: Declaration, _ nodes: [Node]) -> ElementParts? {
    guard let (base, index) = FunctionBuilder.subscripted(declaration, nodes) else { return nil }
    if let array = place(base) {
      return ElementParts(array: array, row: nil, index: index, rowRange: base.range)
    }
    if case .library(let outer, _, let outerNodes) = base.op,
      let (array, row) = FunctionBuilder.subscripted(outer, outerNodes), let array = place(array)
    {
      return ElementParts(array: array, row: row, index: index, rowRange: base.range)
    }
    return nil
  }

  /// The slots of the indices; nil when one does not fit into an instruction.
  private func indices(_ parts: ElementParts, before other: Node?) -> (row: Int, index: Int)? {
    guard let row = parts.row else {
      return (0, other.map { word(parts.index, before: $0) } ?? word(parts.index))
    }
    let others = [parts.index] + (other.map { [$0] } ?? [])
    var first = word(row)
    if case .variable = row.op, !others.allSatisfy(Self.leavesVariables) {
      let copy = builder.newWord()
      emit(.move, a: copy, b: first, row.range)
      first = copy
    }
    return (first, other.map { word(parts.index, before: $0) } ?? word(parts.index))
  }

  private func element(
    _ declaration: Declaration, _ nodes: [Node], _ node: Node, to target: Int
  ) -> Bool {
    guard let parts = parts(declaration, nodes), builder.words < 1 << 15,
      let (row, index) = indices(parts, before: nil)
    else { return false }
    load(parts, row, index, node, to: target)
    return true
  }

  private func load(
    _ parts: ElementParts, _ row: Int, _ index: Int, _ node: Node, to target: Int
  ) {
    let hasRow = parts.row != nil
    let op: Opcode? =
      switch Representation(node.type) {
      case .int: hasRow ? .rowElementI : .elementI
      case .double: hasRow ? .rowElementD : .elementD
      case .bool: hasRow ? .rowElementB : .elementB
      case .void, .value: nil
      }
    guard let op else { return }
    emit(op, a: target, b: parts.array, c: index, d: row, node.range, row: parts.rowRange)
  }

  private func store(
    _ parts: ElementParts, _ row: Int, _ index: Int, _ node: Node, from source: Int
  ) {
    let hasRow = parts.row != nil
    let op: Opcode? =
      switch Representation(node.type) {
      case .int: hasRow ? .setRowElementI : .setElementI
      case .double: hasRow ? .setRowElementD : .setElementD
      case .bool: hasRow ? .setRowElementB : .setElementB
      case .void, .value: nil
      }
    guard let op else { return }
    emit(op, a: parts.array, b: index, c: source, d: row, node.range, row: parts.rowRange)
  }

  private func target(_ node: Node) -> ElementParts? {
    guard case .library(let declaration, _, let nodes) = node.op, builder.words < 1 << 15
    else { return nil }
    switch Representation(node.type) {
    case .int, .double, .bool: return parts(declaration, nodes)
    case .void, .value: return nil
    }
  }

  /// `a[i] = x`; the index is found before the new value, as in Swift.
  func setElement(_ node: Node, _ new: Node) -> Bool {
    guard let parts = target(node) else { return false }
    return scoped {
      guard let (row, index) = indices(parts, before: new) else { return false }
      store(parts, row, index, node, from: word(new))
      return true
    }
  }

  /// `a[i] += x`.
  func changeElement(
    _ operation: Arithmetic, _ node: Node, _ other: Node, _ range: SourceRange
  ) -> Bool {
    guard node.type == .int || node.type == .double, !operation.isShift,
      let parts = target(node)
    else {
      return false
    }
    return scoped {
      guard let (row, index) = indices(parts, before: other) else { return false }
      let right = word(other)
      let old = builder.newWord()
      load(parts, row, index, node, to: old)
      emit(Self.opcode(operation, node.type), a: old, b: old, c: right, range)
      store(parts, row, index, node, from: old)
      return true
    }
  }

  // MARK: The standard library

  /// What a loop calls most often.
  private func standard(
    _ declaration: Declaration, _ nodes: [Node], _ node: Node, to target: Int
  ) -> Bool {
    guard case .intrinsic = declaration.binding.implementation, nodes.count == 1 else {
      return false
    }
    switch declaration.name {
    case "count":
      guard nodes[0].type.arrayElement != nil, let array = place(nodes[0]) else { return false }
      emit(.count, a: target, b: array, node.range)
    case "init" where node.type == .double && nodes[0].type == .int:
      emit(.toDouble, a: target, b: word(nodes[0]), node.range)
    case "sqrt" where node.type == .double && nodes[0].type == .double:
      emit(.squareRoot, a: target, b: word(nodes[0]), node.range)
    default: return false
    }
    return true
  }

  /// `a.append(x)` of numbers to an array in a variable.
  func append(_ node: Node) -> Bool {
    guard case .library(let declaration, _, let nodes) = node.op, declaration.name == "append",
      case .intrinsic = declaration.binding.implementation, nodes.count == 2,
      case .reference(let array) = nodes[0].op, let element = array.type.arrayElement,
      nodes[1].type == element, let place = place(array)
    else { return false }
    let op: Opcode? =
      switch Representation(element) {
      case .int: .appendI
      case .double: .appendD
      case .bool: .appendB
      case .void, .value: nil
      }
    guard let op else { return false }
    scoped { emit(op, a: place, b: word(nodes[1]), node.range) }
    return true
  }

  // MARK: Fields

  private static func fieldOpcode(_ type: Type) -> Opcode? {
    switch Representation(type) {
    case .int: .fieldI
    case .double: .fieldD
    case .bool: .fieldB
    case .void, .value: nil
    }
  }

  private func fieldParts(_ node: Node) -> (place: Int, index: Int, set: Opcode, get: Opcode)? {
    guard case .field(let base, let field) = node.op, field.willSet == nil, field.didSet == nil,
      let place = place(base), let get = Self.fieldOpcode(node.type)
    else { return nil }
    let set: Opcode =
      switch get {
      case .fieldI: .setFieldI
      case .fieldD: .setFieldD
      default: .setFieldB
      }
    return (place, field.index, set, get)
  }

  /// `p.x = y`.
  private func setField(_ node: Node, _ new: Node) -> Bool {
    guard let parts = fieldParts(node) else { return false }
    scoped { emit(parts.set, a: parts.place, b: parts.index, c: word(new), node.range) }
    return true
  }

  /// `p.x += y`.
  private func changeField(
    _ operation: Arithmetic, _ node: Node, _ other: Node, _ range: SourceRange
  ) -> Bool {
    guard node.type == .int || node.type == .double, let parts = fieldParts(node) else {
      return false
    }
    scoped {
      let right = word(other)
      let old = builder.newWord()
      emit(parts.get, a: old, b: parts.place, c: parts.index, node.range)
      emit(Self.opcode(operation, node.type), a: old, b: old, c: right, range)
      emit(parts.set, a: parts.place, b: parts.index, c: old, node.range)
    }
    return true
  }

  // MARK: Calls

  /// Whether instructions can call a function: what it changes lies in variables of its own kind.
  func isPlain(_ callee: FunctionInfo, _ nodes: [Node]) -> Bool {
    nodes.count == callee.code.parameters.count
      && callee.captures.count == callee.code.captures.count && canLend(nodes)
  }

  private func isPlain(_ function: Node, _ nodes: [Node]) -> Bool {
    guard case .function(let parameters, _, _) = function.type else { return false }
    return parameters.count == nodes.count && canLend(nodes)
  }

  private func canLend(_ nodes: [Node]) -> Bool {
    guard builder.values < 1 << 15 else { return false }
    return nodes.allSatisfy { node in
      guard case .reference(let inner) = node.op else { return true }
      guard case .variable(let variable) = inner.op else { return false }
      switch builder.storage(variable) {
      case .word, .value, .globalValue: return true
      case .globalWord, .box, .nothing: return false
      }
    }
  }

  /// Makes the code that puts arguments where a callee expects them; gives what takes back afterwards
  /// what `inout` parameters were lent.
  private func arguments(
    _ nodes: [Node], _ slots: [FunctionCode.Slot], _ words: Int, _ values: Int
  ) -> [(op: Opcode, variable: Int, slot: Int)] {
    // Calls within the arguments must not touch arguments that are already in place.
    for slot in slots {
      switch slot.representation {
      case .void: break
      case .value: builder.values = max(builder.values, values + slot.index + 1)
      default: builder.words = max(builder.words, words + slot.index + 1)
      }
    }
    builder.note()
    var lent: [(op: Opcode, variable: Int, slot: Int)] = []
    for (argument, slot) in zip(nodes, slots) {
      if case .reference(let inner) = argument.op {
        if let place = place(inner) {
          lent.append((.takeValue, place, values + slot.index))
        } else {
          lent.append((.takeWord, word(inner), words + slot.index))
        }
        continue
      }
      switch slot.representation {
      case .void: effect(argument)
      case .value: value(argument, to: values + slot.index)
      default: word(argument, to: words + slot.index)
      }
    }
    // When all arguments are known: the variables are empty during the call.
    for (op, variable, slot) in lent {
      let range = nodes[0].range
      emit(op == .takeValue ? .giveValue : .move, a: slot, b: variable, range)
    }
    return lent
  }

  private func takeBack(_ lent: [(op: Opcode, variable: Int, slot: Int)], _ range: SourceRange) {
    for (op, variable, slot) in lent { emit(op, a: variable, b: slot, range) }
  }

  /// A call of a function that is a value.
  private func call(value function: Node, _ nodes: [Node], _ node: Node, to target: Int) {
    guard case .function(let parameters, _, _) = function.type else { return }
    scoped {
      let first = builder.values
      let callee: Int
      if let place = place(function), place >= 0 {
        callee = place
      } else {
        callee = builder.newValue()
        value(function, to: callee)
      }
      let (words, values) = (builder.words, builder.values)
      let slots = FunctionCode.layOut(parameters.map { ($0.type, isInout: $0.isInout) }).slots
      let lent = arguments(nodes, slots, words, values)
      emit(.callValue, a: target, b: callee, c: words, d: values, node.range)
      takeBack(lent, node.range)
      if values > first { emit(.clear, a: first, b: values, node.range) }
    }
  }

  func call(_ callee: FunctionInfo, _ nodes: [Node], _ node: Node, to target: Int) {
    scoped {
      let (words, values) = (builder.words, builder.values)
      let function = callee.code
      let lent = arguments(nodes, function.parameters, words, values)
      // The callee shares variables that this function owns or shares itself.
      for (variable, slot) in zip(callee.captures, function.captures) {
        guard case .box(let from, _) = builder.storage(variable) else { continue }
        emit(.moveValue, a: values + slot, b: from, node.range)
      }
      emit(.call, a: target, b: self.callee(function), c: words, d: values, node.range)
      takeBack(lent, node.range)
    }
  }

  // MARK: Values

  /// Makes the code that puts a value into a slot, or into a variable of the top level.
  func value(_ node: Node, to target: Int) {
    scoped { valueHere(node, to: target) }
  }

  private func valueHere(_ node: Node, to target: Int) {
    guard Representation(node.type) == .value else {
      evaluate(builder.value(node), toValue: target, node.range)
      return
    }
    switch node.op {
    case .variable:
      if let source = place(node) {
        emit(.moveValue, a: target, b: source, node.range)
      } else {
        evaluate(builder.value(node), toValue: target, node.range)
      }
    case .ternary(let test, let yes, let no):
      let (other, end) = (Label(), Label())
      branch(test, to: other, when: false)
      value(yes, to: target)
      jump(to: end, node.range)
      bind(other)
      value(no, to: target)
      bind(end)
    case .callFunction(let callee, let nodes)
    where target >= 0 && isPlain(callee, nodes) && Representation(callee.result) == .value:
      call(callee, nodes, node, to: target)
    case .callValue(let function, let nodes) where target >= 0 && isPlain(function, nodes):
      call(value: function, nodes, node, to: target)
    case .field(let base, let field) where target >= 0:
      if let place = place(base) {
        emit(.fieldV, a: target, b: place, c: field.index, node.range)
      } else {
        evaluate(builder.value(node), toValue: target, node.range)
      }
    case .library(let declaration, _, let nodes) where target >= 0:
      if let parts = parts(declaration, nodes), parts.row == nil {
        emit(
          .elementV, a: target, b: parts.array, c: word(parts.index), node.range)
      } else {
        evaluate(builder.value(node), toValue: target, node.range)
      }
    default: evaluate(builder.value(node), toValue: target, node.range)
    }
  }

  // MARK: Effects

  /// Makes the code of an expression for its effect.
  func effect(_ node: Node) {
    scoped { effectHere(node) }
  }

  private func effectHere(_ node: Node) {
    switch node.op {
    case .assign(let target, let new):
      switch target.op {
      case .variable(let variable):
        if !assign(variable, new) { break }
        return
      case .library where setElement(target, new): return
      case .field where setField(target, new): return
      default: break
      }
    case .compound(let operation, let target, let other)
    where target.type == .int || target.type == .double:
      if case .variable(let variable) = target.op {
        // `sum += a * b`, the heart of every product of vectors.
        if operation == .add, target.type == .double,
          case .word(let sum, _) = builder.storage(variable),
          case .arithmetic(.multiply, let a, let b) = other.op, Self.leavesVariables(other)
        {
          return emit(.multiplyAddD, a: sum, b: word(a), c: word(b), node.range)
        }
        let sum = Node(.arithmetic(operation, target, other), target.type, node.range)
        if assign(variable, sum) { return }
      } else if changeElement(operation, target, other, node.range)
        || changeField(operation, target, other, node.range)
      {
        return
      }
    case .callFunction(let callee, let nodes) where isPlain(callee, nodes):
      switch Representation(callee.result) {
      case .void: call(callee, nodes, node, to: 0)
      case .value: call(callee, nodes, node, to: builder.newValue())
      default: call(callee, nodes, node, to: builder.newWord())
      }
      return
    case .callValue(let function, let nodes) where isPlain(function, nodes):
      switch Representation(node.type) {
      case .value: call(value: function, nodes, node, to: builder.newValue())
      case .void: call(value: function, nodes, node, to: 0)
      default: call(value: function, nodes, node, to: builder.newWord())
      }
      return
    case .library where append(node): return
    case .library(let declaration, _, let nodes):
      if let run = builder.appendText(declaration, nodes, node.range) {
        return perform(run, node.range)
      }
    default: break
    }
    perform(builder.code(node).effect, node.range)
  }

  /// The code that gives a variable a value; false when only closures can.
  func assign(_ variable: Variable, _ node: Node) -> Bool {
    switch builder.storage(variable) {
    case .word(let index, _): word(node, to: index)
    case .globalWord(let index, _):
      let source = builder.newWord()
      word(node, to: source)
      emit(.storeGlobal, a: source, b: index, node.range)
    case .value(let index): value(node, to: index)
    case .globalValue(let index): value(node, to: ~index)
    case .box(let index, let representation) where representation != .value:
      let source = builder.newWord()
      word(node, to: source)
      emit(.storeBox, a: source, b: index, node.range)
    case .box, .nothing: return false
    }
    return true
  }
}

extension Comparison {
  /// What holds of integers when this does not.
  fileprivate var negated: Comparison {
    switch self {
    case .equal: .notEqual
    case .notEqual: .equal
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    }
  }
}
