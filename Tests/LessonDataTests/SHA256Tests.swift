import Testing

@testable import LessonData

@Suite struct SHA256Tests {
  @Test(
    "the digests of FIPS 180-2's examples",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func examples(text: String, digest: String) {
    #expect(SHA256.hexadecimal(of: Array(text.utf8)) == digest)
  }

  @Test func piecesOfAnySizeGiveTheSameDigest() {
    let bytes = (0..<1000).map { UInt8($0 % 251) }
    for size in [1, 7, 63, 64, 65, 999] {
      var digest = SHA256()
      for start in stride(from: 0, to: bytes.count, by: size) {
        digest.update(Array(bytes[start..<min(bytes.count, start + size)]))
      }
      #expect(digest.hexadecimal == SHA256.hexadecimal(of: bytes))
    }
  }

  @Test func readingADigestDoesNotEndIt() {
    var digest = SHA256()
    digest.update(Array("a".utf8))
    #expect(digest.hexadecimal == digest.hexadecimal)
    digest.update(Array("bc".utf8))
    #expect(digest.hexadecimal == SHA256.hexadecimal(of: Array("abc".utf8)))
  }
}
