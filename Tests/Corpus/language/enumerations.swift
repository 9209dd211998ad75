// name: cases and raw values
enum Direction: String, CaseIterable { case north, south, east = "E", west }
print(Direction.north, Direction.east.rawValue, Direction.west.rawValue)
print(Direction.allCases, Direction.allCases.count)
print(Direction(rawValue: "E") ?? .north, Direction(rawValue: "x") == nil)
let d: Direction = .south
print(d == .south, d != .north, [d])
enum Planet: Int { case mercury = 1, venus, earth, mars = 10, jupiter }
print(Planet.earth.rawValue, Planet.jupiter.rawValue, Planet(rawValue: 10)!)
enum Ratio: Double { case half = 0.5, one = 1, two }
print(Ratio.half.rawValue, Ratio.two.rawValue)
enum Letter: Character { case a = "a", b = "b" }
print(Letter.a.rawValue, Letter(rawValue: "b")!)
// expect: north E west
// expect: [Lesson.Direction.north, Lesson.Direction.south, Lesson.Direction.east, Lesson.Direction.west] 4
// expect: east true
// expect: true true [Lesson.Direction.south]
// expect: 3 11 mars
// expect: 0.5 2.0
// expect: a b
// ---
// name: a switch over cases
enum Light { case red, yellow, green }
func next(_ light: Light) -> Light {
  switch light {
  case .red: return .green
  case .yellow: return .red
  case .green: return .yellow
  }
}
print(next(.red), next(next(.red)), next(Light.yellow))
let light = Light.green
switch light {
case .red, .yellow: print("wait")
case .green: print("go")
}
switch light {
case Light.red: print("red")
default: print("not red")
}
// expect: green yellow red
// expect: go
// expect: not red
// ---
// name: associated values
enum Shape {
  case circle(radius: Double)
  case rect(width: Double, height: Double)
  case point
  case label(String, Int)
}
let shapes: [Shape] = [.circle(radius: 2), .rect(width: 3, height: 4), .point, .label("x", 1)]
for shape in shapes {
  switch shape {
  case .circle(let r): print("circle", r)
  case .rect(let width, let height) where width > 10: print("wide", width, height)
  case let .rect(width, height): print("rect", width * height)
  case .point: print("point")
  case .label(let text, 1): print("one", text)
  case .label: print("label")
  }
}
print(shapes)
print(shapes[0], Shape.rect(width: 1, height: 2))
// expect: circle 2.0
// expect: rect 12.0
// expect: point
// expect: one x
// expect: [Lesson.Shape.circle(radius: 2.0), Lesson.Shape.rect(width: 3.0, height: 4.0), Lesson.Shape.point, Lesson.Shape.label("x", 1)]
// expect: circle(radius: 2.0) rect(width: 1.0, height: 2.0)
// ---
// name: if case, guard case and for case
enum Reply { case ok(Int), failed(String), empty }
let replies: [Reply] = [.ok(1), .failed("no"), .ok(5), .empty]
for case .ok(let n) in replies { print(n) }
for case let .ok(n) in replies where n > 2 { print("big", n) }
if case .failed(let why) = replies[1] { print(why) }
if case .ok = replies[0] { print("ok") }
func number(_ r: Reply) -> Int {
  guard case .ok(let n) = r else { return -1 }
  return n
}
print(replies.map(number))
if case .ok(let n) = replies[2], n > 3 { print("more") } else { print("less") }
// expect: 1
// expect: 5
// expect: big 5
// expect: no
// expect: ok
// expect: [1, -1, 5, -1]
// expect: more
// ---
// name: methods, properties and statics of an enum
enum Coin: Int, CaseIterable {
  case one = 1, two = 2, five = 5
  static let currency = "ct"
  var name: String { "\(rawValue) \(Coin.currency)" }
  func times(_ n: Int) -> Int { rawValue * n }
  static func largest() -> Coin { .five }
  mutating func upgrade() {
    switch self {
    case .one: self = .two
    case .two, .five: self = .five
    }
  }
  init(amount: Int) {
    if amount >= 5 { self = .five } else if amount >= 2 { self = .two } else { self = .one }
  }
}
var coin = Coin.one
coin.upgrade()
print(coin, coin.name, coin.times(3), Coin.largest(), Coin(amount: 7), Coin(amount: 1))
print(Coin.allCases.map { $0.rawValue }.reduce(0, +))
// expect: two 2 ct 6 five five one
// expect: 8
// ---
// name: recursive enums
indirect enum Expr {
  case number(Int)
  case sum(Expr, Expr)
  case product(Expr, Expr)
  func value() -> Int {
    switch self {
    case .number(let n): return n
    case .sum(let a, let b): return a.value() + b.value()
    case let .product(a, b): return a.value() * b.value()
    }
  }
}
let e = Expr.product(.sum(.number(2), .number(3)), .number(4))
print(e.value())
print(e)
enum List { case end; indirect case item(Int, List)
  func sum() -> Int { if case .item(let n, let rest) = self { return n + rest.sum() }; return 0 } }
print(List.item(1, .item(2, .end)).sum(), List.item(1, .end))
// expect: 20
// expect: product(Lesson.Expr.sum(Lesson.Expr.number(2), Lesson.Expr.number(3)), Lesson.Expr.number(4))
// expect: 3 item(1, Lesson.List.end)
// ---
// name: equality and order of enums
enum Grade: Comparable { case low, middle, high }
print(Grade.low < .high, [Grade.high, .low, .middle].sorted(), [Grade.low, .high].max()!)
print(Grade.high > .middle, Grade.low <= .low)
enum Value: Equatable { case int(Int), text(String) }
print(Value.int(1) == .int(1), Value.int(1) == .text("1"), [Value.int(2)] == [.int(2)])
enum Size: Int, Comparable {
  case s = 3, m = 1, l = 2
  static func < (a: Size, b: Size) -> Bool { a.rawValue < b.rawValue }
}
print([Size.s, .m, .l].sorted(), Size.s > .l, [Size.s, .m].min()!)
enum Card: Comparable { case number(Int), king }
print([Card.king, .number(7), .number(2)].sorted())
// expect: true [Lesson.Grade.low, Lesson.Grade.middle, Lesson.Grade.high] high
// expect: true true
// expect: true false true
// expect: [Lesson.Size.m, Lesson.Size.l, Lesson.Size.s] true m
// expect: [Lesson.Card.number(2), Lesson.Card.number(7), Lesson.Card.king]
// ---
// name: optionals of enums in patterns
enum Side { case left, right }
let side: Side? = .left
switch side {
case .left: print("left")
case .right: print("right")
case nil: print("none")
}
switch side {
case .some(.left): print("some left")
case .some(let other): print("some", other)
case .none: print("none")
}
switch side {
case .left?: print("left?")
case let s?: print(s)
case nil: print("nil")
}
print(side == .left, side == nil, side ?? .right)
// expect: left
// expect: some left
// expect: left?
// expect: true false left
// ---
// name: tuples of enums
enum Hand { case rock, paper, scissors }
func beats(_ a: Hand, _ b: Hand) -> Bool {
  switch (a, b) {
  case (.rock, .scissors), (.paper, .rock), (.scissors, .paper): return true
  case (.rock, _), (.paper, _), (.scissors, _): return false
  }
}
print(beats(.rock, .scissors), beats(.rock, .paper))
// expect: true false
// ---
// name: several patterns bind one name
enum Token { case word(String), quoted(String), number(Int), end }
func text(_ t: Token) -> String {
  switch t {
  case .word(let s), .quoted(let s): return s
  case .number(let n): return String(n)
  case .end: return "end"
  }
}
print(text(.word("a")), text(.quoted("b")), text(.number(3)), text(.end))
enum Pairing { case ab(Int, String), ba(String, Int) }
for p in [Pairing.ab(1, "x"), .ba("y", 2)] {
  switch p { case .ab(let n, let s), .ba(let s, let n): print(n, s) }
}
// expect: a b 3 end
// expect: 1 x
// expect: 2 y
// ---
// name: generic enums
enum Result2<Success, Failure> { case success(Success), failure(Failure)
  var isSuccess: Bool { if case .success = self { return true }; return false } }
let r: Result2<Int, String> = .success(3)
let f = Result2<Int, String>.failure("bad")
print(r, f)
switch r { case .success(let n): print(n + 1)
case .failure(let s): print(s) }
enum Tree<T> { case leaf; indirect case node(Tree<T>, T, Tree<T>)
  var count: Int { switch self { case .leaf: return 0
    case .node(let l, _, let r): return l.count + 1 + r.count } } }
let tree: Tree<String> = .node(.node(.leaf, "a", .leaf), "b", .leaf)
print(tree.count)
print(tree)
// expect: success(3) failure("bad")
// expect: 4
// expect: 2
// expect: node(Lesson.Tree<Swift.String>.node(Lesson.Tree<Swift.String>.leaf, "a", Lesson.Tree<Swift.String>.leaf), "b", Lesson.Tree<Swift.String>.leaf)
// ---
// name: fallthrough
func describe(_ n: Int) -> String {
  var text = "\(n):"
  switch n {
  case 1:
    text += " one"
    fallthrough
  case 2, 3:
    text += " few"
    fallthrough
  case 10: text += " ten or less"
  default: text += " other"
  }
  return text
}
print(describe(1), describe(3), describe(10), describe(11))
// expect: 1: one few ten or less 3: few ten or less 10: ten or less 11: other
// ---
// name: descriptions of enums
enum Mood: CustomStringConvertible { case good, bad(Int)
  var description: String { switch self { case .good: return "fine"
    case .bad(let n): return "bad \(n)" } } }
print(Mood.good, [Mood.bad(2)], "\(Mood.bad(1))")
enum Nest { case inner(Mood), plain(Direction), text(String), many([Int]), pair(a: Int, Double?) }
enum Direction { case up }
print(Nest.inner(.good), Nest.plain(.up), Nest.text("q"), Nest.many([1]), Nest.pair(a: 1, nil))
// expect: fine [bad 2] bad 1
// expect: inner(fine) plain(Lesson.Direction.up) text("q") many([1]) pair(a: 1, nil)
// ---
// name: cases as functions
enum Wrapped { case value(Int), named(name: String) }
print([1, 2].map(Wrapped.value))
let make = Wrapped.named
print(make("x"))
// expect: [Lesson.Wrapped.value(1), Lesson.Wrapped.value(2)]
// expect: named(name: "x")
// ---
// name: default values of cases
enum Request { case get(path: String = "/", retries: Int = 3), stop }
print(Request.get(), Request.get(path: "/a"), Request.get(retries: 1))
// expect: get(path: "/", retries: 3) get(path: "/a", retries: 3) get(path: "/", retries: 1)
// ---
// name: an enum without cases holds statics
enum Maths { static let two = 2
  static func double(_ n: Int) -> Int { n * two } }
print(Maths.double(4), Maths.two)
// expect: 8 2
// ---
// name: enums in structs
struct Task { enum Status: String { case todo, done }
  var title: String
  var status: Status = .todo
  mutating func finish() { status = .done } }
var tasks = [Task(title: "a"), Task(title: "b", status: .done)]
tasks[0].finish()
print(tasks.filter { $0.status == .done }.count, tasks[0].status.rawValue)
print(tasks)
// expect: 2 done
// expect: [Lesson.Task(title: "a", status: Lesson.Task.Status.done), Lesson.Task(title: "b", status: Lesson.Task.Status.done)]
// ---
// name: where in switch and bindings of whole values
enum Event { case key(Character), click(x: Int, y: Int) }
for event in [Event.key("a"), .click(x: 5, y: 5), .click(x: 1, y: 2)] {
  switch event {
  case .key(let c) where c == "a": print("a!")
  case .key(let c): print(c)
  case .click(x: let x, y: let y) where x == y: print("diagonal", x)
  case .click(x: _, y: 2): print("y is 2")
  case let other: print(other)
  }
}
// expect: a!
// expect: diagonal 5
// expect: y is 2
// ---
// name: static members with a lone dot
struct Colour: Equatable { var r = 0, g = 0
  static let red = Colour(r: 255)
  static func grey(_ n: Int) -> Colour { Colour(r: n, g: n) } }
func paint(_ c: Colour) -> Int { c.r + c.g }
print(paint(.red), paint(.grey(4)), paint(.init(r: 1, g: 2)))
let c: Colour = .red
print(c == .red)
switch c { case .red: print("red")
default: print("other") }
// expect: 255 8 3
// expect: true
// expect: red
// ---
// name: a long list is let go without trouble
indirect enum Chain { case end, link(Int, Chain) }
var chain = Chain.end
for i in 0..<2000 { chain = .link(i, chain) }
var sum = 0
var rest = chain
while case .link(let n, let next) = rest {
  sum += n
  rest = next
}
print(sum)
chain = .end
// expect: 1999000
// ---
// name: labelled break and continue in a switch
enum Op { case skip, stop, add(Int) }
var total = 0
loop: for op in [Op.add(1), .skip, .add(5), .stop, .add(100)] {
  switch op {
  case .skip: continue loop
  case .stop: break loop
  case .add(let n): total += n
  }
  print(total)
}
// expect: 1
// expect: 6
