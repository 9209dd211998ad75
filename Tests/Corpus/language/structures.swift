// name: a struct with a memberwise initializer
struct Point {
  var x: Int
  var y = 2
  let tag: String
}
let p = Point(x: 1, tag: "a")
print(p)
print(Point(x: 3, y: 4, tag: "b").y)
print([p])
print((p, 1))
let maybe: Point? = p
print(maybe?.x ?? 0)
print(maybe as Point? == nil)
// expect: Point(x: 1, y: 2, tag: "a")
// expect: 4
// expect: [Lesson.Point(x: 1, y: 2, tag: "a")]
// expect: (Lesson.Point(x: 1, y: 2, tag: "a"), 1)
// expect: 1
// expect: false
// ---
// name: values are copied
struct Box { var n = 0; var list = [1, 2] }
var a = Box()
var b = a
b.n = 5
b.list.append(3)
print(a, b)
var boxes = [a, b]
boxes[0].n += 7
boxes[1].list[0] = 9
let copy = boxes
boxes[0].list.removeAll()
print(boxes, copy)
// expect: Box(n: 0, list: [1, 2]) Box(n: 5, list: [1, 2, 3])
// expect: [Lesson.Box(n: 7, list: []), Lesson.Box(n: 5, list: [9, 2, 3])] [Lesson.Box(n: 7, list: [1, 2]), Lesson.Box(n: 5, list: [9, 2, 3])]
// ---
// name: nested fields change where they are
struct Inner { var values = [0, 0, 0]; var point = (x: 1, y: 2) }
struct Outer { var inner = Inner(); var rows = [Inner(), Inner()] }
var o = Outer()
o.inner.values[2] = 1
o.inner.values[1] += 4
o.rows[1].values[0] = 8
o.inner.point.x += 5
o.rows[0].point = (3, 4)
print(o.inner, o.rows)
// expect: Inner(values: [0, 4, 1], point: (x: 6, y: 2)) [Lesson.Inner(values: [0, 0, 0], point: (x: 3, y: 4)), Lesson.Inner(values: [8, 0, 0], point: (x: 1, y: 2))]
// ---
// name: methods and mutating methods
struct Counter {
  var count = 0
  mutating func tick() { count += 1 }
  mutating func tick(by n: Int) { self.count += n }
  func doubled() -> Int { count * 2 }
  func plus(_ other: Counter) -> Counter { Counter(count: count + other.count) }
  mutating func reset() { self = Counter() }
}
var c = Counter()
c.tick()
c.tick(by: 3)
print(c.count, c.doubled(), c.plus(c).count)
c.reset()
print(c)
// expect: 4 8 8
// expect: Counter(count: 0)
// ---
// name: computed properties
struct Square {
  var side: Double
  var area: Double { side * side }
  var perimeter: Double {
    get { 4 * side }
    set { side = newValue / 4 }
  }
  var half: Double {
    get { side / 2 }
    set(value) { side = value * 2 }
  }
}
var s = Square(side: 3)
print(s.area, s.perimeter)
s.perimeter = 20
print(s.side)
s.half += 1
print(s.side, s.area)
// expect: 9.0 12.0
// expect: 5.0
// expect: 7.0 49.0
// ---
// name: property observers
struct Thermometer {
  var degrees = 20 {
    willSet { print("from \(degrees) to \(newValue)") }
    didSet { if degrees > 30 { degrees = 30 } else { print("was \(oldValue)") } }
  }
  init(_ degrees: Int) { self.degrees = degrees }
}
var t = Thermometer(10)
t.degrees = 25
t.degrees += 50
print(t.degrees)
// expect: from 10 to 25
// expect: was 10
// expect: from 25 to 75
// expect: 30
// ---
// name: initializers
struct Size {
  let width: Int
  let height: Int
  var name: String
  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    name = "\(width)x\(height)"
  }
  init(square side: Int) { self.init(width: side, height: side) }
  init?(_ text: String) {
    guard let side = Int(text) else { return nil }
    self.init(width: side, height: side + 1)
  }
}
print(Size(square: 3))
print(Size("4")?.height ?? 0)
print(Size("4y") == nil)
// expect: Size(width: 3, height: 3, name: "3x3")
// expect: 5
// expect: true
// ---
// name: an initializer gives values in branches
struct Level {
  let value: Int
  let label: String
  init(_ value: Int) {
    if value > 10 {
      self.value = 10
      label = "high"
    } else {
      self.value = value
      label = "low"
    }
  }
}
print(Level(20), Level(3))
// expect: Level(value: 10, label: "high") Level(value: 3, label: "low")
// ---
// name: static members
struct Registry {
  static var count = 0
  static let limit = 3
  static var isFull: Bool { count >= limit }
  static func add() -> Int {
    count += 1
    return count
  }
  let id: Int
  init() { id = Registry.add() }
}
let r1 = Registry()
let r2 = Registry()
print(r1.id, r2.id, Registry.count, Registry.isFull)
Registry.count += 1
print(Registry.isFull, Registry.limit)
// expect: 1 2 2 false
// expect: true 3
// ---
// name: a static property is made when it is first used
func made(_ name: String) -> Int {
  print("made", name)
  return 7
}
struct Config { static let value = made("value") }
print("start")
print(Config.value + Config.value)
// expect: start
// expect: made value
// expect: 14
// ---
// name: subscripts
struct Matrix {
  let rows: Int, columns: Int
  var cells: [Double]
  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    cells = Array(repeating: 0, count: rows * columns)
  }
  subscript(row: Int, column: Int) -> Double {
    get { cells[row * columns + column] }
    set { cells[row * columns + column] = newValue }
  }
  subscript(name name: String) -> Int { name.count }
}
var m = Matrix(rows: 2, columns: 2)
m[0, 1] = 3
m[1, 1] += 2.5
print(m[0, 1], m[1, 1], m[name: "abc"])
print(m)
// expect: 3.0 2.5 3
// expect: Matrix(rows: 2, columns: 2, cells: [0.0, 3.0, 0.0, 2.5])
// ---
// name: operators of one's own
struct Vector: Equatable {
  var x = 0.0, y = 0.0
  static func + (a: Vector, b: Vector) -> Vector { Vector(x: a.x + b.x, y: a.y + b.y) }
  static func - (a: Vector, b: Vector) -> Vector { Vector(x: a.x - b.x, y: a.y - b.y) }
  static func * (k: Double, v: Vector) -> Vector { Vector(x: k * v.x, y: k * v.y) }
  static prefix func - (v: Vector) -> Vector { Vector(x: -v.x, y: -v.y) }
  static func += (a: inout Vector, b: Vector) { a = a + b }
}
var v = Vector(x: 1, y: 2) + Vector(x: 3, y: 4)
v += Vector(x: 1, y: 1)
print(v, 2 * v, -v)
print(v == Vector(x: 5, y: 7), v != Vector(), v - v == Vector())
// expect: Vector(x: 5.0, y: 7.0) Vector(x: 10.0, y: 14.0) Vector(x: -5.0, y: -7.0)
// expect: true true true
// ---
// name: description is what print shows
struct Money: CustomStringConvertible {
  var cents: Int
  var description: String { "\(cents / 100).\(cents % 100) EUR" }
}
let money = Money(cents: 1234)
print(money)
print([money], (money, 1))
print("I have \(money)")
print(String(describing: money))
// expect: 12.34 EUR
// expect: [12.34 EUR] (12.34 EUR, 1)
// expect: I have 12.34 EUR
// expect: 12.34 EUR
// ---
// name: equality is synthesised
struct Pair: Equatable { var a: Int; var b: [String]; var c: Double? }
let one = Pair(a: 1, b: ["x"], c: nil)
print(one == Pair(a: 1, b: ["x"], c: nil), one == Pair(a: 1, b: ["x"], c: 2), one != one)
print([one] == [one], [one].contains(one), [one].firstIndex(of: one) ?? -1)
// expect: true false false
// expect: true true 0
// ---
// name: an own order
struct Student: Comparable {
  let name: String
  let grade: Int
  static func < (a: Student, b: Student) -> Bool { a.grade < b.grade }
}
let students = [Student(name: "A", grade: 3), Student(name: "B", grade: 1), Student(name: "C", grade: 2)]
print(students.sorted().map { $0.name })
print(students.max()?.name ?? "", students.min()!.name)
print(students[0] > students[1], students[1] >= students[0], students[1] <= students[2])
print(students.sorted(by: >).map { $0.name })
print(max(students[0], students[1]).name)
// expect: ["B", "C", "A"]
// expect: A B
// expect: true false true
// expect: ["A", "C", "B"]
// expect: A
// ---
// name: an own equality is used everywhere
struct Word: Equatable {
  let text: String
  static func == (a: Word, b: Word) -> Bool { a.text.lowercased() == b.text.lowercased() }
}
let words = [Word(text: "Hello"), Word(text: "World")]
print(words.contains(Word(text: "WORLD")), words[0] == Word(text: "hello"), words[0] != Word(text: "HELLO"))
print(words == [Word(text: "hello"), Word(text: "world")])
print((words[0], 1) == (Word(text: "HELLO"), 1))
let maybe: Word? = words[0]
print(maybe == Word(text: "hELLO"))
// expect: true true false
// expect: true
// expect: true
// expect: true
// ---
// name: nested types
struct Game {
  struct Player { var name: String; var score = 0 }
  enum State { case waiting, running }
  typealias Score = Int
  var players: [Player] = []
  var state = State.waiting
  static let limit: Score = 4
  mutating func add(_ name: String) { players.append(Player(name: name)) }
}
var game = Game()
game.add("Ann")
game.players[0].score += 5
game.state = .running
print(game)
let player = Game.Player(name: "Bob", score: 1)
print(player, [player], Game.State.waiting, Game.limit)
// expect: Game(players: [Lesson.Game.Player(name: "Ann", score: 5)], state: Lesson.Game.State.running)
// expect: Player(name: "Bob", score: 1) [Lesson.Game.Player(name: "Bob", score: 1)] waiting 4
// ---
// name: extensions of one's own types
struct Circle { var radius: Double }
extension Circle {
  var area: Double { 3 * radius * radius }
  init(diameter: Double) { self.init(radius: diameter / 2) }
  mutating func scale(by k: Double) { radius *= k }
  static let unit = Circle(radius: 1)
}
extension Circle: CustomStringConvertible { var description: String { "circle of \(radius)" } }
var circle = Circle(diameter: 4)
circle.scale(by: 3)
print(circle, circle.area, Circle.unit, Circle(radius: 9))
// expect: circle of 6.0 108.0 circle of 1.0 circle of 9.0
// ---
// name: methods call each other in any order
struct Parity {
  func isEven(_ n: Int) -> Bool { n == 0 ? true : isOdd(n - 1) }
  func isOdd(_ n: Int) -> Bool { n == 0 ? false : isEven(n - 1) }
}
print(Parity().isEven(10), Parity().isOdd(7))
// expect: true true
// ---
// name: a struct holds closures
struct Button {
  var action: (Int) -> String
  func press(_ n: Int) -> String { action(n) }
}
let button = Button { "pressed \($0)" }
print(button.press(3), button.action(4))
var total = 0
let adder = Button(action: { total += $0; return "\(total)" })
print(adder.press(1), adder.press(2), total)
// expect: pressed 3 pressed 4
// expect: 1 3 3
// ---
// name: self in closures
struct Scaler {
  let factor: Int
  func apply(_ xs: [Int]) -> [Int] { xs.map { $0 * factor } }
  func explicit(_ xs: [Int]) -> [Int] { xs.filter { $0 > self.factor } }
}
print(Scaler(factor: 3).apply([1, 2]), Scaler(factor: 1).explicit([1, 2]))
// expect: [3, 6] [2]
// ---
// name: inout fields
struct Holder { var a = 1; var b = [1, 2] }
func bump(_ n: inout Int) { n += 10 }
func swapThem(_ x: inout Int, _ y: inout Int) { let t = x; x = y; y = t }
var h = Holder()
bump(&h.a)
bump(&h.b[1])
print(h)
var k = 4
swapThem(&h.a, &k)
print(h.a, k)
// expect: Holder(a: 11, b: [1, 12])
// expect: 4 11
// ---
// name: mutating methods on elements and fields
struct Cell { var n = 0; mutating func up() -> Int { n += 1; return n } }
struct Row { var cells = [Cell(), Cell()]; var last = Cell() }
var row = Row()
print(row.cells[1].up(), row.cells[1].up(), row.last.up())
print(row)
var grid = [Row(), Row()]
print(grid[1].cells[0].up())
print(grid[1].cells[0].n, grid[0].cells[0].n)
// expect: 1 2 1
// expect: Row(cells: [Lesson.Cell(n: 0), Lesson.Cell(n: 2)], last: Lesson.Cell(n: 1))
// expect: 1
// expect: 1 0
// ---
// name: private members
struct Account {
  private var balance = 0
  private(set) var log: [String] = []
  mutating func deposit(_ n: Int) { balance += n; log.append("+\(n)") }
  var isEmpty: Bool { balance == 0 }
}
var account = Account()
account.deposit(5)
print(account.isEmpty, account.log)
// expect: false ["+5"]
// ---
// name: optional chaining through structs
struct Street { var name: String; var number: Int? }
struct Person { var street: Street?; func greet() -> String { "hi" } }
var person: Person? = Person(street: Street(name: "Main", number: nil))
print(person?.street?.name ?? "none", person?.street?.number ?? -1, person?.greet() ?? "")
person?.street?.number = 5
person?.street?.name += "!"
print(person?.street?.number ?? -1, person!.street!.name)
person = nil
print(person?.street?.name ?? "none")
// expect: Main -1 hi
// expect: 5 Main!
// expect: none
// ---
// name: a struct without fields
struct Empty: Equatable { func hello() -> String { "hello" } }
print(Empty(), Empty().hello(), Empty() == Empty(), [Empty()])
// expect: Empty() hello true [Lesson.Empty()]
// ---
// name: a computed variable of the top level
var base = 3
var doubled: Int { base * 2 }
var tripled: Int {
  get { base * 3 }
  set { base = newValue / 3 }
}
print(doubled, tripled)
tripled = 30
print(base, doubled)
// expect: 6 9
// expect: 10 20
// ---
// name: types in functions
func area() -> Int {
  struct Rect { var w: Int, h: Int; var area: Int { w * h } }
  let r = Rect(w: 3, h: 4)
  return r.area
}
print(area())
// expect: 12
// ---
// name: typealias
typealias Grid = [[Int]]
typealias Transform = (Int) -> Int
let g: Grid = [[1], [2, 3]]
let t: Transform = { $0 + 1 }
print(g, t(4))
struct Wrapper { typealias Item = String; var item: Item }
print(Wrapper(item: "a"), Wrapper.Item("b"))
// expect: [[1], [2, 3]] 5
// expect: Wrapper(item: "a") b
// ---
// name: default arguments in methods and initializers
struct Greeter {
  var greeting: String
  init(greeting: String = "Hello") { self.greeting = greeting }
  func greet(_ name: String = "World", times: Int = 1) -> String {
    Array(repeating: "\(greeting) \(name)", count: times).joined(separator: ", ")
  }
}
print(Greeter().greet(), Greeter(greeting: "Hi").greet("Bo", times: 2))
// expect: Hello World Hi Bo, Hi Bo
// ---
// name: a field with a default and a let
struct Options { var rate = 0.1; let name = "fixed"; var note: String? }
print(Options(), Options(rate: 0.5), Options(note: "n"))
// expect: Options(rate: 0.1, name: "fixed", note: nil) Options(rate: 0.5, name: "fixed", note: nil) Options(rate: 0.1, name: "fixed", note: Optional("n"))
// ---
// name: P.init as a value
struct P { var x: Int }
print([1, 2].map(P.init), ["a"].map { $0.count }.map(P.init(x:)))
// expect: [Lesson.P(x: 1), Lesson.P(x: 2)] [Lesson.P(x: 1)]
// ---
// name: hash values in conformances are accepted
struct Key: Hashable { let a: Int; let b: String }
print(Key(a: 1, b: "x") == Key(a: 1, b: "x"))
// expect: true
// ---
// name: recursive values through arrays
struct Node { var value: Int; var children: [Node] = []
  func sum() -> Int { children.reduce(value) { $0 + $1.sum() } } }
let tree = Node(value: 1, children: [Node(value: 2), Node(value: 3, children: [Node(value: 4)])])
print(tree.sum())
print(tree)
// expect: 10
// expect: Node(value: 1, children: [Lesson.Node(value: 2, children: []), Lesson.Node(value: 3, children: [Lesson.Node(value: 4, children: [])])])
// ---
// name: a return in an initializer
struct Clamped { var n: Int
  init(_ n: Int) {
    self.n = n
    if n < 10 { return }
    self.n = 10
  } }
print(Clamped(5).n, Clamped(50).n)
// expect: 5 10
