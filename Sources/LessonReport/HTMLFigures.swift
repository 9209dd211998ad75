import LessonModel

/// Figures: a chart with its conclusion and its numbers, and grids of small pictures.
enum HTMLFigures {
  // MARK: Charts

  /// A chart twice, for a wide column and a narrow one, with the data as a table under it.
  static func chart(_ chart: Chart, id: String) -> Markup {
    let geometries = ChartGeometry.Size.allCases.map { ChartGeometry(chart, $0) }
    let pictures = geometries.map {
      SVGChart.picture(chart, $0, id: "\(id)-\($0.size.rawValue)")
    }
    return element(
      "figure", ["class": "chart-figure"],
      [
        element(
          "figcaption", [:],
          [
            element("strong", [:], chart.title),
            chart.summary.isEmpty ? .empty : element("span", [:], chart.summary.asSentence),
          ]),
        element("div", ["class": "plot"], pictures),
      ] + (geometries.first?.notes ?? []).map { element("p", ["class": "figure-note"], $0) }
        + [dataTable(chart)])
  }

  /// Rows beyond this are left to the JSON: a table of thousands helps nobody.
  private static let rowLimit = 200

  private static func dataTable(_ chart: Chart) -> Markup {
    guard chart.series.contains(where: { !$0.y.isEmpty }) else { return .empty }
    let first = chart.series.first?.x ?? []
    let isShared = chart.series.allSatisfy { $0.x == first && $0.y.count == first.count }
    let header: [String]
    var rows: [[String]]
    let xTitle = chart.x.label.isEmpty ? "x" : chart.x.label
    if isShared {
      header = [xTitle] + chart.series.map(\.name)
      rows = shown(first.indices).map { index in
        [xText(first[index].value, chart.x)]
          + chart.series.map { NumberText.format($0.y[index].value, chart.y.format) }
      }
    } else {
      header = ["series", xTitle, chart.y.label.isEmpty ? "y" : chart.y.label]
      rows = chart.series.flatMap { series in
        shown(0..<min(series.x.count, series.y.count)).map { index in
          [
            series.name, xText(series.x[index].value, chart.x),
            NumberText.format(series.y[index].value, chart.y.format),
          ]
        }
      }
    }
    let longest = chart.series.map { min($0.x.count, $0.y.count) }.max() ?? 0
    let cut =
      longest > rowLimit
      ? [
        element(
          "p", ["class": "figure-note"],
          "The first and last \(rowLimit / 2) of \(NumberText.count(Double(longest))) rows.")
      ] : []
    return element(
      "details", ["class": "data"],
      [
        element("summary", [:], "Data table"),
        HTMLTable.scrolling(
          element(
            "table", ["class": "result"],
            [
              element(
                "thead", [:],
                [
                  element(
                    "tr", [:],
                    header.map { element("th", ["scope": "col", "class": "number"], $0) })
                ]),
              element(
                "tbody", [:],
                rows.map { row in
                  element("tr", [:], row.map { element("td", ["class": "number"], $0) })
                }),
            ]), label: "Data of “\(chart.title)”"),
      ] + cut)
  }

  private static func shown(_ indices: Range<Int>) -> [Int] {
    guard indices.count > rowLimit else { return Array(indices) }
    return Array(indices.prefix(rowLimit / 2)) + Array(indices.suffix(rowLimit / 2))
  }

  private static func xText(_ value: Double, _ axis: Chart.Axis) -> String {
    if isDrawable(value, axis), !axis.categories.isEmpty { return axis.categories[Int(value)] }
    return NumberText.format(value, axis.format)
  }

  // MARK: Pictures

  /// Small pictures side by side, each with its caption.
  static func images(_ grid: ImageGrid) -> Markup {
    let items = grid.images.enumerated().map { index, image in
      element(
        "li", [:],
        [
          picture(image, index, count: grid.images.count),
          image.caption.isEmpty
            ? .empty : element("span", ["class": "image-caption"], image.caption),
        ])
    }
    return element(
      "figure", ["class": "image-figure"],
      [
        element(
          "figcaption", [:],
          [
            grid.title.map { element("strong", [:], $0) } ?? .empty,
            grid.summary.isEmpty ? .empty : element("span", [:], grid.summary.asSentence),
          ]),
        element("ul", ["class": "images", "style": layout(of: grid)], items),
      ])
  }

  /// Whole multiples keep the pixels square.
  private static func scale(_ image: ImageGrid.Image, count: Int) -> Int {
    let aim = count <= 2 ? 168 : count <= 20 ? 84 : 56
    return max(1, aim / max(image.width, image.height, 1))
  }

  /// Columns as wide as the pictures, and so many that the rows are equally long.
  private static func layout(of grid: ImageGrid) -> String {
    let widths = grid.images.map {
      min(max($0.width, 0), 4096) * scale($0, count: grid.images.count)
    }
    let width = min(max(widths.max() ?? 0, 56), 720)
    let most = max(1, 760 / (width + 14))
    let rows = (grid.images.count + most - 1) / most
    let columns = rows == 0 ? 1 : (grid.images.count + rows - 1) / rows
    return "--w:\(width)px;--n:\(columns)"
  }

  private static func picture(_ image: ImageGrid.Image, _ index: Int, count: Int) -> Markup {
    // In the data 0 is paper and 255 is ink; in a picture 0 is black.
    let inverted = image.pixels.map { 255 - $0 }
    guard let file = PNG.grey(width: image.width, height: image.height, pixels: inverted) else {
      return element(
        "span", ["class": "no-picture"], "picture of \(image.width) × \(image.height) pixels")
    }
    let scale = self.scale(image, count: count)
    return element(
      "img",
      [
        "src": "data:image/png;base64," + file.base64,
        "alt": image.caption.isEmpty ? "picture \(index + 1)" : "picture: \(image.caption)",
        "width": "\(image.width * scale)", "height": "\(image.height * scale)",
      ])
  }
}
