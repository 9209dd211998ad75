// name: let and var
let a = 1
var b = a
b += 2
b -= 1
b *= 10
b /= 3
b %= 4
print(a, b)
// expect: 1 2
// ---
// name: several in one line, and with types
var x = 1, y = 2.5, z: String = "z"
x += 1
y += 1
z += "!"
print(x, y, z)
// expect: 2 3.5 z!
// ---
// name: tuple patterns, nested
var ((a, b), (c, d)) = ((1, 2), (3.5, "d"))
a += b
c *= 2
d += "!"
print(a, b, c, d)
let (first, _, third) = (1, 2, 3)
print(first, third)
// expect: 3 2 7.0 d!
// expect: 1 3
// ---
// name: assigning tuples swaps
var a = 1
var b = 2
(a, b) = (b, a)
print(a, b)
_ = a + b
// expect: 2 1
// ---
// name: a constant gets its value later
let x: Int
if 3 > 2 { x = 10 } else { x = 20 }
print(x)
// expect: 10
// ---
// name: an optional variable starts as nil
var x: Int?
print(x == nil)
x = 5
print(x ?? 0, x!)
// expect: true
// expect: 5 5
// ---
// name: copies are independent
var a = [1, 2, 3]
let b = a
a[0] = 10
a.append(4)
print(a, b)
var t = (1, [2])
let u = t
t.0 = 5
t.1.append(3)
print(t, u)
// expect: [10, 2, 3, 4] [1, 2, 3]
// expect: (5, [2, 3]) (1, [2])
// ---
// name: inner blocks see and hide outer names
let x = 1
do {
  let x = 2
  print(x)
}
if true {
  let x = "three"
  print(x)
}
print(x)
// expect: 2
// expect: three
// expect: 1
// ---
// name: compound assignment on parts
var grid = [[1, 2], [3, 4]]
grid[0][1] += 10
grid[1][0] *= 5
var pair = (a: 1, b: [1.5])
pair.a -= 4
pair.b[0] /= 3
print(grid, pair)
var text = "a"
text += "b"
text.append("c")
print(text)
// expect: [[1, 12], [15, 4]] (a: -3, b: [0.5])
// expect: abc
