/// Why data could not be had: which file, what was expected and found, and what to do about it.
///
/// A path is never part of it, only the name of a place (`$LESSON_DATA/mnist/...`), so that a report
/// that shows the error is the same on every machine.
public struct DataError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of trouble it is.
  public enum Kind: String, Sendable {
    /// A file or folder that should be there is not.
    case missing
    /// The system refuses to read or write it.
    case unreadable
    /// The bytes are not what their format demands.
    case corrupt
    /// A well-formed file that is not the one it should be.
    case mismatch
    /// More bytes than were allowed.
    case tooLarge
    /// No mirror delivered.
    case download
  }

  /// What kind of trouble it is.
  public var kind: Kind
  /// The file as people know it, or `nil` when the bytes have no name.
  public var file: String?
  /// What was expected and found.
  public var problem: String
  /// What to do about it.
  public var hint: String?
  /// What was tried, place by place. For the terminal: it differs from machine to machine, and is no
  /// part of the description.
  public var reasons: [String] = []

  /// An error of a kind, with its sentence.
  public init(_ kind: Kind, _ problem: String, file: String? = nil, hint: String? = nil) {
    self.kind = kind
    self.problem = problem
    self.file = file
    self.hint = hint
  }

  /// The file and the problem, in one line without the hint.
  public var message: String {
    if let file { return "'\(file)' \(problem)" }
    return problem
  }

  /// All of it in one line.
  public var description: String {
    if let hint { return "\(message); \(hint)" }
    return message
  }

  /// The same error with the file it is about, and what to do about that file.
  func about(_ file: String, hint: String? = nil) -> DataError {
    DataError(kind, problem, file: file, hint: hint ?? self.hint)
  }
}

/// `60000` as `60,000`, in every locale.
func grouped(_ number: Int) -> String {
  let digits = Array(String(number.magnitude))
  var text = number < 0 ? "-" : ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
    text.append(digit)
  }
  return text
}

/// `1 picture`, `60,000 pictures`.
func counted(_ number: Int, _ noun: String) -> String {
  "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
}
