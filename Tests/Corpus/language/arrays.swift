// name: what an array knows
let xs = [3, 1, 2]
print(xs.count, xs.isEmpty, xs.first!, xs.last!, xs[1], xs.indices, xs.contains(2), xs.min()!, xs.max()!)
print([Int]().first == nil, [Int]().max() == nil)
// expect: 3 false 3 2 1 0..<3 true 1 3
// expect: true true
// ---
// name: changing an array
var xs = [1, 2, 3]
xs.append(4)
xs.append(contentsOf: [5, 6])
xs += [7]
xs.insert(0, at: 0)
xs.remove(at: 1)
xs.removeLast()
xs.removeFirst()
xs.swapAt(0, 1)
xs.reverse()
print(xs)
xs.sort()
print(xs, xs.popLast()!)
xs.sort { $0 > $1 }
print(xs)
xs.removeAll { $0 % 2 == 0 }
print(xs)
xs.removeAll()
print(xs)
// expect: [6, 5, 4, 2, 3]
// expect: [2, 3, 4, 5, 6] 6
// expect: [5, 4, 3, 2]
// expect: [5, 3]
// expect: []
// ---
// name: map, filter, reduce and the like
let xs = [1, 2, 3, 4]
print(xs.map { $0 * $0 }, xs.filter { $0 > 2 }, xs.reduce(0) { $0 + $1 }, xs.reduce("") { $0 + String($1) })
print(xs.compactMap { $0 > 2 ? $0 : nil }, xs.flatMap { [$0, $0] }, ["1", "x", "3"].compactMap { Int($0) })
print(xs.allSatisfy { $0 > 0 }, xs.contains { $0 > 3 }, xs.first { $0 > 2 }!, xs.firstIndex(of: 3)!, xs.firstIndex { $0 > 9 } == nil)
// expect: [1, 4, 9, 16] [3, 4] 10 1234
// expect: [3, 4] [1, 1, 2, 2, 3, 3, 4, 4] [1, 3]
// expect: true true 3 2 true
// ---
// name: sorting
let words = ["pear", "fig", "apple"]
print(words.sorted(), words.sorted { $0.count < $1.count }, [3, 1, 2].sorted(by: >), words.min { $0.count < $1.count }!)
print(words.max()!, [2.5, 1.5].sorted())
// expect: ["apple", "fig", "pear"] ["fig", "pear", "apple"] [3, 2, 1] fig
// expect: pear [1.5, 2.5]
// ---
// name: slices keep their indices
let xs = [10, 20, 30, 40, 50]
let s = xs[1...3]
print(s, s[2], s.startIndex, s.count, s.first!, Array(s), xs[1..<3].map { $0 / 10 })
print(xs.prefix(2), xs.suffix(2), xs.dropFirst(), xs.dropLast(2), xs.prefix(99).count)
// expect: [20, 30, 40] 30 1 3 20 [20, 30, 40] [2, 3]
// expect: [10, 20] [40, 50] [20, 30, 40, 50] [10, 20, 30] 5
// ---
// name: joining and reversing
print(["a", "b"].joined(separator: "-"), ["a", "b"].joined(), Array([1, 2].reversed()), String("abc".reversed()))
// expect: a-b ab [2, 1] cba
// ---
// name: enumerated, zip and ranges as arrays
print(Array(zip([1, 2], ["a", "b"])).count, Array(0..<5), Array(1...3).map { Double($0) })
print(Array(stride(from: 0.0, to: 1.0, by: 0.25)), (1...4).reduce(1, *), (0..<3).map { _ in 0 })
// expect: 2 [0, 1, 2, 3, 4] [1.0, 2.0, 3.0]
// expect: [0.0, 0.25, 0.5, 0.75] 24 [0, 0, 0]
// ---
// name: arrays of arrays
var m = Array(repeating: Array(repeating: 0, count: 3), count: 2)
m[1][2] = 5
m[0] = [1, 2, 3]
print(m, m[1].count, m.map { $0.reduce(0, +) })
// expect: [[1, 2, 3], [0, 0, 5]] 3 [6, 5]
// ---
// name: arrays of optionals and tuples
let xs: [Int?] = [1, nil]
let ps = [(1, "a"), (2, "b")]
print(xs, ps, ps.map { $0.0 }, xs.compactMap { $0 })
// expect: [Optional(1), nil] [(1, "a"), (2, "b")] [1, 2] [1]
// ---
// name: equality of arrays
print([1, 2] == [1, 2], [[1]] == [[1]], [1, 2] == [2, 1], ["a"] != ["b"])
// expect: true true false true
// ---
// name: adding arrays
print([1] + [2, 3], [0.5] + [1])
// expect: [1, 2, 3] [0.5, 1.0]
