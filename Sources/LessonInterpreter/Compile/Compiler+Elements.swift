// This file makes the code that reads elements of arrays in variables: `a[i]` and `a[i][j]`. The
// array is looked into where it lies; taking it out first would count a reference for each read.
import LessonModel

extension FunctionBuilder {
  /// Where a variable's value lies.
  enum Source {
    case local(Int)
    case global(Int)

    @inline(__always)
    func pointer(_ frame: Frame) -> UnsafeMutablePointer<Value> {
      switch self {
      case .local(let index): frame.values + index
      case .global(let index): frame.state.pointee.globalValues + index
      }
    }
  }

  /// The code of an element of an array in a variable; `nil` for everything else.
  func element(_ declaration: Declaration, _ nodes: [Node], _ node: Node) -> Code? {
    guard let (base, index) = Self.subscripted(declaration, nodes) else { return nil }
    if let source = source(base) { return read(source, index, node) }
    if case .library(let outer, _, let outerNodes) = base.op,
      let (array, row) = Self.subscripted(outer, outerNodes), let source = source(array)
    {
      return read(source, row, base.range, index, node)
    }
    return nil
  }

  static func subscripted(
    _ declaration: Declaration, _ nodes: [Node]
  ) -> (Node, Node)? {
    guard declaration.signature.kind == .subscript, nodes.count == 2, nodes[1].type == .int,
      nodes[0].type.arrayElement != nil, case .intrinsic = declaration.binding.implementation
    else { return nil }
    return (nodes[0], nodes[1])
  }

  func source(_ node: Node) -> Source? {
    guard case .variable(let variable) = node.op else { return nil }
    switch storage(variable) {
    case .value(let index): return .local(index)
    case .globalValue(let index): return .global(index)
    default: return nil
    }
  }

  private func read(_ source: Source, _ index: Node, _ node: Node) -> Code {
    let index = int(index)
    let range = node.range
    switch Representation(node.type) {
    case .int:
      return .int { frame in
        let position = try index(frame)
        return try Arrays.int(source.pointer(frame), position, range)
      }
    case .double:
      return .double { frame in
        let position = try index(frame)
        return try Arrays.double(source.pointer(frame), position, range)
      }
    case .bool:
      return .bool { frame in
        let position = try index(frame)
        return try Arrays.bool(source.pointer(frame), position, range)
      }
    case .void, .value:
      return .value { frame in
        let position = try index(frame)
        return try Arrays.value(source.pointer(frame), position, range)
      }
    }
  }

  private func read(
    _ source: Source, _ row: Node, _ rowRange: SourceRange, _ column: Node, _ node: Node
  ) -> Code {
    let row = int(row)
    let column = int(column)
    let range = node.range
    let place: Run<Value> = { frame in
      let (i, j) = (try row(frame), try column(frame))
      return try Arrays.at(source.pointer(frame), i, rowRange, j, range)
    }
    return Representation(node.type).unboxing(place)
  }
}

extension FunctionBuilder {
  /// The code that replaces an element of an array in a variable; `nil` for everything else.
  func setElement(_ target: Node, _ new: Node) -> Run<Void>? {
    guard case .library(let declaration, _, let nodes) = target.op,
      let (base, index) = Self.subscripted(declaration, nodes)
    else { return nil }
    let range = target.range
    if let source = source(base) {
      // The index is found before the new value, as in Swift.
      let index = int(index)
      let value = value(new)
      return { frame in
        let position = try index(frame)
        let new = try value(frame)
        try Arrays.set(source.pointer(frame), position, new, frame, range)
      }
    }
    guard case .library(let outer, _, let outerNodes) = base.op,
      let (array, row) = Self.subscripted(outer, outerNodes), let source = source(array)
    else { return nil }
    let (i, j) = (int(row), int(index))
    let rowRange = base.range
    let value = value(new)
    return { frame in
      let (row, column) = (try i(frame), try j(frame))
      let new = try value(frame)
      try Arrays.changeRow(source.pointer(frame), row, frame, rowRange) {
        try Arrays.set($0, column, new, frame, range)
      }
    }
  }

  /// The code of `a[i] += x` for an array in a variable; `nil` for everything else.
  func changeElement(
    _ operation: Arithmetic, _ target: Node, _ node: Node, _ range: SourceRange
  ) -> Run<Void>? {
    guard case .library(let declaration, _, let nodes) = target.op,
      let (base, index) = Self.subscripted(declaration, nodes), let source = source(base)
    else { return nil }
    let place = target.range
    let position = int(index)
    let value = value(node)
    let apply = Numbers.applier(operation, target.type, range)
    return { frame in
      let index = try position(frame)
      let right = try value(frame)
      try Arrays.modify(&source.pointer(frame).pointee, at: index, frame, place) {
        $0 = try apply($0, right)
      }
    }
  }
}
