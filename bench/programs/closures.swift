func adder(_ k: Int) -> (Int) -> Int { { $0 + k } }

func run(_ n: Int) -> Int {
  let add = adder(3)
  var total = 0
  for i in 0..<n { total += add(i) }
  let remainders = (0..<n).map { $0 * $0 % 1000 }
  let even = remainders.filter { $0 % 2 == 0 }
  let large = even.contains { $0 > 990 } ? 1 : 0
  return total + even.reduce(0) { $0 + $1 } + large
}
var total = 0
for _ in 0..<6 { total += run(700_000) }
print(total)
