/// A figure with a form of its own: more than a table, a chart or some pictures.
///
/// - `HeatMap`: numbers over two directions, as colours or as contour lines
/// - `NetworkDiagram`: the layers of a model and the arithmetic of their parameters
/// - `ContactSheet`: many small pictures of a data set, and the numbers of one
/// - `OneHotRows`: what each label means as a row of zeros with a single one
/// - `ActivationCurves`: the functions after a layer's sum, and their slopes
/// - `SoftmaxSteps`: from logits to probabilities
/// - `LossLens`: what an answer costs, by the probability of the truth
/// - `DescentPaths`: how a line is found by walking downhill
/// - `LossDiagnosis`: what a loss curve says, and what to try next
/// - `ImageTraces`: pictures on their way through the network
/// - `WeightImages`: the weights of the first layer as pictures
/// - `ConfusionTable`: what was taken for what
/// - `ErrorGallery`: the pictures that were read wrongly
/// - `DrawingPad`: the trained network, to try with a drawing
public enum Figure: Hashable, Sendable {
  /// Numbers over two directions.
  case heatMap(HeatMap)
  /// The layers of a model.
  case network(NetworkDiagram)
  /// Many small pictures of a data set.
  case sheet(ContactSheet)
  /// Labels as rows.
  case oneHot(OneHotRows)
  /// Functions after a layer's sum.
  case activations(ActivationCurves)
  /// From logits to probabilities.
  case softmax(SoftmaxSteps)
  /// What an answer costs.
  case lens(LossLens)
  /// A walk downhill.
  case descent(DescentPaths)
  /// What a loss curve says.
  case diagnosis(LossDiagnosis)
  /// Pictures on their way through the network.
  case traces(ImageTraces)
  /// Weights as pictures.
  case weights(WeightImages)
  /// What was taken for what.
  case confusion(ConfusionTable)
  /// Wrong answers.
  case errors(ErrorGallery)
  /// A network to try.
  case drawing(DrawingPad)
}

extension Figure: Codable {
  /// Writes an object of one key, the case's name: `{"network": {...}}`.
  public func encode(to encoder: Encoder) throws {
    switch self {
    case .heatMap(let value): try encoder.encodeCase("heatMap", value)
    case .network(let value): try encoder.encodeCase("network", value)
    case .sheet(let value): try encoder.encodeCase("sheet", value)
    case .oneHot(let value): try encoder.encodeCase("oneHot", value)
    case .activations(let value): try encoder.encodeCase("activations", value)
    case .softmax(let value): try encoder.encodeCase("softmax", value)
    case .lens(let value): try encoder.encodeCase("lens", value)
    case .descent(let value): try encoder.encodeCase("descent", value)
    case .diagnosis(let value): try encoder.encodeCase("diagnosis", value)
    case .traces(let value): try encoder.encodeCase("traces", value)
    case .weights(let value): try encoder.encodeCase("weights", value)
    case .confusion(let value): try encoder.encodeCase("confusion", value)
    case .errors(let value): try encoder.encodeCase("errors", value)
    case .drawing(let value): try encoder.encodeCase("drawing", value)
    }
  }

  /// Reads what `encode(to:)` writes; throws a `DecodingError` for an unknown case.
  public init(from decoder: Decoder) throws {
    let encoded = try EncodedCase(decoder)
    switch encoded.name {
    case "heatMap": self = .heatMap(try encoded.payload())
    case "network": self = .network(try encoded.payload())
    case "sheet": self = .sheet(try encoded.payload())
    case "oneHot": self = .oneHot(try encoded.payload())
    case "activations": self = .activations(try encoded.payload())
    case "softmax": self = .softmax(try encoded.payload())
    case "lens": self = .lens(try encoded.payload())
    case "descent": self = .descent(try encoded.payload())
    case "diagnosis": self = .diagnosis(try encoded.payload())
    case "traces": self = .traces(try encoded.payload())
    case "weights": self = .weights(try encoded.payload())
    case "confusion": self = .confusion(try encoded.payload())
    case "errors": self = .errors(try encoded.payload())
    case "drawing": self = .drawing(try encoded.payload())
    default: throw encoded.unknown("figure")
    }
  }
}
