import CKernels

/// The patches of an image that a window with a dilation, or a group of filters, reads.
///
/// A row of a patch matrix is what one output position reads for one group:
/// [rows, columns, channels / groups] of the window, with zeros outside the image.
struct ConvolutionPatches {
  let rows: Slide
  let columns: Slide
  let channels: Int
  let kernelSize: [Int]
  let strides: [Int]
  let dilationRate: [Int]
  let groups: Int

  /// Output positions of an image.
  var positions: Int { rows.outputs * columns.outputs }
  /// Channels that a group sees.
  var depth: Int { channels / groups }
  /// The length of a patch.
  var length: Int { kernelSize[0] * kernelSize[1] * depth }
  /// Floats of an image.
  var imageSize: Int { rows.size * columns.size * channels }

  /// Calls `body` for every pixel of every patch of a group, in the order of the patches: where the
  /// pixel's channels are in the patches, and where in the images; nil outside.
  func forEachPixel(
    _ images: Int, group: Int, _ body: (_ patch: Int, _ image: Int?) -> Void
  ) {
    var patch = 0
    for image in 0..<images {
      let start = image * imageSize + group * depth
      for oy in 0..<rows.outputs {
        for ox in 0..<columns.outputs {
          for ky in 0..<kernelSize[0] {
            let y = oy * strides[0] + ky * dilationRate[0] - rows.before
            for kx in 0..<kernelSize[1] {
              let x = ox * strides[1] + kx * dilationRate[1] - columns.before
              let isInside = y >= 0 && y < rows.size && x >= 0 && x < columns.size
              body(patch, isInside ? start + (y * columns.size + x) * channels : nil)
              patch += depth
            }
          }
        }
      }
    }
  }
}

/// A convolution with a dilation or groups: z = patches W + b for each group, and max(0, z) if asked
/// for. The patches are copied out first, which needs memory and time, and the products are those of
/// `Dense`; a convolution with neither reads them where they lie.
///
/// Back: dW = patches^T dz, db = sum of dz over positions, and dz W^T is added at the patches' places.
final class PatchConvolution: Operation {
  private let kernel: ParameterState
  private let bias: ParameterState?
  private let patches: ConvolutionPatches
  private let filters: Int
  private let relu: Bool
  // What each group has: its patches and its weights in panels.
  private var copies: [FloatBuffer] = []
  private var panels: [FloatBuffer] = []
  private var biases: [FloatBuffer] = []
  // One group's part of z or of its gradient, and the gradient by its patches.
  private var part = FloatBuffer(count: 0)
  private var patchGradient = FloatBuffer(count: 0)
  private var scratch = FloatBuffer(count: 0)
  // Row by row: all weights, and those of a group.
  private let whole: FloatBuffer
  private let share: FloatBuffer
  private let kernelGradient: FloatBuffer
  private let biasGradient: FloatBuffer

  init(
    kernel: Parameter, bias: Parameter?, patches: ConvolutionPatches, filters: Int, relu: Bool
  ) {
    self.kernel = ParameterState(kernel)
    self.bias = bias.map { ParameterState($0) }
    self.patches = patches
    self.filters = filters
    self.relu = relu
    whole = FloatBuffer(count: kernel.count)
    share = FloatBuffer(count: kernel.count / patches.groups)
    kernelGradient = FloatBuffer(count: kernel.count)
    biasGradient = FloatBuffer(count: filters)
    super.init(inputWidth: patches.imageSize, outputWidth: patches.positions * filters)
  }

  override var states: [ParameterState] { [kernel] + (bias.map { [$0] } ?? []) }

  override var multiplyAdds: Int { saturating(outputWidth, patches.length) }

  override var scratchWidth: Int {
    saturating(patches.positions, patches.length, patches.groups)
  }

  /// Filters of a group.
  private var width: Int { filters / patches.groups }

  override func workspace(capacity: Int) -> Int {
    let inner = saturating(capacity, patches.positions, patches.length, patches.groups + 1)
    let outer = saturating(capacity, outputWidth, 2)
    let (sum, tooMuch) = inner.addingReportingOverflow(outer)
    return tooMuch ? .max : sum
  }

  override func prepare(capacity: Int) {
    let rows = capacity * patches.positions
    func buffers(_ count: Int) -> [FloatBuffer] {
      (0..<patches.groups).map { _ in FloatBuffer(count: count) }
    }
    copies = buffers(rows * patches.length)
    panels = buffers(patches.length * width)
    biases = buffers(width)
    part = FloatBuffer(count: rows * width)
    patchGradient = FloatBuffer(count: rows * patches.length)
    scratch = FloatBuffer(count: width * kernels_lanes(rows))
  }

  override func forward(_ rows: Int, from input: BatchInput, to z: FloatPointer, training: Bool) {
    guard case .dense(let x) = input else { return }
    let (length, depth, m) = (patches.length, patches.depth, rows * patches.positions)
    kernels_unpack(kernel.parameter.buffer.pointer, length, filters, whole.pointer)
    for group in 0..<patches.groups {
      let (copy, first) = (copies[group].pointer, group * width)
      patches.forEachPixel(rows, group: group) { to, from in
        if let from {
          (copy + to).update(from: x + from, count: depth)
        } else {
          (copy + to).update(repeating: 0, count: depth)
        }
      }
      for i in 0..<length {
        (share.pointer + i * width).update(from: whole.pointer + i * filters + first, count: width)
      }
      kernels_pack(share.pointer, length, width, panels[group].pointer)
      if let bias {
        biases[group].pointer.update(
          from: bias.parameter.buffer.pointer + first, count: width)
      }
      kernels_product(
        copy, length, panels[group].pointer, bias == nil ? nil : biases[group].pointer,
        relu ? 1 : 0, part.pointer, m, length, width)
      for i in 0..<m {
        (z + i * filters + first).update(from: part.pointer + i * width, count: width)
      }
    }
  }

  override func backward(
    _ rows: Int, input: BatchInput, output a: FloatPointer, gradient d: FloatPointer,
    inputGradient dx: FloatPointer?
  ) {
    let (length, depth, m) = (patches.length, patches.depth, rows * patches.positions)
    if relu { kernels_relu_gradient(a, d, m * filters) }
    dx?.update(repeating: 0, count: rows * inputWidth)
    for group in 0..<patches.groups {
      let first = group * width
      for i in 0..<m {
        (part.pointer + i * width).update(from: d + i * filters + first, count: width)
      }
      if let dx {
        let dp = patchGradient.pointer
        kernels_input_gradient(
          part.pointer, panels[group].pointer, dp, scratch.pointer, m, length, width)
        patches.forEachPixel(rows, group: group) { from, to in
          guard let to else { return }
          for c in 0..<depth { dx[to + c] += dp[from + c] }
        }
      }
      // The panels have been used; the gradient by them takes their place.
      let g = panels[group].pointer
      kernels_weight_gradient(
        copies[group].pointer, length, part.pointer, g, m, length, width)
      kernels_unpack(g, length, width, share.pointer)
      for i in 0..<length {
        (whole.pointer + i * filters + first).update(
          from: share.pointer + i * width, count: width)
      }
    }
    kernels_pack(whole.pointer, length, filters, kernelGradient.pointer)
    if let bias {
      kernels_column_sum(d, biasGradient.pointer, m, filters)
      bias.use(biasGradient)
    }
    kernel.use(kernelGradient)
  }
}
