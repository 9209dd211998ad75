// name: precedence
print(1 + 2 * 3, (1 + 2) * 3, 2 * 3 % 4, 10 - 4 - 3, 2 + 3 < 6 && 1 != 2, !(1 > 2) || false)
// expect: 7 9 2 3 true true
// ---
// name: comparison of numbers, strings and tuples
print(1 < 2, 2.5 >= 2.5, "a" < "b", "abc" == "abc", "a" != "b", (1, "a") < (1, "b"), (1, 2) == (1, 2))
print([1, 2] == [1, 2], [1] != [2], true != false)
// expect: true true true true true true true
// expect: true true true
// ---
// name: wrapping and bit operators
print(Int.max &+ 1, Int.min &- 1, 6 & 3, 6 | 3, 6 ^ 3, 5 &* 3)
// expect: -9223372036854775808 9223372036854775807 2 7 5 15
// ---
// name: ternary
let n = 5
print(n > 3 ? "big" : "small", n % 2 == 0 ? 1 : 2.5, n > 10 ? "a" : n > 4 ? "b" : "c")
// expect: big 2.5 b
// ---
// name: ranges
let r = 1...5
let h = 0..<3
print(r, h, r.contains(5), h.contains(3), r.count, h.count, r.lowerBound, h.upperBound)
print((0.0...1.0).contains(0.5), (0.5..<1.5), (3..<3).isEmpty)
// expect: 1...5 0..<3 true false 5 3 1 3
// expect: true 0.5..<1.5 true
// ---
// name: nil coalescing
let a: Int? = nil
let b: Int? = 3
print(a ?? 1, b ?? 1, a ?? b ?? 0, (a ?? b)!)
// expect: 1 3 3 3
// ---
// name: short circuits do not evaluate the rest
func loud(_ x: Bool) -> Bool {
  print("evaluated")
  return x
}
print(false && loud(true), true || loud(false), true && loud(true))
let some: Int? = 1
func other() -> Int { print("other"); return 2 }
print(some ?? other())
// expect: evaluated
// expect: false true true
// expect: 1
// ---
// name: division and remainder of doubles
print(7.5 / 2, 1.0 / 0.0, -1.0 / 0.0, 7.5.truncatingRemainder(dividingBy: 2))
print((0.0 / 0.0).isNaN, Double.nan == Double.nan)
// expect: 3.75 inf -inf 1.5
// expect: true false
// ---
// name: operators as values
print([3, 1, 2].sorted(by: >), [1, 2, 3].reduce(0, +), [1.5, 2].reduce(1, *))
let add: (Int, Int) -> Int = (+)
print(add(2, 3))
// expect: [3, 2, 1] 6 3.0
// expect: 5
// ---
// name: comparing with nil
let a: Int? = nil
let b: Int? = 2
print(a == nil, b != nil, a == b, b == 2, nil == b)
// expect: true true false true false
// ---
// name: prefix minus of expressions
let x = 3
print(-x, -(x + 1), -x * 2, 5 - -x)
// expect: -3 -4 -6 8
