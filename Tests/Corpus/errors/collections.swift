// name: a key that is not hashable
let a: [(Int, Int): String] = [:] // error: type '(Int, Int)' does not conform to protocol 'Hashable'
let b: Set<(Int) -> Int> = [] // error: does not conform to protocol 'Hashable'
print(a.count, b.count)
// ---
// name: a literal of keys that are not hashable
let d = [(1, 2): "a"] // error: does not conform to protocol 'Hashable'
// ---
// name: a dictionary gives an optional
let ages = ["Ann": 31]
let n: Int = ages["Ann"] // error: value of optional type 'Int?' must be unwrapped to a value of type 'Int'
print(ages["Ann"] + 1) // error: binary operator '+' cannot be applied
// ---
// name: the wrong key or value
var ages = ["Ann": 31]
ages[5] = 1 // error: cannot convert value of type 'Int'
ages["Bob"] = "old" // error: cannot assign value of type 'String' to type 'Int?'
ages["Eve", default: "x"] += 1 // error: cannot convert value of type 'String'
// ---
// name: a constant dictionary
let d = ["a": 1]
d["b"] = 2 // error: 'd' is a 'let' constant
d.removeAll() // error: 'd' is a 'let' constant
let s: Set = [1]
s.insert(2) // error: 's' is a 'let' constant
// ---
// name: an empty literal tells nothing
let d = [:] // error: empty collection literal requires an explicit type
// ---
// name: entries of different types
let d: [String: Int] = ["a": 1, "b": "two"] // error: cannot convert value of type 'String' to expected element type 'Int'
let e: [Int: Int] = ["a": 1] // error: cannot convert value of type 'String' to expected element type 'Int'
print(d.count, e.count)
// ---
// name: a set of two types
let s: Set<Int> = [1, "two"] // error: cannot convert value of type 'String' to expected element type 'Int'
// ---
// name: a set is no array
let s: Set = [1, 2]
let a: [Int] = s // error: cannot convert value of type 'Set<Int>' to specified type '[Int]'
print(s[0]) // error: value of type 'Set<Int>' has no subscripts
// ---
// name: a dictionary literal is no array
let a: [Int] = [1: 2] // error: cannot convert value of type 'Dictionary' to specified type '[Int]'
// ---
// name: a member that dictionaries do not have
let d = ["a": 1]
d.append(5) // error: value of type '[String : Int]' has no member 'append'
print(d.key) // error: value of type '[String : Int]' has no member 'key'
// ---
// name: comparing dictionaries by size
let a = [1: 2]
print(a < a) // error: binary operator '<' cannot be applied to two '[Int : Int]' operands
// ---
// name: two ways into one array
var a = [1, 2, 3]
swap(&a[0], &a[2]) // error: overlapping accesses to 'a'
// ---
// name: a part of an array is no array
let a = [1, 2, 3]
let b: [Int] = a[1...] // error: cannot convert value of type 'ArraySlice<Int>' to specified type '[Int]'
func f(_ x: [Int]) {}
f(a[0..<2]) // error: cannot convert value of type 'ArraySlice<Int>' to expected argument type '[Int]'
// ---
// name: a range as an index of the wrong kind
let a = [1, 2, 3]
print(a["1"]) // error: a value of type '[Int]' cannot be subscripted with 'String'
print(a[0.0...1.0]) // error: a value of type '[Int]' cannot be subscripted with 'ClosedRange<Double>'
