import LessonModel

// This file shows how a line is found by walking downhill: the map with the walks, the error after
// each step, and the line at some steps.

extension Page {
  func descent(_ paths: DescentPaths, id: String) -> Markup {
    let map = HeatMapSVG.picture(
      paths.map, id: "\(id)-map",
      over: paths.paths.prefix(6).enumerated().map { index, path in
        { x, y in Self.walk(path, index, x, y) }
      })
    let errors = Chart(
      title: "The error after each step", summary: "",
      x: Chart.Axis("step", integral: true),
      y: Chart.Axis("mean squared error", scale: .logarithmic),
      series: paths.paths.prefix(6).enumerated().map { index, path in
        Chart.Series(
          path.name, .line, x: path.losses.indices.map(Double.init),
          y: path.losses.map { $0.value > 1e-12 && $0.value < 1e12 ? $0.value : .nan })
      })
    let rows = paths.paths.map { path -> [Markup] in
      let end = path.losses.last?.value ?? 0
      return [
        rowName(path.name), numberCell(NumberText.count(Double(max(0, path.losses.count - 1)))),
        numberCell(NumberText.significant(path.weights.last?.value ?? 0, digits: 4)),
        numberCell(NumberText.significant(path.biases.last?.value ?? 0, digits: 4)),
        numberCell(NumberText.significant(end, digits: 4)),
      ]
    }
    let data =
      "["
      + paths.paths.prefix(6).map {
        "{\"name\":\(ScriptData.string($0.name)),\"w\":\(ScriptData.numbers($0.weights, digits: 5)),\"b\":\(ScriptData.numbers($0.biases, digits: 5)),\"loss\":\(ScriptData.numbers($0.losses, digits: 4))}"
      }.joined(separator: ",") + "]"
    return FigureFrame(id, "descent", paths.title, paths.summary).markup([
      element(
        "div", ["class": "side-by-side"],
        [
          element("div", ["class": "descent-map"], [map]),
          HTMLFigures.chart(errors, id: "\(id)-errors"),
        ]),
      plainTable(
        ["walk", "steps", "weight", "bias", "error"], rows, label: "Where the walks ended"),
      HTMLFigures.chart(lines(paths), id: "\(id)-lines"),
      ScriptData.markup("descent-data", data),
    ])
  }

  private static func walk(
    _ path: DescentPaths.Path, _ index: Int, _ x: ChartScale, _ y: ChartScale
  ) -> Markup {
    var data = ""
    var dots: [Markup] = []
    for (step, place) in zip(path.weights, path.biases).enumerated() {
      guard place.0.value >= x.low, place.0.value <= x.high, place.1.value >= y.low,
        place.1.value <= y.high
      else { break }
      let (px, py) = (x.position(place.0.value), y.position(place.1.value))
      data +=
        (data.isEmpty ? "M" : "L") + "\(NumberText.coordinate(px)) \(NumberText.coordinate(py))"
      if [0, 1, 10, 25, 50, 100].contains(step) {
        dots.append(
          element(
            "circle",
            [
              "class": "marker", "cx": NumberText.coordinate(px), "cy": NumberText.coordinate(py),
              "r": "3",
            ]))
      }
    }
    return element(
      "g", ["class": "s\(index % 6 + 1)"],
      [element("path", ["class": "stroke", "d": data])] + dots)
  }

  /// The examples, and the line of the first walk at some steps.
  private func lines(_ paths: DescentPaths) -> Chart {
    let x = paths.x.map(\.value)
    let ends = [x.min() ?? 0, x.max() ?? 1]
    var series = [Chart.Series("examples", .points, x: x, y: paths.y.map(\.value))]
    if let first = paths.paths.first {
      let last = first.weights.count - 1
      for step in [0, 1, 10, 50].filter({ $0 < last }) + [last] where last >= 0 {
        let (w, b) = (first.weights[step].value, first.biases[step].value)
        series.append(
          Chart.Series(
            "step \(step)", .line, x: ends, y: ends.map { w * $0 + b }, secondary: step != last))
      }
    }
    return Chart(
      title: "The line of “\(paths.paths.first?.name ?? "")”", summary: "", x: Chart.Axis("x"),
      y: Chart.Axis("y"), series: series)
  }
}
