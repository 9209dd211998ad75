#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A folder data may lie in: where it is, and the name people know it by.
public struct DataFolder: Hashable, Sendable {
  /// Where it is on this machine.
  public var path: String
  /// The same on every machine: `$LESSON_DATA/mnist`.
  public var name: String

  /// A folder with its path and the name that messages use for it.
  public init(path: String, name: String) {
    self.path = path
    self.name = name
  }

  /// The folder of this name inside it.
  public func appending(_ component: String) -> DataFolder {
    DataFolder(path: "\(path)/\(component)", name: "\(name)/\(component)")
  }
}

/// What lies at a path.
enum FileKind {
  case file, folder, other

  /// `nil` when nothing does. Symbolic links are followed.
  init?(at path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  fileprivate init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    default: self = .other
    }
  }
}

/// The size of a file in bytes, or `nil` when there is none.
func fileSize(_ path: String) -> Int? {
  var status = stat()
  guard stat(path, &status) == 0 else { return nil }
  return Int(status.st_size)
}

/// Removes a file if it is there.
func removeFile(_ path: String) { unlink(path) }

/// Makes a folder and those it lies in; fine when it is there already.
func makeFolder(_ folder: DataFolder) throws(DataError) {
  var made = folder.path.hasPrefix("/") ? "/" : ""
  for component in folder.path.split(separator: "/") {
    made += made.isEmpty || made.hasSuffix("/") ? component : "/" + component
    if mkdir(made, 0o755) != 0, errno != EEXIST, FileKind(at: made) != .folder {
      throw DataError(.unreadable, "could not be made: \(systemReason(errno))", file: folder.name)
    }
  }
  guard FileKind(at: folder.path) == .folder else {
    throw DataError(.unreadable, "is no folder", file: folder.name)
  }
}

/// The bytes of a file.
final class FileSource: ByteSource {
  private let descriptor: Int32

  /// Opens the file. Refuses what is not a plain file: reading a pipe or a device could wait for ever.
  init(path: String) throws(DataError) {
    let opened = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard opened >= 0 else {
      let number = errno
      throw DataError(
        number == ENOENT ? .missing : .unreadable, "could not be opened: \(systemReason(number))")
    }
    var status = stat()
    guard fstat(opened, &status) == 0, FileKind(status) == .file else {
      close(opened)
      throw DataError(.unreadable, "could not be opened: it is no file")
    }
    descriptor = opened
  }

  deinit { close(descriptor) }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(DataError) -> Int {
    while true {
      #if canImport(Darwin)
        let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
      #elseif canImport(Musl)
        let count = Musl.read(descriptor, buffer.baseAddress, buffer.count)
      #else
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      #endif
      if count >= 0 { return count }
      guard errno == EINTR else {
        throw DataError(.unreadable, "could not be read: \(systemReason(errno))")
      }
    }
  }
}

/// A file that appears under its name only when it is complete: it is written beside its place and
/// then moved there, so that a reader, or a second writer, sees all of it or nothing.
final class AtomicFile {
  private let descriptor: Int32
  private let path: String
  private let temporaryPath: String
  private var isCommitted = false

  init(path: String, temporaryPath: String) throws(DataError) {
    self.path = path
    self.temporaryPath = temporaryPath
    descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      isCommitted = true  // There is nothing to remove.
      throw DataError(.unreadable, "could not be written: \(systemReason(errno))")
    }
  }

  /// A file that was not committed leaves nothing behind.
  deinit {
    if descriptor >= 0 { close(descriptor) }
    if !isCommitted { unlink(temporaryPath) }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(DataError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest)
      #if canImport(Darwin)
        let count = Darwin.write(descriptor, piece.baseAddress, piece.count)
      #elseif canImport(Musl)
        let count = Musl.write(descriptor, piece.baseAddress, piece.count)
      #else
        let count = Glibc.write(descriptor, piece.baseAddress, piece.count)
      #endif
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw DataError(.unreadable, "could not be written: \(systemReason(errno))")
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Puts the file in its place, whole, even if the power fails in the next second.
  func commit() throws(DataError) {
    guard fsync(descriptor) == 0, rename(temporaryPath, path) == 0 else {
      throw DataError(.unreadable, "could not be written: \(systemReason(errno))")
    }
    isCommitted = true
  }
}

/// Holds a folder for one process at a time, as long as the value lives.
final class FolderLock {
  private let descriptor: Int32

  private init(descriptor: Int32) { self.descriptor = descriptor }

  /// What came of an attempt to take it.
  enum Attempt {
    case taken(FolderLock)
    /// Another process holds it.
    case busy
    /// The file system knows no locks.
    case unavailable
  }

  /// Takes the lock that the file at `path` stands for, if it is free.
  ///
  /// The descriptor is inherited on purpose: a download that outlives a killed process goes on holding
  /// the folder, so that nobody else writes to the same file.
  static func take(_ path: String) -> Attempt {
    let opened = open(path, O_RDWR | O_CREAT, 0o644)
    guard opened >= 0 else { return .unavailable }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      let isBusy = errno == EWOULDBLOCK || errno == EINTR
      close(opened)
      return isBusy ? .busy : .unavailable
    }
    return .taken(FolderLock(descriptor: opened))
  }

  deinit { close(descriptor) }
}

/// What an error number of the system means, in the same words on every system.
func systemReason(_ number: Int32) -> String {
  switch number {
  case ENOENT: "there is no such file"
  case EACCES, EPERM: "you have no permission"
  case ENOTDIR: "a part of its path is no folder"
  case EISDIR: "it is a folder"
  case EROFS: "the disk is read-only"
  case ENOSPC, EDQUOT: "the disk is full"
  case EMFILE, ENFILE: "too many files are open"
  case EIO: "the disk reports an error"
  case ELOOP: "its links go round in a circle"
  case ENAMETOOLONG: "its name is too long"
  default: "the system reports error \(number)"
  }
}
