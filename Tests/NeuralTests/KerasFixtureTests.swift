import Neural
import Synchronization
import Testing

/// What the fixtures use and the engine does not have yet, by Keras' names.
///
/// To add a feature: build it in `KerasFixture`, where it now throws `NotYetSupported`, and delete
/// its name here. The fixtures that use it then run.
private let notYetSupported: Set<String> = []

/// Our engine beside Keras: the same first weights, data and order must give the same numbers.
@Suite struct KerasFixtureTests {
  /// The largest difference over the largest magnitude that counts as the same, after 100 steps.
  private static let tolerance = 1e-5

  private static let supported = KerasFixture.all.filter {
    $0.uses.isDisjoint(with: notYetSupported)
  }

  @Test func everyFixtureIsRead() throws {
    #expect(try KerasFixture.load().count > 90)
  }

  /// Where Keras' own backends differ by more than this, a tolerance of 1e-5 would mean little.
  @Test(arguments: KerasFixture.all)
  func backendsOfKerasAgree(_ fixture: KerasFixture) {
    #expect(fixture.disagreement.values.allSatisfy { $0 <= Self.tolerance / 2 })
  }

  /// The list neither hides what would run nor leaves out what would not.
  @Test func listOfWhatIsMissingIsExact() {
    for fixture in KerasFixture.all {
      let (missing, listed) = (fixture.missing(), fixture.uses.intersection(notYetSupported))
      #expect(missing.isSubset(of: listed), "\(fixture.name)")
      #expect(missing.isEmpty == listed.isEmpty, "\(fixture.name)")
    }
    let used = KerasFixture.all.reduce(into: Set()) { $0.formUnion($1.uses) }
    #expect(notYetSupported.subtracting(used).isEmpty)
  }

  @Test(arguments: supported)
  func trainsAsKerasDoes(_ fixture: KerasFixture) throws {
    let model = try fixture.makeModel()
    try model.compile(
      optimizer: fixture.makeOptimizer(), loss: fixture.makeLoss(), metrics: fixture.makeMetrics())
    let (x, y) = (try fixture.x.tensor(), try fixture.y.tensor())

    let steps = StepLosses()
    let history = try Observation.$observer.withValue(steps) {
      try fixture.fit(model, x, y, epochs: fixture.epochs)
    }
    let losses = steps.values(in: fixture)
    #expect(losses.count == fixture.losses.count)
    #expect(relativeDifference(losses, fixture.losses) <= Self.tolerance)
    #expect(
      relativeDifference(try history["loss"], fixture.epochLosses) <= Self.tolerance)

    let weights = model.layers.flatMap(\.weights).map(\.scalars)
    #expect(weights.count == fixture.finalWeights.count)
    for (ours, keras) in zip(weights, fixture.finalWeights) {
      #expect(difference(ours, keras) <= Self.tolerance)
    }
    #expect(difference(try model.predict(x).scalars, fixture.predictions) <= Self.tolerance)

    let evaluation = try model.evaluate(x, y, batchSize: fixture.batchSize)
    for (name, value) in fixture.evaluation {
      #expect(difference([try evaluation[name]], [value]) <= Self.tolerance, "\(name)")
    }
  }

  /// One step of SGD with learning rate 1 is the gradient itself.
  @Test(arguments: supported.filter { $0.gradients != nil })
  func firstGradientsAreKeras(_ fixture: KerasFixture) throws {
    let model = try fixture.makeModel()
    let before = model.layers.flatMap(\.weights).map(\.scalars)
    try model.compile(optimizer: .sgd(learningRate: 1), loss: fixture.makeLoss())
    let batch = 0..<fixture.batchSize
    try fixture.fit(model, fixture.x.tensor()[batch], fixture.y.tensor()[batch], epochs: 1)
    let after = model.layers.flatMap(\.weights).map(\.scalars)

    let gradients = try #require(fixture.gradients)
    #expect(gradients.count == before.count)
    for (i, keras) in gradients.enumerated() {
      guard let keras else { continue }
      let ours = zip(before[i], after[i]).map { $0 - $1 }
      // A new weight is rounded to 24 bits, and its rounding appears in the difference.
      let rounding = largest(after[i]) * 0x1p-24
      #expect(
        largest(zip(ours, keras).map { $0 - $1 }) <= Self.tolerance * largest(keras) + rounding)
    }
  }
}

/// The running means that `fit` tells, from which the loss of each step follows.
private final class StepLosses: TrainingObserver {
  private let means = Mutex<[Double]>([])

  func fitAdvances(_ progress: TrainingProgress) throws { append(progress) }

  func epochEnds(_ progress: TrainingProgress) throws { append(progress) }

  private func append(_ progress: TrainingProgress) {
    means.withLock { $0.append(progress.logs[0].value) }
  }

  func values(in fixture: KerasFixture) -> [Double] {
    let seen = fixture.examplesSeen
    return means.withLock { means in
      means.enumerated().map { i, mean in
        let step = i % seen.count
        if step == 0 { return mean }
        let before = means[i - 1] * Double(seen[step - 1])
        return (mean * Double(seen[step]) - before) / Double(seen[step] - seen[step - 1])
      }
    }
  }
}

extension KerasFixture {
  /// How many examples of an epoch are seen after each of its steps.
  fileprivate var examplesSeen: [Int] {
    let count = x.shape[0]
    return stride(from: 0, to: count, by: batchSize).map { min($0 + batchSize, count) }
  }

  /// The means of Keras' losses over the examples of each epoch.
  fileprivate var epochLosses: [Double] {
    let seen = examplesSeen
    return stride(from: 0, to: losses.count, by: seen.count).map { start in
      var sum = 0.0
      for (step, end) in seen.enumerated() {
        sum += losses[start + step] * Double(end - (step == 0 ? 0 : seen[step - 1]))
      }
      return sum / Double(x.shape[0])
    }
  }
}

/// The largest magnitude; infinite if there is a NaN, which must not pass for small.
private func largest(_ values: [Double]) -> Double {
  values.reduce(0) { $1.isNaN ? .infinity : max($0, $1.magnitude) }
}

/// The largest difference over the largest magnitude; infinite for different lengths.
private func difference(_ ours: [Double], _ keras: [Double]) -> Double {
  guard ours.count == keras.count else { return .infinity }
  let distance = largest(zip(ours, keras).map { $0 - $1 })
  return distance == 0 ? 0 : distance / largest(keras)
}

/// The largest of the differences, each over its own magnitude; infinite for different lengths.
private func relativeDifference(_ ours: [Double], _ keras: [Double]) -> Double {
  guard ours.count == keras.count else { return .infinity }
  return largest(zip(ours, keras).map { ($0 - $1) / $1 })
}
