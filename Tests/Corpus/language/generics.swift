// name: a generic function with Comparable
func largest<T: Comparable>(_ xs: [T]) -> T? {
  guard var best = xs.first else { return nil }
  for x in xs where x > best { best = x }
  return best
}
print(largest([3, 9, 2])!, largest(["b", "c", "a"])!, largest([Double]()) == nil)
print(largest([1.5, -2]) ?? 0)
// expect: 9 c true
// expect: 1.5
// ---
// name: generic functions of several parameters
func swapped<A, B>(_ pair: (A, B)) -> (B, A) { (pair.1, pair.0) }
func make<T>(_ x: T, count: Int) -> [T] { Array(repeating: x, count: count) }
func apply<In, Out>(_ x: In, _ f: (In) -> Out) -> Out { f(x) }
print(swapped((1, "a")), make("z", count: 2), make(1.5, count: 1))
print(apply(3) { $0 * 2 }, apply(3) { "\($0)" }, apply("abc") { $0.count })
// expect: ("a", 1) ["z", "z"] [1.5]
// expect: 6 3 3
// ---
// name: Numeric, BinaryInteger and FloatingPoint
func total<T: Numeric>(_ xs: [T]) -> T {
  var sum: T = 0
  for x in xs { sum += x * 1 }
  return sum
}
func sumOf<T: AdditiveArithmetic>(_ xs: [T]) -> T { xs.reduce(.zero, +) }
func half<T: FloatingPoint>(_ x: T) -> T { x / 2 }
func gcd<T: BinaryInteger>(_ a: T, _ b: T) -> T { b == 0 ? a : gcd(b, a % b) }
func mean<T: BinaryInteger>(_ xs: [T]) -> Double { xs.reduce(0.0) { $0 + Double($1) } / Double(xs.count) }
func root<T: FloatingPoint>(_ x: T) -> T { x.squareRoot() }
print(total([1, 2, 3]), total([1.5, 2.5]), sumOf([1, 2]), sumOf([0.5]))
print(half(3.0), gcd(12, 18), mean([1, 2, 4]), root(16.0))
let f: Float = 9
print(root(f), half(f))
// expect: 6 4.0 3 0.5
// expect: 1.5 6 2.3333333333333335 4.0
// expect: 3.0 4.5
// ---
// name: Equatable and Hashable
func index<T: Equatable>(of x: T, in xs: [T]) -> Int? {
  for (i, y) in xs.enumerated() where y == x { return i }
  return nil
}
print(index(of: 3, in: [1, 2, 3]) ?? -1, index(of: "q", in: ["a"]) ?? -1)
func same<T: Equatable>(_ a: T, _ b: T) -> Bool { a == b }
print(same(1, 1), same([1], [2]), same(nil as Int?, 3))
// expect: 2 -1
// expect: true false false
// ---
// name: Sequence and Collection
func count<S: Sequence>(_ s: S) -> Int {
  var n = 0
  for _ in s { n += 1 }
  return n
}
func sum<S: Sequence>(_ s: S) -> Int where S.Element == Int {
  var total = 0
  for x in s { total += x }
  return total
}
func longest<C: Collection>(_ c: C) -> Int { c.count }
func maximum<S: Sequence>(_ s: S) -> S.Element? where S.Element: Comparable {
  var best: S.Element?
  for x in s {
    if let b = best { if x > b { best = x } } else { best = x }
  }
  return best
}
print(count([1, 2]), count("abc"), count(0..<5), sum([1, 2]), sum(1...4), longest([1, 2, 3]))
print(maximum([3, 8, 1])!, maximum(["x", "y"])!)
// expect: 2 3 5 3 10 3
// expect: 8 y
// ---
// name: generic functions use each other
func identity<T>(_ x: T) -> T { x }
func twice<T>(_ x: T, _ f: (T) -> T) -> T { f(f(x)) }
func wrap<T>(_ x: T) -> [T] { [identity(x)] }
func wrapTwice<T>(_ x: T) -> [[T]] { wrap(wrap(x)) }
print(wrapTwice(1), wrapTwice("a"), twice(3) { $0 + 1 }, identity(identity(2.5)))
// expect: [[1]] [["a"]] 5 2.5
// ---
// name: overloads choose the plain function
func show(_ x: Int) -> String { "int \(x)" }
func show(_ x: String) -> String { "text \(x)" }
func show<T>(_ x: T) -> String { "any \(x)" }
func outer<T>(_ x: T) -> String { show(x) }
print(show(1), show("a"), show(1.5), show([1]))
print(outer(1), outer("a"))
// expect: int 1 text a any 1.5 any [1]
// expect: any 1 any a
// ---
// name: a generic stack
struct Stack<Element> {
  private var items: [Element] = []
  var isEmpty: Bool { items.isEmpty }
  var count: Int { items.count }
  mutating func push(_ x: Element) { items.append(x) }
  mutating func pop() -> Element? { items.popLast() }
  var top: Element? { items.last }
}
var numbers = Stack<Int>()
numbers.push(1)
numbers.push(2)
print(numbers.pop() ?? 0, numbers.count, numbers.top ?? 0, numbers.isEmpty)
var words = Stack<String>()
words.push("a")
print(words.top ?? "", words.count)
// expect: 2 1 1 false
// expect: a 1
// ---
// name: a generic pair
struct Pair<A, B> {
  var first: A
  var second: B
  func swapped() -> Pair<B, A> { Pair<B, A>(first: second, second: first) }
  func mapFirst<C>(_ f: (A) -> C) -> Pair<C, B> { Pair<C, B>(first: f(first), second: second) }
}
let p = Pair(first: 1, second: "x")
print(p, p.swapped(), p.mapFirst { Double($0) / 2 })
print([p])
print(Pair<Int?, [String]>(first: nil, second: []))
// expect: Pair<Int, String>(first: 1, second: "x") Pair<String, Int>(first: "x", second: 1) Pair<Double, String>(first: 0.5, second: "x")
// expect: [Lesson.Pair<Swift.Int, Swift.String>(first: 1, second: "x")]
// expect: Pair<Optional<Int>, Array<String>>(first: nil, second: [])
// ---
// name: constrained extensions
struct Bag<T> { var items: [T] }
extension Bag where T: Numeric { var sum: T { items.reduce(0, +) } }
extension Bag where T == String { func joined() -> String { items.joined(separator: "+") } }
extension Bag: Equatable where T: Equatable {}
extension Bag { func map<U>(_ f: (T) -> U) -> Bag<U> { Bag<U>(items: items.map(f)) } }
print(Bag(items: [1, 2]).sum, Bag(items: ["a", "b"]).joined(), Bag(items: [1]) == Bag(items: [1]))
print(Bag(items: [1, 2]).map { "\($0)!" }.joined())
// expect: 3 a+b true
// expect: 1!+2!
// ---
// name: extensions of standard types
extension Int {
  var squared: Int { self * self }
  var isEven: Bool { self % 2 == 0 }
  func times(_ body: (Int) -> Void) { for i in 0..<self { body(i) } }
  mutating func double() { self *= 2 }
  static let answer = 42
}
extension Double { var rounded2: Double { (self * 100).rounded() / 100 } }
extension String {
  func repeated(_ n: Int) -> String { String(repeating: self, count: n) }
  var shout: String { uppercased() + "!" }
}
print(5.squared, 4.isEven, Int.answer, 3.14159.rounded2, "ab".repeated(2), "hey".shout)
2.times { print($0) }
var n = 4
n.double()
print(n)
// expect: 25 true 42 3.14 abab HEY!
// expect: 0
// expect: 1
// expect: 8
// ---
// name: extensions of Array and Optional
extension Array {
  var second: Element? { count > 1 ? self[1] : nil }
  func every(_ n: Int) -> [Element] { enumerated().filter { $0.offset % n == 0 }.map { $0.element } }
}
extension Array where Element == Double {
  var mean: Double { isEmpty ? 0 : reduce(0, +) / Double(count) }
}
extension Array where Element: Comparable {
  func isSorted() -> Bool {
    for i in indices.dropFirst() where self[i] < self[i - 1] { return false }
    return true
  }
}
extension Optional where Wrapped == Int { var orZero: Int { self ?? 0 } }
print([1, 2].second ?? 0, ["a", "b", "c"].every(2), [1.0, 2.0].mean, [1, 3, 2].isSorted(), ["a", "b"].isSorted())
let missing: Int? = nil
print(missing.orZero)
// expect: 2 ["a", "c"] 1.5 false true
// expect: 0
// ---
// name: operators that are generic
func + <T: Numeric>(a: [T], b: [T]) -> [T] { zip(a, b).map { $0 + $1 } }
func dot<T: Numeric>(_ a: [T], _ b: [T]) -> T { zip(a, b).map { $0 * $1 }.reduce(0, +) }
print(dot([1, 2], [3, 4]), dot([0.5], [4.0]))
// expect: 11 2.0
// ---
// name: CustomStringConvertible in generics
func label<T: CustomStringConvertible>(_ x: T) -> String { "<" + x.description + ">" }
struct Tag: CustomStringConvertible { var description: String { "tag" } }
print(label(Tag()), label(3), label("s"))
// expect: <tag> <3> <s>
// ---
// name: variadics, defaults and labels
func sumAll<T: Numeric>(_ xs: T..., start: T = 0) -> T { xs.reduce(start, +) }
print(sumAll(1, 2, 3), sumAll(1.5, start: 1), sumAll(start: 5))
// expect: 6 2.5 5
// ---
// name: inout generics
func exchange<T>(_ a: inout T, _ b: inout T) { let t = a; a = b; b = t }
var x = 1, y = 2
exchange(&x, &y)
var s = "a", t = "b"
exchange(&s, &t)
print(x, y, s, t)
// expect: 2 1 b a
// ---
// name: nested generic functions
func outerSum(_ n: Int) -> Int {
  func pick<T>(_ a: T, _ b: T, _ first: Bool) -> T { first ? a : b }
  return pick(n, 0, true) + pick("abc", "d", false).count
}
print(outerSum(4))
// expect: 5
// ---
// name: a generic binary tree
indirect enum Tree<T: Comparable> {
  case empty
  case node(Tree<T>, T, Tree<T>)
  func inserting(_ x: T) -> Tree<T> {
    switch self {
    case .empty: return .node(.empty, x, .empty)
    case let .node(l, v, r):
      if x < v { return .node(l.inserting(x), v, r) }
      return .node(l, v, r.inserting(x))
    }
  }
  var sorted: [T] {
    switch self {
    case .empty: return []
    case let .node(l, v, r): return l.sorted + [v] + r.sorted
    }
  }
}
var tree = Tree<Int>.empty
for n in [5, 2, 8, 1] { tree = tree.inserting(n) }
print(tree.sorted)
var names = Tree<String>.empty
for n in ["b", "a"] { names = names.inserting(n) }
print(names.sorted)
// expect: [1, 2, 5, 8]
// expect: ["a", "b"]
// ---
// name: generic functions as values
func increment<T: Numeric>(_ x: T) -> T { x + 1 }
print([1, 2].map(increment), [0.5].map(increment))
let f: (Int) -> Int = increment
print(f(4))
// expect: [2, 3] [1.5]
// expect: 5
// ---
// name: a generic queue with two stacks
struct Queue<T> {
  private var front: [T] = [], back: [T] = []
  mutating func add(_ x: T) { back.append(x) }
  mutating func take() -> T? {
    if front.isEmpty {
      front = back.reversed()
      back = []
    }
    return front.popLast()
  }
}
var q = Queue<Int>()
q.add(1)
q.add(2)
print(q.take()!, q.take()!, q.take() == nil)
// expect: 1 2 true
// ---
// name: types within generic types
struct Linked<T> {
  struct Entry { var value: T; var next: Int? }
  var entries: [Entry] = []
  mutating func add(_ x: T) { entries.append(Entry(value: x, next: entries.count)) }
}
var l = Linked<String>()
l.add("a")
print(l.entries[0].value, l.entries.count)
let entry = Linked<Int>.Entry(value: 3, next: nil)
print(entry.value)
// expect: a 1
// expect: 3
// ---
// name: closures that hold generic values
func memo<K: Equatable, V>(_ f: @escaping (K) -> V) -> (K) -> V {
  var known: [(K, V)] = []
  return { k in
    for (key, value) in known where key == k { return value }
    let v = f(k)
    known.append((k, v))
    return v
  }
}
var calls = 0
let square = memo { (n: Int) -> Int in calls += 1; return n * n }
print(square(4), square(4), calls)
// expect: 16 16 1
// ---
// name: AdditiveArithmetic of one's own
struct Money: AdditiveArithmetic {
  var cents = 0
  static let zero = Money()
  static func + (a: Money, b: Money) -> Money { Money(cents: a.cents + b.cents) }
  static func - (a: Money, b: Money) -> Money { Money(cents: a.cents - b.cents) }
}
func total<T: AdditiveArithmetic>(_ xs: [T]) -> T {
  var sum = T.zero
  for x in xs { sum += x }
  return sum
}
print(total([Money(cents: 5), Money(cents: 7)]), total([1, 2]))
// expect: Money(cents: 12) 3
