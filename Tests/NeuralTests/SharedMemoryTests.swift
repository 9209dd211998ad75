// This file tests which tensors share memory, and that what is held is told to whoever listens.
import Synchronization
import Testing

@testable import Neural

@Suite struct SharedMemoryTests {
  private final class Meter: TrainingObserver {
    private let state = Mutex((held: 0, charged: 0))
    var held: Int { state.withLock { $0.held } }
    var charged: Int { state.withLock { $0.charged } }
    func charge(_ cost: Cost) { state.withLock { $0.charged += cost.bytes } }
    func hold(bytes: Int) { state.withLock { $0.held += bytes } }
    func release(bytes: Int) { state.withLock { $0.held -= bytes } }
  }

  private func measured(_ body: (Meter) throws -> Void) rethrows {
    let meter = Meter()
    try Observation.$observer.withValue(meter) { try body(meter) }
    #expect(meter.held == 0)
  }

  @Test func whatIsGoneIsGivenBack() throws {
    try measured { meter in
      for _ in 0..<10 {
        let big = try Tensor.zeros([1000])
        let sum = try big + 1.0
        #expect(meter.held == 8000)
        #expect(sum.count == big.count)
      }
      #expect(meter.held == 0)
      #expect(meter.charged == 80_000)
    }
  }

  @Test func partsAndShapesShareTheirMemory() throws {
    try measured { meter in
      let table = try Tensor.zeros([10, 100])
      let parts = [
        try table[3], try table[2..<5], try table.reshape([1000]), table.flattened(),
        try table.expandedDims(axis: 0), table.squeezed(), try table[2, 0..<100],
      ]
      #expect(parts.count == 7 && meter.held == 4000)
    }
  }

  @Test func scaledBytesShareTheirBytes() throws {
    try measured { meter in
      let pixels = try Tensor(bytes: [UInt8](repeating: 7, count: 1000), shape: [10, 100])
      let images = try (pixels / 255.0 - 0.5).squared()
      #expect(meter.held == 1000 && meter.charged == 0)
      #expect(images.byteCount == 1000 && images.dtype == .float32)
      // A copy is made only where single precision numbers are asked for.
      let mean = try images.mean(axis: 0)
      #expect(meter.held == 1000 + mean.byteCount)
    }
  }

  @Test func oneOfTwoOwnersCopiesWhenItChanges() throws {
    try measured { meter in
      let original = try Tensor.zeros([1000])
      var copy = original
      #expect(meter.held == 4000)
      try copy.set(1, at: 0)
      #expect(meter.held == 8000)
      #expect(original.double(at: 0) == 0 && copy.double(at: 0) == 1)
    }
  }

  @Test func theOnlyOwnerChangesInPlace() throws {
    try measured { meter in
      var tensor = try Tensor.zeros([1000])
      let before = meter.charged
      for i in 0..<1000 { try tensor.set(1, at: i) }
      #expect(meter.charged == before && meter.held == 4000)
      #expect(try tensor.sum().item == 1000)
    }
  }

  @Test func aChangedPartIsCopiedAlone() throws {
    try measured { meter in
      let big = try Tensor.zeros([1000, 10])
      var row = try big[5]
      try row.set(1, at: 0)
      #expect(meter.held == 40_000 + 40)
      #expect(try big.sum().item == 0)
    }
  }

  @Test func aModelGivesItsMemoryBack() throws {
    try measured { meter in
      do {
        let model = try Sequential([Dense(30, inputShape: [20]), Dense(1)])
        try model.compile(optimizer: .adam, loss: .mse)
        try model.fit(.ones([8, 20]), .ones([8]))
        #expect(meter.held > 4 * 3 * model.parameterCount)
      }
      #expect(meter.held == 0)
    }
  }
}
