import Foundation
import Testing

@testable import LessonData

/// The order of places, and what is an error in which.
@Suite struct DataStoreTests {
  let tiny: TinySet
  let data: TemporaryFolder
  let cache: TemporaryFolder

  init() throws {
    tiny = try TinySet()
    data = try TemporaryFolder()
    cache = try TemporaryFolder()
  }

  func error(_ set: NamedDataset? = nil) -> DataError? {
    dataError { _ = try tiny.store(cache: cache, data: data).load(set ?? tiny.set) }
  }

  func expectWholeSet(_ loaded: LoadedDataset) {
    let dataset = loaded.dataset
    #expect(dataset.origin == .full)
    #expect(dataset.training.images.pixels == (0..<24).map { UInt8($0 * 10) })
    #expect(dataset.training.labels == [0, 1, 2, 1])
    #expect(dataset.test.images.pixels == (0..<12).map { UInt8(255 - $0) })
    #expect(dataset.test.labels == [2, 0])
    #expect(dataset.training.count == 4)
    #expect(dataset.test.count == 2)
    #expect(dataset.rows == 2)
    #expect(dataset.columns == 3)
    #expect(loaded.notice == nil)
    #expect(loaded.reasons == [])
  }

  @Test(arguments: [true, false])
  func readsTheUsersFolder(compressed: Bool) throws {
    try tiny.write(to: data, compressed: compressed)
    expectWholeSet(try tiny.store(cache: cache, data: data).load(tiny.set))
  }

  @Test(arguments: [true, false])
  func readsTheCache(compressed: Bool) throws {
    try tiny.write(to: cache, compressed: compressed)
    expectWholeSet(try tiny.store(cache: cache).load(tiny.set))
  }

  @Test func readsTheSystemsFolder() throws {
    try tiny.write(to: data)
    let tiny = try TinySet(
      systemFolder: DataFolder(path: "\(data.path)/tiny", name: "/usr/share/tiny"))
    expectWholeSet(try tiny.store(cache: nil).load(tiny.set))
  }

  @Test func theUsersFolderComesFirst() throws {
    try tiny.write(to: data)
    try cache.write([1, 2, 3], to: "tiny/train-images-idx3-ubyte")
    expectWholeSet(try tiny.store(cache: cache, data: data).load(tiny.set))
  }

  @Test func recordsWhatWasRead() throws {
    try tiny.write(to: data)
    let files = try tiny.store(cache: nil, data: data).load(tiny.set).dataset.files
    #expect(
      files.map(\.role) == ["training images", "training labels", "test images", "test labels"])
    #expect(files.map(\.count) == [4, 4, 2, 2])
    #expect(files.map(\.sha256) == tiny.set.files.map(\.sha256))
  }

  @Test func withoutTheSetTheSampleIsUsedAndNamed() throws {
    let loaded = try tiny.store(cache: cache, data: data).load(tiny.set)
    #expect(loaded.dataset.origin == .sample)
    #expect(loaded.dataset.training.images.pixels == [1, 2, 3, 4, 5, 6])
    #expect(
      loaded.notice
        == "this is the bundled sample of Tiny, 1 training and 1 test pictures, because the whole "
        + "set could not be had")
    #expect(
      loaded.reasons == [
        "'$LESSON_DATA/tiny' has none of its files",
        "'the cache/tiny' does not have all of its files",
        "the download failed ()",
      ])
  }

  @Test func offlineNothingIsAskedOfTheNetwork() throws {
    let server = try LoopbackServer { _, _ in .status(404) }
    let tiny = try TinySet(mirrors: [server.mirror])
    var store = tiny.store(cache: cache)
    store.isOffline = true
    let loaded = try store.load(tiny.set)
    #expect(loaded.dataset.origin == .sample)
    #expect(loaded.reasons.last == "nothing is downloaded offline")
    #expect(server.requests == [])
  }

  @Test func strictRefusesTheSample() throws {
    var store = tiny.store(cache: cache)
    store.isStrict = true
    store.isOffline = true
    let error = dataError { _ = try store.load(tiny.set) }
    #expect(error?.kind == .missing)
    #expect(error?.message == "the whole Tiny set could not be had")
    #expect(
      error?.reasons == [
        "'the cache/tiny' does not have all of its files", "nothing is downloaded offline",
      ])
    #expect(error?.hint?.contains("LESSON_DATA") == true)
  }

  @Test func aFolderThatIsNotThereIsNamed() throws {
    var store = tiny.store(cache: cache)
    store.dataFolder = DataFolder(path: "\(data.path)/nowhere", name: "$LESSON_DATA")
    store.isOffline = true
    #expect(try store.load(tiny.set).reasons.first == "'$LESSON_DATA' is no folder")
  }

  @Test func withoutASampleThereIsAnError() throws {
    let tiny = try TinySet(hasSample: false)
    let error = dataError { _ = try tiny.store(cache: nil).load(tiny.set) }
    #expect(error?.reasons.last?.contains("'HOME' is not set") == true)
  }

  @Test func thePackageThatHasTheSetIsNamed() throws {
    let tiny = try TinySet(
      systemFolder: DataFolder(path: "/nowhere", name: "/usr/share/tiny"), hasSample: false)
    let error = dataError { _ = try tiny.store(cache: cache).load(tiny.set) }
    #expect(error?.reasons.contains("'/usr/share/tiny' has none of its files") == true)
    #expect(error?.hint?.hasPrefix("install the package of /usr/share/tiny, or connect") == true)
  }

  @Test func aMissingSampleIsAnError() throws {
    var store = tiny.store(cache: nil)
    store.sampleFolders = { ["/nowhere/\($0)"] }
    let error = dataError { _ = try store.load(tiny.set) }
    #expect(
      error?.message
        == "the sample of Tiny is missing: expected the folder 'lesson_LessonData.resources/tiny-sample' "
        + "beside the program")
  }

  @Test func aMissingFileOfTheUsersIsAnError() throws {
    try tiny.write(to: data)
    try FileManager.default.removeItem(atPath: "\(data.path)/tiny/t10k-labels-idx1-ubyte.gz")
    #expect(error()?.message == "'$LESSON_DATA/tiny/t10k-labels-idx1-ubyte.gz' is missing")
  }

  @Test(arguments: [
    (
      "cut short", Array(gzipped(Array(repeating: 1, count: 50))[..<30]),
      "is cut short: expected more compressed data after its 30 bytes"
    ),
    ("a page", Array("<html>".utf8), "is no gzip file: expected the first bytes 1f 8b, got 3c 68"),
    (
      "no IDX", gzipped(Array("hello, world".utf8)),
      "is no IDX file: expected the first bytes 00 00, got 68 65 6c 6c"
    ),
    (
      "labels", gzipped(idx([4], [0, 0, 0, 0])),
      "has the wrong dimensions: expected 3 dimensions (pictures, rows, columns), got 1 dimension (labels)"
    ),
    (
      "too many", gzipped(idx([4_000_000_000, 2, 3], [])),
      "has the wrong size: expected 4 × 2 × 3 pixels, got 4,000,000,000 × 2 × 3 pixels"
    ),
    (
      "too short", gzipped(idx([4, 2, 3], [1, 2])),
      "is cut short: expected 24 bytes after the header, got 2"
    ),
    (
      "too long", gzipped(idx([4, 2, 3], Array(repeating: 0, count: 25))),
      "is too long: expected 24 bytes after the header, got more"
    ),
  ])
  func aDamagedFileOfTheUsersIsAnError(name: String, bytes: [UInt8], problem: String) throws {
    try tiny.write(to: data)
    try data.write(bytes, to: "tiny/train-images-idx3-ubyte.gz")
    let error = error()
    #expect(error?.message == "'$LESSON_DATA/tiny/train-images-idx3-ubyte.gz' \(problem)")
    #expect(error?.hint?.isEmpty == false)
  }

  @Test func anotherSetsFileIsAnError() throws {
    try tiny.write(to: data)
    let other = idx([2], [1, 1])
    try data.write(gzipped(other), to: "tiny/t10k-labels-idx1-ubyte.gz")
    let error = error()
    #expect(error?.kind == .mismatch)
    #expect(
      error?.message
        == "'$LESSON_DATA/tiny/t10k-labels-idx1-ubyte.gz' does not hold Tiny's test labels: expected "
        + "SHA-256 \(tiny.set.files[3].sha256), got \(SHA256.hexadecimal(of: other))")
  }

  @Test func fewerLabelsThanPicturesIsAnError() throws {
    try tiny.write(to: data)
    try data.write(gzipped(idx([3], [0, 1, 2])), to: "tiny/train-labels-idx1-ubyte.gz")
    #expect(
      error()?.message
        == "'$LESSON_DATA/tiny/train-labels-idx1-ubyte.gz' has the wrong size: expected 4 labels, "
        + "got 3 labels")
  }

  @Test func aFileThatIsNoFileIsAnError() throws {
    try tiny.write(to: data)
    let path = "\(data.path)/tiny/t10k-labels-idx1-ubyte.gz"
    try FileManager.default.removeItem(atPath: path)
    #expect(mkfifo(path, 0o600) == 0)
    #expect(
      error()?.message
        == "'$LESSON_DATA/tiny/t10k-labels-idx1-ubyte.gz' could not be opened: it is no file")
  }

  @Test func errorsNameNoPath() throws {
    try data.write([], to: "tiny/train-images-idx3-ubyte.gz")
    #expect(error()?.description.contains(data.path) == false)
  }

  @Test func theEnvironmentNamesTheFolders() {
    let store = DataStore(environment: ["LESSON_DATA": "/data", "HOME": "/home/ada"])
    #expect(store.dataFolder == DataFolder(path: "/data", name: "$LESSON_DATA"))
    #if os(macOS)
      #expect(store.cacheFolder?.path == "/home/ada/Library/Caches/lesson")
    #else
      #expect(
        store.cacheFolder == DataFolder(path: "/home/ada/.cache/lesson", name: "~/.cache/lesson"))
    #endif
    let moved = DataStore(environment: ["XDG_CACHE_HOME": "/fast", "HOME": "/home/ada"])
    #expect(
      moved.cacheFolder == DataFolder(path: "/fast/lesson", name: "$XDG_CACHE_HOME/lesson"))
    let relative = DataStore(environment: ["XDG_CACHE_HOME": "fast", "LESSON_DATA": ""])
    #expect(relative.cacheFolder == nil)
    #expect(relative.dataFolder == nil)
  }
}
