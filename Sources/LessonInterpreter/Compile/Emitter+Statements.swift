// This file makes instructions of statements.
import LessonModel

extension Emitter {
  /// Makes the code of a function's body, from the first statement to its return.
  func body(_ statements: [StatementNode], last: Node?, _ range: SourceRange) {
    // The last expression sees what the statements declare.
    block(statements + (last.map { [StatementNode(.giveBack($0), $0.range)] } ?? []))
    giveBack(nil, range)
  }

  /// Makes the code of a block; what it declares is gone after it.
  func block(_ statements: [StatementNode]) {
    let isDeferring = statements.contains { if case .deferred = $0.op { true } else { false } }
    if isDeferring {
      if let first = statements.first { closure(builder.block(statements), first.range) }
      return
    }
    scoped {
      let first = builder.values
      for statement in statements { self.statement(statement) }
      // Value slots that the block used are emptied after it, so that nothing is held on to.
      if builder.values > first, let range = statements.last?.range {
        emit(.clear, a: first, b: builder.values, range)
      }
      highest = max(highest, builder.values)
    }
  }

  /// A statement that only closures know: what it signals leads where instructions would.
  private func closure(_ run: @escaping Run<Signal>, _ range: SourceRange) {
    scoped {
      let signal = builder.newWord()
      let goOn = Label()
      self.signal(run, to: signal, range)
      jump(.jumpEqualIC, a: signal, b: 0, to: goOn, range)
      for target in targets.reversed() {
        jump(.jumpEqualIC, a: signal, b: target.loop.number, to: target.leave, range)
        jump(.jumpEqualIC, a: signal, b: target.loop.number + 1, to: target.next, range)
      }
      giveBackResult(range)
      bind(goOn)
    }
  }

  /// Returns what a closure has put into the slot for the result.
  private func giveBackResult(_ range: SourceRange) {
    let slot = builder.resultSlot
    switch slot.representation {
    case .void: emit(.returnNothing, range)
    case .value: emit(.returnValue, a: slot.index, range)
    default: emit(.returnWord, a: slot.index, range)
    }
  }

  private func giveBack(_ node: Node?, _ range: SourceRange) {
    scoped {
      switch builder.resultSlot.representation {
      case .void:
        if let node { effect(node) }
        emit(.returnNothing, range)
      case .value:
        guard let node else { return emit(.returnNothing, range) }
        let slot = builder.resultSlot.index
        value(node, to: slot)
        emit(.returnValue, a: slot, range)
      default:
        guard let node else { return emit(.returnNothing, range) }
        emit(.returnWord, a: word(node), range)
      }
    }
  }

  private func statement(_ statement: StatementNode) {
    let range = statement.range
    switch statement.op {
    case .expression(let node): effect(node)
    case .bind(let pattern, let node): bind(pattern, node)
    case .declare(let variable):
      builder.declare(variable)
      if case .box(let index, _) = builder.storage(variable) {
        perform({ $0.values[index] = .box(Box()) }, range)
      }
    case .conditional(let conditions, let then, let other):
      conditional(conditions, then, other, range)
    case .loop(let conditions, let body, let loop): whileLoop(conditions, body, loop, range)
    case .repeatLoop(let body, let condition, let loop):
      let top = Label()
      emit(.step, range)
      self.loop(loop, range) { _ in
        bind(top)
        block(body)
      } test: {
        branch(condition, to: top, when: true, range)
      }
    case .forIn(let pattern, let sequence, let filter, let body, let loop):
      forIn(pattern, sequence, filter, body, loop, range)
    case .select(let subject, _, let cases, let loop): select(subject, cases, loop, statement)
    case .giveBack(let node): giveBack(node, range)
    case .leave(let loop):
      if let target = targets.last(where: { $0.loop === loop }) {
        jump(to: target.leave, range)
      }
    case .next(let loop):
      if let target = targets.last(where: { $0.loop === loop }) { jump(to: target.next, range) }
    case .block(let body): block(body)
    default: closure(builder.statement(statement), range)
    }
  }

  private func bind(_ pattern: PatternNode, _ node: Node) {
    guard case .variable(let variable) = pattern, variable.isGlobal || !variable.isCaptured else {
      if case .anything = pattern { return effect(node) }
      perform(builder.bind(pattern, node), node.range)
      return
    }
    if variable.isGlobal {
      scoped { if !assign(variable, node) { perform(builder.bind(pattern, node), node.range) } }
      return
    }
    // The value first: it may read a variable of the same name around this one.
    switch Representation(variable.type) {
    case .void: effect(node)
    case .value:
      let slot = builder.newValue()
      value(node, to: slot)
      variable.slot = .init(representation: .value, index: slot)
      return
    case let representation:
      let slot = builder.newWord()
      word(node, to: slot)
      variable.slot = .init(representation: representation, index: slot)
      return
    }
    builder.declare(variable)
  }

  // MARK: Choices

  /// Makes the code that jumps when one of the conditions does not hold; what they bind is seen by
  /// what comes after.
  private func conditions(_ list: [ConditionNode], otherwise label: Label, _ range: SourceRange) {
    for condition in list {
      switch condition {
      case .expression(let node): branch(node, to: label, when: false)
      case .unwrap(let pattern, let node): match(.some(pattern), node, otherwise: label)
      case .match(let pattern, let node): match(pattern, node, otherwise: label)
      }
    }
  }

  private func match(_ pattern: PatternNode, _ node: Node, otherwise label: Label) {
    let run = builder.value(node)
    let take = builder.taking(pattern)
    let result = builder.newWord()
    test({ try take($0, try run($0)) }, to: result, node.range)
    jump(.jumpUnless, a: result, to: label, node.range)
  }

  private func conditional(
    _ list: [ConditionNode], _ then: [StatementNode], _ other: [StatementNode],
    _ range: SourceRange
  ) {
    let (no, end) = (Label(), Label())
    // A `guard` has nothing to do when it passes, and what it binds lives on.
    if then.isEmpty {
      conditions(list, otherwise: no, range)
      jump(to: end, range)
      bind(no)
      block(other)
      bind(end)
      return
    }
    scoped {
      conditions(list, otherwise: no, range)
      block(then)
      highest = max(highest, builder.values)
      if other.isEmpty {
        bind(no)
      } else {
        jump(to: end, range)
        bind(no)
        block(other)
        bind(end)
      }
    }
  }

  private func select(
    _ subject: Node, _ cases: [CaseNode], _ loop: Loop, _ statement: StatementNode
  ) {
    if cases.contains(where: { Self.fallsThrough($0.body) }) {
      return closure(builder.statement(statement), statement.range)
    }
    builder.assignNumber(loop)
    scoped {
      let first = builder.values
      let held = builder.newValue()
      let range = statement.range
      evaluate(builder.value(subject), toValue: held, subject.range)
      let end = Label()
      targets.append(Target(loop: loop, leave: end, next: end))
      for one in cases {
        scoped {
          let (body, next) = (Label(), Label())
          for (pattern, filter) in one.patterns {
            let take = builder.taking(pattern)
            let filter = filter.map { Test(builder.bool($0)) }
            let result = builder.newWord()
            test(
              { frame in
                guard try take(frame, frame.values[held]) else { return false }
                return try filter?.run(frame) ?? true
              }, to: result, range)
            jump(.jumpIf, a: result, to: body, range)
          }
          jump(to: next, range)
          bind(body)
          block(one.body)
          highest = max(highest, builder.values)
          jump(to: end, range)
          bind(next)
        }
      }
      targets.removeLast()
      bind(end)
      emit(.clear, a: first, b: max(highest, builder.values), range)
      highest = max(highest, builder.values)
    }
  }

  private static func fallsThrough(_ statements: [StatementNode]) -> Bool {
    statements.contains {
      switch $0.op {
      case .fallThrough: true
      case .conditional(_, let a, let b): fallsThrough(a) || fallsThrough(b)
      case .block(let body): fallsThrough(body)
      default: false
      }
    }
  }

  // MARK: Loops

  /// Makes a loop: its body, with labels for `break` and `continue`, and the test after it.
  private func loop(
    _ loop: Loop, _ range: SourceRange, _ body: (Label) -> Void, test: () -> Void
  ) {
    builder.assignNumber(loop)
    let outer = highest
    let first = builder.values
    highest = first
    let (leave, next) = (Label(), Label())
    targets.append(Target(loop: loop, leave: leave, next: next))
    body(next)
    targets.removeLast()
    let used = highest
    bind(next)
    if used > first { emit(.clear, a: first, b: used, range) }
    test()
    bind(leave)
    if used > first { emit(.clear, a: first, b: used, range) }
    highest = max(outer, used)
  }

  private func whileLoop(
    _ list: [ConditionNode], _ body: [StatementNode], _ loop: Loop, _ range: SourceRange
  ) {
    if list.count == 1, case .expression(let condition) = list[0] {
      let (top, test) = (Label(), Label())
      jump(to: test, range)
      self.loop(loop, range) { _ in
        bind(top)
        block(body)
      } test: {
        bind(test)
        branch(condition, to: top, when: true, range)
      }
      return
    }
    // What the conditions bind is used by the body, so they come first.
    let (top, end) = (Label(), Label())
    scoped {
      self.loop(loop, range) { _ in
        bind(top)
        conditions(list, otherwise: end, range)
        highest = max(highest, builder.values)
        emit(.step, range)
        block(body)
      } test: {
        repeatJump(to: top, range)
        bind(end)
      }
    }
  }

  /// A jump back that takes no step.
  private func repeatJump(to label: Label, _ range: SourceRange) {
    jump(.again, to: label, range)
  }

  private func forIn(
    _ pattern: PatternNode, _ sequence: Node, _ filter: Node?, _ body: [StatementNode],
    _ loop: Loop, _ range: SourceRange
  ) {
    scoped {
      if case .named(let name, let bounds) = sequence.type, bounds.first == .int,
        name == "Range" || name == "ClosedRange"
      {
        counting(
          pattern, sequence, filter, body, loop, range, isClosed: name == "ClosedRange")
      } else if case .named("Array", _) = sequence.type {
        walking(pattern, sequence, filter, body, loop, range)
      } else if let start = Sequences(library: builder.compiler.library, range: range).iterator(
        sequence.type)
      {
        iterating(pattern, sequence, filter, body, loop, range, start)
      }
    }
  }

  /// The variable of a loop, when it is one that closures do not share.
  private func plain(_ pattern: PatternNode) -> Variable? {
    guard case .variable(let variable) = pattern, !variable.isCaptured, !variable.isGlobal
    else { return nil }
    return variable
  }

  /// Makes the code that goes to the next turn when an element does not fit.
  private func take(
    _ pattern: PatternNode, _ filter: Node?, _ next: Label, _ range: SourceRange,
    _ element: @escaping Run<Value>
  ) {
    if case .anything = pattern {
    } else {
      let take = builder.taking(pattern)
      let result = builder.newWord()
      test({ try take($0, try element($0)) }, to: result, range)
      jump(.jumpUnless, a: result, to: next, range)
    }
    highest = max(highest, builder.values)
    if let filter { branch(filter, to: next, when: false) }
  }

  /// A loop over a range of integers.
  private func counting(
    _ pattern: PatternNode, _ sequence: Node, _ filter: Node?, _ body: [StatementNode],
    _ loop: Loop, _ range: SourceRange, isClosed: Bool
  ) {
    let counter = builder.newWord()
    let last = builder.newWord()
    if case .range(_, let lower, let upper) = sequence.op {
      word(lower, to: counter)
      word(upper, to: last)
      emit(.checkRange, a: counter, b: last, d: isClosed ? 1 : 0, sequence.range)
    } else {
      let run = builder.value(sequence)
      perform(
        { frame in
          guard case .range(let lower, let upper) = try run(frame) else {
            throw InternalError("Range")
          }
          frame.words[counter] = lower
          frame.words[last] = upper
        }, sequence.range)
    }
    let (top, end) = (Label(), Label())
    if !isClosed {
      jump(.jumpLessOrEqualI, a: last, b: counter, to: end, range)
      emit(.subtractIC, a: last, b: last, c: 1, range)
    }
    emit(.step, range)
    self.loop(loop, range) { next in
      bind(top)
      if let variable = plain(pattern), variable.type == .int {
        if variable.isMutable {
          builder.declare(variable)
          if case .word(let index, _) = builder.storage(variable) {
            emit(.move, a: index, b: counter, range)
          }
        } else {
          variable.slot = .init(representation: .int, index: counter)
        }
        if let filter { branch(filter, to: next, when: false) }
      } else {
        take(pattern, filter, next, range) { .int($0.words[counter]) }
      }
      block(body)
    } test: {
      jump(.next, a: counter, b: last, to: top, range)
    }
    bind(end)
  }

  /// A loop over the elements of an array.
  private func walking(
    _ pattern: PatternNode, _ sequence: Node, _ filter: Node?, _ body: [StatementNode],
    _ loop: Loop, _ range: SourceRange
  ) {
    let first = builder.values
    let array = builder.newValue()
    value(sequence, to: array)
    let index = builder.newWord()
    let count = builder.newWord()
    emit(.count, a: count, b: array, range)
    constant(0, to: index, range)
    let (top, test) = (Label(), Label())
    jump(to: test, range)
    self.loop(loop, range) { next in
      bind(top)
      if let variable = plain(pattern), let element = sequence.type.arrayElement,
        variable.type == element
      {
        builder.declare(variable)
        switch builder.storage(variable) {
        case .word(let slot, .int): emit(.elementI, a: slot, b: array, c: index, range)
        case .word(let slot, .double): emit(.elementD, a: slot, b: array, c: index, range)
        case .word(let slot, .bool): emit(.elementB, a: slot, b: array, c: index, range)
        case .value(let slot): emit(.elementV, a: slot, b: array, c: index, range)
        default: break
        }
        highest = max(highest, builder.values)
        if let filter { branch(filter, to: next, when: false) }
      } else {
        take(pattern, filter, next, range) { frame in
          try Arrays.at(frame.values + array, frame.words[index], range)
        }
      }
      block(body)
    } test: {
      emit(.addIC, a: index, b: index, c: 1, range)
      bind(test)
      jump(.jumpLessI, a: index, b: count, to: top, range)
    }
    emit(.clear, a: first, b: array + 1, range)
    highest = max(highest, array + 1)
  }

  /// A loop over any other sequence.
  private func iterating(
    _ pattern: PatternNode, _ sequence: Node, _ filter: Node?, _ body: [StatementNode],
    _ loop: Loop, _ range: SourceRange, _ start: @escaping Sequences.Start
  ) {
    let first = builder.values
    let iterator = builder.newValue()
    let element = builder.newValue()
    let run = builder.value(sequence)
    perform(
      { frame in
        let next = try start(frame, try run(frame))
        frame.values[iterator] = .host(IteratorBox(next))
      }, range)
    let (top, test) = (Label(), Label())
    jump(to: test, range)
    self.loop(loop, range) { next in
      bind(top)
      take(pattern, filter, next, range) { $0.values[element] }
      block(body)
    } test: {
      bind(test)
      let found = builder.newWord()
      self.test(
        { frame in
          guard case .host(let box) = frame.values[iterator], let box = box as? IteratorBox,
            let value = box.next()
          else { return false }
          frame.values[element] = value
          return true
        }, to: found, range)
      jump(.jumpIf, a: found, to: top, range)
    }
    emit(.clear, a: first, b: element + 1, range)
    highest = max(highest, element + 1)
  }
}

/// Where a loop over a sequence stands.
private final class IteratorBox: HostBox {
  let next: Sequences.Next
  init(_ next: @escaping Sequences.Next) { self.next = next }
}
