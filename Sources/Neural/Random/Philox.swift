import CKernels

/// A stream of random numbers: Philox 4x32-10 counting up from 0, the same on every machine.
///
/// Two streams with the same seed and different numbers have nothing in common, so every use of
/// chance (a layer's first weights, the shuffles of one `fit`) takes a stream of its own.
public struct Philox: RandomNumberGenerator, Sendable {
  private let seed: UInt64
  private let stream: UInt64
  private var block: UInt64 = 0
  private var words: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
  private var left = 0

  /// Creates stream number `stream` of `seed`.
  public init(seed: UInt64, stream: UInt64 = 0) {
    self.seed = seed
    self.stream = stream
  }

  /// The next 32 random bits.
  public mutating func nextWord() -> UInt32 {
    if left == 0 {
      withUnsafeMutableBytes(of: &words) {
        kernels_philox(block, stream, seed, $0.bindMemory(to: UInt32.self).baseAddress)
      }
      block &+= 1
      left = 4
    }
    left -= 1
    switch left {
    case 3: return words.0
    case 2: return words.1
    case 1: return words.2
    default: return words.3
    }
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    let low = UInt64(nextWord())
    return low | UInt64(nextWord()) << 32
  }

  /// A number in `0 ..< 1`: 53 random bits.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A whole number in `0 ..< bound`, every one as likely (Lemire, 2019); `bound` must be positive.
  mutating func below(_ bound: UInt32) -> UInt32 {
    var product = UInt64(nextWord()) * UInt64(bound)
    if UInt32(truncatingIfNeeded: product) < bound {
      let refused = (0 &- bound) % bound
      while UInt32(truncatingIfNeeded: product) < refused {
        product = UInt64(nextWord()) * UInt64(bound)
      }
    }
    return UInt32(product >> 32)
  }

  /// A number from the normal distribution with mean 0 and standard deviation 1 (Marsaglia's polar
  /// method, with the engine's own logarithm).
  mutating func normal() -> Double {
    while true {
      let u = 2 * uniform() - 1
      let v = 2 * uniform() - 1
      let s = u * u + v * v
      if s > 0, s < 1 {
        let logarithm = Double(naturalLogarithm(Float(s)))
        return u * (-2 * logarithm / s).squareRoot()
      }
    }
  }

  /// Puts the elements in random order (Fisher and Yates), every order as likely.
  mutating func shuffle(_ items: inout [UInt32]) {
    guard items.count > 1 else { return }
    var i = items.count - 1
    while i > 0 {
      items.swapAt(i, Int(below(UInt32(i + 1))))
      i -= 1
    }
  }
}

/// `ln x` with the engine's own kernel.
func naturalLogarithm(_ x: Float) -> Float {
  var result = x
  withUnsafeMutablePointer(to: &result) { kernels_log($0, $0, 1) }
  return result
}
