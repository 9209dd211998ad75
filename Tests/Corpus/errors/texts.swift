// name: a string is not indexed by numbers
let s = "abc"
print(s[0]) // error: a value of type 'String' cannot be subscripted with 'Int'
print(s[0..<2]) // error: a value of type 'String' cannot be subscripted with 'Range<Int>'
// ---
// name: part of a string is no string
let s = "hello"
let t: String = s.prefix(2) // error: cannot convert value of type 'Substring' to specified type 'String'
func f(_ x: String) {}
f(s.dropFirst()) // error: cannot convert value of type 'Substring' to expected argument type 'String'
let u: String = s.first ?? "x" // error: cannot convert value of type 'Character'
// ---
// name: a character is one character
let c: Character = "ab" // error: cannot convert value of type 'String' to specified type 'Character'
let d: Character = "" // error: cannot convert value of type 'String' to specified type 'Character'
// ---
// name: a character and a string
let c: Character = "a"
let s = "b"
print(c + s) // error: binary operator '+' cannot be applied to operands of type 'Character' and 'String'
print(c == s) // error: binary operator '==' cannot be applied to operands of type 'Character' and 'String'
// ---
// name: a string and a number
let n = 5
print("n: " + n) // error: binary operator '+' cannot be applied to operands of type 'String' and 'Int'
print("5" * 2) // error: binary operator '*' cannot be applied
let m: Int = "5" // error: cannot convert value of type 'String' to specified type 'Int'
// ---
// name: a number from text is optional
let n: Int = Int("5") // error: value of optional type 'Int?' must be unwrapped to a value of type 'Int'
print(Double("2") * 2) // error: binary operator '*' cannot be applied
// ---
// name: members that strings do not have
let s = "abc"
print(s.length) // error: value of type 'String' has no member 'length'
print(s.isLetter) // error: value of type 'String' has no member 'isLetter'
print(s.first!.count) // error: value of type 'Character' has no member 'count'
// ---
// name: a constant string
let s = "abc"
s.append("d") // error: 's' is a 'let' constant
s.removeFirst() // error: 's' is a 'let' constant
