// name: a literal that does not fit in its type
let a: UInt8 = 256 // error: integer literal '256' overflows when stored into 'UInt8'
let b: Int8 = -129 // error: integer literal '-129' overflows when stored into 'Int8'
let c: UInt = -1 // error: negative integer '-1' overflows when stored into unsigned type 'UInt'
let d: [Int16] = [1, 40_000] // error: integer literal '40000' overflows when stored into 'Int16'
let e = UInt64(18_446_744_073_709_551_616) // error: overflows when stored into 'UInt64'
print(a, b, c, d, e)
// ---
// name: a literal between the parentheses of a type
print(Int8(200)) // error: integer literal '200' overflows when stored into 'Int8'
print(UInt16(-5)) // error: negative integer '-5' overflows
// ---
// name: integers of different types do not mix
let a: UInt8 = 1
let b = 2
print(a + b) // error: binary operator '+' cannot be applied to operands of type 'UInt8' and 'Int'
let c: Int = a // error: cannot convert value of type 'UInt8' to specified type 'Int'
print(a == "x") // error: binary operator '==' cannot be applied
// ---
// name: an integer type has no fractions
let a: UInt8 = 1.5 // error: cannot convert value of type 'Double' to specified type 'UInt8'
let b: Int64 = 2.0 // error: cannot convert value of type 'Double' to specified type 'Int64'
print(a, b)
// ---
// name: unsigned numbers have no negative
let a: UInt8 = 5
print(-a) // error: unary operator '-' cannot be applied to an operand of type 'UInt8'
// ---
// name: division by a known zero
print(1 / 0) // error: division by zero
print(7 % 0) // error: division by zero
let n = 5
print(n / 0) // error: division by zero
// ---
// name: known arithmetic that does not fit
print(Int.max + 1) // error: arithmetic operation '9223372036854775807 + 1' (on type 'Int') results in an overflow
print(Int.min - 1) // error: results in an overflow
let a: UInt8 = 200 + 100 // error: arithmetic operation '200 + 100' (on type 'UInt8') results in an overflow
let b: Int8 = 100 * 2 // error: (on type 'Int8') results in an overflow
print(3_000_000_000 * 4_000_000_000) // error: (on type 'Int') results in an overflow
print(a, b)
// ---
// name: shifting a fraction
print(1.5 << 2) // error: binary operator '<<' cannot be applied
// ---
// name: bits of a fraction
let x = 2.5
print(x & 1) // error: binary operator '&' cannot be applied
print(~x) // error: unary operator '~' cannot be applied to an operand of type 'Double'
// ---
// name: a method that only whole numbers have
print((2.5).isMultiple(of: 2)) // error: value of type 'Double' has no member 'isMultiple'
print(5.squareRoot()) // error: value of type 'Int' has no member 'squareRoot'
// ---
// name: the remainder of fractions
let x = 7.5
print(x % 2) // error: '%'
// ---
// name: a float and a double
let f: Float = 1
let d = 2.0
print(f * d) // error: binary operator '*' cannot be applied to operands of type 'Float' and 'Double'
// ---
// name: a range of numbers of two types
let a: UInt8 = 1
let b = 5
for i in a..<b { print(i) } // error: binary operator '..<' cannot be applied to operands of type 'UInt8' and 'Int'
// ---
// name: the remainder of whole numbers is no fraction
let x: Double = 7 % 2 // error: cannot convert value of type 'Int' to specified type 'Double'
let y: Double = 1 << 3 // error: cannot convert value of type 'Int' to specified type 'Double'
print(x, y)
