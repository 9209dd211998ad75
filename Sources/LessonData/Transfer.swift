/// One file on its way from one mirror into a part file, across cuts.
struct Transfer {
  let curl: Curl
  let downloader: Downloader
  let url: String
  /// Where the bytes are collected. What lies there already is gone on from.
  let part: String
  /// The most bytes it may come to.
  let sizeLimit: Int

  /// Fetches the file and hands it to `install`, which throws if it is not what it must be.
  ///
  /// A part from an earlier run may belong to other bytes: then the whole is wrong, and is fetched once
  /// more from its start.
  func fetch(
    progress: (_ received: Int, _ total: Int?) -> Void, install: () throws(DataError) -> Void
  ) throws(DataError) {
    var resumptions = 0
    while true {
      let start = fileSize(part) ?? 0
      switch try curl.fetch(url, to: part, from: start, sizeLimit, downloader, progress) {
      case .complete:
        do throws(DataError) {
          try install()
          removeFile(part)
          return
        } catch {
          if error.kind == .unreadable { throw error }
          removeFile(part)
          if start == 0 { throw error }
        }
      case .cut(let reason):
        // Each resumption must bring something, so this ends.
        guard (fileSize(part) ?? 0) > start, resumptions < downloader.resumeLimit else {
          throw DataError(.download, reason)
        }
        resumptions += 1
      case .failed(let reason):
        // A server may refuse to go on from where the part ends.
        guard start > 0 else { throw DataError(.download, reason) }
        removeFile(part)
      case .unreachable(let reason):
        throw DataError(.download, reason)
      }
    }
  }
}
