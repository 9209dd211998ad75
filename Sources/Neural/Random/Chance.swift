/// What the settings of a distribution must be, for whoever draws from one.
enum Chance {
  /// Refuses a number that single precision does not hold.
  static func check(_ value: Double, _ what: String, in operation: String) throws {
    guard Float(value).isFinite else {
      throw NeuralError(
        .argument, "\(operation): the \(what) is not a number of single precision",
        expected: "a finite number below 3.4e38", got: "\(value)")
    }
  }

  /// Refuses bounds of an even distribution.
  static func check(low: Double, high: Double, in operation: String) throws {
    try check(low, "lower bound", in: operation)
    try check(high, "upper bound", in: operation)
    guard low <= high else {
      throw NeuralError(
        .argument, "\(operation): the lower bound is above the upper one",
        expected: "low <= high", got: "low \(low) and high \(high)", hint: "exchange them")
    }
  }

  /// Refuses settings of a normal distribution.
  static func check(mean: Double, deviation: Double, in operation: String) throws {
    try check(mean, "mean", in: operation)
    try check(deviation, "standard deviation", in: operation)
    guard deviation >= 0 else {
      throw NeuralError(
        .argument, "\(operation): the standard deviation is negative", expected: "0 or more",
        got: "\(deviation)")
    }
  }
}
