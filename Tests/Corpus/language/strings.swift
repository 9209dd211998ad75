// name: characters of a string
let word = "Zebra"
for letter in word { print(letter, terminator: "-") }
print(word.count, word.first!, word.last!, word.isEmpty, Array(word))
// expect: Z-e-b-r-a-5 Z a false ["Z", "e", "b", "r", "a"]
// ---
// name: graphemes count as one
let flag = "🇩🇪é👨‍👩‍👧"
print(flag.count, flag.unicodeScalars.count, flag.utf8.count, String(flag.reversed()).count)
print("e\u{301}" == "\u{E9}", "e\u{301}".count, "\r\n".count)
// expect: 3 8 28 3
// expect: true 1 1
// ---
// name: indices
let s = "hello"
let second = s.index(after: s.startIndex)
let last = s.index(before: s.endIndex)
print(s[second], s[last], s[s.index(s.startIndex, offsetBy: 2)], s.distance(from: second, to: last))
print(s[second...], s[..<last], s[second...last], s[second..<last], s[...second])
if let at = s.firstIndex(of: "l") { print(s[at...], s[..<at]) }
print(s.index(s.startIndex, offsetBy: 9, limitedBy: s.endIndex) == nil)
// expect: e o l 3
// expect: ello hell ello ell he
// expect: llo he
// expect: true
// ---
// name: parts of a string
let line = "one two three"
print(line.prefix(3), line.suffix(5), line.dropFirst(4), line.dropLast(6), line.prefix(99), line.prefix(while: { $0 != " " }))
print(line.drop { $0 != " " }, String(line.prefix(3)).count, line.prefix(3) == "one")
// expect: one three two three one two one two three one
// expect:  two three 3 true
// ---
// name: splitting
print("a,b,,c".split(separator: ","), "a,b,,c".split(separator: ",", omittingEmptySubsequences: false))
print("1 2 3".split(separator: " ", maxSplits: 1), "a--b".split(separator: "--"), "".split(separator: ","))
print("x1y22z".split { $0.isNumber }, "1 2 3".split(separator: " ").map { Int($0)! }.reduce(0, +))
// expect: ["a", "b", "c"] ["a", "b", "", "c"]
// expect: ["1", "2 3"] ["a", "b"] []
// expect: ["x", "y", "z"] 6
// ---
// name: searching
let quote = "to be or not to be"
print(quote.hasPrefix("to"), quote.hasSuffix("be"), quote.contains("not"), quote.contains("z"), quote.contains(" "))
print(quote.firstIndex(of: "z") == nil, quote.starts(with: "to be"), quote.contains { $0 == "b" })
print(quote.replacing("be", with: "go"), "aaa".replacing("aa", with: "b"))
// expect: true true true false true
// expect: true true true
// expect: to go or not to go ba
// ---
// name: upper and lower case
print("straße".uppercased(), "ÀB".lowercased(), Character("a").uppercased(), "İ".lowercased().count)
// expect: STRASSE àb A 1
// ---
// name: what a character is like
for c in "a1 Z.½" { print(c.isLetter, c.isNumber, c.isWhitespace, c.isUppercase, c.isPunctuation, c.wholeNumberValue ?? -1) }
let seven: Character = "7"
print(seven.wholeNumberValue! + 1, Character("A").asciiValue!, Character("é").asciiValue == nil, Character("f").hexDigitValue!)
// expect: true false false false false -1
// expect: false true false false false 1
// expect: false false true false false -1
// expect: true false false true false -1
// expect: false false false false true -1
// expect: false true false false false -1
// expect: 8 65 true 15
// ---
// name: bytes and scalars
print(Array("AZ".utf8), "é".utf8.count, "né".unicodeScalars.map { $0.value }, Character(UnicodeScalar(UInt8(66))))
var sum = 0
for byte in "abc".utf8 { sum += Int(byte) }
print(sum, "ab".utf8.map { String($0, radix: 2) })
// expect: [65, 90] 2 [110, 233] B
// expect: 294 ["1100001", "1100010"]
// ---
// name: a cipher
func shift(_ text: String, by n: UInt8) -> String {
  String(text.map { c -> Character in
    guard let code = c.asciiValue, c.isLowercase else { return c }
    return Character(UnicodeScalar((code - 97 + n) % 26 + 97))
  })
}
print(shift("hello, xyz", by: 3), shift(shift("abc", by: 5), by: 21))
// expect: khoor, abc abc
// ---
// name: comparing strings
print("apple" < "banana", "Zebra" < "apple", "10" < "9", "a" < "ab", ["b", "A", "a"].sorted(), max("x", "abc"))
// expect: true true true true ["A", "a", "b"] x
// ---
// name: building strings
var t = "ab"
t += "c"
t.append("d")
t.append(contentsOf: "ef")
t.insert("X", at: t.startIndex)
t.insert(contentsOf: "YZ", at: t.index(t.startIndex, offsetBy: 1))
print(t, t.remove(at: t.startIndex), t.removeLast(), t.removeFirst(), t, t.popLast()!)
t.removeAll { $0 == "c" }
print(t, String(repeating: "ab", count: 3), String(repeating: "-", count: 0).isEmpty)
t.removeFirst(2)
print(t)
t.removeAll()
print(t.isEmpty)
// expect: XYZabcdef X f Y Zabcde e
// expect: Zabd ababab true
// expect: bd
// expect: true
// ---
// name: many lines
let poem = """
  Roses are "red"
    violets \
  blue
  tab\tend
  """
print(poem)
print(poem.split(separator: "\n").count)
// expect: Roses are "red"
// expect:   violets blue
// expect: tab	end
// expect: 3
// ---
// name: raw strings
print(#"no \n break, "quotes""#, #"value \#(1 + 1)"#, "\u{48}\u{49}", "back\\slash", "it's \"ok\"")
// expect: no \n break, "quotes" value 2 HI back\slash it's "ok"
// ---
// name: interpolation
let name = "Ada"
let n = 3
print("\(name) has \(n * 2) \(n > 1 ? "items" : "item"), \([1, 2]) and \("x".uppercased())")
print("nested: \("inner \(n)")", "\(1.5) \(true) \((1, "a")) \(Optional(n) ?? 0)")
// expect: Ada has 6 items, [1, 2] and X
// expect: nested: inner 3 1.5 true (1, "a") 3
// ---
// name: joining and reversing
print(["a", "b", "c"].joined(separator: "-"), ["x", "y"].joined(), String("abc".reversed()), "abc".map { String($0) }.joined(separator: "|"))
print("level" == String("level".reversed()), [1, 2, 3].map(String.init).joined(separator: ","))
print("a b".split(separator: " ").joined(separator: "+"))
// expect: a-b-c xy cba a|b|c
// expect: true 1,2,3
// expect: a+b
// ---
// name: mapping characters
print("abc".map { $0.uppercased() }, "a1b2".filter { $0.isLetter }, "hello".sorted(), "hello".max()!, Set("hello").count)
print("abc".enumerated().map { "\($0.offset)\($0.element)" }, Array(zip("ab", "xy")).count)
print("banana".reduce(into: [:]) { $0[$1, default: 0] += 1 }.sorted { $0.key < $1.key }.map { "\($0.key)\($0.value)" })
// expect: ["A", "B", "C"] ab ["e", "h", "l", "l", "o"] o 4
// expect: ["0a", "1b", "2c"] 2
// expect: ["a3", "b1", "n2"]
// ---
// name: palindromes and vowels
func isPalindrome(_ text: String) -> Bool {
  let letters = text.lowercased().filter { $0.isLetter }
  return letters == String(letters.reversed())
}
print(isPalindrome("A man, a plan, a canal: Panama"), isPalindrome("lesson"))
let vowels: Set<Character> = ["a", "e", "i", "o", "u"]
print("programming".filter { vowels.contains($0) }, "programming".count { vowels.contains($0) })
// expect: true false
// expect: oai 3
// ---
// name: strings of other values
print(String(42), String(1.50), String(true), String(Character("x")), String(describing: [1, 2]), String("sub".dropFirst()))
print(String(UInt8(7)) + "!", "\(Float(0.1))", String(-0.0), String(["a", "b"]))
// expect: 42 1.5 true x [1, 2] ub
// expect: 7! 0.1 -0.0 ab
// ---
// name: numbers from strings
print(Int("42")! + 1, Double("2.5")! * 2, Bool("true")!, Bool("yes") == nil, ["1", "x", "3"].compactMap { Int($0) }, ["1", "2"].compactMap(Int.init))
// expect: 43 5.0 true true [1, 3] [1, 2]
// ---
// name: parts keep their places
let sentence = "alpha beta"
let tail = sentence.dropFirst(6)
print(tail, tail.startIndex == sentence.firstIndex(of: "b")!, tail[tail.startIndex], tail.count, sentence[tail.startIndex...])
let sub: Substring = "literal"
print(sub.uppercased(), sub == "literal", sub.hasPrefix("lit"), sub + "!" == "literal!")
// expect: beta true b 4 beta
// expect: LITERAL true true true
// ---
// name: walking indices
let abc = "abc"
var i = abc.startIndex
while i < abc.endIndex {
  print(abc[i], terminator: " ")
  i = abc.index(after: i)
}
for i in abc.indices { print(abc[i], terminator: "") }
print()
// expect: a b c abc
