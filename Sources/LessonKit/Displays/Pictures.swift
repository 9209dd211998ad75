import LessonModel
import Neural

/// Tensors as small grey pictures.
enum Pictures {
  /// More pictures than this are a heap, not a figure.
  static let most = 100

  /// - Parameters:
  ///   - images: `[n, height, width]`, or one picture `[height, width]`. Bytes are shown as they are,
  ///     other numbers with 0 as paper and the largest as ink.
  ///   - captions: One for each picture; empty for none.
  ///   - title: The heading over the pictures; `nil` for none.
  /// - Returns: The pictures with bytes from 0 to 255, whatever numbers the tensor holds.
  /// - Throws: `NeuralError` when these are no pictures, too many, too large, or not as many as the
  ///   captions.
  static func grid(_ images: Tensor, captions: [String], title: String?) throws -> ImageGrid {
    let images = images.rank == 2 ? try images.reshape([1] + images.shape) : images
    guard images.rank == 3 else {
      throw NeuralError(
        .shape, "show: these are no pictures", expected: "shape [n, height, width]",
        got: "shape \(images.shape)")
    }
    let (count, height, width) = (images.shape[0], images.shape[1], images.shape[2])
    guard count <= most else {
      throw NeuralError(
        .argument, "show: that is more than a page can show well",
        expected: "at most \(most) pictures", got: "\(count)",
        hint: "choose some of them, as in `images[0..<10]`")
    }
    guard height <= 512, width <= 512 else {
      throw NeuralError(
        .argument, "show: the pictures are too large", expected: "at most 512 x 512 pixels",
        got: "\(width) x \(height)")
    }
    guard captions.isEmpty || captions.count == count else {
      throw NeuralError(
        .argument, "show: each picture needs one caption", expected: "\(count)",
        got: "\(captions.count)")
    }
    let values = images.scalars
    let largest = values.reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
    let scale = images.dtype == .uint8 ? 1 : largest > 0 ? 255 / largest : 0
    let size = width * height
    let pictures = (0..<count).map { index in
      ImageGrid.Image(
        width: width, height: height,
        pixels: values[index * size..<(index + 1) * size].map { value in
          value.isFinite ? UInt8(max(0, min(255, (value * scale).rounded()))) : 0
        },
        caption: captions.isEmpty ? "" : captions[index])
    }
    let what = count == 1 ? "One picture" : "\(count) pictures"
    return ImageGrid(
      title: title, summary: "\(what) of \(width) by \(height) pixels", images: pictures)
  }
}

/// Shows pictures under the cell.
///
/// - Parameters:
///   - images: `[n, height, width]`, or one picture `[height, width]`.
///   - labels: `[n]`, shown below the pictures.
///   - title: What the figure is called.
/// - Throws: `NeuralError` when the shapes do not fit, or for more than 100 pictures.
public func show(_ images: Tensor, labels: Tensor? = nil, title: String? = nil) throws {
  var captions: [String] = []
  if let labels {
    guard labels.rank <= 1 else {
      throw NeuralError(
        .shape, "show: these are no labels", expected: "one number for each picture",
        got: "shape \(labels.shape)")
    }
    captions = labels.scalars.map { NumberFormat.shortest.text($0) }
  }
  let grid = try Pictures.grid(images, captions: captions, title: title)
  Recorder.current?.show([.images(grid)])
}

/// Shows pictures under the cell, each with a caption of its own.
///
/// - Parameters:
///   - images: `[n, height, width]`, or one picture `[height, width]`.
///   - captions: One for each picture.
///   - title: What the figure is called.
/// - Throws: `NeuralError` when the shapes do not fit, or for more than 100 pictures.
public func show(_ images: Tensor, captions: [String], title: String? = nil) throws {
  let grid = try Pictures.grid(images, captions: captions, title: title)
  Recorder.current?.show([.images(grid)])
}

/// Shows the curves of a training under the cell.
public func plot(_ history: History) {
  Recorder.current?.show(history.outputs)
}
