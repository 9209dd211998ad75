import CKernels

/// Where the chance of a run comes from: a seed, and a count of the streams drawn from it so far.
///
/// Every use of chance that has no seed of its own takes the next stream, so a run is repeated
/// exactly by starting from a new source with the same seed.
public final class RandomSource: @unchecked Sendable {
  /// The source of this task; seed 0 unless another is set.
  @TaskLocal public static var current = RandomSource(seed: 0)

  /// The seed all streams share.
  public private(set) var seed: UInt64
  // Only kernels_take touches what it points to, in one atomic step.
  private let counter: UnsafeMutablePointer<UInt64>

  /// Creates a source at its first stream.
  public init(seed: UInt64) {
    self.seed = seed
    counter = .allocate(capacity: 1)
    counter.initialize(to: 0)
  }

  deinit { counter.deallocate() }

  /// Starts again at the first stream of another seed: for a program that sets its seed in its first
  /// line, before anything is drawn and on one thread.
  public func restart(seed: UInt64) {
    self.seed = seed
    counter.pointee = 0
  }

  /// The next stream of this source.
  public func next() -> Philox { Philox(seed: seed, stream: kernels_take(counter)) }

  /// The stream of an explicit seed, or the next one of the task's source.
  static func stream(seed: Int?) -> Philox {
    if let seed { return Philox(seed: UInt64(bitPattern: Int64(seed)), stream: .max) }
    return current.next()
  }
}
