import LessonModel
import Neural

/// What a lesson did earlier, so that a later figure can use it.
struct LessonMemory: Sendable {
  /// What the labels of the last data set stand for.
  var classNames: [String] = []
  /// What the network was trained on last.
  var trained: Tensor?
  /// What it was evaluated on last, with the targets.
  var evaluated: (x: Tensor, y: Tensor)?
}

/// Keeps what the engine is asked for an explanation out of the lesson's own account: it draws no
/// number of the lesson's random stream and is charged to no budget. Its work is bounded by the
/// figures themselves.
enum Aside {
  static func run<Result>(_ body: () throws -> Result) rethrows -> Result {
    try Observation.$observer.withValue(nil) {
      try RandomSource.$current.withValue(RandomSource(seed: 0)) { try body() }
    }
  }
}

/// Watches the weights while a model learns: the first layer's as pictures after some epochs, and
/// those of a single neuron after each.
public final class WeightWatch: Callback {
  /// Pictures of the first layer.
  private(set) var snapshots: [WeightImages.Snapshot] = []
  /// Weight and bias of a single neuron, the start first.
  private(set) var places: [(Double, Double)] = []
  private let isWanted: Bool
  private var epochs = 0

  /// A watch that looks only if somebody wants to see.
  init(isWanted: Bool) { self.isWanted = isWanted }

  /// Looks before the first step.
  public func trainingBegins(_ model: Sequential, logNames: [String]) { look(model, epoch: 0) }

  /// Looks after an epoch.
  public func epochEnds(_ epoch: Int, _ logs: inout [Log], _ model: Sequential) {
    epochs = epoch + 1
    look(model, epoch: epochs)
  }

  /// Looks at the trained weights.
  public func trainingEnds(_ model: Sequential) {
    guard isWanted, let last = snapshots.last, last.epoch != epochs else { return }
    snapshots += [InsideFigures.snapshot(model, epoch: epochs)].compactMap { $0 }
  }

  private func look(_ model: Sequential, epoch: Int) {
    guard isWanted else { return }
    if [0, 1, 2, 5, 10, 20, 50, 100].contains(epoch),
      let snapshot = InsideFigures.snapshot(model, epoch: epoch)
    {
      snapshots.append(snapshot)
    }
    if model.layers.count == 1, model.inputShape == [1], places.count <= 1000,
      let dense = model.layers.first as? Dense, dense.units == 1, dense.activation == .linear
    {
      let weights = dense.weights
      places.append((weights[0].scalars.first ?? 0, weights.count > 1 ? weights[1].scalars.first ?? 0 : 0))
    }
  }
}
