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
    /// What the outputs stand for; their numbers when empty.
    var names: [String] = []
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

    let classNames = Answers.names(facts.names, count: classes)
    let steps = SoftmaxSteps(
      title: "From logits to probabilities",
      summary:
        "Class \(classNames[winner]) has the largest logit, "
        + "\(NumberFormat.fixed(digits: 3).text(largest)), and ends with the probability "
        + "\(NumberFormat.significant(digits: 4).text(probability)); next is class "
        + "\(classNames[runnerUp]) with "
        + NumberFormat.significant(digits: 3).text(facts.probabilities[runnerUp]),
      image: facts.image, classes: classNames, logits: facts.logits,
      exponentials: facts.exponentials, sum: facts.sum, probabilities: facts.probabilities,
      answer: winner)

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
    parts += [
      .figure(.softmax(steps)),
      .paragraph([
        .text("The largest logit is taken off first. That changes nothing in the result, "),
        .text("because top and bottom of the fraction shrink alike, but it keeps the "),
        .text("exponentials from growing beyond what a computer can hold. "),
        .text("The exponentials sum to "),
        .strong([.text(NumberFormat.significant(digits: 7).text(facts.sum))]),
        .text(", and the \(classes) shares of it to "),
        .strong([.text(NumberFormat.significant(digits: 7).text(total))]),
        .text(
          ". The network answers \(classNames[winner]), with a probability of "
            + "\(NumberFormat.percent(digits: 2).text(probability))."),
      ]),
    ]
    return Explanation(
      topic: topic, title: "How softmax made these probabilities", parts: parts)
  }
}
