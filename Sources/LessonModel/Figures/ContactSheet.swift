/// Many small pictures of a data set side by side, and the numbers that one of them is.
public struct ContactSheet: Hashable, Codable, Sendable {
  /// The heading over the figure.
  public var title: String
  /// What it shows, in a sentence or two: its text alternative.
  public var summary: String
  /// The pictures in the order of the data.
  public var pictures: PictureSheet
  /// What each picture is, as the data set calls it.
  public var labels: [String]

  /// A sheet of pictures with their labels.
  public init(title: String, summary: String, pictures: PictureSheet, labels: [String]) {
    self.title = title
    self.summary = summary
    self.pictures = pictures
    self.labels = labels
  }
}
