import LessonModel

// This file chooses the renderer of a figure and holds what they share: the frame with its caption,
// pictures from sheets, numbers with bars, and data for the page's script.

extension Page {
  /// A figure with its caption, its picture and its numbers.
  func figure(_ figure: Figure, id: String) -> Markup {
    switch figure {
    case .heatMap(let map):
      FigureFrame(id, "heat", map.title, map.summary).markup(HeatMapSVG.content(map, id: id))
    case .network(let diagram): network(diagram, id: id)
    case .sheet(let sheet): contactSheet(sheet, id: id)
    case .oneHot(let rows): oneHot(rows, id: id)
    case .activations(let curves): activations(curves, id: id)
    case .softmax(let steps): softmax(steps, id: id)
    case .lens(let lens): self.lens(lens, id: id)
    case .descent(let paths): descent(paths, id: id)
    case .diagnosis(let diagnosis): self.diagnosis(diagnosis, id: id)
    case .traces(let traces): self.traces(traces, id: id)
    case .weights(let images): weights(images, id: id)
    case .confusion(let table): confusion(table, id: id)
    case .errors(let gallery): errors(gallery, id: id)
    case .drawing(let pad): drawing(pad, id: id)
    }
  }
}

/// The frame of a figure: what it is called and what to see in it.
struct FigureFrame {
  var id: String
  var kind: String
  var title: String
  var summary: String

  init(_ id: String, _ kind: String, _ title: String, _ summary: String) {
    (self.id, self.kind, self.title, self.summary) = (id, kind, title, summary)
  }

  /// The figure around its content.
  func markup(_ content: [Markup]) -> Markup {
    element(
      "figure",
      ["class": "figure \(kind)", "role": "group", "aria-labelledby": "\(id)-name"],
      [
        element(
          "figcaption", [:],
          [
            element("strong", ["id": "\(id)-name"], title),
            summary.isEmpty
              ? .empty : element("span", [:], summary + (summary.hasSuffix(".") ? "" : ".")),
          ])
      ] + content)
  }
}

/// Names of columns above rows of cells; what follows a figure as its numbers.
func plainTable(_ header: [String], _ rows: [[Markup]], label: String, style: String = "result")
  -> Markup
{
  HTMLTable.scrolling(
    element(
      "table", ["class": style],
      [
        element(
          "thead", [:],
          [element("tr", [:], header.map { element("th", ["scope": "col"], $0) })]),
        element("tbody", [:], rows.map { element("tr", [:], $0) }),
      ]), label: label)
}

/// A cell with a number.
func numberCell(_ text: String) -> Markup { element("td", ["class": "number"], text) }

/// A cell that names its row.
func rowName(_ text: String) -> Markup { element("th", ["scope": "row"], text) }

/// A bar as long as a share, with the number beside it.
func shareBar(_ share: Double, _ text: String, style: String = "") -> [Markup] {
  let clamped = share.isFinite ? min(max(share, 0), 1) : 0
  return [
    element("span", ["class": "share-value"], text),
    element(
      "span", ["class": "share-track", "aria-hidden": "true"],
      [
        element(
          "span",
          [
            "class": style.isEmpty ? "share-bar" : "share-bar \(style)",
            "style": "width:\(NumberText.fixed(clamped * 100, digits: 2))%",
          ])
      ]),
  ]
}

/// A bar from a middle line, to the left for numbers below zero.
func signedBar(_ value: Double, full: Double) -> Markup {
  let share = full > 0 && value.isFinite ? min(abs(value) / full, 1) * 50 : 0
  let width = NumberText.fixed(share, digits: 2)
  let left = NumberText.fixed(value < 0 ? 50 - share : 50, digits: 2)
  return element(
    "span", ["class": "signed-track", "aria-hidden": "true"],
    [
      element(
        "span",
        [
          "class": value < 0 ? "signed-bar below" : "signed-bar",
          "style": "left:\(left)%;width:\(width)%",
        ])
    ])
}

extension PictureSheet {
  /// One picture of the sheet, shown so many times larger.
  func markup(_ index: Int, scale: Int, alternative: String) -> Markup {
    guard isWhole, index >= 0, index < count else { return .empty }
    let size = width * height
    let part = Array(pixels[index * size..<(index + 1) * size])
    let file =
      levels == 16
      ? PNG.indexed(width: width, height: height, levels: part, palette: PNG.ink)
      : PNG.grey(width: width, height: height, pixels: part.map { 255 - $0 })
    guard let file else { return .empty }
    return element(
      "img",
      [
        "class": "pixels", "src": "data:image/png;base64," + file.base64, "alt": alternative,
        "width": "\(width * scale)", "height": "\(height * scale)",
      ])
  }
}

/// JSON text from numbers and strings, for the page's script.
enum ScriptData {
  /// A `script` element that no browser runs.
  static func markup(_ style: String, _ json: String) -> Markup {
    element("script", ["type": "application/json", "class": style], [.data(json)])
  }

  static func numbers(_ values: [Number], digits: Int = 7) -> String {
    "["
      + values.map {
        $0.value.isFinite ? NumberText.significant($0.value, digits: digits) : "null"
      }.joined(separator: ",") + "]"
  }

  static func rows(_ rows: [[Number]], digits: Int = 7) -> String {
    "[" + rows.map { numbers($0, digits: digits) }.joined(separator: ",") + "]"
  }

  static func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _
      where scalar.value < 0x20 || scalar.value == 0x7F || (0x2028...0x202E).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  static func strings(_ texts: [String]) -> String {
    "[" + texts.map(string).joined(separator: ",") + "]"
  }
}
