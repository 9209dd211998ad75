import Foundation
import Testing

@testable import LessonReport

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A page read back: what its elements are and what it says, as a strict parser sees it.
final class PageReader: NSObject, XMLParserDelegate {
  struct Element {
    var name: String
    var attributes: [String: String]
  }

  private(set) var elements: [Element] = []
  private(set) var words = ""
  private(set) var error: String?

  /// Reads a page, in which every tag must be closed and every attribute quoted.
  init(page: String) {
    super.init()
    // Only the stylesheet and the script are not for a parser of XML to read.
    var text = page.replacing("<!DOCTYPE html>", with: "")
    for name in ["style", "script"] {
      text = text.without(from: "<\(name)>", to: "</\(name)>")
    }
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    if !parser.parse() { error = "\(parser.lineNumber):\(parser.columnNumber)" }
  }

  /// Reads a piece of a page.
  convenience init(_ markup: Markup) { self.init(page: markup.rendered) }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements.append(Element(name: name, attributes: attributes))
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { words += string }

  func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  func withClass(_ name: String) -> [Element] {
    elements.filter {
      ($0.attributes["class"] ?? "").split(separator: " ").contains(Substring(name))
    }
  }
}

extension String {
  /// The text without what stands between two marks, and without the marks.
  fileprivate func without(from start: String, to end: String) -> String {
    guard let first = range(of: start),
      let last = range(of: end, range: first.upperBound..<endIndex)
    else { return self }
    return String(self[..<first.lowerBound]) + self[last.upperBound...]
  }
}
