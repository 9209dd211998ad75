#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Standard output, written whole: what a user asked to have there, and nothing else.
enum StandardOutput {
  static func write(_ text: String) { Stream.write(text, to: 1) }
}

/// Standard error, written whole.
enum StandardError {
  static func write(_ text: String) { Stream.write(text, to: 2) }
}

/// Standard output, for what a user asked to see.
public enum OutputStream {
  /// Writes the text as it is.
  public static func write(_ text: String) { StandardOutput.write(text) }
}

/// Standard error, for messages about the command line.
public enum MessageStream {
  /// Writes the text as it is.
  public static func write(_ text: String) { StandardError.write(text) }
}

private enum Stream {
  static func write(_ text: String, to file: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { writeBytes($0, file) }
      guard written > 0 else { return }
      bytes = bytes.dropFirst(written)
    }
  }

  private static func writeBytes(_ bytes: UnsafeRawBufferPointer, _ file: Int32) -> Int {
    #if canImport(Glibc)
      Glibc.write(file, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
      Musl.write(file, bytes.baseAddress, bytes.count)
    #else
      Darwin.write(file, bytes.baseAddress, bytes.count)
    #endif
  }
}
