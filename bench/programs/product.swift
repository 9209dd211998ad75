func matrix(_ n: Int, _ step: Int) -> [[Double]] {
  var rows: [[Double]] = []
  for i in 0..<n {
    var row: [Double] = []
    for j in 0..<n { row.append(Double(i * step + j) / 8.0) }
    rows.append(row)
  }
  return rows
}

func product(_ a: [[Double]], _ b: [[Double]], _ n: Int) -> [[Double]] {
  var c: [[Double]] = []
  for i in 0..<n {
    var row: [Double] = []
    for j in 0..<n {
      var sum = 0.0
      for k in 0..<n { sum += a[i][k] * b[k][j] }
      row.append(sum)
    }
    c.append(row)
  }
  return c
}

let n = 220
let c = product(matrix(n, 3), matrix(n, 5), n)
var trace = 0.0
for i in 0..<n { trace += c[i][i] }
print(trace)
