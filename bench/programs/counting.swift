func count(_ words: [String], _ rounds: Int) -> Int {
  var counts: [String: Int] = [:]
  for round in 0..<rounds {
    for word in words { counts[word, default: 0] += round % 3 }
  }
  var total = 0
  for word in words { total += counts[word] ?? 0 }
  return total
}

func histogram(_ n: Int) -> Int {
  var counts: [Int: Int] = [:]
  var state = 1
  for _ in 0..<n {
    state = (state * 1103 + 12345) % 65536
    counts[state % 1000, default: 0] += 1
  }
  var greatest = 0
  for key in 0..<1000 {
    if let count = counts[key], count > greatest { greatest = count }
  }
  return greatest
}

var words: [String] = []
for i in 0..<1000 { words.append("word\(i % 300)") }
print(count(words, 4000))
print(histogram(3_000_000))
