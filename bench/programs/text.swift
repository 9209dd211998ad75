func build(_ n: Int) -> String {
  var text = ""
  for i in 0..<n {
    text += "item "
    text += "\(i)"
    if i % 3 == 0 { text += ", " }
    if i % 10 == 9 { text += "\n" }
  }
  return text
}
var length = 0
for _ in 0..<5 { length += build(700_000).count }
print(length)
