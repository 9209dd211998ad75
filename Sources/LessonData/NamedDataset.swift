/// A data set lessons may ask for by name: its files, what they must be, and where they can be had.
public struct NamedDataset: Sendable {
  /// `MNIST`.
  public let name: String
  /// The name of its folder in `$LESSON_DATA` and in the cache: `mnist`.
  public let folder: String
  /// What label 0, 1, ... stands for.
  public let classNames: [String]
  /// Who made it and under which licence it may be used.
  public let licence: String
  /// The height and width of a picture in pixels.
  let rows: Int, columns: Int
  /// The files of the whole set: training images, training labels, test images, test labels.
  let files: [File]
  /// Where a package of the system puts the whole set, if one has it.
  let systemFolder: DataFolder?
  /// How to get that package.
  let systemHint: String?
  /// Where `<mirror><file name>.gz` can be downloaded.
  let mirrors: [String]
  /// The part of it that comes with this program.
  let sample: Sample?

  /// A file that the set consists of.
  struct File: Sendable {
    let role: Role
    /// The name without `.gz`.
    let name: String
    /// How many examples it must hold.
    let count: Int
    /// What the SHA-256 of its decompressed bytes must be.
    let sha256: String
  }

  /// What a file holds.
  enum Role: String, Sendable {
    case trainingImages = "training images"
    case trainingLabels = "training labels"
    case testImages = "test images"
    case testLabels = "test labels"

    /// Of an element of the file in an IDX header: pictures have three dimensions, labels one.
    var rank: Int {
      switch self {
      case .trainingImages, .testImages: 3
      case .trainingLabels, .testLabels: 1
      }
    }
  }

  /// The bundled part of a set.
  struct Sample: Sendable {
    /// The name of its folder among this program's resources.
    let folder: String
    let files: [File]
  }

  /// The dimensions the file's header must have.
  func dimensions(of file: File) -> [Int] {
    file.role.rank == 3 ? [file.count, rows, columns] : [file.count]
  }

  private static func files(
    training: Int, test: Int,
    sha256: (images: String, labels: String, testImages: String, testLabels: String)
  ) -> [File] {
    [
      File(
        role: .trainingImages, name: "train-images-idx3-ubyte", count: training,
        sha256: sha256.images),
      File(
        role: .trainingLabels, name: "train-labels-idx1-ubyte", count: training,
        sha256: sha256.labels),
      File(
        role: .testImages, name: "t10k-images-idx3-ubyte", count: test, sha256: sha256.testImages),
      File(
        role: .testLabels, name: "t10k-labels-idx1-ubyte", count: test, sha256: sha256.testLabels),
    ]
  }

  /// Handwritten digits: 60,000 to learn from and 10,000 to be tested with, 28 × 28 pixels.
  public static let mnist = NamedDataset(
    name: "MNIST", folder: "mnist", classNames: (0...9).map(String.init),
    licence: "Yann LeCun and Corinna Cortes, CC BY-SA 3.0", rows: 28, columns: 28,
    files: files(
      training: 60_000, test: 10_000,
      sha256: (
        images: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        labels: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        testImages: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        testLabels: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"
      )),
    systemFolder: nil, systemHint: nil,
    mirrors: [
      "https://storage.googleapis.com/cvdf-datasets/mnist/",
      "https://ossci-datasets.s3.amazonaws.com/mnist/",
    ],
    sample: Sample(
      folder: "mnist-sample",
      files: files(
        training: 4_000, test: 1_000,
        sha256: (
          images: "6a9849dc1c1bdbd06f20b2ebe8fc5ee56eaaaf1d0671f64a3260b879f8ee1da3",
          labels: "158a462f5b7850eb87f30c4346937b5ee162f3e085a818bf5f3c379b49be6beb",
          testImages: "a1575faf2aecd9f93d8c6014d09a07906890c06b212309f75d90d13721dedf51",
          testLabels: "df9d3f1f8034c5dad7ce55eeeb468e6d644c5c31202c9a723e6c9603943c7d10"
        ))))

  /// Pictures of clothes: 60,000 to learn from and 10,000 to be tested with, 28 × 28 pixels.
  public static let fashionMNIST = NamedDataset(
    name: "Fashion-MNIST", folder: "fashion-mnist",
    classNames: [
      "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
      "Ankle boot",
    ],
    licence: "Zalando SE, MIT", rows: 28, columns: 28,
    // The hashes are those of the files in Debian's package dataset-fashion-mnist.
    files: files(
      training: 60_000, test: 10_000,
      sha256: (
        images: "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
        labels: "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
        testImages: "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
        testLabels: "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"
      )),
    systemFolder: DataFolder(
      path: "/usr/share/datasets/fashion-mnist", name: "/usr/share/datasets/fashion-mnist"),
    systemHint: "install Debian's package dataset-fashion-mnist",
    mirrors: [
      "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
      "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
    ],
    sample: nil)
}
