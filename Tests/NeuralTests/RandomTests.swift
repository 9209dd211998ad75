// This file tests the generator against the published vectors, and what is drawn with it.
import CKernels
import Testing

@testable import Neural

@Suite struct RandomTests {
  /// Known answers of philox4x32 with 10 rounds, from the Random123 distribution.
  @Test func philoxGivesThePublishedWords() {
    func words(_ block: UInt64, _ stream: UInt64, _ seed: UInt64) -> [UInt32] {
      var out: [UInt32] = [0, 0, 0, 0]
      kernels_philox(block, stream, seed, &out)
      return out
    }
    #expect(words(0, 0, 0) == [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8])
    #expect(
      words(.max, .max, .max) == [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd])
    #expect(
      words(0x85a3_08d3_243f_6a88, 0x0370_7344_1319_8a2e, 0x299f_31d0_a409_3822)
        == [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1])
  }

  @Test func streamsOfOneSourceDiffer() {
    let source = RandomSource(seed: 5)
    var (a, b) = (source.next(), source.next())
    #expect(a.next() != b.next())
    var again = RandomSource(seed: 5).next()
    var first = RandomSource(seed: 5).next()
    #expect(again.next() == first.next())
  }

  @Test func shuffleKeepsEveryElementAndMovesThem() {
    var order = (0..<1000).map { UInt32($0) }
    var random = Philox(seed: 1)
    random.shuffle(&order)
    #expect(order.sorted() == (0..<1000).map { UInt32($0) })
    #expect(order != (0..<1000).map { UInt32($0) })
  }

  @Test func everyOrderOfThreeIsAsLikely() {
    var counts: [[UInt32]: Int] = [:]
    var random = Philox(seed: 2)
    for _ in 0..<6000 {
      var order: [UInt32] = [0, 1, 2]
      random.shuffle(&order)
      counts[order, default: 0] += 1
    }
    // 1000 expected, standard deviation 29.
    #expect(counts.count == 6)
    #expect(counts.values.allSatisfy { (870...1130).contains($0) })
  }

  @Test func normalNumbersHaveMeanZeroAndDeviationOne() {
    var random = Philox(seed: 3)
    let values = (0..<20_000).map { _ in random.normal() }
    let mean = values.reduce(0, +) / 20_000
    let square = values.map { $0 * $0 }.reduce(0, +) / 20_000
    #expect(mean.magnitude < 0.03)
    #expect((square - 1).magnitude < 0.05)
  }

  /// L = sqrt(6 / (fan_in + fan_out)): 0.0863868 for 784 to 20, 0.4472136 for 20 to 10, 1.7320508
  /// for 1 to 1.
  @Test(arguments: [(784, 20, 0.0863868), (20, 10, 0.4472136), (1, 1, 1.7320508)])
  func glorotStaysInItsLimits(fanIn: Int, fanOut: Int, limit: Double) throws {
    let values = withSeed(0) {
      Initializer.glorotUniform.values(count: 20_000, fanIn: fanIn, fanOut: fanOut)
    }
    let largest = Double(values.map(\.magnitude).max() ?? 0)
    #expect(largest <= limit + 1e-7)
    #expect(largest > limit * 0.999)
  }

  @Test func truncatedNormalKeepsItsDeviation() {
    // He: standard deviation sqrt(2 / fan_in) = 0.1 for 200 inputs, cut at two deviations.
    let values = withSeed(0) { Initializer.heNormal.values(count: 20_000, fanIn: 200, fanOut: 1) }
    let square = values.map { Double($0) * Double($0) }.reduce(0, +) / 20_000
    #expect((square.squareRoot() - 0.1).magnitude < 0.002)
    #expect((values.map(\.magnitude).max() ?? 0) <= Float(2 * 0.1 / 0.87962566103423978) + 1e-6)
  }

  @Test func aLayerWithASeedDrawsTheSameWeightsAnywhere() throws {
    func weights() throws -> [Tensor] {
      _ = RandomSource.current.next()
      return try Sequential([
        Dense(3, kernelInitializer: .glorotUniform(seed: 4), inputShape: [2])
      ]).layers[0].weights
    }
    #expect(try weights() == weights())
  }
}
