import Foundation
import LessonModel

/// A run as JSON: keys sorted, indented, ended by a line feed; the same run is the same bytes.
public enum JSONReport {
  /// The report as JSON text.
  ///
  /// - Throws: `EncodingError` when a value has no place in JSON, which no value of the model does.
  public static func encode(_ report: Report) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    return String(decoding: try encoder.encode(report), as: UTF8.self) + "\n"
  }

  /// The report that JSON text stands for.
  ///
  /// - Throws: `DecodingError` when the text is no JSON or not a report of this version.
  public static func decode(_ text: String) throws -> Report {
    try JSONDecoder().decode(Report.self, from: Data(text.utf8))
  }
}
