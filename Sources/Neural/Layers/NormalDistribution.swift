import CKernels

/// The normal distribution with mean 0 and standard deviation 1, in single precision.
enum NormalDistribution {
  /// 1 / sqrt(2 pi): the density at 0.
  static let density: Float = 0.3989422804014327

  /// e[i] = e^(-x[i]^2 / 2)
  static func exponentials(_ x: FloatPointer, _ e: FloatPointer, _ count: Int) {
    for i in 0..<count { e[i] = -0.5 * x[i] * x[i] }
    kernels_exp(e, e, count)
  }

  /// The probability of a number below x, from e^(-x^2 / 2).
  ///
  /// As much lies below -x as above x, so one side is enough: for x <= 0 it is e^(-x^2 / 2) t q(t)
  /// with t = 1 / (1 + |x| / 4). The polynomial q is our own fit by least squares, with a relative
  /// error below 4e-7 for every x.
  static func below(_ x: Float, exponential: Float) -> Float {
    let t = 1 / (1 + 0.25 * x.magnitude)
    var q: Float = 0.020062761
    q = q * t - 0.0820239
    q = q * t + 0.09752907
    q = q * t - 0.03345316
    q = q * t + 0.06459592
    q = q * t + 0.05870713
    q = q * t + 0.08164729
    q = q * t + 0.09346279
    q = q * t + 0.09973654
    q = q * t + 0.099735565
    let outside = exponential * t * q
    return x < 0 ? outside : 1 - outside
  }
}
