import CKernels

/// Floats for the kernels: aligned to a cache line, zero at first, with the padding that whole
/// vectors may read.
final class FloatBuffer {
  let pointer: UnsafeMutablePointer<Float>
  let count: Int
  private let lease: Lease

  init(count: Int) {
    self.count = count
    lease = Lease(bytes: saturating(count, 4))
    let padded = count + Int(KERNELS_PAD)
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: padded * MemoryLayout<Float>.stride, alignment: 64)
    pointer = raw.initializeMemory(as: Float.self, repeating: 0, count: padded)
  }

  /// The same with floats that the caller sets before it reads them; only the padding is zero.
  init(uninitialized count: Int) {
    self.count = count
    lease = Lease(bytes: saturating(count, 4))
    let padded = count + Int(KERNELS_PAD)
    pointer = UnsafeMutableRawPointer.allocate(
      byteCount: padded * MemoryLayout<Float>.stride, alignment: 64
    ).bindMemory(to: Float.self, capacity: padded)
    (pointer + count).update(repeating: 0, count: Int(KERNELS_PAD))
  }

  deinit { UnsafeMutableRawPointer(pointer).deallocate() }

  func copy(from source: FloatBuffer) { pointer.update(from: source.pointer, count: count) }

  func fill(_ value: Float) { pointer.update(repeating: value, count: count) }
}
