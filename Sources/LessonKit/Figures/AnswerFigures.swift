import LessonModel
import Neural

/// How good a classifier is on examples it has not learned from: what it takes for what, the pictures
/// it gets wrong, how sure it is, and what that costs.
enum AnswerFigures {
  static let topic = "confusion"
  static let lossTopic = "loss"
  /// Pictures kept for each pair of classes.
  private static let picturesOfAPair = 6
  /// Pictures kept in all.
  private static let mostPictures = 240
  /// Errors in the gallery.
  private static let mostErrors = 24

  static func explanation(_ answers: Answers) throws -> Explanation? {
    let wrong = answers.wrong
    var parts: [Explanation.Part] = [.figure(.confusion(try confusion(answers)))]
    if let gallery = try gallery(answers) { parts.append(.figure(.errors(gallery))) }
    parts += confidence(answers).map(Explanation.Part.chart)
    let count = NumberFormat.count
    return Explanation(
      topic: topic,
      title: wrong.isEmpty
        ? "Every one of \(count.text(Double(answers.count))) answers was right"
        : "What the network takes for what", parts: parts)
  }

  // MARK: Confusion

  static func confusion(_ answers: Answers) throws -> ConfusionTable {
    let classes = answers.classes.count
    var counts = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
    for (truth, answer) in zip(answers.truths, answers.answers) { counts[truth][answer] += 1 }
    var pairs: [(truth: Int, answer: Int)] = []
    for truth in 0..<classes {
      for answer in 0..<classes where answer != truth && counts[truth][answer] > 0 {
        pairs.append((truth, answer))
      }
    }
    let common = pairs.sorted {
      (-counts[$0.truth][$0.answer], $0.truth, $0.answer)
        < (-counts[$1.truth][$1.answer], $1.truth, $1.answer)
    }.prefix(3)
    let wrong = answers.wrong
    let count = NumberFormat.count
    var summary =
      "\(count.text(Double(answers.count - wrong.count))) of \(count.text(Double(answers.count))) right"
    if !common.isEmpty {
      summary +=
        ". Most often "
        + common.map { pair in
          "\(answers.classes[pair.truth]) was read as \(answers.classes[pair.answer]) "
            + "(\(counts[pair.truth][pair.answer])×)"
        }.joined(separator: ", ")
    }
    var examples: [ConfusionTable.Example] = []
    var kept: [Int: Int] = [:]
    for index in wrong {
      let pair = answers.truths[index] * classes + answers.answers[index]
      guard kept[pair, default: 0] < picturesOfAPair, examples.count < mostPictures else {
        continue
      }
      kept[pair, default: 0] += 1
      examples.append(
        ConfusionTable.Example(
          index: index, truth: answers.truths[index], answer: answers.answers[index]))
    }
    examples.sort { ($0.truth, $0.answer, $0.index) < ($1.truth, $1.answer, $1.index) }
    let pictures = try answers.pictures(examples.map(\.index), levels: 16)
    return ConfusionTable(
      title: "What was taken for what", summary: summary, classes: answers.classes, counts: counts,
      pictures: pictures, examples: pictures == nil ? [] : examples)
  }

  // MARK: Errors

  static func gallery(_ answers: Answers) throws -> ErrorGallery? {
    let wrong = answers.wrong
    let worst = wrong.map { (index: $0, loss: answers.loss($0)) }
      .sorted { ($1.loss, $0.index) < ($0.loss, $1.index) }.prefix(mostErrors)
    guard let pictures = try answers.pictures(worst.map(\.index), levels: 16),
      let first = worst.first
    else { return nil }
    let loss = NumberFormat.fixed(digits: 2)
    let count = NumberFormat.count
    return ErrorGallery(
      title: worst.count == wrong.count
        ? "The \(worst.count) wrong answers, the costliest first"
        : "The \(worst.count) costliest of \(count.text(Double(wrong.count))) wrong answers",
      summary:
        "The worst, picture \(count.text(Double(first.index))), is "
        + "\(answers.classes[answers.truths[first.index]]), read as "
        + "\(answers.classes[answers.answers[first.index]]) with a loss of \(loss.text(first.loss))",
      classes: answers.classes, pictures: pictures,
      errors: worst.map { item in
        ErrorGallery.Wrong(
          index: item.index, truth: answers.truths[item.index],
          answer: answers.answers[item.index],
          probabilities: answers.probabilities(item.index), loss: item.loss)
      })
  }

  // MARK: Confidence

  /// How sure the network was when right and when wrong, and whether that can be believed.
  static func confidence(_ answers: Answers) -> [Chart] {
    var right = [Int](repeating: 0, count: 10)
    var wrong = right
    var sums = [Double](repeating: 0, count: 10)
    for index in 0..<answers.count {
      let p = answers.probabilities(index)[answers.answers[index]]
      let bin = min(9, max(0, Int(p * 10)))
      sums[bin] += p
      if answers.truths[index] == answers.answers[index] {
        right[bin] += 1
      } else {
        wrong[bin] += 1
      }
    }
    let (allRight, allWrong) = (right.reduce(0, +), wrong.reduce(0, +))
    let used = right.indices.filter { right[$0] + wrong[$0] > 0 }
    guard answers.count >= 50, let first = used.first else { return [] }
    let bins = Array(first..<10)
    let names = bins.map { "\($0 * 10)–\($0 * 10 + 10)%" }
    let x = bins.indices.map(Double.init)
    func shares(_ counts: [Int], _ all: Int) -> [Double] {
      bins.map { all > 0 ? Double(counts[$0]) / Double(all) : 0 }
    }
    let percent = NumberFormat.percent(digits: 0)
    let sureRight = allRight > 0 ? Double(right[9]) / Double(allRight) : 0
    let sureWrong = allWrong > 0 ? Double(wrong[9]) / Double(allWrong) : 0
    var series = [Chart.Series("right answers", .bars, x: x, y: shares(right, allRight))]
    if allWrong > 0 {
      series.append(
        Chart.Series("wrong answers", .bars, x: x, y: shares(wrong, allWrong), secondary: true))
    }
    let sureness = Chart(
      title: "How sure it was",
      summary:
        "\(percent.text(sureRight)) of the right answers had a probability above 90%"
        + (allWrong > 0 ? ", and \(percent.text(sureWrong)) of the wrong ones too" : ""),
      x: Chart.Axis("probability of the answer", categories: names),
      y: Chart.Axis("share of the answers", includesZero: true, format: .percent(digits: 1)),
      series: series)
    let means = used.map { sums[$0] / Double(right[$0] + wrong[$0]) }
    let accuracies = used.map { Double(right[$0]) / Double(right[$0] + wrong[$0]) }
    let all = Double(answers.count)
    let meanConfidence = sums.reduce(0, +) / all
    let accuracy = Double(allRight) / all
    let tenth = NumberFormat.percent(digits: 1)
    let verdict =
      abs(meanConfidence - accuracy) < 0.005
      ? "so its probabilities can be believed"
      : meanConfidence > accuracy ? "so it is a little too sure" : "so it is surer than it says"
    let reliability = Chart(
      title: "Whether it may be",
      summary:
        "On average it gave its answers \(tenth.text(meanConfidence)), and \(tenth.text(accuracy)) "
        + "were right, \(verdict)",
      x: Chart.Axis("mean probability of the answers", format: .percent(digits: 1)),
      y: Chart.Axis("share that was right", format: .percent(digits: 1)),
      series: [
        Chart.Series("network", .line, x: means, y: accuracies),
        Chart.Series("ideal", .line, x: means, y: means, secondary: true),
      ])
    return [sureness, reliability]
  }

  // MARK: Loss

  /// What the first answer cost, and the costliest one.
  static func lens(_ answers: Answers) -> LossLens {
    let classes = answers.classes.count
    let grid = [0.002, 0.005] + (1...100).map { Double($0) / 100 }
    let ignorance = Logarithm.natural(Double(classes))
    var picked = [0]
    let worst = answers.wrong.map { (index: $0, loss: answers.loss($0)) }
      .max { ($0.loss, -$0.index) < ($1.loss, -$1.index) }
    if let worst, worst.index != 0 { picked.append(worst.index) }
    let examples = picked.map { index in
      LossLens.Example(
        index: index, truth: answers.truths[index], answers: answers.probabilities(index),
        loss: answers.loss(index))
    }
    let loss = NumberFormat.significant(digits: 3)
    let first = examples[0]
    let p = first.answers[first.truth].value
    var summary =
      "The first example gave the truth a probability of "
      + "\(NumberFormat.percent(digits: 2).text(p)), which costs \(loss.text(first.loss.value))"
    if examples.count > 1 {
      let last = examples[1]
      summary +=
        "; the costliest gave it \(NumberFormat.percent(digits: 2).text(last.answers[last.truth].value)), "
        + "which costs \(loss.text(last.loss.value))"
    }
    summary += ". Knowing nothing costs \(NumberFormat.fixed(digits: 3).text(ignorance))"
    return LossLens(
      title: "What an answer costs", summary: summary, classes: answers.classes,
      ignorance: ignorance, probabilities: grid,
      crossEntropy: grid.map { -Logarithm.natural($0) + 0 },
      squaredError: grid.map { (1 - $0) * (1 - $0) }, examples: examples)
  }

  static func lossExplanation(_ answers: Answers) -> Explanation? {
    guard answers.count > 0 else { return nil }
    return Explanation(
      topic: lossTopic, title: "Why being sure and wrong is expensive",
      parts: [.figure(.lens(lens(answers)))])
  }
}
