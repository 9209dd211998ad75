#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The one place that reads and writes files for a run.
struct Workspace {
  /// Why a file could not be read or written, as one line.
  struct Failure: Error {
    var message: String
  }

  /// A lesson larger than this is no lesson.
  static let largestLesson = 64 << 20

  /// The bytes of a lesson file; `-` is standard input.
  func read(_ path: String) throws -> [UInt8] {
    if path == "-" { return try readInput() }
    var isDirectory = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw Failure(
        message: "no such file; expected a lesson in Markdown, such as lessons/mnist.md")
    }
    guard !isDirectory else {
      throw Failure(
        message: "this is a folder; expected a lesson file in it, such as \(path)/mnist.md")
    }
    if let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int,
      size > Self.largestLesson
    {
      throw Failure(
        message: "the file has \(size) bytes; expected a lesson of at most \(Self.largestLesson)")
    }
    do {
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw Failure(message: "the file cannot be read: \(Self.reason(error))")
    }
  }

  private func readInput() throws -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { readBytes($0) }
      if count == 0 { return bytes }
      guard count > 0 else {
        throw Failure(
          message: "standard input cannot be read: \(String(cString: strerror(errno)).lowercased())"
        )
      }
      bytes += buffer[..<count]
      guard bytes.count <= Self.largestLesson else {
        throw Failure(
          message: "standard input has more than \(Self.largestLesson) bytes; expected a lesson")
      }
    }
  }

  private func readBytes(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.read(0, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      Musl.read(0, buffer.baseAddress, buffer.count)
    #else
      Darwin.read(0, buffer.baseAddress, buffer.count)
    #endif
  }

  /// The path from the root of the file system.
  func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }

  /// The package that this program was built from: the nearest folder above it with a manifest that
  /// offers `LessonKit`; `nil` when the program was moved elsewhere.
  var packageOfThisProgram: String? {
    guard let program = Self.ownPath else { return nil }
    var folder = URL(fileURLWithPath: program).resolvingSymlinksInPath()
      .deletingLastPathComponent()
    while folder.path != "/" {
      let manifest = folder.appendingPathComponent("Package.swift")
      if let text = try? String(contentsOf: manifest, encoding: .utf8),
        text.contains("name: \"LessonKit\"")
      {
        return folder.path
      }
      folder = folder.deletingLastPathComponent()
    }
    return nil
  }

  private static var ownPath: String? {
    #if canImport(Darwin)
      var size: UInt32 = 0
      _ = _NSGetExecutablePath(nil, &size)
      var buffer = [CChar](repeating: 0, count: Int(size) + 1)
      guard _NSGetExecutablePath(&buffer, &size) == 0 else { return nil }
      return String(
        decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    #else
      return try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    #endif
  }

  /// Puts files into a folder, which is made when it is missing. All are complete or none is new:
  /// they are written beside their places, and only when every one is, moved there.
  func write(_ files: [(name: String, text: String)], into directory: String) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true)
      var isDirectory = false
      for file in files
      where FileManager.default.fileExists(
        atPath: directory + "/" + file.name, isDirectory: &isDirectory) && isDirectory
      {
        throw Failure(
          message: "cannot write \(directory)/\(file.name): a folder of that name is in the way")
      }
      let beside = files.map {
        "\(directory)/.\($0.name).\(ProcessInfo.processInfo.processIdentifier)"
      }
      defer { for path in beside { unlink(path) } }
      for (file, path) in zip(files, beside) {
        try Data(file.text.utf8).write(to: URL(fileURLWithPath: path))
      }
      for (file, path) in zip(files, beside) where rename(path, directory + "/" + file.name) != 0 {
        throw Failure(
          message: "cannot write \(directory)/\(file.name): \(String(cString: strerror(errno)))")
      }
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(message: "cannot write into \(directory): \(Self.reason(error))")
    }
  }

  /// What the system said, without our own words around it.
  private static func reason(_ error: any Error) -> String {
    if let cocoa = error as? CocoaError {
      switch cocoa.code {
      case .fileReadNoPermission, .fileWriteNoPermission: return "permission denied"
      case .fileWriteOutOfSpace: return "no space left on the device"
      case .fileWriteVolumeReadOnly: return "the volume is read-only"
      case .fileWriteFileExists: return "a file of that name is in the way"
      default: break
      }
      if let underlying = cocoa.underlying as? POSIXError {
        return String(cString: strerror(underlying.code.rawValue)).lowercased()
      }
    }
    return String(describing: error)
  }
}
