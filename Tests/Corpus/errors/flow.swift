// name: a missing return
func f(_ n: Int) -> Int {
  if n > 0 { return 1 }
} // error: missing return in global function expected to return 'Int'
// ---
// name: a return of the wrong type, and one too many
func f() -> Int { return "a" } // error: cannot convert return expression of type 'String' to return type 'Int'
func g() { return 1 } // error: unexpected non-void return value in void function
func h() -> Int {
  return // error: non-void function should return a value
}
// ---
// name: a guard that falls through
func f(_ o: Int?) {
  guard let n = o else {
    print("none")
  } // error: 'guard' body must not fall through
  print(n)
}
// ---
// name: break and continue outside of loops
break // error: 'break' is only allowed inside a loop or 'switch'
continue // error: 'continue' is only allowed inside a loop
// ---
// name: a label that is not there
for i in 0..<3 {
  print(i)
  break outer // error: cannot find label 'outer' in scope
}
// ---
// name: code that is never reached
func f() -> Int {
  return 1
  print("never") // warning: will never be executed
}
print(f())
// ---
// name: results that are dropped
func f() -> Int { 1 }
f() // warning: result of call to 'f()' is unused
1 + 2 // warning: result of operator '+' is unused
let a = 3
a // warning: variable 'a' is unused
[1].map { $0 } // warning: result of call to 'map(_:)' is unused
print(a)
// ---
// name: the last expression of a cell is shown, not dropped
func f() -> Int { 1 }
f()
// ---
// name: an empty case
switch 1 {
case 1: // error: 'case' label in a 'switch' must have at least one executable statement
default: break
}
