// name: numbers of different types do not mix
let n = 3
let x = 2.5
print(n * x) // error: binary operator '*' cannot be applied to operands of type 'Int' and 'Double'
// ---
// name: a text is no number
print(1 + "2") // error: binary operator '+' cannot be applied to operands of type 'Int' and 'String'
// ---
// name: a condition is a Bool
let n = 1
if n { print(n) } // error: cannot convert value of type 'Int' to expected condition type 'Bool'
while "x" { } // error: cannot convert value of type 'String' to expected condition type 'Bool'
// ---
// name: an assignment is no condition
var a = 1
if a = 2 { print(a) } // error: use of '=' in a boolean context, did you mean '=='?
// ---
// name: an optional must be unwrapped
let o: Int? = 3
let n: Int = o // error: value of optional type 'Int?' must be unwrapped to a value of type 'Int'
print(o + 1) // error: binary operator '+' cannot be applied to operands of type 'Int?' and 'Int'
// ---
// name: a member of an optional
let s: String? = "a"
print(s.count) // error: value of optional type 'String?' must be unwrapped to refer to member 'count' of wrapped base type 'String'
// ---
// name: unwrapping what is not optional
let n = 3
print(n!) // error: cannot force unwrap value of non-optional type 'Int'
if let m = n { print(m) } // error: initializer for conditional binding must have Optional type, not 'Int'
print(n?.description) // error: cannot use optional chaining on non-optional value of type 'Int'
// ---
// name: nil needs an optional
let a = nil // error: 'nil' requires a contextual type
let b: Int = nil // error: 'nil' cannot be used for a value of type 'Int'
// ---
// name: an empty array needs a type
let a = [] // error: empty collection literal requires an explicit type
// ---
// name: the elements of an array are of one type
let a = [1, "two"] // error: the elements of an array are of one type: found 'Int' and 'String'
// ---
// name: what is assigned must fit
var n = 1
n = 2.5 // error: cannot assign value of type 'Double' to type 'Int'
n += 1.5 // error: binary operator '+=' cannot be applied to operands of type 'Int' and 'Double'
// ---
// name: a literal that does not fit
let n = 9223372036854775808 // error: integer literal '9223372036854775808' overflows when stored into 'Int'
// ---
// name: only sequences can be walked
for i in 10 { print(i) } // error: for-in loop requires 'Int' to conform to 'Sequence'
for x in 2.5 { print(x) } // error: for-in loop requires 'Double' to conform to 'Sequence'
// ---
// name: a tuple pattern must fit its value
let (a, b) = (1, 2, 3) // error: tuple pattern has 2 elements, but the value of type '(Int, Int, Int)' has 3
let (c, d) = 5 // error: tuple pattern cannot match values of the non-tuple type 'Int'
// ---
// name: the branches of a choice agree
let n = 1
let x = n > 0 ? 1 : "a" // error: result values in '? :' expression have mismatching types 'Int' and 'String'
// ---
// name: only functions can be called
let n = 3
print(n(1)) // error: cannot call value of non-function type 'Int'
// ---
// name: only what has subscripts can be subscripted
let n = 3
print(n[0]) // error: value of type 'Int' has no subscripts
// ---
// name: an index is an Int
let xs = [1, 2]
print(xs["a"]) // error: a value of type '[Int]' cannot be subscripted with 'String'
print(xs[0.5]) // error: a value of type '[Int]' cannot be subscripted with 'Double'
// ---
// name: a type is no value
let t = Int // error: expected member name or constructor call after type name
// ---
// name: what cannot be compared
let f = { (x: Int) in x }
print(f == f) // error: binary operator '==' cannot be applied to two '(Int) -> Int' operands
let a = [1]
print(a < a) // error: binary operator '<' cannot be applied to two '[Int]' operands
// ---
// name: sorting what has no order
let ps = [(1, 2), (0, 1)]
print(ps.sorted()) // error: type '(Int, Int)' does not conform to protocol 'Comparable'
// ---
// name: a choice must be exhaustive
let n = 3
switch n { // error: switch must be exhaustive
case 1: print("one")
case 2: print("two")
}
let b = true
switch (b, b) { // error: switch must be exhaustive
case (true, _): print("a")
case (false, true): print("b")
}
// ---
// name: remainder is for whole numbers
print(7.5 % 2) // error: '%' is for whole numbers
// ---
// name: a mixed up call of reduce
print([1, 2].reduce(0) { $0 + $1 + "a" }) // error: binary operator '+' cannot be applied to operands of type 'Int' and 'String'
