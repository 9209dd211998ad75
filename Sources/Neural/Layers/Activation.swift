import CKernels

/// The function after a layer's sum, element by element (softmax: row by row).
///
/// All are made of the engine's own exp and log.
public enum Activation: String, Hashable, Sendable, CaseIterable, CustomStringConvertible {
  /// The sum as it is.
  case linear
  /// max(0, z).
  case relu
  /// 1 / (1 + e^-z).
  case sigmoid
  /// (e^z - e^-z) / (e^z + e^-z).
  case tanh
  /// e^z_c / sum of e^z over the classes.
  case softmax
  /// z above 0, else 0.2 z; the layer `LeakyReLU` takes another slope.
  case leakyRelu = "leaky_relu"
  /// max(0, z), and 6 at most.
  case relu6
  /// z above 0, else e^z - 1.
  case elu
  /// 1.0507 z above 0, else 1.0507 * 1.67326 (e^z - 1) (Klambauer and others, 2017).
  case selu
  /// log(1 + e^z).
  case softplus
  /// z / (1 + |z|).
  case softsign
  /// z / (1 + e^-z); Keras also calls it swish.
  case silu
  /// e^z.
  case exponential
  /// z P, with P the probability that a normally distributed number is below z (Hendrycks and
  /// Gimpel, 2016): Keras' exact form, not the one with tanh.
  case gelu
  /// (z + 3) / 6, and 0 and 1 where that lies outside.
  case hardSigmoid = "hard_sigmoid"

  /// `silu`.
  public static let swish = Activation.silu

  /// Keras' name.
  public var description: String { rawValue }
}

/// An activation as a layer of its own: `ActivationLayer(.relu)` (Keras: `Activation("relu")`).
public final class ActivationLayer: LayerCore, Layer {
  /// The function.
  public let activation: Activation

  /// Creates a layer that applies `activation`.
  ///
  /// - Throws: `NeuralError` for an empty name.
  public init(_ activation: Activation, name: String? = nil) throws {
    self.activation = activation
    try super.init(typeName: "Activation", name: name)
  }

  override func makeOperations(input: [Int]) -> [Operation] {
    activation == .linear ? [] : [Activate(activation, shape: input)]
  }
}

/// a = f(z) in place, and back: dz = f'(z) da, written with a alone where that is possible.
final class Activate: Operation {
  let activation: Activation
  /// The length of a softmax row: the last axis.
  private let row: Int
  private let slope: Float
  private var scratch = FloatBuffer(count: 0)
  /// z, for the functions that cannot be undone.
  private var kept = FloatBuffer(count: 0)

  private static let seluScale: Float = 1.0507009873554805
  private static let seluAlpha: Float = 1.6732632423543772

  init(_ activation: Activation, shape: [Int], slope: Float = 0.2) {
    self.activation = activation
    self.slope = slope
    row = shape.last ?? 1
    let width = shape.reduce(1, *)
    super.init(inputWidth: width, outputWidth: width)
  }

  override var isInPlace: Bool { true }

  /// Whether another operation works on its output in place, so that the gradient needs a copy.
  var isOverwritten = false
  /// a, where it is overwritten.
  private var ownOutput = FloatBuffer(count: 0)

  override func workspace(capacity: Int) -> Int {
    saturating(capacity, max(inputWidth, outputWidth), isOverwritten ? 3 : 2)
  }

  private var keepsInput: Bool {
    activation == .silu || activation == .softplus || activation == .gelu
  }

  override func prepare(capacity: Int) {
    let count = capacity * outputWidth
    switch activation {
    case .linear, .relu, .sigmoid, .tanh, .leakyRelu, .relu6, .softsign, .exponential,
      .hardSigmoid:
      break
    case .softmax: scratch = FloatBuffer(count: 2 * capacity * (outputWidth / row))
    case .elu, .selu, .softplus, .silu, .gelu: scratch = FloatBuffer(count: count)
    }
    if keepsInput { kept = FloatBuffer(count: count) }
    if isOverwritten { ownOutput = FloatBuffer(count: count) }
  }

  override func forward(_ rows: Int, from input: BatchInput, to a: FloatPointer, training: Bool) {
    let count = rows * outputWidth
    let e = scratch.pointer
    if keepsInput { kept.pointer.update(from: a, count: count) }
    switch activation {
    case .linear: break
    case .relu: kernels_relu(a, a, count)
    case .sigmoid: kernels_sigmoid(a, a, count)
    case .tanh: kernels_tanh(a, a, count)
    case .softmax:
      let groups = count / row
      kernels_softmax(a, a, e, e + groups, groups, row)
    case .leakyRelu: for i in 0..<count { a[i] = a[i] < 0 ? a[i] * slope : a[i] }
    case .relu6:
      kernels_relu(a, a, count)
      for i in 0..<count { a[i] = a[i] > 6 ? 6 : a[i] }
    case .elu:
      kernels_exp(a, e, count)
      for i in 0..<count { a[i] = a[i] < 0 ? e[i] - 1 : a[i] }
    case .selu:
      let (scale, alpha) = (Self.seluScale, Self.seluScale * Self.seluAlpha)
      kernels_exp(a, e, count)
      for i in 0..<count { a[i] = a[i] < 0 ? alpha * (e[i] - 1) : scale * a[i] }
    case .softplus:
      // max(z, 0) + log(1 + e^-|z|), which never overflows.
      for i in 0..<count { e[i] = -a[i].magnitude }
      kernels_exp(e, e, count)
      for i in 0..<count { e[i] += 1 }
      kernels_log(e, e, count)
      for i in 0..<count { a[i] = (a[i] < 0 ? 0 : a[i]) + e[i] }
    case .softsign: for i in 0..<count { a[i] /= 1 + a[i].magnitude }
    case .silu:
      kernels_sigmoid(a, e, count)
      for i in 0..<count { a[i] *= e[i] }
    case .exponential: kernels_exp(a, a, count)
    case .gelu:
      NormalDistribution.exponentials(a, e, count)
      for i in 0..<count { a[i] *= NormalDistribution.below(a[i], exponential: e[i]) }
    case .hardSigmoid:
      for i in 0..<count {
        let share = (a[i] + 3) / 6
        a[i] = share < 0 ? 0 : share > 1 ? 1 : share
      }
    }
    if isOverwritten { ownOutput.pointer.update(from: a, count: count) }
  }

  override func backward(
    _ rows: Int, input: BatchInput, output: FloatPointer, gradient d: FloatPointer,
    inputGradient: FloatPointer?
  ) {
    let count = rows * outputWidth
    let a = isOverwritten ? ownOutput.pointer : output
    let (e, z) = (scratch.pointer, kept.pointer)
    switch activation {
    case .linear: break
    case .relu: kernels_relu_gradient(a, d, count)
    case .sigmoid: for i in 0..<count { d[i] *= a[i] * (1 - a[i]) }
    case .tanh: for i in 0..<count { d[i] *= 1 - a[i] * a[i] }
    case .softmax:
      // dz_c = a_c (da_c - sum over j of a_j da_j)
      for r in 0..<count / row {
        let (p, g) = (a + r * row, d + r * row)
        var sum: Float = 0
        for c in 0..<row { sum = sum.addingProduct(p[c], g[c]) }
        for c in 0..<row { g[c] = p[c] * (g[c] - sum) }
      }
    case .leakyRelu:
      // A slope of 0 leaves nothing to tell the sides by, and nothing to pass.
      for i in 0..<count { d[i] = a[i] > 0 ? d[i] : d[i] * slope }
    case .relu6: for i in 0..<count { d[i] = a[i] > 0 && a[i] < 6 ? d[i] : 0 }
    case .elu: for i in 0..<count { d[i] = a[i] < 0 ? d[i] * (a[i] + 1) : d[i] }
    case .selu:
      let (scale, alpha) = (Self.seluScale, Self.seluScale * Self.seluAlpha)
      for i in 0..<count { d[i] *= a[i] < 0 ? a[i] + alpha : scale }
    case .softplus:
      kernels_sigmoid(z, e, count)
      for i in 0..<count { d[i] *= e[i] }
    case .softsign:
      for i in 0..<count {
        let rest = 1 - a[i].magnitude
        d[i] *= rest * rest
      }
    case .silu:
      // s = sigmoid(z): f' = s + z s (1 - s)
      kernels_sigmoid(z, e, count)
      for i in 0..<count { d[i] *= e[i] + a[i] * (1 - e[i]) }
    case .exponential: for i in 0..<count { d[i] *= a[i] }
    case .gelu:
      // f' = P + z p, with p = e^(-z^2 / 2) / sqrt(2 pi)
      NormalDistribution.exponentials(z, e, count)
      for i in 0..<count {
        d[i] *=
          NormalDistribution.below(z[i], exponential: e[i])
          + z[i] * (e[i] * NormalDistribution.density)
      }
    case .hardSigmoid: for i in 0..<count { d[i] = a[i] > 0 && a[i] < 1 ? d[i] / 6 : 0 }
    }
  }
}
