// name: an if without an else is no value
let n = 5
let a = if n > 3 { 1 } // error: 'if' must have an unconditional 'else' to be used as expression
// ---
// name: branches of two types
let n = 5
let a = if n > 3 { 1 } else { "x" } // error: cannot
let b: Int = switch n {
case 0: 1
default: "two" // error: cannot
}
// ---
// name: a switch that misses values is no value
let n = 5
let a = switch n { // error: switch must be exhaustive
case 0: "zero"
case 1...: "more"
}
// ---
// name: a branch of several statements
let n = 5
let a = if n > 3 {
  print("big")
  2 // error: a branch
} else {
  1
}
// ---
// name: a key path to what is not there
print(["a"].map(\.size)) // error: value of type 'String' has no member 'size'
print([1, 2].map(\.count)) // error: value of type 'Int' has no member 'count'
// ---
// name: an operator for other types
print(["a"].reduce(0, +)) // error: '+'
// ---
// name: the order of an array of pairs
print([(1, "a"), (2, "b")].sorted()) // error: 'Comparable'
print([(1, "a")].max() ?? (0, "")) // error: 'Comparable'
// ---
// name: a pattern of another type
let n = 5
switch n {
case "a"..."z": print("letter") // error: binary operator
case 1.5: print("fraction") // error: binary operator
default: print("other")
}
// ---
// name: the least of two types
print(min(1, "a")) // error: 'String'
// ---
// name: chaining what is no optional
let s = "a"
print(s?.count ?? 0) // error: cannot use optional chaining on non-optional value of type 'String'
// ---
// name: sorting what has no order
print([[1], [0]].sorted()) // error: 'Comparable'
print([1: 2].keys.sorted(by: +)) // error: 'Bool'
// ---
// name: joining numbers
print([1, 2].joined(separator: ",")) // error: does not conform to protocol
// ---
// name: a literal that is cast to another kind
print("5" as Int) // error: cannot convert value of type 'String' to type 'Int' in coercion
print(2.5 as Int) // error: cannot convert value of type 'Double' to type 'Int' in coercion
