import LessonModel

/// What the reader found, up to a number that people can read.
struct DiagnosticList {
  /// A file with more problems than this is no lesson; the rest would only cost time.
  static let maximumCount = 1000

  private(set) var all: [Diagnostic] = []
  /// No further problem will be noted.
  var isFull: Bool { all.count >= Self.maximumCount }

  mutating func add(_ diagnostic: Diagnostic) {
    guard !isFull else { return }
    all.append(diagnostic)
    if isFull {
      all.append(
        Diagnostic(
          .error, id: "too-many-problems",
          "more than \(Self.maximumCount) problems; the others are not shown", at: nil))
    }
  }

  mutating func error(_ id: String, _ message: String, at range: SourceRange?) {
    add(Diagnostic(.error, id: id, message, at: range))
  }

  mutating func warning(
    _ id: String, _ message: String, at range: SourceRange?, fix: Diagnostic.Fix? = nil
  ) {
    add(Diagnostic(.warning, id: id, message, at: range, fix: fix))
  }

  /// All of it in the order of the file.
  var sorted: [Diagnostic] {
    let last = SourcePosition(line: .max, column: 0)
    return all.enumerated().sorted { a, b in
      let (first, second) = (a.element.range?.start ?? last, b.element.range?.start ?? last)
      return first == second ? a.offset < b.offset : first < second
    }.map(\.element)
  }
}
