import CKernels

/// The operations of a model on batches of up to `capacity` rows, with all the memory they need:
/// a training step allocates nothing.
final class Network {
  let operations: [Operation]
  let capacity: Int
  let inputWidth: Int
  /// The activation that ends the network as an operation of its own, if one does.
  let lastActivation: Activation?
  private let batch: FloatBuffer
  private var sparse: SparseBatch?
  private let outputs: [FloatBuffer]
  private let gradients: [FloatBuffer]
  private var input: BatchInput
  /// What training changes; kept, since asking every operation anew would allocate.
  let states: [ParameterState]
  /// Below the first operation that has parameters nobody needs a gradient.
  private let firstTrained: Int?

  init(layers: [any Layer], inputShape: [Int], capacity: Int, trains: Bool) throws {
    var operations: [Operation] = []
    var shape = inputShape
    for layer in layers {
      let output = try layer.build(input: shape)
      operations += layer.makeOperations(input: shape)
      shape = output
    }
    for (operation, next) in zip(operations, operations.dropFirst()) where next.isInPlace {
      (operation as? Activate)?.isOverwritten = true
    }
    try Observation.charge(
      trains ? "fit" : "predict", multiplyAdds: 0,
      bytes: Self.byteCount(operations, inputShape.reduce(1, *), capacity, trains: trains))
    self.operations = operations
    states = operations.flatMap(\.states)
    firstTrained = operations.firstIndex { !$0.states.isEmpty }
    self.capacity = capacity
    inputWidth = inputShape.reduce(1, *)
    lastActivation = (operations.last as? Activate)?.activation
    batch = FloatBuffer(count: capacity * inputWidth)
    input = .dense(batch.pointer)
    var outputs: [FloatBuffer] = []
    var gradients: [FloatBuffer] = []
    for operation in operations {
      _ = try Shape.count(
        of: [capacity, max(operation.outputWidth, operation.scratchWidth)], in: "fit")
      operation.prepare(capacity: capacity)
      if operation.isInPlace {
        outputs.append(outputs.last ?? batch)
        gradients.append(
          gradients.last ?? FloatBuffer(count: trains ? capacity * operation.outputWidth : 0))
      } else {
        outputs.append(FloatBuffer(count: capacity * operation.outputWidth))
        gradients.append(FloatBuffer(count: trains ? capacity * operation.outputWidth : 0))
      }
    }
    self.outputs = outputs
    self.gradients = gradients
  }

  /// The memory of a network: the batch, what each operation gives and reserves, and in training
  /// the gradients.
  private static func byteCount(
    _ operations: [Operation], _ inputWidth: Int, _ capacity: Int, trains: Bool
  ) -> Int {
    var floats = saturating(capacity, inputWidth)
    for operation in operations {
      let output = operation.isInPlace ? 0 : saturating(capacity, operation.outputWidth)
      for part in [output, trains ? output : 0, operation.workspace(capacity: capacity)] {
        let (sum, tooMuch) = floats.addingReportingOverflow(part)
        floats = tooMuch ? Int.max : sum
      }
    }
    return saturating(floats, 4)
  }

  /// What the regularisers of all parameters cost now.
  var penalty: Double {
    states.reduce(0) { sum, state in
      sum + (state.parameter.regularizer?.penalty(state.parameter.buffer) ?? 0)
    }
  }

  /// Multiplications with additions to compute one example.
  var multiplyAdds: Int {
    operations.reduce(0) { sum, operation in
      let (next, tooMuch) = sum.addingReportingOverflow(operation.multiplyAdds)
      return tooMuch ? Int.max : next
    }
  }

  /// The operations whose output the last softmax or sigmoid would take.
  var beforeLastActivation: Int { lastActivation == nil ? operations.count : operations.count - 1 }

  /// Fills the batch with chosen rows.
  func gather(
    _ examples: Examples, _ rows: Int, _ selection: UnsafePointer<UInt32>, training: Bool
  ) {
    let readsSparse = operations.first?.readsSparse ?? false
    if readsSparse, examples.isSparse {
      let lists = sparse ?? SparseBatch(capacity: capacity, columns: inputWidth)
      sparse = lists
      examples.gather(lists, rows, selection)
      input = .sparse(lists)
    } else {
      examples.gather(batch.pointer, rows, selection)
      input = .dense(batch.pointer)
    }
  }

  /// The output of operation `count - 1` for the gathered batch; the batch itself for 0.
  func forward(_ rows: Int, operations count: Int, training: Bool) -> FloatPointer {
    var current = input
    Parallelism.use {
      for i in 0..<count {
        let output = outputs[i].pointer
        operations[i].forward(rows, from: current, to: output, training: training)
        current = .dense(output)
      }
    }
    return count == 0 ? batch.pointer : outputs[count - 1].pointer
  }

  /// Where the loss writes its gradient by the output of operation `count - 1`.
  func gradient(operations count: Int) -> FloatPointer? {
    count == 0 ? nil : gradients[count - 1].pointer
  }

  /// Sends the gradient back through the first `count` operations and updates their parameters.
  func backward(_ rows: Int, operations count: Int) {
    guard let first = firstTrained else { return }
    Parallelism.use {
      var i = count - 1
      while i >= first {
        operations[i].backward(
          rows, input: i == 0 ? input : .dense(outputs[i - 1].pointer),
          output: outputs[i].pointer, gradient: gradients[i].pointer,
          inputGradient: i > first ? gradients[i - 1].pointer : nil)
        i -= 1
      }
    }
  }
}

/// The examples of a data set, picked by row into batches; pixels stay bytes until then.
struct Examples {
  private let tensor: Tensor
  let count: Int
  private let width: Int
  private let table: [Float]
  /// Whether lists of the non-zero pixels are shorter work than rows.
  let isSparse: Bool

  /// - Parameter tensor: [examples, ...].
  init(_ tensor: Tensor) {
    count = tensor.shape.first ?? 0
    width = count == 0 ? 0 : tensor.count / count
    switch tensor.storage {
    case .bytes(let bytes):
      self.tensor = tensor
      table = (0..<256).map { Float($0) }
      isSparse = Self.isMostlyZero(bytes[tensor.offset..<tensor.offset + tensor.count])
    case .mapped(let bytes, let table):
      self.tensor = tensor
      self.table = table
      isSparse =
        table[0] == 0 && Self.isMostlyZero(bytes[tensor.offset..<tensor.offset + tensor.count])
    case .ints:
      self.tensor = Tensor(floats: tensor.floats(), shape: tensor.shape)
      table = []
      isSparse = false
    case .floats:
      self.tensor = tensor
      table = []
      isSparse = false
    }
  }

  /// Judged by the first 65,536 pixels; the result of a computation does not depend on it.
  private static func isMostlyZero(_ bytes: ArraySlice<UInt8>) -> Bool {
    let sample = bytes.prefix(1 << 16)
    return sample.count { $0 == 0 } * 2 > sample.count
  }

  func gather(_ lists: SparseBatch, _ rows: Int, _ selection: UnsafePointer<UInt32>) {
    withBytes { lists.gather($0, table: table, rows: rows, selection: selection) }
  }

  func gather(_ x: FloatPointer, _ rows: Int, _ selection: UnsafePointer<UInt32>) {
    switch tensor.storage {
    case .bytes, .mapped:
      withBytes { kernels_gather_bytes($0, table, selection, x, rows, width) }
    case .floats(let floats):
      floats.withUnsafeBufferPointer { all in
        guard let base = all.baseAddress else { return }
        kernels_gather_floats(base + tensor.offset, selection, x, rows, width)
      }
    case .ints: break  // made floats by init
    }
  }

  /// Asks the memory for rows of a later batch.
  func prefetch(_ rows: Int, _ selection: UnsafePointer<UInt32>) {
    withBytes { kernels_prefetch($0, selection, rows, width) }
  }

  private func withBytes(_ body: (UnsafePointer<UInt8>) -> Void) {
    switch tensor.storage {
    case .bytes(let bytes), .mapped(let bytes, _):
      bytes.withUnsafeBufferPointer { all in
        guard let base = all.baseAddress else { return }
        body(base + tensor.offset)
      }
    case .ints, .floats: break
    }
  }
}
