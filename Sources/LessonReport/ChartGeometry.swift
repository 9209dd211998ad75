import LessonModel

/// A chart's data turned into places in a picture: scales, points, and what could not be placed.
struct ChartGeometry {
  /// Two pictures are drawn of each chart; the page shows the one that fits its column.
  enum Size: String, CaseIterable {
    case wide, narrow

    var width: Double { self == .wide ? 720 : 400 }
    var height: Double { self == .wide ? 350 : 300 }
    /// The size of its words, in its own units: a narrow picture is shown smaller.
    var font: Double { self == .wide ? 12 : 13 }
    /// How many intervals of ticks fit: along x, along y.
    var intervals: (x: Int, y: Int) { self == .wide ? (10, 6) : (5, 5) }
    var showsNamesAtLineEnds: Bool { self == .wide }
  }

  /// A point of a series; `nil` coordinates of a point are kept as gaps by `SeriesPoints`.
  struct Point: Equatable {
    var x: Double
    var y: Double
  }

  /// A series as runs of points without a gap, and the x places where a value is missing.
  struct SeriesPoints {
    var runs: [[Point]] = []
    var missing: [Double] = []
    /// The last value that was drawn, as a number of the data.
    var lastValue: Double?
    var count: Int { runs.reduce(0) { $0 + $1.count } }
  }

  var size: Size
  var x: ChartScale
  var y: ChartScale
  var legend: ChartLegend
  var series: [SeriesPoints]
  /// Sentences about values that the picture does not show.
  var notes: [String]
  /// The width of a bar's slot when there are bars: the distance of neighbours, in pixels.
  var slot: Double
  /// Names under the x axis in two rows by turns, for want of room in one.
  var staggersNames = false
  /// The series that are bars, by their number.
  var barSeries: [Int]
  /// The edges of the plot, which the data may stay clear of.
  var plotLeft: Double
  var plotRight: Double
  var isEmpty: Bool { series.allSatisfy { $0.runs.isEmpty } }

  init(_ chart: Chart, _ size: Size) {
    self.size = size
    let bars = chart.series.filter { $0.mark == .bars }
    let xs = chart.series.flatMap { drawable($0.x, chart.x) }
    var ys = chart.series.flatMap { series in
      zip(series.x, series.y).filter { isDrawable($0.0.value, chart.x) }.map(\.1.value)
        .filter { isDrawable($0, chart.y) }
    }
    if chart.y.includesZero || !bars.isEmpty, chart.y.scale == .linear { ys.append(0) }
    let gap = bars.isEmpty ? 0 : smallestGap(xs)

    // The y axis first: the width of its labels decides where the plot begins.
    let longestName = chart.x.categories.map { textWidth($0, size) + 6 }.max() ?? 0
    let room = (size.width - 60) / Double(max(chart.x.categories.count, 1))
    staggersNames = longestName > room && longestName <= 2 * room
    let plotBottom = size.height - (staggersNames ? 60 : 44)
    legend = ChartLegend(chart.series, size)
    let plotTop = legend.height + (chart.y.label.isEmpty ? 10 : 26)
    let yTicks = ticks(chart.y, ys, count: size.intervals.y, rounded: true)
    y = ChartScale(yTicks, chart.y.scale, from: plotBottom, to: plotTop)
    let widest = yTicks.ticks.map { textWidth($0.label, size) }.max() ?? 0
    let left = max(30, widest + 12)
    let right = size.width - rightMargin(chart, size)
    (plotLeft, plotRight) = (left, right)
    barSeries = chart.series.indices.filter { chart.series[$0].mark == .bars }

    if chart.x.categories.isEmpty {
      // Bars of a logarithmic axis have no slots: the widest one still stands inside.
      let inset = bars.isEmpty ? 12.0 : chart.x.scale == .logarithmic ? 48 : 0
      var xTicks = ticks(chart.x, xs, count: size.intervals.x, rounded: false)
      if !bars.isEmpty, chart.x.scale == .linear {
        // Room for half a bar at each end.
        xTicks.narrow(to: (xs.min() ?? 0) - gap / 2, (xs.max() ?? 0) + gap / 2)
      }
      x = ChartScale(xTicks, chart.x.scale, from: left + inset, to: right - inset)
    } else {
      x = ChartScale(categories: chart.x.categories, from: left, to: right)
    }
    slot = min((right - left) * gap / max(x.high - x.low, smallestSpan), right - left)
    if !chart.x.categories.isEmpty {
      slot = (right - left) / Double(chart.x.categories.count)
    }

    let (xScale, yScale) = (x, y)
    series = chart.series.map { place($0, xScale, yScale, chart) }
    notes = chart.series.compactMap { note(onMissing: $0, chart) }
  }
}

/// From a number of the data to a place in the picture.
struct ChartScale {
  var low: Double
  var high: Double
  var ticks: [Ticks.Tick]
  var isLogarithmic: Bool
  var start: Double
  var end: Double

  init(_ ticks: Ticks, _ scale: Chart.Axis.Scale, from start: Double, to end: Double) {
    low = ticks.low
    high = ticks.high
    self.ticks = ticks.ticks
    isLogarithmic = scale == .logarithmic
    self.start = start
    self.end = end
  }

  /// One slot a name, its middle at 0, 1, 2, ...
  init(categories: [String], from start: Double, to end: Double) {
    low = -0.5
    high = Double(categories.count) - 0.5
    ticks = categories.enumerated().map { Ticks.Tick(value: Double($0.offset), label: $0.element) }
    isLogarithmic = false
    self.start = start
    self.end = end
  }

  /// The place of a drawable number.
  func position(_ value: Double) -> Double {
    let share =
      isLogarithmic
      ? (log10(value) - log10(low)) / max(log10(high) - log10(low), 1e-300)
      : (value - low) / max(high - low, 1e-300)
    return start + min(max(share, -1), 2) * (end - start)
  }
}

/// Numbers beyond this are not drawn: the arithmetic of an axis would overflow.
private let largestDrawable = 1e300

func isDrawable(_ value: Double, _ axis: Chart.Axis) -> Bool {
  value.isFinite && value.magnitude <= largestDrawable
    && (axis.scale == .linear || value >= .leastNormalMagnitude)
    && (axis.categories.isEmpty
      || (value >= 0 && value < Double(axis.categories.count) && value == value.rounded()))
}

private func drawable(_ numbers: [Number], _ axis: Chart.Axis) -> [Double] {
  numbers.map(\.value).filter { isDrawable($0, axis) }
}

private func ticks(_ axis: Chart.Axis, _ values: [Double], count: Int, rounded: Bool) -> Ticks {
  var low = values.min() ?? (axis.scale == .logarithmic ? 1 : 0)
  var high = values.max() ?? (axis.scale == .logarithmic ? 10 : 1)
  if axis.scale == .logarithmic {
    if low == high { (low, high) = (low / 2, min(high * 2, largestDrawable)) }
    return .logarithmic(low, high, count: count, rounded: rounded, format: axis.format)
  }
  if axis.includesZero { (low, high) = (min(low, 0), max(high, 0)) }
  return .linear(
    low, high, count: count, integral: axis.integral, rounded: rounded, format: axis.format)
}

/// The smallest distance of two neighbours; 1 when there is none.
private func smallestGap(_ values: [Double]) -> Double {
  let sorted = Set(values).sorted()
  let gap = zip(sorted.dropFirst(), sorted).map { $0 - $1 }.min() ?? 1
  // Beside a huge number a small step is none.
  let least = values.reduce(0) { max($0, $1.magnitude) } * 1e-14
  return max(gap > smallestSpan ? gap : 1, least)
}

private func place(
  _ series: Chart.Series, _ x: ChartScale, _ y: ChartScale, _ chart: Chart
) -> ChartGeometry.SeriesPoints {
  var placed = ChartGeometry.SeriesPoints()
  var run: [ChartGeometry.Point] = []
  for (abscissa, ordinate) in zip(series.x, series.y) {
    guard isDrawable(abscissa.value, chart.x) else { continue }
    if isDrawable(ordinate.value, chart.y) {
      run.append(.init(x: x.position(abscissa.value), y: y.position(ordinate.value)))
      placed.lastValue = ordinate.value
    } else {
      if !run.isEmpty { placed.runs.append(run) }
      run = []
      placed.missing.append(x.position(abscissa.value))
    }
  }
  if !run.isEmpty { placed.runs.append(run) }
  return placed
}

/// What a reader must know about values that cannot be drawn.
private func note(onMissing series: Chart.Series, _ chart: Chart) -> String? {
  let pairs = Array(zip(series.x, series.y))
  let missing = pairs.filter {
    !(isDrawable($0.0.value, chart.x) && isDrawable($0.1.value, chart.y))
  }
  guard !missing.isEmpty else { return nil }
  let allFinite = missing.allSatisfy { $0.0.value.isFinite && $0.1.value.isFinite }
  let reason = allFinite ? "are outside what the axes can show" : "are not finite and leave gaps"
  let share =
    "\(NumberText.count(Double(missing.count))) of \(NumberText.count(Double(pairs.count)))"
  return "\(share) values of “\(series.name)” \(reason)."
}

/// About how wide a text in a picture is. Fonts differ: on the wide side.
func textWidth(_ text: String, _ size: ChartGeometry.Size) -> Double {
  Double(text.count) * size.font * 0.6
}

private func rightMargin(_ chart: Chart, _ size: ChartGeometry.Size) -> Double {
  let lines = chart.series.filter { $0.mark == .line }
  guard !lines.isEmpty, lines.count <= 6 else { return 14 }
  let widest = lines.map { series in
    let value = series.y.last { isDrawable($0.value, chart.y) }
    let number = value.map { textWidth(NumberText.format($0.value, chart.y.format), size) } ?? 0
    return size.showsNamesAtLineEnds
      ? max(number, textWidth(series.name.shortened(to: 14), size)) : number
  }
  return min((widest.max() ?? 0) + 20, size.width / 4)
}

extension String {
  /// At most so many characters, the last an ellipsis when something was cut.
  func shortened(to limit: Int) -> String {
    count <= limit ? self : prefix(max(0, limit - 1)) + "…"
  }
}
