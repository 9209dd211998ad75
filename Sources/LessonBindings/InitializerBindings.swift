import LessonInterpreter
import Neural

/// How a cell can say that first weights are drawn.
enum InitializerBindings {
  static let types: [TypeBinding] = [
    TypeBinding(Initializer.self, doc: "How the first weights of a layer are drawn.") {
      Binding(
        "static let glorotUniform: Initializer", doc: "Evenly, within sqrt(6 / (in + out))."
      ) { Initializer.glorotUniform }
      Binding("static let heNormal: Initializer", doc: "A cut-off normal distribution, for ReLU.") {
        Initializer.heNormal
      }
      Binding("static let heUniform: Initializer", doc: "Evenly, within sqrt(6 / in).") {
        Initializer.heUniform
      }
      Binding(
        "static let glorotNormal: Initializer",
        doc: "A cut-off normal distribution as wide as `glorotUniform`."
      ) { Initializer.glorotNormal }
      Binding("static let lecunUniform: Initializer", doc: "Evenly, within sqrt(3 / in).") {
        Initializer.lecunUniform
      }
      Binding(
        "static let lecunNormal: Initializer",
        doc: "A cut-off normal distribution as wide as `lecunUniform`."
      ) { Initializer.lecunNormal }
      Binding(
        "static let randomNormal: Initializer",
        doc: "A normal distribution with standard deviation 0.05."
      ) { Initializer.randomNormal }
      Binding("static let randomUniform: Initializer", doc: "Evenly, from -0.05 to 0.05.") {
        Initializer.randomUniform
      }
      seeded("glorotUniform") { Initializer.glorotUniform(seed: $0) }
      seeded("glorotNormal") { Initializer.glorotNormal(seed: $0) }
      seeded("heUniform") { Initializer.heUniform(seed: $0) }
      seeded("heNormal") { Initializer.heNormal(seed: $0) }
      seeded("lecunUniform") { Initializer.lecunUniform(seed: $0) }
      seeded("lecunNormal") { Initializer.lecunNormal(seed: $0) }
      Binding(
        """
        static func randomNormal(mean: Double = 0, standardDeviation: Double = 0.05, \
        seed: Int? = nil) throws -> Initializer
        """, doc: "A normal distribution."
      ) { (mean: Double, deviation: Double, seed: Int?) in
        try Initializer.randomNormal(mean: mean, standardDeviation: deviation, seed: seed)
      }
      Binding(
        """
        static func randomUniform(low: Double = -0.05, high: Double = 0.05, seed: Int? = nil) \
        -> Initializer
        """, doc: "Evenly from `low` to `high`."
      ) { (low: Double, high: Double, seed: Int?) in
        try Initializer.randomUniform(low: low, high: high, seed: seed)
      }
      Binding("static let zeros: Initializer", doc: "All 0.") { Initializer.zeros }
      Binding("static let ones: Initializer", doc: "All 1.") { Initializer.ones }
      Binding("static func constant(_ value: Double) throws -> Initializer", doc: "All the same.") {
        (value: Double) in try Initializer.constant(value)
      }
    }
  ]

  /// An initializer with a seed of its own.
  private static func seeded(
    _ name: String, _ make: @escaping @Sendable (Int?) -> Initializer
  ) -> Binding {
    Binding(
      "static func \(name)(seed: Int?) -> Initializer", doc: "The same from a seed of its own.",
      example: """
        let layer = Dense(1, kernelInitializer: .\(name)(seed: 1), inputShape: [2])
        print(Sequential([layer]).weights[0].shape)
        """
    ) { (seed: Int?) in make(seed) }
  }
}
