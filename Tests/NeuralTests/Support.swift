// This file holds what several tests of the engine share.
import CKernels

@testable import Neural

/// The paths this machine can run.
let availablePaths = [KERNELS_PORTABLE, KERNELS_AVX2, KERNELS_AVX512, KERNELS_NEON].map {
  Int32($0)
}.filter { kernels_is_available($0) == 1 }

/// Numbers from -1 to 1, a few of them 0, the same in every run.
func someFloats(_ count: Int, stream: UInt64 = 0) -> [Float] {
  var random = Philox(seed: 7, stream: stream)
  return (0..<count).map { _ in
    let word = random.nextWord()
    return word % 11 == 0 ? 0 : Float(Int64(word) - 0x8000_0000) / 0x8000_0000
  }
}

/// The same with the padding kernels may read, filled with NaN so that a use would show.
func padded(_ floats: [Float]) -> [Float] {
  floats + [Float](repeating: .nan, count: Int(KERNELS_PAD))
}

extension Array where Element == Float {
  var bits: [UInt32] { map(\.bitPattern) }
}

/// FNV-1a over the bits of all weights.
func weightsHash(_ model: Sequential) -> UInt64 {
  var hash: UInt64 = 14_695_981_039_346_656_037
  for tensor in model.layers.flatMap(\.weights) {
    for value in tensor.floats() {
      for shift in [0, 8, 16, 24] {
        hash = (hash ^ UInt64(value.bitPattern >> UInt32(shift) & 0xff)) &* 1_099_511_628_211
      }
    }
  }
  return hash
}

/// Runs with a fresh source of chance.
func withSeed<Result>(_ seed: UInt64, _ body: () throws -> Result) rethrows -> Result {
  try RandomSource.$current.withValue(RandomSource(seed: seed), operation: body)
}

/// The description of the error that `body` throws; empty if it throws none.
func message(_ body: () throws -> Void) -> String {
  do {
    try body()
    return ""
  } catch {
    return "\(error)"
  }
}
