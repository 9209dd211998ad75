/// Fetches the files of a named set into the cache.
///
/// A file is fetched gzipped into `<name>.gz.part`, goes on from where it was cut off, is inflated,
/// compared with its pinned digest, and only then appears under its name, decompressed, so that later
/// runs need not inflate it again. A lock keeps two processes from fetching into the same file.
struct Downloader: Sendable {
  /// How long to wait for a connection, in seconds. Where a network swallows everything, a lesson that
  /// would run with the sample waits this long for each mirror.
  var connectTimeout = 2
  /// How long a connection may deliver next to nothing before it counts as cut, in seconds.
  var stallTimeout = 15
  /// How long to wait for another process that downloads the same set, in seconds.
  var lockTimeout = 900
  /// How often a cut transfer goes on at the same mirror.
  var resumeLimit = 5
  /// What `curl` gets, and where it is looked for.
  var environment: [String: String]

  /// Puts those of the set's files into `folder` that are not there or not right.
  ///
  /// - Throws: ``DataError`` when no mirror delivers what it should, or the folder cannot be written.
  ///   Nothing but a part to go on from is left behind then.
  func download(
    _ set: NamedDataset, to folder: DataFolder, _ progress: (DownloadEvent) -> Void
  ) throws(DataError) {
    guard let curl = Curl(environment: environment) else { throw .noCurl }
    try makeFolder(folder)
    let lock = try lock(folder, set, progress)
    // Only the holder of the lock may use what another process left behind.
    let owner = lock == nil ? ".\(processNumber())" : ""
    var mirrors = set.mirrors[...]
    var failures: [String] = []
    for (index, file) in set.files.enumerated() where !isRight(file, of: set, in: folder) {
      let path = "\(folder.path)/\(file.name)"
      var isThere = false
      while !isThere {
        guard let mirror = mirrors.first else { throw .noMirror(failures) }
        do throws(DataError) {
          let transfer = Transfer(
            curl: curl, downloader: self, url: "\(mirror)\(file.name).gz",
            part: "\(path).gz\(owner).part",
            // Compressed data that expands to nothing but itself is a few bytes longer than its content.
            sizeLimit: contentSize(of: file, in: set) + 1 << 16)
          try transfer.fetch { received, total in
            progress(
              .receiving(
                DownloadEvent.File(
                  set: set.name, role: file.role.rawValue, number: index + 1, of: set.files.count,
                  received: received, total: total)))
          } install: { () throws(DataError) in
            try install(
              file, of: set, from: transfer.part,
              to: AtomicFile(path: path, temporaryPath: "\(path)\(owner).new"))
          }
          isThere = true
        } catch {
          // A folder that cannot be written is no better with another mirror.
          if error.kind == .unreadable { throw error.about("\(folder.name)/\(file.name)") }
          failures.append("\(host(of: mirror)): \(error.problem)")
          mirrors.removeFirst()
        }
      }
    }
    withExtendedLifetime(lock) {}
  }

  /// Waits for the folder's lock; `nil` where the file system knows none.
  private func lock(
    _ folder: DataFolder, _ set: NamedDataset, _ progress: (DownloadEvent) -> Void
  ) throws(DataError) -> FolderLock? {
    let path = "\(folder.path)/.lock"
    for attempt in 0...(lockTimeout * 10) {
      switch FolderLock.take(path) {
      case .taken(let lock): return lock
      case .unavailable: return nil
      case .busy:
        if attempt == 0 { progress(.waiting(set: set.name)) }
        pause(milliseconds: 100)
      }
    }
    throw DataError(
      .download, "another process has been downloading \(set.name) for \(lockTimeout) seconds")
  }

  private func contentSize(of file: NamedDataset.File, in set: NamedDataset) -> Int {
    IDX.Header.length(rank: file.role.rank) + set.dimensions(of: file).reduce(1, *)
  }

  /// Whether the file is there, plain or gzipped, and is what it must be. Reads it in small pieces.
  private func isRight(
    _ file: NamedDataset.File, of set: NamedDataset, in folder: DataFolder
  ) -> Bool {
    let reader = DatasetReader(set: set, folder: folder)
    guard let name = reader.name(of: file) else { return false }
    do throws(DataError) {
      let plain = try FileSource(path: "\(folder.path)/\(name)")
      try verify(file, of: set, name.hasSuffix(".gz") ? GzipSource(plain) : plain)
      return true
    } catch {
      // A plain file would be preferred to the one that is about to be fetched; and so it will be, since
      // that one gets the plain name.
      return false
    }
  }

  /// Inflates a complete part into its place, if it is what it must be.
  private func install(
    _ file: NamedDataset.File, of set: NamedDataset, from part: String, to output: AtomicFile
  ) throws(DataError) {
    try verify(file, of: set, GzipSource(FileSource(path: part))) {
      (piece) throws(DataError) in try output.write(piece)
    }
    try output.commit()
  }

  /// Reads a source to its end, handing each piece on, and compares its digest.
  private func verify(
    _ file: NamedDataset.File, of set: NamedDataset, _ source: any ByteSource,
    _ handle: (UnsafeRawBufferPointer) throws(DataError) -> Void = { _ in }
  ) throws(DataError) {
    let limit = contentSize(of: file, in: set)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    var digest = SHA256()
    var size = 0
    while true {
      let count = try source.fill(buffer)
      if count == 0 { break }
      size += count
      guard size <= limit else { throw .tooLarge(limit: limit) }
      let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      digest.update(piece)
      try handle(piece)
    }
    let sha256 = digest.hexadecimal
    guard sha256 == file.sha256 else {
      throw .contents(of: "\(set.name)'s \(file.role.rawValue)", expected: file.sha256, got: sha256)
    }
  }

  private func host(of url: String) -> String {
    url.split(separator: "/").dropFirst().first.map(String.init) ?? url
  }
}

/// What happens while a set is downloaded.
public enum DownloadEvent: Hashable, Sendable {
  /// Another process downloads the set of this name; this one waits for it.
  case waiting(set: String)
  /// A file comes in.
  case receiving(File)

  /// A file that comes in.
  public struct File: Hashable, Sendable {
    /// `MNIST`.
    public var set: String
    /// `training images`.
    public var role: String
    /// Which file of the set it is, from 1.
    public var number: Int
    /// How many files the set has.
    public var of: Int
    /// Bytes that are there, those of an earlier attempt included.
    public var received: Int
    /// Bytes of the whole file, or `nil` when the server does not say.
    public var total: Int?
  }
}

extension DataError {
  static let noCurl = DataError(
    .download, "nothing can be downloaded: the program 'curl' is not installed")

  static func noMirror(_ failures: [String]) -> DataError {
    DataError(.download, "the download failed (\(failures.joined(separator: "; ")))")
  }
}
