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
  static func make(labels: [Int], classes: Int) -> Explanation? {
    guard classes > 1, classes <= mostClasses, !labels.isEmpty else { return nil }
    let shown = Array(labels.prefix(5))
    let first = shown[0]
    let columns =
      [Table.Column("label", .number(.count))]
      + (0..<classes).map { Table.Column(String($0), .number(.count)) }
    let rows = shown.map { label in
      Table.Row(
        [.number(Double(label))] + (0..<classes).map { .number($0 == label ? 1 : 0) })
    }
    return Explanation(
      topic: topic,
      title: "Your labels as one-hot vectors",
      parts: [
        .paragraph([
          .text(
            "The network has \(classes) outputs, one for each class, so each label stands for "
              + "\(classes) numbers: a 1 at the label's own place and 0 everywhere else. "
              + "The first label of the training data is "), .strong([.text("\(first)")]),
          .text(", so the network should answer 1 at output \(first) and 0 at all the others."),
        ]),
        .table(
          Table(
            title: "The first \(shown.count) training labels",
            summary: "Each row holds a single 1, in the column of its label",
            columns: columns, rows: rows, rowHeaders: true)),
        .paragraph([
          .text("The labels are kept as plain numbers, and "),
          .code("sparseCategoricalCrossentropy"),
          .text(
            " reads each as such a row: less to store, the same result. If you turn the labels "
              + "into rows yourself, with "),
          .code("toCategorical"), .text(", the loss to use is "),
          .code("categoricalCrossentropy"), .text("."),
        ]),
      ])
  }
}
