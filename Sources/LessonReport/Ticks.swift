import LessonModel

/// What is closer together than this cannot be told apart: the arithmetic of an axis would underflow.
let smallestSpan = 1e-290

/// Where an axis begins and ends, and the round numbers marked on it.
struct Ticks: Equatable {
  struct Tick: Equatable {
    var value: Double
    var label: String
  }

  var low: Double
  var high: Double
  var ticks: [Tick]

  /// Ticks for a linear axis that holds `low...high`, at most about `count` of them.
  ///
  /// - Parameters:
  ///   - low: The smallest number to show; finite, as is `high`.
  ///   - high: The largest number to show.
  ///   - count: How many intervals fit without crowding.
  ///   - integral: Ticks at whole numbers only.
  ///   - rounded: The axis ends at a tick, not at the data.
  ///   - format: What kind of number the labels show.
  /// - Returns: The ends of the axis and its ticks, in order.
  static func linear(
    _ low: Double, _ high: Double, count: Int, integral: Bool, rounded: Bool, format: NumberFormat
  ) -> Ticks {
    var (low, high) = widened(low, high, integral: integral)
    let step = DecimalStep(span: high - low, count: count, integral: integral)
    if rounded {
      // A hair inside a tick counts as on it.
      low = step.value(((low / step.size) + 1e-9).rounded(.down))
      high = step.value(((high / step.size) - 1e-9).rounded(.up))
    }
    var ticks: [Tick] = []
    var index = ((low / step.size) - 1e-9).rounded(.up)
    while ticks.count <= count + 1, step.value(index) <= high + step.size * 1e-9 {
      // Adding zero turns a negative zero into zero.
      let value = step.value(index) + 0
      ticks.append(Tick(value: value, label: step.label(value, format)))
      index += 1
    }
    // Epochs begin at 1: mark it where the next tick leaves room.
    if integral, !rounded, let first = ticks.first, first.value - low >= step.size * 0.6,
      low == low.rounded()
    {
      ticks.insert(Tick(value: low, label: step.label(low, format)), at: 0)
    }
    return Ticks(low: low, high: high, ticks: ticks)
  }

  /// Ticks for a logarithmic axis; `low` and `high` are positive.
  static func logarithmic(
    _ low: Double, _ high: Double, count: Int, rounded: Bool, format: NumberFormat
  ) -> Ticks {
    var (low, high) = (low, high)
    if rounded {
      low = roundNumbers(around: low).last { $0 <= low * (1 + 1e-9) } ?? low
      high = roundNumbers(around: high).first { $0 >= high * (1 - 1e-9) } ?? high
    }
    let first = Int(log10(low).rounded(.down))
    let last = Int(log10(high).rounded(.up))
    let decades = max(1, last - first)
    let factors: [Double] = decades <= 1 ? [1, 2, 3, 5, 7] : decades <= 3 ? [1, 2, 5] : [1]
    let stride = (decades + count + 2) / max(1, count + 3)
    var ticks: [Tick] = []
    for exponent in Swift.stride(from: first, through: last, by: max(1, stride)) {
      for factor in factors {
        let value = DecimalStep(multiple: factor, exponent: exponent).value(1)
        guard value > 0, value >= low * (1 - 1e-9), value <= high * (1 + 1e-9) else { continue }
        ticks.append(Tick(value: value, label: logarithmicLabel(value, format)))
      }
    }
    guard ticks.count >= 2 || low == high else {
      // Less than a decade, between two marks: the data's own ends say more than round numbers.
      return Ticks(
        low: low, high: high,
        ticks: [low, high].map { Tick(value: $0, label: logarithmicLabel($0, format)) })
    }
    return Ticks(low: low, high: high, ticks: ticks)
  }

  /// The part of the axis between two numbers, with the ticks that are left there.
  mutating func narrow(to low: Double, _ high: Double) {
    self.low = low
    self.high = high
    ticks.removeAll { $0.value < low || $0.value > high }
  }

  /// 1, 2 and 5 times the powers of ten near a positive number, in order.
  private static func roundNumbers(around value: Double) -> [Double] {
    let exponent = Int(log10(value).rounded(.down))
    return (exponent - 1...exponent + 1).flatMap { exponent in
      [1, 2, 5].map { DecimalStep(multiple: $0, exponent: exponent).value(1) }
    }.filter { $0 > 0 && $0.isFinite }
  }

  private static func logarithmicLabel(_ value: Double, _ format: NumberFormat) -> String {
    switch format {
    case .percent: NumberText.significant(value * 100, digits: 3) + "%"
    case .count: NumberText.count(value)
    case .shortest, .fixed, .significant: NumberText.significant(value, digits: 3)
    }
  }

  /// A range with an inside: a single value gets room above and below.
  private static func widened(
    _ low: Double, _ high: Double, integral: Bool
  ) -> (Double, Double) {
    let size = max(low.magnitude, high.magnitude)
    guard high - low <= max(size * 1e-12, smallestSpan) else { return (low, high) }
    if size <= smallestSpan { return (0, 1) }
    let room = integral ? max(1, (size * 0.1).rounded()) : size * 0.1
    return (low - room, high + room)
  }
}

/// A step of 1, 2 or 5 times a power of ten, whose multiples are exact decimals.
private struct DecimalStep {
  var multiple: Double
  var exponent: Int

  init(multiple: Double, exponent: Int) {
    self.multiple = multiple
    self.exponent = exponent
  }

  /// The smallest step that cuts the span into at most `count` parts.
  init(span: Double, count: Int, integral: Bool) {
    let rough = span / Double(max(1, count))
    var best = DecimalStep(
      multiple: 1, exponent: Int(log10(max(rough, .leastNormalMagnitude)).rounded(.down)) - 1)
    while best.size < rough * (1 - 1e-9) { best = best.next }
    if integral, best.exponent < 0 { best = DecimalStep(multiple: 1, exponent: 0) }
    self = best
  }

  private var next: DecimalStep {
    switch multiple {
    case 1: DecimalStep(multiple: 2, exponent: exponent)
    case 2: DecimalStep(multiple: 5, exponent: exponent)
    default: DecimalStep(multiple: 1, exponent: exponent + 1)
    }
  }

  var size: Double { value(1) }

  /// So many steps, rounded once, so that the third step of 0.1 is 0.3.
  func value(_ steps: Double) -> Double {
    var power = 1.0
    for _ in 0..<min(exponent.magnitude, 330) { power *= 10 }
    return exponent < 0 ? steps * multiple / power : steps * multiple * power
  }

  func label(_ value: Double, _ format: NumberFormat) -> String {
    switch format {
    case .count: return NumberText.count(value)
    case .percent: return NumberText.percent(value, digits: max(0, -exponent - 2))
    case .shortest, .fixed, .significant:
      if value.magnitude >= 1e7 || exponent < -5 {
        return NumberText.significant(value, digits: 6)
      }
      if value.magnitude >= 10_000, exponent >= 0 { return NumberText.count(value) }
      return NumberText.fixed(value, digits: max(0, -exponent))
    }
  }
}

/// The decimal logarithm of a positive number, from arithmetic alone: the C library's may differ in
/// the last bit from machine to machine, and a picture must not.
///
/// With `x = 2^e · m` and `m` in `[√½, √2)`: `ln m = 2 · artanh((m - 1) / (m + 1))`.
func log10(_ x: Double) -> Double {
  guard x > 0, x.isFinite else { return 0 }
  var mantissa = x.significand
  var exponent = Double(x.exponent)
  if mantissa > 1.414_213_562_373_095 {
    mantissa /= 2
    exponent += 1
  }
  let t = (mantissa - 1) / (mantissa + 1)
  var term = t
  var sum = 0.0
  for odd in stride(from: 1.0, through: 23, by: 2) {
    sum += term / odd
    term *= t * t
  }
  let ln2 = 0.693_147_180_559_945_3
  let ln10 = 2.302_585_092_994_046
  return (exponent * ln2 + 2 * sum) / ln10
}
