// name: ranges print as Swift prints them
print(1..<5, 1...5, 0.5...1, "a"..."c", [1..<2], Optional(3...4) as Any, 2..., ..<3, ...4)
// expect: 1..<5 1...5 0.5...1.0 a...c [Range(1..<2)] Optional(ClosedRange(3...4)) PartialRangeFrom<Int>(lowerBound: 2) PartialRangeUpTo<Int>(upperBound: 3) PartialRangeThrough<Int>(upperBound: 4)
// ---
// name: parts of an array by ranges
let a = [10, 20, 30, 40, 50]
print(a[1..<3], a[1...3], a[2...], a[..<2], a[...2], a[...], a[3..<3])
// expect: [20, 30] [20, 30, 40] [30, 40, 50] [10, 20] [10, 20, 30] [10, 20, 30, 40, 50] []
// ---
// name: parts keep their indices
let part = [1, 2, 3, 4][1...2]
print(part.startIndex, part.endIndex, part[1], part.first!, part.count, Array(part), part.indices, [part])
print(part.map { $0 * 2 }, part + [9], part == [2, 3])
// expect: 1 3 2 2 2 [2, 3] 1..<3 [ArraySlice([2, 3])]
// expect: [4, 6] [2, 3, 9] true
// ---
// name: assigning to parts
var b = [1, 2, 3, 4, 5]
b[1...2] = [20, 30, 35]
b[0] = 10
b[4...] = []
print(b)
b.replaceSubrange(0..<2, with: [7])
b.removeSubrange(1...1)
print(b)
// expect: [10, 20, 30, 35]
// expect: [7, 35]
// ---
// name: what ranges know
let r = 3..<8
print(r.contains(5), r.contains(8), r.count, r.isEmpty, r.lowerBound, r.upperBound, r.first!, r.last!, (5..<5).isEmpty)
print((1...4).reversed().map { $0 }, (1...10).filter { $0 % 3 == 0 }, (1...4).reduce(1, *), r.min()!, r.max()!)
print(r.overlaps(7..<9), r.overlaps(8..<9), r.clamped(to: 4..<20), (1...5).clamped(to: 0...3), Array(0...3))
// expect: true false 5 false 3 8 3 7 true
// expect: [4, 3, 2, 1] [3, 6, 9] 24 3 7
// expect: true false 4..<8 1...3 [0, 1, 2, 3]
// ---
// name: one-sided ranges in patterns
func grade(_ n: Int) -> String {
  switch n {
  case ..<0: return "negative"
  case 0: return "zero"
  case 1..<10: return "small"
  case 10...99: return "medium"
  case 100...: return "large"
  default: return "?"
  }
}
print([-5, 0, 7, 10, 99, 100].map(grade))
// expect: ["negative", "zero", "small", "medium", "medium", "large"]
// ---
// name: ranges of characters and strings
func kind(_ c: Character) -> String {
  switch c {
  case "a"..."z": return "lower"
  case "A"..."Z": return "upper"
  case "0"..."9": return "digit"
  default: return "other"
  }
}
print("aZ5!".map(kind), ("a"..."f").contains("c"), ("a"..<"f").contains("f"))
// expect: ["lower", "upper", "digit", "other"] true false
// ---
// name: one-sided ranges as values
let from = 5...
let upTo = ..<5
let through = ...5
print(from.contains(7), from.contains(4), upTo.contains(5), through.contains(5), from.lowerBound, through.upperBound)
for (i, x) in zip(1..., ["a", "b"]) { print(i, x) }
for n in 3... { if n > 5 { break }; print(n, terminator: " ") }
print(Array((10...).prefix(3)))
// expect: true false false true 5 5
// expect: 1 a
// expect: 2 b
// expect: 3 4 5 [10, 11, 12]
// ---
// name: strides
print(Array(stride(from: 0, to: 10, by: 3)), Array(stride(from: 10, through: 0, by: -5)), Array(stride(from: 1, to: 1, by: 1)))
print(stride(from: 0, to: 1, by: 0.5).map { $0 }, stride(from: 9, to: 0, by: -4).reversed())
// expect: [0, 3, 6, 9] [10, 5, 0] []
// expect: [0.0, 0.5] [1, 5, 9]
// ---
// name: walking backwards and by index
let names = ["a", "b", "c"]
for i in names.indices.reversed() { print(i, names[i], terminator: " ") }
for i in stride(from: names.count - 1, through: 0, by: -2) { print(names[i], terminator: " ") }
for (i, name) in names.enumerated().reversed() { print(i, name, terminator: " ") }
print()
// expect: 2 c 1 b 0 a c a 2 c 1 b 0 a 
// ---
// name: a reversed collection prints what it is of
print([1, 2, 3].reversed())
print((0..<3).reversed())
let backwards: [Int] = [1, 2, 3].reversed()
print(backwards)
// expect: ReversedCollection<Array<Int>>(_base: [1, 2, 3])
// expect: ReversedCollection<Range<Int>>(_base: Range(0..<3))
// expect: [3, 2, 1]
// ---
// name: matching with a range
let x = 7
if case 5...9 = x { print("between") }
print(5...9 ~= x, (1..<3) ~= x)
guard case ...10 = x else { fatalError() }
// expect: between
// expect: true false
// ---
// name: slices of slices
let s = [0, 1, 2, 3, 4, 5][1...]
let t = s[2...4].dropFirst()
print(t, t.startIndex, t.firstIndex(of: 4)!, s.prefix(2), s.suffix(from: 4), s.prefix(upTo: 3))
// expect: [3, 4] 3 4 [1, 2] [4, 5] [1, 2]
