import LessonModel
import Testing

@testable import LessonReport

/// Figures with a form of their own: each says everything without a script, in words and numbers.
@Suite struct FigureTests {
  private func read(_ figures: [Figure]) -> PageReader {
    PageReader(
      page: HTMLReport.render(SampleReport.cell("x\n", outputs: figures.map(Output.figure))))
  }

  private func words(_ kind: String) throws -> String {
    let figure = try #require(FigureSamples.all().first { "\($0)".hasPrefix(kind) })
    return read([figure]).words
  }

  @Test(arguments: FigureSamples.all())
  func eachIsWellFormedAndNamed(_ figure: Figure) {
    let page = read([figure])
    #expect(page.error == nil)
    #expect(page.words.contains("words"))
    let ids = page.elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    for element in page.elements {
      for id in (element.attributes["aria-labelledby"] ?? "").split(separator: " ") {
        #expect(ids.contains(String(id)))
      }
    }
    #expect(page.all("img").allSatisfy { !($0.attributes["alt"] ?? "").isEmpty })
  }

  @Test func aNetworkTellsTheArithmeticOfItsParameters() throws {
    let words = try words("network")
    #expect(words.contains("784 × 20 + 20"))
    #expect(words.contains("15,700"))
    #expect(words.contains("62,800"))
  }

  @Test func oneHotHasARowForEachClass() {
    let page = read(FigureSamples.all().filter { if case .oneHot = $0 { true } else { false } })
    #expect(page.withClass("one").count == 3)
    #expect(page.withClass("zero").count == 6)
  }

  @Test func softmaxTellsEveryStep() throws {
    let words = try words("softmax")
    for number in ["-1.000", "-3.000", "0.05", "0.787", "1.27"] { #expect(words.contains(number)) }
  }

  @Test func aConfusionTableSumsUp() throws {
    let words = try words("confusion")
    // Class 0: 5 of 6 found, 5 of 7 answers right.
    #expect(words.contains("83.3%"))
    #expect(words.contains("71.4%"))
    #expect(words.contains("words read as one, 1×"))
  }

  @Test func aTraceAddsUpToItsLogit() throws {
    let words = try words("traces")
    // The second neuron says 2 and adds 2 × 2 to class one, 2 × 0.25 to class two.
    #expect(words.contains("4.00"))
    #expect(words.contains("0.50"))
    #expect(words.contains("Picture 5: words, read as one with 70.00%"))
  }

  @Test func weightsSayWhatTheySpeakFor() throws {
    let words = try words("weights")
    #expect(words.contains("for words, against one"))
    #expect(words.contains("before training"))
  }

  @Test func aDiagnosisMarksItsShape() throws {
    let words = try words("diagnosis")
    #expect(words.contains("over-fitting ← yours"))
    #expect(!words.contains("plateau ← yours"))
  }

  @Test func aDrawingPadTellsItsAnswersWithoutAScript() throws {
    #expect(try words("drawing").contains("read as one, 70.0%"))
  }

  @Test func contourLinesGoRoundTheValley() throws {
    let page = read([FigureSamples.all()[0]])
    #expect(page.withClass("contour").count >= 5)
    #expect(page.withClass("heat-map").count == 1)
  }

  @Test func aNumberThatIsNoneIsMarkedInAHeatMap() {
    #expect(read([FigureSamples.all()[1]]).withClass("missing").count == 1)
  }

  @Test(arguments: EscapingTests.attacks)
  func textInAFigureStaysText(_ attack: String) {
    let page = HTMLReport.render(
      SampleReport.cell("x\n", outputs: FigureSamples.all(saying: attack).map(Output.figure)))
    #expect(PageReader(page: page).error == nil)
    // The only scripts: data, whose text cannot end its element, and the page's own.
    for piece in page.components(separatedBy: "<script").dropFirst() {
      #expect(piece.hasPrefix(" type=\"application/json\"") || piece.hasPrefix(">"))
    }
    #expect(!page.contains("<img src=x") && !page.contains("<svg onload"))
    #expect(!page.contains("<iframe"))
  }

  @Test func mismatchedSizesAreNoCrash() {
    let figures: [Figure] = [
      .confusion(
        ConfusionTable(title: "", summary: "", classes: ["a"], counts: [[1, 2], [3]])),
      .traces(
        ImageTraces(
          title: "", summary: "", classes: ["a", "b"],
          pictures: PictureSheet(width: 2, height: 2, count: 5, bytes: [1]),
          traces: [.init(index: 0, truth: 7, hidden: [1], logits: [], probabilities: [1, 0])],
          outputWeights: [], outputBiases: [])),
      .softmax(
        SoftmaxSteps(
          title: "", summary: "", image: nil, classes: ["a", "b"], logits: [.nan],
          exponentials: [], sum: 0, probabilities: [], answer: 9)),
      .heatMap(HeatMap(title: "", summary: "", x: .init(""), y: .init(""), values: [[1], []])),
      .lens(
        LossLens(
          title: "", summary: "", classes: [], ignorance: .nan, probabilities: [],
          crossEntropy: [], squaredError: [],
          examples: [.init(index: .max, truth: -1, answers: [.nan], loss: .infinity)])),
      .weights(
        WeightImages(title: "", summary: "", width: 0, height: 3, snapshots: [], neurons: [])),
      .drawing(
        DrawingPad(
          title: "", summary: "", width: -1, height: .max, classes: [], ink: .nan, layers: [],
          pictures: PictureSheet(width: .max, height: .max, count: .max, bytes: []), labels: [],
          answers: [])),
      .errors(
        ErrorGallery(
          title: "", summary: "", classes: [],
          pictures: PictureSheet(width: 0, height: 0, count: 0, bytes: []),
          errors: [.init(index: 0, truth: -4, answer: 99, probabilities: [], loss: .nan)])),
      .network(
        NetworkDiagram(
          title: "", summary: "", inputShape: [],
          layers: [.init(name: "", kind: "", outputShape: [.max, .max], parameters: .max)])),
    ]
    #expect(read(figures).error == nil)
  }
}
