import LessonData
import LessonModel
import Synchronization

/// A download as it goes, on standard error: one live line on a terminal, one line a file elsewhere.
final class DownloadProgress: Sendable {
  private let live: Bool
  private let quiet: Bool
  private let announced = Mutex<Set<String>>([])

  init(live: Bool, quiet: Bool) {
    self.live = live
    self.quiet = quiet
  }

  /// Told about every event of a download.
  func show(_ event: DownloadEvent) {
    guard !quiet else { return }
    switch event {
    case .waiting(let set):
      if announce("waiting \(set)") {
        StandardError.write("waiting for another run that downloads \(set)\n")
      }
    case .receiving(let file):
      let what = "downloading \(file.set), file \(file.number) of \(file.of): \(file.role)"
      guard live else {
        if announce(what) { StandardError.write(what + "\n") }
        return
      }
      let received = Self.megabytes(file.received)
      let amount = file.total.map { "\(received) of \(Self.megabytes($0)) MB" } ?? "\(received) MB"
      let done = file.total == file.received ? "\n" : ""
      StandardError.write("\r\(what), \(amount)\u{1B}[K\(done)")
    }
  }

  private func announce(_ what: String) -> Bool {
    announced.withLock { $0.insert(what).inserted }
  }

  private static func megabytes(_ bytes: Int) -> String {
    NumberFormat.fixed(digits: 1).text(Double(bytes) / 1e6)
  }
}
