// name: a switch that forgets a case
enum D { case north, south, east, west }
let d = D.north
switch d { // error: switch must be exhaustive
case .north: print("n")
case .south, .east: print("se")
}
// ---
// name: cases with where are no full cover
enum R { case ok(Int), no }
let r = R.ok(1)
switch r { // error: switch must be exhaustive
case .ok(let n) where n > 0: print(n)
case .no: print("no")
}
// ---
// name: unknown cases
enum D { case north, south }
let d: D = .nroth // error: type 'D' has no member 'nroth'
print(D.up) // error: type 'D' has no member 'up'
switch D.north {
case .north: print(1)
case .sooth: print(2) // error: type 'D' has no member 'sooth'
default: print(3)
}
// ---
// name: associated values of the wrong kind
enum S { case circle(radius: Double), rect(Int, Int), unit }
let a = S.circle(1) // error: missing argument label 'radius:' in call
let b = S.circle(radius: "x") // error: cannot convert value of type 'String' to expected argument type 'Double'
let c: S = .rect(1) // error: missing argument for parameter #2 in call
print(a, b, c)
// ---
// name: patterns of the wrong shape
enum S { case circle(Double), unit }
switch S.unit {
case .circle(let a, let b): print(a, b) // error: tuple pattern has the wrong length
case .unit(let x): print(x) // error: pattern with associated values does not match enum case 'unit'
default: print("d")
}
// ---
// name: raw values
enum A: Int { case one = 1, two = 1 } // error: raw value for enum case is not unique
enum B { case x = 3 } // error: enum case cannot have a raw value if the enum does not have a raw type
enum C: String { case x = 3 } // error: cannot convert value of type 'Int'
enum D: Int { case x(Int) } // error: enum with raw type cannot have cases with arguments
print(A.one.rawValue)
// ---
// name: an enum that holds itself
enum L { case end, item(Int, L) } // error: recursive enum 'L' is not marked 'indirect'
print(L.end)
// ---
// name: comparing without an order
enum S { case a(Double), b }
print(S.b == S.b) // error: binary operator '==' cannot be applied to two 'S' operands
enum T: CaseIterable { case a(Int) } // error: type 'T' does not conform to protocol 'CaseIterable'
enum U { case x, y }
print(U.x < U.y) // error: binary operator '<' cannot be applied to two 'U' operands
print(U.allCases) // error: type 'U' has no member 'allCases'
// ---
// name: a default that is never reached
enum B { case x, y }
switch B.x {
case .x: print("x")
case .y: print("y")
default: print("d") // warning: default will never be executed
}
// ---
// name: fallthrough where it cannot be
enum B { case x(Int), y(Int), z }
switch B.z {
case .x: fallthrough // error: 'fallthrough' cannot transfer control to a case label that declares variables
case .y(let n): print(n)
case .z: fallthrough // error: 'fallthrough' cannot transfer control out of the last 'case'
}
// ---
// name: names in several patterns
enum B { case x(Int), y(String), z(Int) }
switch B.x(1) {
case .x(let n), .y(let n): print(n) // error: pattern variable bound to type 'String', expected type 'Int'
case .z: print("z")
}
switch B.x(1) {
case .x(let n), .y: print(n) // error: 'n' must be bound in every pattern
case .z: print("z")
}
// ---
// name: a lone dot without a type
let a = .north // error: cannot infer contextual base in reference to member 'north'
print(a)
// ---
// name: optional and tuple switches miss values
enum S { case a, b }
let s: S? = .a
switch s { // error: switch must be exhaustive
case .a: print("a")
case nil: print("nil")
}
switch (s ?? .a, true) { // error: switch must be exhaustive
case (.a, _): print("a")
case (.b, true): print("b")
}
// ---
// name: cases are no instance members
enum S { case a, b
  func f() -> Bool { self == a } } // error: enum case 'a' cannot be used as an instance member
// ---
// name: redeclared cases
enum S { case a
  case a } // error: invalid redeclaration of 'a'
