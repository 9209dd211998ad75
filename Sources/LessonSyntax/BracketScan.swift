import LessonModel

/// Finds text on which the parser would not come to an end in reasonable time.
///
/// To tell `[Int]` the type from `[Int]` the literal the parser looks ahead, twice for each `[` that
/// stands directly within another, so that the time doubles with each. A handful is nothing, twenty
/// are minutes; the scan adds up what the brackets of a text would cost before any of it is parsed.
struct BracketScan {
  /// The place of the bracket that is too much; `nil` for a text that can be parsed.
  private(set) var excess: Int?

  /// About a second of looking ahead.
  private static let limit = 1 << 13
  /// Nesting that costs nothing worth counting.
  private static let free = 5

  /// How many `<` may be open in a line.
  private static let deepestAngles = 40

  private static func isWord(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte) || (48...57).contains(byte) || byte == 95
  }

  /// How many `?` of `a ? b : c` may follow each other: the parser tries what comes after each one
  /// in two ways.
  private static let mostChoices = 100

  private struct Frame {
    var kind: UInt8
    var depth: Int
    var hasComma = false
  }

  init(_ source: String) {
    var frames = [Frame(kind: 0, depth: 0)]
    var cost = 0
    var isInString = false
    var isInComment = false
    var previous: UInt8 = 0
    // Generic arguments are looked ahead in the same way: `A<B<C<`.
    var angles = 0
    var choices = 0
    var lineHasChoice = false
    for (offset, byte) in source.utf8.enumerated() {
      defer { previous = byte }
      if byte == UInt8(ascii: "\n") {
        isInString = false
        if !lineHasChoice { choices = 0 }
        lineHasChoice = false
        if previous != UInt8(ascii: "<") { angles = 0 }
        isInComment = false
        continue
      }
      if isInComment { continue }
      if byte == UInt8(ascii: "\""), previous != UInt8(ascii: "\\") {
        isInString.toggle()
        continue
      }
      if isInString { continue }
      switch byte {
      case UInt8(ascii: "/") where previous == byte: isInComment = true
      case UInt8(ascii: "["):
        let frame = frames[frames.count - 1]
        let isFirst = !(frame.kind == byte && frame.hasComma)
        let depth = (isFirst ? frame.depth : 0) + 1
        if depth > Self.free {
          cost += 1 << min(depth, 30)
          if cost > Self.limit {
            excess = offset
            return
          }
        }
        frames.append(Frame(kind: byte, depth: depth))
      case UInt8(ascii: "("):
        frames.append(Frame(kind: byte, depth: frames[frames.count - 1].depth))
      case UInt8(ascii: "{"): frames.append(Frame(kind: byte, depth: 0))
      case UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: "}"):
        if frames.count > 1 { frames.removeLast() }
      case UInt8(ascii: "<") where Self.isWord(previous):
        angles += 1
        if angles > Self.deepestAngles {
          excess = offset
          return
        }
      case UInt8(ascii: "?") where previous == 32 || previous == 9 || previous == 10:
        choices += 1
        lineHasChoice = true
        if choices > Self.mostChoices {
          excess = offset
          return
        }
      case UInt8(ascii: ">"): angles = max(0, angles - 1)
      case UInt8(ascii: ","): frames[frames.count - 1].hasComma = true
      default: break
      }
    }
  }
}
