import Neural

/// Points in the plane that a straight line cannot tell apart, or just can: made by the lesson's own
/// generator, so the same points come with the same seed. In the manner of scikit-learn's `make_moons` and
/// TensorFlow Playground's spiral.
public enum Toy {
  /// Two half circles that reach into one another.
  ///
  /// - Parameters:
  ///   - count: Points in all, half of them (one more if odd) of class 0.
  ///   - noise: Standard deviation of what is added to both coordinates.
  ///   - seed: A seed of its own instead of the lesson's.
  /// - Returns: Points `[count, 2]` and labels `[count]`, mixed.
  /// - Throws: for a negative or huge count, and for noise that is negative or no number.
  public static func moons(
    count: Int = 200, noise: Double = 0.1, seed: Int? = nil
  ) throws -> (Tensor, Tensor) {
    let sizes = try halves(count, "moons")
    let upper = try Tensor.linspace(0, .pi, count: sizes.0)
    let lower = try Tensor.linspace(0, .pi, count: sizes.1)
    return try mixed(
      [
        (try upper.cos(), try upper.sin()),
        (try 1 - lower.cos(), try 0.5 - lower.sin()),
      ], noise: noise, seed: seed, in: "moons")
  }

  /// A circle around a smaller one.
  ///
  /// - Parameters:
  ///   - count: Points in all, half of them (one more if odd) on the outer circle, class 0.
  ///   - noise: Standard deviation of what is added to both coordinates.
  ///   - factor: The inner radius; the outer one is 1.
  ///   - seed: A seed of its own instead of the lesson's.
  /// - Returns: Points `[count, 2]` and labels `[count]`, mixed.
  /// - Throws: for a negative or huge count, and for noise that is negative or no number.
  public static func circles(
    count: Int = 200, noise: Double = 0.05, factor: Double = 0.5, seed: Int? = nil
  ) throws -> (Tensor, Tensor) {
    let sizes = try halves(count, "circles")
    func angles(_ count: Int) throws -> Tensor {
      try Tensor.arange(count).asType(.float32) * (2 * Double.pi / Double(max(1, count)))
    }
    let outer = try angles(sizes.0)
    let inner = try angles(sizes.1)
    return try mixed(
      [
        (try outer.cos(), try outer.sin()),
        (try inner.cos() * factor, try inner.sin() * factor),
      ], noise: noise, seed: seed, in: "circles")
  }

  /// Two arms that wind around one another.
  ///
  /// - Parameters:
  ///   - count: Points in all, half of them (one more if odd) of class 0.
  ///   - turns: How often an arm goes around.
  ///   - noise: Standard deviation of what is added to both coordinates; the arms end at radius 1.
  ///   - seed: A seed of its own instead of the lesson's.
  /// - Returns: Points `[count, 2]` and labels `[count]`, mixed.
  /// - Throws: for a negative or huge count, and for noise that is negative or no number.
  public static func spirals(
    count: Int = 200, turns: Double = 1.5, noise: Double = 0.02, seed: Int? = nil
  ) throws -> (Tensor, Tensor) {
    let sizes = try halves(count, "spirals")
    func arm(_ count: Int, _ start: Double) throws -> (Tensor, Tensor) {
      let radius = try Tensor.linspace(0, 1, count: count)
      let angle = try radius * (2 * Double.pi * turns) + start
      return (try radius * angle.sin(), try radius * angle.cos())
    }
    return try mixed(
      [try arm(sizes.0, 0), try arm(sizes.1, .pi)], noise: noise, seed: seed, in: "spirals")
  }

  /// Clouds of points, one for each class, around centres on a circle of radius 1.
  ///
  /// - Parameters:
  ///   - count: Points in all, shared out evenly.
  ///   - classes: How many clouds.
  ///   - spread: Standard deviation of a cloud in both directions.
  ///   - seed: A seed of its own instead of the lesson's.
  /// - Returns: Points `[count, 2]` and labels `[count]`, mixed.
  /// - Throws: for a negative or huge count, fewer than one class, and a spread that is negative or no number.
  public static func blobs(
    count: Int = 200, classes: Int = 3, spread: Double = 0.2, seed: Int? = nil
  ) throws -> (Tensor, Tensor) {
    guard (1...1000).contains(classes) else {
      throw NeuralError(
        .argument, "blobs: the number of classes makes no sense", expected: "1 to 1000",
        got: "\(classes)")
    }
    _ = try halves(count, "blobs")
    let parts = try (0..<classes).map { index -> (Tensor, Tensor) in
      let size = count / classes + (index < count % classes ? 1 : 0)
      let angle = try Tensor.full([size], 2 * Double.pi * Double(index) / Double(classes))
      return (try angle.sin(), try angle.cos())
    }
    return try mixed(parts, noise: spread, seed: seed, in: "blobs")
  }

  private static func halves(_ count: Int, _ operation: String) throws -> (Int, Int) {
    guard (0...10_000_000).contains(count) else {
      throw NeuralError(
        .argument, "\(operation): the number of points makes no sense",
        expected: "0 to 10000000", got: "\(count)")
    }
    return (count - count / 2, count / 2)
  }

  /// The points of all classes with noise, in random order, each with the number of its class.
  private static func mixed(
    _ classes: [(x: Tensor, y: Tensor)], noise: Double, seed: Int?, in operation: String
  ) throws -> (Tensor, Tensor) {
    guard noise >= 0, noise.isFinite else {
      throw NeuralError(
        .argument, "\(operation): the noise makes no sense", expected: "0 or more", got: "\(noise)")
    }
    let labels = classes.enumerated().flatMap { index, points in
      [Int](repeating: index, count: points.x.count)
    }
    var points = try Tensor.stack(
      [
        try Tensor.concatenate(classes.map(\.x)), try Tensor.concatenate(classes.map(\.y)),
      ], axis: 1)
    if noise > 0 {
      points =
        try points
        + Tensor.randomNormal([labels.count, 2], standardDeviation: noise, seed: seed)
    }
    let order = try Tensor.permutation(labels.count, seed: seed)
    return (try points.take(order), try Tensor(labels).take(order))
  }
}
