// name: a constant is not assigned again
let a = 1
a = 2 // error: cannot assign to value: 'a' is a 'let' constant
a += 1 // error: left side of mutating operator isn't mutable: 'a' is a 'let' constant
// ---
// name: a constant array is not changed
let xs = [1]
xs.append(2) // error: cannot use mutating member on immutable value: 'xs' is a 'let' constant
xs[0] = 5 // error: cannot assign to value: 'xs' is a 'let' constant
// ---
// name: parameters and loop variables are constants
func f(_ n: Int) {
  n = 2 // error: cannot assign to value: 'n' is a 'let' constant
}
for i in 0..<3 {
  i += 1 // error: left side of mutating operator isn't mutable: 'i' is a 'let' constant
}
// ---
// name: a property that can only be read
var xs = [1]
xs.count = 5 // error: cannot assign to value: 'count' is a get-only property
let e = Engine([])
e.turns = 3 // error: cannot assign to value: 'turns' is a get-only property
e.speed = 3
// ---
// name: a constant of a copied type of the library
let v = Vector([1])
v[0] = 2 // error: cannot assign to value: 'v' is a 'let' constant
v.append(1) // error: cannot use mutating member on immutable value: 'v' is a 'let' constant
// ---
// name: results are not assigned to
func f() -> [Int] { [1] }
f()[0] = 2 // error: cannot assign to value: 'f' returns immutable value
3 = 4 // error: cannot assign to value: expression is not assignable
// ---
// name: a constant is given one value
let x: Int
x = 1
x = 2 // error: cannot assign to value: 'x' is a 'let' constant
// ---
// name: used before it has a value
let x: Int
print(x) // error: constant 'x' used before being initialized
var y: Int
if 1 < 2 { y = 1 }
print(y) // error: variable 'y' used before being initialized
