import LessonData
import Neural

// The small tables that come with the program, one type each, all of the same form.

/// Cells of tumours under the microscope: 569 patients, 30 measures of the nuclei of their cells, and
/// whether the tumour was malignant (1) or benign (0). 357 were benign, 212 malignant.
public enum BreastCancer {
  /// The measures `[569, 30]` and the labels `[569]`.
  ///
  /// - Throws: when the table is missing beside the program or damaged.
  public static func loadData() throws -> (Tensor, Tensor) { try DataAccess.load(.breastCancer) }

  /// What each of the 30 columns measures.
  public static var featureNames: [String] { NamedTable.breastCancer.featureNames }

  /// What label 0 and 1 stand for.
  public static var classNames: [String] { NamedTable.breastCancer.classNames }
}

/// Flowers: 150 irises of three species, 4 measures of their leaves in centimetres.
public enum Iris {
  /// The measures `[150, 4]` and the labels `[150]`.
  ///
  /// - Throws: when the table is missing beside the program or damaged.
  public static func loadData() throws -> (Tensor, Tensor) { try DataAccess.load(.iris) }

  /// What each of the 4 columns measures.
  public static var featureNames: [String] { NamedTable.iris.featureNames }

  /// What label 0, 1 and 2 stand for.
  public static var classNames: [String] { NamedTable.iris.classNames }
}

/// Wines: 178 bottles from three cultivars of one region in Italy, 13 chemical measures.
public enum Wine {
  /// The measures `[178, 13]` and the labels `[178]`.
  ///
  /// - Throws: when the table is missing beside the program or damaged.
  public static func loadData() throws -> (Tensor, Tensor) { try DataAccess.load(.wine) }

  /// What each of the 13 columns measures.
  public static var featureNames: [String] { NamedTable.wine.featureNames }

  /// What label 0, 1 and 2 stand for.
  public static var classNames: [String] { NamedTable.wine.classNames }
}

/// Small handwritten digits: 1,797 pictures of 8 × 8 pixels from 0, white, to 16, black.
public enum Digits {
  /// The pictures `[1797, 8, 8]` and the labels `[1797]`.
  ///
  /// - Throws: when the table is missing beside the program or damaged.
  public static func loadData() throws -> (Tensor, Tensor) {
    let (pixels, labels) = try DataAccess.load(.digits)
    return (try pixels.reshape([labels.count, 8, 8]), labels)
  }
}

/// Diabetes: 442 patients, 10 measures, and how far the disease had gone a year later (25 to 346).
public enum Diabetes {
  /// The measures `[442, 10]`, as they were taken, and the progression `[442]`.
  ///
  /// - Throws: when the table is missing beside the program or damaged.
  public static func loadData() throws -> (Tensor, Tensor) { try DataAccess.load(.diabetes) }

  /// What each of the 10 columns measures.
  public static var featureNames: [String] { NamedTable.diabetes.featureNames }
}
