import LessonModel

// This file looks inside a trained network: the way of a picture, weights as pictures, a pad to draw on.

extension Page {
  func traces(_ traces: ImageTraces, id: String) -> Markup {
    guard let first = traces.traces.first else { return .empty }
    let order = first.probabilities.indices.sorted {
      (-first.probabilities[$0].value, $0) < (-first.probabilities[$1].value, $1)
    }
    guard order.count >= 2, traces.classes.count == first.probabilities.count else { return .empty }
    let (one, two) = (order[0], order[1])
    func weight(_ neuron: Int, _ output: Int) -> Double {
      traces.outputWeights.indices.contains(neuron)
        && traces.outputWeights[neuron].indices.contains(output)
        ? traces.outputWeights[neuron][output].value : 0
    }
    let hidden = first.hidden.map(\.value)
    let full = hidden.reduce(0) { max($0, abs($1)) }
    var largest = 0.0
    for (neuron, value) in hidden.enumerated() {
      largest = max(largest, abs(value * weight(neuron, one)), abs(value * weight(neuron, two)))
    }
    let number = { (value: Double) in NumberText.fixed(value, digits: 2) }
    let rows = hidden.enumerated().map { neuron, value -> [Markup] in
      let (a, b) = (value * weight(neuron, one), value * weight(neuron, two))
      return [
        rowName("\(neuron + 1)"),
        element("td", ["class": "share"], shareBar(full > 0 ? value / full : 0, number(value))),
        numberCell(number(a)), element("td", ["class": "signed"], [signedBar(a, full: largest)]),
        numberCell(number(b)), element("td", ["class": "signed"], [signedBar(b, full: largest)]),
      ]
    }
    func bias(_ output: Int) -> Double {
      traces.outputBiases.indices.contains(output) ? traces.outputBiases[output].value : 0
    }
    func logit(_ output: Int) -> Double {
      first.logits.indices.contains(output) ? first.logits[output].value : 0
    }
    let foot = [
      [
        rowName("bias"), element("td"), numberCell(number(bias(one))), element("td"),
        numberCell(number(bias(two))), element("td"),
      ],
      [
        rowName("logit"), element("td"), numberCell(number(logit(one))), element("td"),
        numberCell(number(logit(two))), element("td"),
      ],
    ]
    let says = { (trace: ImageTraces.Trace) -> String in
      let best =
        trace.probabilities.indices.max {
          (trace.probabilities[$0].value, -$0) < (trace.probabilities[$1].value, -$1)
        } ?? 0
      let truth = trace.truth.flatMap {
        traces.classes.indices.contains($0) ? traces.classes[$0] : nil
      }
      let answer =
        "\(traces.classes[best]) with \(NumberText.percent(trace.probabilities[best].value, digits: 1))"
      return truth.map { "\($0), read as \(answer)" } ?? "read as \(answer)"
    }
    let thumbs = traces.traces.enumerated().map { index, trace in
      element(
        "li",
        trace.truth != nil
          && says(trace).hasPrefix(
            "\(traces.classes[trace.truth ?? 0]), read as \(traces.classes[trace.truth ?? 0]) ")
          ? [:] : ["class": "wrong"],
        [
          traces.pictures.markup(
            index, scale: 2, alternative: "picture \(trace.index): \(says(trace))")
        ])
    }
    let data =
      "{\"classes\":\(ScriptData.strings(traces.classes)),\"weights\":\(ScriptData.rows(traces.outputWeights)),\"biases\":\(ScriptData.numbers(traces.outputBiases)),\"traces\":["
      + traces.traces.map { trace in
        "{\"index\":\(trace.index),\"truth\":\(trace.truth.map(String.init) ?? "null"),\"hidden\":\(ScriptData.numbers(trace.hidden, digits: 6)),\"logits\":\(ScriptData.numbers(trace.logits, digits: 6)),\"p\":\(ScriptData.numbers(trace.probabilities, digits: 5))}"
      }.joined(separator: ",") + "]}"
    return FigureFrame(id, "traces", traces.title, traces.summary).markup([
      element("ul", ["class": "thumbs"], thumbs),
      element(
        "p", ["class": "figure-note trace-name", "aria-live": "polite"],
        "Picture \(first.index): \(says(first))."),
      plainTable(
        [
          "neuron", "it says", "adds to \(traces.classes[one])", "",
          "adds to \(traces.classes[two])", "",
        ],
        rows + foot, label: traces.title, style: "result trace-table"),
      ScriptData.markup("trace-data", data),
    ])
  }

  func weights(_ images: WeightImages, id: String) -> Markup {
    guard let last = images.snapshots.last else { return .empty }
    let size = images.width * images.height
    let levels = last.unpacked
    let count = size > 0 ? levels.count / size : 0
    let tiles = (0..<count).map { index -> Markup in
      let part = Array(levels[index * size..<(index + 1) * size])
      let neuron = images.neurons.indices.contains(index) ? images.neurons[index] : nil
      let words =
        neuron.map {
          "neuron \(index + 1), speaks for \($0.speaksFor) and against \($0.speaksAgainst)"
        } ?? "neuron \(index + 1)"
      let file = PNG.indexed(
        width: images.width, height: images.height, levels: part, palette: PNG.signed)
      return element(
        "li", [:],
        [
          file.map {
            element(
              "img",
              [
                "class": "pixels", "src": "data:image/png;base64," + $0.base64, "alt": words,
                "width": "\(images.width * 3)", "height": "\(images.height * 3)",
              ])
          } ?? .empty,
          element(
            "span", ["class": "image-caption"],
            neuron.map {
              [
                .text("for "), element("b", [:], $0.speaksFor), .text(", against "),
                element("b", [:], $0.speaksAgainst),
              ]
            } ?? [.text("neuron \(index + 1)")]),
        ])
    }
    let earlier = images.snapshots.map { snapshot -> Markup in
      // All neurons in one picture, five side by side.
      let levels = snapshot.unpacked
      let (columns, rows) = (5, (count + 4) / 5)
      var canvas = [UInt8](repeating: 8, count: columns * images.width * rows * images.height)
      for index in 0..<count where (index + 1) * size <= levels.count {
        let (left, top) = (index % columns * images.width, index / columns * images.height)
        for y in 0..<images.height {
          for x in 0..<images.width {
            canvas[(top + y) * columns * images.width + left + x] =
              levels[index * size + y * images.width + x]
          }
        }
      }
      let file = PNG.indexed(
        width: columns * images.width, height: rows * images.height, levels: canvas,
        palette: PNG.signed)
      let name = snapshot.epoch == 0 ? "before training" : "epoch \(snapshot.epoch)"
      return element(
        "li", [:],
        [
          file.map {
            element(
              "img",
              [
                "class": "pixels", "src": "data:image/png;base64," + $0.base64,
                "alt": "all \(count) neurons, \(name)", "data-epoch": "\(snapshot.epoch)",
                "width": "\(columns * images.width)", "height": "\(rows * images.height)",
              ])
          } ?? .empty, element("span", ["class": "image-caption"], name),
        ])
    }
    let rows = images.neurons.enumerated().map { index, neuron -> [Markup] in
      [
        rowName("\(index + 1)"), element("td", [:], neuron.speaksFor),
        numberCell(NumberText.significant(neuron.largest.value, digits: 3)),
        element("td", [:], neuron.speaksAgainst),
        numberCell(NumberText.significant(neuron.smallest.value, digits: 3)),
      ]
    }
    return FigureFrame(id, "weights", images.title, images.summary).markup([
      element(
        "ul",
        [
          "class": "images weight-tiles", "style": "--w:\(images.width * 3)px;--n:7",
          "data-width": "\(images.width)", "data-height": "\(images.height)",
        ],
        tiles),
      images.snapshots.count > 1
        ? element(
          "details", ["class": "data epochs"],
          [
            element("summary", [:], "How they became so"),
            element(
              "ul", ["class": "images snapshots", "style": "--w:\(5 * images.width)px;--n:3"],
              earlier),
          ]) : .empty,
      rows.isEmpty
        ? .empty
        : element(
          "details", ["class": "data"],
          [
            element("summary", [:], "Data table"),
            plainTable(
              ["neuron", "speaks for", "weight", "speaks against", "weight"], rows,
              label: "What each neuron speaks for"),
          ]),
    ])
  }

  func drawing(_ pad: DrawingPad, id: String) -> Markup {
    let samples = (0..<pad.pictures.count).map { index -> Markup in
      let row = pad.answers.indices.contains(index) ? pad.answers[index] : []
      let best = row.indices.max { (row[$0].value, -$0) < (row[$1].value, -$1) }
      let answer =
        best.flatMap { best in
          pad.classes.indices.contains(best)
            ? "read as \(pad.classes[best]), \(NumberText.percent(row[best].value, digits: 1))"
            : nil
        } ?? ""
      return element(
        "li", [:],
        [
          pad.pictures.markup(index, scale: 2, alternative: "picture \(index + 1), \(answer)"),
          element("span", ["class": "image-caption"], answer),
        ])
    }
    let layers = pad.layers.map {
      "{\"inputs\":\($0.inputs),\"outputs\":\($0.outputs),\"activation\":\(ScriptData.string($0.activation)),\"weights\":\(ScriptData.string($0.weights))}"
    }
    let data =
      "{\"width\":\(pad.width),\"height\":\(pad.height),\"ink\":\(pad.ink.value.isFinite ? NumberText.significant(pad.ink.value, digits: 9) : "1"),\"classes\":\(ScriptData.strings(pad.classes)),\"layers\":[\(layers.joined(separator: ","))]}"
    return FigureFrame(id, "drawing", pad.title, pad.summary).markup([
      element("div", ["class": "pad"]),
      element(
        "p", ["class": "figure-note pad-note"],
        "Pictures that the network has read, with its answers; with JavaScript you can draw your own."
      ),
      element("ul", ["class": "images samples", "style": "--w:72px;--n:10"], samples),
      ScriptData.markup("pad-data", data),
    ])
  }
}
