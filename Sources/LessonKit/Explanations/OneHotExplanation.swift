import LessonModel

/// What a label means to a network that has one output for each class, shown on the lesson's own
/// first labels.
enum OneHotExplanation {
  static let topic = "one-hot"
  /// More classes than this make a table nobody reads.
  static let mostClasses = 20

  /// - Parameters:
  ///   - labels: The first labels of the training data.
  ///   - classes: The number of outputs of the network.
  /// - Returns: The explanation; `nil` when there are no labels, or too few or too many classes.
  static func make(labels: [Int], classes: Int, names: [String] = []) -> Explanation? {
    guard let rows = rows(labels: labels, classes: classes, names: names) else { return nil }
    let first = labels[0]
    return Explanation(
      topic: topic,
      title: "Your labels as one-hot vectors",
      parts: [
        .paragraph([
          .text(
            "The network has \(classes) outputs, one for each class, so each label stands for "
              + "\(classes) numbers: a 1 at the label's own place and 0 everywhere else. "
              + "The first label of the data is "), .strong([.text("\(first)")]),
          .text(", so the network should answer 1 at output \(first) and 0 at all the others."),
        ]),
        .figure(.oneHot(rows)),
        .paragraph([
          .text("Labels may be kept as plain numbers: the loss "),
          .code("sparseCategoricalCrossentropy"),
          .text(
            " reads each as such a row, with less to store and the same result. For labels that "
              + "were turned into rows, with "),
          .code("toCategorical"), .text(", the loss to use is "),
          .code("categoricalCrossentropy"), .text("."),
        ]),
      ])
  }

  /// The rows of all classes; `nil` when there are no labels, or too few or too many classes.
  static func rows(labels: [Int], classes: Int, names: [String]) -> OneHotRows? {
    guard classes > 1, classes <= mostClasses, let first = labels.first else { return nil }
    return OneHotRows(
      title: "Each label and its row",
      summary:
        "Each row holds a single 1, in the column of its label; the first label of the data is "
        + "\(first)",
      classes: Answers.names(names, count: classes), labels: Array(labels.prefix(5)))
  }
}
