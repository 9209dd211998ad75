// name: forms of a closure
let a = { (x: Int) -> Int in return x * 2 }
let b: (Int) -> Int = { x in x * 3 }
let c: (Int, Int) -> Int = { $0 - $1 }
let d = { print("called") }
d()
print(a(1), b(1), c(5, 3))
// expect: called
// expect: 2 3 2
// ---
// name: capture by reference
var n = 1
let add = { n += 10 }
add()
n += 1
add()
print(n)
// expect: 22
// ---
// name: a capture list copies
var n = 1
let f = { [n] in n }
n = 5
print(f(), n)
// expect: 1 5
// ---
// name: each turn of a loop has its own variable
var fs: [() -> Int] = []
for i in 0..<3 { fs.append { i * i } }
print(fs.map { $0() })
// expect: [0, 1, 4]
// ---
// name: trailing closures
func apply(_ x: Int, _ f: (Int) -> Int) -> Int { f(x) }
func both(_ f: () -> String, then g: () -> String) -> String { f() + g() }
print(apply(3) { $0 + 1 }, both { "a" } then: { "b" })
// expect: 4 ab
// ---
// name: closures of several statements
let sum = [1, 2, 3].map { x -> Int in
  let y = x * x
  if y > 4 { return 0 }
  return y
}
print(sum)
// expect: [1, 4, 0]
// ---
// name: closures that return closures
let adder = { (x: Int) in { (y: Int) in x + y } }
let five = adder(5)
print(five(1), adder(1)(2))
// expect: 6 3
// ---
// name: a pair is split into parameters
let pairs = [(1, "a"), (2, "b")]
print(pairs.map { "\($0)\($1)" }, pairs.map { n, s in s + String(n) }, pairs.map { $0.1 })
// expect: ["1a", "2b"] ["a1", "b2"] ["a", "b"]
// ---
// name: a recursive closure through a variable
var fact: (Int) -> Int = { _ in 0 }
fact = { n in n <= 1 ? 1 : n * fact(n - 1) }
print(fact(6))
// expect: 720
// ---
// name: closures stored and compared by what they do
func compose(_ f: @escaping (Int) -> Int, _ g: @escaping (Int) -> Int) -> (Int) -> Int {
  { g(f($0)) }
}
print(compose({ $0 + 1 }, { $0 * 10 })(2))
// expect: 30
// ---
// name: a captured array changes in place
var xs: [Int] = []
[3, 4].forEach { xs.append($0 * 2) }
print(xs)
// expect: [6, 8]
// ---
// name: closures over parameters
func make(_ n: Int) -> [() -> Int] {
  var total = n
  return [{ total += 1; return total }, { total }]
}
let fs = make(10)
print(fs[0](), fs[0](), fs[1]())
// expect: 11 12 12
// ---
// name: a closure that shows its types by what it does
let next = { x in x + 1 }
let half = { x in x / 2.0 }
print(next(4), half(3))
// expect: 5 1.5
