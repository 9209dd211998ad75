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
let first = build(700_000)
var same = 0
for _ in 0..<5 {
  if build(700_000) == first { same += 1 }
}
print(same)
