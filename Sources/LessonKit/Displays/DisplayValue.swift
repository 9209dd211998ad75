import LessonModel
import Neural

/// A value that knows what it shows under a cell.
public protocol DisplayValue {
  /// Tables, charts or pictures, in order.
  var outputs: [Output] { get }
}

extension Summary: DisplayValue {
  /// The layers as a table, with the number of parameters of each.
  public var outputs: [Output] {
    let rows = rows.map { layer in
      let shape = layer.outputShape.map(String.init).joined(separator: ", ")
      return Table.Row([
        .text("\(layer.name) (\(layer.typeName))"), .text("[n, \(shape)]"),
        .number(Double(layer.parameterCount)),
      ])
    }
    let total = NumberFormat.count.text(Double(parameterCount))
    return [
      .table(
        Table(
          title: "The network, layer by layer",
          summary: "\(total) numbers to learn in all",
          columns: [
            Table.Column("layer", .text), Table.Column("output shape", .code),
            Table.Column("parameters", .number(.count)),
          ],
          rows: rows + [
            Table.Row(
              [.text("total"), .empty, .number(Double(parameterCount))], highlighted: true)
          ],
          rowHeaders: true))
    ]
  }
}

extension History: DisplayValue {
  /// The curves of the loss and of each metric.
  public var outputs: [Output] {
    TrainingCurves.charts(
      epochs: epoch.map { $0 + 1 }, metrics: metrics.map { (name: $0.name, values: $0.values) }
    ).map(Output.chart)
  }
}
