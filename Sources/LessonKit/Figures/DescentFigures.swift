import LessonModel
import Neural

/// A line fitted by gradient descent, seen from above: the mean squared error over all weights and
/// biases, and the walks of several learning rates.
enum DescentFigures {
  static let topic = "descent"
  private static let steps = 100
  private static let mostExamples = 500

  /// - Parameters:
  ///   - x: The inputs, one number each.
  ///   - y: The targets.
  ///   - start: The weight and bias of the first step.
  ///   - rates: The learning rates to walk with.
  ///   - run: Where the lesson's own training stood after each epoch; empty for none.
  /// - Returns: `nil` when no line is determined by the examples.
  static func paths(
    x: [Double], y: [Double], start: (Double, Double), rates: [Double],
    run: (name: String, places: [(Double, Double)])?
  ) -> DescentPaths? {
    let n = Double(x.count)
    guard x.count >= 2, x.count == y.count, x.count <= mostExamples,
      (x + y).allSatisfy({ $0.isFinite && abs($0) < 1e6 })
    else { return nil }
    let (mx, my) = (x.reduce(0, +) / n, y.reduce(0, +) / n)
    let mxx = x.reduce(0) { $0 + $1 * $1 } / n
    let mxy = zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } / n
    let myy = y.reduce(0) { $0 + $1 * $1 } / n
    let spread = mxx - mx * mx
    guard spread > 1e-9 else { return nil }
    let best = ((mxy - mx * my) / spread, my - (mxy - mx * my) / spread * mx)
    func loss(_ w: Double, _ b: Double) -> Double {
      w * w * mxx + 2 * w * b * mx + b * b - 2 * w * mxy - 2 * b * my + myy
    }
    // The curvatures are the eigenvalues of [[2 mean x², 2 mean x], [2 mean x, 2]].
    let (trace, determinant) = (2 * mxx + 2, 4 * mxx - 4 * mx * mx)
    let root = max(0, trace * trace / 4 - determinant).squareRoot()
    let (steep, flat) = (trace / 2 + root, trace / 2 - root)
    func walk(_ rate: Double) -> DescentPaths.Path {
      var (w, b) = start
      var places = [(w, b)]
      for _ in 0..<steps {
        let slope = (2 * (w * mxx + b * mx - mxy), 2 * (w * mx + b - my))
        (w, b) = (w - rate * slope.0, b - rate * slope.1)
        guard abs(w) < 1e9, abs(b) < 1e9 else { break }
        places.append((w, b))
      }
      return path("learning rate \(NumberFormat.shortest.text(rate))", places)
    }
    func path(_ name: String, _ places: [(Double, Double)]) -> DescentPaths.Path {
      DescentPaths.Path(
        name: name, weights: places.map(\.0), biases: places.map(\.1),
        losses: places.map { max(0, loss($0.0, $0.1)) })
    }
    var paths = rates.prefix(6).map(walk)
    if let run, run.places.count > 1 { paths.insert(path(run.name, run.places), at: 0) }
    // The map shows the start, the best line, and as much around them.
    func range(_ a: Double, _ b: Double) -> [Double] {
      let half = max(abs(a - b) * 1.25, 1)
      return [b - half, b + half]
    }
    let (wRange, bRange) = (range(start.0, best.0), range(start.1, best.1))
    let size = 41
    func place(_ range: [Double], _ index: Int) -> Double {
      range[0] + (range[1] - range[0]) * Double(index) / Double(size - 1)
    }
    let values = (0..<size).map { row in
      (0..<size).map { max(0, loss(place(wRange, $0), place(bRange, row))) }
    }
    let format = NumberFormat.significant(digits: 4)
    let largest = 2 / steep
    let fastest = 2 / (steep + flat)
    let summary =
      "The lowest error, \(format.text(max(0, loss(best.0, best.1)))), is at weight "
      + "\(format.text(best.0)) and bias \(format.text(best.1)). Walks with a learning rate above "
      + "\(format.text(largest)) end in infinity; about \(format.text(fastest)) is fastest"
    return DescentPaths(
      title: "Downhill to the best line", summary: summary, x: x, y: y,
      map: HeatMap(
        title: "Mean squared error", summary: summary, x: Chart.Axis("weight"),
        y: Chart.Axis("bias"), xRange: wRange, yRange: bRange, values: values, isContour: true),
      paths: paths, largestStableRate: largest, bestRate: fastest)
  }

  /// After a `fit` of one neuron with one input and the mean squared error.
  static func explanation(
    _ model: Sequential, _ x: Tensor, _ y: Tensor, places: [(Double, Double)]
  ) -> Explanation? {
    guard places.count > 1, model.loss == .meanSquaredError,
      let paths = paths(
        x: x.scalars, y: y.scalars, start: places[0], rates: [0.001, 0.01, 0.09, 0.2],
        run: ("this run", places))
    else { return nil }
    return Explanation(
      topic: topic, title: "How the line was found", parts: [.figure(.descent(paths))])
  }
}
