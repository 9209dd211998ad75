import LessonInterpreter
import Neural

/// The parts of a tensor that a cell can choose with one index or range for each axis, and change.
enum TensorPartBindings {
  static let all =
    two(Int.self, Range<Int>.self) + two(Int.self, ClosedRange<Int>.self)
    + two(Range<Int>.self, Int.self) + two(Range<Int>.self, Range<Int>.self)
    + two(Range<Int>.self, ClosedRange<Int>.self) + two(ClosedRange<Int>.self, Int.self)
    + two(ClosedRange<Int>.self, Range<Int>.self)
    + two(ClosedRange<Int>.self, ClosedRange<Int>.self)
    + three(Int.self, Int.self, Int.self) + three(Int.self, Int.self, Range<Int>.self)
    + three(Int.self, Range<Int>.self, Int.self)
    + three(Int.self, Range<Int>.self, Range<Int>.self)
    + three(Range<Int>.self, Int.self, Int.self)
    + three(Range<Int>.self, Int.self, Range<Int>.self)
    + three(Range<Int>.self, Range<Int>.self, Int.self)
    + three(Range<Int>.self, Range<Int>.self, Range<Int>.self)
    + changes(Double.self, "9") + changes(Tensor.self, "Tensor(9)")

  private static let doc = "The part that one index or range for each axis chooses."
  private static let changeDoc =
    "Changes the elements that one index or range for each axis chooses."

  /// An index of this type in an example, for an axis of size 2 or more.
  private static func sample(_ type: Any.Type) -> String {
    type == Int.self ? "1" : type == Range<Int>.self ? "0..<2" : "0...1"
  }

  private static func two<A: TensorIndex & Bridged, B: TensorIndex & Bridged>(
    _ a: A.Type, _ b: B.Type
  ) -> [Binding] {
    [
      Binding(
        "subscript(_ first: \(a), _ second: \(b)) -> Tensor", doc: doc,
        example: "print(Tensor([[1, 2, 3], [4, 5, 6]])[\(sample(a)), \(sample(b))])"
      ) { (it: Tensor, first: A, second: B) in try it[first, second] }
    ]
  }

  private static func three<
    A: TensorIndex & Bridged, B: TensorIndex & Bridged, C: TensorIndex & Bridged
  >(_ a: A.Type, _ b: B.Type, _ c: C.Type) -> [Binding] {
    [
      Binding(
        "subscript(_ first: \(a), _ second: \(b), _ third: \(c)) -> Tensor", doc: doc,
        example: "print(Tensor.ones([2, 2, 3])[\(sample(a)), \(sample(b)), \(sample(c))])"
      ) { (it: Tensor, first: A, second: B, third: C) in try it[first, second, third] }
    ]
  }

  /// `set` with a number or a tensor, for one axis and for several.
  private static func changes<New: TensorPart & Bridged>(_ type: New.Type, _ new: String)
    -> [Binding]
  {
    func one<A: TensorIndex & Bridged>(_ a: A.Type) -> Binding {
      Binding(
        mutating: "mutating func set(_ value: \(type), at first: \(a)) throws", doc: changeDoc,
        example: "var t = Tensor([[1, 2], [3, 4]])\nt.set(\(new), at: \(sample(a)))\nprint(t)"
      ) { (it: inout Tensor, value: New, first: A) in try value.write(to: &it, at: [first]) }
    }
    func two<A: TensorIndex & Bridged, B: TensorIndex & Bridged>(_ a: A.Type, _ b: B.Type)
      -> Binding
    {
      Binding(
        mutating: "mutating func set(_ value: \(type), at first: \(a), _ second: \(b)) throws",
        doc: changeDoc,
        example: """
          var t = Tensor([[1, 2], [3, 4]])
          t.set(\(new), at: \(sample(a)), \(sample(b)))
          print(t)
          """
      ) { (it: inout Tensor, value: New, first: A, second: B) in
        try value.write(to: &it, at: [first, second])
      }
    }
    return [
      one(Int.self), one(Range<Int>.self), two(Int.self, Int.self),
      two(Range<Int>.self, Int.self), two(Int.self, Range<Int>.self),
      two(Range<Int>.self, Range<Int>.self),
      Binding(
        mutating: """
          mutating func set(_ value: \(type), at first: Int, _ second: Int, _ third: Int) throws
          """,
        doc: changeDoc,
        example: "var t = Tensor.zeros([2, 2, 2])\nt.set(\(new), at: 0, 1, 1)\nprint(t.sum())"
      ) { (it: inout Tensor, value: New, first: Int, second: Int, third: Int) in
        try value.write(to: &it, at: [first, second, third])
      },
    ]
  }
}

/// What `set` can put into a tensor.
private protocol TensorPart {
  func write(to tensor: inout Tensor, at indices: [any TensorIndex]) throws
}

extension Double: TensorPart {
  fileprivate func write(to tensor: inout Tensor, at indices: [any TensorIndex]) throws {
    try tensor.set(self, at: indices)
  }
}

extension Tensor: TensorPart {
  fileprivate func write(to tensor: inout Tensor, at indices: [any TensorIndex]) throws {
    try tensor.set(self, at: indices)
  }
}
