#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A pointer that every thread has for itself: what runs on a thread finds there what it belongs to.
public struct ThreadSlot: Sendable {
  private let key: pthread_key_t

  /// A slot that is empty on every thread.
  public init() {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    self.key = key
  }

  /// What this thread has put there; it keeps nothing alive.
  public var pointer: UnsafeMutableRawPointer? {
    get { pthread_getspecific(key) }
    nonmutating set { pthread_setspecific(key, newValue) }
  }
}
