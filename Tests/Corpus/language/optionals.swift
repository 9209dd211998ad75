// name: printing optionals
let a: Int? = 3
let b: String? = nil
print(String(describing: a), String(describing: b), [a, nil], "\(a!)")
// expect: Optional(3) nil [Optional(3), nil] 3
// ---
// name: chaining
let text: String? = "abc"
let none: String? = nil
print(text?.count ?? -1, none?.count ?? -1, text?.uppercased().count ?? 0)
var xs: [Int]? = [1]
xs?.append(2)
xs?[0] = 9
print(xs ?? [])
var empty: [Int]? = nil
empty?.append(1)
print(empty == nil)
// expect: 3 -1 3
// expect: [9, 2]
// expect: true
// ---
// name: force unwrapping
let n = Int("12")!
print(n + 1)
// expect: 13
// ---
// name: map and flatMap
let a: Int? = 4
let b: Int? = nil
print(a.map { $0 * 2 } ?? 0, b.map { $0 * 2 } ?? 0, a.flatMap { $0 > 5 ? $0 : nil } ?? -1)
// expect: 8 0 -1
// ---
// name: optionals of optionals
let a: Int?? = .some(nil)
let b: Int?? = nil
print(a == nil, b == nil, String(describing: a), String(describing: b))
if let inner = a { print(inner == nil) }
// expect: false true Optional(nil) nil
// expect: true
// ---
// name: optional results of functions
func parse(_ s: String) -> Int? { Int(s) }
let all = ["1", "b", "3"].map(parse)
print(all, all.compactMap { $0 }.reduce(0, +))
// expect: [Optional(1), nil, Optional(3)] 4
// ---
// name: optional tuples
let p: (Int, String)? = (1, "a")
if let (n, s) = p { print(n, s) }
print(p?.1 ?? "none")
// expect: 1 a
// expect: a
// ---
// name: optional booleans and comparison
let flag: Bool? = true
if flag == true { print("set") }
let x: Double? = 2
print(x == 2, x ?? 0 > 1)
// expect: set
// expect: true true
