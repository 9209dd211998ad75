// This file lays JSON text out for people and for `diff`: keys in the order of their bytes, one thing
// a line, and what fits on a line left on one. The bytes depend on the values alone, not on what an
// encoder of some system makes of them.

/// A JSON value as its parts.
private indirect enum JSONNode {
  /// A number, a string or a word, as it is written.
  case leaf([UInt8])
  case array([JSONNode])
  case object([(key: [UInt8], value: JSONNode)])

  /// How long it is on one line.
  var width: Int {
    switch self {
    case .leaf(let bytes): bytes.count
    case .array(let items): items.reduce(2) { $0 + $1.width + 2 }
    case .object(let members): members.reduce(2) { $0 + $1.key.count + $1.value.width + 4 }
    }
  }
}

/// Lays out JSON that an encoder wrote.
struct JSONLayout {
  /// A value wider than this is put on lines of its own.
  private static let lineWidth = 100

  /// The text with sorted keys and lines, ended by a line feed; as it stands when it is no JSON.
  static func text(_ bytes: [UInt8]) -> [UInt8] {
    var layout = JSONLayout(source: bytes)
    guard let node = layout.readValue(depth: 0) else { return bytes }
    layout.write(node, indent: 0)
    layout.text.append(UInt8(ascii: "\n"))
    return layout.text
  }

  private let source: [UInt8]
  private var index = 0
  private var text: [UInt8] = []

  private init(source: [UInt8]) {
    self.source = source
    text.reserveCapacity(source.count * 3 / 2)
  }

  // MARK: Reading

  private var byte: UInt8? { index < source.count ? source[index] : nil }

  private mutating func skipSpace() {
    while let byte, byte == 0x20 || (0x09...0x0D).contains(byte) { index += 1 }
  }

  private mutating func take(_ expected: Unicode.Scalar) -> Bool {
    skipSpace()
    guard byte == UInt8(ascii: expected) else { return false }
    index += 1
    return true
  }

  private mutating func readValue(depth: Int) -> JSONNode? {
    // An encoder gave up long before.
    guard depth < 2000 else { return nil }
    if take("[") { return readArray(depth: depth) }
    if take("{") { return readObject(depth: depth) }
    return readLeaf().map(JSONNode.leaf)
  }

  private mutating func readArray(depth: Int) -> JSONNode? {
    var items: [JSONNode] = []
    if take("]") { return .array([]) }
    repeat {
      guard let item = readValue(depth: depth + 1) else { return nil }
      items.append(item)
    } while take(",")
    return take("]") ? .array(items) : nil
  }

  private mutating func readObject(depth: Int) -> JSONNode? {
    var members: [(key: [UInt8], value: JSONNode)] = []
    if take("}") { return .object([]) }
    repeat {
      skipSpace()
      guard let key = readLeaf(), take(":"), let value = readValue(depth: depth + 1) else {
        return nil
      }
      members.append((key, value))
    } while take(",")
    members.sort { $0.key.lexicographicallyPrecedes($1.key) }
    return take("}") ? .object(members) : nil
  }

  private mutating func readLeaf() -> [UInt8]? {
    let start = index
    if byte == UInt8(ascii: "\"") {
      index += 1
      while let byte, byte != UInt8(ascii: "\"") {
        index += byte == UInt8(ascii: "\\") ? 2 : 1
      }
      index += 1
      return index <= source.count ? Array(source[start..<index]) : nil
    }
    while let byte, byte > 0x20, !",]}:".utf8.contains(byte) { index += 1 }
    return index > start ? Array(source[start..<index]) : nil
  }

  // MARK: Writing

  private mutating func write(_ node: JSONNode, indent: Int) {
    if indent + node.width <= Self.lineWidth { return writeOnOneLine(node) }
    switch node {
    case .leaf(let bytes): text += bytes
    case .array(let items):
      writeLines("[", "]", items, indent) { $0.write($1, indent: indent + 2) }
    case .object(let members):
      writeLines("{", "}", members, indent) { layout, member in
        layout.text += member.key
        layout.text += Array(": ".utf8)
        layout.write(member.value, indent: indent + 2)
      }
    }
  }

  private mutating func writeLines<Item>(
    _ open: String, _ close: String, _ items: [Item], _ indent: Int,
    _ writeItem: (inout JSONLayout, Item) -> Void
  ) {
    text += Array(open.utf8)
    for (index, item) in items.enumerated() {
      text += Array((index == 0 ? "\n" : ",\n").utf8)
      text += [UInt8](repeating: 0x20, count: indent + 2)
      writeItem(&self, item)
    }
    text.append(UInt8(ascii: "\n"))
    text += [UInt8](repeating: 0x20, count: indent)
    text += Array(close.utf8)
  }

  private mutating func writeOnOneLine(_ node: JSONNode) {
    switch node {
    case .leaf(let bytes): text += bytes
    case .array(let items):
      text.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { text += Array(", ".utf8) }
        writeOnOneLine(item)
      }
      text.append(UInt8(ascii: "]"))
    case .object(let members):
      text.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { text += Array(", ".utf8) }
        text += member.key
        text += Array(": ".utf8)
        writeOnOneLine(member.value)
      }
      text.append(UInt8(ascii: "}"))
    }
  }
}
