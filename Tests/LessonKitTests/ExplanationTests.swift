import LessonModel
import Testing

@testable import LessonKit

/// The explanations that appear by themselves, as values.
@Suite struct ExplanationTests {
  func table(_ explanation: Explanation) throws -> Table {
    try #require(
      explanation.parts.lazy.compactMap { part in
        if case .table(let table) = part { table } else { nil }
      }.first)
  }

  func words(_ explanation: Explanation) -> String {
    explanation.parts.map { part in
      if case .paragraph(let content) = part { content.plainText } else { "" }
    }.joined(separator: "\n")
  }

  @Test func oneHotRowsHaveTheirOneAtTheLabel() throws {
    let explanation = try #require(OneHotExplanation.make(labels: [5, 0, 4], classes: 10))
    let table = try table(explanation)
    #expect(table.columns.count == 11)
    #expect(table.rows.count == 3)
    for (row, label) in zip(table.rows, [5, 0, 4]) {
      #expect(row.cells[0] == .number(Double(label)))
      for column in 0..<10 {
        #expect(row.cells[column + 1] == .number(column == label ? 1 : 0))
      }
    }
    #expect(words(explanation).contains("answer 1 at output 5"))
  }

  @Test func oneHotIsSilentWhereATableWouldNotHelp() {
    #expect(OneHotExplanation.make(labels: [], classes: 10) == nil)
    #expect(OneHotExplanation.make(labels: [1], classes: 1) == nil)
    #expect(OneHotExplanation.make(labels: [1], classes: 1000) == nil)
  }

  @Test func softmaxShowsEveryStepOfTheRun() throws {
    let facts = SoftmaxExplanation.Facts(
      logits: [1, 3, 2], exponentials: [0.1353, 1, 0.3679], sum: 1.5032,
      probabilities: [0.09, 0.6652, 0.2447], image: nil)
    let explanation = try #require(SoftmaxExplanation.make(facts))
    let table = try table(explanation)
    #expect(table.rows.map(\.highlighted) == [false, true, false, false])
    #expect(
      table.rows[0].cells == [.number(0), .number(1), .number(-2), .number(0.1353), .number(0.09)])
    #expect(table.rows[3].cells[3] == .number(1.5032))
    #expect(try #require(table.summary).contains("Class 1 has the largest logit, 3.000"))
    #expect(words(explanation).contains("answers 1"))
  }

  @Test func softmaxNeedsFiniteLogits() {
    let facts = SoftmaxExplanation.Facts(
      logits: [.nan, 1], exponentials: [0, 1], sum: 1, probabilities: [0, 1], image: nil)
    #expect(SoftmaxExplanation.make(facts) == nil)
  }

  @Test func fitCountsItsSteps() throws {
    let explanation = try #require(
      FitExplanation.make(
        .init(
          examples: 60_000, batchSize: 32, isShuffled: true, parameters: 15_910, classes: 10,
          losses: [0.41, 0.08])))
    let text = words(explanation)
    #expect(text.contains("60,000 examples"))
    #expect(text.contains("1,875 batches of 32"))
    #expect(text.contains("3,750 small steps"))
    #expect(text.contains("log 10 = 2.303"))
    #expect(text.contains("0.41"))
  }

  @Test func fitSaysWhenTheLastBatchIsSmaller() throws {
    let explanation = try #require(
      FitExplanation.make(
        .init(
          examples: 100, batchSize: 32, isShuffled: true, parameters: 2, classes: nil, losses: [1]))
    )
    #expect(words(explanation).contains("4 batches of 32 (the last one of 4)"))
  }

  @Test func curvesTellTrainingAndValidationApart() throws {
    let charts = TrainingCurves.charts(
      epochs: [1, 2, 3],
      metrics: [
        (name: "loss", values: [2, 1, 0.5]), (name: "accuracy", values: [0.3, 0.6, 0.8]),
        (name: "val_loss", values: [1.5, 0.9, 1.1]),
        (name: "val_accuracy", values: [0.4, 0.7, 0.6]),
      ])
    #expect(charts.map(\.title) == ["Loss per epoch", "Accuracy per epoch"])
    #expect(charts[0].series.map(\.name) == ["training", "validation"])
    #expect(charts[0].series.map(\.secondary) == [false, true])
    #expect(charts[0].summary.contains("falls from 2 in epoch 1 to 0.5 in epoch 3"))
    #expect(charts[0].summary.contains("best in epoch 2, at 0.9, and ends at 1.1"))
    #expect(charts[1].summary.contains("best in epoch 2, at 0.7, and ends at 0.6"))
  }

  @Test func aCurveThatDivergesSaysSo() {
    let charts = TrainingCurves.charts(
      epochs: [1, 2], metrics: [(name: "loss", values: [9, .nan])])
    #expect(charts[0].summary.contains("diverged"))
  }
}
