// This file tests the updates that need a whole gradient against their references, bit by bit, and
// their steps against the formulas in double precision.
import CKernels
import Testing

@testable import Neural

@Suite(.serialized) struct AdaptiveKernelTests {
  private static let kinds = [
    KERNELS_ADAGRAD, KERNELS_ADADELTA, KERNELS_ADAMAX, KERNELS_NADAM, KERNELS_AMSGRAD,
    KERNELS_RMSPROP_CENTERED, KERNELS_RMSPROP_CENTERED_MOMENTUM,
  ].map { Int32($0) }

  @Test(arguments: kinds)
  func everyPathEqualsTheReference(kind: Int32) {
    let before = kernels_selected()
    defer { kernels_select(before) }
    var rule = kernels_rule(kind: kind, rate: 0.01, a: 0.9, b: 0.1, c: 0.5, epsilon: 1e-7)
    for count in [0, 1, 7, 33, 1023] {
      let start = (0..<4).map { slot in
        padded(someFloats(count, stream: UInt64(slot)).map { slot > 0 ? $0.magnitude : $0 })
      }
      let g = padded(someFloats(count, stream: 9))
      var want = start
      reference(&rule, &want, g, count)
      for path in availablePaths {
        kernels_select(path)
        var got = start
        got.withUnsafeMutableBufferPointer { slots in
          slots[0].withUnsafeMutableBufferPointer { w in
            slots[1].withUnsafeMutableBufferPointer { s in
              slots[2].withUnsafeMutableBufferPointer { u in
                slots[3].withUnsafeMutableBufferPointer { v in
                  kernels_adapt(
                    &rule, w.baseAddress, s.baseAddress, u.baseAddress, v.baseAddress, g, count)
                }
              }
            }
          }
        }
        for slot in 0..<4 {
          #expect(
            got[slot].prefix(count).map(\.bitPattern) == want[slot].prefix(count).map(\.bitPattern))
        }
      }
    }
  }

  private func reference(
    _ rule: inout kernels_rule, _ slots: inout [[Float]], _ g: [Float], _ count: Int
  ) {
    var (w, s, u, v) = (slots[0], slots[1], slots[2], slots[3])
    kernels_adapt_reference(&rule, &w, &s, &u, &v, g, count)
    slots = [w, s, u, v]
  }

  @Test func thePathsTrainTheSameWeights() throws {
    func hash(_ optimizer: Optimizer) throws -> UInt64 {
      try withSeed(3) {
        let model = try Sequential([
          Dense(33, activation: .relu, kernelRegularizer: try .l2(0.001), inputShape: [5]),
          BatchNormalization(), Dense(3, activation: .softmax),
        ])
        try model.compile(optimizer: optimizer, loss: .sparseCategoricalCrossentropy)
        let labels = try Tensor((0..<50).map { (i: Int) -> Int in i % 3 })
        try model.fit(
          Tensor(floats: someFloats(250), shape: [50, 5]), labels, batchSize: 7, epochs: 2)
        return weightsHash(model)
      }
    }
    let before = kernels_selected()
    defer { kernels_select(before) }
    for optimizer in [
      Optimizer.adagrad, .adadelta, .adamax, .nadam, try .adam(amsgrad: true),
      try .rmsprop(momentum: 0.5, centered: true), try .adamW(clipNorm: 0.1),
      try .sgd(globalClipNorm: 0.1),
    ] {
      let hashes = try availablePaths.map { path in
        kernels_select(path)
        return try hash(optimizer)
      }
      #expect(Set(hashes).count == 1, "\(optimizer.name)")
    }
  }
}
