import LessonModel

/// The six stages of nearly every training, and which of them a cell belongs to.
enum Workflow: String, CaseIterable {
  case collect, preprocess, design, train, evaluate, infer

  var name: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

  /// What a cell calls, and so what it is for: the words that the parser coloured as calls, types and
  /// members, never those of a comment or a string.
  static func stages(of cell: Cell) -> [Workflow] {
    let bytes = Array(cell.source.utf8)
    var words: Set<String> = []
    for highlight in cell.highlights where [.call, .type, .member].contains(highlight.kind) {
      let end = highlight.offset.addingReportingOverflow(highlight.length).partialValue
      guard highlight.offset >= 0, highlight.length > 0, end <= bytes.count, end > highlight.offset
      else { continue }
      words.insert(String(decoding: bytes[highlight.offset..<end], as: UTF8.self))
    }
    return allCases.filter { stage in
      !stage.words.isDisjoint(with: words)
        || (stage == .preprocess && divides(bytes))
    }
  }

  /// Pixels are brought to 0 ... 1 by a division, which is no call.
  private static func divides(_ source: [UInt8]) -> Bool {
    let text = source.filter { $0 != UInt8(ascii: " ") }
    let pattern = Array("/255".utf8)
    guard text.count >= pattern.count else { return false }
    return (0...text.count - pattern.count).contains { start in
      text[start..<start + pattern.count].elementsEqual(pattern)
    }
  }

  private var words: Set<String> {
    switch self {
    case .collect: ["loadData", "load", "MNIST", "FashionMNIST", "CSV", "DataFrame"]
    case .preprocess: ["toCategorical", "oneHot", "Rescaling", "Normalization", "shuffled", "standardised"]
    case .design: ["Sequential", "Dense", "Conv2D", "summary"]
    case .train: ["compile", "fit"]
    case .evaluate: ["evaluate"]
    case .infer: ["predict", "logits"]
    }
  }
}

extension Page {
  /// The stages with the way to the first cell of each; nothing when the lesson has fewer than two.
  var rail: Markup {
    var first: [Workflow: (number: Int, cell: Cell)] = [:]
    for cell in report.lesson.cells where cell.options.include {
      guard let number = cells[cell.id]?.number else { continue }
      for stage in Workflow.stages(of: cell) where first[stage] == nil {
        first[stage] = (number, cell)
      }
    }
    guard first.count >= 2 else { return .empty }
    return element(
      "nav", ["class": "rail", "aria-label": "Workflow"],
      [
        element(
          "ol", [:],
          Workflow.allCases.map { stage in
            guard let (number, cell) = first[stage] else {
              return element("li", ["class": "absent"], [element("span", [:], stage.name)])
            }
            let status = results[cell.id]?.status ?? .notRun
            return element(
              "li", ["class": status.className],
              [
                element(
                  "a", ["href": "#\(anchor(of: cell))"],
                  [
                    element("span", ["class": "stage"], stage.name),
                    element("span", ["class": "where"], "cell \(number)"),
                  ])
              ])
          })
      ])
  }
}
