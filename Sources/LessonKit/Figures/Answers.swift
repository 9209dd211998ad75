import LessonModel
import Neural

/// What a classifier answered to examples whose classes are known.
struct Answers {
  /// Examples beyond this are left out of figures.
  static let most = 10_000
  /// More classes than this make figures nobody reads.
  static let mostClasses = 20

  /// The examples `[n, ...]`.
  var x: Tensor
  /// The names of the classes.
  var classes: [String]
  /// The right class of each example.
  var truths: [Int]
  /// The answered probabilities, example after example.
  private var flat: [Double]

  var count: Int { truths.count }

  /// The probabilities of one example.
  func probabilities(_ index: Int) -> [Double] {
    Array(flat[index * classes.count..<(index + 1) * classes.count])
  }

  /// The class with the largest probability, the first of equals.
  private(set) var answers: [Int]

  /// The wrong ones, in order.
  var wrong: [Int] { truths.indices.filter { truths[$0] != answers[$0] } }

  /// `-log` of the probability of the truth.
  func loss(_ index: Int) -> Double {
    // The engine's cross-entropy is cut at 1e-7 as well, so that no answer costs infinity.
    let p = flat[index * classes.count + truths[index]]
    return -Logarithm.natural(max(p, 1e-7)) + 0
  }

  /// Asks the model; `nil` when it is no classifier of so few classes, or the labels are none.
  init?(_ model: Sequential, _ x: Tensor, _ y: Tensor, names: [String]) throws {
    guard Self.isClassifier(model), let outputs = model.outputShape?.first, x.rank >= 1,
      let total = x.shape.first, total > 0, y.rank >= 1, y.shape.first == total
    else { return nil }
    let count = min(total, Self.most)
    let examples = count == total ? x : try x[0..<count]
    let targets = count == total ? y : try y[0..<count]
    let labels =
      targets.rank == 2 && targets.shape[1] == outputs ? try targets.argmax(axis: 1) : targets
    guard labels.count == count else { return nil }
    let truths = labels.scalars.map { $0.isFinite ? Int($0) : -1 }
    guard truths.allSatisfy({ (0..<outputs).contains($0) }) else { return nil }
    flat = try model.predict(examples).scalars
    guard flat.allSatisfy(\.isFinite) else { return nil }
    self.x = examples
    self.truths = truths
    classes = Self.names(names, count: outputs)
    let flat = flat
    answers = (0..<count).map { row in
      var best = 0
      for index in 1..<outputs where flat[row * outputs + index] > flat[row * outputs + best] {
        best = index
      }
      return best
    }
  }

  /// Whether the model gives probabilities of a few classes.
  static func isClassifier(_ model: Sequential) -> Bool {
    guard let shape = model.outputShape, shape.count == 1, (2...mostClasses).contains(shape[0])
    else { return false }
    return endsInSoftmax(model)
  }

  /// Whether the last function of the model is softmax.
  static func endsInSoftmax(_ model: Sequential) -> Bool {
    switch model.layers.last {
    case let dense as Dense: dense.activation == .softmax
    case let layer as ActivationLayer: layer.activation == .softmax
    default: false
    }
  }

  /// The names of the classes if there are as many, else their numbers.
  static func names(_ names: [String], count: Int) -> [String] {
    names.count == count ? names : (0..<count).map(String.init)
  }

  /// Some examples as pictures; `nil` when they are none.
  func pictures(_ indices: [Int], levels: Int) throws -> PictureSheet? {
    try Self.pictures(x, indices, levels: levels)
  }

  /// Some examples `[n, height, width]` as pictures; `nil` when they are none.
  static func pictures(_ x: Tensor, _ indices: [Int], levels: Int) throws -> PictureSheet? {
    guard x.rank == 3 || (x.rank == 4 && x.shape[3] == 1), (4...64).contains(x.shape[1]),
      (4...64).contains(x.shape[2]), !indices.isEmpty
    else { return nil }
    let part = try x.take(indices)
    let values = part.scalars
    let largest = values.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
    let scale = x.dtype == .uint8 ? 1 : largest > 0 ? 255 / largest : 0
    return PictureSheet(
      width: x.shape[2], height: x.shape[1], count: indices.count, levels: levels,
      bytes: values.map { $0.isFinite ? UInt8(max(0, min(255, ($0 * scale).rounded()))) : 0 })
  }
}
