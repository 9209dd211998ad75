// This file makes the code of statements.
import LessonModel

/// How a statement ends: 0 goes on, 1 returns; each loop has two numbers for `break` and `continue`.
typealias Signal = Int

extension FunctionBuilder {
  private static let goOn: Signal = 0
  private static let giveBack: Signal = 1

  /// The code of a block; what it declares is gone after it.
  func block(_ statements: [StatementNode]) -> Run<Signal> {
    let saved = (words, values)
    defer { (words, values) = saved }
    var steps: [Step] = []
    var deferred: [(Int, Effect)] = []
    for statement in statements {
      if case .deferred(let body) = statement.op {
        let run = block(body)
        deferred.append((steps.count, Effect { _ = try run($0) }))
        continue
      }
      steps.append(Step(self.statement(statement)))
    }
    // Value slots that the block used are emptied after it, so that nothing is held on to.
    let (first, last) = (saved.1, values)
    var run: Run<Signal>
    if deferred.isEmpty {
      run = chain(steps[...])
    } else {
      run = withDeferred(steps, deferred)
    }
    if last > first {
      let body = run
      run = { frame in
        let signal = try body(frame)
        frame.clear(from: first, to: last)
        return signal
      }
    }
    return run
  }

  /// Statements with `defer` among them: what was reached is done at the end, last first.
  private func withDeferred(
    _ steps: [Step], _ deferred: [(Int, Effect)]
  ) -> Run<Signal> {
    var parts: [Step] = []
    var start = 0
    for (position, _) in deferred {
      parts.append(Step(chain(steps[start..<position])))
      start = position
    }
    parts.append(Step(chain(steps[start...])))
    let actions = deferred.map(\.1)
    return { frame in
      var reached = 0
      var signal: Signal = 0
      var failure: (any Error)?
      do {
        for (index, part) in parts.enumerated() {
          reached = index
          signal = try part.run(frame)
          if signal != 0 { break }
        }
      } catch { failure = error }
      for action in actions[..<reached].reversed() { try action.run(frame) }
      if let failure { throw failure }
      return signal
    }
  }

  private func chain(_ steps: ArraySlice<Step>) -> Run<Signal> {
    switch steps.count {
    case 0: return { _ in 0 }
    case 1: return steps[steps.startIndex].run
    case 2:
      let a = steps[steps.startIndex].run
      let b = steps[steps.startIndex + 1].run
      return { frame in
        let signal = try a(frame)
        if signal != 0 { return signal }
        return try b(frame)
      }
    case 3:
      let a = steps[steps.startIndex].run
      let b = steps[steps.startIndex + 1].run
      let c = steps[steps.startIndex + 2].run
      return { frame in
        var signal = try a(frame)
        if signal != 0 { return signal }
        signal = try b(frame)
        if signal != 0 { return signal }
        return try c(frame)
      }
    default:
      let middle = steps.startIndex + steps.count / 2
      let a = chain(steps[..<middle])
      let b = chain(steps[middle...])
      return { frame in
        let signal = try a(frame)
        if signal != 0 { return signal }
        return try b(frame)
      }
    }
  }

  func assignNumber(_ loop: Loop) {
    loopCount += 1
    loop.number = loopCount * 2
  }

  private func effect(_ run: @escaping Run<Void>) -> Run<Signal> {
    {
      try run($0)
      return 0
    }
  }

  func statement(_ statement: StatementNode) -> Run<Signal> {
    switch statement.op {
    case .expression(let node): return effect(code(node).effect)
    case .bind(let pattern, let node): return effect(bind(pattern, node))
    case .declare(let variable):
      declare(variable)
      guard case .box(let index, _) = storage(variable) else { return { _ in 0 } }
      return {
        $0.values[index] = .box(Box())
        return 0
      }
    case .conditional(let conditions, let then, let other):
      return conditional(conditions, then, other)
    case .loop(let conditions, let body, let loop):
      return whileLoop(conditions, body, loop, statement.range)
    case .repeatLoop(let body, let condition, let loop):
      assignNumber(loop)
      let body = block(body)
      let test = bool(condition)
      let leave = loop.number
      let range = statement.range
      return { frame in
        repeat {
          try frame.step(range)
          let signal = try body(frame)
          if signal != 0 {
            if signal == leave { return 0 }
            if signal != leave + 1 { return signal }
          }
        } while try test(frame)
        return 0
      }
    case .forIn(let pattern, let sequence, let filter, let body, let loop):
      return forIn(pattern, sequence, filter, body, loop, statement.range)
    case .select(let subject, let variable, let cases, let loop):
      return select(subject, variable, cases, loop)
    case .giveBack(let node): return giveBack(node)
    case .leave(let loop): return signal(loop, 0)
    case .next(let loop): return signal(loop, 1)
    case .block(let body): return block(body)
    case .deferred(let body): return block(body)
    case .fallThrough: return { _ in Self.fallThrough }
    case .raise(let node): return raise(node, statement.range)
    case .catching(let body, _, let clauses, let loop): return catching(body, clauses, loop)
    }
  }

  /// The loop's number is known by now: a `break` is made after its loop has begun.
  private func signal(_ loop: Loop, _ offset: Int) -> Run<Signal> {
    let signal = loop.number + offset
    return { _ in signal }
  }

  private func giveBack(_ node: Node?) -> Run<Signal> {
    guard let node else { return { _ in 1 } }
    let slot = resultSlot.index
    switch resultSlot.representation {
    case .void:
      let run = code(node).effect
      return {
        try run($0)
        return 1
      }
    case .int:
      let run = int(node)
      return {
        $0.words[slot] = try run($0)
        return 1
      }
    case .double:
      let run = double(node)
      return {
        $0.words[slot] = word(try run($0))
        return 1
      }
    case .bool:
      let run = bool(node)
      return {
        $0.words[slot] = try run($0) ? 1 : 0
        return 1
      }
    case .value:
      let run = value(node)
      return {
        $0.values[slot] = try run($0)
        return 1
      }
    }
  }

  // MARK: Patterns

  /// The code that gives a pattern's variables their values.
  func bind(_ pattern: PatternNode, _ node: Node) -> Run<Void> {
    switch pattern {
    case .anything: return code(node).effect
    case .variable(let variable):
      // The value first: it may read a variable of the same name around this one.
      let isBoxed = variable.isCaptured && !variable.isGlobal
      if isBoxed {
        let run = value(node)
        declare(variable)
        guard case .box(let index, _) = storage(variable) else { return code(node).effect }
        let representation = Representation(variable.type)
        return { frame in
          let box = Box()
          box.set(try run(frame), representation)
          frame.values[index] = .box(box)
        }
      }
      declare(variable)
      return store(variable, node)
    case .tuple, .test, .some, .enumCase, .dynamic:
      let run = value(node)
      let take = taking(pattern)
      return { _ = try take($0, try run($0)) }
    }
  }

  /// The code that matches a value against a pattern, and binds its names when it fits.
  func taking(_ pattern: PatternNode) -> (Frame, Value) throws -> Bool {
    switch pattern {
    case .anything: return { _, _ in true }
    case .variable(let variable):
      // Several patterns of one `case` give the same variable its value.
      if !variable.isShared || variable.slot == nil { declare(variable) }
      return assigning(variable)
    case .enumCase(let tag, let patterns):
      let parts = patterns.map { Taker(taking($0)) }
      if parts.isEmpty { return { try $1.instance.tag == tag } }
      if parts.count == 1 {
        let only = parts[0].run
        return { frame, value in
          let instance = try value.instance
          return try instance.tag == tag && only(frame, instance.field(0))
        }
      }
      return { frame, value in
        let instance = try value.instance
        guard instance.tag == tag else { return false }
        for (index, part) in parts.enumerated() {
          if try !part.run(frame, instance.field(index)) { return false }
        }
        return true
      }
    case .dynamic(let type, let inner):
      let take = taking(inner)
      let descriptor = compiler.descriptors?.descriptor(type)
      return { frame, value in
        guard case .instance(let instance) = value, instance.type === descriptor else {
          return false
        }
        return try take(frame, value)
      }
    case .tuple(let patterns):
      let parts = patterns.map { Taker(taking($0)) }
      if parts.count == 2 {
        let a = parts[0].run
        let b = parts[1].run
        return { frame, value in
          let values = try value.tuple
          return try a(frame, values[0]) && b(frame, values[1])
        }
      }
      return { frame, value in
        let values = try value.tuple
        for (part, value) in zip(parts, values) where try !part.run(frame, value) { return false }
        return true
      }
    case .some(let inner):
      let take = taking(inner)
      return { frame, value in
        switch value {
        case .none: return false
        case .some(let wrapped): return try take(frame, wrapped)
        default: return try take(frame, value)
        }
      }
    case .test(let variable, let node):
      declare(variable)
      let put = assigning(variable)
      let test = bool(node)
      return { frame, value in
        _ = try put(frame, value)
        return try test(frame)
      }
    }
  }

  func assigning(_ variable: Variable) -> (Frame, Value) throws -> Bool {
    switch storage(variable) {
    case .nothing: return { _, _ in true }
    case .word(let index, let representation):
      let slot = FunctionCode.Slot(representation: representation, index: index)
      return { frame, value in
        try frame.store(value, slot)
        return true
      }
    case .value(let index):
      return { frame, value in
        frame.values[index] = value
        return true
      }
    case .globalWord(let index, let representation):
      let slot = FunctionCode.Slot(representation: representation, index: index)
      return { frame, value in
        let state = frame.state
        try Frame(
          words: state.pointee.globalWords, values: state.pointee.globalValues, state: state
        ).store(value, slot)
        return true
      }
    case .globalValue(let index):
      return { frame, value in
        frame.state.pointee.globalValues[index] = value
        return true
      }
    case .box(let index, let representation):
      return { frame, value in
        let box = Box()
        box.set(value, representation)
        frame.values[index] = .box(box)
        return true
      }
    }
  }

  // MARK: Choices

  /// The code of conditions; what they bind is seen by what comes after.
  private func conditions(_ conditions: [ConditionNode]) -> Run<Bool> {
    let tests = conditions.map { condition -> Test in
      switch condition {
      case .expression(let node): return Test(bool(node))
      case .unwrap(let pattern, let node):
        let run = value(node)
        let take = taking(.some(pattern))
        return Test { try take($0, try run($0)) }
      case .match(let pattern, let node):
        let run = value(node)
        let take = taking(pattern)
        return Test { try take($0, try run($0)) }
      }
    }
    if tests.count == 1 { return tests[0].run }
    return { frame in
      for test in tests where try !test.run(frame) { return false }
      return true
    }
  }

  private func conditional(
    _ list: [ConditionNode], _ then: [StatementNode], _ other: [StatementNode]
  ) -> Run<Signal> {
    // A `guard` has nothing to do when it passes, and what it binds lives on.
    if then.isEmpty {
      let test = conditions(list)
      let otherwise = block(other)
      return { try test($0) ? 0 : try otherwise($0) }
    }
    let saved = (words, values)
    defer { (words, values) = saved }
    let test = conditions(list)
    let yes = block(then)
    if other.isEmpty { return { try test($0) ? try yes($0) : 0 } }
    let no = block(other)
    return { try test($0) ? try yes($0) : try no($0) }
  }

  private func select(
    _ subject: Node, _ variable: Variable, _ cases: [CaseNode], _ loop: Loop
  ) -> Run<Signal> {
    assignNumber(loop)
    let saved = (words, values)
    defer { (words, values) = saved }
    let run = value(subject)
    let leave = loop.number
    let arms = cases.map { one -> (tests: [Taker], body: Step) in
      let saved = (words, values)
      defer { (words, values) = saved }
      let tests = one.patterns.map { pattern, filter -> Taker in
        let take = taking(pattern)
        guard let filter else { return Taker(take) }
        let test = bool(filter)
        return Taker { frame, value in try take(frame, value) && test(frame) }
      }
      return (tests, Step(block(one.body)))
    }
    return { frame in
      let value = try run(frame)
      for (index, arm) in arms.enumerated() {
        for test in arm.tests where try test.run(frame, value) {
          var signal = try arm.body.run(frame)
          var next = index + 1
          while signal == Self.fallThrough, next < arms.count {
            signal = try arms[next].body.run(frame)
            next += 1
          }
          return signal == leave ? 0 : signal
        }
      }
      return 0
    }
  }

  // MARK: Loops

  private func whileLoop(
    _ list: [ConditionNode], _ body: [StatementNode], _ loop: Loop, _ range: SourceRange
  ) -> Run<Signal> {
    assignNumber(loop)
    let saved = (words, values)
    defer { (words, values) = saved }
    let test = conditions(list)
    let body = block(body)
    let leave = loop.number
    return { frame in
      while try test(frame) {
        try frame.step(range)
        let signal = try body(frame)
        if signal != 0 {
          if signal == leave { return 0 }
          if signal != leave + 1 { return signal }
        }
      }
      return 0
    }
  }

  private func forIn(
    _ pattern: PatternNode, _ sequence: Node, _ filter: Node?, _ body: [StatementNode],
    _ loop: Loop, _ range: SourceRange
  ) -> Run<Signal> {
    assignNumber(loop)
    let saved = (words, values)
    defer { (words, values) = saved }
    if case .named(let name, let bounds) = sequence.type, bounds.first == .int,
      name == "Range" || name == "ClosedRange"
    {
      return counting(pattern, sequence, filter, body, loop, range, isClosed: name == "ClosedRange")
    }
    let run = value(sequence)
    let take = taking(pattern)
    let test = filter.map { Test(bool($0)) }
    let body = block(body)
    let leave = loop.number
    if case .named("Array", _) = sequence.type {
      return { frame in
        let values = try run(frame).array
        for value in values {
          try frame.step(range)
          guard try take(frame, value) else { continue }
          if let test, try !test.run(frame) { continue }
          let signal = try body(frame)
          if signal != 0 {
            if signal == leave { return 0 }
            if signal != leave + 1 { return signal }
          }
        }
        return 0
      }
    }
    guard
      let start = Sequences(library: compiler.library, range: range).iterator(sequence.type)
    else { return { _ in 0 } }
    return { frame in
      let next = try start(frame, try run(frame))
      while let value = next() {
        try frame.step(range)
        guard try take(frame, value) else { continue }
        if let test, try !test.run(frame) { continue }
        let signal = try body(frame)
        if signal != 0 {
          if signal == leave { return 0 }
          if signal != leave + 1 { return signal }
        }
      }
      return 0
    }
  }

  /// A loop over a range of integers: the counter is a word.
  private func counting(
    _ pattern: PatternNode, _ sequence: Node, _ filter: Node?, _ body: [StatementNode],
    _ loop: Loop, _ range: SourceRange, isClosed: Bool
  ) -> Run<Signal> {
    let run = value(sequence)
    var index: Int?
    if case .variable(let variable) = pattern, !variable.isCaptured, !variable.isGlobal {
      declare(variable)
      if case .word(let slot, .int) = storage(variable) { index = slot }
    }
    let take = index == nil ? taking(pattern) : { _, _ in true }
    let test = filter.map { Test(bool($0)) }
    let body = block(body)
    let leave = loop.number
    return { frame in
      guard case .range(let lower, let upper) = try run(frame) else { throw InternalError("Range") }
      // `next` never passes the last number: `0...Int.max` ends like any other.
      let last: Int
      if isClosed {
        last = upper
      } else {
        guard lower < upper else { return 0 }
        last = upper - 1
      }
      var next = lower
      while true {
        try frame.step(range)
        var isTaken = true
        if let index { frame.words[index] = next } else { isTaken = try take(frame, .int(next)) }
        if isTaken, let test { isTaken = try test.run(frame) }
        if isTaken {
          let signal = try body(frame)
          if signal != 0 {
            if signal == leave { return 0 }
            if signal != leave + 1 { return signal }
          }
        }
        if next == last { return 0 }
        next += 1
      }
    }
  }
}
