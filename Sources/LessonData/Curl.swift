#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The program `curl`, which does the talking to servers: it costs a run that downloads nothing no time
/// to start, and knows proxies, certificates and redirections as people are used to.
struct Curl {
  private let path: String
  private let environment: [String]

  /// `nil` when there is no `curl` in `PATH`.
  init?(environment: [String: String]) {
    let folders = environment["PATH"]?.split(separator: ":").map(String.init) ?? ["/usr/bin"]
    let candidates = folders.filter { $0.hasPrefix("/") }.map { $0 + "/curl" }
    guard let path = candidates.first(where: { access($0, X_OK) == 0 }) else { return nil }
    self.path = path
    self.environment = environment.map { "\($0.key)=\($0.value)" }
  }

  /// How an attempt ended.
  enum Outcome {
    /// All bytes are there.
    case complete
    /// It broke off on the way.
    case cut(String)
    /// The server answered something else.
    case failed(String)
    /// No server answered.
    case unreachable(String)
  }

  /// Fetches `url` into the file `part`, from byte `start` on.
  func fetch(
    _ url: String, to part: String, from start: Int, _ sizeLimit: Int, _ limits: Downloader,
    _ progress: (_ received: Int, _ total: Int?) -> Void
  ) throws(DataError) -> Outcome {
    let headers = part + ".headers"
    defer { removeFile(headers) }
    let arguments = [
      // No configuration file of the user's: it could change where the bytes go.
      path, "-q", "--silent", "--fail", "--location", "--max-redirs", "5",
      "--proto", "=http,https", "--connect-timeout", "\(limits.connectTimeout)",
      "--speed-limit", "100", "--speed-time", "\(limits.stallTimeout)",
      "--max-filesize", "\(sizeLimit)", "--continue-at", "\(start)",
      "--dump-header", headers, "--output", part, "--write-out", "%{http_code}", url,
    ]
    let process = try ChildProcess(arguments, environment: environment)
    var total: Int?
    var isTooLarge = false
    var delay = 2
    while !process.isOver() {
      let received = fileSize(part) ?? 0
      if received > sizeLimit {
        isTooLarge = true
        process.kill()
      }
      if total == nil { total = contentSize(headers: headers, start: start) }
      if received > start { progress(received, total) }
      pause(milliseconds: delay)
      delay = min(75, delay * 2)
    }
    if isTooLarge { return .failed(tooLarge(sizeLimit)) }
    let outcome = outcome(of: process, answer: process.output(), sizeLimit)
    if case .complete = outcome, let received = fileSize(part) {
      if received > sizeLimit { return .failed(tooLarge(sizeLimit)) }
      progress(received, received)
    }
    return outcome
  }

  /// The numbers are those of curl's manual page, section "Exit codes".
  private func outcome(of process: ChildProcess, answer: String, _ sizeLimit: Int) -> Outcome {
    switch process.exitCode {
    case 0: .complete
    case 5: .unreachable("the proxy's name is unknown")
    case 6: .unreachable("the server's name is unknown")
    case 7: .unreachable("no connection")
    // It has one number for a connection that takes too long and a transfer that stalls.
    case 28 where answer == "000": .unreachable("no connection in time")
    case 28: .cut("the connection stalled")
    case 18, 52, 55, 56, 92: .cut("the connection was cut")
    case 22: .failed("it answered \(answer)")
    case 33: .failed("it cannot go on from the middle of a file")
    case 35, 60: .unreachable("no secure connection")
    case 63: .failed(tooLarge(sizeLimit))
    case 23: .failed("the file could not be written")
    case let code?: .failed("curl ended with code \(code)")
    case nil: .cut("curl was ended")
    }
  }

  private func tooLarge(_ sizeLimit: Int) -> String {
    "the file is too large: expected at most \(counted(sizeLimit, "byte"))"
  }

  /// The size of the whole file, from the last answer's headers.
  private func contentSize(headers path: String, start: Int) -> Int? {
    guard let source = try? FileSource(path: path) else { return nil }
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 14) { buffer, count in
      do throws(DataError) { count = try source.fill(UnsafeMutableRawBufferPointer(buffer)) } catch
      {
        failed = true
      }
    }
    if failed { return nil }
    var size: Int?
    for line in bytes.split(whereSeparator: { $0 == 10 || $0 == 13 }) {
      let line = String(decoding: line, as: UTF8.self).lowercased()
      if line.hasPrefix("http/") { size = nil }
      if line.hasPrefix("content-length:"),
        let length = Int(line.dropFirst(15).filter { $0 != " " }), length < 1 << 40
      {
        size = start + length
      }
    }
    return size
  }
}

/// A program that was started, with nothing to read and its output in a pipe.
private final class ChildProcess {
  private let process: pid_t
  private let outlet: Int32
  private var status: Int32?

  init(_ arguments: [String], environment: [String]) throws(DataError) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else {
      throw DataError(.download, "no program can be started: \(systemReason(errno))")
    }
    _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
    _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var words = arguments.map { strdup($0) } + [nil]
    var variables = environment.map { strdup($0) } + [nil]
    defer { (words + variables).forEach { free($0) } }
    var started: pid_t = 0
    let code = posix_spawn(&started, arguments[0], &actions, nil, &words, &variables)
    close(ends[1])
    guard code == 0 else {
      close(ends[0])
      throw DataError(
        .download, "the program '\(arguments[0])' does not start: \(systemReason(code))")
    }
    process = started
    outlet = ends[0]
  }

  deinit {
    if status == nil {
      kill()
      var ignored: Int32 = 0
      while waitpid(process, &ignored, 0) < 0, errno == EINTR {}
    }
    close(outlet)
  }

  func kill() {
    #if canImport(Darwin)
      _ = Darwin.kill(process, SIGKILL)
    #elseif canImport(Musl)
      _ = Musl.kill(process, SIGKILL)
    #else
      _ = Glibc.kill(process, SIGKILL)
    #endif
  }

  func isOver() -> Bool {
    if status != nil { return true }
    var value: Int32 = 0
    let result = waitpid(process, &value, WNOHANG)
    if result == 0 || (result < 0 && errno == EINTR) { return false }
    // Somebody else may have collected it; then how it ended is unknown.
    status = result < 0 ? 9 : value
    return true
  }

  /// `nil` when a signal ended it.
  var exitCode: Int32? {
    guard let status, status & 0x7f == 0 else { return nil }
    return status >> 8 & 0xff
  }

  /// The first bytes of what it printed; to be called when it is over.
  func output() -> String {
    let bytes = [UInt8](unsafeUninitializedCapacity: 64) { buffer, count in
      count = max(0, read(outlet, buffer.baseAddress, buffer.count))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Sleeps.
func pause(milliseconds: Int) {
  var duration = timespec(tv_sec: milliseconds / 1000, tv_nsec: milliseconds % 1000 * 1_000_000)
  nanosleep(&duration, nil)
}

/// The number of this process.
func processNumber() -> Int { Int(getpid()) }
