import Foundation

/// Values as JSON text: the same value, the same bytes.
public enum JSONText {
  /// The value with sorted keys, indented, ended by a line feed.
  ///
  /// - Throws: `EncodingError` when a part of the value has no place in JSON.
  public static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return String(
      decoding: JSONLayout.text(Array(try encoder.encode(value))), as: UTF8.self)
  }
}
