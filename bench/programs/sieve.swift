func primes(upTo n: Int) -> Int {
  var isPrime = Array(repeating: true, count: n + 1)
  var count = 0
  for i in 2...n {
    if isPrime[i] {
      count += 1
      var j = i * i
      while j <= n {
        isPrime[j] = false
        j += i
      }
    }
  }
  return count
}
print(primes(upTo: 8_000_000))
