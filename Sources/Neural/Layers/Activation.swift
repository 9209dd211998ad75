import CKernels

/// The function after a layer's sum, element by element (softmax: row by row).
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

/// a = f(z) in place, and back: dz = f'(z) da, written with a alone.
final class Activate: Operation {
  let activation: Activation
  /// The length of a softmax row: the last axis.
  private let row: Int
  private var scratch = FloatBuffer(count: 0)

  init(_ activation: Activation, shape: [Int]) {
    self.activation = activation
    row = shape.last ?? 1
    let width = shape.reduce(1, *)
    super.init(inputWidth: width, outputWidth: width)
  }

  override var isInPlace: Bool { true }

  override func prepare(capacity: Int) {
    if activation == .softmax { scratch = FloatBuffer(count: 2 * capacity * (outputWidth / row)) }
  }

  override func forward(_ rows: Int, from input: BatchInput, to a: FloatPointer, training: Bool) {
    let count = rows * outputWidth
    switch activation {
    case .linear: break
    case .relu: kernels_relu(a, a, count)
    case .sigmoid: kernels_sigmoid(a, a, count)
    case .tanh: kernels_tanh(a, a, count)
    case .softmax:
      let groups = count / row
      kernels_softmax(a, a, scratch.pointer, scratch.pointer + groups, groups, row)
    }
  }

  override func backward(
    _ rows: Int, input: BatchInput, output a: FloatPointer, gradient d: FloatPointer,
    inputGradient: FloatPointer?
  ) {
    let count = rows * outputWidth
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
    }
  }
}
