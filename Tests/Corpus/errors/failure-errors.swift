// name: calls that throw need try
enum E: Error { case e }
func f() throws -> Int { throw E.e }
print(f()) // error: call can throw but is not marked with 'try'
let n = f() + 1 // error: call can throw but is not marked with 'try'
print(n)
// ---
// name: errors that nothing handles
enum E: Error { case e, g }
func f() throws -> Int { throw E.e }
func a() -> Int { try f() } // error: errors thrown from here are not handled
func b() { throw E.e } // error: error is not handled because the enclosing function is not declared 'throws'
func c() -> Int {
  do { return try f() } catch E.e { return 1 } // error: errors thrown from here are not handled because the enclosing catch is not exhaustive
}
print(a(), c())
// ---
// name: what is thrown must be an error
struct P {}
func f() throws { throw P() } // error: thrown expression type 'P' does not conform to 'Error'
func g() throws { throw "x" } // error: thrown expression type 'String' does not conform to 'Error'
// ---
// name: catching what does not exist
enum E: Error { case e }
func f() throws { throw E.e }
do { try f() } catch E.nothing { print(1) } catch { print(error) } // error: 'nothing'
// ---
// name: values that a catch may leave open
enum E: Error { case e }
func f() throws -> Int { throw E.e }
let n: Int
do { n = try f() } catch { print("no") }
print(n) // error: constant 'n' used before being initialized
// ---
// name: try? gives an optional
enum E: Error { case e }
func f() throws -> Int { 1 }
let n: Int = try? f() // error: value of optional type 'Int?' must be unwrapped to a value of type 'Int'
print(n)
// ---
// name: throwing closures where none may throw
enum E: Error { case e }
func run(_ f: () -> Int) -> Int { f() }
print(run { throw E.e }) // error: invalid conversion from throwing function of type '() throws -> Int' to non-throwing function type
// ---
// name: fields of caught errors
struct A: Error { var n = 1 }
do { throw A() } catch let a as A { print(a.m) } // error: value of type 'A' has no member 'm'
do { throw A() } catch { print(error.n) } // error: value of type 'any Error' has no member 'n'
// ---
// name: missing return after do and catch
enum E: Error { case e }
func f() throws -> Int { 1 }
func g() -> Int {
  do { return try f() } catch { print(error) }
} // error: missing return in global function expected to return 'Int'
