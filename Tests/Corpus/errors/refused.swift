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
print(["a"].map(\.count)) // error: a key path cannot be used in a cell
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
