// name: searching in arrays
let a = [3, 1, 4, 1, 5]
print(a.firstIndex(of: 1)!, a.lastIndex(of: 1)!, a.firstIndex { $0 > 3 }!, a.lastIndex { $0 < 3 }!, a.first { $0 > 3 }!, a.last { $0 < 4 }!, a.contains(9))
print(a.allSatisfy { $0 > 0 }, a.contains { $0 == 5 }, a.count { $0 == 1 }, a.firstIndex(of: 8) == nil)
// expect: 1 3 2 3 4 1 false
// expect: true true 2 true
// ---
// name: changing arrays
var a = [1, 2, 3]
a.append(4)
a.append(contentsOf: [5, 6])
a += [7]
a.insert(0, at: 0)
a.insert(contentsOf: [8, 9], at: 2)
print(a, a.remove(at: 1), a.removeFirst(), a.removeLast(), a.popLast()!)
a.swapAt(0, 1)
a.removeAll { $0 % 2 == 0 }
a.reverse()
a.removeFirst(1)
print(a)
// expect: [0, 1, 8, 9, 2, 3, 4, 5, 6, 7] 1 0 7 6
// expect: [3, 9]
// ---
// name: sorting
var words = ["pear", "fig", "apple"]
words.sort()
print(words, words.sorted { $0.count < $1.count }, [3, 1, 2].sorted(by: >), words.sorted { ($0.count, $0) < ($1.count, $1) })
words.sort { $0 > $1 }
print(words, [2.5, -1].sorted(), [true, false].sorted { !$0 && $1 })
// expect: ["apple", "fig", "pear"] ["fig", "pear", "apple"] [3, 2, 1] ["fig", "pear", "apple"]
// expect: ["pear", "fig", "apple"] [-1.0, 2.5] [false, true]
// ---
// name: reduce
print([1, 2, 3].reduce(0, +), [1, 2, 3].reduce(1, *), ["a", "b"].reduce("", +), [3, 9, 2].reduce(Int.min, max))
print([1, 2, 3, 4].reduce(into: [Int]()) { if $1 % 2 == 0 { $0.append($1) } }, [1.5, 2].reduce(0) { $0 + $1 })
print([1, 2, 3].reduce(into: 0) { $0 += $1 })
// expect: 6 6 ab 9
// expect: [2, 4] 3.5
// expect: 6
// ---
// name: flattening and dropping nothing
print([[1, 2], [3]].flatMap { $0 }, [1, 2].flatMap { [$0, $0 * 10] }, Array([[1], [2, 3]].joined()), ["ab", "c"].flatMap { $0 }, [1, nil, 3].compactMap { $0 })
print((1...3).flatMap { 0..<$0 }, [["a"], ["b"]].joined().map { $0 })
// expect: [1, 2, 3] [1, 10, 2, 20] [1, 2, 3] ["a", "b", "c"] [1, 3]
// expect: [0, 0, 1, 0, 1, 2] ["a", "b"]
// ---
// name: prefixes and suffixes
let a = [1, 2, 3, 4, 5]
print(a.prefix(2), a.suffix(2), a.dropFirst(), a.dropLast(2), a.prefix { $0 < 3 }, a.drop { $0 < 4 }, a.prefix(0), a.dropFirst(9))
let firsts: [Int] = a.dropLast()
print(firsts, a.prefix(upTo: 2), a.prefix(through: 2), a.suffix(from: 3))
// expect: [1, 2] [4, 5] [2, 3, 4, 5] [1, 2, 3] [1, 2] [4, 5] [] []
// expect: [1, 2, 3, 4] [1, 2] [1, 2, 3] [4, 5]
// ---
// name: splitting arrays
print([1, 0, 2, 3, 0].split(separator: 0).map { Array($0) }, [1, 0, 0, 2].split(separator: 0, omittingEmptySubsequences: false).count, [5, 6, 7].split { $0 == 6 }.map { $0.count })
// expect: [[1], [2, 3]] 3 [1, 1]
// ---
// name: zip and enumerated
for (i, (x, y)) in zip([1, 2], ["a", "b"]).enumerated() { print(i, x, y) }
print(zip([1, 2, 3], [4, 5, 6]).map { $0 * $1 }.reduce(0, +), zip([1, 2], [3, 4]).map(+), ["a", "b"].enumerated().map { $0.offset })
let (small, large) = (zip([1, 5], [4, 2]).map { min($0, $1) }, zip([1, 5], [4, 2]).map(max))
print(small, large)
// expect: 0 1 a
// expect: 1 2 b
// expect: 32 [4, 6] [0, 1]
// expect: [1, 2] [4, 5]
// ---
// name: comparing sequences
print([1, 2].elementsEqual([1, 2]), [1, 2, 3].starts(with: [1, 2]), [1, 2].lexicographicallyPrecedes([1, 3]), [1, 2] == [1, 2], [1] != [2], "ab".elementsEqual(["a", "b"]))
// expect: true true true true true true
// ---
// name: greatest and least by a rule
let names = ["Bo", "Alexander", "Kim"]
print(names.max { $0.count < $1.count }!, names.min { $0.count < $1.count }!, names.max()!, [Int]().max() == nil)
// expect: Alexander Bo Kim true
// ---
// name: arrays of arrays
var grid = Array(repeating: Array(repeating: 0, count: 3), count: 2)
grid[1][2] = 7
grid[0][0] += 1
grid[0].append(9)
print(grid, grid.map { $0.reduce(0, +) }, grid.joined().count { $0 == 0 }, grid[1].indices, grid.flatMap { $0 }.max()!)
grid.swapAt(0, 1)
print(grid)
// expect: [[1, 0, 0, 9], [0, 0, 7]] [10, 7] 4 0..<3 9
// expect: [[0, 0, 7], [1, 0, 0, 9]]
// ---
// name: arrays with other sequences
print([1] + [2, 3][1...], [0] + Array(1...2), Array("ab"), Array(1...3) + [9], [1, 2] + (5...6))
var list = [1]
list += 2...4
list.append(contentsOf: [9, 8].reversed())
print(list)
// expect: [1, 3] [0, 1, 2] ["a", "b"] [1, 2, 3, 9] [1, 2, 5, 6]
// expect: [1, 2, 3, 4, 8, 9]
// ---
// name: repeating and counting
print(Array(repeating: "x", count: 3), [Int](repeating: 0, count: 2), [String]().isEmpty, repeatElement(7, count: 2).map { $0 })
// expect: ["x", "x", "x"] [0, 0] true [7, 7]
// ---
// name: forEach and indices
var out: [String] = []
["a", "b"].forEach { out.append($0 + "!") }
[1, 2].indices.forEach { out.append("\($0)") }
print(out)
// expect: ["a!", "b!", "0", "1"]
// ---
// name: the median of numbers
func median(_ values: [Double]) -> Double? {
  guard !values.isEmpty else { return nil }
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
}
print(median([3, 1, 2]) ?? 0, median([4, 1, 2, 3]) ?? 0, median([]) == nil)
// expect: 2.0 2.5 true
