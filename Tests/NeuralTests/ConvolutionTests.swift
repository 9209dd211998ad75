// This file tests convolution and pooling layers: shapes by Keras' rules, values worked out by hand,
// gradients against finite differences, and errors.
import Foundation
import Testing

@testable import Neural

@Suite struct ConvolutionTests {
  @Test func shapesFollowKeras() throws {
    // size, window, stride: outputs with valid and same, zeros before and after with same.
    let rules: [(Int, Int, Int, Int?, Int, Int, Int)] = [
      (28, 3, 1, 26, 28, 1, 1), (15, 2, 2, 7, 8, 0, 1), (13, 2, 2, 6, 7, 0, 1),
      (11, 2, 2, 5, 6, 0, 1), (5, 3, 2, 2, 3, 1, 1), (6, 3, 2, 2, 3, 0, 1), (2, 5, 1, nil, 2, 2, 2),
      (7, 1, 3, 3, 3, 0, 0), (4, 2, 1, 3, 4, 0, 1),
    ]
    for (size, window, stride, valid, same, before, after) in rules {
      #expect(
        Slide(size: size, window: window, stride: stride, padding: .valid)?.outputs == valid)
      let slide = try #require(Slide(size: size, window: window, stride: stride, padding: .same))
      #expect(slide.outputs == same && slide.before == before && slide.after == after)
    }
  }

  @Test func theCoursesNetworkHasKerasParameterCounts() throws {
    let model = try Sequential([
      Conv2D(32, 3, activation: .relu, inputShape: [28, 28, 1]), MaxPooling2D(2),
      Conv2D(64, 3, activation: .relu), MaxPooling2D(2), Flatten(),
      Dense(10, activation: .softmax),
    ])
    #expect(model.layers.map(\.parameterCount) == [320, 0, 18496, 0, 0, 16010])
    #expect(
      model.layers.map(\.name)
        == ["conv2d", "max_pooling2d", "conv2d_1", "max_pooling2d_1", "flatten", "dense"])
    #expect(model.layers[2].outputShape == [11, 11, 64])
    #expect(model.layers[0].weights.map(\.shape) == [[3, 3, 1, 32], [32]])
  }

  /// Glorot counts a window's cells: L = sqrt(6 / (9 + 9 * 32)).
  @Test func theFirstKernelIsDrawnForItsWindow() throws {
    let model = try withSeed(1) { try Sequential([Conv2D(32, 3, inputShape: [28, 28, 1])]) }
    let limit = (6.0 / (9 + 9 * 32)).squareRoot()
    let values = model.layers[0].weights[0].scalars
    #expect(values.allSatisfy { abs($0) <= limit })
    #expect((values.max() ?? 0) > limit * 0.95)
  }

  @Test func aKernelIsNotFlippedAndSameAddsZerosBelowAndRight() throws {
    let x = try Tensor([[1.0, 2, 3], [4, 5, 6], [7, 8, 9]]).reshape([1, 3, 3, 1])
    let kernel = try Tensor([[1.0, 10], [100, 1000]]).reshape([2, 2, 1, 1])
    func run(_ padding: Padding) throws -> [Double] {
      let model = try Sequential([Conv2D(1, 2, padding: padding, inputShape: [3, 3, 1])])
      try model.layers[0].setWeights([kernel, Tensor([0.5])])
      return try model.predict(x).scalars
    }
    #expect(try run(.valid) == [5421.5, 6532.5, 8754.5, 9865.5])
    #expect(
      try run(.same) == [5421.5, 6532.5, 603.5, 8754.5, 9865.5, 906.5, 87.5, 98.5, 9.5])
  }

  @Test func poolingDropsOrFillsTheLastRowAndColumn() throws {
    let x = try Tensor([[1.0, 2, 3], [4, 5, 6], [7, 8, -9]]).reshape([1, 3, 3, 1])
    func run(_ layer: any Layer) throws -> [Double] {
      try Sequential([Input(shape: [3, 3, 1]), layer]).predict(x).scalars
    }
    #expect(try run(MaxPooling2D()) == [5])
    #expect(try run(AveragePooling2D()) == [3])
    #expect(try run(MaxPooling2D(padding: .same)) == [5, 6, 8, -9])
    // A window at the border has the mean of what it holds.
    #expect(try run(AveragePooling2D(padding: .same)) == [3, 4.5, 7.5, -9])
    #expect(try run(MaxPooling2D([2, 2], strides: [1, 1])) == [5, 6, 8, 8])
    #expect(try run(MaxPooling2D([3, 1])) == [7, 8, 6])
  }

  /// An image in double precision: [height][width][channels].
  private struct Image {
    var height: Int
    var width: Int
    var channels: Int
    var values: [Double]

    /// One output image, each number made of the places of its window that lie inside: the place in
    /// the window and the place in the image.
    func windowed(
      _ rows: Slide, _ columns: Slide, _ window: [Int], _ strides: [Int], dilation: [Int] = [1, 1],
      channels: Int,
      _ number: (_ places: [(window: Int, image: Int)], _ channel: Int) -> Double
    ) -> Image {
      var out = Image(
        height: rows.outputs, width: columns.outputs, channels: channels, values: [])
      for y in 0..<rows.outputs {
        for x in 0..<columns.outputs {
          var places: [(Int, Int)] = []
          for r in 0..<window[0] {
            for c in 0..<window[1] {
              let (iy, ix) = (
                y * strides[0] + r * dilation[0] - rows.before,
                x * strides[1] + c * dilation[1] - columns.before
              )
              if iy >= 0, ix >= 0, iy < height, ix < width {
                places.append((r * window[1] + c, iy * width + ix))
              }
            }
          }
          for channel in 0..<channels { out.values.append(number(places, channel)) }
        }
      }
      return out
    }

    func applied(_ layer: any Layer, _ weights: [[Double]]) throws -> Image {
      switch layer {
      case let layer as Conv2D:
        let spans = zip(layer.kernelSize, layer.dilationRate).map { ($0 - 1) * $1 + 1 }
        let (rows, columns) = try slides(spans, layer.strides, layer.padding)
        let (n, depth) = (layer.filters, channels / layer.groups)
        var out = windowed(
          rows, columns, layer.kernelSize, layer.strides, dilation: layer.dilationRate, channels: n
        ) { places, f in
          let first = f / (n / layer.groups) * depth
          return places.reduce(weights[1][f]) { sum, place in
            (0..<depth).reduce(sum) {
              $0 + values[place.image * channels + first + $1]
                * weights[0][(place.window * depth + $1) * n + f]
            }
          }
        }
        if layer.activation == .tanh { out.values = out.values.map { tanh($0) } }
        return out
      case let layer as MaxPooling2D:
        let (rows, columns) = try slides(layer.poolSize, layer.strides, layer.padding)
        return windowed(rows, columns, layer.poolSize, layer.strides, channels: channels) {
          places, c in places.map { values[$0.image * channels + c] }.max() ?? 0
        }
      case let layer as AveragePooling2D:
        let (rows, columns) = try slides(layer.poolSize, layer.strides, layer.padding)
        return windowed(rows, columns, layer.poolSize, layer.strides, channels: channels) {
          places, c in
          places.map { values[$0.image * channels + c] }.reduce(0, +) / Double(places.count)
        }
      case let layer as Dense:
        let n = layer.units
        return Image(
          height: 1, width: 1, channels: n,
          values: (0..<n).map { j in
            values.indices.reduce(weights[1][j]) { $0 + values[$1] * weights[0][$1 * n + j] }
          })
      default: return self
      }
    }

    private func slides(_ window: [Int], _ strides: [Int], _ padding: Padding) throws
      -> (Slide, Slide)
    {
      (
        try #require(
          Slide(size: height, window: window[0], stride: strides[0], padding: padding)),
        try #require(Slide(size: width, window: window[1], stride: strides[1], padding: padding))
      )
    }
  }

  /// A window with holes, and groups of channels that do not see one another.
  @Test(arguments: [
    (Padding.valid, [2, 1], 1), (.same, [2, 3], 1), (.same, [1, 1], 2), (.valid, [1, 2], 2),
  ])
  func gradientsWithHolesAndGroupsEqualFiniteDifferences(
    padding: Padding, dilation: [Int], groups: Int
  ) throws {
    try check(
      [
        Conv2D(
          4, [2, 2], padding: padding, dilationRate: dilation, groups: groups, activation: .tanh,
          inputShape: [6, 7, 2]),
        Conv2D(6, [2, 3], padding: .same, dilationRate: dilation, groups: groups), Flatten(),
        Dense(2),
      ])
  }

  @Test func aDilatedWindowReadsEverySecondPixel() throws {
    let x = try Tensor.arange(16).reshape([1, 4, 4, 1])
    let model = try Sequential([
      Conv2D(1, 2, dilationRate: 2, kernelInitializer: .ones, inputShape: [4, 4, 1])
    ])
    // 0 + 2 + 8 + 10, and so on.
    #expect(try model.predict(x).scalars == [20, 24, 36, 40])
    #expect(model.layers[0].outputShape == [2, 2, 1])
  }

  @Test func aGroupSeesItsChannelsOnly() throws {
    let x = try Tensor([1.0, 10, 100, 1000], shape: [1, 1, 1, 4])
    let model = try Sequential([
      Conv2D(4, 1, groups: 2, kernelInitializer: .ones, inputShape: [1, 1, 4])
    ])
    #expect(try model.predict(x).scalars == [11, 11, 1100, 1100])
    #expect(model.layers[0].weights[0].shape == [1, 1, 2, 4])
    #expect(model.parameterCount == 2 * 4 + 4)
  }

  @Test func holesAndGroupsThatDoNotFitAreSaid() {
    #expect(
      message { _ = try Conv2D(4, 3, strides: 2, dilationRate: 2) }
        == "Conv2D: strides and a dilation rate cannot both be larger than 1: got strides [2, 2] and dilation rate [2, 2]"
    )
    #expect(
      message { _ = try Conv2D(4, 3, groups: 3) }
        == "Conv2D: the filters cannot be divided into so many groups: expected a divisor of 4, got 3"
    )
    #expect(
      message { _ = try Sequential([Conv2D(4, 3, groups: 2, inputShape: [8, 8, 3])]) }
        == "Conv2D: the channels cannot be divided into 2 groups: expected a multiple of 2, got 3 channels"
    )
    #expect(message { _ = try Conv2D(4, 3, dilationRate: 0) }.contains("the dilation rate must be"))
    #expect(
      message { _ = try Sequential([Conv2D(4, 3, dilationRate: 9, inputShape: [8, 8, 1])]) }
        .contains("at most 8 x 8, got 19 x 19"))
  }

  /// The network is computed a second time, naively and in double precision.
  @Test(arguments: [
    (Padding.valid, 1, false), (.same, 1, true), (.same, 2, false), (.valid, 2, true),
  ])
  func gradientsEqualFiniteDifferences(padding: Padding, stride step: Int, largest: Bool) throws {
    let pool: any Layer =
      largest
      ? try MaxPooling2D([2, 3], strides: [1, 2], padding: padding)
      : try AveragePooling2D([2, 3], strides: [1, 2], padding: padding)
    try check(
      [
        Conv2D(5, [3, 2], padding: padding, activation: .tanh, inputShape: [6, 7, 2]), pool,
        Conv2D(3, 2, strides: step, padding: padding), Flatten(), Dense(2),
      ])
  }

  private func check(_ layers: @autoclosure () throws -> [any Layer]) throws {
    try withSeed(9) {
      let model = try Sequential(layers())
      try model.compile(loss: .mse)
      let x = try Tensor.random([4, 6, 7, 2], low: -1, high: 1)
      let y = try Tensor.random([4, 2], low: -1, high: 1)
      let gradients = try model.gradients(x, y)
      var weights = model.layers.map { $0.weights.map(\.scalars) }

      func loss() throws -> Double {
        var sum = 0.0
        for example in 0..<4 {
          var image = Image(height: 6, width: 7, channels: 2, values: try x[example].scalars)
          for (layer, w) in zip(model.layers, weights) { image = try image.applied(layer, w) }
          for (p, t) in zip(image.values, try y[example].scalars) { sum += (p - t) * (p - t) }
        }
        return sum / 8
      }

      var index = 0
      for l in weights.indices {
        for w in weights[l].indices {
          let got = gradients[index].scalars
          index += 1
          for i in weights[l][w].indices {
            let kept = weights[l][w][i]
            let small = 1e-6
            weights[l][w][i] = kept + small
            let above = try loss()
            weights[l][w][i] = kept - small
            let below = try loss()
            weights[l][w][i] = kept
            let want = (above - below) / (2 * small)
            #expect(
              abs(got[i] - want) < 2e-6 + 2e-5 * abs(want),
              "\(model.layers[l].name) \(w)[\(i)]: \(got[i]), not \(want)")
          }
        }
      }
      #expect(index == gradients.count)
    }
  }

  @Test func aSmallConvolutionalNetworkLearns() throws {
    // A bright bar is upright or lies flat.
    var pixels = [Float](repeating: 0, count: 64 * 64)
    for image in 0..<64 {
      let place = image / 2 % 8
      for i in 0..<8 {
        pixels[image * 64 + (image % 2 == 0 ? i * 8 + place : place * 8 + i)] = 1
      }
    }
    let x = Tensor(floats: pixels, shape: [64, 8, 8, 1])
    let y = try Tensor((0..<64).map { (i: Int) -> Int in i % 2 })
    try withSeed(2) {
      let model = try Sequential([
        Conv2D(8, 3, activation: .relu, inputShape: [8, 8, 1]), MaxPooling2D(2), Flatten(),
        Dense(2, activation: .softmax),
      ])
      try model.compile(
        optimizer: .adam(learningRate: 0.01), loss: .sparseCategoricalCrossentropy,
        metrics: [.accuracy])
      let history = try model.fit(x, y, batchSize: 16, epochs: 20)
      #expect(try history["accuracy"].last == 1)
    }
  }

  @Test func whatDoesNotFitIsSaid() throws {
    #expect(
      message { _ = try Sequential([Conv2D(8, 3, inputShape: [28, 28])]) }
        == "Conv2D: the input must be images with channels: expected [height, width, channels], got [28, 28]; give grey images one channel, as in `images.reshape([-1, 28, 28, 1])`"
    )
    #expect(
      message { _ = try Sequential([Conv2D(8, 5, inputShape: [4, 9, 1])]) }
        == "Conv2D: the window is larger than the image: expected at most 4 x 9, got 5 x 5; use a smaller window, fewer pooling layers, or padding `.same`"
    )
    #expect(
      message { _ = try Conv2D(0, 3) }
        == "Conv2D: the number of filters must be positive: expected at least 1, got 0")
    #expect(
      message { _ = try Conv2D(1, [3]) }
        == "Conv2D: the kernel size must be two positive numbers, rows and columns: expected such as [2, 2], got [3]"
    )
    #expect(
      message { _ = try Conv2D(1, 3, strides: 0) }
        == "Conv2D: the strides must be two positive numbers, rows and columns: expected such as [2, 2], got [0, 0]"
    )
    #expect(
      message { _ = try MaxPooling2D(-1) }
        == "MaxPooling2D: the pool size must be two positive numbers, rows and columns: expected such as [2, 2], got [-1, -1]"
    )
    #expect(
      message { _ = try AveragePooling2D([2, Int.max]) }.hasPrefix(
        "AveragePooling2D: the pool size"))
    #expect(
      message {
        _ = try Conv2D(1 << 20, [1 << 20, 1 << 20], padding: .same, inputShape: [2, 2, 1])
      }
      .isEmpty)
    #expect(
      message {
        _ = try Sequential([
          Conv2D(1 << 20, [1 << 20, 1 << 20], padding: .same, inputShape: [2, 2, 1])
        ])
      }.contains("would be too large"))
  }
}
