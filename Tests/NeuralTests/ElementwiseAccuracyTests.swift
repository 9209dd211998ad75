// This file measures the engine's exp, log, sigmoid and tanh against double precision.
import CKernels
import Foundation
import Testing

@Suite struct ElementwiseAccuracyTests {
  /// The largest error in units of the last place, over floats spread through a range.
  private func worst(
    _ kernel: (UnsafePointer<Float>?, UnsafeMutablePointer<Float>?, Int) -> Void,
    _ exact: (Double) -> Double, from low: Float, to high: Float
  ) -> Double {
    let count = 200_000
    let x = (0..<count).map { low + (high - low) * Float($0) / Float(count - 1) }
    var y = x
    kernel(x, &y, count)
    var worst = 0.0
    for (x, y) in zip(x, y) {
      let truth = exact(Double(x))
      let unit = Double(max(Float(truth).ulp, Float.leastNormalMagnitude.ulp))
      worst = max(worst, (Double(y) - truth).magnitude / unit)
    }
    return worst
  }

  @Test func exponentialIsExactToTwoUnits() {
    #expect(worst(kernels_exp, exp, from: -87.3, to: 88.7) < 2)
    #expect(worst(kernels_exp, exp, from: -1, to: 1) < 2)
  }

  @Test func logarithmIsExactToTwoUnits() {
    #expect(worst(kernels_log, log, from: 1e-38, to: 1e-36) < 2)
    #expect(worst(kernels_log, log, from: 0.5, to: 2) < 2)
    #expect(worst(kernels_log, log, from: 1, to: 1e6) < 2)
    #expect(worst(kernels_log, log, from: .leastNonzeroMagnitude, to: 1e-38) < 2)
  }

  @Test func sigmoidIsExactToThreeUnits() {
    #expect(worst(kernels_sigmoid, { 1 / (1 + exp(-$0)) }, from: -80, to: 20) < 3)
  }

  @Test func hyperbolicTangentIsExactToThreeUnits() {
    #expect(worst(kernels_tanh, tanh, from: -9, to: 9) < 3)
    #expect(worst(kernels_tanh, tanh, from: -0.7, to: 0.7) < 3)
  }

  @Test func extremesAreWhatTheyShouldBe() {
    var y: [Float] = [-100, 100, -.infinity, .infinity]
    kernels_exp(y, &y, 4)
    #expect(y == [0, .infinity, 0, .infinity])
    y = [0, .infinity, -1, 1]
    kernels_log(y, &y, 4)
    #expect(y[0] == -.infinity && y[1] == .infinity && y[2].isNaN && y[3] == 0)
    y = [-1000, 1000, 0, -0.0]
    kernels_sigmoid(y, &y, 4)
    #expect(y == [0, 1, 0.5, 0.5])
    y = [-1000, 1000, 0, -.infinity]
    kernels_tanh(y, &y, 4)
    #expect(y == [-1, 1, 0, -1])
  }
}
