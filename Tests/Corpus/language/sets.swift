// name: a set and its members
var primes: Set<Int> = [2, 3, 5, 7, 5]
print(primes.count, primes.contains(3), primes.contains(4), primes.isEmpty)
print(primes.insert(11).inserted, primes.insert(2).inserted, primes.remove(3) ?? 0, primes.remove(99) ?? -1)
print(primes.sorted())
// expect: 4 true false false
// expect: true false 3 -1
// expect: [2, 5, 7, 11]
// ---
// name: a set whose type follows from its elements
let colors: Set = ["red", "green", "red"]
print(colors.count, colors.sorted(), Set([3, 1, 3]).sorted(), Set("hello").count)
// expect: 2 ["green", "red"] [1, 3] 4
// ---
// name: set algebra
let a: Set = [1, 2, 3, 4]
let b: Set = [3, 4, 5]
print(a.union(b).sorted(), a.intersection(b).sorted(), a.subtracting(b).sorted(), a.symmetricDifference(b).sorted())
print(a.union([9]).count, a.intersection([1, 9]).sorted())
// expect: [1, 2, 3, 4, 5] [3, 4] [1, 2] [1, 2, 5]
// expect: 5 [1]
// ---
// name: set algebra in place
var s: Set = [1, 2, 3]
s.formUnion([4, 5])
s.subtract([1])
s.formIntersection([2, 3, 4, 9])
s.formSymmetricDifference([2, 10])
print(s.sorted())
// expect: [3, 4, 10]
// ---
// name: comparing sets
let small: Set = [1, 2]
let large: Set = [1, 2, 3]
print(small.isSubset(of: large), large.isSuperset(of: small), small.isStrictSubset(of: small), small.isDisjoint(with: [7, 8]))
print(small == [2, 1], small != large, large.isStrictSuperset(of: small))
// expect: true true false true
// expect: true true true
// ---
// name: what can be asked of a set without an order
let n: Set = [4, 8, 15]
print(n.allSatisfy { $0 > 3 }, n.contains { $0 > 10 }, n.filter { $0 % 2 == 0 }.sorted(), n.reduce(0, +))
print(n.min() ?? 0, n.max() ?? 0, n.sorted(by: >), n.count { $0 < 10 })
// expect: true true [4, 8] 27
// expect: 4 15 [15, 8, 4] 2
// ---
// name: unique elements in order
var seen: Set<String> = []
var unique: [String] = []
for word in ["b", "a", "b", "c", "a"] where seen.insert(word).inserted { unique.append(word) }
print(unique, seen.count)
// expect: ["b", "a", "c"] 3
// ---
// name: sets of sets and keys
let nested: Set<Set<Int>> = [[1, 2], [2, 1], [3]]
let byset: [Set<Int>: String] = [[1]: "one"]
print(nested.count, byset[[1]] ?? "")
// expect: 2 one
