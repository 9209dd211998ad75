import LessonModel
import Testing

@Suite struct Base64Tests {
  // RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func knownTexts(text: String, encoded: String) {
    #expect(Array(text.utf8).base64 == encoded)
    #expect([UInt8](base64: encoded) == Array(text.utf8))
  }

  @Test func everyByteComesBack() {
    let bytes = (0..<256).map { UInt8($0) }
    for count in 0..<256 {
      #expect([UInt8](base64: Array(bytes.suffix(count)).base64) == Array(bytes.suffix(count)))
    }
  }

  @Test(arguments: ["Z", "Zg=", "Zg", "====", "Z===", "Zm9v\n", "Zm-_", "Z=g=", "Zg==Zg==", "é==="])
  func otherTextIsRefused(text: String) {
    #expect([UInt8](base64: text) == nil)
  }
}
