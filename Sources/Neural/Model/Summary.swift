/// A model as a table: its layers, their output shapes and parameters.
public struct Summary: Hashable, Sendable, CustomStringConvertible {
  /// One layer.
  public struct Row: Hashable, Sendable {
    /// `dense`.
    public let name: String
    /// `Dense`.
    public let typeName: String
    /// The shape of one output, without the axis of the examples.
    public let outputShape: [Int]
    /// Weights of the layer.
    public let parameterCount: Int
    /// Those that training changes.
    public let trainableCount: Int
  }

  /// `sequential`.
  public let modelName: String
  /// The layers from input to output.
  public let rows: [Row]

  /// All weights.
  public var parameterCount: Int { rows.reduce(0) { $0 + $1.parameterCount } }
  /// Weights that training changes.
  public var trainableCount: Int { rows.reduce(0) { $0 + $1.trainableCount } }
  /// Weights that training leaves alone.
  public var nonTrainableCount: Int { parameterCount - trainableCount }

  /// The text Keras 2 prints: 65 columns.
  public var description: String {
    let rule = String(repeating: "_", count: 65)
    var lines = [
      "Model: \"\(modelName)\"", rule,
      Self.row([" Layer (type)", "Output Shape", "Param #"]), String(repeating: "=", count: 65),
    ]
    for row in rows {
      let sizes = row.outputShape.map { String($0) }.joined(separator: ", ")
      let shape = sizes.isEmpty ? "(None,)" : "(None, \(sizes))"
      lines.append(
        Self.row([" \(row.name) (\(row.typeName))", shape, String(row.parameterCount)]))
      lines.append(String(repeating: " ", count: 65))
    }
    lines += [
      String(repeating: "=", count: 65),
      "Total params: \(Self.grouped(parameterCount))",
      "Trainable params: \(Self.grouped(trainableCount))",
      "Non-trainable params: \(Self.grouped(nonTrainableCount))", rule,
    ]
    return lines.joined(separator: "\n")
  }

  /// Columns that end at 29, 55 and 65, cut to fit with a blank between.
  private static func row(_ fields: [String]) -> String {
    var line = ""
    for (field, end) in zip(fields, [29, 55, 65]) {
      line += field
      if line.count >= end { line = String(line.prefix(end - 1)) }
      line += String(repeating: " ", count: end - line.count)
    }
    return line
  }

  /// `15,910`.
  private static func grouped(_ number: Int) -> String {
    var text = ""
    let digits = Array(String(number))
    for (i, digit) in digits.enumerated() {
      if i > 0, (digits.count - i) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }
}
