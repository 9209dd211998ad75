#if canImport(CommonCrypto)
  import CommonCrypto
#else
  import CCrypto
#endif

/// A SHA-256 digest in the making: feed it bytes, in pieces of any size, and read it as hexadecimal.
///
/// The sum itself is the system's (OpenSSL's libcrypto, Apple's CommonCrypto), which use the
/// processor's own instructions for it.
public struct SHA256 {
  #if canImport(CommonCrypto)
    private var context = CC_SHA256_CTX()
  #else
    private var context = SHA256_CTX()
  #endif

  /// The digest of nothing so far.
  public init() {
    #if canImport(CommonCrypto)
      CC_SHA256_Init(&context)
    #else
      SHA256_Init(&context)
    #endif
  }

  /// Adds bytes to what is digested.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    #if canImport(CommonCrypto)
      // Its length is 32 bits wide.
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
        CC_SHA256_Update(&context, piece.baseAddress, CC_LONG(piece.count))
        rest = rest.dropFirst(piece.count)
      }
    #else
      SHA256_Update(&context, bytes.baseAddress, bytes.count)
    #endif
  }

  /// Adds bytes to what is digested.
  public mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  /// The digest of all bytes so far, as 64 lower-case hexadecimal digits.
  public var hexadecimal: String {
    // Finishing spoils a context, so it happens to a copy.
    var copy = context
    var digest = [UInt8](repeating: 0, count: 32)
    #if canImport(CommonCrypto)
      CC_SHA256_Final(&digest, &copy)
    #else
      SHA256_Final(&digest, &copy)
    #endif
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The digest of `bytes`, as 64 lower-case hexadecimal digits.
  public static func hexadecimal(of bytes: [UInt8]) -> String {
    var digest = SHA256()
    digest.update(bytes)
    return digest.hexadecimal
  }
}
