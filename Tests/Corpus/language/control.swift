// name: if, else if, else
func size(_ n: Int) -> String {
  if n < 10 { return "small" } else if n < 100 { return "medium" } else { return "large" }
}
print(size(5), size(50), size(500))
// expect: small medium large
// ---
// name: for over ranges and arrays
for i in 1...3 { print(i, terminator: " ") }
for i in (0..<3).reversed() { print(i, terminator: " ") }
for x in [1.5, 2.5] { print(x, terminator: " ") }
for c in "abc" { print(c, terminator: "-") }
print()
// expect: 1 2 3 2 1 0 1.5 2.5 a-b-c-
// ---
// name: for with where, tuples and stride
for i in 0..<10 where i % 3 == 0 { print(i, terminator: " ") }
for (i, x) in ["a", "b"].enumerated() { print(i, x, terminator: " ") }
for (a, b) in zip([1, 2, 3], ["x", "y"]) { print(a, b, terminator: " ") }
for i in stride(from: 0, to: 10, by: 4) { print(i, terminator: " ") }
for i in stride(from: 1, through: 0, by: -0.25) { print(i, terminator: " ") }
for _ in 0..<2 { print("!", terminator: "") }
print()
// expect: 0 3 6 9 0 a 1 b 1 x 2 y 0 4 8 1.0 0.75 0.5 0.25 0.0 !!
// ---
// name: while and repeat
var n = 3
while n > 0 {
  print(n)
  n -= 1
}
repeat {
  n += 2
} while n < 5
print(n)
// expect: 3
// expect: 2
// expect: 1
// expect: 6
// ---
// name: break and continue, with labels
outer: for i in 0..<5 {
  for j in 0..<5 {
    if j == 2 { continue outer }
    if i == 3 { break outer }
    print(i, j, terminator: ";")
  }
}
print()
for i in 0..<10 {
  if i == 2 { continue }
  if i == 5 { break }
  print(i, terminator: " ")
}
print()
// expect: 0 0;0 1;1 0;1 1;2 0;2 1;
// expect: 0 1 3 4 
// ---
// name: if let and guard let
func half(_ n: Int?) -> String {
  guard let n, n % 2 == 0 else { return "no" }
  return "\(n / 2)"
}
print(half(4), half(3), half(nil))
let text = "42"
if let n = Int(text), n > 40 { print("found", n) }
if let n = Int("x") { print(n) } else { print("none") }
// expect: 2 no no
// expect: found 42
// expect: none
// ---
// name: while let
var stack = [1, 2, 3]
while let top = stack.popLast() { print(top, terminator: " ") }
print(stack)
// expect: 3 2 1 []
// ---
// name: switch over values and ranges
func name(_ n: Int) -> String {
  switch n {
  case 0: return "zero"
  case 1, 2, 3: return "few"
  case 4..<10: return "some"
  case let m where m < 0: return "negative \(m)"
  default: return "many"
  }
}
for n in [0, 2, 9, -4, 10] { print(name(n), terminator: " ") }
print()
// expect: zero few some negative -4 many 
// ---
// name: switch over tuples, strings, booleans and optionals
func at(_ p: (Int, Int)) -> String {
  switch p {
  case (0, 0): return "origin"
  case (_, 0): return "x"
  case (0, let y): return "y \(y)"
  case let (x, y) where x == y: return "diagonal"
  case (1...3, 1...3): return "near"
  default: return "far"
  }
}
print(at((0, 0)), at((5, 0)), at((0, 7)), at((4, 4)), at((1, 2)), at((9, 1)))
func answer(_ s: String) -> Int {
  switch s {
  case "yes", "y": return 1
  default: return 0
  }
}
print(answer("y"), answer("n"))
func both(_ a: Bool, _ b: Bool) -> Int {
  switch (a, b) {
  case (true, true): return 2
  case (true, false), (false, true): return 1
  case (false, false): return 0
  }
}
print(both(true, true), both(false, true), both(false, false))
func maybe(_ n: Int?) -> String {
  switch n {
  case nil: return "none"
  case 0?: return "zero"
  case .some(let x): return "some \(x)"
  }
}
print(maybe(nil), maybe(0), maybe(3))
// expect: origin x y 7 diagonal near far
// expect: 1 0
// expect: 2 1 0
// expect: none zero some 3
// ---
// name: switch is left by break
for i in 0..<3 {
  switch i {
  case 1: break
  default: print(i)
  }
}
// expect: 0
// expect: 2
// ---
// name: if case and for case
let p: (Int, Int) = (3, 0)
if case (let x, 0) = p { print("on the axis", x) }
let xs: [Int?] = [1, nil, 3]
for case let x? in xs { print(x, terminator: " ") }
print()
if case 1...5 = p.0 { print("in range") }
// expect: on the axis 3
// expect: 1 3 
// expect: in range
// ---
// name: defer runs at the end of its block, last first
func work() -> Int {
  defer { print("one") }
  defer { print("two") }
  print("body")
  return 3
}
print(work())
for i in 0..<2 {
  defer { print("after", i) }
  if i == 0 { continue }
  print("in", i)
}
// expect: body
// expect: two
// expect: one
// expect: 3
// expect: after 0
// expect: in 1
// expect: after 1
// ---
// name: a closed range up to the largest number ends
for i in (Int.max - 1)...Int.max { print(i) }
// expect: 9223372036854775806
// expect: 9223372036854775807
