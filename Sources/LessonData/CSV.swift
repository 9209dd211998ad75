import SwiftCSV

/// A table of comma-separated values: a header, and rows that each have as many fields.
///
/// The fields are taken apart by SwiftCSV (RFC 4180: quotes, doubled quotes, line ends within quotes); what
/// it lets pass and no table should be is refused here.
public struct CSV: Hashable, Sendable {
  /// The names of the columns, each of them once.
  public let header: [String]
  /// The fields, row by row.
  public let rows: [[String]]

  /// The most columns a table may have.
  static let mostColumns = 100_000

  /// The table in a text.
  ///
  /// A row with too few fields ends in empty ones: SwiftCSV fills it up.
  ///
  /// - Throws: ``DataError`` when there is no header, a name stands twice, a row has too many fields, or a
  ///   quotation is not closed as it should be.
  public init(text: String) throws(DataError) {
    let table: EnumeratedCSV
    do {
      table = try EnumeratedCSV(string: text, delimiter: .comma, loadColumns: false)
    } catch {
      throw DataError(
        .corrupt, "has a quotation that goes on after its closing quote",
        hint: "write a quote within quotes twice")
    }
    let header = table.header
    guard !header.isEmpty, header.count <= Self.mostColumns else {
      throw DataError(
        .corrupt,
        header.isEmpty
          ? "is empty: expected a first row with the names of the columns"
          : "has \(grouped(header.count)) columns: expected at most \(grouped(Self.mostColumns))")
    }
    var names = Set<String>()
    for name in header where !names.insert(name).inserted {
      throw DataError(.corrupt, "has two columns '\(name)': expected each name once")
    }
    for (index, row) in table.rows.enumerated() where row.count != header.count {
      throw DataError(
        .corrupt,
        "row \(grouped(index + 1)) below the header has \(counted(row.count, "field")): expected "
          + grouped(header.count))
    }
    self.header = header
    rows = table.rows
  }

  /// All fields as numbers, row by row.
  ///
  /// - Throws: ``DataError`` naming the first field that is none.
  public func numbers() throws(DataError) -> [Double] {
    var numbers: [Double] = []
    numbers.reserveCapacity(rows.count * header.count)
    for (index, row) in rows.enumerated() {
      for (name, field) in zip(header, row) {
        guard let number = Double(field) else {
          throw DataError(
            .corrupt,
            "row \(grouped(index + 1)) below the header, column '\(name)': expected a number, got "
              + (field.isEmpty ? "nothing" : "'\(field.prefix(40))'"))
        }
        numbers.append(number)
      }
    }
    return numbers
  }
}
