import LessonModel

/// The table of contents: a column beside the page where there is room, folded above it elsewhere.
struct HTMLContents {
  private struct Section {
    var heading: Block.Heading
    var children: [Block.Heading] = []
  }

  private let page: Page
  private var sections: [Section] = []

  init(_ page: Page) {
    self.page = page
    for block in page.report.lesson.blocks {
      guard case .heading(let heading) = block, heading.anchor != page.titleAnchor else { continue }
      let level = heading.level &+ page.headingShift
      if level <= 2 {
        sections.append(Section(heading: heading))
      } else if level == 3, !sections.isEmpty {
        sections[sections.count - 1].children.append(heading)
      }
    }
  }

  var sidebar: Markup {
    element(
      "nav", ["class": "contents side", "aria-label": "Contents"],
      [element("p", ["class": "kicker"], "Contents").inEnglish(of: page), list])
  }

  var folded: Markup {
    guard !sections.isEmpty else { return .empty }
    return element(
      "nav", ["class": "contents top", "aria-label": "Contents"],
      [element("details", [:], [element("summary", [:], "Contents").inEnglish(of: page), list])])
  }

  private var list: Markup {
    element(
      "ol", [:],
      sections.map { section in
        element(
          "li", [:],
          [
            link(section.heading),
            section.children.isEmpty
              ? .empty
              : element("ol", [:], section.children.map { element("li", [:], [link($0)]) }),
          ])
      } + [
        element(
          "li", [:],
          [element("a", ["href": "#report:provenance"], "About this run").inEnglish(of: page)])
      ])
  }

  private func link(_ heading: Block.Heading) -> Markup {
    element("a", ["href": "#\(heading.anchor)"], heading.content.plainText)
  }
}
