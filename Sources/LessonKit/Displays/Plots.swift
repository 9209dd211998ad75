import LessonModel
import Neural

// This file draws numbers of a lesson as charts: `plot(line:)`, `plot(points:_:)`, `plot(bars:)`,
// `plot(histogram:)`, `plot(heatMap:)`, `plot(contour:)`, `plot(classesOf:)`.

/// More points than this are a heap, not a figure.
private let mostPoints = 100_000

private func show(_ chart: Chart) { Recorder.current?.show([.chart(chart)]) }

private func check(_ count: Int, in name: String) throws {
  guard count <= mostPoints else {
    throw NeuralError(
      .argument, "\(name): that is more than a page can show well",
      expected: "at most \(NumberFormat.count.text(Double(mostPoints))) values",
      got: NumberFormat.count.text(Double(count)))
  }
}

private let number = NumberFormat.significant(digits: 4)

/// What a row of numbers does, in a sentence.
private func course(_ values: [Double]) -> String {
  let finite = values.filter(\.isFinite)
  guard let first = finite.first, let last = finite.last, let low = finite.min(),
    let high = finite.max()
  else { return "No value can be drawn" }
  let missing = values.count - finite.count
  let rest = missing == 0 ? "" : "; \(missing) of \(values.count) values are not finite"
  if low == high { return "Every value is \(number.text(low))" + rest }
  return "From \(number.text(first)) to \(number.text(last)), between \(number.text(low)) and "
    + number.text(high) + rest
}

/// Draws a line through values.
///
/// - Parameters:
///   - y: The values.
///   - x: Where each stands; 0, 1, 2, ... if left out.
///   - title: The heading; "Line" if left out.
///   - logarithmic: Whether equal distances mean equal ratios; there is no place for 0 then.
/// - Throws: `NeuralError` when there are not as many of `x` as of `y`, or more than 100,000.
public func plot(
  line y: [Double], x: [Double]? = nil, title: String? = nil, logarithmic: Bool = false
) throws {
  try check(y.count, in: "plot")
  let x = x ?? y.indices.map(Double.init)
  try requireEqual(x.count, y.count)
  show(
    Chart(
      title: title ?? "Line", summary: course(y), x: Chart.Axis("x"),
      y: Chart.Axis("y", scale: logarithmic ? .logarithmic : .linear),
      series: [Chart.Series("values", .line, x: x, y: y)]))
}

private func requireEqual(_ x: Int, _ y: Int) throws {
  guard x == y else {
    throw NeuralError(
      .shape, "plot: each point needs an x and a y", expected: "\(y) of both", got: "\(x) of x")
  }
}

/// Draws points.
///
/// - Parameters:
///   - x: Where each stands from left to right.
///   - y: Where each stands from bottom to top.
///   - title: The heading; "Points" if left out.
/// - Throws: `NeuralError` when there are not as many of `x` as of `y`, or more than 100,000.
public func plot(points x: [Double], _ y: [Double], title: String? = nil) throws {
  try check(y.count, in: "plot")
  try requireEqual(x.count, y.count)
  let count = NumberFormat.count.text(Double(y.count))
  show(
    Chart(
      title: title ?? "Points",
      summary: "\(count) points. \(course(y))",
      x: Chart.Axis("x"), y: Chart.Axis("y"), series: [Chart.Series("points", .points, x: x, y: y)])
  )
}

/// Draws a bar for each value.
///
/// - Parameters:
///   - values: How high the bars are.
///   - names: What each stands for; 0, 1, 2, ... if left out.
///   - title: The heading; "Bars" if left out.
/// - Throws: `NeuralError` when there are names, but not one for each value, or more than 200 bars.
public func plot(bars values: [Double], names: [String] = [], title: String? = nil) throws {
  guard values.count <= 200 else {
    throw NeuralError(
      .argument, "plot: that is more than a page can show well", expected: "at most 200 bars",
      got: "\(values.count)", hint: "use `plot(histogram:)` for many values")
  }
  guard names.isEmpty || names.count == values.count else {
    throw NeuralError(
      .argument, "plot: each bar needs one name", expected: "\(values.count)", got: "\(names.count)"
    )
  }
  let names = names.isEmpty ? values.indices.map(String.init) : names
  var summary = "No value can be drawn"
  let drawn = values.indices.filter { values[$0].isFinite }
  if let high = drawn.max(by: { (values[$0], -$0) < (values[$1], -$1) }),
    let low = drawn.min(by: { (values[$0], $0) < (values[$1], $1) })
  {
    summary = "Highest is \(names[high]) with \(number.text(values[high]))"
    if low != high { summary += ", lowest \(names[low]) with \(number.text(values[low]))" }
  }
  show(
    Chart(
      title: title ?? "Bars", summary: summary, x: Chart.Axis("", categories: names),
      y: Chart.Axis("value", includesZero: true),
      series: [
        Chart.Series("values", .bars, x: values.indices.map(Double.init), y: values)
      ]))
}

/// Draws how often values fall into equal ranges.
///
/// - Parameters:
///   - values: The values; those that are not finite are left out, and the figure says so.
///   - bins: How many ranges, 1 to 200.
///   - title: The heading; "Histogram" if left out.
/// - Throws: `NeuralError` for another number of ranges.
public func plot(histogram values: Tensor, bins: Int = 20, title: String? = nil) throws {
  guard (1...200).contains(bins) else {
    throw NeuralError(
      .argument, "plot: the number of ranges is out of bounds", expected: "1 to 200",
      got: "\(bins)")
  }
  let finite = values.scalars.filter(\.isFinite)
  let low = finite.min() ?? 0
  let high = finite.max() ?? 0
  let width = high > low ? (high - low) / Double(bins) : 1
  var counts = [Double](repeating: 0, count: high > low ? bins : 1)
  for value in finite {
    counts[min(counts.count - 1, max(0, Int((value - low) / width)))] += 1
  }
  let fullest = counts.indices.max { (counts[$0], -$0) < (counts[$1], -$1) } ?? 0
  let count = NumberFormat.count
  var summary = "No value can be drawn"
  if !finite.isEmpty {
    summary =
      "\(count.text(Double(finite.count))) values from \(number.text(low)) to \(number.text(high)); "
      + "most, \(count.text(counts[fullest])), lie around "
      + number.text(high > low ? low + (Double(fullest) + 0.5) * width : low)
  }
  let missing = values.count - finite.count
  if missing > 0 { summary += "; \(count.text(Double(missing))) are not finite and left out" }
  show(
    Chart(
      title: title ?? "Histogram", summary: summary, x: Chart.Axis("value"),
      y: Chart.Axis("how often", includesZero: true, format: .count),
      series: [
        Chart.Series(
          "values", .bars,
          x: counts.indices.map { high > low ? low + (Double($0) + 0.5) * width : low }, y: counts)
      ]))
}

/// Draws a matrix as colours.
///
/// - Parameters:
///   - matrix: `[rows, columns]`, at most 100 of each; the first row is at the top.
///   - title: The heading; "Heat map" if left out.
/// - Throws: `NeuralError` for any other shape.
public func plot(heatMap matrix: Tensor, title: String? = nil) throws {
  try map(matrix, title: title ?? "Heat map", isContour: false)
}

/// Draws a matrix as lines of equal height, as on a map of mountains.
///
/// - Parameters:
///   - matrix: `[rows, columns]`, 2 to 100 of each; the first row is at the bottom.
///   - title: The heading; "Contour lines" if left out.
/// - Throws: `NeuralError` for any other shape.
public func plot(contour matrix: Tensor, title: String? = nil) throws {
  try map(matrix, title: title ?? "Contour lines", isContour: true)
}

private func map(_ matrix: Tensor, title: String, isContour: Bool) throws {
  let least = isContour ? 2 : 1
  guard matrix.rank == 2, (least...100).contains(matrix.shape[0]),
    (least...100).contains(matrix.shape[1])
  else {
    throw NeuralError(
      .shape, "plot: this is no matrix that a page can show well",
      expected: "[rows, columns], \(least) to 100 of each", got: "shape \(matrix.shape)")
  }
  let values = matrix.scalars
  let width = matrix.shape[1]
  let rows = (0..<matrix.shape[0]).map { Array(values[$0 * width..<($0 + 1) * width]) }
  let finite = values.filter(\.isFinite)
  let range = [0, Double(max(1, width - 1))]
  Recorder.current?.show([
    .figure(
      .heatMap(
        HeatMap(
          title: title,
          summary: finite.isEmpty
            ? "No value can be drawn"
            : "\(rows.count) rows of \(width) values from \(number.text(finite.min() ?? 0)) to "
              + number.text(finite.max() ?? 0),
          x: Chart.Axis("column"), y: Chart.Axis("row"), xRange: isContour ? range : nil,
          yRange: isContour ? [0, Double(max(1, rows.count - 1))] : nil, values: rows,
          isContour: isContour, isSigned: !isContour && (finite.min() ?? 0) < 0)))
  ])
}

/// Draws how often each class occurs.
///
/// - Parameters:
///   - labels: Whole numbers from 0, below 40, shape `[n]`.
///   - title: The heading; "How often each class occurs" if left out.
/// - Throws: `NeuralError` when these are no labels of 2 to 40 classes.
public func plot(classesOf labels: Tensor, title: String? = nil) throws {
  let names = Recorder.current?.memory.classNames ?? []
  guard
    let chart = try DataFigures.balance(labels, others: nil, names: names, title: title)
  else {
    throw NeuralError(
      .label, "plot: these are no labels of a few classes",
      expected: "whole numbers from 0 to at most 39, one for each example")
  }
  show(chart)
}
