// name: overflow of a sum
var n = Int.max - 1
print(n)
n += 1
n += 1 // fault: the sum '9223372036854775807 + 1' does not fit in 'Int'
// expect: 9223372036854775806
// ---
// name: overflow of a product, a difference and a negation
let big = Int.max
let x = big * 2 // fault: the product '9223372036854775807 * 2' does not fit in 'Int'
// ---
// name: overflow of a difference
let low = Int.min
print(low - 1) // fault: the difference '-9223372036854775808 - 1' does not fit
// ---
// name: overflow of a negation
let low = Int.min
print(-low) // fault: '-(-9223372036854775808)' does not fit in 'Int'
// ---
// name: overflow of a quotient
let low = Int.min
print(low / -1) // fault: '-9223372036854775808 / -1' does not fit
// ---
// name: division by zero
let zero = 0
print(1 / zero) // fault: division by zero in '1 / 0'
// ---
// name: remainder by zero
let zero = 0
print(7 % zero) // fault: division by zero in '7 % 0'
// ---
// name: index out of range
let xs = [1, 2, 3]
var i = 2
print(xs[i])
i += 1
print(xs[i]) // fault: index 3 is out of range: the array has the indices 0...2
// expect: 3
// ---
// name: index of an empty array
let xs: [Int] = []
print(xs[0]) // fault: index 0 is out of range: the array is empty
// ---
// name: index when assigning
var xs = [1]
xs[1] = 5 // fault: index 1 is out of range: the array has the indices 0...0
// ---
// name: index when changing in place
var xs = [[1], [2]]
xs[0][4] += 5 // fault: index 4 is out of range
// ---
// name: a slice has its array's indices
let s = [1, 2, 3, 4][2...3]
print(s[2])
print(s[0]) // fault: index 0 is out of range: the array has the indices 2...3
// expect: 3
// ---
// name: a slice out of bounds
let xs = [1, 2]
print(xs[1...2]) // fault: the range 1..<3 is out of bounds
// ---
// name: nil where a value was needed
let text = "x"
print(Int(text)!) // fault: unexpectedly found nil while unwrapping a value of type 'Int?'
// ---
// name: a range the wrong way round
let n = 3
for i in 5..<n { print(i) } // fault: a range needs its lower bound first, found '5..<3'
// ---
// name: a conversion that does not fit
print(Int(1e300)) // fault: '1e+300' cannot be converted to 'Int': it does not fit
// ---
// name: a conversion of nothing
print(Int(0.0 / 0.0)) // fault: 'nan' cannot be converted to 'Int': it is not finite
// ---
// name: removing from an empty array
var xs: [Int] = []
xs.removeLast() // fault: 'removeLast()' needs an array that is not empty
// ---
// name: a negative count
print(Array(repeating: 0, count: -1)) // fault: cannot make an array of -1 elements
// ---
// name: a stride of zero
for i in stride(from: 0, to: 3, by: 0) { print(i) } // fault: stride size must not be zero
// ---
// name: an error of the library
let e = Engine([Wheel()])
e.start(Vector([1]), times: 0) // fault: 'times' must be positive, found 0
// ---
// name: an error of a library operator
print(Vector([1, 2]) + Vector([1])) // fault: cannot add vectors of 2 and 1 numbers
// ---
// name: a fault within functions
func inner(_ n: Int) -> Int { 10 / n } // fault: division by zero in '10 / 0'
func outer(_ n: Int) -> Int { inner(n - 1) }
print(outer(1))
// ---
// name: a fault within a closure that the library calls
let e = Engine([Wheel(), Wheel()])
e.each { i, name in
  print(10 / (1 - i)) // fault: division by zero in '10 / 0'
}
// expect: 10
// ---
// name: a format without its argument
print(String(format: "%d %d", 1)) // fault: the format's '%d' has no argument: there are 1
