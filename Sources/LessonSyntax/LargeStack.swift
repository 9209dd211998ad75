#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Room for deep recursion: runs work on a thread of its own with a large stack and waits for it.
///
/// A cell may nest and recurse as deep as its budgets allow, on whatever thread it was started from;
/// the stack's pages cost nothing until they are touched.
public enum LargeStack {
  /// 512 MiB of address space.
  public static let size = 512 << 20

  /// Runs `body` with at least `size` bytes of stack and returns what it returns.
  ///
  /// When the thread it is called from was made by `run`, `body` runs right there. Task-local values
  /// of the caller are not seen by `body`: set them inside.
  public static func run<R>(_ body: () -> R) -> R {
    if isHere { return body() }
    var result: R?
    withoutActuallyEscaping(body) { body in
      withUnsafeMutablePointer(to: &result) { result in
        let job = Job {
          result.pointee = body()
        }
        guard start(job) else {
          // No thread to be had: the caller's own stack must do.
          job.work()
          return
        }
      }
    }
    guard let result else { preconditionFailure("the thread ended without a result") }
    return result
  }

  /// The lowest address that recursion may reach on this thread, or `nil` when it was not made by
  /// `run`. A margin is kept for what is called from there.
  public static var lowestAddress: Int? {
    pthread_getspecific(limit).map { Int(bitPattern: $0) }
  }

  private static var isHere: Bool {
    guard let lowestAddress else { return false }
    var here = 0
    let remaining = withUnsafeMutablePointer(to: &here) { Int(bitPattern: $0) - lowestAddress }
    return remaining > size / 2
  }

  /// What is kept free below `lowestAddress`.
  private static let margin = 1 << 20

  /// Where a thread made by `run` notes its lowest address.
  private static let limit: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()

  private final class Job {
    let work: () -> Void
    var bytes = 0
    init(_ work: @escaping () -> Void) { self.work = work }
  }

  /// Runs the job on a new thread and waits; false when no thread could be made.
  private static func start(_ job: Job) -> Bool {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return false }
    defer { pthread_attr_destroy(&attributes) }
    var bytes = size
    while pthread_attr_setstacksize(&attributes, bytes) != 0 {
      bytes /= 2
      if bytes < margin * 4 { return false }
    }
    job.bytes = bytes
    let context = Unmanaged.passRetained(job).toOpaque()
    #if canImport(Darwin)
      var thread: pthread_t?
      let status = pthread_create(&thread, &attributes, { Self.enter($0) }, context)
      guard status == 0, let thread else {
        Unmanaged<Job>.fromOpaque(context).release()
        return false
      }
    #else
      var thread = pthread_t()
      let status = pthread_create(
        &thread, &attributes, { pointer in pointer.flatMap { LargeStack.enter($0) } }, context)
      guard status == 0 else {
        Unmanaged<Job>.fromOpaque(context).release()
        return false
      }
    #endif
    pthread_join(thread, nil)
    return true
  }

  private static func enter(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    let job = Unmanaged<Job>.fromOpaque(context).takeRetainedValue()
    var here = 0
    let top = withUnsafeMutablePointer(to: &here) { Int(bitPattern: $0) }
    pthread_setspecific(limit, UnsafeRawPointer(bitPattern: top - job.bytes + margin))
    job.work()
    return nil
  }
}
