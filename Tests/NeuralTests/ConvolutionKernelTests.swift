// This file compares convolutions and pooling with their naive references, bit by bit, on every path
// and for 1, 2 and 3 threads. It belongs to the suite that owns the choice of the path.
import CKernels
import Testing

@testable import Neural

extension KernelTests {
  /// Odd sizes: single pixels, rows shorter and longer than any vector, strides past the window.
  static let convolutions: [(shape: kernels_convolution, images: Int)] = {
    let sizes: [(Int, Int, Int, Int, Int, Int, Int, Int, Int)] = [
      // height, width, channels, kernel rows and columns, strides, filters, images
      (1, 1, 1, 1, 1, 1, 1, 1, 1), (5, 4, 1, 3, 3, 1, 1, 1, 2), (7, 9, 1, 3, 3, 1, 1, 33, 3),
      (28, 28, 1, 3, 3, 1, 1, 32, 2), (6, 7, 3, 2, 3, 1, 1, 10, 2), (9, 8, 7, 3, 2, 2, 3, 17, 2),
      (13, 13, 32, 3, 3, 1, 1, 64, 2), (8, 6, 33, 3, 3, 1, 2, 31, 1), (4, 5, 65, 2, 4, 1, 1, 7, 3),
      (16, 15, 2, 5, 5, 3, 3, 20, 2), (9, 9, 16, 1, 1, 1, 1, 48, 2), (7, 5, 4, 2, 2, 4, 3, 300, 1),
      (20, 19, 5, 3, 3, 1, 1, 6, 0),
    ]
    return sizes.map { h, w, c, kh, kw, sy, sx, f, m in
      (
        kernels_convolution(
          height: h, width: w, channels: c, kernel_height: kh, kernel_width: kw, stride_y: sy,
          stride_x: sx, out_height: (h - kh) / sy + 1, out_width: (w - kw) / sx + 1, filters: f),
        m
      )
    }
  }()

  @Test(arguments: [Int32(1), 2, 3])
  func convolutionsEqualTheirReferences(threads: Int32) {
    let before = kernels_limit_threads(threads)
    defer { _ = kernels_limit_threads(before) }
    for (shape, m) in Self.convolutions {
      var c = shape
      let (n, k) = (c.filters, kernels_patch(&c))
      let inputs = m * c.height * c.width * c.channels
      let outputs = m * c.out_height * c.out_width * n
      let (x, w, b) = (someFloats(inputs), someFloats(k * n, stream: 1), someFloats(n, stream: 2))
      // Mostly zeros, as behind pooling, and as many as dense layers have.
      let dense = someFloats(outputs, stream: 3)
      let d = dense.enumerated().map { $0.offset % 5 < 3 ? 0 : $0.element }
      let a = someFloats(outputs, stream: 4)
      let name = "\(c.height)x\(c.width)x\(c.channels), \(c.kernel_height)x\(c.kernel_width), \(n)"

      var z = [Float](repeating: 0, count: outputs)
      var activated = z
      kernels_convolve_reference(&c, x, w, b, 0, &z, m)
      kernels_convolve_reference(&c, x, w, nil, 1, &activated, m)
      var dx = [[Float]](repeating: [Float](repeating: 0, count: inputs), count: 2)
      kernels_convolution_input_gradient_reference(&c, d, nil, w, &dx[0], m)
      kernels_convolution_input_gradient_reference(&c, dense, a, w, &dx[1], m)
      var g = [[Float]](repeating: [Float](repeating: 0, count: k * n), count: 2)
      var gBias = [[Float]](repeating: [Float](repeating: 0, count: n), count: 2)
      kernels_convolution_weight_gradient_reference(&c, x, d, nil, &g[0], &gBias[0], m)
      kernels_convolution_weight_gradient_reference(&c, x, dense, a, &g[1], &gBias[1], m)

      onEveryPath { path in
        let panels = packed(w, k, n)
        var out = [Float](repeating: 0, count: outputs) + [42]
        kernels_convolve(&c, padded(x), panels, padded(b), 0, &out, m)
        #expect(Array(out.dropLast()).bits == z.bits, "forward, path \(path), \(name)")
        kernels_convolve(&c, padded(x), panels, nil, 1, &out, m)
        #expect(Array(out.dropLast()).bits == activated.bits, "relu, path \(path), \(name)")
        #expect(out.last == 42)

        var transposed = padded([Float](repeating: .nan, count: k * n))
        for (way, mask) in [(0, nil), (1, padded(a))] as [(Int, [Float]?)] {
          let gradient = padded(way == 0 ? d : dense)
          var back = [Float](repeating: .nan, count: inputs) + [42]
          kernels_convolution_input_gradient(&c, gradient, mask, panels, &transposed, &back, m)
          #expect(Array(back.dropLast()).bits == dx[way].bits, "dx, path \(path), \(name)")
          #expect(back.last == 42)
          var weights = padded([Float](repeating: .nan, count: k * n))
          var bias = padded([Float](repeating: .nan, count: n))
          kernels_convolution_weight_gradient(
            &c, padded(x), gradient, mask, &transposed, &weights, &bias, m)
          #expect(unpacked(weights, k, n).bits == g[way].bits, "dW, path \(path), \(name)")
          #expect(Array(bias[..<n]).bits == gBias[way].bits, "db, path \(path), \(name)")
        }
      }
    }
  }

  /// Windows side by side, overlapping, apart, larger than what is left, and at a padded border.
  @Test(arguments: [Int32(1), 2, 3])
  func poolingEqualsItsReference(threads: Int32) throws {
    let before = kernels_limit_threads(threads)
    defer { _ = kernels_limit_threads(before) }
    let sizes: [(Int, Int, Int, Int, Int, Int, Int)] = [
      // height, width, channels, pool rows and columns, strides
      (1, 1, 1, 1, 1, 1, 1), (26, 26, 32, 2, 2, 2, 2), (11, 11, 64, 2, 2, 2, 2),
      (7, 5, 3, 3, 2, 2, 1), (9, 8, 33, 3, 3, 1, 1), (6, 7, 7, 2, 2, 3, 4), (5, 5, 17, 4, 5, 2, 2),
    ]
    for (h, w, channels, ph, pw, sy, sx) in sizes {
      for padding in Padding.allCases {
        let rows = try #require(Slide(size: h, window: ph, stride: sy, padding: padding))
        let columns = try #require(Slide(size: w, window: pw, stride: sx, padding: padding))
        for kind in [KERNELS_MAXIMUM, KERNELS_AVERAGE] {
          var p = kernels_pooling(
            kind: Int32(kind), height: h, width: w, channels: channels, pool_height: ph,
            pool_width: pw, stride_y: sy, stride_x: sx, top: rows.before, left: columns.before,
            out_height: rows.outputs, out_width: columns.outputs)
          let m = 3
          let inputs = m * h * w * channels
          let outputs = m * rows.outputs * columns.outputs * channels
          // Few different numbers, so that there are equal ones.
          let x = someFloats(inputs).map { ($0 * 3).rounded() }
          let d = someFloats(outputs, stream: 1)
          var y = [Float](repeating: 0, count: outputs)
          var place = y
          kernels_pool_reference(&p, x, &y, &place, m)
          var dx = [Float](repeating: 0, count: inputs)
          kernels_pool_gradient_reference(&p, d, place, &dx, m)
          onEveryPath { path in
            var out = [Float](repeating: .nan, count: outputs) + [42]
            var at = [Float](repeating: 0, count: outputs) + [42]
            kernels_pool(&p, x, &out, &at, m)
            #expect(Array(out.dropLast()).bits == y.bits, "path \(path), \(p)")
            #expect(Array(at.dropLast()).bits == place.bits, "path \(path), \(p)")
            var back = [Float](repeating: .nan, count: inputs) + [42]
            kernels_pool_gradient(&p, d, at, &back, m)
            #expect(Array(back.dropLast()).bits == dx.bits, "path \(path), \(p)")
            #expect(out.last == 42 && at.last == 42 && back.last == 42)
          }
        }
      }
    }
  }

  /// Products large enough to be shared and packed, over sizes that fill no block.
  @Test(arguments: [Int32(1), 2, 3])
  func largeProductsEqualTheirReferences(threads: Int32) {
    let before = kernels_limit_threads(threads)
    defer { _ = kernels_limit_threads(before) }
    for (m, k, n) in [(64, 257, 33), (131, 300, 97), (32, 513, 512), (33, 511, 130), (257, 64, 20)]
    {
      let (x, w, b) = (someFloats(m * k), someFloats(k * n, stream: 1), someFloats(n, stream: 2))
      let d = someFloats(m * n, stream: 3)
      var z = [Float](repeating: 0, count: m * n)
      kernels_product_reference(x, k, w, b, 1, &z, m, k, n)
      var dx = [Float](repeating: 0, count: m * k)
      kernels_input_gradient_reference(d, w, &dx, m, k, n)
      var g = [Float](repeating: 0, count: k * n)
      kernels_weight_gradient_reference(x, k, d, &g, m, k, n)
      onEveryPath { path in
        let panels = packed(w, k, n)
        var out = [Float](repeating: .nan, count: m * n) + [42]
        kernels_product(x, k, panels, padded(b), 1, &out, m, k, n)
        #expect(Array(out.dropLast()).bits == z.bits, "path \(path), \(m) \(k) \(n)")
        #expect(out.last == 42)
        var scratch = [Float](repeating: .nan, count: n * kernels_lanes(m))
        var back = [Float](repeating: .nan, count: m * k) + [42]
        kernels_input_gradient(d, panels, &back, &scratch, m, k, n)
        #expect(Array(back.dropLast()).bits == dx.bits, "dx, path \(path), \(m) \(k) \(n)")
        #expect(back.last == 42)
        var weights = padded([Float](repeating: .nan, count: k * n))
        kernels_weight_gradient(x, k, padded(d), &weights, m, k, n)
        #expect(unpacked(weights, k, n).bits == g.bits, "dW, path \(path), \(m) \(k) \(n)")
      }
    }
  }

  /// A short training of each kind of layer ends in the same weights on every path and for every
  /// number of threads.
  @Test func trainingGivesTheSameBitsOnEveryPathAndForEveryNumberOfThreads() throws {
    let pixels: [UInt8] = (0..<70 * 144).map { (i: Int) -> UInt8 in
      i * 7919 % 5 == 0 ? UInt8(i % 256) : 0
    }
    let images = try Tensor(bytes: pixels, shape: [70, 12, 12, 1]) / 255
    let colours = Tensor(floats: someFloats(40 * 11 * 9 * 3), shape: [40, 11, 9, 3])
    let labels = try Tensor((0..<70).map { (i: Int) -> Int in i % 10 })
    let models: [(String, Tensor, () throws -> [any Layer])] = [
      (
        "dense, shared among threads", images,
        {
          [
            try Flatten(), try Dense(512, activation: .relu), try Dropout(0.2),
            try Dense(300, activation: .tanh), try Dense(10, activation: .softmax),
          ]
        }
      ),
      (
        "convolutions", images,
        {
          [
            try Conv2D(32, 3, activation: .relu), try MaxPooling2D(2),
            try Conv2D(40, 3, padding: .same, activation: .relu), try AveragePooling2D(2),
            try Flatten(), try Dense(10, activation: .softmax),
          ]
        }
      ),
      (
        "strides and colours", colours,
        {
          [
            try Conv2D(20, [3, 2], strides: [2, 1], padding: .same, activation: .sigmoid),
            try MaxPooling2D([3, 2], strides: [2, 2], padding: .same),
            try Conv2D(33, 2, useBias: false), try Flatten(), try Dense(10, activation: .softmax),
          ]
        }
      ),
      (
        "holes, groups and every other layer", colours,
        {
          [
            try Rescaling(scale: 0.5, offset: -0.1),
            try Conv2D(6, 2, padding: .same, dilationRate: 2, groups: 3, activation: .gelu),
            try BatchNormalization(), try AveragePooling2D([2, 1]), try Normalization(axis: nil),
            try Conv2D(4, 2, groups: 2, activation: .relu),
            try ReLU(maxValue: 0.5, negativeSlope: 0.1), try Flatten(), try Dropout(0.2),
            try Dense(9, activation: .hardSigmoid), try LeakyReLU(), try ActivationLayer(.elu),
            try Dense(10, activation: .softmax),
          ]
        }
      ),
    ]
    for (name, x, layers) in models {
      var hashes: [UInt64] = []
      try onEveryPath { path in
        for threads in path == KERNELS_PORTABLE ? [1, 2] : [1, 2, 3] {
          try Parallelism.$threads.withValue(threads) {
            try withSeed(5) {
              let model = try Sequential(try layers())
              try model.compile(optimizer: .adam, loss: .sparseCategoricalCrossentropy)
              try model.fit(x, labels[0..<x.shape[0]], epochs: 2)
              hashes.append(
                weightsHash(model) ^ UInt64(try model.predict(x).floats()[3].bitPattern))
            }
          }
        }
      }
      #expect(Set(hashes).count == 1, "\(name): \(hashes)")
    }
  }
}
