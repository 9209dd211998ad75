import LessonModel
import Testing

@testable import LessonReport

@Suite struct NumberTextTests {
  @Test(
    arguments: [
      (2.4921512e-09, "2.4921512e-09"), (0.9989478, "0.9989478"), (1e21, "1e+21"), (-0.0, "-0"),
      (0.1 + 0.2, "0.30000000000000004"), (5, "5"), (-12.5, "-12.5"),
      (.leastNonzeroMagnitude, "5e-324"),
      (.nan, "nan"), (.infinity, "inf"), (-.infinity, "-inf"),
    ] as [(Double, String)])
  func shortest(value: Double, expected: String) {
    #expect(NumberText.format(value, .shortest) == expected)
  }

  // Expected values: CPython's '%.*f', which rounds exactly.
  @Test(
    arguments: [
      (0.0794, 4, "0.0794"), (2.675, 2, "2.67"), (0.125, 2, "0.12"), (0.375, 2, "0.38"),
      (2.5, 0, "2"), (3.5, 0, "4"), (0.5, 0, "0"), (9.995, 2, "9.99"), (9.996, 2, "10.00"),
      (999.9999, 2, "1000.00"), (1e21, 1, "1000000000000000000000.0"),
      (123456789.987654321, 3, "123456789.988"), (-1.005, 2, "-1.00"), (1e-10, 3, "0.000"),
      (2.4921512e-09, 12, "0.000000002492"), (0.1, 20, "0.10000000000000000555"),
      (.leastNonzeroMagnitude, 2, "0.00"), (0, 2, "0.00"), (4_294_967_296.5, 1, "4294967296.5"),
    ] as [(Double, Int, String)])
  func fixed(value: Double, digits: Int, expected: String) {
    #expect(NumberText.format(value, .fixed(digits: digits)) == expected)
  }

  @Test func aZeroHasNoSign() {
    #expect(NumberText.format(-0.0, .fixed(digits: 2)) == "0.00")
    #expect(NumberText.format(-0.001, .fixed(digits: 2)) == "0.00")
    #expect(NumberText.format(-0.0, .significant(digits: 4)) == "0")
    #expect(NumberText.format(-0.0, .count) == "0")
  }

  @Test(
    arguments: [
      (2.4921512e-09, 4, "2.492e-09"), (0.9989478, 4, "0.9989"), (0.0010477231, 4, "0.001048"),
      (0.0001, 3, "0.0001"), (0.00009999, 3, "0.0001"), (0.00001, 3, "1e-05"), (15700, 4, "15700"),
      (1_234_567.8, 4, "1234568"),
      (12_345_678, 4, "1.235e+07"), (0.5, 4, "0.5"), (0.99999, 4, "1"), (99.995, 3, "100"),
      (1e300, 2, "1e+300"), (-3.14159, 3, "-3.14"), (1.7976931348623157e308, 3, "1.8e+308"),
      (.leastNonzeroMagnitude, 3, "4.94e-324"),
    ] as [(Double, Int, String)])
  func significant(value: Double, digits: Int, expected: String) {
    #expect(NumberText.format(value, .significant(digits: digits)) == expected)
  }

  @Test(
    arguments: [
      (0.9762, 2, "97.62%"), (0.9575, 1, "95.8%"), (1, 0, "100%"), (0, 1, "0.0%"),
      (-0.125, 1, "-12.5%"), (0.00005, 2, "0.01%"),
    ] as [(Double, Int, String)])
  func percent(value: Double, digits: Int, expected: String) {
    #expect(NumberText.format(value, .percent(digits: digits)) == expected)
  }

  @Test(
    arguments: [
      (0, "0"), (999, "999"), (1000, "1,000"), (60000, "60,000"), (-1_234_567, "-1,234,567"),
      (1e15, "1,000,000,000,000,000"), (2.5, "2.5"), (.nan, "nan"), (-.infinity, "-inf"),
    ] as [(Double, String)])
  func count(value: Double, expected: String) {
    #expect(NumberText.format(value, .count) == expected)
  }

  @Test func anyNumberOfDigitsIsTaken() {
    #expect(NumberText.format(1.5, .fixed(digits: -3)) == "2")
    #expect(NumberText.format(0.5, .fixed(digits: .max)).count == 42)
    #expect(NumberText.format(1.5, .significant(digits: .min)) == "2")
  }

  @Test(
    arguments: [(12, "12"), (12.34, "12.3"), (-0.04, "0"), (-1.25, "-1.3"), (.nan, "0")]
      as [(Double, String)])
  func coordinates(value: Double, expected: String) {
    #expect(NumberText.coordinate(value) == expected)
  }
}
