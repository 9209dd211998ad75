// name: missing and extra fields
struct P { var x: Int; var y = 0 }
let a = P() // error: missing argument for parameter 'x' in call
let b = P(x: 1, y: 2, z: 2) // error: extra argument 'z' in call
let c = P(1) // error: missing argument label 'x:' in call
let d = P(x: "a") // error: cannot convert value of type 'String' to expected argument type 'Int'
print(a, b, c, d)
// ---
// name: unknown members
struct P { var x: Int; func size() -> Int { x } }
let p = P(x: 1)
print(p.y) // error: value of type 'P' has no member 'y'
print(p.siz()) // error: value of type 'P' has no member 'siz'; did you mean 'size'?
print(P.x) // error: instance member 'x' cannot be used on type 'P'
// ---
// name: constants stay constant
struct P { let id: Int; var n: Int; mutating func up() { n += 1 } }
let p = P(id: 1, n: 2)
p.n = 3 // error: cannot assign to value: 'p' is a 'let' constant
p.up() // error: cannot use mutating member on immutable value
var q = p
q.id = 4 // error: 'id' is a 'let' constant
q.n = 5
print(q)
// ---
// name: a method that changes without mutating
struct C { var n = 0
  func up() { n += 1 } // error: 'self' is immutable
  func set() { self.n = 2 } // error: 'self' is immutable
  func call() { change() } // error: cannot use mutating member on immutable value
  mutating func change() { n = 3 } }
print(C())
// ---
// name: an initializer that leaves a property without a value
struct S { let a: Int; var b: String
  init(_ n: Int) {
    a = n
  } // error: return from initializer without initializing all stored properties
  init() {
    a = 1
    if a > 0 { b = "x" }
  } // error: return from initializer without initializing all stored properties
}
print(S(1), S())
// ---
// name: self before every property has its value
struct S { var a: Int; var b: Int
  init() {
    a = 1
    show() // error: 'self' used before all stored properties are initialized
    b = 2
  }
  init(_ n: Int) {
    a = b // error: used before being initialized
    b = n
  }
  func show() { print(a) } }
print(S())
// ---
// name: a constant property gets its value once
struct S { let a: Int
  init() {
    a = 1
    a = 2 // error: immutable value 'self.a' may only be initialized once
  } }
print(S())
// ---
// name: a custom initializer replaces the memberwise one
struct S { var a: Int
  init(double: Int) { a = double * 2 } }
print(S(a: 1)) // error: incorrect argument label in call (have 'a:', expected 'double:')
// ---
// name: redeclared members
struct S { var a = 1
  var a = 2 // error: invalid redeclaration of 'a'
  func f() {}
  func f() {} } // error: invalid redeclaration of 'f()'
struct S { } // error: invalid redeclaration of 'S'
// ---
// name: a struct that contains itself
struct Node { var value: Int; var next: Node? } // error: value type 'Node' cannot have a stored property that recursively contains it
struct A { var b: B } // error: value type 'A' cannot have a stored property that recursively contains it
struct B { var a: A } // error: value type 'B' cannot have a stored property that recursively contains it
// ---
// name: conformances that miss something
struct F { var f: () -> Int }
struct A: Equatable { var f: F } // error: type 'A' does not conform to protocol 'Equatable'
struct B: Comparable { var n: Int } // error: type 'B' does not conform to protocol 'Comparable'
struct C: CustomStringConvertible { var n: Int } // error: type 'C' does not conform to protocol 'CustomStringConvertible'
struct D: Nothing { var n: Int } // error: cannot find type 'Nothing' in scope
struct E: Int {} // error: inheritance from non-protocol type 'Int'
// ---
// name: operators need what they are for
struct V { var x: Int }
let v = V(x: 1)
print(v + v) // error: binary operator '+' cannot be applied to two 'V' operands
print(v == v) // error: binary operator '==' cannot be applied to two 'V' operands
print([v].sorted()) // error: 'V'
// ---
// name: get-only properties
struct S { var n = 1; var twice: Int { n * 2 }
  static let limit = 3
  subscript(i: Int) -> Int { i } }
var s = S()
s.twice = 4 // error: 'twice' is a get-only property
S.limit = 4 // error: 'limit' is a 'let' constant
s[0] = 1 // error: subscript is get-only
// ---
// name: private is private
struct S { private var secret = 1; private(set) var shown = 2; private func f() {} }
var s = S()
print(s.secret) // error: 'secret' is inaccessible due to 'private' protection level
s.shown = 3 // error: setter is inaccessible
s.f() // error: 'f' is inaccessible due to 'private' protection level
// ---
// name: missing returns in members
struct S {
  func f() -> Int {
    let n = 1
    print(n)
  } // error: missing return in instance method expected to return 'Int'
  var p: Int {
    let n = 1
    print(n)
  } // error: missing return in getter expected to return 'Int'
}
// ---
// name: stored properties where none can be
enum E { case a
  var n = 1 } // error: enums must not contain stored properties
extension E { var m = 2 } // error: extensions must not contain stored properties
struct S { case b } // error: enum 'case' is not allowed outside of an enum
// ---
// name: static members through values
struct S { static let n = 1; static func f() {}; func g() { f() } } // error: static member 'f' cannot be used on instance of type 'S'
print(S().n) // error: static member 'n' cannot be used on instance of type 'S'
// ---
// name: types within functions see no variables around them
func f(_ n: Int) -> Int {
  let k = n
  struct S { func g() -> Int { k } } // error: cannot find 'k' in scope
  return S().g()
}
print(f(1))
// ---
// name: aliases that name themselves
typealias A = B // error: type alias 'A' references itself
typealias B = A
let x: Int = 1
print(x)
// ---
// name: failable initializers give optionals
struct S { var n: Int
  init?(_ n: Int) { if n < 0 { return nil }; self.n = n }
  init(plain: Int) { n = plain; return nil } } // error: only a failable initializer can return 'nil'
let s: S = S(1) // error: value of optional type 'S?' must be unwrapped to a value of type 'S'
print(s)
