// name: an unknown name, with the name that was meant
let counter = 1
print(countr) // error: cannot find 'countr' in scope; did you mean 'counter'?
// ---
// name: an unknown function
prnt(1) // error: cannot find 'prnt' in scope; did you mean 'print'?
// ---
// name: an unknown type
let x: Intt = 1 // error: cannot find type 'Intt' in scope; did you mean 'Int'?
// ---
// name: an unknown member
print([1].cout) // error: value of type '[Int]' has no member 'cout'; did you mean 'count'?
// ---
// name: an unknown implicit member
let k = Knob(1, mode: .fanci) // error: type 'Mode' has no member 'fanci'; did you mean 'fancy'?
// ---
// name: a name above its declaration
print(later) // error: cannot find 'later' in scope
let later = 1
// ---
// name: a name declared twice
let a = 1
let a = 2 // error: invalid redeclaration of 'a'
// ---
// name: a function declared twice
func f(_ x: Int) {}
func f(_ x: Int) {} // error: invalid redeclaration of 'f(_:)'
// ---
// name: a name of a block is not seen outside
if true { let inner = 1; print(inner) }
print(inner) // error: cannot find 'inner' in scope
// ---
// name: several errors in one pass
let a: Int = "x" // error: cannot convert value of type 'String' to specified type 'Int'
let b = undefined // error: cannot find 'undefined' in scope
print(a + 1, b)
let c: Bool = 1 // error: cannot convert value of type 'Int' to specified type 'Bool'
// ---
// name: an operator that is not known
let x = 1 ** 2 // error: '**' is not a known operator
