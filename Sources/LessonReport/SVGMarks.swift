import LessonModel

/// The shapes that stand for data: lines, markers and bars, each series one path.
enum SVGMarks {
  /// Beyond this many points a marker on each would hide the line.
  private static let markerLimit = 32
  /// Beyond this many points the shape of each says less than the shape of all.
  private static let crowd = 1000

  /// What a series looks like in the plot.
  static func series(_ index: Int, _ series: Chart.Series, _ geometry: ChartGeometry) -> [Markup] {
    let points = geometry.series[index]
    switch series.mark {
    case .line:
      let all = points.runs.flatMap { $0 }
      // A point with a gap on either side is a line of no length: only a marker shows it.
      let marked =
        all.count <= markerLimit ? all : points.runs.filter { $0.count == 1 }.flatMap { $0 }
      return [
        path(lines(points.runs), "stroke" + (series.secondary ? " dashed" : "")),
        path(markers(marked, shape: index, radius: 3.4), "marker"),
      ]
    case .points:
      let all = points.runs.flatMap { $0 }
      guard all.count <= crowd else {
        // A cloud: each point a stroke of no length, whose ends are round or square.
        let data = distinct(all).map { "M\(c($0.x)) \(c($0.y))h0" }.joined()
        return [path(data, index % 2 == 0 ? "cloud" : "cloud square")]
      }
      return [path(markers(all, shape: index, radius: 3.2), "dot")]
    case .bars:
      return [path(bars(index, points, geometry), "bar" + (series.secondary ? " hollow" : ""))]
    }
  }

  /// A short piece of the series, for a legend, around a middle height.
  static func key(_ index: Int, _ series: Chart.Series, x: Double, y: Double) -> [Markup] {
    let middle = ChartGeometry.Point(x: x + 11, y: y)
    switch series.mark {
    case .line:
      let ends = [ChartGeometry.Point(x: x, y: y), ChartGeometry.Point(x: x + 22, y: y)]
      return [
        path(lines([ends]), "stroke" + (series.secondary ? " dashed" : "")),
        path(markers([middle], shape: index, radius: 3.4), "marker"),
      ]
    case .points: return [path(markers([middle], shape: index, radius: 3.6), "dot")]
    case .bars:
      return [
        path(
          "M\(c(x + 5)) \(c(y - 6))h12v12h-12Z", "bar" + (series.secondary ? " hollow" : ""))
      ]
    }
  }

  private static func path(_ data: String, _ style: String) -> Markup {
    data.isEmpty ? .empty : element("path", ["class": style, "d": data])
  }

  /// One polyline a run. Where many points share a column of pixels, its first, lowest, highest and
  /// last stand for all: the picture is the same and its size bounded.
  private static func lines(_ runs: [[ChartGeometry.Point]]) -> String {
    var data = ""
    for run in runs where run.count > 1 {
      var letter = "M"
      for point in thinned(run) {
        data += "\(letter)\(c(point.x)) \(c(point.y))"
        letter = "L"
      }
    }
    return data
  }

  private static func thinned(_ run: [ChartGeometry.Point]) -> [ChartGeometry.Point] {
    guard run.count > 1500 else { return run }
    var kept: [ChartGeometry.Point] = []
    var start = 0
    while start < run.count {
      let column = run[start].x.rounded()
      var end = start
      var lowest = start
      var highest = start
      while end < run.count, run[end].x.rounded() == column {
        if run[end].y < run[lowest].y { lowest = end }
        if run[end].y > run[highest].y { highest = end }
        end += 1
      }
      for index in Set([start, lowest, highest, end - 1]).sorted() { kept.append(run[index]) }
      start = end
    }
    return kept
  }

  /// One point for each pixel.
  private static func distinct(_ points: [ChartGeometry.Point]) -> [ChartGeometry.Point] {
    var seen: Set<[Double]> = []
    return points.filter { seen.insert([$0.x.rounded(), $0.y.rounded()]).inserted }
  }

  /// Circle, triangle, square, diamond, cross, and again: shapes tell series apart without colour.
  private static func markers(
    _ points: [ChartGeometry.Point], shape: Int, radius r: Double
  ) -> String {
    var data = ""
    for point in points {
      let (x, y) = (point.x, point.y)
      switch shape % 5 {
      case 0:
        data +=
          "M\(c(x - r)) \(c(y))a\(c(r)) \(c(r)) 0 1 0 \(c(2 * r)) 0a\(c(r)) \(c(r)) 0 1 0 \(c(-2 * r)) 0Z"
      case 1: data += "M\(c(x)) \(c(y - r - 0.8))l\(c(r + 0.6)) \(c(2 * r))h\(c(-2 * r - 1.2))Z"
      case 2:
        data +=
          "M\(c(x - r + 0.3)) \(c(y - r + 0.3))h\(c(2 * r - 0.6))v\(c(2 * r - 0.6))h\(c(0.6 - 2 * r))Z"
      case 3:
        data +=
          "M\(c(x)) \(c(y - r - 1))l\(c(r + 1)) \(c(r + 1))l\(c(-r - 1)) \(c(r + 1))l\(c(-r - 1)) \(c(-r - 1))Z"
      default:
        data +=
          "M\(c(x - r)) \(c(y - 1))h\(c(r - 1))v\(c(1 - r))h2v\(c(r - 1))h\(c(r - 1))v2h\(c(1 - r))"
        data += "v\(c(r - 1))h-2v\(c(1 - r))h\(c(1 - r))Z"
      }
    }
    return data
  }

  private static func bars(
    _ index: Int, _ points: ChartGeometry.SeriesPoints, _ geometry: ChartGeometry
  ) -> String {
    let (place, count) = geometry.barPlace(index)
    let width = geometry.barWidth(of: count)
    let base = geometry.baseline
    var data = ""
    for point in points.runs.flatMap({ $0 }) {
      let left = point.x + (Double(place) - Double(count) / 2) * width
      data +=
        "M\(c(left)) \(c(base))V\(c(point.y))h\(c(max(width - (width > 6 ? 1 : 0), 0.3)))V\(c(base))Z"
    }
    return data
  }

  private static func c(_ value: Double) -> String { NumberText.coordinate(value) }
}

extension ChartGeometry {
  /// Where bars begin: zero, or the foot of a logarithmic axis.
  var baseline: Double { y.isLogarithmic ? y.start : y.position(min(max(0, y.low), y.high)) }

  /// The width of one of so many bars side by side in a slot.
  func barWidth(of count: Int) -> Double { min(slot * 0.78, 90) / Double(max(count, 1)) }

  /// Which of how many bars in a slot the series is.
  func barPlace(_ index: Int) -> (Int, Int) {
    let indices = barSeries
    return (indices.firstIndex(of: index) ?? 0, indices.count)
  }
}
