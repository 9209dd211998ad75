import Dispatch

/// Reads the four files of a data set from a folder, and checks that they are what they must be.
///
/// The bytes of a picture exist once: a file is pulled through (inflated, if it is gzipped) right into
/// the array that stays. Its digest is computed piece by piece behind the reading, on another thread,
/// and the files are read side by side, since inflating the largest takes as long as all the rest.
struct DatasetReader {
  let set: NamedDataset
  let folder: DataFolder

  /// The set made of `files`, which are the set's own or those of its sample.
  ///
  /// - Throws: ``DataError`` of the first file, in their order, that is missing or not what it must be.
  func read(
    _ files: [NamedDataset.File], origin: ImageDataset.Origin
  ) throws(DataError) -> ImageDataset {
    let loaded = UnsafeMutableBufferPointer<Result<[UInt8], DataError>>.allocate(
      capacity: files.count)
    loaded.initialize(repeating: .success([]))
    defer {
      loaded.deinitialize()
      loaded.deallocate()
    }
    // Each iteration writes its own element and nothing else.
    nonisolated(unsafe) let results = loaded
    DispatchQueue.concurrentPerform(iterations: files.count) { index in
      do throws(DataError) {
        results[index] = .success(try read(files[index]))
      } catch {
        results[index] = .failure(error)
      }
    }
    func content(_ role: NamedDataset.Role) throws(DataError) -> [UInt8] {
      guard let index = files.firstIndex(where: { $0.role == role }) else { return [] }
      return try loaded[index].get()
    }
    func part(_ images: NamedDataset.Role, _ labels: NamedDataset.Role) throws(DataError)
      -> ImageDataset.Part
    {
      let pixels = try content(images)
      let labels = try content(labels)
      return try ImageDataset.Part(
        images: IDX.Images(
          pixels: pixels, count: pixels.count / (set.rows * set.columns), rows: set.rows,
          columns: set.columns),
        labels: labels, classes: set.classNames.count)
    }
    return ImageDataset(
      name: set.name, origin: origin, licence: set.licence, classNames: set.classNames,
      training: try part(.trainingImages, .trainingLabels),
      test: try part(.testImages, .testLabels),
      files: files.map { .init(role: $0.role.rawValue, sha256: $0.sha256, count: $0.count) })
  }

  /// The elements of one file, plain or gzipped.
  func read(_ file: NamedDataset.File) throws(DataError) -> [UInt8] {
    guard let name = name(of: file) else {
      throw DataError(.missing, "is missing", file: "\(folder.name)/\(file.name).gz")
    }
    do throws(DataError) {
      let plain = try FileSource(path: "\(folder.path)/\(name)")
      let source: any ByteSource = name.hasSuffix(".gz") ? try GzipSource(plain) : plain
      return try elements(of: file, from: source)
    } catch {
      throw error.about("\(folder.name)/\(name)")
    }
  }

  /// The name a file has in the folder, or `nil` when it is not there. The decompressed file is
  /// preferred: reading it takes a third of the time.
  func name(of file: NamedDataset.File) -> String? {
    [file.name, file.name + ".gz"].first { FileKind(at: "\(folder.path)/\($0)") != nil }
  }

  /// Reads the header, then as many elements as it must announce: how much memory is taken is known
  /// before anything is read.
  private func elements(
    of file: NamedDataset.File, from source: any ByteSource
  ) throws(DataError) -> [UInt8] {
    var digest = PipelinedDigest()
    let header = try read(IDX.Header.length(rank: file.role.rank), from: source, into: &digest)
    let dimensions = set.dimensions(of: file)
    let got = try IDX.header(header, rank: file.role.rank).dimensions
    guard got == dimensions else { throw .dimensions(expected: dimensions, got: got) }
    let count = dimensions.reduce(1, *)
    let elements = try read(count, from: source, into: &digest)
    guard elements.count == count else { throw .shortContent(expected: count, got: elements.count) }
    guard try source.isAtEnd() else { throw .longContent(expected: count) }
    let sha256 = digest.finish()
    guard sha256 == file.sha256 else {
      throw .contents(of: "\(set.name)'s \(file.role.rawValue)", expected: file.sha256, got: sha256)
    }
    return elements
  }

  /// Up to `count` bytes, handed to the digest while the next ones are read.
  private func read(
    _ count: Int, from source: any ByteSource, into digest: inout PipelinedDigest
  ) throws(DataError) -> [UInt8] {
    var failure: DataError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(DataError) {
        while filled < count {
          let room = UnsafeMutableRawBufferPointer(
            rebasing: UnsafeMutableRawBufferPointer(buffer)[filled..<min(count, filled + 1 << 19)])
          let got = try source.fill(room)
          digest.update(UnsafeRawBufferPointer(rebasing: room[..<got]))
          filled += got
          if got < room.count { break }
        }
      } catch {
        failure = error
      }
      digest.wait()
    }
    if let failure { throw failure }
    return bytes
  }
}

/// A digest computed on another thread, behind whoever hands it bytes.
private struct PipelinedDigest {
  /// Used on the queue only, one piece after the other.
  private final class State: @unchecked Sendable { var digest = SHA256() }

  private let state = State()
  private let queue = DispatchQueue(label: "lesson.digest")

  /// The bytes must stay where they are until `wait` returns.
  func update(_ bytes: UnsafeRawBufferPointer) {
    nonisolated(unsafe) let piece = bytes
    queue.async { [state] in state.digest.update(piece) }
  }

  /// Returns when all bytes so far have been digested.
  func wait() { queue.sync {} }

  func finish() -> String { queue.sync { state.digest.hexadecimal } }
}

extension DataError {
  static func dimensions(expected: [Int], got: [Int]) -> DataError {
    func text(_ sizes: [Int]) -> String {
      sizes.count == 1
        ? counted(sizes[0], "label") : sizes.map(grouped).joined(separator: " × ") + " pixels"
    }
    return DataError(
      .mismatch, "has the wrong size: expected \(text(expected)), got \(text(got))")
  }

  static func contents(of what: String, expected: String, got: String) -> DataError {
    DataError(.mismatch, "does not hold \(what): expected SHA-256 \(expected), got \(got)")
  }
}
