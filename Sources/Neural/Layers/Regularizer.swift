/// What large weights cost: l1 sum |w| + l2 sum w^2, added to the loss of every step and to every
/// reported loss. By default l is 0.01.
public struct Regularizer: Hashable, Sendable {
  /// The price of a weight's size.
  public let l1: Double
  /// The price of a weight's square.
  public let l2: Double

  /// The sum of the sizes, at 0.01.
  public static let l1 = Regularizer(l1: 0.01, l2: 0)
  /// The sum of the squares, at 0.01.
  public static let l2 = Regularizer(l1: 0, l2: 0.01)

  /// The sum of the sizes.
  ///
  /// - Throws: `NeuralError` for a price that is negative or not finite.
  public static func l1(_ price: Double = 0.01) throws -> Regularizer {
    try Regularizer(l1: price, l2: 0).checked("l1")
  }
  /// The sum of the squares.
  ///
  /// - Throws: `NeuralError` for a price that is negative or not finite.
  public static func l2(_ price: Double = 0.01) throws -> Regularizer {
    try Regularizer(l1: 0, l2: price).checked("l2")
  }
  /// Both.
  ///
  /// - Throws: `NeuralError` for a price that is negative or not finite.
  public static func l1l2(l1: Double = 0.01, l2: Double = 0.01) throws -> Regularizer {
    try Regularizer(l1: l1, l2: l2).checked("l1l2")
  }

  private func checked(_ function: String) throws -> Regularizer {
    for price in [l1, l2] where !(price >= 0 && price.isFinite) {
      throw NeuralError(
        .argument, "\(function): the price is out of range", expected: "0 or more",
        got: "\(price)")
    }
    return self
  }

  /// The cost of weights; sums in double precision, in ascending order.
  func penalty(_ w: FloatBuffer) -> Double {
    var (sizes, squares) = (0.0, 0.0)
    for i in 0..<w.count {
      let value = Double(w.pointer[i])
      sizes += value.magnitude
      squares += value * value
    }
    return l1 * sizes + l2 * squares
  }

  /// g += l1 sign(w) + 2 l2 w
  func addGradient(_ w: FloatBuffer, to g: FloatBuffer) {
    let (one, two) = (Float(l1), Float(2 * l2))
    for i in 0..<w.count {
      let value = w.pointer[i]
      let sign: Float = value > 0 ? one : value < 0 ? -one : 0
      g.pointer[i] += sign + two * value
    }
  }
}
