// name: if as a value
let n = 7
let kind = if n % 2 == 0 { "even" } else { "odd" }
let sign: Int = if n < 0 { -1 } else if n == 0 { 0 } else { 1 }
let part: Double? = if n > 5 { 0.5 } else { nil }
print(kind, sign, part ?? 0)
// expect: odd 1 0.5
// ---
// name: switch as a value
let score = 87
let grade: Character = switch score {
case 90...: "A"
case 80..<90: "B"
default: "C"
}
print(grade)
func name(_ n: Int) -> String {
  switch n {
  case 1: "one"
  case 2: "two"
  default: "many"
  }
}
print([1, 2, 3].map(name))
// expect: B
// expect: ["one", "two", "many"]
// ---
// name: if as the body of a function or closure
func sign(_ x: Double) -> Int { if x < 0 { -1 } else { 1 } }
let label = { (n: Int) -> String in if n > 1 { "items" } else { "item" } }
print(sign(-2), label(1), label(5), [1, -1].map { if $0 > 0 { "+" } else { "-" } })
// expect: -1 item items ["+", "-"]
// ---
// name: if as a value with bindings
let text: String? = "42"
let value = if let text, let n = Int(text) { n } else { 0 }
let shown: String = if case 40...50 = value { "in range" } else { "out" }
print(value, shown)
func check(_ x: Int?) -> Int { return if let x { x * 2 } else { -1 } }
print(check(4), check(nil))
// expect: 42 in range
// expect: 8 -1
// ---
// name: a branch that stops needs no value
func root(_ x: Double) -> Double {
  let y: Double = if x >= 0 { x.squareRoot() } else { fatalError("negative") }
  return y + 1
}
print(root(9))
// expect: 4.0
// ---
// name: key paths as functions
let words = ["a", "bcd", "ef"]
print(words.map(\.count), words.map(\.self), words.sorted { $0.count < $1.count }.map(\.first!), words.filter(\.isEmpty).count)
print([(1, "x"), (2, "y")].map(\.1), ["7", "b"].map(\.first?.isNumber), [[3, 4], [5]].map(\.[0]), [1.5, -2].map(\.magnitude))
print(words.allSatisfy(\.isEmpty), words.contains(where: \.isEmpty), Dictionary(grouping: words, by: \.count)[2] ?? [])
// expect: [1, 3, 2] ["a", "bcd", "ef"] ["a", "e", "b"] 0
// expect: ["x", "y"] [Optional(true), Optional(false)] [3, 5] [1.5, 2.0]
// expect: false false ["ef"]
// ---
// name: operators as functions
print([1, 2, 3].reduce(0, +), [3, 1, 2].sorted(by: >), zip([1, 2], [3, 4]).map(*), [4, 2].reduce(100, -))
let apply: (Int, Int) -> Int = (+)
let less: (String, String) -> Bool = (<)
print(apply(2, 3), less("a", "b"))
// expect: 6 [3, 2, 1] [3, 8] 94
// expect: 5 true
// ---
// name: initialisers and functions as values
print([1, 2].map(Double.init), ["1", "x"].map(Int.init), [65, 66].map { UInt8($0) }, [1.5, 2.7].map(Int.init), [1, 2].map(String.init))
func twice(_ x: Int) -> Int { x * 2 }
let f = twice
print([1, 2].map(twice), f(5), [3, -4].map(abs), [[2, 1], [5]].map { $0.max()! })
// expect: [1.0, 2.0] [Optional(1), nil] [65, 66] [1, 2] ["1", "2"]
// expect: [2, 4] 10 [3, 4] [2, 5]
// ---
// name: optional chaining
let names: [String]? = ["ann", "bob"]
let none: [String]? = nil
print(names?.first?.uppercased() ?? "-", none?.first?.count ?? -1, names?.count ?? 0, names?[1].count ?? 0, none?.isEmpty ?? true)
var lists: [[Int]?] = [[1], nil]
lists[0]?.append(2)
lists[1]?.append(3)
print(lists[0]!, lists[1] == nil)
// expect: ANN -1 2 3 true
// expect: [1, 2] true
// ---
// name: chains of defaults
let a: Int? = nil
let b: Int? = nil
let c: Int? = 3
print(a ?? b ?? c ?? 0, a ?? b ?? 9, (a ?? c)! + 1, a ?? Int("x") ?? Int("5")!)
// expect: 3 9 4 5
// ---
// name: mapping optionals
let n: Int? = 4
print(n.map { $0 * 2 } ?? 0, n.flatMap { $0 > 5 ? $0 : nil } ?? -1, Int("7").map { "\($0)!" } ?? "", n == 4, n != nil)
switch n {
case 4?: print("four")
case .some(let other): print(other)
case .none: print("none")
}
// expect: 8 -1 7! true true
// expect: four
// ---
// name: tuples compare from the left
print((1, "b") < (1, "c"), (2, 0) < (1, 9), (1, 2) == (1, 2), (1, 2, 3) != (1, 2, 4), (0.5, 1) >= (0.5, 0))
let pairs = [(2, "b"), (1, "z"), (2, "a")].sorted { $0 < $1 }
print(pairs)
// expect: true false true true true
// expect: [(1, "z"), (2, "a"), (2, "b")]
// ---
// name: swapping with tuples
var (x, y) = (1, 2)
(x, y) = (y, x + y)
var point = (x: 1.5, y: 2)
point.x += 1
let (px, _) = point
print(x, y, point, px, point.0 == px)
// expect: 2 3 (x: 2.5, y: 2) 2.5 true
// ---
// name: capture lists and shared variables
var count = 0
let shared = { count += 1; return count }
let copied = { [count] in count }
let renamed = { [now = count + 10] in now }
_ = shared()
_ = shared()
print(count, copied(), renamed(), shared())
// expect: 2 0 10 3
// ---
// name: functions that make functions
func adder(_ n: Int) -> (Int) -> Int { { $0 + n } }
func counter() -> () -> Int {
  var n = 0
  return {
    n += 1
    return n
  }
}
let c1 = counter()
let c2 = counter()
print(adder(3)(4), c1(), c1(), c2(), [1, 2].map(adder(10)))
func compose(_ f: @escaping (Int) -> Int, _ g: @escaping (Int) -> String) -> (Int) -> String { { g(f($0)) } }
print(compose({ (x: Int) in x + 1 }, { "\($0)!" })(4))
// expect: 7 1 2 1 [11, 12]
// expect: 5!
// ---
// name: closures in many forms
let add: (Int, Int) -> Int = { $0 + $1 }
let greet = { (name: String) -> String in "hi \(name)" }
let constant = { 42 }
let describe = { (n: Int) in
  let doubled = n * 2
  return "\(n) \(doubled)"
}
print(add(1, 2), greet("bo"), constant(), describe(3), { $0 * 2 }(21))
func apply(_ n: Int, times: Int = 2, _ f: (Int) -> Int) -> Int { (0..<times).reduce(n) { x, _ in f(x) } }
print(apply(3) { $0 * 2 }, apply(3, times: 3) { n in n + 1 })
// expect: 3 hi bo 42 3 6 42
// expect: 12 6
// ---
// name: elements as inout arguments
func bump(_ n: inout Int) { n += 1 }
func clear(_ a: inout [Int]) { a.removeAll() }
var values = [1, 2, 3]
bump(&values[1])
var table = ["a": [1, 2]]
var pair = (1, [2])
bump(&pair.0)
clear(&pair.1)
clear(&table["a", default: []])
swap(&pair.0, &values[2])
print(values, pair, table["a"]!)
// expect: [1, 3, 2] (3, []) []
// ---
// name: literals as other types
let a = 3 as Double
let b = 7 as UInt8
let c = [1, 2] as Set<Int>
let d = "x" as Character
print(a, b, c.count, d, 5 as Float, (1 as Int?) ?? 0)
// expect: 3.0 7 2 x 5.0 1
// ---
// name: types of values
print(type(of: 1), type(of: 2.5), type(of: "a"), type(of: [1]), type(of: ["a": 1.5]), type(of: (1, "x")), type(of: 1...2))
print(type(of: Optional(1)), type(of: 1 << 2), type(of: "ab".first!), type(of: [1].dropFirst()), type(of: UInt8(1) + 2))
// expect: Int Double String Array<Int> Dictionary<String, Double> (Int, String) ClosedRange<Int>
// expect: Optional<Int> Int Character ArraySlice<Int> UInt8
// ---
// name: operators by precedence
print(1 + 2 * 3 << 1, 7 & 3 == 3, -3 + 5, 2 * 3 % 4, 10 - 4 - 3, true || false && false, !true == false, 1 << 3 + 1)
// expect: 13 true 2 2 3 true true 9
// ---
// name: preconditions that hold
precondition(1 + 1 == 2, "arithmetic")
assert([1].count == 1)
func safe(_ n: Int) -> Int {
  guard n > 0 else { preconditionFailure("n") }
  return n
}
print(safe(3))
// expect: 3
// ---
// name: labelled loops with switches
outer: for i in 1... {
  switch i {
  case 3: continue outer
  case 6: break outer
  case _ where i.isMultiple(of: 2): print(i, "even")
  default: print(i)
  }
}
// expect: 1
// expect: 2 even
// expect: 4 even
// expect: 5
