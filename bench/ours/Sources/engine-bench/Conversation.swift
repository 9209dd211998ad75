import Foundation

/// One word a line in, one line of JSON out.
enum Conversation {
  static func nextWord() -> String {
    guard let line = readLine(), !line.isEmpty else { return "quit" }
    return line
  }

  static func ready() { say(["ready": true, "version": "ours"]) }

  static func answer(_ key: String, _ time: Duration) { answer(key, time / .seconds(1)) }

  static func answer(_ key: String, _ number: Double) { say([key: number]) }

  static func answer(_ key: String, text: String) { say([key: text]) }

  /// Says that a word is not known, and returns the next one.
  static func refuse(_ word: String) -> String {
    answer("error", text: "asked for '\(word)', which is not this worker's")
    return nextWord()
  }

  private static func say(_ values: [String: Any]) {
    guard var line = try? JSONSerialization.data(withJSONObject: values) else { return }
    line.append(UInt8(ascii: "\n"))
    FileHandle.standardOutput.write(line)
  }
}
