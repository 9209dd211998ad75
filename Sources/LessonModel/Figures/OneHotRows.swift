/// What each label means to a network with one output for each class: a row of zeros with a single
/// one, at the label's own place.
public struct OneHotRows: Hashable, Codable, Sendable {
  /// The heading over the figure.
  public var title: String
  /// What it shows, in a sentence or two: its text alternative.
  public var summary: String
  /// The names of the classes, in the order of the outputs.
  public var classes: [String]
  /// The first labels of the data, as numbers of classes.
  public var labels: [Int]

  /// The rows of some classes, and labels to begin with.
  public init(title: String, summary: String, classes: [String], labels: [Int]) {
    self.title = title
    self.summary = summary
    self.classes = classes
    self.labels = labels
  }
}
