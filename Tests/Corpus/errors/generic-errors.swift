// name: operators need constraints
func f<T>(_ a: T, _ b: T) -> Bool { a == b } // error: binary operator '==' cannot be applied to two 'T' operands
func g<T: Equatable>(_ a: T, _ b: T) -> Bool { a < b } // error: binary operator '<' cannot be applied to two 'T' operands
func h<T: Comparable>(_ a: T) -> T { a + a } // error: binary operator '+' cannot be applied to two 'T' operands
func i<T: Numeric>(_ a: T) -> T { a / a } // error: binary operator '/' cannot be applied to two 'T' operands
// ---
// name: members need constraints
func f<T>(_ a: T) -> Int { a.count } // error: value of type 'T' has no member 'count'
func g<T>(_ a: T) { for x in a { print(x) } } // error: for-in loop requires 'T' to conform to 'Sequence'
// ---
// name: literals need constraints
func f<T>(_ a: T) -> T { return 0 } // error: cannot convert return expression of type 'Int' to return type 'T'
func g<T: Numeric>(_ a: T) -> T { return 0.5 } // error: cannot convert return expression of type 'Double' to return type 'T'
// ---
// name: calls must meet the constraints
struct P {}
func largest<T: Comparable>(_ xs: [T]) -> T? { xs.first }
print(largest([P()]) == nil) // error: requires that 'P' conform to 'Comparable'
func total<T: Numeric>(_ xs: [T]) -> T { 0 }
print(total(["a"])) // error: requires that 'String' conform to 'Numeric'
// ---
// name: one parameter is one type
func same<T>(_ a: T, _ b: T) -> [T] { [a, b] }
print(same(1, "a")) // error: cannot convert value of type 'String' to expected argument type 'Int'
// ---
// name: parameters that nothing tells
func make<T>() -> [T] { [] }
let a: [Int] = make()
let b = make() // error: generic parameter 'T' could not be inferred
func none<T>(_ n: Int) -> Int { n } // error: generic parameter 'T' is not used in function signature
print(a, b)
// ---
// name: type arguments
struct S<T> { var x: T }
let a: S<Int, Int> = S(x: 1) // error: generic type 'S' specialized with too many type parameters (got 2, but expected 1)
struct Q { var x: Int }
let b: Q<Int> = Q(x: 1) // error: cannot specialize non-generic type 'Q'
let c: S<String> = S(x: 1) // error: cannot convert value of type
print(a, b, c)
// ---
// name: constrained types
struct Sorted<T: Comparable> { var items: [T] }
struct P {}
let a = Sorted<P>(items: []) // error: type 'P' does not conform to protocol 'Comparable'
print(a)
// ---
// name: constrained extensions
extension Array where Element == Int { func total() -> Int { reduce(0, +) } }
print(["a"].total()) // error: 'total'
struct B<T> { var x: T }
extension B where T: Numeric { var twice: T { x + x } }
print(B(x: "a").twice) // error: 'twice'
// ---
// name: static stored properties in generic types
struct S<T> { static var n = 1 } // error: static stored properties not supported in generic types
// ---
// name: unknown constraints
func f<T: Nothing>(_ x: T) {} // error: cannot find type 'Nothing' in scope
func g<T: Int>(_ x: T) {} // error: constrained to non-protocol
// ---
// name: members of generic values
struct S<T> { var x: T; func get() -> T { x } }
let n: Int = S(x: "a").get() // error: cannot convert value of type 'String' to specified type 'Int'
print(n)
// ---
// name: members of extended standard types
extension Int { var squared: Int { self * self } }
print(3.sqared) // error: value of type 'Int' has no member 'sqared'
print(3.5.squared) // error: value of type 'Double' has no member 'squared'
extension Nope { } // error: cannot find type 'Nope' in scope
