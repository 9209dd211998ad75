import LessonModel

/// The curves of a training as charts: one for the loss and one for each metric, training and
/// validation together, each with the conclusion in words.
enum TrainingCurves {
  static func charts(epochs: [Int], metrics: [(name: String, values: [Double])]) -> [Chart] {
    let training = metrics.filter { !$0.name.hasPrefix("val_") }
    return training.map { metric in
      let validation = metrics.first { $0.name == "val_\(metric.name)" }
      let x = epochs.map(Double.init)
      var series = [
        Chart.Series("training", .line, x: x, y: metric.values)
      ]
      if let validation {
        series.append(
          Chart.Series("validation", .line, x: x, y: validation.values, secondary: true))
      }
      let label = metric.name.split(separator: "_").joined(separator: " ")
      return Chart(
        title: label.prefix(1).uppercased() + label.dropFirst() + " per epoch",
        summary: conclusion(
          label, epochs: epochs, training: metric.values, validation: validation?.values),
        x: Chart.Axis("epoch", integral: true),
        y: Chart.Axis(
          label, includesZero: metric.name == "loss", format: .significant(digits: 4)),
        series: series, marks: best(metric.name, epochs, validation?.values))
    }
  }

  /// The epoch in which the validation was best, marked where it was not the last.
  private static func best(_ name: String, _ epochs: [Int], _ values: [Double]?) -> [Chart.Mark] {
    guard let values, values.count == epochs.count, values.count > 2,
      values.allSatisfy(\.isFinite)
    else { return [] }
    let isBetterAbove = name.hasSuffix("accuracy")
    var best = 0
    for index in values.indices
    where isBetterAbove ? values[index] > values[best] : values[index] < values[best] {
      best = index
    }
    guard best < values.count - 1 else { return [] }
    return [Chart.Mark(.x, at: Double(epochs[best]), "best epoch: \(epochs[best])")]
  }

  /// What the curve says, in a sentence or two.
  private static func conclusion(
    _ name: String, epochs: [Int], training: [Double], validation: [Double]?
  ) -> String {
    let format = NumberFormat.significant(digits: 4)
    guard let first = training.first, let last = training.last, let firstEpoch = epochs.first,
      let lastEpoch = epochs.last
    else { return "No epoch was trained" }
    guard training.allSatisfy(\.isFinite) else {
      return "The training \(name) is not a number from some epoch on: the training diverged"
    }
    if epochs.count == 1 {
      var text = "Training \(name) in the only epoch: \(format.text(first))"
      if let only = validation?.first { text += "; validation \(name): \(format.text(only))" }
      return text
    }
    let verb = last < first ? "falls" : last > first ? "rises" : "stays"
    var text =
      last == first
      ? "Training \(name) stays at \(format.text(first)) over \(epochs.count) epochs"
      : "Training \(name) \(verb) from \(format.text(first)) in epoch \(firstEpoch) to "
        + "\(format.text(last)) in epoch \(lastEpoch)"
    let half = training[training.count / 2]
    let change = abs(last - first)
    if change > 0, training.count >= 8, abs(half - first) > 0.75 * change {
      text += ", most of it in the first half"
    }
    guard let validation, validation.count == epochs.count, validation.allSatisfy(\.isFinite)
    else { return text }
    let better: (Double, Double) -> Bool = name.hasSuffix("accuracy") ? { $0 > $1 } : { $0 < $1 }
    var best = 0
    for index in validation.indices where better(validation[index], validation[best]) {
      best = index
    }
    text +=
      ". Validation \(name) is best in epoch \(epochs[best]), at \(format.text(validation[best]))"
    if best < epochs.count - 1 {
      text += ", and ends at \(format.text(validation[epochs.count - 1]))"
    }
    return text
  }
}
