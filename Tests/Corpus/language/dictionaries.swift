// name: a dictionary literal and its values
let ages = ["Ann": 31, "Bob": 25]
print(ages["Ann"] ?? 0, ages["Eve"] ?? -1, ages.count, ages.isEmpty, ages["Bob"]!)
// expect: 31 -1 2 false 25
// ---
// name: changing entries
var stock = ["apple": 3]
stock["pear"] = 5
stock["apple"] = 4
stock["apple"]! += 10
stock["plum"] = nil
stock["pear"] = nil
print(stock["apple"] ?? 0, stock["pear"] == nil, stock.count)
// expect: 14 true 1
// ---
// name: counting words
let text = "the cat and the dog and the bird"
var counts: [String: Int] = [:]
for word in text.split(separator: " ") { counts[String(word), default: 0] += 1 }
for (word, count) in counts.sorted(by: { $0.key < $1.key }) { print(word, count) }
// expect: and 2
// expect: bird 1
// expect: cat 1
// expect: dog 1
// expect: the 3
// ---
// name: most common first, ties by name
let letters = "mississippi".reduce(into: [Character: Int]()) { $0[$1, default: 0] += 1 }
let ordered = letters.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
for entry in ordered { print(entry.key, entry.value) }
print(ordered.first!)
// expect: i 4
// expect: s 4
// expect: p 2
// expect: m 1
// expect: (key: "i", value: 4)
// ---
// name: keys and values
let map = [3: "c", 1: "a", 2: "b"]
print(map.keys.sorted(), map.values.sorted(), map.keys.contains(2), map.values.contains("z"), map.keys.count)
print(map.keys.max() ?? 0, map.values.min() ?? "", map.keys.reduce(0, +))
// expect: [1, 2, 3] ["a", "b", "c"] true false 3
// expect: 3 a 6
// ---
// name: updating and removing
var points = ["a": 1, "b": 2]
print(points.updateValue(5, forKey: "a") ?? 0, points.updateValue(7, forKey: "c") ?? -1)
print(points.removeValue(forKey: "b") ?? 0, points.removeValue(forKey: "x") ?? -1, points.count)
points.removeAll()
print(points.isEmpty, points.count)
// expect: 1 -1
// expect: 2 -1 2
// expect: true 0
// ---
// name: grouping
let words = ["apple", "avocado", "bean", "beet", "corn"]
let groups = Dictionary(grouping: words, by: { $0.first! })
for key in groups.keys.sorted() { print(key, groups[key]!) }
let byLength = Dictionary(grouping: words) { $0.count }
print(byLength[4] ?? [], byLength[9] ?? [])
// expect: a ["apple", "avocado"]
// expect: b ["bean", "beet"]
// expect: c ["corn"]
// expect: ["bean", "beet", "corn"] []
// ---
// name: from pairs
let index = Dictionary(uniqueKeysWithValues: zip(["x", "y"], [10, 20]))
print(index["x"]!, index["y"]!)
let squares = Dictionary(uniqueKeysWithValues: (1...3).map { ($0, $0 * $0) })
print(squares.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" })
let first = Dictionary([("a", 1), ("b", 2), ("a", 3)], uniquingKeysWith: { old, new in old + new })
print(first["a"]!, first["b"]!)
// expect: 10 20
// expect: ["1:1", "2:4", "3:9"]
// expect: 4 2
// ---
// name: mapping and filtering values
let prices = ["tea": 2.5, "cake": 4.0, "milk": 1.0]
let doubled = prices.mapValues { $0 * 2 }
let dear = prices.filter { $0.value > 2 }
print(doubled["tea"]!, dear.keys.sorted(), prices.contains { $0.value == 1 }, prices.allSatisfy { $0.value > 0 })
let numbers = ["1": "1", "x": "x"].compactMapValues { Int($0) }
print(numbers.count, numbers["1"]!)
// expect: 5.0 ["cake", "tea"] true true
// expect: 1 1
// ---
// name: merging
var base = ["a": 1, "b": 2]
base.merge(["b": 20, "c": 30]) { old, new in old + new }
print(base.sorted { $0.key < $1.key }.map(\.value))
let merged = base.merging([("z", 9)]) { _, new in new }
print(merged.count, base.count, merged["z"] ?? 0)
// expect: [1, 22, 30]
// expect: 4 3 9
// ---
// name: equality and copies
var a = [1: "x", 2: "y"]
let b = a
a[3] = "z"
print(a == b, a != b, b.count, [2: "y", 1: "x"] == b)
// expect: false true 2 true
// ---
// name: nested collections
var lists: [String: [Int]] = [:]
lists["a", default: []].append(1)
lists["a", default: []].append(2)
lists["b"] = [9]
lists["b"]?.append(10)
lists["c"]?.append(0)
lists["a"]![0] = 7
print(lists["a"]!, lists["b"]!, lists["c"] == nil)
var grid: [String: [String: Int]] = [:]
grid["r", default: [:]]["c", default: 0] += 5
print(grid["r"]!["c"]!)
// expect: [7, 2] [9, 10] true
// expect: 5
// ---
// name: keys of other kinds
let byTupleArray: [[Int]: String] = [[1, 2]: "a", []: "empty"]
print(byTupleArray[[1, 2]] ?? "", byTupleArray[[]] ?? "", byTupleArray[[2]] ?? "none")
let flags: [Bool: Int] = [true: 1, false: 0]
let chars: [Character: Int] = ["a": 1, "b": 2]
let ranges: [Double: String] = [0.5: "half"]
print(flags[true]!, chars["b"]!, ranges[0.5]!)
let optionals: [Int?: String] = [nil: "none", 1: "one"]
print(optionals[nil]!, optionals[1]!)
// expect: a empty none
// expect: 1 2 half
// expect: none one
// ---
// name: optional values in a dictionary
var readings: [String: Int?] = ["a": 1, "b": nil]
print(readings.count, readings["b"]! == nil, readings["z"] == nil)
readings["a"] = nil
readings["c"] = .some(nil)
print(readings.count)
// expect: 2 true true
// expect: 2
// ---
// name: dictionaries in functions
func invert(_ d: [String: Int]) -> [Int: String] {
  var result: [Int: String] = [:]
  for (key, value) in d.sorted(by: { $0.key < $1.key }) { result[value] = key }
  return result
}
func bump(_ d: inout [String: Int], _ key: String) { d[key, default: 0] += 1 }
var d = ["x": 1]
bump(&d, "x")
bump(&d, "y")
print(invert(d).sorted { $0.key < $1.key })
// expect: [(key: 1, value: "y"), (key: 2, value: "x")]
// ---
// name: unicode keys are equal when the characters are
let names = ["caf\u{E9}": 1]
print(names["cafe\u{301}"] ?? 0)
// expect: 1
// ---
// name: many entries
var table: [Int: Int] = [:]
for i in 0..<1000 { table[i * 7 % 1009] = i }
for i in stride(from: 0, to: 1000, by: 2) { table[i * 7 % 1009] = nil }
print(table.count, table[7] ?? -1, table[14] ?? -1, table.values.reduce(0, +))
// expect: 500 1 -1 250000
// ---
// name: smallest and largest entries
let scores = ["a": 3, "b": 9, "c": 1]
let best = scores.max { $0.value < $1.value }!
print(best.key, best.value, scores.min { $0.value < $1.value }!.key)
// expect: b 9 c
// ---
// name: a dictionary of one entry can be sorted and printed as pairs
print(["k": 1.5].sorted { $0.key < $1.key }, Array(["k", "j"].enumerated()))
// expect: [(key: "k", value: 1.5)] [(offset: 0, element: "k"), (offset: 1, element: "j")]
// ---
// name: a memo
var memo: [Int: Int] = [:]
func fib(_ n: Int, _ memo: inout [Int: Int]) -> Int {
  if n < 2 { return n }
  if let known = memo[n] { return known }
  let value = fib(n - 1, &memo) + fib(n - 2, &memo)
  memo[n] = value
  return value
}
print(fib(80, &memo), memo.count)
// expect: 23416728348467685 79
