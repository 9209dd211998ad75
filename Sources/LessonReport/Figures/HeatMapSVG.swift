import LessonModel

/// Numbers over two directions as a picture: a colour for each, or lines of equal height.
enum HeatMapSVG {
  private static let width = 420.0
  private static let left = 54.0
  private static let right = 12.0
  private static let top = 12.0
  private static let bottom = 44.0

  /// The picture with its data table.
  static func content(_ map: HeatMap, id: String) -> [Markup] {
    guard let first = map.values.first, !first.isEmpty,
      map.values.allSatisfy({ $0.count == first.count })
    else { return [element("p", ["class": "figure-note"], "no values to draw")] }
    return [picture(map, id: id, over: []), table(map)]
  }

  /// The picture with shapes of the caller on top, which get the scales.
  static func picture(
    _ map: HeatMap, id: String, over shapes: [(ChartScale, ChartScale) -> Markup]
  ) -> Markup {
    let (rows, columns) = (map.values.count, map.values[0].count)
    let finite = map.values.joined().map(\.value).filter(\.isFinite)
    let low = finite.min() ?? 0
    let high = finite.max() ?? 0
    let xEnds = ends(map.xRange, count: columns, centred: map.isContour)
    let yEnds = ends(map.yRange, count: rows, centred: map.isContour)
    let plot = width - left - right
    let aspect = map.isContour ? 0.8 : min(1.1, max(0.35, Double(rows) / Double(columns)))
    let height = plot * aspect + top + bottom
    let x = ChartScale(
      .linear(
        xEnds.0, xEnds.1, count: 6, integral: map.x.integral || map.xRange == nil, rounded: false,
        format: map.x.format),
      .linear, from: left, to: width - right)
    var y = ChartScale(
      .linear(
        yEnds.0, yEnds.1, count: 6, integral: map.y.integral || map.yRange == nil, rounded: false,
        format: map.y.format),
      .linear, from: height - bottom, to: top)
    // Named or numbered rows go downwards like the rows of a table.
    if map.yRange == nil { (y.start, y.end) = (y.end, y.start) }
    let data =
      map.isContour
      ? contours(map, low, high, x, y) : cells(map, low, high, x, y)
    var labels: [Markup] = []
    let isNamedX = !map.x.categories.isEmpty
    let isNamedY = !map.y.categories.isEmpty
    for tick in isNamedX ? [] : x.ticks {
      labels.append(
        element(
          "text", ["class": "x", "x": c(x.position(tick.value)), "y": c(height - bottom + 17)],
          tick.label))
    }
    for tick in isNamedY ? [] : y.ticks {
      labels.append(
        element(
          "text", ["class": "y", "x": c(left - 7), "y": c(y.position(tick.value) + 4)], tick.label))
    }
    for (index, name) in map.x.categories.prefix(columns).enumerated() {
      labels.append(
        element(
          "text", ["class": "x", "x": c(x.position(Double(index))), "y": c(height - bottom + 17)],
          name.shortened(to: 6)))
    }
    for (index, name) in map.y.categories.prefix(rows).enumerated() {
      labels.append(
        element(
          "text", ["class": "y", "x": c(left - 7), "y": c(y.position(Double(index)) + 4)],
          name.shortened(to: 7)))
    }
    labels.append(
      element(
        "text", ["class": "label end", "x": c(width - right), "y": c(height - 6)],
        map.x.label + " →"))
    labels.append(
      element(
        "text", ["class": "label", "x": "0", "y": c(height - 6)],
        (map.yRange == nil ? "↓ " : "↑ ") + map.y.label))
    return element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "class": "chart heat-map",
        "viewBox": "0 0 \(c(width)) \(c(height))", "role": "img",
        "data-scale": [x.low, x.high, x.start, x.end, y.low, y.high, y.start, y.end]
          .map { NumberText.significant($0, digits: 9) }.joined(separator: " "),
        "aria-labelledby": "\(id)-svg-title \(id)-svg-text",
      ],
      [
        element("title", ["id": "\(id)-svg-title"], map.title),
        element("desc", ["id": "\(id)-svg-text"], map.summary),
      ] + data
        + [
          element(
            "path",
            [
              "class": "axis",
              "d": "M\(c(left)) \(c(top))V\(c(height - bottom))H\(c(width - right))",
            ])
        ] + labels + shapes.map { $0(x, y) })
  }

  private static func ends(_ range: [Number]?, count: Int, centred: Bool) -> (Double, Double) {
    if let range, range.count == 2, range[0].value.isFinite, range[1].value.isFinite,
      range[0].value < range[1].value
    {
      return (range[0].value, range[1].value)
    }
    return centred ? (0, Double(max(1, count - 1))) : (-0.5, Double(count) - 0.5)
  }

  /// One path for each of seven strengths, and as many below zero.
  private static func cells(
    _ map: HeatMap, _ low: Double, _ high: Double, _ x: ChartScale, _ y: ChartScale
  ) -> [Markup] {
    let isSigned = map.isSigned
    let full = isSigned ? max(abs(low), abs(high)) : high - low
    var paths = [String](repeating: "", count: 15)
    var missing = ""
    let columns = map.values[0].count
    let w = (x.end - x.start) / Double(columns)
    let h = (y.end - y.start) / Double(map.values.count)
    for (row, values) in map.values.enumerated() {
      for (column, number) in values.enumerated() {
        let shape =
          "M\(c(x.start + Double(column) * w)) \(c(y.start + Double(row) * h))h\(c(w))v\(c(h))h\(c(-w))Z"
        guard number.value.isFinite else {
          missing += shape
          continue
        }
        let share = full > 0 ? (isSigned ? number.value : number.value - low) / full : 0
        paths[7 + Int((max(-1, min(1, share)) * 7).rounded())] += shape
      }
    }
    return paths.enumerated().compactMap { index, data in
      data.isEmpty || index == 7
        ? nil
        : element(
          "path", ["class": "\(index < 7 ? "below" : "above") h\(abs(index - 7))", "d": data])
    } + (missing.isEmpty ? [] : [element("path", ["class": "missing", "d": missing])])
  }

  /// Lines of equal height by marching squares, closer together where it is steep.
  private static func contours(
    _ map: HeatMap, _ low: Double, _ high: Double, _ x: ChartScale, _ y: ChartScale
  ) -> [Markup] {
    guard high > low else { return [] }
    let count = 9
    // Squares of even steps: lines even on a bowl, whatever its height.
    let levels = (1...count).map { step -> Double in
      let share = Double(step) / Double(count + 1)
      return low + (high - low) * share * share
    }
    let (rows, columns) = (map.values.count, map.values[0].count)
    func at(_ row: Int, _ column: Int) -> Double { map.values[row][column].value }
    func px(_ column: Double) -> Double {
      x.start + (x.end - x.start) * column / Double(columns - 1)
    }
    func py(_ row: Double) -> Double { y.start + (y.end - y.start) * row / Double(rows - 1) }
    return levels.enumerated().map { index, level in
      var data = ""
      for row in 0..<rows - 1 {
        for column in 0..<columns - 1 {
          let corners = [
            at(row, column), at(row, column + 1), at(row + 1, column + 1), at(row + 1, column),
          ]
          guard corners.allSatisfy(\.isFinite) else { continue }
          let places: [(Double, Double)] = [
            (Double(column), Double(row)), (Double(column + 1), Double(row)),
            (Double(column + 1), Double(row + 1)), (Double(column), Double(row + 1)),
          ]
          var crossings: [(Double, Double)] = []
          for edge in 0..<4 {
            let (a, b) = (corners[edge], corners[(edge + 1) % 4])
            guard (a < level) != (b < level) else { continue }
            let t = (level - a) / (b - a)
            let (p, q) = (places[edge], places[(edge + 1) % 4])
            crossings.append((p.0 + (q.0 - p.0) * t, p.1 + (q.1 - p.1) * t))
          }
          for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
            data +=
              "M\(c(px(crossings[pair].0))) \(c(py(crossings[pair].1)))L\(c(px(crossings[pair + 1].0))) \(c(py(crossings[pair + 1].1)))"
          }
        }
      }
      return data.isEmpty ? .empty : element("path", ["class": "contour k\(index + 1)", "d": data])
    }
  }

  /// The numbers, at most twenty rows and columns of them.
  static func table(_ map: HeatMap) -> Markup {
    func picked(_ count: Int) -> [Int] {
      count <= 20 ? Array(0..<count) : (0..<11).map { $0 * (count - 1) / 10 }
    }
    func name(_ index: Int, _ axis: Chart.Axis, _ range: [Number]?, _ count: Int) -> String {
      if axis.categories.indices.contains(index) { return axis.categories[index] }
      guard let range, range.count == 2, count > 1 else { return "\(index)" }
      let value =
        range[0].value + (range[1].value - range[0].value) * Double(index) / Double(count - 1)
      return NumberText.significant(value, digits: 3)
    }
    let columns = picked(map.values[0].count)
    let rows = picked(map.values.count).map { row in
      [rowName(name(row, map.y, map.yRange, map.values.count))]
        + columns.map { numberCell(NumberText.format(map.values[row][$0].value, map.format)) }
    }
    return element(
      "details", ["class": "data"],
      [
        element("summary", [:], "Data table"),
        plainTable(
          ["\(map.y.label) \\ \(map.x.label)"]
            + columns.map { name($0, map.x, map.xRange, map.values[0].count) }, rows,
          label: "Data of “\(map.title)”"),
        map.values.count > 20 || map.values[0].count > 20
          ? element(
            "p", ["class": "figure-note"],
            "Some rows and columns of \(map.values.count) × \(map.values[0].count).") : .empty,
      ])
  }

  private static func c(_ value: Double) -> String { NumberText.coordinate(value) }
}
