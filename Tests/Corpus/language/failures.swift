// name: throw and catch
enum Trouble: Error { case small, big(Int) }
func risky(_ n: Int) throws -> Int {
  if n < 0 { throw Trouble.big(n) }
  if n == 0 { throw Trouble.small }
  return n * 2
}
do {
  print(try risky(2))
  print(try risky(-3))
  print("never")
} catch Trouble.big(let n) {
  print("big", n)
} catch Trouble.small {
  print("small")
} catch {
  print("other", error)
}
do { _ = try risky(0) } catch { print(error) }
// expect: 4
// expect: big -3
// expect: small
// ---
// name: try? and try!
enum E: Error { case e }
func f(_ ok: Bool) throws -> String { if !ok { throw E.e }; return "ok" }
print((try? f(true)) ?? "nil", (try? f(false)) ?? "nil")
print(try! f(true))
if let text = try? f(true) { print(text) }
// expect: ok nil
// expect: ok
// expect: ok
// ---
// name: catch with types
struct A: Error { let code: Int }
struct B: Error {}
func g(_ n: Int) throws { if n == 1 { throw A(code: 7) }; if n == 2 { throw B() } }
for n in 0...2 {
  do {
    try g(n)
    print("fine")
  } catch let a as A {
    print("A", a.code)
  } catch is B {
    print("B")
  } catch {
    print("other")
  }
}
// expect: fine
// expect: A 7
// expect: B
// ---
// name: errors pass through functions
enum Deep: Error { case bottom(String) }
func bottom(_ s: String) throws -> Int { throw Deep.bottom(s) }
func middle(_ s: String) throws -> Int {
  defer { print("leaving middle") }
  return try bottom(s) + 1
}
func top(_ s: String) -> Int {
  do { return try middle(s) } catch Deep.bottom(let text) where text == "x" { return -1 } catch { return -2 }
}
print(top("x"), top("y"))
// expect: leaving middle
// expect: leaving middle
// expect: -1 -2
// ---
// name: rethrowing functions
enum Stop: Error { case now }
func each(_ xs: [Int], _ body: (Int) throws -> Void) rethrows { for x in xs { try body(x) } }
each([1, 2]) { print($0) }
do { try each([1, 2, 3]) { if $0 == 2 { throw Stop.now }; print($0) } } catch { print("stopped", error) }
// expect: 1
// expect: 2
// expect: 1
// expect: stopped now
// ---
// name: throwing initializers and methods
struct Age { let years: Int
  enum Problem: Error { case negative }
  init(_ years: Int) throws {
    guard years >= 0 else { throw Problem.negative }
    self.years = years
  }
  func plus(_ n: Int) throws -> Age { try Age(years + n) } }
do {
  let age = try Age(5)
  print(try age.plus(3).years)
  print(try age.plus(-9).years)
} catch { print("caught", error) }
// expect: 8
// expect: caught negative
// ---
// name: defer runs last to first
func steps() {
  defer { print("last") }
  defer { print("second") }
  print("first")
}
steps()
for i in 0..<2 { defer { print("end", i) }; print("body", i) }
// expect: first
// expect: second
// expect: last
// expect: body 0
// expect: end 0
// expect: body 1
// expect: end 1
// ---
// name: nested do and rethrown errors
enum X: Error { case a, b }
do {
  do { throw X.a } catch X.b { print("b") }
} catch { print("outer", error) }
do { do { throw X.b } catch { print("inner", error); throw X.a } } catch { print("again", error) }
// expect: outer a
// expect: inner b
// expect: again a
// ---
// name: as? and is on caught errors
struct Bad: Error { var why: String }
enum Worse: Error { case worse }
for e in [0, 1] {
  do { if e == 0 { throw Bad(why: "x") } else { throw Worse.worse } } catch {
    if let bad = error as? Bad { print(bad.why) } else { print("not bad", error is Worse) }
  }
}
// expect: x
// expect: not bad true
// ---
// name: break, continue and return out of do
enum Err: Error { case e }
func find(_ xs: [Int]) -> Int {
  for x in xs {
    do {
      if x == 2 { continue }
      if x == 4 { throw Err.e }
      if x == 5 { return x }
      print(x)
    } catch { print("skip"); continue }
    print("after", x)
  }
  return 0
}
print(find([1, 2, 3, 4, 5, 6]))
// expect: 1
// expect: after 1
// expect: 3
// expect: after 3
// expect: skip
// expect: 5
// ---
// name: values are given in do and catch
enum Oops: Error { case oops }
func get(_ n: Int) throws -> Int { if n > 1 { throw Oops.oops }; return n }
let value: Int
do { value = try get(2) } catch { value = -1 }
print(value)
// expect: -1
// ---
// name: throwing closures as values
enum Fail: Error { case fail }
let risky: (Int) throws -> Int = { n in if n > 2 { throw Fail.fail }; return n }
print((try? risky(1)) ?? -1, (try? risky(3)) ?? -1)
func run(_ f: () throws -> Int) -> Int { do { return try f() } catch { return -1 } }
print(run { 3 }, run { throw Fail.fail })
// expect: 1 -1
// expect: 3 -1
// ---
// name: several errors in one catch
enum Kind: Error { case a, b(Int), c }
for k in [Kind.a, .b(2), .c] {
  do { throw k } catch Kind.a, Kind.c { print("a or c") } catch Kind.b(let n) where n > 1 { print("b", n) } catch { print("x") }
}
// expect: a or c
// expect: b 2
// expect: a or c
// ---
// name: errors with descriptions
struct Parse: Error, CustomStringConvertible { let line: Int
  var description: String { "parse error on line \(line)" } }
do { throw Parse(line: 3) } catch { print(error, "\(error)") }
enum Net: Error { case timeout(seconds: Int), lost }
do { throw Net.timeout(seconds: 3) } catch { print(error) }
// expect: parse error on line 3 parse error on line 3
// expect: timeout(seconds: 3)
// ---
// name: try covers a whole expression
enum Z: Error { case z }
func one(_ n: Int) throws -> Int { if n == 9 { throw Z.z }; return n }
do { print(try one(1) + one(2) * one(3)) } catch { print(error) }
do { print(try [1, 9].map { try one($0) }) } catch { print("map", error) }
// expect: 7
// expect: map z
