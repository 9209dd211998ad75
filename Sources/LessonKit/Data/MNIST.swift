import LessonData
import Neural

/// Handwritten digits, 28 × 28 pixels: 60,000 to learn from and 10,000 to validate with.
public enum MNIST {
  /// The pictures and labels, as bytes: `((training images [60000, 28, 28], labels [60000]),
  /// (validation images [10000, 28, 28], labels [10000]))`.
  ///
  /// Without the full set and without a network, a sample of 4,000 and 1,000 pictures that comes
  /// with the program.
  ///
  /// - Throws: when data is damaged, or missing and the sample is refused.
  public static func loadData() throws -> ((Tensor, Tensor), (Tensor, Tensor)) {
    try DataAccess.load(.mnist)
  }
}

/// Pictures of clothes, 28 × 28 pixels: 60,000 to learn from and 10,000 to validate with.
public enum FashionMNIST {
  /// The pictures and labels, as bytes, in the order and shapes of ``MNIST/loadData()``.
  ///
  /// - Throws: when data is damaged or missing.
  public static func loadData() throws -> ((Tensor, Tensor), (Tensor, Tensor)) {
    try DataAccess.load(.fashionMNIST)
  }

  /// What label 0, 1, ... stands for.
  public static var classNames: [String] { NamedDataset.fashionMNIST.classNames }
}
