/// How a window that slides over an image treats its border.
public enum Padding: String, Hashable, Sendable, CaseIterable, CustomStringConvertible {
  /// The window stays inside: the output is smaller.
  case valid
  /// As many outputs as inputs (divided by the stride, rounded up), with zeros around the image; an
  /// odd one is at the bottom and right.
  case same

  /// Keras' name.
  public var description: String { rawValue }
}

/// A window sliding along one axis of an image.
///
/// valid: floor((n - k) / s) + 1 outputs; same: ceil(n / s), with
/// max((outputs - 1) s + k - n, 0) zeros, the smaller half before.
struct Slide {
  let size: Int
  let outputs: Int
  let before: Int
  let after: Int

  init?(size: Int, window: Int, stride: Int, padding: Padding) {
    self.size = size
    switch padding {
    case .valid:
      guard window <= size else { return nil }
      outputs = (size - window) / stride + 1
      before = 0
      after = 0
    case .same:
      outputs = (size - 1) / stride + 1
      // Sizes are below 2^28 and windows below 2^20, so nothing overflows.
      let missing = max((outputs - 1) * stride + window - size, 0)
      before = missing / 2
      after = missing - before
    }
  }

  var padded: Int { before + size + after }
}

/// The two numbers of a window or its stride, and what they must be.
enum WindowSize {
  /// Windows and strides are no larger than this.
  static let most = 1 << 20

  static func check(_ sizes: [Int], _ what: String, in operation: String) throws {
    guard sizes.count == 2, sizes.allSatisfy({ $0 >= 1 && $0 <= most }) else {
      throw NeuralError(
        .argument, "\(operation): the \(what) must be two positive numbers, rows and columns",
        expected: "such as [2, 2]", got: Shape.text(sizes))
    }
  }

  /// Height, width and channels of an input, or an error that says what is missing.
  static func image(_ input: [Int], in operation: String) throws -> (Int, Int, Int) {
    guard input.count == 3 else {
      let isGrey = input.count == 2
      throw NeuralError(
        .shape, "\(operation): the input must be images with channels",
        expected: "[height, width, channels]", got: Shape.text(input),
        hint: isGrey
          ? "give grey images one channel, as in `images.reshape([-1, \(input[0]), \(input[1]), 1])`"
          : nil)
    }
    return (input[0], input[1], input[2])
  }

  static func tooLarge(_ window: [Int], _ input: [Int], in operation: String) -> NeuralError {
    NeuralError(
      .shape, "\(operation): the window is larger than the image",
      expected: "at most \(input[0]) x \(input[1])", got: "\(window[0]) x \(window[1])",
      hint: "use a smaller window, fewer pooling layers, or padding `.same`")
  }
}
