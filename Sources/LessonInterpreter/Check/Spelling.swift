/// Finds the name that was meant.
enum Spelling {
  /// The candidate that is closest to a misspelt name, when one is close enough.
  static func closest(to name: String, among candidates: some Sequence<String>) -> String? {
    let limit = max(1, name.count / 3)
    var best: (name: String, distance: Int)?
    for candidate in Set(candidates).sorted() where candidate != name {
      let found = distance(name, candidate, limit: best.map { $0.distance - 1 } ?? limit)
      if let found { best = (candidate, found) }
    }
    return best?.name
  }

  /// How many letters must be changed, added, left out or swapped, when it is no more than a limit.
  static func distance(_ a: String, _ b: String, limit: Int) -> Int? {
    let a = Array(a.utf8)
    let b = Array(b.utf8)
    guard limit >= 0, abs(a.count - b.count) <= limit, a.count < 100, b.count < 100 else {
      return nil
    }
    if a.elementsEqual(b) { return 0 }
    if a.count == b.count, a.map(lowercase) == b.map(lowercase) { return limit > 0 ? 1 : nil }
    var before: [Int] = []
    var previous = Array(0...b.count)
    for i in 0..<a.count {
      var current = [i + 1]
      current.reserveCapacity(b.count + 1)
      for j in 0..<b.count {
        var least = min(
          previous[j] + (a[i] == b[j] ? 0 : 1), previous[j + 1] + 1, current[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          least = min(least, before[j - 1] + 1)
        }
        current.append(least)
      }
      before = previous
      previous = current
    }
    return previous[b.count] <= limit ? previous[b.count] : nil
  }

  private static func lowercase(_ byte: UInt8) -> UInt8 {
    (65...90).contains(byte) ? byte + 32 : byte
  }
}
