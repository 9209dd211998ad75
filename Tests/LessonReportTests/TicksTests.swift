import LessonModel
import Testing

@testable import LessonReport

@Suite struct TicksTests {
  private func labels(
    _ low: Double, _ high: Double, count: Int = 6, integral: Bool = false, rounded: Bool = true,
    format: NumberFormat = .significant(digits: 4)
  ) -> [String] {
    Ticks.linear(low, high, count: count, integral: integral, rounded: rounded, format: format)
      .ticks.map(\.label)
  }

  @Test func aLossHasRoundTicks() {
    #expect(labels(0.0794, 0.4116) == ["0.0", "0.1", "0.2", "0.3", "0.4", "0.5"])
  }

  @Test func labelsAreExactDecimals() {
    #expect(
      Ticks.linear(
        0, 0.7, count: 7, integral: false, rounded: true, format: .shortest
      ).ticks.map(\.value) == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7])
  }

  @Test func epochsAreWholeAndBeginWithTheFirst() {
    #expect(
      labels(1, 20, count: 5, integral: true, rounded: false, format: .count)
        == ["1", "5", "10", "15", "20"])
    #expect(labels(1, 2, integral: true, rounded: false, format: .count) == ["1", "2"])
    #expect(labels(1, 1, integral: true, rounded: false, format: .count) == ["0", "1", "2"])
  }

  @Test func sharesArePercentages() {
    #expect(
      labels(0.8844, 0.9762, count: 5, format: .percent(digits: 2))
        == ["88%", "90%", "92%", "94%", "96%", "98%"])
  }

  @Test func zeroHasNoSign() {
    #expect(labels(-1, 1, count: 4) == ["-1.0", "-0.5", "0.0", "0.5", "1.0"])
  }

  @Test func largeAndSmallNumbersAreShort() {
    #expect(labels(0, 40000, count: 4) == ["0", "10,000", "20,000", "30,000", "40,000"])
    #expect(labels(0, 4e13, count: 4) == ["0", "1e+13", "2e+13", "3e+13", "4e+13"])
    #expect(labels(0, 4e-8, count: 4) == ["0", "1e-08", "2e-08", "3e-08", "4e-08"])
  }

  @Test(
    arguments: [
      (0.1, 0.1), (0, 0), (-5, -5), (1e300, 1e300), (-1e300, 1e300),
      (.leastNonzeroMagnitude, .leastNonzeroMagnitude), (0, .leastNonzeroMagnitude),
      (1e16, 1e16 + 2), (1, 1.0000000000000002), (-1e-300, 1e-300),
    ] as [(Double, Double)])
  func everyRangeHasFewTicksInOrder(low: Double, high: Double) {
    for integral in [true, false] {
      for rounded in [true, false] {
        let ticks = Ticks.linear(
          low, high, count: 6, integral: integral, rounded: rounded, format: .shortest)
        #expect(ticks.low < ticks.high)
        let hair = (ticks.high - ticks.low) * 1e-6
        #expect(ticks.low <= low + hair && high <= ticks.high + hair)
        #expect((1...8).contains(ticks.ticks.count))
        #expect(zip(ticks.ticks, ticks.ticks.dropFirst()).allSatisfy { $0.value < $1.value })
      }
    }
  }

  @Test func decadesOfALogarithmicAxis() {
    let ticks = Ticks.logarithmic(6.5e-5, 50, count: 6, rounded: true, format: .shortest)
    #expect(ticks.low == 5e-5)
    #expect(ticks.high == 50)
    #expect(ticks.ticks.map(\.label) == ["0.0001", "0.001", "0.01", "0.1", "1", "10"])
  }

  @Test func aLogarithmicAxisOfOneDecadeHasTicks() {
    #expect(
      Ticks.logarithmic(1, 10, count: 6, rounded: true, format: .shortest).ticks.map(\.label)
        == ["1", "2", "3", "5", "7", "10"])
    #expect(
      Ticks.logarithmic(0.41, 0.42, count: 6, rounded: false, format: .shortest).ticks.count == 2)
  }

  // Expected values: CPython's math.log10, to 15 digits.
  @Test(
    arguments: [
      (1, 0), (10, 1), (1000, 3), (0.001, -3), (2, 0.301029995663981), (0.07, -1.15490195998574),
      (1e-300, -300), (.leastNonzeroMagnitude, -323.306215343116),
      (1.7976931348623157e308, 308.254715559917),
    ] as [(Double, Double)])
  func decimalLogarithm(value: Double, expected: Double) {
    #expect(abs(LessonReport.log10(value) - expected) <= 1e-14 * max(1, abs(expected)))
  }
}
