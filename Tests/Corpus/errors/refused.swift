// name: classes, actors and protocols
class A {} // error: 'class' cannot be used in a cell
actor B {} // error: 'actor' cannot be used in a cell
protocol C {} // error: 'protocol' cannot be used in a cell
let a = A()
// ---
// name: imports
import Foundation // error: 'import' cannot be used in a cell
import LessonKit
// ---
// name: await, async and tasks
func f() async {} // error: 'async' cannot be used in a cell
await f() // error: 'await' cannot be used in a cell
// ---
// name: lazy, weak and attributes
lazy var x = 1 // error: 'lazy' cannot be used in a cell
@MainActor func f() {} // error: '@MainActor' cannot be used in a cell
// ---
// name: Any, some and implicitly unwrapped optionals
func f(_ x: Any) {} // error: 'Any' cannot be used in a cell
func g(_ x: some Sequence) {} // error: 'some' cannot be used in a cell
var y: Int! // error: an implicitly unwrapped optional cannot be used in a cell
// ---
// name: macros and conditional compilation
#warning("x") // error: '#warning' cannot be used in a cell
#if os(Linux) // error: '#if' cannot be used in a cell
#endif
// ---
// name: casts
let n = 1
print(n as? Double) // error: 'as?' cannot be used in a cell
print(n is Int) // error: 'is' cannot be used in a cell
// ---
// name: key paths and regular expressions
let path = \String.count // error: a key path can be used in a cell where a function is expected
let r = /a+/ // error: a regular expression cannot be used in a cell
// ---
// name: a method that is not called
let n = 3
print(n.signum) // error: method 'signum()' is not called
// ---
// name: a function that is called above a variable it uses
func f() -> Int { limit }
print(f()) // error: 'f' uses 'limit' before its declaration
let limit = 3
print(f())
// ---
// name: a return outside of functions
return // error: return invalid outside of a func
// ---
// name: the order of a dictionary or a set
let d = ["a": 1, "b": 2]
let s: Set = [1, 2]
for (k, v) in d { print(k, v) } // error: in an order that changes from run to run; sort it first, such as with '.sorted { $0.key < $1.key }'
for x in s { print(x) } // error: the loop would go through the elements of 'Set<Int>'
print(d) // error: prints its elements in an order that changes from run to run
print("\(s)") // error: prints its elements in an order that changes from run to run
print(d.map { $0.key }) // error: 'map' would go through the elements of '[String : Int]'
print(Array(s)) // error: 'Array' would go through the elements of 'Set<Int>'
print(d.keys.first ?? "") // error: 'first' would go through the elements
print(d.values.reduce(0) { $0 - $1 }) // error: 'reduce' would go through the elements
print(zip(s, [1]).count { $0 == $1 }) // error: 'zip' would go through the elements
// ---
// name: a sum of fractions depends on their order
let d = ["a": 0.1, "b": 0.2]
print(d.values.reduce(0, +)) // error: 'reduce' would go through the elements
// ---
// name: in types: classes, protocols and lazy
class A {} // error: 'class' cannot be used in a cell
protocol B {} // error: 'protocol' cannot be used in a cell
struct C { lazy var n = 1 } // error: 'lazy' cannot be used in a cell
struct D: Codable { var n = 1 } // error: a type of a cell cannot conform to 'Codable'
func f(_ x: some Comparable) {} // error: 'some' cannot be used in a cell
// ---
// name: in types: own operators and macros
infix operator ** // error: 'operator' cannot be used in a cell
struct S { @available(*, deprecated) func f() {} } // error: cannot be used in a cell
