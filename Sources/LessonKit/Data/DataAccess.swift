import LessonData
import LessonModel
import Neural

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// How a lesson reaches its data: read-only, by the names of published sets, and nothing else.
///
/// A runner binds one with `DataAccess.$current.withValue`; a plain Swift program uses its own
/// environment.
public struct DataAccess: Sendable {
  /// The access of the lesson that is running, if any.
  @TaskLocal public static var current: DataAccess?

  /// Where the sets are looked for.
  public var store: DataStore
  /// Told about downloads as they go.
  public var progress: @Sendable (DownloadEvent) -> Void
  /// Told, for a person at the terminal, that the whole set is not to be had, and why.
  public var warn: @Sendable (_ notice: String, _ reasons: [String]) -> Void

  /// Access through a store, with somebody to tell.
  public init(
    store: DataStore, progress: @escaping @Sendable (DownloadEvent) -> Void = { _ in },
    warn: @escaping @Sendable (String, [String]) -> Void = { _, _ in }
  ) {
    self.store = store
    self.progress = progress
    self.warn = warn
  }

  /// Loads a set and notes its use in the running lesson.
  ///
  /// - Returns: Training images `[n, rows, columns]` and labels `[n]`, then the same for testing,
  ///   all as bytes.
  static func load(_ set: NamedDataset) throws -> ((Tensor, Tensor), (Tensor, Tensor)) {
    let access =
      current ?? DataAccess(store: DataStore(environment: ProcessInfo.processInfo.environment))
    let loaded: LoadedDataset
    do {
      loaded = try access.store.load(set, progress: access.progress)
    } catch {
      Recorder.current?.lackData()
      if !error.reasons.isEmpty { access.warn(error.message, error.reasons) }
      throw error
    }
    let dataset = loaded.dataset
    if let recorder = Recorder.current {
      recorder.use(DatasetRecord(dataset))
      if let notice = loaded.notice { recorder.show([.notice(notice)]) }
    }
    if let notice = loaded.notice { access.warn(notice, loaded.reasons) }
    func tensors(_ part: ImageDataset.Part) throws -> (Tensor, Tensor) {
      (
        try Tensor(
          bytes: part.images.pixels, shape: [part.count, dataset.rows, dataset.columns]),
        try Tensor(bytes: part.labels, shape: [part.count])
      )
    }
    let (training, test) = (try tensors(dataset.training), try tensors(dataset.test))
    try Tutor.loaded(
      dataset.name, names: set.classNames, training: training, validation: test)
    return (training, test)
  }

  /// Loads a table that comes with the program and notes its use in the running lesson.
  ///
  /// - Returns: The features `[n, columns]` and the targets `[n]`.
  static func load(_ table: NamedTable) throws -> (Tensor, Tensor) {
    let access =
      current ?? DataAccess(store: DataStore(environment: ProcessInfo.processInfo.environment))
    let data: TableDataset
    do {
      data = try access.store.load(table)
    } catch {
      Recorder.current?.lackData()
      throw error
    }
    Recorder.current?.use(
      DatasetRecord(
        name: table.name, origin: .full, licence: table.licence,
        files: [.init(role: data.file.role, sha256: data.file.sha256, count: data.file.count)]))
    return (
      try Tensor(data.features, shape: [data.count, data.featureNames.count]),
      try table.classNames.isEmpty
        ? Tensor(data.targets) : Tensor(data.targets).asType(.int32)
    )
  }
}

extension DatasetRecord {
  /// The data set as a report tells of it.
  init(_ dataset: ImageDataset) {
    self.init(
      name: dataset.name,
      origin: dataset.origin == .full ? .full : .sample,
      licence: dataset.licence,
      files: dataset.files.map { File(role: $0.role, sha256: $0.sha256, count: $0.count) })
  }
}
