// This file makes what the tests read: a tiny data set, gzip files, folders that go away again.
import Foundation

@testable import LessonData

/// A gzip file that stores its content as it is, in blocks of at most 65,535 bytes (RFC 1951, 1952).
func gzipped(_ content: [UInt8]) -> [UInt8] {
  func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian, Array.init)
  }
  var file: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
  var rest = content[...]
  repeat {
    let block = rest.prefix(65_535)
    rest = rest.dropFirst(block.count)
    file.append(rest.isEmpty ? 1 : 0)
    file += littleEndian(UInt16(block.count)) + littleEndian(~UInt16(block.count)) + block
  } while !rest.isEmpty
  return file + littleEndian(checkSum(content)) + littleEndian(UInt32(content.count))
}

/// CRC-32 as gzip uses it.
private func checkSum(_ bytes: [UInt8]) -> UInt32 {
  ~bytes.reduce(~0) { sum, byte in
    (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in
      value & 1 == 1 ? value >> 1 ^ 0xedb8_8320 : value >> 1
    }
  }
}

/// An IDX file of unsigned bytes.
func idx(_ dimensions: [Int], _ elements: [UInt8], type: UInt8 = 8) -> [UInt8] {
  [0, 0, type, UInt8(dimensions.count)]
    + dimensions.flatMap { withUnsafeBytes(of: UInt32($0).bigEndian, Array.init) } + elements
}

/// A set of 4 training and 2 test pictures of 2 × 3 pixels with the classes 0, 1, 2.
struct TinySet {
  /// The decompressed files by name.
  let files: [String: [UInt8]]
  let set: NamedDataset
  let sampleFolder: TemporaryFolder

  init(mirrors: [String] = [], systemFolder: DataFolder? = nil, hasSample: Bool = true) throws {
    let contents = [
      idx([4, 2, 3], (0..<24).map { UInt8($0 * 10) }), idx([4], [0, 1, 2, 1]),
      idx([2, 2, 3], (0..<12).map { UInt8(255 - $0) }), idx([2], [2, 0]),
    ]
    let sample = [
      idx([1, 2, 3], [1, 2, 3, 4, 5, 6]), idx([1], [1]), idx([1, 2, 3], [9, 8, 7, 6, 5, 4]),
      idx([1], [2]),
    ]
    let names = [
      "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte",
      "t10k-labels-idx1-ubyte",
    ]
    let roles: [NamedDataset.Role] = [.trainingImages, .trainingLabels, .testImages, .testLabels]
    func files(_ contents: [[UInt8]], _ counts: [Int]) -> [NamedDataset.File] {
      zip(zip(names, roles), zip(contents, counts)).map {
        NamedDataset.File(
          role: $0.1, name: $0.0, count: $1.1, sha256: SHA256.hexadecimal(of: $1.0))
      }
    }
    self.files = Dictionary(uniqueKeysWithValues: zip(names, contents))
    sampleFolder = try TemporaryFolder()
    for (name, content) in zip(names, sample) {
      try sampleFolder.write(gzipped(content), to: "tiny-sample/\(name).gz")
    }
    set = NamedDataset(
      name: "Tiny", folder: "tiny", classNames: ["a", "b", "c"], licence: "free", rows: 2,
      columns: 3, files: files(contents, [4, 4, 2, 2]), systemFolder: systemFolder,
      systemHint: systemFolder.map { "install the package of \($0.name)" },
      mirrors: mirrors,
      sample: hasSample ? .init(folder: "tiny-sample", files: files(sample, [1, 1, 1, 1])) : nil)
  }

  /// What a server has under `/<name>.gz`.
  func gzippedFile(at path: String) -> [UInt8]? {
    files[String(path.dropFirst().dropLast(3))].map(gzipped)
  }

  /// A store with a cache of its own, that finds this set's sample.
  func store(cache: TemporaryFolder?, data: TemporaryFolder? = nil) -> DataStore {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
    var store = DataStore(environment: ["PATH": path, "no_proxy": "127.0.0.1"])
    store.cacheFolder = cache.map { DataFolder(path: $0.path, name: "the cache") }
    store.dataFolder = data.map { DataFolder(path: $0.path, name: "$LESSON_DATA") }
    let sample = sampleFolder.path
    // A machine that is busy with other tests is no cut line.
    store.downloader.connectTimeout = 60
    store.sampleFolders = { ["/nowhere/\($0)", "\(sample)/\($0)"] }
    return store
  }

  /// Puts the set's files into `<folder>/tiny`.
  func write(to folder: TemporaryFolder, compressed: Bool = true) throws {
    for (name, content) in files {
      if compressed {
        try folder.write(gzipped(content), to: "tiny/\(name).gz")
      } else {
        try folder.write(content, to: "tiny/\(name)")
      }
    }
  }
}

/// A folder that is removed with the value.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "lesson-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ bytes: [UInt8], to name: String) throws {
    let url = URL(fileURLWithPath: "\(path)/\(name)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func read(_ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: "\(path)/\(name)").map(Array.init)
  }

  /// The names in a folder, sorted.
  func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []).sorted()
  }
}

/// The error that `body` throws, or `nil`.
func dataError(_ body: () throws -> Void) -> DataError? {
  do { try body() } catch { return error as? DataError }
  return nil
}
