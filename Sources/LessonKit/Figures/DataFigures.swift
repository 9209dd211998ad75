import LessonModel
import Neural

/// What a data set holds, at a glance: its first pictures, and how often each class occurs.
enum DataFigures {
  static let topic = "data"

  /// - Parameters:
  ///   - images: `[n, height, width]`.
  ///   - labels: `[n]`.
  ///   - others: The labels kept aside; `nil` for none.
  ///   - names: What the labels stand for; empty for their numbers.
  static func explanation(
    _ set: String, images: Tensor, labels: Tensor, others: Tensor?, names: [String]
  ) throws -> Explanation? {
    guard let sheet = try sheet(images, labels: labels, names: names, title: nil) else {
      return nil
    }
    var parts: [Explanation.Part] = [.figure(.sheet(sheet))]
    if let balance = try balance(labels, others: others, names: names, title: nil) {
      parts.append(.chart(balance))
    }
    return Explanation(topic: topic, title: "\(set) at a glance", parts: parts)
  }

  /// The first hundred pictures; `nil` when these are no pictures.
  static func sheet(
    _ images: Tensor, labels: Tensor?, names: [String], title: String?
  ) throws -> ContactSheet? {
    let count = min(100, images.shape.first ?? 0)
    guard let pictures = try Answers.pictures(images, Array(0..<count), levels: 256) else {
      return nil
    }
    let texts: [String] =
      try labels.map { labels in
        try labels[0..<min(count, labels.count)].scalars.map { value in
          let index = Int(exactly: value) ?? -1
          return names.indices.contains(index) ? names[index] : NumberFormat.shortest.text(value)
        }
      } ?? []
    let all = NumberFormat.count.text(Double(images.shape[0]))
    return ContactSheet(
      title: title ?? "The first \(count) of \(all) pictures",
      summary:
        "\(count) pictures of \(pictures.width) by \(pictures.height) pixels"
        + (texts.isEmpty
          ? "" : "; the first ones show " + texts.prefix(10).joined(separator: ", ")),
      pictures: pictures, labels: texts)
  }

  /// How often each class occurs; `nil` when these are no labels of a few classes.
  static func balance(
    _ labels: Tensor, others: Tensor?, names: [String], title: String?
  ) throws -> Chart? {
    guard let first = counts(labels), !first.isEmpty else { return nil }
    let second = others.flatMap(counts)
    let classes = max(first.count, second?.count ?? 0)
    guard (2...40).contains(classes) else { return nil }
    let texts = Answers.names(names, count: classes)
    func padded(_ counts: [Int]) -> [Double] {
      (0..<classes).map { $0 < counts.count ? Double(counts[$0]) : 0 }
    }
    let x = (0..<classes).map(Double.init)
    var series = [
      Chart.Series(second == nil ? "examples" : "training", .bars, x: x, y: padded(first))
    ]
    if let second {
      series.append(Chart.Series("validation", .bars, x: x, y: padded(second), secondary: true))
    }
    let values = padded(first)
    let low = values.indices.min { (values[$0], $0) < (values[$1], $1) } ?? 0
    let high = values.indices.max { (values[$0], -$0) < (values[$1], -$1) } ?? 0
    let count = NumberFormat.count
    let isBalanced = values[high] <= 1.5 * values[low]
    return Chart(
      title: title ?? "How often each class occurs",
      summary:
        "The \(second == nil ? "" : "training ")labels are \(isBalanced ? "roughly balanced" : "not balanced"): "
        + "fewest of \(texts[low]), \(count.text(values[low])), and most of \(texts[high]), "
        + count.text(values[high]),
      x: Chart.Axis("class", categories: texts),
      y: Chart.Axis("examples", includesZero: true, format: .count), series: series)
  }

  /// How often 0, 1, 2, ... occur; `nil` when a label is none.
  private static func counts(_ labels: Tensor) -> [Int]? {
    guard labels.rank == 1 else { return nil }
    var counts: [Int] = []
    for value in labels.scalars {
      guard let label = Int(exactly: value), (0..<40).contains(label) else { return nil }
      while counts.count <= label { counts.append(0) }
      counts[label] += 1
    }
    return counts
  }
}
