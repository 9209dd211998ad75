// name: conversions
print(Int(3.99), Int(-3.99), Double(3), Float(2), Int("7")!, Double("2.5")!, String(12), String(1.0), Int("1x") == nil)
print(String(255, radix: 16), String(5, radix: 2), Int("ff", radix: 16)!, String(true), Bool("true")!)
// expect: 3 -3 3.0 2.0 7 2.5 12 1.0 true
// expect: ff 101 255 true true
// ---
// name: mathematics
print(sqrt(2.0), exp(1.0), log(10.0), pow(2.0, 0.5), sin(1.0), cos(1.0), tan(1.0))
print(abs(-3), abs(-2.5), floor(2.7), ceil(2.1), round(2.5), round(-2.5), (2.5).rounded(), (2.5).rounded(.toNearestOrEven))
print(min(3, 1), max(2.5, 1), min(4, 2, 8), max(1, 5, 3), hypot(3.0, 4.0), atan2(1.0, -1.0))
print(exp(-745.2), exp(710.0), log(0.0), pow(2.0, 1023.0), pow(-2.0, 3.0), pow(-2.0, 0.5).isNaN, sin(1e22), cos(1e6))
print(log2(8.0), log10(1000.0), tanh(0.5), asin(0.5), acos(-0.3), atan(2.0), sinh(1.0), cosh(1.0))
// expect: 1.4142135623730951 2.718281828459045 2.302585092994046 1.4142135623730951 0.8414709848078965 0.5403023058681398 1.5574077246549023
// expect: 3 2.5 2.0 3.0 3.0 -3.0 3.0 2.0
// expect: 1 2.5 2 5 5.0 2.356194490192345
// expect: 0.0 inf -inf 8.98846567431158e+307 -8.0 true -0.8522008497671888 0.9367521275331447
// expect: 3.0 3.0 0.46211715726000974 0.5235987755982989 1.8754889808102941 1.1071487177940904 1.1752011936438014 1.5430806348152437
// ---
// name: what numbers know
print(Int.max, Int.min, Double.pi, (5).isMultiple(of: 5), (-3).signum(), (2.0).squareRoot(), (1.5).isNaN)
let qr = 17.quotientAndRemainder(dividingBy: 5)
print(qr.quotient, qr.remainder, qr)
// expect: 9223372036854775807 -9223372036854775808 3.141592653589793 true -1 1.4142135623730951 false
// expect: 3 2 (quotient: 3, remainder: 2)
// ---
// name: strings
let s = "Hello"
print(s.count, s.isEmpty, s.uppercased(), s.lowercased(), s.hasPrefix("He"), s.hasSuffix("lo"), s.contains("ell"))
print(s + " " + "world", String(repeating: "ab", count: 3), s.first!, s.last!, Array(s), s == "Hello")
print(s.map { $0 }.count, s.filter { $0 != "l" }, s.reversed().map { String($0) }.joined())
// expect: 5 false HELLO hello true true true
// expect: Hello world ababab H o ["H", "e", "l", "l", "o"] true
// expect: 5 Heo olleH
// ---
// name: characters know their kind
let c: Character = "7"
print(c.isNumber, c.isLetter, c.wholeNumberValue!, Character("a").uppercased())
// expect: true false 7 A
// ---
// name: print with separators and terminators
print(1, "a", 2.5, true, separator: ", ", terminator: ".\n")
print("a", terminator: "")
print("b")
print()
// expect: 1, a, 2.5, true.
// expect: ab
// expect:
// ---
// name: formats
print(String(format: "%.2f|%d|%5d|%-5d|%05d|%+d|%x|%X|%o", 3.14159, 42, 42, 42, 42, 42, 255, 255, 8))
print(String(format: "%e|%.3e|%g|%g|%g|%G", 12345.678, 0.00012, 0.0001, 1e-5, 1e10, 1e-10))
print(String(format: "%8.3f|%-8.1f|%08.2f|%.0f|%.0f|%.0f|%%", 3.14159, 2.5, -1.5, 0.5, 1.5, 2.5))
print(String(format: "%f %.1f %.20f %.3f", 1e15, 0.05, 0.1, 2.0005))
print(String(format: "%5.1f%%|%+.2f|% d|%i", 99.5, 1.0, 5, 7))
// expect: 3.14|42|   42|42   |00042|+42|ff|FF|10
// expect: 1.234568e+04|1.200e-04|0.0001|1e-05|1e+10|1E-10
// expect:    3.142|2.5     |-0001.50|0|2|2|%
// expect: 1000000000000000.000000 0.1 0.10000000000000000555 2.001
// expect:  99.5%|+1.00| 5|7
// ---
// name: toggling and negating
var on = false
on.toggle()
var n = 5
n.negate()
print(on, n)
// expect: true -5
// ---
// name: reading numbers from text
print(Double("1e3")!, Double("abc") == nil, Int(" 1") == nil, Double("inf")!, Int("-5")!, Float("0.1")!)
// expect: 1000.0 true true inf -5 0.1
// ---
// name: zip and enumerated with closures
print(zip([1, 2], [3, 4]).map { $0 * $1 }, zip([1, 2], [3, 4]).map(*).reduce(0, +))
print(["a", "b"].enumerated().map { "\($0.offset)\($0.element)" }, [5, 6].enumerated().filter { $0.offset > 0 }.map { $0.element })
// expect: [3, 8] 11
// expect: ["0a", "1b"] [6]
// ---
// name: initializers as functions
print([1, 2].map(Double.init), ["1", "2"].compactMap(Int.init), [1, 2].map(String.init))
// expect: [1.0, 2.0] [1, 2] ["1", "2"]
