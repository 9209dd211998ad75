import LessonModel

/// One figure of each kind, small and made by hand.
enum FigureSamples {
  static func pictures(_ count: Int, levels: Int = 256) -> PictureSheet {
    PictureSheet(
      width: 4, height: 4, count: count, levels: levels,
      bytes: (0..<count * 16).map { UInt8($0 * 7 % 256) })
  }

  /// Every kind, each text and name of a class as given.
  static func all(saying text: String = "words") -> [Figure] {
    let classes = [text, "one", "two"]
    let axis = Chart.Axis(text)
    let map = HeatMap(
      title: text, summary: text, x: axis, y: axis, xRange: [0, 2], yRange: [0, 2],
      values: [[4, 1, 4], [1, 0, 1], [4, 1, 4]], isContour: true)
    let probabilities = [0.1, 0.7, 0.2]
    return [
      .heatMap(map),
      .heatMap(
        HeatMap(
          title: text, summary: text, x: Chart.Axis("", categories: [text, "b"]), y: axis,
          values: [[1, -2], [.nan, 4]], isSigned: true)),
      .network(
        NetworkDiagram(
          title: text, summary: text, inputShape: [28, 28],
          layers: [
            .init(name: text, kind: "Flatten", outputShape: [784]),
            .init(
              name: "dense", kind: "Dense", activation: text, outputShape: [20],
              kernelShape: [784, 20], biases: 20, parameters: 15_700),
          ])),
      .sheet(
        ContactSheet(title: text, summary: text, pictures: pictures(3), labels: [text, "1", "2"])),
      .oneHot(OneHotRows(title: text, summary: text, classes: classes, labels: [1])),
      .activations(
        ActivationCurves(
          title: text, summary: text, x: [-1, 0, 1],
          curves: [.init(name: text, isUsed: true, values: [0, 0, 1], slopes: [0, 0, 1])])),
      .softmax(
        SoftmaxSteps(
          title: text, summary: text,
          image: ImageGrid.Image(width: 1, height: 1, pixels: [9], caption: text),
          classes: classes, logits: [-1, 2, 0.5], exponentials: [0.05, 1, 0.22], sum: 1.27,
          probabilities: [0.04, 0.787, 0.173], answer: 1)),
      .lens(
        LossLens(
          title: text, summary: text, classes: classes, ignorance: 1.0986,
          probabilities: [0.1, 0.5, 1], crossEntropy: [2.303, 0.693, 0],
          squaredError: [0.81, 0.25, 0],
          examples: [.init(index: 3, truth: 1, answers: probabilities, loss: 0.357)])),
      .descent(
        DescentPaths(
          title: text, summary: text, x: [0, 1], y: [1, 3], map: map,
          paths: [
            .init(name: text, weights: [0, 1, 1.5], biases: [0, 1, 1.2], losses: [4, 1, 0.5])
          ], largestStableRate: 0.5, bestRate: 0.4)),
      .diagnosis(
        LossDiagnosis(
          title: text, summary: text, verdict: .overfitting, evidence: [text],
          advice: "try `\(text)`")),
      .traces(
        ImageTraces(
          title: text, summary: text, classes: classes, pictures: pictures(1, levels: 16),
          traces: [
            .init(
              index: 5, truth: 0, hidden: [0, 2], logits: [1, 3, 0.5],
              probabilities: probabilities)
          ], outputWeights: [[1, -1, 0], [0.5, 2, 0.25]], outputBiases: [0, -1, 0])),
      .weights(
        WeightImages(
          title: text, summary: text, width: 2, height: 2,
          snapshots: [
            .init(epoch: 0, scale: 1, weights: [0, 0, 0, 0, 0, 0, 0, 0]),
            .init(epoch: 3, scale: 1, weights: [-1, 0, 1, 0.5, 1, 1, -0.5, 0]),
          ],
          neurons: [
            .init(speaksFor: text, largest: 1.5, speaksAgainst: "one", smallest: -2),
            .init(speaksFor: "two", largest: 1, speaksAgainst: "one", smallest: -1),
          ])),
      .confusion(
        ConfusionTable(
          title: text, summary: text, classes: classes,
          counts: [[5, 1, 0], [0, 7, 0], [2, 0, 0]], pictures: pictures(1, levels: 16),
          examples: [.init(index: 9, truth: 0, answer: 1)])),
      .errors(
        ErrorGallery(
          title: text, summary: text, classes: classes, pictures: pictures(1, levels: 16),
          errors: [
            .init(index: 9, truth: 0, answer: 1, probabilities: probabilities, loss: 2.303)
          ])),
      .drawing(
        DrawingPad(
          title: text, summary: text, width: 4, height: 4, classes: classes, ink: 1,
          layers: [
            .init(
              inputs: 16, outputs: 3, activation: "softmax",
              weights: [Float](repeating: 0.5, count: 51))
          ], pictures: pictures(1), labels: [1], answers: [probabilities])),
    ]
  }
}
