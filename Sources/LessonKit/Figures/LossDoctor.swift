import LessonModel

/// Reads a loss curve as an experienced eye would, by rules that say what they saw.
enum LossDoctor {
  static let topic = "curve"

  /// - Parameters:
  ///   - losses: The training loss of each epoch.
  ///   - validation: The validation loss of each epoch; empty for none.
  ///   - diverged: Whether training ended because the loss was no number any more.
  /// - Returns: `nil` for fewer than two epochs, which say nothing.
  static func diagnose(
    losses: [Double], validation: [Double], diverged: Bool = false
  ) -> LossDiagnosis? {
    let number = NumberFormat.significant(digits: 4)
    let percent = NumberFormat.percent(digits: 0)
    func result(
      _ verdict: LossDiagnosis.Verdict, _ summary: String, _ evidence: [String], _ advice: String
    ) -> LossDiagnosis {
      LossDiagnosis(
        title: "What the curve says", summary: summary, verdict: verdict, evidence: evidence,
        advice: advice)
    }
    let advice =
      "Lower the learning rate by a factor of ten. If that does not help, look for inputs that are "
      + "not normalised, or for wrong values in the data"
    if diverged || losses.contains(where: { !$0.isFinite }) {
      let finite = losses.prefix { $0.isFinite }
      return result(
        .diverging, "The training diverged: its loss is no number any more",
        finite.isEmpty
          ? ["The loss grew beyond all numbers within the first epoch."]
          : [
            "The loss was \(number.text(finite[finite.count - 1])) in epoch \(finite.count), and no "
              + "number after that."
          ], advice)
    }
    guard losses.count >= 2, let first = losses.first, let last = losses.last, first > 0 else {
      return nil
    }
    let lowest = losses.min() ?? last
    if last > first * 1.2 {
      return result(
        .diverging, "The loss rises: the steps are too large",
        ["It went from \(number.text(first)) to \(number.text(last))."], advice)
    }
    if validation.count == losses.count, validation.allSatisfy(\.isFinite),
      let best = validation.indices.min(by: { (validation[$0], $0) < (validation[$1], $1) }),
      losses.count - 1 - best >= max(2, losses.count / 10),
      validation[losses.count - 1] > validation[best] * 1.02, last < losses[best]
    {
      return result(
        .overfitting, "Over-fitting from epoch \(best + 2): the network learns examples by heart",
        [
          "The validation loss was lowest in epoch \(best + 1), at \(number.text(validation[best])), "
            + "and rose to \(number.text(validation[losses.count - 1])).",
          "Meanwhile the training loss went on falling, from \(number.text(losses[best])) to "
            + "\(number.text(last)).",
        ],
        "Stop at the best epoch (`EarlyStopping`), or make learning by heart harder: more examples, "
          + "`Dropout`, a smaller network")
    }
    let range = (losses.max() ?? first) - lowest
    let turns = zip(zip(losses, losses.dropFirst()), losses.dropFirst(2)).filter { pair, next in
      let (before, after) = (pair.1 - pair.0, next - pair.1)
      return before * after < 0 && min(abs(before), abs(after)) > 0.15 * range
    }.count
    if losses.count >= 5, turns * 3 > losses.count {
      return result(
        .oscillating, "The loss goes up and down: the steps jump over the valley",
        ["It turned \(turns) times in \(losses.count) epochs."],
        "Lower the learning rate, or use larger batches")
    }
    if (first - lowest) / first < 0.02 {
      return result(
        .plateau, "The loss hardly moves: nothing is learned",
        [
          "It went from \(number.text(first)) to \(number.text(last)), a change of "
            + "\(NumberFormat.percent(digits: 1).text(abs(first - last) / first))."
        ],
        "Raise the learning rate, check that labels and inputs belong together, or try another start "
          + "(`seed`)")
    }
    let span = min(3, losses.count - 1)
    let before = losses[losses.count - 1 - span]
    let pace = before > 0 ? (before - last) / before / Double(span) : 0
    let fall =
      "It fell by \(percent.text((first - last) / first)), from \(number.text(first)) to \(number.text(last))."
    if pace > 0.05 {
      return result(
        .unfinished, "Good, and not finished: the loss was still falling at the end",
        [
          fall,
          "In the last \(span) epochs it fell by \(NumberFormat.percent(digits: 1).text(pace)) each.",
        ],
        "Train for more epochs")
    }
    return result(
      .healthy, "A healthy curve: it fell fast, then ever more slowly",
      [
        fall,
        "In the last \(span == 1 ? "epoch" : "\(span) epochs") it changed by "
          + "\(NumberFormat.percent(digits: 1).text(abs(pace)))\(span == 1 ? "" : " each").",
      ],
      validation.isEmpty
        ? "Watch the validation loss too (`validationData:`): only it tells learning from learning by heart"
        : "More epochs will bring little. For better results, change the network or the data")
  }

  static func explanation(_ diagnosis: LossDiagnosis) -> Explanation {
    Explanation(
      topic: topic, title: "What the curve says", parts: [.figure(.diagnosis(diagnosis))])
  }
}
