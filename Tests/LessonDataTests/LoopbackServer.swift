import Foundation

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A server of HTTP/1.1 on this machine, for tests of downloads: it answers one request a connection,
/// knows `Range`, and can be told to cut a connection or to answer with an error.
///
/// It listens on the loopback device only, and ends with the value, after `requestLimit` requests or
/// half a minute, whichever comes first.
final class LoopbackServer: Sendable {
  struct Request: Hashable, Sendable {
    var path: String
    /// The first byte asked for, if the client asked for a range.
    var rangeStart: Int?
  }

  enum Answer: Sendable {
    case content([UInt8])
    /// The content, but the connection breaks after this many bytes of the body.
    case cut([UInt8], after: Int)
    /// The whole content whatever range was asked for.
    case ignoringRange([UInt8])
    /// The content without its size.
    case unsized([UInt8])
    case status(Int)
  }

  let port: Int
  private let state: State

  /// What the listening thread and the owner share.
  private final class State: @unchecked Sendable {
    private let lock = NSLock()
    private var received: [Request] = []
    private var isStopped = false

    var requests: [Request] { lock.withLock { received } }
    var isOver: Bool { lock.withLock { isStopped } }
    func stop() { lock.withLock { isStopped = true } }
    func add(_ request: Request) -> Int {
      lock.withLock {
        received.append(request)
        return received.count
      }
    }
  }

  /// Starts listening. `answer` gets a request and which one of all it is, from 1.
  init(
    requestLimit: Int = 50, answer: @escaping @Sendable (Request, _ number: Int) -> Answer
  ) throws {
    #if canImport(Darwin)
      let stream = SOCK_STREAM
    #else
      let stream = Int32(SOCK_STREAM.rawValue)
    #endif
    let listener = socket(AF_INET, stream, 0)
    guard listener >= 0 else { throw POSIXError(.EIO) }
    // Not for the programs that tests start.
    _ = fcntl(listener, F_SETFD, FD_CLOEXEC)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 16) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    guard isBound else {
      close(listener)
      throw POSIXError(.EADDRINUSE)
    }
    port = Int(UInt16(bigEndian: address.sin_port))
    let state = State()
    self.state = state
    Thread.detachNewThread {
      let end = Date(timeIntervalSinceNow: 600)
      while !state.isOver, state.requests.count < requestLimit, Date() < end {
        var waiting = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, 20) > 0 else { continue }
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { continue }
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        serve(connection) { request in answer(request, state.add(request)) }
        close(connection)
      }
      close(listener)
    }
  }

  deinit { state.stop() }

  /// What a mirror's address looks like.
  var mirror: String { "http://127.0.0.1:\(port)/" }

  /// All requests so far, in order.
  var requests: [Request] { state.requests }

  /// An address nobody listens at: that of a server that has ended.
  static func unusedMirror() throws -> String {
    let server = try LoopbackServer(requestLimit: 0) { _, _ in .status(500) }
    let mirror = server.mirror
    server.state.stop()
    usleep(60_000)
    return mirror
  }
}

private func serve(
  _ connection: Int32, _ answer: (LoopbackServer.Request) -> LoopbackServer.Answer
) {
  var timeout = timeval(tv_sec: 60, tv_usec: 0)
  setsockopt(
    connection, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
  guard let request = readRequest(connection) else { return }
  let answer = answer(request)
  func send(_ text: String) { sendAll(Array(text.utf8)) }
  func sendAll(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      #if canImport(Darwin)
        let flags: Int32 = 0
      #else
        // A client that has gone away is no reason to end the tests.
        let flags = Int32(MSG_NOSIGNAL)
      #endif
      let count = rest.withUnsafeBytes { sendBytes(connection, $0, flags) }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }
  func sendContent(_ content: [UInt8], limit: Int? = nil) {
    let start = request.rangeStart ?? 0
    if start >= content.count, start > 0 {
      send("HTTP/1.1 416 Range Not Satisfiable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
      return
    }
    let body = content[start...]
    send(start > 0 ? "HTTP/1.1 206 Partial Content\r\n" : "HTTP/1.1 200 OK\r\n")
    if start > 0 {
      send("Content-Range: bytes \(start)-\(content.count - 1)/\(content.count)\r\n")
    }
    send("Content-Length: \(body.count)\r\nConnection: close\r\n\r\n")
    sendAll(Array(body.prefix(limit ?? body.count)))
  }
  switch answer {
  case .content(let content): sendContent(content)
  case .cut(let content, let limit): sendContent(content, limit: limit)
  case .ignoringRange(let content):
    send("HTTP/1.1 200 OK\r\nContent-Length: \(content.count)\r\nConnection: close\r\n\r\n")
    sendAll(content)
  case .unsized(let content):
    send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
    sendAll(content)
  case .status(let code):
    send("HTTP/1.1 \(code) No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
  }
}

private func sendBytes(_ connection: Int32, _ bytes: UnsafeRawBufferPointer, _ flags: Int32) -> Int
{
  send(connection, bytes.baseAddress, bytes.count, flags)
}

private func readRequest(_ connection: Int32) -> LoopbackServer.Request? {
  var text = ""
  while !text.hasSuffix("\r\n\r\n") {
    guard text.utf8.count < 1 << 14 else { return nil }
    var byte: UInt8 = 0
    guard recv(connection, &byte, 1, 0) == 1 else { return nil }
    text.unicodeScalars.append(Unicode.Scalar(byte))
  }
  let lines = text.components(separatedBy: "\r\n")
  let words = lines[0].split(separator: " ")
  guard words.count == 3, words[0] == "GET" else { return nil }
  let range = lines.first { $0.lowercased().hasPrefix("range: bytes=") }
  return LoopbackServer.Request(
    path: String(words[1]),
    rangeStart: range.flatMap { Int($0.dropFirst(13).prefix { $0.isNumber }) })
}
