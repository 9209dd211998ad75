import LessonModel

// This file shows functions at work: activations, softmax, the cost of an answer.

extension Page {
  func activations(_ curves: ActivationCurves, id: String) -> Markup {
    let charts = curves.curves.enumerated().map { index, curve in
      HTMLFigures.chart(
        Chart(
          title: curve.name + (curve.isUsed ? " (in this network)" : ""),
          summary: "",
          x: Chart.Axis("sum z"),
          y: Chart.Axis("", includesZero: true, format: .significant(digits: 3)),
          series: [
            Chart.Series("value", .line, x: curves.x.map(\.value), y: curve.values.map(\.value)),
            Chart.Series(
              "slope", .line, x: curves.x.map(\.value), y: curve.slopes.map(\.value),
              secondary: true),
          ]), id: "\(id)-\(index + 1)")
    }
    return FigureFrame(id, "activations", curves.title, curves.summary).markup([
      element("div", ["class": "side-by-side small"], charts)
    ])
  }

  func softmax(_ steps: SoftmaxSteps, id: String) -> Markup {
    let classes = steps.classes.count
    guard steps.logits.count == classes, steps.exponentials.count == classes,
      steps.probabilities.count == classes, let largest = steps.logits.map(\.value).max()
    else { return .empty }
    let fixed = { (value: Double) in NumberText.fixed(value, digits: 3) }
    let rows = steps.classes.indices.map { index in
      Markup.element(
        "tr", index == steps.answer ? [("class", "highlighted"), ("aria-current", "true")] : [],
        [
          rowName(steps.classes[index]), numberCell(fixed(steps.logits[index].value)),
          numberCell(fixed(steps.logits[index].value - largest)),
          numberCell(NumberText.significant(steps.exponentials[index].value, digits: 5)),
          element(
            "td", ["class": "share"],
            shareBar(
              steps.probabilities[index].value,
              NumberText.significant(steps.probabilities[index].value, digits: 4))),
        ])
    }
    let total = steps.probabilities.reduce(0) { $0 + $1.value }
    let sums = element(
      "tr", ["class": "sum"],
      [
        rowName("sum"), element("td"), element("td"),
        numberCell(NumberText.significant(steps.sum.value, digits: 5)),
        element(
          "td", ["class": "share"],
          [element("span", ["class": "share-value"], NumberText.significant(total, digits: 4))]),
      ])
    let header = ["class", "logit z", "z − largest", "exp(z − largest)", "divided by the sum"]
    let table = HTMLTable.scrolling(
      element(
        "table", ["class": "result shares softmax-table"],
        [
          element(
            "caption", [:],
            [
              element("strong", ["id": "\(id)-name"], steps.title),
              element("span", [:], steps.summary + "."),
            ]),
          element(
            "thead", [:],
            [
              element(
                "tr", [:],
                header.enumerated().map { index, text in
                  element(
                    "th",
                    ["scope": "col", "class": index == 0 ? "" : index == 4 ? "share" : "number"],
                    text)
                })
            ]),
          element("tbody", [:], rows + [sums]),
        ]), label: steps.title)
    let picture = steps.image.map { image in
      HTMLFigures.images(
        ImageGrid(summary: "The example that the network was shown", images: [image]))
    }
    let content = picture.map { element("div", ["class": "beside"], [$0, table]) } ?? table
    return element(
      "figure",
      ["class": "figure softmax", "role": "group", "aria-labelledby": "\(id)-name"],
      [
        content,
        ScriptData.markup("softmax-data", ScriptData.numbers(steps.logits, digits: 9)),
      ])
  }

  func lens(_ lens: LossLens, id: String) -> Markup {
    let p = lens.probabilities.map(\.value)
    let marks = lens.examples.compactMap { example -> Chart.Mark? in
      guard example.answers.indices.contains(example.truth) else { return nil }
      let value = example.answers[example.truth].value
      return Chart.Mark(
        .x, at: max(value, p.first ?? 0), "picture \(NumberText.count(Double(example.index)))")
    }
    let chart = Chart(
      title: lens.title, summary: lens.summary,
      x: Chart.Axis("probability given to the truth", includesZero: true),
      y: Chart.Axis("loss", includesZero: true),
      series: [
        Chart.Series("cross-entropy −log p", .line, x: p, y: lens.crossEntropy.map(\.value)),
        Chart.Series(
          "squared error (1 − p)²", .line, x: p, y: lens.squaredError.map(\.value), secondary: true),
      ],
      marks: marks + [Chart.Mark(.y, at: lens.ignorance.value, "knows nothing")])
    let tables = lens.examples.map { example -> Markup in
      let truth = lens.classes.indices.contains(example.truth) ? lens.classes[example.truth] : ""
      let rows = example.answers.indices.filter { lens.classes.indices.contains($0) }.map {
        index -> [Markup] in
        let value = example.answers[index].value
        let gradient = value - (index == example.truth ? 1 : 0)
        return [
          rowName(lens.classes[index] + (index == example.truth ? " (true)" : "")),
          numberCell(NumberText.significant(value, digits: 3)),
          numberCell(NumberText.significant(gradient, digits: 3)),
          element("td", ["class": "signed"], [signedBar(gradient, full: 1)]),
        ]
      }
      return element(
        "div", [:],
        [
          element(
            "p", ["class": "figure-note"],
            "Picture \(NumberText.count(Double(example.index))) is \(truth); its answer costs "
              + "\(NumberText.significant(example.loss.value, digits: 4)). The last column is the push: outputs "
              + "below zero are pulled up, those above are pushed down."),
          plainTable(
            ["class", "p", "p − target", "the push"], rows,
            label: "Gradient of picture \(example.index)", style: "result gradient"),
        ])
    }
    return element(
      "div", ["class": "figure lens"],
      [
        HTMLFigures.chart(chart, id: id),
        element("div", ["class": "side-by-side"], tables),
      ])
  }
}
