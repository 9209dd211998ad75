// The data of lessons: where it is found, and how it is read and checked.
//
// DataStore          looks for a set in one place after the other
// NamedDataset       what MNIST and Fashion-MNIST consist of, and where they can be had
// ImageDataset       the pictures and labels that come out
// NamedTable         the small tables that come with the program, and what they consist of
// CSV                a table as text
// DatasetReader      four files, read side by side and compared with their digests
// IDX, Gzip, SHA256  the formats
// ByteSource         bytes in order: of a file, of memory, inflated
// Downloader         a set into the cache; Transfer: a file across cuts; Curl: the program that fetches
// BundledSample      where the resources are
// FileSystem         what is asked of the system about files
// DataError          why data could not be had

/// Where the data of lessons comes from: a folder of the user's, the system's packages, the cache, the
/// network, and at last the sample that comes with the program.
///
/// It reads nothing but what it was made with: the caller hands over the environment.
public struct DataStore: Sendable {
  /// The user's own folder, `$LESSON_DATA`. What is wrong in it is an error, never passed over.
  public var dataFolder: DataFolder?
  /// Where downloads are kept.
  public var cacheFolder: DataFolder?
  /// Whether to leave out the network.
  public var isOffline: Bool
  /// Whether the sample in place of the whole set is an error.
  public var isStrict: Bool
  /// How files are fetched.
  var downloader: Downloader
  /// Where the folder of a sample may lie.
  var sampleFolders: @Sendable (_ name: String) -> [String] = BundledSample.folders

  /// A store for an environment.
  ///
  /// - Parameters:
  ///   - environment: `LESSON_DATA`, `XDG_CACHE_HOME` and `HOME` name the folders, `PATH` is where `curl`
  ///     is looked for, and all of it is handed to `curl`, which knows the variables of proxies.
  ///   - isOffline: Whether to leave out the network.
  ///   - isStrict: Whether the sample in place of the whole set is an error.
  public init(environment: [String: String], isOffline: Bool = false, isStrict: Bool = false) {
    if let path = environment["LESSON_DATA"], !path.isEmpty {
      dataFolder = DataFolder(path: path, name: "$LESSON_DATA")
    }
    cacheFolder = Self.cacheFolder(environment)
    self.isOffline = isOffline
    self.isStrict = isStrict
    downloader = Downloader(environment: environment)
  }

  /// The whole set, or its sample if the whole set cannot be had and the store is not strict.
  ///
  /// - Parameters:
  ///   - set: The set.
  ///   - progress: Called while something is downloaded, ten to twenty times a second.
  /// - Returns: The set, and what there is to say about where it comes from.
  /// - Throws: ``DataError`` for a file in `$LESSON_DATA` or in a folder of the system that is not what it
  ///   should be, and when neither the set nor a sample can be had.
  public func load(
    _ set: NamedDataset, progress: (DownloadEvent) -> Void = { _ in }
  ) throws(DataError) -> LoadedDataset {
    var reasons: [String] = []
    if let dataFolder {
      let reader = DatasetReader(set: set, folder: dataFolder.appending(set.folder))
      if holdsAny(reader) {
        do throws(DataError) {
          return LoadedDataset(try reader.read(set.files, origin: .full))
        } catch {
          throw error.hinting(
            "put the published file there, or take '\(reader.folder.name)' away and the cache is used"
          )
        }
      }
      reasons.append(
        FileKind(at: dataFolder.path) == .folder
          ? "'\(reader.folder.name)' has none of its files"
          : "'\(dataFolder.name)' is no folder")
    }
    if let systemFolder = set.systemFolder {
      let reader = DatasetReader(set: set, folder: systemFolder)
      if holdsAny(reader) {
        do throws(DataError) {
          return LoadedDataset(try reader.read(set.files, origin: .full))
        } catch {
          throw error.hinting("install the package that owns the file again")
        }
      }
      reasons.append("'\(systemFolder.name)' has none of its files")
    }
    do throws(DataError) {
      return LoadedDataset(try cached(set, &reasons, progress))
    } catch {
      reasons.append(error.message)
    }
    guard let sample = set.sample, !isStrict else { throw .unavailable(set, reasons) }
    return LoadedDataset(
      try read(sample, of: set), notice: notice(sample, of: set), reasons: reasons)
  }

  private func holdsAny(_ reader: DatasetReader) -> Bool {
    reader.set.files.contains { reader.name(of: $0) != nil }
  }

  /// The set from the cache, after a download if need be. A damaged file there is not the user's doing
  /// and is fetched anew.
  private func cached(
    _ set: NamedDataset, _ reasons: inout [String], _ progress: (DownloadEvent) -> Void
  ) throws(DataError) -> ImageDataset {
    guard let cacheFolder else {
      throw DataError(.missing, "there is no folder for a cache: 'HOME' is not set")
    }
    let reader = DatasetReader(set: set, folder: cacheFolder.appending(set.folder))
    if set.files.allSatisfy({ reader.name(of: $0) != nil }) {
      do throws(DataError) { return try reader.read(set.files, origin: .full) } catch {
        reasons.append(error.message)
      }
    } else {
      reasons.append("'\(reader.folder.name)' does not have all of its files")
    }
    guard !isOffline else {
      throw DataError(.download, "nothing is downloaded offline")
    }
    try downloader.download(set, to: reader.folder, progress)
    return try reader.read(set.files, origin: .full)
  }

  private func read(
    _ sample: NamedDataset.Sample, of set: NamedDataset
  ) throws(DataError) -> ImageDataset {
    guard let path = sampleFolders(sample.folder).first(where: { FileKind(at: $0) == .folder })
    else { throw .noSample(of: set, folder: sample.folder) }
    let folder = DataFolder(path: path, name: "lesson_LessonData.resources/\(sample.folder)")
    do throws(DataError) {
      return try DatasetReader(set: set, folder: folder).read(sample.files, origin: .sample)
    } catch {
      throw error.hinting("build the program again with 'swift build'")
    }
  }

  /// Says nothing of this machine, so that it can stand in a report.
  private func notice(_ sample: NamedDataset.Sample, of set: NamedDataset) -> String {
    func count(_ role: NamedDataset.Role) -> String {
      grouped(sample.files.first { $0.role == role }?.count ?? 0)
    }
    return "this is the bundled sample of \(set.name), \(count(.trainingImages)) training and "
      + "\(count(.testImages)) test pictures, because the whole set could not be had"
  }

  /// `$XDG_CACHE_HOME/lesson` or `~/.cache/lesson`; `~/Library/Caches/lesson` on macOS. Source: the XDG Base
  /// Directory Specification, which says that a relative path is to be ignored.
  private static func cacheFolder(_ environment: [String: String]) -> DataFolder? {
    if let path = environment["XDG_CACHE_HOME"], path.hasPrefix("/") {
      return DataFolder(path: path, name: "$XDG_CACHE_HOME").appending("lesson")
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    #if os(macOS)
      let place = "Library/Caches/lesson"
    #else
      let place = ".cache/lesson"
    #endif
    return DataFolder(path: home, name: "~").appending(place)
  }
}

/// A data set as a store found it.
public struct LoadedDataset: Sendable {
  /// The pictures and labels.
  public var dataset: ImageDataset
  /// What a reader of the report must know: that this is the sample. The same on every machine; `nil` for
  /// the whole set.
  public var notice: String?
  /// Why the whole set could not be had, place by place. For the terminal: it differs from machine to
  /// machine. Empty for the whole set.
  public var reasons: [String]

  init(_ dataset: ImageDataset, notice: String? = nil, reasons: [String] = []) {
    self.dataset = dataset
    self.notice = notice
    self.reasons = reasons
  }
}

extension DataError {
  static func unavailable(_ set: NamedDataset, _ reasons: [String]) -> DataError {
    var error = DataError(
      .missing, "the whole \(set.name) set could not be had",
      hint: (set.systemHint.map { "\($0), or " } ?? "")
        + "connect to the network once, or put its four files into a folder '\(set.folder)' and let "
        + "LESSON_DATA name the folder above it")
    error.reasons = reasons
    return error
  }

  func hinting(_ hint: String) -> DataError {
    var copy = self
    copy.hint = hint
    return copy
  }
}
