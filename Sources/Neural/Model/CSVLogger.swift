/// The numbers of a training as lines of a table, in the format of Keras' `CSVLogger`, which writes
/// them to a file; here they are a text.
///
/// The columns are `epoch` and the names in alphabetical order, as the first epoch has them; `NA`
/// stands where an epoch has no number. Lines end in a carriage return and a line feed.
public final class CSVLogger: Callback {
  private let separator: String
  private let append: Bool
  private var history = History()

  /// Creates the callback.
  ///
  /// - Parameters:
  ///   - separator: What stands between two columns.
  ///   - append: Whether a second training goes on below the first.
  public init(separator: String = ",", append: Bool = false) {
    self.separator = separator
    self.append = append
  }

  /// The table so far; empty before the first epoch.
  public var text: String { history.epoch.isEmpty ? "" : history.csv(separator: separator) }

  /// Begins anew unless lines are appended.
  public func trainingBegins(_ model: Sequential, logNames: [String]) throws {
    if !append { history = History() }
  }

  /// Adds a line.
  public func epochEnds(_ epoch: Int, _ logs: inout [Log], _ model: Sequential) throws {
    history.append(epoch: epoch, logs)
  }
}
