import LessonMath
import LessonModel

/// How ten sums become ten probabilities, step by step, with the numbers of this run.
enum SoftmaxExplanation {
  static let topic = "softmax"
  static let mostClasses = 20

  /// The numbers of one example, one entry a class; each was computed by the engine.
  struct Facts {
    /// What enters the softmax.
    var logits: [Double]
    /// `exp(logit - largest logit)`.
    var exponentials: [Double]
    /// The sum of the exponentials.
    var sum: Double
    /// What `predict` returned.
    var probabilities: [Double]
    /// The example itself, when it is a picture.
    var image: ImageGrid.Image?
  }

  static func make(_ facts: Facts) -> Explanation? {
    let classes = facts.logits.count
    guard classes > 1, classes <= mostClasses, facts.exponentials.count == classes,
      facts.probabilities.count == classes, facts.logits.allSatisfy(\.isFinite),
      let largest = facts.logits.max(),
      let winner = facts.probabilities.indices.max(by: {
        (facts.probabilities[$0], -$0) < (facts.probabilities[$1], -$1)
      })
    else { return nil }
    let runnerUp =
      facts.probabilities.indices.filter { $0 != winner }
      .max { (facts.probabilities[$0], -$0) < (facts.probabilities[$1], -$1) } ?? winner
    let probability = facts.probabilities[winner]
    let total = facts.probabilities.reduce(0, +)

    let rows = (0..<classes).map { index in
      Table.Row(
        [
          .number(Double(index)), .number(facts.logits[index]),
          .number(facts.logits[index] - largest), .number(facts.exponentials[index]),
          .number(facts.probabilities[index]),
        ], highlighted: index == winner)
    }
    let sums = Table.Row([
      .text("sum"), .empty, .empty, .number(facts.sum), .number(total),
    ])

    var parts: [Explanation.Part] = [
      .paragraph([
        .text(
          "For the first example the last layer adds up \(classes) numbers, the logits. They may "
            + "be any numbers, so nobody could read them as chances. Softmax makes them positive "
            + "with the exponential function and divides each by the sum of all:")
      ]),
      .formula(
        MathFormula(
          tex: "s_i = \\frac{e^{z_i}}{\\sum_{j=0}^{\(classes - 1)} e^{z_j}}", display: true)),
    ]
    if let image = facts.image {
      parts.append(
        .images(ImageGrid(summary: "The example that the network was shown", images: [image])))
    }
    parts += [
      .table(
        Table(
          title: "From logits to probabilities",
          summary:
            "Class \(winner) has the largest logit, "
            + "\(NumberFormat.fixed(digits: 3).text(facts.logits[winner])), and ends with the "
            + "probability \(NumberFormat.significant(digits: 4).text(probability)); next is "
            + "class \(runnerUp) with "
            + NumberFormat.significant(digits: 3).text(facts.probabilities[runnerUp]),
          columns: [
            Table.Column("class", .number(.count)),
            Table.Column("logit z", .number(.fixed(digits: 3))),
            Table.Column("z − largest", .number(.fixed(digits: 3))),
            Table.Column("exp(z − largest)", .number(.significant(digits: 5))),
            Table.Column("divided by the sum", .bar(.significant(digits: 4), full: 1)),
          ],
          rows: rows + [sums], rowHeaders: true)),
      .paragraph([
        .text("The largest logit is taken off first. That changes nothing in the result, "),
        .text("because top and bottom of the fraction shrink alike, but it keeps the "),
        .text("exponentials from growing beyond what a computer can hold. "),
        .text("The exponentials sum to "),
        .strong([.text(NumberFormat.significant(digits: 7).text(facts.sum))]),
        .text(", and the \(classes) shares of it to "),
        .strong([.text(NumberFormat.significant(digits: 7).text(total))]),
        .text(
          ". The network answers \(winner), with a probability of "
            + "\(NumberFormat.percent(digits: 2).text(probability))."),
      ]),
    ]
    return Explanation(
      topic: topic, title: "How softmax made these probabilities", parts: parts)
  }
}
