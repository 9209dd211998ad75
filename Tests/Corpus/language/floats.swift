// name: constants of floating point
print(Double.pi, Double.infinity, -Double.infinity, Double.ulpOfOne, Double.greatestFiniteMagnitude)
print(Float.pi, Float.greatestFiniteMagnitude, Double.leastNonzeroMagnitude, Double.leastNormalMagnitude)
// expect: 3.141592653589793 inf -inf 2.220446049250313e-16 1.7976931348623157e+308
// expect: 3.1415925 3.4028235e+38 5e-324 2.2250738585072014e-308
// ---
// name: rounding by rule
for x in [2.5, -2.5, 3.5, 2.4] {
  print(x.rounded(), x.rounded(.up), x.rounded(.down), x.rounded(.towardZero), x.rounded(.toNearestOrEven), x.rounded(.awayFromZero))
}
var y = 7.7
y.round()
y.round(.down)
print(y, Float(2.5).rounded(.toNearestOrEven))
// expect: 3.0 3.0 2.0 2.0 2.0 3.0
// expect: -3.0 -2.0 -3.0 -2.0 -2.0 -3.0
// expect: 4.0 4.0 3.0 3.0 4.0 4.0
// expect: 2.0 3.0 2.0 2.0 2.0 3.0
// expect: 8.0 2.0
// ---
// name: what a number is like
print((0.0 / 0).isNaN, (1.0).isFinite, Double.infinity.isInfinite, (0.0).isZero, (5e-324).isSubnormal)
print((8.0).exponent, (12.0).significand, (-1.5).sign, (1.0).ulp, (1.0).nextUp, (1.0).nextDown)
// expect: true true true true true
// expect: 3 1.5 minus 2.220446049250313e-16 1.0000000000000002 0.9999999999999999
// ---
// name: roots and remainders
print((2.0).squareRoot(), (7.5).truncatingRemainder(dividingBy: 2), (-7.5).truncatingRemainder(dividingBy: 2), (7.5).remainder(dividingBy: 2))
var z = 10.5
z.formTruncatingRemainder(dividingBy: 3)
z.negate()
print(z, (2.0).addingProduct(3, 4), Double.minimum(1, .nan), Double.maximum(2, 3))
// expect: 1.4142135623730951 1.5 -1.5 -0.5
// expect: -1.5 14.0 1.0 3.0
// ---
// name: numbers from text
print(Double("1e3") ?? 0, Double("  1") ?? -1, Double("0x1p4") ?? 0, Double("nan")?.isNaN ?? false, Double("-inf") ?? 0, Float("2.5") ?? 0)
// expect: 1000.0 -1.0 16.0 true -inf 2.5
// ---
// name: not a number is never greatest
print([1.0, .nan].max() ?? 0, [1.0, .nan, 3].min() ?? 0, max(1.0, .nan), min(2.0, 1.0))
print(Double.nan == .nan, Double.nan < 1, Double.nan != .nan)
// expect: 1.0 1.0 1.0 1.0
// expect: false false true
// ---
// name: conversions between floating point and integers
print(Double(Float(0.1)), Float(0.1), Int(-3.9), Int(Float(3.9)), Double(UInt8(7)), Float(UInt64.max))
print(Double(exactly: 3) ?? 0, Float(exactly: 0.1) ?? -1, Double(1 << 60), (1.0).bitPattern, Float(1).bitPattern)
// expect: 0.10000000149011612 0.1 -3 3 7.0 1.8446744e+19
// expect: 3.0 -1.0 1.152921504606847e+18 4607182418800017408 1065353216
// ---
// name: printing very large and very small
print(1e15, 1e16, 123456789012345680.0, 0.0001, 0.00001, 5e-324, 1.0, -0.0, 100, 1e2)
print(Float(1e10), Float(16777216), Float(0.1) + 0.2, 0.1 + 0.2, 1 / 3.0)
// expect: 1000000000000000.0 1e+16 1.2345678901234568e+17 0.0001 1e-05 5e-324 1.0 -0.0 100 100.0
// expect: 1e+10 16777216.0 0.3 0.30000000000000004 0.3333333333333333
// ---
// name: floating point in loops and ranges
for x in stride(from: 0.0, through: 1.0, by: 0.25) { print(x, terminator: " ") }
print((0.0...1.0).contains(0.5), (0.0..<1.0).contains(1.0), 0.5 ..< 1.5)
// expect: 0.0 0.25 0.5 0.75 1.0 true false 0.5..<1.5
// ---
// name: Float sums
let fs: [Float] = [0.1, 0.2, 0.3]
let sum = fs.reduce(0, +)
print(sum, sum / Float(fs.count), fs.map { $0 * 2 }, fs.max() ?? 0)
// expect: 0.6 0.2 [0.2, 0.4, 0.6] 0.3
