import CKernels

typealias FloatPointer = UnsafeMutablePointer<Float>

/// What an operation reads: rows of floats, or the batch as lists of its non-zero pixels.
enum BatchInput {
  case dense(FloatPointer)
  case sparse(SparseBatch)
}

/// A step of computing, forward and backward, on batches of rows. Layers are made of these.
///
/// An operation that works in place has the same buffer for input and output, and the same for both
/// gradients.
class Operation {
  /// Floats in one example, before and after.
  let inputWidth: Int
  let outputWidth: Int

  init(inputWidth: Int, outputWidth: Int) {
    self.inputWidth = inputWidth
    self.outputWidth = outputWidth
  }

  var isInPlace: Bool { false }

  /// Whether the operation can read a batch as lists of its non-zero pixels.
  var readsSparse: Bool { false }

  /// The parameters it trains, with their optimizer slots.
  var states: [ParameterState] { [] }

  /// Multiplications with additions for one example.
  var multiplyAdds: Int { outputWidth }

  /// Floats of memory it needs for an example beside its output, if that is more.
  var scratchWidth: Int { 0 }

  /// Floats that `prepare` will reserve, at most, so that they can be charged before.
  func workspace(capacity: Int) -> Int {
    saturating(capacity, max(inputWidth, outputWidth, scratchWidth), 2)
  }

  /// Reserves memory for batches of up to `capacity` rows.
  func prepare(capacity: Int) {}

  /// Restarts what depends on chance, at the beginning of a `fit`.
  func beginFit() {}

  func forward(_ rows: Int, from input: BatchInput, to output: FloatPointer, training: Bool) {}

  /// From the gradient by the output: the gradient by the input if wanted, and the update of the
  /// parameters (or their gradients, where a state collects them).
  func backward(
    _ rows: Int, input: BatchInput, output: FloatPointer, gradient: FloatPointer,
    inputGradient: FloatPointer?
  ) {}
}

/// A parameter in training: its optimizer slots, and where its gradient goes if it is to be kept.
final class ParameterState {
  let parameter: Parameter
  /// The optimizer's memory: momentum or first moment, and mean square or second moment.
  var first: FloatBuffer?
  var second: FloatBuffer?
  var third: FloatBuffer?
  /// Set to look at the gradient instead of updating.
  var gradient: FloatBuffer?
  /// The update of this step.
  var rule = kernels_rule()

  init(_ parameter: Parameter) { self.parameter = parameter }

  /// Keeps a gradient where it is to be kept, else updates by it.
  func use(_ g: FloatBuffer) {
    if let gradient {
      gradient.copy(from: g)
    } else {
      var slots = pointers
      kernels_update(&rule, &slots, g.pointer, g.count)
    }
  }

  var pointers: kernels_parameter {
    kernels_parameter(w: parameter.buffer.pointer, s: first?.pointer, u: second?.pointer)
  }
}
