import LessonInterpreter
import LessonKit
import Neural

/// The tables that come with the program, the toys made on the spot, and what divides examples in two.
enum DataBindings {
  static let functions: [Binding] = [
    Binding(
      "func trainTestSplit(_ x: Tensor, _ y: Tensor, testSize: Double = 0.25, seed: Int? = nil) throws -> ((Tensor, Tensor), (Tensor, Tensor))",
      doc: """
        Mixes the examples and puts a part aside: `((x, y) to train with, (x, y) to test with)`.
        """,
      example: """
        let (x, y) = Iris.loadData()
        let ((xTrain, _), (xTest, _)) = trainTestSplit(x, y, testSize: 0.2, seed: 1)
        print(xTrain.shape, xTest.shape)
        """
    ) { (x: Tensor, y: Tensor, testSize: Double, seed: Int?) in
      let (training, test) = try trainTestSplit(x, y, testSize: testSize, seed: seed)
      return Tuple(Tuple(training.0, training.1), Tuple(test.0, test.1))
    }
  ]

  static let types: [TypeBinding] = [
    table(
      BreastCancer.self,
      doc:
        "569 tumours, 30 measures of their cells, and whether each was malignant (1) or benign (0).",
      BreastCancer.loadData, names: BreastCancer.featureNames,
      classes: BreastCancer.classNames),
    table(
      Iris.self, doc: "150 irises of three species, 4 measures of their leaves in centimetres.",
      Iris.loadData, names: Iris.featureNames, classes: Iris.classNames),
    table(
      Wine.self, doc: "178 wines from three cultivars, 13 chemical measures.", Wine.loadData,
      names: Wine.featureNames, classes: Wine.classNames),
    table(
      Diabetes.self,
      doc: "442 patients, 10 measures, and how far the disease had gone a year later.",
      Diabetes.loadData, names: Diabetes.featureNames, classes: nil),
    table(
      Digits.self, doc: "1,797 handwritten digits of 8 × 8 pixels from 0, white, to 16, black.",
      Digits.loadData, names: nil, classes: nil),
    TypeBinding(Toy.self, doc: "Points in the plane to try networks on, made on the spot.") {
      Binding(
        "static func moons(count: Int = 200, noise: Double = 0.1, seed: Int? = nil) throws -> (Tensor, Tensor)",
        doc: "Two half circles that reach into one another: points `[count, 2]` and labels.",
        example: "let (points, labels) = Toy.moons(count: 4, noise: 0)\nprint(points, labels)"
      ) { (count: Int, noise: Double, seed: Int?) in
        pair(try Toy.moons(count: count, noise: noise, seed: seed))
      }
      Binding(
        "static func circles(count: Int = 200, noise: Double = 0.05, factor: Double = 0.5, seed: Int? = nil) throws -> (Tensor, Tensor)",
        doc: "A circle around a smaller one of radius `factor`: points `[count, 2]` and labels.",
        example: "let (points, labels) = Toy.circles(count: 4, noise: 0)\nprint(points, labels)"
      ) { (count: Int, noise: Double, factor: Double, seed: Int?) in
        pair(try Toy.circles(count: count, noise: noise, factor: factor, seed: seed))
      }
      Binding(
        "static func spirals(count: Int = 200, turns: Double = 1.5, noise: Double = 0.02, seed: Int? = nil) throws -> (Tensor, Tensor)",
        doc: "Two arms that wind around one another: points `[count, 2]` and labels.",
        example: "let (points, labels) = Toy.spirals(count: 100)\nprint(points.shape, labels.shape)"
      ) { (count: Int, turns: Double, noise: Double, seed: Int?) in
        pair(try Toy.spirals(count: count, turns: turns, noise: noise, seed: seed))
      }
      Binding(
        "static func blobs(count: Int = 200, classes: Int = 3, spread: Double = 0.2, seed: Int? = nil) throws -> (Tensor, Tensor)",
        doc: "A cloud of points for each class: points `[count, 2]` and labels.",
        example: "let (points, labels) = Toy.blobs(count: 9)\nprint(points.shape, labels.max())"
      ) { (count: Int, classes: Int, spread: Double, seed: Int?) in
        pair(try Toy.blobs(count: count, classes: classes, spread: spread, seed: seed))
      }
    },
  ]

  /// A table's type: all of them have the same members.
  private static func table<T>(
    _ type: T.Type, doc: String, _ load: @escaping @Sendable () throws -> (Tensor, Tensor),
    names: [String]?, classes: [String]?
  ) -> TypeBinding {
    let name = String(describing: T.self)
    let columns = names.map { names in
      Binding(
        "static var featureNames: [String]", doc: "What each column measures.",
        example: "print(\(name).featureNames[0])"
      ) { names }
    }
    let labels = classes.map { classes in
      Binding(
        "static var classNames: [String]", doc: "What label 0, 1, ... stands for.",
        example: "print(\(name).classNames)"
      ) { classes }
    }
    return TypeBinding(type, doc: doc) {
      Binding(
        "static func loadData() throws -> (Tensor, Tensor)",
        doc: "The examples and what is to be predicted for each.",
        example: "let (x, y) = \(name).loadData()\nprint(x.shape, y.shape)"
      ) { pair(try load()) }
      [columns, labels].compactMap { $0 }
    }
  }

  private static func pair(_ data: (Tensor, Tensor)) -> Tuple<Tensor, Tensor> {
    Tuple(data.0, data.1)
  }
}
