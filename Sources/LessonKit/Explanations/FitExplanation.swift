import LessonModel

/// What a call of `fit` did, counted out.
enum FitExplanation {
  static let topic = "fit"

  /// What happened.
  struct Facts {
    var examples: Int
    var batchSize: Int
    /// Whether each epoch had an order of its own.
    var isShuffled: Bool
    /// Trainable numbers of the model.
    var parameters: Int
    /// Outputs of the network, when it was trained with a cross-entropy over classes.
    var classes: Int?
    /// The mean training loss of each epoch.
    var losses: [Double]
  }

  static func make(_ facts: Facts) -> Explanation? {
    guard let first = facts.losses.first, let last = facts.losses.last, facts.batchSize > 0,
      facts.examples > 0,
      first.isFinite, last.isFinite
    else { return nil }
    let count = NumberFormat.count
    let loss = NumberFormat.significant(digits: 4)
    let steps = (facts.examples - 1) / facts.batchSize + 1
    let epochs = facts.losses.count
    let remainder = facts.examples % facts.batchSize
    var batches = "\(count.text(Double(steps))) batches of \(facts.batchSize)"
    if steps == 1 {
      batches = "a single batch"
    } else if remainder != 0 {
      batches += " (the last one of \(remainder))"
    }
    var parts: [Explanation.Part] = [
      .paragraph([
        .text("In each epoch the \(count.text(Double(facts.examples))) examples came "),
        .text(facts.isShuffled && steps > 1 ? "in a new order, " : ""),
        .text("in \(batches). After each batch the "),
        .text("\(count.text(Double(facts.parameters))) numbers of the network were changed a "),
        .text("little, each against the error it had caused. "),
        .text(
          epochs == 1
            ? "That made " : "In \(count.text(Double(epochs))) epochs that made "),
        .strong([.text("\(count.text(Double(steps * epochs))) small steps")]), .text("."),
      ])
    ]
    if let classes = facts.classes, classes > 1 {
      let ignorance = Logarithm.natural(Double(classes))
      parts.append(
        .paragraph([
          .text(
            "Before it knows anything, a network gives each of \(classes) classes about the same "
              + "chance; its loss is then about log \(classes) = "
              + "\(NumberFormat.fixed(digits: 3).text(ignorance)). The mean of the first epoch was "
          ),
          .strong([.text(loss.text(first))]), .text(", that of the last "),
          .strong([.text(loss.text(last))]),
          .text(
            ". The figure of an epoch is the mean over its batches, each measured before its own "
              + "step: so the first one still contains the beginner's mistakes."),
        ]))
    }
    return Explanation(topic: topic, title: "What fit did", parts: parts)
  }
}
