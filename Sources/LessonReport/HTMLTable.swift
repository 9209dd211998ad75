import LessonModel

/// A table that a run made: numbers under each other, bars where a share should be seen.
enum HTMLTable {
  static func table(_ table: Table, _ page: Page) -> Markup {
    let columns = table.columns
    let width = max(columns.count, table.rows.map(\.cells.count).max() ?? 0)
    let header = (0..<width).map { column in
      Markup.element(
        "th",
        [("scope", "col")]
          + alignment(columns.indices.contains(column) ? columns[column].role : .text),
        columns.indices.contains(column) ? page.inlines(columns[column].title) : [])
    }
    let isIndicator = holdsOnlyZerosAndOnes(table)
    let rows = table.rows.map { row in
      Markup.element(
        "tr", row.highlighted ? [("class", "highlighted"), ("aria-current", "true")] : [],
        (0..<width).map { column in
          let role = columns.indices.contains(column) ? columns[column].role : .text
          let value = row.cells.indices.contains(column) ? row.cells[column] : .empty
          return cell(value, role, isHeader: table.rowHeaders && column == 0, isIndicator)
        })
    }
    let hasShares = columns.contains { if case .bar = $0.role { true } else { false } }
    let words = [
      table.title.map { element("strong", [:], $0) },
      table.summary.map { element("span", [:], $0.asSentence) },
    ]
    .compactMap { $0 }
    return scrolling(
      element(
        "table", ["class": "result" + (isIndicator ? " indicator" : hasShares ? " shares" : "")],
        [
          words.isEmpty ? .empty : element("caption", [:], words),
          element("thead", [:], [element("tr", [:], header)]),
          element("tbody", [:], rows),
        ]), label: table.title ?? "Table")
  }

  /// A table that scrolls by itself where the page is narrower, also by keyboard.
  static func scrolling(_ table: Markup, label: String) -> Markup {
    element(
      "div", ["class": "scroll", "tabindex": "0", "role": "group", "aria-label": label], [table])
  }

  private static func alignment(_ role: Table.Column.Role) -> [(String, String)] {
    switch role {
    case .text, .code: []
    case .number: [("class", "number")]
    case .bar: [("class", "share")]
    }
  }

  private static func cell(
    _ value: Table.Value, _ role: Table.Column.Role, isHeader: Bool, _ isIndicator: Bool
  ) -> Markup {
    let name = isHeader ? "th" : "td"
    var attributes = (isHeader ? [("scope", "row")] : []) + alignment(role)
    if isIndicator, case .number(let number) = value, !isHeader, case .number = role {
      attributes = [("class", number == 1 ? "number one" : "number zero")]
    }
    return .element(name, attributes, content(value, role))
  }

  private static func content(_ value: Table.Value, _ role: Table.Column.Role) -> [Markup] {
    switch (value, role) {
    case (.empty, _): return []
    case (.text(let text), .code): return [element("code", [:], text)]
    case (.text(let text), _): return [.text(text)]
    case (.number(let number), .text): return [.text(NumberText.shortest(number))]
    case (.number(let number), .code):
      return [element("code", [:], NumberText.shortest(number))]
    case (.number(let number), .number(let format)):
      return [.text(NumberText.format(number, format))]
    case (.number(let number), .bar(let format, let full)):
      let share = full > 0 && number.isFinite ? min(max(number / full, 0), 1) : 0
      return [
        element("span", ["class": "share-value"], NumberText.format(number, format)),
        element(
          "span", ["class": "share-track", "aria-hidden": "true"],
          [
            element(
              "span",
              ["class": "share-bar", "style": "width:\(NumberText.fixed(share * 100, digits: 2))%"])
          ]),
      ]
    }
  }

  /// A table of memberships, such as one-hot rows: the ones are what to see.
  private static func holdsOnlyZerosAndOnes(_ table: Table) -> Bool {
    let numeric = table.columns.indices.filter { column in
      guard case .number = table.columns[column].role else { return false }
      return !(table.rowHeaders && column == 0)
    }
    guard numeric.count >= 3, !table.rows.isEmpty else { return false }
    var hasOne = false
    for row in table.rows {
      for column in numeric {
        guard row.cells.indices.contains(column), case .number(let number) = row.cells[column],
          number == 0 || number == 1
        else { return false }
        hasOne = hasOne || number == 1
      }
    }
    return hasOne
  }
}
