// name: hash(into:) of one's own
struct Id: Hashable {
  let name: String
  let note: String
  static func == (a: Id, b: Id) -> Bool { a.name == b.name }
  func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
var seen: Set<Id> = [Id(name: "a", note: "1"), Id(name: "a", note: "2"), Id(name: "b", note: "3")]
print(seen.count, seen.contains(Id(name: "b", note: "")))
enum Kind: Hashable { case x, y(Int) }
var counts: [Kind: Int] = [:]
for k in [Kind.x, .y(1), .y(2), .y(1)] { counts[k, default: 0] += 1 }
print(counts[.y(1)] ?? 0, counts[.x]!, counts[.y(3)] == nil)
// expect: 2 true
// expect: 2 1 true
// ---
// name: dictionaries of structs
struct Item { var price: Double; var count = 0 }
var store = ["pen": Item(price: 1.5)]
store["pen"]?.count += 3
store["cup"] = Item(price: 4)
store["cup"]!.price *= 2
print(store["pen"]!, store["cup"]?.price ?? 0, store.count)
// expect: Item(price: 1.5, count: 3) 8.0 2
// ---
// name: grouping and sorting structs
struct Pupil { let name: String; let grade: Int }
let pupils = [Pupil(name: "C", grade: 2), Pupil(name: "A", grade: 1), Pupil(name: "B", grade: 2)]
let groups = Dictionary(grouping: pupils) { $0.grade }
for grade in groups.keys.sorted() { print(grade, groups[grade]!.map { $0.name }.sorted()) }
print(pupils.sorted { ($0.grade, $0.name) < ($1.grade, $1.name) }.map(\.name))
print(pupils.map(\.grade).max()!)
// expect: 1 ["A"]
// expect: 2 ["B", "C"]
// expect: ["A", "B", "C"]
// expect: 2
// ---
// name: switch as a value in a getter
enum Season { case spring, summer, autumn, winter
  var isWarm: Bool { switch self { case .spring, .summer: true
    case .autumn, .winter: false } }
  var text: String { if isWarm { "warm" } else { "cold" } } }
print(Season.summer.isWarm, Season.winter.text)
// expect: true cold
// ---
// name: a bank account with errors
enum BankError: Error, Equatable { case insufficient(needed: Int), closed }
struct Account {
  private(set) var balance: Int
  var isOpen = true
  mutating func withdraw(_ amount: Int) throws -> Int {
    guard isOpen else { throw BankError.closed }
    guard amount <= balance else { throw BankError.insufficient(needed: amount - balance) }
    balance -= amount
    return balance
  }
}
var account = Account(balance: 100)
do {
  print(try account.withdraw(30))
  print(try account.withdraw(100))
} catch BankError.insufficient(let needed) { print("need", needed) } catch { print(error) }
account.isOpen = false
do { _ = try account.withdraw(1) } catch let e as BankError where e == .closed { print("closed") } catch {}
print(account.balance)
// expect: 70
// expect: need 30
// expect: closed
// expect: 70
// ---
// name: a matrix with operators
struct Matrix: Equatable {
  var rows: [[Double]]
  init(_ rows: [[Double]]) { self.rows = rows }
  static func identity(_ n: Int) -> Matrix {
    Matrix((0..<n).map { i in (0..<n).map { $0 == i ? 1 : 0 } })
  }
  var transposed: Matrix {
    Matrix((0..<rows[0].count).map { j in rows.map { $0[j] } })
  }
  static func * (a: Matrix, b: Matrix) -> Matrix {
    let columns = b.transposed.rows
    return Matrix(a.rows.map { row in columns.map { column in zip(row, column).map { $0 * $1 }.reduce(0, +) } })
  }
  subscript(i: Int, j: Int) -> Double {
    get { rows[i][j] }
    set { rows[i][j] = newValue }
  }
}
var m = Matrix([[1, 2], [3, 4]])
print(m * .identity(2) == m, (m * m).rows)
m[0, 1] = 7
m[1, 1] -= 4
print(m.transposed.rows)
// expect: true [[7.0, 10.0], [15.0, 22.0]]
// expect: [[1.0, 3.0], [7.0, 0.0]]
// ---
// name: a neuron
struct Neuron {
  var weights: [Double]
  var bias = 0.0
  func output(_ x: [Double]) -> Double {
    let z = zip(weights, x).map { $0 * $1 }.reduce(bias, +)
    return z > 0 ? 1 : 0
  }
  mutating func train(_ x: [Double], target: Double, rate: Double = 0.1) -> Bool {
    let error = target - output(x)
    for i in weights.indices { weights[i] += rate * error * x[i] }
    bias += rate * error
    return error == 0
  }
}
var neuron = Neuron(weights: [0, 0])
let samples: [([Double], Double)] = [([0, 0], 0), ([0, 1], 0), ([1, 0], 0), ([1, 1], 1)]
var epochs = 0
while true {
  epochs += 1
  var isRight = true
  for (x, t) in samples where !neuron.train(x, target: t) { isRight = false }
  if isRight { break }
}
print(epochs, samples.map { neuron.output($0.0) })
// expect: 6 [0.0, 0.0, 0.0, 1.0]
// ---
// name: a state machine
enum State { case idle, running(step: Int), done(String)
  mutating func advance() {
    switch self {
    case .idle: self = .running(step: 1)
    case .running(let step) where step >= 2: self = .done("after \(step)")
    case .running(let step): self = .running(step: step + 1)
    case .done: break
    }
  } }
var state = State.idle
for _ in 0..<4 { state.advance(); print(state) }
// expect: running(step: 1)
// expect: running(step: 2)
// expect: done("after 2")
// expect: done("after 2")
// ---
// name: a linked list of indices
struct LinkedList<T> {
  private struct Node { var value: T; var next: Int? }
  private var nodes: [Node] = []
  private var head: Int?
  mutating func prepend(_ value: T) {
    nodes.append(Node(value: value, next: head))
    head = nodes.count - 1
  }
  var values: [T] {
    var found: [T] = []
    var next = head
    while let index = next {
      found.append(nodes[index].value)
      next = nodes[index].next
    }
    return found
  }
}
var list = LinkedList<String>()
for s in ["a", "b", "c"] { list.prepend(s) }
print(list.values)
// expect: ["c", "b", "a"]
// ---
// name: static func as a factory and closures in statics
struct Activation {
  let name: String
  let apply: (Double) -> Double
  static let relu = Activation(name: "relu") { max(0, $0) }
  static func scaled(_ k: Double) -> Activation { Activation(name: "x\(k)") { $0 * k } }
}
for a in [Activation.relu, .scaled(2)] { print(a.name, a.apply(-1), a.apply(3)) }
// expect: relu 0.0 3.0
// expect: x2.0 -2.0 6.0
// ---
// name: nested generics and optionals
struct Cache<Key: Hashable, Value> {
  private var store: [Key: Value] = [:]
  private(set) var hits = 0
  mutating func value(_ key: Key, make: (Key) -> Value) -> Value {
    if let known = store[key] { hits += 1; return known }
    let made = make(key)
    store[key] = made
    return made
  }
}
var cache = Cache<String, Int>()
print(cache.value("abc") { $0.count }, cache.value("abc") { _ in 0 }, cache.hits)
// expect: 3 3 1
// ---
// name: a property with a willSet and a total
struct Score {
  static var changes = 0
  var points = 0 {
    didSet { Score.changes += 1; if points < 0 { points = 0 } }
  }
}
var s = Score()
s.points = 5
s.points -= 10
print(s.points, Score.changes)
// expect: 0 2
// ---
// name: generic constraints on methods
struct Series<T: FloatingPoint> {
  var values: [T]
  func mean() -> T { values.reduce(0, +) / T(values.count) }
  func spread() -> T {
    let m = mean()
    return (values.map { ($0 - m) * ($0 - m) }.reduce(0, +) / T(values.count)).squareRoot()
  }
}
print(Series(values: [1.0, 3.0]).mean(), Series(values: [2.0, 4.0]).spread())
// expect: 2.0 1.0
// ---
// name: values of errors are compared and printed
enum Parsing: Error { case empty, bad(Character, at: Int) }
func digits(_ text: String) throws -> [Int] {
  if text.isEmpty { throw Parsing.empty }
  var found: [Int] = []
  for (i, c) in text.enumerated() {
    guard let d = c.wholeNumberValue else { throw Parsing.bad(c, at: i) }
    found.append(d)
  }
  return found
}
for text in ["12", "", "1x"] {
  do { print(try digits(text)) } catch { print(error) }
}
// expect: [1, 2]
// expect: empty
// expect: bad("x", at: 1)
// ---
// name: extension of Dictionary and Set
extension Dictionary where Value == Int { var total: Int { values.reduce(0, +) } }
extension Set where Element == Int { var sum: Int { reduce(0, +) } }
print(["a": 1, "b": 2].total, Set([1, 2, 2]).sum)
// expect: 3 3
// ---
// name: self in static functions and Self
struct Temperature {
  var celsius: Double
  static let zero = Self(celsius: -273.15)
  static func make(_ c: Double) -> Self { Self(celsius: c) }
  func warmer(by d: Double) -> Self { Self(celsius: celsius + d) }
  static func both() -> [Self] { [zero, make(1)] }
}
print(Temperature.zero, Temperature.make(3).warmer(by: 2), Temperature.both().count)
// expect: Temperature(celsius: -273.15) Temperature(celsius: 5.0) 2
