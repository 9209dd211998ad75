// This file makes the code that reads elements of arrays in variables: `a[i]` and `a[i][j]`. The
// array is looked into where it lies; taking it out first would count a reference for each read.
import LessonModel

extension FunctionBuilder {
  /// Where a variable's value lies.
  private enum Source {
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

  private static func subscripted(
    _ declaration: Declaration, _ nodes: [Node]
  ) -> (Node, Node)? {
    guard declaration.signature.kind == .subscript, nodes.count == 2, nodes[1].type == .int,
      nodes[0].type.arrayElement != nil, case .intrinsic = declaration.binding.implementation
    else { return nil }
    return (nodes[0], nodes[1])
  }

  private func source(_ node: Node) -> Source? {
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
        return try Elements.at(source.pointer(frame), position, range) { try $0.int }
      }
    case .double:
      return .double { frame in
        let position = try index(frame)
        return try Elements.at(source.pointer(frame), position, range) { try $0.double }
      }
    case .bool:
      return .bool { frame in
        let position = try index(frame)
        return try Elements.at(source.pointer(frame), position, range) { try $0.bool }
      }
    case .void, .value:
      return .value { frame in
        let position = try index(frame)
        return try Elements.at(source.pointer(frame), position, range) { $0 }
      }
    }
  }

  private func read(
    _ source: Source, _ row: Node, _ rowRange: SourceRange, _ column: Node, _ node: Node
  ) -> Code {
    let row = int(row)
    let column = int(column)
    let range = node.range
    switch Representation(node.type) {
    case .int:
      return .int { frame in
        let (i, j) = (try row(frame), try column(frame))
        return try Elements.at(source.pointer(frame), i, rowRange, j, range) { try $0.int }
      }
    case .double:
      return .double { frame in
        let (i, j) = (try row(frame), try column(frame))
        return try Elements.at(source.pointer(frame), i, rowRange, j, range) { try $0.double }
      }
    case .bool:
      return .bool { frame in
        let (i, j) = (try row(frame), try column(frame))
        return try Elements.at(source.pointer(frame), i, rowRange, j, range) { try $0.bool }
      }
    case .void, .value:
      return .value { frame in
        let (i, j) = (try row(frame), try column(frame))
        return try Elements.at(source.pointer(frame), i, rowRange, j, range) { $0 }
      }
    }
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
        try Elements.change(source.pointer(frame), position, range) { $0 = new }
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
      try Elements.change(source.pointer(frame), row, rowRange) { elements in
        try withUnsafeMutablePointer(to: &elements) { inner in
          try Elements.change(inner, column, range) { $0 = new }
        }
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
      try Elements.change(source.pointer(frame), index, place) { $0 = try apply($0, right) }
    }
  }
}

/// Looks into arrays where they lie.
private enum Elements {
  /// Changes an element. The array is moved out of its variable meanwhile, so that it is neither
  /// copied nor counted.
  @inline(__always)
  static func change(
    _ array: UnsafeMutablePointer<Value>, _ index: Int, _ range: SourceRange,
    _ body: (inout Value) throws -> Void
  ) throws {
    guard case .array(var elements) = array.move() else {
      array.initialize(to: .void)
      throw InternalError("Array")
    }
    array.initialize(to: .void)
    defer { array.pointee = .array(elements) }
    guard index >= 0, index < elements.count else { throw outside(index, elements, range) }
    try body(&elements[index])
  }

  @inline(__always)
  static func at<R>(
    _ array: UnsafeMutablePointer<Value>, _ index: Int, _ range: SourceRange,
    _ take: (Value) throws -> R
  ) throws -> R {
    guard case .array(let elements) = array.pointee else { throw InternalError("Array") }
    guard index >= 0, index < elements.count else { throw outside(index, elements, range) }
    return try take(elements[index])
  }

  @inline(__always)
  static func at<R>(
    _ array: UnsafeMutablePointer<Value>, _ row: Int, _ rowRange: SourceRange, _ column: Int,
    _ range: SourceRange, _ take: (Value) throws -> R
  ) throws -> R {
    guard case .array(let rows) = array.pointee else { throw InternalError("Array") }
    guard row >= 0, row < rows.count else { throw outside(row, rows, rowRange) }
    guard case .array(let elements) = rows[row] else { throw InternalError("Array") }
    guard column >= 0, column < elements.count else { throw outside(column, elements, range) }
    return try take(elements[column])
  }

  @inline(never)
  private static func outside(_ index: Int, _ elements: [Value], _ range: SourceRange) -> Fault {
    .failed(RuntimeError.index(index, elements.indices, range))
  }
}
