// This file lets the enums of the model read and write themselves as an object of one key, the
// case's name, whose value is what the case carries: `{"paragraph": [...]}`.

/// A coding key that is any string.
struct CaseKey: CodingKey {
  var stringValue: String
  var intValue: Int? { nil }
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension Encoder {
  /// Writes `{"name": payload}`.
  func encodeCase(_ name: String, _ payload: some Encodable) throws {
    var container = container(keyedBy: CaseKey.self)
    try container.encode(payload, forKey: CaseKey(stringValue: name))
  }
}

/// The one key of an encoded case, with its payload still to be read.
struct EncodedCase {
  let key: CaseKey
  let container: KeyedDecodingContainer<CaseKey>
  var name: String { key.stringValue }

  init(_ decoder: Decoder) throws {
    container = try decoder.container(keyedBy: CaseKey.self)
    guard container.allKeys.count == 1, let key = container.allKeys.first else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "expected an object of one key, found \(container.allKeys.count)"))
    }
    self.key = key
  }

  func payload<T: Decodable>(_ type: T.Type = T.self) throws -> T {
    try container.decode(type, forKey: key)
  }

  func unknown(_ type: String) -> DecodingError {
    .dataCorruptedError(
      forKey: key, in: container, debugDescription: "unknown kind of \(type): '\(name)'")
  }
}
