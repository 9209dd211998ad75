/// Finds the word that was probably meant, for "did you mean".
package enum Spelling {
  /// The candidate nearest to `word`, if it is near enough to be worth a suggestion; the first of
  /// equals in the order given.
  package static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
    let typed = Array(word.utf8)
    // A long word is no slip of the fingers, and comparing it costs its length.
    guard (2...40).contains(typed.count) else { return nil }
    var limit = max(1, typed.count / 3)
    var best: String?
    for candidate in candidates where candidate != word {
      if candidate.utf8.elementsEqual(typed, by: { lowercased($0) == lowercased($1) }) {
        return candidate
      }
      guard abs(candidate.utf8.count - typed.count) <= limit else { continue }
      let distance = distance(typed, Array(candidate.utf8))
      if distance < limit || (distance == limit && best == nil) {
        limit = distance
        best = candidate
      }
    }
    return best
  }

  /// The number of letters to insert, delete, replace or swap with their neighbour
  /// (optimal string alignment distance).
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      row.reserveCapacity(b.count + 1)
      for j in b.indices {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
  }
}
