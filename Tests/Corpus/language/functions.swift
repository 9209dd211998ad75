// name: labels, defaults and missing labels
func area(width w: Double, height h: Double = 2, _ scale: Double = 1) -> Double { w * h * scale }
print(area(width: 3), area(width: 3, height: 4), area(width: 1, height: 1, 5), area(width: 1, 5))
// expect: 6.0 12.0 5.0 10.0
// ---
// name: recursion
func factorial(_ n: Int) -> Int { n <= 1 ? 1 : n * factorial(n - 1) }
func fib(_ n: Int) -> Int {
  if n < 2 { return n }
  return fib(n - 1) + fib(n - 2)
}
print(factorial(10), fib(15))
// expect: 3628800 610
// ---
// name: functions call each other before they are declared
func even(_ n: Int) -> Bool { n == 0 || odd(n - 1) }
func odd(_ n: Int) -> Bool { n != 0 && even(n - 1) }
print(even(10), odd(7))
// expect: true true
// ---
// name: several results
func bounds(_ xs: [Int]) -> (low: Int, high: Int)? {
  guard let low = xs.min(), let high = xs.max() else { return nil }
  return (low, high)
}
if let b = bounds([3, 1, 4]) { print(b.low, b.high, b) }
print(bounds([]) == nil)
// expect: 1 4 (low: 1, high: 4)
// expect: true
// ---
// name: inout
func double(_ x: inout Int) { x *= 2 }
func push(_ xs: inout [Int], _ x: Int) { xs.append(x) }
var n = 4
double(&n)
var xs = [1]
push(&xs, n)
double(&xs[0])
print(n, xs)
var pair = (1, 2.5)
double(&pair.0)
swap(&xs[0], &pair.0)
print(pair, xs)
// expect: 8 [2, 8]
// expect: (2, 2.5) [2, 8]
// ---
// name: variadics
func total(_ xs: Int..., start: Int = 0) -> Int { xs.reduce(start, +) }
print(total(), total(1, 2, 3), total(1, start: 10))
// expect: 0 6 11
// ---
// name: nested functions capture
func counter() -> () -> Int {
  var n = 0
  func next() -> Int {
    n += 1
    return n
  }
  return next
}
let a = counter()
let b = counter()
print(a(), a(), b(), a())
// expect: 1 2 1 3
// ---
// name: functions as values
func twice(_ f: (Int) -> Int, _ x: Int) -> Int { f(f(x)) }
func addOne(_ x: Int) -> Int { x + 1 }
let f = addOne
print(twice(addOne, 5), f(1), [1, 2].map(addOne), twice({ $0 * 3 }, 2))
// expect: 7 2 [2, 3] 18
// ---
// name: overloads by type and by label
func show(_ x: Int) -> String { "int" }
func show(_ x: Double) -> String { "double" }
func show(_ x: String) -> String { "string" }
func show(number x: Int) -> String { "number" }
print(show(1), show(1.5), show("a"), show(number: 2))
// expect: int double string number
// ---
// name: globals are shared with functions
var count = 0
func bump(by n: Int = 1) { count += n }
bump()
bump(by: 5)
print(count)
// expect: 6
// ---
// name: a result that may be dropped
@discardableResult func log(_ s: String) -> Int { print(s); return s.count }
log("abc")
print(log("de"))
// expect: abc
// expect: de
// expect: 2
// ---
// name: a function that returns nothing
func quiet() {}
let nothing: Void = quiet()
print(nothing)
// expect: ()
// ---
// name: early return
func find(_ x: Int, in xs: [Int]) -> Int? {
  for (i, y) in xs.enumerated() {
    if x == y { return i }
  }
  return nil
}
print(find(3, in: [1, 3])!, find(9, in: [1]) ?? -1)
// expect: 1 -1
// ---
// name: default arguments may use what is global
let base = 10
func plus(_ x: Int, _ y: Int = base) -> Int { x + y }
print(plus(1), plus(1, 2))
// expect: 11 3
// ---
// name: functions with doubles and booleans
func mean(_ xs: [Double]) -> Double { xs.reduce(0, +) / Double(xs.count) }
func isClose(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-9 }
print(mean([1, 2, 4]), isClose(0.1 + 0.2, 0.3))
// expect: 2.3333333333333335 true
// ---
// name: deep recursion within reason
func depth(_ n: Int) -> Int { n == 0 ? 0 : 1 + depth(n - 1) }
print(depth(5000))
// expect: 5000
