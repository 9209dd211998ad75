import LessonModel

/// The names of a chart's series in rows above the plot, where no data can be.
struct ChartLegend {
  struct Entry {
    var series: Int
    var name: String
    var x: Double
    var row: Int
  }

  var entries: [Entry] = []
  private var rows = 0

  static let keyWidth = 30.0
  private static let rowHeight = 20.0

  /// One series of bars or points needs no legend, its chart says what it is; a single curve says
  /// whether it is that of training.
  init(_ series: [Chart.Series], _ size: ChartGeometry.Size) {
    guard series.count > 1 || series.first?.mark == .line else { return }
    var x = 0.0
    for (index, item) in series.enumerated() {
      let name = item.name.shortened(to: 28)
      let entryWidth = Self.keyWidth + textWidth(name, size) + 18
      if x > 0, x + entryWidth > size.width {
        rows += 1
        x = 0
      }
      entries.append(Entry(series: index, name: name, x: x, row: rows))
      x += entryWidth
    }
    rows += 1
  }

  var height: Double { rows == 0 ? 0 : Double(rows) * Self.rowHeight + 6 }

  /// The middle of an entry's row.
  func y(_ entry: Entry) -> Double { (Double(entry.row) + 0.5) * Self.rowHeight }
}
