import LessonModel

/// Places in strings. A cell holds a place as the number of bytes before it in the whole string, so
/// that a place of one string that is used in another is at worst a different place, as in Swift.
struct Texts {
  let range: SourceRange

  /// Where a place lies; a fault when it is outside.
  func index(_ offset: Int, in text: Substring) throws -> String.Index {
    let bytes = text.base.utf8
    guard offset >= 0, offset <= bytes.count else { throw outside() }
    let index = bytes.index(bytes.startIndex, offsetBy: offset)
    guard index >= text.startIndex, index <= text.endIndex else { throw outside() }
    return index
  }

  /// Where a character lies; a fault at the end.
  func character(_ offset: Int, in text: Substring) throws -> String.Index {
    let index = try index(offset, in: text)
    guard index < text.endIndex else { throw outside() }
    return index
  }

  /// The place of an index.
  func offset(_ index: String.Index, in text: Substring) -> Int {
    text.base.utf8.distance(from: text.base.startIndex, to: index)
  }

  /// The part of a text that bounds name.
  func part(_ text: Substring, _ lower: Int?, _ upper: Int?, isClosed: Bool) throws -> Substring {
    let start = try lower.map { try index($0, in: text) } ?? text.startIndex
    var end = try upper.map { try index($0, in: text) } ?? text.endIndex
    if isClosed, upper != nil {
      guard end < text.endIndex else { throw outside() }
      end = text.index(after: end)
    }
    guard start <= end else { throw outside() }
    return text[start..<end]
  }

  func outside() -> Fault {
    .failed(Diagnostic(.error, id: "index", "string index is out of bounds", at: range))
  }
}

extension Intrinsic.Use {
  /// A string or a part of one; walking it costs steps by its length.
  func text(_ index: Int) -> Run<Substring> {
    let run = value(index)
    let range = range
    return { frame in
      let text = try run(frame).text
      if text.utf8.count > 64 { try frame.charge(steps: text.utf8.count >> 5, range) }
      return text
    }
  }

  func character(_ index: Int) -> Run<Character> {
    let run = value(index)
    return { try $0.character(run) }
  }
}
