import LessonModel

// This file writes what the author wrote: blocks, inlines, footnotes.

/// How deep blocks and inlines may nest before the rest is left out: no text overflows the stack.
private let depthLimit = 100

extension Page {
  func blocks(_ blocks: [Block], depth: Int = 0) -> [Markup] {
    guard depth < depthLimit else { return [element("p", [:], "…")] }
    return blocks.map { block($0, depth: depth) }
  }

  private func block(_ block: Block, depth: Int) -> Markup {
    switch block {
    case .heading(let heading): return self.heading(heading)
    case .paragraph(let content): return element("p", [:], inlines(content))
    case .list(let list): return self.list(list, depth: depth)
    case .quote(let content):
      return element("blockquote", [:], blocks(content, depth: depth + 1))
    case .code(let code): return HTMLCode.shown(code)
    case .table(let table): return proseTable(table)
    case .math(let formula):
      return element("div", ["class": "formula"], [MathML.markup(formula)])
    case .details(let details):
      return element(
        "details", ["class": "answer"],
        [element("summary", [:], inlines(details.summary))]
          + blocks(details.blocks, depth: depth + 1))
    case .cell(let id): return cell(id)
    case .rule: return element("hr")
    }
  }

  private func heading(_ heading: Block.Heading) -> Markup {
    guard titleAnchor == nil || heading.anchor != titleAnchor else { return .empty }
    let level = min(max(heading.level &+ headingShift, 2), 6)
    return element(
      "h\(level)", ["id": heading.anchor],
      inlines(heading.content) + [
        element(
          "a",
          ["class": "anchor", "href": "#\(heading.anchor)", "aria-label": "Link to this section"],
          "#")
      ])
  }

  private func list(_ list: Block.List, depth: Int) -> Markup {
    let items = list.items.map { item -> Markup in
      var content = blocks(item.blocks, depth: depth + 1)
      if list.tight {
        // A tight item is a line of text, not a paragraph with space around it.
        content = zip(item.blocks, content).map { source, markup in
          if case .paragraph(let inlines) = source {
            .fragment(self.inlines(inlines))
          } else {
            markup
          }
        }
      }
      guard let checked = item.checked else { return element("li", [:], content) }
      let box = element(
        "span",
        [
          "class": checked ? "box checked" : "box", "role": "img",
          "aria-label": checked ? "done" : "to do",
        ])
      return element("li", ["class": "task"], [box, element("div", [:], content)])
    }
    guard let start = list.start else { return element("ul", [:], items) }
    return .element("ol", start == 1 ? [] : [("start", "\(start)")], items)
  }

  private func proseTable(_ table: Block.ProseTable) -> Markup {
    func attributes(_ column: Int) -> [(String, String)] {
      guard table.alignments.indices.contains(column) else { return [] }
      switch table.alignments[column] {
      case .none: return []
      case .left: return [("class", "left")]
      case .center: return [("class", "center")]
      case .right: return [("class", "right")]
      }
    }
    let header = table.header.enumerated().map { column, content in
      Markup.element("th", [("scope", "col")] + attributes(column), inlines(content))
    }
    let rows = table.rows.map { row in
      element(
        "tr", [:],
        row.enumerated().map { column, content in
          .element("td", attributes(column), inlines(content))
        })
    }
    return HTMLTable.scrolling(
      element(
        "table", ["class": "prose"],
        [element("thead", [:], [element("tr", [:], header)]), element("tbody", [:], rows)]),
      label: "Table: " + table.header.map(\.plainText).joined(separator: ", "))
  }

  // MARK: Inlines

  func inlines(_ content: [Inline], depth: Int = 0) -> [Markup] {
    guard depth < depthLimit else { return [.text("…")] }
    return content.map { inline($0, depth: depth) }
  }

  private func inline(_ inline: Inline, depth: Int) -> Markup {
    switch inline {
    case .text(let text): return .text(text)
    case .code(let text): return element("code", [:], text)
    case .emphasis(let content): return element("em", [:], inlines(content, depth: depth + 1))
    case .strong(let content): return element("strong", [:], inlines(content, depth: depth + 1))
    case .strikethrough(let content): return element("del", [:], inlines(content, depth: depth + 1))
    case .link(let link): return self.link(link, depth: depth)
    case .image(let image): return picture(image)
    case .math(let formula): return MathML.markup(formula)
    case .footnote(let reference):
      return element(
        "sup", ["class": "footnote"],
        [
          element(
            "a",
            [
              "id": referenceAnchor(reference.number, reference.occurrence),
              "href": "#fn:\(reference.number)", "role": "doc-noteref",
              "aria-label": "Footnote \(reference.number)",
            ], "\(reference.number)")
        ])
    case .lineBreak: return element("br")
    case .softBreak: return .text("\n")
    }
  }

  /// A link, if it leads where a lesson may lead; its words alone otherwise.
  private func link(_ link: Inline.Link, depth: Int) -> Markup {
    let content = inlines(link.content, depth: depth + 1)
    guard let kind = LinkKind(link.destination) else { return .fragment(content) }
    var attributes = [("href", link.destination)]
    if kind == .outside { attributes.append(("rel", "noopener noreferrer")) }
    if let title = link.title { attributes.append(("title", title)) }
    return .element("a", attributes, content)
  }

  /// A picture that the page itself carries; its alternative otherwise.
  private func picture(_ image: Inline.Image) -> Markup {
    guard isPictureData(image.source) else {
      return element("span", ["class": "no-picture"], image.alternative)
    }
    var attributes = [("src", image.source), ("alt", image.alternative)]
    if let title = image.title { attributes.append(("title", title)) }
    return .element("img", attributes, [])
  }

  // MARK: Footnotes

  var footnotes: Markup {
    guard !report.lesson.footnotes.isEmpty else { return .empty }
    let items = report.lesson.footnotes.map { footnote -> Markup in
      let backLinks = (0..<min(max(footnote.references, 0), 100)).map { occurrence in
        element(
          "a",
          [
            "href": "#" + referenceAnchor(footnote.number, occurrence), "role": "doc-backlink",
            "aria-label": "Back to reference \(occurrence + 1)",
          ], "↩")
      }
      return element(
        "li", ["id": "fn:\(footnote.number)", "value": "\(footnote.number)"],
        blocks(footnote.blocks) + [element("p", ["class": "back"], backLinks)])
    }
    return element(
      "section", ["class": "footnotes", "role": "doc-endnotes", "aria-label": "Footnotes"],
      [element("ol", [:], items)])
  }

  private func referenceAnchor(_ number: Int, _ occurrence: Int) -> String {
    occurrence == 0 ? "fnref:\(number)" : "fnref:\(number)-\(occurrence &+ 1)"
  }
}

/// Where a link may lead.
enum LinkKind {
  case inside, outside

  /// `nil` for whatever is neither a place in the page nor http, https or mailto.
  init?(_ destination: String) {
    // Browsers skip control characters and spaces in an address; one that has any is not safe to
    // judge by its first letters.
    guard destination.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return nil }
    if destination.hasPrefix("#") {
      self = .inside
    } else if ["http://", "https://", "mailto:"].contains(where: {
      destination.lowercased().hasPrefix($0)
    }) {
      self = .outside
    } else {
      return nil
    }
  }
}

/// Whether an address is a picture in itself.
private func isPictureData(_ source: String) -> Bool {
  ["png", "jpeg", "gif", "webp", "svg+xml"].contains {
    source.hasPrefix("data:image/\($0);base64,")
  }
}
