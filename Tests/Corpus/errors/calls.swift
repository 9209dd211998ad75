// name: a misspelt label
let k = Knob(8, mod: .plain) // error: incorrect argument label in call (have 'mod:', expected 'mode:')
// ---
// name: a missing label
func f(a: Int) {}
f(1) // error: missing argument label 'a:' in call
// ---
// name: a label too many
func f(_ a: Int) {}
f(a: 1) // error: extraneous argument label 'a:' in call
// ---
// name: a missing argument
func f(_ a: Int, b: Int) {}
f(1) // error: missing argument for parameter 'b' in call
f(b: 1) // error: missing argument for parameter #1 in call
// ---
// name: an argument too many
func f(_ a: Int) {}
func g() {}
f(1, 2) // error: extra argument in call
g(1) // error: argument passed to call that takes no arguments
f(1, b: 2) // error: extra argument 'b' in call
// ---
// name: arguments in the wrong order
func f(a: Int, b: Int) {}
f(b: 1, a: 2) // error: argument 'a' must precede argument 'b'
// ---
// name: an argument of the wrong type
func f(_ a: Int) {}
f("x") // error: cannot convert value of type 'String' to expected argument type 'Int'
let m = Engine([Knob(1), 5]) // error: cannot convert value of type 'Int' to expected element type 'any Part'
// ---
// name: inout needs an ampersand and a variable
func f(_ a: inout Int) { a += 1 }
var x = 1
let y = 1
f(x) // error: passing value of type 'Int' to an inout parameter requires explicit '&'
f(&y) // error: cannot pass immutable value as inout argument: 'y' is a 'let' constant
f(&x)
print(&x) // error: '&' used with non-inout argument
// ---
// name: no overload fits
print(max("a", 1)) // error: cannot convert value of type
// ---
// name: a static member of a value, an instance member of a type
let m = Mode.plain
print(m.fancy) // error: static member 'fancy' cannot be used on instance of type 'Mode'
print(Mode.name) // error: instance member 'name' cannot be used on type 'Mode'
// ---
// name: too few parameters in a closure
print([1, 2].reduce(0) { $0 }) // error: expects 2 arguments, but 1 was used in closure body
// ---
// name: a closure that ignores its argument without saying so
print([1, 2].map { 5 }) // error: contextual type for closure argument expects 1 argument, which cannot be implicitly ignored
// ---
// name: a closure whose parameters nothing tells
let f = { x in x } // error: cannot infer type of closure parameter 'x' without a type annotation
// ---
// name: a call that needs try
func f() throws -> Int { 1 }
print(f()) // error: call can throw but is not marked with 'try'
print(try f())
