// This file tests how tensors print; the expected texts are what NumPy 2.4 prints for the same
// arrays.
import Testing

@testable import Neural

@Suite struct PrintingTests {
  static let rows: [([Double], String)] = [
    ([0.1, 0.2, 0.3], "[0.1 0.2 0.3]"),
    (
      [
        2.4921512e-09, 1.3765138e-10, 8.8281205e-08, 1.0477231e-03, 2.8455029e-12, 4.0820678e-06,
        2.0070659e-16, 9.9894780e-01, 1.0296049e-07, 2.9972372e-07,
      ],
      """
      [2.4921512e-09 1.3765138e-10 8.8281205e-08 1.0477231e-03 2.8455029e-12
       4.0820678e-06 2.0070659e-16 9.9894780e-01 1.0296049e-07 2.9972372e-07]
      """
    ),
    ([-1.5, 2.25, -300.125], "[  -1.5      2.25  -300.125]"),
    ([1, 1000.5, 0.25], "[1.0000e+00 1.0005e+03 2.5000e-01]"),
    ([0.5, 1, 1001], "[5.000e-01 1.000e+00 1.001e+03]"),
    ([999_999, 1], "[9.99999e+05 1.00000e+00]"),
    ([1e6, 1], "[1.e+06 1.e+00]"),
    ([0.00012345678, 0.05], "[0.00012346 0.05      ]"),
    ([9e-5, 0.05], "[9.e-05 5.e-02]"),
    ([.nan, 1.5, .infinity], "[nan 1.5 inf]"),
    ([-.infinity, 1, 2], "[-inf   1.   2.]"),
    ([.nan, .nan], "[nan nan]"),
    ([.infinity, 1e-10], "[   inf 1.e-10]"),
    ([0, 0, 0], "[0. 0. 0.]"),
    ([-0.0, 1], "[-0.  1.]"),
    ([1.0 / 3, 2.0 / 3], "[0.33333334 0.6666667 ]"),
    ([3.14159265, 2.71828182, 123.456], "[  3.1415927   2.7182817 123.456    ]"),
    ([1e-45, 1], "[1.e-45 1.e+00]"),
    ([3.4028235e38, 1], "[3.4028235e+38 1.0000000e+00]"),
    // Digits beyond the shortest are those of the exact value.
    ([-958265.2, 1600019.1], "[-9.5826519e+05  1.6000191e+06]"),
    ([0.011852059, 24038.691], "[1.1852059e-02 2.4038691e+04]"),
  ]

  @Test(arguments: rows)
  func floats(values: [Double], text: String) {
    #expect(Tensor(values).description == text)
  }

  @Test func longRowsWrapAtSeventyFive() throws {
    let row = Tensor(floats: (0..<20).map { Float($0) / 7 }, shape: [20])
    #expect(
      row.description == """
        [0.         0.14285715 0.2857143  0.42857143 0.5714286  0.71428573
         0.85714287 1.         1.1428572  1.2857143  1.4285715  1.5714285
         1.7142857  1.8571428  2.         2.142857   2.2857144  2.4285715
         2.5714285  2.7142856 ]
        """)
    let whole = try Tensor((-5..<60).map { $0 })
    #expect(
      whole.description == """
        [-5 -4 -3 -2 -1  0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18
         19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42
         43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59]
        """)
  }

  @Test func tablesOfBytesAlign() throws {
    let bytes = try Tensor(bytes: (0..<30).map { UInt8($0 * 9 % 256) }, shape: [3, 10])
    #expect(
      bytes.description == """
        [[  0   9  18  27  36  45  54  63  72  81]
         [ 90  99 108 117 126 135 144 153 162 171]
         [180 189 198 207 216 225 234 243 252   5]]
        """)
  }

  @Test func manyElementsAreSummarized() throws {
    #expect(try Tensor.arange(2000).description == "[   0    1    2 ... 1997 1998 1999]")
    #expect(
      try Tensor.arange(1200).reshape([2, 600]).description == """
        [[   0    1    2 ...  597  598  599]
         [ 600  601  602 ... 1197 1198 1199]]
        """)
    #expect(
      try Tensor.arange(1100).reshape([1100, 1]).description == """
        [[   0]
         [   1]
         [   2]
         ...
         [1097]
         [1098]
         [1099]]
        """)
    let cube = Tensor(floats: (0..<1001).map { Float($0) / 1000 }, shape: [7, 11, 13])
    let text = cube.description
    #expect(
      text.hasPrefix(
        """
        [[[0.    0.001 0.002 ... 0.01  0.011 0.012]
          [0.013 0.014 0.015 ... 0.023 0.024 0.025]
          [0.026 0.027 0.028 ... 0.036 0.037 0.038]
          ...
          [0.104 0.105 0.106 ... 0.114 0.115 0.116]
          [0.117 0.118 0.119 ... 0.127 0.128 0.129]
          [0.13  0.131 0.132 ... 0.14  0.141 0.142]]

         [[0.143
        """))
    #expect(text.contains("0.426 0.427 0.428]]\n\n ...\n\n [[0.572"))
    #expect(text.hasSuffix("[0.988 0.989 0.99  ... 0.998 0.999 1.   ]]]"))
  }

  @Test func tooManyElementsEvenForASummaryPrintAsTheirShape() throws {
    let shape = [Int](repeating: 6, count: 7)
    #expect(
      try Tensor.zeros(shape).description == "Tensor(shape: [6, 6, 6, 6, 6, 6, 6], dtype: float32)")
  }

  @Test func nothingPrintsAsBrackets() throws {
    #expect(try Tensor.zeros([0, 3]).description == "[]")
  }

  static let numbers: [(Double, String)] = [
    (1.0, "1.0"), (0.1, "0.1"), (1e-5, "1e-05"), (1.5e-7, "1.5e-07"), (1e20, "1e+20"),
    (12_345_678, "1.2345678e+07"), (0, "0.0"), (-0.0, "-0.0"), (1.0 / 3, "0.33333334"),
    (999_999, "999999.0"), (1e6, "1e+06"), (0.00012345678, "0.00012345678"), (100, "100.0"),
    (-999_999, "-999999.0"), (.infinity, "inf"), (.nan, "nan"), (3.4028235e38, "3.4028235e+38"),
  ]

  @Test(arguments: numbers)
  func numbersOnTheirOwn(value: Double, text: String) {
    #expect(Tensor(value).description == text)
  }

  @Test func labelsPrintAsIntegers() throws {
    let labels = try Tensor(bytes: [7, 2, 1], shape: [3])
    #expect(labels.description == "[7 2 1]")
    #expect(try labels[0].description == "7")
  }

  @Test func fixedAndScientificNumbersAreRoundedExactly() {
    #expect(DecimalRounding.fixed(0.125, digits: 2) == "0.12")
    #expect(DecimalRounding.fixed(0.375, digits: 2) == "0.38")
    #expect(DecimalRounding.fixed(2.5, digits: 0) == "2")
    #expect(DecimalRounding.fixed(9.999, digits: 2) == "10.00")
    #expect(DecimalRounding.fixed(1e22, digits: 1) == "10000000000000000000000.0")
    #expect(DecimalRounding.fixed(.leastNonzeroMagnitude, digits: 3) == "0.000")
    #expect(DecimalRounding.scientific(9.9999e-5, digits: 2) == "1.00e-04")
    #expect(DecimalRounding.scientific(123456, digits: 3) == "1.235e+05")
    #expect(DecimalRounding.scientific(-1e-100, digits: 1) == "-1.0e-100")
  }
}
