import Foundation
import LessonModel

/// A run as JSON: the same run, the same bytes.
public enum JSONReport {
  /// The report as JSON text: keys sorted, indented, ended by a line feed.
  ///
  /// - Throws: `EncodingError` when a value has no place in JSON, which no value of the model does.
  public static func encode(_ report: Report) throws -> String {
    try JSONText.encode(report)
  }

  /// The report that JSON text stands for.
  ///
  /// - Throws: `DecodingError` when the text is no JSON or not a report of this version.
  public static func decode(_ text: String) throws -> Report {
    let data = Data(text.utf8)
    // Its version first: what a later one looks like is not for this reader to judge.
    let found = try JSONDecoder().decode(Version.self, from: data)
    guard found == Version.known else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: [],
          debugDescription:
            "expected \(Version.known.schema) version \(Version.known.schemaVersion), "
            + "found \(found.schema) version \(found.schemaVersion)"))
    }
    return try JSONDecoder().decode(Report.self, from: data)
  }

  private struct Version: Decodable, Equatable {
    var schema: String
    var schemaVersion: Int

    static var known: Version {
      let report = Report(toolVersion: "", lesson: Lesson(name: "", title: ""), seed: 0)
      return Version(schema: report.schema, schemaVersion: report.schemaVersion)
    }
  }
}
