import LessonInterpreter
import LessonKit
import LessonModel
import Neural

/// What a cell can show, and the data it can load.
public enum DisplayBindings {
  static let functions: [Binding] = [
    Binding(
      "func show(_ images: Tensor, labels: Tensor? = nil, title: String? = nil) throws",
      doc: "Shows pictures `[n, height, width]` under the cell, each with its label.",
      example: "show(Tensor.zeros([2, 8, 8]))"
    ) { (images: Tensor, labels: Tensor?, title: String?) in
      try show(images, labels: labels, title: title)
    },
    Binding(
      "func show(_ images: Tensor, captions: [String], title: String? = nil) throws",
      doc: "Shows pictures `[n, height, width]` under the cell, each with its caption.",
      example: "show(Tensor.zeros([1, 8, 8]), captions: [\"nothing\"])"
    ) { (images: Tensor, captions: [String], title: String?) in
      try show(images, captions: captions, title: title)
    },
    Binding(
      "func plot(_ history: History)", doc: "Shows the curves of a training under the cell.",
      example: """
        let model = Sequential([Dense(1, inputShape: [1])])
        model.compile(loss: .mse)
        plot(model.fit(Tensor([[1.0]]), Tensor([2.0])))
        """
    ) { (history: History) in plot(history) },
  ]

  static let types: [TypeBinding] = [
    TypeBinding(
      MNIST.self,
      doc: "Handwritten digits, 28 × 28 pixels: 60,000 to learn from and 10,000 to validate with."
    ) {
      Binding(
        "static func loadData() throws -> ((Tensor, Tensor), (Tensor, Tensor))",
        doc: "`((training images, labels), (validation images, labels))`, as bytes.",
        example: "let ((images, _), (_, _)) = MNIST.loadData()\nprint(images.rank)"
      ) { try pairs(MNIST.loadData()) }
    },
    TypeBinding(
      FashionMNIST.self,
      doc: "Pictures of clothes, 28 × 28 pixels: 60,000 to learn from and 10,000 to validate with."
    ) {
      Binding(
        "static func loadData() throws -> ((Tensor, Tensor), (Tensor, Tensor))",
        doc: "`((training images, labels), (validation images, labels))`, as bytes.",
        example: "let ((images, _), (_, _)) = FashionMNIST.loadData()\nprint(images.rank)"
      ) { try pairs(FashionMNIST.loadData()) }
      Binding(
        "static var classNames: [String]", doc: "What label 0, 1, ... stands for.",
        example: "print(FashionMNIST.classNames[9])"
      ) { FashionMNIST.classNames }
    },
  ]

  private static func pairs(
    _ data: ((Tensor, Tensor), (Tensor, Tensor))
  ) -> Tuple<Tuple<Tensor, Tensor>, Tuple<Tensor, Tensor>> {
    Tuple(Tuple(data.0.0, data.0.1), Tuple(data.1.0, data.1.1))
  }
}
