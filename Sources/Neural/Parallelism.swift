import CKernels

/// How many threads the engine may use.
///
/// No result depends on it: threads share outputs, never a sum. Work that is too small to share,
/// such as training 784-20-10 on batches of 32, stays on one thread.
public enum Parallelism {
  /// The number of threads for this task, itself included; `nil` for one on every core, up to
  /// `mostByDefault`.
  @TaskLocal public static var threads: Int?

  /// More threads than this must be asked for: batches of a course's size cannot feed them.
  public static let mostByDefault = 16

  /// One thread on every core, up to `mostByDefault`; asked once, since a training step is shorter
  /// than a thousand calls of the system.
  private static let byDefault = min(kernels_cores(), Int32(mostByDefault))

  /// Runs kernels with the task's number of threads.
  static func use<Result>(_ body: () throws -> Result) rethrows -> Result {
    let wanted = threads.map { Int32(clamping: $0) } ?? byDefault
    let before = kernels_limit_threads(wanted)
    defer { _ = kernels_limit_threads(before) }
    return try body()
  }
}
