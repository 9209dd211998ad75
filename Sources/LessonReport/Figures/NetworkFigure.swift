import LessonModel

// This file draws a model: its layers as columns of neurons, and the arithmetic of their parameters.

extension Page {
  func network(_ diagram: NetworkDiagram, id: String) -> Markup {
    let count = { (value: Int) in NumberText.count(Double(value)) }
    var before = diagram.inputShape
    let rows = diagram.layers.map { layer -> [Markup] in
      defer { before = layer.outputShape }
      let kind = layer.activation.map { "\(layer.kind) · \($0)" } ?? layer.kind
      return [
        element(
          "th", ["scope": "row"],
          [.text(layer.name + " "), element("span", ["class": "muted"], kind)]),
        element("td", [:], "\(shape(before)) → \(shape(layer.outputShape))"),
        element("td", [:], arithmetic(layer)),
        numberCell(count(layer.parameters)),
        numberCell(count(layer.parameters &* 4)),
      ]
    }
    let total = [
      rowName("all"), element("td"), element("td"),
      numberCell(count(diagram.parameterCount)), numberCell(count(diagram.parameterCount &* 4)),
    ]
    return FigureFrame(id, "network", diagram.title, diagram.summary).markup([
      NetworkSVG.picture(diagram, id: id),
      plainTable(
        ["Layer", "In → out", "Weights + biases", "Numbers", "Bytes"], rows + [total],
        label: "Parameters of the network", style: "result parameters"),
    ])
  }

  private func shape(_ sizes: [Int]) -> String {
    sizes.map(String.init).joined(separator: " × ")
  }

  /// `784 × 20 + 20`.
  private func arithmetic(_ layer: NetworkDiagram.Layer) -> String {
    guard layer.parameters > 0 else { return "nothing to learn" }
    guard !layer.kernelShape.isEmpty else { return "" }
    let weights = layer.kernelShape.map { NumberText.count(Double($0)) }.joined(separator: " × ")
    return layer.biases > 0 ? weights + " + " + NumberText.count(Double(layer.biases)) : weights
  }
}

/// The layers side by side: few neurons as circles, many as a column, pictures as a square.
enum NetworkSVG {
  private struct Column {
    var title: String
    var detail: String
    var shape: [Int]
    var isPicture: Bool { shape.count >= 2 }
    var units: Int { shape.reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue } }
    var isCircles: Bool { shape.count == 1 && units <= 24 }
  }

  static func picture(_ diagram: NetworkDiagram, id: String) -> Markup {
    let columns =
      [Column(title: "input", detail: "", shape: diagram.inputShape)]
      + diagram.layers.map {
        Column(title: $0.name, detail: $0.activation ?? "", shape: $0.outputShape)
      }
    let shown = columns.count <= 9 ? columns : Array(columns.prefix(5)) + columns.suffix(4)
    let step = shown.count <= 4 ? 190.0 : 150
    let width = Double(shown.count - 1) * step + 130
    let (top, bottom) = (20.0, 250.0)
    let middle = (top + bottom) / 2
    func x(_ index: Int) -> Double { 65 + Double(index) * step }
    func places(_ column: Column) -> [Double] {
      guard column.isCircles, column.units > 0 else {
        return stride(from: 0.0, through: 8, by: 1).map { middle - 80 + $0 * 20 }
      }
      let gap = min(22, (bottom - top) / Double(max(column.units, 2)))
      return (0..<column.units).map { middle + (Double($0) - Double(column.units - 1) / 2) * gap }
    }
    var shapes: [Markup] = []
    for index in shown.indices.dropLast() {
      let (a, b) = (shown[index], shown[index + 1])
      var lines = ""
      let isReshape = a.units == b.units && !(a.isCircles && b.isCircles)
      if isReshape {
        lines = "M\(c(x(index) + 50)) \(c(middle))H\(c(x(index + 1) - 30))m-7 -5l7 5l-7 5"
        shapes.append(element("path", ["class": "arrow", "d": lines]))
        continue
      }
      for from in places(a) {
        for to in places(b) {
          lines += "M\(c(x(index) + 9)) \(c(from))L\(c(x(index + 1) - 9)) \(c(to))"
        }
      }
      shapes.append(element("path", ["class": "links", "d": lines]))
    }
    for (index, column) in shown.enumerated() {
      if column.isPicture {
        var grid = ""
        for line in 0...7 {
          let offset = Double(line) * 12
          grid +=
            "M\(c(x(index) - 42)) \(c(middle - 42 + offset))h84M\(c(x(index) - 42 + offset)) \(c(middle - 42))v84"
        }
        shapes.append(
          element(
            "rect",
            [
              "class": "block", "x": c(x(index) - 42), "y": c(middle - 42), "width": "84",
              "height": "84",
            ]))
        shapes.append(element("path", ["class": "cells", "d": grid]))
      } else if column.isCircles {
        let all = places(column)
        let r = all.count > 1 ? min(8, (all[1] - all[0]) * 0.42) : 8
        for y in all {
          shapes.append(
            element("circle", ["class": "neuron", "cx": c(x(index)), "cy": c(y), "r": c(r)]))
        }
      } else {
        shapes.append(
          element(
            "rect",
            [
              "class": "block", "x": c(x(index) - 11), "y": c(middle - 95), "width": "22",
              "height": "190", "rx": "4",
            ]))
      }
      let size = column.shape.map(String.init).joined(separator: " × ")
      shapes.append(element("text", ["class": "size", "x": c(x(index)), "y": "284"], size))
      shapes.append(
        element(
          "text", ["class": "name", "x": c(x(index)), "y": "303"], column.title.shortened(to: 20)))
      if !column.detail.isEmpty {
        shapes.append(
          element("text", ["class": "detail", "x": c(x(index)), "y": "320"], column.detail))
      }
    }
    return element(
      "div",
      [
        "class": "scroll drawing", "tabindex": "0", "role": "region",
        "aria-label": "Drawing of the network",
      ],
      [
        element(
          "svg",
          [
            "xmlns": "http://www.w3.org/2000/svg", "class": "network-drawing",
            "viewBox": "0 0 \(c(width)) 328", "width": c(width), "height": "328", "role": "img",
            "aria-labelledby": "\(id)-svg-title \(id)-svg-text",
          ],
          [
            element("title", ["id": "\(id)-svg-title"], diagram.title),
            element("desc", ["id": "\(id)-svg-text"], diagram.summary),
          ] + shapes)
      ])
  }

  private static func c(_ value: Double) -> String { NumberText.coordinate(value) }
}
