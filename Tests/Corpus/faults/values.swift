// name: overflow of a sized integer
var n: UInt8 = 250
for _ in 0..<10 { n += 1 } // fault: arithmetic overflow: the sum '255 + 1' does not fit in 'UInt8'
// ---
// name: below zero
let a: UInt = 3
let b: UInt = 5
print("before")
print(a - b) // fault: the difference '3 - 5' does not fit in 'UInt'
// expect: before
// ---
// name: a conversion that does not fit
let n = 300
print(UInt8(n)) // fault: '300' cannot be converted to 'UInt8': it does not fit
// ---
// name: a negative number without a sign
let n = -1
print(UInt(n)) // fault: '-1' cannot be converted to 'UInt'
// ---
// name: the least number has no opposite
let n = Int8.min
print(abs(n)) // fault: does not fit in 'Int8'
// ---
// name: a fraction that is no number
let x = Double.nan
print(Int16(x)) // fault: 'nan' cannot be converted to 'Int16': it is not finite
// ---
// name: dividing by nothing
let zero: UInt32 = Int("0").map { UInt32($0) } ?? 1
print(5 % zero) // fault: division by zero in '5 % 0'
// ---
// name: a range with too many elements
print((0...Int.max).count) // fault: has more elements than fit in 'Int'
// ---
// name: a range backwards
let n = 2
print(5..<n) // fault: a range needs its lower bound first, found '5..<2'
// ---
// name: a part that is not there
let a = [1, 2, 3]
let n = 5
print(a[1..<n]) // fault: the range 1..<5 is out of bounds: the array has the indices 0..<3
// ---
// name: a part whose indices begin elsewhere
let tail = [1, 2, 3][1...]
print(tail[0]) // fault: index 0 is out of range: the array has the indices 1...2
// ---
// name: removing too much
var a = [1, 2]
a.removeFirst(3) // fault: 'removeFirst(3)' needs an array of at least so many elements, found 2
// ---
// name: a key twice in a literal
let keys = ["a", "a"]
let d = [keys[0]: 1, keys[1]: 2] // fault: the key "a" is there twice in the dictionary literal
print(d.count)
// ---
// name: a key twice in pairs
let d = Dictionary(uniqueKeysWithValues: [(1, "a"), (1, "b")]) // fault: the key 1 is there twice
print(d.count)
// ---
// name: what is not in a dictionary
let d = ["a": 1]
print(d["b"]!) // fault: unexpectedly found nil
// ---
// name: entries that an order does not tell apart
let d = ["a": 1, "b": 1]
print(d.sorted { $0.value < $1.value }) // fault: two elements are equal in this order
// ---
// name: two greatest entries
let d = ["a": 1, "b": 1, "c": 0]
print(d.max { $0.value < $1.value }!) // fault: two elements are equal in this order
// ---
// name: past the end of a string
let s = "abc"
print(s[s.endIndex]) // fault: string index is out of bounds
// ---
// name: an index of a longer string
let i = "long text".index("long text".startIndex, offsetBy: 8)
print("abc"[i]) // fault: string index is out of bounds
// ---
// name: walking past the start
let s = "abc"
print(s.index(before: s.startIndex) == s.endIndex) // fault: string index is out of bounds
// ---
// name: taking from nothing
var s = ""
s.removeLast() // fault: 'removeLast()' needs a string that is not empty
// ---
// name: a character of two
let text = "ab"
print(Character(text)) // fault: a 'Character' is made from a string of one character
// ---
// name: fewer than none
let n = -1
print("abc".prefix(n)) // fault: 'prefix' needs a number that is not negative, found -1
// ---
// name: a step of nothing
let step = 0
for i in stride(from: 0, to: 5, by: step) { print(i) } // fault: stride size must not be zero
// ---
// name: stopping on purpose
func check(_ n: Int) -> Int {
  guard n > 0 else { fatalError("n is \(n)") } // fault: fatal error: n is -2
  return n
}
print(check(1))
print(check(-2))
// expect: 1
// ---
// name: a condition that must hold
let n = 3
precondition(n < 5, "too large")
precondition(n > 5, "n is \(n)") // fault: precondition failed: n is 3
// ---
// name: an assertion that does not hold
let a = [1, 2]
assert(a.isEmpty) // fault: assertion failed
