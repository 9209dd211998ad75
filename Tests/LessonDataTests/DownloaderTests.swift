import Foundation
import Testing

@testable import LessonData

/// Downloads from a server on this machine.
@Suite struct DownloaderTests {
  let cache: TemporaryFolder
  /// The names of the set's files once they are in the cache, and of the lock beside them.
  let complete = [
    ".lock", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte", "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
  ]
  let images = "/train-images-idx3-ubyte.gz"

  init() throws { cache = try TemporaryFolder() }

  /// A server that has a tiny set, except where `answer` says otherwise.
  func server(
    _ answer: @escaping @Sendable (LoopbackServer.Request, Int) -> LoopbackServer.Answer? = {
      _, _ in nil
    }
  ) throws -> LoopbackServer {
    let files = try TinySet()
    return try LoopbackServer { request, number in
      if let answer = answer(request, number) { return answer }
      return files.gzippedFile(at: request.path).map { .content($0) } ?? .status(404)
    }
  }

  func load(_ mirrors: [String]) throws -> LoadedDataset {
    let tiny = try TinySet(mirrors: mirrors)
    return try tiny.store(cache: cache).load(tiny.set)
  }

  @Test func fetchesTheFourFilesOnce() throws {
    let server = try server()
    let loaded = try load([server.mirror])
    #expect(loaded.dataset.origin == .full)
    #expect(loaded.dataset.training.labels == [0, 1, 2, 1])
    #expect(cache.names(in: "tiny") == complete)
    #expect(server.requests.count == 4)
    #expect(try load([server.mirror]).dataset == loaded.dataset)
    #expect(server.requests.count == 4)
  }

  @Test func whatIsInTheCacheIsPlain() throws {
    let server = try server()
    _ = try load([server.mirror])
    #expect(
      try cache.read("tiny/train-images-idx3-ubyte")
        == TinySet().files["train-images-idx3-ubyte"])
  }

  @Test func tellsHowFarItIs() throws {
    let server = try server()
    let tiny = try TinySet(mirrors: [server.mirror])
    var events: [DownloadEvent] = []
    _ = try tiny.store(cache: cache).load(tiny.set) { events.append($0) }
    let size = try #require(tiny.gzippedFile(at: images)).count
    #expect(
      events.contains(
        .receiving(
          DownloadEvent.File(
            set: "Tiny", role: "training images", number: 1, of: 4, received: size, total: size))))
    #expect(events.count >= 4)
  }

  @Test func goesOnAfterACut() throws {
    let file = try #require(try TinySet().gzippedFile(at: images))
    let server = try server { _, number in number == 1 ? .cut(file, after: 20) : nil }
    #expect(try load([server.mirror]).dataset.origin == .full)
    #expect(
      server.requests.prefix(2) == [
        .init(path: images, rangeStart: nil), .init(path: images, rangeStart: 20),
      ])
  }

  @Test func goesOnFromAnEarlierRun() throws {
    let file = try #require(try TinySet().gzippedFile(at: images))
    try cache.write(Array(file[..<25]), to: "tiny\(images).part")
    let server = try server()
    #expect(try load([server.mirror]).dataset.origin == .full)
    #expect(server.requests.first == .init(path: images, rangeStart: 25))
    #expect(cache.names(in: "tiny") == complete)
  }

  @Test func usesAPartThatIsComplete() throws {
    let file = try #require(try TinySet().gzippedFile(at: images))
    try cache.write(file, to: "tiny\(images).part")
    let server = try server()
    #expect(try load([server.mirror]).dataset.origin == .full)
  }

  @Test func startsAgainWhereAPartBelongsToOtherBytes() throws {
    try cache.write([1, 2, 3], to: "tiny\(images).part")
    let server = try server()
    #expect(try load([server.mirror]).dataset.origin == .full)
    #expect(server.requests.filter { $0.path == images }.map(\.rangeStart) == [3, nil])
  }

  @Test func startsAgainWhereAServerKnowsNoRanges() throws {
    let file = try #require(try TinySet().gzippedFile(at: images))
    try cache.write(Array(file[..<25]), to: "tiny\(images).part")
    let server = try server { request, _ in
      request.path == images ? .ignoringRange(file) : nil
    }
    #expect(try load([server.mirror]).dataset.origin == .full)
  }

  @Test func aServerThatAlwaysCutsIsGivenUp() throws {
    let file = try #require(try TinySet().gzippedFile(at: images))
    let server = try server { _, _ in .cut(file, after: 1) }
    let loaded = try load([server.mirror])
    #expect(loaded.dataset.origin == .sample)
    #expect(
      loaded.reasons.last
        == "the download failed (127.0.0.1:\(server.port): the connection was cut)")
    #expect(server.requests.count == 6)
  }

  @Test func theSecondMirrorStandsInForTheFirst() throws {
    let broken = try self.server { _, _ in .status(500) }
    let server = try server()
    #expect(try load([broken.mirror, server.mirror]).dataset.origin == .full)
    #expect(broken.requests.count == 1)
    #expect(server.requests.count == 4)
  }

  @Test func theSecondMirrorStandsInWhereNobodyListens() throws {
    let server = try server()
    #expect(try load([LoopbackServer.unusedMirror(), server.mirror]).dataset.origin == .full)
  }

  @Test func wrongBytesAreNotKept() throws {
    let wrong = gzipped(idx([4, 2, 3], Array(repeating: 7, count: 24)))
    let server = try server { request, _ in request.path == images ? .content(wrong) : nil }
    let loaded = try load([server.mirror])
    #expect(loaded.dataset.origin == .sample)
    #expect(loaded.reasons.last?.contains("does not hold Tiny's training images") == true)
    #expect(cache.names(in: "tiny") == [".lock"])
  }

  @Test func aPageInPlaceOfTheFileIsNotKept() throws {
    let server = try server { _, _ in .content(Array("<html>log in</html>".utf8)) }
    let loaded = try load([server.mirror])
    #expect(
      loaded.reasons.last
        == "the download failed (127.0.0.1:\(server.port): is no gzip file: expected the first bytes "
        + "1f 8b, got 3c 68)")
    #expect(cache.names(in: "tiny") == [".lock"])
  }

  @Test func aMissingFileIsNamed() throws {
    let server = try server { _, number in number == 3 ? .status(404) : nil }
    let loaded = try load([server.mirror])
    #expect(
      loaded.reasons.last == "the download failed (127.0.0.1:\(server.port): it answered 404)")
    // What is right stays, so that the next run goes on from there.
    #expect(
      cache.names(in: "tiny") == [".lock", "train-images-idx3-ubyte", "train-labels-idx1-ubyte"])
  }

  @Test(arguments: [true, false])
  func anEndlessFileIsGivenUp(isSized: Bool) throws {
    let endless = [UInt8](repeating: 0x1f, count: 1 << 20)
    let server = try server { _, _ in isSized ? .content(endless) : .unsized(endless) }
    let loaded = try load([server.mirror])
    #expect(
      loaded.reasons.last?.contains("the file is too large: expected at most 65,576 bytes") == true)
    #expect(cache.names(in: "tiny").allSatisfy { !$0.hasSuffix("ubyte") })
  }

  @Test func withoutAServerTheSampleIsUsed() throws {
    let mirror = try LoopbackServer.unusedMirror()
    let loaded = try load([mirror])
    #expect(loaded.dataset.origin == .sample)
    #expect(loaded.reasons.last?.hasSuffix("no connection)") == true)
  }

  @Test func withoutCurlTheSampleIsUsed() throws {
    let tiny = try TinySet(mirrors: ["http://127.0.0.1:1/"])
    var store = tiny.store(cache: cache)
    store.downloader.environment["PATH"] = "/nowhere"
    #expect(
      try store.load(tiny.set).reasons.last
        == "nothing can be downloaded: the program 'curl' is not installed")
  }

  @Test func aDamagedCacheIsMended() throws {
    let tiny = try TinySet()
    try tiny.write(to: cache, compressed: false)
    try cache.write(Array("damaged".utf8), to: "tiny/train-labels-idx1-ubyte")
    let server = try server()
    #expect(try load([server.mirror]).dataset.training.labels == [0, 1, 2, 1])
    #expect(server.requests.map(\.path) == ["/train-labels-idx1-ubyte.gz"])
  }

  @Test func aCacheThatCannotBeWrittenIsNamed() throws {
    try cache.write([], to: "tiny")
    let server = try server()
    #expect(try load([server.mirror]).reasons.last == "'the cache/tiny' is no folder")
  }

  @Test func twoAtOnceFetchOnce() async throws {
    let server = try server()
    let mirror = server.mirror
    let origins = try await withThrowingTaskGroup(of: ImageDataset.Origin.self) { group in
      for _ in 0..<2 { group.addTask { try load([mirror]).dataset.origin } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(origins == [.full, .full])
    #expect(server.requests.count == 4)
    #expect(cache.names(in: "tiny") == complete)
  }

  @Test func waitsForWhoeverHoldsTheFolder() throws {
    let server = try server()
    let tiny = try TinySet(mirrors: [server.mirror])
    try cache.write([], to: "tiny/.lock")
    guard case .taken(let lock) = FolderLock.take("\(cache.path)/tiny/.lock") else {
      Issue.record("the lock of an empty folder is free")
      return
    }
    var events: [DownloadEvent] = []
    var store = tiny.store(cache: cache)
    store.downloader.lockTimeout = 0
    let loaded = try withExtendedLifetime(lock) {
      try store.load(tiny.set) { events.append($0) }
    }
    #expect(events == [.waiting(set: "Tiny")])
    #expect(
      loaded.reasons.last == "another process has been downloading Tiny for 0 seconds")
    #expect(server.requests == [])
  }
}
