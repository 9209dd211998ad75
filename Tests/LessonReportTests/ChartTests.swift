import LessonModel
import Testing

@testable import LessonReport

@Suite struct ChartTests {
  private func chart(
    _ marks: [Chart.Series], x: Chart.Axis = Chart.Axis("x"), y: Chart.Axis = Chart.Axis("y")
  ) -> Chart {
    Chart(title: "A title", summary: "A conclusion.", x: x, y: y, series: marks)
  }

  private func reader(_ chart: Chart, _ size: ChartGeometry.Size = .wide) -> PageReader {
    PageReader(SVGChart.picture(chart, size, id: "a"))
  }

  /// The places of a picture's paths that lie outside of it, or are none.
  private func placesOutside(_ reader: PageReader, _ size: ChartGeometry.Size) -> [String] {
    reader.all("path").flatMap { path -> [String] in
      let data = path.attributes["d"] ?? ""
      if data.contains("nan") || data.contains("inf") { return [data] }
      // Capital letters are followed by places, the others by lengths.
      return data.matches(of: /([MLHV])(-?[\d.]+)(?: (-?[\d.]+))?/).compactMap { match in
        let first = Double(match.2) ?? .nan
        let second = match.3.flatMap { Double($0) } ?? 0
        let (x, y) = match.1 == "V" ? (0, first) : (first, second)
        let isInside = (-1...size.width + 1).contains(x) && (-1...size.height + 1).contains(y)
        return isInside ? nil : String(match.0)
      }
    }
  }

  @Test func aPictureSaysItsConclusion() {
    let picture = reader(SampleReport.chart)
    #expect(picture.error == nil)
    let svg = picture.all("svg").first
    #expect(svg?.attributes["role"] == "img")
    #expect(svg?.attributes["aria-labelledby"] == "a-title a-text")
    #expect(picture.all("title").first?.attributes["id"] == "a-title")
    #expect(picture.all("desc").first?.attributes["id"] == "a-text")
    #expect(picture.words.hasPrefix("LossThe loss fell from 0.5 to 0.25."))
  }

  @Test func aLineAsSVG() {
    let line = chart([Chart.Series("loss", .line, x: [0, 1], y: [0, 1])])
    let expected = """
      <svg xmlns="http://www.w3.org/2000/svg" class="chart narrow" viewBox="0 0 400 300" role="img" aria-labelledby="a-title a-text" \
      data-top="52" data-bottom="256" data-x="47.4 360.2">\
      <title id="a-title">A title</title>\
      <desc id="a-text">A conclusion.</desc>\
      <g class="axes">\
      <path class="grid" d="M35.4 256H372.2M35.4 215.2H372.2M35.4 174.4H372.2M35.4 133.6H372.2M35.4 92.8H372.2M35.4 52H372.2"/>\
      <path class="axis" d="M35.4 256H372.2\
      M47.4 256v5M110 256v5M172.5 256v5M235.1 256v5M297.6 256v5M360.2 256v5"/>\
      <text class="y" x="27.4" y="260">0.0</text>\
      <text class="y" x="27.4" y="219.2">0.2</text>\
      <text class="y" x="27.4" y="178.4">0.4</text>\
      <text class="y" x="27.4" y="137.6">0.6</text>\
      <text class="y" x="27.4" y="96.8">0.8</text>\
      <text class="y" x="27.4" y="56">1.0</text>\
      <text class="x" x="47.4" y="275">0.0</text>\
      <text class="x" x="110" y="275">0.2</text>\
      <text class="x" x="172.5" y="275">0.4</text>\
      <text class="x" x="235.1" y="275">0.6</text>\
      <text class="x" x="297.6" y="275">0.8</text>\
      <text class="x" x="360.2" y="275">1.0</text>\
      <text class="label" x="0" y="38">↑ y</text>\
      <text class="label end" x="372.2" y="295">x →</text>\
      </g>\
      <g class="legend"><g class="s1">\
      <path class="stroke" d="M0 10L22 10"/>\
      <path class="marker" d="M7.6 10a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0 -6.8 0Z"/>\
      <text x="30" y="14">loss</text>\
      </g></g>\
      <g class="s1">\
      <path class="stroke" d="M47.4 256L360.2 52"/>\
      <path class="marker" d="M44 256a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0 -6.8 0ZM356.8 52a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0 -6.8 0Z"/>\
      </g>\
      <g class="ends">\
      <text class="s1" x="369.2" y="60">1</text>\
      </g>\
      </svg>
      """
    #expect(SVGChart.picture(line, .narrow, id: "a").rendered == expected)
  }

  @Test func seriesDifferInMoreThanColour() {
    let two = chart([
      Chart.Series("training", .line, x: [1, 2], y: [1, 2]),
      Chart.Series("validation", .line, x: [1, 2], y: [2, 3], secondary: true),
    ])
    let picture = reader(two)
    // Once in the legend, once in the plot.
    #expect(picture.withClass("dashed").count == 2)
    let markers = picture.withClass("marker").compactMap { $0.attributes["d"] }
    #expect(markers.count == 4)
    #expect(markers.filter { $0.contains("a3.4 3.4") }.count == 2)
  }

  @Test func theLegendStandsAboveThePlot() {
    let many = chart(
      (0..<9).map { Chart.Series("a long name of a series \($0)", .line, x: [0, 1], y: [0, 1]) })
    for size in ChartGeometry.Size.allCases {
      let geometry = ChartGeometry(many, size)
      #expect(geometry.legend.entries.count == 9)
      for entry in geometry.legend.entries {
        #expect(geometry.legend.y(entry) + 6 < geometry.y.end)
        #expect(entry.x + ChartLegend.keyWidth < size.width)
      }
    }
    #expect(
      ChartGeometry(chart([Chart.Series("one", .bars, x: [], y: [])]), .wide).legend.height == 0)
  }

  @Test func aSingleCurveIsNamed() {
    let one = ChartGeometry(chart([Chart.Series("training", .line, x: [], y: [])]), .wide)
    #expect(one.legend.entries.map(\.name) == ["training"])
  }

  @Test func namesAtLineEndsDoNotTouch() throws {
    let close = chart(
      (0..<5).map { Chart.Series("s\($0)", .line, x: [0, 1], y: [0, Double($0) / 1000]) })
    let svg = SVGChart.picture(close, .wide, id: "a").rendered
    let ends = try #require(svg.split(separator: "class=\"ends\"").last)
    let places = ends.matches(of: /<text class="s\d" x="[\d.]+" y="([\d.]+)"/)
      .compactMap { Double($0.1) }.sorted()
    #expect(places.count == 5)
    #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= 30 })
  }

  @Test(arguments: ChartGeometry.Size.allCases)
  func noPointsAndOnePoint(size: ChartGeometry.Size) {
    for mark in [Chart.Series.Mark.line, .points, .bars] {
      let empty = reader(chart([Chart.Series("s", mark, x: [], y: [])]), size)
      #expect(empty.error == nil)
      #expect(empty.words.contains("no values to draw"))
      let one = reader(chart([Chart.Series("s", mark, x: [3], y: [7])]), size)
      #expect(one.error == nil)
      #expect(placesOutside(one, size) == [])
      #expect(!(one.withClass("marker") + one.withClass("dot") + one.withClass("bar")).isEmpty)
    }
    #expect(reader(chart([]), size).words.contains("no values to draw"))
  }

  static let awkward: [[Double]] = [
    [.nan], [1e-200], [1e300], [.nan, 1, .nan, 2, .nan], [.infinity, -.infinity], [5, 5, 5, 5],
    [0, 0],
    [1e300, -1e300],
    [1.7e308, -1.7e308, 0], [.leastNonzeroMagnitude, 0], [1e-12, 2e-12], [-3, -2, -1],
    [1, .infinity, 2, 3],
    [1e15, 1e15 + 1], (0..<50).map { Double($0) * 1e12 },
  ]

  @Test(arguments: awkward)
  func awkwardNumbersStayInThePicture(values: [Double]) {
    let places = values.indices.map(Double.init)
    for mark in [Chart.Series.Mark.line, .points, .bars] {
      for size in ChartGeometry.Size.allCases {
        for scale in [Chart.Axis.Scale.linear, .logarithmic] {
          let upright = reader(
            chart(
              [Chart.Series("s", mark, x: places, y: values)], y: Chart.Axis("y", scale: scale)),
            size)
          #expect(upright.error == nil)
          #expect(placesOutside(upright, size) == [])
          let lying = reader(
            chart(
              [Chart.Series("s", mark, x: values, y: places)], x: Chart.Axis("x", scale: scale)),
            size)
          #expect(lying.error == nil)
          #expect(placesOutside(lying, size) == [])
        }
      }
    }
  }

  @Test func gapsAreGapsAndAreSaid() {
    let gaps = chart([Chart.Series("loss", .line, x: [1, 2, 3, 4, 5], y: [1, 2, .nan, 4, 5])])
    let geometry = ChartGeometry(gaps, .wide)
    #expect(geometry.series[0].runs.map(\.count) == [2, 2])
    #expect(geometry.notes == ["1 of 5 values of “loss” are not finite and leave gaps."])
    let line = reader(gaps).withClass("stroke").last?.attributes["d"] ?? ""
    #expect(line.count { $0 == "M" } == 2)
    #expect(reader(gaps).withClass("missing").count == 1)
  }

  @Test func aLonePointBetweenGapsHasAMarker() {
    let values = (0..<100).map { $0 % 2 == 0 ? Double($0) : .nan }
    let lone = chart([Chart.Series("s", .line, x: (0..<100).map(Double.init), y: values)])
    #expect(reader(lone).withClass("marker").last?.attributes["d"]?.count { $0 == "M" } == 50)
  }

  @Test func zeroCannotStandOnALogarithmicAxis() {
    let axis = Chart.Axis("y", scale: .logarithmic)
    let zero = chart([Chart.Series("loss", .line, x: [1, 2, 3], y: [0, 1, 10])], y: axis)
    let geometry = ChartGeometry(zero, .wide)
    #expect(geometry.notes == ["1 of 3 values of “loss” are outside what the axes can show."])
    #expect(geometry.series[0].count == 2)
  }

  @Test func aLogarithmicAxisSpacesFactorsEvenly() {
    let axis = Chart.Axis("y", scale: .logarithmic)
    let powers = chart([Chart.Series("s", .line, x: [0, 1, 2], y: [1, 10, 100])], y: axis)
    let points = ChartGeometry(powers, .wide).series[0].runs[0]
    #expect(abs((points[0].y - points[1].y) - (points[1].y - points[2].y)) < 1e-9)
  }

  @Test func tenThousandPointsAreAFewKilobytes() {
    let x = (0..<10_000).map(Double.init)
    let y = x.map { ($0 * 7919).truncatingRemainder(dividingBy: 1000) }
    let line = SVGChart.picture(chart([Chart.Series("s", .line, x: x, y: y)]), .wide, id: "a")
      .rendered
    #expect(line.utf8.count < 40_000)
    let extremes = ChartGeometry(chart([Chart.Series("s", .line, x: x, y: y)]), .wide)
    // The thinned line still reaches the highest and the lowest value.
    for value in [0.0, 999] {
      #expect(line.contains(" \(NumberText.coordinate(extremes.y.position(value)))L"))
    }
  }

  @Test func aCloudOfPointsHasOneAPixel() {
    let x = (0..<10_000).map { Double($0 % 7) }
    let cloud = reader(chart([Chart.Series("s", .points, x: x, y: x)]))
    #expect(cloud.withClass("cloud").first?.attributes["d"]?.count { $0 == "M" } == 7)
  }

  @Test func barsBeginAtZero() {
    let bars = chart(
      [Chart.Series("s", .bars, x: [0, 1], y: [4, -2])],
      x: Chart.Axis("x", categories: ["a", "b"]))
    let geometry = ChartGeometry(bars, .wide)
    #expect(geometry.y.low <= -2 && geometry.y.high >= 4)
    #expect(geometry.baseline == geometry.y.position(0))
    #expect(reader(bars).words.contains("4"))
    #expect(reader(bars).words.contains("-2"))
  }

  @Test func barsOfTwoSeriesStandSideBySide() {
    let bars = chart(
      [
        Chart.Series("a", .bars, x: [0], y: [1]),
        Chart.Series("b", .bars, x: [0], y: [1], secondary: true),
      ], x: Chart.Axis("x", categories: ["only"]))
    let geometry = ChartGeometry(bars, .wide)
    #expect(geometry.barPlace(0) == (0, 2))
    #expect(geometry.barPlace(1) == (1, 2))
    #expect(reader(bars).withClass("hollow").count == 2)
  }

  @Test func categoriesNameTheirPlaces() {
    let names = ["T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal"]
    let bars = chart(
      [Chart.Series("s", .bars, x: (0..<6).map(Double.init), y: [1, 2, 3, 4, 5, 6])],
      x: Chart.Axis("class", categories: names))
    for name in names { #expect(reader(bars).words.contains(name)) }
    #expect(ChartGeometry(bars, .narrow).staggersNames)
    // A place without a name is not drawn.
    let outside = chart(
      [Chart.Series("s", .bars, x: [0, 0.5, -1, 6, 1e9], y: [1, 1, 1, 1, 1])],
      x: Chart.Axis("class", categories: names))
    #expect(ChartGeometry(outside, .wide).series[0].count == 1)
  }

  @Test func theFigureHoldsItsNumbers() {
    let figure = PageReader(HTMLFigures.chart(SampleReport.chart, id: "a"))
    #expect(figure.error == nil)
    #expect(figure.all("svg").count == 2)
    #expect(figure.all("figcaption").count == 1)
    #expect(figure.all("summary").count == 1)
    #expect(figure.words.hasSuffix("epochtrainingvalidation10.50.620.3nan30.250.4"))
  }

  @Test func aLongTableIsCut() {
    let x = (0..<10_000).map(Double.init)
    let figure = PageReader(
      HTMLFigures.chart(chart([Chart.Series("s", .line, x: x, y: x)]), id: "a"))
    #expect(figure.all("tr").count == 201)
    #expect(figure.words.contains("The first and last 100 of 10,000 rows."))
  }

  @Test func seriesOfDifferentPlacesShareATable() {
    let figure = PageReader(
      HTMLFigures.chart(
        chart([
          Chart.Series("a", .points, x: [1], y: [2]),
          Chart.Series("b", .line, x: [3, 4], y: [5, 6]),
        ]), id: "a"))
    #expect(figure.words.hasSuffix("seriesxya12b35b46"))
  }
}
