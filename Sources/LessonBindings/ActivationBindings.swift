import LessonInterpreter
import Neural

/// The functions that a layer can apply to its sums.
enum ActivationBindings {
  static let types: [TypeBinding] = [
    TypeBinding(
      Activation.self, conformsTo: "Equatable", doc: "The function a layer applies to its sums."
    ) {
      Binding(
        "static let linear: Activation", doc: "The sum itself.", example: "print(Activation.linear)"
      ) { Activation.linear }
      Binding(
        "static let relu: Activation", doc: "max(0, z): negative sums become 0.",
        example: "print(Activation.relu)"
      ) { Activation.relu }
      Binding(
        "static let sigmoid: Activation", doc: "1 / (1 + exp(-z)): between 0 and 1.",
        example: "print(Activation.sigmoid)"
      ) { Activation.sigmoid }
      Binding(
        "static let tanh: Activation", doc: "Between -1 and 1.", example: "print(Activation.tanh)"
      ) { Activation.tanh }
      Binding(
        "static let softmax: Activation", doc: "Probabilities: positive, with the sum 1.",
        example: "print(Activation.softmax)"
      ) { Activation.softmax }
      Binding(
        "static let leakyRelu: Activation", doc: "z above 0, else 0.2 z.",
        example: "print(Activation.leakyRelu)"
      ) { Activation.leakyRelu }
      Binding(
        "static let relu6: Activation", doc: "max(0, z), and 6 at most.",
        example: "print(Activation.relu6)"
      ) { Activation.relu6 }
      Binding(
        "static let elu: Activation", doc: "z above 0, else exp(z) - 1.",
        example: "print(Activation.elu)"
      ) { Activation.elu }
      Binding(
        "static let selu: Activation", doc: "1.05 z above 0, else 1.76 (exp(z) - 1).",
        example: "print(Activation.selu)"
      ) { Activation.selu }
      Binding(
        "static let softplus: Activation", doc: "log(1 + exp(z)).",
        example: "print(Activation.softplus)"
      ) { Activation.softplus }
      Binding(
        "static let softsign: Activation", doc: "z / (1 + |z|).",
        example: "print(Activation.softsign)"
      ) { Activation.softsign }
      Binding(
        "static let silu: Activation", doc: "z / (1 + exp(-z)).", example: "print(Activation.silu)"
      ) { Activation.silu }
      Binding(
        "static let swish: Activation", doc: "`silu`.", example: "print(Activation.swish)"
      ) { Activation.swish }
      Binding(
        "static let exponential: Activation", doc: "exp(z).",
        example: "print(Activation.exponential)"
      ) { Activation.exponential }
      Binding(
        "static let gelu: Activation",
        doc: "z times the probability that a normally distributed number is below z.",
        example: "print(Activation.gelu)"
      ) { Activation.gelu }
      Binding(
        "static let hardSigmoid: Activation", doc: "(z + 3) / 6, between 0 and 1.",
        example: "print(Activation.hardSigmoid)"
      ) { Activation.hardSigmoid }
    }
  ]
}
