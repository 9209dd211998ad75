// name: the bounds of every integer type
print(Int8.min, Int8.max, Int16.min, Int16.max, Int32.min, Int32.max)
print(UInt8.min, UInt8.max, UInt16.max, UInt32.max, UInt64.max, UInt.max)
print(Int64.min, Int64.max, Int.bitWidth, UInt8.bitWidth, Int16.zero)
// expect: -128 127 -32768 32767 -2147483648 2147483647
// expect: 0 255 65535 4294967295 18446744073709551615 18446744073709551615
// expect: -9223372036854775808 9223372036854775807 64 8 0
// ---
// name: literals take the type that is asked for
let a: UInt8 = 200
let b: Int16 = -300
let c: UInt64 = 18_446_744_073_709_551_615
let d: [Int8] = [1, -2, 0x7F]
let e: (UInt8, Int32) = (0b1010, 0o17)
print(a, b, c, d, e)
// expect: 200 -300 18446744073709551615 [1, -2, 127] (10, 15)
// ---
// name: arithmetic within a type
var level: UInt8 = 250
level += 5
let half = level / 2
let rest = level % 16
print(level, half, rest, level - half, Int8(-100) / 3, Int8(-100) % 3)
// expect: 255 127 15 128 -33 -1
// ---
// name: wrapping around
let top = UInt8.max
let low = Int8.min
print(top &+ 1, top &* 2, UInt8(0) &- 1, low &- 1, Int.max &+ 1, UInt64.max &+ 2)
// expect: 0 254 255 127 -9223372036854775808 1
// ---
// name: conversions between integers
let n = 300
print(UInt8(truncatingIfNeeded: n), Int8(clamping: n), UInt8(clamping: -5), Int(UInt8(200)))
print(UInt8(exactly: n) ?? 0, UInt8(exactly: 30) ?? 0, Int(exactly: 2.5) ?? -1, Int(exactly: 2.0) ?? -1)
print(Int16(3.99), UInt32(7.0), Int64(-2.5), UInt(bitPattern: -1), Int(bitPattern: 5))
// expect: 44 127 0 200
// expect: 0 30 -1 2
// expect: 3 7 -2 18446744073709551615 5
// ---
// name: shifts
let one: UInt8 = 1
print(one << 3, one << 8, one << 9, UInt8(0x80) >> 7, one &<< 9, Int8(-128) >> 3)
print(1 << 10, -16 >> 2, 1 << -1, 5 >> 70, -5 >> 70, 3 &>> 65)
let by: UInt16 = 4
print(1 << by, UInt32(7) << by)
// expect: 8 0 0 1 2 -16
// expect: 1024 -4 0 0 -1 1
// expect: 16 112
// ---
// name: bits
let flags: UInt8 = 0b1100_1010
print(flags & 0b1111, flags | 1, flags ^ 0xFF, ~flags, ~5, flags.nonzeroBitCount)
print(flags.leadingZeroBitCount, flags.trailingZeroBitCount, UInt16(0x1234).byteSwapped)
// expect: 10 203 53 53 -6 4
// expect: 0 1 13330
// ---
// name: bits in place
var mask = 1
mask <<= 4
mask |= 3
mask ^= 1
mask &= ~2
mask >>= 1
print(mask)
// expect: 8
// ---
// name: text and numbers with a radix
print(String(255, radix: 16), String(255, radix: 2), String(UInt8(171), radix: 16, uppercase: true))
print(Int("ff", radix: 16) ?? 0, UInt8("300") ?? 0, UInt8("30") ?? 0, Int("-12") ?? 0, Int("+7") ?? 0)
print(Int("12a") == nil, Int("") == nil, Int8("-129") == nil, Int("z", radix: 36) ?? 0)
// expect: ff 11111111 AB
// expect: 255 0 30 -12 7
// expect: true true true 35
// ---
// name: division with remainder and sign
let (q, r) = (-17).quotientAndRemainder(dividingBy: 5)
print(q, r, (-17).signum(), 0.signum(), UInt8(9).quotientAndRemainder(dividingBy: 4))
print((-5).magnitude, Int8.min.magnitude, UInt8(7).magnitude, 12.isMultiple(of: 4), 12.isMultiple(of: 5))
// expect: -3 -2 -1 0 (quotient: 2, remainder: 1)
// expect: 5 128 7 true false
// ---
// name: overflow that is reported
let sum = UInt8(200).addingReportingOverflow(100)
print(sum.partialValue, sum.overflow)
print(Int.max.multipliedReportingOverflow(by: 2), Int8(5).subtractingReportingOverflow(6))
let none = Int("0")!
print(7.dividedReportingOverflow(by: none), 7.remainderReportingOverflow(dividingBy: none))
// expect: 44 true
// expect: (partialValue: -2, overflow: true) (partialValue: -1, overflow: false)
// expect: (partialValue: 7, overflow: true) (partialValue: 7, overflow: true)
// ---
// name: comparing different integer types
let small: UInt8 = 5
let big = 500
print(small < big, small == 5, Int8(-1) < UInt8(0), UInt64.max > Int.max, Int16(7) == UInt32(7))
// expect: true true true true true
// ---
// name: sorting and searching sized integers
let bytes: [UInt8] = [200, 3, 90]
print(bytes.sorted(), bytes.max() ?? 0, bytes.min() ?? 0, bytes.reduce(0) { $0 + Int($1) })
print(bytes.contains(90), bytes.map { Int($0) * 2 })
let words: [UInt64] = [UInt64.max, 1, 1 << 63]
print(words.sorted(), words.max() ?? 0)
// expect: [3, 90, 200] 200 3 293
// expect: true [400, 6, 180]
// expect: [1, 9223372036854775808, 18446744073709551615] 18446744073709551615
// ---
// name: a linear congruential generator
var state: UInt64 = 42
var drawn: [UInt64] = []
for _ in 0..<4 {
  state = state &* 6364136223846793005 &+ 1442695040888963407
  drawn.append(state >> 33)
}
print(drawn)
// expect: [1220265334, 484179026, 886563538, 1353769503]
// ---
// name: a hash of bytes
func fnv(_ text: String) -> UInt32 {
  var hash: UInt32 = 2166136261
  for byte in text.utf8 {
    hash ^= UInt32(byte)
    hash = hash &* 16777619
  }
  return hash
}
print(fnv("lesson"), fnv(""), String(fnv("a"), radix: 16))
// expect: 479260545 2166136261 e40c292c
// ---
// name: sized integers in dictionaries, tuples and optionals
let names: [UInt8: String] = [1: "one", 2: "two"]
let maybe: Int16? = 12
let pair: (UInt8, Int64) = (255, -1)
print(names[1] ?? "", names[3] ?? "none", maybe ?? 0, pair, [maybe, nil])
// expect: one none 12 (255, -1) [Optional(12), nil]
// ---
// name: loops over sized integers
var total: UInt8 = 0
for n in UInt8(1)...10 { total += n }
for n: Int32 in 0..<3 { print(n, terminator: " ") }
print(total, (UInt64(1)..<4).map { $0 * 2 })
// expect: 0 1 2 55 [2, 4, 6]
// ---
// name: advancing and distances
print(5.advanced(by: -8), UInt8(250).advanced(by: 5), 3.distance(to: 10), UInt8(9).distance(to: 2))
// expect: -3 255 7 -7
// ---
// name: sized integers captured and changed in closures
func counter() -> UInt8 {
  var count: UInt8 = 0
  let step = { count += 3 }
  step()
  step()
  return count
}
print(counter())
// expect: 6
// ---
// name: an optional number that a closure sets
func find() -> Int {
  var found: Int?
  let look = { found = 5 }
  look()
  return found ?? 0
}
print(find())
// expect: 5
// ---
// name: absolute values and extremes
print(abs(-7), abs(Int8(-7)), abs(-2.5), abs(Float(-1.5)), min(3, 1, 2), max(3, 9, 2, 5), max("a", "b"))
// expect: 7 7 2.5 1.5 1 9 b
