/// A small table lessons may ask for by name. It comes with the program, so it is always there.
public struct NamedTable: Sendable {
  /// `Wisconsin breast cancer`.
  public let name: String
  /// Who made it and under which licence it may be used.
  public let licence: String
  /// What is known of an example: the columns before the last.
  public let featureNames: [String]
  /// What target 0, 1, ... stands for; empty when the target is a quantity.
  public let classNames: [String]
  /// The file's name without `.csv`.
  let file: String
  /// How many examples it must hold.
  let count: Int
  /// What the SHA-256 of its bytes must be.
  let sha256: String

  /// Cells of tumours: 569 patients, 30 measures of the nuclei, and whether the tumour was malignant.
  public static let breastCancer = NamedTable(
    name: "Wisconsin breast cancer",
    licence: "William Wolberg, Olvi Mangasarian and Nick Street, CC BY 4.0",
    featureNames: ["mean", "error of", "worst"].flatMap { kind in
      [
        "radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity",
        "concave points", "symmetry", "fractal dimension",
      ].map { "\(kind) \($0)" }
    },
    classNames: ["benign", "malignant"], file: "breast-cancer", count: 569,
    sha256: "185ad8c3cd9f9b858664f10d2e2e471d92879354da5b612ed3a9e0f34d686612")

  /// Irises: 150 flowers of three species, 4 measures of their leaves in centimetres.
  public static let iris = NamedTable(
    name: "Iris", licence: "Ronald Fisher, CC BY 4.0",
    featureNames: ["sepal length", "sepal width", "petal length", "petal width"],
    classNames: ["setosa", "versicolor", "virginica"], file: "iris", count: 150,
    sha256: "e45b3035a7535e80906189261a7567bfa0937e3c98c52677270def2380a14f92")

  /// Wines: 178 bottles from three cultivars of one region in Italy, 13 chemical measures.
  public static let wine = NamedTable(
    name: "Wine", licence: "Stefan Aeberhard and Michele Forina, CC BY 4.0",
    featureNames: [
      "alcohol", "malic acid", "ash", "alkalinity of ash", "magnesium", "phenols", "flavonoids",
      "other phenols", "proanthocyanins", "colour intensity", "hue", "dilution", "proline",
    ],
    classNames: ["cultivar 1", "cultivar 2", "cultivar 3"], file: "wine", count: 178,
    sha256: "fc47edc6a00a7430dafe4343a37d05f9081d4bb815f56862609b888680e38e07")

  /// Small handwritten digits: 1,797 pictures of 8 × 8 pixels from 0, white, to 16, black.
  public static let digits = NamedTable(
    name: "Digits", licence: "Ethem Alpaydin and Cenk Kaynak, CC BY 4.0",
    featureNames: (0..<64).map { "row \($0 / 8) column \($0 % 8)" },
    classNames: (0...9).map(String.init), file: "digits", count: 1797,
    sha256: "da00b26c160dd5de6917a285b02884b8b06f0570d811a351efb57db35dd21105")

  /// Diabetes: 442 patients, 10 measures, and how far the disease had gone a year later.
  public static let diabetes = NamedTable(
    name: "Diabetes",
    licence:
      "Bradley Efron, Trevor Hastie, Iain Johnstone and Robert Tibshirani, as part of scikit-learn (BSD)",
    featureNames: [
      "age", "sex", "body mass index", "blood pressure", "cholesterol", "LDL", "HDL",
      "cholesterol/HDL", "log triglycerides", "blood sugar",
    ],
    classNames: [], file: "diabetes", count: 442,
    sha256: "43d9615065afdfb28d2e96dba2d5c21cc956a422ffa1c867ec5b1b4ea6e6e605")
}

/// The examples of a table: what is known of each, and what is to be predicted.
public struct TableDataset: Hashable, Sendable {
  /// The names of what is known of an example.
  public let featureNames: [String]
  /// What is known, example by example: `count` × `featureNames.count` numbers.
  public let features: [Double]
  /// What is to be predicted, one number for each example.
  public let targets: [Double]
  /// The file as it was read.
  public let file: ImageDataset.File

  /// The number of examples.
  public var count: Int { targets.count }

  /// A table whose last column is what is to be predicted.
  ///
  /// - Parameters:
  ///   - csv: The table, of numbers only.
  ///   - sha256: The digest of its bytes.
  /// - Throws: ``DataError`` when there is no column before the last, or a field is no number.
  init(_ csv: CSV, sha256: String) throws(DataError) {
    guard csv.header.count >= 2 else {
      throw DataError(.mismatch, "has one column: expected at least two, the last to be predicted")
    }
    let numbers = try csv.numbers()
    let width = csv.header.count
    featureNames = Array(csv.header.dropLast())
    features = numbers.indices.filter { $0 % width != width - 1 }.map { numbers[$0] }
    targets = stride(from: width - 1, to: numbers.count, by: width).map { numbers[$0] }
    file = ImageDataset.File(role: "table", sha256: sha256, count: csv.rows.count)
  }
}

extension DataStore {
  /// A table that comes with the program.
  ///
  /// - Throws: ``DataError`` when it is not beside the program, or not what it must be.
  public func load(_ table: NamedTable) throws(DataError) -> TableDataset {
    let name = "lesson_LessonData.resources/tables/\(table.file).csv"
    guard let folder = sampleFolders("tables").first(where: { FileKind(at: $0) == .folder }) else {
      throw DataError(
        .missing,
        "the table \(table.name) is missing: expected '\(name)' beside the program",
        hint: "build the program again with 'swift build', and keep that folder with it")
    }
    do throws(DataError) {
      let source = try FileSource(path: "\(folder)/\(table.file).csv")
      let bytes = try source.rest(atMost: 1 << 20)
      let digest = SHA256.hexadecimal(of: bytes)
      guard digest == table.sha256 else {
        throw DataError(
          .mismatch, "is another file: expected SHA-256 \(table.sha256), got \(digest)")
      }
      return try TableDataset(
        CSV(text: String(decoding: bytes, as: UTF8.self)), sha256: digest)
    } catch {
      throw error.about(name, hint: "build the program again with 'swift build'")
    }
  }
}
