import CMarkGFM
import Foundation

/// The tree that libcmark-gfm makes of a text; it owns the C nodes, and none of them leaves this
/// file. Nothing here recurses, however deep the tree.
final class CMarkTree {
  /// A node as a value.
  struct Node {
    enum Kind {
      case document, paragraph, quote, item(checked: Bool?), heading(level: Int)
      case list(start: Int?, tight: Bool)
      case codeBlock(literal: String, isFenced: Bool)
      case htmlBlock(String)
      case rule
      case table([Alignment]), tableRow(isHeader: Bool), tableCell
      case footnoteDefinition
      case text(String), softBreak, lineBreak, code(String), html(String)
      case math(tex: String, display: Bool)
      case emphasis, strong, strikethrough
      case link(destination: String, title: String)
      case image(source: String, title: String)
      case footnoteReference(number: Int)
      /// What this version of the library knows and we do not.
      case unknown
    }
    enum Alignment { case none, left, center, right }

    var kind: Kind
    /// As the library counts them: see `InlinePositions` for what the columns of inlines mean.
    var line: Int
    var column: Int
    var endLine: Int
    /// Lines above a table's head are a paragraph that the library gives no place; it has the
    /// table's then, and its content is counted from line 0 and column 0.
    var isCounted = true
  }

  enum Event {
    /// A node with others in it begins.
    case enter(Node)
    /// The node begun last ends.
    case exit
    /// A node without others in it.
    case leaf(Node)
  }

  private let root: OpaquePointer

  /// Parses a text; `nil` only if the library refuses to work.
  init?(_ bytes: [UInt8]) {
    let parsed: OpaquePointer? = library.withLock {
      guard let parser = cmark_parser_new(CMARK_OPT_FOOTNOTES | CMARK_OPT_SOURCEPOS) else {
        return nil
      }
      defer { cmark_parser_free(parser) }
      for syntax in library.extensions {
        cmark_parser_attach_syntax_extension(parser, syntax)
      }
      bytes.withUnsafeBytes { buffer in
        guard let base = buffer.baseAddress else { return }
        cmark_parser_feed(parser, base.assumingMemoryBound(to: CChar.self), buffer.count)
      }
      return cmark_parser_finish(parser)
    }
    guard let parsed else { return nil }
    root = parsed
  }

  deinit { cmark_node_free(root) }

  /// Visits the nodes in the order of the text.
  func walk(_ visit: (Event) -> Void) {
    guard let iterator = cmark_iter_new(root) else { return }
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return }
      let kind = Self.kind(of: node, entering: event == CMARK_EVENT_ENTER)
      guard event == CMARK_EVENT_ENTER else {
        if let kind, kind.isLeaf { continue }
        visit(.exit)
        continue
      }
      var value = Node(
        kind: kind ?? .unknown, line: Int(cmark_node_get_start_line(node)),
        column: Int(cmark_node_get_start_column(node)),
        endLine: Int(cmark_node_get_end_line(node)))
      if case .paragraph = value.kind, value.line == 0, let table = cmark_node_next(node) {
        value.isCounted = false
        value.line = Int(cmark_node_get_start_line(table))
        value.column = Int(cmark_node_get_start_column(table))
        value.endLine = Int(cmark_node_get_end_line(table))
      }
      if case .tableRow(isHeader: true) = value.kind, let table = cmark_node_parent(node) {
        value.endLine = Int(cmark_node_get_end_line(table))
      }
      if case .code(let literal) = value.kind, cmark_node_get_user_data(node) != nil {
        if let formula = Self.formula(literal) { visit(.leaf(formula)) }
      } else {
        visit(value.kind.isLeaf ? .leaf(value) : .enter(value))
      }
    }
  }

  private static func kind(
    of node: OpaquePointer, entering: Bool
  ) -> Node.Kind? {
    // This version of the library calls footnotes "<unknown>".
    switch cmark_node_get_type(node) {
    case CMARK_NODE_FOOTNOTE_DEFINITION: return .footnoteDefinition
    case CMARK_NODE_FOOTNOTE_REFERENCE:
      return .footnoteReference(number: Int(string(cmark_node_get_literal(node))) ?? 0)
    default: break
    }
    // What a node holds is read once, where it begins.
    let literal = { entering ? string(cmark_node_get_literal(node)) : "" }
    switch string(cmark_node_get_type_string(node)) {
    case "document": return .document
    case "paragraph": return .paragraph
    case "block_quote": return .quote
    case "heading": return .heading(level: Int(cmark_node_get_heading_level(node)))
    case "list":
      let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
      return .list(
        start: isOrdered ? Int(cmark_node_get_list_start(node)) : nil,
        tight: cmark_node_get_list_tight(node) != 0)
    case "item": return .item(checked: nil)
    case "tasklist":
      return .item(checked: cmark_gfm_extensions_get_tasklist_item_checked(node))
    case "code_block":
      var length: Int32 = 0
      var offset: Int32 = 0
      var character: CChar = 0
      let isFenced = cmark_node_get_fenced(node, &length, &offset, &character) != 0
      return .codeBlock(literal: literal(), isFenced: isFenced)
    case "html_block": return .htmlBlock(literal())
    case "thematic_break": return .rule
    case "table": return .table(alignments(of: node))
    case "table_header": return .tableRow(isHeader: true)
    case "table_row": return .tableRow(isHeader: false)
    case "table_cell": return .tableCell
    case "text": return .text(literal())
    case "softbreak": return .softBreak
    case "linebreak": return .lineBreak
    case "code": return .code(literal())
    case "html_inline": return .html(literal())
    case "emph": return .emphasis
    case "strong": return .strong
    case "strikethrough": return .strikethrough
    case "link":
      return .link(
        destination: entering ? string(cmark_node_get_url(node)) : "",
        title: entering ? string(cmark_node_get_title(node)) : "")
    case "image":
      return .image(
        source: entering ? string(cmark_node_get_url(node)) : "",
        title: entering ? string(cmark_node_get_title(node)) : "")
    default: return nil
    }
  }

  /// A formula travels through the library as code, which may stand in table cells too. It brings
  /// its place along, for the library does not set it: `line column $$tex`.
  private static func formula(_ literal: String) -> Node? {
    let parts = literal.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let line = Int(parts[0]), let column = Int(parts[1]) else { return nil }
    let display = parts[2].hasPrefix("$$")
    return Node(
      kind: .math(tex: String(parts[2].dropFirst(display ? 2 : 1)), display: display), line: line,
      column: column, endLine: line)
  }

  private static func alignments(
    of table: OpaquePointer
  ) -> [Node.Alignment] {
    let count = Int(cmark_gfm_extensions_get_table_columns(table))
    guard let letters = cmark_gfm_extensions_get_table_alignments(table) else { return [] }
    return (0..<count).map { column in
      switch letters[column] {
      case UInt8(ascii: "l"): .left
      case UInt8(ascii: "c"): .center
      case UInt8(ascii: "r"): .right
      default: .none
      }
    }
  }

  private static func string(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }
}

extension CMarkTree.Node.Kind {
  fileprivate var isLeaf: Bool {
    switch self {
    case .codeBlock, .htmlBlock, .rule, .text, .softBreak, .lineBreak, .code, .html, .math,
      .footnoteReference:
      true
    case .document, .paragraph, .quote, .item, .heading, .list, .table, .tableRow, .tableCell,
      .footnoteDefinition, .emphasis, .strong, .strikethrough, .link, .image, .unknown:
      false
    }
  }
}

// MARK: The library

/// The library keeps the signs that its extensions look for in tables of the process, so one text is
/// parsed at a time.
private let library = Library()

private final class Library: @unchecked Sendable {
  private let lock = NSLock()
  /// Those of the library that we use, and formulas. Addresses on the web are found by `Autolinks`:
  /// the library's extension takes quadratic time for many of them in a paragraph.
  let extensions: [OpaquePointer]

  init() {
    cmark_gfm_core_extensions_ensure_registered()
    var found = ["table", "strikethrough", "tasklist"].compactMap { (name: String) in
      cmark_find_syntax_extension(name)
    }
    if let math = cmark_syntax_extension_new("math") {
      cmark_syntax_extension_set_match_inline_func(math, matchMath)
      let dollar = UnsafeMutableRawPointer(bitPattern: UInt(UInt8(ascii: "$")))
      cmark_syntax_extension_set_special_inline_chars(
        math, cmark_llist_append(cmark_get_default_mem_allocator(), nil, dollar))
      found.append(math)
    }
    extensions = found
  }

  func withLock<Result>(_ body: () -> Result) -> Result {
    lock.lock()
    defer { lock.unlock() }
    return body()
  }
}

/// Takes `$...$` and `$$...$$` out of the text before the library sees what is in them.
///
/// The rules are pandoc's (extension `tex_math_dollars`): no space after the opening dollar, none
/// before the closing one, no digit after it; a backslash before a dollar takes its meaning away.
/// The first dollar that could end a formula decides, so that every byte is looked at twice at most.
private let matchMath: cmark_match_inline_func = { _, _, _, character, parser in
  guard character == UInt8(ascii: "$"), let parser else { return nil }
  let dollar = UInt8(ascii: "$")
  let start = cmark_inline_parser_get_offset(parser)
  let at = { (offset: Int32) in cmark_inline_parser_peek_at(parser, offset) }
  let display = at(start + 1) == dollar
  let contentStart = start + (display ? 2 : 1)
  if !display, at(contentStart).isSpace { return nil }

  var content: [UInt8] = []
  var offset = contentStart
  while true {
    let byte = at(offset)
    if byte == 0 { return nil }
    if byte == dollar, !display || at(offset + 1) == dollar { break }
    content.append(byte)
    offset += 1
    if byte == UInt8(ascii: "\\"), at(offset) != 0 {
      content.append(at(offset))
      offset += 1
    }
  }
  guard let last = content.last else { return nil }
  if !display, last.isSpace || at(offset + 1).isDigit { return nil }
  if display, content.allSatisfy(\.isSpace) { return nil }
  let end = offset + (display ? 2 : 1)

  guard let node = cmark_node_new(CMARK_NODE_CODE) else { return nil }
  let tex = String(decoding: content, as: UTF8.self)
  let line = cmark_inline_parser_get_line(parser)
  let column = cmark_inline_parser_get_column(parser)
  _ = "\(line) \(column) \(display ? "$$" : "$")\(tex)".withCString {
    cmark_node_set_literal(node, $0)
  }
  // Anything but nothing tells it from code.
  cmark_node_set_user_data(node, UnsafeMutableRawPointer(bitPattern: 1))
  cmark_inline_parser_set_offset(parser, end)
  return node
}

extension UInt8 {
  fileprivate var isSpace: Bool { self == 32 || (9...13).contains(self) }
}
