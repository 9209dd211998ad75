// name: whole numbers are Int, fractions Double
let a = 1
let b = 1.5
print(a / 2, b / 2, 7 / 2, -7 / 2, 7 % 3, -7 % 3)
// expect: 0 0.75 3 -3 1 -1
// ---
// name: a literal takes the type that is asked of it
let x: Double = 1
let y: Float = 0.1
let z = 2 * x + 1
print(x, y, z, 1 / 3.0, y * 2)
// expect: 1.0 0.1 3.0 0.3333333333333333 0.2
// ---
// name: hexadecimal, octal, binary and underscores
print(0xFF, 0o17, 0b1010, 1_000_000, 1_000.5, 1e3, 2.5e-3, 0x10)
// expect: 255 15 10 1000000 1000.5 1000.0 0.0025 16
// ---
// name: negative literals
let low = -9223372036854775808
print(low, -5, +5, -2.5)
// expect: -9223372036854775808 -5 5 -2.5
// ---
// name: numbers print as Swift prints them
print(0.1 + 0.2, 1e16, 1e15, 123456789.0, 1e-5, 0.0001, 100.0, -0.0, 5e-324, 1.7976931348623157e308)
print(Double.infinity, -Double.infinity, Float(0.1), Float(1) / 3, Double(Float(0.1)))
print(1.0e100, 12345678901234567890.0, 0.1 as Float)
// expect: 0.30000000000000004 1e+16 1000000000000000.0 123456789.0 1e-05 0.0001 100.0 -0.0 5e-324 1.7976931348623157e+308
// expect: inf -inf 0.1 0.33333334 0.10000000149011612
// expect: 1e+100 1.2345678901234567e+19 0.1
// ---
// name: strings, escapes and interpolation
let name = "world"
print("hello, \(name)!", "tab\tquote\" backslash\\", "sum \(1 + 2) \("nested \(name)")")
print("\u{48}\u{1F600}", "a\nb")
// expect: hello, world! tab	quote" backslash\ sum 3 nested world
// expect: H😀 a
// expect: b
// ---
// name: multi-line strings
let text = """
  first
    second
  third \
  continued
  "quoted"
  """
print(text)
// expect: first
// expect:   second
// expect: third continued
// expect: "quoted"
// ---
// name: raw strings
print(#"no \n escape, but \#(1 + 1)"#, ##"a "# b"##)
// expect: no \n escape, but 2 a "# b
// ---
// name: an empty string and a string with a line
print("", "x", separator: "|", terminator: "!\n")
// expect: |x!
// ---
// name: characters
let c: Character = "x"
let d = Character("y")
print(c, d, c < d, String(c) + "z")
print([c, d])
// expect: x y true xz
// expect: ["x", "y"]
// ---
// name: truth values
let yes = true
print(yes, !yes, yes && false, yes || false, yes == true)
// expect: true false false true true
// ---
// name: array literals agree on one type
let mixed = [1, 2.5, 3]
let inner = [[1, 2], [3], []]
print(mixed, inner, [1, nil, 3], ["a", "b"], [true], [1.0])
// expect: [1.0, 2.5, 3.0] [[1, 2], [3], []] [Optional(1), nil, Optional(3)] ["a", "b"] [true] [1.0]
// ---
// name: an array that is told its type
let ds: [Double] = [1, 2, 3]
let e: [Int] = []
let f = [String]()
let g = [Int](repeating: 7, count: 3)
print(ds, e, f, g)
// expect: [1.0, 2.0, 3.0] [] [] [7, 7, 7]
// ---
// name: tuples
let t = (1, "two", 3.0)
let u = (x: 1, y: 2)
print(t, t.0, t.1, t.2, u, u.x, u.1)
print((1, (2, "a")), ("a" as Character, true))
// expect: (1, "two", 3.0) 1 two 3.0 (x: 1, y: 2) 1 2
// expect: (1, (2, "a")) ("a", true)
// ---
// name: a coercion with as
print(1 as Double, 2 as Float, [1, 2] as [Double])
// expect: 1.0 2.0 [1.0, 2.0]
