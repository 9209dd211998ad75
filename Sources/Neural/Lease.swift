/// The memory of values that live: whoever listens is told when it is taken and when it is given back.
///
/// What shares memory shares its lease, so that nothing counts twice, and a lease with one owner says
/// that its memory may be changed in place.
final class Lease: Sendable {
  private let bytes: Int
  private let observer: (any TrainingObserver)?

  init(bytes: Int) {
    self.bytes = bytes
    observer = Observation.observer
    observer?.hold(bytes: bytes)
  }

  deinit { observer?.release(bytes: bytes) }
}
