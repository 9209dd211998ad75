import LessonRunner

/// What is wrong with a command line, in the form of our other messages.
enum UsageText {
  /// Writes what the argument parser has to say to standard error.
  static func write(_ text: String) {
    MessageStream.write(rewritten(text) + "\n")
  }

  /// `Error: Unknown option '--ouput'` and the lines below it, in lower case, without periods.
  static func rewritten(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      for (found, wanted) in [
        ("Error: ", "error: "), ("Usage: ", "usage: "), ("  See ", "  see "), ("Help: ", "help: "),
      ] where line.hasPrefix(found) {
        let rest = line.dropFirst(found.count)
        guard found == "Error: " || found == "Help: " else { return wanted + rest }
        let message = lowered(rest).replacing(". Did you mean", with: "; did you mean")
        let isSentence = message.hasSuffix(".") && !message.hasSuffix("..")
        return wanted + (isSentence ? String(message.dropLast()) : message)
      }
      return String(line)
    }.joined(separator: "\n")
  }

  /// The sentence without its capital, unless it begins with a name such as `LESSON_DATA`.
  private static func lowered(_ sentence: Substring) -> String {
    guard let first = sentence.first, first.isUppercase,
      sentence.dropFirst().first?.isLowercase == true
    else { return String(sentence) }
    return first.lowercased() + sentence.dropFirst()
  }
}
