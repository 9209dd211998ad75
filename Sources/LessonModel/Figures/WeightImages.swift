/// The weights of the first layer as pictures, one for each neuron, as they were after some epochs.
public struct WeightImages: Hashable, Codable, Sendable {
  /// The heading over the figure.
  public var title: String
  /// What it shows, in a sentence or two: its text alternative.
  public var summary: String
  /// Weights in a row: the width of the pictures the network reads.
  public var width: Int
  /// Rows of weights.
  public var height: Int
  /// The weights after some epochs, in order; the last are those of the trained network.
  public var snapshots: [Snapshot]
  /// For each neuron the output it speaks for most, and the one it speaks against most.
  public var neurons: [Neuron]

  /// Pictures of weights.
  public init(
    title: String, summary: String, width: Int, height: Int, snapshots: [Snapshot],
    neurons: [Neuron]
  ) {
    self.title = title
    self.summary = summary
    self.width = width
    self.height = height
    self.snapshots = snapshots
    self.neurons = neurons
  }

  /// What a neuron tells the outputs.
  public struct Neuron: Hashable, Codable, Sendable {
    /// The name of the class with the largest weight.
    public var speaksFor: String
    /// That weight.
    public var largest: Number
    /// The name of the class with the smallest weight.
    public var speaksAgainst: String
    /// That weight.
    public var smallest: Number

    /// A neuron by its strongest weights.
    public init(speaksFor: String, largest: Double, speaksAgainst: String, smallest: Double) {
      self.speaksFor = speaksFor
      self.largest = Number(largest)
      self.speaksAgainst = speaksAgainst
      self.smallest = Number(smallest)
    }
  }

  /// All weights after an epoch.
  public struct Snapshot: Hashable, Codable, Sendable {
    /// The epoch, from 1; 0 for the weights before the training.
    public var epoch: Int
    /// The weight that gets the strongest colour; the same in every picture of the snapshot.
    public var scale: Number
    /// Neuron after neuron, row after row: 8 for zero, 1 for `-scale`, 15 for `+scale`. In base64,
    /// two in a byte.
    public var levels: String

    /// A snapshot from the weights, neuron after neuron.
    public init(epoch: Int, scale: Double, weights: [Double]) {
      self.epoch = epoch
      self.scale = Number(scale)
      levels =
        weights.map { weight in
          let share = scale > 0 && weight.isFinite ? max(-1, min(1, weight / scale)) : 0
          return UInt8(8 + (share * 7).rounded())
        }.packedNibbles.base64
    }

    /// The levels, one a byte, from 1 to 15.
    public var unpacked: [UInt8] { ([UInt8](base64: levels) ?? []).unpackedNibbles }
  }
}
