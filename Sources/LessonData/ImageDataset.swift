/// Labelled grey pictures for training and for testing, as they lie in the files: one byte a pixel,
/// 0 black and 255 white, one byte a label.
public struct ImageDataset: Hashable, Sendable {
  /// `MNIST`.
  public var name: String
  /// Whether this is the whole set or the bundled sample of it.
  public var origin: Origin
  /// Who made it and under which licence it may be used.
  public var licence: String
  /// What label 0, 1, ... stands for.
  public var classNames: [String]
  /// The pictures to learn from.
  public var training: Part
  /// The pictures to be tested with.
  public var test: Part
  /// What the files were: training images, training labels, test images, test labels.
  public var files: [File]

  /// The height of a picture in pixels.
  public var rows: Int { training.images.rows }
  /// The width of a picture in pixels.
  public var columns: Int { training.images.columns }

  /// Where the pictures come from.
  public enum Origin: String, Sendable {
    /// The set as its authors published it.
    case full
    /// The part of it that comes with this program.
    case sample
  }

  /// Pictures and the label of each.
  public struct Part: Hashable, Sendable {
    /// `count` × `rows` × `columns` pixels.
    public let images: IDX.Images
    /// `count` labels, each below the number of classes.
    public let labels: [UInt8]
    /// How many pictures there are.
    public var count: Int { labels.count }

    /// Pictures with their labels.
    ///
    /// - Throws: ``DataError`` unless there are as many labels as pictures, and every label names one
    ///   of the classes.
    public init(images: IDX.Images, labels: [UInt8], classes: Int) throws(DataError) {
      guard labels.count == images.count else {
        throw .labelCount(expected: images.count, got: labels.count)
      }
      if let index = labels.firstIndex(where: { $0 >= classes }) {
        throw .label(labels[index], at: index, classes: classes)
      }
      self.images = images
      self.labels = labels
    }
  }

  /// A file as it was read.
  public struct File: Hashable, Sendable {
    /// What it holds: `training images`.
    public var role: String
    /// SHA-256 of the decompressed bytes, in hexadecimal.
    public var sha256: String
    /// Examples in it.
    public var count: Int
  }
}

extension DataError {
  static func labelCount(expected: Int, got: Int) -> DataError {
    DataError(
      .mismatch,
      "the labels do not fit the pictures: expected \(counted(expected, "label")), got \(grouped(got))"
    )
  }

  static func label(_ label: UInt8, at index: Int, classes: Int) -> DataError {
    DataError(
      .mismatch,
      "label \(grouped(index)) names no class: expected 0 to \(classes - 1), got \(label)")
  }
}
