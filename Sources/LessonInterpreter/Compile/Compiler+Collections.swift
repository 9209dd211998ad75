// This file makes the code of dictionary and set literals, of their entries as places, and of parts
// of arrays as places.
import LessonModel

extension FunctionBuilder {
  /// A literal of a set or of a part of an array.
  func collection(_ nodes: [Node], _ node: Node) -> Code {
    let elements = nodes.map { Getter(value($0)) }
    let range = node.range
    guard case .named("Set", _) = node.type else {
      let bytes = 64 + elements.count * MemoryLayout<Value>.stride
      return .value { frame in
        try frame.charge(bytes: bytes, range)
        return .slice(Elements(try elements.map { try $0(frame) })[...])
      }
    }
    return .value { frame in
      try StandardLibrary.charge(entries: elements.count, frame, range)
      let table = HashTable()
      for element in elements {
        let value = try element(frame)
        _ = table.index(of: value) { .void }
      }
      return .table(table)
    }
  }

  /// A dictionary literal: keys and values by turns.
  func dictionary(_ nodes: [Node], _ node: Node) -> Code {
    let parts = nodes.map { Getter(value($0)) }
    let ranges = nodes.map(\.range)
    let range = node.range
    let text = compiler.describer.debugText(node.type.dictionaryParts?.key ?? .error)
    return .value { frame in
      try StandardLibrary.charge(entries: parts.count / 2, frame, range)
      let table = HashTable()
      for index in stride(from: 0, to: parts.count, by: 2) {
        let key = try parts[index](frame)
        let value = try parts[index + 1](frame)
        guard table.index(of: key, inserting: { value }).isNew else {
          throw Fault.failed(
            RuntimeError.precondition(
              "the key \(text(key)) is there twice in the dictionary literal", ranges[index]))
        }
      }
      return .table(table)
    }
  }

  private func isEntry(_ declaration: Declaration) -> Bool {
    declaration.ownerName == "Dictionary" && declaration.signature.kind == .subscript
  }

  /// An entry of a dictionary, or a part of an array, as something that can be changed.
  func collectionPlace(
    _ declaration: Declaration, _ nodes: [Node], _ node: Node, _ load: @escaping Run<Value>
  ) -> Place? {
    guard declaration.signature.kind == .subscript, nodes.count >= 2 else { return nil }
    let range = node.range
    if isEntry(declaration) {
      let base = place(nodes[0])
      let key = value(nodes[1])
      if nodes.count == 3 {
        let fallback = value(nodes[2])
        return Place(load: load) { frame, change in
          let key = try key(frame)
          try base.modify(frame) { value in
            try HashTable.change(&value) { table in
              try StandardLibrary.charge(entry: table.count, frame, range)
              let (index, _) = try table.index(of: key) { try fallback(frame) }
              try table.modify(index, change)
            }
          }
        }
      }
      let isNested = node.type.wrapped?.wrapped != nil
      return Place(load: load) { frame, change in
        let key = try key(frame)
        try base.modify(frame) { value in
          try HashTable.change(&value) { table in
            // What is there is taken out meanwhile, so that it is not copied.
            var entry = Value.none
            let found = table.find(key)
            if let found {
              table.modify(found) { value in
                entry = Value.wrapped(value, isOptional: isNested)
                value = .void
              }
            }
            defer {
              switch entry {
              case .none: table.remove(key)
              case .some(let new) where isNested: Self.put(new, key, found, table)
              default: Self.put(entry, key, found, table)
              }
            }
            if found == nil { try StandardLibrary.charge(entry: table.count, frame, range) }
            try change(&entry)
          }
        }
      }
    }
    guard case .named("ArraySlice", _) = node.type, nodes[1].type != .int else { return nil }
    let base = place(nodes[0])
    let (bounds, type) = (value(nodes[1]), nodes[1].type)
    return Place(load: load) { frame, change in
      let bounds = try bounds(frame)
      try base.modify(frame) { value in
        switch value {
        case .array(var elements):
          let part = try Bounds.indices(
            bounds, type, of: elements.startIndex..<elements.endIndex, range)
          var slice = Value.slice(elements[part])
          try change(&slice)
          guard case .slice(let new) = slice else { throw InternalError("slice") }
          try StandardLibrary.charge(elements.count + new.count, frame, range)
          value = .void
          elements.replaceSubrange(part, with: new)
          value = .array(elements)
        case .slice(var elements):
          let part = try Bounds.indices(
            bounds, type, of: elements.startIndex..<elements.endIndex, range)
          var slice = Value.slice(elements[part])
          try change(&slice)
          guard case .slice(let new) = slice else { throw InternalError("slice") }
          try StandardLibrary.charge(elements.count + new.count, frame, range)
          value = .void
          elements.replaceSubrange(part, with: new)
          value = .slice(elements)
        default: throw InternalError("Array")
        }
      }
    }
  }

  private static func put(_ value: Value, _ key: Value, _ found: Int?, _ table: HashTable) {
    if let found { table.set(value, at: found) } else { table.set(key, value) }
  }

  /// The code of `d[key] = value`; `nil` for everything else.
  func setEntry(_ target: Node, _ new: Node) -> Run<Void>? {
    guard case .library(let declaration, _, let nodes) = target.op, isEntry(declaration),
      nodes.count == 2
    else { return nil }
    let base = place(nodes[0])
    let (key, value) = (value(nodes[1]), value(new))
    let isNested = target.type.wrapped?.wrapped != nil
    let range = target.range
    return { frame in
      let key = try key(frame)
      let new = try value(frame)
      try base.modify(frame) { value in
        try HashTable.change(&value) { table in
          switch new {
          case .none: table.remove(key)
          case .some(let inner) where isNested:
            try StandardLibrary.charge(entry: table.count, frame, range)
            table.set(key, inner)
          default:
            try StandardLibrary.charge(entry: table.count, frame, range)
            table.set(key, new)
          }
        }
      }
    }
  }

  /// A comparison of numbers of two integer types.
  func compareMixed(
    _ comparison: Comparison, _ a: @escaping Run<Value>, _ b: @escaping Run<Value>
  ) -> Code {
    func wide(_ value: Value) throws -> Int128 {
      if case .uint(let number) = value { return Int128(number) }
      return Int128(try value.int)
    }
    return .bool { frame in
      let x = try wide(try a(frame))
      let y = try wide(try b(frame))
      switch comparison {
      case .equal: return x == y
      case .notEqual: return x != y
      case .less: return x < y
      case .lessOrEqual: return x <= y
      case .greater: return x > y
      case .greaterOrEqual: return x >= y
      }
    }
  }
}
