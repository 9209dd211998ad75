// This file tests what training does to memory: no allocation in a step, and a small peak. Each test
// runs in a process of its own, where nothing else allocates.
import AllocationCount
import Testing

@testable import Neural

@Suite struct MemoryTests {
  /// Allocations while a model trains for one epoch on `count` of its examples, the first time left
  /// out: threads start and memory is reserved then.
  private static func allocations(_ model: Sequential, _ x: Tensor, _ y: Tensor, _ count: Int)
    throws -> Int64
  {
    let (some, targets) = (try x[0..<count], try y[0..<count])
    try model.fit(some, targets)
    let before = allocation_count()
    try model.fit(some, targets)
    return allocation_count() - before
  }

  private static func check(_ layers: [any Layer], _ shape: [Int]) throws {
    let pixels = (0..<640 * 144).map { (i: Int) -> UInt8 in i % 7 == 0 ? UInt8(i % 256) : 0 }
    let images = try Tensor(bytes: pixels, shape: [640] + shape) / 255
    let labels = try Tensor((0..<640).map { (i: Int) -> Int in i % 10 })
    let model = try Sequential(layers)
    try model.compile(
      optimizer: .adam, loss: .sparseCategoricalCrossentropy, metrics: [.accuracy])
    let few = try allocations(model, images, labels, 64)
    let many = try allocations(model, images, labels, 640)
    // 2 steps and 20: what a step allocates would be there 18 times more.
    #expect(many - few < 9, "2 steps: \(few) allocations, 20 steps: \(many)")
  }

  @Test func aStepOfADenseNetworkAllocatesNothing() async {
    await #expect(processExitsWith: .success) {
      try Self.check(
        [
          try Flatten(), try Dense(256, activation: .relu), try Dropout(0.2),
          try Dense(64, activation: .tanh), try Dense(10, activation: .softmax),
        ], [12, 12])
    }
  }

  @Test func aStepOfAConvolutionalNetworkAllocatesNothing() async {
    await #expect(processExitsWith: .success) {
      try Self.check(
        [
          try Conv2D(16, 3, padding: .same, activation: .relu), try MaxPooling2D(2),
          try Conv2D(20, 3, activation: .relu), try AveragePooling2D(2), try Flatten(),
          try Dense(10, activation: .softmax),
        ], [12, 12, 1])
    }
  }

  @Test func allocationsAreCounted() {
    let before = allocation_count()
    guard before >= 0 else { return }
    let buffers = (0..<10).map { FloatBuffer(count: $0 + 100) }
    #expect(allocation_count() - before >= Int64(buffers.count))
  }

  /// As many pixels as MNIST has, 47 MB, divided by 255 and trained on with validation: the pixels
  /// stay bytes. The promise is 150 MB for the whole program with its report.
  @Test func trainingOnSixtyThousandImagesNeedsLittleMemory() async {
    await #expect(processExitsWith: .success) {
      let pixels = [UInt8](unsafeUninitializedCapacity: 60000 * 784) { out, initialized in
        for i in 0..<60000 * 784 { out[i] = i % 7 == 0 ? UInt8(truncatingIfNeeded: i) : 0 }
        initialized = 60000 * 784
      }
      let images = try Tensor(bytes: pixels, shape: [60000, 28, 28]) / 255.0
      let labels = try Tensor(bytes: (0..<60000).map { UInt8($0 % 10) }, shape: [60000])
      let model = try Sequential([
        Flatten(inputShape: [28, 28]), Dense(20, activation: .relu),
        Dense(10, activation: .softmax),
      ])
      try model.compile(
        optimizer: .adam, loss: .sparseCategoricalCrossentropy, metrics: [.accuracy])
      try model.fit(images, labels, epochs: 1, validationSplit: 0.2)
      _ = try model.predict(images[0..<10000])
      let peak = peak_memory()
      if allocation_count() >= 0, peak > 0 { #expect(peak < 100_000, "\(peak) kB") }
    }
  }
}
