import LessonModel

// This file shows what a data set holds: many pictures with the numbers of one, and labels as rows.

extension Page {
  func contactSheet(_ sheet: ContactSheet, id: String) -> Markup {
    let pictures = sheet.pictures
    guard pictures.isWhole, pictures.count > 0 else {
      return FigureFrame(id, "sheet", sheet.title, sheet.summary).markup([])
    }
    let columns = pictures.count >= 40 ? 10 : min(10, pictures.count)
    let rows = (pictures.count + columns - 1) / columns
    // A pixel of paper around each picture.
    let (stepX, stepY) = (pictures.width + 2, pictures.height + 2)
    var canvas = [UInt8](repeating: 255, count: columns * stepX * rows * stepY)
    for index in 0..<pictures.count {
      let bytes = pictures.bytes(of: index)
      let (left, top) = (index % columns * stepX + 1, index / columns * stepY + 1)
      for y in 0..<pictures.height {
        for x in 0..<pictures.width {
          canvas[(top + y) * columns * stepX + left + x] = 255 - bytes[y * pictures.width + x]
        }
      }
    }
    let file = PNG.grey(width: columns * stepX, height: rows * stepY, pixels: canvas)
    let image = file.map {
      element(
        "img",
        [
          "class": "pixels", "src": "data:image/png;base64," + $0.base64, "alt": sheet.summary,
          "width": "\(columns * stepX * 2)", "height": "\(rows * stepY * 2)",
        ])
    }
    let first = pictures.bytes(of: 0)
    let numbers = (0..<pictures.height).map { y in
      (0..<pictures.width).map { x in
        let text = "\(first[y * pictures.width + x])"
        return String(repeating: " ", count: max(0, 3 - text.count)) + text
      }.joined(separator: " ")
    }.joined(separator: "\n")
    let label = sheet.labels.first.map { ", which shows \($0)" } ?? ""
    return FigureFrame(id, "sheet", sheet.title, sheet.summary).markup([
      element(
        "div",
        [
          "class": "contact", "data-columns": "\(columns)", "data-width": "\(pictures.width)",
          "data-height": "\(pictures.height)", "data-count": "\(pictures.count)",
        ], [image ?? .empty]),
      ScriptData.markup("contact-labels", ScriptData.strings(sheet.labels)),
      element(
        "details", ["class": "data numbers"],
        [
          element("summary", [:], "What the computer sees"),
          element(
            "p", ["class": "figure-note", "aria-live": "polite"],
            "The numbers of picture 0\(label): 0 is paper, 255 is ink."),
          element(
            "pre",
            ["tabindex": "0", "role": "region", "aria-label": "Numbers of the picture"],
            [element("samp", [:], numbers)]),
        ]),
    ])
  }

  func oneHot(_ rows: OneHotRows, id: String) -> Markup {
    let header = ["label"] + rows.classes
    let body = rows.classes.indices.map { row -> [Markup] in
      let isFirst = rows.labels.first == row
      return [
        element("th", ["scope": "row"], rows.classes[row])
      ]
        + rows.classes.indices.map { column in
          element(
            "td",
            ["class": (row == column ? "number one" : "number zero") + (isFirst ? " chosen" : "")],
            row == column ? "1" : "0")
        }
    }
    // The distance of two different rows of zeros with one 1 is always the same.
    let note =
      rows.classes.count > 2
      ? "Why not the numbers themselves? As numbers, 9 would be eight times as far from 1 as 2 is. As rows, any two different labels are equally far apart: they differ in exactly two places."
      : ""
    return FigureFrame(id, "one-hot", rows.title, rows.summary).markup([
      plainTable(header, body, label: rows.title, style: "result indicator"),
      note.isEmpty ? .empty : element("p", ["class": "figure-note"], note),
    ])
  }
}
