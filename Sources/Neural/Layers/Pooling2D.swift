import CKernels

/// A layer that makes one number of each window of an image, channel by channel: what
/// `MaxPooling2D` and `AveragePooling2D` have in common.
public class Pooling2D: LayerCore, Layer {
  private let window: PoolWindow

  /// Rows and columns of the window.
  public var poolSize: [Int] { window.size }
  /// Rows and columns the window moves at a time.
  public var strides: [Int] { window.strides }
  /// What happens at the border; with `.valid`, rows and columns that fill no window are dropped.
  public var padding: Padding { window.padding }

  /// Keras' name of the kind, and the kernel's number for it.
  class var kind: (name: String, kernel: Int32) { ("Pooling2D", Int32(KERNELS_MAXIMUM)) }

  /// Creates the layer; without `strides` windows lie side by side.
  ///
  /// `inputShape` is [height, width, channels], for the first layer of a model.
  ///
  /// - Throws: `NeuralError` if a number is not positive.
  public required init(
    _ poolSize: [Int] = [2, 2], strides: [Int]? = nil, padding: Padding = .valid,
    inputShape: [Int]? = nil, name: String? = nil
  ) throws {
    window = try PoolWindow(poolSize, strides, padding, in: Self.kind.name)
    try super.init(typeName: Self.kind.name, name: name, input: inputShape)
  }

  /// Creates the layer with square windows.
  ///
  /// - Throws: `NeuralError` if a number is not positive.
  public required convenience init(
    _ poolSize: Int, strides: Int? = nil, padding: Padding = .valid, inputShape: [Int]? = nil,
    name: String? = nil
  ) throws {
    try self.init(
      [poolSize, poolSize], strides: strides.map { [$0, $0] }, padding: padding,
      inputShape: inputShape, name: name)
  }

  override func outputShape(for input: [Int]) throws -> [Int] {
    try window.outputShape(for: input, in: typeName)
  }

  override func makeOperations(input: [Int]) -> [Operation] {
    window.operations(input, Self.kind.kernel, in: typeName)
  }
}

/// The largest number of each window of an image, channel by channel.
///
/// Keras' `MaxPooling2D`. The gradient goes to the first largest number of the window.
public final class MaxPooling2D: Pooling2D {
  override class var kind: (name: String, kernel: Int32) {
    ("MaxPooling2D", Int32(KERNELS_MAXIMUM))
  }
}

/// The mean of each window of an image, channel by channel.
///
/// Keras' `AveragePooling2D`. Padding does not count: a window at the border has the mean of what
/// it holds.
public final class AveragePooling2D: Pooling2D {
  override class var kind: (name: String, kernel: Int32) {
    ("AveragePooling2D", Int32(KERNELS_AVERAGE))
  }
}

/// The windows of a pooling layer.
private struct PoolWindow {
  let size: [Int]
  let strides: [Int]
  let padding: Padding

  init(_ size: [Int], _ strides: [Int]?, _ padding: Padding, in operation: String) throws {
    try WindowSize.check(size, "pool size", in: operation)
    self.size = size
    self.strides = strides ?? size
    self.padding = padding
    try WindowSize.check(self.strides, "strides", in: operation)
  }

  private func slides(_ input: [Int], in operation: String) throws -> (Slide, Slide, Int) {
    let (height, width, channels) = try WindowSize.image(input, in: operation)
    guard
      let rows = Slide(size: height, window: size[0], stride: strides[0], padding: padding),
      let columns = Slide(size: width, window: size[1], stride: strides[1], padding: padding)
    else { throw WindowSize.tooLarge(size, input, in: operation) }
    return (rows, columns, channels)
  }

  func outputShape(for input: [Int], in operation: String) throws -> [Int] {
    let (rows, columns, channels) = try slides(input, in: operation)
    return [rows.outputs, columns.outputs, channels]
  }

  func operations(_ input: [Int], _ kind: Int32, in operation: String) -> [Operation] {
    guard let (rows, columns, channels) = try? slides(input, in: operation) else { return [] }
    return [
      Pool(
        kernels_pooling(
          kind: kind, height: rows.size, width: columns.size, channels: channels,
          pool_height: size[0], pool_width: size[1], stride_y: strides[0], stride_x: strides[1],
          top: rows.before, left: columns.before, out_height: rows.outputs,
          out_width: columns.outputs))
    ]
  }
}

/// y = the largest number, or the mean, of each window; back, what flows into a window's result
/// goes to the largest number, or in equal shares to all.
final class Pool: Operation {
  private var shape: kernels_pooling
  /// For the largest number, its place in its window.
  private var place = FloatBuffer(count: 0)

  init(_ shape: kernels_pooling) {
    self.shape = shape
    super.init(
      inputWidth: shape.height * shape.width * shape.channels,
      outputWidth: shape.out_height * shape.out_width * shape.channels)
  }

  override var multiplyAdds: Int { saturating(outputWidth, shape.pool_height, shape.pool_width) }

  override func prepare(capacity: Int) {
    place = FloatBuffer(count: shape.kind == KERNELS_MAXIMUM ? capacity * outputWidth : 0)
  }

  override func forward(_ rows: Int, from input: BatchInput, to y: FloatPointer, training: Bool) {
    guard case .dense(let x) = input else { return }
    kernels_pool(&shape, x, y, place.pointer, rows)
  }

  override func backward(
    _ rows: Int, input: BatchInput, output: FloatPointer, gradient d: FloatPointer,
    inputGradient dx: FloatPointer?
  ) {
    guard let dx else { return }
    kernels_pool_gradient(&shape, d, place.pointer, dx, rows)
  }
}
