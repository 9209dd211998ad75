import CKernels

/// Floats for the kernels: aligned to a cache line, zero at first, with the padding that whole
/// vectors may read.
final class FloatBuffer {
  let pointer: UnsafeMutablePointer<Float>
  let count: Int

  init(count: Int) {
    self.count = count
    let padded = count + Int(KERNELS_PAD)
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: padded * MemoryLayout<Float>.stride, alignment: 64)
    pointer = raw.initializeMemory(as: Float.self, repeating: 0, count: padded)
  }

  deinit { UnsafeMutableRawPointer(pointer).deallocate() }

  func copy(from source: FloatBuffer) { pointer.update(from: source.pointer, count: count) }

  func fill(_ value: Float) { pointer.update(repeating: value, count: count) }
}
