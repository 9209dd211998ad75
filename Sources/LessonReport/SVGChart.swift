import LessonModel

/// A chart as a picture in SVG: axes, legend, marks and labels. The page's stylesheet colours it.
enum SVGChart {
  /// The picture of a chart.
  ///
  /// - Parameters:
  ///   - chart: What is drawn.
  ///   - size: For a wide column or a narrow one.
  ///   - id: Unique in the page; names the title and the description.
  /// - Returns: One `svg` element.
  static func picture(_ chart: Chart, _ size: ChartGeometry.Size, id: String) -> Markup {
    picture(chart, ChartGeometry(chart, size), id: id)
  }

  /// The picture of a chart whose places are known.
  static func picture(_ chart: Chart, _ geometry: ChartGeometry, id: String) -> Markup {
    let size = geometry.size
    var attributes = [
      ("xmlns", "http://www.w3.org/2000/svg"),
      ("class", "chart \(size.rawValue)"),
      ("viewBox", "0 0 \(c(size.width)) \(c(size.height))"),
      ("role", "img"),
      ("aria-labelledby", "\(id)-title \(id)-text"),
    ]
    if let places = readOutPlaces(chart, geometry) {
      attributes.append(("data-top", c(geometry.y.end)))
      attributes.append(("data-bottom", c(geometry.y.start)))
      attributes.append(("data-x", places))
    }
    let words = [
      element("title", ["id": "\(id)-title"], chart.title),
      element("desc", ["id": "\(id)-text"], chart.summary),
    ]
    guard !geometry.isEmpty else {
      attributes[2].1 = "0 0 \(c(size.width)) 60"
      let message = element("text", ["class": "empty", "x": "0", "y": "36"], "no values to draw")
      return .element("svg", attributes, words + [message])
    }
    return .element(
      "svg", attributes,
      words + [axes(chart, geometry), legend(chart, geometry)] + places(chart, geometry)
        + marks(chart, geometry) + [lineEnds(chart, geometry), barValues(chart, geometry)])
  }

  // MARK: Axes

  private static func axes(_ chart: Chart, _ geometry: ChartGeometry) -> Markup {
    let (x, y) = (geometry.x, geometry.y)
    let left = geometry.plotLeft
    let right = geometry.plotRight
    var grid = ""
    var labels: [Markup] = []
    for tick in y.ticks {
      let place = y.position(tick.value)
      grid += "M\(c(left)) \(c(place))H\(c(right))"
      labels.append(
        element(
          "text", ["class": "y", "x": c(left - 8), "y": c(place + 4)], tick.label))
    }
    var marks = "M\(c(left)) \(c(y.start))H\(c(right))"
    let every = categoryStride(chart, geometry)
    for (index, tick) in x.ticks.enumerated() {
      let place = x.position(tick.value)
      guard index % every == 0 else { continue }
      if chart.x.categories.isEmpty { marks += "M\(c(place)) \(c(y.start))v5" }
      let room = Int(
        geometry.slot * Double(every * (geometry.staggersNames ? 2 : 1))
          / (geometry.size.font * 0.6))
      let label = chart.x.categories.isEmpty ? tick.label : tick.label.shortened(to: max(1, room))
      let row = geometry.staggersNames && index % 2 == 1 ? 35.0 : 19
      labels.append(element("text", ["class": "x", "x": c(place), "y": c(y.start + row)], label))
    }
    let zero =
      y.isLogarithmic || y.low >= 0 || y.high <= 0
      ? "" : "M\(c(left)) \(c(y.position(0)))H\(c(right))"
    if !chart.y.label.isEmpty {
      labels.append(
        element(
          "text", ["class": "label", "x": "0", "y": c(geometry.legend.height + 12)],
          "↑ " + chart.y.label))
    }
    if !chart.x.label.isEmpty {
      labels.append(
        element(
          "text", ["class": "label end", "x": c(right), "y": c(geometry.size.height - 5)],
          chart.x.label + " →"))
    }
    return element(
      "g", ["class": "axes"],
      [
        element("path", ["class": "grid", "d": grid]),
        element("path", ["class": "axis", "d": marks + zero]),
      ] + labels)
  }

  /// Names that do not fit side by side are shown every second, third, ... time.
  private static func categoryStride(_ chart: Chart, _ geometry: ChartGeometry) -> Int {
    guard !chart.x.categories.isEmpty, !geometry.staggersNames else { return 1 }
    let longest =
      chart.x.categories.map { textWidth($0.shortened(to: 10), geometry.size) + 6 }.max() ?? 0
    guard longest > geometry.slot, geometry.slot > 0 else { return 1 }
    return max(1, Int((longest / geometry.slot).rounded(.up)))
  }

  // MARK: Legend and marks

  private static func legend(_ chart: Chart, _ geometry: ChartGeometry) -> Markup {
    guard !geometry.legend.entries.isEmpty else { return .empty }
    return element(
      "g", ["class": "legend"],
      geometry.legend.entries.map { entry in
        let y = geometry.legend.y(entry)
        return element(
          "g", ["class": color(entry.series)],
          SVGMarks.key(entry.series, chart.series[entry.series], x: entry.x, y: y) + [
            element(
              "text", ["x": c(entry.x + ChartLegend.keyWidth), "y": c(y + 4)], entry.name)
          ])
      })
  }

  private static func marks(_ chart: Chart, _ geometry: ChartGeometry) -> [Markup] {
    chart.series.enumerated().map { index, series in
      var shapes = SVGMarks.series(index, series, geometry)
      // A value that is no number is marked at the foot, where it would have been.
      let crosses = geometry.series[index].missing.prefix(200).map { x in
        "M\(c(x - 3)) \(c(geometry.y.start - 8))l6 6m0 -6l-6 6"
      }
      if !crosses.isEmpty {
        shapes.append(element("path", ["class": "missing", "d": crosses.joined()]))
      }
      return element("g", ["class": color(index)], shapes)
    }
  }

  /// Lines across the chart at marked places, each with its word beside it, on the side with more
  /// room. Words that would touch each other stand one row lower.
  private static func places(_ chart: Chart, _ geometry: ChartGeometry) -> [Markup] {
    var rows: [(from: Double, to: Double)] = []
    return chart.marks.compactMap { mark -> Markup? in
      let (x, y) = (geometry.x, geometry.y)
      let words = mark.label.shortened(to: 28)
      let width = textWidth(words, geometry.size)
      switch mark.axis {
      case .x:
        guard isDrawable(mark.value.value, chart.x), mark.value.value >= x.low,
          mark.value.value <= x.high
        else { return nil }
        let place = x.position(mark.value.value)
        let isLeft = place + width + 8 > geometry.plotRight
        let from = isLeft ? place - width - 6 : place + 6
        let row = rows.count { $0.from < from + width && from < $0.to }
        rows.append((from, from + width))
        return element(
          "g", ["class": "place"],
          [
            element("path", ["d": "M\(c(place)) \(c(y.end))V\(c(y.start))"]),
            element(
              "text",
              [
                "class": isLeft ? "end" : "", "x": c(isLeft ? place - 6 : place + 6),
                "y": c(y.end + 11 + Double(row) * 16),
              ], words),
          ])
      case .y:
        guard isDrawable(mark.value.value, chart.y), mark.value.value >= y.low,
          mark.value.value <= y.high
        else { return nil }
        let place = y.position(mark.value.value)
        return element(
          "g", ["class": "place"],
          [
            element("path", ["d": "M\(c(geometry.plotLeft)) \(c(place))H\(c(geometry.plotRight))"]),
            element(
              "text", ["class": "end", "x": c(geometry.plotRight - 4), "y": c(place - 5)], words),
          ])
      }
    }
  }

  /// The name and last value of each line beside its end, moved apart where they would touch.
  private static func lineEnds(_ chart: Chart, _ geometry: ChartGeometry) -> Markup {
    struct End {
      var series: Int
      var x: Double
      var y: Double
      var value: String
    }
    var ends = chart.series.indices.compactMap { index -> End? in
      guard chart.series[index].mark == .line, let last = geometry.series[index].runs.last?.last,
        let value = geometry.series[index].lastValue
      else { return nil }
      return End(
        series: index, x: last.x + 9, y: last.y, value: NumberText.format(value, chart.y.format))
    }
    guard !ends.isEmpty, ends.count <= 6 else { return .empty }
    let named = geometry.size.showsNamesAtLineEnds
    let spacing = named ? 31.0 : 17.0
    ends.sort { ($0.y, $0.series) < ($1.y, $1.series) }
    let (top, bottom) = (geometry.y.end + 4, geometry.y.start - 4)
    for index in ends.indices.dropFirst() {
      ends[index].y = max(ends[index].y, ends[index - 1].y + spacing)
    }
    var limit = bottom
    for index in ends.indices.reversed() {
      ends[index].y = max(min(ends[index].y, limit), top)
      limit = ends[index].y - spacing
    }
    return element(
      "g", ["class": "ends"],
      ends.map { end in
        let series = chart.series[end.series]
        guard named else {
          return element(
            "text", ["class": color(end.series), "x": c(end.x), "y": c(end.y + 4)], end.value)
        }
        return element(
          "text", ["class": color(end.series), "x": c(end.x), "y": c(end.y - 2)],
          [
            .text(series.name.shortened(to: 14)),
            element("tspan", ["class": "value", "x": c(end.x), "dy": "15"], end.value),
          ])
      })
  }

  /// The value on top of each bar, where there are few.
  private static func barValues(_ chart: Chart, _ geometry: ChartGeometry) -> Markup {
    guard chart.series.count == 1, let series = chart.series.first, series.mark == .bars else {
      return .empty
    }
    let values = zip(series.x, series.y).filter {
      isDrawable($0.0.value, chart.x) && isDrawable($0.1.value, chart.y)
    }
    let texts = values.map { NumberText.format($0.1.value, chart.y.format) }
    guard let widest = texts.map({ textWidth($0, geometry.size) }).max(), widest <= geometry.slot,
      texts.count <= 24
    else {
      return .empty
    }
    return element(
      "g", ["class": "values"],
      zip(values, texts).map { pair, text in
        let y = geometry.y.position(pair.1.value)
        let above = pair.1.value >= 0 || geometry.y.isLogarithmic
        return element(
          "text",
          ["x": c(geometry.x.position(pair.0.value)), "y": c(above ? y - 6 : y + 15)], text)
      })
  }

  // MARK: Small things

  /// The places of the rows of the data table below, for the read-out; none when there are many.
  private static func readOutPlaces(_ chart: Chart, _ geometry: ChartGeometry) -> String? {
    guard let first = chart.series.first, (2...400).contains(first.x.count),
      chart.series.allSatisfy({ $0.x == first.x && $0.y.count == first.x.count }),
      first.x.allSatisfy({ isDrawable($0.value, chart.x) })
    else { return nil }
    return first.x.map { c(geometry.x.position($0.value)) }.joined(separator: " ")
  }

  /// The class that colours a series; six colours, then again.
  private static func color(_ index: Int) -> String { "s\(index % 6 + 1)" }

  private static func c(_ value: Double) -> String { NumberText.coordinate(value) }
}
