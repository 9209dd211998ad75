// This file compares every kernel with its naive reference, bit by bit, on every path this machine
// can run. One suite, one test at a time: the path is a setting of the process.
import CKernels
import Testing

@testable import Neural

@Suite(.serialized) struct KernelTests {
  static let sizes: [(m: Int, k: Int, n: Int)] = {
    var sizes: [(Int, Int, Int)] = []
    for m in [0, 1, 4, 7, 32, 33] {
      for k in [0, 1, 7, 33] {
        for n in [0, 1, 3, 7, 10, 16, 20, 31, 32, 33, 65] { sizes.append((m, k, n)) }
      }
    }
    return sizes + [(33, 1023, 20), (7, 33, 1023), (1023, 7, 33), (32, 784, 20)]
  }()

  /// Runs `body` on every path, and returns to the path chosen at the start.
  func onEveryPath(_ body: (Int32) throws -> Void) rethrows {
    let before = kernels_selected()
    defer { _ = kernels_select(before) }
    for path in availablePaths where kernels_select(path) == 1 { try body(path) }
  }

  func packed(_ w: [Float], _ k: Int, _ n: Int) -> [Float] {
    var panels = padded([Float](repeating: 0, count: k * n))
    kernels_pack(w, k, n, &panels)
    return panels
  }

  func unpacked(_ panels: [Float], _ k: Int, _ n: Int) -> [Float] {
    var w = [Float](repeating: 0, count: k * n)
    kernels_unpack(panels, k, n, &w)
    return w
  }

  @Test func everyPathCanBeSelected() {
    onEveryPath { path in #expect(kernels_selected() == path) }
    #expect(availablePaths.contains(Int32(KERNELS_PORTABLE)))
    #expect(kernels_select(99) == 0)
  }

  @Test func packingIsUndoneByUnpacking() {
    for (_, k, n) in Self.sizes {
      let w = someFloats(k * n)
      #expect(unpacked(packed(w, k, n), k, n) == w)
    }
  }

  @Test func productEqualsItsReference() {
    onEveryPath { path in
      for (m, k, n) in Self.sizes {
        let (x, w, b) = (someFloats(m * k), someFloats(k * n, stream: 1), someFloats(n, stream: 2))
        let panels = packed(w, k, n)
        for relu: Int32 in [0, 1] {
          var expected = [Float](repeating: 0, count: m * n)
          kernels_product_reference(x, k, w, b, relu, &expected, m, k, n)
          // What lies behind the result must stay untouched.
          var z = expected.map { _ in Float(0) } + [42]
          kernels_product(x, k, panels, padded(b), relu, &z, m, k, n)
          #expect(z.dropLast().map(\.bitPattern) == expected.bits, "path \(path), \(m) \(k) \(n)")
          #expect(z.last == 42)
        }
        var expected = [Float](repeating: 0, count: m * n)
        var z = expected
        kernels_product_reference(x, k, w, nil, 0, &expected, m, k, n)
        kernels_product(x, k, panels, nil, 0, &z, m, k, n)
        #expect(z.bits == expected.bits, "path \(path), \(m) \(k) \(n), no bias")
      }
    }
  }

  @Test func inputGradientEqualsItsReference() {
    onEveryPath { path in
      for (m, k, n) in Self.sizes {
        let (d, w) = (someFloats(m * n), someFloats(k * n, stream: 1))
        var expected = [Float](repeating: 0, count: m * k)
        kernels_input_gradient_reference(d, w, &expected, m, k, n)
        var scratch = [Float](repeating: .nan, count: n * kernels_lanes(m))
        var dx = expected.map { _ in Float(0) } + [42]
        kernels_input_gradient(d, packed(w, k, n), &dx, &scratch, m, k, n)
        #expect(dx.dropLast().map(\.bitPattern) == expected.bits, "path \(path), \(m) \(k) \(n)")
        #expect(dx.last == 42)
      }
    }
  }

  @Test func weightGradientEqualsItsReference() {
    onEveryPath { path in
      for (m, k, n) in Self.sizes {
        let (x, d) = (someFloats(m * k), someFloats(m * n, stream: 1))
        var expected = [Float](repeating: 0, count: k * n)
        kernels_weight_gradient_reference(x, k, d, &expected, m, k, n)
        var g = padded([Float](repeating: 0, count: k * n))
        kernels_weight_gradient(x, k, padded(d), &g, m, k, n)
        #expect(unpacked(g, k, n).bits == expected.bits, "path \(path), \(m) \(k) \(n)")
        var sums = [Float](repeating: 0, count: n)
        kernels_column_sum_reference(d, &sums, m, n)
        var s = padded([Float](repeating: 0, count: n))
        kernels_column_sum(padded(d), &s, m, n)
        #expect(Array(s[..<n]).bits == sums.bits, "column sum, path \(path), \(m) \(n)")
      }
    }
  }

  static let rules: [kernels_rule] = [
    KERNELS_SGD, KERNELS_MOMENTUM, KERNELS_NESTEROV, KERNELS_ADAM, KERNELS_RMSPROP,
    KERNELS_RMSPROP_MOMENTUM,
  ].map {
    kernels_rule(kind: Int32($0), rate: 0.01, a: 0.9, b: 0.1, c: 0.8, epsilon: 1e-7)
  }

  @Test func updatesEqualTheirReferences() {
    onEveryPath { path in
      for rule in Self.rules {
        for count in [0, 1, 7, 15, 16, 33, 1023] {
          var rule = rule
          var all = (0..<2).map { _ in
            [
              someFloats(count), someFloats(count, stream: 1),
              someFloats(count, stream: 2).map(\.magnitude),
            ]
          }
          for step in 0..<3 {
            let g = someFloats(count, stream: 3 + UInt64(step))
            for way in 0..<2 {
              var (w, s, u) = (all[way][0], all[way][1], all[way][2])
              w.withUnsafeMutableBufferPointer { w in
                s.withUnsafeMutableBufferPointer { s in
                  u.withUnsafeMutableBufferPointer { u in
                    var parameter = kernels_parameter(
                      w: w.baseAddress, s: s.baseAddress, u: u.baseAddress)
                    if way == 0 {
                      kernels_update_reference(&rule, &parameter, g, count)
                    } else {
                      kernels_update(&rule, &parameter, g, count)
                    }
                  }
                }
              }
              all[way] = [w, s, u]
            }
          }
          for part in 0..<3 {
            #expect(
              all[0][part].bits == all[1][part].bits,
              "path \(path), rule \(rule.kind), count \(count), part \(part)")
          }
        }
      }
    }
  }

  @Test func adamForgetsWhatWouldBecomeDenormal() {
    onEveryPath { _ in
      var rule = Self.rules[3]
      let (w, s, u) = (FloatBuffer(count: 1), FloatBuffer(count: 1), FloatBuffer(count: 1))
      s.pointer[0] = 1e-30
      u.pointer[0] = 1e-30
      var parameter = kernels_parameter(w: w.pointer, s: s.pointer, u: u.pointer)
      kernels_update(&rule, &parameter, [0], 1)
      #expect(s.pointer[0] == 0)
      #expect(u.pointer[0] == 0)
    }
  }

  /// A fused update is the gradient followed by the update, for dense and for sparse batches, and a
  /// sparse batch gives what its dense form gives.
  @Test func fusedAndSparseUpdatesEqualTheirParts() {
    onEveryPath { path in
      for (m, k, n) in Self.sizes where m > 0 && k > 0 && n > 0 {
        var random = Philox(seed: 1, stream: 9)
        let bytes = (0..<m * k).map { _ -> UInt8 in
          let word = random.nextWord()
          return word % 4 == 0 ? UInt8(word >> 24) : 0
        }
        let table = (0..<256).map { Float($0) / 255 }
        let selection = (0..<UInt32(m)).reversed().map { $0 }
        let batch = SparseBatch(capacity: m, columns: k)
        batch.gather(bytes, table: table, rows: m, selection: selection)
        var x = [Float](repeating: 0, count: m * k)
        kernels_gather_bytes(bytes, table, selection, &x, m, k)

        let (w, b) = (someFloats(k * n), someFloats(n, stream: 1))
        var z = [Float](repeating: 0, count: m * n)
        kernels_product_reference(x, k, w, b, 1, &z, m, k, n)
        var sparse = [Float](repeating: 0, count: m * n)
        let panels = packed(w, k, n)
        batch.withLists { kernels_sparse_product($0, panels, padded(b), 1, &sparse, n) }
        #expect(sparse.bits == z.bits, "product, path \(path), \(m) \(k) \(n)")

        let d = padded(someFloats(m * n, stream: 2))
        var gradient = padded([Float](repeating: 0, count: k * n))
        kernels_weight_gradient(x, k, d, &gradient, m, k, n)
        var other = padded([Float](repeating: 0, count: k * n))
        batch.withLists { kernels_sparse_weight_gradient($0, d, &other, n) }
        #expect(
          other.dropLast(Int(KERNELS_PAD)).map(\.bitPattern)
            == gradient.dropLast(Int(KERNELS_PAD)).map(\.bitPattern),
          "gradient, path \(path), \(m) \(k) \(n)")

        var results: [[UInt32]] = []
        for way in 0..<3 {
          let buffers = (0..<3).map { _ in FloatBuffer(count: k * n) }
          buffers[0].pointer.update(from: panels, count: k * n)
          var parameter = kernels_parameter(
            w: buffers[0].pointer, s: buffers[1].pointer, u: buffers[2].pointer)
          var rule = Self.rules[3]
          switch way {
          case 0: kernels_update(&rule, &parameter, gradient, k * n)
          case 1: kernels_weight_update(x, k, d, &rule, &parameter, m, k, n)
          default:
            batch.withLists { kernels_sparse_weight_update($0, d, &rule, &parameter, n) }
          }
          results.append(
            buffers.flatMap { buffer in (0..<k * n).map { buffer.pointer[$0].bitPattern } })
        }
        #expect(results[1] == results[0], "fused, path \(path), \(m) \(k) \(n)")
        #expect(results[2] == results[0], "sparse fused, path \(path), \(m) \(k) \(n)")
      }
    }
  }

  @Test func elementwiseKernelsEqualTheirReferences() {
    let special: [Float] = [
      0, -0.0, 1, -1, .infinity, -.infinity, 88.72, 88.73, -87.33, -87.34, 0x1p-130, -0x1p-130,
      .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0.625, 0.6250001, -0.625, 17, -17, 104,
    ]
    let wide = someFloats(1023).map { $0 * 100 }
    let kernels:
      [(
        String, @convention(c) (UnsafePointer<Float>?, UnsafeMutablePointer<Float>?, Int) -> Void,
        @convention(c) (UnsafePointer<Float>?, UnsafeMutablePointer<Float>?, Int) -> Void
      )] = [
        ("exp", kernels_exp, kernels_exp_reference), ("log", kernels_log, kernels_log_reference),
        ("sigmoid", kernels_sigmoid, kernels_sigmoid_reference),
        ("tanh", kernels_tanh, kernels_tanh_reference),
      ]
    onEveryPath { path in
      for (name, kernel, reference) in kernels {
        for count in [0, 1, 7, 33, 1023] {
          let x = Array((special + wide).prefix(count))
          var expected = [Float](repeating: 0, count: count)
          var y = expected + [42]
          reference(x, &expected, count)
          kernel(x, &y, count)
          let same = zip(y, expected).allSatisfy {
            $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN)
          }
          #expect(same, "\(name), path \(path), count \(count)")
          #expect(y.last == 42)
        }
        var y: [Float] = [.nan, 1]
        kernel(y, &y, 2)
        #expect(y[0].isNaN, "\(name) of nan")
      }
    }
  }

  @Test func softmaxEqualsItsReference() {
    onEveryPath { path in
      for (rows, columns) in [(1, 1), (1, 10), (7, 10), (33, 3), (4, 33), (2, 1023)] {
        let z = someFloats(rows * columns).map { $0 * 30 }
        var expected = (z, [Float](repeating: 0, count: rows), [Float](repeating: 0, count: rows))
        var got = expected
        kernels_softmax_reference(z, &expected.0, &expected.1, &expected.2, rows, columns)
        kernels_softmax(z, &got.0, &got.1, &got.2, rows, columns)
        #expect(got.0.bits == expected.0.bits, "path \(path), \(rows) x \(columns)")
        #expect(got.1.bits == expected.1.bits)
        #expect(got.2.bits == expected.2.bits)
      }
    }
  }

  /// The weights after a short training do not depend on the path, for byte images (sparse), float
  /// rows (dense), and every optimizer and activation.
  @Test func trainingGivesTheSameBitsOnEveryPath() throws {
    let pixels: [UInt8] = (0..<70 * 36).map { (i: Int) -> UInt8 in
      i * 7919 % 5 == 0 ? UInt8(i % 256) : 0
    }
    let images = try Tensor(bytes: pixels, shape: [70, 6, 6])
    let labels = try Tensor((0..<70).map { (i: Int) -> Int in i % 3 })
    let rows = Tensor(floats: someFloats(70 * 9), shape: [70, 9])
    func train(_ optimizer: Optimizer, _ hidden: Activation) throws -> [UInt64] {
      try withSeed(3) {
        let digits = try Sequential([
          Flatten(inputShape: [6, 6]), Dense(20, activation: hidden), Dropout(0.25),
          Dense(3, activation: .softmax),
        ])
        try digits.compile(
          optimizer: optimizer, loss: .sparseCategoricalCrossentropy, metrics: [.accuracy])
        try digits.fit(images / 255, labels, epochs: 3)
        let regression = try Sequential([
          Dense(33, activation: hidden, inputShape: [9]), Dense(40, activation: .softmax),
          Dense(1, activation: .sigmoid),
        ])
        try regression.compile(optimizer: optimizer, loss: .mse)
        try regression.fit(rows, Tensor(floats: someFloats(70), shape: [70]), epochs: 2)
        return [weightsHash(digits), weightsHash(regression)]
      }
    }
    for optimizer in [
      Optimizer.sgd, try .sgd(momentum: 0.9), try .sgd(momentum: 0.9, nesterov: true), .adam,
      .rmsprop,
      try .rmsprop(momentum: 0.5),
    ] {
      for hidden in Activation.allCases {
        var hashes: [[UInt64]] = []
        try onEveryPath { _ in hashes.append(try train(optimizer, hidden)) }
        #expect(hashes.allSatisfy { $0 == hashes[0] }, "\(optimizer.name), \(hidden)")
      }
    }
  }
}
