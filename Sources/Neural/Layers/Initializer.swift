/// How the first weights are drawn.
///
/// With fan_in inputs and fan_out outputs: Glorot (2010) U(-L, L), L = sqrt(6 / (fan_in + fan_out));
/// He (2015) L = sqrt(6 / fan_in); LeCun (1998) L = sqrt(3 / fan_in). The normal forms have the same
/// variance and are cut off at two standard deviations.
public struct Initializer: Hashable, Sendable {
  enum Rule: Hashable {
    case constant(Double)
    case uniform(low: Double, high: Double)
    case normal(mean: Double, deviation: Double)
    /// Variance scale / fan, uniform or truncated normal.
    case scaled(Double, Fan, normal: Bool)
  }

  enum Fan: Hashable { case input, mean }

  let rule: Rule
  let seed: Int?

  /// All zeros, as biases begin.
  public static let zeros = Initializer(rule: .constant(0), seed: nil)
  /// All ones.
  public static let ones = Initializer(rule: .constant(1), seed: nil)
  /// The default for kernels.
  public static let glorotUniform = glorotUniform(seed: nil)
  /// As `glorotUniform` from a truncated normal distribution.
  public static let glorotNormal = glorotNormal(seed: nil)
  /// For layers followed by ReLU.
  public static let heUniform = heUniform(seed: nil)
  /// As `heUniform` from a truncated normal distribution.
  public static let heNormal = heNormal(seed: nil)
  /// For self-normalising activations.
  public static let lecunUniform = lecunUniform(seed: nil)
  /// As `lecunUniform` from a truncated normal distribution.
  public static let lecunNormal = lecunNormal(seed: nil)
  /// A normal distribution with standard deviation 0.05.
  public static let randomNormal = Initializer(
    rule: .normal(mean: 0, deviation: 0.05), seed: nil)
  /// Evenly from -0.05 to 0.05.
  public static let randomUniform = Initializer(
    rule: .uniform(low: -0.05, high: 0.05), seed: nil)

  /// All equal to `value`.
  ///
  /// - Throws: `NeuralError` for a value that single precision does not hold.
  public static func constant(_ value: Double) throws -> Initializer {
    try Chance.check(value, "value", in: "constant")
    return Initializer(rule: .constant(value), seed: nil)
  }
  /// `glorotUniform` from a seed of its own.
  public static func glorotUniform(seed: Int?) -> Initializer {
    Initializer(rule: .scaled(1, .mean, normal: false), seed: seed)
  }
  /// `glorotNormal` from a seed of its own.
  public static func glorotNormal(seed: Int?) -> Initializer {
    Initializer(rule: .scaled(1, .mean, normal: true), seed: seed)
  }
  /// `heUniform` from a seed of its own.
  public static func heUniform(seed: Int?) -> Initializer {
    Initializer(rule: .scaled(2, .input, normal: false), seed: seed)
  }
  /// `heNormal` from a seed of its own.
  public static func heNormal(seed: Int?) -> Initializer {
    Initializer(rule: .scaled(2, .input, normal: true), seed: seed)
  }
  /// `lecunUniform` from a seed of its own.
  public static func lecunUniform(seed: Int?) -> Initializer {
    Initializer(rule: .scaled(1, .input, normal: false), seed: seed)
  }
  /// `lecunNormal` from a seed of its own.
  public static func lecunNormal(seed: Int?) -> Initializer {
    Initializer(rule: .scaled(1, .input, normal: true), seed: seed)
  }
  /// A normal distribution.
  ///
  /// - Throws: `NeuralError` for a negative deviation, or a number that is not finite.
  public static func randomNormal(
    mean: Double = 0, standardDeviation: Double = 0.05, seed: Int? = nil
  ) throws -> Initializer {
    try Chance.check(mean: mean, deviation: standardDeviation, in: "randomNormal")
    return Initializer(rule: .normal(mean: mean, deviation: standardDeviation), seed: seed)
  }
  /// Evenly from `low ..< high`.
  ///
  /// - Throws: `NeuralError` if `low` is above `high`, or a number is not finite.
  public static func randomUniform(
    low: Double = -0.05, high: Double = 0.05, seed: Int? = nil
  ) throws -> Initializer {
    try Chance.check(low: low, high: high, in: "randomUniform")
    return Initializer(rule: .uniform(low: low, high: high), seed: seed)
  }

  /// The standard deviation of a normal distribution that is cut off at two of them.
  private static let truncatedDeviation = 0.87962566103423978

  func values(count: Int, fanIn: Int, fanOut: Int) -> [Float] {
    if case .constant(let value) = rule { return [Float](repeating: Float(value), count: count) }
    var stream = RandomSource.stream(seed: seed)
    func uniform(_ low: Double, _ high: Double) -> [Float] {
      (0..<count).map { _ in Float(low + (high - low) * stream.uniform()) }
    }
    switch rule {
    case .constant: return []
    case .uniform(let low, let high): return uniform(low, high)
    case .normal(let mean, let deviation):
      return (0..<count).map { _ in Float(mean + deviation * stream.normal()) }
    case .scaled(let scale, let fan, let normal):
      let inputs = Double(max(1, fanIn))
      let n = fan == .input ? inputs : (inputs + Double(max(1, fanOut))) / 2
      guard normal else {
        let limit = (3 * scale / n).squareRoot()
        return uniform(-limit, limit)
      }
      let deviation = (scale / n).squareRoot() / Self.truncatedDeviation
      return (0..<count).map { _ in
        var z = stream.normal()
        while z.magnitude > 2 { z = stream.normal() }
        return Float(deviation * z)
      }
    }
  }
}
